/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/axis.h"
#include "plot/number.h"

#include <math.h>

/* Narrower than this, relative to where it lies, neighbouring pixels are the same double. */
#define NARROWEST 1e-10
#define WIDEST_DECADES 600.0
#define WIDEST_LINEAR 1e300
#define MINOR_DECADES 7.0
#define SHORT_DECADES 1.6
#define NEAR_END 0.85 /* of a short log axis */
#define MOST_TICKS 400
#define CLOSER 0.6

void
vt_axis_init (VtAxis *axis)
{
  *axis = (VtAxis) { .low = 0, .high = 1, .expected_high = 1, .units.size = 1 };
  vt_range_reset (&axis->range);
}

static void
clear_units (VtAxis *axis)
{
  g_free ((char *) axis->units.title);
  g_free ((char *) axis->units.symbol);
  g_free ((char *) axis->units.unit);
  axis->units = (VtUnits) { .size = 1 };
}

void
vt_axis_clear (VtAxis *axis)
{
  g_clear_pointer (&axis->title, g_free);
  g_clear_pointer (&axis->symbol, g_free);
  g_clear_pointer (&axis->unit, g_free);
  clear_units (axis);
}

static void
replace_text (char **place, const char *text)
{
  char *copy = g_strdup (text);

  g_free (*place);
  *place = copy;
}

static void
set_expected (VtAxis *axis, gboolean fixed)
{
  double low = axis->style_low, high = axis->style_high;
  gboolean log = axis->scale == VT_SCALE_LOG, sensible = high > low && (!log || low > 0);

  axis->fixed = fixed && sensible;
  axis->expected_low = sensible ? vt_axis_from_value (axis, low) : log ? -1 : 0;
  axis->expected_high = sensible ? vt_axis_from_value (axis, high) : 1;
}

void
vt_axis_set_style (VtAxis *axis, const VtAxisStyle *style)
{
  double old_low = axis->expected_low, old_high = axis->expected_high;
  gboolean other_scale = axis->scale != style->scale;
  gboolean was_fixed = axis->fixed;

  replace_text (&axis->title, style->title);
  replace_text (&axis->symbol, style->symbol);
  replace_text (&axis->unit, style->unit);
  axis->scale = style->scale;
  axis->near = style->near;
  axis->style_low = style->low;
  axis->style_high = style->high;
  set_expected (axis, style->fixed);
  if (other_scale)
    axis->zoomed = FALSE;
  /* another scale or another fixed range: there is nothing to ease from */
  if (other_scale || !axis->range.set || was_fixed != axis->fixed
      || (axis->fixed && (old_low != axis->expected_low || old_high != axis->expected_high)))
    {
      vt_range_reset (&axis->range);
      if (!axis->zoomed)
        {
          axis->low = axis->expected_low;
          axis->high = axis->expected_high;
        }
    }
}

gboolean
vt_axis_set_units (VtAxis *axis, const VtUnits *units)
{
  const VtUnits own = { .size = 1 }, *new = units != NULL ? units : &own;

  if (new->size == axis->units.size && g_strcmp0 (new->title, axis->units.title) == 0)
    return FALSE;
  /* the same kind of unit (of another glass): what was chosen to see still means the same */
  if (g_strcmp0 (new->title, axis->units.title) != 0)
    axis->zoomed = FALSE;
  clear_units (axis);
  axis->units = (VtUnits) { new->size, g_strdup (new->title), g_strdup (new->symbol), g_strdup (new->unit) };
  set_expected (axis, axis->fixed);
  vt_range_reset (&axis->range);
  if (!axis->zoomed)
    {
      axis->low = axis->expected_low;
      axis->high = axis->expected_high;
    }
  return TRUE;
}

const char *
vt_axis_title (const VtAxis *axis)
{
  return axis->units.title != NULL ? axis->units.title : axis->title;
}

