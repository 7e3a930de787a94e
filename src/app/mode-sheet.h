/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sheet of one mode: frequency, how many take part, where its stiffness comes from, the energy along it, how it decays
 * from its core; on a second page what else is known of it.
 *
 * Signals: "step" (int, -1 or +1: the mode before or after in its family), "jump" (int: to that harmonic mode),
 * "close". */
#pragma once

#include "app/glass.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VT_TYPE_MODE_SHEET (vt_mode_sheet_get_type ())
G_DECLARE_FINAL_TYPE (VtModeSheet, vt_mode_sheet, VT, MODE_SHEET, GtkWidget)

/* @index: of the modes of @kind that @glass has. What is not known of it yet fades in with a later call. */
void vt_mode_sheet_set_mode (VtModeSheet *sheet, VtGlass *glass, VtModeKind kind, guint index);

/* In the small form the family stands below the name, where there is room for it in any language. */
void vt_mode_sheet_set_compact (VtModeSheet *sheet, gboolean compact);

/* Distances in units of a_0. */
void vt_mode_sheet_set_reduced (VtModeSheet *sheet, gboolean reduced);

/* What files about the shown glass are called. */
void vt_mode_sheet_set_file_name (VtModeSheet *sheet, const char *glass);

/* Forgets what it shows. */
void vt_mode_sheet_clear (VtModeSheet *sheet);

G_END_DECLS
