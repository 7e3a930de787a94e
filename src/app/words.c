/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/words.h"
#include "plot/number.h"
#include "model/published.h"

char *
vt_words_duration (double seconds)
{
  guint whole = (guint) fmax (1, round (seconds));

  if (whole < 60)
    /* Translators: a duration in seconds */
    return g_strdup_printf (_ ("%u s"), whole);
  if (whole < 3600)
    /* Translators: a duration in minutes and seconds */
    return g_strdup_printf (_ ("%u min %u s"), whole / 60, whole % 60);
  /* Translators: a duration in hours and minutes */
  return g_strdup_printf (_ ("%u h %u min"), whole / 3600, whole / 60 % 60);
}

/* Two significant digits are all an estimate is worth. */
static double
rough (double seconds)
{
  double step;

  if (seconds < 10)
    return fmax (1, ceil (seconds));
  step = seconds < 20 ? 1 : seconds < 60 ? 5 : seconds < 600 ? 10 : seconds < 3600 ? 60 : 600;
  return round (seconds / step) * step;
}

static char *
rough_duration (double seconds)
{
  guint whole = (guint) rough (seconds);

  if (whole >= 60 && whole < 3600 && whole % 60 == 0)
    /* Translators: a duration in whole minutes */
    return g_strdup_printf (_ ("%u min"), whole / 60);
  return vt_words_duration (whole);
}

char *
vt_words_estimate (double seconds)
{
  g_autofree char *duration = NULL;

  if (!isfinite (seconds) || seconds < 0)
    return g_strdup ("");
  duration = rough_duration (seconds);
  return g_strdup_printf (_ ("about %s on this computer"), duration);
}

char *
vt_words_memory (guint64 bytes)
{
  g_autofree char *size = g_format_size (bytes);

  /* Translators: an amount of memory */
  return g_strdup_printf (_ ("about %s"), size);
}

char *
vt_words_memory_shortage (guint64 bytes, guint64 available)
{
  g_autofree char *much = g_format_size (bytes), *little = g_format_size (available);

  return g_strdup_printf (_ ("Needs about %s of memory, and %s are free"), much, little);
}

char *
vt_words_remaining (double seconds)
{
  g_autofree char *duration = NULL;

  if (!isfinite (seconds) || seconds < 0)
    return g_strdup ("");
  duration = rough_duration (seconds);
  return g_strdup_printf (_ ("about %s left"), duration);
}

/* Seconds from the start to the minimum; NAN for an opened file. */
static double
time_to_minimum (const VtSnapshot *snapshot)
{
  double melt = snapshot->timings.melt, quench = snapshot->timings.quench;

  if (snapshot->trace == NULL)
    return NAN;
  if (isfinite (melt) && isfinite (quench) && melt + quench > 0)
    return melt + quench;
  return snapshot->elapsed;
}

static int
percent (const VtSnapshot *snapshot)
{
  return isfinite (snapshot->progress) ? (int) CLAMP (100 * snapshot->progress, 0, 100) : 0;
}

static char *
settled (const VtSnapshot *snapshot, gboolean brief)
{
  double seconds = time_to_minimum (snapshot);
  g_autofree char *duration = NULL;

  if (snapshot->elasticity != NULL && !snapshot->elasticity->stable)
    return g_strdup (brief ? _ ("Unstable") : _ ("Not a minimum"));
  if (!isfinite (seconds))
    return g_strdup (brief ? _ ("Opened") : _ ("Opened from a file"));
  duration = vt_words_duration (seconds);
  if (brief)
    return g_steal_pointer (&duration);
  return g_strdup_printf (_ ("Minimum reached in %s"), duration);
}

char *
vt_words_run_state (const VtSnapshot *snapshot)
{
  if (snapshot == NULL)
    return g_strdup (_ ("Starting"));
  switch (snapshot->stage)
    {
    case VT_STAGE_STARTING: return g_strdup (_ ("Starting"));
    /* Translators: %d is followed by a percent sign */
    case VT_STAGE_MELT: return g_strdup_printf (_ ("Melting, %d %%"), percent (snapshot));
    case VT_STAGE_QUENCH: return g_strdup_printf (_ ("Quenching, %d %%"), percent (snapshot));
    case VT_STAGE_ELASTICITY: return g_strdup_printf (_ ("Elasticity, %d %%"), percent (snapshot));
    case VT_STAGE_MODES: return g_strdup_printf (_ ("Vibrations, %d %%"), percent (snapshot));
    case VT_STAGE_FAILED:
    case VT_STAGE_CANCELLED:
      if (!vt_snapshot_is_glass (snapshot))
        return g_strdup (snapshot->stage == VT_STAGE_FAILED ? _ ("Failed") : _ ("Cancelled"));
      return settled (snapshot, FALSE);
    case VT_STAGE_DONE: return settled (snapshot, FALSE);
    }
  return g_strdup ("");
}

