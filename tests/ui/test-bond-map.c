/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the bond list to what is drawn of it. Needs no display. */
#include "app/bond-map.h"
#include "network/hessian.h"
#include "scene/packing.h"

typedef struct
{
  VtSample *sample;
  VtNetwork *network;
  double *mode, *values;
  guint8 *region;
} Fixture;

static void
fixture_open (Fixture *f, gconstpointer data)
{
  const double centre[3] = { 0.4, 0.5, 0.6 };
  g_autoptr (GError) error = NULL;
  VtPotential potential;

  f->sample = packing_new (600, 0.69, 60);
  f->mode = packing_mode (f->sample, centre);
  g_assert_true (vt_potential_init (&potential, vt_model_find ("mie"), (const double[]) { 12, 2 }, &error));
  f->network = vt_network_new (f->sample, &potential, &error);
  g_assert_no_error (error);
  f->values = g_new (double, f->network->n_bonds);
  f->region = g_new0 (guint8, f->sample->n);
}

static void
fixture_close (Fixture *f, gconstpointer data)
{
  vt_sample_unref (f->sample);
  vt_network_unref (f->network);
  g_free (f->mode);
  g_free (f->values);
  g_free (f->region);
}

static double
sum (const Fixture *f)
{
  double total = 0;

  for (gsize b = 0; b < f->network->n_bonds; b++)
    total += f->values[b];
  return total;
}

static double
sum_of_sign (const Fixture *f, double sign)
{
  double total = 0;

  for (gsize b = 0; b < f->network->n_bonds; b++)
    total += sign * f->values[b] > 0 ? f->values[b] : 0;
  return total;
}

/* What single bonds give to a mode adds up to what the mode is made of. */
static void
test_parts (Fixture *f, gconstpointer data)
{
  double parts[VT_N_STIFFNESS_PARTS], scale;

  vt_network_stiffness_parts (f->network, f->mode, parts);
  scale = 1e-11 * (fabs (parts[0]) + fabs (parts[1]) + fabs (parts[2]) + fabs (parts[3]));
  vt_bond_map_values (f->network, VT_BOND_MAP_K, f->mode, f->values);
  g_assert_cmpfloat_with_epsilon (sum_of_sign (f, 1), parts[VT_STIFFNESS_K_PLUS], scale);
  g_assert_cmpfloat_with_epsilon (sum_of_sign (f, -1), parts[VT_STIFFNESS_K_MINUS], scale);
  vt_bond_map_values (f->network, VT_BOND_MAP_F, f->mode, f->values);
  g_assert_cmpfloat_with_epsilon (sum_of_sign (f, 1), parts[VT_STIFFNESS_F_PLUS], scale);
  g_assert_cmpfloat_with_epsilon (sum_of_sign (f, -1), parts[VT_STIFFNESS_F_MINUS], scale);
  g_assert_cmpfloat (fabs (sum (f)), >, 0);
}

/* Every bond drawn has the colour of its sign, an end in the region, and the strongest come last. */
static void
test_draw (Fixture *f, gconstpointer data)
{
  for (VtBondMap map = VT_BOND_MAP_FORCE; map < VT_N_BOND_MAPS; map++)
    {
      g_autoptr (GArray) bonds = NULL;
      float last = 0;
      guint signs[2] = { 0 };

      vt_bond_map_values (f->network, map, f->mode, f->values);
      g_assert_cmpuint (vt_region_around (f->network, f->sample, 17, f->region), >, 5);
      bonds = vt_bond_map_draw (f->network, map, f->values, f->region);
      g_assert_cmpuint (bonds->len, >, 20);
      for (guint k = 0; k < bonds->len; k++)
        {
          const VtSceneBond *drawn = &g_array_index (bonds, VtSceneBond, k);
          gsize b = 0;
          gboolean positive;

          while (f->network->bonds[b].i != drawn->i || f->network->bonds[b].j != drawn->j)
            b++;
          positive = f->values[b] > 0;
          signs[positive]++;
          g_assert_cmpint (drawn->class, ==,
                           map == VT_BOND_MAP_F ? (positive ? VT_BOND_FAINT_POSITIVE : VT_BOND_FAINT_NEGATIVE)
                                                : (positive ? VT_BOND_POSITIVE : VT_BOND_NEGATIVE));
          g_assert_true (f->region[drawn->i] || f->region[drawn->j]);
          g_assert_cmpfloat (drawn->strength, >=, last);
          last = drawn->strength;
        }
      g_assert_true (signs[0] && signs[1]);
      g_assert_cmpfloat (last, >=, 1);
    }
}

