/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared by the files of the scene only. */
#pragma once

#include "scene/cover.h"
#include "scene/scene.h"
#include "scene/sprites.h"
#include "scene/tracks.h"

G_BEGIN_DECLS

/* A sphere ready to be stamped. */
typedef struct
{
  float x, y, radius;
  VtPaint paint;
} VtDot;

struct _VtScene
{
  VtSample *sample, *before;
  float *mode;             /* 3n, the largest of length 1; NULL: none */
  float *motion;           /* n: q = |u| / max |u| */
  VtTracks tracks;
  VtSprites *sprites;
  VtCover *cover;
  VtDot *dots;             /* room for n spheres ... */
  float *depths;           /* ... and n arrows */
  guint32 *particles;      /* which particle a dot or arrow belongs to */
  guint32 *order, *scratch;
  guint room;
};

/* How a particle of motion q is drawn in a mode (STYLE, Spheres). */
float vt_mode_radius (float q);  /* factor */
float vt_mode_alpha (float q);
gboolean vt_mode_is_still (float q);
#define VT_ARROW_THRESHOLD 0.33f

float vt_species_radius (guint8 species); /* lambda */

/* Folds x + shift into the box and counts it from the centre. */
static inline float
vt_fold (double x, double shift, double edge)
{
  double s = (x + shift) / edge;

  return (float) ((s - __builtin_floor (s) - 0.5) * edge);
}

/* One picture in the making. */
typedef struct
{
  VtScene *scene;
  const VtLook *look;
  VtProjection projection; /* device pixels */
  double scale;            /* device pixels per pixel */
  cairo_t *cr;
} VtPainter;

/* Lines, with cairo, on what is painted so far. */
void vt_painter_outline (const VtPainter *painter, gboolean far);
void vt_painter_slice (const VtPainter *painter);

/* The track of followed particle @k, whose newest point is drawn at @head, lambda from the centre. */
void vt_painter_track (const VtPainter *painter, guint k, const float head[3]);

/* @tail, @tip: lambda from the centre. */
void vt_painter_arrow (const VtPainter *painter, const float tail[3], const float tip[3], float q);

/* The sign of the eye's side along the axis of the slice: +1 or -1. */
float vt_painter_slice_side (const VtPainter *painter);

G_END_DECLS
