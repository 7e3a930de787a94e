/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws example figures like those of the window (structure, vibrations, modes, run, pair potential, empty states) light
 * and dark, at one and at two pixels a unit, for the eye: plot-gallery FOLDER. The numbers are made up from formulas. */
#include "plot/export.h"

#include <glib/gstdio.h>
#include <math.h>

#define CARD_WIDTH 400
#define CARD_HEIGHT 222
#define GAP 12

static VtFigure *
new_figure (const char *title, const char *x, const char *x_unit, const char *y, const char *y_symbol,
            const char *y_unit)
{
  VtFigure *figure = vt_figure_new (title);

  vt_figure_set_axis (figure, VT_AXIS_X, &(VtAxisStyle) { .title = x, .unit = x_unit });
  vt_figure_set_axis (figure, VT_AXIS_Y, &(VtAxisStyle) { .title = y, .symbol = y_symbol, .unit = y_unit });
  return figure;
}

static double
peak (double x, double at, double width, double height)
{
  return height * exp (-0.5 * pow ((x - at) / width, 2));
}

static double
rdf (double r, gboolean liquid)
{
  double tail = 1 + 0.16 * cos (2 * G_PI * (r - 2.25) / 1.02) * exp (-1.1 * (r - 1.2)) * 3;
  double core = liquid ? peak (r, 0.95, 0.03, 0.9) + peak (r, 1.1, 0.05, 1.9) + peak (r, 1.3, 0.06, 1.1)
                       : peak (r, 0.98, 0.018, 4.3) + peak (r, 1.17, 0.016, 10.2) + peak (r, 1.38, 0.02, 4.2);

  return r < 0.88 ? 0 : core + tail / (1 + exp (-(r - 1.62) / 0.06));
}

static VtFigure *
structure (gboolean live)
{
  VtFigure *figure
      = new_figure ("Structure", "<i>r</i>", "<i>λ</i>", "<i>g</i>(<i>r</i>)", "<i>g</i>", NULL);
  static const char *const ids[] = { "all", "SS", "SL", "LL" };
  static const VtColour colours[] = { VT_COLOUR_SERIES_1, VT_COLOUR_SS, VT_COLOUR_SL, VT_COLOUR_LL };
  double r[216], g[216], error[216];

  for (int i = 0; i < 216; i++)
    {
      r[i] = 0.7 + 0.02 * i;
      g[i] = rdf (r[i], live) * (1 + 0.02 * sin (37.0 * i) * (r[i] > 1.6));
      error[i] = 0.02 + 0.03 * g[i];
    }
  for (int k = 0; k < 4; k++)
    {
      vt_figure_set_series (figure, ids[k], &(VtSeriesStyle) { .label = ids[k], .colour = colours[k], .hidden = k > 0 });
      vt_figure_set_data (figure, ids[k], 216, r, g, k == 0 && live ? error : NULL);
    }
  vt_figure_set_mark (figure, "one", &(VtMark) { .kind = VT_MARK_HORIZONTAL, .y0 = 1 });
  vt_figure_set_live (figure, live ? "live" : NULL);
  return figure;
}

static VtFigure *
species (void)
{
  VtFigure *figure = structure (FALSE);
  static const char *const ids[] = { "SS", "SL", "LL" };

  for (int k = 0; k < 3; k++)
    {
      double r[216], g[216];

      for (int i = 0; i < 216; i++)
        {
          r[i] = 0.7 + 0.02 * i;
          g[i] = rdf (r[i] - 0.1 * (k - 1), TRUE) * 2;
        }
      vt_figure_set_data (figure, ids[k], 216, r, g, NULL);
      vt_figure_set_series_visible (figure, ids[k], TRUE);
    }
  return figure;
}

