/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stages of a run as four bars: Melt, Quench, Elasticity, Modes. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VT_TYPE_STAGE_STRIP (vt_stage_strip_get_type ())
G_DECLARE_FINAL_TYPE (VtStageStrip, vt_stage_strip, VT, STAGE_STRIP, GtkWidget)

GtkWidget *vt_stage_strip_new (void);

/* Stages before @stage (0 ... 3) are full, it has come @fraction of its way, those after it are empty. */
void vt_stage_strip_set_progress (VtStageStrip *strip, guint stage, double fraction);

/* Stages before @first are not shown: there were none of them. */
void vt_stage_strip_set_first (VtStageStrip *strip, guint first);

G_END_DECLS
