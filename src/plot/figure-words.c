/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a figure says in words: the read-out of a point, the summary of it all. */
#include "config.h"

#include "plot/figure-private.h"
#include "plot/number.h"

#include <glib/gi18n.h>
#include <math.h>

#define READOUT_DIGITS 3
#define STANDARD_ERRORS 2
#define MOST_PLACES 9
#define SUMMARY_NUMBER (VT_NUMBER_PLAIN | VT_NUMBER_TRIM)

static const char *
symbol_of_axis (const VtAxis *axis)
{
  const char *symbol = vt_axis_symbol (axis);

  return symbol != NULL ? symbol : "";
}

/* A symbol of its own counts in the units of the data alone. */
static const char *
symbol_of_series (const VtFigure *figure, const VtSeries *series)
{
  gboolean own = series->style.symbol != NULL && figure->axes[VT_AXIS_Y].units.title == NULL;

  return own ? series->style.symbol : symbol_of_axis (&figure->axes[VT_AXIS_Y]);
}

static const char *
unit_of_series (const VtFigure *figure, const VtSeries *series)
{
  const VtAxis *axis = &figure->axes[VT_AXIS_Y];

  return series->style.unit != NULL && axis->units.title == NULL ? series->style.unit : vt_axis_unit (axis);
}

/* Enough digits that neighbouring points read differently, three at least. */
static guint
digits_for_x (const VtSeries *series, guint point)
{
  double x = series->x[point], gap = INFINITY;
  int digits;

  if (point > 0)
    gap = fabs (x - series->x[point - 1]);
  if (point + 1 < series->n)
    gap = fmin (gap, fabs (series->x[point + 1] - x));
  if (!isfinite (gap) || gap <= 0 || x == 0)
    return READOUT_DIGITS;
  digits = (int) ceil (log10 (fabs (x) / gap) - 1e-9) + 1;
  return (guint) CLAMP (digits, READOUT_DIGITS, 5);
}

static void
append_unit (GString *out, const char *unit)
{
  if (unit != NULL && *unit != '\0')
    g_string_append_printf (out, " %s", unit);
}

static char *
horizontal_line (const VtFigure *figure, const VtSeries *series, guint point, VtNumberFlags flags)
{
  const VtAxis *axis = &figure->axes[VT_AXIS_X];
  GString *out = g_string_new (NULL);
  g_autofree char *value = vt_format_number_with (vt_axis_in_units (axis, series->x[point]), digits_for_x (series, point), NULL, flags);

  g_string_append_printf (out, "%s = %s", symbol_of_axis (axis), value);
  append_unit (out, vt_axis_unit (axis));
  return g_string_free (out, FALSE);
}

/* Where a common power of ten is told: as for numbers alone, below 10^-3 and where there are too many digits. */
static int
common_power (double size)
{
  int exponent = (int) floor (log10 (size));

  return exponent < -3 || exponent >= 7 ? exponent : 0;
}

/* The value with as many decimals as its error has places for; without an error, three digits. */
static void
append_value (GString *out, double value, double error, VtNumberFlags flags)
{
  g_autofree char *number = NULL, *margin = NULL, *ten = NULL;
  double doubled = STANDARD_ERRORS * error, scale;
  guint place;
  int power;

  if (!isfinite (value) || !isfinite (doubled) || doubled <= 0)
    {
      number = vt_format_number_with (value, READOUT_DIGITS, NULL, flags);
      g_string_append (out, number);
      return;
    }
  power = common_power (MAX (fabs (value), doubled));
  scale = pow (10, power);
  place = (guint) CLAMP (1 - (int) floor (log10 (doubled / scale)), 0, MOST_PLACES);
  number = vt_format_fixed (value / scale, place, NULL, flags);
  margin = vt_format_fixed (doubled / scale, place, NULL, flags);
  ten = vt_format_power_of_ten (power, flags);
  if (power == 0)
    g_string_append_printf (out, "%s ± %s", number, margin);
  else
    g_string_append_printf (out, "(%s ± %s)" VT_THIN_SPACE VT_TIMES VT_THIN_SPACE "%s", number, margin, ten);
}

static guint
n_visible (const VtFigure *figure)
{
  guint n = 0;

  for (guint i = 0; i < figure->series->len; i++)
    {
      const VtSeries *series = vt_figure_get_series (figure, i);

      n += series->visible && !series->style.mute && series->style.kind != VT_SERIES_BACKDROP;
    }
  return n;
}

static char *
vertical_line (const VtFigure *figure, const VtSeries *series, guint point, VtNumberFlags flags)
{
  const VtAxis *axis = &figure->axes[VT_AXIS_Y];
  GString *out = g_string_new (NULL);

  /* which of several curves it is */
  if (series->style.label != NULL && series->style.symbol == NULL && n_visible (figure) > 1)
    g_string_append_printf (out, "%s  ", series->style.label);
  g_string_append_printf (out, "%s = ", symbol_of_series (figure, series));
  append_value (out, vt_axis_in_units (axis, vt_series_value (series, point)),
                vt_axis_in_units (axis, vt_series_error (series, point)), flags);
  append_unit (out, unit_of_series (figure, series));
  return g_string_free (out, FALSE);
}

