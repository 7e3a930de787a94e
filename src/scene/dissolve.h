/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One picture fading over another. */
#pragma once

#include <cairo.h>

/* Lays @over, so much of it as @opacity says (0 ... 1), over @picture. Both are image surfaces of the same format; nothing
 * happens where their sizes differ. @over may be drawn from by another thread at the same time. */
void vt_dissolve (cairo_surface_t *picture, cairo_surface_t *over, double opacity);
