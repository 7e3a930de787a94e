/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/export.h"

#include <glib/gstdio.h>
#include <math.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

static VtFigure *
make_figure (void)
{
  VtFigure *figure = vt_figure_new ("Structure");

  vt_figure_set_axis (figure, VT_AXIS_X, &(VtAxisStyle) { .title = "<i>r</i>", .unit = "<i>λ</i>" });
  vt_figure_set_axis (figure, VT_AXIS_Y, &(VtAxisStyle) { .title = "<i>g</i>(<i>r</i>)", .symbol = "<i>g</i>" });
  return figure;
}

static void
set_parabola (VtFigure *figure, const char *id, guint n, double height)
{
  g_autofree double *x = g_new (double, n), *y = g_new (double, n), *error = g_new (double, n);

  for (guint i = 0; i < n; i++)
    {
      x[i] = 5.0 * i / (n - 1);
      y[i] = height - pow (x[i] - 2, 2);
      error[i] = 0.12;
    }
  vt_figure_set_data (figure, id, n, x, y, error);
}

static VtFigureChange seen;

static void
note_change (VtFigure *figure, VtFigureChange change, gpointer data)
{
  seen |= change;
}

static void
test_changes_are_told (void)
{
  g_autoptr (VtFigure) figure = make_figure ();

  vt_figure_set_changed_func (figure, note_change, NULL);
  seen = 0;
  set_parabola (figure, "a", 11, 4);
  g_assert_true (seen & VT_FIGURE_CHANGED_DATA);
  seen = 0;
  set_parabola (figure, "a", 11, 4);
  g_assert_cmpuint (seen, ==, 0);
  vt_figure_set_live (figure, "live");
  g_assert_true (seen & VT_FIGURE_CHANGED_HEADER);
  seen = 0;
  /* the same again is no change */
  vt_figure_set_live (figure, "live");
  vt_figure_set_title (figure, "Structure");
  vt_figure_set_series_visible (figure, "a", TRUE);
  vt_figure_set_mark (figure, "none", NULL);
  g_assert_cmpuint (seen, ==, 0);
  vt_figure_set_mark (figure, "one", &(VtMark) { .kind = VT_MARK_HORIZONTAL, .y0 = 1 });
  g_assert_cmpuint (seen, ==, VT_FIGURE_CHANGED_LOOK);
}

static void
test_series_and_marks_by_id (void)
{
  g_autoptr (VtFigure) figure = make_figure ();

  vt_figure_set_series (figure, "a", &(VtSeriesStyle) { .label = "all" });
  g_assert_cmpuint (vt_figure_n_legend_entries (figure), ==, 0);
  vt_figure_set_series (figure, "b", &(VtSeriesStyle) { .label = "SS", .hidden = TRUE, .colour = VT_COLOUR_SS });
  g_assert_cmpuint (vt_figure_n_legend_entries (figure), ==, 2);
  g_assert_false (vt_figure_get_series (figure, 1)->visible);
  /* a new style does not switch a series */
  vt_figure_set_series (figure, "a", &(VtSeriesStyle) { .label = "every", .hidden = TRUE });
  g_assert_true (vt_figure_get_series (figure, 0)->visible);
  g_assert_cmpstr (vt_figure_get_series (figure, 0)->style.label, ==, "every");
  g_assert_cmpint (vt_figure_series_colour (figure, 0), ==, VT_COLOUR_SERIES_1);
  g_assert_cmpint (vt_figure_series_colour (figure, 1), ==, VT_COLOUR_SS);
  vt_figure_remove_series (figure, "a");
  g_assert_cmpint (vt_figure_find_series (figure, "a"), ==, -1);
  g_assert_cmpint (vt_figure_find_series (figure, "b"), ==, 0);

  vt_figure_set_mark (figure, "m", &(VtMark) { .kind = VT_MARK_TEXT, .label = "one" });
  vt_figure_set_mark (figure, "m", &(VtMark) { .kind = VT_MARK_TEXT, .label = "two" });
  g_assert_cmpuint (vt_figure_get_n_marks (figure), ==, 1);
  g_assert_cmpstr (vt_figure_get_mark (figure, 0)->label, ==, "two");
  vt_figure_set_mark (figure, "m", NULL);
  g_assert_cmpuint (vt_figure_get_n_marks (figure), ==, 0);
}

