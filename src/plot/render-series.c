/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The series of a figure, one after the other. */
#include "plot/render-pen.h"

#include <math.h>

#define FAINT_ALPHA 0.35
#define STANDARD_ERRORS 2

VtPen
vt_pen_for (VtRenderer *renderer, VtFigure *figure, const VtLayout *layout, guint index, cairo_t *cr)
{
  const VtSeries *series = vt_figure_get_series (figure, index);
  VtPen pen = { renderer, figure, layout, cr, series, index, vt_renderer_series_colour (renderer, figure, index), 1, 0 };

  pen.alpha = series->style.faint ? FAINT_ALPHA : 1;
  pen.unit = renderer->theme.unit;
  return pen;
}

VtPlace
vt_pen_place (const VtPen *pen, guint i)
{
  VtPlace p;

  vt_layout_point (pen->layout, pen->figure, pen->series, i, &p.x, &p.y);
  return p;
}

gboolean
vt_place_is_real (VtPlace p)
{
  return isfinite (p.x) && isfinite (p.y);
}

/* A marker is drawn whole where its point is in view, and not at all elsewhere: half a marker would lie. */
gboolean
vt_pen_in_view (const VtPen *pen, VtPlace p)
{
  double slack = 0.5 * pen->unit;

  return p.x >= pen->layout->left - slack && p.x <= pen->layout->right + slack && p.y >= pen->layout->top - slack
         && p.y <= pen->layout->bottom + slack;
}

double
vt_pen_clamp_y (const VtPen *pen, double y, double otherwise)
{
  if (!isfinite (y))
    y = otherwise;
  return CLAMP (y, pen->layout->top - VT_FAR_OUT, pen->layout->bottom + VT_FAR_OUT);
}

double
vt_pen_clamp_x (const VtPen *pen, double x)
{
  return CLAMP (x, pen->layout->left - VT_FAR_OUT, pen->layout->right + VT_FAR_OUT);
}

double
vt_pen_error (const VtPen *pen, guint i)
{
  double error = pen->series->error != NULL ? pen->series->error[i] : NAN;

  return isfinite (error) && error > 0 ? STANDARD_ERRORS * error : NAN;
}

void
vt_pen_error_ends (const VtPen *pen, guint i, double *upper, double *lower)
{
  double y = pen->series->y[i], error = vt_pen_error (pen, i);

  error = isnan (error) ? 0 : error;
  *upper = vt_pen_clamp_y (pen, vt_layout_y (pen->layout, pen->figure, y + error), pen->layout->bottom);
  *lower = vt_pen_clamp_y (pen, vt_layout_y (pen->layout, pen->figure, y - error), pen->layout->bottom);
}

double
vt_pen_zero (const VtPen *pen)
{
  return vt_pen_clamp_y (pen, vt_layout_y (pen->layout, pen->figure, 0), pen->layout->bottom);
}

void
vt_renderer_draw_backdrops (VtRenderer *renderer, VtFigure *figure, const VtLayout *layout, cairo_t *cr)
{
  for (guint i = 0; i < vt_figure_get_n_series (figure); i++)
    {
      const VtSeries *series = vt_figure_get_series (figure, i);
      VtPen pen = vt_pen_for (renderer, figure, layout, i, cr);

      if (series->style.kind == VT_SERIES_BACKDROP && series->visible)
        vt_pen_draw_backdrop (&pen);
    }
}

static void
draw_one (const VtPen *pen)
{
  const VtSeries *series = pen->series;

  cairo_save (pen->cr);
  vt_renderer_clip (pen->renderer, pen->layout, pen->cr);
  if (vt_series_is_curve (series))
    vt_pen_draw_curve (pen);
  else if (series->style.kind == VT_SERIES_BARS)
    vt_pen_draw_bars (pen);
  if (series->style.error_style == VT_ERROR_BARS)
    vt_pen_draw_error_bars (pen);
  cairo_restore (pen->cr);
  if (series->style.kind == VT_SERIES_POINTS)
    vt_pen_draw_points (pen);
  else if (series->style.error_style == VT_ERROR_BARS)
    vt_pen_draw_small_points (pen);
  if (series->style.kind == VT_SERIES_TRACE)
    vt_pen_draw_end (pen);
}

/* Either the faint ones or the others. */
static void
draw_those (VtRenderer *renderer, VtFigure *figure, const VtLayout *layout, gboolean faint, cairo_t *cr)
{
  /* the first series is the one that matters most: it lies on top */
  for (guint i = vt_figure_get_n_series (figure); i > 0; i--)
    {
      const VtSeries *series = vt_figure_get_series (figure, i - 1);
      VtPen pen = vt_pen_for (renderer, figure, layout, i - 1, cr);

      if (!series->visible || series->n == 0 || series->style.kind == VT_SERIES_BACKDROP
          || (series->style.faint != FALSE) != faint)
        continue;
      cairo_save (cr);
      draw_one (&pen);
      cairo_restore (cr);
    }
}

void
vt_renderer_draw_series (VtRenderer *renderer, VtFigure *figure, const VtLayout *layout, cairo_t *cr)
{
  guint selected, point;

  /* what is there for comparison lies under what is compared */
  draw_those (renderer, figure, layout, TRUE, cr);
  draw_those (renderer, figure, layout, FALSE, cr);
  if (vt_figure_get_selected (figure, &selected, &point))
    {
      VtPen pen = vt_pen_for (renderer, figure, layout, selected, cr);

      vt_pen_draw_selected (&pen, point);
    }
}
