/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Colours of the glass: sRGB triplets as 0xRRGGBB, and the displacement map "ember". */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* a + t (b - a), channel by channel in sRGB; t in 0 ... 1. */
guint32 vt_rgb_mix (guint32 a, guint32 b, double t);

/* OKLab lightness of an sRGB colour, 0 (black) ... 1 (white). */
double vt_rgb_lightness (guint32 rgb);

/* The map itself at t in 0 ... 1 (clamped), dark to light, linear in OKLab between its nine stops. */
guint32 vt_ember (double t);

/* The colour of a particle whose displacement is the fraction q of the largest. More motion is further from the
 * background: the light style runs the map backwards. Uses 0.08 ... 1 of the map. */
guint32 vt_ember_displacement (double q, gboolean dark);

/* The same for a number, linear: @t from 0 (low) to 1 (high). */
guint32 vt_ember_value (double t, gboolean dark);

G_END_DECLS
