/* SPDX-License-Identifier: GPL-3.0-or-later */
/* LAPACK's drivers cannot be stopped. This is what dsyevr does, taken apart at the places where a user may wish to
 * stop or see how far it is:
 *
 * 1. The dense matrix, in a basis whose last three vectors are the translations; those rows are dropped.
 * 2. Reduction to tridiagonal form, panel by panel (dlatrd, dsyr2k): nearly all of the time.
 * 3. Eigenvalues of the tridiagonal matrix by dsterf, or the lowest eigenvectors by dstemr.
 * 4. Eigenvectors back to the first basis, some columns at a time (dormtr), then the translations' basis undone.
 */
#include "vibrations/dense.h"

#include <cblas.h>
#include <glib/gi18n.h>
#include <lapacke.h>
#include <math.h>
#include <string.h>
#include "response/blas.h"
#include "response/memory.h"

#define WIDEST_PANEL 32
#define NARROWEST_PANEL 4
/* Operations between two looks at a cancellation, half of them products of a matrix that does not fit into any cache with
 * one vector: some 0.3 s. Fewer cost time: panels of 6 columns instead of 32 half as much again. */
#define PATIENCE 3e9
/* Unknowns from which on several BLAS threads pay. */
#define LARGE_ORDER 3000
/* Columns turned back at once, at most and at least; these are products of matrices, several times as fast. */
#define MOST_COLUMNS 64
#define FEWEST_COLUMNS 8
/* Rows of the matrix passed over between two looks. */
#define ROWS 256

/* LAPACK's panel reduction has no C interface: nb columns of the lower triangle, and the W of A - V W' - W V'. */
void dlatrd_ (const char *uplo, const lapack_int *n, const lapack_int *nb, double *a, const lapack_int *lda,
              double *e, double *tau, double *w, const lapack_int *ldw, size_t uplo_length);

typedef struct
{
  const VtHessian *hessian;
  lapack_int full;   /* 3n */
  lapack_int order;  /* 3n - 3 */
  double *a;         /* full x full; the leading order x order part is worked on */
  double *turn;      /* n: w of the reflection 1 - 2 w w' that takes (1, 1, ... 1)/sqrt (n) to the last particle */
  double *d, *e, *tau;
  VtProgressFunc progress;
  gpointer data;
  GCancellable *cancellable;
} Dense;

static void
dense_clear (Dense *dense)
{
  g_free (dense->a);
  g_free (dense->turn);
  g_free (dense->d);
  g_free (dense->e);
  g_free (dense->tau);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Dense, dense_clear)

guint64
vt_dense_memory (guint n_particles, guint n_modes)
{
  guint64 n = 3 * (guint64) n_particles;

  return sizeof (double) * n * (n + 2 * (guint64) n_modes + WIDEST_PANEL + 8);
}

/* As many columns as @budget operations allow, at 4 @unknowns^2 a column. */
static guint
columns_for (double budget, guint unknowns, guint fewest, guint most)
{
  return (guint) CLAMP (budget / (4.0 * unknowns * unknowns), fewest, most);
}

guint
vt_dense_panel (guint unknowns)
{
  return columns_for (PATIENCE, unknowns, NARROWEST_PANEL, WIDEST_PANEL);
}

static guint
columns_at_once (guint unknowns)
{
  return columns_for (3.0 * PATIENCE, unknowns, FEWEST_COLUMNS, MOST_COLUMNS);
}

static gboolean
report (const Dense *dense, double fraction, GError **error)
{
  if (dense->progress != NULL)
    dense->progress (fraction, dense->data);
  return !g_cancellable_set_error_if_cancelled (dense->cancellable, error);
}

static gboolean
dense_init (Dense *dense, guint n_modes, GError **error)
{
  gsize n = dense->hessian->n;
  guint64 needed = vt_dense_memory (n, n_modes), available = vt_memory_available ();

  dense->full = 3 * (lapack_int) n;
  dense->order = dense->full - 3;
  if (needed <= available)
    dense->a = g_try_malloc_n (9 * n * n, sizeof (double));
  if (dense->a == NULL)
    {
      g_autofree char *need = g_format_size (needed), *have = g_format_size (available);

      g_set_error (error, VT_VIBRATIONS_ERROR, VT_VIBRATIONS_ERROR_MEMORY,
                   _("The whole spectrum of %u particles needs %s of memory, and %s are free. Ask for fewer "
                     "particles or for the lowest modes only."),
                   (guint) n, need, have);
      return FALSE;
    }
  dense->turn = g_new (double, n);
  dense->d = g_new (double, dense->full);
  dense->e = g_new0 (double, dense->full);
  dense->tau = g_new0 (double, dense->full);
  return TRUE;
}

