/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lowest modes by shift and invert, or by a polynomial filter: what is common to the methods.
 *
 * A batch of modes:
 * 1. Largest eigenvalues of D P f(H) P D, where f(H) is (H + shift)^-1 or the filter (filter.h), P takes the translations
 *    out and D the modes of earlier batches, by block Lanczos (lanczos.c) or ARPACK (arpack.c). Start vectors come from
 *    a stream of our own, so the same glass always gives the same numbers.
 * 2. f(H) once more on all that is new at once, and Rayleigh-Ritz with H itself: what is small under f (a residual of
 *    1e-9 in the inverse) is not yet small in H. Repeated while residuals are too large and still fall.
 * 3. The modes are put in order and shown to whoever watches.
 *
 * Batches exist so that no basis grows beyond what memory likes.
 */
#include "vibrations/lowest.h"

#include <cblas.h>
#include <glib/gi18n.h>
#include <lapacke.h>
#include <math.h>
#include <string.h>
#include "sample/random.h"
#include "vibrations/dense.h"
#include "vibrations/search-private.h"
#include "vibrations/spectral-density.h"

/* A larger batch needs fewer solves a mode, and more memory for its basis. */
#define LARGEST_BATCH 250
/* Modes looked for beyond the lowest wanted, where something may have been overlooked. */
#define SECOND_LOOK 10
#define RESIDUAL_GOAL 1e-9
#define MOST_POLISHES 4
#define BOUND_STEPS 32
/* The filter's cut over the estimate of the highest eigenvalue wanted, below which there are some 2.8 times as many modes;
 * but at least LEAST_BELOW_CUT of them, where few are wanted: the basis holds twice as many anyway, and the higher the cut,
 * the lower the degree. What the cut is raised by where it was too low; the degree over sqrt (highest / cut). All within
 * 10 % of the best for cuts of 1.5 to 3, 100 to 200 modes, and gains of 2 to 3. */
#define CUT 2.0
#define LEAST_BELOW_CUT 120
#define FEW (LEAST_BELOW_CUT / 2.8)
#define RAISE 1.6
#define GAIN 2.0
/* Time by a factor over that by a filter, in powers of particles, modes and sqrt (highest / wanted): within 40 % of what
 * was measured from N = 250 to 2048, 10 to 60 modes, stiff Q = 10 and 320, sticky r_c = 1.05 and 1.2, and on the right
 * side where they differ by more than a fifth. Lower by a tenth than that, as Debye's law says the highest wanted is 1.5
 * to 2.9 times what it is. */
#define WON 0.067
#define WON_PARTICLES 0.52
#define WON_MODES 0.12
#define LOST_DEGREE 0.37
/* Below this many unknowns the dense matrix is quicker whatever is asked of it. */
#define DENSE_UNKNOWNS 600

/* Takes @modes out of @m columns. */
static void
deflate (const GPtrArray *modes, int n, double *x, int m)
{
  for (int v = 0; v < m; v++)
    for (guint k = 0; k < modes->len; k++)
      {
        const double *vector = vt_mode_at (modes, k)->vector;
        double *column = x + (gsize) v * n;

        cblas_daxpy (n, -cblas_ddot (n, vector, 1, column, 1), vector, 1, column, 1);
      }
}

static gboolean
apply_inverse (VtSearch *search, const double *x, double *y, int m, GError **error)
{
  vt_factor_apply (search->factor, x, y, (guint) m);
  return TRUE;
}

static double
image_of_inverse (const VtSearch *search, double eigenvalue)
{
  return 1.0 / (eigenvalue + vt_factor_shift (search->factor));
}

static gboolean
apply_filter (VtSearch *search, const double *x, double *y, int m, GError **error)
{
  return vt_filter_apply (search->filter, x, y, (guint) m, search->cancellable, error);
}

static double
image_of_filter (const VtSearch *search, double eigenvalue)
{
  return vt_filter_image (search->filter, eigenvalue);
}

static const VtOperator inverse = { 8, 1e-10, 0.0, apply_inverse, image_of_inverse };
static const VtOperator filtered = { VT_CHEBYSHEV_VECTORS, 1e-10, 1.5, apply_filter, image_of_filter };

gboolean
vt_search_apply (VtSearch *search, const double *x, double *y, int m, GError **error)
{
  if (!search->operator->apply (search, x, y, m, error))
    return FALSE;
  deflate (search->locked, search->n, y, m);
  return TRUE;
}

