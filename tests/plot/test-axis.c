/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/axis.h"
#include "plot/number.h"

#include <math.h>
#include <string.h>

static void
show (VtAxis *axis, VtScale scale, double low, double high)
{
  VtAxisStyle style = { .title = "x", .scale = scale, .fixed = TRUE, .low = low, .high = high };

  vt_axis_init (axis);
  vt_axis_set_style (axis, &style);
}

/* The labels of the ticks, joined by a space. */
static char *
labels (const VtAxis *axis, double length, double spacing, const char *mark)
{
  g_autoptr (GArray) ticks = vt_axis_ticks (axis, length, spacing, mark);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < ticks->len; i++)
    {
      const char *label = g_array_index (ticks, VtTick, i).label;

      if (label != NULL)
        g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", label);
    }
  return g_string_free (out, FALSE);
}

static void
assert_labels (VtScale scale, double low, double high, double length, double spacing, const char *mark,
               const char *expected)
{
  VtAxis axis;
  g_autofree char *found = NULL;

  show (&axis, scale, low, high);
  found = labels (&axis, length, spacing, mark);
  g_assert_cmpstr (found, ==, expected);
  vt_axis_clear (&axis);
}

static void
test_linear_labels (void)
{
  assert_labels (VT_SCALE_LINEAR, 0, 11.02, 136, 40, ".", "0 5 10");
  assert_labels (VT_SCALE_LINEAR, -1.25, 1.25, 184, 40, ".", "−1 0 1");
  assert_labels (VT_SCALE_LINEAR, 0.7, 2.1, 300, 62, ".", "1 1.5 2");
  assert_labels (VT_SCALE_LINEAR, 0.7, 2.1, 300, 62, ",", "1 1,5 2");
  assert_labels (VT_SCALE_LINEAR, 0, 20000, 334, 62, ".", "0 5000 10\342\200\211000 15\342\200\211000 20\342\200\211000");
  assert_labels (VT_SCALE_LINEAR, 0, 4e-4, 200, 80, ".",
                 "0 2\342\200\211×\342\200\21110<sup>−4</sup> 4\342\200\211×\342\200\21110<sup>−4</sup>");
  /* no two labels say the same */
  assert_labels (VT_SCALE_LINEAR, 0.4e-6, 1.6e-6, 200, 80, ".",
                 "5\342\200\211×\342\200\21110<sup>−7</sup> 1.0\342\200\211×\342\200\21110<sup>−6</sup> 1.5\342\200\211×\342\200\21110<sup>−6</sup>");
}

static void
test_log_labels (void)
{
  assert_labels (VT_SCALE_LOG, 1e-4, 0.2, 136, 23, ".",
                 "10<sup>−4</sup> 10<sup>−3</sup> 10<sup>−2</sup> 10<sup>−1</sup>");
  /* too many decades: every fifth */
  assert_labels (VT_SCALE_LOG, 1e-12, 1e7, 136, 23, ".",
                 "10<sup>−10</sup> 10<sup>−5</sup> 10<sup>0</sup> 10<sup>5</sup>");
  /* fewer than two powers: plain numbers at 1, 2, 5 */
  assert_labels (VT_SCALE_LOG, 0.8, 8, 140, 40, ".", "1 2 5");
  /* ... and so where the second is near the end, where a title may stand in its place */
  assert_labels (VT_SCALE_LOG, 0.6, 12, 140, 40, ".", "1 2 5 10");
  /* hardly a factor: the nice numbers of a linear axis */
  assert_labels (VT_SCALE_LOG, 2.1, 2.9, 140, 30, ".", "2.2 2.4 2.6 2.8");
}

/* Ticks lie where their values do, ascending, and every minor one at 2 ... 9. */
static void
test_minor_ticks (void)
{
  VtAxis axis;
  g_autoptr (GArray) ticks = NULL;
  guint minor = 0;

  show (&axis, VT_SCALE_LOG, 1, 1000);
  ticks = vt_axis_ticks (&axis, 300, 40, ".");
  for (guint i = 0; i < ticks->len; i++)
    {
      const VtTick *tick = &g_array_index (ticks, VtTick, i);

      g_assert_cmpfloat (fabs (vt_axis_fraction (&axis, tick->value) - tick->fraction), <, 1e-12);
      g_assert_true (i == 0 || tick->value > g_array_index (ticks, VtTick, i - 1).value);
      minor += !tick->major;
    }
  g_assert_cmpuint (minor, ==, 3 * 8);
  vt_axis_clear (&axis);
}

