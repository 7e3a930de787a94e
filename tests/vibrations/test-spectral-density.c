/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "support/glass.h"
#include "support/making.h"
#include "vibrations/chebyshev.h"
#include "vibrations/dense.h"
#include "vibrations/spectral-density.h"

static double *
spectrum_of (const VtHessian *hessian)
{
  g_autoptr (GError) error = NULL;
  double *eigenvalues = vt_dense_spectrum (hessian, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return eigenvalues;
}

static VtSpectralDensity *
estimate (const VtHessian *hessian, VtSpectralOptions options)
{
  g_autoptr (GError) error = NULL;
  VtSpectralDensity *density = vt_spectral_density_new (hessian, &options, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return density;
}

static double
integral (const VtSpectralDensity *density, guint begin, guint end)
{
  double sum = 0.0;

  for (guint k = begin; k < end; k++)
    sum += density->density[k] * (density->edge[k + 1] - density->edge[k]);
  return sum;
}

/* Every variant does y <- X x, then y <- 2 X x - y, whatever the width of its vectors. */
static void
test_products (void)
{
  g_auto (TestGlass) glass = test_glass (168, 1);
  const guint n = 3 * glass.hessian->n, width = VT_CHEBYSHEV_VECTORS;
  const double high = vt_hessian_norm_bound (glass.hessian), low = -0.1 * high;
  const VtChebyshevKernel *kernels[3];
  guint n_kernels = vt_chebyshev_kernels (kernels);
  g_autofree double *start = g_new (double, n * width), *one = g_new (double, n), *two = g_new (double, n);

  for (guint v = 0; v < width; v++)
    {
      g_autofree double *column = test_random_vector (glass.hessian->n, v + 1);

      for (guint k = 0; k < n; k++)
        start[k * width + v] = column[k];
    }
  for (guint which = 0; which < n_kernels; which++)
    {
      g_autoptr (VtChebyshev) chebyshev = vt_chebyshev_new (glass.hessian, low, high, NULL);
      VtChebyshevDots first, second, third;

      g_test_message ("%s", kernels[which]->name);
      vt_chebyshev_set_kernel (chebyshev, kernels[which]);
      memcpy (vt_chebyshev_begin (chebyshev), start, sizeof (double) * n * width);
      vt_chebyshev_step (chebyshev, &first);
      vt_chebyshev_step (chebyshev, &second);
      vt_chebyshev_step (chebyshev, &third);
      for (guint v = 0; v < width; v++)
        {
          g_autofree double *zero = test_random_vector (glass.hessian->n, v + 1);
          double dot01 = 0.0, dot11 = 0.0, dot12 = 0.0, dot22 = 0.0;

          vt_hessian_multiply (glass.hessian, zero, one);
          for (guint k = 0; k < n; k++)
            one[k] = (2.0 * one[k] - (low + high) * zero[k]) / (high - low);
          vt_hessian_multiply (glass.hessian, one, two);
          for (guint k = 0; k < n; k++)
            {
              two[k] = 2.0 * (2.0 * two[k] - (low + high) * one[k]) / (high - low) - zero[k];
              dot01 += zero[k] * one[k];
              dot11 += one[k] * one[k];
              dot12 += one[k] * two[k];
              dot22 += two[k] * two[k];
            }
          g_assert_cmpfloat_with_epsilon (first.same[v], 1.0, 1e-13);
          g_assert_cmpfloat_with_epsilon (first.next[v], dot01, 1e-13);
          g_assert_cmpfloat_with_epsilon (second.same[v], dot11, 1e-13);
          g_assert_cmpfloat_with_epsilon (second.next[v], dot12, 1e-13);
          g_assert_cmpfloat_with_epsilon (third.same[v], dot22, 1e-13);
        }
    }
}

/* What the estimate should be but for chance: each bin's share of each exact eigenvalue's bell, per particle. */
static double *
smoothed (const double *eigenvalues, const VtSpectralDensity *density)
{
  guint n_modes = 3 * density->n_particles - 3, n = density->n_moments;
  double top = density->edge[density->n], *counts = g_new0 (double, density->n + 1);
  g_autofree double *weight = g_new (double, n);

  for (guint m = 0; m < n; m++)
    {
      double mu = 0.0, q = G_PI / (n + 1);

      for (guint l = 0; l < n_modes; l++)
        mu += cos (2.0 * m * acos (sqrt (eigenvalues[l]) / top));
      weight[m] = mu * ((n - m + 1) * cos (q * m) + sin (q * m) / tan (q)) / (n + 1);
    }
  for (guint j = 0; j <= density->n; j++)
    {
      double theta = 2.0 * acos (fmin (density->edge[j] / top, 1.0));

      counts[j] = weight[0] * (1.0 - theta / G_PI);
      for (guint m = 1; m < n; m++)
        counts[j] -= 2.0 * weight[m] * sin (m * theta) / (m * G_PI);
      counts[j] /= density->n_particles;
    }
  for (guint j = density->n; j > 0; j--)
    counts[j] -= counts[j - 1];
  return counts;
}

/* Deviations from the exactly smoothed spectrum are of the size of the errors told: no more, and no less. */
static void
test_errors_are_honest (void)
{
  g_auto (TestGlass) glass = test_glass (168, 1);
  g_autofree double *eigenvalues = spectrum_of (glass.hessian);
  g_autoptr (VtSpectralDensity) density
      = estimate (glass.hessian, (VtSpectralOptions) { .n_moments = 160, .n_vectors = 64, .bins_per_decade = 32 });
  g_autofree double *counts = smoothed (eigenvalues, density);
  double squares = 0.0, most = 0.0;

  for (guint k = 0; k < density->n; k++)
    {
      double width = density->edge[k + 1] - density->edge[k];
      double off = (density->density[k] - counts[k + 1] / width) / density->error[k];

      squares += off * off;
      most = fmax (most, fabs (off));
    }
  g_test_message ("%u bins: deviations of %.2f standard errors, at most %.2f", density->n,
                  sqrt (squares / density->n), most);
  g_assert_cmpfloat (sqrt (squares / density->n), >, 0.5);
  g_assert_cmpfloat (sqrt (squares / density->n), <, 1.6);
  g_assert_cmpfloat (most, <, 5.0);
  g_assert_cmpfloat_with_epsilon (density->below, counts[0], 1e-3);
}

/* Numbers of modes in broad ranges against a count of the exact ones: within errors, and what the bell carries over the
 * edges of the range. */
static void
test_counts (void)
{
  g_auto (TestGlass) glass = test_glass (168, 1);
  g_autofree double *eigenvalues = spectrum_of (glass.hessian);
  g_autoptr (VtSpectralDensity) density
      = estimate (glass.hessian, (VtSpectralOptions) { .n_moments = 1024, .n_vectors = 96 });
  guint n_modes = 3 * glass.hessian->n - 3, range = density->n / 12;

  for (guint begin = 0; begin + range <= density->n; begin += range)
    {
      guint end = begin + range;
      double low = density->edge[begin], high = density->edge[end], errors = 0.0, carried = 0.0;
      double counted = 0.0;

      for (guint l = 0; l < n_modes; l++)
        counted += sqrt (eigenvalues[l]) >= low && sqrt (eigenvalues[l]) < high;
      for (guint k = begin; k < end; k++)
        errors += pow (density->error[k] * (density->edge[k + 1] - density->edge[k]), 2);
      carried = density->density[begin] * density->resolution[begin]
                + density->density[end - 1] * density->resolution[end - 1];
      g_assert_cmpfloat (fabs (integral (density, begin, end) * glass.hessian->n - counted), <,
                         glass.hessian->n * (5.0 * sqrt (errors) + carried) + 1.0);
    }
}

static void
test_integral (void)
{
  g_auto (TestGlass) glass = test_glass (168, 1);
  double all = 3.0 - 3.0 / glass.hessian->n;

  for (guint moments = 64; moments <= 1024; moments *= 4)
    {
      g_autoptr (VtSpectralDensity) density
          = estimate (glass.hessian, (VtSpectralOptions) { .n_moments = moments, .n_vectors = 8, .seed = moments });

      g_assert_cmpfloat_with_epsilon (density->below + integral (density, 0, density->n), all, 1e-12);
      g_assert_cmpuint (density->n_moments, ==, moments);
      g_assert_cmpuint (density->n_vectors, ==, VT_CHEBYSHEV_VECTORS);
    }
}

static void
test_bound (void)
{
  for (guint seed = 1; seed <= 2; seed++)
    {
      VtPotential potential = making_potential ("stiff", seed == 1 ? 10.0 : 160.0);
      g_autoptr (VtSample) sample = making_glass (&potential, 256, seed);
      g_autoptr (VtNetwork) network = vt_network_new (sample, &potential, NULL);
      g_autoptr (VtHessian) hessian = vt_hessian_new (network);
      g_autofree double *eigenvalues = spectrum_of (hessian);
      double bound = vt_spectral_bound (hessian, 24), largest = eigenvalues[3 * hessian->n - 4];

      g_assert_cmpfloat (bound, >, largest);
      g_assert_cmpfloat (bound, <, 1.1 * largest);
    }
}

/* The width of the bell is what is told and what was asked for. */
static void
test_resolution (void)
{
  g_auto (TestGlass) glass = test_glass (168, 1);
  g_autoptr (VtSpectralDensity) coarse = estimate (glass.hessian, (VtSpectralOptions) { .sharp_from = 100.0 });
  g_autoptr (VtSpectralDensity) fine = estimate (glass.hessian, (VtSpectralOptions) { .sharp_from = 0.2 });
  double top = fine->edge[fine->n];

  g_assert_cmpuint (coarse->n_moments, ==, VT_SPECTRAL_MOMENTS);
  g_assert_cmpfloat (fine->resolution[0], <=, 0.2 / VT_SPECTRAL_SHARP);
  g_assert_cmpfloat (fine->resolution[0], >, 0.19 / VT_SPECTRAL_SHARP);
  g_assert_cmpfloat_with_epsilon (fine->resolution[0], 0.5 * G_PI * top / fine->n_moments, 1e-4 * top);
  g_assert_cmpfloat (fine->edge[0], <, fine->resolution[0]);
}

static void
assert_same (const VtSpectralDensity *a, const VtSpectralDensity *b)
{
  g_assert_cmpuint (a->n, ==, b->n);
  g_assert_cmpmem (a->edge, sizeof (double) * (a->n + 1), b->edge, sizeof (double) * (b->n + 1));
  g_assert_cmpmem (a->density, sizeof (double) * a->n, b->density, sizeof (double) * b->n);
  g_assert_cmpmem (a->error, sizeof (double) * a->n, b->error, sizeof (double) * b->n);
}

static void
test_threads (void)
{
  VtPotential potential = making_potential ("stiff", 10.0);
  g_autoptr (VtSample) sample = making_glass (&potential, 700, 1);
  g_autoptr (VtNetwork) network = vt_network_new (sample, &potential, NULL);
  g_autoptr (VtHessian) hessian = vt_hessian_new (network);
  VtSpectralOptions options = { .n_moments = 128, .n_vectors = 16, .seed = 5 };
  g_autoptr (VtSpectralDensity) alone = estimate (hessian, options);
  g_autoptr (VtTeam) team = vt_team_new (2);

  options.team = team;
  g_autoptr (VtSpectralDensity) together = estimate (hessian, options);
  assert_same (alone, together);
  options.seed = 6;
  g_autoptr (VtSpectralDensity) other = estimate (hessian, options);
  g_assert_cmpfloat (fabs (other->density[other->n / 2] - alone->density[alone->n / 2]), >, 0.0);
}

typedef struct
{
  GPtrArray *seen;
  GCancellable *cancel; /* after the second estimate */
  double done;
  guint products;
} Watch;

static void
on_product (double fraction, gpointer data)
{
  Watch *watch = data;

  g_assert_cmpfloat (fraction, >, watch->done);
  watch->done = fraction;
  watch->products++;
}

static void
on_estimate (VtSpectralDensity *density, gpointer data)
{
  Watch *watch = data;

  g_ptr_array_add (watch->seen, vt_spectral_density_ref (density));
  if (watch->cancel != NULL && watch->seen->len == 2)
    g_cancellable_cancel (watch->cancel);
}

/* A rough estimate early, then one a block, better and better; each of them whole. */
static void
test_progress (void)
{
  g_auto (TestGlass) glass = test_glass (168, 1);
  VtSpectralOptions options = { .n_moments = 256, .n_vectors = 90 };
  g_autoptr (GPtrArray) seen = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_spectral_density_unref);
  Watch watch = { .seen = seen };
  options.progress = on_product;
  options.progress_data = &watch;
  g_autoptr (VtSpectralDensity) last
      = vt_spectral_density_new (glass.hessian, &options, on_estimate, &watch, NULL, NULL);
  options.progress = NULL;
  g_autoptr (VtSpectralDensity) unwatched = estimate (glass.hessian, options);
  const VtSpectralDensity *early = seen->pdata[0], *first = seen->pdata[1];
  double before = 0.0, after = 0.0;

  assert_same (last, unwatched);
  g_assert_cmpuint (watch.products, ==, 6 * 128);
  g_assert_cmpfloat (watch.done, ==, 1.0);
  assert_same (last, seen->pdata[seen->len - 1]);
  g_assert_cmpuint (seen->len, ==, 7);
  g_assert_cmpuint (early->n_moments, ==, 64);
  for (guint k = 0; k < seen->len; k++)
    {
      const VtSpectralDensity *one = seen->pdata[k];

      g_assert_cmpuint (one->n_vectors, ==, VT_CHEBYSHEV_VECTORS * MAX (k, 1));
      g_assert_cmpfloat_with_epsilon (one->below + integral (one, 0, one->n), 3.0 - 3.0 / one->n_particles, 1e-12);
    }
  for (guint k = 0; k < last->n; k++)
    {
      before += first->error[k];
      after += last->error[k];
    }
  g_assert_cmpfloat (after, <, 0.55 * before);
}

/* Where a quarter of the moments takes long, there is something to see before it. */
static void
test_told_sooner (void)
{
  const VtPotential potential = making_potential ("stiff", 10);
  g_autoptr (VtSample) sample = making_glass (&potential, 1100, 1);
  g_auto (TestGlass) glass = test_glass_of_network (vt_network_new (sample, &potential, NULL));
  VtSpectralOptions options = { .n_moments = 8192, .n_vectors = 16 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GPtrArray) seen = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_spectral_density_unref);
  Watch watch = { .seen = seen, .cancel = cancellable };

  g_assert_null (vt_spectral_density_new (glass.hessian, &options, on_estimate, &watch, cancellable, NULL));
  g_assert_cmpuint (seen->len, ==, 2);
  for (guint k = 0; k < 2; k++)
    {
      const VtSpectralDensity *early = seen->pdata[k];

      g_assert_cmpuint (early->n_moments, ==, k == 0 ? 512 : 2048);
      g_assert_cmpuint (early->n_vectors, ==, VT_CHEBYSHEV_VECTORS);
      g_assert_cmpfloat_with_epsilon (early->below + integral (early, 0, early->n), 3.0 - 3.0 / early->n_particles, 1e-12);
    }
}

