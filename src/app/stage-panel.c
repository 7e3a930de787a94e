/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/stage-panel.h"

#include "app/bond-legend.h"
#include "app/ember-bar.h"
#include "app/stage-bar.h"
#include "app/stage-strip.h"
#include "app/stage-style.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define MARGIN 18
#define FOOT_MARGIN 12
#define CORNER 4      /* keeps the square picture clear of the card's round corners */
#define LEGEND_GAP 16
#define ROOM_BESIDE 480 /* the width from which on the keys of colours have room beside the box */

struct _VtStagePanel
{
  GtkWidget parent_instance;

  GtkWidget *view;
  GtkWidget *top;         /* strip, header, ember bar */
  GtkWidget *strip, *header, *title, *subtitle, *buttons, *core_button, *keys, *ember;
  GtkWidget *bonds;       /* beside the ember bar */
  GtkWidget *bar;         /* the pill */
  GtkWidget *legend;      /* small, large */
  GtkWidget *caption;
  GtkWidget *words;       /* on the bonds, or on what the colours stand for */
  GtkWidget *failure, *sign, *reason, *retry;
};

G_DEFINE_FINAL_TYPE (VtStagePanel, vt_stage_panel, GTK_TYPE_WIDGET)

enum
{
  RETRY,
  SAVE_PICTURE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
has_text (GtkWidget *label)
{
  return *gtk_label_get_label (GTK_LABEL (label)) != '\0';
}

static void
update (VtStagePanel *self)
{
  gboolean has_sample, has_mode, liquid, failed = has_text (self->reason);
  int colouring;

  g_object_get (self->view, "has-sample", &has_sample, "has-mode", &has_mode, "liquid", &liquid, "colouring",
                &colouring, NULL);
  gtk_widget_set_visible (self->title, has_text (self->title));
  gtk_widget_set_visible (self->subtitle, has_text (self->subtitle));
  gtk_widget_set_visible (self->buttons, has_sample && !liquid && !failed);
  gtk_widget_set_visible (self->core_button, has_mode);
  gtk_widget_set_visible (self->header, has_text (self->title) || has_text (self->subtitle)
                                          || gtk_widget_get_visible (self->buttons));
  gtk_widget_set_visible (self->bonds, vt_stage_view_shows_bonds (VT_STAGE_VIEW (self->view)) && !failed);
  gtk_widget_set_visible (self->ember, has_sample && !liquid && !failed && colouring != VT_STAGE_COLOURING_SPECIES);
  gtk_widget_set_visible (self->keys, gtk_widget_get_visible (self->ember) || gtk_widget_get_visible (self->bonds));
  gtk_widget_set_visible (self->legend, has_sample && !liquid && !failed && colouring == VT_STAGE_COLOURING_SPECIES);
  gtk_widget_set_visible (self->caption, has_text (self->caption) && !failed);
  gtk_widget_set_visible (self->words, has_text (self->words) && !failed);
  gtk_widget_set_visible (self->failure, failed);
  gtk_widget_set_child_visible (self->view, !failed);
  gtk_widget_set_child_visible (self->bar, !failed);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
update_words (VtStagePanel *self)
{
  g_autofree char *words = vt_bond_words (VT_STAGE_VIEW (self->view));

  const char *colours = vt_ember_bar_words (VT_STAGE_VIEW (self->view));

  gtk_label_set_markup (GTK_LABEL (self->words), words ? words : colours ? colours : "");
  update (self);
}

static void
set_label (VtStagePanel *self, GtkWidget *label, const char *markup)
{
  if (g_strcmp0 (gtk_label_get_label (GTK_LABEL (label)), markup ? markup : "") == 0)
    return;
  gtk_label_set_markup (GTK_LABEL (label), markup ? markup : "");
  update (self);
}

void
vt_stage_panel_set_title (VtStagePanel *self, const char *markup)
{
  g_return_if_fail (VT_IS_STAGE_PANEL (self));
  set_label (self, self->title, markup);
}

void
vt_stage_panel_set_subtitle (VtStagePanel *self, const char *markup)
{
  g_return_if_fail (VT_IS_STAGE_PANEL (self));
  set_label (self, self->subtitle, markup);
}

void
vt_stage_panel_set_caption (VtStagePanel *self, const char *markup)
{
  g_return_if_fail (VT_IS_STAGE_PANEL (self));
  set_label (self, self->caption, markup);
}

void
vt_stage_panel_set_stage_progress (VtStagePanel *self, int stage, double fraction)
{
  g_return_if_fail (VT_IS_STAGE_PANEL (self));

  gtk_widget_set_visible (self->strip, stage >= 0);
  if (stage >= 0)
    vt_stage_strip_set_progress (VT_STAGE_STRIP (self->strip), MIN ((guint) stage, 3), fraction);
}

void
vt_stage_panel_set_first_stage (VtStagePanel *self, guint first)
{
  g_return_if_fail (VT_IS_STAGE_PANEL (self));
  vt_stage_strip_set_first (VT_STAGE_STRIP (self->strip), first);
}

void
vt_stage_panel_set_failure (VtStagePanel *self, const char *reason, const char *button_label)
{
  g_return_if_fail (VT_IS_STAGE_PANEL (self));

  gtk_label_set_label (GTK_LABEL (self->reason), reason ? reason : "");
  gtk_button_set_label (GTK_BUTTON (self->retry), button_label ? button_label : "");
  gtk_widget_set_visible (self->retry, button_label != NULL);
  gtk_widget_set_visible (self->sign, button_label != NULL);
  update (self);
}

VtStageView *
vt_stage_panel_get_view (VtStagePanel *self)
{
  g_return_val_if_fail (VT_IS_STAGE_PANEL (self), NULL);
  return VT_STAGE_VIEW (self->view);
}

/* Layout: the picture fills the card, the rest lies over it at its edges. */

static int
natural_size (GtkWidget *widget, GtkOrientation orientation, int for_size)
{
  int minimum, natural;

  if (!gtk_widget_get_visible (widget))
    return 0;
  gtk_widget_measure (widget, orientation, for_size, &minimum, &natural, NULL, NULL);
  return natural;
}

static void
vt_stage_panel_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                        int *minimum_baseline, int *natural_baseline)
{
  VtStagePanel *self = VT_STAGE_PANEL (widget);
  GtkWidget *const parts[] = { self->top, self->bar, self->failure, self->caption };
  int inner = for_size < 0 ? -1 : MAX (0, for_size - 2 * MARGIN);

  gtk_widget_measure (self->view, orientation, -1, minimum, natural, NULL, NULL);
  for (guint k = 0; k < G_N_ELEMENTS (parts); k++)
    {
      int low = 0;

      if (!gtk_widget_get_visible (parts[k]))
        continue;
      gtk_widget_measure (parts[k], orientation, orientation == GTK_ORIENTATION_VERTICAL ? inner : -1, &low, NULL,
                          NULL, NULL);
      *minimum = MAX (*minimum, low + 2 * MARGIN);
    }
  *natural = MAX (*natural, *minimum);
}

static void
place (GtkWidget *child, int x, int y, int width, int height)
{
  GtkAllocation at = { x, y, width, height };

  if (gtk_widget_get_visible (child))
    gtk_widget_size_allocate (child, &at, -1);
}

/* Where the pill begins: in the middle, or further right where that makes room for the legend; then *@legend_fits. */
static int
pill_start (int width, int pill, int legend, gboolean *legend_fits)
{
  int beside = MARGIN + legend + LEGEND_GAP, middle = (width - pill) / 2;

  *legend_fits = beside + pill + FOOT_MARGIN <= width;
  return *legend_fits && legend > 0 ? MAX (beside, middle) : middle;
}

/* The foot: the pill, the legend left of it where there is room, the caption above or alone. */
static int
allocate_foot (VtStagePanel *self, int width, int height)
{
  int inner = width - 2 * MARGIN, y = height - FOOT_MARGIN;
  int pill = vt_stage_bar_fit (VT_STAGE_BAR (self->bar), width - 2 * FOOT_MARGIN);
  int pill_height = natural_size (self->bar, GTK_ORIENTATION_VERTICAL, -1);
  int legend = natural_size (self->legend, GTK_ORIENTATION_HORIZONTAL, -1);
  int legend_height = natural_size (self->legend, GTK_ORIENTATION_VERTICAL, -1);
  int caption_height = natural_size (self->caption, GTK_ORIENTATION_VERTICAL, inner);
  int words_height = natural_size (self->words, GTK_ORIENTATION_VERTICAL, inner);
  gboolean legend_fits;
  int start = pill_start (width, pill, legend, &legend_fits);

  gtk_widget_set_child_visible (self->legend, legend_fits);
  if (legend_fits)
    place (self->legend, MARGIN, y - MAX (pill_height, legend_height) / 2 - legend_height / 2, legend, legend_height);
  if (gtk_widget_get_child_visible (self->bar))
    place (self->bar, start, y - pill_height, pill, pill_height);
  y -= pill_height ? pill_height + FOOT_MARGIN / 2 : 0;
  place (self->caption, MARGIN, y - caption_height, inner, caption_height);
  y -= caption_height;
  place (self->words, MARGIN, y - words_height, inner, words_height);
  return height - (y - words_height);
}

static void
vt_stage_panel_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  VtStagePanel *self = VT_STAGE_PANEL (widget);
  int inner = MAX (0, width - 2 * MARGIN), foot;
  int top = natural_size (self->top, GTK_ORIENTATION_VERTICAL, inner);
  int header = gtk_widget_get_visible (self->header) || gtk_widget_get_visible (self->strip) ? top + MARGIN : 0;
  int failure = natural_size (self->failure, GTK_ORIENTATION_VERTICAL, MIN (inner, 420));