static void
test_selection (void)
{
  g_autoptr (VtFigure) figure = make_figure ();
  guint series, point;

  set_parabola (figure, "a", 11, 4);
  g_assert_false (vt_figure_get_selected (figure, &series, &point));
  vt_figure_select_point (figure, "a", 3);
  g_assert_true (vt_figure_get_selected (figure, &series, &point));
  g_assert_cmpuint (series, ==, 0);
  g_assert_cmpuint (point, ==, 3);
  /* a point that is gone is not selected */
  set_parabola (figure, "a", 3, 4);
  g_assert_false (vt_figure_get_selected (figure, &series, &point));
  vt_figure_select_point (figure, NULL, 0);
  g_assert_false (vt_figure_get_selected (figure, &series, &point));
}

static char *
describe (const char *id, guint point, gpointer data)
{
  return g_strdup_printf ("Point %u of %s", point + 1, id);
}

static void
test_readout (void)
{
  g_autoptr (VtFigure) figure = make_figure ();
  char *lines[VT_READOUT_LINES];
  g_autofree char *plain = NULL, *described = NULL, *remarked = NULL;

  vt_figure_set_series (figure, "a", &(VtSeriesStyle) { .label = "all" });
  set_parabola (figure, "a", 51, 3.89);
  vt_figure_readout (figure, 0, 20, lines);
  g_assert_null (lines[0]);
  g_assert_cmpstr (lines[1], ==, "<i>r</i> = 2.00 <i>λ</i>");
  g_assert_cmpstr (lines[2], ==, "<i>g</i> = 3.89 ± 0.24");
  g_free (lines[1]);
  g_free (lines[2]);
  plain = vt_figure_readout_plain (figure, 0, 20);
  g_assert_cmpstr (plain, ==, "r = 2.00 λ, g = 3.89 ± 0.24");

  vt_figure_set_describe_func (figure, describe, NULL);
  described = vt_figure_readout_plain (figure, 0, 20);
  g_assert_cmpstr (described, ==, "Point 21 of a: r = 2.00 λ, g = 3.89 ± 0.24");
  vt_figure_set_describe_func (figure, NULL, NULL);
  vt_figure_set_remark_func (figure, describe, NULL);
  remarked = vt_figure_readout_plain (figure, 0, 20);
  g_assert_cmpstr (remarked, ==, "r = 2.00 λ, g = 3.89 ± 0.24, Point 21 of a");
  /* a point that is not there has nothing to say */
  vt_figure_readout (figure, 0, 51, lines);
  g_assert_null (lines[1]);
  vt_figure_readout (figure, 7, 0, lines);
  g_assert_null (lines[1]);
}

