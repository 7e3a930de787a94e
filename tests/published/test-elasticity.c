/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Glasses against the published and measured numbers of their elasticity.
 *
 * Usage: test-elasticity [-m slow]. Quick: a few samples each at the ends of the range of Q. Slow: all seven Q, mie and
 * sticky spheres, with enough samples for a mean.
 */
#include "network/hessian.h"
#include "response/moduli.h"
#include "support/making.h"

#include <math.h>

typedef struct
{
  double shear, bulk, poisson_ratio, p_over_k, p_over_p0, stickiness, coordination;
} Glass;
#define N_OBSERVABLES (sizeof (Glass) / sizeof (double))

typedef struct
{
  Glass mean, error; /* standard error of the mean */
} Ensemble;

static gboolean
measure (const VtPotential *potential, guint n, guint64 seed, Glass *glass)
{
  g_autoptr (VtSample) sample = making_glass (potential, n, seed);
  g_autoptr (GError) error = NULL;
  g_autoptr (VtNetwork) network = vt_network_new (sample, potential, &error);
  g_assert_no_error (error);
  g_autoptr (VtHessian) hessian = vt_hessian_new (network);
  g_autoptr (VtFactor) factor = vt_factor_new_stable (hessian, &error);
  /* Now and then the last minimum is no minimum; it counts as none. */
  if (factor == NULL)
    return FALSE;

  VtModuli moduli;
  vt_moduli_compute (network, factor, FALSE, &moduli);
  const VtPressure pressure = vt_network_pressure (network);
  *glass = (Glass) { moduli.shear, moduli.bulk, moduli.poisson_ratio, pressure.pressure / moduli.bulk,
                     pressure.pressure / pressure.p0, vt_network_stickiness (network),
                     vt_network_coordination (network) };
  return TRUE;
}

static Ensemble
make_ensemble (const char *model, double control, guint n, guint samples)
{
  VtPotential potential = making_potential (model, control);
  double sum[N_OBSERVABLES] = { 0 }, square[N_OBSERVABLES] = { 0 };
  Ensemble ensemble;
  guint count = 0;

  for (guint64 seed = 1; count < samples; seed++)
    {
      Glass glass;
      g_assert_cmpuint (seed, <, 2 * samples + 2);
      if (!measure (&potential, n, seed, &glass))
        continue;
      count++;
      for (guint k = 0; k < N_OBSERVABLES; k++)
        {
          sum[k] += ((double *) &glass)[k];
          square[k] += ((double *) &glass)[k] * ((double *) &glass)[k];
        }
    }
  for (guint k = 0; k < N_OBSERVABLES; k++)
    {
      ((double *) &ensemble.mean)[k] = sum[k] / count;
      const double variance = (square[k] - sum[k] * sum[k] / count) / (count - 1);
      ((double *) &ensemble.error)[k] = sqrt (fmax (variance, 0) / count);
    }
  g_test_message ("%s %g: G %.4g(%.2g) K %.4g(%.2g) nu %.4f(%.4f) p/K %.2e p/p0 %.3f s %.3f z %.2f", model, control,
                  ensemble.mean.shear, ensemble.error.shear, ensemble.mean.bulk, ensemble.error.bulk,
                  ensemble.mean.poisson_ratio, ensemble.error.poisson_ratio, ensemble.mean.p_over_k,
                  ensemble.mean.p_over_p0, ensemble.mean.stickiness, ensemble.mean.coordination);
  return ensemble;
}

/* Sample-to-sample spread at N = 2048, measured: 0.006 to 0.017 in nu. Three samples' mean is allowed three of its errors. */
static void
test_poisson_ratio_few (void)
{
  Ensemble soft = make_ensemble ("stiff", 10, 2048, 3);
  g_assert_cmpfloat_with_epsilon (soft.mean.poisson_ratio, 0.383, 0.025);
  g_assert_cmpfloat_with_epsilon (soft.mean.bulk, 18.55, 0.3);
  g_assert_cmpfloat_with_epsilon (soft.mean.stickiness, 0.356, 0.015);
  g_assert_cmpfloat_with_epsilon (soft.mean.p_over_k, 1.05e-3, 3e-3);

  Ensemble stiff = make_ensemble ("stiff", 320, 2048, 2);
  g_assert_cmpfloat_with_epsilon (stiff.mean.poisson_ratio, 0.4545, 0.02);
  g_assert_cmpfloat_with_epsilon (stiff.mean.bulk, 449, 150);
  g_assert_cmpfloat_with_epsilon (stiff.mean.p_over_k, 1.1e-3, 3e-3);
}

