/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <cblas.h>
#include <math.h>
#include <string.h>
#include "response/dipole.h"
#include "support/glass.h"
#include "vibrations/nonlinear.h"

static const VtModeKind kinds[] = { VT_MODE_CUBIC, VT_MODE_QUARTIC };

static double
overlap (const VtMode *a, const VtMode *b)
{
  return fabs (cblas_ddot (3 * (int) a->n_particles, a->vector, 1, b->vector, 1));
}

/* The equation written out with contractions alone, whatever the solver holds to be its residual. */
static double
equation (VtModeKind kind, const TestGlass *glass, const VtMode *mode)
{
  guint n = 3 * glass->network->n;
  g_autofree double *hu = g_new (double, n), *right = g_new (double, n);
  double kappa, coefficient, sum = 0.0;

  vt_hessian_multiply (glass->hessian, mode->vector, hu);
  kappa = cblas_ddot ((int) n, mode->vector, 1, hu, 1);
  coefficient = kind == VT_MODE_CUBIC ? vt_contract_third (glass->network, mode->vector, right)
                                      : vt_contract_fourth (glass->network, mode->vector, right);
  for (guint k = 0; k < n; k++)
    sum += pow (hu[k] - kappa / coefficient * right[k], 2);
  return sqrt (sum) / kappa;
}

static void
assert_good_modes (VtModeKind kind, const TestGlass *glass, const GPtrArray *modes, const VtMode *lowest)
{
  for (guint k = 0; k < modes->len; k++)
    {
      const VtMode *mode = vt_mode_at (modes, k);

      g_assert_cmpfloat (equation (kind, glass, mode), <, VT_NONLINEAR_RESIDUAL);
      g_assert_cmpfloat_with_epsilon (mode->residual / mode->eigenvalue, equation (kind, glass, mode), 1e-11);
      g_assert_cmpfloat_with_epsilon (cblas_dnrm2 (3 * (int) mode->n_particles, mode->vector, 1), 1.0, 1e-12);
      g_assert_cmpfloat (mode->frequency, >=, lowest->frequency * (1.0 - 1e-12));
      if (k > 0)
        g_assert_cmpfloat (mode->frequency, >=, vt_mode_at (modes, k - 1)->frequency);
      for (guint l = 0; l < k; l++)
        g_assert_cmpfloat (overlap (mode, vt_mode_at (modes, l)), <=, 0.95);
    }
}

typedef struct
{
  guint calls, largest;
} Calls;

static void
count_calls (GPtrArray *modes, gpointer data)
{
  Calls *calls = data;

  calls->calls++;
  calls->largest = MAX (calls->largest, modes->len);
}

/* Several distinct modes from one glass; the same ones every time. */
static void
test_search (void)
{
  g_auto (TestGlass) glass = test_glass (300, 2);
  g_autoptr (GPtrArray) harmonic = vt_lowest_modes (glass.hessian, glass.factor, 6, NULL, NULL, NULL, NULL);

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      VtNonlinearCounts counts;
      VtNonlinearSearch search = { .kind = kinds[k], .n_modes = 4, .n_dipoles = 60, .seed = 3, .modes = harmonic,
                                   .counts = &counts };
      guint64 before = vt_factor_counts (glass.factor)->solves;
      Calls calls = { 0, 0 };
      g_autoptr (GPtrArray) modes
        = vt_nonlinear_modes (&search, glass.network, glass.factor, count_calls, &calls, NULL, NULL);

      /* Nobody gets lost, and what is counted adds up. */
      g_assert_cmpuint (counts.lost, ==, 0);
      g_assert_cmpuint (counts.starts, ==, counts.distinct + counts.repeated);
      g_assert_cmpuint (counts.starts, >, 6);
      g_assert_cmpuint (counts.distinct, >=, modes->len);
      g_assert_cmpuint (counts.solves, ==, vt_factor_counts (glass.factor)->solves - before);
      g_assert_cmpuint (counts.solves, <, 60 + 50 * counts.starts);

      g_autoptr (GPtrArray) again = vt_nonlinear_modes (&search, glass.network, glass.factor, NULL, NULL, NULL, NULL);

      g_assert_cmpuint (modes->len, >=, 2);
      g_assert_cmpuint (modes->len, <=, 4);
      g_assert_cmpuint (calls.largest, ==, modes->len);
      g_assert_cmpuint (calls.calls, >=, modes->len);
      assert_good_modes (kinds[k], &glass, modes, vt_mode_at (harmonic, 0));
      g_assert_cmpuint (again->len, ==, modes->len);
      for (guint m = 0; m < modes->len; m++)
        {
          g_assert_cmpfloat_with_epsilon (vt_mode_at (again, m)->frequency, vt_mode_at (modes, m)->frequency, 1e-9);
          g_assert_cmpfloat (overlap (vt_mode_at (again, m), vt_mode_at (modes, m)), >, 1.0 - 1e-9);
        }
    }
}

