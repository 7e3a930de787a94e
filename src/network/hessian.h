/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Hessian H of a configuration, in 3 x 3 blocks, and its split by the signs of phi'' and phi'. */
#pragma once

#include "network/network.h"

G_BEGIN_DECLS

/* Block rows: row i holds the blocks H_ij of its partners j and of itself, ascending in j, both triangles. Immutable,
 * shared by reference. Units epsilon/lambda^2 (m = 1: also tau^-2). */
typedef struct
{
  gatomicrefcount references;
  guint n;              /* particles; H is 3n x 3n */
  gsize n_blocks;
  gsize *start;         /* n + 1: first block of each row */
  guint32 *column;      /* n_blocks */
  double *blocks;       /* 9 n_blocks, row-major within a block */
  double mean_diagonal; /* of its size: the scale of H; trace / (3n) unless a stretched gas has negative ones */
} VtHessian;

/* H = sum over bonds of phi'' n(x)n + (phi'/r) (1 - n(x)n) (lerner2022 Eq. 5). */
VtHessian *vt_hessian_new (const VtNetwork *network);
VtHessian *vt_hessian_ref (const VtHessian *hessian);
void vt_hessian_unref (VtHessian *hessian);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtHessian, vt_hessian_unref)

/* y = H x, both 3n, not overlapping. */
void vt_hessian_multiply (const VtHessian *hessian, const double *x, double *y);

/* The same for @n_vectors vectors, one after the other in @x and @y (column k at x + 3n k); H is read only once for
 * four of them. */
void vt_hessian_multiply_many (const VtHessian *hessian, const double *x, double *y, guint n_vectors);

/* The dense matrix, 3n x 3n (symmetric, so in either order). */
void vt_hessian_to_dense (const VtHessian *hessian, double *dense);

/* An upper bound of the largest |eigenvalue| (Gershgorin), at most a few times too large. */
double vt_hessian_norm_bound (const VtHessian *hessian);

/* What one mode is made of (lerner2022 Eq. 6): the contributions of bonds by the signs of phi'' and phi'. For a
 * normalised eigenvector their sum is omega^2; for any vector it is psi.H.psi. */
typedef enum
{
  VT_STIFFNESS_K_PLUS,  /* phi'' > 0 */
  VT_STIFFNESS_K_MINUS, /* phi'' < 0 */
  VT_STIFFNESS_F_PLUS,  /* phi' > 0: attraction */
  VT_STIFFNESS_F_MINUS, /* phi' < 0: repulsion */
  VT_N_STIFFNESS_PARTS,
} VtStiffnessPart;

/* @mode: 3n. */
void vt_network_stiffness_parts (const VtNetwork *network, const double *mode, double parts[VT_N_STIFFNESS_PARTS]);

G_END_DECLS