void
vt_figure_readout (const VtFigure *figure, guint index, guint point, char *lines[VT_READOUT_LINES])
{
  const VtSeries *series = vt_figure_get_series (figure, index);

  for (int i = 0; i < VT_READOUT_LINES; i++)
    lines[i] = NULL;
  if (series == NULL || point >= series->n)
    return;
  if (figure->describe != NULL)
    lines[0] = figure->describe (series->id, point, figure->describe_data);
  lines[1] = horizontal_line (figure, series, point, VT_NUMBER_MARKUP);
  lines[VT_READOUT_VALUE] = vertical_line (figure, series, point, VT_NUMBER_MARKUP);
  if (figure->remark != NULL)
    lines[3] = figure->remark (series->id, point, figure->remark_data);
}

char *
vt_figure_readout_plain (const VtFigure *figure, guint index, guint point)
{
  const VtSeries *series = vt_figure_get_series (figure, index);
  g_autofree char *described = NULL, *across = NULL, *up = NULL, *remark = NULL, *markup = NULL;

  if (series == NULL || point >= series->n)
    return g_strdup ("");
  if (figure->describe != NULL)
    described = figure->describe (series->id, point, figure->describe_data);
  across = horizontal_line (figure, series, point, VT_NUMBER_PLAIN);
  up = vertical_line (figure, series, point, VT_NUMBER_PLAIN);
  if (figure->remark != NULL)
    remark = figure->remark (series->id, point, figure->remark_data);
  markup = g_strdup_printf ("%s%s%s, %s%s%s", described != NULL ? described : "", described != NULL ? ": " : "", across,
                            up, remark != NULL ? ", " : "", remark != NULL ? remark : "");
  return vt_markup_to_plain (markup);
}

static char *
in_summary (const VtAxis *axis, double value)
{
  return vt_format_number_with (vt_axis_in_units (axis, value), 3, NULL, SUMMARY_NUMBER);
}

/* "500 points, r from 0 to 5 λ, highest 10.6 at r = 1.18" */
static char *
summarise_points (const VtFigure *figure, const VtSeries *series)
{
  const VtAxis *x = &figure->axes[VT_AXIS_X], *y = &figure->axes[VT_AXIS_Y];
  const char *name = symbol_of_axis (x);
  const char *x_unit = vt_axis_unit (x), *y_unit = unit_of_series (figure, series);
  g_autofree char *low = in_summary (x, series->x_low), *high = in_summary (x, series->x_high);
  g_autofree char *top = in_summary (y, vt_series_value (series, series->y_highest));
  g_autofree char *at = in_summary (x, series->x[series->y_highest]);
  g_autofree char *bottom = in_summary (y, vt_series_value (series, series->y_lowest));
  g_autofree char *points = g_strdup_printf (g_dngettext (NULL, "%u point", "%u points", series->n), series->n);

  x_unit = x_unit != NULL ? x_unit : "";
  y_unit = y_unit != NULL ? y_unit : "";
  /* Translators: points, then the name of the horizontal axis, its range and unit, the greatest value with its unit and
   * where it is, the least value. */
  return g_strdup_printf (_("%s, %s from %s to %s %s, highest %s %s at %s = %s, lowest %s"), points, name, low, high,
                          x_unit, top, y_unit, name, at, bottom);
}

static char *
tidy (char *text)
{
  GString *out = g_string_new (NULL);

  /* empty units leave double spaces and spaces before commas */
  for (const char *c = text; *c != '\0'; c++)
    if (!(*c == ' ' && (c[1] == ' ' || c[1] == ',' || c[1] == '.' || c[1] == '\0')))
      g_string_append_c (out, *c);
  g_free (text);
  return g_string_free (out, FALSE);
}

/* "g(r)", or "g(r), SS" where there is a legend entry that says more than the symbol. */
static char *
name_in_summary (const VtFigure *figure, const VtSeries *series)
{
  const VtAxis *axis = &figure->axes[VT_AXIS_Y];
  const char *symbol = axis->units.title == NULL ? series->style.symbol : NULL, *label = series->style.label;

  if (symbol == NULL)
    symbol = vt_axis_title (axis);
  if (symbol == NULL || g_strcmp0 (symbol, label) == 0)
    return g_strdup (label != NULL ? label : series->id);
  return label != NULL ? g_strdup_printf ("%s, %s", symbol, label) : g_strdup (symbol);
}

static void
append_series (GString *out, const VtFigure *figure, const VtSeries *series)
{
  g_autofree char *points = NULL, *name = NULL;

  if (!series->visible || series->style.mute || series->style.kind == VT_SERIES_BACKDROP
      || !(series->x_low <= series->x_high))
    return;
  name = name_in_summary (figure, series);
  points = summarise_points (figure, series);
  g_string_append_printf (out, "%s%s: %s.", out->len > 0 ? " " : "", name, points);
}

char *
vt_figure_summary (const VtFigure *figure)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < figure->series->len; i++)
    append_series (out, figure, vt_figure_get_series (figure, i));
  if (out->len == 0)
    return vt_markup_to_plain (figure->empty_text != NULL ? figure->empty_text : _("No data yet"));
  return tidy (vt_markup_to_plain (out->str));
}
