/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the exact modes end and the estimate goes on. */
#include "engine/joined-vdos.h"
#include "engine/snapshot-private.h"
#include "support/making.h"
#include "vibrations/dense.h"

#include <math.h>

#define N 400

typedef struct
{
  VtHessian *hessian;
  VtSpectrum *spectrum;
} Glass;

static Glass glass;

static void
make_glass (void)
{
  VtPotential potential = making_potential ("stiff", 10.0);
  g_autoptr (VtSample) sample = making_glass (&potential, N, 2);
  g_autoptr (VtNetwork) network = vt_network_new (sample, &potential, NULL);

  glass.hessian = vt_hessian_new (network);
  g_autofree double *eigenvalues = vt_dense_spectrum (glass.hessian, NULL, NULL, NULL, NULL);
  glass.spectrum = vt_spectrum_new (3 * N - 3);
  for (guint l = 0; l < 3 * N - 3; l++)
    glass.spectrum->frequencies[l] = vt_frequency (eigenvalues[l]);
}

static VtModeSet *
lowest (guint n)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_mode_unref);

  for (guint l = 0; l < n; l++)
    {
      VtMode *mode = g_new0 (VtMode, 1);

      g_atomic_ref_count_init (&mode->references);
      mode->frequency = glass.spectrum->frequencies[l];
      g_ptr_array_add (found, mode);
    }
  return vt_mode_set_new (found, N, n);
}

static VtSpectralDensity *
estimate (double sharp_from)
{
  const VtSpectralOptions options = { .sharp_from = sharp_from };

  return vt_spectral_density_new (glass.hessian, &options, NULL, NULL, NULL, NULL);
}

static double
integral (const VtJoinedVdos *joined, double from, double to)
{
  double sum = 0;

  for (guint k = 0; k < joined->n; k++)
    sum += joined->density[k] * MAX (MIN (joined->edge[k + 1], to) - MAX (joined->edge[k], from), 0);
  return sum;
}

static void
test_all_modes_are_there (void)
{
  for (guint n = 20; n <= 320; n *= 2)
    {
      VtModeSet *modes = lowest (n);
      g_autoptr (VtSpectralDensity) density = estimate (modes->frequencies[n - 1]);
      g_autoptr (VtJoinedVdos) joined = vt_joined_vdos_new (density, modes, N, 12);
      guint counted = 0;

      for (guint k = 0; k < joined->exact->n; k++)
        counted += joined->exact->count[k];
      g_assert_cmpuint (counted, ==, n - 1);
      g_assert_cmpuint (joined->n_exact, ==, n - 1);
      g_assert_cmpfloat (joined->edge[0], ==, modes->frequencies[n - 1]);
      g_assert_cmpfloat_with_epsilon (counted / (double) N + integral (joined, 0, INFINITY), 3 - 3.0 / N, 1e-12);
      g_assert_cmpfloat_with_epsilon (joined->scale, 1, 0.02);
      vt_mode_set_unref (modes);
    }
}

/* Just above the joint the curve has as many modes as the exact spectrum, but for chance: its own, and that of where
 * modes happen to lie (the spectrum is stiff: its counts scatter less than independent ones would). */
static void
test_no_seam (void)
{
  for (guint n = 40; n <= 160; n *= 2)
    {
      VtModeSet *modes = lowest (n);
      g_autoptr (VtSpectralDensity) density = estimate (modes->frequencies[n - 1]);
      g_autoptr (VtJoinedVdos) joined = vt_joined_vdos_new (density, modes, N, 12);
      double low = joined->crossover, high = 1.4 * low, counted = 0, there = N * integral (joined, low, high);

      for (guint l = 0; l < glass.spectrum->n; l++)
        counted += glass.spectrum->frequencies[l] >= low && glass.spectrum->frequencies[l] < high;
      g_test_message ("from %g to %g: %g modes, curve %.1f", low, high, counted, there);
      g_assert_cmpfloat (fabs (there - counted), <, 2 * sqrt (counted));
      vt_mode_set_unref (modes);
    }
}

/* A curve that is not sharp enough leaves a gap; without modes it begins where it is sharp. */
static void
test_gap (void)
{
  VtModeSet *modes = lowest (2);
  g_autoptr (VtSpectralDensity) density = estimate (0);
  g_autoptr (VtJoinedVdos) joined = vt_joined_vdos_new (density, modes, N, 12);
  g_autoptr (VtJoinedVdos) alone = vt_joined_vdos_new (density, NULL, N, 12);
  double sharp = VT_JOINED_SHARP * density->resolution[0];

  g_assert_cmpfloat (joined->edge[0], ==, MAX (sharp, joined->crossover));
  g_assert_cmpfloat (alone->edge[0], ==, sharp);
  g_assert_cmpfloat (alone->crossover, ==, 0);
  g_assert_cmpfloat (alone->scale, ==, 1);
  g_assert_cmpuint (alone->exact->n, ==, 0);
  vt_mode_set_unref (modes);
}

static void
test_top (void)
{
  g_autoptr (VtSpectralDensity) density = estimate (0);
  g_autoptr (VtJoinedVdos) joined = vt_joined_vdos_new (density, NULL, N, 12);

  g_assert_cmpuint (joined->n, >, 50);
  g_assert_cmpfloat (joined->edge[joined->n], ==, density->edge[density->n]);
  for (guint k = 0; k < joined->n; k++)
    {
      g_assert_cmpfloat (joined->edge[k], <, joined->edge[k + 1]);
      if (joined->edge[k] > 0.5 * joined->edge[joined->n])
        g_assert_cmpfloat (N * joined->density[k] * (joined->edge[k + 1] - joined->edge[k]), >=, VT_JOINED_MODES);
      g_assert_cmpfloat (joined->density[k], >, 0);
      g_assert_cmpfloat (joined->error[k], >, 0);
    }
}

static void
test_modes_alone (void)
{
  VtModeSet *modes = lowest (30);
  g_autoptr (VtJoinedVdos) joined = vt_joined_vdos_new (NULL, modes, N, 12);
  g_autoptr (VtJoinedVdos) nothing = vt_joined_vdos_new (NULL, NULL, N, 12);

  g_assert_cmpuint (joined->n, ==, 0);
  g_assert_cmpuint (joined->exact->n, >, 0);
  g_assert_cmpuint (nothing->n + nothing->exact->n, ==, 0);
  vt_mode_set_unref (modes);
}

int
main (int argc, char *argv[])
{
  int failed;

  g_test_init (&argc, &argv, NULL);
  make_glass ();
  g_test_add_func ("/joined-vdos/all-modes-are-there", test_all_modes_are_there);
  g_test_add_func ("/joined-vdos/no-seam", test_no_seam);
  g_test_add_func ("/joined-vdos/gap", test_gap);
  g_test_add_func ("/joined-vdos/top", test_top);
  g_test_add_func ("/joined-vdos/modes-alone", test_modes_alone);
  failed = g_test_run ();
  vt_spectrum_unref (glass.spectrum);
  vt_hessian_unref (glass.hessian);
  return failed;
}
