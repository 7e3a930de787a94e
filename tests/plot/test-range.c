/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Live axes never jump: time is handed in, so that every moment can be looked at. */
#include "plot/figure.h"

#include <math.h>

#define MS G_TIME_SPAN_MILLISECOND

static void
test_nice_numbers (void)
{
  g_assert_cmpfloat_with_epsilon (vt_nice_above (3.1), 5, 1e-9);
  g_assert_cmpfloat_with_epsilon (vt_nice_above (5), 5, 1e-9);
  g_assert_cmpfloat_with_epsilon (vt_nice_above (0.011), 0.02, 1e-12);
  g_assert_cmpfloat_with_epsilon (vt_nice_above (70), 100, 1e-9);
  g_assert_cmpfloat_with_epsilon (vt_nice_below (3.1), 2, 1e-9);
  g_assert_cmpfloat_with_epsilon (vt_nice_below (0.99), 0.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (vt_nice_below (1000), 1000, 1e-6);
}

static void
test_nice_ends (void)
{
  double low = 0.3, high = 8.7;

  vt_range_nice_linear (&low, &high, 4);
  g_assert_cmpfloat_with_epsilon (low, 0, 1e-9);
  g_assert_cmpfloat_with_epsilon (high, 10, 1e-9);
  low = log10 (0.03);
  high = log10 (700);
  vt_range_nice_log (&low, &high);
  g_assert_cmpfloat_with_epsilon (pow (10, low), 0.02, 1e-9);
  g_assert_cmpfloat_with_epsilon (pow (10, high), 1000, 1e-6);
}

/* The first range is there at once; a larger one is reached in 250 ms, without leaps, and without going back. */
static void
test_growth_is_eased (void)
{
  VtRange range;
  double last = 10;

  vt_range_reset (&range);
  g_assert_cmpint (vt_range_update (&range, 0, 10, 0, VT_RANGE_LIVE), ==, VT_RANGE_SETTLED);
  g_assert_cmpfloat (range.high, ==, 10);
  for (gint64 now = 0; now <= 250 * MS; now += 10 * MS)
    {
      gint64 next = vt_range_update (&range, 0, 20, now, VT_RANGE_LIVE);

      g_assert_cmpfloat (range.high, >=, last);
      g_assert_cmpfloat (range.high - last, <, 2);
      g_assert_true (now == 250 * MS ? next == VT_RANGE_SETTLED : next <= now);
      last = range.high;
    }
  g_assert_cmpfloat (range.high, ==, 20);
}

static void
test_shrinks_after_two_seconds_below_half (void)
{
  VtRange range;

  vt_range_reset (&range);
  vt_range_update (&range, 0, 20, 0, VT_RANGE_LIVE);
  /* more than half: never */
  g_assert_cmpint (vt_range_update (&range, 0, 12, 10000 * MS, VT_RANGE_LIVE), ==, VT_RANGE_SETTLED);
  g_assert_cmpfloat (range.to_high, ==, 20);
  /* less than half: it says when to look again, and starts then */
  g_assert_cmpint (vt_range_update (&range, 0, 5, 20000 * MS, VT_RANGE_LIVE), ==, 22000 * MS);
  vt_range_update (&range, 0, 5, 21999 * MS, VT_RANGE_LIVE);
  g_assert_cmpfloat (range.to_high, ==, 20);
  vt_range_update (&range, 0, 5, 22000 * MS, VT_RANGE_LIVE);
  g_assert_cmpfloat (range.to_high, ==, 5);
  vt_range_update (&range, 0, 5, 22250 * MS, VT_RANGE_LIVE);
  g_assert_cmpfloat (range.high, ==, 5);
}

/* Data that need the room again within the two seconds start the wait anew. */
static void
test_wait_starts_anew (void)
{
  VtRange range;

  vt_range_reset (&range);
  vt_range_update (&range, 0, 20, 0, VT_RANGE_LIVE);
  vt_range_update (&range, 0, 5, 1000 * MS, VT_RANGE_LIVE);
  vt_range_update (&range, 0, 15, 2000 * MS, VT_RANGE_LIVE);
  vt_range_update (&range, 0, 5, 2500 * MS, VT_RANGE_LIVE);
  vt_range_update (&range, 0, 5, 4000 * MS, VT_RANGE_LIVE);
  g_assert_cmpfloat (range.to_high, ==, 20);
}

static void
test_held_under_the_pointer (void)
{
  VtRange range;

  vt_range_reset (&range);
  vt_range_update (&range, 0, 10, 0, VT_RANGE_LIVE);
  vt_range_update (&range, 0, 20, 100 * MS, VT_RANGE_LIVE | VT_RANGE_HELD);
  vt_range_update (&range, 0, 2, 200 * MS, VT_RANGE_LIVE | VT_RANGE_HELD);
  vt_range_update (&range, 0, 2, 9000 * MS, VT_RANGE_LIVE | VT_RANGE_HELD);
  g_assert_cmpfloat (range.low, ==, 0);
  g_assert_cmpfloat (range.high, ==, 10);
  /* an empty plot would help nobody: data all elsewhere are followed */
  vt_range_update (&range, 50, 60, 9100 * MS, VT_RANGE_LIVE | VT_RANGE_HELD);
  g_assert_cmpfloat (range.to_low, ==, 50);
}

static void
test_settled_data_fit_at_once (void)
{
  VtRange range;

  vt_range_reset (&range);
  vt_range_update (&range, 0, 20, 0, VT_RANGE_LIVE);
  vt_range_update (&range, 0, 11, 10 * MS, 0);
  g_assert_cmpfloat (range.to_high, ==, 11);
  vt_range_update (&range, 0, 7, 20 * MS, VT_RANGE_INSTANT);
  g_assert_cmpfloat (range.high, ==, 7);
}

static void
test_nonsense_is_refused (void)
{
  VtRange range;

  vt_range_reset (&range);
  vt_range_update (&range, 0, 10, 0, 0);
  vt_range_update (&range, NAN, 10, 10, 0);
  vt_range_update (&range, 3, 3, 10, 0);
  vt_range_update (&range, 0, INFINITY, 10, 0);
  g_assert_cmpfloat (range.to_high, ==, 10);
}

static void
set_points (VtFigure *figure, guint n, double height)
{
  double x[100], y[100];

  for (guint i = 0; i < n; i++)
    {
      x[i] = 1 + i;
      y[i] = height * (i + 1) / n;
    }
  vt_figure_set_data (figure, "a", n, x, y, NULL);
}

/* Before data the expected range; then, live, nice ends with 4 % above; at rest the data and 4 %. */
static void
test_figure_ranges (void)
{
  g_autoptr (VtFigure) figure = vt_figure_new ("Figure");
  VtAxis *x = vt_figure_get_axis (figure, VT_AXIS_X), *y = vt_figure_get_axis (figure, VT_AXIS_Y);

  vt_figure_set_axis (figure, VT_AXIS_X, &(VtAxisStyle) { .low = 0, .high = 50 });
  vt_figure_set_axis (figure, VT_AXIS_Y, &(VtAxisStyle) { .low = 0, .high = 3 });
  vt_figure_set_live (figure, "live");
  vt_figure_update_ranges (figure, 0, 0);
  g_assert_cmpfloat (x->high, ==, 50);
  g_assert_cmpfloat (y->high, ==, 3);

  set_points (figure, 20, 7.3);
  vt_figure_update_ranges (figure, 10, 0);
  g_assert_cmpfloat_with_epsilon (y->low, 0, 1e-9);
  g_assert_cmpfloat_with_epsilon (y->high, 8 * 1.04, 1e-9);
  /* curves fill the width */
  g_assert_cmpfloat_with_epsilon (x->low, 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (x->high, 20, 1e-9);

  vt_figure_set_live (figure, NULL);
  vt_figure_update_ranges (figure, 20, VT_RANGE_INSTANT);
  g_assert_cmpfloat_with_epsilon (y->high, 7.3 * 1.04, 1e-9);

  /* switched off, the axes stay where they are */
  vt_figure_set_series_visible (figure, "a", FALSE);
  vt_figure_update_ranges (figure, 30, VT_RANGE_INSTANT);
  g_assert_cmpfloat_with_epsilon (y->high, 7.3 * 1.04, 1e-9);

  vt_figure_clear_data (figure);
  vt_figure_update_ranges (figure, 40, VT_RANGE_INSTANT);
  g_assert_cmpfloat (y->high, ==, 3);
}

/* A log axis ends at 1, 2 or 5 of a decade, with 4 % on top; dots stand clear of its ends, a curve fills it. */
static void
test_log_ranges (void)
{
  g_autoptr (VtFigure) figure = vt_figure_new ("Figure");
  VtAxis *x = vt_figure_get_axis (figure, VT_AXIS_X), *y = vt_figure_get_axis (figure, VT_AXIS_Y);

  vt_figure_set_axis (figure, VT_AXIS_X, &(VtAxisStyle) { .scale = VT_SCALE_LOG });
  vt_figure_set_axis (figure, VT_AXIS_Y, &(VtAxisStyle) { .scale = VT_SCALE_LOG });
  vt_figure_set_data (figure, "a", 3, (double[]) { 1.3, 4, 70 }, (double[]) { 33, 0, 240 }, NULL);
  vt_figure_update_ranges (figure, 0, VT_RANGE_INSTANT);
  g_assert_cmpfloat_with_epsilon (pow (10, x->low), 1.3, 1e-9);
  g_assert_cmpfloat_with_epsilon (pow (10, x->high), 70, 1e-9);
  g_assert_cmpfloat_with_epsilon (pow (10, y->low), 20, 1e-9);
  g_assert_cmpfloat (pow (10, y->high), >, 500);
  g_assert_cmpfloat (pow (10, y->high), <, 600);

  vt_figure_set_series (figure, "a", &(VtSeriesStyle) { .kind = VT_SERIES_POINTS });
  vt_figure_update_ranges (figure, 0, VT_RANGE_INSTANT);
  g_assert_cmpfloat (pow (10, x->low), <, 1.2);
  g_assert_cmpfloat (pow (10, x->high), >, 75);

  /* words at the top and at the bottom get room */
  vt_figure_set_mark (figure, "top", &(VtMark) { .kind = VT_MARK_TEXT, .corner = VT_CORNER_TOP_LEFT, .label = "up" });
  vt_figure_set_mark (figure, "low", &(VtMark) { .kind = VT_MARK_TEXT, .corner = VT_CORNER_BOTTOM_LEFT, .label = "low" });
  vt_figure_set_data (figure, "a", 2, (double[]) { 1, 2 }, (double[]) { 130, 800 }, NULL);
  vt_figure_update_ranges (figure, 0, VT_RANGE_INSTANT);
  g_assert_cmpfloat (vt_axis_fraction (y, 130), >, 0.14);
  g_assert_cmpfloat (vt_axis_fraction (y, 800), <, 0.86);
}

/* A growing trace: its axis widens now and then, not with every point. */
static void
test_growing_trace (void)
{
  g_autoptr (VtFigure) figure = vt_figure_new ("Run");
  VtAxis *x = vt_figure_get_axis (figure, VT_AXIS_X);
  double last = 0;
  guint growths = 0;

  vt_figure_set_series (figure, "a", &(VtSeriesStyle) { .kind = VT_SERIES_TRACE });
  vt_figure_set_live (figure, "melting");
  for (guint n = 2; n <= 100; n++)
    {
      set_points (figure, n, 1);
      vt_figure_update_ranges (figure, n * 1000 * MS, 0);
      vt_figure_update_ranges (figure, n * 1000 * MS + 300 * MS, 0);
      g_assert_cmpfloat (x->high, >=, n);
      growths += x->high > last;
      last = x->high;
    }
  g_assert_cmpuint (growths, <, 20);
}

/* A zoomed axis belongs to the user. */
static void
test_zoom_is_left_alone (void)
{
  g_autoptr (VtFigure) figure = vt_figure_new ("Figure");
  VtAxis *y = vt_figure_get_axis (figure, VT_AXIS_Y);

  set_points (figure, 10, 5);
  vt_figure_update_ranges (figure, 0, 0);
  g_assert_true (vt_axis_zoom_to (y, 1, 2));
  set_points (figure, 10, 500);
  vt_figure_update_ranges (figure, 1, 0);
  g_assert_cmpfloat (y->low, ==, 1);
  g_assert_cmpfloat (y->high, ==, 2);
  vt_axis_unzoom (y);
  vt_figure_update_ranges (figure, 10000 * MS, 0);
  g_assert_cmpfloat (y->high, >=, 500);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/range/nice-numbers", test_nice_numbers);
  g_test_add_func ("/range/nice-ends", test_nice_ends);
  g_test_add_func ("/range/growth-is-eased", test_growth_is_eased);
  g_test_add_func ("/range/shrinks-after-two-seconds-below-half", test_shrinks_after_two_seconds_below_half);
  g_test_add_func ("/range/wait-starts-anew", test_wait_starts_anew);
  g_test_add_func ("/range/held-under-the-pointer", test_held_under_the_pointer);
  g_test_add_func ("/range/settled-data-fit-at-once", test_settled_data_fit_at_once);
  g_test_add_func ("/range/nonsense-is-refused", test_nonsense_is_refused);
  g_test_add_func ("/range/figure", test_figure_ranges);
  g_test_add_func ("/range/log", test_log_ranges);
  g_test_add_func ("/range/growing-trace", test_growing_trace);
  g_test_add_func ("/range/zoom-is-left-alone", test_zoom_is_left_alone);
  return g_test_run ();
}
