/* SPDX-License-Identifier: GPL-3.0-or-later */
/* H^-1 without a factor: conjugate gradients, for glasses whose factor would not fit into memory.
 *
 * 1. Eight right-hand sides lie side by side, so that H is read once for all of them; each has a recurrence of its own.
 * 2. The preconditioner is the inverse of each particle's own 3 x 3 block.
 * 3. A column whose residual has fallen far enough rests; the others go on.
 * 4. The translations, which cost nothing, are taken out of right-hand sides and solutions.
 *
 * A solve takes some hundreds of products with H, more for larger and for softer glasses, and four vectors of memory. Sums are
 * those of fixed blocks: the number of threads never changes a bit. */
#pragma once

#include "parallel/team.h"
#include "response/factor.h"

G_BEGIN_DECLS

/* Right-hand sides solved for together. */
#define VT_ITERATIVE_LANES 8

typedef struct _VtIterative VtIterative;

/* Keeps a reference to @hessian; @team, or NULL, must outlive it. */
VtIterative *vt_iterative_new (const VtHessian *hessian, VtTeam *team);
void vt_iterative_free (VtIterative *iterative);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtIterative, vt_iterative_free)

/* A solve of more than this many products is given up (50,000). */
void vt_iterative_set_limit (VtIterative *iterative, guint products);

/* Is told how far a solve is, 0 ... 1, never falling: how much of the way the slowest column's residual has gone, on a
 * logarithmic scale. */
typedef struct
{
  void (*advanced) (double progress, gpointer data);
  gpointer data;
} VtIterativeMonitor;

/* @monitor is copied; NULL: nobody is told. Called between products, from the thread that solves. */
void vt_iterative_set_monitor (VtIterative *iterative, const VtIterativeMonitor *monitor);

/* Bytes it takes, H not counted. */
guint64 vt_iterative_memory (guint n_particles);

/* x = P H^-1 P b for @n_rhs right-hand sides one after the other (3n each; @x may be @b), P the projector that takes the
 * translations out, until |H x - P b| <= @tolerance |P b|. VT_RESPONSE_ERROR_NOT_POSITIVE where a direction of negative
 * stiffness is met, VT_RESPONSE_ERROR_LIBRARY where rounding keeps it from converging. Looks at @cancellable between
 * products. */
gboolean vt_iterative_solve (VtIterative *iterative, const double *b, double *x, guint n_rhs, double tolerance,
                             GCancellable *cancellable, GError **error);

/* Products with H so far, each of VT_ITERATIVE_LANES vectors. */
guint64 vt_iterative_products (const VtIterative *iterative);

G_END_DECLS
