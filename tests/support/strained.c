/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/strained.h"

#include <math.h>
#include <string.h>
#include "response/factor.h"

static void
evaluate (VtNetwork *network, VtBond *bond, const double d[3], double lambda, const VtPotential *potential)
{
  double phi[5];

  bond->r = sqrt (d[0] * d[0] + d[1] * d[1] + d[2] * d[2]);
  potential->model->evaluate (potential, bond->r / lambda, phi);
  if (bond->r >= potential->cutoff * lambda)
    memset (phi, 0, sizeof phi);
  bond->d1 = phi[1] / lambda;
  bond->d2 = phi[2] / (lambda * lambda);
  bond->d3 = phi[3] / pow (lambda, 3);
  bond->d4 = phi[4] / pow (lambda, 4);
  network->energy += phi[0];
  for (guint a = 0; a < 3; a++)
    {
      bond->n[a] = d[a] / bond->r;
      network->forces[3 * bond->i + a] += bond->d1 * bond->n[a];
      network->forces[3 * bond->j + a] -= bond->d1 * bond->n[a];
    }
}

VtNetwork *
test_strained (const VtNetwork *network, const VtSample *sample, const VtPotential *potential, const double f[3][3],
               const double *u)
{
  VtNetwork *strained = g_memdup2 (network, sizeof *network);

  g_atomic_ref_count_init (&strained->references);
  strained->bonds = g_memdup2 (network->bonds, network->n_bonds * sizeof (VtBond));
  strained->forces = g_new0 (double, 3 * network->n);
  strained->energy = 0.0;
  strained->volume *= f[0][0] * f[1][1] * f[2][2];
  for (gsize b = 0; b < network->n_bonds; b++)
    {
      VtBond *bond = &strained->bonds[b];
      double d[3];

      for (guint a = 0; a < 3; a++)
        {
          d[a] = u != NULL ? u[3 * bond->j + a] - u[3 * bond->i + a] : 0.0;
          for (guint c = 0; c < 3; c++)
            d[a] += f[a][c] * network->bonds[b].r * network->bonds[b].n[c];
        }
      evaluate (strained, bond, d, vt_lambda (sample->species[bond->i], sample->species[bond->j]), potential);
    }
  return strained;
}

VtNetwork *
test_strained_and_relaxed (const VtNetwork *network, const VtSample *sample, const VtPotential *potential,
                           const double f[3][3])
{
  g_autoptr (VtHessian) hessian = vt_hessian_new (network);
  g_autoptr (VtFactor) factor = vt_factor_new_stable (hessian, NULL);
  g_autofree double *u = g_new0 (double, 3 * network->n), *step = g_new (double, 3 * network->n);

  g_assert_nonnull (factor);
  for (guint k = 0; k < 8; k++)
    {
      g_autoptr (VtNetwork) strained = test_strained (network, sample, potential, f, u);

      vt_factor_solve (factor, strained->forces, step, 1);
      for (guint c = 0; c < 3 * network->n; c++)
        u[c] += step[c];
    }
  return test_strained (network, sample, potential, f, u);
}