static VtFigure *
vibrations (void)
{
  VtFigure *figure = vt_figure_new ("Vibrations");
  double omega[36], d[36], error[36];

  vt_figure_set_axis (figure, VT_AXIS_X,
                      &(VtAxisStyle) { .title = "<i>ω</i>", .unit = "<i>τ</i><sup>−1</sup>", .scale = VT_SCALE_LOG,
                                       .fixed = TRUE, .low = 0.5, .high = 100 });
  vt_figure_set_axis (figure, VT_AXIS_Y,
                      &(VtAxisStyle) { .title = "<i>D</i>(<i>ω</i>)", .symbol = "<i>D</i>", .unit = "<i>τ</i>",
                                       .scale = VT_SCALE_LOG, .fixed = TRUE, .low = 1e-4, .high = 0.2 });
  for (int i = 0; i < 36; i++)
    {
      omega[i] = 0.84 * pow (10, i / 18.5);
      d[i] = 0.075 * exp (-0.55 * pow (log (omega[i] / 17), 2) * (omega[i] > 17 ? 2.9 : 0.58));
      if (i < 12)
        d[i] *= 1 + 0.25 * sin (5.0 * i);
      error[i] = i < 12 ? 0.38 * d[i] * exp (-0.17 * i) : NAN;
    }
  vt_figure_set_series (figure, "d", &(VtSeriesStyle) { .error_style = VT_ERROR_BARS });
  vt_figure_set_data (figure, "d", 36, omega, d, error);
  vt_figure_set_mark (figure, "law", &(VtMark) { .kind = VT_MARK_POWER_LAW, .label = "<i>ω</i><sup>4</sup>", .x0 = 1.7,
                                                 .x1 = 5.6, .y0 = 1.3e-4, .exponent = 4 });
  return figure;
}

static VtFigure *
modes (gboolean selected)
{
  VtFigure *figure = vt_figure_new ("Modes");
  static const double soft[7][2] = { { 1.03, 78 }, { 1.3, 29 }, { 1.45, 3.5 }, { 1.62, 7.2 }, { 1.749, 59 },
                                     { 1.96, 4.6 }, { 2.05, 60 } };
  double x[34], y[34], sx[7], sy[7];

  vt_figure_set_axis (figure, VT_AXIS_X, &(VtAxisStyle) { .title = "<i>ω</i>", .unit = "<i>τ</i><sup>−1</sup>",
                                                          .fixed = TRUE, .low = 0.6, .high = 2.4 });
  vt_figure_set_axis (figure, VT_AXIS_Y,
                      &(VtAxisStyle) { .title = "<i>N e</i>", .unit = "particles", .scale = VT_SCALE_LOG, .fixed = TRUE,
                                       .low = selected ? 2 : 15, .high = 3000 });
  for (int i = 0; i < 34; i++)
    {
      x[i] = i < 4 ? 0.8 + 0.17 * i : 1.42 + 0.97 * pow ((i - 4) / 29.0, 0.8);
      y[i] = i < 4 ? 80 + 20 * sin (i) - 50 * (i == 3) : 480 * (1 + 0.35 * sin (7.1 * i)) * (i % 9 == 0 ? 0.4 : 1);
    }
  vt_figure_set_series (figure, "harmonic", &(VtSeriesStyle) { .kind = VT_SERIES_POINTS, .label = "harmonic" });
  vt_figure_set_data (figure, "harmonic", 34, x, y, NULL);
  vt_figure_set_mark (figure, "wave", &(VtMark) { .kind = VT_MARK_VERTICAL, .x0 = 2.32, .label = "first shear wave" });
  vt_figure_set_mark (figure, "top", &(VtMark) { .kind = VT_MARK_TEXT, .corner = VT_CORNER_TOP_LEFT, .label = "extended" });
  vt_figure_set_mark (figure, "low",
                      &(VtMark) { .kind = VT_MARK_TEXT, .corner = VT_CORNER_BOTTOM_LEFT, .label = "localized" });
  if (!selected)
    {
      vt_figure_set_note (figure, "click one to see it swing");
      return figure;
    }
  for (int i = 0; i < 7; i++)
    {
      sx[i] = soft[i][0];
      sy[i] = soft[i][1];
    }
  vt_figure_set_series (figure, "cubic", &(VtSeriesStyle) { .kind = VT_SERIES_POINTS, .label = "cubic" });
  vt_figure_set_data (figure, "cubic", 7, sx, sy, NULL);
  vt_figure_select_point (figure, "cubic", 4);
  return figure;
}

