/* Curves, bands, bars and points of a figure. */
#include "plot/render-private.h"

#include <math.h>

#define CURVE_WIDTH 2.2
#define TRACE_WIDTH 1.3
#define OLD_WIDTH 1.2
#define POINT_RADIUS 4.4
#define SMALL_POINT_RADIUS 2.6
#define END_RADIUS 4.0
#define POINT_ALPHA 0.88
#define DIMMED_ALPHA 0.55
#define FAINT_ALPHA 0.35
#define BAND_ALPHA 0.20
#define BAR_ALPHA 0.5
#define BACKDROP_ALPHA 0.10
#define AREA_ALPHA 0.16
#define STANDARD_ERRORS 2

/* Cairo's coordinates are 24.8 fixed point: what lies outside this box around the plot is cut off. */
#define FAR_OUT 4000.0

/* What drawing one series needs, gathered once. */
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
} Pen;

typedef struct
{
  double x, y;
} Point;

static Point
place (const Pen *pen, guint i)
{
  return (Point) { vt_layout_x (pen->layout, pen->figure, pen->series->x[i]),
                   vt_layout_y (pen->layout, pen->figure, pen->series->y[i]) };
}

static gboolean
has_place (Point p)
{
  return isfinite (p.x) && isfinite (p.y);
}

