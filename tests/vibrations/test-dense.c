/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <cblas.h>
#include <lapacke.h>
#include <math.h>
#include <string.h>
#include "network/strain.h"
#include "response/moduli.h"
#include "support/glass.h"
#include "vibrations/dense.h"

/* All 3n eigenvalues by LAPACK's driver: the zeros must be just three. */
static double *
by_driver (const VtHessian *hessian)
{
  guint n = 3 * hessian->n;
  g_autofree double *dense = g_new (double, n * n);
  double *values = g_new (double, n);

  vt_hessian_to_dense (hessian, dense);
  g_assert_cmpint (LAPACKE_dsyevd (LAPACK_COL_MAJOR, 'N', 'L', (int) n, dense, (int) n, values), ==, 0);
  return values;
}

static void
test_spectrum (void)
{
  g_auto (TestGlass) glass = test_glass (168, 1);
  guint n = 3 * glass.hessian->n;
  g_autofree double *reference = by_driver (glass.hessian);
  g_autofree double *values = vt_dense_spectrum (glass.hessian, NULL, NULL, NULL, NULL);
  double sum = 0.0, scale = glass.hessian->mean_diagonal;

  g_assert_nonnull (values);
  for (guint k = 0; k < 3; k++)
    g_assert_cmpfloat_with_epsilon (reference[k], 0.0, 1e-11 * scale);
  for (guint k = 0; k < n - 3; k++)
    {
      g_assert_cmpfloat_with_epsilon (values[k], reference[k + 3], 1e-12 * scale);
      sum += values[k];
    }
  g_assert_cmpfloat (values[0], >, 1e-5 * scale);
  /* Sum rule: the trace. */
  g_assert_cmpfloat_with_epsilon (sum, n * scale, 1e-11 * n * scale);
}

/* Translations stay apart from other zero modes: a loose particle has three of its own. */
static void
test_spectrum_with_zero_modes (void)
{
  g_auto (TestGlass) glass = test_glass (168, 1);
  g_auto (TestGlass) loose = test_glass_with_loose_particles (glass.network, 1, FALSE);
  g_autofree double *values = vt_dense_spectrum (loose.hessian, NULL, NULL, NULL, NULL);
  g_autofree double *without = vt_dense_spectrum (glass.hessian, NULL, NULL, NULL, NULL);
  double scale = glass.hessian->mean_diagonal;

  for (guint k = 0; k < 3; k++)
    g_assert_cmpfloat_with_epsilon (values[k], 0.0, 1e-12 * scale);
  for (guint k = 0; k < 3 * glass.network->n - 3; k++)
    g_assert_cmpfloat_with_epsilon (values[k + 3], without[k], 1e-12 * scale);
}

static void
assert_orthonormal (const GPtrArray *modes)
{
  for (guint k = 0; k < modes->len; k++)
    for (guint l = 0; l <= k; l++)
      {
        int n = 3 * (int) vt_mode_at (modes, k)->n_particles;
        double overlap = cblas_ddot (n, vt_mode_at (modes, k)->vector, 1, vt_mode_at (modes, l)->vector, 1);

        g_assert_cmpfloat_with_epsilon (overlap, k == l ? 1.0 : 0.0, 1e-11);
      }
}

/* A gas stretched until every direction is unstable: H has a negative trace, and its spectrum all the same. */
static void
test_spectrum_of_stretched_gas (void)
{
  g_auto (TestGlass) glass = test_glass (168, 1);
  g_autofree double *reference = vt_dense_spectrum (glass.hessian, NULL, NULL, NULL, NULL), *values = NULL;
  guint n = 3 * glass.network->n - 3;
  double scale = glass.hessian->mean_diagonal;

  for (gsize b = 0; b < glass.network->n_bonds; b++)
    {
      VtBond *bond = &((VtNetwork *) glass.network)->bonds[b];
      bond->d1 = -bond->d1;
      bond->d2 = -bond->d2;
    }
  g_autoptr (VtHessian) stretched = vt_hessian_new (glass.network);
  values = vt_dense_spectrum (stretched, NULL, NULL, NULL, NULL);
  g_assert_nonnull (values);
  g_assert_cmpfloat_with_epsilon (stretched->mean_diagonal, scale, 1e-12 * scale);
  for (guint k = 0; k < n; k++)
    g_assert_cmpfloat_with_epsilon (values[k], -reference[n - 1 - k], 1e-12 * scale);
}

