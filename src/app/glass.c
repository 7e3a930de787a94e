/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "app/glass.h"
#include "app/words.h"
#include "plot/number.h"

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

#define NAME_LENGTH 28 /* letters of a file name for which there is room */

/* A long name loses its middle. */
static char *
file_words (const char *origin, gboolean brief)
{
  glong length = g_utf8_strlen (origin, -1), kept = NAME_LENGTH / 2;
  g_autofree char *start = NULL, *whole = NULL;

  if (!brief || length <= NAME_LENGTH)
    return g_markup_escape_text (origin, -1);
  start = g_utf8_substring (origin, 0, kept);
  whole = g_strdup_printf ("%s…%s", start, g_utf8_offset_to_pointer (origin, length - kept));
  return g_markup_escape_text (whole, -1);
}

char *
vt_glass_subtitle (VtGlass *self, gboolean brief)
{
  g_autofree char *composition = vt_words_composition (&self->recipe);
  g_autofree char *seed = g_strdup_printf ("%" G_GUINT64_FORMAT, self->recipe.seed);
  GString *out = g_string_new (composition);
  g_autofree char *origin = self->origin != NULL ? file_words (self->origin, brief) : NULL;

  /* an opened file without a recipe: its seed means nothing */
  if (self->origin == NULL || self->has_recipe)
    {
      g_string_append (out, " · ");
      g_string_append_printf (out, _ ("seed %s"), seed);
    }
  if (origin != NULL)
    g_string_append_printf (out, " · %s", origin);
  return g_string_free (out, FALSE);
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
    {
      g_autofree char *nu = vt_format_fixed (elasticity->poisson_ratio, 3, NULL, VT_NUMBER_MARKUP);
      return g_strdup_printf ("<i>ν</i> %s", nu);
    }
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

/* --- telling glasses of one name apart --- */

typedef enum
{
  BY_COUNT,
  BY_SEED,
  BY_BOTH,
  BY_DENSITY,
  N_WAYS
} Way;

static gboolean
differ (const VtRecipe *a, const VtRecipe *b, Way way)
{
  switch (way)
    {
    case BY_COUNT: return a->particles != b->particles;
    case BY_SEED: return a->seed != b->seed;
    case BY_BOTH: return a->particles != b->particles || a->seed != b->seed;
    default: return fabs (a->density - b->density) >= 5e-4;
    }
}

static char *
tell (VtGlass *self, Way way)
{
  g_autofree char *count = vt_format_fixed (self->recipe.particles, 0, NULL, VT_NUMBER_MARKUP);
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, self->recipe.seed);
  g_autofree char *seed = g_strdup_printf (_ ("seed %s"), number);
  g_autofree char *density = vt_words_number_density (self->recipe.density);

  switch (way)
    {
    case BY_COUNT: return g_strdup_printf ("<i>N</i> %s", count);
    case BY_SEED: return g_steal_pointer (&seed);
    case BY_BOTH: return g_strdup_printf ("<i>N</i> %s, %s", count, seed);
    default: return g_strdup_printf ("<i>ρ</i> %s", density);
    }
}

static gboolean
share_a_name (VtGlass *a, VtGlass *b)
{
  return a->recipe.model == b->recipe.model && a->recipe.parameters[0] == b->recipe.parameters[0];
}

/* The ways that tell it from all others of its name, as bits; *@same: how many of these there are, *@before: how many
 * come after it in the list, where the newest is first. */
static guint
ways_to_tell (VtGlass *self, GListModel *glasses, guint *same, guint *before)
{
  guint ways = (1u << N_WAYS) - 1, n = g_list_model_get_n_items (glasses);
  gboolean passed = FALSE;

  *same = *before = 0;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (VtGlass) other = g_list_model_get_item (glasses, i);

      passed |= other == self;
      if (other == self || !share_a_name (self, other))
        continue;
      (*same)++;
      *before += passed;
      for (Way way = 0; way < N_WAYS; way++)
        if (!differ (&self->recipe, &other->recipe, way))
          ways &= ~(1u << way);
    }
  return ways;
}

char *
vt_glass_distinction (VtGlass *self, GListModel *glasses)
{
  guint same, before, ways = ways_to_tell (self, glasses, &same, &before);

  if (same == 0)
    return NULL;
  if (self->origin != NULL)
    {
      g_autofree char *name = vt_glass_file_name (self);
      return g_markup_escape_text (name, -1);
    }
  for (Way way = 0; way < N_WAYS; way++)
    if (ways & (1u << way))
      return tell (self, way);
  /* the same recipe once more, or another melt */
  return g_strdup_printf (_ ("no. %u"), before + 1);
}
