/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Full neighbour lists by cells: every particle lists all others within the cutoff plus a skin, periodic images among
 * them. A list is sorted by shells of distance, so that only as much of the skin is looked at as the displacements of the
 * particles around since it was made ask for. */
#pragma once

#include "dynamics/kernel.h"
#include "parallel/team.h"

G_BEGIN_DECLS

typedef struct _VtNeighbours VtNeighbours;

/* @cutoff: x_c; lists hold pairs within x_c lambda_ij + @skin. */
VtNeighbours *vt_neighbours_new (guint n, double cutoff, double skin, const VtKernel *kernel, VtTeam *team);
void vt_neighbours_free (VtNeighbours *self);

/* Slots and lists are made anew for @packed (4 per particle: x, y, z unwrapped, species), in an order that depends on
 * the positions alone. Every edge of the box is at least the list's longest radius. */
void vt_neighbours_build (VtNeighbours *self, const double *packed, const double box[3]);

/* FALSE once two particles near each other have moved by the skin together since the lists were made, or they were never
 * made. Otherwise each list is cut to what is needed at these positions. */
gboolean vt_neighbours_valid (VtNeighbours *self, const double *packed);
void vt_neighbours_invalidate (VtNeighbours *self);

/* Brings the slots to where the particles are now; the lists stay as they are. */
void vt_neighbours_refresh (VtNeighbours *self, const double *packed);

/* Fills in the slots' and lists' part of the kernel's arguments. */
void vt_neighbours_arguments (const VtNeighbours *self, VtKernelArguments *arguments);

G_END_DECLS
