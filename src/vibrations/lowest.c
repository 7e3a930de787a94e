/* Lowest modes by shift and invert.
 *
 * A batch:
 * 1. ARPACK finds the largest eigenvalues of D P (H + shift)^-1 P D, where P takes the translations out and D the
 *    modes found in earlier batches. Its start vector is ours, so the same glass always gives the same numbers.
 * 2. One inverse iteration on the whole batch at once, and Rayleigh-Ritz with H itself: what is small in the inverse
 *    (a residual of 1e-9) is not yet small in H. Repeated while residuals are too large and still fall.
 * 3. The modes are put in order and shown to the caller.
 *
 * Input: H, a factor, how many. Output: modes, ascending. Batches exist so that the first modes can be looked at while the
 * others are still being worked on, and so that no basis grows beyond what memory likes.
 */
#include "vibrations/lowest.h"

#include <arpack.h>
#include <cblas.h>
#include <glib/gi18n.h>
#include <lapacke.h>
#include <math.h>
#include <string.h>
#include "sample/random.h"
#include "vibrations/dense.h"

/* Modes of the first batch, when somebody is watching, and of any other. */
#define FIRST_BATCH 10
#define LARGEST_BATCH 120
/* Modes sought beyond the last one wanted, so that the last is not mistaken for its upper neighbour. */
#define GUARD 2
#define RITZ_TOLERANCE 1e-9
#define RESIDUAL_GOAL 1e-9
#define MOST_POLISHES 4
/* Below this many unknowns the dense matrix is quicker whatever is asked of it. */
#define DENSE_UNKNOWNS 600

typedef struct
{
  const VtHessian *hessian;
  VtFactor *factor;
  int n;            /* unknowns, 3 particles */
  GPtrArray *modes; /* VtMode, ascending */
  GRand *random;    /* start vectors */
  GCancellable *cancellable;
} Search;

/* ARPACK keeps its state in static variables from one reverse communication to the next. */
static GMutex arpack_mutex;

static gboolean
lock_arpack (GCancellable *cancellable, GError **error)
{
  while (!g_mutex_trylock (&arpack_mutex))
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      g_usleep (2000);
    }
  return TRUE;
}

/* Takes the modes found so far out of @n_vectors columns. */
static void
deflate (const Search *search, double *x, guint n_vectors)
{
  for (guint v = 0; v < n_vectors; v++)
    for (guint k = 0; k < search->modes->len; k++)
      {
        const VtMode *mode = vt_mode_at (search->modes, k);
        double *column = x + (gsize) v * search->n;

        cblas_daxpy (search->n, -cblas_ddot (search->n, mode->vector, 1, column, 1), mode->vector, 1, column, 1);
      }
}

static void
start_vector (const Search *search, double *x)
{
  for (int k = 0; k < search->n; k++)
    x[k] = vt_random_normal (search->random);
  vt_project_translations (search->hessian->n, x, 1);
  deflate (search, x, 1);
}

static gboolean
no_convergence (int info, GError **error)
{
  g_set_error (error, VT_VIBRATIONS_ERROR, VT_VIBRATIONS_ERROR_NO_CONVERGENCE,
               _("The lowest modes did not converge (ARPACK status %d)."), info);
  return FALSE;
}

/* Step 1, with ARPACK locked: @wanted Ritz vectors into the first columns of @basis (n x n_basis). */
static gboolean
iterate (Search *search, int wanted, int n_basis, double *basis, GError **error)
{
  int n = search->n, ido = 0, info = 1, l_work = n_basis * (n_basis + 8), pointers[11] = { 0 };
  int parameters[11] = { 1, 0, 1000, 1, 0, 0, 1 }; /* exact shifts, at most 1000 restarts, standard problem */
  g_autofree double *residual = g_new (double, n), *work_n = g_new0 (double, 3 * (gsize) n);
  g_autofree double *work = g_new0 (double, l_work), *values = g_new0 (double, n_basis);
  g_autofree int *selected = g_new0 (int, n_basis);

  start_vector (search, residual);
  for (;;)
    {
      dsaupd_c (&ido, "I", n, "LA", wanted, RITZ_TOLERANCE, residual, n_basis, basis, n, parameters, pointers,
                work_n, work, l_work, &info);
      if (ido != -1 && ido != 1)
        break;
      if (g_cancellable_set_error_if_cancelled (search->cancellable, error))
        return FALSE;
      vt_factor_apply (search->factor, work_n + pointers[0] - 1, work_n + pointers[1] - 1, 1);
      deflate (search, work_n + pointers[1] - 1, 1);
    }
  if (info != 0)
    return no_convergence (info, error);
  dseupd_c (TRUE, "A", selected, values, basis, n, 0.0, "I", n, "LA", wanted, RITZ_TOLERANCE, residual, n_basis,
            basis, n, parameters, pointers, work_n, work, l_work, &info);
  return info == 0 || no_convergence (info, error);
}

/* Rayleigh-Ritz with H in the space of @m columns of @x (overwritten by the Ritz vectors, ascending). @hx is
 * workspace of the same size. The largest residual |H x - lambda x| / |lambda| of the first @wanted comes back. */
