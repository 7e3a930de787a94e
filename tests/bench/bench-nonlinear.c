/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How well and how fast nonlinear modes are found: the search that the program makes beside one from every n-th bond. */
#include <cblas.h>
#include <math.h>
#include <time.h>
#include "response/blas.h"
#include "response/dipole.h"
#include "support/making.h"
#include "vibrations/nonlinear.h"

static int particles = 300, n_seeds = 1, first_seed = 1, n_modes = 10, every = 1, n_starts = 0, n_dipoles = 0, seed;
static double control = 10.0;
static char *model_key = NULL, *kind_name = NULL;

static const GOptionEntry entries[] = {
  { "model", 'm', 0, G_OPTION_ARG_STRING, &model_key, "Model (stiff)", "KEY" },
  { "control", 'q', 0, G_OPTION_ARG_DOUBLE, &control, "Control parameter (10)", "Q" },
  { "particles", 'N', 0, G_OPTION_ARG_INT, &particles, "Particles (300)", "N" },
  { "seed", 's', 0, G_OPTION_ARG_INT, &first_seed, "First seed (1)", "S" },
  { "glasses", 'g', 0, G_OPTION_ARG_INT, &n_seeds, "Glasses (1)", "n" },
  { "modes", 'n', 0, G_OPTION_ARG_INT, &n_modes, "Modes wanted (10)", "n" },
  { "starts", 'S', 0, G_OPTION_ARG_INT, &n_starts, "Starts followed (as many as the program would)", "n" },
  { "dipoles", 'D', 0, G_OPTION_ARG_INT, &n_dipoles, "Dipoles they are chosen from (as many as the program would)", "n" },
  { "every", 'e', 0, G_OPTION_ARG_INT, &every, "Compare with starts from every n-th bond; 0 for none (1)", "n" },
  { "kind", 'k', 0, G_OPTION_ARG_STRING, &kind_name, "cubic or quartic (cubic)", "KIND" },
  { NULL },
};

static double
cpu_seconds (void)
{
  struct timespec t;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double) t.tv_sec + 1e-9 * (double) t.tv_nsec;
}

typedef struct
{
  VtModeKind kind;
  VtNetwork *network;
  VtHessian *hessian;
  VtFactor *factor;
  GPtrArray *harmonic;
} Glass;

static void
glass_clear (Glass *glass)
{
  g_clear_pointer (&glass->harmonic, g_ptr_array_unref);
  g_clear_pointer (&glass->factor, vt_factor_free);
  g_clear_pointer (&glass->hessian, vt_hessian_unref);
  g_clear_pointer (&glass->network, vt_network_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Glass, glass_clear)

static gboolean
make (Glass *glass)
{
  VtPotential potential = making_potential (model_key != NULL ? model_key : "stiff", control);
  g_autoptr (VtSample) sample = making_glass (&potential, (guint) particles, (guint64) seed);

  glass->kind = g_strcmp0 (kind_name, "quartic") == 0 ? VT_MODE_QUARTIC : VT_MODE_CUBIC;
  glass->network = vt_network_new (sample, &potential, NULL);
  glass->hessian = vt_hessian_new (glass->network);
  glass->factor = vt_factor_new_stable (glass->hessian, NULL);
  if (glass->factor == NULL)
    return FALSE;
  glass->harmonic = vt_lowest_modes (glass->hessian, glass->factor, (guint) n_modes, NULL, NULL, NULL, NULL);
  return TRUE;
}

static double
overlap (const VtMode *a, const VtMode *b)
{
  return fabs (cblas_ddot (3 * (int) a->n_particles, a->vector, 1, b->vector, 1));
}

static gboolean
contains (const GPtrArray *modes, const VtMode *mode)
{
  for (guint k = 0; k < modes->len; k++)
    if (overlap (vt_mode_at (modes, k), mode) > 0.95)
      return TRUE;
  return FALSE;
}

static void
describe (const char *what, const GPtrArray *modes, const GPtrArray *others)
{
  g_print ("  %s:", what);
  for (guint k = 0; k < MIN (modes->len, (guint) n_modes); k++)
    g_print (" %.4f%s", vt_mode_at (modes, k)->frequency,
             others != NULL && !contains (others, vt_mode_at (modes, k)) ? "!" : "");
  g_print ("\n");
}

/* Each start by itself to its end. */
static GPtrArray *
exhaustive (const Glass *glass)
{
  GPtrArray *modes = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_mode_unref);
  g_autofree double *u = g_new (double, 3 * (gsize) glass->network->n);
  guint64 before = vt_factor_counts (glass->factor)->solves;
  double since = cpu_seconds ();
  guint starts = 0, converged = 0;

  for (gsize bond = 0; bond < glass->network->n_bonds; bond += (gsize) every)
    {
      g_autoptr (VtMode) mode = NULL;

      vt_dipole_responses (glass->network, glass->factor, &bond, 1, u);
      mode = vt_nonlinear_follow (glass->kind, glass->network, glass->factor, u, NULL, NULL);
      starts++;
      converged += mode != NULL;
      if (mode != NULL && !contains (modes, mode))
        g_ptr_array_add (modes, g_steal_pointer (&mode));
    }
  vt_modes_sort (modes);
  g_print ("  every bond: %u starts, %.3f converge, %u distinct, %.1f solves a start, %.1f s\n", starts,
           (double) converged / starts, modes->len,
           (double) (vt_factor_counts (glass->factor)->solves - before) / starts, cpu_seconds () - since);
  return modes;
}

static GPtrArray *
practical (const Glass *glass)
{
  int standard = VT_DIPOLES_PER_START * VT_STARTS_PER_MODE * n_modes;
  VtNonlinearCounts counts;
  VtNonlinearSearch search = { .kind = glass->kind, .n_modes = (guint) n_modes,
                               .n_dipoles = (guint) (n_dipoles > 0 ? n_dipoles : standard), .seed = 1,
                               .n_starts = (guint) n_starts, .modes = glass->harmonic, .counts = &counts };
  double since = cpu_seconds ();
  GPtrArray *modes = vt_nonlinear_modes (&search, glass->network, glass->factor, NULL, NULL, NULL, NULL);

  g_print ("  search: %u starts, %u distinct, %u again, %u lost, %" G_GUINT64_FORMAT " solves, %.2f s\n", counts.starts,
           counts.distinct, counts.repeated, counts.lost, counts.solves, cpu_seconds () - since);
  return modes;
}

int
main (int argc, char **argv)
{
  vt_blas_reexec_if_needed (argv);
  vt_blas_set_threads (1);
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    g_error ("%s", error->message);
  for (seed = first_seed; seed < first_seed + n_seeds; seed++)
    {
      g_auto (Glass) glass = { 0 };

      g_print ("%s %g, N = %d, seed %d\n", model_key != NULL ? model_key : "stiff", control, particles, seed);
      if (!make (&glass))
        continue;
      g_autoptr (GPtrArray) found = practical (&glass), all = NULL;
      describe ("harmonic", glass.harmonic, NULL);
      if (every > 0)
        all = exhaustive (&glass);
      describe ("search", found, all);
      if (all != NULL)
        describe ("every bond, ! missed by the search", all, found);
    }
  return 0;
}
