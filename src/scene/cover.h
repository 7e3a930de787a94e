/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which spheres are wholly hidden by opaque ones in front, found from the front on a grid coarser than the pixels: most
 * of a glass is, and need not be painted. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _VtCover VtCover;

VtCover *vt_cover_new (void);
void vt_cover_free (VtCover *cover);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtCover, vt_cover_free)

/* An empty picture of @width x @height pixels. */
void vt_cover_reset (VtCover *cover, int width, int height);

/* TRUE when every pixel that a sphere at x, y of @radius could touch is covered or outside the picture. */
gboolean vt_cover_hides (const VtCover *cover, float x, float y, float radius);

/* Covers what lies surely inside an opaque sphere. */
void vt_cover_add (VtCover *cover, float x, float y, float radius);

G_END_DECLS