static gboolean
in_box (Point p, const VtLayout *layout)
{
  return p.x >= layout->left - FAR_OUT && p.x <= layout->right + FAR_OUT && p.y >= layout->top - FAR_OUT
         && p.y <= layout->bottom + FAR_OUT;
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
clip_segment (Point *a, Point *b, const VtLayout *layout)
{
  double dx = b->x - a->x, dy = b->y - a->y, t0 = 0, t1 = 1;
  Point start = *a;

  if (!clip_against (-dx, a->x - (layout->left - FAR_OUT), &t0, &t1)
      || !clip_against (dx, layout->right + FAR_OUT - a->x, &t0, &t1)
      || !clip_against (-dy, a->y - (layout->top - FAR_OUT), &t0, &t1)
      || !clip_against (dy, layout->bottom + FAR_OUT - a->y, &t0, &t1))
    return FALSE;
  a->x = start.x + t0 * dx;
  a->y = start.y + t0 * dy;
  b->x = start.x + t1 * dx;
  b->y = start.y + t1 * dy;
  return TRUE;
}

static void
extend_path (const Pen *pen, Point from, Point to, gboolean *begun)
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
range_in_view (const Pen *pen, guint *first, guint *end)
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
path_every_point (const Pen *pen, guint first, guint end)
{
  Point last = { NAN, NAN };
  gboolean begun = FALSE;

  for (guint i = first; i < end; i++)
    {
      Point p = place (pen, i);

      if (has_place (p) && has_place (last))
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
  Point first, low, high, last;
  gboolean any;
} Column;

static void
flush_column (const Pen *pen, Column *column, Point *last, gboolean *begun)
{
  Point order[4] = { column->first, column->low, column->high, column->last };

  if (!column->any)
    return;
  if (column->low.x > column->high.x)
    {
      order[1] = column->high;
      order[2] = column->low;
    }
  for (int i = 0; i < 4; i++)
    {
      if (has_place (*last) && (order[i].x != last->x || order[i].y != last->y))
        extend_path (pen, *last, order[i], begun);
      *last = order[i];
    }
  column->any = FALSE;
}

static void
path_thinned (const Pen *pen, guint first, guint end)
{
  Column column = { 0 };
  Point last = { NAN, NAN };
  gboolean begun = FALSE;

  for (guint i = first; i < end; i++)
    {
      Point p = place (pen, i);
      double number = floor (p.x * pen->renderer->scale);

      if (!has_place (p))
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
path_curve (const Pen *pen)
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
curve_width (const Pen *pen)
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
set_line (const Pen *pen)
{
  const VtSeriesStyle *style = &pen->series->style;
  int n = 0;
  const double *dash = vt_colour_dash (vt_figure_series_colour (pen->figure, pen->index), &n);

  if (style->solid || style->kind == VT_SERIES_TRACE)
    n = 0;
  vt_renderer_set_dash (pen->renderer, pen->cr, dash, n);
  cairo_set_line_cap (pen->cr, n > 0 ? CAIRO_LINE_CAP_BUTT : CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (pen->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (pen->cr, curve_width (pen));
  vt_rgba_set_source (pen->cr, pen->colour, pen->alpha);
}

static double
clamp_y (const Pen *pen, double y, double otherwise)
{
  if (!isfinite (y))
    y = otherwise;
  return CLAMP (y, pen->layout->top - FAR_OUT, pen->layout->bottom + FAR_OUT);
}

static double
clamp_x (const Pen *pen, double x)
{
  return CLAMP (x, pen->layout->left - FAR_OUT, pen->layout->right + FAR_OUT);
}

static double
error_at (const VtSeries *series, guint i)
{
  double error = series->error != NULL ? series->error[i] : NAN;

  return isfinite (error) && error > 0 ? STANDARD_ERRORS * error : NAN;
}

/* Fills between two ends of every point, run by run of points that have a place. */
typedef void (*Ends) (const Pen *pen, guint i, double *upper, double *lower);

static void
fill_run (const Pen *pen, guint first, guint end, Ends ends)
{
  double upper, lower;

  for (guint i = first; i < end; i++)
    {
      ends (pen, i, &upper, &lower);
      cairo_line_to (pen->cr, clamp_x (pen, place (pen, i).x), upper);
    }
  for (guint i = end; i > first; i--)
    {
      ends (pen, i - 1, &upper, &lower);
      cairo_line_to (pen->cr, clamp_x (pen, place (pen, i - 1).x), lower);
    }
  cairo_close_path (pen->cr);
}

static void
fill_between (const Pen *pen, Ends ends)
{
  guint first, end, start;

  range_in_view (pen, &first, &end);
  cairo_new_path (pen->cr);
  for (start = first; start < end;)
    {
      guint stop = start;

      while (stop < end && isfinite (place (pen, stop).x) && isfinite (pen->series->y[stop]))
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
band_ends (const Pen *pen, guint i, double *upper, double *lower)
{
  double y = pen->series->y[i], error = error_at (pen->series, i);

  error = isnan (error) ? 0 : error;
  *upper = clamp_y (pen, vt_layout_y (pen->layout, pen->figure, y + error), pen->layout->bottom);
  *lower = clamp_y (pen, vt_layout_y (pen->layout, pen->figure, y - error), pen->layout->bottom);
}

static double
zero_line (const Pen *pen)
{
  return clamp_y (pen, vt_layout_y (pen->layout, pen->figure, 0), pen->layout->bottom);
}

static void
area_ends (const Pen *pen, guint i, double *upper, double *lower)
{
  *upper = clamp_y (pen, place (pen, i).y, pen->layout->bottom);
  *lower = zero_line (pen);
}

static void
backdrop_ends (const Pen *pen, guint i, double *upper, double *lower)
{
  double height = CLAMP (pen->series->y[i], 0, 1) * (pen->layout->bottom - pen->layout->top);

  *upper = pen->layout->bottom - height;
  *lower = pen->layout->bottom;
}

static void
draw_curve (const Pen *pen)
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
      fill_between (pen, band_ends);
    }
  set_line (pen);
  path_curve (pen);
  cairo_stroke (pen->cr);
  cairo_set_dash (pen->cr, NULL, 0, 0);
}

/* A marker is drawn whole where its point is in view, and not at all elsewhere: half a marker would lie. */
static gboolean
near_view (const Pen *pen, Point p)
{
  double slack = 0.5 * pen->unit;

  return p.x >= pen->layout->left - slack && p.x <= pen->layout->right + slack && p.y >= pen->layout->top - slack
         && p.y <= pen->layout->bottom + slack;
}

static void
draw_error_bar (const Pen *pen, guint i, Point p)
{
  double error = error_at (pen->series, i), upper, lower;

  if (isnan (error) || p.x < pen->layout->left - 1 || p.x > pen->layout->right + 1)
    return;
  band_ends (pen, i, &upper, &lower);
  cairo_move_to (pen->cr, p.x, upper);
  cairo_line_to (pen->cr, p.x, lower);
}

static void
draw_error_bars (const Pen *pen)
{
  if (pen->series->error == NULL)
    return;
  cairo_set_line_cap (pen->cr, CAIRO_LINE_CAP_BUTT);
  cairo_set_line_width (pen->cr, (1.4 + pen->renderer->theme.extra_width) * pen->unit);
  vt_rgba_set_source (pen->cr, pen->colour, BAR_ALPHA * pen->alpha);
  for (guint i = 0; i < pen->series->n; i++)
    {
      Point p = place (pen, i);

      if (has_place (p))
        draw_error_bar (pen, i, p);
    }
  cairo_stroke (pen->cr);
}

void
vt_renderer_marker (const VtRenderer *renderer, cairo_t *cr, VtMarker marker, double x, double y, double radius)
{
  double r = radius * 1.14; /* corners reach further than a disc of the same weight */

  cairo_new_sub_path (cr);
  switch (marker)
    {
    case VT_MARKER_DIAMOND:
      cairo_move_to (cr, x, y - r);
      cairo_line_to (cr, x + r, y);
      cairo_line_to (cr, x, y + r);
      cairo_line_to (cr, x - r, y);
      break;
    case VT_MARKER_TRIANGLE:
    case VT_MARKER_DOWN_TRIANGLE:
      {
        double up = marker == VT_MARKER_TRIANGLE ? -1 : 1;
        cairo_move_to (cr, x, y + up * r);
        cairo_line_to (cr, x + 0.96 * r, y - up * 0.68 * r);
        cairo_line_to (cr, x - 0.96 * r, y - up * 0.68 * r);
        break;
      }
    case VT_MARKER_SQUARE:
      cairo_rectangle (cr, x - 0.78 * r, y - 0.78 * r, 1.56 * r, 1.56 * r);
      break;
    case VT_MARKER_CROSS:
      {
        const double w = 0.32 * r;
        const double corners[12][2] = { { -w, -r }, { w, -r }, { w, -w }, { r, -w }, { r, w }, { w, w },
                                        { w, r }, { -w, r }, { -w, w }, { -r, w }, { -r, -w }, { -w, -w } };
        for (int i = 0; i < 12; i++)
          cairo_line_to (cr, x + corners[i][0], y + corners[i][1]);
        break;
      }
    default:
      cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
      break;
    }
  cairo_close_path (cr);
}

static VtMarker
marker_of (const Pen *pen)
{
  if (pen->series->style.marker != VT_MARKER_DEFAULT)
    return pen->series->style.marker;
  return vt_colour_marker (vt_figure_series_colour (pen->figure, pen->index));
}

/* A marker with a rim of the card's colour, so that neighbours stay apart. */
static void
draw_marker (const Pen *pen, VtMarker marker, Point p, double radius, double rim, double alpha)
{
  cairo_t *cr = pen->cr;

  vt_renderer_marker (pen->renderer, cr, marker, p.x, p.y, (radius + rim) * pen->unit);
  vt_rgba_set_source (cr, pen->renderer->theme.card, 1);
  cairo_fill (cr);
  vt_renderer_marker (pen->renderer, cr, marker, p.x, p.y, radius * pen->unit);
  vt_rgba_set_source (cr, pen->colour, alpha * pen->alpha);
  cairo_fill (cr);
}

static void
draw_points (const Pen *pen)
{
  guint selected_series, selected_point;
  gboolean dimmed = vt_figure_get_selected (pen->figure, &selected_series, &selected_point)
                    && selected_series != pen->index;
  double radius = pen->series->style.width > 0 ? pen->series->style.width : POINT_RADIUS;

  for (guint i = 0; i < pen->series->n; i++)
    {
      Point p = place (pen, i);

      if (has_place (p) && near_view (pen, p))
        draw_marker (pen, marker_of (pen), p, radius, 0.5, dimmed ? DIMMED_ALPHA : POINT_ALPHA);
    }
}

/* Dots on a curve where its error is told by a bar. */
static void
draw_small_points (const Pen *pen)
{
  for (guint i = 0; i < pen->series->n; i++)
    {
      Point p = place (pen, i);

      if (has_place (p) && near_view (pen, p) && !isnan (error_at (pen->series, i)))
        {
          vt_renderer_marker (pen->renderer, pen->cr, marker_of (pen), p.x, p.y, SMALL_POINT_RADIUS * pen->unit);
          vt_rgba_set_source (pen->cr, pen->colour, pen->alpha);
          cairo_fill (pen->cr);
        }
    }
}

static void
draw_bars (const Pen *pen)
{
  const VtSeries *series = pen->series;
  double gap = series->n > 1 ? (series->x_high - series->x_low) / (series->n - 1) : 1;
  double zero = zero_line (pen);

  vt_rgba_set_source (pen->cr, pen->colour, POINT_ALPHA * pen->alpha);
  for (guint i = 0; i < series->n; i++)
    {
      double left = vt_layout_x (pen->layout, pen->figure, series->x[i] - 0.45 * gap);
      double right = vt_layout_x (pen->layout, pen->figure, series->x[i] + 0.45 * gap);
      Point p = place (pen, i);
      double top = clamp_y (pen, p.y, zero);

      if (!has_place (p) || !isfinite (left) || !isfinite (right))
        continue;
      cairo_rectangle (pen->cr, clamp_x (pen, left), MIN (top, zero), clamp_x (pen, right) - clamp_x (pen, left),
                       fabs (zero - top));
    }
  cairo_fill (pen->cr);
}

/* Where a trace has got to. */
static void
draw_end (const Pen *pen)
{
  for (guint i = pen->series->n; i > 0; i--)
    {
      Point p = place (pen, i - 1);

      if (!isfinite (pen->series->y[i - 1]))
        continue;
      if (has_place (p) && near_view (pen, p))
        draw_marker (pen, VT_MARKER_DISC, p, END_RADIUS, 1.2, 1);
      return;
    }
}

static Pen
pen_for (VtRenderer *renderer, VtFigure *figure, const VtLayout *layout, guint index, cairo_t *cr)
{
  const VtSeries *series = vt_figure_get_series (figure, index);
  Pen pen = { renderer, figure, layout, cr, series, index, vt_renderer_series_colour (renderer, figure, index), 1, 0 };

  pen.alpha = series->style.faint ? FAINT_ALPHA : 1;
  pen.unit = renderer->theme.unit;
  return pen;
}

void
vt_renderer_draw_backdrops (VtRenderer *renderer, VtFigure *figure, const VtLayout *layout, cairo_t *cr)
{
  for (guint i = 0; i < vt_figure_get_n_series (figure); i++)
    {
      const VtSeries *series = vt_figure_get_series (figure, i);
      Pen pen;

      if (series->style.kind != VT_SERIES_BACKDROP || !series->visible)
        continue;
      pen = pen_for (renderer, figure, layout, i, cr);
      if (series->style.colour == VT_COLOUR_DEFAULT)
        pen.colour = renderer->theme.colours[VT_COLOUR_TEXT];
      vt_rgba_set_source (cr, pen.colour, series->style.colour == VT_COLOUR_DEFAULT ? BACKDROP_ALPHA : AREA_ALPHA);
      fill_between (&pen, backdrop_ends);
    }
}

static void
draw_one (const Pen *pen)
{
  const VtSeries *series = pen->series;

  cairo_save (pen->cr);
  vt_renderer_clip (pen->renderer, pen->layout, pen->cr);
  if (vt_series_is_curve (series))
    draw_curve (pen);
  else if (series->style.kind == VT_SERIES_BARS)
    draw_bars (pen);
  if (series->style.error_style == VT_ERROR_BARS)
    draw_error_bars (pen);
  cairo_restore (pen->cr);
  if (series->style.kind == VT_SERIES_POINTS)
    draw_points (pen);
  else if (series->style.error_style == VT_ERROR_BARS)
    draw_small_points (pen);
  if (series->style.kind == VT_SERIES_TRACE)
    draw_end (pen);
}

static void
draw_selected (VtRenderer *renderer, VtFigure *figure, const VtLayout *layout, cairo_t *cr)
{
  guint index, point;
  Pen pen;
  Point p;

  if (!vt_figure_get_selected (figure, &index, &point))
    return;
  pen = pen_for (renderer, figure, layout, index, cr);
  p = place (&pen, point);
  if (!pen.series->visible || !has_place (p) || !near_view (&pen, p))
    return;
  cairo_set_line_width (cr, 1.4 * pen.unit);
  vt_rgba_set_source (cr, pen.colour, 0.8);
  cairo_move_to (cr, p.x, p.y + 9 * pen.unit);
  cairo_line_to (cr, p.x, MAX (layout->bottom, p.y + 9 * pen.unit));
  cairo_stroke (cr);
  vt_rgba_set_source (cr, pen.colour, 0.22);
  cairo_arc (cr, p.x, p.y, 10 * pen.unit, 0, 2 * G_PI);
  cairo_fill (cr);
  draw_marker (&pen, marker_of (&pen), p, 6.0, 1, 1);
}

void
vt_renderer_draw_series (VtRenderer *renderer, VtFigure *figure, const VtLayout *layout, cairo_t *cr)
{
  /* the first series is the one that matters most: it lies on top */
  for (guint i = vt_figure_get_n_series (figure); i > 0; i--)
    {
      const VtSeries *series = vt_figure_get_series (figure, i - 1);
      Pen pen;

      if (!series->visible || series->n == 0 || series->style.kind == VT_SERIES_BACKDROP)
        continue;
      pen = pen_for (renderer, figure, layout, i - 1, cr);
      cairo_save (cr);
      draw_one (&pen);
      cairo_restore (cr);
    }
  draw_selected (renderer, figure, layout, cr);
}
