/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A configuration under a homogeneous strain that its orthorhombic box cannot take: the same bonds, each one's vector
 * strained and displaced, every derivative evaluated anew. */
#pragma once

#include "network/network.h"

G_BEGIN_DECLS

/* Bond vectors d -> F d + u_j - u_i; @u is 3n or NULL. Pairs that would enter the cutoff stay out, which is an error
 * of third order in the strain of the energy. */
VtNetwork *test_strained (const VtNetwork *network, const VtSample *sample, const VtPotential *potential,
                          const double f[3][3], const double *u);

/* The same, with @u relaxed to a minimum by Newton steps with the unstrained Hessian. */
VtNetwork *test_strained_and_relaxed (const VtNetwork *network, const VtSample *sample, const VtPotential *potential,
                                      const double f[3][3]);

G_END_DECLS
