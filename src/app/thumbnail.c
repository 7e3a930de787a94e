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

static GdkPaintable *
paint (const VtSample *sample, gboolean dark)
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

typedef struct
{
  VtSample *sample;
  gboolean dark;
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  vt_sample_unref (order->sample);
  g_free (order);
}

static void
paint_in_thread (GTask *task, gpointer owner, gpointer data, GCancellable *cancellable)
{
  const Order *order = data;

  if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, paint (order->sample, order->dark), g_object_unref);
}

void
vt_thumbnail_paint (gpointer owner, const VtSample *sample, gboolean dark, GCancellable *cancellable,
                    GAsyncReadyCallback callback)
{
  g_autoptr (GTask) task = g_task_new (owner, cancellable, callback, NULL);
  Order *order = g_new (Order, 1);

  *order = (Order) { vt_sample_ref (sample), dark };
  g_task_set_task_data (task, order, order_free);
  g_task_run_in_thread (task, paint_in_thread);
}

GdkPaintable *
vt_thumbnail_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