  place (self->top, MARGIN, MARGIN, inner, top);
  foot = allocate_foot (self, width, height);
  place (self->failure, (width - MIN (inner, 420)) / 2, MAX (header, (height - failure) / 2), MIN (inner, 420), failure);
  if (gtk_widget_get_child_visible (self->view))
    place (self->view, CORNER, CORNER, width - 2 * CORNER, height - 2 * CORNER);
  /* These stand beside the box, where there is room, not above. */
  if (width >= ROOM_BESIDE)
    header -= natural_size (self->keys, GTK_ORIENTATION_VERTICAL, -1);
  vt_stage_view_set_insets (VT_STAGE_VIEW (self->view), header, foot);
}

/* Parts */

static GtkWidget *
make_label (const char *class, gboolean centred)
{
  GtkWidget *label = gtk_label_new ("");

  gtk_label_set_use_markup (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), centred ? 0.5 : 0);
  gtk_label_set_justify (GTK_LABEL (label), centred ? GTK_JUSTIFY_CENTER : GTK_JUSTIFY_LEFT);
  gtk_widget_add_css_class (label, class);
  return label;
}

static GtkWidget *
make_button (const char *icon, const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

static void
on_save (VtStagePanel *self)
{
  g_signal_emit (self, signals[SAVE_PICTURE], 0);
}

static void
on_retry (VtStagePanel *self)
{
  g_signal_emit (self, signals[RETRY], 0);
}

static void
make_header (VtStagePanel *self)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *respond = make_button ("object-flip-horizontal-symbolic", _("Response to a pushed bond"));
  GtkWidget *save = make_button ("camera-photo-symbolic", _("Save picture"));
  GtkWidget *reset = make_button ("zoom-fit-best-symbolic", _("Reset view"));

  self->header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->title = make_label ("stage-title", FALSE);
  self->subtitle = make_label ("stage-dim", FALSE);
  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  self->core_button = make_button ("find-location-symbolic", _("Look at the core"));
  gtk_box_append (GTK_BOX (lines), self->title);
  gtk_box_append (GTK_BOX (lines), self->subtitle);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_widget_set_can_target (lines, FALSE);
  gtk_box_append (GTK_BOX (self->buttons), self->core_button);
  gtk_box_append (GTK_BOX (self->buttons), respond);
  gtk_box_append (GTK_BOX (self->buttons), save);
  gtk_box_append (GTK_BOX (self->buttons), reset);
  gtk_widget_set_valign (self->buttons, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->buttons, "stage-buttons");
  gtk_box_append (GTK_BOX (self->header), lines);
  gtk_box_append (GTK_BOX (self->header), self->buttons);
  g_signal_connect_swapped (self->core_button, "clicked", G_CALLBACK (vt_stage_view_look_at_core), self->view);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (respond), "win.response");
  g_signal_connect_swapped (save, "clicked", G_CALLBACK (on_save), self);
  g_signal_connect_swapped (reset, "clicked", G_CALLBACK (vt_stage_view_reset_camera), self->view);
}

