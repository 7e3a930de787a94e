/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/series.h"

#include <math.h>
#include <string.h>

static void
clear_texts (VtSeriesStyle *style)
{
  g_free ((char *) style->label);
  g_free ((char *) style->symbol);
  g_free ((char *) style->unit);
}

static void
forget_extent (VtSeries *series)
{
  series->x_low = series->y_low = series->positive_x_low = series->positive_y_low = INFINITY;
  series->x_high = series->y_high = -INFINITY;
  series->x_lowest = series->x_highest = series->y_lowest = series->y_highest = 0;
  series->ascending = TRUE;
}

VtSeries *
vt_series_new (const char *id)
{
  VtSeries *series = g_new0 (VtSeries, 1);

  series->id = g_strdup (id);
  series->visible = TRUE;
  forget_extent (series);
  return series;
}

void
vt_series_free (VtSeries *series)
{
  if (series == NULL)
    return;
  clear_texts (&series->style);
  g_free (series->id);
  g_free (series->x);
  g_free (series->y);
  g_free (series->error);
  g_free (series->fresh);
  g_free (series);
}

void
vt_series_set_style (VtSeries *series, const VtSeriesStyle *style)
{
  VtSeriesStyle old = series->style;

  series->style = *style;
  series->style.label = g_strdup (style->label);
  series->style.symbol = g_strdup (style->symbol);
  series->style.unit = g_strdup (style->unit);
  clear_texts (&old);
}

/* Room for @n points, so that a trace that grows by one a frame is not copied twice each time. */
static void
reserve (VtSeries *series, guint n)
{
  if (n <= series->capacity)
    return;
  series->capacity = MAX (n, series->capacity + series->capacity / 2);
  series->x = g_renew (double, series->x, series->capacity);
  series->y = g_renew (double, series->y, series->capacity);
  if (series->error != NULL)
    series->error = g_renew (double, series->error, series->capacity);
}

static void
include_point (VtSeries *series, guint i)
{
  double x = series->x[i], y = series->y[i];

  if (!isfinite (x) || !isfinite (y))
    return;
  if (x < series->x_low)
    series->x_low = x, series->x_lowest = i;
  if (x > series->x_high)
    series->x_high = x, series->x_highest = i;
  if (y < series->y_low)
    series->y_low = y, series->y_lowest = i;
  if (y > series->y_high)
    series->y_high = y, series->y_highest = i;
  if (x > 0)
    series->positive_x_low = MIN (series->positive_x_low, x);
  if (y > 0)
    series->positive_y_low = MIN (series->positive_y_low, y);
}

void
vt_series_set_data (VtSeries *series, guint n, const double *x, const double *y, const double *error)
{
  reserve (series, n);
  g_clear_pointer (&series->fresh, g_free);
  series->n = n;
  forget_extent (series);
  if (n > 0)
    {
      memcpy (series->x, x, n * sizeof *x);
      memcpy (series->y, y, n * sizeof *y);
    }
  if (error == NULL || n == 0)
    g_clear_pointer (&series->error, g_free);
  else
    {
      if (series->error == NULL)
        series->error = g_new (double, series->capacity);
      memcpy (series->error, error, n * sizeof *error);
    }
  for (guint i = 0; i < n; i++)
    {
      include_point (series, i);
      /* written so that a NAN in x counts as unsorted */
      if (i > 0 && !(series->x[i] >= series->x[i - 1]))
        series->ascending = FALSE;
    }
}

static gboolean
same_numbers (const double *a, const double *b, guint n)
{
  /* bit by bit: a NAN equals itself here */
  return n == 0 || memcmp (a, b, n * sizeof *a) == 0;
}

gboolean
vt_series_holds (const VtSeries *series, guint n, const double *x, const double *y, const double *error)
{
  if (n != series->n || (n > 0 && (error != NULL) != (series->error != NULL)))
    return FALSE;
  return same_numbers (series->x, x, n) && same_numbers (series->y, y, n)
         && (error == NULL || same_numbers (series->error, error, n));
}

void
vt_series_mark_fresh (VtSeries *series, guint n, const double *old_x, const double *old_y)
{
  guint k = 0;
  gboolean any = FALSE;

  g_clear_pointer (&series->fresh, g_free);
  if (!series->ascending || series->n == 0)
    return;
  series->fresh = g_new0 (guint8, series->n);
  for (guint i = 0; i < series->n; i++)
    {
      while (k < n && old_x[k] < series->x[i])
        k++;
      series->fresh[i] = !(k < n && old_x[k] == series->x[i] && old_y[k] == series->y[i]);
      any |= series->fresh[i];
    }
  if (!any)
    g_clear_pointer (&series->fresh, g_free);
}

gboolean
vt_series_has_point (const VtSeries *series, guint i, const VtAxis *x, const VtAxis *y)
{
  if (i >= series->n)
    return FALSE;
  return isfinite (vt_axis_from_value (x, series->x[i])) && isfinite (vt_axis_from_value (y, series->y[i]));
}

static double
divisor_of (const VtSeries *series)
{
  return series->style.divisor != 0 ? series->style.divisor : 1;
}

double
vt_series_value (const VtSeries *series, guint i)
{
  return series->y[i] * divisor_of (series);
}

double
vt_series_error (const VtSeries *series, guint i)
{
  return series->error != NULL ? series->error[i] * fabs (divisor_of (series)) : NAN;
}

gboolean
vt_series_in_legend (const VtSeries *series)
{
  return series->style.label != NULL && series->style.kind != VT_SERIES_BACKDROP;
}

gboolean
vt_series_is_curve (const VtSeries *series)
{
  return series->style.kind == VT_SERIES_LINE || series->style.kind == VT_SERIES_TRACE
         || series->style.kind == VT_SERIES_AREA;
}

guint
vt_series_bisect (const VtSeries *series, double value)
{
  guint low = 0, high = series->n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (series->x[middle] < value)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}