static void
test_nothing (Fixture *f, gconstpointer data)
{
  g_autoptr (GArray) off = NULL, nowhere = NULL;

  vt_bond_map_values (f->network, VT_BOND_MAP_FORCE, NULL, f->values);
  nowhere = vt_bond_map_draw (f->network, VT_BOND_MAP_FORCE, f->values, f->region);
  g_assert_cmpuint (nowhere->len, ==, 0);
  memset (f->region, 1, f->sample->n);
  off = vt_bond_map_draw (f->network, VT_BOND_MAP_OFF, f->values, f->region);
  g_assert_cmpuint (off->len, ==, 0);
  g_assert_cmpuint (vt_region_around (f->network, f->sample, 600, f->region), ==, 0);
}

/* However many bonds there are, so many are drawn, and they are the strongest. */
static void
test_most (Fixture *f, gconstpointer data)
{
  g_autoptr (GArray) bonds = NULL;
  guint stronger = 0;

  memset (f->region, 1, f->sample->n);
  vt_bond_map_values (f->network, VT_BOND_MAP_FORCE, NULL, f->values);
  bonds = vt_bond_map_draw (f->network, VT_BOND_MAP_FORCE, f->values, f->region);
  g_assert_cmpuint (f->network->n_bonds, >, VT_BOND_MAP_MOST);
  g_assert_cmpuint (bonds->len, <=, VT_BOND_MAP_MOST);
  for (gsize b = 0; b < f->network->n_bonds; b++)
    f->values[b] = 1;
  g_array_unref (g_steal_pointer (&bonds));
  bonds = vt_bond_map_draw (f->network, VT_BOND_MAP_FORCE, f->values, f->region);
  g_assert_cmpuint (bonds->len, ==, VT_BOND_MAP_MOST);
  for (guint k = 0; k < bonds->len; k++)
    stronger += g_array_index (bonds, VtSceneBond, k).strength == 1;
  g_assert_cmpuint (stronger, ==, VT_BOND_MAP_MOST);
}

static void
test_regions (Fixture *f, gconstpointer data)
{
  guint core, layer, grown, largest = 0;
  double most = 0;

  core = vt_region_core (f->sample->n, f->mode, f->region);
  g_assert_cmpuint (core, >, 0);
  g_assert_cmpuint (core, <=, 12);
  for (guint i = 0; i < f->sample->n; i++)
    {
      const double *u = f->mode + 3 * i;
      double size = u[0] * u[0] + u[1] * u[1] + u[2] * u[2];

      if (size > most)
        {
          most = size;
          largest = i;
        }
    }
  g_assert_cmpuint (f->region[largest], ==, 1);
  grown = vt_region_grow (f->network, f->sample, VT_REGION_TOUCHING, f->region);
  g_assert_cmpuint (grown, >, core);
  layer = vt_region_layer (f->sample, 1, 0, f->region); /* half of it is at the other side of the periodic box */
  g_assert_cmpuint (layer, >, f->sample->n / 20);
  for (guint i = 0; i < f->sample->n; i++)
    g_assert_cmpint (f->region[i], ==,
                     f->sample->positions[3 * i + 1] <= 0.6
                       || f->sample->positions[3 * i + 1] >= f->sample->box[1] - 0.6);
  memset (f->mode, 0, 3 * f->sample->n * sizeof (double));
  g_assert_cmpuint (vt_region_core (f->sample->n, f->mode, f->region), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/bond-map/parts", Fixture, NULL, fixture_open, test_parts, fixture_close);
  g_test_add ("/bond-map/draw", Fixture, NULL, fixture_open, test_draw, fixture_close);
  g_test_add ("/bond-map/nothing", Fixture, NULL, fixture_open, test_nothing, fixture_close);
  g_test_add ("/bond-map/most", Fixture, NULL, fixture_open, test_most, fixture_close);
  g_test_add ("/bond-map/regions", Fixture, NULL, fixture_open, test_regions, fixture_close);
  return g_test_run ();
}
