/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include "network/strain.h"
#include "response/moduli.h"
#include "support/minimum.h"
#include "support/strained.h"

#define STRAIN 1e-6
#define AGREEMENT 1e-6

typedef struct
{
  const char *model; /* NULL: soft spheres */
  double control, cutoff, density, stretch;
  guint n;
} Case;

static const Case cases[] = {
  { NULL, 1.2, 0.0, 0.8, 1.0, 125 },
  { "mie", 6.0, 2.0, 0.80, 1.0, 150 },
  { "mie", 12.0, 2.0, 0.698, 1.1, 200 },
  { "stiff", 10.0, 2.0, 0.777, 1.0, 160 },
  { "stiff", 40.0, 2.0, 0.708, 0.95, 180 },
  { "sticky", 1.2, 0.0, 0.6, 1.0, 100 },
  { "sticky", 1.5, 0.0, 0.6, 1.05, 120 },
};

/* Simple shear ab: the stress dU/dgamma of relaxed strained configurations, to both sides. */
static double
shear_by_strain (const VtNetwork *network, const VtSample *sample, const VtPotential *potential, guint a, guint b,
                 gboolean relaxed)
{
  double stress[2];

  for (guint s = 0; s < 2; s++)
    {
      double f[3][3] = { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } };

      f[a][b] = s ? STRAIN : -STRAIN;
      g_autoptr (VtNetwork) strained = relaxed ? test_strained_and_relaxed (network, sample, potential, f)
                                               : test_strained (network, sample, potential, f, NULL);
      stress[s] = vt_network_simple_shear (strained, a, b, NULL).first;
    }
  return (stress[1] - stress[0]) / (2.0 * STRAIN * network->volume);
}

/* K = -V dp/dV = -(1/3) dp/d eta of boxes scaled by e^eta, the minimum followed there. */
static double
bulk_by_strain (const VtSample *sample, const VtPotential *potential, gboolean relaxed)
{
  double pressure[2];

  for (guint s = 0; s < 2; s++)
    {
      g_autoptr (VtSample) scaled = vt_sample_copy (sample);
      double scale = exp (s ? STRAIN : -STRAIN);

      for (guint k = 0; k < 3 * sample->n; k++)
        scaled->positions[k] *= scale;
      for (guint a = 0; a < 3; a++)
        scaled->box[a] *= scale;
      if (relaxed)
        test_newton (scaled, potential);
      g_autoptr (VtNetwork) network = vt_network_new (scaled, potential, NULL);
      pressure[s] = vt_network_pressure (network).pressure;
    }
  return (pressure[0] - pressure[1]) / (6.0 * STRAIN);
}

static void
assert_close (double value, double reference)
{
  g_assert_cmpfloat_with_epsilon (value, reference, 1e-10 * fabs (reference));
}

/* Without a factor: the same moduli. */
static void
assert_iterative (const VtNetwork *network, const VtHessian *hessian, const VtModuli *by_factor)
{
  g_autoptr (VtTeam) team = vt_team_new (2);
  g_autoptr (VtIterative) iterative = vt_iterative_new (hessian, team);
  g_autoptr (GError) error = NULL;
  VtModuli moduli;

  g_assert_true (vt_moduli_compute_iteratively (network, iterative, TRUE, &moduli, NULL, &error));
  g_assert_no_error (error);
  assert_close (moduli.shear, by_factor->shear);
  assert_close (moduli.shear_mean, by_factor->shear_mean);
  assert_close (moduli.bulk, by_factor->bulk);
  assert_close (moduli.bulk_affine, by_factor->bulk_affine);
  assert_close (moduli.poisson_ratio, by_factor->poisson_ratio);
}

