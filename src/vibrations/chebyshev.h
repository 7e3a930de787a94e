/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chebyshev recurrences of a Hessian on several vectors at once: the products of the kernel polynomial method.
 *
 * H is copied, scaled to X with its spectrum in [-1, 1], as six numbers a block (every block is symmetric), doubled so
 * that t_k+1 = 2 X t_k - t_k-1 is one pass: product, recurrence, and the two dot products that make two moments.
 * Vectors lie side by side, so that a block of H is read once for all of them and a machine vector holds the same
 * component of several. Sixteen of them: with eight, reading H took a third of the time.
 *
 * One source (chebyshev-kernel.c) is compiled for plain x86-64, AVX2 and AVX-512, and chosen at run time. Unlike the
 * force kernel it may contract a*b + c: nothing chaotic follows. The number of threads never changes a bit.
 */
#pragma once

#include "network/hessian.h"
#include "parallel/team.h"

G_BEGIN_DECLS

#define VT_CHEBYSHEV_VECTORS 16

/* 2 X in block rows: as in VtHessian, but 6 numbers a block: xx, xy, xz, yy, yz, zz. */
typedef struct
{
  guint n;              /* particles */
  const gsize *start;
  const guint32 *column;
  double *blocks;
} VtChebyshevMatrix;

/* Sums over the rows of a stretch, for every vector. */
typedef struct
{
  double same[VT_CHEBYSHEV_VECTORS]; /* t_k . t_k */
  double next[VT_CHEBYSHEV_VECTORS]; /* t_k+1 . t_k */
} VtChebyshevDots;

/* Rows begin ... end-1 of y <- factor (2 X) x - y, and the dot products x.x and y.x over them. Component a of particle
 * i of vector v is at (3 i + a) VT_CHEBYSHEV_VECTORS + v; both arrays are 64-byte aligned. */
typedef void (*VtChebyshevFunc) (const VtChebyshevMatrix *matrix, double factor, const double *x, double *y,
                                 guint begin, guint end, VtChebyshevDots *dots);

typedef struct
{
  const char *name;     /* "plain", "avx2", "avx512" */
  VtChebyshevFunc func;
} VtChebyshevKernel;

/* Those this machine can run, the best last. Returns how many. */
guint vt_chebyshev_kernels (const VtChebyshevKernel *kernels[3]);

typedef struct _VtChebyshev VtChebyshev;

/* X = (2 H - (low + high)) / (high - low). @hessian and @team (or NULL) must outlive it. */
VtChebyshev *vt_chebyshev_new (const VtHessian *hessian, double low, double high, VtTeam *team);
void vt_chebyshev_free (VtChebyshev *chebyshev);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtChebyshev, vt_chebyshev_free)

/* Bytes it takes for an H of @n_blocks blocks. */
guint64 vt_chebyshev_memory (guint n_particles, guint64 n_blocks);

/* Has products done by @kernel instead of the best. */
void vt_chebyshev_set_kernel (VtChebyshev *chebyshev, const VtChebyshevKernel *kernel);

/* The array for t_0, 3n x VT_CHEBYSHEV_VECTORS, to be filled. */
double *vt_chebyshev_begin (VtChebyshev *chebyshev);

/* From t_k to t_k+1 (k = 0 after vt_chebyshev_begin), with the dot products of the two. */
void vt_chebyshev_step (VtChebyshev *chebyshev, VtChebyshevDots *dots);

/* t_k, laid out as t_0; valid until the next step. */
const double *vt_chebyshev_current (const VtChebyshev *chebyshev);

G_END_DECLS
