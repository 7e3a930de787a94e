/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "network/hessian.h"

#include <math.h>
#include <string.h>

static void
bond_block (const VtBond *bond, double block[9])
{
  double tension = bond->d1 / bond->r;

  for (guint a = 0; a < 3; a++)
    for (guint b = 0; b < 3; b++)
      /* n_a n_b first: exactly symmetric. */
      block[3 * a + b] = (bond->d2 - tension) * (bond->n[a] * bond->n[b]) + (a == b ? tension : 0.0);
}

/* Where every row starts, and the columns: bonds are sorted by (i, j), so row j receives its earlier partners i in
 * ascending order, then itself, then its later ones. */
static void
lay_out_rows (VtHessian *hessian, const VtNetwork *network, gsize *lower, gsize *upper)
{
  guint n = hessian->n;
  g_autofree guint *n_lower = g_new0 (guint, n);

  for (gsize b = 0; b < network->n_bonds; b++)
    {
      hessian->start[network->bonds[b].i + 1]++;
      hessian->start[network->bonds[b].j + 1]++;
      n_lower[network->bonds[b].j]++;
    }
  for (guint i = 0; i < n; i++)
    {
      hessian->start[i + 1] += hessian->start[i] + 1;
      lower[i] = hessian->start[i];
      upper[i] = hessian->start[i] + n_lower[i] + 1;
      hessian->column[upper[i] - 1] = i;
    }
}

static void
add_bond (VtHessian *hessian, const VtBond *bond, gsize place_ij, gsize place_ji, gsize diagonal_i, gsize diagonal_j)
{
  double block[9];

  bond_block (bond, block);
  hessian->column[place_ij] = bond->j;
  hessian->column[place_ji] = bond->i;
  for (guint k = 0; k < 9; k++)
    {
      hessian->blocks[9 * place_ij + k] = -block[k];
      hessian->blocks[9 * place_ji + k] = -block[k];
      hessian->blocks[9 * diagonal_i + k] += block[k];
      hessian->blocks[9 * diagonal_j + k] += block[k];
    }
}

VtHessian *
vt_hessian_new (const VtNetwork *network)
{
  VtHessian *hessian = g_new0 (VtHessian, 1);
  guint n = network->n;
  g_autofree gsize *lower = g_new (gsize, n), *upper = g_new (gsize, n), *diagonal = g_new (gsize, n);
  double sum = 0.0;

  g_atomic_ref_count_init (&hessian->references);
  hessian->n = n;
  hessian->n_blocks = n + 2 * network->n_bonds;
  hessian->start = g_new0 (gsize, n + 1);
  hessian->column = g_new (guint32, hessian->n_blocks);
  hessian->blocks = g_new0 (double, 9 * hessian->n_blocks);
  lay_out_rows (hessian, network, lower, upper);
  for (guint i = 0; i < n; i++)
    diagonal[i] = upper[i] - 1;
  for (gsize b = 0; b < network->n_bonds; b++)
    {
      const VtBond *bond = &network->bonds[b];

      add_bond (hessian, bond, upper[bond->i]++, lower[bond->j]++, diagonal[bond->i], diagonal[bond->j]);
    }
  for (guint i = 0; i < n; i++)
    for (guint a = 0; a < 3; a++)
      sum += fabs (hessian->blocks[9 * diagonal[i] + 4 * a]);
  hessian->mean_diagonal = n > 0 ? sum / (3.0 * n) : 0.0;
  return hessian;
}

