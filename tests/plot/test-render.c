/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is drawn, looked at pixel by pixel. */
#include "plot/export.h"

#include <cairo-svg.h>
#include <math.h>
#include <string.h>

#define WIDTH 400
#define HEIGHT 222
/* Of the card around the figure. */
#define PAD_LEFT 16
#define PAD_TOP 2

typedef struct
{
  cairo_surface_t *surface;
  VtLayout layout;
  int scale;
} Picture;

static VtFigure *
make_figure (VtScale x_scale, VtScale y_scale)
{
  VtFigure *figure = vt_figure_new ("Structure");

  vt_figure_set_axis (figure, VT_AXIS_X, &(VtAxisStyle) { .title = "<i>r</i>", .unit = "<i>λ</i>", .scale = x_scale });
  vt_figure_set_axis (figure, VT_AXIS_Y, &(VtAxisStyle) { .title = "<i>g</i>(<i>r</i>)", .scale = y_scale });
  return figure;
}

static Picture
take (VtFigure *figure, VtThemeFlags flags, int scale)
{
  g_autoptr (VtRenderer) renderer = vt_renderer_new (NULL);
  Picture picture = { .scale = scale };
  cairo_t *cr;

  vt_theme_init (&renderer->theme, flags);
  renderer->scale = scale;
  picture.surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH * scale, HEIGHT * scale);
  cairo_surface_set_device_scale (picture.surface, scale, scale);
  cr = cairo_create (picture.surface);
  vt_figure_update_ranges (figure, 0, VT_RANGE_INSTANT);
  vt_figure_paint (figure, renderer, cr, WIDTH, HEIGHT);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  vt_renderer_layout (renderer, figure, WIDTH - 2 * PAD_LEFT, HEIGHT - 12, vt_renderer_header_height (renderer),
                      &picture.layout);
  cairo_surface_flush (picture.surface);
  return picture;
}

static void
drop (Picture *picture)
{
  cairo_surface_destroy (picture->surface);
}

/* The pixel at a place of the figure (units, its own origin). */
static guint32
pixel (const Picture *picture, double x, double y)
{
  int column = (int) floor ((x + PAD_LEFT) * picture->scale), row = (int) floor ((y + PAD_TOP) * picture->scale);
  const unsigned char *data = cairo_image_surface_get_data (picture->surface);

  return *(const guint32 *) (data + row * cairo_image_surface_get_stride (picture->surface) + 4 * column) & 0xffffff;
}

static gboolean
identical (const Picture *a, const Picture *b)
{
  gsize size = (gsize) cairo_image_surface_get_stride (a->surface) * HEIGHT * a->scale;

  return memcmp (cairo_image_surface_get_data (a->surface), cairo_image_surface_get_data (b->surface), size) == 0;
}

static gboolean
looks_alike (VtFigure *a, VtFigure *b)
{
  Picture first = take (a, VT_THEME_LIGHT, 1), second = take (b, VT_THEME_LIGHT, 1);
  gboolean same = identical (&first, &second);

  drop (&first);
  drop (&second);
  return same;
}

static void
set_flat (VtFigure *figure, double y)
{
  vt_figure_set_data (figure, "a", 3, (double[]) { 0, 5, 10 }, (double[]) { y, y, y }, NULL);
}

static void
fix_ranges (VtFigure *figure)
{
  vt_figure_set_axis (figure, VT_AXIS_X, &(VtAxisStyle) { .title = "x", .fixed = TRUE, .low = 0, .high = 10 });
  vt_figure_set_axis (figure, VT_AXIS_Y, &(VtAxisStyle) { .title = "y", .fixed = TRUE, .low = 0, .high = 4 });
}

