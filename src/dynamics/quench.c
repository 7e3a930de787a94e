/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The quench: limited-memory BFGS to the inherent state (PHYSICS section 3.3).
 *
 * Conjugate gradients ask for exact line searches, two to three evaluations each; here most steps take one, and a whole
 * quench two thirds or half as many. The glasses are other ones than theirs and the same ensemble (docs/PERFORMANCE.md).
 * The line search works on slopes alone: near the minimum energies agree to all their digits while forces still tell the
 * way, and elsewhere a step over which the slope has shrunk has hardly ever gone up. Energies are found for who watches.
 *
 *  1. Take the direction that the last steps suggest (dynamics/secants.h), the forces themselves at first or where it does
 *     not descend, and its whole length. No particle moves by more than the displacement cap: each for itself, so that
 *     one that runs away does not hold up the others.
 *  2. Evaluate; when the slope there is below SLOPE_LEFT of the first one, accept.
 *  3. Else move by the secant: inwards between two slopes of opposite sign, outwards otherwise, up to the cap.
 */
#include "config.h"

#include "dynamics/secants.h"
#include "dynamics/system-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define SLOPE_LEFT 0.9         /* a line search is done when this part of the slope is left */
#define LONGEST_DISPLACEMENT 0.1 /* lambda; of steep models ... */
#define LONGEST_PART 1.2         /* ... this over their exponent: they would else leap out of their basin */
#define MOST_TRIALS 20         /* of one line search */
#define MEASURE_EVERY 32       /* evaluations between measurements of the mean pair force and the stiffnesses */
#define STALL 1500             /* evaluations without progress that mean the floor is reached */
#define FLOOR_AT 1e-7          /* of the mean pair force: no floor of rounding lies higher */
#define UNPRESSED 1e-6         /* epsilon/lambda: a mean pair force below it means that nothing presses on anything */
#define ROUNDING 1e-14         /* net force that rounding alone leaves, over the squared steepness, epsilon/lambda */
#define MOST_EVALUATIONS 2000000

typedef struct
{
  VtSystem *system;
  GCancellable *cancellable;
  double tolerance;
  double *origin;       /* 3n: where the line search started */
  double *direction;    /* 3n */
  double *before;       /* 3n: forces there */
  double slope;         /* along the direction, at the start */
  double cap;           /* largest displacement of a particle in one step */
  double longest;       /* the same in the direction */
  double force_before;  /* largest force at the start */
  double trial;         /* where along the direction the particles are */
  VtSecants *secants;
  VtForceSums sums;
  double mean_pair_force;
  guint64 evaluations;
  double first_ratio;   /* largest force over mean at the start, for progress */
  double best;          /* smallest largest force seen */
  guint64 best_at;
  gboolean floor;       /* no way down is left */
} Quench;

static double
ratio (const Quench *quench)
{
  return quench->mean_pair_force > 0 ? quench->sums.largest_force / quench->mean_pair_force : 0;
}

/* An evaluation that also says how large pair forces are and how stiffly particles are held. */
static gboolean
measure (Quench *quench, GError **error)
{
  if (!vt_system_evaluate (quench->system, VT_FORCES_MEASURED, &quench->sums, quench->cancellable, error))
    return FALSE;
  quench->mean_pair_force = quench->sums.mean_pair_force;
  vt_secants_set_stiffness (quench->secants, vt_forces_stiffness (quench->system->forces));
  return TRUE;
}

static gboolean
evaluate (Quench *quench, GError **error)
{
  const VtForcesWanted wanted = vt_system_report_due (quench->system) ? VT_FORCES_ENERGY : VT_FORCES_ONLY;
  const gboolean fine = quench->evaluations % MEASURE_EVERY == 0
    ? measure (quench, error)
    : vt_system_evaluate (quench->system, wanted, &quench->sums, quench->cancellable, error);

  if (!fine)
    return FALSE;
  quench->evaluations++;
  /* A liquid of great heat loses ten orders of magnitude of its forces in fewer evaluations than lie between two
   * measurements: against the last one it would seem at rest. */
  if (ratio (quench) <= quench->tolerance && !measure (quench, error))
    return FALSE;
  if (quench->sums.largest_force < 0.9 * quench->best)
    {
      quench->best = quench->sums.largest_force;
      quench->best_at = quench->evaluations;
    }
  return TRUE;
}

static void
move_some (gpointer data, guint begin, guint end, VtSweepSums *sums)
{
  const Quench *quench = data;
  double *packed = vt_forces_positions (quench->system->forces);

  for (gsize i = begin; i < end; i++)
    for (guint c = 0; c < 3; c++)
      packed[4 * i + c] = quench->origin[3 * i + c] + quench->trial * quench->direction[3 * i + c];
}

static void
move_to (Quench *quench, double step)
{
  quench->trial = step;
  vt_sweep (quench->system->team, quench->system->n, move_some, quench);
}

