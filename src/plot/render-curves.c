/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Curves, what is filled under and around them. */
#include "plot/render-pen.h"

#include <math.h>

#define BAND_ALPHA 0.20
#define BACKDROP_ALPHA 0.10
#define BACKDROP_WIDTH 1.2
#define BACKDROP_LINE_ALPHA 0.7
#define FADES_FROM 0.22 /* of the height of the plot */
#define FADED_AT 0.4
#define AREA_ALPHA 0.16
#define CURVE_WIDTH 2.2
#define TRACE_WIDTH 1.3
#define OLD_WIDTH 1.2

static gboolean
in_box (VtPlace p, const VtLayout *layout)
{
  return p.x >= layout->left - VT_FAR_OUT && p.x <= layout->right + VT_FAR_OUT && p.y >= layout->top - VT_FAR_OUT
         && p.y <= layout->bottom + VT_FAR_OUT;
}

/* One boundary of Liang and Barsky's clipping: @p is the direction, @q the distance to the boundary. */
static gboolean
clip_against (double p, double q, double *t0, double *t1)
{
  double t;

  if (p == 0)
    return q >= 0;
  t = q / p;
  if (p < 0)
    *t0 = MAX (*t0, t);
  else
    *t1 = MIN (*t1, t);
  return *t0 <= *t1;
}

/* Cuts a segment to the box around the plot; FALSE when nothing is left of it. */
static gboolean
clip_segment (VtPlace *a, VtPlace *b, const VtLayout *layout)
{
  double dx = b->x - a->x, dy = b->y - a->y, t0 = 0, t1 = 1;
  VtPlace start = *a;

  if (!clip_against (-dx, a->x - (layout->left - VT_FAR_OUT), &t0, &t1)
      || !clip_against (dx, layout->right + VT_FAR_OUT - a->x, &t0, &t1)
      || !clip_against (-dy, a->y - (layout->top - VT_FAR_OUT), &t0, &t1)
      || !clip_against (dy, layout->bottom + VT_FAR_OUT - a->y, &t0, &t1))
    return FALSE;
  a->x = start.x + t0 * dx;
  a->y = start.y + t0 * dy;
  b->x = start.x + t1 * dx;
  b->y = start.y + t1 * dy;
  return TRUE;
}

static void
extend_path (const VtPen *pen, VtPlace from, VtPlace to, gboolean *begun)
{
  gboolean whole = in_box (from, pen->layout) && in_box (to, pen->layout);

  if (!whole && !clip_segment (&from, &to, pen->layout))
    {
      *begun = FALSE;
      return;
    }
  if (!*begun)
    cairo_move_to (pen->cr, from.x, from.y);
  cairo_line_to (pen->cr, to.x, to.y);
  *begun = whole;
}

/* The points from one before what is in view to one after it. */
static void
range_in_view (const VtPen *pen, guint *first, guint *end)
{
  const VtAxis *x = vt_figure_get_axis (pen->figure, VT_AXIS_X);
  const VtSeries *series = pen->series;

  *first = 0;
  *end = series->n;
  if (!series->ascending || series->n == 0)
    return;
  *first = vt_series_bisect (series, vt_axis_to_value (x, x->low));
  *end = vt_series_bisect (series, vt_axis_to_value (x, x->high));
  *first = *first > 0 ? *first - 1 : 0;
  *end = MIN (*end + 2, series->n);
}

static void
path_every_point (const VtPen *pen, guint first, guint end)
{
  VtPlace last = { NAN, NAN };
  gboolean begun = FALSE;

  for (guint i = first; i < end; i++)
    {
      VtPlace p = vt_pen_place (pen, i);

      if (vt_place_is_real (p) && vt_place_is_real (last))
        extend_path (pen, last, p, &begun);
      else
        begun = FALSE;
      last = p;
    }
}

/* Of many points in one column of device pixels only the first, the lowest, the highest and the last can be seen. */
typedef struct
{
  double column;
  VtPlace first, low, high, last;
  gboolean any;
} Column;

