/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tooltips that are set again and again. Setting one makes GTK ask where the pointer is, which under X waits for an
 * answer of the display: a busy one keeps the main loop waiting. So only a new text is passed on. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* NULL: none. TRUE when it is another one than before. */
gboolean vt_tooltip_set_text (GtkWidget *widget, const char *text);
gboolean vt_tooltip_set_markup (GtkWidget *widget, const char *markup);

G_END_DECLS
