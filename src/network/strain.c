/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "network/strain.h"

#include <string.h>

/* Takes @f from particle i of @bond and adds it to j. */
static void
add_pair_force (double *force, const VtBond *bond, const double f[3])
{
  for (guint c = 0; c < 3; c++)
    {
      force[3 * (gsize) bond->i + c] -= f[c];
      force[3 * (gsize) bond->j + c] += f[c];
    }
}

VtStrainEnergy
vt_network_simple_shear (const VtNetwork *network, guint a, guint b, double *force)
{
  VtStrainEnergy energy = { 0.0, 0.0 };

  g_return_val_if_fail (a < 3 && b < 3 && a != b, energy);
  if (force != NULL)
    memset (force, 0, 3 * (gsize) network->n * sizeof (double));
  for (gsize k = 0; k < network->n_bonds; k++)
    {
      const VtBond *bond = &network->bonds[k];
      double d_b = bond->r * bond->n[b];
      double r_g = bond->n[a] * d_b;                       /* dr/dgamma */
      double r_gg = (d_b * d_b - r_g * r_g) / bond->r;     /* d^2r/dgamma^2 */
      double tension = bond->d1 / bond->r, f[3];

      energy.first += bond->d1 * r_g;
      energy.second += bond->d2 * r_g * r_g + bond->d1 * r_gg;
      if (force == NULL)
        continue;
      for (guint c = 0; c < 3; c++)
        f[c] = (bond->d2 - tension) * r_g * bond->n[c] + (c == a ? tension * d_b : 0.0);
      add_pair_force (force, bond, f);
    }
  return energy;
}

VtStrainEnergy
vt_network_dilation (const VtNetwork *network, double *force)
{
  VtStrainEnergy energy = { 0.0, 0.0 };

  if (force != NULL)
    memset (force, 0, 3 * (gsize) network->n * sizeof (double));
  for (gsize k = 0; k < network->n_bonds; k++)
    {
      const VtBond *bond = &network->bonds[k];
      double r = bond->r;
      double f[3] = { bond->d2 * r * bond->n[0], bond->d2 * r * bond->n[1], bond->d2 * r * bond->n[2] };

      energy.first += bond->d1 * r;
      energy.second += bond->d2 * r * r + bond->d1 * r;
      if (force != NULL)
        add_pair_force (force, bond, f);
    }
  return energy;
}
