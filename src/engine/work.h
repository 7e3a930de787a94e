/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one run does, from recipe (or opened configuration) to the last mode. Private to the engine. */
#pragma once

#include "engine/forecast.h"
#include "engine/mailbox.h"
#include "engine/recorder.h"
#include "engine/run.h"
#include "engine/snapshot-private.h"
#include "response/factor.h"

G_BEGIN_DECLS

/* The state of a run, owned by its thread. */
typedef struct
{
  const VtRequest *request;
  VtMailbox *mailbox;
  GCancellable *cancellable;
  VtPotential potential;
  VtTeam *team;
  VtSnapshot *now;         /* what will be published next */
  VtRecorder *recorder;
  gint64 begun, part_begun;
  gint64 next_publication, next_frame, next_rdf;
  double mean_pair_force;  /* after the last quench */
  double part_from, part_to; /* of the stage's progress: the part under way, one for each cost */
  double part;             /* done of it, 0 ... 1 */
  double pass_from, pass_to; /* of the part: the pass under way */
  guint n_threads;
  VtCost cost;             /* of the part under way */
  GError *unstable;        /* why a quench is no success although the run goes on */
} VtWork;

/* Does it all, publishing into @mailbox, the last snapshot included. */
void vt_work_run (const VtRequest *request, VtMailbox *mailbox, GCancellable *cancellable);

/* The first snapshot of a run. */
VtSnapshot *vt_work_first_snapshot (const VtRequest *request);

/* Enters a stage, or its next part, and publishes that. Parts of a stage come in the order of their costs; each makes as
 * much of the stage's progress as it is forecast to take of its time. */
void vt_work_enter (VtWork *work, VtStage stage, VtCost cost);

/* Done of the part under way, 0 ... 1. The stage's progress follows, and never runs backwards. */
void vt_work_advance (VtWork *work, double part);

/* Sets @timing to the time since the part began, and teaches it to the forecast. */
void vt_work_leave (VtWork *work, double *timing);

/* Publishes the present state. */
void vt_work_publish (VtWork *work);

/* For what tells a fraction as it goes: advances the part of @data, a VtWork, and publishes that when it is time. */
void vt_work_on_fraction (double fraction, gpointer data);

/* What the stages after the minimum work with. */
typedef struct
{
  VtHessian *hessian;
  VtFactor *factor; /* raised where H is not positive definite; NULL where H is, and was seen to be without one */
} VtStiffness;

/* Stability, pressure, moduli of the configuration in work->now->sample. NULL only where the work cannot go on: an
 * unstable configuration is a result. @stiffness, empty before, is for vt_work_modes and must be retired in any case. */
VtElasticity *vt_work_measure (VtWork *work, const VtNetwork *network, VtStiffness *stiffness, GError **error);

/* Lowest modes and spectrum; @stiffness is that of vt_work_measure, and may get a factor. */
gboolean vt_work_modes (VtWork *work, VtStiffness *stiffness, GError **error);

/* Takes the minimum @system is in to the floor of double precision by Newton's method. Where that fails (no factor, no
 * lower force) the system stays as it was, to the bit, and the snapshot's note says why. FALSE when cancelled. */
gboolean vt_work_finish (VtWork *work, VtSystem *system, double mean_pair_force, GError **error);

/* Adds what @factor has done to the counts and frees it. */
void vt_work_retire_factor (VtWork *work, VtFactor *factor);

/* The same for all of @stiffness. */
void vt_work_retire (VtWork *work, VtStiffness *stiffness);

G_END_DECLS
