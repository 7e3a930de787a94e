/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws a figure with cairo: the same code for the screen, PNG, SVG and PDF.
 *
 * A renderer holds what drawing needs besides the figure: the theme, the fonts and how many device pixels make a unit, so
 * that lines lie on whole device pixels. It remembers the room that tick labels took, for axes must not move. */
#pragma once

#include "plot/figure.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

typedef struct
{
  VtTheme theme;
  PangoContext *pango;
  double scale;   /* device pixels per unit */
  double margin;  /* widest room for tick labels so far */
} VtRenderer;

/* @like may be NULL; from a widget's context fonts, their options and language are taken over. */
VtRenderer *vt_renderer_new (PangoContext *like);
void vt_renderer_free (VtRenderer *renderer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtRenderer, vt_renderer_free)
void vt_renderer_set_fonts (VtRenderer *renderer, PangoContext *like);

/* Where things are, in units, the origin at the upper left corner of the figure. */
typedef struct
{
  double width, height;
  double header;                    /* height of the band for title and legend */
  double left, top, right, bottom;  /* of the plot itself; right > left, bottom > top */
} VtLayout;

/* Height of the band for title and legend that suits the theme: what a button needs. */
double vt_renderer_header_height (const VtRenderer *renderer);

void vt_renderer_layout (VtRenderer *renderer, VtFigure *figure, double width, double height, double header,
                         VtLayout *layout);

/* Where values lie; NAN where they have no place. */
double vt_layout_x (const VtLayout *layout, VtFigure *figure, double value);
double vt_layout_y (const VtLayout *layout, VtFigure *figure, double value);
/* Where a point of a series is drawn. One left out of the range as far (VtAxisStyle.near) stands at the right end: TRUE
 * then. */
gboolean vt_layout_point (const VtLayout *layout, VtFigure *figure, const VtSeries *series, guint point, double *x,
                          double *y);

/* All but the header band. Paints no background. */
void vt_renderer_draw (VtRenderer *renderer, VtFigure *figure, const VtLayout *layout, cairo_t *cr);
/* Title, cue, note and legend, for where no widgets stand in their place. */
void vt_renderer_draw_header (VtRenderer *renderer, VtFigure *figure, const VtLayout *layout, cairo_t *cr);
/* Hairline, snapped point and card of one point. */
void vt_renderer_draw_hover (VtRenderer *renderer, VtFigure *figure, const VtLayout *layout, guint series, guint point,
                             cairo_t *cr);

/* The swatch of a series in a legend, in a box of that size. */
#define VT_SWATCH_WIDTH 15
#define VT_SWATCH_HEIGHT 12
void vt_renderer_draw_swatch (VtRenderer *renderer, VtFigure *figure, guint series, cairo_t *cr);

/* The point nearest to a place: along curves the nearest in x, else the nearest of all; FALSE when there is none within
 * @reach units (INFINITY: any) that is in view. */
gboolean vt_figure_find_nearest (VtFigure *figure, const VtLayout *layout, double x, double y, double reach,
                                 gboolean points_only, guint *series, guint *point);

G_END_DECLS