VtHessian *
vt_hessian_ref (const VtHessian *hessian)
{
  VtHessian *self = (VtHessian *) hessian;

  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
vt_hessian_unref (VtHessian *hessian)
{
  if (!g_atomic_ref_count_dec (&hessian->references))
    return;
  g_free (hessian->start);
  g_free (hessian->column);
  g_free (hessian->blocks);
  g_free (hessian);
}

void
vt_hessian_multiply (const VtHessian *hessian, const double *x, double *y)
{
  for (guint i = 0; i < hessian->n; i++)
    {
      double y0 = 0.0, y1 = 0.0, y2 = 0.0;

      for (gsize k = hessian->start[i]; k < hessian->start[i + 1]; k++)
        {
          const double *h = &hessian->blocks[9 * k], *u = &x[3 * (gsize) hessian->column[k]];

          y0 += h[0] * u[0] + h[1] * u[1] + h[2] * u[2];
          y1 += h[3] * u[0] + h[4] * u[1] + h[5] * u[2];
          y2 += h[6] * u[0] + h[7] * u[1] + h[8] * u[2];
        }
      y[3 * (gsize) i] = y0;
      y[3 * (gsize) i + 1] = y1;
      y[3 * (gsize) i + 2] = y2;
    }
}

/* Four vectors at once. Only for H's memory traffic: the sums are those of vt_hessian_multiply, in the same order. */
static void
multiply_four (const VtHessian *hessian, const double *x, double *y)
{
  gsize n = 3 * (gsize) hessian->n;

  for (guint i = 0; i < hessian->n; i++)
    {
      double sum[4][3] = { 0 };

      for (gsize k = hessian->start[i]; k < hessian->start[i + 1]; k++)
        {
          const double *h = &hessian->blocks[9 * k], *u = &x[3 * (gsize) hessian->column[k]];

          for (guint v = 0; v < 4; v++, u += n)
            {
              sum[v][0] += h[0] * u[0] + h[1] * u[1] + h[2] * u[2];
              sum[v][1] += h[3] * u[0] + h[4] * u[1] + h[5] * u[2];
              sum[v][2] += h[6] * u[0] + h[7] * u[1] + h[8] * u[2];
            }
        }
      for (guint v = 0; v < 4; v++)
        memcpy (&y[v * n + 3 * (gsize) i], sum[v], sizeof sum[v]);
    }
}

void
vt_hessian_multiply_many (const VtHessian *hessian, const double *x, double *y, guint n_vectors)
{
  gsize n = 3 * (gsize) hessian->n;
  guint k = 0;

  for (; k + 4 <= n_vectors; k += 4)
    multiply_four (hessian, x + k * n, y + k * n);
  for (; k < n_vectors; k++)
    vt_hessian_multiply (hessian, x + k * n, y + k * n);
}

void
vt_hessian_to_dense (const VtHessian *hessian, double *dense)
{
  gsize n = 3 * (gsize) hessian->n;

  memset (dense, 0, n * n * sizeof (double));
  for (guint i = 0; i < hessian->n; i++)
    for (gsize k = hessian->start[i]; k < hessian->start[i + 1]; k++)
      for (guint a = 0; a < 3; a++)
        memcpy (&dense[(3 * (gsize) i + a) * n + 3 * (gsize) hessian->column[k]], &hessian->blocks[9 * k + 3 * a],
                3 * sizeof (double));
}

double
vt_hessian_norm_bound (const VtHessian *hessian)
{
  double bound = 0.0;

  for (guint i = 0; i < hessian->n; i++)
    for (guint a = 0; a < 3; a++)
      {
        double row = 0.0;

        for (gsize k = hessian->start[i]; k < hessian->start[i + 1]; k++)
          for (guint b = 0; b < 3; b++)
            row += fabs (hessian->blocks[9 * k + 3 * a + b]);
        bound = MAX (bound, row);
      }
  return bound;
}

void
vt_network_stiffness_parts (const VtNetwork *network, const double *mode, double parts[VT_N_STIFFNESS_PARTS])
{
  memset (parts, 0, VT_N_STIFFNESS_PARTS * sizeof (double));
  for (gsize b = 0; b < network->n_bonds; b++)
    {
      const VtBond *bond = &network->bonds[b];
      const double *ui = &mode[3 * (gsize) bond->i], *uj = &mode[3 * (gsize) bond->j];
      double w[3] = { uj[0] - ui[0], uj[1] - ui[1], uj[2] - ui[2] };
      double along = w[0] * bond->n[0] + w[1] * bond->n[1] + w[2] * bond->n[2];
      /* |w - along n|^2 rather than |w|^2 - along^2: no cancellation, never negative. */
      double across = 0.0;

      for (guint a = 0; a < 3; a++)
        across += (w[a] - along * bond->n[a]) * (w[a] - along * bond->n[a]);
      parts[bond->d2 > 0.0 ? VT_STIFFNESS_K_PLUS : VT_STIFFNESS_K_MINUS] += bond->d2 * along * along;
      parts[bond->d1 > 0.0 ? VT_STIFFNESS_F_PLUS : VT_STIFFNESS_F_MINUS] += bond->d1 / bond->r * across;
    }
}
