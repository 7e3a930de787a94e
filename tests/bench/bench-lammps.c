/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Molecular dynamics and quench beside LAMMPS, from the same liquids: the same potential as a table of 5000 points
 * (pair_style table spline), its own default skin and rebuild rule. CPU time of one core, alternating.
 *
 * Usage: bench-lammps [md|quench] [N] [SEEDS]
 *        bench-lammps click [N] [SEEDS] SCRIPT    from the crystal to Poisson's ratio and ten modes, theirs with scipy
 */
#include "row.h"
#include "support/making.h"

#include <glib/gstdio.h>
#include <string.h>
#include "engine/run.h"
#include "response/blas.h"

#define POINTS 5000
#define INNER 0.6             /* x: no pair comes closer at these temperatures */
#define MD_STEPS 500
#define FORCE_LEFT 1e-8       /* epsilon/lambda: where both quenches stop */

static char *folder;

static char *
path_of (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static void
write_file (const char *name, const GString *text)
{
  g_autofree char *path = path_of (name);
  g_autoptr (GError) error = NULL;
  g_file_set_contents (path, text->str, (gssize) text->len, &error);
  g_assert_no_error (error);
}

/* One section a pair of species, evenly spaced in r^2, as LAMMPS keeps it. */
static void
write_table (const VtPotential *potential)
{
  static const char *const names[3] = { "SS", "SL", "LL" };
  g_autoptr (GString) text = g_string_new ("# Vitrine\n");

  for (guint k = 0; k < 3; k++)
    {
      const double lambda = vt_lambda (k > 1, k > 0), low = INNER * lambda, high = potential->cutoff * lambda;
      g_string_append_printf (text, "\n%s\nN %d RSQ %.17g %.17g\n\n", names[k], POINTS, low, high);
      for (guint p = 0; p < POINTS; p++)
        {
          const double r = sqrt (low * low + (high * high - low * low) * p / (POINTS - 1));
          double phi[5];
          vt_potential_evaluate_unchecked (potential, r / lambda, phi);
          g_string_append_printf (text, "%u %.17g %.17g %.17g\n", p + 1, r, phi[0], -phi[1] / lambda);
        }
    }
  write_file ("table", text);
}

static void
write_sample (const VtSample *sample)
{
  g_autoptr (GString) text = g_string_new ("Vitrine\n\n");

  g_string_append_printf (text, "%u atoms\n2 atom types\n", sample->n);
  for (guint c = 0; c < 3; c++)
    g_string_append_printf (text, "0 %.17g %clo %chi\n", sample->box[c], 'x' + c, 'x' + c);
  g_string_append (text, "\nMasses\n\n1 1\n2 1\n\nAtoms # atomic\n\n");
  for (guint i = 0; i < sample->n; i++)
    {
      const double *x = sample->positions + 3 * (gsize) i;
      g_string_append_printf (text, "%u %u %.17g %.17g %.17g\n", i + 1, sample->species[i] + 1, x[0], x[1], x[2]);
    }
  write_file ("sample", text);
}

/* CPU seconds of the last run in LAMMPS's log. */
static double
loop_time (const char *log)
{
  const char *loop = g_strrstr (log, "Loop time of "), *use = g_strrstr (log, "% CPU use");
  if (loop == NULL || use == NULL)
    g_error ("LAMMPS: no times in\n%s", log);
  while (use > log && use[-1] != '\n')
    use--;
  return g_ascii_strtod (loop + strlen ("Loop time of "), NULL) * g_ascii_strtod (use, NULL) / 100;
}

static char *
run_lammps (const VtPotential *potential, const char *commands)
{
  g_autoptr (GString) text = g_string_new ("units lj\natom_style atomic\nread_data sample\npair_style table spline 5000\n");
  static const char *const pairs[3] = { "1 1 table SS", "1 2 table SL", "2 2 table LL" };
  char *log = NULL;
  g_autoptr (GError) error = NULL;
  char *argv[] = { (char *) "lmp", (char *) "-in", (char *) "in", (char *) "-log", (char *) "log", (char *) "-screen",
                   (char *) "none", NULL };

  for (guint k = 0; k < 3; k++)
    g_string_append_printf (text, "pair_coeff %s %.17g\n", pairs[k], potential->cutoff * vt_lambda (k > 1, k > 0));
  g_string_append (text, commands);
  write_file ("in", text);
  int status = 0;
  if (!g_spawn_sync (folder, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, &error))
    g_error ("LAMMPS: %s", error->message);
  g_autofree char *path = path_of ("log");
  g_file_get_contents (path, &log, NULL, &error);
  g_assert_no_error (error);
  return log;
}

/* The published melt's liquid; for a temperature, then brought to it. */
static VtSample *
liquid_of (const VtPotential *potential, guint n, guint64 seed, double temperature)
{
  g_autoptr (VtSystem) system = making_system (potential, n, seed, NULL);
  g_autoptr (GError) error = NULL;
  VtMelt melt = making_melt (potential, seed);

  vt_system_melt (system, &melt, NULL, &error);
  g_assert_no_error (error);
  if (!isnan (temperature))
    {
      melt = (VtMelt) { VT_MELT_BERENDSEN, temperature, 2, seed };
      vt_system_melt (system, &melt, NULL, &error);
      g_assert_no_error (error);
    }
  VtSample *liquid = vt_system_sample (system);
  vt_sample_wrap (liquid);
  return liquid;
}

/* Plain Verlet at constant energy from fresh velocities at T = 1: CPU seconds a step. The step is the melt's own, or as
 * usual where that would be longer. */
static double
our_dynamics (const VtPotential *potential, const VtSample *liquid, guint64 seed, double time, guint64 *steps)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VtSystem) system = vt_system_new (liquid, potential, NULL, &error);
  const VtMelt melt = { VT_MELT_NVE, NAN, time, seed, 0.005 };
  const double start = bench_cpu_seconds ();

  vt_system_melt (system, &melt, NULL, &error);
  g_assert_no_error (error);
  const double spent = bench_cpu_seconds () - start;
  *steps = vt_system_counts (system)->md_steps;
  return spent / *steps;
}

