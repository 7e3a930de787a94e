/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "response/factor.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>
#include <suitesparse/cholmod.h>
#include "response/blas.h"
#include "response/extremes.h"
#include "response/memory.h"

G_DEFINE_QUARK (vt-response-error-quark, vt_response_error)

/* Operations from which on several BLAS threads pay. */
#define LARGE_FACTOR 5e10
/* Particles below which minimum degree is the better ordering. */
#define FEW_PARTICLES 1100
/* Parts of the particle graph smaller than this are not dissected further: less fill than the library's 200. */
#define SMALLEST_PART 100
/* More right-hand sides at once than this gain nothing and cost workspace. */
#define BLOCK 32

struct _VtFactor
{
  VtHessian *hessian;
  cholmod_common common;
  cholmod_sparse *matrix; /* lower triangle of H, only while factorising */
  cholmod_factor *l;
  cholmod_dense *x, *y, *e; /* CHOLMOD's workspace, kept from solve to solve */
  double *b;                /* 3n BLOCK */
  double *residual;         /* 3n BLOCK */
  double shift;
  VtFactorCounts counts;
};

/* The pattern of the graph of particles: column i lists its later partners (stype -1, lower triangle). */
static cholmod_sparse *
particle_graph (const VtHessian *hessian, cholmod_common *common)
{
  gsize n = hessian->n, n_edges = (hessian->n_blocks - n) / 2;
  cholmod_sparse *graph = cholmod_l_allocate_sparse (n, n, n_edges + n, TRUE, TRUE, -1, CHOLMOD_PATTERN, common);

  if (graph == NULL)
    return NULL;

  SuiteSparse_long *start = graph->p, *row = graph->i, fill = 0;
  for (gsize i = 0; i < n; i++)
    {
      start[i] = fill;
      for (gsize k = hessian->start[i]; k < hessian->start[i + 1]; k++)
        if (hessian->column[k] >= i)
          row[fill++] = hessian->column[k];
    }
  start[n] = fill;
  return graph;
}

/* The lower triangle of H by columns; by symmetry column 3i + a is row 3i + a from the diagonal on. */
static cholmod_sparse *
lower_triangle (const VtHessian *hessian, cholmod_common *common)
{
  gsize n = hessian->n, n_entries = 6 * n + 9 * (hessian->n_blocks - n) / 2;
  cholmod_sparse *matrix = cholmod_l_allocate_sparse (3 * n, 3 * n, n_entries, TRUE, TRUE, -1, CHOLMOD_REAL, common);

  if (matrix == NULL)
    return NULL;

  SuiteSparse_long *start = matrix->p, *row = matrix->i, fill = 0;
  double *value = matrix->x;
  for (gsize i = 0; i < n; i++)
    for (guint a = 0; a < 3; a++)
      {
        start[3 * i + a] = fill;
        for (gsize k = hessian->start[i]; k < hessian->start[i + 1]; k++)
          for (guint b = hessian->column[k] == i ? a : 0; b < 3 && hessian->column[k] >= i; b++)
            {
              row[fill] = 3 * (SuiteSparse_long) hessian->column[k] + b;
              value[fill++] = hessian->blocks[9 * k + 3 * a + b];
            }
      }
  start[3 * n] = fill;
  return matrix;
}

/* CHOLMOD's own recursion over METIS's bisections, minimum degree within the parts. */
static gboolean
dissect (cholmod_sparse *graph, SuiteSparse_long *order, cholmod_common *common)
{
  g_autofree SuiteSparse_long *parents = g_new (SuiteSparse_long, graph->nrow);
  g_autofree SuiteSparse_long *members = g_new (SuiteSparse_long, graph->nrow);

  common->current = 0;
  common->method[0].nd_small = SMALLEST_PART;
  return cholmod_l_nested_dissection (graph, NULL, 0, order, parents, members, common) >= 0;
}

