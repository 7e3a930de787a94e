/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/figures.h"

/* Of more particles than this only some are drawn: they would lie on each other, and each costs time. */
#define MOST_POINTS 1200
#define FEWEST_IN_BIN 3

void
vt_decay_figure_setup (VtFigure *figure)
{
  VtAxisStyle x = { .title = "<i>r</i>", .unit = "<i>λ</i>", .scale = VT_SCALE_LOG, .low = 0.7, .high = 8 };
  VtAxisStyle y = { .title = "|<i>u</i>|", .scale = VT_SCALE_LOG, .low = 1e-3, .high = 1 };
  VtSeriesStyle dots = { .kind = VT_SERIES_POINTS, .colour = VT_COLOUR_SERIES_1, .marker = VT_MARKER_DISC,
                         .faint = TRUE, .width = 1.5, .mute = TRUE };
  VtSeriesStyle line = { .kind = VT_SERIES_LINE, .colour = VT_COLOUR_SERIES_1 };

  vt_figure_set_title (figure, _ ("Decay from the core"));
  line.symbol = _ ("median |<i>u</i>|");
  vt_figure_set_axis (figure, VT_AXIS_X, &x);
  vt_figure_set_axis (figure, VT_AXIS_Y, &y);
  vt_figure_set_series (figure, "particles", &dots);
  vt_figure_set_series (figure, "median", &line);
}

/* From within the nearest neighbours to the edge of the box, and from somewhat below the medians up: what sits in the
 * centre itself, or happens to stand still, has no decade of its own. */
static void
set_range (VtFigure *figure, double half_edge, const double *median, guint n, double largest)
{
  VtAxisStyle x = { .title = "<i>r</i>", .unit = "<i>λ</i>", .scale = VT_SCALE_LOG, .fixed = TRUE, .low = 0.7 };
  VtAxisStyle y = { .title = "|<i>u</i>|", .scale = VT_SCALE_LOG, .fixed = TRUE, .low = largest };

  for (guint k = 0; k < n; k++)
    y.low = fmin (y.low, median[k]);
  y.low *= 0.25;
  y.high = 1.5 * largest;
  x.high = 1.15 * half_edge;
  vt_figure_set_axis (figure, VT_AXIS_X, &x);
  vt_figure_set_axis (figure, VT_AXIS_Y, &y);
}

static double
length (const double v[3])
{
  return sqrt (v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
}

/* |u| of single particles against their distance from the centre, thinned alike at all distances; the largest. */
static double
pour_particles (VtFigure *figure, const VtSample *sample, const double *vector, const double centre[3])
{
  guint step = 1 + (sample->n - 1) / MOST_POINTS, n = 0;
  g_autofree double *r = g_new (double, sample->n), *u = g_new (double, sample->n);
  double largest = 0;

  for (gsize i = 0; i < sample->n; i += step)
    {
      double d[3];

      for (int k = 0; k < 3; k++)
        d[k] = sample->positions[3 * i + k] - centre[k];
      vt_minimum_image (sample->box, d);
      r[n] = length (d);
      u[n] = length (vector + 3 * i);
      largest = fmax (largest, u[n++]);
    }
  vt_figure_set_data (figure, "particles", n, r, u, NULL);
  return largest;
}

/* The far field A r^-2 (lerner2022 Sect. VI), from where bins are well filled to the edge. */
static void
draw_guide (VtFigure *figure, const VtModeDecay *decay, double from, double to)
{
  VtMark guide = { .kind = VT_MARK_POWER_LAW, .label = "<i>r</i><sup>−2</sup>", .exponent = -2 };
  gboolean known = isfinite (decay->far_field) && from < to;

  guide.x0 = from;
  guide.x1 = to;
  guide.y0 = decay->far_field / (from * from);
  vt_figure_set_mark (figure, "guide", known ? &guide : NULL);
}

void
vt_decay_figure_set (VtFigure *figure, const VtSample *sample, const double *vector, const VtAnatomy *anatomy)
{
  const VtModeDecay *decay = anatomy != NULL ? &anatomy->decay : NULL;

  if (decay == NULL)
    {
      vt_figure_clear_data (figure);
      vt_figure_set_mark (figure, "guide", NULL);
      return;
    }
  g_autofree double *x = g_new (double, decay->n), *y = g_new (double, decay->n);
  double largest;
  guint n = 0;

  for (guint k = 0; k < decay->n; k++)
    if (decay->count[k] >= FEWEST_IN_BIN)
      {
        x[n] = decay->r[k];
        y[n++] = decay->amplitude[k];
      }
  largest = pour_particles (figure, sample, vector, anatomy->centre);
  set_range (figure, 0.5 * MIN (sample->box[0], MIN (sample->box[1], sample->box[2])), y, n, largest);
  vt_figure_set_data (figure, "median", n, x, y, NULL);
  draw_guide (figure, decay, n > 0 ? x[0] : 1, n > 0 ? x[n - 1] : 0);
}