static gboolean
rayleigh_ritz (const Search *search, int m, int wanted, double *x, double *hx, double *worst, GError **error)
{
  int n = search->n;
  g_autofree double *stiffness = g_new (double, m * m), *overlap = g_new (double, m * m);
  g_autofree double *values = g_new (double, m), *copy = g_memdup2 (x, sizeof (double) * n * m);

  vt_hessian_multiply_many (search->hessian, x, hx, m);
  cblas_dgemm (CblasColMajor, CblasTrans, CblasNoTrans, m, m, n, 1.0, x, n, hx, n, 0.0, stiffness, m);
  cblas_dgemm (CblasColMajor, CblasTrans, CblasNoTrans, m, m, n, 1.0, x, n, x, n, 0.0, overlap, m);
  if (LAPACKE_dsygvd (LAPACK_COL_MAJOR, 1, 'V', 'L', m, stiffness, m, overlap, m, values) != 0)
    return no_convergence (-1, error);
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

/* Step 2. Every column to unit length first, or the inverse would make the overlap matrix singular. */
static gboolean
polish (Search *search, int m, int wanted, double *x, GError **error)
{
  int n = search->n;
  g_autofree double *hx = g_new (double, (gsize) n * m);
  double worst = INFINITY, before;
  guint round = 0;

  do
    {
      if (g_cancellable_set_error_if_cancelled (search->cancellable, error))
        return FALSE;
      vt_factor_apply (search->factor, x, x, m);
      deflate (search, x, m);
      for (int k = 0; k < m; k++)
        cblas_dscal (n, 1.0 / cblas_dnrm2 (n, x + (gsize) k * n, 1), x + (gsize) k * n, 1);
      before = worst;
      if (!rayleigh_ritz (search, m, wanted, x, hx, &worst, error))
        return FALSE;
    }
  while (worst > RESIDUAL_GOAL && worst < 0.5 * before && ++round < MOST_POLISHES);
  return TRUE;
}

/* Adds the @wanted lowest modes of what is left. */
static gboolean
run_batch (Search *search, int wanted, GError **error)
{
  int n = search->n, left = n - 3 - (int) search->modes->len, sought = MIN (wanted + GUARD, left);
  int n_basis = MIN (MAX (2 * sought, sought + 20), left);
  g_autofree double *basis = g_new (double, (gsize) n * n_basis);
  gboolean good;

  if (!lock_arpack (search->cancellable, error))
    return FALSE;
  good = iterate (search, sought, n_basis, basis, error);
  g_mutex_unlock (&arpack_mutex);
  if (!good || !polish (search, sought, wanted, basis, error))
    return FALSE;
  for (int k = 0; k < wanted; k++)
    g_ptr_array_add (search->modes,
                     vt_mode_new_take (search->hessian, g_memdup2 (basis + (gsize) k * n, sizeof (double) * n)));
  vt_modes_sort (search->modes);
  return TRUE;
}

/* A single vector's Krylov space holds one vector of a degenerate set. Glasses have none, but particles without
 * bonds do: search on until nothing new belongs among the lowest @n_modes. */
static gboolean
find_overlooked (Search *search, guint n_modes, GError **error)
{
  double before = INFINITY, highest = vt_mode_at (search->modes, n_modes - 1)->eigenvalue;

  while (highest < before && search->modes->len + 2 * FIRST_BATCH + 3 < (guint) search->n)
    {
      before = highest;
      if (!run_batch (search, FIRST_BATCH, error))
        return FALSE;
      highest = vt_mode_at (search->modes, n_modes - 1)->eigenvalue;
    }
  return TRUE;
}

gboolean
vt_lowest_modes_are_dense (guint n_particles, guint n_modes)
{
  return 3 * n_particles <= DENSE_UNKNOWNS || n_modes > 3 * n_particles / 8;
}

static GPtrArray *
dense_modes (const VtHessian *hessian, guint n_modes, VtModesFunc found, gpointer data, GCancellable *cancellable,
             GError **error)
{
  GPtrArray *modes = vt_dense_modes (hessian, n_modes, NULL, NULL, cancellable, error);

  if (modes != NULL && found != NULL)
    found (modes, data);
  return modes;
}

static gboolean
search_all (Search *search, guint n_modes, VtModesFunc found, gpointer data, GError **error)
{
  gboolean stable = vt_factor_shift (search->factor) <= 2.0 * VT_FACTOR_RELATIVE_SHIFT * search->hessian->mean_diagonal;

  while (search->modes->len < n_modes)
    {
      guint batch = search->modes->len == 0 && found != NULL ? FIRST_BATCH : LARGEST_BATCH;

      if (!run_batch (search, (int) MIN (batch, n_modes - search->modes->len), error))
        return FALSE;
      if (search->modes->len >= n_modes && !stable && !find_overlooked (search, n_modes, error))
        return FALSE;
      if (search->modes->len > n_modes)
        g_ptr_array_set_size (search->modes, (int) n_modes);
      if (found != NULL)
        found (search->modes, data);
    }
  return TRUE;
}

GPtrArray *
vt_lowest_modes (const VtHessian *hessian, VtFactor *factor, guint n_modes, VtModesFunc found, gpointer data,
                 GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (n_modes >= 1 && n_modes + 3 <= 3 * hessian->n, NULL);
  if (vt_lowest_modes_are_dense (hessian->n, n_modes))
    return dense_modes (hessian, n_modes, found, data, cancellable, error);

  g_return_val_if_fail (factor != NULL, NULL);
  g_autoptr (GPtrArray) modes = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_mode_unref);
  Search search = { .hessian = hessian, .factor = factor, .n = 3 * (int) hessian->n, .modes = modes,
                    .random = vt_random_new (0, VT_STREAM_ARNOLDI), .cancellable = cancellable };
  gboolean good = search_all (&search, n_modes, found, data, error);

  g_rand_free (search.random);
  return good ? g_steal_pointer (&modes) : NULL;
}