static gboolean
order_particles (VtFactor *factor, VtOrdering ordering, SuiteSparse_long *order)
{
  cholmod_common *common = &factor->common;
  cholmod_sparse *graph = particle_graph (factor->hessian, common);
  gboolean good;

  if (graph == NULL)
    return FALSE;
  if (ordering == VT_ORDERING_DISSECTION)
    good = dissect (graph, order, common);
  else if (ordering == VT_ORDERING_METIS_PARTICLES)
    good = cholmod_l_metis (graph, NULL, 0, TRUE, order, common);
  else
    good = cholmod_l_amd (graph, NULL, 0, order, common);
  cholmod_l_free_sparse (&graph, common);
  return good;
}

static gboolean
analyse (VtFactor *factor, VtOrdering ordering)
{
  cholmod_common *common = &factor->common;
  gsize n = factor->hessian->n;
  g_autofree SuiteSparse_long *particles = NULL, *unknowns = NULL;

  common->nmethods = 1;
  common->postorder = TRUE;
  common->supernodal = CHOLMOD_SUPERNODAL;
  if (ordering == VT_ORDERING_METIS || ordering == VT_ORDERING_AMD)
    common->method[0].ordering = ordering == VT_ORDERING_METIS ? CHOLMOD_METIS : CHOLMOD_AMD;
  else
    {
      particles = g_new (SuiteSparse_long, n);
      unknowns = g_new (SuiteSparse_long, 3 * n);
      if (!order_particles (factor, ordering, particles))
        return FALSE;
      for (gsize k = 0; k < 3 * n; k++)
        unknowns[k] = 3 * particles[k / 3] + (SuiteSparse_long) (k % 3);
      common->method[0].ordering = CHOLMOD_GIVEN;
    }
  factor->l = cholmod_l_analyze_p (factor->matrix, unknowns, NULL, 0, common);
  return factor->l != NULL;
}

static VtOrdering
default_ordering (const VtHessian *hessian)
{
  return hessian->n < FEW_PARTICLES ? VT_ORDERING_AMD_PARTICLES : VT_ORDERING_DISSECTION;
}

static gboolean
set_library_error (const VtFactor *factor, GError **error)
{
  if (factor->common.status == CHOLMOD_OUT_OF_MEMORY || factor->common.status == CHOLMOD_TOO_LARGE)
    g_set_error (error, VT_RESPONSE_ERROR, VT_RESPONSE_ERROR_MEMORY,
                 _("Not enough memory to factorise the Hessian of %u particles. Choose fewer particles."),
                 factor->hessian->n);
  else
    g_set_error (error, VT_RESPONSE_ERROR, VT_RESPONSE_ERROR_LIBRARY,
                 _("The Hessian could not be factorised (CHOLMOD status %d)."), factor->common.status);
  return FALSE;
}

/* Linux hands out memory it does not have and ends the program later: look before asking. */
static gboolean
check_memory (const VtFactor *factor, GError **error)
{
  guint64 needed = factor->l->xsize * sizeof (double), available = vt_memory_available ();

  if (needed <= available)
    return TRUE;

  g_autofree char *need = g_format_size (needed), *have = g_format_size (available);
  g_set_error (error, VT_RESPONSE_ERROR, VT_RESPONSE_ERROR_MEMORY,
               _("The factor of the Hessian of %u particles needs %s of memory, and %s are free. Choose fewer "
                 "particles."),
               factor->hessian->n, need, have);
  return FALSE;
}

static gboolean
factorise (VtFactor *factor, double shift, GError **error)
{
  double beta[2] = { shift, 0.0 };

  factor->counts.factorisations++;
  factor->shift = shift;
  factor->common.quick_return_if_not_posdef = TRUE;
  if (factor->common.fl > LARGE_FACTOR)
    vt_blas_begin_large ();
  cholmod_l_factorize_p (factor->matrix, beta, NULL, 0, factor->l, &factor->common);
  if (factor->common.fl > LARGE_FACTOR)
    vt_blas_end_large ();
  if (factor->common.status == CHOLMOD_NOT_POSDEF
      || (factor->common.status == CHOLMOD_OK && factor->l->minor < factor->l->n))
    {
      g_set_error (error, VT_RESPONSE_ERROR, VT_RESPONSE_ERROR_NOT_POSITIVE,
                   _("The configuration is unstable: its Hessian has a negative or vanishing eigenvalue."));
      return FALSE;
    }
  if (factor->common.status < CHOLMOD_OK || factor->l->x == NULL)
    return set_library_error (factor, error);
  return TRUE;
}

