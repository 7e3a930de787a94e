/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search for soft spots, over the plot of the modes: the button that begins it; while it goes on how many there are and
 * the button that stops it; nothing when it is over.
 *
 * Signals: "search" (gboolean: begin or stop). */
#pragma once

#include "engine/findings.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VT_TYPE_SEARCH_BAR (vt_search_bar_get_type ())
G_DECLARE_FINAL_TYPE (VtSearchBar, vt_search_bar, VT, SEARCH_BAR, GtkWidget)

/* @findings may be NULL: nothing known yet. */
void vt_search_bar_set (VtSearchBar *bar, const VtFindings *findings, gboolean can_search);

G_END_DECLS