/* More than 7 decades: no minor ticks. */
static void
test_no_minor_ticks_over_many_decades (void)
{
  VtAxis axis;
  g_autoptr (GArray) ticks = NULL;

  show (&axis, VT_SCALE_LOG, 1e-4, 1e4);
  ticks = vt_axis_ticks (&axis, 400, 20, ".");
  for (guint i = 0; i < ticks->len; i++)
    g_assert_true (g_array_index (ticks, VtTick, i).major);
  vt_axis_clear (&axis);
}

/* Whatever the range: few ticks, inside it, major ones at least as far apart as asked for (or three labels). */
static void
test_random_ranges (void)
{
  for (int i = 0; i < 3000; i++)
    {
      VtAxis axis;
      double low = g_test_rand_double_range (-1, 1) * pow (10, g_test_rand_int_range (-8, 8));
      double high = low + pow (10, g_test_rand_int_range (-9, 9)) * g_test_rand_double_range (1, 10);
      double length = g_test_rand_double_range (60, 900);
      double last = -INFINITY;
      g_autoptr (GArray) ticks = NULL;

      if (high - low < 1e-7 * MAX (fabs (low), fabs (high)))
        continue;
      show (&axis, VT_SCALE_LINEAR, low, high);
      ticks = vt_axis_ticks (&axis, length, 40, ".");
      g_assert_cmpuint (ticks->len, <=, 2 * length / (0.6 * 40) + 3);
      for (guint k = 0; k < ticks->len; k++)
        {
          const VtTick *tick = &g_array_index (ticks, VtTick, k);

          g_assert_cmpfloat (tick->fraction, >=, -1e-6);
          g_assert_cmpfloat (tick->fraction, <=, 1 + 1e-6);
          if (!tick->major)
            continue;
          g_assert_cmpfloat ((tick->fraction - last) * length, >=, 0.6 * 40 - 1e-3);
          last = tick->fraction;
        }
      vt_axis_clear (&axis);
    }
}

static void
test_no_place_on_a_log_axis (void)
{
  VtAxis axis;

  show (&axis, VT_SCALE_LOG, 0.1, 10);
  g_assert_true (isnan (vt_axis_fraction (&axis, 0)));
  g_assert_true (isnan (vt_axis_fraction (&axis, -1)));
  g_assert_true (isnan (vt_axis_fraction (&axis, INFINITY)));
  g_assert_cmpfloat_with_epsilon (vt_axis_fraction (&axis, 1), 0.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (vt_axis_value_at (&axis, 0.5), 1, 1e-12);
  vt_axis_clear (&axis);
}

static void
test_zoom_limits (void)
{
  VtAxis axis;

  show (&axis, VT_SCALE_LINEAR, 0, 1);
  g_assert_false (vt_axis_zoom_to (&axis, 1, 1));
  g_assert_false (vt_axis_zoom_to (&axis, 2, 1));
  g_assert_false (vt_axis_zoom_to (&axis, 1, 1 + 1e-14));
  g_assert_false (vt_axis_zoom_to (&axis, -1e308, 1e308));
  g_assert_false (vt_axis_zoom_to (&axis, NAN, 1));
  g_assert_false (axis.zoomed);
  g_assert_true (vt_axis_zoom_to (&axis, 0.25, 0.5));
  g_assert_cmpfloat_with_epsilon (vt_axis_fraction (&axis, 0.375), 0.5, 1e-12);
  vt_axis_unzoom (&axis);
  g_assert_false (axis.zoomed);
  vt_axis_clear (&axis);
}

static void
test_title (void)
{
  VtAxis axis;
  g_autofree char *with = NULL, *without = NULL;

  vt_axis_init (&axis);
  vt_axis_set_style (&axis, &(VtAxisStyle) { .title = "<i>r</i>", .unit = "<i>λ</i>" });
  with = vt_axis_full_title (&axis);
  vt_axis_set_style (&axis, &(VtAxisStyle) { .title = "<i>g</i>" });
  without = vt_axis_full_title (&axis);
  g_assert_cmpstr (with, ==, "<i>r</i> (<i>λ</i>)");
  g_assert_cmpstr (without, ==, "<i>g</i>");
  vt_axis_clear (&axis);
}

/* Both signs on one axis: logarithmic far from zero, through zero without a gap. */
static void
test_symmetric (void)
{
  VtAxis axis;
  const double values[] = { -50, -1, -1e-3, 0, 1e-3, 1, 1e4 };

  assert_labels (VT_SCALE_SYMLOG, -100, 1e4, 130, 20, NULL, VT_MINUS "10<sup>2</sup> " VT_MINUS "10<sup>1</sup> 0 10<sup>1</sup> "
                 "10<sup>2</sup> 10<sup>3</sup> 10<sup>4</sup>");
  assert_labels (VT_SCALE_SYMLOG, -10, 1e5, 130, 23, NULL, "0 10<sup>2</sup> 10<sup>4</sup>");
  show (&axis, VT_SCALE_SYMLOG, -100, 1e4);
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      double position = vt_axis_from_value (&axis, values[i]);

      g_assert_cmpfloat_with_epsilon (vt_axis_to_value (&axis, position), values[i], 1e-9 * fabs (values[i]) + 1e-15);
      g_assert_true (i == 0 || position > vt_axis_from_value (&axis, values[i - 1]));
    }
  g_assert_cmpfloat_with_epsilon (vt_axis_fraction (&axis, -100), 0, 1e-12);
  g_assert_cmpfloat_with_epsilon (vt_axis_fraction (&axis, 1e4), 1, 1e-12);
  vt_axis_clear (&axis);
}

