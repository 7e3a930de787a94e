/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a homogeneous strain does to the energy and to the forces of a configuration (PHYSICS section 4). */
#pragma once

#include "network/network.h"

G_BEGIN_DECLS

/* Derivatives of the energy with respect to the strain, the particles carried along affinely. */
typedef struct
{
  double first;  /* U_gamma = dU/dgamma, epsilon */
  double second; /* U_gamma,gamma, epsilon */
} VtStrainEnergy;

/* Simple shear x_a -> x_a + gamma x_b, a != b, not symmetrised (lerner2022 Eq. A2 is a = 0, b = 1). @force, 3n or
 * NULL, receives d^2U/dx dgamma = sum over bonds of phi'' r_g n + (phi'/r) (d_b e_a - r_g n), added to j and taken
 * from i: minus the force that the strain puts on every particle, epsilon/lambda. It sums to zero. */
VtStrainEnergy vt_network_simple_shear (const VtNetwork *network, guint a, guint b, double *force);

/* Dilation x -> e^eta x (lerner2022 Eq. A3): U_eta = sum phi' r, U_eta,eta = sum phi'' r^2 + phi' r, force likewise. */
VtStrainEnergy vt_network_dilation (const VtNetwork *network, double *force);

G_END_DECLS