/* x <- Q x with Q = 1 - 2 w w' on particles; Q is its own inverse. @stride between the numbers of x. */
static void
reflect (const Dense *dense, double *x, gsize stride)
{
  gsize n = dense->hessian->n;
  double sum[3] = { 0.0, 0.0, 0.0 };

  for (gsize i = 0; i < n; i++)
    for (guint a = 0; a < 3; a++)
      sum[a] += dense->turn[i] * x[(3 * i + a) * stride];
  for (gsize i = 0; i < n; i++)
    for (guint a = 0; a < 3; a++)
      x[(3 * i + a) * stride] -= 2.0 * dense->turn[i] * sum[a];
}

/* Whether to stop at row @r. */
static gboolean
stopped_at (const Dense *dense, gsize r, GError **error)
{
  return r % ROWS == 0 && g_cancellable_set_error_if_cancelled (dense->cancellable, error);
}

/* All columns at once along rows, which is how the matrix lies in memory: A <- Q A. */
static gboolean
reflect_rows (const Dense *dense, GError **error)
{
  gsize n = dense->hessian->n, full = (gsize) dense->full;
  g_autofree double *sum = g_new0 (double, 3 * full);

  for (gsize r = 0; r < 3 * n; r++)
    if (stopped_at (dense, r, error))
      return FALSE;
    else
      cblas_daxpy (dense->full, dense->turn[r / 3], dense->a + r * full, 1, sum + (r % 3) * full, 1);
  for (gsize r = 0; r < 3 * n; r++)
    if (stopped_at (dense, r, error))
      return FALSE;
    else
      cblas_daxpy (dense->full, -2.0 * dense->turn[r / 3], sum + (r % 3) * full, 1, dense->a + r * full, 1);
  return TRUE;
}

/* Step 1. The translations are zero modes if, and only if, their rows are empty in the turned basis. */
static gboolean
build (Dense *dense, GError **error)
{
  gsize n = dense->hessian->n, full = (gsize) dense->full;
  double norm, scale = dense->hessian->mean_diagonal, rest = 0.0;

  for (gsize i = 0; i < n; i++)
    dense->turn[i] = 1.0 / sqrt (n);
  dense->turn[n - 1] -= 1.0;
  norm = cblas_dnrm2 ((int) n, dense->turn, 1);
  if (norm > 0.0)
    cblas_dscal ((int) n, 1.0 / norm, dense->turn, 1);

  vt_hessian_to_dense (dense->hessian, dense->a);
  for (gsize r = 0; r < full; r++)
    if (stopped_at (dense, r, error))
      return FALSE;
    else
      reflect (dense, dense->a + r * full, 1);
  if (!reflect_rows (dense, error))
    return FALSE;
  for (gsize r = full - 3; r < full; r++)
    rest = fmax (rest, cblas_dnrm2 (dense->full, dense->a + r * full, 1));
  if (rest > 1e-9 * scale)
    g_error ("the Hessian is not invariant under translations: %g of %g", rest, scale);
  return TRUE;
}

/* Step 2, after LAPACK's dsytrd for the lower triangle. */
static gboolean
reduce (Dense *dense, double share, GError **error)
{
  lapack_int n = dense->order, lda = dense->full, nb, i = 0;
  g_autofree double *w = g_new (double, (gsize) MAX (n, 1) * WIDEST_PANEL);

  for (; n - i > 2 * WIDEST_PANEL; i += nb)
    {
      lapack_int m = n - i;
      double *a = dense->a + i + (gsize) i * lda, left = (double) m / n;

      if (!report (dense, share * (1.0 - left * left * left), error))
        return FALSE;
      nb = (lapack_int) vt_dense_panel ((guint) m);
      dlatrd_ ("L", &m, &nb, a, &lda, dense->e + i, dense->tau + i, w, &m, 1);
      cblas_dsyr2k (CblasColMajor, CblasLower, CblasNoTrans, m - nb, nb, -1.0, a + nb, lda, w + nb, m, 1.0,
                    a + nb + (gsize) nb * lda, lda);
      for (lapack_int j = 0; j < nb; j++)
        {
          a[j + 1 + (gsize) j * lda] = dense->e[i + j];
          dense->d[i + j] = a[j + (gsize) j * lda];
        }
    }
  if (n > i)
    LAPACKE_dsytrd (LAPACK_COL_MAJOR, 'L', n - i, dense->a + i + (gsize) i * lda, lda, dense->d + i, dense->e + i,
                    dense->tau + i);
  return report (dense, share, error);
}

static gboolean
tridiagonalise (Dense *dense, double share, GError **error)
{
  gboolean good;

  if (dense->order < LARGE_ORDER)
    return reduce (dense, share, error);
  vt_blas_begin_large ();
  good = reduce (dense, share, error);
  vt_blas_end_large ();
  return good;
}

static gboolean
no_convergence (GError **error)
{
  g_set_error (error, VT_VIBRATIONS_ERROR, VT_VIBRATIONS_ERROR_NO_CONVERGENCE,
               _("The eigenvalues of the Hessian did not converge."));
  return FALSE;
}