static void
within (double value, double error, double expected, double expected_error, double slack)
{
  g_assert_cmpfloat_with_epsilon (value, expected, 4 * sqrt (error * error + expected_error * expected_error) + slack);
}

/* PHYSICS section 6, the independent program's means. */
static void
test_second_opinion (void)
{
  const struct { double q; Glass mean, error; } measured[] = {
    { 10, { 4.71, 18.55, 0.383, 1.05e-3, NAN, 0.356 }, { 0.10, 0.02, 0.002, 3e-4, NAN, 0.001 } },
    { 40, { 11.3, 63.4, 0.416, 1.1e-3, NAN, 0.432 }, { 0.4, 0.5, 0.003, 3e-4, NAN, 0.006 } },
    { 320, { 42.0, 449, 0.4545, 1.1e-3, NAN, 0.395 }, { 1.5, 13, 0.0015, 3e-4, NAN, 0.011 } },
  };
  for (guint k = 0; k < G_N_ELEMENTS (measured); k++)
    {
      Ensemble e = make_ensemble ("stiff", measured[k].q, 2048, 10);
      const Glass *mean = &measured[k].mean, *error = &measured[k].error;
      within (e.mean.shear, e.error.shear, mean->shear, error->shear, 0);
      within (e.mean.bulk, e.error.bulk, mean->bulk, error->bulk, 0.03);
      within (e.mean.poisson_ratio, e.error.poisson_ratio, mean->poisson_ratio, error->poisson_ratio, 0);
      within (e.mean.p_over_k, e.error.p_over_k, mean->p_over_k, error->p_over_k, 2e-4);
      within (e.mean.stickiness, e.error.stickiness, mean->stickiness, error->stickiness, 2e-3);
    }
}

/* lerner2022 Fig. 2 to 4: nu grows with Q from 0.38 to 0.45, G/K ~ Q^-0.26, p/K of order 1e-3. */
static void
test_all_stiffnesses (void)
{
  const double controls[] = { 10, 20, 40, 80, 160, 240, 320 };
  double ratio[G_N_ELEMENTS (controls)], last = 0;
  for (guint k = 0; k < G_N_ELEMENTS (controls); k++)
    {
      Ensemble e = make_ensemble ("stiff", controls[k], 2048, 4);
      g_assert_cmpfloat (e.mean.poisson_ratio, >, last - 0.012);
      g_assert_cmpfloat (fabs (e.mean.p_over_k), <, 5e-3);
      last = e.mean.poisson_ratio;
      ratio[k] = e.mean.shear / e.mean.bulk;
    }
  g_assert_cmpfloat_with_epsilon (last, 0.45, 0.02);
  const double exponent = log (ratio[6] / ratio[0]) / log (320.0 / 10);
  g_assert_cmpfloat_with_epsilon (exponent, -0.28, 0.08);
}

/* sticky1 Sect. IIB and Fig. 17; PHYSICS section 3.2. */
static void
test_mie_and_sticky (void)
{
  Ensemble mie = make_ensemble ("mie", 12, 2048, 6);
  g_assert_cmpfloat_with_epsilon (mie.mean.p_over_p0, 0.042, 0.04);
  Ensemble sticky = make_ensemble ("sticky", 1.2, 2048, 4);
  g_assert_cmpfloat_with_epsilon (sticky.mean.p_over_p0, 0.6, 0.05);
  g_assert_cmpfloat_with_epsilon (sticky.mean.p_over_k, 0.075, 0.01);
  Ensemble stickiest = make_ensemble ("sticky", 1.1, 2048, 3);
  g_assert_cmpfloat_with_epsilon (stickiest.mean.coordination, 10.5, 0.4);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (g_test_slow ())
    {
      g_test_add_func ("/published/second-opinion", test_second_opinion);
      g_test_add_func ("/published/stiffnesses", test_all_stiffnesses);
      g_test_add_func ("/published/mie-and-sticky", test_mie_and_sticky);
    }
  else
    g_test_add_func ("/published/poisson-ratio", test_poisson_ratio_few);
  return g_test_run ();
}
