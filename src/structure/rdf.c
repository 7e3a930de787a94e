/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "structure/rdf.h"

#include <math.h>

/* Cells are half of r_max wide, so that neighbours are at most two cells away. */
#define REACH 2

/* The particles, folded into the box and sorted by cell. */
typedef struct
{
  double box[3];
  int m[3];        /* cells along each edge */
  guint *start;    /* cells + 1: where each cell begins in what follows */
  double *x, *y, *z;
  guint8 *species;
} Cells;

static int
cells_along (double edge, double r_max, guint n)
{
  /* never more than about one cell a particle, however large the box */
  double most = ceil (cbrt (n));
  return (int) CLAMP (floor (REACH * edge / r_max), 1, most);
}

static guint
cell_of (const Cells *cells, const double *position)
{
  guint index = 0;
  for (int k = 2; k >= 0; k--)
    {
      int c = (int) (position[k] / cells->box[k] * cells->m[k]);
      index = index * (guint) cells->m[k] + (guint) CLAMP (c, 0, cells->m[k] - 1);
    }
  return index;
}

static void
cells_init (Cells *cells, const VtSample *sample, double r_max)
{
  g_autoptr (VtSample) folded = vt_sample_copy (sample);
  g_autofree guint *cell = g_new (guint, sample->n);
  g_autofree guint *next = NULL;

  vt_sample_wrap (folded);
  for (int k = 0; k < 3; k++)
    {
      cells->box[k] = sample->box[k];
      cells->m[k] = cells_along (sample->box[k], r_max, sample->n);
    }
  guint n_cells = (guint) cells->m[0] * (guint) cells->m[1] * (guint) cells->m[2];
  cells->start = g_new0 (guint, n_cells + 1);
  cells->x = g_new (double, sample->n);
  cells->y = g_new (double, sample->n);
  cells->z = g_new (double, sample->n);
  cells->species = g_new (guint8, sample->n);

  for (guint i = 0; i < sample->n; i++)
    {
      cell[i] = cell_of (cells, &folded->positions[3 * (gsize) i]);
      cells->start[cell[i] + 1]++;
    }
  for (guint c = 0; c < n_cells; c++)
    cells->start[c + 1] += cells->start[c];
  next = g_memdup2 (cells->start, n_cells * sizeof (guint));
  for (guint i = 0; i < sample->n; i++)
    {
      guint place = next[cell[i]]++;
      cells->x[place] = folded->positions[3 * (gsize) i];
      cells->y[place] = folded->positions[3 * (gsize) i + 1];
      cells->z[place] = folded->positions[3 * (gsize) i + 2];
      cells->species[place] = folded->species[i];
    }
}

static void
cells_clear (Cells *cells)
{
  g_free (cells->start);
  g_free (cells->x);
  g_free (cells->y);
  g_free (cells->z);
  g_free (cells->species);
}

/* What pairs are counted into: by species pair (small-small, small-large, large-large), then by bin. */
typedef struct
{
  guint n;
  double r2_max;
  double bins_per_length;
  guint64 *counts[3];
} Histogram;

/* Distance along one edge between folded coordinates, across whichever side is shorter. */
static inline double
nearest (double a, double b, double edge)
{
  double d = fabs (a - b);
  return MIN (d, edge - d);
}

/* Particle @i with particles @from ... @to - 1. */
static void
count_with (const Cells *cells, guint i, guint from, guint to, Histogram *histogram)
{
  double x = cells->x[i], y = cells->y[i], z = cells->z[i];

  for (guint j = from; j < to; j++)
    {
      double dx = nearest (cells->x[j], x, cells->box[0]);
      double dy = nearest (cells->y[j], y, cells->box[1]);
      double dz = nearest (cells->z[j], z, cells->box[2]);
      double r2 = dx * dx + dy * dy + dz * dz;
      if (r2 >= histogram->r2_max)
        continue;
      guint bin = (guint) (sqrt (r2) * histogram->bins_per_length);
      if (bin < histogram->n)
        histogram->counts[cells->species[i] + cells->species[j]][bin]++;
    }
}

/* The different cells within reach of cell @c along an edge of @m cells; returns how many. */
static int
neighbours_along (int c, int m, int cells[2 * REACH + 1])
{
  if (m <= 2 * REACH)
    {
      for (int k = 0; k < m; k++)
        cells[k] = k;
      return m;
    }
  for (int k = -REACH; k <= REACH; k++)
    cells[k + REACH] = (c + k + m) % m;
  return 2 * REACH + 1;
}

