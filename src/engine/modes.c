/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The last stage of a run: the lowest modes, and the whole spectrum or an estimate of its density. */
#include "config.h"

#include "engine/exclusive.h"
#include "engine/work.h"

#include "response/blas.h"
#include "vibrations/dense.h"
#include "vibrations/lowest.h"

#include <math.h>

/* Modes found so far, from the middle of the search. */
static void
on_modes (GPtrArray *found, gpointer data)
{
  VtWork *work = data;

  vt_snapshot_take_modes (work->now, vt_mode_set_new (found, work->now->sample->n, work->request->n_modes));
  /* Every unstable direction is a mode too, more of them than asked for or not. */
  vt_work_advance (work, MIN (1, found->len / (double) work->request->n_modes));
  vt_work_publish (work);
}

/* About where the highest mode wanted will be; NAN for an unstable configuration. */
static double
expected_eigenvalue (const VtWork *work)
{
  const VtElasticity *elasticity = work->now->elasticity;
  double shear = elasticity->shear_modulus, bulk = elasticity->bulk_modulus, density = elasticity->density;

  return vt_debye_eigenvalue (elasticity->volume, sqrt (shear / density), sqrt ((bulk + 4.0 / 3.0 * shear) / density),
                              work->request->n_modes);
}

static gboolean
find_lowest (VtWork *work, VtStiffness *stiffness, GError **error)
{
  g_autoptr (GPtrArray) found
    = vt_lowest_modes_quickest (stiffness->hessian, &stiffness->factor, expected_eigenvalue (work),
                                work->request->n_modes, work->team, on_modes, work, work->cancellable, error);

  if (found == NULL)
    return FALSE;
  on_modes (found, work);
  return TRUE;
}

static gboolean
find_spectrum (VtWork *work, const VtStiffness *stiffness, GError **error)
{
  g_autofree double *eigenvalues = vt_dense_spectrum (stiffness->hessian, vt_work_on_fraction, work,
                                                      work->cancellable, error);
  guint n = 3 * work->now->sample->n - 3;
  VtSpectrum *spectrum;

  if (eigenvalues == NULL)
    return FALSE;
  spectrum = vt_spectrum_new (n);
  for (guint l = 0; l < n; l++)
    spectrum->frequencies[l] = vt_frequency (eigenvalues[l]);
  vt_snapshot_take_spectrum (work->now, spectrum);
  return TRUE;
}

/* A better estimate of D; never one of fewer polynomials than shown already. */
static void
on_density (VtSpectralDensity *density, gpointer data)
{
  VtWork *work = data;
  const VtSpectralDensity *shown = work->now->density;

  if (shown != NULL && density->n_moments < shown->n_moments)
    return;
  vt_snapshot_take_density (work->now, vt_spectral_density_ref (density));
  vt_work_publish (work);
}

/* That there is no memory for it is not the end of a run. */
static gboolean
estimate_density (VtWork *work, const VtHessian *hessian, const VtSpectralOptions *options, GError **error)
{
  g_autoptr (GError) own = NULL;
  g_autoptr (VtSpectralDensity) density = vt_spectral_density_new (hessian, options, on_density, work,
                                                                   work->cancellable, &own);

  if (density != NULL)
    return TRUE;
  if (g_error_matches (own, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&own));
      return FALSE;
    }
  vt_snapshot_set_note (work->now, own->message);
  return TRUE;
}

/* Before the modes, so that there is something to see: one block of vectors. */
static gboolean
glance_at_density (VtWork *work, const VtHessian *hessian, GError **error)
{
  const VtSpectralOptions options = { .n_vectors = 1, .seed = work->request->recipe.seed, .team = work->team };

  vt_work_enter (work, VT_STAGE_MODES, VT_COST_MODES);
  return estimate_density (work, hessian, &options, error);
}

/* After the modes, so sharp that it can take over where they end. */
static gboolean
refine_density (VtWork *work, const VtHessian *hessian, GError **error)
{
  const VtModeSet *modes = work->now->modes;
  VtSpectralOptions options = { .seed = work->request->recipe.seed, .team = work->team,
                                .progress = vt_work_on_fraction, .progress_data = work };
  double unused;

  if (modes != NULL && modes->n > 0)
    {
      const double *frequencies = modes->frequencies;

      options.sharp_from = MAX (frequencies[modes->n - 1], 0);
      options.lowest = frequencies[0] < 0 ? -1.01 * frequencies[0] * frequencies[0] : 0;
    }
  vt_work_enter (work, VT_STAGE_MODES, VT_COST_DENSITY);
  if (!estimate_density (work, hessian, &options, error))
    return FALSE;
  vt_work_leave (work, &unused);
  return TRUE;
}

static gboolean
find_exact (VtWork *work, VtStiffness *stiffness, GError **error)
{
  gboolean lowest = work->request->n_modes > 0;
  gboolean done = TRUE;

  vt_work_enter (work, VT_STAGE_MODES, lowest ? VT_COST_MODES : VT_COST_SPECTRUM);
  if (!vt_exclusive_enter (work->cancellable, error))
    return FALSE;
  vt_blas_set_threads (work->n_threads);
  if (lowest)
    {
      done = find_lowest (work, stiffness, error);
      vt_work_leave (work, &work->now->timings.modes);
    }
  if (done && vt_request_wants_spectrum (work->request, work->now->sample->n))
    {
      vt_work_enter (work, VT_STAGE_MODES, VT_COST_SPECTRUM);
      done = find_spectrum (work, stiffness, error);
      vt_work_leave (work, &work->now->timings.spectrum);
    }
  vt_exclusive_leave ();
  return done;
}

gboolean
vt_work_modes (VtWork *work, VtStiffness *stiffness, GError **error)
{
  const VtHessian *hessian = stiffness->hessian;
  gboolean lowest = work->request->n_modes > 0, stable = work->now->elasticity->stable;
  gboolean spectrum = vt_request_wants_spectrum (work->request, work->now->sample->n);
  gboolean density = vt_request_wants_density (work->request, work->now->sample->n);

  if (density && lowest && stable && !glance_at_density (work, hessian, error))
    return FALSE;
  if ((lowest || spectrum) && !find_exact (work, stiffness, error))
    return FALSE;
  /* Of an unstable configuration the lowest mode bounds the spectrum. */
  return !density || !(stable || lowest) || refine_density (work, hessian, error);
}