/* Four partial sums each: fixed order, and fast enough without reordering by the compiler. */
static void
slope_of_some (gpointer data, guint begin, guint end, VtSweepSums *sums)
{
  const Quench *quench = data;
  const double *f = vt_forces_result (quench->system->forces), *direction = quench->direction;
  const gsize last = 3 * (gsize) end;
  double s[4] = { 0 };
  gsize k = 3 * (gsize) begin;

  for (; k + 4 <= last; k += 4)
    for (guint l = 0; l < 4; l++)
      s[l] += f[k + l] * direction[k + l];
  for (; k < last; k++)
    s[0] += f[k] * direction[k];
  sums->sum[0] = (s[0] + s[2]) + (s[1] + s[3]);
}

static double
slope_here (Quench *quench)
{
  return -vt_sweep (quench->system->team, quench->system->n, slope_of_some, quench).sum[0];
}

/* The step that moves some particle by the cap. */
static double
longest_step (const Quench *quench)
{
  return quench->cap / quench->longest;
}

/* Where two slopes of a line say it is level; inside the bracket, or at most four times further out. */
static double
secant (double low, double slope_low, double high, double slope_high, gboolean bracketed)
{
  const double width = high - low;
  if (bracketed)
    {
      double part = slope_high > slope_low ? slope_low / (slope_low - slope_high) : 0.5;
      return low + CLAMP (part, 0.05, 0.95) * width;
    }
  double part = slope_high > slope_low ? slope_low / (slope_low - slope_high) : 5;
  return low + CLAMP (part, 1.1, 5) * width;
}

static gboolean
search_line (Quench *quench, GError **error)
{
  const double longest = longest_step (quench);
  double low = 0, slope_low = quench->slope, high = 0, slope_high = 0;
  gboolean bracketed = FALSE;
  double step = vt_secants_is_empty (quench->secants) ? longest : MIN (1, longest);

  for (guint trial = 0; trial < MOST_TRIALS; trial++)
    {
      move_to (quench, step);
      if (!evaluate (quench, error))
        return FALSE;
      const double slope = slope_here (quench);
      if (fabs (slope) <= SLOPE_LEFT * fabs (quench->slope) || (slope < 0 && step >= longest))
        return TRUE;
      if (slope > 0)
        {
          bracketed = TRUE;
          high = step;
          slope_high = slope;
          step = secant (low, slope_low, high, slope_high, TRUE);
          continue;
        }
      const double further = bracketed ? secant (step, slope, high, slope_high, TRUE)
                                       : MIN (longest, secant (low, slope_low, step, slope, FALSE));
      low = step;
      slope_low = slope;
      step = further;
    }
  return TRUE;
}

/* Makes a displacement at most @cap long and returns how long it is. */
static double
shorten (double displacement[3], double cap)
{
  double square = 0;

  for (guint c = 0; c < 3; c++)
    square += displacement[c] * displacement[c];
  const double length = sqrt (square);
  if (!(length > cap))
    return length;
  for (guint c = 0; c < 3; c++)
    displacement[c] *= cap / length;
  return cap;
}

/* How the direction descends, and the place and the forces it starts from. Forces by themselves say nothing of how far to
 * go: their ratios are kept, and the first step moves one particle by the cap. */
static void
set_out_some (gpointer data, guint begin, guint end, VtSweepSums *sums)
{
  const Quench *quench = data;
  const double *f = vt_forces_result (quench->system->forces);
  const double *packed = vt_forces_positions (quench->system->forces);
  const double cap = vt_secants_is_empty (quench->secants) ? INFINITY : quench->cap;
  double slope[3] = { 0 }, most = 0;

  for (gsize i = begin; i < end; i++)
    {
      const double length = shorten (quench->direction + 3 * i, cap);
      for (guint c = 0; c < 3; c++)
        {
          const gsize k = 3 * i + c;
          quench->origin[k] = packed[4 * i + c];
          quench->before[k] = f[k];
          slope[c] += f[k] * quench->direction[k];
        }
      most = length > most ? length : most;
    }
  sums->sum[0] = (slope[0] + slope[1]) + slope[2];
  sums->most = most;
}

static void
set_out (Quench *quench)
{
  vt_secants_direction (quench->secants, vt_forces_result (quench->system->forces), quench->sums.largest_force,
                       quench->direction);
  const VtSweepSums sums = vt_sweep (quench->system->team, quench->system->n, set_out_some, quench);
  quench->slope = -sums.sum[0];
  quench->longest = sums.most;
  quench->force_before = quench->sums.largest_force;
}

static void
new_direction (Quench *quench)
{
  set_out (quench);
  if (quench->slope < 0 || vt_secants_is_empty (quench->secants))
    return;
  vt_secants_forget (quench->secants);
  set_out (quench);
}

static void
remember (Quench *quench)
{
  const VtSecantStep step = {
    .direction = quench->direction,
    .step = quench->trial,
    .longest = quench->longest,
    .before = quench->before,
    .after = vt_forces_result (quench->system->forces),
    .largest_force = quench->force_before + quench->sums.largest_force,
  };
  vt_secants_add (quench->secants, &step);
}