static double
their_dynamics (const VtPotential *potential, guint64 seed, double step)
{
  g_autofree char *commands = g_strdup_printf (
    "velocity all create 1.0 %u\nfix 1 all nve\ntimestep %.17g\nthermo %d\nrun %d\n", (guint) seed, step, MD_STEPS, MD_STEPS);
  g_autofree char *log = run_lammps (potential, commands);
  return loop_time (log) / MD_STEPS;
}

static void
compare_dynamics (const char *model, double control, guint n, guint seeds, const char *kernel, double reach)
{
  VtPotential potential = making_potential (model, control);
  g_autofree double *ours = g_new (double, seeds), *theirs = g_new (double, seeds);
  g_autofree char *setting = g_strdup_printf ("%s %g, T = 1, N = %u, with rebuilds%s%s", model, control, n,
                                              kernel != NULL ? ", " : "", kernel != NULL ? kernel : "");

  if (kernel != NULL)
    g_setenv ("VITRINE_KERNEL", kernel, TRUE);
  write_table (&potential);
  for (guint k = 0; k < seeds; k++)
    {
      g_autoptr (VtSample) liquid = liquid_of (&potential, n, k + 1, 1);
      guint64 steps;
      double time = MD_STEPS * 0.005;

      write_sample (liquid);
      our_dynamics (&potential, liquid, k + 1, 0.05, &steps);
      time = MIN (time, MD_STEPS * 0.05 / steps);
      ours[k] = our_dynamics (&potential, liquid, k + 1, time, &steps);
      theirs[k] = their_dynamics (&potential, k + 1, time / steps);
    }
  g_unsetenv ("VITRINE_KERNEL");
  bench_row (&(BenchRow) { "molecular dynamics", setting, "LAMMPS", reach, ours, theirs, seeds, "s/step" });
}

