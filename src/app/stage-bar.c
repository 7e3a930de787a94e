/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/stage-bar.h"

#include "app/choice.h"
#include "app/fold-row.h"
#include "app/tooltip.h"

#include <glib/gi18n.h>

struct _VtStageBar
{
  GtkWidget parent_instance;

  VtStageView *view;         /* borrowed from the panel, which owns both */
  GtkWidget *row;
  GtkWidget *play, *colour, *bonds[2]; /* in the pill, in its menu */
  GtkWidget *bond_parts[3];            /* separator, title, choice */
  GtkAdjustment *amplitude, *speed, *slice_at;
  GPtrArray *mode_only;      /* widgets seen only with a mode */
  GPtrArray *glass_only;
  GtkWidget *slice_scale, *core_only;
};

G_DEFINE_FINAL_TYPE (VtStageBar, vt_stage_bar, GTK_TYPE_WIDGET)

/* Ranks of folding, first to go last. */
enum
{
  ALWAYS,
  AMPLITUDE,
  COLOUR_TITLE,
  SPEED,
  SLICE,
  TITLES,
  BONDS,
};

static void
set_name (GtkWidget *widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static GtkWidget *
make_title (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "stage-dim");
  return label;
}

static GtkWidget *
make_separator (void)
{
  GtkWidget *separator = gtk_separator_new (GTK_ORIENTATION_VERTICAL);

  gtk_widget_set_valign (separator, GTK_ALIGN_CENTER);
  return separator;
}

/* @object's double property on a scale; the adjustment is shared by the pill and its menu. */
static GtkAdjustment *
make_adjustment (VtStageBar *self, const char *property, double low, double high)
{
  GtkAdjustment *adjustment = gtk_adjustment_new (low, low, high, (high - low) / 50, (high - low) / 10, 0);

  g_object_bind_property (self->view, property, adjustment, "value", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  return g_object_ref_sink (adjustment);
}

static GtkWidget *
make_scale (GtkAdjustment *adjustment, const char *name, int width)
{
  GtkWidget *scale = gtk_scale_new (GTK_ORIENTATION_HORIZONTAL, adjustment);

  gtk_widget_set_size_request (scale, width, -1);
  gtk_widget_set_valign (scale, GTK_ALIGN_CENTER);
  set_name (scale, name);
  return scale;
}

static void
add (VtStageBar *self, GtkWidget *child, guint rank, GPtrArray *group)
{
  vt_fold_row_append (VT_FOLD_ROW (self->row), child, rank);
  if (group)
    g_ptr_array_add (group, child);
}

static void
update_play (VtStageBar *self)
{
  gboolean playing;

  g_object_get (self->view, "playing", &playing, NULL);
  gtk_button_set_icon_name (GTK_BUTTON (self->play),
                            playing ? "media-playback-pause-symbolic" : "media-playback-start-symbolic");
  vt_tooltip_set_text (self->play, playing ? _("Pause") : _("Play"));
  set_name (self->play, playing ? _("Pause") : _("Play"));
}

static void
on_play (VtStageBar *self)
{
  gboolean playing;

  g_object_get (self->view, "playing", &playing, NULL);
  vt_stage_view_set_playing (self->view, !playing);
}

static GtkWidget *
menu_switch (VtStageBar *self, const char *text, const char *property)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24), *label = gtk_label_new (text);
  GtkWidget *toggle = gtk_switch_new ();

  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  set_name (toggle, text);
  g_object_bind_property (self->view, property, toggle, "active", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), toggle);
  return box;
}

static GtkWidget *
menu_scale (const char *text, GtkAdjustment *adjustment)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24), *label = gtk_label_new (text);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), make_scale (adjustment, text, 120));
  return box;
}

static GtkWidget *
menu_choice (const char *text, GtkWidget *choice)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24), *label = gtk_label_new (text);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), choice);
  return box;
}

static GtkWidget *
make_slice_choice (VtStageBar *self)
{
  const char *const names[]
    = { C_ ("slice", "off"), C_ ("slice", "across x"), C_ ("slice", "across y"), C_ ("slice", "across z"), NULL };

  return vt_choice_new (_("Slice"), names, G_OBJECT (self->view), "slice");
}

