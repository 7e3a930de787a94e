/* Memory for pictures that are handed to GTK as textures: used again once GTK has let go of it. */
#pragma once

#include <cairo.h>
#include <gdk/gdk.h>

G_BEGIN_DECLS

typedef struct _VtFramePool VtFramePool;

VtFramePool *vt_frame_pool_new (void);

/* Textures may outlive the pool. */
void vt_frame_pool_unref (VtFramePool *pool);

typedef void (*VtFrameFunc) (gpointer data, cairo_surface_t *surface);

/* A texture of @width x @height pixels drawn by @draw on an ARGB32 image surface, which it must fill. */
GdkTexture *vt_frame_pool_draw (VtFramePool *pool, int width, int height, VtFrameFunc draw, gpointer data);

G_END_DECLS
