/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small picture of a glass for the gallery, painted on a thread of its own: a large one takes as long as a frame. */
#pragma once

#include <gdk/gdk.h>
#include "sample/sample.h"

G_BEGIN_DECLS

/* @callback is called with @owner and a result, on the main loop, also when @cancellable was cancelled meanwhile. */
void vt_thumbnail_paint (gpointer owner, const VtSample *sample, gboolean dark, GCancellable *cancellable,
                         GAsyncReadyCallback callback);

/* The picture; NULL when cancelled. */
GdkPaintable *vt_thumbnail_finish (GAsyncResult *result);

G_END_DECLS
