/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All modes of a glass in one list, harmonic ones and soft spots, in columns that sort.
 *
 * Signals: "chosen" (int: family, VtModeKind; int: place in it), "opened" (a row was activated: the sheet of the
 * selected mode is wanted), "search" (for more), "close". */
#pragma once

#include "app/glass.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VT_TYPE_MODE_LIST (vt_mode_list_get_type ())
G_DECLARE_FINAL_TYPE (VtModeList, vt_mode_list, VT, MODE_LIST, GtkWidget)

/* Follows what is known of the modes of @glass (NULL: none). @can_search: soft spots can be looked for now. */
void vt_mode_list_set_glass (VtModeList *list, VtGlass *glass, gboolean can_search);

/* @mode: the selected one, or NULL. Scrolls to it. */
void vt_mode_list_select (VtModeList *list, const VtMode *mode);

/* Where there is little room omega stands once, not in two units. */
void vt_mode_list_set_compact (VtModeList *list, gboolean compact);

G_END_DECLS
