/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sheet of responses to local force dipoles: the bond on show, the mean over many, their distribution, their decay.
 *
 * Signals: "random" (a bond at random), "gather" (gboolean: begin or stop taking many), "close". */
#pragma once

#include "app/glass.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VT_TYPE_RESPONSE_SHEET (vt_response_sheet_get_type ())
G_DECLARE_FINAL_TYPE (VtResponseSheet, vt_response_sheet, VT, RESPONSE_SHEET, GtkWidget)

/* What is known of @glass, or nothing of NULL. @show_pinch: the bond last asked for is on the stage; @waiting: an answer
 * is on its way. */
void vt_response_sheet_set (VtResponseSheet *sheet, VtGlass *glass, gboolean show_pinch, gboolean waiting);

G_END_DECLS
