/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Responses to local force dipoles against what sticky1 and sticky2 say of them: ensembles, minutes of work. */
#include "response/dipole.h"
#include "response/moduli.h"
#include "support/making.h"

#include <gsl/gsl_statistics_double.h>

#define THREADS 2

/* Mean over glasses and its standard error. */
typedef struct
{
  double mean, error;
} Value;

static Value
value_of (const double *of_glass, guint n)
{
  return (Value) { gsl_stats_mean (of_glass, 1, n), gsl_stats_sd (of_glass, 1, n) / sqrt (n) };
}

static Value
ratio (Value a, Value b)
{
  double r = a.mean / b.mean;

  return (Value) { r, fabs (r) * hypot (a.error / a.mean, b.error / b.mean) };
}

/* NULL now and then, where the last minimum is no minimum. */
static VtFactor *
factor_of (const VtNetwork *network)
{
  g_autoptr (VtHessian) hessian = vt_hessian_new (network);
  VtFactor *factor = vt_factor_new_stable (hessian, NULL);
  VtModuli moduli;

  if (factor != NULL)
    vt_moduli_compute (network, factor, FALSE, &moduli);
  if (factor != NULL && !(moduli.shear > 0.0))
    g_clear_pointer (&factor, vt_factor_free);
  return factor;
}

static VtSample *
make (const VtPotential *potential, guint n, double density, double temperature, guint64 seed)
{
  g_autoptr (VtTeam) team = vt_team_new (THREADS);
  g_autoptr (GError) error = NULL;
  g_autoptr (VtSample) crystal = vt_sample_new_fcc (n, density, seed, potential, &error);
  g_autoptr (VtSystem) system = NULL;
  const VtMelt melt = { .kind = VT_MELT_BERENDSEN, .temperature = temperature, .time = NAN, .seed = seed };
  VtQuenchResult result;

  g_assert_no_error (error);
  system = vt_system_new (crystal, potential, team, &error);
  g_assert_no_error (error);
  vt_system_melt (system, &melt, NULL, &error);
  g_assert_no_error (error);
  result = making_quench (system);
  g_free (result.reason);
  return vt_system_sample (system);
}

/* What dipoles say of an ensemble of sticky spheres. */
typedef struct
{
  double r_c, density, temperature;
  Value shear;   /* G */
  Value omega_g; /* over omega0 of the ensemble's mean G */
  Value spread;  /* standard deviation of omega_g^(ij) within a glass over their mean */
} Ensemble;

static void
measure_ensemble (Ensemble *ensemble, guint n_glasses, guint n_particles, guint n_dipoles)
{
  VtPotential potential = making_potential ("sticky", ensemble->r_c);
  g_autofree double *shear = g_new (double, n_glasses), *frequency = g_new (double, n_glasses);
  g_autofree double *spread = g_new (double, n_glasses);
  double omega0;
  guint count = 0;

  for (guint64 seed = 1; count < n_glasses; seed++)
    {
      g_autoptr (VtSample) sample = make (&potential, n_particles, ensemble->density, ensemble->temperature, seed);
      g_autoptr (VtNetwork) network = vt_network_new (sample, &potential, NULL);
      g_autoptr (VtFactor) factor = factor_of (network);
      g_autoptr (VtDipoles) dipoles = NULL;
      VtModuli moduli;

      g_assert_cmpuint (seed, <, 2 * n_glasses + 4);
      if (factor == NULL)
        continue;
      dipoles = vt_dipoles_measure (sample, network, factor, seed, n_dipoles, NULL, NULL, NULL, NULL);
      vt_moduli_compute (network, factor, TRUE, &moduli);
      shear[count] = moduli.shear_mean;
      frequency[count] = dipoles->omega_g;
      spread[count++] = gsl_stats_sd (dipoles->frequency, 1, dipoles->n) / dipoles->omega_g;
    }
  ensemble->shear = value_of (shear, n_glasses);
  /* c_s / a0 = sqrt (G / rho) rho^(1/3) */
  omega0 = sqrt (ensemble->shear.mean / ensemble->density) * cbrt (ensemble->density);
  for (guint k = 0; k < n_glasses; k++)
    frequency[k] /= omega0;
  ensemble->omega_g = value_of (frequency, n_glasses);
  /* The error of the mean G comes on top, halved by the root. */
  ensemble->omega_g.error = hypot (ensemble->omega_g.error,
                                   0.5 * ensemble->omega_g.mean * ensemble->shear.error / ensemble->shear.mean);
  ensemble->spread = value_of (spread, n_glasses);
  g_test_message ("r_c %g, rho %g, T_p %g: G %.2f(%.2f), omega_g/omega0 %.3f(%.3f), relative width %.3f(%.3f)",
                  ensemble->r_c, ensemble->density, ensemble->temperature, ensemble->shear.mean, ensemble->shear.error,
                  ensemble->omega_g.mean, ensemble->omega_g.error, ensemble->spread.mean, ensemble->spread.error);
}