static void
test_finite_strains (gconstpointer data)
{
  const Case *c = data;
  VtPotential potential
      = test_potential (c->model != NULL ? vt_model_find (c->model) : &test_soft_model, c->control, c->cutoff);
  g_autoptr (VtSample) sample = test_minimum (&potential, c->n, c->density, c->stretch, 6);
  g_autoptr (VtNetwork) network = vt_network_new (sample, &potential, NULL);
  g_autoptr (VtHessian) hessian = vt_hessian_new (network);
  g_autoptr (VtFactor) factor = vt_factor_new_stable (hessian, NULL);
  double mean = 0.0, mean_affine = 0.0;
  VtModuli moduli;

  g_assert_nonnull (factor);
  vt_moduli_compute (network, factor, TRUE, &moduli);
  assert_iterative (network, hessian, &moduli);
  for (guint a = 0; a < 3; a++)
    for (guint b = 0; b < 3; b++)
      if (a != b)
        {
          double total = shear_by_strain (network, sample, &potential, a, b, TRUE);
          double affine = shear_by_strain (network, sample, &potential, a, b, FALSE);

          mean += total / 6.0;
          mean_affine += affine / 6.0;
          if (a != 0 || b != 1)
            continue;
          g_assert_cmpfloat_with_epsilon (moduli.shear, total, AGREEMENT * moduli.shear_affine);
          g_assert_cmpfloat_with_epsilon (moduli.shear_affine, affine, AGREEMENT * moduli.shear_affine);
          g_assert_cmpfloat (moduli.shear, <, 0.999 * moduli.shear_affine);
        }
  g_assert_cmpfloat_with_epsilon (moduli.shear_mean, mean, AGREEMENT * mean_affine);
  g_assert_cmpfloat_with_epsilon (moduli.shear_mean_affine, mean_affine, AGREEMENT * mean_affine);
  g_assert_cmpfloat_with_epsilon (moduli.bulk, bulk_by_strain (sample, &potential, TRUE), AGREEMENT * moduli.bulk);
  g_assert_cmpfloat_with_epsilon (moduli.bulk_affine, bulk_by_strain (sample, &potential, FALSE),
                                  AGREEMENT * moduli.bulk);
  g_assert_cmpfloat (moduli.bulk, <, moduli.bulk_affine);
}

static void
test_derived (void)
{
  VtPotential potential = test_potential (vt_model_find ("mie"), 12.0, 2.0);
  g_autoptr (VtSample) sample = test_minimum (&potential, 320, 0.698, 1.2, 7);
  g_autoptr (VtNetwork) network = vt_network_new (sample, &potential, NULL);
  g_autoptr (VtHessian) hessian = vt_hessian_new (network);
  g_autoptr (VtFactor) factor = vt_factor_new_stable (hessian, NULL);
  VtModuli m, all;

  vt_moduli_compute (network, factor, FALSE, &m);
  vt_moduli_compute (network, factor, TRUE, &all);
  g_assert_true (isnan (m.shear_mean) && isnan (m.shear_mean_affine));
  g_assert_cmpfloat_with_epsilon (m.shear, all.shear, 1e-10 * m.shear);
  g_assert_cmpfloat_with_epsilon (m.bulk, all.bulk, 1e-10 * m.bulk);
  /* The usual relations among elastic constants, in other forms than the code's. */
  g_assert_cmpfloat_with_epsilon (m.young, 2.0 * m.shear * (1.0 + m.poisson_ratio), 1e-10 * m.young);
  g_assert_cmpfloat_with_epsilon (m.young, 3.0 * m.bulk * (1.0 - 2.0 * m.poisson_ratio), 1e-10 * m.young);
  g_assert_cmpfloat_with_epsilon (m.shear_speed * m.shear_speed * vt_sample_density (sample), m.shear, 1e-9);
  g_assert_cmpfloat_with_epsilon (m.first_shear_wave * sample->box[1] / m.shear_speed, 2.0 * G_PI, 1e-9);
  g_assert_cmpfloat_with_epsilon (m.omega0 * cbrt (network->volume / sample->n), m.shear_speed, 1e-9);
  g_assert_cmpfloat (m.longitudinal_speed, >, sqrt (4.0 / 3.0) * m.shear_speed);
  g_assert_cmpfloat (vt_poisson_ratio (1.0, 0.0), ==, 0.5);
  g_assert_cmpfloat (vt_poisson_ratio (0.0, 1.0), ==, -1.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autofree char *name = g_strdup_printf ("/moduli/finite-strains/%s-%g",
                                               cases[k].model != NULL ? cases[k].model : "soft", cases[k].control);

      g_test_add_data_func (name, &cases[k], test_finite_strains);
    }
  g_test_add_func ("/moduli/derived", test_derived);
  return g_test_run ();
}
