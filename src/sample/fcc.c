/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The crystal every glass starts from. */
#include "config.h"

#include "sample/random.h"
#include "sample/sample.h"

#include <glib/gi18n.h>
#include <math.h>

/* Cells along an edge of the smallest FCC lattice with at least @n sites. */
static guint
cells_for (guint n)
{
  guint cells = 1;
  while (4 * (guint64) cells * cells * cells < n)
    cells++;
  return cells;
}

/* The cube root by Newton's method: libm's may differ in the last bit between machines, and every position
 * hangs on the box. */
static double
cube_root (double v)
{
  double x = 1;
  while (x * x * x < v)
    x *= 2;
  for (guint k = 0; k < 60; k++)
    x -= (x - v / (x * x)) / 3;
  return x;
}

static void
shuffle (guint32 *items, guint n, GRand *random)
{
  for (guint k = n; k > 1; k--)
    {
      guint other = vt_random_below (random, k);
      guint32 item = items[k - 1];
      items[k - 1] = items[other];
      items[other] = item;
    }
}

static int
ascending (const void *a, const void *b)
{
  const guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;
  return x < y ? -1 : x > y;
}

/* Which of @sites lattice sites are occupied: @n of them, ascending. */
static guint32 *
choose_sites (guint sites, guint n, guint64 seed)
{
  guint32 *chosen = g_new (guint32, sites);
  g_autoptr (GRand) random = vt_random_new (seed, VT_STREAM_VACANCIES);

  for (guint k = 0; k < sites; k++)
    chosen[k] = k;
  if (n < sites)
    {
      shuffle (chosen, sites, random);
      qsort (chosen, n, sizeof *chosen, ascending);
    }
  return chosen;
}

static void
place (double position[3], guint32 site, guint cells, double box)
{
  static const double basis[4][3] = { { 0, 0, 0 }, { 0.5, 0.5, 0 }, { 0.5, 0, 0.5 }, { 0, 0.5, 0.5 } };
  const guint32 cell = site / 4;
  const guint32 at[3] = { cell % cells, cell / cells % cells, cell / cells / cells };

  for (guint c = 0; c < 3; c++)
    position[c] = (at[c] + basis[site % 4][c] + 0.25) * box / cells;
}

static void
draw_species (VtSample *sample, guint64 seed)
{
  g_autofree guint32 *order = g_new (guint32, sample->n);
  g_autoptr (GRand) random = vt_random_new (seed, VT_STREAM_SPECIES);

  for (guint k = 0; k < sample->n; k++)
    order[k] = k;
  shuffle (order, sample->n, random);
  for (guint k = 0; k < sample->n; k++)
    sample->species[order[k]] = k < sample->n / 2 ? VT_SPECIES_SMALL : VT_SPECIES_LARGE;
}

VtSample *
vt_sample_new_fcc (guint n, double density, guint64 seed, const VtPotential *potential, GError **error)
{
  const guint fewest = vt_potential_minimum_particles (potential, density);
  if (n < fewest)
    {
      g_set_error (error, VT_SAMPLE_ERROR, VT_SAMPLE_ERROR_TOO_FEW,
                   _("%u particles are too few: at density %.4g this potential's cutoff needs at least %u."),
                   n, density, fewest);
      return NULL;
    }

  const double edge = cube_root (n / density);
  const double box[3] = { edge, edge, edge };
  const guint cells = cells_for (n);
  g_autofree guint32 *sites = choose_sites (4 * cells * cells * cells, n, seed);
  VtSample *sample = vt_sample_new (n, box);

  for (guint k = 0; k < n; k++)
    place (sample->positions + 3 * (gsize) k, sites[k], cells, edge);
  draw_species (sample, seed);
  return sample;
}

double
vt_sample_crystal_order (const VtSample *sample)
{
  static const int family[4][3] = { { 1, 1, 1 }, { -1, 1, 1 }, { 1, -1, 1 }, { 1, 1, -1 } };
  const double per_edge = 2 * G_PI * cells_for (sample->n);
  double sum = 0;

  for (guint v = 0; v < 4; v++)
    {
      double real = 0, imaginary = 0;
      for (guint i = 0; i < sample->n; i++)
        {
          double phase = 0;
          for (guint c = 0; c < 3; c++)
            phase += family[v][c] * per_edge * sample->positions[3 * (gsize) i + c] / sample->box[c];
          real += cos (phase);
          imaginary += sin (phase);
        }
      sum += (real * real + imaginary * imaginary) / sample->n;
    }
  return sum / 4;
}
