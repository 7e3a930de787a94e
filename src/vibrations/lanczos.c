/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One batch of modes by block Lanczos with full reorthogonalisation and thick restarts.
 *
 * Several vectors together go through the factor, or through products with H, for a quarter of the price of as many one
 * by one, which pays for the larger Krylov space that a block needs; and a block finds degenerate modes.
 *
 * A is D P f(H) P D, f(H) being (H + shift)^-1 or a polynomial (VtOperator), V the basis (orthonormal columns), T = V'AV.
 * 1. V: a random block.
 * 2. W = A (last block of V). Orthogonalise W against V, twice; the coefficients are T's new columns.
 *    W = Q R; Q is V's next block.
 * 3. Now and then: eigenpairs (theta, s) of T. V s is an eigenvector to within |R s_last|, s_last the last rows of s.
 *    New modes that have converged, counted from the largest theta without a gap, are polished and shown.
 * 4. Where V is full: it is replaced by the best Ritz vectors and Q.
 * Ends when all that are wanted, and a few beyond, have converged: thus the last one is not its upper neighbour.
 */
#include <cblas.h>
#include <glib/gi18n.h>
#include <lapacke.h>
#include <math.h>
#include <string.h>
#include "vibrations/search-private.h"

#define LARGEST_BLOCK 16
#define GUARD 2
/* Two eigenvalues nearer than this (relative) are the same mode seen twice. */
#define SAME 1e-6
/* Modes worth the trouble of showing before all are done. */
#define WORTH_SHOWING 10
#define MOST_RESTARTS 500

typedef struct
{
  VtSearch *search;
  int n;          /* unknowns */
  int block;      /* columns of a step */
  int wanted;
  int capacity;   /* columns of V, the block in waiting not counted */
  int filled;     /* columns with their part of T */
  double *v;      /* n x (capacity + block) */
  double *t;      /* capacity x capacity, column-major, leading dimension capacity */
  double r[LARGEST_BLOCK * LARGEST_BLOCK]; /* block x block, of the block in waiting */
  double *s;      /* capacity x capacity: eigenvectors of T, ascending theta */
  double *theta;  /* capacity */
} Lanczos;

static void
lanczos_clear (Lanczos *self)
{
  g_free (self->v);
  g_free (self->t);
  g_free (self->s);
  g_free (self->theta);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Lanczos, lanczos_clear)

static gboolean
no_convergence (GError **error)
{
  g_set_error (error, VT_VIBRATIONS_ERROR, VT_VIBRATIONS_ERROR_NO_CONVERGENCE,
               _("The lowest modes did not converge."));
  return FALSE;
}

/* W -= V V'W with the first @columns of V; V'W is added to @coefficients (columns x block) unless that is NULL. */
static void
orthogonalise (const Lanczos *self, int columns, double *w, double *coefficients)
{
  g_autofree double *c = g_new (double, columns * self->block);

  cblas_dgemm (CblasColMajor, CblasTrans, CblasNoTrans, columns, self->block, self->n, 1.0, self->v, self->n, w, self->n, 0.0,
               c, columns);
  cblas_dgemm (CblasColMajor, CblasNoTrans, CblasNoTrans, self->n, self->block, columns, -1.0, self->v, self->n, c, columns,
               1.0, w, self->n);
  if (coefficients != NULL)
    cblas_daxpy (columns * self->block, 1.0, c, 1, coefficients, 1);
}

/* W = Q R in place. Columns that were (nearly) dependent come out as noise, so they are made orthogonal once more. */
static void
orthonormalise (Lanczos *self, int columns, double *w)
{
  double tau[LARGEST_BLOCK], r[LARGEST_BLOCK * LARGEST_BLOCK] = { 0 };

  for (guint pass = 0; pass < 2; pass++)
    {
      LAPACKE_dgeqrf (LAPACK_COL_MAJOR, self->n, self->block, w, self->n, tau);
      for (int c = 0; c < self->block; c++)
        for (int row = 0; row < self->block; row++)
          r[c * self->block + row] = row <= c ? w[(gsize) c * self->n + row] : 0.0;
      LAPACKE_dorgqr (LAPACK_COL_MAJOR, self->n, self->block, self->block, w, self->n, tau);
      if (pass == 0)
        {
          memcpy (self->r, r, sizeof r);
          if (columns > 0)
            orthogonalise (self, columns, w, NULL);
        }
    }
}

