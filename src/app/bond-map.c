/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/bond-map.h"

#include <math.h>
#include <string.h>

#define FAINTEST 0.03
#define CORE_THRESHOLD 0.33
#define CORE_MOST 12
#define LAYER 0.6     /* lambda, to either side */

/* Along and across the bond: squared parts of the difference of the displacements of its ends. */
static void
relative_motion (const VtBond *bond, const double *mode, double *along, double *across)
{
  const double *ui = mode + 3 * (gsize) bond->i, *uj = mode + 3 * (gsize) bond->j;
  double w[3] = { uj[0] - ui[0], uj[1] - ui[1], uj[2] - ui[2] };
  double dot = w[0] * bond->n[0] + w[1] * bond->n[1] + w[2] * bond->n[2];

  *along = dot * dot;
  *across = 0;
  for (int c = 0; c < 3; c++)
    *across += (w[c] - dot * bond->n[c]) * (w[c] - dot * bond->n[c]);
}

void
vt_bond_map_values (const VtNetwork *network, VtBondMap map, const double *mode, double *values)
{
  for (gsize b = 0; b < network->n_bonds; b++)
    {
      const VtBond *bond = &network->bonds[b];
      double along = 0, across = 0;

      if (map >= VT_BOND_MAP_K)
        relative_motion (bond, mode, &along, &across);
      values[b] = map == VT_BOND_MAP_FORCE       ? bond->d1
                  : map == VT_BOND_MAP_STIFFNESS ? bond->d2
                  : map == VT_BOND_MAP_K         ? bond->d2 * along
                                                 : bond->d1 / bond->r * across;
    }
}

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static int
compare_strength (const void *a, const void *b)
{
  const VtSceneBond *x = a, *y = b;

  return (x->strength > y->strength) - (x->strength < y->strength);
}

static gboolean
in_region (const VtNetwork *network, const guint8 *region, gsize b)
{
  return region[network->bonds[b].i] || region[network->bonds[b].j];
}

static double
full_strength (const VtNetwork *network, const double *values, const guint8 *region)
{
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (double));

  for (gsize b = 0; b < network->n_bonds; b++)
    {
      double size = fabs (values[b]);

      if (in_region (network, region, b) && isfinite (size))
        g_array_append_val (sizes, size);
    }
  if (!sizes->len)
    return 0;
  g_array_sort (sizes, compare_doubles);
  return g_array_index (sizes, double, (guint) (0.97 * (sizes->len - 1)));
}

static VtBondClass
bond_class (VtBondMap map, double value)
{
  if (map == VT_BOND_MAP_F)
    return value > 0 ? VT_BOND_FAINT_POSITIVE : VT_BOND_FAINT_NEGATIVE;
  return value > 0 ? VT_BOND_POSITIVE : VT_BOND_NEGATIVE;
}

GArray *
vt_bond_map_draw (const VtNetwork *network, VtBondMap map, const double *values, const guint8 *region)
{
  GArray *bonds = g_array_new (FALSE, FALSE, sizeof (VtSceneBond));
  double full = map == VT_BOND_MAP_OFF ? 0 : full_strength (network, values, region);

  if (!(full > 0))
    return bonds;
  for (gsize b = 0; b < network->n_bonds; b++)
    {
      const VtBond *bond = &network->bonds[b];
      VtSceneBond drawn = { bond->i, bond->j, bond_class (map, values[b]), (float) (fabs (values[b]) / full) };

      if (drawn.strength >= FAINTEST && in_region (network, region, b))
        g_array_append_val (bonds, drawn);
    }
  g_array_sort (bonds, compare_strength);
  if (bonds->len > VT_BOND_MAP_MOST)
    g_array_remove_range (bonds, 0, bonds->len - VT_BOND_MAP_MOST);
  return bonds;
}

guint
vt_region_core (guint n, const double *mode, guint8 *region)
{
  g_autofree double *size = g_new (double, n), *sorted = NULL;
  double largest = 0, least;
  guint found = 0;

  for (guint i = 0; i < n; i++)
    {
      const double *u = mode + 3 * (gsize) i;

      size[i] = sqrt (u[0] * u[0] + u[1] * u[1] + u[2] * u[2]);
      largest = MAX (largest, size[i]);
    }
  sorted = g_memdup2 (size, n * sizeof *size);
  qsort (sorted, n, sizeof *sorted, compare_doubles);
  least = MAX (CORE_THRESHOLD * largest, n > CORE_MOST ? sorted[n - CORE_MOST] : 0);
  for (guint i = 0; i < n; i++)
    found += region[i] = largest > 0 && size[i] >= least;
  return found;
}

static double
touch (const VtSample *sample, const VtBond *bond)
{
  return vt_lambda ((VtSpecies) sample->species[bond->i], (VtSpecies) sample->species[bond->j]);
}

guint
vt_region_grow (const VtNetwork *network, const VtSample *sample, double reach, guint8 *region)
{
  g_autofree guint8 *seed = g_memdup2 (region, network->n);
  guint found = 0;

  for (gsize b = 0; b < network->n_bonds; b++)
    {
      const VtBond *bond = &network->bonds[b];

      if ((seed[bond->i] || seed[bond->j]) && bond->r <= reach * touch (sample, bond))
        region[bond->i] = region[bond->j] = 1;
    }
  for (guint i = 0; i < network->n; i++)
    found += region[i];
  return found;
}

guint
vt_region_around (const VtNetwork *network, const VtSample *sample, guint particle, guint8 *region)
{
  memset (region, 0, network->n);
  if (particle >= network->n)
    return 0;
  region[particle] = 1;
  return vt_region_grow (network, sample, VT_REGION_TOUCHING, region);
}

guint
vt_region_layer (const VtSample *sample, guint axis, double height, guint8 *region)
{
  guint found = 0;

  for (guint i = 0; i < sample->n; i++)
    {
      double d = remainder (sample->positions[3 * (gsize) i + axis] - height, sample->box[axis]);

      found += region[i] = fabs (d) <= LAYER;
    }
  return found;
}
