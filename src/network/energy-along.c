/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "network/energy-along.h"

#include <math.h>
#include "network/cells.h"
#include "network/network.h"
#include "network/pair-series.h"

/* Compiled for each width of vectors; nothing is contracted. */
#if defined (__x86_64__) && !defined (__SANITIZE_ADDRESS__)
#define VARIANTS __attribute__ ((target_clones ("avx512f", "avx2", "default")))
#else
#define VARIANTS
#endif

#define LANES 8
typedef double Lanes __attribute__ ((vector_size (8 * LANES), aligned (8)));

/* x + ROUND - ROUND is x rounded to a whole number, without a comparison, which wide vectors may not have. */
#define ROUND 0x1.8p52

/* --- by whole glasses, one for each s: for boxes too small for anything better --- */

static gboolean
displaced_energy (const VtSample *sample, const VtPotential *potential, const double *u, double s, double *energy,
                  GError **error)
{
  g_autoptr (VtSample) moved = vt_sample_copy (sample);
  g_autoptr (VtNetwork) there = NULL;

  for (gsize k = 0; k < 3 * (gsize) sample->n; k++)
    moved->positions[k] += s * u[k];
  there = vt_network_new (moved, potential, error);
  if (there == NULL)
    return FALSE;
  *energy = there->energy;
  return TRUE;
}

static gboolean
energy_of_glasses (const VtSample *sample, const VtPotential *potential, const double *u, const double *s, guint n,
                   double *energy, GError **error)
{
  double here;

  if (!displaced_energy (sample, potential, u, 0.0, &here, error))
    return FALSE;
  for (guint k = 0; k < n; k++)
    {
      if (!displaced_energy (sample, potential, u, s[k], &energy[k], error))
        return FALSE;
      energy[k] -= here;
    }
  return TRUE;
}

/* --- by pairs --- */

/* The particles in the order of their cells. */
typedef struct
{
  VtCells cells;
  double box[3], inverse[3];
  double *at[3];     /* n + LANES each, the last ones unused: within the box */
  double *path[3];   /* n each: where the largest |s| leads */
  double *reach;     /* n: how far that is */
  double *within[2]; /* n + LANES each: closer than this and its own reach a particle of that species may come within
                      * the cutoff */
  guint8 *species;   /* n */
  double *excess;    /* n + LANES: room for find_near */
  guint *near;
} Movers;

static void
movers_clear (Movers *movers)
{
  vt_cells_clear (&movers->cells);
  for (guint a = 0; a < 3; a++)
    {
      g_free (movers->at[a]);
      g_free (movers->path[a]);
    }
  g_free (movers->reach);
  g_free (movers->within[0]);
  g_free (movers->within[1]);
  g_free (movers->species);
  g_free (movers->excess);
  g_free (movers->near);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Movers, movers_clear)

/* The mover in place k, particle i of the sample. */
static void
place (Movers *movers, guint k, const VtSample *sample, guint i, const VtPotential *potential, const double *u,
       double farthest)
{
  double reach2 = 0.0;

  for (guint a = 0; a < 3; a++)
    {
      double x = sample->positions[3 * i + a], path = farthest * u[3 * i + a];

      movers->at[a][k] = x - sample->box[a] * floor (x / sample->box[a]);
      movers->path[a][k] = path;
      reach2 += path * path;
    }
  movers->reach[k] = sqrt (reach2);
  movers->species[k] = sample->species[i];
  for (guint other = 0; other < 2; other++)
    movers->within[other][k] = potential->cutoff * vt_lambda (sample->species[i], other) + movers->reach[k];
}

static void
movers_init (Movers *movers, const VtSample *sample, const VtPotential *potential, const double *u, double farthest,
             double longest)
{
  guint n = sample->n;

  vt_cells_init (&movers->cells, sample, longest);
  for (guint a = 0; a < 3; a++)
    {
      movers->at[a] = g_new0 (double, n + LANES);
      movers->path[a] = g_new (double, n);
      movers->box[a] = sample->box[a];
      movers->inverse[a] = 1.0 / sample->box[a];
    }
  movers->reach = g_new (double, n);
  movers->within[0] = g_new0 (double, n + LANES);
  movers->within[1] = g_new0 (double, n + LANES);
  movers->species = g_new (guint8, n);
  movers->excess = g_new0 (double, n + LANES);
  movers->near = g_new (guint, n);
  for (guint k = 0; k < n; k++)
    place (movers, k, sample, movers->cells.members[k], potential, u, farthest);
}

