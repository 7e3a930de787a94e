/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What single particles have of the numbers of a glass. */
#pragma once

#include "network/network.h"

G_BEGIN_DECLS

/* u_i = half the sum of phi over the bonds of particle i, epsilon: @energies (n) add up to network->energy. @sample and
 * @potential: those the network was made of. */
void vt_network_particle_energies (const VtNetwork *network, const VtSample *sample, const VtPotential *potential,
                                   double *energies);

/* s_i = the largest attractive pair force on particle i (0 where there is none) over the mean over all particles of the
 * largest repulsive one: the mean of @stickiness (n) is the stickiness of the glass (sticky1 Eq. 3). FALSE, and zeros,
 * without a repulsive bond. */
gboolean vt_network_particle_stickiness (const VtNetwork *network, double *stickiness);

/* The values below which the fractions @low and @high (0 ... 1) of @values lie: a range for colours that single
 * outliers do not stretch. A range of nothing, or values that are not finite, end as 0 ... 1. */
void vt_robust_range (const double *values, guint n, double low, double high, double range[2]);

G_END_DECLS
