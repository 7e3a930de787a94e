/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine/run.h"

#include "engine/exclusive.h"
#include "engine/footprint.h"
#include "engine/work.h"

#include <sys/resource.h>
#include <unistd.h>
#include <glib/gi18n.h>

struct _VtRun
{
  gatomicrefcount references; /* the caller's and the thread's */
  VtRequest request;
  VtMailbox *mailbox;
  GCancellable *cancellable;
};

static void
release (VtRun *run)
{
  if (!g_atomic_ref_count_dec (&run->references))
    return;
  g_clear_pointer (&run->request.sample, vt_sample_unref);
  vt_mailbox_free (run->mailbox);
  g_object_unref (run->cancellable);
  g_free (run);
}

/* The window draws on the cores the run works on: beside a run of equal rank it got half its frames. Threads started
 * from this one, the team's among them, inherit its rank. */
static void
step_back_for_the_window (void)
{
#ifdef __linux__
  setpriority (PRIO_PROCESS, (id_t) gettid (), 10);
#endif
}

static gpointer
run_thread (gpointer data)
{
  VtRun *run = data;

  if (run->request.interactive)
    step_back_for_the_window ();
  vt_work_run (&run->request, run->mailbox, run->cancellable);
  release (run);
  return NULL;
}

static gboolean
check_modes (const VtRequest *request, guint n_particles, GError **error)
{
  guint64 most = 3 * (guint64) MAX (n_particles, 1) - 3;

  if (request->n_modes <= most)
    return TRUE;
  g_set_error (error, VT_RECIPE_ERROR, VT_RECIPE_ERROR_RANGE,
               _("%u modes are too many: %u particles have %u, translations left out; choose a number from 0 to %u"),
               request->n_modes, n_particles, (guint) most, (guint) most);
  return FALSE;
}

/* What cannot fit is refused before the glass is made. */
static gboolean
check_memory (const VtRequest *request, GError **error)
{
  const VtWorkload workload = vt_workload_of (request);

  return vt_workload_check (&workload, error);
}

static gboolean
check_request (const VtRequest *request, GError **error)
{
  VtPotential potential;

  if (request->sample == NULL)
    return vt_recipe_validate (&request->recipe, error)
           && check_modes (request, request->recipe.particles, error) && check_memory (request, error);
  return vt_recipe_potential (&request->recipe, &potential, error)
         && vt_sample_check_cutoff (request->sample, &potential, error)
         && check_modes (request, request->sample->n, error) && check_memory (request, error);
}

VtRun *
vt_run_new (const VtRequest *request, GError **error)
{
  VtRun *run;

  if (!check_request (request, error))
    return NULL;
  run = g_new0 (VtRun, 1);
  g_atomic_ref_count_init (&run->references);
  g_atomic_ref_count_inc (&run->references);
  run->request = *request;
  if (request->sample != NULL)
    run->request.sample = vt_sample_ref (request->sample);
  run->mailbox = vt_mailbox_new ();
  run->cancellable = g_cancellable_new ();
  /* Published here, so that a watcher has something from the first moment on, even of a run cancelled at once. */
  vt_mailbox_put (run->mailbox, vt_work_first_snapshot (&run->request));
  g_thread_unref (g_thread_new ("vitrine-run", run_thread, run));
  return run;
}

void
vt_run_cancel (VtRun *run)
{
  g_cancellable_cancel (run->cancellable);
  vt_mailbox_cancel (run->mailbox);
  vt_exclusive_wake ();
}

void
vt_run_unref (VtRun *run)
{
  if (run == NULL)
    return;
  vt_run_cancel (run);
  release (run);
}

VtSnapshot *
vt_run_take (VtRun *run)
{
  return vt_mailbox_take (run->mailbox);
}

VtSnapshot *
vt_run_wait (VtRun *run, gint64 microseconds)
{
  return vt_mailbox_wait (run->mailbox, microseconds);
}

gboolean
vt_run_finished (VtRun *run)
{
  return vt_mailbox_closed (run->mailbox);
}
