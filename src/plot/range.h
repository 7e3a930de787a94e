/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The range of an axis that follows its data without ever jumping. Values here are in axis space: the value itself on a
 * linear axis, its decimal logarithm on a logarithmic one. Time is handed in, so that nothing here needs a clock. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define VT_RANGE_EASE_US (250 * G_TIME_SPAN_MILLISECOND)
#define VT_RANGE_ROOMY_US (2 * G_TIME_SPAN_SECOND)
#define VT_RANGE_SETTLED G_MAXINT64

typedef enum
{
  VT_RANGE_LIVE = 1 << 0,    /* data arrive: grow in nice steps, shrink only after a while */
  VT_RANGE_HELD = 1 << 1,    /* the pointer is over the figure: a live range stays */
  VT_RANGE_INSTANT = 1 << 2, /* no easing ("reduce animation") */
} VtRangeFlags;

typedef struct
{
  double low, high;           /* shown now */
  double from_low, from_high; /* where the ease began */
  double to_low, to_high;     /* where it ends */
  gint64 ease_start;          /* us; -1: at rest */
  gint64 roomy_since;         /* us, since when the data need less than half; -1: they do not */
  gboolean set;
} VtRange;

/* Forgets everything: the next update lands on what it is told at once. */
void vt_range_reset (VtRange *range);

/* At rest at these ends, at once. */
void vt_range_set (VtRange *range, double low, double high);

/* Moves on to time @now (us, monotonic). @low and @high are where the range should lie for the data it has. Live, an
 * end is only ever moved outward while the data need it, and the whole shrinks when they have needed less than half for
 * 2 s. Returns when to call again: @now or earlier while it is moving, VT_RANGE_SETTLED when only new data matter. */
gint64 vt_range_update (VtRange *range, double low, double high, gint64 now, VtRangeFlags flags);

/* The largest of 1, 2, 5 times a power of ten that is at most @value, and the smallest that is at least @value
 * (@value > 0). */
double vt_nice_below (double value);
double vt_nice_above (double value);

/* The ends of a linear range around @low ... @high, on multiples of a nice step, about @steps of them. */
void vt_range_nice_linear (double *low, double *high, int steps);
/* The same in decades: outward to 1, 2, 5 times a power of ten. */
void vt_range_nice_log (double *low, double *high);

G_END_DECLS