static GtkWidget *
make_legend (void)
{
  const char *const names[] = { _("small"), _("large") }, *const classes[] = { "small", "large" };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  for (int k = 0; k < 2; k++)
    {
      GtkWidget *dot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *label = gtk_label_new (names[k]);

      gtk_widget_add_css_class (dot, "species-dot");
      gtk_widget_add_css_class (dot, classes[k]);
      gtk_widget_set_valign (dot, GTK_ALIGN_CENTER);
      gtk_widget_set_margin_start (dot, k ? 24 : 0);
      gtk_box_append (GTK_BOX (box), dot);
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_widget_add_css_class (box, "stage-legend");
  gtk_widget_set_can_target (box, FALSE);
  return box;
}

static void
make_failure (VtStagePanel *self)
{
  self->sign = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  self->failure = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  self->reason = make_label ("stage-reason", TRUE);
  gtk_label_set_use_markup (GTK_LABEL (self->reason), FALSE);
  self->retry = gtk_button_new ();
  gtk_image_set_pixel_size (GTK_IMAGE (self->sign), 48);
  gtk_widget_add_css_class (self->sign, "stage-dim");
  gtk_widget_add_css_class (self->retry, "pill");
  gtk_widget_add_css_class (self->retry, "suggested-action");
  gtk_widget_set_halign (self->retry, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->failure), self->sign);
  gtk_box_append (GTK_BOX (self->failure), self->reason);
  gtk_box_append (GTK_BOX (self->failure), self->retry);
  g_signal_connect_swapped (self->retry, "clicked", G_CALLBACK (on_retry), self);
}

