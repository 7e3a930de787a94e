/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The header of a VtPlotView: title, live cue, note, and a legend with a toggle button for each series that has a label. */
#include "config.h"

#include "app/plot-view-private.h"
#include "app/live-dot.h"
#include "plot/number.h"

#include <glib/gi18n.h>

#include <string.h>

#define SPACING 8

/* --- legend --- */

static const char *
id_of (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "vt-series");
}

static VtPlotView *
view_of (GtkWidget *widget)
{
  return VT_PLOT_VIEW (gtk_widget_get_ancestor (widget, VT_TYPE_PLOT_VIEW));
}

static void
draw_swatch (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  VtPlotView *view = view_of (GTK_WIDGET (area));
  int index = vt_figure_find_series (view->figure, data);

  if (index >= 0)
    vt_renderer_draw_swatch (view->renderer, view->figure, (guint) index, cr);
}

static void
toggled (GtkToggleButton *button)
{
  VtPlotView *view = view_of (GTK_WIDGET (button));
  gboolean active = gtk_toggle_button_get_active (button);

  if (view == NULL)
    return;
  vt_figure_set_series_visible (view->figure, id_of (GTK_WIDGET (button)), active);
  g_signal_emit_by_name (view, "series-toggled", id_of (GTK_WIDGET (button)), active);
}

static GtkWidget *
swatch_new (const char *id)
{
  GtkWidget *swatch
      = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (swatch), VT_SWATCH_WIDTH);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (swatch), VT_SWATCH_HEIGHT);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (swatch), draw_swatch, g_strdup (id), g_free);
  gtk_widget_set_valign (swatch, GTK_ALIGN_CENTER);
  return swatch;
}

static GtkWidget *
entry_new (const VtSeries *series)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);
  GtkWidget *label = gtk_label_new (NULL);
  g_autofree char *plain = vt_markup_to_plain (series->style.label);

  gtk_label_set_markup (GTK_LABEL (label), series->style.label);
  gtk_box_append (GTK_BOX (box), swatch_new (series->id));
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "legend");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, plain, -1);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), series->visible);
  g_object_set_data_full (G_OBJECT (button), "vt-series", g_strdup (series->id), g_free);
  g_object_set_data_full (G_OBJECT (button), "vt-label", g_strdup (series->style.label), g_free);
  g_signal_connect (button, "toggled", G_CALLBACK (toggled), NULL);
  return button;
}

/* The same entries in the same order: only their state may differ. */
static gboolean
entries_match (VtPlotView *self)
{
  GtkWidget *button = gtk_widget_get_first_child (self->legend);

  for (guint i = 0; i < vt_figure_get_n_series (self->figure); i++)
    {
      const VtSeries *series = vt_figure_get_series (self->figure, i);

      if (!vt_series_in_legend (series))
        continue;
      if (button == NULL || g_strcmp0 (id_of (button), series->id) != 0
          || g_strcmp0 (g_object_get_data (G_OBJECT (button), "vt-label"), series->style.label) != 0)
        return FALSE;
      button = gtk_widget_get_next_sibling (button);
    }
  return button == NULL;
}

static void
rebuild (VtPlotView *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->legend)) != NULL)
    gtk_box_remove (GTK_BOX (self->legend), child);
  for (guint i = 0; i < vt_figure_get_n_series (self->figure); i++)
    {
      const VtSeries *series = vt_figure_get_series (self->figure, i);

      if (vt_series_in_legend (series))
        gtk_box_append (GTK_BOX (self->legend), entry_new (series));
    }
}

static void
queue_draw_all (GtkWidget *widget)
{
  gtk_widget_queue_draw (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    queue_draw_all (child);
}

static void
sync_legend (VtPlotView *self)
{
  gboolean wanted = vt_figure_n_legend_entries (self->figure) > 0;

  gtk_widget_set_visible (self->legend, wanted);
  if (!wanted)
    return;
  if (!entries_match (self))
    rebuild (self);
  for (GtkWidget *button = gtk_widget_get_first_child (self->legend); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    {
      int index = vt_figure_find_series (self->figure, id_of (button));

      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button),
                                    vt_figure_get_series (self->figure, (guint) index)->visible);
    }
  queue_draw_all (self->legend);
}

/* --- header --- */

void
vt_plot_view_update_name (VtPlotView *self)
{
  const char *name = self->name != NULL ? self->name : vt_figure_get_title (self->figure);

  g_autofree char *menu = NULL;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name != NULL ? name : "", -1);
  if (self->menu_button == NULL || name == NULL)
    return;
  /* Translators: the menu of a figure, by its title: "Structure: menu" */
  menu = g_strdup_printf (_("%s: menu"), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button), GTK_ACCESSIBLE_PROPERTY_LABEL, menu, -1);
}

