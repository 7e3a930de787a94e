/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How fast forces, lists and melts are: ratios in one run, alternating, medians of CPU time.
 *
 * Usage: bench-dynamics [N] [melt | threads]     the latter alone; two threads want a machine that is quiet for a minute
 */
#include "dynamics/forces.h"
#include "row.h"
#include "support/making.h"
#include "support/quad-forces.h"

#include <math.h>
#include <stdlib.h>

#define ROUNDS 9
#define EVALUATIONS 10

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
  const double start = bench_cpu_seconds ();
  for (guint k = 0; k < EVALUATIONS; k++)
    vt_forces_evaluate (contender->forces, VT_FORCES_ENERGY, &sums);
  contender->evaluation[round] = (bench_cpu_seconds () - start) / EVALUATIONS;
}

static void
time_build (Contender *contender, const double box[3], guint round)
{
  const double start = bench_cpu_seconds ();
  vt_neighbours_build (contender->lists, vt_forces_positions (contender->forces), box);
  contender->build[round] = bench_cpu_seconds () - start;
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
  const double reference = bench_median (contenders[0].evaluation, ROUNDS);
  for (guint k = 0; k < count; k++)
    {
      const double evaluation = bench_median (contenders[k].evaluation, ROUNDS);
      g_print ("%-6s %6.4g  %-7s %8.3f ms an evaluation, %5.2f M particles/s, %5.2f x plain; a list build %5.2f of it\n", model,
               control, kernels[k]->name, 1e3 * evaluation, 1e-6 * n / evaluation, reference / evaluation,
               bench_median (contenders[k].build, ROUNDS) / evaluation);
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
           bench_median (all.evaluation, ROUNDS) / bench_median (close.evaluation, ROUNDS));
  vt_forces_free (all.forces);
  vt_forces_free (close.forces);
}

/* A real exponent beside the even one next to it: 1 would be as fast. */
static void
compare_exponents (guint n)
{
  const double controls[2] = { 80.7, 80 };
  VtSample *liquids[2];
  Contender contenders[2] = { 0 };

  for (guint k = 0; k < 2; k++)
    {
      VtPotential potential = making_potential ("stiff", controls[k]);
      liquids[k] = warm_liquid (&potential, n);
      contenders[k].forces = vt_forces_new (liquids[k], &potential, vt_kernel_best (), NULL);
    }
  for (guint round = 0; round < ROUNDS; round++)
    for (guint k = 0; k < 2; k++)
      time_evaluations (&contenders[k], round);
  bench_row (&(BenchRow) { "one force evaluation", "stiff Q = 80.7", "Q = 80", 0.5, contenders[0].evaluation,
                           contenders[1].evaluation, ROUNDS, NULL });
  for (guint k = 0; k < 2; k++)
    {
      vt_forces_free (contenders[k].forces);
      vt_sample_unref (liquids[k]);
    }
}

/* Seconds on the wall for a piece of molecular dynamics with its list builds; @digest: of where it ends, every bit of it. */
static double
make_on (const VtPotential *potential, guint n, guint threads, char **digest)
{
  g_autoptr (VtTeam) team = vt_team_new (threads);
  g_autoptr (VtSystem) system = making_system (potential, n, 1, team);
  g_autoptr (GError) error = NULL;
  VtMelt melt = making_melt (potential, 1);
  const double start = bench_wall_seconds ();

  melt.time = 1.5;
  vt_system_melt (system, &melt, NULL, &error);
  g_assert_no_error (error);
  const double spent = bench_wall_seconds () - start;
  g_autoptr (VtSample) end = vt_system_sample (system);
  *digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) end->positions, 24 * (gsize) n);
  return spent;
}

typedef struct
{
  const VtPotential *potential;
  guint n;
} Alone;

static gpointer
make_alone (gpointer data)
{
  const Alone *alone = data;
  g_autofree char *digest = NULL;

  make_on (alone->potential, alone->n, 1, &digest);
  return NULL;
}

/* Half of the seconds that two such runs take beside each other, with nothing in common: no two threads of one run can be
 * faster than what the machine leaves of two processors. */
static double
make_two (const VtPotential *potential, guint n)
{
  Alone alone = { potential, n };
  const double start = bench_wall_seconds ();
  GThread *other = g_thread_new ("other", make_alone, &alone);

  make_alone (&alone);
  g_thread_join (other);
  return (bench_wall_seconds () - start) / 2;
}

static void
compare_threads (guint n)
{
  VtPotential potential = making_potential ("stiff", 10);
  double two[9], one[G_N_ELEMENTS (two)], apart[G_N_ELEMENTS (two)];
  guint differ = 0;

  for (guint round = 0; round < G_N_ELEMENTS (two); round++)
    {
      g_autofree char *end_of_two = NULL, *end_of_one = NULL;

      two[round] = make_on (&potential, n, 2, &end_of_two);
      one[round] = make_on (&potential, n, 1, &end_of_one);
      apart[round] = make_two (&potential, n);
      differ += !g_str_equal (end_of_two, end_of_one);
    }
  g_autofree char *setting = g_strdup_printf ("stiff Q = 10, N = %u, two threads (wall time)", n);
  bench_row (&(BenchRow) { "molecular dynamics", setting, "one thread", 1.85, two, one, G_N_ELEMENTS (two), NULL });
  bench_row (&(BenchRow) { "two runs at once, nothing in common", "the same", "one thread", NAN, apart, one,
                           G_N_ELEMENTS (two), NULL });
  bench_row (&(BenchRow) { "molecular dynamics", setting, "two runs at once", NAN, two, apart, G_N_ELEMENTS (two), NULL });
  bench_value ("runs that end elsewhere", setting, "one thread", differ, 0, NULL);
}

