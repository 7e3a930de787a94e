/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The key of the colours of particles: a bar of them between "still" and "moves most", or between two numbers under
 * the name of what they count. Follows a stage view. */
#pragma once

#include "app/stage-view.h"

G_BEGIN_DECLS

#define VT_TYPE_EMBER_BAR (vt_ember_bar_get_type ())
G_DECLARE_FINAL_TYPE (VtEmberBar, vt_ember_bar, VT, EMBER_BAR, GtkWidget)

GtkWidget *vt_ember_bar_new (VtStageView *view);

/* A sentence on what the numbers are, or NULL where the colours need none. */
const char *vt_ember_bar_words (VtStageView *view);

G_END_DECLS
