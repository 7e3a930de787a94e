/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "network/particles.h"
#include "support/minimum.h"

#include <math.h>

static double
mean (const double *values, guint n)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += values[i];
  return sum / n;
}

static void
check_sums (const char *model, double control, double cutoff, double density)
{
  VtPotential potential = test_potential (vt_model_find (model), control, cutoff);
  g_autoptr (VtSample) sample = test_minimum (&potential, 216, density, 1, 5);
  g_autoptr (GError) error = NULL;
  g_autoptr (VtNetwork) network = vt_network_new (sample, &potential, &error);
  g_autofree double *values = g_new (double, 216);

  g_assert_no_error (error);
  vt_network_particle_energies (network, sample, &potential, values);
  g_assert_cmpfloat_with_epsilon (216 * mean (values, 216), network->energy, 1e-10 * fabs (network->energy));
  g_assert_true (vt_network_particle_stickiness (network, values));
  g_assert_cmpfloat_with_epsilon (mean (values, 216), vt_network_stickiness (network), 1e-12);
  for (guint i = 0; i < 216; i++)
    g_assert_cmpfloat (values[i], >=, 0);
}

static void
test_sums (void)
{
  check_sums ("mie", 8, 2, 0.74);
  check_sums ("sticky", 1.2, 0, 0.6);
}

/* The energy of one particle is half of what its removal sets free. */
static void
test_removal (void)
{
  VtPotential potential = test_potential (vt_model_find ("mie"), 8, 2);
  g_autoptr (VtSample) sample = test_minimum (&potential, 216, 0.74, 1, 9);
  g_autoptr (VtSample) rest = vt_sample_new (215, sample->box);
  g_autoptr (VtNetwork) whole = vt_network_new (sample, &potential, NULL);
  g_autoptr (VtNetwork) without = NULL;
  g_autofree double *energies = g_new (double, 216);

  for (guint i = 0; i < 215; i++)
    {
      rest->species[i] = sample->species[i];
      for (int c = 0; c < 3; c++)
        rest->positions[3 * i + c] = sample->positions[3 * i + c];
    }
  without = vt_network_new (rest, &potential, NULL);
  vt_network_particle_energies (whole, sample, &potential, energies);
  g_assert_cmpfloat_with_epsilon (2 * energies[215], whole->energy - without->energy, 1e-9);
}

/* Where nothing attracts, nothing sticks. */
static void
test_repulsive (void)
{
  const double box[3] = { 6, 6, 6 };
  VtPotential potential = test_potential (vt_model_find ("mie"), 8, 2);
  g_autoptr (VtSample) sample = vt_sample_new (2, box);
  g_autoptr (VtNetwork) network = NULL;
  double values[2];

  sample->positions[0] = 0.8; /* well inside the repulsion */
  network = vt_network_new (sample, &potential, NULL);
  g_assert_cmpfloat (network->bonds[0].d1, <, 0);
  g_assert_true (vt_network_particle_stickiness (network, values));
  for (guint i = 0; i < 2; i++)
    g_assert_cmpfloat (values[i], ==, 0);
}

static void
test_range (void)
{
  double values[101], range[2];

  for (int k = 0; k <= 100; k++)
    values[k] = (k * 37) % 101;
  vt_robust_range (values, 101, 0.02, 0.98, range);
  g_assert_cmpfloat (range[0], ==, 2);
  g_assert_cmpfloat (range[1], ==, 98);
  values[0] = 1e300; /* in the place of the 0 */
  values[5] = NAN;
  vt_robust_range (values, 101, 0.02, 0.9, range);
  g_assert_cmpfloat (range[0], >=, 1);
  g_assert_cmpfloat (range[1], <, 101);
  for (int k = 0; k <= 100; k++)
    values[k] = 7;
  vt_robust_range (values, 101, 0, 1, range);
  g_assert_cmpfloat (range[0], ==, 7);
  g_assert_cmpfloat (range[1], >, 7);
  vt_robust_range (values, 0, 0, 1, range);
  g_assert_cmpfloat (range[0], ==, 0);
  g_assert_cmpfloat (range[1], ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/particles/sums", test_sums);
  g_test_add_func ("/particles/removal", test_removal);
  g_test_add_func ("/particles/repulsive", test_repulsive);
  g_test_add_func ("/particles/range", test_range);
  return g_test_run ();
}