static GtkWidget *
make_bond_choice (VtStageBar *self)
{
  const char *const names[] = { C_ ("bonds", "off"), C_ ("bonds", "by force"), C_ ("bonds", "by stiffness"),
                                C_ ("bonds", "by share in k"), C_ ("bonds", "by share in f"), NULL };

  return vt_choice_new (_("Bonds"), names, G_OBJECT (self->view), "bonds");
}

/* What folds away in the pill is found here too. */
static GtkWidget *
make_menu (VtStageBar *self)
{
  GtkWidget *popover = gtk_popover_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *amplitude = menu_scale (_("Amplitude"), self->amplitude);
  GtkWidget *speed = menu_scale (_("Speed"), self->speed), *arrows = menu_switch (self, _("Arrows"), "arrows");

  self->slice_scale = menu_scale (_("Position of the slice"), self->slice_at);
  g_ptr_array_add (self->mode_only, amplitude);
  g_ptr_array_add (self->mode_only, speed);
  g_ptr_array_add (self->mode_only, arrows);
  gtk_box_append (GTK_BOX (box), amplitude);
  gtk_box_append (GTK_BOX (box), speed);
  gtk_box_append (GTK_BOX (box), menu_choice (_("Slice"), make_slice_choice (self)));
  gtk_box_append (GTK_BOX (box), self->slice_scale);
  self->bonds[1] = make_bond_choice (self);
  gtk_box_append (GTK_BOX (box), menu_choice (_("Bonds"), self->bonds[1]));
  self->core_only = menu_switch (self, _("Core and neighbours only"), "core-only");
  gtk_box_append (GTK_BOX (box), self->core_only);
  gtk_box_append (GTK_BOX (box), arrows);
  gtk_box_append (GTK_BOX (box), menu_switch (self, _("Outline of the box"), "outline"));
  gtk_box_append (GTK_BOX (box), menu_switch (self, _("Without perspective"), "orthographic"));
  gtk_widget_add_css_class (box, "stage-menu");
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  return popover;
}

static void
update (VtStageBar *self)
{
  gboolean has_mode, has_sample, has_network, liquid;
  int slice;

  g_object_get (self->view, "has-mode", &has_mode, "has-sample", &has_sample, "liquid", &liquid, "slice", &slice,
                "has-network", &has_network, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), has_sample && !liquid);
  for (guint i = 0; i < self->mode_only->len; i++)
    gtk_widget_set_visible (g_ptr_array_index (self->mode_only, i), has_mode);
  for (guint i = 0; i < self->glass_only->len; i++)
    gtk_widget_set_visible (g_ptr_array_index (self->glass_only, i), !has_mode);
  gtk_widget_set_visible (self->slice_scale, slice != VT_SLICE_OFF);
  vt_choice_set_offered (VT_CHOICE (self->colour), VT_STAGE_COLOURING_DISPLACEMENT, has_mode);
  vt_choice_set_offered (VT_CHOICE (self->colour), VT_STAGE_COLOURING_ENERGY, has_network);
  vt_choice_set_offered (VT_CHOICE (self->colour), VT_STAGE_COLOURING_STICKINESS, has_network);
  for (guint i = 0; i < 2; i++)
    {
      vt_choice_set_offered (VT_CHOICE (self->bonds[i]), VT_BOND_MAP_K, has_mode);
      vt_choice_set_offered (VT_CHOICE (self->bonds[i]), VT_BOND_MAP_F, has_mode);
    }
  for (guint i = 0; i < G_N_ELEMENTS (self->bond_parts); i++)
    gtk_widget_set_visible (self->bond_parts[i], has_network);
  gtk_widget_set_visible (gtk_widget_get_parent (self->bonds[1]), has_network);
  gtk_widget_set_visible (self->core_only, has_network);
}