/* The plain way to melt: all pairs within the cutoff, the plain kernel, as many Verlet steps of the same length. */
static double
melt_plainly (const VtSample *crystal, const VtPotential *potential, guint64 steps, double part)
{
  VtForces *forces = vt_forces_new (crystal, potential, &vt_kernel_plain, NULL);
  const gsize n = crystal->n;
  g_autofree double *v = g_new0 (double, 3 * n);
  const guint64 count = (guint64) (part * (double) steps);
  double *x = vt_forces_positions (forces);
  VtForceSums sums;
  double fastest = 1;

  vt_forces_evaluate (forces, VT_FORCES_ENERGY, &sums);
  const double start = bench_cpu_seconds ();
  for (guint64 k = 0; k < count; k++)
    {
      const double q = potential->steepness;
      const double step = MIN (0.4 / (q * fastest), sqrt (0.1 / (q * sums.largest_force)));
      const double *f = vt_forces_result (forces);
      for (gsize i = 0; i < 3 * n; i++)
        {
          v[i] += step / 2 * f[i];
          x[i / 3 * 4 + i % 3] += step * v[i];
        }
      vt_forces_evaluate (forces, VT_FORCES_ENERGY, &sums);
      fastest = 0;
      for (gsize i = 0; i < n; i++)
        {
          double square = 0;
          for (guint c = 0; c < 3; c++)
            {
              v[3 * i + c] += step / 2 * f[3 * i + c];
              square += v[3 * i + c] * v[3 * i + c];
            }
          fastest = MAX (fastest, square);
        }
      fastest = sqrt (fastest);
    }
  vt_forces_free (forces);
  return (bench_cpu_seconds () - start) / (double) count * (double) steps;
}

static void
compare_melt (double control, guint n, double part)
{
  VtPotential potential = making_potential ("stiff", control);
  double ours[3], theirs[3];

  for (guint k = 0; k < G_N_ELEMENTS (ours); k++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (VtSample) crystal = vt_sample_new_fcc (n, making_density (&potential), k + 1, &potential, &error);
      g_autoptr (VtSystem) system = vt_system_new (crystal, &potential, NULL, &error);
      const VtMelt melt = making_melt (&potential, k + 1);
      const double start = bench_cpu_seconds ();
      vt_system_melt (system, &melt, NULL, &error);
      g_assert_no_error (error);
      ours[k] = bench_cpu_seconds () - start;
      theirs[k] = melt_plainly (crystal, &potential, 52000, part);
    }
  g_autofree char *setting = g_strdup_printf ("stiff Q = %g, N = %u", control, n);
  bench_row (&(BenchRow) { "melt", setting, "52,000 plain Verlet steps, plain kernel", 10, ours, theirs,
                           G_N_ELEMENTS (ours), NULL });
}

/* The largest error of a force over the largest force, against 128-bit arithmetic. */
static void
measure_accuracy (double control, guint n)
{
  VtPotential potential = making_potential ("stiff", control);
  g_autoptr (VtSample) liquid = warm_liquid (&potential, n);
  g_autofree double *exact = g_new (double, 3 * (gsize) n);
  VtForceSums sums;
  double most = 0, error = 0;

  vt_sample_wrap (liquid);
  quad_forces (liquid, &potential, exact);
  VtForces *forces = vt_forces_new (liquid, &potential, vt_kernel_best (), NULL);
  vt_forces_evaluate (forces, VT_FORCES_ONLY, &sums);
  for (gsize k = 0; k < 3 * (gsize) n; k++)
    {
      most = MAX (most, fabs (exact[k]));
      error = MAX (error, fabs (vt_forces_result (forces)[k] - exact[k]));
    }
  vt_forces_free (forces);
  g_autofree char *setting = g_strdup_printf ("stiff Q = %g, over the largest force", control);
  bench_value ("error of a force", setting, "128-bit arithmetic", error / most, 1e-13, NULL);
}

int
main (int argc, char *argv[])
{
  const guint n = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : 10976;

  if (argc > 2 && g_str_equal (argv[2], "melt"))
    {
      compare_melt (320, n, 0.05);
      return 0;
    }
  if (argc > 2)
    {
      compare_threads (n);
      return 0;
    }
  compare_variants ("stiff", 10, n);
  compare_variants ("stiff", 80, n);
  compare_variants ("stiff", 81.3, n);
  compare_variants ("mie", 12, n);
  compare_variants ("sticky", 1.2, n);
  compare_reach (320, n);
  compare_exponents (n);
  compare_threads (n);
  compare_melt (320, 2048, 0.05);
  measure_accuracy (10, 1000);
  measure_accuracy (80, 1000);
  return 0;
}
