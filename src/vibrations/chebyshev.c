/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vibrations/chebyshev.h"

#include <stdlib.h>
#include <string.h>

/* Particles of one block of the team's work: fixed, so that sums do not depend on the threads. */
#define ROWS 256
#define ALIGNMENT 64

struct _VtChebyshev
{
  VtChebyshevMatrix matrix;
  VtTeam *team;
  VtChebyshevFunc func;
  gboolean first;       /* the next step makes t_1 */
  double *x, *y;        /* t_k, t_k-1 */
  double factor;
  guint n_stretches;
  VtChebyshevDots *dots; /* of every stretch */
};

void vt_chebyshev_plain (const VtChebyshevMatrix *matrix, double factor, const double *x, double *y, guint begin,
                         guint end, VtChebyshevDots *dots);
#ifdef __x86_64__
void vt_chebyshev_avx2 (const VtChebyshevMatrix *matrix, double factor, const double *x, double *y, guint begin,
                        guint end, VtChebyshevDots *dots);
void vt_chebyshev_avx512 (const VtChebyshevMatrix *matrix, double factor, const double *x, double *y, guint begin,
                          guint end, VtChebyshevDots *dots);
#endif

guint
vt_chebyshev_kernels (const VtChebyshevKernel *kernels[3])
{
  static const VtChebyshevKernel plain = { "plain", vt_chebyshev_plain };
  guint n = 0;

  kernels[n++] = &plain;
#ifdef __x86_64__
  static const VtChebyshevKernel avx2 = { "avx2", vt_chebyshev_avx2 }, avx512 = { "avx512", vt_chebyshev_avx512 };

  if (__builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("fma"))
    {
      kernels[n++] = &avx2;
      if (__builtin_cpu_supports ("avx512f"))
        kernels[n++] = &avx512;
    }
#endif
  return n;
}

static double *
vectors_new (guint n)
{
  double *vectors = aligned_alloc (ALIGNMENT, sizeof (double) * 3 * VT_CHEBYSHEV_VECTORS * MAX (n, 1));

  if (vectors == NULL)
    g_error ("out of memory for vectors of %u particles", n);
  return vectors;
}

guint64
vt_chebyshev_memory (guint n_particles, guint64 n_blocks)
{
  return sizeof (double) * (6 * n_blocks + 2 * 3 * VT_CHEBYSHEV_VECTORS * (guint64) n_particles);
}

/* The upper triangle of every block of 2 X = (4 H - 2 (low + high)) / (high - low). */
static double *
scaled_blocks (const VtHessian *hessian, double low, double high)
{
  static const guint upper[6] = { 0, 1, 2, 4, 5, 8 };
  const double scale = 4.0 / (high - low), shift = 2.0 * (low + high) / (high - low);
  double *blocks = g_new (double, 6 * hessian->n_blocks);

  for (guint i = 0; i < hessian->n; i++)
    for (gsize k = hessian->start[i]; k < hessian->start[i + 1]; k++)
      for (guint c = 0; c < 6; c++)
        blocks[6 * k + c] = scale * hessian->blocks[9 * k + upper[c]]
                            - (hessian->column[k] == i && upper[c] % 4 == 0 ? shift : 0.0);
  return blocks;
}

VtChebyshev *
vt_chebyshev_new (const VtHessian *hessian, double low, double high, VtTeam *team)
{
  VtChebyshev *chebyshev = g_new0 (VtChebyshev, 1);
  const VtChebyshevKernel *kernels[3];
  guint n_kernels = vt_chebyshev_kernels (kernels);

  chebyshev->matrix = (VtChebyshevMatrix) { .n = hessian->n, .start = hessian->start, .column = hessian->column };
  chebyshev->matrix.blocks = scaled_blocks (hessian, low, high);
  chebyshev->team = team;
  chebyshev->func = kernels[n_kernels - 1]->func;
  chebyshev->x = vectors_new (hessian->n);
  chebyshev->y = vectors_new (hessian->n);
  chebyshev->n_stretches = (hessian->n + ROWS - 1) / ROWS;
  chebyshev->dots = g_new0 (VtChebyshevDots, chebyshev->n_stretches);
  return chebyshev;
}

void
vt_chebyshev_free (VtChebyshev *chebyshev)
{
  if (chebyshev == NULL)
    return;
  g_free (chebyshev->matrix.blocks);
  free (chebyshev->x);
  free (chebyshev->y);
  g_free (chebyshev->dots);
  g_free (chebyshev);
}

void
vt_chebyshev_set_kernel (VtChebyshev *chebyshev, const VtChebyshevKernel *kernel)
{
  chebyshev->func = kernel->func;
}

double *
vt_chebyshev_begin (VtChebyshev *chebyshev)
{
  chebyshev->first = TRUE;
  memset (chebyshev->y, 0, sizeof (double) * 3 * VT_CHEBYSHEV_VECTORS * chebyshev->matrix.n);
  return chebyshev->x;
}

static void
step_stretch (gpointer data, guint block, guint member)
{
  VtChebyshev *chebyshev = data;
  guint begin = block * ROWS, end = MIN (begin + ROWS, chebyshev->matrix.n);

  chebyshev->func (&chebyshev->matrix, chebyshev->factor, chebyshev->x, chebyshev->y, begin, end,
                   &chebyshev->dots[block]);
}

void
vt_chebyshev_step (VtChebyshev *chebyshev, VtChebyshevDots *dots)
{
  double *next = chebyshev->y;

  /* t_1 = X t_0, without the 2. */
  chebyshev->factor = chebyshev->first ? 0.5 : 1.0;
  chebyshev->first = FALSE;
  vt_team_run (chebyshev->team, chebyshev->n_stretches, step_stretch, chebyshev);
  *dots = (VtChebyshevDots) { 0 };
  for (guint s = 0; s < chebyshev->n_stretches; s++)
    for (guint v = 0; v < VT_CHEBYSHEV_VECTORS; v++)
      {
        dots->same[v] += chebyshev->dots[s].same[v];
        dots->next[v] += chebyshev->dots[s].next[v];
      }
  chebyshev->y = chebyshev->x;
  chebyshev->x = next;
}

const double *
vt_chebyshev_current (const VtChebyshev *chebyshev)
{
  return chebyshev->x;
}
