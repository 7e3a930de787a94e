/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An inspector looks closer at one finished glass, in the background: it searches its nonlinear modes and takes its modes
 * apart. It holds what that needs (H, and its factor once something has asked for it) as long as it lives, so there
 * should be one for the glass that is shown and none for the others.
 *
 * Results come as findings through a mailbox with one place, as snapshots do. */
#pragma once

#include "engine/findings.h"
#include "engine/snapshot.h"

G_BEGIN_DECLS

typedef struct _VtInspector VtInspector;

/* @snapshot: of a glass (vt_snapshot_is_glass). @known: what was found by an earlier inspector of the same glass, or
 * NULL. Starts its threads; nothing is done before something is asked for. */
VtInspector *vt_inspector_new (const VtSnapshot *snapshot, const VtFindings *known);

/* A newer snapshot of the same glass: more of its harmonic modes. */
void vt_inspector_set_snapshot (VtInspector *inspector, const VtSnapshot *snapshot);

/* Gives it up: stops all work at once; memory goes when the library call under way has ended. */
void vt_inspector_unref (VtInspector *inspector);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtInspector, vt_inspector_unref)

/* The newest findings if they have not been taken yet, else NULL. Never blocks. */
VtFindings *vt_inspector_take (VtInspector *inspector);

/* Waits up to @microseconds for findings not yet taken. */
VtFindings *vt_inspector_wait (VtInspector *inspector, gint64 microseconds);

/* TRUE while something is asked for that is not done: there will be more to take. */
gboolean vt_inspector_is_busy (VtInspector *inspector);

/* Looks for the @n_modes softest modes each of the cubic and the quartic kind, from random bonds of @seed. Only for a
 * stable glass; nothing while a search goes on. Both searches are those of `vitrine-cli modes --count n_modes`. */
void vt_inspector_search (VtInspector *inspector, guint n_modes, guint64 seed);

/* Ends the search; what it has found is kept. */
void vt_inspector_stop_search (VtInspector *inspector);

/* Takes @mode apart before anything else. */
void vt_inspector_study (VtInspector *inspector, VtModeKind kind, const VtMode *mode);

/* Takes every mode apart, harmonic and found, as they come, when there is nothing more urgent to do. */
void vt_inspector_study_all (VtInspector *inspector);

/* The response to a force dipole on @bond of the snapshot's network, before anything else. */
void vt_inspector_pinch (VtInspector *inspector, gsize bond);

/* Dipoles on random bonds of @seed until there are @n_dipoles, those of earlier calls with the same seed counted; told
 * as they come. Nothing while that goes on. Only for a stable glass. */
void vt_inspector_gather (VtInspector *inspector, guint n_dipoles, guint64 seed);

/* Ends that; what was measured is kept. */
void vt_inspector_stop_gathering (VtInspector *inspector);

G_END_DECLS
