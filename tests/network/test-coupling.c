/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>
#include "network/coupling.h"
#include "network/strain.h"
#include "support/minimum.h"
#include "support/strained.h"

typedef struct
{
  VtPotential potential;
  VtSample *sample;
  VtNetwork *network;
} Glass;

static void
glass_clear (Glass *glass)
{
  vt_network_unref (glass->network);
  vt_sample_unref (glass->sample);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Glass, glass_clear)

static Glass
make (const char *model, double control, double cutoff, double density)
{
  Glass glass = { .potential = test_potential (model != NULL ? vt_model_find (model) : &test_soft_model, control, cutoff) };

  glass.sample = test_minimum (&glass.potential, model != NULL ? 160 : 108, density, 1.05, 3);
  glass.network = vt_network_new (glass.sample, &glass.potential, NULL);
  return glass;
}

static Glass
make_kind (guint kind)
{
  return kind == 0 ? make (NULL, 1.2, 0.0, 0.8)
                   : kind == 1 ? make ("mie", 12.0, 2.0, 0.698) : make ("sticky", 1.2, 0.0, 0.6);
}

/* d/de of the forces' product with u, the bonds strained by the pure strain e along ab. */
static double
by_strain (const Glass *glass, const double *u, guint a, guint b)
{
  double h = 1e-6, product[2] = { 0.0, 0.0 };

  for (guint side = 0; side < 2; side++)
    {
      double f[3][3] = { { 1.0, 0.0, 0.0 }, { 0.0, 1.0, 0.0 }, { 0.0, 0.0, 1.0 } };

      /* A pure strain: F = 1 + e/2 (ab + ba). */
      f[a][b] += (side == 0 ? 0.5 : -0.5) * h;
      f[b][a] += (side == 0 ? 0.5 : -0.5) * h;
      g_autoptr (VtNetwork) there = test_strained (glass->network, glass->sample, &glass->potential, f, NULL);
      for (guint k = 0; k < 3 * there->n; k++)
        product[side] -= there->forces[k] * u[k];
    }
  return (product[0] - product[1]) / (2.0 * h);
}

static void
test_strained_forces (gconstpointer data)
{
  g_auto (Glass) glass = make_kind (GPOINTER_TO_UINT (data));

  for (guint v = 0; v < 3; v++)
    {
      g_autofree double *u = test_random_vector (glass.sample->n, 20 + v);
      VtCoupling coupling = vt_network_coupling (glass.network, u);
      double scale = coupling.eigenvalues[2] + fabs (coupling.isotropic);

      for (guint a = 0; a < 3; a++)
        for (guint b = 0; b < 3; b++)
          g_assert_cmpfloat_with_epsilon (coupling.sign * coupling.tensor[a][b] / scale,
                                          by_strain (&glass, u, a, b) / scale, 1e-6);
    }
}

/* The same forces as those of the moduli, at mechanical equilibrium. */
static void
test_moduli_forces (gconstpointer data)
{
  g_auto (Glass) glass = make_kind (GPOINTER_TO_UINT (data));
  guint n = 3 * glass.sample->n;
  g_autofree double *u = test_random_vector (glass.sample->n, 30), *force = g_new (double, n);
  VtCoupling coupling = vt_network_coupling (glass.network, u);
  double dilation = 0.0, scale = coupling.eigenvalues[2];

  vt_network_dilation (glass.network, force);
  for (guint k = 0; k < n; k++)
    dilation += coupling.sign * force[k] * u[k];
  g_assert_cmpfloat_with_epsilon (3.0 * coupling.isotropic / scale, dilation / scale, 1e-8);
  for (guint k = 0; k < 9; k++)
    if (k / 3 != k % 3)
      {
        double shear = 0.0;

        vt_network_simple_shear (glass.network, k / 3, k % 3, force);
        for (guint c = 0; c < n; c++)
          shear += coupling.sign * force[c] * u[c];
        g_assert_cmpfloat_with_epsilon (coupling.tensor[k / 3][k % 3] / scale, shear / scale, 1e-8);
      }
}

static void
assert_eigenvalues (const VtCoupling *coupling)
{
  double scale = coupling->eigenvalues[2];

  g_assert_cmpfloat (coupling->eigenvalues[2], >=, fabs (coupling->eigenvalues[0]));
  g_assert_cmpfloat (coupling->eigenvalues[0], <=, coupling->eigenvalues[1]);
  g_assert_cmpfloat (coupling->eigenvalues[1], <=, coupling->eigenvalues[2]);
  for (guint k = 0; k < 3; k++)
    for (guint a = 0; a < 3; a++)
      {
        double product = -(coupling->isotropic + coupling->eigenvalues[k]) * coupling->axes[k][a];

        for (guint b = 0; b < 3; b++)
          product += coupling->tensor[a][b] * coupling->axes[k][b];
        g_assert_cmpfloat_with_epsilon (product / scale, 0.0, 1e-12);
      }
}

