/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the elastic stages cost on one glass: bond list, Hessian, factor under each ordering, solves one by one and in
 * blocks, moduli, lowest modes. Every figure beside one taken in the same run. */
#include <cblas.h>
#include <glib.h>
#include <math.h>
#include <stdlib.h>
#include <time.h>
#include "dynamics/protocol.h"
#include "model/published.h"
#include "response/blas.h"
#include "response/extremes.h"
#include "response/moduli.h"
#include "vibrations/dense.h"
#include "vibrations/lowest.h"
#include "vibrations/stability.h"

static int particles = 2048, n_modes = 50, seed = 1, blas_threads = 1;
static double control = 10.0;
static char *model_key = NULL;
static gboolean with_spectrum = FALSE;

static const GOptionEntry entries[] = {
  { "model", 'm', 0, G_OPTION_ARG_STRING, &model_key, "Model (stiff)", "KEY" },
  { "control", 'q', 0, G_OPTION_ARG_DOUBLE, &control, "Control parameter (10)", "Q" },
  { "particles", 'N', 0, G_OPTION_ARG_INT, &particles, "Particles (2048)", "N" },
  { "modes", 'n', 0, G_OPTION_ARG_INT, &n_modes, "Lowest modes (50)", "n" },
  { "seed", 's', 0, G_OPTION_ARG_INT, &seed, "Seed (1)", "S" },
  { "blas-threads", 't', 0, G_OPTION_ARG_INT, &blas_threads, "OpenBLAS threads (1)", "T" },
  { "spectrum", 0, 0, G_OPTION_ARG_NONE, &with_spectrum, "Also the dense spectrum", NULL },
  { NULL },
};

static double
cpu_seconds (void)
{
  struct timespec t;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double) t.tv_sec + 1e-9 * (double) t.tv_nsec;
}

static double since_cpu;
static gint64 since_wall;

static void
start (void)
{
  since_cpu = cpu_seconds ();
  since_wall = g_get_monotonic_time ();
}

static double
stop (const char *what)
{
  double cpu = cpu_seconds () - since_cpu, wall = 1e-6 * (double) (g_get_monotonic_time () - since_wall);

  g_print ("%-44s %9.4f s CPU %9.4f s wall", what, cpu, wall);
  return cpu;
}

static VtSample *
make_glass (const VtModel *model, VtPotential *potential)
{
  double parameters[VT_MODEL_MAX_PARAMETERS] = { control, vt_published_cutoff (model, control) };
  g_autoptr (GError) error = NULL;
  g_autoptr (VtSample) crystal = NULL;
  VtQuenchResult result = { 0 };
  VtMelt melt = { .kind = VT_MELT_NVE, .time = NAN, .seed = (guint64) seed };
  VtQuench quench = { .force_tolerance = 1e-10 };

  if (!vt_potential_init (potential, model, parameters, &error))
    g_error ("%s", error->message);
  const double density = vt_published_density (model, parameters, NULL);
  melt.temperature = vt_published_temperature (model, parameters, density);
  if (isfinite (melt.temperature))
    melt.kind = VT_MELT_BERENDSEN;
  crystal = vt_sample_new_fcc ((guint) particles, density, (guint64) seed, potential, &error);
  if (crystal == NULL)
    g_error ("%s", error->message);
  g_autoptr (VtSystem) system = vt_system_new (crystal, potential, NULL, &error);
  if (system == NULL || !vt_system_melt (system, &melt, NULL, &error)
      || !vt_system_quench (system, &quench, &result, NULL, &error))
    g_error ("%s", error->message);
  g_free (result.reason);
  return vt_system_sample (system);
}

static void
bench_orderings (const VtHessian *hessian)
{
  static const char *const names[] = { "factor, dissection of particles", "factor, METIS on particles", "factor, METIS on unknowns",
                                       "factor, AMD on particles", "factor, AMD on unknowns" };
  double first = 0.0;

  for (guint k = 0; k < G_N_ELEMENTS (names); k++)
    {
      double shift = VT_FACTOR_RELATIVE_SHIFT * hessian->mean_diagonal;

      start ();
      g_autoptr (VtFactor) factor = vt_factor_new_ordered (hessian, shift, k, NULL);
      double cpu = stop (names[k]);
      if (k == 0)
        first = cpu;
      g_print ("  x %.2f  %.0f MB\n", cpu / first, factor != NULL ? 1e-6 * (double) vt_factor_memory (factor) : NAN);
    }
}

static void
bench_solves (VtFactor *factor)
{
  gsize n = 3 * (gsize) vt_factor_hessian (factor)->n;
  g_autofree double *b = g_new (double, 32 * n);
  double first = 0.0;

  for (gsize k = 0; k < 32 * n; k++)
    b[k] = (double) (k * 7919 % 1009) / 1009.0 - 0.5;
  for (guint m = 1; m <= 32; m *= 2)
    {
      g_autofree char *name = g_strdup_printf ("32 solves, %u at once", m);

      start ();
      for (guint k = 0; k < 32; k += m)
        vt_factor_apply (factor, b + k * n, b + k * n, m);
      double cpu = stop (name);
      if (m == 1)
        first = cpu;
      g_print ("  x %.2f  %.2f ms each\n", cpu / first, 1e3 * cpu / 32);
    }
}