static void
test_modes (void)
{
  g_auto (TestGlass) glass = test_glass (168, 1);
  guint n = 3 * glass.hessian->n;
  double scale = glass.hessian->mean_diagonal;
  g_autofree double *values = vt_dense_spectrum (glass.hessian, NULL, NULL, NULL, NULL);

  for (guint wanted = 1; wanted <= n - 3; wanted += n - 4)
    {
      g_autoptr (GPtrArray) modes = vt_dense_modes (glass.hessian, wanted, NULL, NULL, NULL, NULL);

      g_assert_cmpuint (modes->len, ==, wanted);
      assert_orthonormal (modes);
      for (guint k = 0; k < wanted; k++)
        {
          const VtMode *mode = vt_mode_at (modes, k);
          double sum[3] = { 0.0, 0.0, 0.0 };

          g_assert_cmpfloat_with_epsilon (mode->eigenvalue, values[k], 1e-12 * scale);
          g_assert_cmpfloat (mode->residual, <, 1e-11 * scale);
          g_assert_cmpfloat (mode->frequency, ==, sqrt (mode->eigenvalue));
          g_assert_cmpfloat (mode->participation, >=, 1.0);
          g_assert_cmpfloat (mode->participation, <=, glass.hessian->n);
          for (guint c = 0; c < n; c++)
            sum[c % 3] += mode->vector[c];
          for (guint a = 0; a < 3; a++)
            g_assert_cmpfloat_with_epsilon (sum[a], 0.0, 1e-12);
        }
    }
}

/* The nonaffine part of G as a sum over all modes (sticky1 Eq. 11) against that of the factor. */
static void
test_nonaffine_sum (void)
{
  g_auto (TestGlass) glass = test_glass (168, 1);
  int n = 3 * (int) glass.hessian->n;
  g_autoptr (GPtrArray) modes = vt_dense_modes (glass.hessian, (guint) n - 3, NULL, NULL, NULL, NULL);
  g_autofree double *b = g_new (double, n);
  double sum[2] = { 0.0, 0.0 };
  VtModuli moduli;

  vt_moduli_compute (glass.network, glass.factor, FALSE, &moduli);
  for (guint s = 0; s < 2; s++)
    {
      if (s == 0)
        vt_network_simple_shear (glass.network, 0, 1, b);
      else
        vt_network_dilation (glass.network, b);
      for (guint k = 0; k < modes->len; k++)
        {
          const VtMode *mode = vt_mode_at (modes, k);
          double along = cblas_ddot (n, mode->vector, 1, b, 1);

          sum[s] += along * along / (mode->eigenvalue * glass.network->volume);
        }
    }
  g_assert_cmpfloat_with_epsilon (sum[0], moduli.shear_affine - moduli.shear, 1e-10 * moduli.shear_affine);
  g_assert_cmpfloat_with_epsilon (sum[1] / 9.0, moduli.bulk_affine - moduli.bulk, 1e-10 * moduli.bulk_affine);
}

static void
test_participation (void)
{
  double vector[30] = { 0.0 };

  vector[7] = -0.3;
  vector[8] = 0.4;
  g_assert_cmpfloat_with_epsilon (vt_participation (10, vector), 1.0, 1e-14);
  for (guint k = 0; k < 30; k++)
    vector[k] = k % 3 == 0 ? 0.1 : 0.2;
  g_assert_cmpfloat_with_epsilon (vt_participation (10, vector), 10.0, 1e-12);
  g_assert_cmpfloat (vt_frequency (4.0), ==, 2.0);
  g_assert_cmpfloat (vt_frequency (-4.0), ==, -2.0);
}

typedef struct
{
  double last;
  double stop_at;
  GCancellable *cancellable;
} Progress;

static void
follow (double fraction, gpointer data)
{
  Progress *progress = data;

  g_assert_cmpfloat (fraction, >=, progress->last);
  g_assert_cmpfloat (fraction, <=, 1.0);
  progress->last = fraction;
  if (fraction >= progress->stop_at)
    g_cancellable_cancel (progress->cancellable);
}

