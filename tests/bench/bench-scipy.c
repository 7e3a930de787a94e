/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lowest modes beside scipy's eigsh (shift and invert, SuperLU) on the same H, and beside CHOLMOD + ARPACK, all
 * included. CPU time of one core, alternating. The eigenvalues must agree.
 *
 * Usage: bench-scipy SCRIPT [N] [SEEDS] [MODES]
 */
#include "row.h"
#include "support/making.h"

#include <glib/gstdio.h>
#include <string.h>
#include "response/blas.h"
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
make_hessian (const VtPotential *potential, guint n, guint64 seed)
{
  g_autoptr (VtSystem) system = making_system (potential, n, seed, NULL);
  VtMelt melt = making_melt (potential, seed);
  g_autoptr (GError) error = NULL;

  vt_system_melt (system, &melt, NULL, &error);
  g_assert_no_error (error);
  making_quench (system);
  g_autoptr (VtSample) sample = vt_system_sample (system);
  g_autoptr (VtNetwork) network = vt_network_new (sample, potential, &error);
  g_assert_no_error (error);
  return vt_hessian_new (network);
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

static void
compare (double control, guint n, guint seeds, guint n_modes)
{
  VtPotential potential = making_potential ("stiff", control);
  g_autofree double *ours = g_new (double, seeds), *scipy = g_new (double, seeds), *arpack = g_new (double, seeds);
  g_autofree char *setting = g_strdup_printf ("%u lowest, stiff %g, N = %u", n_modes, control, n);

  for (guint k = 0; k < seeds; k++)
    {
      g_autoptr (VtHessian) hessian = make_hessian (&potential, n, k + 1);
      g_autoptr (GPtrArray) modes = NULL;

      ours[k] = our_modes (hessian, n_modes, &modes);
      arpack[k] = arpack_modes (hessian, modes);
      scipy[k] = scipy_modes (hessian, modes);
    }
  bench_row (&(BenchRow) { "modes", setting, "scipy eigsh (sigma)", 25, ours, scipy, seeds, NULL });
  bench_row (&(BenchRow) { "modes", setting, "CHOLMOD + ARPACK", control <= 20 ? 2.5 : 1.5, ours, arpack, seeds, NULL });
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
  compare (10, n, seeds, n_modes);
  compare (80, n, seeds, n_modes);
  compare (320, n, seeds, n_modes);
  remove_folder ();
  g_free (folder);
  return 0;
}
