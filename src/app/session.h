/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The session: which glasses there are, which one is shown, which one is being made. Knows no widgets.
 *
 * Signals:
 *   "shown-changed"    the shown glass is another one, or it has a new snapshot
 *   "run-changed"      a run started, moved on or ended
 *   "mode-changed"     another mode of the shown glass is selected, or none
 *   "findings-changed" more is known of the shown glass's modes, or the search for them began or ended
 *   "notice" (text)    something the user should read once */
#pragma once

#include "app/glass.h"
#include "engine/run.h"

G_BEGIN_DECLS

#define VT_TYPE_SESSION (vt_session_get_type ())
G_DECLARE_FINAL_TYPE (VtSession, vt_session, VT, SESSION, GObject)

VtSession *vt_session_new (void);

/* Starts making a glass of @recipe and shows it; a run still going is cancelled first. Errors in the recipe come back
 * at once and change nothing. */
gboolean vt_session_quench (VtSession *session, const VtRecipe *recipe, GError **error);

/* Analyses an opened configuration with the model and parameters of @recipe. */
gboolean vt_session_analyse (VtSession *session, VtSample *sample, const VtRecipe *recipe, gboolean has_recipe,
                             const char *origin, GError **error);

/* Ends the run at once. What it had reached stays when the minimum was there; else the previous glass is shown. */
void vt_session_cancel (VtSession *session);

/* Takes the newest snapshot of the run and the newest findings, if there are any; called once a frame while
 * vt_session_is_busy. */
void vt_session_poll (VtSession *session);

/* TRUE while something will come: of a run, or of the inspector of the shown glass. */
gboolean vt_session_is_busy (VtSession *session);

VtGlass *vt_session_get_running (VtSession *session); /* NULL when idle */
VtGlass *vt_session_get_shown (VtSession *session);   /* NULL before the first glass */
void vt_session_show (VtSession *session, VtGlass *glass);

/* Of VtGlass, newest first; a failed one is not in it. */
GListModel *vt_session_get_glasses (VtSession *session);

/* --- the selected mode of the shown glass ---
 *
 * It stays selected when softer ones are found, but its place in its family (vt_glass_get_modes) changes then. */

int vt_session_get_mode (VtSession *session);             /* its place, -1: none is selected */
VtModeKind vt_session_get_mode_kind (VtSession *session); /* its family; the one last chosen where none is selected */
const VtMode *vt_session_get_selected (VtSession *session); /* or NULL */
void vt_session_select (VtSession *session, VtModeKind kind, int mode);
void vt_session_select_mode (VtSession *session, int mode); /* a harmonic one, or none */

/* --- soft spots ---
 *
 * A search for nonlinear modes begins by itself where it takes little time; it ends when another glass is shown. */

/* TRUE for a finished stable glass on show; FALSE also while a search goes on. */
gboolean vt_session_can_search (VtSession *session);
/* After a search that was not stopped, for twice as many. */
void vt_session_search (VtSession *session);
void vt_session_stop_search (VtSession *session);

/* All modes of the shown glass are taken apart, one after the other: for a list. */
void vt_session_study_all (VtSession *session);

/* --- responses to force dipoles (vt_glass_get_findings has them) --- */

/* TRUE for a finished stable glass on show. */
gboolean vt_session_can_pinch (VtSession *session);
/* On one bond of its network. The answer comes with "findings-changed". */
void vt_session_pinch (VtSession *session, gsize bond);
/* On so many bonds more, at random. */
#define VT_SESSION_DIPOLES 200
void vt_session_gather (VtSession *session);
void vt_session_stop_gathering (VtSession *session);

/* How many of the lowest modes the window asks for at N particles. */
guint vt_session_modes_wanted (guint particles);

/* The request that vt_session_quench() would start, for an estimate of its time. */
VtRequest vt_session_request (const VtRecipe *recipe);

G_END_DECLS
