/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures in memory for the screen, used again once GTK has let go of them.
 *
 * GTK 4.8 draws a memory texture with its cairo renderer by way of floating point, 3 ms for a picture of 800 x 800: there
 * the cairo surface itself is handed on, and only other renderers get a texture of its pixels. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _VtFramePool VtFramePool;

VtFramePool *vt_frame_pool_new (void);
void vt_frame_pool_free (VtFramePool *pool);

/* An image surface of @width x @height device pixels for @widget that nobody else uses, its contents of no meaning; to
 * be filled wholly, then left alone. RGB24 where cairo draws, which then copies instead of blending, else ARGB32.
 * cairo_surface_destroy. */
cairo_surface_t *vt_frame_pool_take (VtFramePool *pool, GtkWidget *widget, int width, int height, int scale);

/* Shows @frame, from the pool, at the size it has at its scale. */
void vt_frame_append (cairo_surface_t *frame, GtkWidget *widget, GtkSnapshot *snapshot);

G_END_DECLS