/* CPU seconds to the force FORCE_LEFT; the minimiser's goal is relative, so a first quench says to what. */
static double
our_quench (const VtPotential *potential, const VtSample *liquid, double *mean_pair_force)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VtSystem) system = vt_system_new (liquid, potential, NULL, &error);
  const VtQuench quench = { .force_tolerance = FORCE_LEFT / *mean_pair_force };
  VtQuenchResult result;
  const double start = bench_cpu_seconds ();

  vt_system_quench (system, &quench, &result, NULL, &error);
  g_assert_no_error (error);
  *mean_pair_force = result.mean_pair_force;
  const double spent = bench_cpu_seconds () - start;
  g_print ("ours: %.2f s, %" G_GUINT64_FORMAT " evaluations, largest force %.1e, energy %.10g\n", spent,
           vt_system_counts (system)->force_evaluations, result.largest_force, result.energy);
  return spent;
}

/* The largest net force at LAMMPS's minimum as the exact potential sees it. */
static double
true_residual (const VtPotential *potential, const VtSample *liquid)
{
  g_autofree char *path = path_of ("end"), *text = NULL;
  g_autoptr (GError) error = NULL;
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (VtSystem) system = NULL;
  g_autofree double *forces = g_new (double, 3 * (gsize) liquid->n);
  g_autoptr (VtSample) sample = vt_sample_new (liquid->n, liquid->box);
  char *at = strstr (text, "ITEM: ATOMS");
  double largest = 0;

  memcpy (sample->species, liquid->species, liquid->n);
  at = strchr (at, '\n');
  for (guint i = 0; i < liquid->n; i++)
    for (guint c = 0; c < 3; c++)
      sample->positions[3 * (gsize) i + c] = g_ascii_strtod (at, &at);
  system = vt_system_new (sample, potential, NULL, &error);
  vt_system_forces (system, forces);
  for (guint i = 0; i < liquid->n; i++)
    largest = MAX (largest, hypot (hypot (forces[3 * i], forces[3 * i + 1]), forces[3 * i + 2]));
  return largest;
}

static double
their_quench (const VtPotential *potential, const VtSample *liquid)
{
  g_autofree char *commands = g_strdup_printf (
    "min_style cg\nmin_modify norm max dmax %.17g\nthermo 1000\nminimize 0 %g 100000 1000000\n"
    "write_dump all custom end x y z modify sort id format float %%.17g\n",
    MIN (0.1, 1.2 / potential->steepness), FORCE_LEFT);
  g_autofree char *log = run_lammps (potential, commands);
  const double spent = loop_time (log);
  const char *reason = g_strrstr (log, "Stopping criterion = "), *count = g_strrstr (log, "force evaluations = ");

  g_print ("LAMMPS: %.2f s, %.40s, %.40s\n", spent, reason != NULL ? reason : "", count != NULL ? count : "");
  g_print ("LAMMPS: largest force of the exact potential at its end %.1e\n", true_residual (potential, liquid));
  return spent;
}

static void
compare_quench (const char *model, double control, guint n, guint seeds, double reach)
{
  VtPotential potential = making_potential (model, control);
  g_autofree double *ours = g_new (double, seeds), *theirs = g_new (double, seeds);
  g_autofree char *setting = g_strdup_printf ("%s %g, N = %u, to a largest force of %g", model, control, n, FORCE_LEFT);
  double mean_pair_force = 1;

  write_table (&potential);
  for (guint k = 0; k < seeds; k++)
    {
      g_autoptr (VtSample) liquid = liquid_of (&potential, n, k + 1, NAN);
      write_sample (liquid);
      if (k == 0)
        our_quench (&potential, liquid, &mean_pair_force);
      ours[k] = our_quench (&potential, liquid, &mean_pair_force);
      theirs[k] = their_quench (&potential, liquid);
    }
  bench_row (&(BenchRow) { "quench", setting, "LAMMPS, conjugate gradient", reach, ours, theirs, seeds, NULL });
}

/* --- from click to Poisson's ratio and ten modes --- */