void
vt_search_random (VtSearch *search, double *x, int m)
{
  for (gsize k = 0; k < (gsize) search->n * m; k++)
    x[k] = vt_random_normal (search->random);
  vt_project_translations (search->hessian->n, x, (guint) m);
  deflate (search->locked, search->n, x, m);
}

void
vt_search_show (VtSearch *search)
{
  if (search->found != NULL)
    search->found (search->modes, search->data);
}

/* Rayleigh-Ritz with H in the space of @m columns of @x (overwritten by the Ritz vectors, ascending). @hx is
 * workspace of the same size. The largest residual |H x - lambda x| / |lambda| of the first @wanted comes back. */
static gboolean
rayleigh_ritz (const VtSearch *search, int m, int wanted, double *x, double *hx, double *worst, GError **error)
{
  int n = search->n;
  g_autofree double *stiffness = g_new (double, m * m), *overlap = g_new (double, m * m);
  g_autofree double *values = g_new (double, m), *copy = g_memdup2 (x, sizeof (double) * n * m);

  vt_hessian_multiply_many (search->hessian, x, hx, (guint) m);
  cblas_dgemm (CblasColMajor, CblasTrans, CblasNoTrans, m, m, n, 1.0, x, n, hx, n, 0.0, stiffness, m);
  cblas_dgemm (CblasColMajor, CblasTrans, CblasNoTrans, m, m, n, 1.0, x, n, x, n, 0.0, overlap, m);
  if (LAPACKE_dsygvd (LAPACK_COL_MAJOR, 1, 'V', 'L', m, stiffness, m, overlap, m, values) != 0)
    {
      g_set_error (error, VT_VIBRATIONS_ERROR, VT_VIBRATIONS_ERROR_NO_CONVERGENCE,
                   _("The lowest modes could not be told apart."));
      return FALSE;
    }
  cblas_dgemm (CblasColMajor, CblasNoTrans, CblasNoTrans, n, m, m, 1.0, copy, n, stiffness, m, 0.0, x, n);
  memcpy (copy, hx, sizeof (double) * n * m);
  cblas_dgemm (CblasColMajor, CblasNoTrans, CblasNoTrans, n, wanted, m, 1.0, copy, n, stiffness, m, 0.0, hx, n);
  *worst = 0.0;
  for (int k = 0; k < wanted; k++)
    {
      cblas_daxpy (n, -values[k], x + (gsize) k * n, 1, hx + (gsize) k * n, 1);
      *worst = fmax (*worst, cblas_dnrm2 (n, hx + (gsize) k * n, 1) / fabs (values[k]));
    }
  return TRUE;
}

/* Columns are brought to unit length first, or the inverse would make the overlap matrix singular. */
static gboolean
polish (VtSearch *search, double *x, int m, int wanted, GError **error)
{
  int n = search->n;
  g_autofree double *hx = g_new (double, (gsize) n * m);
  double worst = INFINITY, before;
  guint round = 0;

  do
    {
      if (g_cancellable_set_error_if_cancelled (search->cancellable, error)
          || !search->operator->apply (search, x, x, m, error))
        return FALSE;
      deflate (search->modes, n, x, m);
      for (int k = 0; k < m; k++)
        cblas_dscal (n, 1.0 / cblas_dnrm2 (n, x + (gsize) k * n, 1), x + (gsize) k * n, 1);
      before = worst;
      if (!rayleigh_ritz (search, m, wanted, x, hx, &worst, error))
        return FALSE;
    }
  while (worst > RESIDUAL_GOAL && worst < 0.5 * before && ++round < MOST_POLISHES);
  return TRUE;
}

gboolean
vt_search_accept (VtSearch *search, double *x, int m, int wanted, GError **error)
{
  gsize size = sizeof (double) * (gsize) search->n;

  if (!polish (search, x, m, wanted, error))
    return FALSE;
  for (int k = 0; k < wanted; k++)
    g_ptr_array_add (search->modes,
                     vt_mode_new_take (search->hessian, g_memdup2 (x + (gsize) k * search->n, size)));
  vt_modes_sort (search->modes);
  return TRUE;
}

static gboolean
run_batch (VtSearch *search, VtBatchFunc batch, guint wanted, GError **error)
{
  g_ptr_array_set_size (search->locked, 0);
  for (guint k = 0; k < search->modes->len; k++)
    g_ptr_array_add (search->locked, g_ptr_array_index (search->modes, k));
  return batch (search, wanted, error);
}

