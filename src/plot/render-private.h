/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "plot/render.h"

typedef enum
{
  VT_TEXT_PLAIN = 0,
  VT_TEXT_BOLD = 1 << 0,
} VtTextFlags;

/* A layout of one or more lines of markup at @size px. */
PangoLayout *vt_renderer_text (VtRenderer *renderer, const char *markup, double size, VtTextFlags flags);
double vt_text_width (PangoLayout *text);

/* Puts @markup on a baseline; @align 0, 0.5, 1: @x is its left end, middle, right end. Returns its width. */
double vt_renderer_put (VtRenderer *renderer, cairo_t *cr, const char *markup, double x, double baseline, double align,
                        double size, VtTextFlags flags, VtRgba colour);

/* The nearest place where a line of @width units covers whole device pixels. */
double vt_renderer_snap (const VtRenderer *renderer, double position, double width);

/* Lengths of the rules are for 12 px type; these scale them with type and with the theme. */
double vt_renderer_em (const VtRenderer *renderer);
double vt_renderer_unit (const VtRenderer *renderer);

VtRgba vt_renderer_series_colour (const VtRenderer *renderer, const VtFigure *figure, guint series);
void vt_renderer_set_dash (const VtRenderer *renderer, cairo_t *cr, const double *lengths, int n);
void vt_renderer_marker (const VtRenderer *renderer, cairo_t *cr, VtMarker marker, double x, double y, double radius);

/* To the plot; markers alone may reach over it. */
void vt_renderer_clip (const VtRenderer *renderer, const VtLayout *layout, cairo_t *cr);

/* Series under and over the marks. */
void vt_renderer_draw_backdrops (VtRenderer *renderer, VtFigure *figure, const VtLayout *layout, cairo_t *cr);
void vt_renderer_draw_series (VtRenderer *renderer, VtFigure *figure, const VtLayout *layout, cairo_t *cr);
/* Regions lie under the grid, everything else over it, words over the curves. */
void vt_renderer_draw_regions (VtRenderer *renderer, VtFigure *figure, const VtLayout *layout, cairo_t *cr);
void vt_renderer_draw_guides (VtRenderer *renderer, VtFigure *figure, const VtLayout *layout, cairo_t *cr);
void vt_renderer_draw_words (VtRenderer *renderer, VtFigure *figure, const VtLayout *layout, cairo_t *cr);
void vt_renderer_draw_key (VtRenderer *renderer, VtFigure *figure, const VtLayout *layout, const VtMark *mark, cairo_t *cr);

typedef struct
{
  double left, top, right, bottom;
} VtBox;

/* Inside the plot, and no curve runs through it. */
gboolean vt_box_is_free (VtFigure *figure, const VtLayout *layout, const VtBox *box);

/* Words in the plot, with a halo that keeps curves away. */
#define VT_CAPTION_SIZE 12.0
#define VT_WORD_MARGIN 8.0
void vt_renderer_put_word (VtRenderer *renderer, cairo_t *cr, const char *label, double x, double baseline, double align,
                           VtRgba colour);
