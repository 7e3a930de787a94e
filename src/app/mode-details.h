/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The second page of a mode's sheet: coefficients, residual, coupling to strain, core, overlap with harmonic modes.
 *
 * Signals: "jump" (int: to that harmonic mode). */
#pragma once

#include "engine/findings.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VT_TYPE_MODE_DETAILS (vt_mode_details_get_type ())
G_DECLARE_FINAL_TYPE (VtModeDetails, vt_mode_details, VT, MODE_DETAILS, GtkWidget)

/* NULL: not known yet. */
void vt_mode_details_set_study (VtModeDetails *details, const VtModeStudy *study);

G_END_DECLS
