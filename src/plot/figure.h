/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A figure: two axes, series, marks (references, guides, regions, words), a title and its cues. It knows what is to be
 * shown and in what range; plot/render.h draws it. Not thread-safe: one thread owns a figure.
 *
 * Series and marks are known by a short id of the caller's choosing; setting one again replaces it. Texts are Pango
 * markup. Every change calls the change function, once each: a view that redraws on its frame clock loses nothing. */
#pragma once

#include "plot/axis.h"
#include "plot/series.h"
#include "plot/theme.h"

G_BEGIN_DECLS

typedef struct _VtFigure VtFigure;

/* What changed, so that a view does no more than it must. */
typedef enum
{
  VT_FIGURE_CHANGED_LOOK = 1 << 0,   /* redraw */
  VT_FIGURE_CHANGED_DATA = 1 << 1,   /* redraw, follow with the axes, new summary */
  VT_FIGURE_CHANGED_HEADER = 1 << 2, /* title, cue, note or legend */
} VtFigureChange;
typedef void (*VtFigureChanged) (VtFigure *figure, VtFigureChange change, gpointer data);

VtFigure *vt_figure_new (const char *title);
void vt_figure_free (VtFigure *figure);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtFigure, vt_figure_free)
void vt_figure_set_changed_func (VtFigure *figure, VtFigureChanged changed, gpointer data);

/* The title says what it is, in plain text, never the symbol alone; NULL for a figure without a header. */
void vt_figure_set_title (VtFigure *figure, const char *title);
const char *vt_figure_get_title (const VtFigure *figure);

/* A dim line at the right of the title, markup: "exact", "lowest 60", "click one to see it swing". NULL: none. */
void vt_figure_set_note (VtFigure *figure, const char *note);
const char *vt_figure_get_note (const VtFigure *figure);

/* While data arrive: the word beside the breathing dot ("live", "melting"). NULL: no data arrive. Axes of a live
 * figure grow in nice steps; of another one they fit the data. */
void vt_figure_set_live (VtFigure *figure, const char *cue);
const char *vt_figure_get_live (const VtFigure *figure);

/* The one dim line shown while no series has a point: when data will come. */
void vt_figure_set_empty_text (VtFigure *figure, const char *text);
const char *vt_figure_get_empty_text (const VtFigure *figure);

void vt_figure_set_axis (VtFigure *figure, VtDirection direction, const VtAxisStyle *style);
/* Tells one axis in other units than those of the data; NULL: in those. */
void vt_figure_set_units (VtFigure *figure, VtDirection direction, const VtUnits *units);
VtAxis *vt_figure_get_axis (VtFigure *figure, VtDirection direction);

/* --- series --- */

/* Adds a series, or changes the style of the one with this id (its data and visibility stay). */
void vt_figure_set_series (VtFigure *figure, const char *id, const VtSeriesStyle *style);
/* Copies the points; an unknown id is added with a plain style first. The same numbers again are no change. */
void vt_figure_set_data (VtFigure *figure, const char *id, guint n, const double *x, const double *y,
                         const double *error);
void vt_figure_remove_series (VtFigure *figure, const char *id);
void vt_figure_clear_data (VtFigure *figure);
void vt_figure_set_series_visible (VtFigure *figure, const char *id, gboolean visible);
guint vt_figure_get_n_series (const VtFigure *figure);
const VtSeries *vt_figure_get_series (const VtFigure *figure, guint index);
/* -1 when there is none of that id. */
int vt_figure_find_series (const VtFigure *figure, const char *id);
/* The colour of series @index, with DEFAULT resolved. */
VtColour vt_figure_series_colour (const VtFigure *figure, guint index);
/* How many entries a legend would have: labelled series, but none when there is only one. */
guint vt_figure_n_legend_entries (const VtFigure *figure);
/* TRUE when at least one series, switched on or off, has a point with a place on the axes. */
gboolean vt_figure_has_points (const VtFigure *figure);