static void
flush_column (const VtPen *pen, Column *column, VtPlace *last, gboolean *begun)
{
  VtPlace order[4] = { column->first, column->low, column->high, column->last };

  if (!column->any)
    return;
  if (column->low.x > column->high.x)
    {
      order[1] = column->high;
      order[2] = column->low;
    }
  for (int i = 0; i < 4; i++)
    {
      if (vt_place_is_real (*last) && (order[i].x != last->x || order[i].y != last->y))
        extend_path (pen, *last, order[i], begun);
      *last = order[i];
    }
  column->any = FALSE;
}

static void
path_thinned (const VtPen *pen, guint first, guint end)
{
  Column column = { 0 };
  VtPlace last = { NAN, NAN };
  gboolean begun = FALSE;

  for (guint i = first; i < end; i++)
    {
      VtPlace p = vt_pen_place (pen, i);
      double number = floor (p.x * pen->renderer->scale);

      if (!vt_place_is_real (p))
        {
          flush_column (pen, &column, &last, &begun);
          last = p;
          begun = FALSE;
          continue;
        }
      if (column.any && number != column.column)
        flush_column (pen, &column, &last, &begun);
      if (!column.any)
        column = (Column) { number, p, p, p, p, TRUE };
      if (p.y < column.low.y)
        column.low = p;
      if (p.y > column.high.y)
        column.high = p;
      column.last = p;
    }
  flush_column (pen, &column, &last, &begun);
}

static void
path_curve (const VtPen *pen)
{
  double columns = (pen->layout->right - pen->layout->left) * pen->renderer->scale;
  guint first, end;

  range_in_view (pen, &first, &end);
  if (pen->series->ascending && end - first > 3 * columns)
    path_thinned (pen, first, end);
  else
    path_every_point (pen, first, end);
}

static double
line_width_of (const VtPen *pen)
{
  const VtSeriesStyle *style = &pen->series->style;
  double width = style->width;

  if (width <= 0)
    width = style->kind == VT_SERIES_TRACE                          ? TRACE_WIDTH
            : vt_figure_series_colour (pen->figure, pen->index) == VT_COLOUR_OLD ? OLD_WIDTH
                                                                    : CURVE_WIDTH;
  return (width + pen->renderer->theme.extra_width) * pen->unit;
}