/* Step 2. */
static gboolean
extend (Lanczos *self, GError **error)
{
  double *last = self->v + (gsize) self->filled * self->n, *w = last + (gsize) self->block * self->n;
  int columns = self->filled + self->block;
  g_autofree double *c = g_new0 (double, columns * self->block);

  if (!vt_search_apply (self->search, last, w, self->block, error))
    return FALSE;
  orthogonalise (self, columns, w, c);
  orthogonalise (self, columns, w, c);
  for (int k = 0; k < self->block; k++)
    for (int row = 0; row < columns; row++)
      {
        int column = self->filled + k;

        self->t[(gsize) column * self->capacity + row] = c[k * columns + row];
        self->t[(gsize) row * self->capacity + column] = c[k * columns + row];
      }
  self->filled = columns;
  orthonormalise (self, columns, w);
  return TRUE;
}

/* Eigenpairs of T; column m - 1 - k of s belongs to the k-th largest theta. */
static gboolean
solve_small (Lanczos *self, GError **error)
{
  int m = self->filled;

  for (int c = 0; c < m; c++)
    memcpy (self->s + (gsize) c * m, self->t + (gsize) c * self->capacity, m * sizeof (double));
  return LAPACKE_dsyevd (LAPACK_COL_MAJOR, 'V', 'L', m, self->s, m, self->theta) == 0 || no_convergence (error);
}

/* How many of the largest theta have converged, without a gap. */
static int
count_converged (const Lanczos *self)
{
  const VtOperator *operator = self->search->operator;
  int m = self->filled, k;

  for (k = 0; k < m; k++)
    {
      const double *last = self->s + (gsize) (m - 1 - k) * m + m - self->block;
      double rest[LARGEST_BLOCK];

      cblas_dgemv (CblasColMajor, CblasNoTrans, self->block, self->block, 1.0, self->r, self->block, last, 1, 0.0, rest, 1);
      if (self->theta[m - 1 - k] <= operator->floor
          || !(cblas_dnrm2 (self->block, rest, 1) <= operator->tolerance * self->theta[m - 1 - k]))
        break;
    }
  return k;
}

/* Whether some mode of this batch already has the eigenvalue that belongs to @theta, and has not been matched yet. */
static gboolean
is_known (const Lanczos *self, double theta, guint8 *matched)
{
  const VtSearch *search = self->search;

  for (guint k = 0; k < search->modes->len; k++)
    if (!matched[k] && fabs (theta / search->operator->image (search, vt_mode_at (search->modes, k)->eigenvalue) - 1.0) < SAME
        && !g_ptr_array_find (search->locked, vt_mode_at (search->modes, k), NULL))
      {
        matched[k] = TRUE;
        return TRUE;
      }
  return FALSE;
}

/* Coefficients of the first @n_converged Ritz vectors that are new, side by side in @fresh (filled x ...). */
static int
select_fresh (const Lanczos *self, int n_converged, double *fresh)
{
  g_autofree guint8 *matched = g_new0 (guint8, self->search->modes->len + 1);
  int m = self->filled, n_fresh = 0;

  for (int k = 0; k < n_converged; k++)
    if (!is_known (self, self->theta[m - 1 - k], matched))
      memcpy (fresh + (gsize) n_fresh++ * m, self->s + (gsize) (m - 1 - k) * m, m * sizeof (double));
  return n_fresh;
}

/* Step 3: takes in what is new among the first @n_converged, if that is worth it or @all of it must be had. */
static gboolean
harvest (Lanczos *self, int n_converged, gboolean all, GError **error)
{
  int m = self->filled;
  g_autofree double *fresh = g_new (double, (gsize) m * MAX (n_converged, 1));
  int n_fresh = select_fresh (self, n_converged, fresh);

  if (n_fresh == 0 || (!all && n_fresh < WORTH_SHOWING))
    return TRUE;

  g_autofree double *x = g_new (double, (gsize) self->n * n_fresh);
  cblas_dgemm (CblasColMajor, CblasNoTrans, CblasNoTrans, self->n, n_fresh, m, 1.0, self->v, self->n, fresh, m, 0.0, x,
               self->n);
  if (!vt_search_accept (self->search, x, n_fresh, n_fresh, error))
    return FALSE;
  if (!all)
    vt_search_show (self->search);
  return TRUE;
}