/* ln of kappa^3/tau^2 or kappa^2/chi along the mode's vector changed by t v. */
static double
functional (VtModeKind kind, const TestGlass *glass, const VtMode *mode, double t, const double *v)
{
  guint n = 3 * glass->network->n;
  g_autofree double *u = g_memdup2 (mode->vector, n * sizeof (double));
  VtExpansion expansion;

  cblas_daxpy ((int) n, t, v, 1, u, 1);
  expansion = vt_network_expand (glass->network, u);
  return kind == VT_MODE_CUBIC ? 3.0 * log (expansion.second) - 2.0 * log (fabs (expansion.third))
                               : 2.0 * log (expansion.second) - log (expansion.fourth);
}

/* A mode is a minimum of its functional: flat, and no direction leads down. */
static void
test_minimum_of_functional (void)
{
  g_auto (TestGlass) glass = test_glass (300, 2);
  gsize bond = 100;
  g_autofree double *u = g_new (double, 3 * glass.network->n);

  vt_dipole_responses (glass.network, glass.factor, &bond, 1, u);
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      g_autoptr (VtMode) mode = vt_nonlinear_follow (kinds[k], glass.network, glass.factor, u, NULL, NULL);

      g_assert_nonnull (mode);
      for (guint v = 0; v < 10; v++)
        {
          g_autofree double *noise = test_random_vector (glass.network->n, 60 + v);
          g_autofree double *soft = g_new (double, 3 * glass.network->n);

          vt_factor_solve (glass.factor, noise, soft, 1);
          cblas_dscal (3 * (int) glass.network->n, 1e-2 / cblas_dnrm2 (3 * (int) glass.network->n, soft, 1), soft, 1);
          double here = functional (kinds[k], &glass, mode, 0.0, soft);
          double up = functional (kinds[k], &glass, mode, 1.0, soft) - here;
          double down = functional (kinds[k], &glass, mode, -1.0, soft) - here;
          double finer = functional (kinds[k], &glass, mode, 0.1, soft) - here;

          g_assert_cmpfloat (up, >, 0.0);
          g_assert_cmpfloat (down, >, 0.0);
          g_assert_cmpfloat (finer, <, 0.1 * up); /* of second order, not of first */
        }
    }
}

/* Two nonlinear modes that settle on the same soft spot are nearly the same. */
static void
test_cubic_and_quartic_agree (void)
{
  g_auto (TestGlass) glass = test_glass (300, 2);
  VtNonlinearSearch search = { .kind = VT_MODE_CUBIC, .n_modes = 3, .n_dipoles = 60, .seed = 3 };
  g_autoptr (GPtrArray) cubic = vt_nonlinear_modes (&search, glass.network, glass.factor, NULL, NULL, NULL, NULL);
  double best = 0.0, ratio = 0.0;

  search.kind = VT_MODE_QUARTIC;
  search.modes = cubic;
  g_autoptr (GPtrArray) quartic = vt_nonlinear_modes (&search, glass.network, glass.factor, NULL, NULL, NULL, NULL);
  for (guint k = 0; k < cubic->len; k++)
    for (guint l = 0; l < quartic->len; l++)
      if (overlap (vt_mode_at (cubic, k), vt_mode_at (quartic, l)) > best)
        {
          best = overlap (vt_mode_at (cubic, k), vt_mode_at (quartic, l));
          ratio = vt_mode_at (quartic, l)->frequency / vt_mode_at (cubic, k)->frequency;
        }
  g_test_message ("overlap %g, frequencies in the ratio %g", best, ratio);
  g_assert_cmpfloat (best, >, 0.9);
  g_assert_cmpfloat_with_epsilon (ratio, 1.0, 0.2);
}

