/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/entries.h"
#include "app/melt-popover.h"
#include "model/published.h"
#include "plot/number.h"

struct _VtMeltPopover
{
  GtkPopover parent_instance;
  GtkWidget *crystal;
  GtkWidget *thermostat;
  GtkWidget *temperature;
  GtkWidget *time;
  GtkWidget *trim;
  GtkWidget *publish;
  VtRecipe recipe;
  gboolean quiet;
};

G_DEFINE_FINAL_TYPE (VtMeltPopover, vt_melt_popover, GTK_TYPE_POPOVER)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static double
published_temperature (const VtRecipe *recipe)
{
  return vt_published_temperature (recipe->model, recipe->parameters, recipe->density);
}

gboolean
vt_melt_is_published (const VtRecipe *recipe)
{
  double published = published_temperature (recipe);

  if (recipe->trim || isfinite (recipe->melt_time))
    return FALSE;
  if (isnan (published))
    return recipe->melt == VT_MELT_NVE;
  return recipe->melt == VT_MELT_BERENDSEN && fabs (recipe->temperature / published - 1) < 1e-9;
}

void
vt_melt_publish (VtRecipe *recipe)
{
  double temperature = published_temperature (recipe);

  recipe->trim = FALSE;
  recipe->melt_time = NAN;
  recipe->melt = isnan (temperature) ? VT_MELT_NVE : VT_MELT_BERENDSEN;
  if (isfinite (temperature))
    recipe->temperature = temperature;
}

char *
vt_melt_words (const VtRecipe *recipe)
{
  g_autofree char *number = NULL;

  if (recipe->melt == VT_MELT_NVE)
    return g_strdup (_ ("hot crystal"));
  number = vt_format_number (recipe->temperature, 3);
  return g_strdup_printf ("<i>T</i> = %s", number);
}

const char *
vt_melt_origin_words (const VtRecipe *recipe)
{
  if (vt_melt_is_published (recipe))
    return _ ("as published");
  return recipe->trim ? _ ("pressure trimmed") : _ ("chosen by you");
}

static void
emit_changed (VtMeltPopover *self)
{
  if (!self->quiet)
    g_signal_emit (self, signals[CHANGED], 0);
}

/* A temperature to begin with where the model's own melt has none. */
static double
sensible_temperature (const VtRecipe *recipe)
{
  double published = published_temperature (recipe);

  return isfinite (recipe->temperature) && recipe->temperature > 0 ? recipe->temperature
         : isfinite (published)                                    ? published
                                                                   : 2;
}

static void
show (VtMeltPopover *self)
{
  gboolean thermostat = self->recipe.melt == VT_MELT_BERENDSEN;
  g_autofree char *temperature =
    vt_field_text (sensible_temperature (&self->recipe), 6);
  g_autofree char *time = isfinite (self->recipe.melt_time)
                            ? vt_field_text (self->recipe.melt_time, 6)
                            : g_strdup ("");

  self->quiet = TRUE;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (thermostat ? self->thermostat : self->crystal), TRUE);
  gtk_editable_set_text (GTK_EDITABLE (self->temperature), temperature);
  gtk_widget_set_sensitive (self->temperature, thermostat);
  gtk_editable_set_text (GTK_EDITABLE (self->time), time);
  gtk_switch_set_active (GTK_SWITCH (self->trim), self->recipe.trim);
  gtk_widget_set_sensitive (self->publish, !vt_melt_is_published (&self->recipe));
  vt_entry_set_reason (self->temperature, NULL);
  vt_entry_set_reason (self->time, NULL);
  self->quiet = FALSE;
}

/* Told of the thermostat alone, which is on or off by then whichever of the two was clicked. The other one is switched
 * off before this one is on: a handler there would find neither. */
static void
on_kind_toggled (VtMeltPopover *self)
{
  if (self->quiet)
    return;
  if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->thermostat)))
    {
      self->recipe.temperature = sensible_temperature (&self->recipe);
      self->recipe.melt = VT_MELT_BERENDSEN;
    }
  else
    self->recipe.melt = VT_MELT_NVE;
  show (self);
  emit_changed (self);
}

/* TRUE when @entry holds a number in the range, which is then in @value. */
static gboolean
read_entry (GtkWidget *entry, double minimum, double maximum, double *value)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));

  if (vt_parse_number (text, value) && *value >= minimum && *value <= maximum)
    {
      vt_entry_set_reason (entry, NULL);
      return TRUE;
    }
  g_autofree char *reason = g_strdup_printf (_ ("A number from %g to %g"), minimum, maximum);
  vt_entry_set_reason (entry, reason);
  return FALSE;
}

static void
on_temperature_changed (VtMeltPopover *self)
{
  double value;

  if (self->quiet || !read_entry (self->temperature, VT_TEMPERATURE_MINIMUM, VT_TEMPERATURE_MAXIMUM, &value))
    return;
  self->recipe.temperature = value;
  gtk_widget_set_sensitive (self->publish, !vt_melt_is_published (&self->recipe));
  emit_changed (self);
}

static void
on_time_changed (VtMeltPopover *self)
{
  double value = NAN;

  if (self->quiet)
    return;
  if (gtk_entry_get_text_length (GTK_ENTRY (self->time)) == 0)
    vt_entry_set_reason (self->time, NULL);
  else if (!read_entry (self->time, VT_MELT_TIME_MINIMUM, VT_MELT_TIME_MAXIMUM, &value))
    return;
  self->recipe.melt_time = value;
  gtk_widget_set_sensitive (self->publish, !vt_melt_is_published (&self->recipe));
  emit_changed (self);
}

static void
on_trim_changed (VtMeltPopover *self)
{
  if (self->quiet)
    return;
  self->recipe.trim = gtk_switch_get_active (GTK_SWITCH (self->trim));
  gtk_widget_set_sensitive (self->publish, !vt_melt_is_published (&self->recipe));
  emit_changed (self);
}

static void
on_publish_clicked (VtMeltPopover *self)
{
  vt_melt_publish (&self->recipe);
  show (self);
  emit_changed (self);
}

static void
vt_melt_popover_class_init (VtMeltPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/vitrine/Vitrine/melt-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, VtMeltPopover, crystal);
  gtk_widget_class_bind_template_child (widget_class, VtMeltPopover, thermostat);
  gtk_widget_class_bind_template_child (widget_class, VtMeltPopover, temperature);
  gtk_widget_class_bind_template_child (widget_class, VtMeltPopover, time);
  gtk_widget_class_bind_template_child (widget_class, VtMeltPopover, trim);
  gtk_widget_class_bind_template_child (widget_class, VtMeltPopover, publish);
  gtk_widget_class_bind_template_callback (widget_class, on_kind_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_temperature_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_time_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_trim_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_publish_clicked);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
vt_melt_popover_init (VtMeltPopover *self)
{
  self->quiet = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->quiet = FALSE;
}

void
vt_melt_popover_set_recipe (VtMeltPopover *self, const VtRecipe *recipe)
{
  self->recipe = *recipe;
  show (self);
}

void
vt_melt_popover_get_recipe (VtMeltPopover *self, VtRecipe *recipe)
{
  recipe->melt = self->recipe.melt;
  recipe->temperature = self->recipe.temperature;
  recipe->melt_time = self->recipe.melt_time;
  recipe->trim = self->recipe.trim;
}