static void
count_batches (GPtrArray *modes, gpointer data)
{
  g_print ("  %u modes after %.2f s, up to omega = %.4f\n", modes->len, cpu_seconds () - since_cpu,
           vt_mode_at (modes, modes->len - 1)->frequency);
}

static void
report_modes (GPtrArray *modes)
{
  double worst = 0.0;

  for (guint k = 0; k < modes->len; k++)
    {
      const VtMode *mode = vt_mode_at (modes, k);

      worst = fmax (worst, mode->residual / fabs (mode->eigenvalue));
    }
  g_print ("  omega %.4f ... %.4f, worst residual %.1e omega^2\n",
           vt_mode_at (modes, 0)->frequency,
           vt_mode_at (modes, modes->len - 1)->frequency, worst);
}

static void
bench_modes (const VtHessian *hessian, VtFactor *factor)
{
  guint64 before = vt_factor_counts (factor)->solves;

  start ();
  g_autoptr (GPtrArray) at_once = vt_lowest_modes (hessian, factor, (guint) n_modes, NULL, NULL, NULL, NULL);
  double one = stop ("lowest modes, block Lanczos");
  g_print ("  x 1.00  %" G_GUINT64_FORMAT " solves\n", vt_factor_counts (factor)->solves - before);
  report_modes (at_once);

  before = vt_factor_counts (factor)->solves;
  start ();
  g_autoptr (GPtrArray) watched = vt_lowest_modes (hessian, factor, (guint) n_modes, count_batches, NULL, NULL, NULL);
  double batches = stop ("lowest modes, watched");
  g_print ("  x %.2f  %" G_GUINT64_FORMAT " solves\n", batches / one, vt_factor_counts (factor)->solves - before);
  report_modes (watched);

  before = vt_factor_counts (factor)->solves;
  start ();
  g_autoptr (GPtrArray) reference = vt_lowest_modes_by_arpack (hessian, factor, (guint) n_modes, NULL, NULL);
  double arpack = stop ("lowest modes, ARPACK");
  g_print ("  x %.2f  %" G_GUINT64_FORMAT " solves\n", arpack / one, vt_factor_counts (factor)->solves - before);
  report_modes (reference);
}

static void
bench_elasticity (const VtNetwork *network, const VtHessian *hessian)
{
  VtStability stability;
  VtFactor *factor = NULL;
  VtModuli moduli;

  start ();
  if (!vt_stability_judge (network, hessian, &factor, &stability, NULL, NULL))
    g_error ("no verdict");
  stop ("verdict, factor included");
  g_autofree char *instability = vt_stability_describe (&stability);
  g_print ("  %s\n", instability != NULL ? instability : "stable");
  start ();
  vt_moduli_compute (network, factor, FALSE, &moduli);
  stop ("moduli");
  g_print ("  G = %.4f K = %.4f nu = %.4f\n", moduli.shear, moduli.bulk, moduli.poisson_ratio);
  bench_solves (factor);
  bench_modes (hessian, factor);
  vt_factor_free (factor);
}

static void
bench_spectrum (const VtHessian *hessian)
{
  start ();
  g_autofree double *all = vt_dense_spectrum (hessian, NULL, NULL, NULL, NULL);
  double values = stop ("dense spectrum");
  g_print ("  omega %.4f ... %.4f\n", sqrt (all[0]), sqrt (all[3 * hessian->n - 4]));
  start ();
  g_autoptr (GPtrArray) modes = vt_dense_modes (hessian, (guint) n_modes, NULL, NULL, NULL, NULL);
  double lowest = stop ("dense lowest modes");
  g_print ("  x %.2f\n", lowest / values);
  start ();
  g_autoptr (GPtrArray) every = vt_dense_modes (hessian, 3 * hessian->n - 3, NULL, NULL, NULL, NULL);
  g_print ("  x %.2f\n", stop ("dense, all modes") / values);
}

int
main (int argc, char **argv)
{
  vt_blas_reexec_if_needed (argv);
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  VtPotential potential;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  const VtModel *model = vt_model_find (model_key != NULL ? model_key : "stiff");
  g_assert (model != NULL);
  vt_blas_set_threads ((guint) blas_threads);
  g_print ("%s %g, N = %d, seed %d, OpenBLAS %s, %d threads\n", model->key, control, particles, seed,
           openblas_get_corename (), blas_threads);
  start ();
  g_autoptr (VtSample) sample = make_glass (model, &potential);
  stop ("melt and quench");
  start ();
  g_autoptr (VtNetwork) network = vt_network_new (sample, &potential, &error);
  stop ("\nbond list");
  g_print ("  coordination %.2f\n", vt_network_coordination (network));
  start ();
  g_autoptr (VtHessian) hessian = vt_hessian_new (network);
  stop ("Hessian");
  double lowest, highest;
  start ();
  vt_hessian_extremes (hessian, 40, &lowest, &highest);
  stop ("\n40 products");
  g_print ("  largest eigenvalue %.3g = %.2f mean diagonals\n", highest, highest / hessian->mean_diagonal);
  bench_orderings (hessian);
  bench_elasticity (network, hessian);
  if (with_spectrum)
    bench_spectrum (hessian);
  return 0;
}
