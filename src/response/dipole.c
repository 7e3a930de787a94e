/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "response/dipole.h"

#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <string.h>
#include "sample/random.h"

void
vt_dipole_force (const VtNetwork *network, gsize bond, double *force)
{
  const VtBond *b = &network->bonds[bond];

  memset (force, 0, 3 * (gsize) network->n * sizeof (double));
  for (guint a = 0; a < 3; a++)
    {
      force[3 * (gsize) b->j + a] = b->n[a];
      force[3 * (gsize) b->i + a] = -b->n[a];
    }
}

void
vt_dipole_responses (const VtNetwork *network, VtFactor *factor, const gsize *bonds, guint n, double *u)
{
  for (guint k = 0; k < n; k++)
    vt_dipole_force (network, bonds[k], u + 3 * (gsize) network->n * k);
  vt_factor_solve (factor, u, u, n);
}

/* d_kl.u */
static double
stretch (const VtBond *bond, const double *u)
{
  const double *ui = &u[3 * (gsize) bond->i], *uj = &u[3 * (gsize) bond->j], *n = bond->n;

  return n[0] * (uj[0] - ui[0]) + n[1] * (uj[1] - ui[1]) + n[2] * (uj[2] - ui[2]);
}

static double
norm2 (const VtNetwork *network, const double *u)
{
  double sum = 0.0;

  for (gsize k = 0; k < 3 * (gsize) network->n; k++)
    sum += u[k] * u[k];
  return sum;
}

double
vt_dipole_frequency (const VtNetwork *network, gsize bond, const double *u)
{
  return sqrt (stretch (&network->bonds[bond], u) / norm2 (network, u));
}

/* Fisher-Yates on the few that are wanted: the places swapped so far are kept in a table. */
gsize *
vt_dipole_choose (const VtNetwork *network, guint64 seed, guint n, guint *n_chosen)
{
  g_autoptr (GHashTable) moved = g_hash_table_new (g_direct_hash, g_direct_equal);
  GRand *random = vt_random_new (seed, VT_STREAM_DIPOLES);
  gsize *chosen;

  *n_chosen = (guint) MIN (n, network->n_bonds);
  chosen = g_new (gsize, MAX (*n_chosen, 1));
  for (gsize k = 0; k < *n_chosen; k++)
    {
      gsize place = k + vt_random_below (random, (guint32) (network->n_bonds - k));
      gpointer at_place = g_hash_table_lookup (moved, GSIZE_TO_POINTER (place + 1));
      gpointer at_k = g_hash_table_lookup (moved, GSIZE_TO_POINTER (k + 1));

      chosen[k] = at_place != NULL ? GPOINTER_TO_SIZE (at_place) - 1 : place;
      g_hash_table_insert (moved, GSIZE_TO_POINTER (place + 1),
                           at_k != NULL ? at_k : GSIZE_TO_POINTER (k + 1));
    }
  g_rand_free (random);
  return chosen;
}

static void
midpoint (const VtSample *sample, const VtBond *bond, double middle[3])
{
  for (guint a = 0; a < 3; a++)
    middle[a] = sample->positions[3 * (gsize) bond->i + a] + 0.5 * bond->r * bond->n[a];
}

/* The bin of every bond, n where it is beyond the last or is the dipole itself. */
static guint *
sort_into_bins (const VtSample *sample, const VtNetwork *network, gsize bond, double width, guint n)
{
  guint *bins = g_new (guint, network->n_bonds);
  double centre[3];

  midpoint (sample, &network->bonds[bond], centre);
  for (gsize b = 0; b < network->n_bonds; b++)
    {
      double d[3], r;

      midpoint (sample, &network->bonds[b], d);
      for (guint a = 0; a < 3; a++)
        d[a] -= centre[a];
      vt_minimum_image (sample->box, d);
      r = sqrt (d[0] * d[0] + d[1] * d[1] + d[2] * d[2]);
      bins[b] = b == bond || r >= n * width ? n : MIN ((guint) (r / width), n - 1);
    }
  return bins;
}

void
vt_dipole_decay (const VtSample *sample, const VtNetwork *network, gsize bond, const double *u, double width, guint n,
                 double *median)
{
  g_autofree guint *bins = sort_into_bins (sample, network, bond, width, n);
  g_autofree gsize *start = g_new0 (gsize, n + 2), *fill = NULL;
  g_autofree double *values = g_new (double, MAX (network->n_bonds, 1));
  double scale = 1.0 / norm2 (network, u);

  for (gsize b = 0; b < network->n_bonds; b++)
    start[bins[b] + 1]++;
  for (guint k = 0; k <= n; k++)
    start[k + 1] += start[k];
  fill = g_memdup2 (start, (n + 1) * sizeof (gsize));
  for (gsize b = 0; b < network->n_bonds; b++)
    {
      double s = stretch (&network->bonds[b], u);

      values[fill[bins[b]]++] = s * s * scale;
    }
  for (guint k = 0; k < n; k++)
    median[k] = start[k + 1] > start[k] ? gsl_stats_median (&values[start[k]], 1, start[k + 1] - start[k]) : NAN;
}
