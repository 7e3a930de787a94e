/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "network/network.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>
#include "network/cells.h"

static gboolean
fill_bond (VtBond *bond, guint i, guint j, const double d[3], double r, double lambda,
           const VtPotential *potential, double *energy, GError **error)
{
  double phi[5], x = r / lambda;

  if (!(x >= VT_X_MINIMUM))
    {
      g_set_error (error, VT_SAMPLE_ERROR, VT_SAMPLE_ERROR_COINCIDENT,
                   _("Particles %u and %u are (nearly) on top of each other: they are %.3g apart and must be at "
                     "least %.3g. Check the positions."),
                   i + 1, j + 1, r, VT_X_MINIMUM * lambda);
      return FALSE;
    }
  vt_potential_evaluate_unchecked (potential, x, phi);
  *bond = (VtBond) { .i = i, .j = j, .n = { d[0] / r, d[1] / r, d[2] / r }, .r = r };
  bond->d1 = phi[1] / lambda;
  bond->d2 = phi[2] / (lambda * lambda);
  bond->d3 = phi[3] / (lambda * lambda * lambda);
  bond->d4 = phi[4] / (lambda * lambda * lambda * lambda);
  *energy += phi[0];
  return TRUE;
}

static int
compare_partner (gconstpointer a, gconstpointer b)
{
  guint32 p = ((const VtBond *) a)->j, q = ((const VtBond *) b)->j;

  return (p > q) - (p < q);
}

/* Appends the bonds of particle @i with later particles, sorted by partner. */
static gboolean
append_bonds_of (guint i, const VtSample *sample, const VtCells *cells, const VtPotential *potential, GArray *bonds,
                 double *energy, GError **error)
{
  const double *p = sample->positions;
  guint around[VT_MOST_NEIGHBOUR_CELLS], n_around = vt_cells_neighbours (cells, cells->cell_of[i], around);
  guint first = bonds->len;

  for (guint c = 0; c < n_around; c++)
    for (guint k = cells->start[around[c]]; k < cells->start[around[c] + 1]; k++)
      {
        guint j = cells->members[k];

        if (j <= i)
          continue;

        double d[3] = { p[3 * j] - p[3 * i], p[3 * j + 1] - p[3 * i + 1], p[3 * j + 2] - p[3 * i + 2] };
        double lambda = vt_lambda (sample->species[i], sample->species[j]);
        VtBond bond;

        vt_minimum_image (sample->box, d);
        double r = sqrt (d[0] * d[0] + d[1] * d[1] + d[2] * d[2]);
        if (r >= potential->cutoff * lambda)
          continue;
        if (!fill_bond (&bond, i, j, d, r, lambda, potential, energy, error))
          return FALSE;
        g_array_append_val (bonds, bond);
      }
  qsort (&g_array_index (bonds, VtBond, first), bonds->len - first, sizeof (VtBond), compare_partner);
  return TRUE;
}

static gboolean
check_finite (const VtSample *sample, GError **error)
{
  for (guint k = 0; k < 3 * sample->n; k++)
    if (!isfinite (sample->positions[k]))
      {
        g_set_error (error, VT_SAMPLE_ERROR, VT_SAMPLE_ERROR_VALUE,
                     _("The position of particle %u is not a number."), k / 3 + 1);
        return FALSE;
      }
  return TRUE;
}

static void
sum_forces (VtNetwork *network)
{
  g_autofree guint8 *bonded = g_new0 (guint8, network->n);
  double sum = 0.0, largest = 0.0;

  for (gsize b = 0; b < network->n_bonds; b++)
    {
      const VtBond *bond = &network->bonds[b];

      for (guint a = 0; a < 3; a++)
        {
          network->forces[3 * bond->i + a] += bond->d1 * bond->n[a];
          network->forces[3 * bond->j + a] -= bond->d1 * bond->n[a];
        }
      bonded[bond->i] = bonded[bond->j] = TRUE;
      sum += fabs (bond->d1);
    }
  for (guint i = 0; i < network->n; i++)
    {
      const double *f = &network->forces[3 * i];

      largest = MAX (largest, hypot (hypot (f[0], f[1]), f[2]));
      network->n_rattlers += !bonded[i];
    }
  network->largest_force = largest;
  network->mean_pair_force = network->n_bonds > 0 ? sum / network->n_bonds : 0.0;
}

VtNetwork *
vt_network_new (const VtSample *sample, const VtPotential *potential, GError **error)
{
  g_autoptr (GArray) bonds = g_array_sized_new (FALSE, FALSE, sizeof (VtBond), 20 * sample->n);
  double energy = 0.0;
  gboolean good = TRUE;
  VtCells cells;

  if (!check_finite (sample, error) || !vt_sample_check_cutoff (sample, potential, error))
    return NULL;

  vt_cells_init (&cells, sample, potential->cutoff * vt_lambda (VT_SPECIES_LARGE, VT_SPECIES_LARGE));
  for (guint i = 0; i < sample->n && good; i++)
    good = append_bonds_of (i, sample, &cells, potential, bonds, &energy, error);
  vt_cells_clear (&cells);
  if (!good)
    return NULL;

  VtNetwork *network = g_new0 (VtNetwork, 1);
  g_atomic_ref_count_init (&network->references);
  network->n = sample->n;
  memcpy (network->box, sample->box, sizeof network->box);
  network->volume = vt_sample_volume (sample);
  network->energy = energy;
  network->forces = g_new0 (double, 3 * sample->n);
  network->n_bonds = bonds->len;
  network->bonds = (VtBond *) g_array_steal (bonds, NULL);
  sum_forces (network);
  return network;
}

VtNetwork *
vt_network_ref (const VtNetwork *network)
{
  VtNetwork *self = (VtNetwork *) network;

  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
vt_network_unref (VtNetwork *network)
{
  if (!g_atomic_ref_count_dec (&network->references))
    return;
  g_free (network->bonds);
  g_free (network->forces);
  g_free (network);
}

VtPressure
vt_network_pressure (const VtNetwork *network)
{
  VtPressure p = { 0 };

  for (gsize b = 0; b < network->n_bonds; b++)
    {
      double virial = -network->bonds[b].d1 * network->bonds[b].r / (3.0 * network->volume);

      if (virial > 0.0)
        p.p_plus += virial;
      else
        p.p_minus += virial;
    }
  p.pressure = p.p_plus + p.p_minus;
  p.p0 = p.p_plus - p.p_minus;
  return p;
}

double
vt_network_stickiness (const VtNetwork *network)
{
  g_autofree double *attraction = g_new0 (double, network->n);
  g_autofree double *repulsion = g_new0 (double, network->n);
  double attractive = 0.0, repulsive = 0.0;

  for (gsize b = 0; b < network->n_bonds; b++)
    {
      const VtBond *bond = &network->bonds[b];
      double *strongest = bond->d1 > 0.0 ? attraction : repulsion;
      double f = fabs (bond->d1);

      strongest[bond->i] = MAX (strongest[bond->i], f);
      strongest[bond->j] = MAX (strongest[bond->j], f);
    }
  for (guint i = 0; i < network->n; i++)
    {
      attractive += attraction[i];
      repulsive += repulsion[i];
    }
  return repulsive > 0.0 ? attractive / repulsive : NAN;
}

double
vt_network_coordination (const VtNetwork *network)
{
  return network->n > 0 ? 2.0 * network->n_bonds / network->n : 0.0;
}
