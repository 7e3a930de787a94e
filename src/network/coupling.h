/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a displacement field couples to strain (sticky1 App. A2). */
#pragma once

#include "network/network.h"

G_BEGIN_DECLS

/* The tensor and what is read off it. Given for that sign of the field which makes the deviatoric eigenvalue of
 * largest magnitude positive: a field and its negative have the same coupling. */
typedef struct
{
  double sign;               /* +1, or -1 where the field was turned round */
  double tensor[3][3];       /* F_ab = d^2U / (d epsilon_ab dx) . u, epsilon/lambda for a normalised field; symmetric */
  double isotropic;          /* Tr F / 3 */
  double eigenvalues[3];     /* of the deviatoric part F - Tr F / 3, ascending; the last is lambda_max */
  double axes[3][3];         /* their directions, axes[k] that of eigenvalues[k] */
  double dilation_over_shear; /* (Tr F / 3) / lambda_max (sticky1 Eq. A16); NAN where there is no shear */
} VtCoupling;

/* F_ab = sum over bonds of (phi'' r - phi') (n.w) n_a n_b + phi' (w_a n_b + n_a w_b), w = u_j - u_i (sticky1 Eq. A15);
 * @u: 3n. */
VtCoupling vt_network_coupling (const VtNetwork *network, const double *u);

G_END_DECLS
