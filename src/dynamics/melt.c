/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Melting the crystal by molecular dynamics (PHYSICS section 3.2).
 *
 * Velocity Verlet with an adaptive step, dt = min (0.55/(Q v_max), sqrt (0.2/(Q f_max)), 0.008) at constant energy, which
 * is held to 2e-3 of the heat even in the 10^10 degrees of a Q = 320 crystal's own (shorter steps leave the same glasses:
 * docs/PERFORMANCE.md), and min (0.4/(Q v_max), sqrt (0.1/(Q f_max)), 0.005) with a Berendsen thermostat, which acts once a
 * step. NVE for stiff potentials; the thermostat where a parent temperature is asked for.
 */
#include "config.h"

#include "dynamics/system-private.h"
#include "model/power.h"
#include "model/published.h"
#include "sample/random.h"

#include <glib/gi18n.h>
#include <math.h>

#define NVE_TIME 10.0              /* tau (lerner2022) */
#define NVE_START 1.0              /* temperature of the first velocities: the heat of Q = 10 comes half from them */
#define THERMAL_TIMES 15.0         /* integral of sqrt (T) dt that melts any crystal */
#define SQUARED_DISPLACEMENT 2.0   /* lambda^2: the crystal's places are forgotten */
#define HOT 1e4                    /* epsilon a particle: attraction is below 1e-3 of the heat */
#define HOT_NEGLIGIBLE 1e-6        /* of the heat: pairs with less energy are left out of a hot melt */
#define CRYSTAL_LEFT 10.0          /* (111) structure factor above which order is left */
#define PATIENCE 4.0               /* how many times the nominal length a melt may take */
#define STUCK 0.2                  /* lambda^2: a crystal that has only swung after PATIENCE will not melt */
#define LONGEST_ANNEAL 20000.0     /* tau: a liquid that still has not moved is called a glass */
#define COUPLING 0.02              /* time step over the thermostat's time */
#define CHECK_EVERY 64             /* steps between looks at displacement and order */

/* What a time step may be at most. */
typedef struct
{
  double by_speed;        /* Q v_max dt */
  double by_force;        /* Q f_max dt^2 */
  double longest;         /* tau */
} Steps;

static const Steps nve_steps = { 0.55, 0.2, 0.008 }, thermostat_steps = { 0.4, 0.1, 0.005 };

/* One stretch of a melt: at one temperature, or at constant energy. */
typedef struct
{
  double temperature;     /* NAN: constant energy */
  Steps steps;
  double time;            /* tau; INFINITY: not limited by it */
  double thermal_time;    /* INFINITY: not limited by it */
  gboolean until_melted;  /* go on until displacement and order say so */
  double patience;        /* give up beyond this many times the nominal length ... */
  double longest;         /* ... and this time */
  double progress_from, progress_to;
} Stretch;

typedef struct
{
  VtSystem *system;
  const Stretch *stretch;
  GCancellable *cancellable;
  double *origin;         /* 3n: where this stretch began */
  double fastest;         /* largest speed */
  double temperature;
  double time, thermal_time; /* of this stretch */
  double squared_displacement;
  VtForceSums sums;
} Melt;

typedef struct
{
  const double *forces;
  double *velocities, *packed;
  double step;
} Push;

static void
kick_some (gpointer data, guint begin, guint end, VtSweepSums *sums)
{
  /* Copies that no velocity written can change. */
  const Push push = *(const Push *) data;
  const double *forces = push.forces + 3 * (gsize) begin;
  double *v = push.velocities + 3 * (gsize) begin;
  double sum = 0, most = 0;

  for (guint i = begin; i < end; i++, v += 3, forces += 3)
    {
      for (guint c = 0; c < 3; c++)
        v[c] += push.step * forces[c];
      const double square = v[0] * v[0] + v[1] * v[1] + v[2] * v[2];
      sum += square;
      most = square > most ? square : most;
    }
  sums->sum[0] = sum;
  sums->most = most;
}

/* Half a kick; the speeds are measured on the way. */
static void
kick (Melt *melt, double half_step)
{
  const VtSystem *system = melt->system;
  Push push = { vt_forces_result (system->forces), system->velocities, NULL, half_step };
  const VtSweepSums sums = vt_sweep (system->team, system->n, kick_some, &push);

  melt->temperature = sums.sum[0] / (3.0 * system->n - 3.0);
  melt->fastest = sqrt (sums.most);
}

static void
kick_and_drift_some (gpointer data, guint begin, guint end, VtSweepSums *sums)
{
  const Push push = *(const Push *) data;
  const double *forces = push.forces + 3 * (gsize) begin;
  double *v = push.velocities + 3 * (gsize) begin, *packed = push.packed + 4 * (gsize) begin;

  for (guint i = begin; i < end; i++, v += 3, forces += 3, packed += 4)
    for (guint c = 0; c < 3; c++)
      {
        v[c] += push.step / 2 * forces[c];
        packed[c] += push.step * v[c];
      }
}

