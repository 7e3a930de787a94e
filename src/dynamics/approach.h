/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much nearer to each other particles can have come since their neighbour lists were made: region by region, so that
 * the few that move in one place of a large box ask nothing of all others. Private to dynamics. */
#pragma once

#include "parallel/team.h"

G_BEGIN_DECLS

typedef struct _VtApproach VtApproach;

/* Of @n particles; the comparing is split among @team. */
VtApproach *vt_approach_new (guint n, VtTeam *team);
void vt_approach_free (VtApproach *self);

/* Starts anew from @packed (4 per particle: x, y, z, and something else). Regions fill the box, counts[c] of them along
 * axis c; neighbours are in the same region or in adjacent ones, across the faces too. Region (x, y, z), of which @region_of
 * (n) tells, has the number x + counts[0] * (y + counts[1] * z). */
void vt_approach_start (VtApproach *self, const double *packed, const guint counts[3], const guint32 *region_of);

/* Compares @packed with the start. Returns by how much, at most, any two particles less than three regions apart have come
 * nearer to each other: the sum of the two largest displacements in any place five regions wide. */
double vt_approach_measure (VtApproach *self, const double *packed);

/* The same, as last measured, of a particle that started in @region and one that started in it or an adjacent one. */
double vt_approach_within (const VtApproach *self, guint region);

G_END_DECLS
