/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the jobs of an inspector are made of. To add one: a function in a file of its own that pushes a job, the
 * function that does it, and a part of VtFindings into which it is published. */
#pragma once

#include "engine/inspector.h"
#include "response/factor.h"

G_BEGIN_DECLS

/* Each lane is a thread that does one job after another. */
typedef enum
{
  VT_LANE_SWIFT,  /* sums over bonds and particles */
  VT_LANE_FACTOR, /* all that solves with the factor, which only this thread may touch */
  VT_N_LANES,
} VtLane;

/* The most urgent waiting job comes first; of equal ones the one pushed first. */
typedef enum
{
  VT_URGENCY_LATER, /* work ahead of being asked */
  VT_URGENCY_LONG,  /* asked for, takes its time: the search */
  VT_URGENCY_SOON,  /* likewise, but less, and the user waits for it: many dipoles */
  VT_URGENCY_NOW,   /* the user looks at the place where the answer will be */
} VtUrgency;

/* Does the job. @cancellable: of this job. */
typedef void (*VtJobFunc) (VtInspector *inspector, gpointer data, GCancellable *cancellable);

/* Takes @data over; @free_data (or NULL) frees it when the job is done or dropped. From any thread. */
void vt_inspector_push (VtInspector *inspector, VtLane lane, VtUrgency urgency, VtJobFunc func, gpointer data,
                        GDestroyNotify free_data);

/* Drops waiting jobs of @func and cancels one that is being done. From any thread. */
void vt_inspector_cancel (VtInspector *inspector, VtJobFunc func);

/* TRUE where a job of @func waits or is being done, and has not been cancelled. */
gboolean vt_inspector_has_job (VtInspector *inspector, VtJobFunc func);

/* From inside a job of the factor's lane, between two solves: does all waiting jobs of this lane that are more urgent. */
void vt_inspector_give_way (VtInspector *inspector);

/* Changes a copy of the newest findings, which is then published. @edit is called with the lock held: it takes what
 * has been computed before, and does nothing else. From any thread. */
typedef void (*VtFindingsFunc) (VtFindings *findings, gpointer data);
void vt_inspector_publish (VtInspector *inspector, VtFindingsFunc edit, gpointer data);

/* The newest findings and snapshot. Free with their unref. */
VtFindings *vt_inspector_findings (VtInspector *inspector);
VtSnapshot *vt_inspector_snapshot (VtInspector *inspector);

/* H, made when first asked for; owned by the inspector. From its lanes. */
const VtHessian *vt_inspector_hessian (VtInspector *inspector);

/* The factor of H, made when first asked for; owned by the inspector. NULL with the error of vt_factor_new_stable, or
 * with G_IO_ERROR_CANCELLED. From the factor's lane only. */
VtFactor *vt_inspector_factor (VtInspector *inspector, GCancellable *cancellable, GError **error);

/* The anatomy of @mode, its shares of the nonaffine moduli and the energy along it. */
VtModeStudy *vt_mode_study_new (VtModeKind kind, const VtMode *mode, const VtSnapshot *snapshot,
                                const VtHessian *hessian);

G_END_DECLS
