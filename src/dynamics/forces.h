/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forces on all particles: neighbour lists, kernel and team put together. Private to dynamics. */
#pragma once

#include "dynamics/neighbours.h"
#include "sample/sample.h"

G_BEGIN_DECLS

typedef struct _VtForces VtForces;

typedef enum
{
  VT_FORCES_ONLY,
  VT_FORCES_ENERGY,
  VT_FORCES_MEASURED,     /* also the mean pair force and how stiffly particles are held, dearer */
} VtForcesWanted;

typedef struct
{
  double energy;          /* total; NAN when not asked for */
  double largest_force;   /* largest |f_i| */
  double closest;         /* smallest r / lambda_ij of an interacting pair */
  double mean_pair_force; /* mean |phi'| over bonds; NAN unless measured */
} VtForceSums;

VtForces *vt_forces_new (const VtSample *sample, const VtPotential *potential, const VtKernel *kernel, VtTeam *team);
void vt_forces_free (VtForces *self);

/* The positions the forces are computed at, 4 per particle: x, y, z (unwrapped), species. Written by whoever moves
 * the particles. */
double *vt_forces_positions (VtForces *self);
const double *vt_forces_result (const VtForces *self); /* 3n, after an evaluation */

/* How stiffly every particle is held by its neighbours, were they fixed, after a measured evaluation: the block of the
 * Hessian that is its own, without what would make it negative, sum of max (phi'', 0) n n + max (phi'/r, 0) (1 - n n) over
 * its pairs; 6n: xx, xy, xz, yy, yz, zz, epsilon/lambda^2. */
const double *vt_forces_stiffness (const VtForces *self);

void vt_forces_set_box (VtForces *self, const double box[3]);
const double *vt_forces_box (const VtForces *self);

/* Leaves out pairs beyond x = @reach (at most the potential's cutoff), for liquids so hot that only close pairs count. */
void vt_forces_set_reach (VtForces *self, double reach);

/* Forces at the present positions, and what else is wanted. */
void vt_forces_evaluate (VtForces *self, VtForcesWanted wanted, VtForceSums *sums);

guint64 vt_forces_evaluations (const VtForces *self);
guint64 vt_forces_list_builds (const VtForces *self);

G_END_DECLS
