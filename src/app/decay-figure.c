/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/figures.h"

#define BINS 14

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

static double
length (const double v[3])
{
  return sqrt (v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
}

/* Centre of the core: the mean position around the particle that moves most, weighted by |u|^4 on the periodic box. */
static void
find_core (const VtSample *sample, const double *mode, double core[3])
{
  double sum[3] = { 0, 0, 0 }, total = 0, largest = -1;
  guint most = 0;

  for (guint i = 0; i < sample->n; i++)
    if (length (mode + 3 * i) > largest)
      {
        largest = length (mode + 3 * i);
        most = i;
      }
  for (guint i = 0; i < sample->n; i++)
    {
      double weight = pow (length (mode + 3 * i) / largest, 4), d[3];
      for (int k = 0; k < 3; k++)
        d[k] = sample->positions[3 * i + k] - sample->positions[3 * most + k];
      vt_minimum_image (sample->box, d);
      for (int k = 0; k < 3; k++)
        sum[k] += weight * d[k];
      total += weight;
    }
  for (int k = 0; k < 3; k++)
    core[k] = sample->positions[3 * most + k] + sum[k] / total;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
median (GArray *values)
{
  g_array_sort (values, compare_doubles);
  return g_array_index (values, double, values->len / 2);
}

/* Medians of |u| in logarithmic shells of at least three particles. */
static guint
shell_medians (guint n, const double *r, const double *u, double from, double to, double *x, double *y)
{
  guint found = 0;

  for (int bin = 0; bin < BINS; bin++)
    {
      double low = from * pow (to / from, (double) bin / BINS), high = from * pow (to / from, (bin + 1.0) / BINS);
      g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
      for (guint i = 0; i < n; i++)
        if (r[i] >= low && r[i] < high)
          g_array_append_val (values, u[i]);
      if (values->len < 3)
        continue;
      x[found] = sqrt (low * high);
      y[found++] = median (values);
    }
  return found;
}

void
vt_decay_figure_set (VtFigure *figure, const VtSample *sample, const double *mode)
{
  VtMark guide = { .kind = VT_MARK_POWER_LAW, .label = "<i>r</i><sup>−2</sup>", .exponent = -2 };
  g_autofree double *r = g_new (double, sample->n);
  g_autofree double *u = g_new (double, sample->n);
  double core[3], x[BINS], y[BINS], half = INFINITY;
  guint n;

  find_core (sample, mode, core);
  for (int k = 0; k < 3; k++)
    half = fmin (half, sample->box[k] / 2);
  for (guint i = 0; i < sample->n; i++)
    {
      double d[3];
      for (int k = 0; k < 3; k++)
        d[k] = sample->positions[3 * i + k] - core[k];
      vt_minimum_image (sample->box, d);
      r[i] = length (d);
      u[i] = length (mode + 3 * i);
    }
  n = shell_medians (sample->n, r, u, 0.8, half, x, y);
  vt_figure_set_data (figure, "particles", sample->n, r, u, NULL);
  vt_figure_set_data (figure, "median", n, x, y, NULL);
  if (n >= 2)
    {
      guide.x0 = x[0];
      guide.x1 = half;
      guide.y0 = 1.8 * y[0];
    }
  vt_figure_set_mark (figure, "guide", n >= 2 ? &guide : NULL);
}