const char *
vt_axis_symbol (const VtAxis *axis)
{
  if (axis->units.title != NULL)
    return axis->units.symbol != NULL ? axis->units.symbol : axis->units.title;
  return axis->symbol != NULL ? axis->symbol : axis->title;
}

const char *
vt_axis_unit (const VtAxis *axis)
{
  return axis->units.title != NULL ? axis->units.unit : axis->unit;
}

double
vt_axis_in_units (const VtAxis *axis, double value)
{
  return value / axis->units.size;
}

double
vt_axis_from_value (const VtAxis *axis, double value)
{
  if (!isfinite (value))
    return NAN;
  value /= axis->units.size;
  switch (axis->scale)
    {
    case VT_SCALE_LINEAR: return value;
    case VT_SCALE_SYMLOG: return copysign (log10 (1 + fabs (value)), value);
    default: return value > 0 ? log10 (value) : NAN;
    }
}

double
vt_axis_to_value (const VtAxis *axis, double position)
{
  double value = position;

  if (axis->scale == VT_SCALE_LOG)
    value = pow (10, position);
  else if (axis->scale == VT_SCALE_SYMLOG)
    value = copysign (pow (10, fabs (position)) - 1, position);
  return axis->units.size * value;
}

double
vt_axis_fraction (const VtAxis *axis, double value)
{
  return (vt_axis_from_value (axis, value) - axis->low) / (axis->high - axis->low);
}

double
vt_axis_value_at (const VtAxis *axis, double fraction)
{
  return vt_axis_to_value (axis, axis->low + fraction * (axis->high - axis->low));
}

gboolean
vt_axis_zoom_to (VtAxis *axis, double low, double high)
{
  double size = MAX (fabs (low), fabs (high));

  if (!isfinite (low) || !isfinite (high) || !(high > low))
    return FALSE;
  if (high - low <= size * NARROWEST || high - low < 1e-290)
    return FALSE;
  if (axis->scale != VT_SCALE_LINEAR ? (size > WIDEST_DECADES / 2) : (size > WIDEST_LINEAR))
    return FALSE;
  axis->zoomed = TRUE;
  axis->low = low;
  axis->high = high;
  return TRUE;
}

void
vt_axis_unzoom (VtAxis *axis)
{
  axis->zoomed = FALSE;
}

char *
vt_axis_full_title (const VtAxis *axis)
{
  const char *title = vt_axis_title (axis), *unit = vt_axis_unit (axis);

  if (title == NULL)
    return NULL;
  if (unit == NULL || *unit == '\0')
    return g_strdup (title);
  return g_strdup_printf ("%s (%s)", title, unit);
}

static void
clear_tick (gpointer tick)
{
  g_free (((VtTick *) tick)->label);
}

static void
add_tick (GArray *ticks, const VtAxis *axis, double value, double position, gboolean major, char *label)
{
  VtTick tick = { value, (position - axis->low) / (axis->high - axis->low), major, label };

  g_array_append_val (ticks, tick);
}

/* The fewest decimals that show @value, a multiple of @step, exactly: 1, 1.5, 2. */
static guint
decimals_of (double value, double step)
{
  int decimals = MAX (0, -(int) floor (log10 (step) + 1e-9));

  while (decimals > 0 && fabs (remainder (value * pow (10, decimals - 1), 1)) < 1e-6)
    decimals--;
  return (guint) decimals;
}

/* Steps of 10^-4 and below, or of 10^7 and above, are told with their power of ten. */
static char *
linear_label (double value, double step, const char *mark)
{
  int places;

  if (step >= 0.9e-3 && fabs (value) < 1e7)
    return vt_format_fixed (value, decimals_of (value, step), mark, VT_NUMBER_MARKUP);
  /* from the first digit of the value to the first of the step */
  places = value == 0 ? 1 : (int) (floor (log10 (fabs (value)) + 1e-9) - floor (log10 (step) + 1e-9)) + 1;
  return vt_format_number_with (value, (guint) CLAMP (places, 1, 9), mark, VT_NUMBER_MARKUP);
}