/* All pairs with one particle in cell (cx, cy, cz) and the other there or in a cell of higher index. */
static void
count_cell (const Cells *cells, int cx, int cy, int cz, Histogram *histogram)
{
  int nx[2 * REACH + 1], ny[2 * REACH + 1], nz[2 * REACH + 1];
  int n_x = neighbours_along (cx, cells->m[0], nx);
  int n_y = neighbours_along (cy, cells->m[1], ny);
  int n_z = neighbours_along (cz, cells->m[2], nz);
  guint here = (guint) ((cz * cells->m[1] + cy) * cells->m[0] + cx);

  for (int c = 0; c < n_x * n_y * n_z; c++)
    {
      int x = nx[c % n_x], y = ny[c / n_x % n_y], z = nz[c / n_x / n_y];
      guint there = (guint) ((z * cells->m[1] + y) * cells->m[0] + x);
      if (there < here)
        continue;
      for (guint i = cells->start[here]; i < cells->start[here + 1]; i++)
        count_with (cells, i, there == here ? i + 1 : cells->start[there], cells->start[there + 1], histogram);
    }
}

static void
count_pairs (const VtSample *sample, double r_max, Histogram *histogram)
{
  Cells cells;

  cells_init (&cells, sample, r_max);
  for (int z = 0; z < cells.m[2]; z++)
    for (int y = 0; y < cells.m[1]; y++)
      for (int x = 0; x < cells.m[0]; x++)
        count_cell (&cells, x, y, z, histogram);
  cells_clear (&cells);
}

/* Counts over those of as many particles without any order: g = count V / (pairs shell), the shell's volume exact
 * and not 4 pi r^2 times its width. */
static void
normalise (VtRdf *rdf, const VtSample *sample, const Histogram *histogram)
{
  double n_large = 0;
  for (guint i = 0; i < sample->n; i++)
    n_large += sample->species[i] == VT_SPECIES_LARGE;
  double n_small = sample->n - n_large, volume = vt_sample_volume (sample);
  double pairs[3] = { n_small * n_small / 2, n_small * n_large, n_large * n_large / 2 };
  double *partial[3] = { rdf->g_ss, rdf->g_sl, rdf->g_ll };

  for (guint bin = 0; bin < rdf->n; bin++)
    {
      double inner = bin * rdf->width, outer = (bin + 1) * rdf->width;
      double shell = 4 * G_PI / 3 * (outer * outer * outer - inner * inner * inner);
      double all = 0;
      for (int k = 0; k < 3; k++)
        {
          double count = (double) histogram->counts[k][bin];
          partial[k][bin] = pairs[k] > 0 ? count * volume / (pairs[k] * shell) : 0;
          all += count;
        }
      rdf->r[bin] = (bin + 0.5) * rdf->width;
      rdf->g[bin] = all * volume / ((pairs[0] + pairs[1] + pairs[2]) * shell);
      rdf->error[bin] = all > 0 ? rdf->g[bin] / sqrt (all) : 0;
    }
}

static VtRdf *
rdf_new_empty (guint n, double width)
{
  VtRdf *rdf = g_new0 (VtRdf, 1);

  g_atomic_ref_count_init (&rdf->references);
  rdf->n = n;
  rdf->width = width;
  rdf->r = g_new0 (double, n);
  rdf->g = g_new0 (double, n);
  rdf->g_ss = g_new0 (double, n);
  rdf->g_sl = g_new0 (double, n);
  rdf->g_ll = g_new0 (double, n);
  rdf->error = g_new0 (double, n);
  return rdf;
}

VtRdf *
vt_rdf_new (const VtSample *sample, double r_max, double width)
{
  g_return_val_if_fail (r_max > 0 && width > 0, NULL);

  for (int k = 0; k < 3; k++)
    r_max = MIN (r_max, sample->box[k] / 2);
  width = MIN (width, r_max);
  /* whole bins only; what division leaves of r_max = 3, width = 0.01 is still 300 of them */
  guint n = (guint) floor (r_max / width * (1 + 1e-12));
  VtRdf *rdf = rdf_new_empty (n, width);
  Histogram histogram = { .n = n, .r2_max = r_max * r_max, .bins_per_length = 1 / width };

  for (int k = 0; k < 3; k++)
    histogram.counts[k] = g_new0 (guint64, n);
  count_pairs (sample, r_max, &histogram);
  normalise (rdf, sample, &histogram);
  for (int k = 0; k < 3; k++)
    g_free (histogram.counts[k]);
  return rdf;
}

VtRdf *
vt_rdf_ref (const VtRdf *rdf)
{
  VtRdf *shared = (VtRdf *) rdf;
  g_atomic_ref_count_inc (&shared->references);
  return shared;
}

void
vt_rdf_unref (VtRdf *rdf)
{
  if (rdf == NULL || !g_atomic_ref_count_dec (&rdf->references))
    return;
  g_free (rdf->r);
  g_free (rdf->g);
  g_free (rdf->g_ss);
  g_free (rdf->g_sl);
  g_free (rdf->g_ll);
  g_free (rdf->error);
  g_free (rdf);
}
