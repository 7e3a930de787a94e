/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What drawing one series needs, gathered once. */
#pragma once

#include "plot/render-private.h"

typedef struct
{
  VtRenderer *renderer;
  VtFigure *figure;
  const VtLayout *layout;
  cairo_t *cr;
  const VtSeries *series;
  guint index;
  VtRgba colour;
  double alpha;
  double unit;
} VtPen;

typedef struct
{
  double x, y;
} VtPlace;

/* Cairo's coordinates are 24.8 fixed point: what lies further than this around the plot is cut off. */
#define VT_FAR_OUT 4000.0

VtPen vt_pen_for (VtRenderer *renderer, VtFigure *figure, const VtLayout *layout, guint series, cairo_t *cr);

VtPlace vt_pen_place (const VtPen *pen, guint point);
gboolean vt_place_is_real (VtPlace place);

/* TRUE where the point itself is in view: a marker is drawn whole there, and not at all elsewhere. */
gboolean vt_pen_in_view (const VtPen *pen, VtPlace place);

/* A coordinate that cairo can hold; @otherwise where there is none. */
double vt_pen_clamp_x (const VtPen *pen, double x);
double vt_pen_clamp_y (const VtPen *pen, double y, double otherwise);

/* Where zero lies: the foot of bars and areas. On a log axis the lower edge. */
double vt_pen_zero (const VtPen *pen);

/* Two standard errors; NAN where none is known. */
double vt_pen_error (const VtPen *pen, guint point);
/* Where the two ends of the error of a point lie. */
void vt_pen_error_ends (const VtPen *pen, guint point, double *upper, double *lower);

void vt_pen_draw_curve (const VtPen *pen);
void vt_pen_draw_backdrop (const VtPen *pen);
void vt_pen_draw_bars (const VtPen *pen);
void vt_pen_draw_error_bars (const VtPen *pen);
/* Markers at every point, or small ones where the error is told by a bar, or one at the end of a trace. */
void vt_pen_draw_points (const VtPen *pen);
void vt_pen_draw_small_points (const VtPen *pen);
void vt_pen_draw_end (const VtPen *pen);
/* Ring and stem. */
void vt_pen_draw_selected (const VtPen *pen, guint point);