char *
vt_words_run_state_short (const VtSnapshot *snapshot)
{
  if (snapshot == NULL || snapshot->stage == VT_STAGE_STARTING)
    return g_strdup ("");
  if (snapshot->stage <= VT_STAGE_MODES)
    /* Translators: progress in percent */
    return g_strdup_printf (_ ("%d %%"), percent (snapshot));
  if (!vt_snapshot_is_glass (snapshot))
    return vt_words_run_state (snapshot);
  return settled (snapshot, TRUE);
}

const char *
vt_words_stage (VtStage stage)
{
  switch (stage)
    {
    case VT_STAGE_STARTING: return _ ("starting");
    case VT_STAGE_MELT: return _ ("melting");
    case VT_STAGE_QUENCH: return _ ("quenching");
    case VT_STAGE_ELASTICITY:
    case VT_STAGE_MODES: return _ ("measuring");
    case VT_STAGE_DONE: return _ ("done");
    case VT_STAGE_FAILED: return _ ("failed");
    case VT_STAGE_CANCELLED: return _ ("cancelled");
    }
  return "";
}

const char *
vt_words_stage_name (guint stage)
{
  static const char *const names[VT_N_WORK_STAGES] = { N_ ("Melt"), N_ ("Quench"), N_ ("Elasticity"), N_ ("Modes") };

  return stage < VT_N_WORK_STAGES ? _ (names[stage]) : "";
}

double
vt_words_progress (const VtSnapshot *snapshot)
{
  /* Shares of a usual run; only ever shown as a ring without a number. */
  static const double start[] = { 0, 0, 0.45, 0.85, 0.9, 1 };
  int stage;
  double progress;

  if (snapshot == NULL)
    return 0;
  stage = (int) snapshot->stage;
  if (stage >= VT_STAGE_DONE)
    return 1;
  progress = isfinite (snapshot->progress) ? CLAMP (snapshot->progress, 0, 1) : 0;
  return start[stage] + (start[stage + 1] - start[stage]) * progress;
}

const char *
vt_words_density_origin (const VtRecipe *recipe, gboolean pinned, gboolean brief)
{
  VtDensityOrigin origin;

  if (pinned)
    return _ ("pinned by you");
  vt_published_density (recipe->model, recipe->parameters, &origin);
  switch (origin)
    {
    case VT_DENSITY_PUBLISHED: return brief ? _ ("published") : _ ("follows the published curve");
    case VT_DENSITY_INTERPOLATED: return brief ? _ ("interpolated") : _ ("between published points");
    case VT_DENSITY_EXTRAPOLATED: return brief ? _ ("extrapolated") : _ ("beyond the published points");
    }
  return "";
}

char *
vt_words_mode (VtModeKind kind, guint index)
{
  return g_strdup_printf (kind == VT_MODE_HARMONIC ? _ ("Mode %u") : _ ("Soft spot %u"), index + 1);
}

const char *
vt_words_mode_kind (VtModeKind kind)
{
  static const char *const kinds[VT_N_MODE_KINDS] = { N_ ("harmonic"), N_ ("cubic"), N_ ("quartic") };

  return _ (kinds[kind]);
}

char *
vt_words_mode_family (VtModeKind kind, guint n, double omega)
{
  if (kind != VT_MODE_HARMONIC)
    /* Translators: a family of modes (cubic or quartic) and how many of it were found */
    return g_strdup_printf (ngettext ("%s, %u found", "%s, %u found", n), vt_words_mode_kind (kind), n);
  return g_strdup_printf (omega < 0 ? _ ("unstable, of %u") : _ ("harmonic, of %u"), n);
}

char *
vt_words_number_density (double density)
{
  gboolean fourth = fabs (density * 1e3 - round (density * 1e3)) >= 0.05;

  return vt_format_fixed (density, fourth ? 4 : 3, NULL, VT_NUMBER_MARKUP);
}

char *
vt_words_composition (const VtRecipe *recipe)
{
  g_autofree char *count = vt_format_fixed (recipe->particles, 0, NULL, VT_NUMBER_MARKUP);
  g_autofree char *density = vt_words_number_density (recipe->density);

  return g_strdup_printf ("<i>N</i> = %s · <i>ρ</i> = %s <i>λ</i><sup>−3</sup>", count, density);
}

char *
vt_words_file_name (const VtRecipe *recipe)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (number, sizeof number, "%g", recipe->parameters[0]);
  return g_strdup_printf ("%s-%s-N%u-seed%" G_GUINT64_FORMAT, recipe->model->key, number, recipe->particles, recipe->seed);
}
