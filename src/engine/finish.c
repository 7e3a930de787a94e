/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The last digits of a quench, by Newton's method: see vt_work_finish. */
#include "config.h"

#include "engine/exclusive.h"
#include "engine/work.h"

#include "response/blas.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define MOST_STEPS 12      /* of Newton's method; two or three are usual */
#define WORTH_TRYING 0.9   /* a step that leaves more of the largest force than this is the last */

static double
largest_force (VtSystem *system, double *forces, guint n)
{
  double most = 0;

  vt_system_forces (system, forces);
  for (gsize i = 0; i < n; i++)
    {
      const double *f = forces + 3 * i, square = f[0] * f[0] + f[1] * f[1] + f[2] * f[2];
      most = MAX (most, square);
    }
  return sqrt (most);
}

static VtFactor *
factor_here (VtWork *work, const VtSample *sample, GError **error)
{
  g_autoptr (VtNetwork) network = vt_network_new (sample, &work->potential, error);
  if (network == NULL)
    return NULL;
  g_autoptr (VtHessian) hessian = vt_hessian_new (network);
  return vt_factor_new_stable (hessian, error);
}

/* x <- x + H^-1 f with one H while the largest force falls; what does not lower it is taken back, to the bit. */
static double
take_steps (VtSystem *system, VtFactor *factor, const VtSample *sample)
{
  const gsize size = 3 * (gsize) sample->n;
  g_autofree double *forces = g_new (double, size), *step = g_new (double, size);
  g_autofree double *best = g_memdup2 (sample->positions, size * sizeof (double)), *trial = g_new (double, size);
  double least = largest_force (system, forces, sample->n);

  for (guint k = 0; k < MOST_STEPS && least > 0; k++)
    {
      const double before = least;
      vt_factor_solve (factor, forces, step, 1);
      for (gsize c = 0; c < size; c++)
        trial[c] = best[c] + step[c];
      vt_system_set_positions (system, trial);
      const double now = largest_force (system, forces, sample->n);
      if (now < least)
        {
          least = now;
          memcpy (best, trial, size * sizeof (double));
        }
      if (!(now < WORTH_TRYING * before))
        break;
    }
  vt_system_set_positions (system, best);
  return least;
}

gboolean
vt_work_finish (VtWork *work, VtSystem *system, double mean_pair_force, GError **error)
{
  g_autoptr (VtSample) sample = vt_system_sample (system);
  g_autoptr (GError) failure = NULL;

  if (!vt_exclusive_enter (work->cancellable, error))
    return FALSE;
  vt_blas_set_threads (work->n_threads);
  g_autoptr (VtFactor) factor = factor_here (work, sample, &failure);
  const double left = factor != NULL ? take_steps (system, factor, sample) : NAN;
  vt_exclusive_leave ();
  if (g_cancellable_set_error_if_cancelled (work->cancellable, error))
    return FALSE;

  g_autofree char *note = factor != NULL
    ? g_strdup_printf (_("Relaxed to the floor of double precision: the largest net force is %.1e of the mean pair force."),
                       left / mean_pair_force)
    : g_strdup_printf (_("Not relaxed to the floor of double precision; the minimum is as the quench left it. %s"),
                       failure->message);
  vt_snapshot_set_note (work->now, note);
  if (factor != NULL)
    vt_work_retire_factor (work, g_steal_pointer (&factor));
  return TRUE;
}
