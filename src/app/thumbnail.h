/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small picture of a glass for the gallery. */
#pragma once

#include <gdk/gdk.h>
#include "sample/sample.h"

G_BEGIN_DECLS

GdkPaintable *vt_thumbnail_new (const VtSample *sample, gboolean dark);

G_END_DECLS