#define MODES 10
#define SAME_GLASS 0.06 /* in Poisson's ratio: two glasses of one kind */

typedef struct
{
  double seconds, poisson, lowest;
  guint64 steps; /* of molecular dynamics */
} Click;

static Click
our_click (const VtRecipe *recipe)
{
  const VtRequest request = { .recipe = *recipe, .n_modes = MODES, .n_threads = 1 };
  const double start = bench_cpu_seconds ();
  g_autoptr (GError) error = NULL;
  g_autoptr (VtRun) run = vt_run_new (&request, &error);
  g_autoptr (VtSnapshot) last = NULL;

  g_assert_no_error (error);
  while (last == NULL || last->stage < VT_STAGE_DONE)
    {
      g_clear_pointer (&last, vt_snapshot_unref);
      last = vt_run_wait (run, G_USEC_PER_SEC);
    }
  g_assert_cmpint (last->stage, ==, VT_STAGE_DONE);
  return (Click) { bench_cpu_seconds () - start, last->elasticity->poisson_ratio, last->modes->frequencies[0],
                   last->counts.md_steps };
}

/* CPU seconds of all runs in LAMMPS's log. */
static double
all_loop_times (const char *log)
{
  g_auto (GStrv) parts = g_strsplit (log, "Loop time of ", -1);
  double sum = 0;

  for (guint k = 1; parts[k] != NULL; k++)
    {
      const char *use = strstr (parts[k], "% CPU use");

      g_assert_nonnull (use);
      while (use > parts[k] && use[-1] != '\n')
        use--;
      sum += g_ascii_strtod (parts[k], NULL) * g_ascii_strtod (use, NULL) / 100;
    }
  return sum;
}

static Click
by_scipy (const VtPotential *potential, const char *script)
{
  const double numbers[] = { potential->cutoff, potential->amplitude_a, potential->exponent_a, potential->amplitude_b,
                             potential->exponent_b, potential->c[0], potential->c[1], potential->c[2], potential->c[3] };
  g_autoptr (GPtrArray) argv = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;
  Click click = { 0 };
  char *at;

  g_ptr_array_add (argv, g_strdup ("/usr/bin/python3"));
  g_ptr_array_add (argv, g_strdup (script));
  g_ptr_array_add (argv, g_strdup (folder));
  g_ptr_array_add (argv, g_strdup_printf ("%d", MODES));
  for (guint k = 0; k < G_N_ELEMENTS (numbers); k++)
    {
      char text[G_ASCII_DTOSTR_BUF_SIZE];
      g_ptr_array_add (argv, g_strdup (g_ascii_dtostr (text, sizeof text, numbers[k])));
    }
  g_ptr_array_add (argv, NULL);
  if (!g_spawn_sync (NULL, (char **) argv->pdata, NULL, 0, NULL, NULL, &output, NULL, &status, &error) || status != 0)
    g_error ("scipy: %s", error != NULL ? error->message : output);
  click.seconds = g_ascii_strtod (output, &at);
  click.poisson = g_ascii_strtod (at, &at);
  click.lowest = sqrt (g_ascii_strtod (at, &at));
  return click;
}

/* From the same crystal: as many steps over the published 10 tau, conjugate gradient, then scipy. */
static Click
their_click (const VtPotential *potential, const VtRecipe *recipe, guint64 steps, const char *script)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VtSample) crystal
    = vt_sample_new_fcc (recipe->particles, recipe->density, recipe->seed, potential, &error);
  g_autofree char *commands = g_strdup_printf (
    "velocity all create 1.0 %u\nfix 1 all nve\ntimestep %.17g\nthermo 1000\nrun %" G_GUINT64_FORMAT "\nunfix 1\n"
    "min_style cg\nmin_modify norm max\nminimize 0 %g 100000 1000000\n"
    "write_dump all custom end type x y z modify sort id format float %%.17g\n",
    (guint) recipe->seed, 10.0 / (double) steps, steps, FORCE_LEFT);

  g_assert_no_error (error);
  write_sample (crystal);
  g_autofree char *log = run_lammps (potential, commands);
  const double dynamics = all_loop_times (log);
  Click click = by_scipy (potential, script);
  g_print ("LAMMPS %.2f s, scipy %.2f s\n", dynamics, click.seconds);
  click.seconds += dynamics;
  return click;
}