/* Step 4: V = (best @keep Ritz vectors, block in waiting), T = their theta. */
static void
restart (Lanczos *self, int keep)
{
  int m = self->filled;
  const double *best = self->s + (gsize) (m - keep) * m;
  g_autofree double *x = g_new (double, (gsize) self->n * keep);

  cblas_dgemm (CblasColMajor, CblasNoTrans, CblasNoTrans, self->n, keep, m, 1.0, self->v, self->n, best, m, 0.0, x,
               self->n);
  memcpy (self->v, x, sizeof (double) * self->n * keep);
  memmove (self->v + (gsize) keep * self->n, self->v + (gsize) m * self->n, sizeof (double) * self->n * self->block);
  memset (self->t, 0, sizeof (double) * self->capacity * self->capacity);
  for (int k = 0; k < keep; k++)
    self->t[(gsize) k * self->capacity + k] = self->theta[m - keep + k];
  self->filled = keep;
}

/* Ritz vectors that stay after a restart. */
static int
kept (int block, int wanted)
{
  return wanted + GUARD + 2 * block;
}

static int
capacity_for (int block, int wanted, int left)
{
  return MIN (MAX (3 * kept (block, wanted), 15 * block), left - block) / block * block;
}

/* The basis; then the modes taken from it with what it takes to polish them, or the Ritz vectors of a restart. */
guint64
vt_search_lanczos_memory (int n, int block, guint wanted)
{
  guint64 columns = capacity_for (block, (int) wanted, n) + block, more = MAX (3 * wanted, (guint) kept (block, (int) wanted));

  return sizeof (double) * ((columns + more) * n + 2 * columns * columns);
}

static void
lanczos_init (Lanczos *self, int left)
{
  self->capacity = capacity_for (self->block, self->wanted, left);
  self->v = g_new (double, (gsize) self->n * (self->capacity + self->block));
  self->t = g_new0 (double, (gsize) self->capacity * self->capacity);
  self->s = g_new (double, (gsize) self->capacity * self->capacity);
  self->theta = g_new (double, self->capacity);
  vt_search_random (self->search, self->v, self->block);
  orthonormalise (self, 0, self->v);
}

/* A look at T costs the cube of its size: often enough to show modes early, seldom enough not to be felt. */
static gboolean
is_time_to_look (const Lanczos *self, int steps)
{
  return self->filled + self->block > self->capacity || steps % (4 + self->filled / 100) == 0;
}

gboolean
vt_search_batch_lanczos (VtSearch *search, guint wanted, GError **error)
{
  g_auto (Lanczos) self = { .search = search, .n = search->n, .block = search->operator->block, .wanted = (int) wanted };
  int left = search->n - 3 - (int) search->modes->len, sought = MIN ((int) wanted + GUARD, left - 2 * self.block);
  int n_restarts = 0;

  lanczos_init (&self, left);
  for (int steps = 1;; steps++)
    {
      if (g_cancellable_set_error_if_cancelled (search->cancellable, error))
        return FALSE;
      if (!extend (&self, error))
        return FALSE;
      if (!is_time_to_look (&self, steps))
        continue;
      if (!solve_small (&self, error))
        return FALSE;

      int n_converged = count_converged (&self);
      if (n_converged >= sought)
        return harvest (&self, (int) wanted, TRUE, error);
      if (search->found != NULL && !harvest (&self, MIN (n_converged, (int) wanted), FALSE, error))
        return FALSE;
      if (self.filled + self.block > self.capacity)
        {
          if (self.theta[self.filled - sought] <= search->operator->floor)
            return n_converged == 0 || harvest (&self, MIN (n_converged, (int) wanted), TRUE, error);
          if (++n_restarts > MOST_RESTARTS)
            return no_convergence (error);
          restart (&self, MIN (sought + 2 * self.block, self.filled - self.block));
        }
    }
}
