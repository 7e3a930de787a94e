/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/range.h"

#include <math.h>

void
vt_range_reset (VtRange *range)
{
  *range = (VtRange) { .ease_start = -1, .roomy_since = -1 };
}

void
vt_range_set (VtRange *range, double low, double high)
{
  vt_range_reset (range);
  range->low = range->from_low = range->to_low = low;
  range->high = range->from_high = range->to_high = high;
  range->set = TRUE;
}

static void
start_ease (VtRange *range, double low, double high, gint64 now, VtRangeFlags flags)
{
  if (low == range->to_low && high == range->to_high)
    return;
  if (flags & VT_RANGE_INSTANT)
    {
      vt_range_set (range, low, high);
      return;
    }
  range->from_low = range->low;
  range->from_high = range->high;
  range->to_low = low;
  range->to_high = high;
  range->ease_start = now;
  range->roomy_since = -1;
}

static void
advance_ease (VtRange *range, gint64 now)
{
  double t, eased;

  if (range->ease_start < 0)
    return;
  t = (double) (now - range->ease_start) / (double) VT_RANGE_EASE_US;
  if (t >= 1)
    {
      range->low = range->to_low;
      range->high = range->to_high;
      range->ease_start = -1;
      return;
    }
  t = MAX (t, 0);
  eased = 1 - (1 - t) * (1 - t) * (1 - t); /* ease-out */
  range->low = range->from_low + eased * (range->to_low - range->from_low);
  range->high = range->from_high + eased * (range->to_high - range->from_high);
}

/* Nothing of the wanted range is in view: holding still would show an empty plot. */
static gboolean
out_of_view (const VtRange *range, double low, double high)
{
  return high < range->to_low || low > range->to_high;
}

static gboolean
roomy_long_enough (VtRange *range, double low, double high, gint64 now)
{
  if (high - low >= 0.5 * (range->to_high - range->to_low))
    {
      range->roomy_since = -1;
      return FALSE;
    }
  if (range->roomy_since < 0)
    range->roomy_since = now;
  return now - range->roomy_since >= VT_RANGE_ROOMY_US;
}

static void
follow_live (VtRange *range, double low, double high, gint64 now, VtRangeFlags flags)
{
  if (out_of_view (range, low, high))
    start_ease (range, low, high, now, flags);
  else if (flags & VT_RANGE_HELD)
    return;
  else if (low < range->to_low || high > range->to_high)
    start_ease (range, MIN (low, range->to_low), MAX (high, range->to_high), now, flags);
  else if (roomy_long_enough (range, low, high, now))
    start_ease (range, low, high, now, flags);
}

gint64
vt_range_update (VtRange *range, double low, double high, gint64 now, VtRangeFlags flags)
{
  if (!isfinite (low) || !isfinite (high) || !(high > low))
    return VT_RANGE_SETTLED;
  if (!range->set)
    {
      vt_range_set (range, low, high);
      return VT_RANGE_SETTLED;
    }

  advance_ease (range, now);
  if (flags & VT_RANGE_LIVE)
    follow_live (range, low, high, now, flags);
  else
    start_ease (range, low, high, now, flags);

  if (range->ease_start >= 0)
    return now;
  return range->roomy_since >= 0 ? range->roomy_since + VT_RANGE_ROOMY_US : VT_RANGE_SETTLED;
}

double
vt_nice_below (double value)
{
  double power = pow (10, floor (log10 (value)));
  double leading = value / power * (1 + 1e-12);

  return (leading >= 10 ? 10 : leading >= 5 ? 5 : leading >= 2 ? 2 : 1) * power;
}

double
vt_nice_above (double value)
{
  double power = pow (10, floor (log10 (value)));
  double leading = value / power * (1 - 1e-12);

  return (leading <= 1 ? 1 : leading <= 2 ? 2 : leading <= 5 ? 5 : 10) * power;
}

void
vt_range_nice_linear (double *low, double *high, int steps)
{
  double step;

  if (!(*high > *low))
    return;
  step = vt_nice_above ((*high - *low) / MAX (steps, 1));
  *low = floor (*low / step + 1e-9) * step;
  *high = ceil (*high / step - 1e-9) * step;
}

void
vt_range_nice_log (double *low, double *high)
{
  if (!(*high > *low))
    return;
  *low = log10 (vt_nice_below (pow (10, *low)));
  *high = log10 (vt_nice_above (pow (10, *high)));
}