/* A Krylov space holds no more vectors of a degenerate set than its start block has columns. Glasses have no such
 * sets, but particles without bonds do: search on until nothing new belongs among the lowest. */
static gboolean
find_overlooked (VtSearch *search, VtBatchFunc batch, GError **error)
{
  double before = INFINITY, highest = vt_mode_at (search->modes, search->n_wanted - 1)->eigenvalue;

  while (highest < before && search->modes->len + 3 * SECOND_LOOK + 3 < (guint) search->n)
    {
      before = highest;
      if (!run_batch (search, batch, SECOND_LOOK, error))
        return FALSE;
      highest = vt_mode_at (search->modes, search->n_wanted - 1)->eigenvalue;
    }
  return TRUE;
}

/* The first of several batches for @left modes, all of them about equal. */
static guint
share_of (guint left)
{
  guint n_batches = MAX ((left + LARGEST_BATCH - 1) / LARGEST_BATCH, 1);

  return (left + n_batches - 1) / n_batches;
}

static guint
share (const VtSearch *search)
{
  return share_of (search->n_wanted - search->modes->len);
}

/* Everything wanted, by the inverse. */
static gboolean
search_by_inverse (VtSearch *search, VtBatchFunc batch, GError **error)
{
  double small_shift = 2.0 * VT_FACTOR_RELATIVE_SHIFT * search->hessian->mean_diagonal;

  while (search->modes->len < search->n_wanted)
    if (!run_batch (search, batch, share (search), error))
      return FALSE;
  return vt_factor_shift (search->factor) <= small_shift || find_overlooked (search, batch, error);
}

static gboolean
no_end (GError **error)
{
  g_set_error (error, VT_VIBRATIONS_ERROR, VT_VIBRATIONS_ERROR_NO_CONVERGENCE,
               _("The lowest modes did not converge."));
  return FALSE;
}

/* Batches with the filter of this @cut, until everything wanted is there or the cut lies too low for the rest. */
static gboolean
search_below (VtSearch *search, double cut, double highest, VtTeam *team, GError **error)
{
  guint degree = 2 * (guint) ceil (0.5 * GAIN * sqrt (highest / cut)), left;
  g_autoptr (VtFilter) filter = vt_filter_new (search->hessian, cut, highest, degree, team);

  search->filter = filter;
  do
    {
      left = search->modes->len + share (search);
      if (!run_batch (search, vt_search_batch_lanczos, share (search), error))
        return FALSE;
    }
  while (search->modes->len >= left && search->modes->len < search->n_wanted);
  return TRUE;
}

/* NAN where the estimate fails. */
static double
find_cut (const VtSearch *search, VtTeam *team, GError **error)
{
  const gboolean few = search->n_wanted < FEW;
  const guint below = few ? MIN (LEAST_BELOW_CUT, (search->n_wanted + (guint) search->n) / 2) : search->n_wanted;

  return (few ? 1.0 : CUT) * vt_filter_estimate (search->hessian, below, team, search->cancellable, error);
}

/* Everything wanted, by the filter. */
static gboolean
search_by_filter (VtSearch *search, VtTeam *team, GError **error)
{
  double highest = vt_spectral_bound (search->hessian, BOUND_STEPS);
  double cut = find_cut (search, team, error);

  if (isnan (cut))
    return FALSE;
  for (; search->modes->len < search->n_wanted; cut *= RAISE)
    if (!(cut > 0.0 && cut < highest))
      return no_end (error);
    else if (!search_below (search, cut, highest, team, error))
      return FALSE;
  return TRUE;
}

static VtSearch
search_new (const VtHessian *hessian, guint n_modes, VtModesFunc found, gpointer data, GCancellable *cancellable)
{
  return (VtSearch) { .hessian = hessian, .n = 3 * (int) hessian->n, .n_wanted = n_modes,
                      .modes = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_mode_unref),
                      .locked = g_ptr_array_new (), .random = vt_random_new (0, VT_STREAM_ARNOLDI),
                      .found = found, .data = data, .cancellable = cancellable };
}

/* The modes where it went @well, else NULL. */
static GPtrArray *
search_end (VtSearch *search, gboolean well)
{
  if (well)
    {
      g_ptr_array_set_size (search->modes, (int) search->n_wanted);
      vt_search_show (search);
    }
  else
    g_clear_pointer (&search->modes, g_ptr_array_unref);
  g_ptr_array_unref (search->locked);
  g_rand_free (search->random);
  return search->modes;
}

