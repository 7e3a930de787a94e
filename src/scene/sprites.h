/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shaded spheres as small pictures, made once and stamped many times.
 *
 * A sprite is made for a colour, a step of depth fading, a step of opacity, a bucket of radius and a fraction of a
 * pixel that its centre is off the grid (so that a slow turn glides instead of jumping from pixel to pixel). The
 * shading is a radial gradient with the highlight at (0.38, 0.34) of the diameter and a thin dark rim. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A picture in memory as cairo's ARGB32: native-endian 0xAARRGGBB, premultiplied. */
typedef struct
{
  guint32 *pixels;
  int width, height;
  int stride;        /* pixels from one row to the next */
} VtCanvas;

typedef struct _VtSprites VtSprites;

#define VT_FADE_STEPS 14
#define VT_FADE_FULL 0.62  /* part of the stage's colour at the farthest step */
#define VT_ALPHA_STEPS 32

typedef struct
{
  guint32 colour;    /* 0xRRGGBB */
  guint8 fade;       /* 0 ... VT_FADE_STEPS - 1 */
  guint8 alpha;      /* 1 ... VT_ALPHA_STEPS */
} VtPaint;

VtSprites *vt_sprites_new (void);
void vt_sprites_free (VtSprites *sprites);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtSprites, vt_sprites_free)

/* The colour far spheres fade to, and the style of shading. A change empties the store. */
void vt_sprites_set_ground (VtSprites *sprites, guint32 stage, gboolean dark);

/* Stamps a sphere of @radius pixels with its centre at x, y; clips to the canvas. Radii below a third of a pixel are
 * drawn as that. */
void vt_sprites_stamp (VtSprites *sprites, const VtCanvas *canvas, float x, float y, float radius, VtPaint paint);

/* The same in two steps, so that several threads can stamp: which sprite goes where (size pixels from left, top), and
 * stamping it on the rows of a canvas that begin at @first_row of the whole. */
typedef struct
{
  gconstpointer sprite; /* NULL: nothing of it is on the picture */
  int left, top, size;
} VtStamp;

/* FALSE when the store is full and not @force: then stamp what is prepared, vt_sprites_clear and prepare again. */
gboolean vt_sprites_prepare (VtSprites *sprites, int width, int height, float x, float y, float radius, VtPaint paint,
                             gboolean force, VtStamp *stamp);
void vt_stamp_paint (const VtStamp *stamp, const VtCanvas *canvas, int first_row);

/* All stamps prepared so far become void. */
void vt_sprites_clear (VtSprites *sprites);

/* Bytes the store holds now; never more than about 32 MB unless forced. */
gsize vt_sprites_bytes (const VtSprites *sprites);

/* The fill of a sphere at the fraction @t of its gradient (0 highlight ... 1 far rim), fade not applied. */
guint32 vt_sphere_shade (guint32 colour, double t, gboolean dark);

G_END_DECLS