static VtFigure *
run (gboolean quenching)
{
  VtFigure *figure = vt_figure_new ("Run");
  double x[3000], energy[3000], force[3000];
  guint n = 0;

  vt_figure_set_axis (figure, VT_AXIS_X,
                      &(VtAxisStyle) { .title = "force evaluations", .fixed = TRUE, .low = 0, .high = 20000 });
  vt_figure_set_axis (figure, VT_AXIS_Y,
                      &(VtAxisStyle) { .title = "<i>U</i>/<i>N</i> (<i>ε</i>), |<i>f</i>| (<i>ε</i>/<i>λ</i>)",
                                       .scale = VT_SCALE_LOG, .fixed = TRUE, .low = 1e-12, .high = 1e7 });
  for (double t = 0; t < (quenching ? 15500 : 9500); t += 10, n++)
    {
      double fall = t < 13000 ? 0 : (t - 13000) / 2500;

      x[n] = t;
      energy[n] = t < 13000 ? 50 + 40 * exp (-t / 60) : 50 * pow (10, -4.5 * sqrt (fall));
      force[n] = (t < 13000 ? 5e4 : 5e4 * pow (10, -4.2 * sqrt (fall))) * exp (0.6 * sin (1.7 * n) * sin (0.31 * n));
    }
  vt_figure_set_series (figure, "energy",
                        &(VtSeriesStyle) { .kind = VT_SERIES_TRACE, .width = 2, .label = "energy",
                                           .symbol = "<i>U</i>/<i>N</i>", .unit = "<i>ε</i>" });
  vt_figure_set_series (figure, "force",
                        &(VtSeriesStyle) { .kind = VT_SERIES_TRACE, .label = "largest force", .symbol = "|<i>f</i>|",
                                           .unit = "<i>ε</i>/<i>λ</i>" });
  vt_figure_set_data (figure, "energy", n, x, energy, NULL);
  vt_figure_set_data (figure, "force", n, x, force, NULL);
  vt_figure_set_mark (figure, "melt", &(VtMark) { .kind = VT_MARK_REGION, .x1 = 13000, .label = "melt" });
  vt_figure_set_mark (figure, "quench", &(VtMark) { .kind = VT_MARK_REGION, .x0 = 13000, .x1 = INFINITY, .bare = TRUE,
                                                    .corner = VT_CORNER_TOP_LEFT, .label = "quench" });
  vt_figure_set_mark (figure, "goal", &(VtMark) { .kind = VT_MARK_GOAL, .x0 = 13000, .x1 = INFINITY, .y0 = 4e-10,
                                                  .label = "goal" });
  vt_figure_set_live (figure, quenching ? "quenching" : "melting");
  return figure;
}

