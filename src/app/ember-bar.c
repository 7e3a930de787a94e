/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ember-bar.h"

#include "plot/number.h"
#include "scene/ember.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define WIDTH 130
#define HEIGHT 8
#define STOPS 32

struct _VtEmberBar
{
  GtkWidget parent_instance;

  VtStageView *view; /* borrowed from the panel, which owns both */
  GtkWidget *title, *area, *low, *high;
};

G_DEFINE_FINAL_TYPE (VtEmberBar, vt_ember_bar, GTK_TYPE_WIDGET)

static VtStageColouring
colouring_of (VtStageView *view)
{
  int colouring;

  g_object_get (view, "colouring", &colouring, NULL);
  return (VtStageColouring) colouring;
}

static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  VtEmberBar *bar = data;
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  gboolean motion = colouring_of (bar->view) == VT_STAGE_COLOURING_DISPLACEMENT;
  cairo_pattern_t *map = cairo_pattern_create_linear (0, 0, width, 0);

  for (int k = 0; k <= STOPS; k++)
    {
      double t = (double) k / STOPS;
      guint32 rgb = motion ? vt_ember_displacement (t, dark) : vt_ember_value (t, dark);

      cairo_pattern_add_color_stop_rgb (map, t, (rgb >> 16 & 0xff) / 255.0, (rgb >> 8 & 0xff) / 255.0,
                                        (rgb & 0xff) / 255.0);
    }
  cairo_set_source (cr, map);
  cairo_paint (cr);
  cairo_pattern_destroy (map);
}

static void
set_words (VtEmberBar *bar, const char *title, const char *low, const char *high)
{
  g_autofree char *plain = vt_markup_to_plain (title), *from = vt_markup_to_plain (low), *to = vt_markup_to_plain (high);
  /* Translators: what the colours stand for, and the two ends of the bar of colours */
  g_autofree char *text = g_strdup_printf (_("%s, from %s to %s"), plain, from, to);

  gtk_label_set_markup (GTK_LABEL (bar->title), title);
  gtk_label_set_markup (GTK_LABEL (bar->low), low);
  gtk_label_set_markup (GTK_LABEL (bar->high), high);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Colours"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

/* The ends of the bar are the 2nd and the 98th percentile: beyond them are few particles. */
static void
set_numbers (VtEmberBar *bar, const char *title, const char *unit)
{
  g_autofree char *low = NULL, *high = NULL, *from = NULL, *to = NULL;
  double range[2];

  vt_stage_view_get_range (bar->view, range);
  low = vt_format_number (range[0], 3);
  high = vt_format_number (range[1], 3);
  from = g_strdup_printf ("≤ %s", low);
  to = g_strdup_printf ("≥ %s%s", high, unit);
  set_words (bar, title, from, to);
}

static void
update (VtEmberBar *bar)
{
  VtStageColouring colouring = colouring_of (bar->view);

  if (colouring == VT_STAGE_COLOURING_ENERGY)
    set_numbers (bar, _("Energy"), " <i>ε</i>");
  else if (colouring == VT_STAGE_COLOURING_STICKINESS)
    set_numbers (bar, _("Local stickiness"), "");
  else
    set_words (bar, _("Displacement"), _("still"), _("moves most"));
  gtk_widget_set_visible (bar->title, colouring != VT_STAGE_COLOURING_DISPLACEMENT);
  gtk_widget_queue_draw (bar->area);
}

static GtkWidget *
make_label (void)
{
  GtkWidget *label = gtk_label_new ("");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "stage-dim");
  return label;
}

const char *
vt_ember_bar_words (VtStageView *view)
{
  switch (colouring_of (view))
    {
    case VT_STAGE_COLOURING_ENERGY:
      return _("Energy of a particle: half of that of its pairs.");
    case VT_STAGE_COLOURING_STICKINESS:
      return _("Local stickiness: the largest attraction on a particle over the mean of the largest repulsions.");
    default:
      return NULL;
    }
}

GtkWidget *
vt_ember_bar_new (VtStageView *view)
{
  VtEmberBar *bar = g_object_new (VT_TYPE_EMBER_BAR, NULL);

  bar->view = view;
  g_signal_connect_object (view, "notify::colouring", G_CALLBACK (update), bar, G_CONNECT_SWAPPED);
  update (bar);
  return GTK_WIDGET (bar);
}

static void
vt_ember_bar_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (vt_ember_bar_parent_class)->dispose (object);
}

static void
vt_ember_bar_class_init (VtEmberBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vt_ember_bar_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "emberbar");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
vt_ember_bar_init (VtEmberBar *bar)
{
  GtkWidget *widget = GTK_WIDGET (bar), *words = gtk_center_box_new ();
  GtkBoxLayout *layout = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (widget));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (layout, 4);
  bar->title = make_label ();
  bar->low = make_label ();
  bar->high = make_label ();
  bar->area = gtk_drawing_area_new ();
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (bar->area), WIDTH);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (bar->area), HEIGHT);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (bar->area), draw, bar, NULL);
  gtk_center_box_set_start_widget (GTK_CENTER_BOX (words), bar->low);
  gtk_center_box_set_end_widget (GTK_CENTER_BOX (words), bar->high);
  gtk_widget_set_parent (bar->title, widget);
  gtk_widget_set_parent (bar->area, widget);
  gtk_widget_set_parent (words, widget);
  gtk_widget_set_can_target (widget, FALSE);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (gtk_widget_queue_draw),
                           bar->area, G_CONNECT_SWAPPED);
}
