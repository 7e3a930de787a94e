/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The right column: structure, vibrations (the run while there is one), modes; the sheet of a selected mode in the place
 * of the first two. In its small form one card at a time, with a switcher.
 *
 * Properties: "reduced-frequencies", "reduced-distances" (boolean): in units of omega_0 and a_0.
 *
 * Signals: "mode-chosen" (int: family, VtModeKind; int: place in it, -1: none), "search" (gboolean: begin or stop),
 * "list-shown" (the list of modes wants to know them all). */
#pragma once

#include "app/glass.h"
#include "app/response-sheet.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VT_TYPE_PLOT_COLUMN (vt_plot_column_get_type ())
G_DECLARE_FINAL_TYPE (VtPlotColumn, vt_plot_column, VT, PLOT_COLUMN, GtkWidget)

/* @snapshot may be NULL; @state: of its glass. What a failed run has is not shown. @name: plain name of the shown
 * glass, said before every plot's summary; NULL: none. */
void vt_plot_column_set_snapshot (VtPlotColumn *column, const VtSnapshot *snapshot, VtGlassState state,
                                  const char *name);

/* The families of modes that @glass (or NULL) has, and what is known of them. @can_search: nonlinear ones can be looked
 * for now. */
void vt_plot_column_set_findings (VtPlotColumn *column, VtGlass *glass, gboolean can_search);

/* -1: none. */
void vt_plot_column_set_mode (VtPlotColumn *column, VtModeKind kind, int mode);

/* The sheet of responses in the place of all cards. */
VtResponseSheet *vt_plot_column_get_response_sheet (VtPlotColumn *column);
void vt_plot_column_show_response (VtPlotColumn *column, gboolean show);

void vt_plot_column_set_compact (VtPlotColumn *column, gboolean compact);

G_END_DECLS