static VtFigure *
potential (void)
{
  VtFigure *figure = new_figure ("Pair potential", "<i>r</i> / <i>λ</i>", NULL, "<i>φ</i>", NULL, "<i>ε</i>");
  double r[300], phi[300], back[300];

  vt_figure_set_axis (figure, VT_AXIS_X, &(VtAxisStyle) { .title = "<i>r</i> / <i>λ</i>", .fixed = TRUE, .low = 0.85,
                                                          .high = 2.05 });
  vt_figure_set_axis (figure, VT_AXIS_Y, &(VtAxisStyle) { .title = "<i>φ</i>", .unit = "<i>ε</i>", .fixed = TRUE,
                                                          .low = -1.25, .high = 1.25 });
  for (int i = 0; i < 300; i++)
    {
      double x = 0.8 + 1.25 * i / 299.0;

      r[i] = x;
      phi[i] = pow (x, -80) - 1.7 * exp (-3.6 * (x - 0.99)) * (x > 0.5);
      back[i] = 0.3 * peak (x, 1.0, 0.012, 1) + (x > 1 ? 0.06 + 0.02 * sin (5 * x) : 0);
    }
  vt_figure_set_series (figure, "phi", &(VtSeriesStyle) { .label = "φ" });
  vt_figure_set_series (figure, "d1", &(VtSeriesStyle) { .label = "φ′", .hidden = TRUE });
  vt_figure_set_series (figure, "d2", &(VtSeriesStyle) { .label = "φ″", .hidden = TRUE });
  vt_figure_set_series (figure, "g", &(VtSeriesStyle) { .kind = VT_SERIES_BACKDROP });
  vt_figure_set_data (figure, "phi", 300, r, phi, NULL);
  vt_figure_set_data (figure, "g", 300, r, back, NULL);
  vt_figure_set_mark (figure, "where", &(VtMark) { .kind = VT_MARK_TEXT, .corner = VT_CORNER_BOTTOM_RIGHT,
                                                   .label = "where the neighbours are" });
  return figure;
}

static VtFigure *
empty (void)
{
  VtFigure *figure = vt_figure_new ("Vibrations");

  vt_figure_set_axis (figure, VT_AXIS_X,
                      &(VtAxisStyle) { .title = "<i>ω</i>", .unit = "<i>τ</i><sup>−1</sup>", .scale = VT_SCALE_LOG,
                                       .low = 0.5, .high = 100 });
  vt_figure_set_axis (figure, VT_AXIS_Y,
                      &(VtAxisStyle) { .title = "<i>D</i>(<i>ω</i>)", .unit = "<i>τ</i>", .scale = VT_SCALE_LOG,
                                       .low = 1e-4, .high = 0.2 });
  vt_figure_set_series (figure, "d", &(VtSeriesStyle) { .label = NULL });
  vt_figure_set_empty_text (figure, "Appears when the minimum is reached");
  return figure;
}

static VtFigure *
decay (void)
{
  VtFigure *figure = vt_figure_new ("Decay from the core");
  double r[600], u[600], mean_r[12], mean_u[12];

  vt_figure_set_axis (figure, VT_AXIS_X, &(VtAxisStyle) { .title = "<i>r</i>", .unit = "<i>λ</i>", .scale = VT_SCALE_LOG });
  vt_figure_set_axis (figure, VT_AXIS_Y, &(VtAxisStyle) { .title = "|<i>u</i>|", .scale = VT_SCALE_LOG });
  for (int i = 0; i < 600; i++)
    {
      r[i] = 0.8 + 7.2 * pow (i / 599.0, 0.4);
      u[i] = 0.1 * pow (r[i], -1.3) * exp (0.9 * sin (12.9898 * i) * sin (78.233 * i));
    }
  for (int i = 0; i < 12; i++)
    {
      mean_r[i] = 0.9 * pow (8.8, i / 11.0);
      mean_u[i] = 0.1 * pow (mean_r[i], -1.3);
    }
  vt_figure_set_series (figure, "mean", &(VtSeriesStyle) { .colour = VT_COLOUR_SERIES_1 });
  vt_figure_set_data (figure, "mean", 12, mean_r, mean_u, NULL);
  vt_figure_set_series (figure, "each", &(VtSeriesStyle) { .kind = VT_SERIES_POINTS, .colour = VT_COLOUR_SERIES_1,
                                                           .width = 1.2, .faint = TRUE });
  vt_figure_set_data (figure, "each", 600, r, u, NULL);
  vt_figure_set_mark (figure, "law", &(VtMark) { .kind = VT_MARK_POWER_LAW, .label = "<i>r</i><sup>−2</sup>", .x0 = 1,
                                                 .x1 = 6, .y0 = 0.15, .exponent = -2 });
  return figure;
}

