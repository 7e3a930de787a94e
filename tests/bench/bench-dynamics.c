/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How fast forces, lists and melts are: ratios in one run, alternating, medians of CPU time.
 *
 * Usage: bench-dynamics [N]
 */
#include "dynamics/forces.h"
#include "support/making.h"

#include <math.h>
#include <stdlib.h>
#include <time.h>

#define ROUNDS 9
#define EVALUATIONS 10

static double
cpu_seconds (void)
{
  struct timespec now;
  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec + 1e-9 * (double) now.tv_nsec;
}

static int
ascending (const void *a, const void *b)
{
  const double x = *(const double *) a, y = *(const double *) b;
  return x < y ? -1 : x > y;
}

static double
median (double *values, guint n)
{
  qsort (values, n, sizeof *values, ascending);
  return values[n / 2];
}

/* A liquid a little way into its melt, where particles are as far apart as they will be. */
static VtSample *
warm_liquid (const VtPotential *potential, guint n)
{
  g_autoptr (VtSystem) system = making_system (potential, n, 1, NULL);
  g_autoptr (GError) error = NULL;
  VtMelt melt = making_melt (potential, 1);

  melt.time = 3 / potential->steepness;
  vt_system_melt (system, &melt, NULL, &error);
  g_assert_no_error (error);
  return vt_system_sample (system);
}

typedef struct
{
  VtForces *forces;
  VtNeighbours *lists;
  double evaluation[ROUNDS], build[ROUNDS];
} Contender;

static void
time_evaluations (Contender *contender, guint round)
{
  VtForceSums sums;
  const double start = cpu_seconds ();
  for (guint k = 0; k < EVALUATIONS; k++)
    vt_forces_evaluate (contender->forces, VT_FORCES_ENERGY, &sums);
  contender->evaluation[round] = (cpu_seconds () - start) / EVALUATIONS;
}

static void
time_build (Contender *contender, const double box[3], guint round)
{
  const double start = cpu_seconds ();
  vt_neighbours_build (contender->lists, vt_forces_positions (contender->forces), box);
  contender->build[round] = cpu_seconds () - start;
}

/* All variants the machine can run, one after the other in every round, against the narrowest. */
static void
compare_variants (const char *model, double control, guint n)
{
  const VtKernel *const *kernels = vt_kernel_available ();
  VtPotential potential = making_potential (model, control);
  g_autoptr (VtSample) liquid = warm_liquid (&potential, n);
  Contender contenders[4] = { 0 };
  guint count = 0;

  for (; kernels[count] != NULL; count++)
    {
      contenders[count].forces = vt_forces_new (liquid, &potential, kernels[count], NULL);
      contenders[count].lists = vt_neighbours_new (n, potential.cutoff, 0.35, kernels[count], NULL);
    }
  for (guint round = 0; round < ROUNDS; round++)
    for (guint k = 0; k < count; k++)
      {
        time_evaluations (&contenders[k], round);
        time_build (&contenders[k], liquid->box, round);
      }
  const double reference = median (contenders[0].evaluation, ROUNDS);
  for (guint k = 0; k < count; k++)
    {
      const double evaluation = median (contenders[k].evaluation, ROUNDS);
      g_print ("%-6s %6.4g  %-7s %8.3f ms an evaluation, %5.2f M particles/s, %5.2f x plain; a list build %5.2f of it\n", model,
               control, kernels[k]->name, 1e3 * evaluation, 1e-6 * n / evaluation, reference / evaluation,
               median (contenders[k].build, ROUNDS) / evaluation);
      vt_forces_free (contenders[k].forces);
      vt_neighbours_free (contenders[k].lists);
    }
}

/* Close pairs only, as in the melt of a stiff crystal, against all pairs; at its start. */
static void
compare_reach (double control, guint n)
{
  VtPotential potential = making_potential ("stiff", control);
  g_autoptr (GError) error = NULL;
  g_autoptr (VtSample) crystal = vt_sample_new_fcc (n, making_density (&potential), 1, &potential, &error);
  g_assert_no_error (error);
  Contender all = { .forces = vt_forces_new (crystal, &potential, vt_kernel_best (), NULL) };
  Contender close = { .forces = vt_forces_new (crystal, &potential, vt_kernel_best (), NULL) };

  vt_forces_set_reach (close.forces, 0.97);
  for (guint round = 0; round < ROUNDS; round++)
    {
      time_evaluations (&all, round);
      time_evaluations (&close, round);
    }
  g_print ("stiff  %6.4g  close pairs only: %.2f x all pairs\n", control,
           median (all.evaluation, ROUNDS) / median (close.evaluation, ROUNDS));
  vt_forces_free (all.forces);
  vt_forces_free (close.forces);
}

int
main (int argc, char *argv[])
{
  const guint n = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : 10976;

  compare_variants ("stiff", 10, n);
  compare_variants ("stiff", 80, n);
  compare_variants ("stiff", 81.3, n);
  compare_variants ("mie", 12, n);
  compare_variants ("sticky", 1.2, n);
  compare_reach (320, n);
  return 0;
}
