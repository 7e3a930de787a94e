/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The working state of a run: see protocol.h. */
#include "config.h"

#include "dynamics/system-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define REPORT_INTERVAL 20000 /* microseconds between calls of the monitor */

G_DEFINE_QUARK (vt-dynamics-error-quark, vt_dynamics_error)

VtSystem *
vt_system_new (const VtSample *sample, const VtPotential *potential, VtTeam *team, GError **error)
{
  if (!vt_sample_check_cutoff (sample, potential, error))
    return NULL;

  const gsize size = 3 * (gsize) sample->n;
  VtSystem *system = g_new0 (VtSystem, 1);
  system->n = sample->n;
  system->potential = *potential;
  system->species = g_memdup2 (sample->species, sample->n);
  system->team = team;
  system->forces = vt_forces_new (sample, potential, vt_kernel_best (), team);
  system->velocities = g_new0 (double, size);
  system->start = g_memdup2 (sample->positions, size * sizeof (double));
  system->frame = g_new (double, size);
  return system;
}

void
vt_system_free (VtSystem *system)
{
  if (system == NULL)
    return;
  vt_forces_free (system->forces);
  g_free (system->species);
  g_free (system->velocities);
  g_free (system->start);
  g_free (system->frame);
  g_free (system);
}

void
vt_system_set_monitor (VtSystem *system, VtMonitor monitor, gpointer data)
{
  system->monitor = monitor;
  system->monitor_data = data;
}

const VtDynamicsCounts *
vt_system_counts (const VtSystem *system)
{
  return &system->counts;
}

void
vt_system_copy_positions (const VtSystem *system, double *positions)
{
  const double *packed = vt_forces_positions (system->forces);
  for (guint i = 0; i < system->n; i++)
    memcpy (positions + 3 * (gsize) i, packed + 4 * (gsize) i, 3 * sizeof (double));
}

void
vt_system_set_positions (VtSystem *system, const double *positions)
{
  double *packed = vt_forces_positions (system->forces);
  for (guint i = 0; i < system->n; i++)
    memcpy (packed + 4 * (gsize) i, positions + 3 * (gsize) i, 3 * sizeof (double));
}

VtSample *
vt_system_sample (const VtSystem *system)
{
  VtSample *sample = vt_sample_new (system->n, vt_forces_box (system->forces));
  memcpy (sample->species, system->species, system->n);
  vt_system_copy_positions (system, sample->positions);
  return sample;
}

void
vt_system_set_density (VtSystem *system, double density)
{
  const double *old = vt_forces_box (system->forces);
  const double volume = old[0] * old[1] * old[2];
  /* Newton's cube root of a number near 1, the same on every machine. */
  const double ratio = system->n / density / volume;
  double factor = 1;
  for (guint k = 0; k < 100; k++)
    factor -= (factor - ratio / (factor * factor)) / 3;

  const double box[3] = { old[0] * factor, old[1] * factor, old[2] * factor };
  double *packed = vt_forces_positions (system->forces);
  for (guint i = 0; i < system->n; i++)
    for (guint c = 0; c < 3; c++)
      packed[4 * (gsize) i + c] *= factor;
  vt_forces_set_box (system->forces, box);
}

double
vt_system_forces (VtSystem *system, double *forces)
{
  VtForceSums sums;
  vt_forces_evaluate (system->forces, VT_FORCES_ENERGY, &sums);
  if (forces != NULL)
    memcpy (forces, vt_forces_result (system->forces), 3 * (gsize) system->n * sizeof (double));
  return sums.energy;
}

double
vt_system_steepness (const VtSystem *system)
{
  const VtPotential *potential = &system->potential;
  double steepness = potential->steepness;

  /* The attraction of sticky spheres ends within x_c - x_min, which is then the shorter length. */
  if (potential->joint < potential->cutoff)
    steepness = MAX (steepness, 3 / (potential->cutoff / potential->joint - 1));
  return steepness;
}

gboolean
vt_system_evaluate (VtSystem *system, VtForcesWanted wanted, VtForceSums *sums, GCancellable *cancellable,
                    GError **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  vt_forces_evaluate (system->forces, wanted, sums);
  system->counts.force_evaluations++;
  system->counts.list_builds = vt_forces_list_builds (system->forces);
  if ((wanted == VT_FORCES_ONLY || isfinite (sums->energy)) && isfinite (sums->largest_force) && sums->closest >= VT_X_MINIMUM)
    return TRUE;
  g_set_error_literal (error, VT_DYNAMICS_ERROR, VT_DYNAMICS_ERROR_OVERLAP,
                       _("Particles ran into each other and their energy is no longer finite: "
                         "lower the density or the temperature."));
  return FALSE;
}

double
vt_system_squared_displacement (const VtSystem *system, const double *origin)
{
  const double *packed = vt_forces_positions (system->forces);
  const double *from = origin != NULL ? origin : system->start;
  double sum = 0;

  for (guint i = 0; i < system->n; i++)
    for (guint c = 0; c < 3; c++)
      {
        const double moved = packed[4 * (gsize) i + c] - from[3 * (gsize) i + c];
        sum += moved * moved;
      }
  return sum / system->n;
}

gboolean
vt_system_report_due (const VtSystem *system)
{
  return system->monitor != NULL && g_get_monotonic_time () >= system->next_report;
}

void
vt_system_report (VtSystem *system, VtProgress *progress)
{
  if (system->monitor == NULL)
    return;
  vt_system_copy_positions (system, system->frame);
  progress->positions = system->frame;
  progress->evaluations = system->counts.force_evaluations;
  progress->squared_displacement = vt_system_squared_displacement (system, NULL);
  system->monitor (progress, system->monitor_data);
  system->next_report = g_get_monotonic_time () + REPORT_INTERVAL;
}
