/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The card in the middle of the window: the glass with all that stands around it.
 *
 * Signals: "retry" (the button of a failure), "save-picture" (the window asks where and calls
 * vt_stage_view_save_picture). */
#pragma once

#include "app/stage-view.h"

G_BEGIN_DECLS

#define VT_TYPE_STAGE_PANEL (vt_stage_panel_get_type ())
G_DECLARE_FINAL_TYPE (VtStagePanel, vt_stage_panel, VT, STAGE_PANEL, GtkWidget)

GtkWidget *vt_stage_panel_new (void);

/* The picture inside, for samples and modes. */
VtStageView *vt_stage_panel_get_view (VtStagePanel *panel);

/* Pango markup; NULL or "" for none. The title names a mode, large; the subtitle is a dim line below it, or alone
 * says what the glass is: "2048 particles in a periodic box of 14.3 <i>λ</i>". */
void vt_stage_panel_set_title (VtStagePanel *panel, const char *markup);
void vt_stage_panel_set_subtitle (VtStagePanel *panel, const char *markup);

/* The four stages of a run above the picture; @stage 0 ... 3 (melt, quench, elasticity, modes), -1 hides them. */
void vt_stage_panel_set_stage_progress (VtStagePanel *panel, int stage, double fraction);
/* Only those from @first on: an opened file was not melted here. */
void vt_stage_panel_set_first_stage (VtStagePanel *panel, guint first);

/* One dim line at the foot; Pango markup, NULL for none. */
void vt_stage_panel_set_caption (VtStagePanel *panel, const char *markup);

/* In place of the picture: why a run failed (plain text) and one way on; without a button, words where there is no
 * picture yet. NULL shows the picture again. */
void vt_stage_panel_set_failure (VtStagePanel *panel, const char *reason, const char *button_label);

G_END_DECLS