/* Value and error share their decimals and, where they are small, their power of ten. */
static void
test_readout_of_errors (void)
{
  static const struct
  {
    double value, error;
    const char *told;
  } cases[] = {
    { 3.89, 0.12, "r = 0 λ, g = 3.89 ± 0.24" },
    { 1e-3, 1e-4, "r = 0 λ, g = 0.00100 ± 0.00020" },
    { 0.167, 4e-4, "r = 0 λ, g = 0.16700 ± 0.00080" },
    { 2.5e-5, 1e-6, "r = 0 λ, g = (2.50 ± 0.20)\342\200\211×\342\200\21110^−5" },
    { -4e-9, 3e-8, "r = 0 λ, g = (−0.4 ± 6.0)\342\200\211×\342\200\21110^−8" },
    { 12345, 60, "r = 0 λ, g = 12\342\200\211345 ± 120" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (VtFigure) figure = make_figure ();
      g_autofree char *told = NULL;

      vt_figure_set_data (figure, "a", 1, (double[]) { 0 }, &cases[i].value, &cases[i].error);
      told = vt_figure_readout_plain (figure, 0, 0);
      g_assert_cmpstr (told, ==, cases[i].told);
    }
}

/* What was divided to fit the axis is told whole. */
static void
test_divisor (void)
{
  g_autoptr (VtFigure) figure = make_figure ();
  g_autofree char *readout = NULL, *summary = NULL;

  vt_figure_set_series (figure, "a", &(VtSeriesStyle) { .symbol = "<i>φ</i>″", .unit = "<i>ε</i>", .divisor = 20 });
  vt_figure_set_data (figure, "a", 2, (double[]) { 0, 1 }, (double[]) { 0.5, -0.25 }, (double[]) { 0.05, 0.05 });
  readout = vt_figure_readout_plain (figure, 0, 0);
  g_assert_cmpstr (readout, ==, "r = 0 λ, φ″ = 10.0 ± 2.0 ε");
  summary = vt_figure_summary (figure);
  g_assert_nonnull (strstr (summary, "highest 10 ε"));
  g_assert_nonnull (strstr (summary, "lowest −5"));
}

/* Several curves: the read-out says which; so does one with a symbol of its own. */
static void
test_readout_names_the_curve (void)
{
  g_autoptr (VtFigure) figure = make_figure ();
  g_autofree char *first = NULL, *second = NULL;

  vt_figure_set_series (figure, "a", &(VtSeriesStyle) { .label = "all" });
  vt_figure_set_series (figure, "b",
                        &(VtSeriesStyle) { .label = "force", .symbol = "|<i>f</i>|", .unit = "<i>ε</i>/<i>λ</i>" });
  set_parabola (figure, "a", 51, 3.89);
  vt_figure_set_data (figure, "b", 2, (double[]) { 0, 1 }, (double[]) { 4e-9, 2 }, NULL);
  first = vt_figure_readout_plain (figure, 0, 20);
  second = vt_figure_readout_plain (figure, 1, 0);
  g_assert_cmpstr (first, ==, "r = 2.00 λ, all  g = 3.89 ± 0.24");
  g_assert_cmpstr (second, ==, "r = 0 λ, |f| = 4.00\342\200\211×\342\200\21110^−9 ε/λ");
}

static void
test_summary (void)
{
  g_autoptr (VtFigure) figure = make_figure ();
  g_autofree char *nothing = NULL, *one = NULL, *hidden = NULL;

  vt_figure_set_empty_text (figure, "Appears with the first frame");
  nothing = vt_figure_summary (figure);
  g_assert_cmpstr (nothing, ==, "Appears with the first frame");
  set_parabola (figure, "a", 51, 10.6);
  one = vt_figure_summary (figure);
  g_assert_cmpstr (one, ==, "g(r): 51 points, r from 0 to 5 λ, highest 10.6 at r = 2, lowest 1.6.");
  vt_figure_set_series_visible (figure, "a", FALSE);
  hidden = vt_figure_summary (figure);
  g_assert_cmpstr (hidden, ==, "Appears with the first frame");
}

static void
test_empty_text_stays_away_from_data (void)
{
  g_autoptr (VtFigure) figure = make_figure ();

  g_assert_false (vt_figure_has_points (figure));
  vt_figure_set_data (figure, "a", 2, (double[]) { NAN, 1 }, (double[]) { 1, INFINITY }, NULL);
  g_assert_false (vt_figure_has_points (figure));
  set_parabola (figure, "a", 11, 4);
  g_assert_true (vt_figure_has_points (figure));
  vt_figure_set_series_visible (figure, "a", FALSE);
  g_assert_true (vt_figure_has_points (figure));
  vt_figure_clear_data (figure);
  g_assert_false (vt_figure_has_points (figure));
  /* nothing that a log axis can hold */
  vt_figure_set_axis (figure, VT_AXIS_Y, &(VtAxisStyle) { .scale = VT_SCALE_LOG });
  vt_figure_set_data (figure, "a", 2, (double[]) { 0, 1 }, (double[]) { 0, -1 }, NULL);
  g_assert_false (vt_figure_has_points (figure));
}

static void
lay_out (VtFigure *figure, VtLayout *layout)
{
  g_autoptr (VtRenderer) renderer = vt_renderer_new (NULL);

  vt_figure_update_ranges (figure, 0, VT_RANGE_INSTANT);
  vt_renderer_layout (renderer, figure, 368, 200, 34, layout);
}

/* The nearest point is the one a search over all of them finds. */
static void
test_nearest (void)
{
  g_autoptr (VtFigure) figure = make_figure ();
  VtLayout layout;
  double x[60], y[60];

  for (int i = 0; i < 60; i++)
    {
      x[i] = g_test_rand_double_range (0, 5);
      y[i] = g_test_rand_double_range (1, 3);
    }
  vt_figure_set_series (figure, "a", &(VtSeriesStyle) { .kind = VT_SERIES_POINTS });
  vt_figure_set_data (figure, "a", 60, x, y, NULL);
  lay_out (figure, &layout);
  for (int k = 0; k < 200; k++)
    {
      double px = g_test_rand_double_range (layout.left, layout.right);
      double py = g_test_rand_double_range (layout.top, layout.bottom);
      double best = INFINITY;
      guint expected = 0, series, point;

      for (guint i = 0; i < 60; i++)
        {
          double d = hypot (vt_layout_x (&layout, figure, x[i]) - px, vt_layout_y (&layout, figure, y[i]) - py);

          if (d < best)
            {
              best = d;
              expected = i;
            }
        }
      g_assert_true (vt_figure_find_nearest (figure, &layout, px, py, INFINITY, FALSE, &series, &point));
      g_assert_cmpuint (point, ==, expected);
      g_assert_true (vt_figure_find_nearest (figure, &layout, px, py, best + 1e-6, TRUE, &series, &point));
      g_assert_false (vt_figure_find_nearest (figure, &layout, px, py, best - 1e-6, TRUE, &series, &point));
    }
}

/* Along a curve the pointer's x decides, and a curve is nothing to press. */
static void
test_nearest_on_a_curve (void)
{
  g_autoptr (VtFigure) figure = make_figure ();
  VtLayout layout;
  guint series, point;

  set_parabola (figure, "a", 26, 20);
  lay_out (figure, &layout);
  g_assert_true (vt_figure_find_nearest (figure, &layout, vt_layout_x (&layout, figure, 3.04), layout.bottom, INFINITY,
                                         FALSE, &series, &point));
  g_assert_cmpuint (point, ==, 15);
  g_assert_false (vt_figure_find_nearest (figure, &layout, 200, 100, INFINITY, TRUE, &series, &point));
  vt_figure_set_series_visible (figure, "a", FALSE);
  g_assert_false (vt_figure_find_nearest (figure, &layout, 200, 100, INFINITY, FALSE, &series, &point));
}

/* Of points that arrive only the new ones are on their way, wherever they come in. */
static void
test_arrivals (void)
{
  g_autoptr (VtFigure) figure = make_figure ();
  const VtSeries *series;

  vt_figure_set_series (figure, "a", &(VtSeriesStyle) { .kind = VT_SERIES_POINTS });
  series = vt_figure_get_series (figure, 0);
  vt_figure_set_data (figure, "a", 2, (double[]) { 1, 3 }, (double[]) { 5, 6 }, NULL);
  g_assert_false (vt_figure_begin_arrival (figure));

  vt_figure_set_live (figure, "live");
  vt_figure_set_data (figure, "a", 4, (double[]) { 1, 2, 3, 4 }, (double[]) { 5, 8, 6, 9 }, NULL);
  g_assert_true (vt_figure_begin_arrival (figure));
  g_assert_cmpfloat (vt_figure_get_arrival (figure), ==, 0);
  g_assert_cmpmem (series->fresh, 4, ((guint8[]) { 0, 1, 0, 1 }), 4);

  /* the same again is no change: they are still on their way */
  vt_figure_set_data (figure, "a", 4, (double[]) { 1, 2, 3, 4 }, (double[]) { 5, 8, 6, 9 }, NULL);
  g_assert_nonnull (series->fresh);
  /* once they have arrived they are points like any other */
  vt_figure_set_arrival (figure, 1.2);
  g_assert_cmpfloat (vt_figure_get_arrival (figure), ==, 1);
  g_assert_false (vt_figure_begin_arrival (figure));
}

static void
test_csv (void)
{
  g_autoptr (VtFigure) figure = make_figure ();
  g_autofree char *csv = NULL, *mixed = NULL;

  vt_figure_set_data (figure, "a", 2, (double[]) { 0.1, 1e-300 }, (double[]) { -1.5, NAN }, (double[]) { 0.25, NAN });
  csv = vt_figure_to_csv (figure);
  g_assert_cmpstr (csv, ==, "series,r (λ),g,standard error\na,0.10000000000000001,-1.5,0.25\na,1e-300,,\n");

  vt_figure_set_series (figure, "b", &(VtSeriesStyle) { .symbol = "<i>φ</i>", .unit = "<i>ε</i>" });
  vt_figure_set_data (figure, "b", 1, (double[]) { 2 }, (double[]) { 3 }, NULL);
  mixed = vt_figure_to_csv (figure);
  g_assert_true (g_str_has_prefix (mixed, "series,r (λ),value,standard error\n"));
}

/* What the axes tell, the read-out and the table tell: units, divisors, names that a comma would break. */
static void
test_units (void)
{
  const VtUnits distance = { 2, "<i>r</i> / <i>a</i><sub>0</sub>", NULL, NULL };
  const VtUnits density = { 0.5, "<i>D</i>(<i>ω</i>) <i>ω</i><sub>0</sub>", "<i>D ω</i><sub>0</sub>", NULL };
  g_autoptr (VtFigure) figure = make_figure ();
  g_autofree char *readout = NULL, *summary = NULL, *csv = NULL, *quoted = NULL;

  vt_figure_set_series (figure, "a", &(VtSeriesStyle) { .symbol = "<i>D</i>", .unit = "<i>τ</i>", .divisor = 10 });
  vt_figure_set_data (figure, "a", 2, (double[]) { 1, 3 }, (double[]) { 4, 8 }, (double[]) { 0.5, NAN });
  vt_figure_set_units (figure, VT_AXIS_X, &distance);
  vt_figure_set_units (figure, VT_AXIS_Y, &density);
  readout = vt_figure_readout_plain (figure, 0, 1);
  g_assert_cmpstr (readout, ==, "r / a_0 = 1.50, D ω_0 = 160");
  summary = vt_figure_summary (figure);
  g_assert_cmpstr (summary, ==, "D(ω) ω_0: 2 points, r / a_0 from 0.5 to 1.5, highest 160 at r / a_0 = 1.5, lowest 80.");
  csv = vt_figure_to_csv (figure);
  g_assert_cmpstr (csv, ==, "series,r / a_0,D ω_0,standard error\na,0.5,80,10\na,1.5,160,\n");

  vt_figure_set_units (figure, VT_AXIS_X, NULL);
  vt_figure_set_units (figure, VT_AXIS_Y, NULL);
  vt_figure_set_axis (figure, VT_AXIS_Y, &(VtAxisStyle) { .title = "<i>U</i>, |<i>f</i>| \"raw\"" });
  quoted = vt_figure_to_csv (figure);
  g_assert_true (g_str_has_prefix (quoted, "series,r (λ),\"U, |f| \"\"raw\"\"\",standard error\na,1,40,5\n"));
}

/* A disk that is full half-way: told in words, and no half a file is left. */
static void
test_full_disk (void)
{
  g_autoptr (VtFigure) figure = make_figure ();
  g_autofree char *folder = g_dir_make_tmp ("vitrine-plot-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.pdf", NULL);
  g_autoptr (GDir) left = NULL;
  g_autoptr (GError) error = NULL;
  struct rlimit usual, small;
  VtTheme theme;

  vt_theme_init (&theme, VT_THEME_LIGHT);
  set_parabola (figure, "a", 51, 4);
  vt_figure_update_ranges (figure, 0, 0);
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &usual), ==, 0);
  small = (struct rlimit) { 1000, usual.rlim_max };
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  g_assert_false (vt_figure_export (figure, &theme, path, 400, 222, 1, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &usual), ==, 0);
  g_assert_error (error, VT_EXPORT_ERROR, VT_EXPORT_ERROR_WRITE);
  g_assert_nonnull (strstr (error->message, "File too large"));
  left = g_dir_open (folder, 0, NULL);
  g_assert_null (g_dir_read_name (left));
  g_rmdir (folder);
}