gboolean
vt_lowest_modes_are_dense (guint n_particles, guint n_modes)
{
  return 3 * n_particles <= DENSE_UNKNOWNS || n_modes > 3 * n_particles / 8;
}

guint64
vt_lowest_modes_memory (guint n_particles, guint64 n_blocks, guint n_modes)
{
  guint64 vectors = sizeof (double) * 3 * (guint64) n_particles * n_modes;
  guint batch = share_of (n_modes);

  if (vt_lowest_modes_are_dense (n_particles, n_modes))
    return vt_dense_memory (n_particles, n_modes) + vectors;
  return vt_chebyshev_memory (n_particles, n_blocks) + vectors
         + vt_search_lanczos_memory (3 * (int) n_particles, filtered.block, batch);
}

GPtrArray *
vt_lowest_modes (const VtHessian *hessian, VtFactor *factor, guint n_modes, VtModesFunc found, gpointer data,
                 GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (n_modes >= 1 && n_modes + 3 <= 3 * hessian->n, NULL);
  if (vt_lowest_modes_are_dense (hessian->n, n_modes))
    {
      GPtrArray *modes = vt_dense_modes (hessian, n_modes, NULL, NULL, cancellable, error);

      if (modes != NULL && found != NULL)
        found (modes, data);
      return modes;
    }
  g_return_val_if_fail (factor != NULL, NULL);

  VtSearch search = search_new (hessian, n_modes, found, data, cancellable);
  search.operator = &inverse;
  search.factor = factor;
  return search_end (&search, search_by_inverse (&search, vt_search_batch_lanczos, error));
}

GPtrArray *
vt_lowest_modes_by_arpack (const VtHessian *hessian, VtFactor *factor, guint n_modes, GCancellable *cancellable,
                           GError **error)
{
  g_return_val_if_fail (n_modes >= 1 && n_modes + 30 <= 3 * hessian->n, NULL);

  VtSearch search = search_new (hessian, n_modes, NULL, NULL, cancellable);
  search.operator = &inverse;
  search.factor = factor;
  return search_end (&search, search_by_inverse (&search, vt_search_batch_arpack, error));
}

GPtrArray *
vt_lowest_modes_by_filter (const VtHessian *hessian, guint n_modes, VtTeam *team, VtModesFunc found, gpointer data,
                           GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (n_modes >= 1 && n_modes + 60 <= 3 * hessian->n, NULL);

  VtSearch search = search_new (hessian, n_modes, found, data, cancellable);
  search.operator = &filtered;
  return search_end (&search, search_by_filter (&search, team, error));
}

double
vt_debye_eigenvalue (double volume, double shear_speed, double longitudinal_speed, guint n_modes)
{
  double waves = 2.0 / pow (shear_speed, 3) + 1.0 / pow (longitudinal_speed, 3);
  double omega = cbrt (6.0 * G_PI * G_PI * n_modes / (volume * waves));

  return omega * omega;
}

gboolean
vt_lowest_modes_want_filter (const VtHessian *hessian, guint n_modes, double eigenvalue)
{
  double degree;

  if (isnan (eigenvalue))
    return TRUE;
  degree = sqrt (vt_spectral_bound (hessian, BOUND_STEPS) / eigenvalue);
  return WON * pow (hessian->n, WON_PARTICLES) * pow (n_modes, WON_MODES) > pow (degree, LOST_DEGREE);
}

GPtrArray *
vt_lowest_modes_quickest (const VtHessian *hessian, VtFactor **factor, double eigenvalue, guint n_modes, VtTeam *team,
                          VtModesFunc found, gpointer data, GCancellable *cancellable, GError **error)
{
  gboolean dense = vt_lowest_modes_are_dense (hessian->n, n_modes);

  if (*factor == NULL && !dense && !vt_lowest_modes_want_filter (hessian, n_modes, eigenvalue))
    *factor = vt_factor_new_stable (hessian, NULL); /* where there is none to be had, the filter needs none */
  if (*factor == NULL && !dense)
    return vt_lowest_modes_by_filter (hessian, n_modes, team, found, data, cancellable, error);
  return vt_lowest_modes (hessian, *factor, n_modes, found, data, cancellable, error);
}
