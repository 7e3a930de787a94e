/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the time of a force evaluation and of the lowest modes grows with the number of particles: the exponent of a
 * straight line through its logarithms, best of several rounds.
 *
 * Usage: bench-growth [large]      large: up to 250,000 and 10976 particles
 */
#include "dynamics/forces.h"
#include "row.h"
#include "support/making.h"

#include "network/network.h"
#include "response/blas.h"
#include "vibrations/lowest.h"

#define ROUNDS 7
#define MOST 6
#define MODES 20

typedef struct
{
  guint n;
  double particles[MOST], seconds[MOST];
} Growth;

static void
add (Growth *growth, const char *what, guint particles, double seconds)
{
  g_print ("%s, N = %6u: %.4g s, %.1f ns a particle\n", what, particles, seconds, 1e9 * seconds / particles);
  growth->particles[growth->n] = particles;
  growth->seconds[growth->n++] = seconds;
}

/* The slope of log (seconds) over log (particles), least squares. */
static double
exponent (const Growth *growth)
{
  double x = 0, y = 0, xx = 0, xy = 0, n = growth->n;

  for (guint k = 0; k < growth->n; k++)
    {
      const double a = log (growth->particles[k]), b = log (growth->seconds[k]);

      x += a;
      y += b;
      xx += a * a;
      xy += a * b;
    }
  return (n * xy - x * y) / (n * xx - x * x);
}

static void
grow_forces (guint largest)
{
  const guint sizes[] = { 500, 2048, 10976, 50000, 250000 };
  VtPotential potential = making_potential ("stiff", 10);
  Growth growth = { 0 };

  for (guint k = 0; k < G_N_ELEMENTS (sizes) && sizes[k] <= largest; k++)
    {
      g_autoptr (VtSystem) system = making_system (&potential, sizes[k], 1, NULL);
      VtMelt melt = making_melt (&potential, 1);
      double best = INFINITY;

      melt.time = 0.2;
      vt_system_melt (system, &melt, NULL, NULL);
      g_autoptr (VtSample) warm = vt_system_sample (system);
      VtForces *forces = vt_forces_new (warm, &potential, vt_kernel_best (), NULL);
      for (guint round = 0; round < ROUNDS; round++)
        {
          const guint times = 1 + 200000 / sizes[k];
          const double start = bench_cpu_seconds ();
          VtForceSums sums;

          for (guint t = 0; t < times; t++)
            vt_forces_evaluate (forces, VT_FORCES_ENERGY, &sums);
          if (round > 0) /* the first builds the lists */
            best = fmin (best, (bench_cpu_seconds () - start) / times);
        }
      vt_forces_free (forces);
      add (&growth, "force evaluation", sizes[k], best);
    }
  g_autofree char *setting = g_strdup_printf ("stiff Q = 10, N = 500 to %.0f", growth.particles[growth.n - 1]);
  bench_value ("force evaluation", setting, "growth with N, exponent", exponent (&growth), 1.15, NULL);
}

static void
grow_modes (guint largest)
{
  const guint sizes[] = { 500, 1000, 2048, 4000, 10976 };
  VtPotential potential = making_potential ("stiff", 10);
  Growth growth = { 0 };

  for (guint k = 0; k < G_N_ELEMENTS (sizes) && sizes[k] <= largest; k++)
    {
      g_autoptr (VtSample) glass = making_glass (&potential, sizes[k], 1);
      g_autoptr (VtNetwork) network = vt_network_new (glass, &potential, NULL);
      g_autoptr (VtHessian) hessian = vt_hessian_new (network);
      double best = INFINITY;

      for (guint round = 0; round < 3; round++)
        {
          const double start = bench_cpu_seconds ();
          g_autoptr (GPtrArray) modes = vt_lowest_modes_by_filter (hessian, MODES, NULL, NULL, NULL, NULL, NULL);

          g_assert_nonnull (modes);
          best = fmin (best, bench_cpu_seconds () - start);
        }
      add (&growth, "20 modes", sizes[k], best);
    }
  g_autofree char *setting = g_strdup_printf ("%d lowest, stiff Q = 10, N = 500 to %.0f", MODES, growth.particles[growth.n - 1]);
  bench_value ("modes", setting, "growth with N, exponent", exponent (&growth), 2, NULL);
}

int
main (int argc, char *argv[])
{
  const gboolean large = argc > 1 && g_str_equal (argv[1], "large");

  vt_blas_reexec_if_needed (argv);
  vt_blas_set_threads (1);
  grow_forces (large ? 250000 : 50000);
  grow_modes (large ? 10976 : 4000);
  return 0;
}