/* Forces fall by orders of magnitude: progress is counted in them. The first half of the evaluations goes into
 * the way to the basin, where forces hardly fall, hence the square root. */
static double
progress_made (const Quench *quench)
{
  const double from = log (MAX (quench->first_ratio, 1)), to = log (quench->tolerance);
  const double now = log (MAX (ratio (quench), quench->tolerance));
  return CLAMP ((from - now) / (from - to), 0, 1);
}

static void
report (Quench *quench, gboolean always)
{
  /* An evaluation that was to be reported has its energy. */
  if (!always && (isnan (quench->sums.energy) || !vt_system_report_due (quench->system)))
    return;
  VtProgress progress = {
    .phase = VT_PHASE_QUENCH,
    .progress = progress_made (quench),
    .energy = quench->sums.energy / quench->system->n,
    .largest_force = quench->sums.largest_force,
    .mean_pair_force = quench->mean_pair_force,
    .temperature = NAN,
    .time = NAN,
    .thermal_time = NAN,
  };
  vt_system_report (quench->system, &progress);
}

/* Where no pair presses on another (clusters in a thin gas) the mean pair force itself vanishes, and no net force is
 * small against it: then rounding is the goal. */
static gboolean
forces_vanish (const Quench *quench)
{
  const double steepness = vt_system_steepness (quench->system);
  return quench->mean_pair_force < UNPRESSED && quench->sums.largest_force < ROUNDING * steepness * steepness;
}

static gboolean
at_floor (const Quench *quench)
{
  return forces_vanish (quench) || (quench->evaluations - quench->best_at > STALL && ratio (quench) < FLOOR_AT);
}

static gboolean
descend (Quench *quench, guint64 most, GError **error)
{
  if (!evaluate (quench, error))
    return FALSE;
  quench->first_ratio = ratio (quench);
  while (ratio (quench) > quench->tolerance && quench->evaluations < most && !at_floor (quench))
    {
      new_direction (quench);
      if (!search_line (quench, error))
        return FALSE;
      remember (quench);
      report (quench, FALSE);
    }
  return TRUE;
}

static void
conclude (Quench *quench, VtQuenchResult *result)
{
  *result = (VtQuenchResult) {
    .energy = quench->sums.energy / quench->system->n,
    .largest_force = quench->sums.largest_force,
    .mean_pair_force = quench->mean_pair_force,
    .converged = ratio (quench) <= quench->tolerance,
  };
  if (result->converged)
    return;
  if (forces_vanish (quench))
    result->reason = g_strdup_printf (_("Nothing presses on anything here: pair forces are %.1e ε/λ on average, no more "
                                        "than rounding, and net forces cannot be small against them."),
                                      quench->mean_pair_force);
  else if (quench->floor)
    result->reason = g_strdup_printf (_("The largest net force stays at %.1e of the mean pair force: that is as far as "
                                        "the rounding of double precision lets this glass relax."),
                                      ratio (quench));
  else
    result->reason = g_strdup_printf (_("The quench stopped after %.0f force evaluations with the largest net force "
                                        "at %.1e of the mean pair force."),
                                      (double) quench->evaluations, ratio (quench));
}

static void
fold_into_box (VtSystem *system)
{
  g_autoptr (VtSample) sample = vt_system_sample (system);
  double *packed = vt_forces_positions (system->forces);

  /* Small coordinates keep more digits behind the point: a diffused liquid would raise the floor of the forces. */
  vt_sample_wrap (sample);
  for (guint i = 0; i < system->n; i++)
    {
      for (guint c = 0; c < 3; c++)
        system->start[3 * (gsize) i + c] += sample->positions[3 * (gsize) i + c] - packed[4 * (gsize) i + c];
      memcpy (packed + 4 * (gsize) i, sample->positions + 3 * (gsize) i, 3 * sizeof (double));
    }
  vt_forces_set_box (system->forces, sample->box);
}

gboolean
vt_system_quench (VtSystem *system, const VtQuench *options, VtQuenchResult *result, GCancellable *cancellable,
                  GError **error)
{
  const gsize size = 3 * (gsize) system->n;
  g_autofree double *origin = g_new (double, size), *direction = g_new0 (double, size), *before = g_new0 (double, size);
  g_autoptr (VtSecants) secants = vt_secants_new (system->n, system->team);
  Quench quench = {
    .system = system,
    .cancellable = cancellable,
    .tolerance = options->force_tolerance,
    .origin = origin,
    .direction = direction,
    .before = before,
    .secants = secants,
    .cap = MIN (LONGEST_DISPLACEMENT, LONGEST_PART / vt_system_steepness (system)),
    .best = INFINITY,
  };

  fold_into_box (system);
  if (!descend (&quench, options->max_evaluations > 0 ? options->max_evaluations : MOST_EVALUATIONS, error))
    return FALSE;

  quench.floor = at_floor (&quench);
  if (!measure (&quench, error))
    return FALSE;
  report (&quench, TRUE);
  conclude (&quench, result);
  return TRUE;
}