static void
test_progress_and_cancel (void)
{
  g_auto (TestGlass) glass = test_glass (168, 1);
  const double stops[] = { 0.0, 0.3, 0.6, 0.8 };

  for (guint k = 0; k < 2; k++)
    {
      Progress progress = { .stop_at = 2.0 };
      g_autofree double *values
          = k ? NULL : vt_dense_spectrum (glass.hessian, follow, &progress, NULL, NULL);
      g_autoptr (GPtrArray) modes = k ? vt_dense_modes (glass.hessian, 200, follow, &progress, NULL, NULL) : NULL;

      g_assert_true (values != NULL || modes != NULL);
      g_assert_cmpfloat (progress.last, ==, 1.0);
    }
  for (guint k = 0; k < G_N_ELEMENTS (stops); k++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL, other = NULL;
      Progress progress = { .stop_at = stops[k], .cancellable = cancellable };

      g_assert_null (vt_dense_modes (glass.hessian, 400, follow, &progress, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpfloat (progress.last, <, stops[k] + 0.3);
      g_assert_null (vt_dense_spectrum (glass.hessian, NULL, NULL, cancellable, &other));
      g_assert_error (other, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

typedef struct
{
  GArray *fractions; /* of double */
} Looks;

static void
note_look (double fraction, gpointer data)
{
  g_array_append_val (((Looks *) data)->fractions, fraction);
}

/* How much is done between two looks at a cancellation, in operations: what decides how soon it stops. */
static void
test_work_between_looks (void)
{
  g_auto (TestGlass) glass = test_glass (200, 1);
  Looks looks = { .fractions = g_array_new (FALSE, FALSE, sizeof (double)) };
  g_autofree double *values = vt_dense_spectrum (glass.hessian, note_look, &looks, NULL, NULL);
  const double n = 3 * 200 - 3, total = 4.0 / 3.0 * n * n * n / 0.95;
  guint looks_expected = 1;

  /* One look before each panel, then one at the end of the reduction and one at the end of all. */
  for (guint left = (guint) n; left > 64; left -= vt_dense_panel (left))
    looks_expected++;
  g_assert_nonnull (values);
  g_assert_cmpuint (looks.fractions->len, ==, looks_expected + 1);
  for (guint k = 1; k + 1 < looks.fractions->len; k++)
    {
      double step = g_array_index (looks.fractions, double, k) - g_array_index (looks.fractions, double, k - 1);

      g_assert_cmpfloat (step * total, <=, 4.0 * 32 * n * n);
    }
  g_array_unref (looks.fractions);

  /* Of large matrices as well, up to where four columns are the least: 12,000 particles would take 10 GB. */
  for (guint unknowns = 100; unknowns <= 36000; unknowns += 100)
    {
      double work = 4.0 * vt_dense_panel (unknowns) * (double) unknowns * unknowns;

      g_assert_cmpuint (vt_dense_panel (unknowns), >=, 4);
      g_assert_cmpuint (vt_dense_panel (unknowns), <=, 32);
      g_assert_true (work <= 3e9 || vt_dense_panel (unknowns) == 4);
      g_assert_true (unknowns > 13600 || work <= 3e9);
    }
}

/* A cancelled spectrum looks no further: nothing is reported after the look at which it was stopped. */
static void
test_stops_at_next_look (void)
{
  g_auto (TestGlass) glass = test_glass (200, 1);

  for (double at = 0.0; at < 0.9; at += 0.2)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      Progress progress = { .stop_at = at, .cancellable = cancellable };
      double stopped;

      g_assert_null (vt_dense_spectrum (glass.hessian, follow, &progress, cancellable, NULL));
      stopped = progress.last;
      g_assert_cmpfloat (stopped, >=, at);
      g_assert_cmpfloat (stopped, <, at + 0.2);
    }
}

/* A matrix that fits no machine is refused before it is asked for. */
static void
test_memory (void)
{
  g_auto (TestGlass) glass = test_glass (168, 1);
  VtNetwork *gas = g_new0 (VtNetwork, 1);
  g_autoptr (GError) error = NULL;

  g_atomic_ref_count_init (&gas->references);
  gas->n = 1000000;
  gas->volume = 1.0;
  g_auto (TestGlass) huge = test_glass_of_network (gas);
  g_assert_null (vt_dense_spectrum (huge.hessian, NULL, NULL, NULL, &error));
  g_assert_error (error, VT_VIBRATIONS_ERROR, VT_VIBRATIONS_ERROR_MEMORY);
  g_assert_cmpuint (vt_dense_memory (1000000, 0), >, G_GUINT64_CONSTANT (70000000000000));
  g_assert_cmpuint (vt_dense_memory (100, 297), >, 300 * 300 * 8 + 300 * 297 * 8);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dense/spectrum", test_spectrum);
  g_test_add_func ("/dense/spectrum-with-zero-modes", test_spectrum_with_zero_modes);
  g_test_add_func ("/dense/spectrum-of-stretched-gas", test_spectrum_of_stretched_gas);
  g_test_add_func ("/dense/modes", test_modes);
  g_test_add_func ("/dense/nonaffine-sum", test_nonaffine_sum);
  g_test_add_func ("/dense/participation", test_participation);
  g_test_add_func ("/dense/progress-and-cancel", test_progress_and_cancel);
  g_test_add_func ("/dense/work-between-looks", test_work_between_looks);
  g_test_add_func ("/dense/stops-at-next-look", test_stops_at_next_look);
  g_test_add_func ("/dense/memory", test_memory);
  return g_test_run ();
}
