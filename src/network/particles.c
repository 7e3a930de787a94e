/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "network/particles.h"

#include <math.h>
#include <string.h>

void
vt_network_particle_energies (const VtNetwork *network, const VtSample *sample, const VtPotential *potential,
                              double *energies)
{
  memset (energies, 0, network->n * sizeof *energies);
  for (gsize b = 0; b < network->n_bonds; b++)
    {
      const VtBond *bond = &network->bonds[b];
      double phi[5];

      vt_potential_evaluate_unchecked (
        potential,
        bond->r / vt_lambda ((VtSpecies) sample->species[bond->i], (VtSpecies) sample->species[bond->j]), phi);
      energies[bond->i] += phi[0] / 2;
      energies[bond->j] += phi[0] / 2;
    }
}

gboolean
vt_network_particle_stickiness (const VtNetwork *network, double *stickiness)
{
  g_autofree double *repulsion = g_new0 (double, network->n);
  double sum = 0;

  memset (stickiness, 0, network->n * sizeof *stickiness);
  for (gsize b = 0; b < network->n_bonds; b++)
    {
      const VtBond *bond = &network->bonds[b];
      double *strongest = bond->d1 > 0 ? stickiness : repulsion, force = fabs (bond->d1);

      strongest[bond->i] = MAX (strongest[bond->i], force);
      strongest[bond->j] = MAX (strongest[bond->j], force);
    }
  for (guint i = 0; i < network->n; i++)
    sum += repulsion[i];
  for (guint i = 0; i < network->n; i++)
    stickiness[i] = sum > 0 ? stickiness[i] * network->n / sum : 0;
  return sum > 0;
}

static int
compare (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

void
vt_robust_range (const double *values, guint n, double low, double high, double range[2])
{
  g_autofree double *sorted = g_new (double, MAX (n, 1));
  guint found = 0;

  for (guint i = 0; i < n; i++)
    if (isfinite (values[i]))
      sorted[found++] = values[i];
  range[0] = 0;
  range[1] = 1;
  if (!found)
    return;
  qsort (sorted, found, sizeof *sorted, compare);
  range[0] = sorted[(guint) (low * (found - 1))];
  range[1] = sorted[(guint) (high * (found - 1))];
  if (!(range[1] > range[0]))
    range[1] = range[0] + 1;
}