/* A curve lies where its values say, in the colour of the theme, and nowhere else. */
static void
test_curve_is_where_it_should_be (void)
{
  static const struct
  {
    VtThemeFlags flags;
    guint32 curve, card;
  } themes[] = { { VT_THEME_LIGHT, 0x1a54b4, 0xffffff }, { VT_THEME_DARK, 0x6ba9ff, 0x333337 },
                 { VT_THEME_PRESENT, 0x6ba9ff, 0x131316 } };
  g_autoptr (VtFigure) figure = make_figure (VT_SCALE_LINEAR, VT_SCALE_LINEAR);

  fix_ranges (figure);
  set_flat (figure, 1.5);
  for (gsize i = 0; i < G_N_ELEMENTS (themes); i++)
    {
      Picture picture = take (figure, themes[i].flags, 2);
      double middle = (picture.layout.left + picture.layout.right) / 2;

      if (!(themes[i].flags & VT_THEME_PRESENT))
        {
          g_assert_cmphex (pixel (&picture, middle, vt_layout_y (&picture.layout, figure, 1.5)), ==, themes[i].curve);
          g_assert_cmphex (pixel (&picture, middle, vt_layout_y (&picture.layout, figure, 2.5)), ==, themes[i].card);
        }
      g_assert_cmphex (pixel (&picture, picture.layout.right + 10, 1), ==, themes[i].card);
      drop (&picture);
    }
}

/* Lines of one unit cover whole device pixels: no grey beside them. */
static void
test_axis_is_crisp (void)
{
  for (int scale = 1; scale <= 2; scale++)
    {
      g_autoptr (VtFigure) figure = make_figure (VT_SCALE_LINEAR, VT_SCALE_LINEAR);
      Picture picture;
      double step = 1.0 / scale, x;
      int coloured = 0;

      fix_ranges (figure);
      picture = take (figure, VT_THEME_LIGHT, scale);
      x = picture.layout.left + 31;
      for (double y = picture.layout.bottom - 3; y < picture.layout.bottom + 3; y += step)
        {
          guint32 colour = pixel (&picture, x, y + step / 4) & 0xff;

          g_assert_true (colour == 0xff || colour < 0xa0);
          coloured += colour != 0xff;
        }
      g_assert_cmpint (coloured, ==, scale);
      drop (&picture);
    }
}