/* Told in other units everything is divided by their size, values go in and come out in those of the data. */
static void
test_units (void)
{
  const VtUnits half = { 2, "<i>r</i> / <i>a</i><sub>0</sub>", NULL, NULL }, third = { 3, half.title, NULL, NULL };
  VtAxis axis;
  g_autofree char *found = NULL, *title = NULL;

  vt_axis_init (&axis);
  vt_axis_set_style (&axis, &(VtAxisStyle) { .title = "<i>r</i>", .unit = "<i>λ</i>", .fixed = TRUE, .low = 0, .high = 10 });
  g_assert_true (vt_axis_set_units (&axis, &half));
  g_assert_false (vt_axis_set_units (&axis, &half));
  g_assert_cmpfloat (axis.high, ==, 5);
  g_assert_cmpfloat (vt_axis_fraction (&axis, 10), ==, 1);
  g_assert_cmpfloat (vt_axis_value_at (&axis, 0.5), ==, 5);
  g_assert_cmpfloat (vt_axis_in_units (&axis, 10), ==, 5);
  found = labels (&axis, 100, 20, ".");
  g_assert_cmpstr (found, ==, "0 1 2 3 4 5");
  title = vt_axis_full_title (&axis);
  g_assert_cmpstr (title, ==, half.title);
  g_assert_null (vt_axis_unit (&axis));

  /* of another glass: what was chosen to see stays; of another kind: it means nothing any more */
  g_assert_true (vt_axis_zoom_to (&axis, 1, 2));
  g_assert_true (vt_axis_set_units (&axis, &third));
  g_assert_true (axis.zoomed);
  g_assert_cmpfloat (axis.high, ==, 2);
  g_assert_true (vt_axis_set_units (&axis, NULL));
  g_assert_false (axis.zoomed);
  g_assert_cmpfloat (axis.high, ==, 10);
  g_assert_cmpstr (vt_axis_unit (&axis), ==, "<i>λ</i>");
  vt_axis_clear (&axis);
}

static void
test_units_of_a_log_axis (void)
{
  const VtUnits units = { 10, "<i>ω</i> / <i>ω</i><sub>0</sub>", NULL, NULL };
  VtAxis axis;

  show (&axis, VT_SCALE_LOG, 1, 1000);
  g_assert_true (vt_axis_set_units (&axis, &units));
  g_assert_cmpfloat_with_epsilon (axis.low, -1, 1e-12);
  g_assert_cmpfloat_with_epsilon (axis.high, 2, 1e-12);
  g_assert_cmpfloat_with_epsilon (vt_axis_fraction (&axis, 10), 1 / 3.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (vt_axis_value_at (&axis, 1), 1000, 1e-9);
  vt_axis_clear (&axis);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/axis/linear-labels", test_linear_labels);
  g_test_add_func ("/axis/log-labels", test_log_labels);
  g_test_add_func ("/axis/minor-ticks", test_minor_ticks);
  g_test_add_func ("/axis/no-minor-ticks-over-many-decades", test_no_minor_ticks_over_many_decades);
  g_test_add_func ("/axis/random-ranges", test_random_ranges);
  g_test_add_func ("/axis/no-place-on-a-log-axis", test_no_place_on_a_log_axis);
  g_test_add_func ("/axis/zoom-limits", test_zoom_limits);
  g_test_add_func ("/axis/title", test_title);
  g_test_add_func ("/axis/symmetric", test_symmetric);
  g_test_add_func ("/axis/units", test_units);
  g_test_add_func ("/axis/units-of-a-log-axis", test_units_of_a_log_axis);
  return g_test_run ();
}
