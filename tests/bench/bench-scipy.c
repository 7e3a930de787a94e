/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lowest modes beside scipy's eigsh (shift and invert, SuperLU) on the same H, and beside CHOLMOD + ARPACK, all
 * included. CPU time of one core, alternating. The eigenvalues must agree.
 *
 * Usage: bench-scipy SCRIPT [N] [SEEDS] [MODES]
 *        bench-scipy SCRIPT FILE.xyz [SEEDS] [MODES]   one glass that is there already
 *
 * SCRIPT "-" leaves scipy out, which at N = 10976 takes hundreds of times as long as all the rest.
 */
#include "row.h"
#include "support/making.h"

#include <glib/gstdio.h>
#include <string.h>
#include "engine/recipe.h"
#include "response/blas.h"
#include "sample/xyz.h"
#include "vibrations/lowest.h"

#define AGREEMENT 1e-8

static char *folder;
static const char *script;

static void
write_array (const char *name, gconstpointer data, gsize size)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, data, (gssize) size, &error);
  g_assert_no_error (error);
}

/* Compressed rows of single numbers. */
static void
write_hessian (const VtHessian *hessian)
{
  gsize n = 3 * (gsize) hessian->n, fill = 0;
  g_autofree gint32 *start = g_new0 (gint32, n + 1), *column = g_new (gint32, 9 * hessian->n_blocks);
  g_autofree double *value = g_new (double, 9 * hessian->n_blocks);

  for (gsize row = 0; row < n; row++)
    {
      for (gsize k = hessian->start[row / 3]; k < hessian->start[row / 3 + 1]; k++)
        for (gsize b = 0; b < 3; b++, fill++)
          {
            column[fill] = (gint32) (3 * hessian->column[k] + b);
            value[fill] = hessian->blocks[9 * k + 3 * (row % 3) + b];
          }
      start[row + 1] = (gint32) fill;
    }
  write_array ("start", start, (n + 1) * sizeof *start);
  write_array ("column", column, fill * sizeof *column);
  write_array ("value", value, fill * sizeof *value);
}

static VtHessian *
hessian_of (const VtSample *sample, const VtPotential *potential)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VtNetwork) network = vt_network_new (sample, potential, &error);

  g_assert_no_error (error);
  return vt_hessian_new (network);
}

static VtHessian *
make_hessian (const VtPotential *potential, guint n, guint64 seed)
{
  g_autoptr (VtSample) sample = making_glass (potential, n, seed);

  return hessian_of (sample, potential);
}

