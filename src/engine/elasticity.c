/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The elastic stage of a run: bonds, stability, moduli. */
#include "config.h"

#include "engine/exclusive.h"
#include "engine/work.h"

#include "response/blas.h"
#include "response/moduli.h"
#include "vibrations/stability.h"

#include <math.h>

static VtElasticity *
describe (const VtNetwork *network, const VtSample *sample)
{
  VtElasticity *elasticity = vt_elasticity_new ();
  VtPressure pressure = vt_network_pressure (network);

  elasticity->energy_per_particle = network->energy / network->n;
  elasticity->largest_force = network->largest_force;
  elasticity->mean_pair_force = network->mean_pair_force;
  elasticity->pressure = pressure.pressure;
  elasticity->p0 = pressure.p0;
  elasticity->p_over_p0 = pressure.p0 > 0 ? pressure.pressure / pressure.p0 : NAN;
  elasticity->stickiness = vt_network_stickiness (network);
  elasticity->coordination = vt_network_coordination (network);
  elasticity->density = vt_sample_density (sample);
  elasticity->volume = vt_sample_volume (sample);
  return elasticity;
}

static void
add_moduli (VtElasticity *elasticity, const VtModuli *moduli)
{
  elasticity->shear_modulus = moduli->shear;
  elasticity->shear_modulus_affine = moduli->shear_affine;
  elasticity->bulk_modulus = moduli->bulk;
  elasticity->bulk_modulus_affine = moduli->bulk_affine;
  elasticity->poisson_ratio = moduli->poisson_ratio;
  elasticity->p_over_k = elasticity->pressure / moduli->bulk;
  elasticity->omega0 = moduli->omega0;
  elasticity->first_shear_wave = moduli->first_shear_wave;
}

/* Takes in the verdict and, for a stable minimum, the moduli. */
static void
conclude (VtElasticity *elasticity, const VtStability *stability, const VtModuli *moduli)
{
  elasticity->stable = stability->stable;
  elasticity->instability = vt_stability_describe (stability);
  if (stability->stable && moduli != NULL)
    add_moduli (elasticity, moduli);
}

/* By a factor of H: for what is small, or not surely a minimum. */
static gboolean
respond_by_factor (VtWork *work, const VtNetwork *network, VtStiffness *stiffness, VtElasticity *elasticity,
                   GError **error)
{
  VtStability stability;
  VtModuli moduli;

  if (!vt_stability_judge (network, stiffness->hessian, &stiffness->factor, &stability, work->cancellable, error))
    return FALSE;
  if (stability.stable)
    vt_moduli_compute (network, stiffness->factor, FALSE, &moduli);
  conclude (elasticity, &stability, stability.stable ? &moduli : NULL);
  return TRUE;
}

/* Without one where that will do: quicker, takes no memory, can be stopped at any time. */
static gboolean
respond (VtWork *work, const VtNetwork *network, VtStiffness *stiffness, VtElasticity *elasticity, GError **error)
{
  const VtIterativeMonitor monitor = { work->now->stage == VT_STAGE_ELASTICITY ? vt_work_on_fraction : NULL, work };
  GError *own = NULL;
  VtStability stability;
  VtModuli moduli;
  gboolean done;

  if (network->n >= VT_QUICK_PARTICLES
      && vt_stability_judge_quickly (network, stiffness->hessian, work->team, &stability, &moduli, &monitor,
                                     work->cancellable, &own))
    {
      conclude (elasticity, &stability, &moduli);
      return TRUE;
    }
  if (own != NULL)
    {
      g_propagate_error (error, own);
      return FALSE;
    }
  /* In one stretch, because none of it can be interrupted. */
  if (!vt_exclusive_enter (work->cancellable, error))
    return FALSE;
  vt_blas_set_threads (work->n_threads);
  done = respond_by_factor (work, network, stiffness, elasticity, error);
  vt_exclusive_leave ();
  return done;
}

VtElasticity *
vt_work_measure (VtWork *work, const VtNetwork *network, VtStiffness *stiffness, GError **error)
{
  VtElasticity *elasticity = describe (network, work->now->sample);

  stiffness->hessian = vt_hessian_new (network);
  if (respond (work, network, stiffness, elasticity, error)
      && !g_cancellable_set_error_if_cancelled (work->cancellable, error))
    return elasticity;
  vt_elasticity_unref (elasticity);
  return NULL;
}