static Value
annealing (double r_c, double hot, double cold, Ensemble *at_hot)
{
  Ensemble at_cold = { .r_c = r_c, .density = 0.6, .temperature = cold };
  Value change;

  *at_hot = (Ensemble) { .r_c = r_c, .density = 0.6, .temperature = hot };
  measure_ensemble (at_hot, 10, 1500, 150);
  measure_ensemble (&at_cold, 10, 1500, 150);
  change = ratio (at_cold.omega_g, at_hot->omega_g);
  g_test_message ("r_c %g: omega_g/omega0 changes by a factor of %.3f(%.3f) from T_p = %g to %g", r_c, change.mean,
                  change.error, hot, cold);
  return change;
}

/* sticky2 Fig. 9: annealing changes omega_g/omega0 by 3 % in the stickiest glass and by more than 30 % in the least
 * sticky, from the hottest to the coldest parents; Fig. 8: the stickier the glass, the narrower p(omega_g^(ij)). */
static void
test_annealing (void)
{
  Ensemble sticky, plain;
  Value of_sticky = annealing (1.1, 6.0, 0.73, &sticky), of_plain = annealing (1.5, 2.6, 0.69, &plain);

  g_assert_cmpfloat (fabs (of_sticky.mean - 1.0), <, 0.05 + 2.0 * of_sticky.error);
  g_assert_cmpfloat (of_plain.mean, >, 1.15);
  g_assert_cmpfloat (of_plain.mean - 1.0, >, 2.0 * fabs (of_sticky.mean - 1.0));
  g_assert_cmpfloat (sticky.spread.mean, <, plain.spread.mean - 2.0 * hypot (sticky.spread.error, plain.spread.error));
}

/* The parents of dense glasses are hotter in proportion to G: at that of the thinnest one, a dense liquid would hardly move. */
static double
hot_temperature (double r_c, double density)
{
  VtPotential potential = making_potential ("sticky", r_c);

  return vt_published_temperature (potential.model, potential.parameters, density);
}

/* sticky1 Fig. 8: omega_g grows with stickiness, in units of omega0 by no more than a factor of 2 over the cutoffs and over
 * the densities. */
static void
test_range (void)
{
  Ensemble cutoffs[] = { { .r_c = 1.1, .density = 0.6, .temperature = 8.5 },
                         { .r_c = 1.2, .density = 0.6, .temperature = 5.3 },
                         { .r_c = 1.5, .density = 0.6, .temperature = 2.7 } };
  Ensemble densities[] = { { .r_c = 1.2, .density = 0.55, .temperature = 5.3 },
                           { .r_c = 1.2, .density = 0.75, .temperature = hot_temperature (1.2, 0.75) },
                           { .r_c = 1.2, .density = 1.2, .temperature = hot_temperature (1.2, 1.2) } };
  Value css, dss;

  for (guint k = 0; k < G_N_ELEMENTS (cutoffs); k++)
    {
      measure_ensemble (&cutoffs[k], 8, 1500, 150);
      measure_ensemble (&densities[k], 8, 1500, 150);
    }
  css = ratio (cutoffs[0].omega_g, cutoffs[2].omega_g);
  dss = ratio (densities[0].omega_g, densities[2].omega_g);
  g_test_message ("omega_g/omega0: r_c 1.1 over 1.5 %.3f(%.3f), rho 0.55 over 1.2 %.3f(%.3f)", css.mean, css.error,
                  dss.mean, dss.error);
  g_assert_cmpfloat (cutoffs[0].omega_g.mean, >, cutoffs[1].omega_g.mean);
  g_assert_cmpfloat (cutoffs[1].omega_g.mean, >, cutoffs[2].omega_g.mean);
  g_assert_cmpfloat (css.mean, <, 2.2);
  g_assert_cmpfloat (dss.mean, <, 2.2);
  g_assert_cmpfloat (densities[0].omega_g.mean, >, densities[2].omega_g.mean);
}

