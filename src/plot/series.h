/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One set of numbers in a figure, and how it looks. */
#pragma once

#include "plot/axis.h"
#include "plot/theme.h"

G_BEGIN_DECLS

typedef enum
{
  VT_SERIES_LINE,     /* a curve, 2.2 px */
  VT_SERIES_TRACE,    /* a noisy live trace: 1.3 px, never dashed, a dot at its end while the figure is live */
  VT_SERIES_POINTS,   /* markers only */
  VT_SERIES_BARS,     /* upright bars from zero, as wide as the points are apart */
  VT_SERIES_AREA,     /* a curve filled down to zero */
  VT_SERIES_BACKDROP, /* y from 0 to 1 is the height of the plot: lies under everything, at 10 %, without a scale; in a
                       * colour other than that of text with a thin line on it; its label stands in a VT_MARK_KEY */
} VtSeriesKind;

/* How the error of a series is drawn: plus and minus two standard errors. */
typedef enum
{
  VT_ERROR_BAND, /* a band at 20 % */
  VT_ERROR_BARS, /* a dot with a bar at every point that has a finite error; the rest of a curve is bare */
} VtErrorStyle;

typedef struct
{
  VtSeriesKind kind;
  VtColour colour;      /* DEFAULT: series 1, 2, ... by place */
  VtMarker marker;      /* DEFAULT: the colour's */
  VtErrorStyle error_style;
  gboolean solid;       /* no dash even where the colour has one */
  gboolean faint;       /* 35 %: a curve shown for comparison (the glass on show under a new recipe) */
  double width;         /* px; 0: what the kind has */
  const char *label;    /* markup in the legend; NULL: not in the legend */
  const char *symbol;   /* markup in the read-out; NULL: the vertical axis's */
  const char *unit;     /* markup in the read-out; NULL: the vertical axis's; "": none */
  double divisor;       /* what y was divided by to fit the axis: read-outs and tables undo it; 0: 1 */
  gboolean hidden;      /* switched off at first; only read when the series is new */
  gboolean mute;        /* not in the read-out, nor clickable */
  gboolean unscaled;    /* the axes do not follow it */
} VtSeriesStyle;

typedef struct
{
  char *id;
  VtSeriesStyle style;  /* its texts are owned here */
  gboolean visible;
  guint n;              /* points */
  double *x, *y;        /* n each */
  double *error;        /* n: one standard error of y, NAN where unknown; NULL: none known */
  gboolean ascending;   /* x never falls: a nearest point is found by bisection */
  double x_low, x_high, y_low, y_high;                     /* of the finite points; low > high: none */
  double positive_x_low, positive_y_low;                   /* least positive values */
  guint x_lowest, x_highest, y_lowest, y_highest;          /* their places */
  guint capacity;
  guint8 *fresh;       /* n: points that were not there before the last set_data; NULL: none are */
} VtSeries;

VtSeries *vt_series_new (const char *id);
void vt_series_free (VtSeries *series);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtSeries, vt_series_free)

void vt_series_set_style (VtSeries *series, const VtSeriesStyle *style);

/* Copies @n points. @error may be NULL. Not-a-number and infinite points are kept as gaps. */
void vt_series_set_data (VtSeries *series, guint n, const double *x, const double *y, const double *error);

/* TRUE when these are the very numbers it has. */
gboolean vt_series_holds (const VtSeries *series, guint n, const double *x, const double *y, const double *error);

/* Marks the points that none of the @n old ones equals as fresh; both in ascending x, else none are. */
void vt_series_mark_fresh (VtSeries *series, guint n, const double *old_x, const double *old_y);

/* The vertical value of point @i and its standard error (NAN where none is known), with the divisor undone. */
double vt_series_value (const VtSeries *series, guint i);
double vt_series_error (const VtSeries *series, guint i);

/* TRUE where point @i has a place on both axes (inside what is shown or not). */
gboolean vt_series_has_point (const VtSeries *series, guint i, const VtAxis *x, const VtAxis *y);

/* TRUE where it has an entry in the legend. */
gboolean vt_series_in_legend (const VtSeries *series);

/* TRUE for a curve (line, trace, area), whose points are snapped to along x alone. */
gboolean vt_series_is_curve (const VtSeries *series);

/* The first index whose x is at least @value, for ascending series; n when there is none. */
guint vt_series_bisect (const VtSeries *series, double value);

G_END_DECLS