void
vt_plot_view_sync_header (VtPlotView *self)
{
  const char *title = vt_figure_get_title (self->figure), *note = vt_figure_get_note (self->figure);
  const char *live = vt_figure_get_live (self->figure);

  gtk_widget_set_visible (self->header, title != NULL);
  gtk_label_set_text (GTK_LABEL (self->title), title != NULL ? title : "");
  gtk_label_set_text (GTK_LABEL (self->cue_label), live != NULL ? live : "");
  gtk_widget_set_visible (self->cue, live != NULL);
  gtk_label_set_markup (GTK_LABEL (self->note), note != NULL ? note : "");
  /* Pango 1.50 loses its way where it cuts through a raised letter */
  gtk_label_set_ellipsize (GTK_LABEL (self->note), note != NULL && strstr (note, "<su") != NULL
                                                     ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  gtk_widget_set_visible (self->note, note != NULL);
  sync_legend (self);
  /* a note stands at the right, unless the legend does */
  gtk_label_set_xalign (GTK_LABEL (self->note), gtk_widget_get_visible (self->legend) ? 0 : 1);
  gtk_widget_set_hexpand (self->note, !gtk_widget_get_visible (self->legend));
  if (self->menu_button != NULL)
    gtk_widget_set_visible (self->menu_button, title != NULL);
  vt_plot_view_update_name (self);
}

/* A title alone may have the menu over its end, which then is seen only while the figure is pointed at or the menu has
 * the focus (plot-view.css). */
static gboolean
may_lie_over (VtPlotView *self)
{
  return !gtk_widget_get_visible (self->legend) && !gtk_widget_get_visible (self->note)
         && !gtk_widget_get_visible (self->cue);
}

void
vt_plot_view_measure_header (VtPlotView *self, int *minimum, int *natural)
{
  int menu = 0;

  *minimum = *natural = 0;
  if (!gtk_widget_get_visible (self->header))
    return;
  gtk_widget_measure (self->header, GTK_ORIENTATION_HORIZONTAL, -1, minimum, natural, NULL, NULL);
  gtk_widget_measure (self->menu_button, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &menu, NULL, NULL);
  *minimum += may_lie_over (self) ? 0 : SPACING + menu;
  *natural += SPACING + menu;
}

int
vt_plot_view_header_height (VtPlotView *self)
{
  int header, menu;

  if (!gtk_widget_get_visible (self->header))
    return 0;
  gtk_widget_measure (self->header, GTK_ORIENTATION_VERTICAL, -1, NULL, &header, NULL, NULL);
  gtk_widget_measure (self->menu_button, GTK_ORIENTATION_VERTICAL, -1, NULL, &menu, NULL, NULL);
  return MAX (MAX (header, menu), (int) vt_renderer_header_height (self->renderer));
}

void
vt_plot_view_allocate_header (VtPlotView *self, int width)
{
  int natural, menu, height = vt_plot_view_header_height (self);
  gboolean over;

  if (!gtk_widget_get_visible (self->header))
    return;
  gtk_widget_measure (self->header, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  gtk_widget_measure (self->menu_button, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &menu, NULL, NULL);
  over = may_lie_over (self) && natural + SPACING + menu > width;
  if (over)
    gtk_widget_add_css_class (self->menu_button, "over");
  else
    gtk_widget_remove_css_class (self->menu_button, "over");
  gtk_widget_size_allocate (self->header, &(GtkAllocation) { 0, 0, over ? width : width - SPACING - menu, height }, -1);
  gtk_widget_size_allocate (self->menu_button, &(GtkAllocation) { width - menu, 0, menu, height }, -1);
}

static GtkWidget *
label_new (const char *class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (label, class);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  return label;
}

void
vt_plot_view_build_header (VtPlotView *self)
{
  self->header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING);
  gtk_widget_add_css_class (self->header, "plot-header");

  self->title = label_new ("card-title");
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (self->header), self->title);

  self->cue = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);
  self->cue_label = label_new ("plot-cue");
  gtk_box_append (GTK_BOX (self->cue), vt_live_dot_new ());
  gtk_box_append (GTK_BOX (self->cue), self->cue_label);
  gtk_box_append (GTK_BOX (self->header), self->cue);

  self->note = label_new ("plot-note");
  gtk_box_append (GTK_BOX (self->header), self->note);

  self->legend = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->legend, "plot-legend");
  gtk_widget_set_hexpand (self->legend, TRUE);
  gtk_widget_set_halign (self->legend, GTK_ALIGN_END);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->legend), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Curves shown"), -1);
  gtk_box_append (GTK_BOX (self->header), self->legend);
  gtk_widget_set_parent (self->header, GTK_WIDGET (self));
}
