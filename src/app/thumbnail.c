/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/thumbnail.h"
#include "scene/scene.h"

#define SIZE 144 /* px, twice what is shown */
#define GROUND_LIGHT 0xf1f1f5
#define GROUND_DARK 0x29292d

/* Cairo's ARGB32 is premultiplied and native-endian, as is GDK's default format. */
static GdkPaintable *
texture_of (cairo_surface_t *surface)
{
  int stride = cairo_image_surface_get_stride (surface), height = cairo_image_surface_get_height (surface);
  g_autoptr (GBytes) bytes = NULL;

  cairo_surface_flush (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface), (gsize) stride * height);
  return GDK_PAINTABLE (gdk_memory_texture_new (cairo_image_surface_get_width (surface), height,
                                                GDK_MEMORY_DEFAULT, bytes, stride));
}

GdkPaintable *
vt_thumbnail_new (const VtSample *sample, gboolean dark)
{
  g_autoptr (VtScene) scene = vt_scene_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, SIZE, SIZE);
  GdkPaintable *texture;
  VtCamera camera;
  VtLook look;

  vt_camera_init (&camera);
  camera.zoom = 1.2;
  vt_look_init (&look, dark);
  look.stage = dark ? GROUND_DARK : GROUND_LIGHT;
  look.liquid = 0;
  look.outline = FALSE;
  vt_scene_set_sample (scene, sample, 1);
  vt_scene_draw (scene, &camera, &look, surface, 2, 0, 0);
  texture = texture_of (surface);
  cairo_surface_destroy (surface);
  return texture;
}
