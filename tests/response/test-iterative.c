/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>
#include "network/strain.h"
#include "response/iterative.h"
#include "support/glass.h"

static double
distance (const double *x, const double *y, gsize n)
{
  double sum = 0.0;

  for (gsize c = 0; c < n; c++)
    sum += (x[c] - y[c]) * (x[c] - y[c]);
  return sqrt (sum);
}

static double
norm (const double *x, gsize n)
{
  double sum = 0.0;

  for (gsize c = 0; c < n; c++)
    sum += x[c] * x[c];
  return sqrt (sum);
}

/* @count right-hand sides: a shear, a translation (which is none), nothing, and random ones. */
static double *
right_hand_sides (const VtNetwork *network, guint count)
{
  gsize n = 3 * (gsize) network->n;
  double *b = g_new0 (double, n * count);

  vt_network_simple_shear (network, 0, 1, b);
  for (gsize c = 0; c < n && count > 1; c++)
    b[n + c] = c % 3 == 1 ? 2.5 : 0.0;
  for (guint k = 3; k < count; k++)
    {
      g_autofree double *random = test_random_vector (network->n, k);

      memcpy (b + n * k, random, n * sizeof (double));
    }
  return b;
}

/* The factor's answers, whatever the number of right-hand sides, and as small a residual as was asked for. */
static void
test_same_as_factor (void)
{
  g_auto (TestGlass) glass = test_glass (168, 1);
  g_autoptr (VtTeam) team = vt_team_new (2);
  gsize n = 3 * (gsize) glass.network->n;

  for (guint count = 1; count <= 19; count += 6)
    {
      g_autoptr (VtIterative) iterative = vt_iterative_new (glass.hessian, team);
      g_autoptr (GError) error = NULL;
      g_autofree double *b = right_hand_sides (glass.network, count), *x = g_new (double, n * count);
      g_autofree double *reference = g_new (double, n * count), *product = g_new (double, n * count);

      vt_factor_solve (glass.factor, b, reference, count);
      g_assert_true (vt_iterative_solve (iterative, b, x, count, 1e-11, NULL, &error));
      g_assert_no_error (error);
      vt_hessian_multiply_many (glass.hessian, x, product, count);
      vt_project_translations (glass.network->n, b, count);
      for (guint k = 0; k < count; k++)
        {
          g_assert_cmpfloat (distance (x + n * k, reference + n * k, n), <=, 1e-8 * norm (reference + n * k, n) + 1e-12);
          g_assert_cmpfloat (distance (product + n * k, b + n * k, n), <=, 1e-10 * norm (b + n * k, n) + 1e-12);
        }
      g_assert_cmpuint (vt_iterative_products (iterative), >, 20);
      g_assert_cmpuint (vt_iterative_products (iterative), <, 2000 * ((count + 7) / 8));
    }
}

/* In place, and the same bits with one thread as with several. */
static void
test_same_bits (void)
{
  g_auto (TestGlass) glass = test_glass (168, 1);
  g_autoptr (VtTeam) team = vt_team_new (3);
  gsize n = 3 * (gsize) glass.network->n;
  g_autofree double *b = right_hand_sides (glass.network, 8), *x = g_new (double, 8 * n);
  g_autoptr (VtIterative) alone = vt_iterative_new (glass.hessian, NULL);
  g_autoptr (VtIterative) many = vt_iterative_new (glass.hessian, team);

  g_assert_true (vt_iterative_solve (alone, b, x, 8, 1e-9, NULL, NULL));
  g_assert_true (vt_iterative_solve (many, b, b, 8, 1e-9, NULL, NULL));
  g_assert_cmpmem (x, 8 * n * sizeof (double), b, 8 * n * sizeof (double));
}

typedef struct
{
  double last;
  guint on_the_way; /* between a tenth and nine tenths */
} Told;

static void
tell (double progress, gpointer data)
{
  Told *told = data;

  g_assert_cmpfloat (progress, >=, told->last);
  g_assert_cmpfloat (progress, <=, 1.0);
  told->last = progress;
  told->on_the_way += progress > 0.1 && progress < 0.9;
}

/* Three groups of right-hand sides are one solve: it is told how far that is, evenly, and to its end. */
static void
test_progress (void)
{
  g_auto (TestGlass) glass = test_glass (168, 1);
  gsize n = 3 * (gsize) glass.network->n;
  g_autofree double *b = right_hand_sides (glass.network, 19), *x = g_new (double, 19 * n);
  g_autoptr (VtIterative) iterative = vt_iterative_new (glass.hessian, NULL);
  Told told = { 0 };

  vt_iterative_set_monitor (iterative, &(VtIterativeMonitor) { tell, &told });
  g_assert_true (vt_iterative_solve (iterative, b, x, 19, 1e-10, NULL, NULL));
  g_assert_cmpfloat (told.last, ==, 1.0);
  g_assert_cmpuint (told.on_the_way, >, vt_iterative_products (iterative) / 2);
}

static void
test_loose_particles (void)
{
  g_auto (TestGlass) glass = test_glass (168, 1);
  g_auto (TestGlass) loose = test_glass_with_loose_particles (glass.network, 3, FALSE);
  gsize n = 3 * (gsize) glass.network->n, more = 3 * (gsize) loose.network->n;
  g_autofree double *b = g_new0 (double, more), *x = g_new (double, more), *reference = g_new (double, n);
  g_autoptr (VtIterative) iterative = vt_iterative_new (loose.hessian, NULL);

  vt_network_simple_shear (glass.network, 0, 1, b);
  vt_factor_solve (glass.factor, b, reference, 1);
  g_assert_true (vt_iterative_solve (iterative, b, x, 1, 1e-11, NULL, NULL));
  /* The loose ones stay where they are, up to the common translation. */
  for (guint a = 0; a < 3; a++)
    for (gsize c = a; c < n; c += 3)
      g_assert_cmpfloat_with_epsilon (x[c] - x[n + a], reference[c] - reference[a] + x[a] - x[n + a], 1e-8);
}

static void
test_unstable (void)
{
  g_auto (TestGlass) glass = test_glass (168, 1);
  g_auto (TestGlass) shaken = test_glass_shaken (&glass, 4.0, 1);
  g_autofree double *b = right_hand_sides (shaken.network, 8), *x = g_new (double, 24 * shaken.network->n);
  g_autoptr (VtIterative) iterative = vt_iterative_new (shaken.hessian, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (shaken.factor);
  g_assert_false (vt_iterative_solve (iterative, b, x, 8, 1e-10, NULL, &error));
  g_assert_error (error, VT_RESPONSE_ERROR, VT_RESPONSE_ERROR_NOT_POSITIVE);
}

static void
test_cancelled (void)
{
  g_auto (TestGlass) glass = test_glass (168, 1);
  g_autofree double *b = right_hand_sides (glass.network, 1);
  g_autoptr (VtIterative) iterative = vt_iterative_new (glass.hessian, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (vt_iterative_solve (iterative, b, b, 1, 1e-10, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/iterative/same-as-factor", test_same_as_factor);
  g_test_add_func ("/iterative/same-bits", test_same_bits);
  g_test_add_func ("/iterative/progress", test_progress);
  g_test_add_func ("/iterative/loose-particles", test_loose_particles);
  g_test_add_func ("/iterative/unstable", test_unstable);
  g_test_add_func ("/iterative/cancelled", test_cancelled);
  return g_test_run ();
}