/* Slope of ln c against ln r between @from and @to, in a0. */
static double
slope (const VtDipoles *dipoles, double a0, double from, double to)
{
  double x = 0.0, y = 0.0, xx = 0.0, xy = 0.0;
  guint n = 0;

  for (guint k = 0; k < dipoles->decay.n; k++)
    if (dipoles->decay.r[k] >= from * a0 && dipoles->decay.r[k] < to * a0)
      {
        double log_r = log (dipoles->decay.r[k]), log_c = log (dipoles->decay.c[k]);

        x += log_r;
        y += log_c;
        xx += log_r * log_r;
        xy += log_r * log_c;
        n++;
      }
  return (n * xy - x * y) / (n * xx - x * x);
}

static double
level (const VtDipoles *dipoles, double a0, double from, double to)
{
  double sum = 0.0;
  guint n = 0;

  for (guint k = 0; k < dipoles->decay.n; k++)
    if (dipoles->decay.r[k] >= from * a0 && dipoles->decay.r[k] < to * a0)
      {
        sum += pow (dipoles->decay.r[k], 6.0) * dipoles->decay.c[k];
        n++;
      }
  return sum / n;
}

/* A glass large enough for elasticity to have taken over: c(r) ~ r^-6 (sticky1 App. A2b), and before that the bump whose
 * peak is xi_g. Without a factor. */
static void
test_far_field (void)
{
  VtPotential potential = making_potential ("sticky", 1.1);
  g_autoptr (VtTeam) team = vt_team_new (THREADS);
  g_autoptr (VtSample) sample = make (&potential, 50000, 0.6, 8.5, 1);
  g_autoptr (VtNetwork) network = vt_network_new (sample, &potential, NULL);
  g_autoptr (VtHessian) hessian = vt_hessian_new (network);
  g_autoptr (VtIterative) iterative = vt_iterative_new (hessian, team);
  g_autoptr (VtDipoles) dipoles = vt_dipoles_new (sample, network);
  const double a0 = cbrt (1.0 / 0.6);
  g_autoptr (GError) error = NULL;
  double near, far, bump, plateau;

  vt_dipoles_gather (dipoles, vt_dipoles_solve_iteratively, iterative, VT_ITERATIVE_LANES, 1, 64, NULL, NULL, NULL,
                     &error);
  g_assert_no_error (error);
  near = slope (dipoles, a0, 1.5, 3.0);
  far = slope (dipoles, a0, 10.0, 16.0);
  bump = level (dipoles, a0, 3.0, 5.0);
  plateau = level (dipoles, a0, 10.0, 16.0);
  g_test_message ("%u dipoles, %.0f products of 8 each: slope %.3f at 1.5 to 3 a0, %.3f at 10 to 16 a0; r^6 c %.4f in the "
                  "bump, %.4f beyond; xi_g = %.2f(%.2f) = %.2f a0; omega_g %.3f(%.3f)",
                  dipoles->n, (double) vt_iterative_products (iterative) / (dipoles->n / 8.0), near, far, bump, plateau,
                  dipoles->length.xi, dipoles->length.error, dipoles->length.xi / a0, dipoles->omega_g,
                  dipoles->omega_g_error);
  g_assert_cmpfloat_with_epsilon (far, -6.0, 0.3);
  g_assert_cmpfloat (near, >, -5.5);
  g_assert_cmpfloat (bump, >, 1.2 * plateau);
  g_assert_cmpint (dipoles->length.verdict, ==, VT_LENGTH_GOOD);
  g_assert_cmpfloat (dipoles->length.xi, >, 2.5 * a0);
  g_assert_cmpfloat (dipoles->length.xi, <, 6.0 * a0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/published/dipoles/annealing", test_annealing);
  g_test_add_func ("/published/dipoles/range", test_range);
  g_test_add_func ("/published/dipoles/far-field", test_far_field);
  return g_test_run ();
}