static void
kick_and_drift (Melt *melt, double step)
{
  const VtSystem *system = melt->system;
  Push push = { vt_forces_result (system->forces), system->velocities, vt_forces_positions (system->forces), step };

  vt_sweep (system->team, system->n, kick_and_drift_some, &push);
}

static double
choose_step (const Melt *melt)
{
  const double steepness = vt_system_steepness (melt->system);
  const Steps *steps = &melt->stretch->steps;
  double step = steps->longest;

  if (melt->fastest > 0)
    step = MIN (step, steps->by_speed / (steepness * melt->fastest));
  if (melt->sums.largest_force > 0)
    step = MIN (step, sqrt (steps->by_force / (steepness * melt->sums.largest_force)));
  return step;
}

/* Berendsen: the kinetic energy relaxes towards the bath's in 1/COUPLING steps, however long they are, so that the
 * crystal's heat is carried off before it has gone far. */
static void
thermostat (Melt *melt)
{
  const double target = melt->stretch->temperature;
  if (isnan (target) || !(melt->temperature > 0))
    return;

  const double square = 1 + COUPLING * (target / melt->temperature - 1);
  const double factor = CLAMP (sqrt (square), 0.8, 1.25);
  double *v = melt->system->velocities;
  for (gsize k = 0; k < 3 * (gsize) melt->system->n; k++)
    v[k] *= factor;
  melt->temperature *= factor * factor;
  melt->fastest *= factor;
}

static gboolean
step_forward (Melt *melt, GError **error)
{
  double step = choose_step (melt);
  if (!melt->stretch->until_melted)
    step = MIN (step, melt->stretch->time - melt->time + 1e-12);

  kick_and_drift (melt, step);
  const VtForcesWanted wanted = vt_system_report_due (melt->system) ? VT_FORCES_ENERGY : VT_FORCES_ONLY;
  if (!vt_system_evaluate (melt->system, wanted, &melt->sums, melt->cancellable, error))
    return FALSE;
  kick (melt, step / 2);
  thermostat (melt);
  melt->system->counts.md_steps++;
  melt->time += step;
  melt->thermal_time += step * sqrt (melt->temperature);
  return TRUE;
}

/* How far towards its nominal length; 1 and more when that is reached. */
static double
nominal_fraction (const Melt *melt)
{
  return MAX (melt->time / melt->stretch->time, melt->thermal_time / melt->stretch->thermal_time);
}

static double
honest_fraction (const Melt *melt)
{
  double fraction = nominal_fraction (melt);
  if (melt->stretch->until_melted)
    fraction = MIN (fraction, melt->squared_displacement / SQUARED_DISPLACEMENT);
  return CLAMP (fraction, 0, 1);
}

static void
report (Melt *melt, gboolean always)
{
  /* A step that was to be reported has its energy. */
  if (!always && isnan (melt->sums.energy))
    return;
  const Stretch *stretch = melt->stretch;
  melt->squared_displacement = vt_system_squared_displacement (melt->system, melt->origin);
  VtProgress progress = {
    .phase = VT_PHASE_MELT,
    .progress = stretch->progress_from + (stretch->progress_to - stretch->progress_from) * honest_fraction (melt),
    .energy = melt->sums.energy / melt->system->n,
    .largest_force = melt->sums.largest_force,
    .mean_pair_force = NAN,
    .temperature = melt->temperature,
    .time = melt->time,
    .thermal_time = melt->thermal_time,
  };
  vt_system_report (melt->system, &progress);
}

static gboolean
is_melted (Melt *melt)
{
  melt->squared_displacement = vt_system_squared_displacement (melt->system, melt->origin);
  if (melt->squared_displacement < SQUARED_DISPLACEMENT)
    return FALSE;
  g_autoptr (VtSample) sample = vt_system_sample (melt->system);
  return vt_sample_crystal_order (sample) < CRYSTAL_LEFT;
}

static gboolean
not_melted (const Melt *melt, GError **error)
{
  g_set_error (error, VT_DYNAMICS_ERROR, VT_DYNAMICS_ERROR_NOT_MELTED,
               _("The crystal has not melted after %.3g τ (mean squared displacement %.2g λ²): "
                 "raise the temperature, or give a melt time to take it as it is."),
               melt->time, melt->squared_displacement);
  return FALSE;
}

/* An annealed liquid may rest long before it moves; a crystal that does not move at once will not. */
static double
patience_left (const Melt *melt)
{
  const double patience = melt->stretch->patience;
  return isfinite (patience) && melt->squared_displacement < STUCK ? MIN (patience, PATIENCE) : patience;
}

/* TRUE when the stretch is over; *error is set when it ended badly. */
static gboolean
is_over (Melt *melt, guint64 step, GError **error)
{
  const double fraction = nominal_fraction (melt);
  if (fraction < 1)
    return FALSE;
  if (!melt->stretch->until_melted)
    return TRUE;
  if (step % CHECK_EVERY != 0)
    return FALSE;
  if (is_melted (melt))
    return TRUE;
  if (fraction < patience_left (melt) && melt->time < melt->stretch->longest)
    return FALSE;
  not_melted (melt, error);
  return TRUE;
}

