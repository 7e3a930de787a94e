/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading numbers that a user typed: the decimal mark of the language or a point, a true minus, thin spaces. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* FALSE when @text is not one finite number. */
gboolean vt_parse_number (const char *text, double *value);

/* Whole numbers without a sign, up to 2^64-1. */
gboolean vt_parse_whole (const char *text, guint64 *value);

/* @value as it stands in a field: up to @digits significant digits and no more than it needs, the decimal mark of the
 * language. Free with g_free. */
char *vt_field_text (double value, int digits);

/* Shows that what stands in @entry cannot be used, and why (also to a screen reader); @reason NULL: it can. */
void vt_entry_set_reason (GtkWidget *entry, const char *reason);

G_END_DECLS