/* Everything that can be said about a figure shows. */
static void
test_all_that_is_said_shows (void)
{
  static const VtMark marks[] = {
    { .kind = VT_MARK_HORIZONTAL, .y0 = 1 },
    { .kind = VT_MARK_VERTICAL, .x0 = 7, .label = "wave" },
    { .kind = VT_MARK_GOAL, .x0 = 4, .x1 = INFINITY, .y0 = 3, .label = "goal" },
    { .kind = VT_MARK_POWER_LAW, .x0 = 1, .x1 = 9, .y0 = 0.1, .exponent = 1.5, .label = "law" },
    { .kind = VT_MARK_REGION, .x0 = 0, .x1 = 5, .label = "melt" },
    { .kind = VT_MARK_TEXT, .x0 = 4, .y0 = 2, .label = "here" },
    { .kind = VT_MARK_TEXT, .corner = VT_CORNER_TOP_RIGHT, .label = "corner" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autoptr (VtFigure) plain = make_figure (VT_SCALE_LINEAR, VT_SCALE_LINEAR);
      g_autoptr (VtFigure) marked = make_figure (VT_SCALE_LINEAR, VT_SCALE_LINEAR);

      fix_ranges (plain);
      fix_ranges (marked);
      vt_figure_set_mark (marked, "m", &marks[i]);
      g_assert_false (looks_alike (plain, marked));
      vt_figure_set_mark (marked, "m", NULL);
      g_assert_true (looks_alike (plain, marked));
    }
}

static void
test_header_shows (void)
{
  g_autoptr (VtFigure) plain = make_figure (VT_SCALE_LINEAR, VT_SCALE_LINEAR);
  g_autoptr (VtFigure) other = make_figure (VT_SCALE_LINEAR, VT_SCALE_LINEAR);

  g_assert_true (looks_alike (plain, other));
  vt_figure_set_live (other, "live");
  g_assert_false (looks_alike (plain, other));
  vt_figure_set_live (other, NULL);
  vt_figure_set_note (other, "exact");
  g_assert_false (looks_alike (plain, other));
  vt_figure_set_note (other, NULL);
  vt_figure_set_empty_text (other, "Nothing yet");
  g_assert_false (looks_alike (plain, other));
}

/* A backdrop with a name stands in a key in the plot, not in the legend; without one there is no key. */
static void
test_key_of_backdrops (void)
{
  g_autoptr (VtFigure) plain = make_figure (VT_SCALE_LINEAR, VT_SCALE_LINEAR);
  g_autoptr (VtFigure) keyed = make_figure (VT_SCALE_LINEAR, VT_SCALE_LINEAR);
  VtFigure *both[2] = { plain, keyed };

  vt_figure_set_mark (keyed, "key", &(VtMark) { .kind = VT_MARK_KEY, .y0 = 0.5, .label = "neighbours" });
  g_assert_true (looks_alike (plain, keyed));
  for (int i = 0; i < 2; i++)
    {
      fix_ranges (both[i]);
      vt_figure_set_series (both[i], "b", &(VtSeriesStyle) { .kind = VT_SERIES_BACKDROP, .colour = VT_COLOUR_SS, .label = "SS" });
      vt_figure_set_data (both[i], "b", 3, (double[]) { 0, 5, 10 }, (double[]) { 0.1, 3, 0.2 }, NULL);
    }
  g_assert_cmpuint (vt_figure_n_legend_entries (keyed), ==, 0);
  g_assert_false (looks_alike (plain, keyed));
  vt_figure_set_series_visible (plain, "b", FALSE);
  vt_figure_set_series_visible (keyed, "b", FALSE);
  g_assert_true (looks_alike (plain, keyed));
}

static void
test_legend_swatch_follows_the_series (void)
{
  g_autoptr (VtFigure) on = make_figure (VT_SCALE_LINEAR, VT_SCALE_LINEAR);
  g_autoptr (VtFigure) off = make_figure (VT_SCALE_LINEAR, VT_SCALE_LINEAR);
  VtFigure *both[2] = { on, off };

  for (int i = 0; i < 2; i++)
    {
      vt_figure_set_series (both[i], "a", &(VtSeriesStyle) { .label = "one" });
      vt_figure_set_series (both[i], "b", &(VtSeriesStyle) { .label = "two" });
    }
  g_assert_true (looks_alike (on, off));
  vt_figure_set_series_visible (off, "b", FALSE);
  g_assert_false (looks_alike (on, off));
}

static void
test_kinds_of_series_differ (void)
{
  g_autoptr (VtFigure) line = make_figure (VT_SCALE_LINEAR, VT_SCALE_LINEAR);

  fix_ranges (line);
  vt_figure_set_series (line, "a", &(VtSeriesStyle) { .kind = VT_SERIES_LINE });
  set_flat (line, 0.5);
  for (VtSeriesKind kind = VT_SERIES_TRACE; kind <= VT_SERIES_BACKDROP; kind++)
    {
      g_autoptr (VtFigure) other = make_figure (VT_SCALE_LINEAR, VT_SCALE_LINEAR);

      fix_ranges (other);
      vt_figure_set_series (other, "a", &(VtSeriesStyle) { .kind = kind });
      set_flat (other, 0.5);
      g_assert_false (looks_alike (line, other));
    }
}

/* Thinning a curve of many points leaves no visible trace: every pixel of the thinned one is also of the whole one. */
static void
test_many_points_keep_their_peaks (void)
{
  g_autoptr (VtFigure) figure = make_figure (VT_SCALE_LINEAR, VT_SCALE_LINEAR);
  const guint n = 20000;
  g_autofree double *x = g_new (double, n), *y = g_new (double, n);
  Picture picture;

  fix_ranges (figure);
  for (guint i = 0; i < n; i++)
    {
      x[i] = 10.0 * i / n;
      y[i] = i == 12345 ? 3.5 : 1;
    }
  vt_figure_set_data (figure, "a", n, x, y, NULL);
  picture = take (figure, VT_THEME_LIGHT, 1);
  g_assert_cmphex (pixel (&picture, vt_layout_x (&picture.layout, figure, x[12345]),
                          vt_layout_y (&picture.layout, figure, 2.5)), !=, 0xffffff);
  drop (&picture);
}

/* A curve zoomed far into lies where the straight line between its points does. */
static void
test_deep_zoom (void)
{
  g_autoptr (VtFigure) figure = make_figure (VT_SCALE_LINEAR, VT_SCALE_LINEAR);
  Picture picture;

  vt_figure_set_data (figure, "a", 2, (double[]) { 0, 1 }, (double[]) { 0, 1 }, NULL);
  vt_figure_update_ranges (figure, 0, 0);
  g_assert_true (vt_axis_zoom_to (vt_figure_get_axis (figure, VT_AXIS_X), 0.5 - 1e-7, 0.5 + 1e-7));
  g_assert_true (vt_axis_zoom_to (vt_figure_get_axis (figure, VT_AXIS_Y), 0.5 - 1e-7, 0.5 + 1e-7));
  picture = take (figure, VT_THEME_LIGHT, 2);
  for (double t = -0.8; t < 0.9; t += 0.4)
    g_assert_cmphex (pixel (&picture, vt_layout_x (&picture.layout, figure, 0.5 + t * 1e-7),
                            vt_layout_y (&picture.layout, figure, 0.5 + t * 1e-7)), ==, 0x1a54b4);
  drop (&picture);
}

static cairo_status_t
collect (void *closure, const unsigned char *data, unsigned int length)
{
  g_string_append_len (closure, (const char *) data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
test_svg (void)
{
  g_autoptr (VtFigure) figure = make_figure (VT_SCALE_LINEAR, VT_SCALE_LOG);
  g_autoptr (VtRenderer) renderer = vt_renderer_new (NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  cairo_surface_t *surface = cairo_svg_surface_create_for_stream (collect, text, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);

  set_flat (figure, 1.5);
  vt_figure_update_ranges (figure, 0, 0);
  vt_figure_paint (figure, renderer, cr, WIDTH, HEIGHT);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  g_assert_nonnull (strstr (text->str, "</svg>"));
  /* the curve is a path of its own colour, not a picture */
  g_assert_nonnull (strstr (text->str, "<path"));
  g_assert_null (strstr (text->str, "<image"));
}

/* Numbers no one should have sent: nothing may crash, loop or set cairo's error state. */
static void
test_strange_numbers (void)
{
  static const double strange[] = { 0, -0.0, 1, -1, NAN, INFINITY, -INFINITY, 1e308, -1e308, 5e-324, 1e-200, 1e17 };

  for (int round = 0; round < 400; round++)
    {
      VtScale x_scale = g_test_rand_int_range (0, 2), y_scale = g_test_rand_int_range (0, 2);
      g_autoptr (VtFigure) figure = make_figure (x_scale, y_scale);
      guint n = (guint) g_test_rand_int_range (0, 7);
      double x[8], y[8], error[8];
      g_autofree char *summary = NULL;
      Picture picture;

      for (guint i = 0; i < n; i++)
        {
          x[i] = strange[g_test_rand_int_range (0, G_N_ELEMENTS (strange))];
          y[i] = strange[g_test_rand_int_range (0, G_N_ELEMENTS (strange))];
          error[i] = strange[g_test_rand_int_range (0, G_N_ELEMENTS (strange))];
        }
      vt_figure_set_series (figure, "a",
                            &(VtSeriesStyle) { .kind = g_test_rand_int_range (0, VT_SERIES_BACKDROP + 1),
                                               .error_style = g_test_rand_int_range (0, 2) });
      vt_figure_set_data (figure, "a", n, x, y, round % 2 ? error : NULL);
      vt_figure_set_mark (figure, "v", &(VtMark) { .kind = VT_MARK_VERTICAL, .x0 = n > 0 ? x[0] : NAN, .label = "v" });
      vt_figure_set_mark (figure, "h", &(VtMark) { .kind = VT_MARK_GOAL, .y0 = n > 0 ? y[0] : NAN, .label = "h" });
      vt_figure_set_mark (figure, "l", &(VtMark) { .kind = VT_MARK_POWER_LAW, .x0 = n > 0 ? x[0] : 0, .x1 = 3,
                                                   .y0 = n > 1 ? y[1] : 0, .exponent = 4, .label = "l" });
      vt_figure_select_point (figure, "a", 0);
      vt_figure_set_live (figure, round % 3 ? "live" : NULL);
      picture = take (figure, VT_THEME_LIGHT, 1);
      drop (&picture);
      summary = vt_figure_summary (figure);
      g_assert_nonnull (summary);
    }
}

/* Pixels of the first line of words inside the plot, from @x0 to @x1, that are not the same. */
static guint
differences (const Picture *a, const Picture *b, double x0, double x1)
{
  guint n = 0;

  for (double y = a->layout.top + 1; y < a->layout.top + 17; y++)
    for (double x = x0; x < x1; x++)
      n += pixel (a, x, y) != pixel (b, x, y);
  return n;
}

/* The words beside a line keep off the words in the corners, wherever the line is. */
static void
test_words_keep_off_each_other (void)
{
  const double width = 52; /* of the words in a corner, about */
  guint beside = 0;

  for (double x = 0.2; x < 10; x += 0.4)
    {
      g_autoptr (VtFigure) figure = make_figure (VT_SCALE_LINEAR, VT_SCALE_LINEAR);
      VtMark line = { .kind = VT_MARK_VERTICAL, .x0 = x };
      Picture bare, full;

      fix_ranges (figure);
      vt_figure_set_mark (figure, "l", &(VtMark) { .kind = VT_MARK_TEXT, .corner = VT_CORNER_TOP_LEFT, .label = "extended" });
      vt_figure_set_mark (figure, "r", &(VtMark) { .kind = VT_MARK_TEXT, .corner = VT_CORNER_TOP_RIGHT, .label = "extended" });
      vt_figure_set_mark (figure, "line", &line);
      bare = take (figure, VT_THEME_LIGHT, 1);
      line.label = "first shear wave";
      vt_figure_set_mark (figure, "line", &line);
      full = take (figure, VT_THEME_LIGHT, 1);
      g_assert_cmpuint (differences (&bare, &full, bare.layout.left, bare.layout.left + width), ==, 0);
      g_assert_cmpuint (differences (&bare, &full, bare.layout.right - width, bare.layout.right), ==, 0);
      beside += differences (&bare, &full, bare.layout.left, bare.layout.right) > 0;
      drop (&bare);
      drop (&full);
    }
  g_assert_cmpuint (beside, >, 12); /* where there is room they stay on the line of the others */
}

/* The words of a guide do not lie over it, however flat it is. */
static void
test_words_keep_off_their_guide (void)
{
  for (double exponent = -2; exponent <= 2; exponent += 0.25)
    {
      g_autoptr (VtFigure) figure = make_figure (VT_SCALE_LINEAR, VT_SCALE_LINEAR);
      VtMark law = { .kind = VT_MARK_POWER_LAW, .x0 = 1, .x1 = 9, .y0 = 2, .exponent = exponent };
      Picture bare, full;
      guint words = 0;

      if (fabs (exponent) < 0.5) /* as good as level */
        continue;
      fix_ranges (figure);
      vt_figure_set_mark (figure, "law", &law);
      bare = take (figure, VT_THEME_LIGHT, 1);
      law.label = "<i>r</i><sup>−2</sup>";
      vt_figure_set_mark (figure, "law", &law);
      full = take (figure, VT_THEME_LIGHT, 1);
      for (double y = bare.layout.top; y < bare.layout.bottom; y++)
        for (double x = bare.layout.left; x < bare.layout.right; x++)
          if (pixel (&bare, x, y) != pixel (&full, x, y))
            {
              words++;
              g_assert_cmphex (pixel (&bare, x, y) & 0xff, >, 0xc0); /* the card or the grid, not the guide */
            }
      g_assert_cmpuint (words, >, 10);
      drop (&bare);
      drop (&full);
    }
}

/* A stem that would strike out the words at its foot has them beside it; elsewhere they stay in their corner. */
static void
test_words_keep_off_the_stem (void)
{
  for (double x = 0.1; x < 10; x += 0.3)
    {
      g_autoptr (VtFigure) figure = make_figure (VT_SCALE_LINEAR, VT_SCALE_LINEAR);
      Picture bare, full;
      guint words = 0;

      fix_ranges (figure);
      vt_figure_set_series (figure, "a", &(VtSeriesStyle) { .kind = VT_SERIES_POINTS });
      vt_figure_set_data (figure, "a", 1, (double[]) { x }, (double[]) { 3 }, NULL);
      vt_figure_select_point (figure, "a", 0);
      bare = take (figure, VT_THEME_LIGHT, 1);
      vt_figure_set_mark (figure, "words",
                          &(VtMark) { .kind = VT_MARK_TEXT, .corner = VT_CORNER_BOTTOM_LEFT, .label = "localized" });
      full = take (figure, VT_THEME_LIGHT, 1);
      for (double y = bare.layout.bottom - 20; y < bare.layout.bottom - 2; y++)
        for (double at = bare.layout.left; at < bare.layout.right; at++)
          if (pixel (&bare, at, y) != pixel (&full, at, y))
            {
              words++;
              g_assert_cmpfloat (fabs (at + 0.5 - vt_layout_x (&bare.layout, figure, x)), >, 2);
            }
      g_assert_cmpuint (words, >, 100);
      drop (&bare);
      drop (&full);
    }
}

/* A few points far from all others do not crowd these: they stand at the end of the axis, where they can be pointed at,
 * until the user looks further. */
static void
test_far_points (void)
{
  g_autoptr (VtFigure) figure = make_figure (VT_SCALE_LINEAR, VT_SCALE_LINEAR);
  VtAxisStyle x = { .title = "x", .near = TRUE };
  double at[22], high[22];
  guint series, point;
  Picture picture;

  for (guint i = 0; i < 22; i++)
    {
      at[i] = i < 20 ? 1 + 0.05 * i : 3 + i;
      high[i] = 1;
    }
  vt_figure_set_axis (figure, VT_AXIS_X, &x);
  vt_figure_set_series (figure, "a", &(VtSeriesStyle) { .kind = VT_SERIES_POINTS });
  vt_figure_set_data (figure, "a", 22, at, high, NULL);
  picture = take (figure, VT_THEME_LIGHT, 1);
  drop (&picture);
  g_assert_cmpfloat (vt_figure_get_axis (figure, VT_AXIS_X)->high, <, 2.2);
  g_assert_cmpfloat (vt_layout_x (&picture.layout, figure, at[19]), <, picture.layout.right - 22); /* none lies on them */
  g_assert_true (vt_figure_find_nearest (figure, &picture.layout, picture.layout.right - 10,
                                         vt_layout_y (&picture.layout, figure, 1), 12, TRUE, &series, &point));
  g_assert_cmpuint (point, >=, 20);

  g_assert_true (vt_axis_zoom_to (vt_figure_get_axis (figure, VT_AXIS_X), 0, 30));
  g_assert_true (vt_figure_find_nearest (figure, &picture.layout, vt_layout_x (&picture.layout, figure, at[21]),
                                         vt_layout_y (&picture.layout, figure, 1), 2, TRUE, &series, &point));
  g_assert_cmpuint (point, ==, 21);
  vt_axis_unzoom (vt_figure_get_axis (figure, VT_AXIS_X));

  /* many are no few, and an axis that was not told to shows all */
  vt_figure_set_data (figure, "a", 19, at + 3, high, NULL);
  vt_figure_update_ranges (figure, 0, VT_RANGE_INSTANT);
  g_assert_cmpfloat (vt_figure_get_axis (figure, VT_AXIS_X)->high, >=, 24);
  x.near = FALSE;
  vt_figure_set_axis (figure, VT_AXIS_X, &x);
  vt_figure_set_data (figure, "a", 22, at, high, NULL);
  vt_figure_update_ranges (figure, 0, VT_RANGE_INSTANT);
  g_assert_cmpfloat (vt_figure_get_axis (figure, VT_AXIS_X)->high, >=, 24);
}

/* A plot with no room at all. */
static void
test_tiny_sizes (void)
{
  g_autoptr (VtFigure) figure = make_figure (VT_SCALE_LINEAR, VT_SCALE_LOG);

  set_flat (figure, 1.5);
  vt_figure_update_ranges (figure, 0, 0);
  for (int size = 1; size < 90; size += 7)
    {
      g_autoptr (VtRenderer) renderer = vt_renderer_new (NULL);
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, size, size);
      cairo_t *cr = cairo_create (surface);
      VtLayout layout;

      vt_renderer_layout (renderer, figure, size, size, 34, &layout);
      g_assert_cmpfloat (layout.right, >, layout.left);
      g_assert_cmpfloat (layout.bottom, >, layout.top);
      vt_renderer_draw (renderer, figure, &layout, cr);
      vt_renderer_draw_hover (renderer, figure, &layout, 0, 1, cr);
      g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
}

/* While labels grow and shrink the axis stands still. */
static void
test_axis_stands_still (void)
{
  g_autoptr (VtFigure) figure = make_figure (VT_SCALE_LINEAR, VT_SCALE_LINEAR);
  g_autoptr (VtRenderer) renderer = vt_renderer_new (NULL);
  VtLayout wide, narrow;

  set_flat (figure, 12345);
  vt_figure_update_ranges (figure, 0, VT_RANGE_INSTANT);
  vt_renderer_layout (renderer, figure, 368, 200, 34, &wide);
  set_flat (figure, 3);
  vt_figure_update_ranges (figure, 1, VT_RANGE_INSTANT);
  vt_renderer_layout (renderer, figure, 368, 200, 34, &narrow);
  g_assert_cmpfloat (wide.left, ==, narrow.left);
  g_assert_cmpfloat (wide.top, ==, narrow.top);
  g_assert_cmpfloat (wide.bottom, ==, narrow.bottom);
}

static void
test_high_contrast_is_stronger (void)
{
  g_autoptr (VtFigure) figure = make_figure (VT_SCALE_LINEAR, VT_SCALE_LINEAR);
  Picture plain, strong;
  double x, y;

  fix_ranges (figure);
  plain = take (figure, VT_THEME_LIGHT, 1);
  strong = take (figure, VT_THEME_HIGH_CONTRAST, 1);
  x = plain.layout.left + 37;
  y = round (vt_layout_y (&plain.layout, figure, 2) - 0.5) + 0.5;
  g_assert_cmpuint (pixel (&strong, x, y) & 0xff, <, pixel (&plain, x, y) & 0xff);
  drop (&plain);
  drop (&strong);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/curve-is-where-it-should-be", test_curve_is_where_it_should_be);
  g_test_add_func ("/render/axis-is-crisp", test_axis_is_crisp);
  g_test_add_func ("/render/all-that-is-said-shows", test_all_that_is_said_shows);
  g_test_add_func ("/render/header-shows", test_header_shows);
  g_test_add_func ("/render/key-of-backdrops", test_key_of_backdrops);
  g_test_add_func ("/render/legend-swatch-follows-the-series", test_legend_swatch_follows_the_series);
  g_test_add_func ("/render/kinds-of-series-differ", test_kinds_of_series_differ);
  g_test_add_func ("/render/many-points-keep-their-peaks", test_many_points_keep_their_peaks);
  g_test_add_func ("/render/deep-zoom", test_deep_zoom);
  g_test_add_func ("/render/svg", test_svg);
  g_test_add_func ("/render/strange-numbers", test_strange_numbers);
  g_test_add_func ("/render/words-keep-off-each-other", test_words_keep_off_each_other);
  g_test_add_func ("/render/words-keep-off-their-guide", test_words_keep_off_their_guide);
  g_test_add_func ("/render/words-keep-off-the-stem", test_words_keep_off_the_stem);
  g_test_add_func ("/render/far-points", test_far_points);
  g_test_add_func ("/render/tiny-sizes", test_tiny_sizes);
  g_test_add_func ("/render/axis-stands-still", test_axis_stands_still);
  g_test_add_func ("/render/high-contrast-is-stronger", test_high_contrast_is_stronger);
  return g_test_run ();
}
