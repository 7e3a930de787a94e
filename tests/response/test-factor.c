/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <unistd.h>
#include "response/extremes.h"
#include "response/factor.h"
#include "support/minimum.h"

typedef struct
{
  VtPotential potential;
  VtSample *sample;
  VtNetwork *network;
  VtHessian *hessian;
} Glass;

/* Made once: it is never changed. */
static const Glass *
the_glass (void)
{
  static Glass glass;

  if (glass.sample == NULL)
    {
      glass.potential = test_potential (vt_model_find ("mie"), 12.0, 2.0);
      glass.sample = test_minimum (&glass.potential, 200, 0.698, 1.1, 2);
      glass.network = vt_network_new (glass.sample, &glass.potential, NULL);
      glass.hessian = vt_hessian_new (glass.network);
    }
  return &glass;
}

static double
distance (const double *x, const double *y, guint n)
{
  double sum = 0.0;

  for (guint k = 0; k < n; k++)
    sum += (x[k] - y[k]) * (x[k] - y[k]);
  return sqrt (sum);
}

/* H x = b for right-hand sides of norm one, 37 at once (more than one block), and each as if alone. */
static void
test_solve (void)
{
  const Glass *glass = the_glass ();
  guint n = 3 * glass->sample->n, m = 37;
  g_autoptr (GError) error = NULL;
  g_autoptr (VtFactor) factor = vt_factor_new_stable (glass->hessian, &error);
  g_autofree double *b = g_new (double, n * m), *x = g_new (double, n * m), *hx = g_new (double, n * m);

  g_assert_no_error (error);
  for (guint k = 0; k < m; k++)
    {
      g_autofree double *one = test_random_vector (glass->sample->n, k);

      memcpy (b + k * n, one, n * sizeof (double));
    }
  vt_factor_solve (factor, b, x, m);
  vt_hessian_multiply_many (glass->hessian, x, hx, m);
  for (guint k = 0; k < m; k++)
    {
      double sum[3] = { 0.0, 0.0, 0.0 };

      g_assert_cmpfloat (distance (hx + k * n, b + k * n, n), <, 1e-11);
      for (guint c = 0; c < n; c++)
        sum[c % 3] += x[k * n + c];
      for (guint a = 0; a < 3; a++)
        g_assert_cmpfloat_with_epsilon (sum[a], 0.0, 1e-12);
    }
  g_assert_cmpuint (vt_factor_counts (factor)->factorisations, ==, 1);
  g_assert_cmpuint (vt_factor_counts (factor)->solves, ==, 3 * m);

  /* A translation added to b changes nothing, and x may be b. */
  for (guint c = 0; c < n; c++)
    b[5 * n + c] += c % 3 == 1 ? 0.3 : 0.0;
  vt_factor_solve (factor, b + 5 * n, b + 5 * n, 1);
  g_assert_cmpfloat (distance (b + 5 * n, x + 5 * n, n), <, 1e-11 * distance (x + 5 * n, hx, n));
}

static void
test_orderings_agree (void)
{
  const Glass *glass = the_glass ();
  guint n = 3 * glass->sample->n;
  double shift = VT_FACTOR_RELATIVE_SHIFT * glass->hessian->mean_diagonal, size = 0.0;
  g_autofree double *b = test_random_vector (glass->sample->n, 1), *first = g_new (double, n), *x = g_new (double, n);

  for (guint ordering = VT_ORDERING_DISSECTION; ordering <= VT_ORDERING_AMD; ordering++)
    {
      g_autoptr (VtFactor) factor = vt_factor_new_ordered (glass->hessian, shift, ordering, NULL);

      g_assert_nonnull (factor);
      vt_factor_solve (factor, b, ordering == 0 ? first : x, 1);
      for (guint c = 0; c < n && ordering == 0; c++)
        size += first[c] * first[c];
      if (ordering > 0)
        g_assert_cmpfloat (distance (first, x, n), <, 1e-10 * sqrt (size));
    }
}

/* (H + shift) x = b without refinement. */
static void
check_apply (VtFactor *factor, double tolerance)
{
  const VtHessian *hessian = vt_factor_hessian (factor);
  guint n = 3 * hessian->n;
  g_autofree double *b = test_random_vector (hessian->n, 9), *x = g_new (double, n), *hx = g_new (double, n);

  vt_factor_apply (factor, b, x, 1);
  vt_hessian_multiply (hessian, x, hx);
  for (guint c = 0; c < n; c++)
    hx[c] += vt_factor_shift (factor) * x[c];
  g_assert_cmpfloat (distance (hx, b, n), <, tolerance);
}

