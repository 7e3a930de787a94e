/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/entries.h"
#include "app/parameter-row.h"
#include "app/parameter-scale.h"
#include "model/published.h"

struct _VtParameterRow
{
  GtkWidget parent_instance;
  GtkWidget *name;
  GtkWidget *entry;
  VtParameterScale *scale;
  GtkWidget *box;
  const VtModel *model;
  double value;
  gboolean quiet; /* the field is being set */
};

G_DEFINE_FINAL_TYPE (VtParameterRow, vt_parameter_row, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_number (VtParameterRow *self)
{
  g_autofree char *text = vt_field_text (self->value, 6);

  self->quiet = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  self->quiet = FALSE;
  vt_entry_set_reason (self->entry, NULL);
}

static void
choose (VtParameterRow *self, double value)
{
  self->value = value;
  vt_parameter_scale_set_value (self->scale, value);
  show_number (self);
  g_signal_emit (self, signals[CHANGED], 0, value);
}

static gboolean
is_allowed (const VtParameterInfo *info, double value)
{
  return value <= info->maximum && (info->minimum_excluded ? value > info->minimum : value >= info->minimum);
}

static char *
range_text (const VtParameterInfo *info)
{
  g_autofree char *from = vt_field_text (info->minimum, 6);
  g_autofree char *to = vt_field_text (info->maximum, 6);

  if (info->minimum_excluded)
    return g_strdup_printf (_ ("A number above %s and up to %s"), from, to);
  return g_strdup_printf (_ ("A number from %s to %s"), from, to);
}

/* Keeps what was typed when it cannot be used, so that it can be mended. */
static void
take_entry (VtParameterRow *self)
{
  const VtParameterInfo *info = &self->model->parameters[0];
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *shown = vt_field_text (self->value, 6);
  double value;

  if (g_str_equal (text, shown))
    {
      vt_entry_set_reason (self->entry, NULL);
      return;
    }
  if (vt_parse_number (text, &value) && is_allowed (info, value))
    {
      choose (self, value);
      return;
    }
  g_autofree char *reason = range_text (info);
  vt_entry_set_reason (self->entry, reason);
}

static void
on_entry_activate (VtParameterRow *self)
{
  take_entry (self);
}

/* Text that arrives without the keyboard (assistive technology sets it whole) counts at once. */
static void
on_entry_changed (VtParameterRow *self)
{
  GtkEditable *delegate = gtk_editable_get_delegate (GTK_EDITABLE (self->entry));

  if (!self->quiet && !gtk_widget_has_focus (GTK_WIDGET (delegate)))
    take_entry (self);
}

static void
on_entry_leave (VtParameterRow *self)
{
  take_entry (self);
  if (gtk_widget_has_css_class (self->entry, "error"))
    show_number (self);
}

static void
on_scale_moved (VtParameterRow *self, double value)
{
  choose (self, value);
}

static void
vt_parameter_row_dispose (GObject *object)
{
  VtParameterRow *self = VT_PARAMETER_ROW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (vt_parameter_row_parent_class)->dispose (object);
}

static void
vt_parameter_row_class_init (VtParameterRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vt_parameter_row_dispose;
  g_type_ensure (VT_TYPE_PARAMETER_SCALE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/vitrine/Vitrine/parameter-row.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, VtParameterRow, box);
  gtk_widget_class_bind_template_child (widget_class, VtParameterRow, name);
  gtk_widget_class_bind_template_child (widget_class, VtParameterRow, entry);
  gtk_widget_class_bind_template_child (widget_class, VtParameterRow, scale);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_leave);
  gtk_widget_class_bind_template_callback (widget_class, on_scale_moved);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_DOUBLE);
}

static void
vt_parameter_row_init (VtParameterRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
vt_parameter_row_set_model (VtParameterRow *self, const VtModel *model)
{
  const VtParameterInfo *info = &model->parameters[0];
  const double *ticks;
  gsize n_ticks;
  g_autofree char *entry_name = NULL;

  if (self->model == model)
    return;
  self->model = model;
  ticks = vt_published_controls (model, &n_ticks);
  gtk_label_set_markup (GTK_LABEL (self->name), _ (model->markup));
  entry_name = g_strdup_printf (_ ("%s, number"), _ (model->name));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, entry_name, -1);
  vt_parameter_scale_set_range (self->scale, _ (model->name), info->slider_from, info->slider_to, info->slider_log,
                                ticks, n_ticks);
}

void
vt_parameter_row_set_value (VtParameterRow *self, double value)
{
  self->value = value;
  vt_parameter_scale_set_value (self->scale, value);
  show_number (self);
}

void
vt_parameter_row_set_ring (VtParameterRow *self, double value)
{
  vt_parameter_scale_set_ring (self->scale, value);
}
