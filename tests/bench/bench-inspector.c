/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the sheet of a mode costs, and what a search for soft spots costs, in processor time: bench-inspector FILE.xyz
 * [MODES]. */
#include "engine/inspector-private.h"
#include "engine/run.h"
#include "sample/xyz.h"

#include <stdlib.h>
#include <time.h>

#define LONG (600 * (gint64) G_USEC_PER_SEC)
#define REPEATS 5

static double
seconds (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return (double) now.tv_sec + 1e-9 * (double) now.tv_nsec;
}

static VtSnapshot *
analyse (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_auto (VtXyzHeader) header = { 0 };
  VtRequest request = { .n_modes = 20 };
  g_autoptr (VtRun) run = NULL;
  VtSnapshot *last = NULL;

  request.sample = vt_xyz_read (path, NULL, &header, &error);
  if (request.sample == NULL || !vt_recipe_from_string (&request.recipe, header.recipe, &error))
    g_error ("%s", error->message);
  request.sample_has_recipe = TRUE;
  run = vt_run_new (&request, &error);
  while (last == NULL || last->stage < VT_STAGE_DONE)
    {
      g_clear_pointer (&last, vt_snapshot_unref);
      last = vt_run_wait (run, LONG);
    }
  return last;
}

static void
time_studies (const VtSnapshot *snapshot)
{
  g_autoptr (VtHessian) hessian = vt_hessian_new (snapshot->network);

  for (guint k = 0; k < REPEATS; k++)
    {
      const VtMode *mode = vt_mode_at (snapshot->modes->modes, k);
      double begun = seconds (CLOCK_THREAD_CPUTIME_ID), anatomy, both;

      vt_anatomy_free (vt_anatomy_new (VT_MODE_HARMONIC, snapshot->sample, snapshot->network, hessian, mode->vector,
                                       snapshot->modes->modes));
      anatomy = seconds (CLOCK_THREAD_CPUTIME_ID) - begun;
      vt_mode_study_unref (vt_mode_study_new (VT_MODE_HARMONIC, mode, snapshot, hessian));
      both = seconds (CLOCK_THREAD_CPUTIME_ID) - begun - anatomy;
      g_print ("mode %u: anatomy %.1f ms, whole sheet %.1f ms\n", k + 1, 1e3 * anatomy, 1e3 * both);
    }
}

static void
time_search (const VtSnapshot *snapshot, guint n_modes)
{
  g_autoptr (VtInspector) inspector = vt_inspector_new (snapshot, NULL);
  g_autoptr (VtFindings) findings = NULL;
  double begun = seconds (CLOCK_PROCESS_CPUTIME_ID);

  vt_inspector_search (inspector, n_modes, 1);
  while (findings == NULL || findings->search == VT_SEARCH_RUNNING)
    {
      g_clear_pointer (&findings, vt_findings_unref);
      findings = vt_inspector_wait (inspector, LONG);
    }
  g_print ("search for %u: %u cubic, %u quartic, %" G_GUINT64_FORMAT " solves, %.1f s\n", n_modes,
           findings->modes[VT_MODE_CUBIC]->len, findings->modes[VT_MODE_QUARTIC]->len, findings->solves,
           seconds (CLOCK_PROCESS_CPUTIME_ID) - begun);
}

int
main (int argc, char **argv)
{
  g_autoptr (VtSnapshot) snapshot = NULL;

  if (argc < 2)
    g_error ("usage: bench-inspector FILE.xyz [MODES]");
  snapshot = analyse (argv[1]);
  g_print ("%u particles, %" G_GSIZE_FORMAT " bonds\n", snapshot->sample->n, snapshot->network->n_bonds);
  time_studies (snapshot);
  if (argc > 2)
    time_search (snapshot, (guint) atoi (argv[2]));
  return 0;
}
