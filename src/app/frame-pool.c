/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/frame-pool.h"

#include <gsk/gsk.h>

#define FRAMES_MAXIMUM 5 /* shown, recorded, fading, in the making, and one to spare */

struct _VtFramePool
{
  GPtrArray *frames; /* cairo surfaces; free when only the pool holds them */
};

VtFramePool *
vt_frame_pool_new (void)
{
  VtFramePool *pool = g_new0 (VtFramePool, 1);

  pool->frames = g_ptr_array_new_with_free_func ((GDestroyNotify) cairo_surface_destroy);
  return pool;
}

void
vt_frame_pool_free (VtFramePool *pool)
{
  g_ptr_array_unref (pool->frames);
  g_free (pool);
}

static gboolean
is_drawn_by_cairo (GtkWidget *widget)
{
  GtkNative *native = gtk_widget_get_native (widget);

  return GSK_IS_CAIRO_RENDERER (native ? gtk_native_get_renderer (native) : NULL);
}

cairo_surface_t *
vt_frame_pool_take (VtFramePool *pool, GtkWidget *widget, int width, int height, int scale)
{
  cairo_format_t format = is_drawn_by_cairo (widget) ? CAIRO_FORMAT_RGB24 : CAIRO_FORMAT_ARGB32;
  cairo_surface_t *frame;

  for (guint k = 0; k < pool->frames->len; k++)
    {
      frame = g_ptr_array_index (pool->frames, k);
      if (cairo_surface_get_reference_count (frame) == 1 && cairo_image_surface_get_width (frame) == width
          && cairo_image_surface_get_height (frame) == height && cairo_image_surface_get_format (frame) == format)
        {
          cairo_surface_set_device_scale (frame, scale, scale);
          return cairo_surface_reference (frame);
        }
    }
  if (pool->frames->len >= FRAMES_MAXIMUM)
    g_ptr_array_remove_index (pool->frames, 0);
  frame = cairo_image_surface_create (format, width, height);
  cairo_surface_set_device_scale (frame, scale, scale);
  g_ptr_array_add (pool->frames, frame);
  return cairo_surface_reference (frame);
}

static void
append_surface (cairo_surface_t *frame, const graphene_rect_t *bounds, GtkSnapshot *snapshot)
{
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, bounds);

  cairo_set_source_surface (cr, frame, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
}

static void
append_texture (cairo_surface_t *frame, const graphene_rect_t *bounds, GtkSnapshot *snapshot)
{
  int stride = cairo_image_surface_get_stride (frame), height = cairo_image_surface_get_height (frame);
  g_autoptr (GBytes) bytes
    = g_bytes_new_with_free_func (cairo_image_surface_get_data (frame), (gsize) stride * height,
                                  (GDestroyNotify) cairo_surface_destroy, cairo_surface_reference (frame));
  g_autoptr (GdkTexture) texture
    = gdk_memory_texture_new (cairo_image_surface_get_width (frame), height, GDK_MEMORY_DEFAULT, bytes, stride);

  gtk_snapshot_append_texture (snapshot, texture, bounds);
}

void
vt_frame_append (cairo_surface_t *frame, GtkWidget *widget, GtkSnapshot *snapshot)
{
  double sx, sy;

  cairo_surface_get_device_scale (frame, &sx, &sy);

  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, cairo_image_surface_get_width (frame) / (float) sx,
                                               cairo_image_surface_get_height (frame) / (float) sy);

  if (is_drawn_by_cairo (widget))
    append_surface (frame, &bounds, snapshot);
  else
    append_texture (frame, &bounds, snapshot);
}
