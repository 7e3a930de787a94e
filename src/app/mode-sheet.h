/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sheet of one mode: frequency, how many take part, where its stiffness comes from, how it decays from its core.
 *
 * Signals: "step" (int, -1 or +1: the mode before or after), "close". */
#pragma once

#include "engine/snapshot.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VT_TYPE_MODE_SHEET (vt_mode_sheet_get_type ())
G_DECLARE_FINAL_TYPE (VtModeSheet, vt_mode_sheet, VT, MODE_SHEET, GtkWidget)

/* @mode: index into the modes of @snapshot. */
void vt_mode_sheet_set_mode (VtModeSheet *sheet, const VtSnapshot *snapshot, guint mode);

/* Forgets what it shows. */
void vt_mode_sheet_clear (VtModeSheet *sheet);

G_END_DECLS