/* Two labels tell little of a scale: rather than that they may stand closer. */
static double
linear_step (const VtAxis *axis, double length, double spacing)
{
  double span = axis->high - axis->low;
  double step = vt_nice_above (span * MIN (spacing / MAX (length, 1), 1));
  double labels = floor (axis->high / step + 1e-9) - ceil (axis->low / step - 1e-9) + 1;

  if (labels < 3)
    step = vt_nice_above (span * MIN (CLOSER * spacing / MAX (length, 1), 1));
  return step;
}

static void
add_linear_ticks (GArray *ticks, const VtAxis *axis, double length, double spacing, const char *mark)
{
  double span = axis->high - axis->low;
  double step = linear_step (axis, length, spacing);
  double slack = 1e-9 * span;
  double minor = step / 2;
  double first = ceil ((axis->low - slack) / minor), last = floor ((axis->high + slack) / minor);

  if (!(last - first < MOST_TICKS) || !isfinite (first))
    return;
  for (double k = first; k <= last; k++)
    {
      double value = k * minor;
      gboolean major = fmod (k, 2) == 0;

      if (fabs (value) < 1e-9 * step)
        value = 0;
      add_tick (ticks, axis, value, value, major, major ? linear_label (value, step, mark) : NULL);
    }
}

/* Every how many decades a label fits: 1, 2, 5, 10, 20 ... */
static int
decades_a_label (double decades, double length, double spacing)
{
  double wanted = spacing * decades / MAX (length, 1);

  return wanted <= 1 ? 1 : (int) MIN (vt_nice_above (wanted), 1000);
}

static char *
plain_log_label (double value, const char *mark)
{
  return vt_format_number_with (value, 1, mark, VT_NUMBER_MARKUP);
}

/* Ticks at 1 ... 9 times 10^@decade; @every tells which decades are major; with @helped, 2 and 5 are labelled too. */
static void
add_decade (GArray *ticks, const VtAxis *axis, int decade, int every, gboolean minor, gboolean helped,
            const char *mark)
{
  double slack = 1e-9 * (axis->high - axis->low);

  for (int m = 1; m <= (minor ? 9 : 1); m++)
    {
      double position = decade + log10 (m), value = m * pow (10, decade);
      gboolean major = m == 1 && decade % every == 0;
      char *label = NULL;

      if (position < axis->low - slack || position > axis->high + slack)
        continue;
      if (m == 1 && !major && !minor)
        continue;
      if (major && !helped)
        label = vt_format_power_of_ten (decade, VT_NUMBER_MARKUP);
      else if (helped && (m == 1 || m == 2 || m == 5))
        label = plain_log_label (value, mark);
      add_tick (ticks, axis, value, position, major || label != NULL, label);
    }
}

/* Fewer powers of ten than two tell nothing of a scale; one near the end of a short axis, where its title may take the
 * place of the label, does not count. */
static gboolean
needs_help (const VtAxis *axis)
{
  double decades = axis->high - axis->low;
  double end = decades < SHORT_DECADES ? axis->low + NEAR_END * decades : axis->high;

  return floor (end + 1e-9) - ceil (axis->low - 1e-9) + 1 < 2;
}

static void
add_log_ticks (GArray *ticks, const VtAxis *axis, double length, double spacing, const char *mark)
{
  double decades = axis->high - axis->low;
  int every = decades_a_label (decades, length, spacing);
  gboolean minor = decades <= MINOR_DECADES && every == 1;
  int first = (int) floor (axis->low), last = (int) ceil (axis->high);

  if (last - first > MOST_TICKS * every)
    return;
  for (int decade = first; decade <= last; decade++)
    add_decade (ticks, axis, decade, every, minor, needs_help (axis), mark);
}

