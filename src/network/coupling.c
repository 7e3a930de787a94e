/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "network/coupling.h"

#include <lapacke.h>
#include <math.h>
#include <string.h>

static void
sum_tensor (const VtNetwork *network, const double *u, double tensor[3][3])
{
  for (gsize k = 0; k < network->n_bonds; k++)
    {
      const VtBond *bond = &network->bonds[k];
      const double *ui = &u[3 * (gsize) bond->i], *uj = &u[3 * (gsize) bond->j], *n = bond->n;
      double w[3] = { uj[0] - ui[0], uj[1] - ui[1], uj[2] - ui[2] };
      double c = (bond->d2 * bond->r - bond->d1) * (n[0] * w[0] + n[1] * w[1] + n[2] * w[2]);

      for (guint a = 0; a < 3; a++)
        for (guint b = a; b < 3; b++)
          tensor[a][b] += c * n[a] * n[b] + bond->d1 * (w[a] * n[b] + n[a] * w[b]);
    }
  for (guint a = 0; a < 3; a++)
    for (guint b = 0; b < a; b++)
      tensor[a][b] = tensor[b][a];
}

/* Turns the field round: eigenvalues change sign and, ascending, their order. */
static void
reverse (VtCoupling *coupling)
{
  double axis[3], largest = coupling->eigenvalues[0];

  coupling->sign = -1.0;
  coupling->isotropic = -coupling->isotropic;
  for (guint k = 0; k < 9; k++)
    coupling->tensor[k / 3][k % 3] = -coupling->tensor[k / 3][k % 3];
  coupling->eigenvalues[0] = -coupling->eigenvalues[2];
  coupling->eigenvalues[1] = -coupling->eigenvalues[1];
  coupling->eigenvalues[2] = -largest;
  memcpy (axis, coupling->axes[0], sizeof axis);
  memcpy (coupling->axes[0], coupling->axes[2], sizeof axis);
  memcpy (coupling->axes[2], axis, sizeof axis);
}

VtCoupling
vt_network_coupling (const VtNetwork *network, const double *u)
{
  VtCoupling coupling = { .sign = 1.0, .dilation_over_shear = NAN };

  sum_tensor (network, u, coupling.tensor);
  coupling.isotropic = (coupling.tensor[0][0] + coupling.tensor[1][1] + coupling.tensor[2][2]) / 3.0;
  memcpy (coupling.axes, coupling.tensor, sizeof coupling.axes);
  for (guint a = 0; a < 3; a++)
    coupling.axes[a][a] -= coupling.isotropic;
  if (LAPACKE_dsyev (LAPACK_COL_MAJOR, 'V', 'L', 3, &coupling.axes[0][0], 3, coupling.eigenvalues) != 0)
    return coupling;
  if (fabs (coupling.eigenvalues[0]) > fabs (coupling.eigenvalues[2]))
    reverse (&coupling);
  if (coupling.eigenvalues[2] > 0.0)
    coupling.dilation_over_shear = coupling.isotropic / coupling.eigenvalues[2];
  return coupling;
}