/* A glass whose lowest harmonic mode lies far below all others and is no phonon: the three families agree. */
static void
test_three_families (void)
{
  VtPotential potential = test_potential (vt_model_find ("sticky"), 1.5, 0.0);
  g_autoptr (VtSample) sample = test_minimum (&potential, 168, 0.6, 1.1, 41);
  g_autoptr (VtNetwork) network = vt_network_new (sample, &potential, NULL);
  g_autoptr (VtHessian) hessian = vt_hessian_new (network);
  g_autoptr (VtFactor) factor = vt_factor_new_stable (hessian, NULL);
  g_autoptr (GPtrArray) harmonic = vt_lowest_modes (hessian, factor, 2, NULL, NULL, NULL, NULL);
  const VtMode *lowest = vt_mode_at (harmonic, 0);

  g_assert_cmpfloat (lowest->frequency, <, 0.5 * vt_mode_at (harmonic, 1)->frequency);
  g_assert_cmpfloat (lowest->participation, <, 168 / 3);
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      VtNonlinearSearch search = { .kind = kinds[k], .n_modes = 1, .n_dipoles = 40, .seed = 1, .modes = harmonic };
      g_autoptr (GPtrArray) modes = vt_nonlinear_modes (&search, network, factor, NULL, NULL, NULL, NULL);

      g_assert_cmpuint (modes->len, ==, 1);
      g_assert_cmpfloat (vt_mode_at (modes, 0)->frequency, >=, lowest->frequency);
      g_assert_cmpfloat (vt_mode_at (modes, 0)->frequency, <, 1.1 * lowest->frequency);
      g_assert_cmpfloat (overlap (vt_mode_at (modes, 0), lowest), >, 0.95);
    }
}

static void
cancel_at_once (GPtrArray *modes, gpointer data)
{
  g_cancellable_cancel (data);
}

static void
test_cancel (void)
{
  g_auto (TestGlass) glass = test_glass (300, 2);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  VtNonlinearSearch search = { .kind = VT_MODE_CUBIC, .n_modes = 4, .n_dipoles = 200, .seed = 3 };
  g_autoptr (GError) error = NULL;
  guint64 before;

  g_assert_null (vt_nonlinear_modes (&search, glass.network, glass.factor, cancel_at_once, cancellable, cancellable,
                                     &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  before = vt_factor_counts (glass.factor)->solves;
  g_assert_null (vt_nonlinear_modes (&search, glass.network, glass.factor, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (vt_factor_counts (glass.factor)->solves - before, <, 10);
}

/* Some dozens of solves for one mode, on the factor already held. */
static void
test_cost (void)
{
  g_auto (TestGlass) glass = test_glass (300, 2);
  g_autofree double *u = g_new (double, 3 * glass.network->n);
  guint64 before = vt_factor_counts (glass.factor)->solves;

  for (gsize bond = 0; bond < 200; bond += 20)
    {
      g_autoptr (VtMode) mode = NULL;

      vt_dipole_responses (glass.network, glass.factor, &bond, 1, u);
      mode = vt_nonlinear_follow (VT_MODE_CUBIC, glass.network, glass.factor, u, NULL, NULL);
      g_assert_nonnull (mode);
    }
  g_test_message ("%g solves a mode", (vt_factor_counts (glass.factor)->solves - before) / 10.0);
  g_assert_cmpuint (vt_factor_counts (glass.factor)->solves - before, <, 10 * 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nonlinear/search", test_search);
  g_test_add_func ("/nonlinear/minimum-of-functional", test_minimum_of_functional);
  g_test_add_func ("/nonlinear/cubic-and-quartic-agree", test_cubic_and_quartic_agree);
  g_test_add_func ("/nonlinear/three-families", test_three_families);
  g_test_add_func ("/nonlinear/cancel", test_cancel);
  g_test_add_func ("/nonlinear/cost", test_cost);
  return g_test_run ();
}
