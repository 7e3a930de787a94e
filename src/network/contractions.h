/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Third and fourth derivatives of the energy along displacement fields.
 *
 * U''' and U'''' are tensors of rank 3 and 4 over all 3n coordinates; only their contractions with displacement fields
 * are ever needed, and each is one pass over the bonds. Fields are 3n numbers, in whatever length they have: all
 * contractions are homogeneous in them. The third derivative of a pair energy jumps at the cutoff (and at the joint of
 * sticky): a contraction is the derivative from the side on which the bond is. */
#pragma once

#include "network/network.h"

G_BEGIN_DECLS

/* Returns U''' :. u u u, epsilon/lambda^3 for a normalised field; @vector, 3n or NULL, receives U''' : u u, whose
 * product with u it is (lerner2022 Eq. A8). */
double vt_contract_third (const VtNetwork *network, const double *u, double *vector);

/* Returns U'''' :: u u u u, epsilon/lambda^4; @vector, 3n or NULL, receives U'''' :. u u u (sticky1 Eq. A14). */
double vt_contract_fourth (const VtNetwork *network, const double *u, double *vector);

/* U''' : u v and U'''' :. u u v into @vector, 3n: half and a third of the change of the vectors above when u changes
 * by v. */
void vt_contract_third_mixed (const VtNetwork *network, const double *u, const double *v, double *vector);
void vt_contract_fourth_mixed (const VtNetwork *network, const double *u, const double *v, double *vector);

/* Derivatives of U(x + s u) with respect to s at s = 0. */
typedef struct
{
  double first, second, third, fourth;
} VtExpansion;

VtExpansion vt_network_expand (const VtNetwork *network, const double *u);

/* U(x + s u) - U(x) by the expansion up to order @order (2, 3 or 4). The first order is left out: at a minimum it is
 * rounding. */
double vt_expansion_energy (const VtExpansion *expansion, guint order, double s);

/* What every bond gives to u.H.u: @stiffness phi'' (n.w)^2 and @force (phi'/r) (w^2 - (n.w)^2), w = u_j - u_i;
 * n_bonds each. Their signs say to which of k_plus, k_minus, f_plus and f_minus they belong (lerner2022 Eq. 5, 6). */
void vt_network_stiffness_by_bond (const VtNetwork *network, const double *u, double *stiffness, double *force);

G_END_DECLS
