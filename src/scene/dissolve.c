/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene/dissolve.h"

#include <glib.h>
#include <math.h>

#define STEPS 256

static gboolean
is_alike (cairo_surface_t *a, cairo_surface_t *b)
{
  return cairo_image_surface_get_width (a) == cairo_image_surface_get_width (b)
         && cairo_image_surface_get_height (a) == cairo_image_surface_get_height (b)
         && cairo_image_surface_get_stride (a) == cairo_image_surface_get_stride (b);
}

/* Bytes are mixed here: cairo does not promise that two threads may draw from one surface. */
void
vt_dissolve (cairo_surface_t *picture, cairo_surface_t *over, double opacity)
{
  const int part = (int) lround (STEPS * CLAMP (opacity, 0, 1));

  if (!is_alike (picture, over))
    return;
  cairo_surface_flush (picture);

  guchar *to = cairo_image_surface_get_data (picture);
  const guchar *from = cairo_image_surface_get_data (over);
  const gsize size = (gsize) cairo_image_surface_get_stride (picture) * (gsize) cairo_image_surface_get_height (picture);

  for (gsize k = 0; k < size; k++)
    to[k] = (guchar) ((to[k] * (STEPS - part) + from[k] * part + STEPS / 2) / STEPS);
  cairo_surface_mark_dirty (picture);
}