static gboolean
run_stretch (VtSystem *system, const Stretch *stretch, GCancellable *cancellable, GError **error)
{
  g_autofree double *origin = g_new (double, 3 * (gsize) system->n);
  Melt melt = { .system = system, .stretch = stretch, .cancellable = cancellable, .origin = origin };
  g_autoptr (GError) ended = NULL;

  vt_system_copy_positions (system, origin);
  if (!vt_system_evaluate (system, VT_FORCES_ENERGY, &melt.sums, cancellable, error))
    return FALSE;
  kick (&melt, 0);
  for (guint64 step = 0; !is_over (&melt, step, &ended); step++)
    {
      if (!step_forward (&melt, error))
        return FALSE;
      report (&melt, FALSE);
    }
  if (isnan (melt.sums.energy) && !vt_system_evaluate (system, VT_FORCES_ENERGY, &melt.sums, cancellable, error))
    return FALSE;
  report (&melt, TRUE);
  if (ended == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&ended));
  return FALSE;
}

static void
draw_velocities (VtSystem *system, double temperature, guint64 seed)
{
  g_autoptr (GRand) random = vt_random_new (seed, VT_STREAM_VELOCITIES);
  const double width = sqrt (temperature);
  double mean[3] = { 0 };

  for (gsize k = 0; k < 3 * (gsize) system->n; k++)
    {
      system->velocities[k] = width * vt_random_normal (random);
      mean[k % 3] += system->velocities[k] / system->n;
    }
  for (gsize k = 0; k < 3 * (gsize) system->n; k++)
    system->velocities[k] -= mean[k % 3];
}

/* A stiff crystal's heat is astronomical (10^10 epsilon at Q = 320): its liquid feels the repulsion of close pairs and
 * nothing else, within parts in 10^6. So only those are looked at, which is several times faster. */
static gboolean
look_no_further_than_needed (VtSystem *system, GCancellable *cancellable, GError **error)
{
  const VtPotential *potential = &system->potential;
  VtForceSums sums;

  if (!vt_system_evaluate (system, VT_FORCES_ENERGY, &sums, cancellable, error))
    return FALSE;
  const double heat = sums.energy / system->n;
  if (heat > HOT)
    {
      const double ratio = potential->amplitude_a / (HOT_NEGLIGIBLE * heat);
      vt_forces_set_reach (system->forces, vt_power (ratio, 1 / potential->exponent_a));
    }
  return TRUE;
}

static gboolean
melt_nve (VtSystem *system, const VtMelt *melt, GCancellable *cancellable, GError **error)
{
  const gboolean published = isnan (melt->time);
  Stretch stretch = {
    .temperature = NAN,
    .steps = nve_steps,
    .time = published ? NVE_TIME : melt->time,
    .thermal_time = published ? THERMAL_TIMES : INFINITY,
    .until_melted = published,
    .patience = PATIENCE,
    .longest = INFINITY,
    .progress_to = 1,
  };
  if (melt->longest_step > 0)
    stretch.steps.longest = MIN (stretch.steps.longest, melt->longest_step);

  draw_velocities (system, NVE_START, melt->seed);
  if (!look_no_further_than_needed (system, cancellable, error))
    return FALSE;
  const gboolean melted = run_stretch (system, &stretch, cancellable, error);
  vt_forces_set_reach (system->forces, system->potential.cutoff);
  return melted;
}

/* A parent temperature below the published hot one is approached from the hot liquid: a crystal put in a cold bath
 * would stay one. It then rests until its particles have forgotten where they were, some ten relaxation times. */
static gboolean
melt_thermostatted (VtSystem *system, const VtMelt *melt, GCancellable *cancellable, GError **error)
{
  const double *box = vt_forces_box (system->forces);
  const double hot = vt_published_temperature (system->potential.model, system->potential.parameters,
                                               system->n / (box[0] * box[1] * box[2]));
  const gboolean published = isnan (melt->time);
  const gboolean anneal = published && melt->temperature < hot;
  Stretch stretch = {
    .temperature = anneal ? hot : melt->temperature,
    .steps = thermostat_steps,
    .time = published ? INFINITY : melt->time,
    .thermal_time = published ? THERMAL_TIMES : INFINITY,
    .until_melted = published,
    .patience = 2.5 * PATIENCE,
    .longest = INFINITY,
    .progress_to = anneal ? 0.3 : 1,
  };

  draw_velocities (system, stretch.temperature, melt->seed);
  if (!run_stretch (system, &stretch, cancellable, error))
    return FALSE;
  if (!anneal)
    return TRUE;
  stretch.temperature = melt->temperature;
  stretch.patience = INFINITY;
  stretch.longest = LONGEST_ANNEAL;
  stretch.progress_from = stretch.progress_to;
  stretch.progress_to = 1;
  return run_stretch (system, &stretch, cancellable, error);
}

gboolean
vt_system_melt (VtSystem *system, const VtMelt *melt, GCancellable *cancellable, GError **error)
{
  if (melt->kind == VT_MELT_NVE)
    return melt_nve (system, melt, cancellable, error);
  return melt_thermostatted (system, melt, cancellable, error);
}
