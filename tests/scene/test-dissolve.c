/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene/dissolve.h"

#include <glib.h>

static cairo_surface_t *
plain (int width, int height, guchar value)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  guchar *data = cairo_image_surface_get_data (surface);

  for (int k = 0; k < cairo_image_surface_get_stride (surface) * height; k++)
    data[k] = value;
  cairo_surface_mark_dirty (surface);
  return surface;
}

/* The byte in the last row, so that no row is forgotten. */
static guchar
last_byte (cairo_surface_t *surface)
{
  int stride = cairo_image_surface_get_stride (surface), height = cairo_image_surface_get_height (surface);

  return cairo_image_surface_get_data (surface)[stride * height - 1];
}

static void
assert_mix (guchar below, guchar above, double opacity, guchar expected)
{
  cairo_surface_t *picture = plain (7, 5, below), *over = plain (7, 5, above);

  vt_dissolve (picture, over, opacity);
  g_assert_cmpuint (cairo_image_surface_get_data (picture)[0], ==, expected);
  g_assert_cmpuint (last_byte (picture), ==, expected);
  g_assert_cmpuint (last_byte (over), ==, above);
  cairo_surface_destroy (picture);
  cairo_surface_destroy (over);
}

static void
test_mix (void)
{
  assert_mix (10, 250, 0, 10);
  assert_mix (10, 250, 1, 250);
  assert_mix (10, 250, 7, 250);
  assert_mix (10, 250, 0.5, 130);
  assert_mix (250, 10, 0.25, 190);
  assert_mix (255, 255, 0.3, 255);
}

static void
test_other_size (void)
{
  cairo_surface_t *picture = plain (7, 5, 10), *over = plain (7, 6, 250);

  vt_dissolve (picture, over, 1);
  g_assert_cmpuint (last_byte (picture), ==, 10);
  cairo_surface_destroy (picture);
  cairo_surface_destroy (over);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dissolve/mix", test_mix);
  g_test_add_func ("/dissolve/other-size", test_other_size);
  return g_test_run ();
}
