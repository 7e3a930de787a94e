/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The JSON writer and the text plot. */
#include "json.h"
#include "program.h"
#include "text-plot.h"

#include <math.h>
#include <string.h>

static void
test_json (void)
{
  const double values[] = { 0.694, 1e22, -0.0, 5e-324, 1.7976931348623157e308, 3, NAN, -INFINITY, 1.0 / 3 };
  VtJson *json = vt_json_new ();
  g_autofree char *text = NULL;
  g_autoptr (JsonObject) object = NULL;
  JsonArray *array;

  vt_json_begin_object (json, NULL);
  vt_json_add_numbers (json, "values", values, G_N_ELEMENTS (values));
  vt_json_add_whole (json, "seed", 9007199254740991);
  vt_json_add_string (json, "text", "a \"b\" \\ \n\t\x01 λ");
  vt_json_add_string (json, "nothing", NULL);
  vt_json_add_boolean (json, "yes", TRUE);
  vt_json_begin_object (json, "empty");
  vt_json_end_object (json);
  vt_json_begin_array (json, "none");
  vt_json_end_array (json);
  vt_json_end_object (json);
  text = vt_json_free (json);
  object = parse_object (text);
  array = json_object_get_array_member (object, "values");
  for (guint k = 0; k < G_N_ELEMENTS (values); k++)
    if (isfinite (values[k]))
      g_assert_true (json_array_get_double_element (array, k) == values[k]);
    else
      g_assert_true (json_array_get_null_element (array, k));
  g_assert_cmpint (json_object_get_int_member (object, "seed"), ==, 9007199254740991);
  g_assert_cmpstr (json_object_get_string_member (object, "text"), ==, "a \"b\" \\ \n\t\x01 λ");
  g_assert_true (json_object_get_null_member (object, "nothing"));
  g_assert_true (json_object_get_boolean_member (object, "yes"));
  g_assert_nonnull (strstr (text, "0.694,"));
  g_assert_null (strstr (text, "1e+22.0"));
}

static char *
draw (guint n, const double *x, const double *y, gboolean logarithmic, gboolean unicode)
{
  const VtTextPlot plot = { .title = "title", .x_label = "x", .n = n, .x = x, .y = y, .log_x = logarithmic,
                            .log_y = logarithmic, .columns = 60, .rows = 8, .unicode = unicode };

  return vt_text_plot_draw (&plot);
}

/* Character column of the first mark in @line, behind the axis. */
static int
first_mark (const char *line)
{
  const char *at = strpbrk (line + 11, "'.:");

  return at != NULL ? (int) (at - line) : -1;
}

/* A rising straight line rises: further down the page it begins further left. */
static void
test_rising_line (void)
{
  const double x[] = { 0, 1, 2, 3 }, y[] = { 0, 10, 20, 30 };
  g_autofree char *text = draw (4, x, y, FALSE, FALSE);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_assert_true (g_str_is_ascii (text));
  g_assert_cmpstr (lines[0], ==, "title");
  for (guint row = 1; row < 8; row++)
    g_assert_cmpint (first_mark (lines[row]), >, first_mark (lines[row + 1]));
  g_assert_cmpint (first_mark (lines[8]), ==, 11);
  g_assert_cmpuint (strlen (lines[1]), ==, 60);
  g_assert_nonnull (strstr (lines[1], "30"));
}

/* On log axes a power law is the same straight line. */
static void
test_power_law (void)
{
  double x[4], y[4];
  const double line[] = { 0, 1, 2, 3 };
  g_autofree char *log_text = NULL, *text = draw (4, line, line, FALSE, TRUE);
  g_auto (GStrv) a = NULL, b = g_strsplit (text, "\n", -1);

  for (guint k = 0; k < 4; k++)
    {
      x[k] = pow (10, line[k]);
      y[k] = pow (x[k], 4);
    }
  log_text = draw (4, x, y, TRUE, TRUE);
  a = g_strsplit (log_text, "\n", -1);
  for (guint row = 1; row <= 8; row++)
    g_assert_cmpstr (g_utf8_offset_to_pointer (a[row], 11), ==, g_utf8_offset_to_pointer (b[row], 11));
}

static void
test_nothing (void)
{
  const double x[] = { 1, 2 }, y[] = { NAN, -1 };
  g_autofree char *none = draw (0, NULL, NULL, FALSE, TRUE), *undrawable = draw (2, x, y, TRUE, TRUE);
  g_autofree char *point = draw (1, x, x, FALSE, TRUE);

  g_assert_nonnull (strstr (none, "nothing"));
  g_assert_nonnull (strstr (undrawable, "nothing"));
  g_assert_null (strstr (point, "nothing"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/text/json", test_json);
  g_test_add_func ("/cli/text/rising-line", test_rising_line);
  g_test_add_func ("/cli/text/power-law", test_power_law);
  g_test_add_func ("/cli/text/nothing", test_nothing);
  return g_test_run ();
}
