/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/stage-strip.h"

#include <glib/gi18n.h>
#include <math.h>

#define STAGES 4

struct _VtStageStrip
{
  GtkWidget parent_instance;
  GtkWidget *boxes[STAGES], *bars[STAGES], *labels[STAGES];
};

G_DEFINE_FINAL_TYPE (VtStageStrip, vt_stage_strip, GTK_TYPE_WIDGET)

void
vt_stage_strip_set_progress (VtStageStrip *self, guint stage, double fraction)
{
  g_return_if_fail (VT_IS_STAGE_STRIP (self) && stage < STAGES);

  for (guint k = 0; k < STAGES; k++)
    {
      double part = k < stage ? 1 : k > stage || !isfinite (fraction) ? 0 : CLAMP (fraction, 0, 1);

      gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bars[k]), part);
      if (k == stage)
        gtk_widget_add_css_class (self->labels[k], "current");
      else
        gtk_widget_remove_css_class (self->labels[k], "current");
    }
}

void
vt_stage_strip_set_first (VtStageStrip *self, guint first)
{
  g_return_if_fail (VT_IS_STAGE_STRIP (self) && first < STAGES);

  for (guint k = 0; k < STAGES; k++)
    gtk_widget_set_visible (self->boxes[k], k >= first);
}

static void
vt_stage_strip_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (vt_stage_strip_parent_class)->dispose (object);
}

static void
vt_stage_strip_class_init (VtStageStripClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vt_stage_strip_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "stagestrip");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
vt_stage_strip_init (VtStageStrip *self)
{
  const char *const names[STAGES] = { _("Melt"), _("Quench"), _("Elasticity"), _("Modes") };
  GtkBoxLayout *layout = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));

  gtk_box_layout_set_homogeneous (layout, TRUE);
  gtk_box_layout_set_spacing (layout, 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Stages of the run"), -1);
  for (guint k = 0; k < STAGES; k++)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 5);

      self->boxes[k] = box;
      self->bars[k] = gtk_progress_bar_new ();
      self->labels[k] = gtk_label_new (names[k]);
      gtk_label_set_xalign (GTK_LABEL (self->labels[k]), 0);
      gtk_label_set_ellipsize (GTK_LABEL (self->labels[k]), PANGO_ELLIPSIZE_END);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->bars[k]), GTK_ACCESSIBLE_PROPERTY_LABEL, names[k], -1);
      gtk_box_append (GTK_BOX (box), self->bars[k]);
      gtk_box_append (GTK_BOX (box), self->labels[k]);
      gtk_widget_set_hexpand (box, TRUE);
      gtk_widget_set_parent (box, GTK_WIDGET (self));
    }
}

GtkWidget *
vt_stage_strip_new (void)
{
  return g_object_new (VT_TYPE_STAGE_STRIP, NULL);
}