/* The chosen point, drawn with a ring and a stem to the axis; NULL: none. */
void vt_figure_select_point (VtFigure *figure, const char *id, guint point);
gboolean vt_figure_get_selected (const VtFigure *figure, guint *series, guint *point);

/* Points that arrive one by one: while the figure is live, those of a POINTS series that were not there before drop into
 * their places. Begins that anew where there are such points (FALSE: there are none); a view then tells how far they have
 * come, 0 ... 1. */
gboolean vt_figure_begin_arrival (VtFigure *figure);
void vt_figure_set_arrival (VtFigure *figure, double arrival);
double vt_figure_get_arrival (const VtFigure *figure);

/* --- marks --- */

typedef enum
{
  VT_MARK_VERTICAL,   /* dotted reference at @x0 over the full height; the label at the top beside it */
  VT_MARK_HORIZONTAL, /* dotted reference at @y0, from @x0 to @x1 where these are not both 0 */
  VT_MARK_GOAL,       /* as HORIZONTAL, dashed in the colour of a thing done, the label before its start */
  VT_MARK_POWER_LAW,  /* dashed y = y0 (x/x0)^exponent for x from x0 to x1, its law beside it */
  VT_MARK_REGION,     /* shaded from x0 to x1, the label in a corner of it (bottom left) */
  VT_MARK_TEXT,       /* dim words at @x0, @y0 (axis values), or in a corner */
  VT_MARK_KEY,        /* at @y0 of the height, at the right: the backdrops that have a label, dim words above them */
} VtMarkKind;

typedef enum
{
  VT_CORNER_NONE, /* at x0, y0 */
  VT_CORNER_TOP_LEFT,
  VT_CORNER_TOP_RIGHT,
  VT_CORNER_BOTTOM_LEFT,
  VT_CORNER_BOTTOM_RIGHT,
} VtCorner;

typedef struct
{
  VtMarkKind kind;
  const char *label;  /* markup or NULL */
  double x0, x1, y0;  /* axis values; infinite x0 or x1: to the edge */
  double exponent;
  VtCorner corner;
  VtColour colour;
  gboolean bare;      /* REGION: words only, no shade */
} VtMark;

/* Adds or replaces the mark @id; NULL removes it. */
void vt_figure_set_mark (VtFigure *figure, const char *id, const VtMark *mark);
guint vt_figure_get_n_marks (const VtFigure *figure);
const VtMark *vt_figure_get_mark (const VtFigure *figure, guint index);

/* --- ranges --- */

/* Moves the axes on to @now (us, monotonic); see plot/range.h for the rules and what is returned. */
gint64 vt_figure_update_ranges (VtFigure *figure, gint64 now, VtRangeFlags flags);

/* --- words --- */

/* A line a caller adds on top of the read-out of a point, markup ("Mode 4"); NULL: none. */
typedef char *(*VtDescribePoint) (const char *series_id, guint point, gpointer data);
void vt_figure_set_describe_func (VtFigure *figure, VtDescribePoint describe, gpointer data);

/* The same for a line below the others: what else is known there. */
void vt_figure_set_remark_func (VtFigure *figure, VtDescribePoint remark, gpointer data);

/* The read-out of a point: @lines receives up to four lines of markup (NULL where there is none): what the caller
 * adds on top, the horizontal value, the vertical value with two standard errors, what the caller adds below. Free each
 * with g_free. */
#define VT_READOUT_LINES 4
#define VT_READOUT_VALUE 2 /* the line with the vertical value */
void vt_figure_readout (const VtFigure *figure, guint series, guint point, char *lines[VT_READOUT_LINES]);
/* The same in one plain line, for a screen reader. */
char *vt_figure_readout_plain (const VtFigure *figure, guint series, guint point);

/* One plain sentence a series, or the empty text: "g(r): 500 points, r from 0 to 5 λ, highest 10.6 at r = 1.18." */
char *vt_figure_summary (const VtFigure *figure);

G_END_DECLS