static VtFigure *
glasses (void)
{
  VtFigure *figure = new_figure ("Six glasses", "<i>r</i>", "<i>λ</i>", "<i>g</i>(<i>r</i>)", "<i>g</i>", NULL);
  static const char *const names[] = { "80", "320", "40", "10", "20", "160" };

  for (int k = 0; k < 6; k++)
    {
      double x[200], y[200];

      for (int i = 0; i < 200; i++)
        {
          x[i] = i / 40.0;
          y[i] = 1 + k + 0.6 * sin (2 * x[i] + k);
        }
      vt_figure_set_series (figure, names[k], &(VtSeriesStyle) { .label = names[k] });
      vt_figure_set_data (figure, names[k], 200, x, y, NULL);
    }
  return figure;
}

static void
draw_sheet (VtFigure **figures, int n, int columns, VtThemeFlags flags, double scale, const char *folder, const char *name)
{
  int rows = (n + columns - 1) / columns;
  int width = columns * (CARD_WIDTH + GAP) + GAP, height = rows * (CARD_HEIGHT + GAP) + GAP;
  cairo_surface_t *surface
      = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) (width * scale), (int) (height * scale));
  g_autofree char *file = g_strdup_printf ("%s.png", name), *path = g_build_filename (folder, file, NULL);
  cairo_t *cr;

  cairo_surface_set_device_scale (surface, scale, scale);
  cr = cairo_create (surface);
  if (flags & VT_THEME_DARK)
    cairo_set_source_rgb (cr, 0x22 / 255.0, 0x22 / 255.0, 0x26 / 255.0);
  else
    cairo_set_source_rgb (cr, 0.98, 0.98, 0.98);
  cairo_paint (cr);
  for (int i = 0; i < n; i++)
    {
      g_autoptr (VtRenderer) renderer = vt_renderer_new (NULL);
      VtLayout layout;

      vt_theme_init (&renderer->theme, flags);
      renderer->scale = scale;
      vt_figure_update_ranges (figures[i], 0, 0);
      cairo_save (cr);
      cairo_translate (cr, GAP + (i % columns) * (CARD_WIDTH + GAP), GAP + (i / columns) * (CARD_HEIGHT + GAP));
      vt_figure_paint (figures[i], renderer, cr, CARD_WIDTH, CARD_HEIGHT);
      if (i < 2)
        {
          cairo_translate (cr, 16, 2);
          vt_renderer_layout (renderer, figures[i], CARD_WIDTH - 32, CARD_HEIGHT - 12,
                              vt_renderer_header_height (renderer), &layout);
          vt_renderer_draw_hover (renderer, figures[i], &layout, 0, i == 0 ? 24 : 20, cr);
        }
      cairo_restore (cr);
    }
  cairo_destroy (cr);
  cairo_surface_write_to_png (surface, path);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  const char *folder = argc > 1 ? argv[1] : ".";
  VtFigure *figures[] = { structure (TRUE), species (), vibrations (), modes (FALSE), modes (TRUE), run (FALSE),
                          run (TRUE), potential (), empty (), decay (), glasses (), structure (FALSE) };
  int n = G_N_ELEMENTS (figures);

  g_mkdir_with_parents (folder, 0755);
  draw_sheet (figures, n, 3, VT_THEME_LIGHT, 1, folder, "plots-light");
  draw_sheet (figures, n, 3, VT_THEME_DARK, 1, folder, "plots-dark");
  draw_sheet (figures, 4, 2, VT_THEME_LIGHT, 2, folder, "plots-light-2x");
  draw_sheet (figures + 4, 4, 2, VT_THEME_DARK, 2, folder, "plots-dark-2x");
  draw_sheet (figures, n, 3, VT_THEME_HIGH_CONTRAST, 1, folder, "plots-contrast");
  for (int i = 0; i < n; i++)
    vt_figure_free (figures[i]);
  return 0;
}