/* Those from @begin to @end that may come within the cutoff of mover i, into movers->near. */
static VARIANTS guint
find_near (const Movers *movers, guint i, guint begin, guint end)
{
  const double *within = movers->within[movers->species[i]];
  double *excess = movers->excess;
  guint *near = movers->near, n = 0;

  for (guint j = begin; j < end; j += LANES)
    {
      Lanes limit = *(const Lanes *) (within + j) + movers->reach[i], sum = -limit * limit;

      for (guint a = 0; a < 3; a++)
        {
          Lanes d = *(const Lanes *) (movers->at[a] + j) - movers->at[a][i];

          d -= movers->box[a] * (d * movers->inverse[a] + ROUND - ROUND);
          sum += d * d;
        }
      *(Lanes *) (excess + (j - begin)) = sum;
    }
  for (guint j = begin; j < end; j++)
    {
      near[n] = j;
      n += excess[j - begin] < 0.0;
    }
  return n;
}

static gboolean
add_pair (const Movers *movers, guint i, guint j, VtPairSeries *series, GError **error)
{
  double r2 = 0.0, along = 0.0, w2 = 0.0, lambda = vt_lambda (movers->species[i], movers->species[j]);

  for (guint a = 0; a < 3; a++)
    {
      double d = movers->at[a][j] - movers->at[a][i], w = movers->path[a][j] - movers->path[a][i];

      d -= movers->box[a] * (d * movers->inverse[a] + ROUND - ROUND);
      r2 += d * d;
      along += w * d;
      w2 += w * w;
    }
  /* Where they lie on top of each other there is no direction; the potential says that they are too close. */
  return vt_pair_series_add (series, &(VtPairPath) { r2 / (lambda * lambda), r2 > 0.0 ? 2.0 * along / r2 : 0.0,
                                                     r2 > 0.0 ? w2 / r2 : 0.0 }, error);
}

/* All pairs of one particle of cell @c with one of @other, each once. */
static gboolean
add_cells (Movers *movers, guint c, guint other, VtPairSeries *series, GError **error)
{
  const guint *start = movers->cells.start;

  for (guint i = start[c]; i < start[c + 1]; i++)
    {
      guint n = find_near (movers, i, c == other ? i + 1 : start[other], start[other + 1]);

      for (guint k = 0; k < n; k++)
        if (!add_pair (movers, i, movers->near[k], series, error))
          return FALSE;
    }
  return TRUE;
}

static gboolean
add_pairs (Movers *movers, VtPairSeries *series, GError **error)
{
  guint around[VT_MOST_NEIGHBOUR_CELLS];

  for (guint c = 0; c < movers->cells.n_cells; c++)
    {
      guint n = vt_cells_neighbours (&movers->cells, c, around);

      for (guint k = 0; k < n; k++)
        if (around[k] >= c && !add_cells (movers, c, around[k], series, error))
          return FALSE;
    }
  return TRUE;
}

static double
largest_size (const double *x, gsize n, gsize stride)
{
  double largest = 0.0;

  for (gsize k = 0; k < n; k += stride)
    {
      double size2 = 0.0;

      for (gsize a = 0; a < stride; a++)
        size2 += x[k + a] * x[k + a];
      largest = MAX (largest, size2);
    }
  return sqrt (largest);
}

gboolean
vt_energy_along (const VtSample *sample, const VtPotential *potential, const double *u, const double *s, guint n,
                 double *energy, GError **error)
{
  double farthest = largest_size (s, n, 1), longest;
  g_autofree double *times = g_new (double, n);
  g_autoptr (VtPairSeries) series = NULL;
  g_auto (Movers) movers = { 0 };

  /* Two particles may each come as far towards the other as the fastest goes. */
  longest = potential->cutoff * vt_lambda (VT_SPECIES_LARGE, VT_SPECIES_LARGE)
            + 2.0 * farthest * largest_size (u, 3 * (gsize) sample->n, 3);
  if (!(2.0 * longest <= MIN (sample->box[0], MIN (sample->box[1], sample->box[2]))))
    return energy_of_glasses (sample, potential, u, s, n, energy, error);
  for (guint k = 0; k < n; k++)
    times[k] = farthest > 0.0 ? s[k] / farthest : 0.0;
  series = vt_pair_series_new (potential, times, n);
  movers_init (&movers, sample, potential, u, farthest, longest);
  if (!add_pairs (&movers, series, error))
    return FALSE;
  vt_pair_series_finish (series, energy);
  return TRUE;
}