/* PNG has as many pixels as was asked for; SVG and PDF are as large as the card. */
static void
test_sizes (void)
{
  g_autoptr (VtFigure) figure = make_figure ();
  g_autoptr (GBytes) svg = NULL;
  g_autofree char *text = NULL;
  VtTheme theme;

  vt_theme_init (&theme, VT_THEME_LIGHT);
  set_parabola (figure, "a", 51, 4);
  vt_figure_update_ranges (figure, 0, 0);
  for (int scale = 1; scale <= 3; scale++)
    {
      g_autoptr (GBytes) png = vt_figure_to_bytes (figure, &theme, VT_FORMAT_PNG, 400, 222, scale, NULL);
      const guint8 *data = g_bytes_get_data (png, NULL);

      g_assert_cmpuint (data[18] * 256u + data[19], ==, 400u * (guint) scale);
      g_assert_cmpuint (data[22] * 256u + data[23], ==, 222u * (guint) scale);
    }
  svg = vt_figure_to_bytes (figure, &theme, VT_FORMAT_SVG, 400, 222, 1, NULL);
  text = g_strndup (g_bytes_get_data (svg, NULL), g_bytes_get_size (svg));
  g_assert_nonnull (strstr (text, "viewBox=\"0 0 400 222\""));
  g_assert_null (vt_figure_to_bytes (figure, &theme, VT_FORMAT_PNG, 1e6, 1e6, 3, NULL));
}

