/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the density of states costs on one glass: products one by one, through scipy's loop, through the Hessian's own,
 * and in blocks by every variant this machine can run, alternating in one run; then the whole estimate, beside as many
 * moments by scipy's products. */
#include "row.h"
#include "support/making.h"

#include "network/network.h"
#include "vibrations/chebyshev.h"
#include "vibrations/spectral-density.h"

static int particles = 10976, rounds = 9, threads = 1, seed = 1;
static double control = 10.0;
static char *model_key = NULL;

static const GOptionEntry entries[] = {
  { "model", 'm', 0, G_OPTION_ARG_STRING, &model_key, "Model (stiff)", "KEY" },
  { "control", 'q', 0, G_OPTION_ARG_DOUBLE, &control, "Control parameter (10)", "Q" },
  { "particles", 'N', 0, G_OPTION_ARG_INT, &particles, "Particles (10976)", "N" },
  { "rounds", 'r', 0, G_OPTION_ARG_INT, &rounds, "Rounds, of which the median (9)", "R" },
  { "seed", 's', 0, G_OPTION_ARG_INT, &seed, "Seed (1)", "S" },
  { "threads", 't', 0, G_OPTION_ARG_INT, &threads, "Threads of the whole estimate (1)", "T" },
  { NULL },
};

#define MOMENTS 500
#define REACH 10.0
#define FIRST_CURVE 1.0 /* seconds */
/* As far as a glass is quenched for this: what matters is that H has no negative eigenvalue to speak of. */
#define TOLERANCE 1e-5

/* H as compressed rows of single numbers with 32-bit indices: what scipy.sparse.csr_matrix makes of it. */
typedef struct
{
  int n;
  int *row, *column;
  double *value;
} Rows;

static void
rows_clear (Rows *rows)
{
  g_free (rows->row);
  g_free (rows->column);
  g_free (rows->value);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Rows, rows_clear)

static Rows
rows_of (const VtHessian *hessian)
{
  Rows rows = { .n = 3 * (int) hessian->n };
  int at = 0;

  rows.row = g_new0 (int, rows.n + 1);
  rows.column = g_new (int, 9 * hessian->n_blocks);
  rows.value = g_new (double, 9 * hessian->n_blocks);
  for (guint i = 0; i < hessian->n; i++)
    for (guint a = 0; a < 3; a++)
      {
        for (gsize k = hessian->start[i]; k < hessian->start[i + 1]; k++)
          for (guint b = 0; b < 3; b++, at++)
            {
              rows.column[at] = (int) (3 * hessian->column[k] + b);
              rows.value[at] = hessian->blocks[9 * k + 3 * a + b];
            }
        rows.row[3 * i + a + 1] = at;
      }
  return rows;
}

/* The loop of scipy's csr_matvec. */
static void
rows_multiply (const Rows *rows, const double *x, double *y)
{
  for (int i = 0; i < rows->n; i++)
    {
      double sum = 0.0;

      for (int k = rows->row[i]; k < rows->row[i + 1]; k++)
        sum += rows->value[k] * x[rows->column[k]];
      y[i] = sum;
    }
}

#define WAYS 6

static void
bench_products (const VtHessian *hessian)
{
  const VtChebyshevKernel *kernels[3];
  guint n_kernels = vt_chebyshev_kernels (kernels);
  g_auto (Rows) rows = rows_of (hessian);
  g_autoptr (VtChebyshev) chebyshev = vt_chebyshev_new (hessian, 0.0, vt_hessian_norm_bound (hessian), NULL);
  g_autofree double *x = g_new (double, 4 * rows.n), *y = g_new (double, 4 * rows.n);
  double *begin = vt_chebyshev_begin (chebyshev), *times[WAYS];
  const char *names[WAYS] = { "compressed rows, one vector (scipy's loop)", "blocks, one vector",
                              "blocks, four vectors" };
  VtChebyshevDots dots;

  for (int k = 0; k < VT_CHEBYSHEV_VECTORS * rows.n; k++)
    begin[k] = (k * 7919L % 1009) / 1009.0 - 0.5;
  for (int k = 0; k < 4 * rows.n; k++)
    x[k] = (k * 7919L % 1009) / 1009.0 - 0.5;
  for (guint w = 0; w < WAYS; w++)
    times[w] = g_new (double, rounds);
  for (int r = 0; r < rounds; r++)
    {
      double t = bench_cpu_seconds (), s;

      rows_multiply (&rows, x, y);
      times[0][r] = (s = bench_cpu_seconds ()) - t;
      vt_hessian_multiply (hessian, x, y);
      times[1][r] = (t = bench_cpu_seconds ()) - s;
      vt_hessian_multiply_many (hessian, x, y, 4);
      times[2][r] = ((s = bench_cpu_seconds ()) - t) / 4.0;
      for (guint k = 0; k < n_kernels; k++)
        {
          vt_chebyshev_set_kernel (chebyshev, kernels[k]);
          vt_chebyshev_step (chebyshev, &dots);
          times[3 + k][r] = ((t = bench_cpu_seconds ()) - s) / VT_CHEBYSHEV_VECTORS;
          s = t;
        }
    }
  for (guint k = 0; k < n_kernels; k++)
    names[3 + k] = g_strdup_printf ("recurrence, %u vectors, %s", VT_CHEBYSHEV_VECTORS, kernels[k]->name);
  double first = bench_median (times[0], (guint) rounds);
  g_print ("%-44s %10s %8s %14s\n", "product", "ms/vector", "ratio", "per moment");
  for (guint w = 0; w < 3 + n_kernels; w++)
    {
      double each = bench_median (times[w], (guint) rounds);

      /* The recurrence gives two moments a product, and includes what the others still lack: it and the dots. */
      g_print ("%-44s %10.4f %8.2f %14.2f\n", names[w], 1e3 * each, first / each,
               first / each * (w < 3 ? 1.0 : 2.0));
    }
}

