/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which range the axes of a figure want for the data they have. */
#include "plot/figure-private.h"

#include <math.h>

#define PADDING 0.04
#define LIVE_STEPS 4
#define FEWEST_NEAR 10 /* points for each one that may be left out as far */
#define FAR 0.4        /* of the width of the others: a gap that makes points beyond it far */
#define FAR_ROOM 0.06  /* of that width: where these stand */
#define WORDS 0.2 /* of the height of the data: a line of words, and half a point, in the smallest plot */

/* Extent of what is shown, in axis space, and what kinds of series it comes from. */
typedef struct
{
  double low, high;
  gboolean any, all_curves, growing, scattered;
} Extent;

static gboolean
scales (const VtSeries *series)
{
  return series->visible && !series->style.unscaled && series->style.kind != VT_SERIES_BACKDROP && series->n > 0;
}

/* Half a bar's width, so that the outer bars are whole. */
static double
half_bar (const VtSeries *series)
{
  if (series->style.kind != VT_SERIES_BARS || series->n < 2)
    return 0;
  return 0.5 * (series->x_high - series->x_low) / (series->n - 1);
}

/* Curves fill the width; dots need room beside the first and the last. */
static gboolean
is_bare_curve (const VtSeries *series)
{
  return vt_series_is_curve (series) && (series->error == NULL || series->style.error_style == VT_ERROR_BAND);
}

static void
include_series (Extent *extent, const VtAxis *axis, VtDirection direction, const VtSeries *series)
{
  double margin = direction == VT_AXIS_X ? half_bar (series) : 0;
  double low = (direction == VT_AXIS_X ? series->x_low : series->y_low) - margin;
  double high = (direction == VT_AXIS_X ? series->x_high : series->y_high) + margin;

  if (axis->scale == VT_SCALE_LOG)
    low = direction == VT_AXIS_X ? series->positive_x_low : series->positive_y_low;
  low = vt_axis_from_value (axis, low);
  high = vt_axis_from_value (axis, high);
  if (!isfinite (low) || !isfinite (high))
    return;
  extent->any = TRUE;
  extent->low = MIN (extent->low, low);
  extent->high = MAX (extent->high, high);
  extent->all_curves &= is_bare_curve (series);
  extent->scattered |= series->style.kind == VT_SERIES_POINTS;
  extent->growing |= series->style.kind == VT_SERIES_TRACE || !vt_series_is_curve (series);
}

static void
include_guide (Extent *extent, const VtAxis *axis, const VtMark *mark)
{
  double ends[] = { mark->y0, mark->y0 * pow (mark->x1 / mark->x0, mark->exponent) };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      double y = vt_axis_from_value (axis, ends[i]);

      if (!isfinite (y))
        continue;
      extent->low = MIN (extent->low, y);
      extent->high = MAX (extent->high, y);
    }
}

/* Guides are to be seen whole where the axis has decades for them. */
static void
include_guides (Extent *extent, const VtFigure *figure, const VtAxis *axis)
{
  for (guint i = 0; i < vt_figure_get_n_marks (figure); i++)
    if (vt_figure_get_mark (figure, i)->kind == VT_MARK_POWER_LAW)
      include_guide (extent, axis, vt_figure_get_mark (figure, i));
}

static int
by_value (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Where the points of all clouds lie along the horizontal axis, ascending. */
static GArray *
points_along (const VtFigure *figure, const VtAxis *axis)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint k = 0; k < figure->series->len; k++)
    {
      const VtSeries *series = vt_figure_get_series (figure, k);

      if (!scales (series) || series->style.kind != VT_SERIES_POINTS)
        continue;
      for (guint i = 0; i < series->n; i++)
        {
          double place = vt_axis_from_value (axis, series->x[i]);

          if (isfinite (place))
            g_array_append_val (places, place);
        }
    }
  g_array_sort (places, by_value);
  return places;
}

/* Leaves out up to a tenth of the points where these stand so far beyond the others that they would crowd them. */
static void
leave_out_far (Extent *extent, const VtFigure *figure, const VtAxis *axis)
{
  g_autoptr (GArray) places = points_along (figure, axis);
  const double *at = (const double *) places->data;

  for (guint first = places->len - places->len / FEWEST_NEAR; first < places->len; first++)
    if (at[first] - at[first - 1] > FAR * (at[first - 1] - at[0]) && at[places->len - 1] == extent->high)
      {
        extent->high = at[first - 1] + FAR_ROOM * (at[first - 1] - at[0]);
        return;
      }
}

static Extent
extent_of (const VtFigure *figure, VtDirection direction)
{
  const VtAxis *axis = &figure->axes[direction];
  Extent extent = { INFINITY, -INFINITY, FALSE, TRUE, FALSE, FALSE };

  for (guint i = 0; i < figure->series->len; i++)
    {
      const VtSeries *series = vt_figure_get_series (figure, i);

      if (scales (series))
        include_series (&extent, axis, direction, series);
    }
  if (extent.any && direction == VT_AXIS_Y && axis->scale == VT_SCALE_LOG)
    include_guides (&extent, figure, axis);
  if (extent.any && axis->near && direction == VT_AXIS_X)
    leave_out_far (&extent, figure, axis);
  return extent;
}