static void
compare_click (double control, guint n, guint seeds, const char *script)
{
  VtPotential potential = making_potential ("stiff", control);
  g_autofree double *ours = g_new (double, seeds), *theirs = g_new (double, seeds);
  g_autofree char *setting = g_strdup_printf ("stiff %g, N = %u, from the crystal to nu and %d modes", control, n, MODES);
  VtRecipe recipe;

  vt_recipe_init (&recipe, potential.model);
  vt_recipe_set_control (&recipe, control, FALSE);
  recipe.particles = n;
  write_table (&potential);
  for (guint k = 0; k < seeds; k++)
    {
      recipe.seed = k + 1;
      const Click mine = our_click (&recipe), other = their_click (&potential, &recipe, mine.steps, script);

      g_print ("ours %.2f s: nu = %.4f, lowest mode %.4f; LAMMPS + scipy %.2f s: nu = %.4f, lowest mode %.4f\n",
               mine.seconds, mine.poisson, mine.lowest, other.seconds, other.poisson, other.lowest);
      if (!(fabs (mine.poisson - other.poisson) < SAME_GLASS))
        g_error ("not the same kind of glass");
      ours[k] = mine.seconds;
      theirs[k] = other.seconds;
    }
  bench_row (&(BenchRow) { "all of it", setting, "LAMMPS + scipy", 20, ours, theirs, seeds, NULL });
}

static void
remove_folder (void)
{
  static const char *const names[] = { "table", "sample", "in", "log", "end" };
  for (guint k = 0; k < G_N_ELEMENTS (names); k++)
    {
      g_autofree char *path = path_of (names[k]);
      g_unlink (path);
    }
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  const char *what = argc > 1 ? argv[1] : "md";
  const guint n = argc > 2 ? (guint) g_ascii_strtoull (argv[2], NULL, 10) : 10976;
  const guint seeds = argc > 3 ? (guint) g_ascii_strtoull (argv[3], NULL, 10) : 3;
  vt_blas_reexec_if_needed (argv);
  g_autofree char *lmp = g_find_program_in_path ("lmp");
  g_autoptr (GError) error = NULL;

  if (lmp == NULL)
    g_error ("LAMMPS (lmp) is not installed");
  folder = g_dir_make_tmp ("vitrine-lammps-XXXXXX", &error);
  g_assert_no_error (error);
  g_setenv ("OMP_NUM_THREADS", "1", TRUE);
  g_setenv ("OMPI_ALLOW_RUN_AS_ROOT", "1", TRUE);
  g_setenv ("OMPI_ALLOW_RUN_AS_ROOT_CONFIRM", "1", TRUE);
  if (g_str_equal (what, "click"))
    {
      if (argc < 5)
        g_error ("Usage: bench-lammps click N SEEDS SCRIPT");
      g_setenv ("OPENBLAS_NUM_THREADS", "1", TRUE);
      vt_blas_set_threads (1);
      compare_click (10, n, seeds, argv[4]);
    }
  else if (g_str_equal (what, "quench"))
    {
      compare_quench ("stiff", 10, n, seeds, 12);
      compare_quench ("stiff", 80, n, seeds, 12);
    }
  else
    {
      compare_dynamics ("stiff", 10, n, seeds, NULL, 6);
      compare_dynamics ("stiff", 80, n, seeds, NULL, 5);
      compare_dynamics ("stiff", 10, n, seeds, "avx2", 4);
      compare_dynamics ("stiff", 80, n, seeds, "avx2", 4);
      compare_dynamics ("stiff", 80.7, n, seeds, NULL, 2.5);
    }
  remove_folder ();
  g_free (folder);
  return 0;
}
