/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One recipe (or one opened configuration) on a background thread: stages, progress, cancellation, and a one-place
 * mailbox of snapshots in which an unseen older one is dropped. */
#pragma once

#include "engine/snapshot.h"

G_BEGIN_DECLS

typedef struct
{
  VtRecipe recipe;         /* for a sample: the model and parameters to analyse it with */
  VtSample *sample;        /* analyse this instead of making a glass; NULL: melt and quench */
  gboolean sample_has_recipe; /* recipe (seed, melt) is where @sample came from */
  guint n_modes;           /* lowest modes wanted, 0 ... 3N-3 */
  gboolean spectrum;       /* all 3N-3 frequencies */
  gboolean interactive;    /* publish frames and g(r) while melting, modes in batches as they converge */
  gboolean finish;         /* take the quench to the floor of double precision */
  guint n_threads;         /* 0: all processors */
} VtRequest;

typedef struct _VtRun VtRun;

/* Validates, then starts the thread; errors in the recipe come back at once. Copies @request. */
VtRun *vt_run_new (const VtRequest *request, GError **error);

/* Asks the run to stop and returns at once. Its own loops stop within 50 ms; a library call that cannot be stopped
 * finishes unseen. Nothing is published after CANCELLED. */
void vt_run_cancel (VtRun *run);

/* Gives up the caller's hold: cancels if still running; memory goes when the thread has ended. */
void vt_run_unref (VtRun *run);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtRun, vt_run_unref)

/* The newest snapshot if it has not been taken yet, else NULL. Never blocks. */
VtSnapshot *vt_run_take (VtRun *run);

/* Waits up to @microseconds for a snapshot not yet taken, and takes it; NULL on time-out. */
VtSnapshot *vt_run_wait (VtRun *run, gint64 microseconds);

/* TRUE when DONE, FAILED or CANCELLED has been published. */
gboolean vt_run_finished (VtRun *run);

/* Rough estimate, seconds on this computer, of a whole run of @request before it starts; used under the Quench
 * button. Learns from finished runs of this process. */
double vt_run_estimate (const VtRequest *request);

G_END_DECLS
