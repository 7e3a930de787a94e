/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records energy and force along a run, thinned so that a long run costs no more than a short one. */
#pragma once

#include "engine/snapshot.h"

G_BEGIN_DECLS

typedef struct _VtRecorder VtRecorder;

VtRecorder *vt_recorder_new (void);
void vt_recorder_free (VtRecorder *recorder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtRecorder, vt_recorder_free)

/* One point. When the record is full every other point goes and from then on every other one comes; the first point
 * of a phase and the newest of all are always kept. */
void vt_recorder_add (VtRecorder *recorder, const VtProgress *progress);

/* The largest force the quench aims for. */
void vt_recorder_set_goal (VtRecorder *recorder, double goal);

/* The record as it stands, newest point included. */
VtTrace *vt_recorder_trace (const VtRecorder *recorder);

G_END_DECLS
