/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pill at the foot of the stage: play, amplitude and speed of a mode, colour, slice, and the rest in a menu. */
#pragma once

#include "app/stage-view.h"

G_BEGIN_DECLS

#define VT_TYPE_STAGE_BAR (vt_stage_bar_get_type ())
G_DECLARE_FINAL_TYPE (VtStageBar, vt_stage_bar, VT, STAGE_BAR, GtkWidget)

/* Follows and sets the properties of @view. Hides itself while there is no glass. */
GtkWidget *vt_stage_bar_new (VtStageView *view);

/* The width of all that fits into @width pixels, itself included. */
int vt_stage_bar_fit (VtStageBar *bar, int width);

G_END_DECLS