static void
add_symlog_tick (GArray *ticks, const VtAxis *axis, double value, gboolean major, const char *label)
{
  double position = copysign (log10 (1 + fabs (value)), value), slack = 1e-9 * (axis->high - axis->low);

  if (position >= axis->low - slack && position <= axis->high + slack)
    add_tick (ticks, axis, value, position, major, g_strdup (label));
}

static void
add_symlog_decade (GArray *ticks, const VtAxis *axis, int sign, int decade, int every, gboolean minor)
{
  gboolean major = decade > 0 && decade % every == 0;
  g_autofree char *power = major ? vt_format_power_of_ten (decade, VT_NUMBER_MARKUP) : NULL;
  g_autofree char *label = major ? g_strconcat (sign < 0 ? VT_MINUS : "", power, NULL) : NULL;

  for (int m = 1; m <= (minor ? 9 : 1); m++)
    add_symlog_tick (ticks, axis, sign * m * pow (10, decade), major && m == 1, m == 1 ? label : NULL);
}

static int
compare_ticks (gconstpointer a, gconstpointer b)
{
  double x = ((const VtTick *) a)->value, y = ((const VtTick *) b)->value;

  return (x > y) - (x < y);
}

/* Zero and the powers of ten on both sides of it; next to zero there is no room for 1. */
static void
add_symlog_ticks (GArray *ticks, const VtAxis *axis, double length, double spacing)
{
  double decades = axis->high - axis->low;
  int every = decades_a_label (decades, length, spacing);
  int last = (int) ceil (MAX (fabs (axis->low), fabs (axis->high)));

  add_symlog_tick (ticks, axis, 0, TRUE, "0");
  for (int decade = 0; decade <= MIN (last, MOST_TICKS); decade++)
    for (int sign = -1; sign <= 1; sign += 2)
      add_symlog_decade (ticks, axis, sign, decade, every, decades <= MINOR_DECADES);
  g_array_sort (ticks, compare_ticks);
}

static guint
labels_of (const GArray *ticks)
{
  guint n = 0;

  for (guint i = 0; i < ticks->len; i++)
    n += g_array_index (ticks, VtTick, i).label != NULL;
  return n;
}

/* A log axis zoomed into less than a factor of two or so: the nice numbers of a linear one, at their places. */
static void
add_close_log_ticks (GArray *ticks, const VtAxis *axis, double length, double spacing, const char *mark)
{
  VtAxis linear = *axis;
  g_autoptr (GArray) values = NULL;

  linear.scale = VT_SCALE_LINEAR;
  linear.low = pow (10, axis->low);
  linear.high = pow (10, axis->high);
  values = vt_axis_ticks (&linear, length, spacing, mark);
  g_array_set_size (ticks, 0);
  for (guint i = 0; i < values->len; i++)
    {
      VtTick *tick = &g_array_index (values, VtTick, i);

      if (tick->value > 0)
        add_tick (ticks, axis, tick->value, log10 (tick->value), tick->major, g_steal_pointer (&tick->label));
    }
}

GArray *
vt_axis_ticks (const VtAxis *axis, double length, double spacing, const char *mark)
{
  GArray *ticks = g_array_new (FALSE, FALSE, sizeof (VtTick));

  g_array_set_clear_func (ticks, clear_tick);
  if (!(axis->high > axis->low) || !(length > 0))
    return ticks;
  if (axis->scale == VT_SCALE_LINEAR)
    add_linear_ticks (ticks, axis, length, spacing, mark);
  else if (axis->scale == VT_SCALE_SYMLOG)
    add_symlog_ticks (ticks, axis, length, spacing);
  else
    {
      add_log_ticks (ticks, axis, length, spacing, mark);
      if (labels_of (ticks) < 2 && axis->high - axis->low < 2 && pow (10, axis->high) < 1e300)
        add_close_log_ticks (ticks, axis, length, spacing, mark);
    }
  return ticks;
}
