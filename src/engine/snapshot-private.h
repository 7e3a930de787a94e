/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the engine makes a snapshot and its parts. Everything is filled in before it is published, never after. */
#pragma once

#include "engine/snapshot.h"

G_BEGIN_DECLS

/* An empty snapshot: numbers not known are NAN. */
VtSnapshot *vt_snapshot_new (void);

/* A new snapshot that shares every part of @snapshot; free to be changed until it is published. */
VtSnapshot *vt_snapshot_copy (const VtSnapshot *snapshot);

/* Parts begin with one reference. Each *_take gives @snapshot the caller's reference in place of the part it had. */
VtTrace *vt_trace_new (guint n); /* room for n points */
VtElasticity *vt_elasticity_new (void);
VtSpectrum *vt_spectrum_new (guint n);
void vt_trace_unref (VtTrace *trace);
void vt_elasticity_unref (VtElasticity *elasticity);
void vt_spectrum_unref (VtSpectrum *spectrum);

void vt_snapshot_take_sample (VtSnapshot *snapshot, VtSample *sample);
void vt_snapshot_take_rdf (VtSnapshot *snapshot, VtRdf *rdf);
void vt_snapshot_take_trace (VtSnapshot *snapshot, VtTrace *trace);
void vt_snapshot_take_network (VtSnapshot *snapshot, VtNetwork *network);
void vt_snapshot_take_elasticity (VtSnapshot *snapshot, VtElasticity *elasticity);
void vt_snapshot_take_modes (VtSnapshot *snapshot, VtModeSet *modes);
void vt_snapshot_take_spectrum (VtSnapshot *snapshot, VtSpectrum *spectrum);
void vt_snapshot_take_density (VtSnapshot *snapshot, VtSpectralDensity *density);
void vt_snapshot_set_digest (VtSnapshot *snapshot, const char *digest);
void vt_snapshot_set_note (VtSnapshot *snapshot, const char *note); /* added on a line of its own to what is noted */

/* @found: array of VtMode, ascending; the set takes references, so that modes are shared between successive sets. */
VtModeSet *vt_mode_set_new (GPtrArray *found, guint n_particles, guint n_wanted);
void vt_mode_set_unref (VtModeSet *modes);

G_END_DECLS