/* The course of one estimate. */
typedef struct
{
  double begun;
  double first; /* seconds to the first curve; 0 before it */
} Course;

static void
on_estimate (VtSpectralDensity *density, gpointer data)
{
  Course *course = data;
  double worst = 0.0, peak = 0.0, spent = bench_cpu_seconds () - course->begun;

  if (course->first == 0)
    course->first = spent;
  for (guint k = 0; k < density->n; k++)
    peak = fmax (peak, density->density[k]);
  for (guint k = 0; k < density->n; k++)
    if (density->density[k] > 0.1 * peak)
      worst = fmax (worst, density->error[k] / density->density[k]);
  g_print ("  after %.3f s CPU: %u vectors, %u moments, resolution %.3g, error up to %.2g %%\n", spent,
           density->n_vectors, density->n_moments, density->resolution[0], 100.0 * worst);
}

/* Seconds a vector for MOMENTS moments as scipy would take them, one a product, without the sums that make them. */
static double
plain_moments (const Rows *rows, double *x, double *y)
{
  enum { SOME = 20 };
  const double start = bench_cpu_seconds ();

  for (guint k = 0; k < SOME; k++)
    rows_multiply (rows, k % 2 ? y : x, k % 2 ? x : y);
  return (bench_cpu_seconds () - start) * MOMENTS / SOME;
}

/* The whole estimate, bound of the spectrum and bins included, beside that. */
static void
compare_estimates (const VtHessian *hessian, const char *setting)
{
  enum { TIMES = 3 };
  const VtSpectralOptions options = { .n_moments = MOMENTS, .n_vectors = VT_CHEBYSHEV_VECTORS };
  g_auto (Rows) rows = rows_of (hessian);
  g_autofree double *x = g_new0 (double, rows.n), *y = g_new0 (double, rows.n);
  double ours[TIMES], theirs[TIMES], first[TIMES];

  x[0] = 1;
  for (guint k = 0; k < TIMES; k++)
    {
      Course course = { .begun = bench_cpu_seconds () };
      g_autoptr (GError) error = NULL;
      g_autoptr (VtSpectralDensity) density
        = vt_spectral_density_new (hessian, &options, on_estimate, &course, NULL, &error);

      g_assert_no_error (error);
      ours[k] = (bench_cpu_seconds () - course.begun) / density->n_vectors;
      first[k] = course.first;
      theirs[k] = plain_moments (&rows, x, y);
    }
  bench_row (&(BenchRow) { "D(omega), 500 moments", setting, "scipy's products (its loop, in C)", REACH, ours, theirs, TIMES,
                           "s/vector" });
  bench_value ("D(omega), first curve", setting, "CPU time", bench_median (first, TIMES), FIRST_CURVE, "s");
}

/* Crystal, melt, and a quench as far as needed here. */
static VtSample *
make_glass (const VtPotential *potential)
{
  g_autoptr (VtSystem) system = making_system (potential, (guint) particles, (guint64) seed, NULL);
  const VtMelt melt = making_melt (potential, (guint64) seed);
  const VtQuench quench = { .force_tolerance = TOLERANCE };
  VtQuenchResult result = { 0 };
  g_autoptr (GError) error = NULL;

  vt_system_melt (system, &melt, NULL, &error);
  g_assert_no_error (error);
  vt_system_quench (system, &quench, &result, NULL, &error);
  g_assert_no_error (error);
  g_free (result.reason);
  return vt_system_sample (system);
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  VtPotential potential = making_potential (model_key != NULL ? model_key : "stiff", control);
  g_autoptr (VtSample) glass = make_glass (&potential);
  g_autoptr (VtNetwork) network = vt_network_new (glass, &potential, NULL);
  g_autoptr (VtHessian) hessian = vt_hessian_new (network);
  g_autoptr (VtTeam) team = threads > 1 ? vt_team_new ((guint) threads) : NULL;
  VtSpectralOptions options = { .team = team };

  g_print ("%s %g, N = %d, seed %d, coordination %.1f\n", potential.model->key, control, particles, seed,
           vt_network_coordination (network));
  bench_products (hessian);
  g_autofree char *setting = g_strdup_printf ("%s %g, N = %d", potential.model->key, control, particles);
  compare_estimates (hessian, setting);
  /* As in the window: as many vectors as its size wants. */
  Course course = { .begun = bench_cpu_seconds () };
  g_autoptr (VtSpectralDensity) density = vt_spectral_density_new (hessian, &options, on_estimate, &course, NULL, &error);
  g_assert_no_error (error);
  return 0;
}