static double
our_modes (const VtHessian *hessian, guint n_modes, GPtrArray **modes)
{
  const double start = bench_cpu_seconds ();
  g_autoptr (GError) error = NULL;

  *modes = vt_lowest_modes_by_filter (hessian, n_modes, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return bench_cpu_seconds () - start;
}

static void
assert_same (const GPtrArray *modes, guint k, double eigenvalue)
{
  const double ours = vt_mode_at (modes, k)->eigenvalue;

  if (!(fabs (ours / eigenvalue - 1) < AGREEMENT))
    g_error ("mode %u: %.12g here, %.12g there", k, ours, eigenvalue);
}

static double
arpack_modes (const VtHessian *hessian, const GPtrArray *ours)
{
  const double start = bench_cpu_seconds ();
  g_autoptr (GError) error = NULL;
  g_autoptr (VtFactor) factor = vt_factor_new_stable (hessian, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) modes = vt_lowest_modes_by_arpack (hessian, factor, ours->len, NULL, &error);
  g_assert_no_error (error);
  const double spent = bench_cpu_seconds () - start;

  for (guint k = 0; k < ours->len; k++)
    assert_same (ours, k, vt_mode_at (modes, k)->eigenvalue);
  return spent;
}

static double
scipy_modes (const VtHessian *hessian, const GPtrArray *ours)
{
  g_autofree char *count = g_strdup_printf ("%u", ours->len), *output = NULL;
  char *argv[] = { (char *) "/usr/bin/python3", (char *) script, folder, count, NULL };
  g_autoptr (GError) error = NULL;
  char *at;
  int status = 0;

  write_hessian (hessian);
  if (!g_spawn_sync (NULL, argv, NULL, 0, NULL, NULL, &output, NULL, &status, &error) || status != 0)
    g_error ("scipy: %s", error != NULL ? error->message : output);
  const double spent = g_ascii_strtod (output, &at);
  for (guint k = 0; k < ours->len; k++)
    assert_same (ours, k, g_ascii_strtod (at, &at));
  return spent;
}

typedef struct
{
  double ours, arpack, scipy;
} Round;

static double
worst_residual (const GPtrArray *modes)
{
  double worst = 0;

  for (guint k = 0; k < modes->len; k++)
    worst = fmax (worst, vt_mode_at (modes, k)->residual / fabs (vt_mode_at (modes, k)->eigenvalue));
  return worst;
}

static void
compare_once (const VtHessian *hessian, guint n_modes, Round *round)
{
  g_autoptr (GPtrArray) modes = NULL;

  round->ours = our_modes (hessian, n_modes, &modes);
  round->arpack = arpack_modes (hessian, modes);
  g_print ("ours %.2f s, worst residual %.1e; CHOLMOD + ARPACK %.2f s\n", round->ours, worst_residual (modes),
           round->arpack);
  round->scipy = g_str_equal (script, "-") ? NAN : scipy_modes (hessian, modes);
}

static void
tell (const Round *rounds, guint n_rounds, double control, guint n, guint n_modes)
{
  g_autofree double *ours = g_new (double, n_rounds), *scipy = g_new (double, n_rounds);
  g_autofree double *arpack = g_new (double, n_rounds);
  g_autofree char *setting = g_strdup_printf ("%u lowest, stiff %g, N = %u", n_modes, control, n);

  for (guint k = 0; k < n_rounds; k++)
    {
      ours[k] = rounds[k].ours;
      arpack[k] = rounds[k].arpack;
      scipy[k] = rounds[k].scipy;
    }
  if (!isnan (scipy[0]))
    bench_row (&(BenchRow) { "modes", setting, "scipy eigsh (sigma)", 25, ours, scipy, n_rounds, NULL });
  bench_row (&(BenchRow) { "modes", setting, "CHOLMOD + ARPACK", control <= 20 ? 2.5 : 1.5, ours, arpack, n_rounds, NULL });
}

static void
compare (double control, guint n, guint seeds, guint n_modes)
{
  VtPotential potential = making_potential ("stiff", control);
  g_autofree Round *rounds = g_new (Round, seeds);

  for (guint k = 0; k < seeds; k++)
    {
      g_autoptr (VtHessian) hessian = make_hessian (&potential, n, k + 1);

      compare_once (hessian, n_modes, &rounds[k]);
    }
  tell (rounds, seeds, control, n, n_modes);
}

/* The same glass, several times. */
static void
compare_file (const char *path, guint times, guint n_modes)
{
  g_auto (VtXyzHeader) header = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (VtSample) sample = vt_xyz_read (path, NULL, &header, &error);
  g_autofree Round *rounds = g_new (Round, times);
  VtPotential potential;
  VtRecipe recipe;

  g_assert_no_error (error);
  if (header.recipe == NULL || !vt_recipe_from_string (&recipe, header.recipe, &error)
      || !vt_recipe_potential (&recipe, &potential, &error))
    g_error ("%s: %s", path, error != NULL ? error->message : "no recipe");
  g_autoptr (VtHessian) hessian = hessian_of (sample, &potential);
  for (guint k = 0; k < times; k++)
    compare_once (hessian, n_modes, &rounds[k]);
  tell (rounds, times, recipe.parameters[0], sample->n, n_modes);
}

static void
remove_folder (void)
{
  static const char *const names[] = { "start", "column", "value" };

  for (guint k = 0; k < G_N_ELEMENTS (names); k++)
    {
      g_autofree char *path = g_build_filename (folder, names[k], NULL);
      g_unlink (path);
    }
  g_rmdir (folder);
}

static guint
number (int argc, char *argv[], int k, guint otherwise)
{
  return argc > k ? (guint) g_ascii_strtoull (argv[k], NULL, 10) : otherwise;
}

int
main (int argc, char *argv[])
{
  const guint n = number (argc, argv, 2, 10976), seeds = number (argc, argv, 3, 3);
  const guint n_modes = number (argc, argv, 4, 50);
  g_autoptr (GError) error = NULL;

  vt_blas_reexec_if_needed (argv);
  if (argc < 2)
    g_error ("Usage: bench-scipy SCRIPT [N] [SEEDS] [MODES]");
  script = argv[1];
  g_setenv ("OPENBLAS_NUM_THREADS", "1", TRUE);
  vt_blas_set_threads (1);
  folder = g_dir_make_tmp ("vitrine-scipy-XXXXXX", &error);
  g_assert_no_error (error);
  if (argc > 2 && g_str_has_suffix (argv[2], ".xyz"))
    compare_file (argv[2], seeds, n_modes);
  else
    {
      compare (10, n, seeds, n_modes);
      compare (80, n, seeds, n_modes);
      compare (320, n, seeds, n_modes);
    }
  remove_folder ();
  g_free (folder);
  return 0;
}
