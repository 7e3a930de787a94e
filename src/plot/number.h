/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers as the window shows them: three significant digits, a true minus, a thin space from 10 000 on, powers of
 * ten only below 10^-3, the decimal mark of the user's language, an error in brackets. Files and JSON never come here:
 * they use the C locale. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define VT_MINUS "\342\210\222"       /* U+2212 */
#define VT_THIN_SPACE "\342\200\211"  /* U+2009 */
#define VT_TIMES "\303\227"           /* U+00D7 */
#define VT_DASH_NONE "\342\200\224"   /* U+2014: a number that is not there */

typedef enum
{
  VT_NUMBER_MARKUP = 0,       /* a power of ten as Pango <sup> */
  VT_NUMBER_PLAIN = 1 << 0,   /* a power of ten as 10^-3, for accessible text */
  VT_NUMBER_SIGNED = 1 << 1,  /* a plus before positive numbers */
  VT_NUMBER_TRIM = 1 << 2,    /* no zeros at the end of decimals */
} VtNumberFlags;

/* The decimal mark of the user's language, "." or ",". Never NULL. */
const char *vt_decimal_mark (void);

/* @value with @digits significant digits, as Pango markup; digits before the decimal mark are never rounded away.
 * "—" for anything that is not finite. */
char *vt_format_number (double value, guint digits);

/* The same with the decimal mark given (NULL: the user's) and @flags. */
char *vt_format_number_with (double value, guint digits, const char *mark, VtNumberFlags flags);

/* @value with exactly @decimals decimals (nu: three). */
char *vt_format_fixed (double value, guint decimals, const char *mark, VtNumberFlags flags);

/* 0.4545(15): the error in units of the last digit shown, with two digits where it begins with 1, 2 or 3 (up to 354, as
 * the Particle Data Group rounds) and one else. Without a positive finite error, as vt_format_number with 3 digits. */
char *vt_format_with_error (double value, double error);
char *vt_format_with_error_with (double value, double error, const char *mark, VtNumberFlags flags);

/* 10 to the @exponent: "10<sup>-3</sup>" with a true minus, or "10^-3" in plain. */
char *vt_format_power_of_ten (int exponent, VtNumberFlags flags);

/* Markup as a reader says it: tags dropped, "<sup>" as "^", "<sub>" as "_", entities resolved. */
char *vt_markup_to_plain (const char *markup);

G_END_DECLS
