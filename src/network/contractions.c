/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "network/contractions.h"

#include <math.h>
#include <string.h>

/* A field at one bond: w = u_j - u_i = along n + across, across at right angles to n.
 *
 * r(s) = |r n + s w| has r' = a, r'' = b/r, r''' = -3 a b/r^2, r'''' = (12 a^2 b - 3 b^2)/r^3 with a = along and
 * b = across^2. Everything below follows from putting that into the derivatives of phi(r(s)). */
typedef struct
{
  double along;
  double across[3];
  double across2;
} Stretch;

static Stretch
stretch_of (const VtBond *bond, const double *u)
{
  const double *ui = &u[3 * (gsize) bond->i], *uj = &u[3 * (gsize) bond->j], *n = bond->n;
  double w[3] = { uj[0] - ui[0], uj[1] - ui[1], uj[2] - ui[2] };
  Stretch stretch = { .along = n[0] * w[0] + n[1] * w[1] + n[2] * w[2] };

  for (guint a = 0; a < 3; a++)
    {
      stretch.across[a] = w[a] - stretch.along * n[a];
      stretch.across2 += stretch.across[a] * stretch.across[a];
    }
  return stretch;
}

/* The coefficients that the directions across the bond have beside phi''' and phi''''. */
static double
third_across (const VtBond *bond)
{
  return (bond->d2 - bond->d1 / bond->r) / bond->r;
}

static double
fourth_mixed (const VtBond *bond)
{
  return (bond->d3 - 2.0 * third_across (bond)) / bond->r;
}

static double
fourth_across (const VtBond *bond)
{
  return third_across (bond) / bond->r;
}

static double
second (const VtBond *bond, const Stretch *w)
{
  return bond->d2 * w->along * w->along + bond->d1 / bond->r * w->across2;
}

static double
third (const VtBond *bond, const Stretch *w)
{
  return w->along * (bond->d3 * w->along * w->along + 3.0 * third_across (bond) * w->across2);
}

static double
fourth (const VtBond *bond, const Stretch *w)
{
  double a2 = w->along * w->along, b = w->across2;

  return bond->d4 * a2 * a2 + 6.0 * fourth_mixed (bond) * a2 * b + 3.0 * fourth_across (bond) * b * b;
}

static void
add_pair (double *vector, const VtBond *bond, double along, double across_factor, const double across[3])
{
  double *at_i = &vector[3 * (gsize) bond->i], *at_j = &vector[3 * (gsize) bond->j];

  for (guint a = 0; a < 3; a++)
    {
      double f = along * bond->n[a] + across_factor * across[a];

      at_j[a] += f;
      at_i[a] -= f;
    }
}

double
vt_contract_third (const VtNetwork *network, const double *u, double *vector)
{
  double sum = 0.0;

  if (vector != NULL)
    memset (vector, 0, 3 * (gsize) network->n * sizeof (double));
  for (gsize b = 0; b < network->n_bonds; b++)
    {
      const VtBond *bond = &network->bonds[b];
      Stretch w = stretch_of (bond, u);
      double c = third_across (bond);

      sum += third (bond, &w);
      if (vector != NULL)
        add_pair (vector, bond, bond->d3 * w.along * w.along + c * w.across2, 2.0 * c * w.along, w.across);
    }
  return sum;
}

double
vt_contract_fourth (const VtNetwork *network, const double *u, double *vector)
{
  double sum = 0.0;

  if (vector != NULL)
    memset (vector, 0, 3 * (gsize) network->n * sizeof (double));
  for (gsize b = 0; b < network->n_bonds; b++)
    {
      const VtBond *bond = &network->bonds[b];
      Stretch w = stretch_of (bond, u);
      double e = fourth_mixed (bond), g = fourth_across (bond), a2 = w.along * w.along;

      sum += fourth (bond, &w);
      if (vector != NULL)
        add_pair (vector, bond, w.along * (bond->d4 * a2 + 3.0 * e * w.across2), 3.0 * (e * a2 + g * w.across2),
                  w.across);
    }
  return sum;
}

static double
dot (const double a[3], const double b[3])
{
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

void
vt_contract_third_mixed (const VtNetwork *network, const double *u, const double *v, double *vector)
{
  memset (vector, 0, 3 * (gsize) network->n * sizeof (double));
  for (gsize b = 0; b < network->n_bonds; b++)
    {
      const VtBond *bond = &network->bonds[b];
      Stretch p = stretch_of (bond, u), q = stretch_of (bond, v);
      double c = third_across (bond);

      add_pair (vector, bond, bond->d3 * p.along * q.along + c * dot (p.across, q.across), c * q.along, p.across);
      add_pair (vector, bond, 0.0, c * p.along, q.across);
    }
}

void
vt_contract_fourth_mixed (const VtNetwork *network, const double *u, const double *v, double *vector)
{
  memset (vector, 0, 3 * (gsize) network->n * sizeof (double));
  for (gsize b = 0; b < network->n_bonds; b++)
    {
      const VtBond *bond = &network->bonds[b];
      Stretch p = stretch_of (bond, u), q = stretch_of (bond, v);
      double e = fourth_mixed (bond), g = fourth_across (bond), a2 = p.along * p.along, pq = dot (p.across, q.across);

      add_pair (vector, bond, bond->d4 * a2 * q.along + e * (q.along * p.across2 + 2.0 * p.along * pq),
                2.0 * (e * p.along * q.along + g * pq), p.across);
      add_pair (vector, bond, 0.0, e * a2 + g * p.across2, q.across);
    }
}

VtExpansion
vt_network_expand (const VtNetwork *network, const double *u)
{
  VtExpansion sum = { 0 };

  for (gsize b = 0; b < network->n_bonds; b++)
    {
      const VtBond *bond = &network->bonds[b];
      Stretch w = stretch_of (bond, u);

      sum.first += bond->d1 * w.along;
      sum.second += second (bond, &w);
      sum.third += third (bond, &w);
      sum.fourth += fourth (bond, &w);
    }
  return sum;
}

double
vt_expansion_energy (const VtExpansion *expansion, guint order, double s)
{
  double energy = expansion->second / 2.0;

  if (order >= 3)
    energy += expansion->third * s / 6.0;
  if (order >= 4)
    energy += expansion->fourth * s * s / 24.0;
  return energy * s * s;
}

void
vt_network_stiffness_by_bond (const VtNetwork *network, const double *u, double *stiffness, double *force)
{
  for (gsize b = 0; b < network->n_bonds; b++)
    {
      const VtBond *bond = &network->bonds[b];
      Stretch w = stretch_of (bond, u);

      stiffness[b] = bond->d2 * w.along * w.along;
      force[b] = bond->d1 / bond->r * w.across2;
    }
}
