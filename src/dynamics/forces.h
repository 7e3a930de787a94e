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
  VT_FORCES_MEASURED,     /* also the mean pair force, a little dearer */
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

void vt_forces_set_box (VtForces *self, const double box[3]);
const double *vt_forces_box (const VtForces *self);

/* Leaves out pairs beyond x = @reach (at most the potential's cutoff), for liquids so hot that only close pairs count. */
void vt_forces_set_reach (VtForces *self, double reach);

/* Forces at the present positions, and what else is wanted. */
void vt_forces_evaluate (VtForces *self, VtForcesWanted wanted, VtForceSums *sums);

guint64 vt_forces_evaluations (const VtForces *self);
guint64 vt_forces_list_builds (const VtForces *self);

G_END_DECLS