/* A field and its negative couple alike, whichever of them has to be turned round. */
static void
test_sign (void)
{
  g_auto (Glass) glass = make_kind (2);
  guint n = 3 * glass.sample->n, turned = 0;

  for (guint v = 0; v < 6; v++)
    {
      g_autofree double *u = test_random_vector (glass.sample->n, 40 + v), *back = g_new (double, n);

      for (guint k = 0; k < n; k++)
        back[k] = -u[k];
      VtCoupling one = vt_network_coupling (glass.network, u), other = vt_network_coupling (glass.network, back);
      assert_eigenvalues (&one);
      assert_eigenvalues (&other);
      g_assert_cmpfloat (one.sign, ==, -other.sign);
      g_assert_cmpfloat_with_epsilon (one.dilation_over_shear, other.dilation_over_shear, 1e-12);
      for (guint k = 0; k < 9; k++)
        g_assert_cmpfloat (one.tensor[k / 3][k % 3], ==, other.tensor[k / 3][k % 3]);
      turned += one.sign < 0.0;
    }
  g_assert_cmpuint (turned, >, 0);
  g_assert_cmpuint (turned, <, 6);
}

/* Box, positions and field turned by a right angle, or their axes exchanged: the tensor turns along. */
static void
test_rotations (void)
{
  static const struct { guint axis[3]; double sign[3]; } turns[] = {
    { { 1, 0, 2 }, { -1, 1, 1 } }, { { 0, 2, 1 }, { 1, -1, 1 } }, { { 1, 2, 0 }, { 1, 1, 1 } }, { { 2, 1, 0 }, { 1, 1, 1 } },
  };
  g_auto (Glass) glass = make_kind (1);
  guint n = glass.sample->n;
  g_autofree double *u = test_random_vector (n, 50), *turned_u = g_new (double, 3 * n);
  VtCoupling before = vt_network_coupling (glass.network, u);

  for (guint t = 0; t < G_N_ELEMENTS (turns); t++)
    {
      g_autoptr (VtSample) turned = vt_sample_copy (glass.sample);

      for (guint a = 0; a < 3; a++)
        turned->box[a] = glass.sample->box[turns[t].axis[a]];
      for (guint k = 0; k < 3 * n; k++)
        {
          guint from = 3 * (k / 3) + turns[t].axis[k % 3];

          turned->positions[k] = turns[t].sign[k % 3] * glass.sample->positions[from];
          turned_u[k] = turns[t].sign[k % 3] * u[from];
        }
      g_autoptr (VtNetwork) network = vt_network_new (turned, &glass.potential, NULL);
      VtCoupling after = vt_network_coupling (network, turned_u);
      double scale = before.eigenvalues[2];

      g_assert_cmpfloat_with_epsilon (after.dilation_over_shear, before.dilation_over_shear, 1e-10);
      for (guint a = 0; a < 3; a++)
        {
          g_assert_cmpfloat_with_epsilon (after.eigenvalues[a] / scale, before.eigenvalues[a] / scale, 1e-10);
          for (guint b = 0; b < 3; b++)
            g_assert_cmpfloat_with_epsilon (after.tensor[a][b] / scale,
                                            turns[t].sign[a] * turns[t].sign[b]
                                                * before.tensor[turns[t].axis[a]][turns[t].axis[b]] / scale,
                                            1e-10);
        }
    }
}

int
main (int argc, char **argv)
{
  static const char *const kinds[] = { "soft", "mie", "sticky" };

  g_test_init (&argc, &argv, NULL);
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      g_autofree char *strained = g_strdup_printf ("/coupling/strained-forces/%s", kinds[k]);
      g_autofree char *moduli = g_strdup_printf ("/coupling/moduli-forces/%s", kinds[k]);

      g_test_add_data_func (strained, GUINT_TO_POINTER (k), test_strained_forces);
      g_test_add_data_func (moduli, GUINT_TO_POINTER (k), test_moduli_forces);
    }
  g_test_add_func ("/coupling/sign", test_sign);
  g_test_add_func ("/coupling/rotations", test_rotations);
  return g_test_run ();
}