/* Sets the line of the series: width, colour, dash. Dots of a dash are square, joins of a solid line round. */
static void
set_line (const VtPen *pen)
{
  const VtSeriesStyle *style = &pen->series->style;
  int n = 0;
  const double *dash = vt_colour_dash (vt_figure_series_colour (pen->figure, pen->index), &n);

  if (style->solid || style->kind == VT_SERIES_TRACE)
    n = 0;
  vt_renderer_set_dash (pen->renderer, pen->cr, dash, n);
  cairo_set_line_cap (pen->cr, n > 0 ? CAIRO_LINE_CAP_BUTT : CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (pen->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (pen->cr, line_width_of (pen));
  vt_rgba_set_source (pen->cr, pen->colour, pen->alpha);
}

/* Fills between two ends of every point, run by run of points that have a place. */
typedef void (*Ends) (const VtPen *pen, guint i, double *upper, double *lower);

static void
fill_run (const VtPen *pen, guint first, guint end, Ends ends)
{
  double upper, lower;

  for (guint i = first; i < end; i++)
    {
      ends (pen, i, &upper, &lower);
      cairo_line_to (pen->cr, vt_pen_clamp_x (pen, vt_pen_place (pen, i).x), upper);
    }
  for (guint i = end; i > first; i--)
    {
      ends (pen, i - 1, &upper, &lower);
      cairo_line_to (pen->cr, vt_pen_clamp_x (pen, vt_pen_place (pen, i - 1).x), lower);
    }
  cairo_close_path (pen->cr);
}

static void
fill_between (const VtPen *pen, Ends ends)
{
  guint first, end, start;

  range_in_view (pen, &first, &end);
  cairo_new_path (pen->cr);
  for (start = first; start < end;)
    {
      guint stop = start;

      while (stop < end && isfinite (vt_pen_place (pen, stop).x) && isfinite (pen->series->y[stop]))
        stop++;
      if (stop - start > 1)
        {
          cairo_new_sub_path (pen->cr);
          fill_run (pen, start, stop, ends);
        }
      start = MAX (stop, start + 1);
    }
  cairo_fill (pen->cr);
}

static void
area_ends (const VtPen *pen, guint i, double *upper, double *lower)
{
  *upper = vt_pen_clamp_y (pen, vt_pen_place (pen, i).y, pen->layout->bottom);
  *lower = vt_pen_zero (pen);
}

static void
backdrop_ends (const VtPen *pen, guint i, double *upper, double *lower)
{
  double height = CLAMP (pen->series->y[i], 0, 1) * (pen->layout->bottom - pen->layout->top);

  *upper = pen->layout->bottom - height;
  *lower = pen->layout->bottom;
}

void
vt_pen_draw_curve (const VtPen *pen)
{
  const VtSeries *series = pen->series;

  if (series->style.kind == VT_SERIES_AREA)
    {
      vt_rgba_set_source (pen->cr, pen->colour, AREA_ALPHA * pen->alpha);
      fill_between (pen, area_ends);
    }
  if (series->error != NULL && series->style.error_style == VT_ERROR_BAND)
    {
      vt_rgba_set_source (pen->cr, pen->colour, BAND_ALPHA * pen->alpha);
      fill_between (pen, vt_pen_error_ends);
    }
  set_line (pen);
  path_curve (pen);
  cairo_stroke (pen->cr);
  cairo_set_dash (pen->cr, NULL, 0, 0);
}

/* From the foot of the plot upward, and away before a high peak comes into the way of what is told above. */
static void
set_fading_source (const VtPen *pen, double alpha)
{
  const VtLayout *layout = pen->layout;
  double height = layout->bottom - layout->top;
  cairo_pattern_t *fade = cairo_pattern_create_linear (0, layout->bottom, 0, layout->bottom - FADED_AT * height);

  cairo_pattern_add_color_stop_rgba (fade, FADES_FROM / FADED_AT, pen->colour.red, pen->colour.green, pen->colour.blue,
                                     alpha);
  cairo_pattern_add_color_stop_rgba (fade, 1, pen->colour.red, pen->colour.green, pen->colour.blue, 0);
  cairo_set_source (pen->cr, fade);
  cairo_pattern_destroy (fade);
}

/* The line on a backdrop; none where there is nothing. */
static void
outline_backdrop (const VtPen *pen)
{
  const VtLayout *layout = pen->layout;
  const double *y = pen->series->y, *dash;
  guint first, end;
  int n = 0;

  dash = vt_colour_dash (pen->series->style.colour, &n);
  range_in_view (pen, &first, &end);
  for (guint i = first; i < end; i++)
    {
      double at = layout->bottom - y[i] * (layout->bottom - layout->top);

      if (y[i] > 0 || (i > first && y[i - 1] > 0))
        cairo_line_to (pen->cr, vt_pen_clamp_x (pen, vt_pen_place (pen, i).x), vt_pen_clamp_y (pen, at, layout->bottom));
      else
        cairo_new_sub_path (pen->cr);
    }
  vt_renderer_set_dash (pen->renderer, pen->cr, dash, n);
  cairo_set_line_width (pen->cr, (BACKDROP_WIDTH + pen->renderer->theme.extra_width) * pen->unit);
  set_fading_source (pen, BACKDROP_LINE_ALPHA);
  cairo_stroke (pen->cr);
  cairo_set_dash (pen->cr, NULL, 0, 0);
}

void
vt_pen_draw_backdrop (const VtPen *pen)
{
  VtColour colour = pen->series->style.colour;

  if (colour == VT_COLOUR_DEFAULT || colour == VT_COLOUR_TEXT)
    {
      vt_rgba_set_source (pen->cr, pen->renderer->theme.colours[VT_COLOUR_TEXT], BACKDROP_ALPHA);
      fill_between (pen, backdrop_ends);
      return;
    }
  set_fading_source (pen, BACKDROP_ALPHA);
  fill_between (pen, backdrop_ends);
  outline_backdrop (pen);
}
