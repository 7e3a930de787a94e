/* The last stage of a run: the lowest modes and the whole spectrum. */
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
  work->now->progress = found->len / (double) work->request->n_modes;
  vt_work_publish (work);
}

static void
on_fraction (double fraction, gpointer data)
{
  VtWork *work = data;

  work->now->progress = fraction;
  if (g_get_monotonic_time () >= work->next_publication)
    vt_work_publish (work);
}

static gboolean
find_lowest (VtWork *work, VtFactor *factor, GError **error)
{
  g_autoptr (GPtrArray) found = vt_lowest_modes (vt_factor_hessian (factor), factor, work->request->n_modes,
                                                 work->request->interactive ? on_modes : NULL, work,
                                                 work->cancellable, error);

  if (found == NULL)
    return FALSE;
  on_modes (found, work);
  return TRUE;
}

static gboolean
find_spectrum (VtWork *work, VtFactor *factor, GError **error)
{
  g_autofree double *eigenvalues = vt_dense_spectrum (vt_factor_hessian (factor), on_fraction, work,
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

gboolean
vt_work_modes (VtWork *work, VtFactor *factor, GError **error)
{
  gboolean lowest = work->request->n_modes > 0;
  gboolean spectrum = vt_request_wants_spectrum (work->request, work->now->sample->n);
  gboolean done = TRUE;

  if (!lowest && !spectrum)
    return TRUE;
  vt_work_enter (work, VT_STAGE_MODES, lowest ? VT_COST_MODES : VT_COST_SPECTRUM);
  if (!vt_exclusive_enter (work->cancellable, error))
    return FALSE;
  vt_blas_set_threads (work->n_threads);
  if (lowest)
    {
      done = find_lowest (work, factor, error);
      vt_work_leave (work, &work->now->timings.modes);
    }
  if (done && spectrum)
    {
      vt_work_enter (work, VT_STAGE_MODES, VT_COST_SPECTRUM);
      done = find_spectrum (work, factor, error);
      vt_work_leave (work, &work->now->timings.spectrum);
    }
  vt_exclusive_leave ();
  return done;
}