static void
test_cancel (void)
{
  g_auto (TestGlass) glass = test_glass (168, 1);
  VtSpectralOptions options = { .n_moments = 64, .n_vectors = 1000 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GPtrArray) seen = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_spectral_density_unref);
  g_autoptr (GError) error = NULL;
  Watch watch = { .seen = seen, .cancel = cancellable };

  g_assert_null (vt_spectral_density_new (glass.hessian, &options, on_estimate, &watch, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (seen->len, ==, 2);
}

/* Negative directions are below the first bin when their bound is given, and an error when it is not. */
static void
test_unstable (void)
{
  g_auto (TestGlass) glass = test_glass (168, 1);
  g_auto (TestGlass) shaken = test_glass_shaken (&glass, 0.6, 1);
  g_autofree double *eigenvalues = spectrum_of (shaken.hessian);
  guint n = shaken.hessian->n, n_negative = 0, n_below = 0;
  VtSpectralOptions options = { .n_moments = 1024, .n_vectors = 128 };
  g_autoptr (GError) error = NULL;

  while (eigenvalues[n_negative] < 0.0)
    n_negative++;
  g_assert_cmpuint (n_negative, >, 10);
  g_assert_null (vt_spectral_density_new (shaken.hessian, &options, NULL, NULL, NULL, &error));
  g_assert_error (error, VT_VIBRATIONS_ERROR, VT_VIBRATIONS_ERROR_NO_CONVERGENCE);
  options.lowest = 1.01 * eigenvalues[0];
  g_autoptr (VtSpectralDensity) density = estimate (shaken.hessian, options);
  while (eigenvalues[n_below] < density->edge[0] * density->edge[0])
    n_below++;
  g_test_message ("%u modes below omega = %g, %u of them negative directions: %.1f", n_below, density->edge[0],
                  n_negative, density->below * n);
  g_assert_cmpfloat (fabs (density->below * n - n_below), <, 0.1 * n_below);
  g_assert_cmpfloat_with_epsilon (density->below + integral (density, 0, density->n), 3.0 - 3.0 / n, 1e-12);
}

/* Without a bond all modes are at zero. */
static void
test_no_bonds (void)
{
  const double box[3] = { 40, 40, 40 };
  VtPotential potential = making_potential ("stiff", 10.0);
  g_autoptr (VtSample) gas = vt_sample_new (27, box);

  for (guint k = 0; k < 81; k++)
    gas->positions[k] = 13 * (k / 3 / (guint[]) { 1, 3, 9 }[k % 3] % 3);
  g_autoptr (VtNetwork) network = vt_network_new (gas, &potential, NULL);
  g_autoptr (VtHessian) hessian = vt_hessian_new (network);
  g_autoptr (VtSpectralDensity) density = estimate (hessian, (VtSpectralOptions) { .n_vectors = 8 });
  double low = 0.0;

  for (guint k = 0; k < density->n; k++)
    low += density->edge[k] < 10.0 * density->resolution[0] ? integral (density, k, k + 1) : 0.0;
  g_assert_cmpfloat (low + density->below, >, 0.999 * (3.0 - 3.0 / 27.0));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/spectral-density/products", test_products);
  g_test_add_func ("/spectral-density/errors-are-honest", test_errors_are_honest);
  g_test_add_func ("/spectral-density/counts", test_counts);
  g_test_add_func ("/spectral-density/integral", test_integral);
  g_test_add_func ("/spectral-density/bound", test_bound);
  g_test_add_func ("/spectral-density/resolution", test_resolution);
  g_test_add_func ("/spectral-density/threads", test_threads);
  g_test_add_func ("/spectral-density/progress", test_progress);
  g_test_add_func ("/spectral-density/told-sooner", test_told_sooner);
  g_test_add_func ("/spectral-density/cancel", test_cancel);
  g_test_add_func ("/spectral-density/unstable", test_unstable);
  g_test_add_func ("/spectral-density/no-bonds", test_no_bonds);
  return g_test_run ();
}