/* Everything but the numeric factorisation. */
static VtFactor *
prepare (const VtHessian *hessian, VtOrdering ordering, GError **error)
{
  g_autoptr (VtFactor) factor = g_new0 (VtFactor, 1);

  factor->hessian = vt_hessian_ref (hessian);
  cholmod_l_start (&factor->common);
  /* Neither its warnings nor its errors on standard output; the status is looked at after every call. */
  factor->common.print = 0;
  factor->common.error_handler = NULL;
  factor->matrix = lower_triangle (hessian, &factor->common);
  if (factor->matrix == NULL || !analyse (factor, ordering))
    {
      set_library_error (factor, error);
      return NULL;
    }
  if (!check_memory (factor, error))
    return NULL;
  return g_steal_pointer (&factor);
}

static VtFactor *
finish (VtFactor *factor)
{
  gsize n = 3 * (gsize) factor->hessian->n;

  cholmod_l_free_sparse (&factor->matrix, &factor->common);
  factor->b = g_new (double, BLOCK * n);
  factor->residual = g_new (double, BLOCK * n);
  return factor;
}

VtFactor *
vt_factor_new_ordered (const VtHessian *hessian, double shift, VtOrdering ordering, GError **error)
{
  g_autoptr (VtFactor) factor = prepare (hessian, ordering, error);

  if (factor == NULL || !factorise (factor, shift, error))
    return NULL;
  return finish (g_steal_pointer (&factor));
}

VtFactor *
vt_factor_new (const VtHessian *hessian, double shift, GError **error)
{
  return vt_factor_new_ordered (hessian, shift, default_ordering (hessian), error);
}

VtFactor *
vt_factor_new_stable (const VtHessian *hessian, GError **error)
{
  return vt_factor_new (hessian, VT_FACTOR_RELATIVE_SHIFT * hessian->mean_diagonal, error);
}

VtFactor *
vt_factor_new_raised (const VtHessian *hessian, GCancellable *cancellable, GError **error)
{
  g_autoptr (VtFactor) factor = prepare (hessian, default_ordering (hessian), error);
  double scale = fmax (vt_hessian_norm_bound (hessian), G_MINDOUBLE), lowest, highest;

  if (factor == NULL)
    return NULL;
  /* Lanczos from outside finds a deep negative end at once but not a shallow one: a little below its lowest value,
   * at least a millionth of the scale, and eight times more at each failure. */
  vt_hessian_extremes (hessian, 40, &lowest, &highest);
  for (double shift = fmax (-1.2 * lowest, 1e-6 * scale);; shift *= 8.0)
    {
      g_autoptr (GError) local = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (factorise (factor, shift, &local))
        return finish (g_steal_pointer (&factor));
      if (shift > 8.0 * scale || !g_error_matches (local, VT_RESPONSE_ERROR, VT_RESPONSE_ERROR_NOT_POSITIVE))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
    }
}

void
vt_factor_free (VtFactor *factor)
{
  if (factor == NULL)
    return;
  cholmod_l_free_sparse (&factor->matrix, &factor->common);
  cholmod_l_free_factor (&factor->l, &factor->common);
  cholmod_l_free_dense (&factor->x, &factor->common);
  cholmod_l_free_dense (&factor->y, &factor->common);
  cholmod_l_free_dense (&factor->e, &factor->common);
  cholmod_l_finish (&factor->common);
  g_free (factor->b);
  g_free (factor->residual);
  vt_hessian_unref (factor->hessian);
  g_free (factor);
}

const VtHessian *
vt_factor_hessian (const VtFactor *factor)
{
  return factor->hessian;
}

double
vt_factor_shift (const VtFactor *factor)
{
  return factor->shift;
}

const VtFactorCounts *
vt_factor_counts (const VtFactor *factor)
{
  return &factor->counts;
}

