/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One number of the strip: name above, number large, symbol and unit below. Says its name and number to a screen
 * reader as one ("Shear 19.5"). */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VT_TYPE_READING (vt_reading_get_type ())
G_DECLARE_FINAL_TYPE (VtReading, vt_reading, VT, READING, GtkWidget)

/* Properties, all set in .ui files: "name-markup" ("Shear"), "symbol" ("<i>G</i>"), "unit" (markup of the line
 * below: "<i>G</i> (<i>ε</i> <i>λ</i><sup>−3</sup>)"), "spoken-name" (where it is not the text of the name). */

/* @value: markup; NULL: "—", nothing known yet. @spoken: the same in plain words (NULL: the markup's text). */
void vt_reading_set_value (VtReading *reading, const char *value, const char *spoken);

/* Only symbol and number, for the small strip. */
void vt_reading_set_compact (VtReading *reading, gboolean compact);

G_END_DECLS