static void
test_export (void)
{
  static const struct
  {
    const char *name, *start;
  } formats[] = { { "a.png", "\211PNG" }, { "a.svg", "<?xml" }, { "a.PDF", "%PDF" } };
  g_autoptr (VtFigure) figure = make_figure ();
  g_autofree char *folder = g_dir_make_tmp ("vitrine-plot-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *odd = g_build_filename (folder, "a.gif", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "none", "a.png", NULL);
  VtTheme theme;

  vt_theme_init (&theme, VT_THEME_LIGHT);
  set_parabola (figure, "a", 51, 4);
  vt_figure_update_ranges (figure, 0, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *path = g_build_filename (folder, formats[i].name, NULL), *text = NULL;

      g_assert_true (vt_figure_export (figure, &theme, path, 400, 222, 2, &error));
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_true (g_str_has_prefix (text, formats[i].start));
      g_remove (path);
    }
  g_assert_false (vt_figure_export (figure, &theme, odd, 400, 222, 1, &error));
  g_assert_error (error, VT_EXPORT_ERROR, VT_EXPORT_ERROR_FORMAT);
  g_clear_error (&error);
  g_assert_false (vt_figure_export (figure, &theme, nowhere, 400, 222, 1, &error));
  g_assert_error (error, VT_EXPORT_ERROR, VT_EXPORT_ERROR_WRITE);
  g_assert_nonnull (strstr (error->message, "none/a.png"));
  g_assert_nonnull (strstr (error->message, "No such file or directory"));
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figure/changes-are-told", test_changes_are_told);
  g_test_add_func ("/figure/series-and-marks-by-id", test_series_and_marks_by_id);
  g_test_add_func ("/figure/selection", test_selection);
  g_test_add_func ("/figure/readout", test_readout);
  g_test_add_func ("/figure/divisor", test_divisor);
  g_test_add_func ("/figure/readout-of-errors", test_readout_of_errors);
  g_test_add_func ("/figure/readout-names-the-curve", test_readout_names_the_curve);
  g_test_add_func ("/figure/summary", test_summary);
  g_test_add_func ("/figure/empty-text-stays-away-from-data", test_empty_text_stays_away_from_data);
  g_test_add_func ("/figure/nearest", test_nearest);
  g_test_add_func ("/figure/nearest-on-a-curve", test_nearest_on_a_curve);
  g_test_add_func ("/figure/arrivals", test_arrivals);
  g_test_add_func ("/figure/csv", test_csv);
  g_test_add_func ("/figure/export", test_export);
  g_test_add_func ("/figure/units", test_units);
  g_test_add_func ("/figure/full-disk", test_full_disk);
  g_test_add_func ("/figure/sizes", test_sizes);
  return g_test_run ();
}
