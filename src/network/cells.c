/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "network/cells.h"

#include <math.h>

static guint
cell_index (const VtSample *sample, const guint m[3], guint particle)
{
  guint c[3];

  for (guint a = 0; a < 3; a++)
    {
      double s = sample->positions[3 * particle + a] / sample->box[a];
      guint k = (guint) ((s - floor (s)) * m[a]);

      c[a] = MIN (k, m[a] - 1);
    }
  return (c[0] * m[1] + c[1]) * m[2] + c[2];
}

void
vt_cells_init (VtCells *cells, const VtSample *sample, double cutoff)
{
  guint n_cells = 1;

  for (guint a = 0; a < 3; a++)
    {
      /* No more than a few particles' worth of cells, however dilute the box. */
      double m = MIN (floor (sample->box[a] / cutoff), ceil (2.0 * cbrt (sample->n)));

      cells->m[a] = (guint) MAX (m, 1.0);
      n_cells *= cells->m[a];
    }
  cells->n_cells = n_cells;
  cells->start = g_new0 (guint, n_cells + 1);
  cells->members = g_new (guint, sample->n);
  cells->cell_of = g_new (guint, sample->n);
  for (guint i = 0; i < sample->n; i++)
    {
      cells->cell_of[i] = cell_index (sample, cells->m, i);
      cells->start[cells->cell_of[i] + 1]++;
    }
  for (guint c = 0; c < n_cells; c++)
    cells->start[c + 1] += cells->start[c];

  g_autofree guint *fill = g_memdup2 (cells->start, n_cells * sizeof (guint));
  for (guint i = 0; i < sample->n; i++)
    cells->members[fill[cells->cell_of[i]]++] = i;
}

void
vt_cells_clear (VtCells *cells)
{
  g_free (cells->start);
  g_free (cells->members);
  g_free (cells->cell_of);
}

/* The distinct neighbours of cell coordinate @c along an edge of @m cells, itself included: fewer than three where
 * the periodic neighbours coincide. */
static guint
edge_neighbours (guint c, guint m, guint out[3])
{
  guint n = MIN (m, 3);

  for (guint k = 0; k < n; k++)
    out[k] = (c + k + m - (m > 2)) % m;
  return n;
}

guint
vt_cells_neighbours (const VtCells *cells, guint cell, guint out[VT_MOST_NEIGHBOUR_CELLS])
{
  const guint *m = cells->m;
  guint x[3], y[3], z[3], n = 0;
  guint nx = edge_neighbours (cell / (m[1] * m[2]), m[0], x);
  guint ny = edge_neighbours (cell / m[2] % m[1], m[1], y);
  guint nz = edge_neighbours (cell % m[2], m[2], z);

  for (guint a = 0; a < nx; a++)
    for (guint b = 0; b < ny; b++)
      for (guint c = 0; c < nz; c++)
        out[n++] = (x[a] * m[1] + y[b]) * m[2] + z[c];
  return n;
}