static void
fill (VtStageBar *self)
{
  const char *const colours[] = { C_ ("colour by", "species"), C_ ("colour by", "displacement"),
                                  C_ ("colour by", "energy"), C_ ("colour by", "stickiness"), NULL };
  GtkWidget *more = gtk_menu_button_new ();

  self->play = gtk_button_new ();
  gtk_widget_add_css_class (self->play, "circular");
  gtk_widget_add_css_class (self->play, "stage-play");
  gtk_widget_set_valign (self->play, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->play, "clicked", G_CALLBACK (on_play), self);
  self->colour = vt_choice_new (_("Colour"), colours, G_OBJECT (self->view), "colouring");
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (more), "view-more-symbolic");
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (more), FALSE);
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (more), GTK_ARROW_UP);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (more), make_menu (self));
  vt_tooltip_set_text (more, _("More of the view"));
  set_name (more, _("More of the view"));

  add (self, self->play, ALWAYS, self->mode_only);
  add (self, make_title (_("Amplitude")), TITLES, self->mode_only);
  add (self, make_scale (self->amplitude, _("Amplitude"), 96), AMPLITUDE, self->mode_only);
  add (self, make_title (_("Speed")), TITLES, self->mode_only);
  add (self, make_scale (self->speed, _("Speed"), 86), SPEED, self->mode_only);
  add (self, make_separator (), SPEED, self->mode_only);
  add (self, make_title (_("Colour")), COLOUR_TITLE, NULL);
  add (self, self->colour, ALWAYS, NULL);
  add (self, make_separator (), SLICE, self->glass_only);
  add (self, make_title (_("Slice")), SLICE, self->glass_only);
  add (self, make_slice_choice (self), SLICE, self->glass_only);
  self->bond_parts[0] = make_separator ();
  self->bond_parts[1] = make_title (_("Bonds"));
  self->bond_parts[2] = self->bonds[0] = make_bond_choice (self);
  for (guint i = 0; i < G_N_ELEMENTS (self->bond_parts); i++)
    add (self, self->bond_parts[i], BONDS, NULL);
  add (self, make_separator (), ALWAYS, NULL);
  add (self, more, ALWAYS, NULL);
}

GtkWidget *
vt_stage_bar_new (VtStageView *view)
{
  VtStageBar *self = g_object_new (VT_TYPE_STAGE_BAR, NULL);

  self->view = view;
  self->amplitude = make_adjustment (self, "amplitude", 0, 1);
  self->speed = make_adjustment (self, "speed", VT_STAGE_SPEED_MINIMUM, VT_STAGE_SPEED_MAXIMUM);
  self->slice_at = make_adjustment (self, "slice-at", 0, 1);
  fill (self);
  g_signal_connect_object (view, "notify::playing", G_CALLBACK (update_play), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "notify::has-mode", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "notify::has-sample", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "notify::has-network", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "notify::liquid", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "notify::slice", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update_play (self);
  update (self);
  return GTK_WIDGET (self);
}

int
vt_stage_bar_fit (VtStageBar *self, int width)
{
  int natural, row, around;

  g_return_val_if_fail (VT_IS_STAGE_BAR (self), 0);

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return 0;
  gtk_widget_measure (GTK_WIDGET (self), GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  gtk_widget_measure (self->row, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &row, NULL, NULL);
  around = natural - row;
  return around + vt_fold_row_fit (VT_FOLD_ROW (self->row), width - around);
}

static void
vt_stage_bar_dispose (GObject *object)
{
  VtStageBar *self = VT_STAGE_BAR (object);

  g_ptr_array_set_size (self->mode_only, 0);
  g_ptr_array_set_size (self->glass_only, 0);
  g_clear_pointer (&self->row, gtk_widget_unparent);
  g_clear_object (&self->amplitude);
  g_clear_object (&self->speed);
  g_clear_object (&self->slice_at);
  G_OBJECT_CLASS (vt_stage_bar_parent_class)->dispose (object);
}

static void
vt_stage_bar_finalize (GObject *object)
{
  VtStageBar *self = VT_STAGE_BAR (object);

  g_ptr_array_unref (self->mode_only);
  g_ptr_array_unref (self->glass_only);
  G_OBJECT_CLASS (vt_stage_bar_parent_class)->finalize (object);
}

static void
vt_stage_bar_class_init (VtStageBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vt_stage_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = vt_stage_bar_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "stagebar");
}

static void
vt_stage_bar_init (VtStageBar *self)
{
  self->mode_only = g_ptr_array_new ();
  self->glass_only = g_ptr_array_new ();
  self->row = vt_fold_row_new (10);
  gtk_widget_set_parent (self->row, GTK_WIDGET (self));
}