static void
make_top (VtStagePanel *self)
{
  self->top = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->strip = vt_stage_strip_new ();
  self->ember = vt_ember_bar_new (VT_STAGE_VIEW (self->view));
  make_header (self);
  gtk_widget_set_visible (self->strip, FALSE);
  self->keys = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);
  self->bonds = vt_bond_legend_new (VT_STAGE_VIEW (self->view));
  gtk_widget_set_halign (self->ember, GTK_ALIGN_START);
  gtk_widget_set_halign (self->bonds, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self->top), self->strip);
  gtk_box_append (GTK_BOX (self->top), self->header);
  gtk_box_append (GTK_BOX (self->keys), self->ember);
  gtk_box_append (GTK_BOX (self->keys), self->bonds);
  gtk_box_append (GTK_BOX (self->top), self->keys);
}

static void
update_style (VtStagePanel *self)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  if (dark)
    gtk_widget_add_css_class (GTK_WIDGET (self), "dark-stage");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "dark-stage");
}

static void
vt_stage_panel_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_last_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (vt_stage_panel_parent_class)->dispose (object);
}

static void
vt_stage_panel_class_init (VtStagePanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vt_stage_panel_dispose;
  widget_class->measure = vt_stage_panel_measure;
  widget_class->size_allocate = vt_stage_panel_allocate;
  gtk_widget_class_set_css_name (widget_class, "stagepanel");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  signals[RETRY] = g_signal_new ("retry", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  signals[SAVE_PICTURE] = g_signal_new ("save-picture", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 0);
  vt_stage_style_load ();
}

static void
vt_stage_panel_init (VtStagePanel *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  self->view = vt_stage_view_new ();
  self->bar = vt_stage_bar_new (VT_STAGE_VIEW (self->view));
  self->legend = make_legend ();
  self->caption = make_label ("stage-dim", TRUE);
  gtk_widget_set_can_target (self->caption, FALSE);
  self->words = make_label ("stage-dim", TRUE);
  gtk_widget_set_can_target (self->words, FALSE);
  make_top (self);
  make_failure (self);
  gtk_widget_set_parent (self->view, widget);
  gtk_widget_set_parent (self->top, widget);
  gtk_widget_set_parent (self->legend, widget);
  gtk_widget_set_parent (self->caption, widget);
  gtk_widget_set_parent (self->words, widget);
  gtk_widget_set_parent (self->bar, widget);
  gtk_widget_set_parent (self->failure, widget);
  gtk_widget_set_overflow (widget, GTK_OVERFLOW_VISIBLE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Stage"), -1);
  for (guint k = 0; k < 4; k++)
    {
      const char *const told[] = { "notify::has-sample", "notify::has-mode", "notify::liquid", "notify::colouring" };

      g_signal_connect_object (self->view, told[k], G_CALLBACK (update), self, G_CONNECT_SWAPPED);
    }
  for (guint k = 0; k < 6; k++)
    {
      const char *const told[] = { "notify::bonds", "notify::has-network", "notify::has-mode", "notify::slice", "notify::colouring", "bond-chosen" };

      g_signal_connect_object (self->view, told[k], G_CALLBACK (update_words), self, G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (update_style), self,
                           G_CONNECT_SWAPPED);
  update_style (self);
  update (self);
}

GtkWidget *
vt_stage_panel_new (void)
{
  return g_object_new (VT_TYPE_STAGE_PANEL, NULL);
}
