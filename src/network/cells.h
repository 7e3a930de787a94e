/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Particles sorted into cells, so that partners are found in neighbouring cells only. Private to network. */
#pragma once

#include "sample/sample.h"

G_BEGIN_DECLS

#define VT_MOST_NEIGHBOUR_CELLS 27

typedef struct
{
  guint m[3];       /* cells along each edge */
  guint n_cells;    /* m0 m1 m2 */
  guint *start;     /* n_cells + 1 */
  guint *members;   /* n: particles, cell by cell, ascending within a cell */
  guint *cell_of;   /* n */
} VtCells;

/* Cells at least @cutoff (lambda) wide, or one that spans the box. */
void vt_cells_init (VtCells *cells, const VtSample *sample, double cutoff);
void vt_cells_clear (VtCells *cells);

/* The distinct neighbours of @cell, itself included: fewer than 27 where periodic neighbours coincide. Returns how
 * many. */
guint vt_cells_neighbours (const VtCells *cells, guint cell, guint out[VT_MOST_NEIGHBOUR_CELLS]);

G_END_DECLS
