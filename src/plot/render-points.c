/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Points, bars and error bars. */
#include "plot/render-pen.h"

#include <math.h>

#define POINT_RADIUS 4.4
#define SMALL_POINT_RADIUS 2.6
#define END_RADIUS 4.0
#define SELECTED_RADIUS 6.0
#define POINT_ALPHA 0.88
#define DIMMED_ALPHA 0.55
#define BAR_ALPHA 0.5
#define DROP_HEIGHT 14.0
#define ARROW_GAP 2.5
#define ARROW_SIZE 3.5

static void
draw_error_bar (const VtPen *pen, guint i, VtPlace p)
{
  double error = vt_pen_error (pen, i), upper, lower;

  if (isnan (error) || p.x < pen->layout->left - 1 || p.x > pen->layout->right + 1)
    return;
  vt_pen_error_ends (pen, i, &upper, &lower);
  cairo_move_to (pen->cr, p.x, upper);
  cairo_line_to (pen->cr, p.x, lower);
}

void
vt_pen_draw_error_bars (const VtPen *pen)
{
  if (pen->series->error == NULL)
    return;
  cairo_set_line_cap (pen->cr, CAIRO_LINE_CAP_BUTT);
  cairo_set_line_width (pen->cr, (1.4 + pen->renderer->theme.extra_width) * pen->unit);
  vt_rgba_set_source (pen->cr, pen->colour, BAR_ALPHA * pen->alpha);
  for (guint i = 0; i < pen->series->n; i++)
    {
      VtPlace p = vt_pen_place (pen, i);

      if (vt_place_is_real (p))
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
marker_of (const VtPen *pen)
{
  if (pen->series->style.marker != VT_MARKER_DEFAULT)
    return pen->series->style.marker;
  return vt_colour_marker (vt_figure_series_colour (pen->figure, pen->index));
}

/* A marker with a rim of the card's colour, so that neighbours stay apart. */
static void
draw_marker (const VtPen *pen, VtMarker marker, VtPlace p, double radius, double rim, double alpha)
{
  cairo_t *cr = pen->cr;

  if (rim > 0)
    {
      vt_renderer_marker (pen->renderer, cr, marker, p.x, p.y, (radius + rim) * pen->unit);
      vt_rgba_set_source (cr, pen->renderer->theme.card, 1);
      cairo_fill (cr);
    }
  vt_renderer_marker (pen->renderer, cr, marker, p.x, p.y, radius * pen->unit);
  vt_rgba_set_source (cr, pen->colour, alpha * pen->alpha);
  cairo_fill (cr);
}

/* Beside a marker at the end of the axis: the point lies further on. */
static void
draw_far_arrow (const VtPen *pen, VtPlace p, double radius)
{
  double size = ARROW_SIZE * pen->unit, x = p.x + (radius * 1.14 + ARROW_GAP) * pen->unit;

  cairo_set_line_width (pen->cr, 1.6 * pen->unit);
  vt_rgba_set_source (pen->cr, pen->colour, pen->alpha);
  cairo_move_to (pen->cr, x, p.y - size);
  cairo_line_to (pen->cr, x + 0.8 * size, p.y);
  cairo_line_to (pen->cr, x, p.y + size);
  cairo_stroke (pen->cr);
}

/* A point on its way: lifts @place by what is left of the fall, and returns how solid the point is already. */
static double
drop_in (const VtPen *pen, VtPlace *p)
{
  double arrival = vt_figure_get_arrival (pen->figure);

  p->y -= DROP_HEIGHT * pen->unit * (1 - arrival) * (1 - arrival);
  return arrival;
}

void
vt_pen_draw_points (const VtPen *pen)
{
  guint selected_series, selected_point;
  gboolean dimmed = vt_figure_get_selected (pen->figure, &selected_series, &selected_point)
                    && selected_series != pen->index;
  double radius = pen->series->style.width > 0 ? pen->series->style.width : POINT_RADIUS;

  for (guint i = 0; i < pen->series->n; i++)
    {
      VtPlace p = vt_pen_place (pen, i), far;
      double alpha = dimmed ? DIMMED_ALPHA : POINT_ALPHA;

      if (!vt_place_is_real (p) || !vt_pen_in_view (pen, p))
        continue;
      if (pen->series->fresh != NULL && pen->series->fresh[i])
        alpha *= drop_in (pen, &p);
      draw_marker (pen, marker_of (pen), p, radius, pen->series->style.faint ? 0 : 0.5, alpha);
      if (vt_layout_point (pen->layout, pen->figure, pen->series, i, &far.x, &far.y))
        draw_far_arrow (pen, p, radius);
    }
}

/* Dots on a curve where its error is told by a bar. */
void
vt_pen_draw_small_points (const VtPen *pen)
{
  for (guint i = 0; i < pen->series->n; i++)
    {
      VtPlace p = vt_pen_place (pen, i);

      if (vt_place_is_real (p) && vt_pen_in_view (pen, p) && !isnan (vt_pen_error (pen, i)))
        {
          vt_renderer_marker (pen->renderer, pen->cr, marker_of (pen), p.x, p.y, SMALL_POINT_RADIUS * pen->unit);
          vt_rgba_set_source (pen->cr, pen->colour, pen->alpha);
          cairo_fill (pen->cr);
        }
    }
}

void
vt_pen_draw_bars (const VtPen *pen)
{
  const VtSeries *series = pen->series;
  double gap = series->n > 1 ? (series->x_high - series->x_low) / (series->n - 1) : 1;
  double zero = vt_pen_zero (pen);

  vt_rgba_set_source (pen->cr, pen->colour, POINT_ALPHA * pen->alpha);
  for (guint i = 0; i < series->n; i++)
    {
      double left = vt_layout_x (pen->layout, pen->figure, series->x[i] - 0.45 * gap);
      double right = vt_layout_x (pen->layout, pen->figure, series->x[i] + 0.45 * gap);
      VtPlace p = vt_pen_place (pen, i);
      double top = vt_pen_clamp_y (pen, p.y, zero);

      if (!vt_place_is_real (p) || !isfinite (left) || !isfinite (right))
        continue;
      cairo_rectangle (pen->cr, vt_pen_clamp_x (pen, left), MIN (top, zero), vt_pen_clamp_x (pen, right) - vt_pen_clamp_x (pen, left),
                       fabs (zero - top));
    }
  cairo_fill (pen->cr);
}

/* Where a trace has got to. */
void
vt_pen_draw_end (const VtPen *pen)
{
  for (guint i = pen->series->n; i > 0; i--)
    {
      VtPlace p = vt_pen_place (pen, i - 1);

      /* what a log axis cannot hold (an energy counted from its latest value) is passed over */
      if (!vt_place_is_real (p))
        continue;
      if (vt_pen_in_view (pen, p))
        draw_marker (pen, VT_MARKER_DISC, p, END_RADIUS, 1.2, 1);
      return;
    }
}

/* Ring and stem of the chosen point. */
void
vt_pen_draw_selected (const VtPen *pen, guint point)
{
  VtPlace p = vt_pen_place (pen, point);
  double ring = 9 * pen->unit;

  if (!pen->series->visible || !vt_place_is_real (p) || !vt_pen_in_view (pen, p))
    return;
  cairo_set_line_width (pen->cr, 1.4 * pen->unit);
  vt_rgba_set_source (pen->cr, pen->colour, 0.8);
  cairo_move_to (pen->cr, p.x, p.y + ring);
  cairo_line_to (pen->cr, p.x, MAX (pen->layout->bottom, p.y + ring));
  cairo_stroke (pen->cr);
  vt_rgba_set_source (pen->cr, pen->colour, 0.22);
  cairo_arc (pen->cr, p.x, p.y, 10 * pen->unit, 0, 2 * G_PI);
  cairo_fill (pen->cr);
  draw_marker (pen, marker_of (pen), p, SELECTED_RADIUS, 1, 1);
}
