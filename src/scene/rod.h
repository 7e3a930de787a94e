/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shaded rods with round ends, painted pixel by pixel on a canvas. */
#pragma once

#include "scene/sprites.h"

G_BEGIN_DECLS

#define VT_ROD_SHADES 32

/* The colours across a rod: as on a sphere of the same colour, with its thin dark rim, and a halo of the background
 * that lifts it off what lies behind. */
typedef struct
{
  guint32 shade[VT_ROD_SHADES + 1]; /* from the highlight outwards */
  guint32 rim, halo;
} VtRodPaint;

/* @fade: part of @stage in the colour. */
void vt_rod_paint_init (VtRodPaint *paint, guint32 colour, guint32 stage, double fade, gboolean dark);

typedef struct
{
  float from[2], to[2]; /* pixels: the ends of the axis */
  float radius[2];      /* pixels, at either end */
  float alpha[2];       /* 0 ... 1, at either end */
} VtRod;

/* Paints the part of @rod between @begin and @end (fractions of its length, 0 and 1 with the round ends). Parts that
 * share a border share no pixel, so a rod can be painted in parts, with other things between them. @first_row: of the
 * picture, where the canvas begins. */
void vt_rod_stamp (const VtRod *rod, const VtRodPaint *paint, float begin, float end, float scale,
                   const VtCanvas *canvas, int first_row);

/* Paints a line of one colour with round ends, @width pixels wide, as cairo would, many times faster. */
void vt_rod_stamp_line (const float from[2], const float to[2], float width, guint32 rgb, float alpha,
                        const VtCanvas *canvas, int first_row);

/* How far @x, @y is from the edge of the rod, pixels, negative inside; @t: where along it. */
float vt_rod_distance (const VtRod *rod, float x, float y, float *t);

G_END_DECLS
