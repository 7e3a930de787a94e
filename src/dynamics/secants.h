/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a descent remembers of its last steps, and the direction that follows from it: limited-memory BFGS (Nocedal and
 * Wright, Numerical Optimization, Algorithm 7.4). Private to dynamics.
 *
 * Steps s and the changes y of the gradient over them are kept in single precision, each in units of its own largest
 * part: they only bend a direction, and the liquids of steep potentials span twenty orders of magnitude. Sums are taken
 * in a fixed order, so that the direction has the same bits on any number of threads.
 */
#pragma once

#include "dynamics/sweep.h"

G_BEGIN_DECLS

typedef struct _VtSecants VtSecants;

/* Of @n particles; all sweeps are split among @team. */
VtSecants *vt_secants_new (guint n, VtTeam *team);
void vt_secants_free (VtSecants *secants);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtSecants, vt_secants_free)

/* What is kept of a step from one place to another. */
typedef struct
{
  const double *direction;      /* 3n: the step was this ... */
  double step;                  /* ... times this */
  double longest;               /* largest displacement of a particle in the direction */
  const double *before, *after; /* 3n: forces at both ends */
  double largest_force;         /* of both, about */
} VtSecantStep;

/* Remembers @step, and no longer the oldest one; a step along which the energy was not convex is not kept. */
void vt_secants_add (VtSecants *secants, const VtSecantStep *step);
void vt_secants_forget (VtSecants *secants);
gboolean vt_secants_is_empty (const VtSecants *secants);

/* How stiffly each particle is held (6n: xx, xy, xz, yy, yz, zz, in any unit, no negative eigenvalues), or NULL for all
 * alike, as at first: what H is like where the steps say nothing of it, up to a factor that the newest one tells. */
void vt_secants_set_stiffness (VtSecants *secants, const double *stiffness);

/* Writes the direction H^-1 f of the remembered H to @direction (3n): @forces themselves while there is none. */
void vt_secants_direction (VtSecants *secants, const double *forces, double largest_force, double *direction);

G_END_DECLS
