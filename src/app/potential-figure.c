/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/figures.h"
#include "plot/number.h"

#define POINTS 700
#define X_FROM 0.85
#define CEILING 40.0 /* beyond this (many times the height of the plot) a wall is no longer drawn */
#define NEIGHBOURS_HEIGHT 0.42

static const char *const ids[3] = { "phi", "dphi", "d2phi" };

/* The divisor that brings the attractive part of a derivative into the fixed range: 1, 2 or 5 times a power of ten,
 * so that its legend entry can say it. */
static double
nice_divisor (double largest)
{
  double power = pow (10, floor (log10 (largest)));
  double lead = largest / power;

  if (lead <= 1.2)
    return power;
  return lead <= 2.4 ? 2 * power : lead <= 6 ? 5 * power : 10 * power;
}

static const char *const symbols[3] = { "<i>φ</i>", "<i>φ</i>′", "<i>φ</i>″" };

static void
set_curve_style (VtFigure *figure, int order, double divisor)
{
  static const char *const units[3] = { "<i>ε</i>", "<i>ε</i> <i>λ</i><sup>−1</sup>", "<i>ε</i> <i>λ</i><sup>−2</sup>" };
  static const VtColour colours[3] = { VT_COLOUR_SERIES_1, VT_COLOUR_SERIES_3, VT_COLOUR_SERIES_4 };
  g_autofree char *symbol = divisor == 1 ? g_strdup (symbols[order])
                                         : g_strdup_printf ("%s/%g", symbols[order], divisor);
  VtSeriesStyle style = { .kind = VT_SERIES_LINE, .colour = colours[order] };

  style.label = symbols[order];
  style.symbol = symbol;
  style.unit = units[order];
  style.hidden = order > 0;
  vt_figure_set_series (figure, ids[order], &style);
}

void
vt_potential_figure_setup (VtFigure *figure)
{
  VtAxisStyle x = { .title = "<i>r</i> / <i>λ</i>", .fixed = TRUE, .low = X_FROM, .high = 2.05 };
  VtAxisStyle y = { .title = "<i>φ</i>", .unit = "<i>ε</i>", .fixed = TRUE, .low = -1.25, .high = 1.25 };
  VtSeriesStyle neighbours = { .kind = VT_SERIES_BACKDROP, .colour = VT_COLOUR_TEXT, .mute = TRUE, .unscaled = TRUE };
  VtSeriesStyle shown = { .kind = VT_SERIES_LINE, .colour = VT_COLOUR_SERIES_1, .faint = TRUE, .mute = TRUE,
                          .solid = TRUE, .unscaled = TRUE };
  VtMark zero = { .kind = VT_MARK_HORIZONTAL, .y0 = 0 };

  vt_figure_set_title (figure, _ ("Pair potential"));
  vt_figure_set_axis (figure, VT_AXIS_X, &x);
  vt_figure_set_axis (figure, VT_AXIS_Y, &y);
  vt_figure_set_series (figure, "neighbours", &neighbours);
  vt_figure_set_series (figure, "shown", &shown);
  for (int i = 0; i < 3; i++)
    set_curve_style (figure, i, 1);
  vt_figure_set_mark (figure, "zero", &zero);
}

/* The part of x shown: the same for all parameters of a model, so that only the curve bends. */
static double
x_to (const VtModel *model)
{
  if (g_str_equal (model->key, "sticky"))
    return 1.75;
  return g_str_equal (model->key, "mie") ? 2.55 : 2.05;
}

void
vt_potential_figure_set_model (VtFigure *figure, const VtModel *model)
{
  VtAxisStyle x = { .title = "<i>r</i> / <i>λ</i>", .fixed = TRUE, .low = X_FROM, .high = x_to (model) };

  vt_figure_set_axis (figure, VT_AXIS_X, &x);
}

/* Value and two derivatives at POINTS places; what is off the chart is a gap. Returns the largest attractive force and
 * the largest negative stiffness in @extremes[1] and [2]. */
static void
sample_potential (const VtPotential *potential, double *x, double *curves[3], double extremes[3])
{
  double from = X_FROM - 0.1, to = x_to (potential->model) + 0.02;

  extremes[0] = 1;
  extremes[1] = extremes[2] = 0;
  for (int i = 0; i < POINTS; i++)
    {
      double d[5];
      x[i] = from + (to - from) * i / (POINTS - 1);
      if (!vt_potential_evaluate (potential, x[i], d, NULL))
        d[0] = d[1] = d[2] = NAN;
      for (int k = 0; k < 3; k++)
        curves[k][i] = d[k];
      extremes[1] = fmax (extremes[1], d[1]);
      extremes[2] = fmax (extremes[2], -d[2]);
    }
}

static void
scale_curve (double *y, double divisor)
{
  for (int i = 0; i < POINTS; i++)
    {
      y[i] /= divisor;
      if (!(fabs (y[i]) <= CEILING))
        y[i] = NAN;
    }
}

