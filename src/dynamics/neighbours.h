/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Full neighbour lists by cells: every particle lists all others within the cutoff plus a skin. */
#pragma once

#include "dynamics/kernel.h"
#include "parallel/team.h"

G_BEGIN_DECLS

typedef struct _VtNeighbours VtNeighbours;

/* @cutoff: x_c; lists hold pairs within x_c lambda_ij + @skin. */
VtNeighbours *vt_neighbours_new (guint n, double cutoff, double skin, const VtKernel *kernel, VtTeam *team);
void vt_neighbours_free (VtNeighbours *self);

/* Lists are made anew for @packed (4 per particle, as the kernel has them), in an order that depends on the
 * positions alone. */
void vt_neighbours_build (VtNeighbours *self, const double *packed, const double box[3]);

/* FALSE once some particle has moved by half the skin since the lists were made, or they were never made. */
gboolean vt_neighbours_valid (const VtNeighbours *self, const double *packed);
void vt_neighbours_invalidate (VtNeighbours *self);

/* Fills in the lists' part of the kernel's arguments. */
void vt_neighbours_arguments (const VtNeighbours *self, VtKernelArguments *arguments);

G_END_DECLS
