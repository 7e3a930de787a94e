/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers as text: always the C locale, as few digits as give the same number back, and nothing but a number
 * accepted when reading. Recipes, options, CSV and JSON go through here. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define VT_NUMBER_LENGTH 40 /* room for any number and its NUL */

/* The shortest decimal text that reads back as @value ("0.694", "1e+22", "nan"); returns @text. */
char *vt_number_to_text (double value, char text[VT_NUMBER_LENGTH]);

/* Appends the same to @string. */
void vt_number_append (GString *string, double value);

/* A finite decimal number and nothing else: no blanks, no hexadecimal, no "nan", no decimal comma. */
gboolean vt_number_from_text (const char *text, double *value);

/* Decimal digits and nothing else, up to 2^64 - 1. */
gboolean vt_number_from_text_unsigned (const char *text, guint64 *value);

G_END_DECLS