/* One value alone, or many equal ones, get room around them. */
static void
widen_if_flat (Extent *extent, VtScale scale)
{
  double size = MAX (fabs (extent->low), fabs (extent->high));
  double room;

  if (extent->high - extent->low > 1e-9 * size)
    return;
  room = scale == VT_SCALE_LOG ? 0.5 : size > 0 ? 0.5 * size : 1;
  extent->low -= room;
  extent->high += room;
}

/* Zero belongs to a linear vertical axis unless the data are far from it. */
static void
anchor_at_zero (Extent *extent)
{
  if (extent->low >= 0 && extent->low < 0.5 * extent->high)
    extent->low = 0;
  else if (extent->high <= 0 && extent->high > 0.5 * extent->low)
    extent->high = 0;
}

static void
pad (Extent *extent, VtScale scale)
{
  double room = PADDING * (extent->high - extent->low);
  gboolean linear = scale == VT_SCALE_LINEAR;

  if (!linear || extent->low != 0)
    extent->low -= room;
  if (!linear || extent->high != 0)
    extent->high += room;
}

static gboolean
is_top (const VtMark *mark)
{
  if (mark->kind == VT_MARK_VERTICAL)
    return mark->label != NULL;
  return mark->kind == VT_MARK_TEXT && (mark->corner == VT_CORNER_TOP_LEFT || mark->corner == VT_CORNER_TOP_RIGHT);
}

static gboolean
is_bottom (const VtMark *mark)
{
  return mark->kind == VT_MARK_TEXT
         && (mark->corner == VT_CORNER_BOTTOM_LEFT || mark->corner == VT_CORNER_BOTTOM_RIGHT);
}

/* Points, which may be anywhere, keep clear of the words at the top and the bottom of the plot. */
static void
clear_words (const VtFigure *figure, Extent *extent)
{
  double room = WORDS * (extent->high - extent->low);
  gboolean top = FALSE, bottom = FALSE;

  for (guint i = 0; i < vt_figure_get_n_marks (figure); i++)
    {
      top |= is_top (vt_figure_get_mark (figure, i));
      bottom |= is_bottom (vt_figure_get_mark (figure, i));
    }
  extent->high += top ? room : 0;
  extent->low -= bottom ? room : 0;
}

static void
want_vertical (const VtFigure *figure, Extent *extent, VtScale scale, gboolean live)
{
  widen_if_flat (extent, scale);
  if (extent->scattered)
    clear_words (figure, extent);
  if (scale == VT_SCALE_LINEAR)
    anchor_at_zero (extent);
  /* ends at 1, 2 or 5 of a decade, so that a power of ten nearby is in view */
  if (scale == VT_SCALE_LOG)
    {
      pad (extent, scale);
      vt_range_nice_log (&extent->low, &extent->high);
    }
  else if (!live)
    pad (extent, scale);
  else
    vt_range_nice_linear (&extent->low, &extent->high, LIVE_STEPS);
  /* the topmost label of these stays clear of the title too */
  if (live || scale == VT_SCALE_LOG)
    extent->high += PADDING * (extent->high - extent->low);
}

static void
want_horizontal (Extent *extent, VtScale scale, gboolean live)
{
  widen_if_flat (extent, scale);
  if (live && extent->growing && scale == VT_SCALE_LOG)
    vt_range_nice_log (&extent->low, &extent->high);
  else if (live && extent->growing)
    vt_range_nice_linear (&extent->low, &extent->high, LIVE_STEPS);
  else if (!extent->all_curves)
    pad (extent, scale);
}

static gint64
update_axis (VtFigure *figure, VtDirection direction, gint64 now, VtRangeFlags flags)
{
  VtAxis *axis = &figure->axes[direction];
  Extent extent = extent_of (figure, direction);
  gboolean live = figure->live != NULL;
  gint64 next;

  if (axis->fixed || !extent.any)
    {
      gboolean before_data = !axis->range.set;

      if (axis->fixed || before_data)
        vt_range_set (&axis->range, axis->expected_low, axis->expected_high);
      /* the first data, when they come, need no flight and owe this range nothing */
      axis->range.set = axis->fixed || !before_data;
      next = VT_RANGE_SETTLED;
    }
  else
    {
      if (direction == VT_AXIS_X)
        want_horizontal (&extent, axis->scale, live);
      else
        want_vertical (figure, &extent, axis->scale, live);
      next = vt_range_update (&axis->range, extent.low, extent.high, now, flags | (live ? VT_RANGE_LIVE : 0));
    }
  if (!axis->zoomed)
    {
      axis->low = axis->range.low;
      axis->high = axis->range.high;
    }
  return next;
}

gint64
vt_figure_update_ranges (VtFigure *figure, gint64 now, VtRangeFlags flags)
{
  gint64 x = update_axis (figure, VT_AXIS_X, now, flags);
  gint64 y = update_axis (figure, VT_AXIS_Y, now, flags);

  return MIN (x, y);
}

gboolean
vt_figure_has_points (const VtFigure *figure)
{
  for (guint i = 0; i < figure->series->len; i++)
    {
      const VtSeries *series = vt_figure_get_series (figure, i);
      Extent x = { INFINITY, -INFINITY, FALSE, TRUE, FALSE, FALSE }, y = x;

      if (series->style.kind == VT_SERIES_BACKDROP || series->n == 0)
        continue;
      include_series (&x, &figure->axes[VT_AXIS_X], VT_AXIS_X, series);
      include_series (&y, &figure->axes[VT_AXIS_Y], VT_AXIS_Y, series);
      if (x.any && y.any)
        return TRUE;
    }
  return FALSE;
}