/* The vertical title says by what the derivatives are divided, while they are shown. */
static void
set_title (VtFigure *figure, const double divisors[3])
{
  VtAxisStyle y = { .symbol = "<i>φ</i>", .fixed = TRUE, .low = -1.25, .high = 1.25 };
  g_autoptr (GString) title = g_string_new (NULL);

  for (int k = 0; k < 3; k++)
    {
      int index = vt_figure_find_series (figure, ids[k]);
      if (index < 0 || !vt_figure_get_series (figure, (guint) index)->visible)
        continue;
      g_string_append_printf (title, "%s%s", title->len > 0 ? ", " : "", symbols[k]);
      if (divisors[k] != 1)
        g_string_append_printf (title, "/%g", divisors[k]);
    }
  y.title = title->len > 0 ? title->str : symbols[0];
  y.unit = title->len == 0 || g_str_equal (title->str, symbols[0]) ? "<i>ε</i>" : NULL;
  vt_figure_set_axis (figure, VT_AXIS_Y, &y);
}

void
vt_potential_figure_set_next (VtFigure *figure, const VtPotential *potential)
{
  g_autofree double *memory = g_new (double, 4 * POINTS);
  double *curves[3] = { memory + POINTS, memory + 2 * POINTS, memory + 3 * POINTS };
  double extremes[3], divisors[3];

  sample_potential (potential, memory, curves, extremes);
  for (int k = 0; k < 3; k++)
    {
      divisors[k] = k > 0 && extremes[k] > 0 ? nice_divisor (extremes[k]) : 1;
      set_curve_style (figure, k, divisors[k]);
      scale_curve (curves[k], divisors[k]);
      vt_figure_set_data (figure, ids[k], POINTS, memory, curves[k], NULL);
    }
  set_title (figure, divisors);
}

static gboolean
same_potential (const VtPotential *a, const VtPotential *b)
{
  if (a->model != b->model)
    return FALSE;
  for (guint i = 0; i < a->model->n_parameters; i++)
    if (a->parameters[i] != b->parameters[i])
      return FALSE;
  return TRUE;
}

void
vt_potential_figure_set_shown (VtFigure *figure, const VtPotential *potential, const VtPotential *next)
{
  g_autofree double *memory = NULL;
  double *curves[3];
  double extremes[3];

  if (potential == NULL || same_potential (potential, next))
    {
      vt_figure_set_data (figure, "shown", 0, NULL, NULL, NULL);
      return;
    }
  memory = g_new (double, 4 * POINTS);
  for (int k = 0; k < 3; k++)
    curves[k] = memory + (k + 1) * POINTS;
  sample_potential (potential, memory, curves, extremes);
  scale_curve (curves[0], 1);
  vt_figure_set_data (figure, "shown", POINTS, memory, curves[0], NULL);
}

static double
interpolate (const VtRdf *rdf, const double *g, double r)
{
  double place = r / rdf->width - 0.5;
  double below = floor (place);

  if (below < 0 || below + 1 >= rdf->n)
    return NAN;
  return g[(guint) below] + (place - below) * (g[(guint) below + 1] - g[(guint) below]);
}

/* Neighbours of all three kinds of pairs at the same r / lambda, weighted by how many there are. */
static double
neighbours_at (const VtRdf *rdf, double x)
{
  return 0.25 * interpolate (rdf, rdf->g_ss, x * vt_lambda (VT_SPECIES_SMALL, VT_SPECIES_SMALL))
         + 0.5 * interpolate (rdf, rdf->g_sl, x * vt_lambda (VT_SPECIES_SMALL, VT_SPECIES_LARGE))
         + 0.25 * interpolate (rdf, rdf->g_ll, x * vt_lambda (VT_SPECIES_LARGE, VT_SPECIES_LARGE));
}

void
vt_potential_figure_set_neighbours (VtFigure *figure, const VtRdf *rdf)
{
  const double width = 0.01;
  VtMark words = { .kind = VT_MARK_TEXT, .label = _ ("where the neighbours are"), .corner = VT_CORNER_BOTTOM_RIGHT };
  double x[256], y[256], highest = 0;
  guint n = 0;

  if (rdf == NULL)
    {
      vt_figure_set_data (figure, "neighbours", 0, NULL, NULL, NULL);
      vt_figure_set_mark (figure, "neighbours", NULL);
      return;
    }
  for (double at = X_FROM; at < 2.6 && n < G_N_ELEMENTS (x); at += width)
    {
      double value = neighbours_at (rdf, at);
      if (!isfinite (value))
        break;
      x[n] = at;
      y[n++] = value;
      highest = fmax (highest, value);
    }
  for (guint i = 0; i < n; i++)
    y[i] *= highest > 0 ? NEIGHBOURS_HEIGHT / highest : 0;
  vt_figure_set_data (figure, "neighbours", n, x, y, NULL);
  vt_figure_set_mark (figure, "neighbours", &words);
}
