/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "app/glass.h"
#include "app/words.h"

struct _VtGlass
{
  GObject parent_instance;
  VtRecipe recipe;
  char *origin;
  gboolean has_recipe;
  VtGlassState state;
  VtSnapshot *snapshot;
  VtFindings *findings;
};

G_DEFINE_FINAL_TYPE (VtGlass, vt_glass, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
vt_glass_finalize (GObject *object)
{
  VtGlass *self = VT_GLASS (object);

  g_clear_pointer (&self->snapshot, vt_snapshot_unref);
  g_clear_pointer (&self->findings, vt_findings_unref);
  g_free (self->origin);
  G_OBJECT_CLASS (vt_glass_parent_class)->finalize (object);
}

static void
vt_glass_class_init (VtGlassClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vt_glass_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
vt_glass_init (VtGlass *self)
{
  self->state = VT_GLASS_RUNNING;
}

VtGlass *
vt_glass_new (const VtRecipe *recipe, const char *origin, gboolean has_recipe)
{
  VtGlass *self = g_object_new (VT_TYPE_GLASS, NULL);

  self->recipe = *recipe;
  self->origin = g_strdup (origin);
  self->has_recipe = has_recipe;
  return self;
}

const VtRecipe *
vt_glass_get_recipe (VtGlass *self)
{
  return &self->recipe;
}

const char *
vt_glass_get_origin (VtGlass *self)
{
  return self->origin;
}

VtGlassState
vt_glass_get_state (VtGlass *self)
{
  return self->state;
}

void
vt_glass_set_state (VtGlass *self, VtGlassState state)
{
  self->state = state;
  g_signal_emit (self, signals[CHANGED], 0);
}

const VtSnapshot *
vt_glass_get_snapshot (VtGlass *self)
{
  return self->snapshot;
}

void
vt_glass_set_snapshot (VtGlass *self, const VtSnapshot *snapshot)
{
  g_clear_pointer (&self->snapshot, vt_snapshot_unref);
  self->snapshot = vt_snapshot_ref (snapshot);
  g_signal_emit (self, signals[CHANGED], 0);
}

const VtFindings *
vt_glass_get_findings (VtGlass *self)
{
  return self->findings;
}

void
vt_glass_set_findings (VtGlass *self, const VtFindings *findings)
{
  g_clear_pointer (&self->findings, vt_findings_unref);
  self->findings = vt_findings_ref (findings);
}

const GPtrArray *
vt_glass_get_modes (VtGlass *self, VtModeKind kind)
{
  if (kind != VT_MODE_HARMONIC)
    return vt_findings_modes (self->findings, kind);
  return self->snapshot != NULL && self->snapshot->modes != NULL ? self->snapshot->modes->modes : NULL;
}

gboolean
vt_glass_is_set (VtGlass *self)
{
  return self->snapshot != NULL && vt_snapshot_is_glass (self->snapshot);
}

char *
vt_glass_title (VtGlass *self)
{
  return vt_recipe_title (&self->recipe);
}

char *
vt_glass_subtitle (VtGlass *self)
{
  g_autofree char *subtitle = NULL;
  g_autofree char *origin = NULL;

  if (self->origin == NULL)
    return vt_recipe_subtitle (&self->recipe);
  origin = g_markup_escape_text (self->origin, -1);
  if (self->has_recipe)
    {
      subtitle = vt_recipe_subtitle (&self->recipe);
      return g_strdup_printf ("%s · %s", subtitle, origin);
    }
  return g_strdup_printf ("<i>N</i> = %u · <i>ρ</i> = %.3g <i>λ</i><sup>−3</sup> · %s", self->recipe.particles,
                          self->recipe.density, origin);
}

char *
vt_glass_short_name (VtGlass *self)
{
  return g_strdup_printf ("%s = %.4g", self->recipe.model->parameters[0].symbol, self->recipe.parameters[0]);
}

char *
vt_glass_standing (VtGlass *self)
{
  const VtElasticity *elasticity = self->snapshot != NULL ? self->snapshot->elasticity : NULL;

  if (elasticity != NULL && isfinite (elasticity->poisson_ratio))
    return g_strdup_printf ("<i>ν</i> %.3f", elasticity->poisson_ratio);
  if (self->state == VT_GLASS_RUNNING)
    return g_strdup (vt_words_stage (self->snapshot != NULL ? self->snapshot->stage : VT_STAGE_STARTING));
  if (elasticity != NULL && !elasticity->stable)
    return g_strdup (_ ("unstable"));
  return g_strdup ("—");
}

char *
vt_glass_file_name (VtGlass *self)
{
  g_autofree char *shown = NULL;
  char *dot;

  if (self->origin == NULL)
    return vt_words_file_name (&self->recipe);
  shown = g_filename_display_name (self->origin);
  dot = strrchr (shown, '.');
  return dot != NULL && dot > shown ? g_strndup (shown, (gsize) (dot - shown)) : g_steal_pointer (&shown);
}