guint64
vt_factor_memory (const VtFactor *factor)
{
  gsize n = 3 * (gsize) factor->hessian->n;

  return factor->common.memory_inuse + 2 * BLOCK * n * sizeof (double);
}

guint64
vt_factor_memory_estimate (guint n_particles, double coordination)
{
  /* Measured from N = 250 to 10976, 40 to 46 partners. Nested dissection tends to N^(4/3) only for larger ones. */
  return (guint64) (28.0 * coordination * pow (n_particles, 1.46));
}

void
vt_project_translations (guint n_particles, double *x, guint n_vectors)
{
  for (guint v = 0; v < n_vectors; v++)
    {
      double *u = x + 3 * (gsize) n_particles * v, mean[3] = { 0.0, 0.0, 0.0 };

      for (gsize i = 0; i < n_particles; i++)
        for (guint a = 0; a < 3; a++)
          mean[a] += u[3 * i + a];
      for (guint a = 0; a < 3; a++)
        mean[a] /= n_particles;
      for (gsize i = 0; i < n_particles; i++)
        for (guint a = 0; a < 3; a++)
          u[3 * i + a] -= mean[a];
    }
}

/* At most BLOCK columns, which are not projected: x = (H + shift)^-1 b. */
static void
solve_block (VtFactor *factor, double *b, double *x, guint n_rhs)
{
  gsize n = 3 * (gsize) factor->hessian->n;
  cholmod_dense rhs = { .nrow = n, .ncol = n_rhs, .nzmax = n * n_rhs, .d = n, .x = b, .xtype = CHOLMOD_REAL,
                        .dtype = CHOLMOD_DOUBLE };

  if (!cholmod_l_solve2 (CHOLMOD_A, factor->l, &rhs, NULL, &factor->x, NULL, &factor->y, &factor->e,
                         &factor->common))
    g_error ("no memory for the workspace of a solve (CHOLMOD status %d)", factor->common.status);
  memcpy (x, factor->x->x, n * n_rhs * sizeof (double));
  factor->counts.solves += n_rhs;
}

static void
apply_block (VtFactor *factor, const double *b, double *x, guint n_rhs)
{
  guint n = factor->hessian->n;

  memcpy (factor->b, b, 3 * (gsize) n * n_rhs * sizeof (double));
  vt_project_translations (n, factor->b, n_rhs);
  solve_block (factor, factor->b, x, n_rhs);
  vt_project_translations (n, x, n_rhs);
}

void
vt_factor_apply (VtFactor *factor, const double *b, double *x, guint n_rhs)
{
  gsize n = 3 * (gsize) factor->hessian->n;

  for (guint k = 0; k < n_rhs; k += BLOCK)
    apply_block (factor, b + k * n, x + k * n, MIN (BLOCK, n_rhs - k));
}

/* x += P (H + shift)^-1 P (b - H x) */
static void
refine_block (VtFactor *factor, const double *b, double *x, guint n_rhs)
{
  gsize n = 3 * (gsize) factor->hessian->n * n_rhs;
  double *residual = factor->residual;

  vt_hessian_multiply_many (factor->hessian, x, residual, n_rhs);
  for (gsize k = 0; k < n; k++)
    residual[k] = b[k] - residual[k];
  apply_block (factor, residual, residual, n_rhs);
  for (gsize k = 0; k < n; k++)
    x[k] += residual[k];
}

void
vt_factor_solve (VtFactor *factor, const double *b, double *x, guint n_rhs)
{
  gsize n = 3 * (gsize) factor->hessian->n;
  g_autofree double *rhs = g_new (double, n * MIN (BLOCK, n_rhs));

  for (guint k = 0; k < n_rhs; k += BLOCK)
    {
      guint m = MIN (BLOCK, n_rhs - k);

      memcpy (rhs, b + k * n, n * m * sizeof (double));
      apply_block (factor, rhs, x + k * n, m);
      refine_block (factor, rhs, x + k * n, m);
      refine_block (factor, rhs, x + k * n, m);
    }
}