double *
vt_dense_spectrum (const VtHessian *hessian, VtProgressFunc progress, gpointer data, GCancellable *cancellable,
                   GError **error)
{
  g_auto (Dense) dense = { .hessian = hessian, .progress = progress, .data = data, .cancellable = cancellable };

  if (!dense_init (&dense, 0, error) || !build (&dense, error) || !tridiagonalise (&dense, 0.95, error))
    return NULL;
  if (dense.order > 0 && LAPACKE_dsterf (dense.order, dense.d, dense.e) != 0)
    {
      no_convergence (error);
      return NULL;
    }
  if (!report (&dense, 1.0, error))
    return NULL;
  return g_steal_pointer (&dense.d);
}

/* Bisection and inverse iteration: slower than dstemr, and never at a loss. Block by block, so not in order. */
static gboolean
tridiagonal_modes_by_bisection (const Dense *dense, lapack_int n_modes, double *z)
{
  lapack_int n = dense->order, found = 0, n_blocks = 0;
  g_autofree double *values = g_new (double, n);
  g_autofree lapack_int *block = g_new (lapack_int, n), *split = g_new (lapack_int, n), *failed = g_new (lapack_int, n);

  return LAPACKE_dstebz ('I', 'B', n, 0.0, 0.0, 1, n_modes, 0.0, dense->d, dense->e, &found, &n_blocks, values, block,
                         split) == 0
         && found == n_modes
         && LAPACKE_dstein (LAPACK_COL_MAJOR, n, dense->d, dense->e, found, values, block, split, z, n, failed) == 0;
}

/* Step 3: the lowest @n_modes eigenvectors of the tridiagonal matrix, columns of @z (order x n_modes). */
static gboolean
tridiagonal_modes (const Dense *dense, lapack_int n_modes, double *z, GError **error)
{
  lapack_int n = dense->order, found = 0;
  g_autofree double *values = g_new (double, n), *d = g_memdup2 (dense->d, n * sizeof (double));
  g_autofree double *e = g_memdup2 (dense->e, n * sizeof (double)); /* dstemr destroys both */
  g_autofree lapack_int *support = g_new (lapack_int, 2 * n_modes);
  lapack_logical relative = 1;
  lapack_int info = LAPACKE_dstemr (LAPACK_COL_MAJOR, 'V', 'I', n, d, e, 0.0, 0.0, 1, n_modes, &found, values, z, n,
                                    n_modes, support, &relative);

  if (info == 0 && found == n_modes)
    return TRUE;
  /* It gives up on some matrices graded over many orders, as those of wild configurations are. */
  return tridiagonal_modes_by_bisection (dense, n_modes, z) || no_convergence (error);
}

/* Step 4 for one column: from the turned basis, where the last three numbers are zero, back to particles. */
static VtMode *
mode_from_column (const Dense *dense, const double *column)
{
  double *vector = g_new0 (double, dense->full);

  memcpy (vector, column, dense->order * sizeof (double));
  reflect (dense, vector, 1);
  cblas_dscal (dense->full, 1.0 / cblas_dnrm2 (dense->full, vector, 1), vector, 1);
  return vt_mode_new_take (dense->hessian, vector);
}

GPtrArray *
vt_dense_modes (const VtHessian *hessian, guint n_modes, VtProgressFunc progress, gpointer data,
                GCancellable *cancellable, GError **error)
{
  g_auto (Dense) dense = { .hessian = hessian, .progress = progress, .data = data, .cancellable = cancellable };
  g_autoptr (GPtrArray) modes = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_mode_unref);
  g_autofree double *z = NULL;
  lapack_int columns = (lapack_int) columns_at_once (3 * hessian->n);
  double share;

  g_return_val_if_fail (n_modes >= 1 && n_modes + 3 <= 3 * hessian->n, NULL);
  if (!dense_init (&dense, n_modes, error) || !build (&dense, error))
    return NULL;
  /* Reduction takes 4/3 n^3 operations, at half the speed; turning back 2 n^2 for each vector. */
  share = 1.0 / (1.1 + 0.75 * n_modes / dense.order);
  if (!tridiagonalise (&dense, share, error))
    return NULL;
  z = g_new (double, (gsize) dense.order * n_modes);
  if (!tridiagonal_modes (&dense, (lapack_int) n_modes, z, error))
    return NULL;
  for (lapack_int first = 0; first < (lapack_int) n_modes; first += columns)
    {
      lapack_int m = MIN (columns, (lapack_int) n_modes - first);
      double *block = z + (gsize) first * dense.order;

      if (!report (&dense, share + (1.0 - share) * first / n_modes, error))
        return NULL;
      LAPACKE_dormtr (LAPACK_COL_MAJOR, 'L', 'L', 'N', dense.order, m, dense.a, dense.full, dense.tau, block,
                      dense.order);
      for (lapack_int k = 0; k < m; k++)
        g_ptr_array_add (modes, mode_from_column (&dense, block + (gsize) k * dense.order));
    }
  vt_modes_sort (modes);
  return report (&dense, 1.0, error) ? g_steal_pointer (&modes) : NULL;
}