static void
test_shift (void)
{
  const Glass *glass = the_glass ();
  g_autoptr (VtFactor) factor = vt_factor_new (glass->hessian, 0.1 * glass->hessian->mean_diagonal, NULL);

  g_assert_nonnull (factor);
  g_assert_cmpfloat (vt_factor_shift (factor), ==, 0.1 * glass->hessian->mean_diagonal);
  check_apply (factor, 1e-12);
}

/* Standard output stays empty whatever CHOLMOD thinks. */
static int
divert_output (char **path)
{
  int kept = dup (STDOUT_FILENO), file = g_file_open_tmp ("vitrine-test-XXXXXX", path, NULL);

  g_assert_cmpint (file, >=, 0);
  fflush (stdout);
  dup2 (file, STDOUT_FILENO);
  close (file);
  return kept;
}

static void
assert_output_was_empty (int kept, char *path)
{
  g_autofree char *text = NULL;
  gsize length = 1;

  fflush (stdout);
  dup2 (kept, STDOUT_FILENO);
  close (kept);
  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  g_unlink (path);
  g_free (path);
  g_assert_cmpuint (length, ==, 0);
}

/* Particles moved off the minimum until the curvature turns: named, and factorised all the same with a raised shift. */
static void
test_indefinite (void)
{
  const Glass *glass = the_glass ();
  g_autofree double *shake = test_random_vector (glass->sample->n, 3);
  g_autoptr (VtSample) moved = vt_sample_copy (glass->sample);
  g_autoptr (GError) error = NULL;
  char *path;
  int kept;

  for (guint c = 0; c < 3 * moved->n; c++)
    moved->positions[c] += 3.0 * shake[c];
  g_autoptr (VtNetwork) network = vt_network_new (moved, &glass->potential, NULL);
  g_autoptr (VtHessian) hessian = vt_hessian_new (network);

  kept = divert_output (&path);
  VtFactor *factor = vt_factor_new_stable (hessian, &error);
  VtFactor *raised = vt_factor_new_raised (hessian, NULL, NULL);
  assert_output_was_empty (kept, path);

  g_assert_null (factor);
  g_assert_error (error, VT_RESPONSE_ERROR, VT_RESPONSE_ERROR_NOT_POSITIVE);
  g_assert_nonnull (raised);
  g_assert_cmpfloat (vt_factor_shift (raised), >, VT_FACTOR_RELATIVE_SHIFT * hessian->mean_diagonal);
  check_apply (raised, 1e-10);

  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_cancellable_cancel (cancellable);
  g_clear_error (&error);
  g_assert_null (vt_factor_new_raised (hessian, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  vt_factor_free (raised);
}

static void
test_extremes (void)
{
  const Glass *glass = the_glass ();
  double lowest, highest, bound = vt_hessian_norm_bound (glass->hessian);

  vt_hessian_extremes (glass->hessian, 60, &lowest, &highest);
  g_assert_cmpfloat (lowest, >, 0.0);
  g_assert_cmpfloat (lowest, <, 0.05 * highest);
  g_assert_cmpfloat (highest, <=, bound);
  g_assert_cmpfloat (highest, >, bound / 6.0);
}

/* The estimate made from N and the coordination alone against what the factor holds. */
static void
test_memory (void)
{
  const Glass *glass = the_glass ();
  g_autoptr (VtFactor) factor = vt_factor_new_stable (glass->hessian, NULL);
  double estimate = vt_factor_memory_estimate (glass->network->n, vt_network_coordination (glass->network));

  g_assert_cmpfloat (estimate, >, 0.5 * vt_factor_memory (factor));
  g_assert_cmpfloat (estimate, <, 2.0 * vt_factor_memory (factor));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/factor/solve", test_solve);
  g_test_add_func ("/factor/orderings-agree", test_orderings_agree);
  g_test_add_func ("/factor/shift", test_shift);
  g_test_add_func ("/factor/indefinite", test_indefinite);
  g_test_add_func ("/factor/extremes", test_extremes);
  g_test_add_func ("/factor/memory", test_memory);
  return g_test_run ();
}
