/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/forecast.h"

#include <math.h>
#include <pthread.h>

#define SPECTRUM_UNKNOWNS 1500 /* whole spectra of up to so many unknowns come along in the window */
#define MEMORY 0.5             /* weight of what was known before against one new measurement */

/* Log of measured over forecast time, one for each stage; stages not measured yet take the mean of the others, because
 * what they have in common is the machine. */
static struct
{
  pthread_mutex_t mutex; /* of pthreads, because thread sanitizers do not see GLib's */
  double correction[VT_N_COSTS];
  gboolean measured[VT_N_COSTS];
} learned = { .mutex = PTHREAD_MUTEX_INITIALIZER };

static guint
particles_of (const VtRequest *request)
{
  return request->sample != NULL ? request->sample->n : request->recipe.particles;
}

gboolean
vt_request_wants_spectrum (const VtRequest *request, guint n_particles)
{
  return request->spectrum || (request->interactive && 3 * (guint64) n_particles <= SPECTRUM_UNKNOWNS);
}

gboolean
vt_request_wants_density (const VtRequest *request, guint n_particles)
{
  return request->interactive && !vt_request_wants_spectrum (request, n_particles);
}

guint
vt_request_threads (const VtRequest *request)
{
  return request->n_threads > 0 ? request->n_threads : g_get_num_processors ();
}

guint
vt_request_dynamics_threads (const VtRequest *request)
{
  const guint threads = vt_request_threads (request);
  return request->interactive && request->n_threads == 0 ? MAX (threads - 1, 1) : threads;
}

static double
stiffness (const VtRecipe *recipe)
{
  return recipe->melt == VT_MELT_NVE ? recipe->parameters[0] : 16;
}

/* Steps of a melt. NVE from the crystal's own heat needs more of them the stiffer the potential is (PHYSICS
 * section 3); a melt of given length takes as many as fit in. */
static double
melt_steps (const VtRecipe *recipe)
{
  const gboolean nve = recipe->melt == VT_MELT_NVE;
  double steps = MAX (1280, 110 * stiffness (recipe));

  if (isnan (recipe->melt_time))
    return nve ? steps : 5000;
  return recipe->melt_time / (nve ? 0.008 : 0.005) * MAX (1, steps / 5000);
}

static double
quench_evaluations (const VtRecipe *recipe)
{
  double size = pow (recipe->particles / 500.0, 0.35);

  return (900 + 32 * stiffness (recipe)) * size * (recipe->trim ? 1.6 : 1);
}

/* Seconds of @evaluations forces; list, kernel and the moves between them. */
static double
dynamics (const VtRequest *request, double evaluations)
{
  guint threads = MIN (vt_request_dynamics_threads (request), g_get_num_processors ());

  return 1e-7 * request->recipe.particles * evaluations / (1 + 0.85 * (threads - 1));
}

/* Seconds on a processor of 2023; the growth is what matters, the rest is learned. */
static double
law (const VtRequest *request, VtCost cost)
{
  const VtRecipe *recipe = &request->recipe;
  gboolean opened = request->sample != NULL;
  double n = particles_of (request), modes = request->n_modes;

  switch (cost)
    {
    case VT_COST_MELT:
      return opened ? 0 : dynamics (request, melt_steps (recipe));
    case VT_COST_QUENCH:
      return opened ? 0 : dynamics (request, quench_evaluations (recipe));
    case VT_COST_ELASTICITY:
      return 1.7e-6 * pow (n, 1.6);
    case VT_COST_MODES:
      return modes > 0 ? 1.7e-7 * pow (n, 1.35) * (10 + 3 * modes) : 0;
    case VT_COST_DENSITY:
      return vt_request_wants_density (request, n) ? 2.5 + 4e-5 * n : 0;
    case VT_COST_SPECTRUM:
      return vt_request_wants_spectrum (request, n) ? 1.5e-10 * pow (3 * n, 3) : 0;
    case VT_N_COSTS:
      break;
    }
  g_return_val_if_reached (0);
}

static double
correction (VtCost cost)
{
  double sum = 0;
  guint n = 0;

  if (learned.measured[cost])
    return learned.correction[cost];
  for (guint k = 0; k < VT_N_COSTS; k++)
    if (learned.measured[k])
      {
        sum += learned.correction[k];
        n++;
      }
  return n > 0 ? sum / n : 0;
}

double
vt_forecast (const VtRequest *request, VtCost cost)
{
  double seconds = law (request, cost);

  pthread_mutex_lock (&learned.mutex);
  seconds *= exp (correction (cost));
  pthread_mutex_unlock (&learned.mutex);
  return seconds;
}

void
vt_forecast_learn (const VtRequest *request, VtCost cost, double seconds)
{
  double expected = law (request, cost);
  double correction;

  if (!(expected > 0) || !(seconds > 0))
    return;
  correction = log (seconds / expected);
  pthread_mutex_lock (&learned.mutex);
  if (learned.measured[cost])
    correction = MEMORY * learned.correction[cost] + (1 - MEMORY) * correction;
  learned.correction[cost] = correction;
  learned.measured[cost] = TRUE;
  pthread_mutex_unlock (&learned.mutex);
}

gboolean
vt_forecast_is_learned (void)
{
  gboolean any = FALSE;

  pthread_mutex_lock (&learned.mutex);
  for (guint k = 0; k < VT_N_COSTS; k++)
    any = any || learned.measured[k];
  pthread_mutex_unlock (&learned.mutex);
  return any;
}

double
vt_run_estimate (const VtRequest *request)
{
  double seconds = 0;

  for (guint k = 0; k < VT_N_COSTS; k++)
    seconds += vt_forecast (request, k);
  return seconds;
}
