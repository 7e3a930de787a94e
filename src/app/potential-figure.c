/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/figures.h"
#include "plot/number.h"

#define POINTS 700
#define X_FROM 0.85
#define CEILING 40.0 /* beyond this (many times the height of the plot) a wall is no longer drawn */
#define N_ORDERS 3
#define N_PAIRS 3

/* Of the height of the plot for g = 1. The first peaks leave it at the top: what matters lies where few pairs are. */
#define UNIT_HEIGHT 0.12
#define KEY_HEIGHT 0.21
#define PEAK_ENDS 0.04 /* beyond a first peak, where noise is evened out */
#define SMOOTHED 2     /* bins at each side */

static const char *const ids[N_ORDERS] = { "phi", "dphi", "d2phi" };
static const char *const shown_ids[N_ORDERS] = { "shown", "shown-dphi", "shown-d2phi" };
static const char *const symbols[N_ORDERS] = { "<i>φ</i>", "<i>φ</i>′", "<i>φ</i>″" };
static const VtColour colours[N_ORDERS] = { VT_COLOUR_SERIES_1, VT_COLOUR_SERIES_3, VT_COLOUR_SERIES_4 };

static const struct
{
  const char *id, *label;
  VtColour colour;
  VtSpecies a, b;
} pairs[N_PAIRS] = {
  { "g_SS", "SS", VT_COLOUR_SS, VT_SPECIES_SMALL, VT_SPECIES_SMALL },
  { "g_SL", "SL", VT_COLOUR_SL, VT_SPECIES_SMALL, VT_SPECIES_LARGE },
  { "g_LL", "LL", VT_COLOUR_LL, VT_SPECIES_LARGE, VT_SPECIES_LARGE },
};

/* --- set-up --- */

/* Derivatives are with respect to r / lambda, so that one curve is that of all pairs: all are energies. */
static void
set_curve_style (VtFigure *figure, int order, double divisor)
{
  VtSeriesStyle style = { .kind = VT_SERIES_LINE, .colour = colours[order], .divisor = divisor, .unit = "<i>ε</i>" };

  style.label = style.symbol = symbols[order];
  style.hidden = order > 0;
  vt_figure_set_series (figure, ids[order], &style);
}

static void
add_shown_curves (VtFigure *figure)
{
  VtSeriesStyle style = { .kind = VT_SERIES_LINE, .faint = TRUE, .mute = TRUE, .solid = TRUE, .unscaled = TRUE };

  for (int k = 0; k < N_ORDERS; k++)
    {
      style.colour = colours[k];
      vt_figure_set_series (figure, shown_ids[k], &style);
    }
}

static double
interpolate (const VtSeries *series, double x)
{
  guint next = vt_series_bisect (series, x);
  double before, after, t;

  if (next == 0 || next >= series->n)
    return NAN;
  before = series->y[next - 1];
  after = series->y[next];
  t = (x - series->x[next - 1]) / (series->x[next] - series->x[next - 1]);
  return before + t * (after - before);
}

/* "g: SS 0.31, SL 0.82, LL 1.1" at the point that is read out. */
static char *
tell_neighbours (const char *id, guint point, gpointer data)
{
  VtFigure *figure = data;
  int index = vt_figure_find_series (figure, id);
  double x = vt_figure_get_series (figure, (guint) index)->x[point];
  g_autoptr (GString) out = g_string_new (NULL);

  for (int k = 0; k < N_PAIRS; k++)
    {
      const VtSeries *series = vt_figure_get_series (figure, (guint) vt_figure_find_series (figure, pairs[k].id));
      double g = interpolate (series, x) / UNIT_HEIGHT;
      g_autofree char *number = vt_format_number (g, 2);
      if (isfinite (g))
        g_string_append_printf (out, "%s%s %s", out->len > 0 ? ", " : "<i>g</i>: ", pairs[k].label, number);
    }
  return out->len > 0 ? g_strdup (out->str) : NULL;
}

void
vt_potential_figure_setup (VtFigure *figure)
{
  VtAxisStyle x = { .title = "<i>r</i> / <i>λ</i>", .fixed = TRUE, .low = X_FROM, .high = 2.05 };
  VtAxisStyle y = { .title = "<i>φ</i>", .unit = "<i>ε</i>", .fixed = TRUE, .low = -1.25, .high = 1.25 };
  VtSeriesStyle neighbours = { .kind = VT_SERIES_BACKDROP, .mute = TRUE, .unscaled = TRUE,
                               .divisor = 1 / UNIT_HEIGHT, .symbol = "<i>g</i>", .unit = "" };

  vt_figure_set_title (figure, _ ("Pair potential"));
  vt_figure_set_axis (figure, VT_AXIS_X, &x);
  vt_figure_set_axis (figure, VT_AXIS_Y, &y);
  for (int k = 0; k < N_ORDERS; k++)
    set_curve_style (figure, k, 1);
  add_shown_curves (figure);
  for (int k = 0; k < N_PAIRS; k++)
    {
      neighbours.colour = pairs[k].colour;
      neighbours.label = pairs[k].label;
      vt_figure_set_series (figure, pairs[k].id, &neighbours);
    }
  vt_figure_set_remark_func (figure, tell_neighbours, figure);
}

/* --- the curves --- */

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

typedef struct
{
  double x[POINTS];
  double y[N_ORDERS][POINTS]; /* value and derivatives */
  double extremes[N_ORDERS];  /* largest attractive force in [1], largest negative stiffness in [2] */
  double inflection, cutoff;  /* stiffness is negative between these */
} Sampled;

static Sampled *
sample_potential (const VtPotential *potential)
{
  Sampled *out = g_new0 (Sampled, 1);
  double from = X_FROM - 0.1, to = x_to (potential->model) + 0.02;

  out->inflection = NAN;
  out->cutoff = potential->cutoff;
  for (int i = 0; i < POINTS; i++)
    {
      double d[5], x = from + (to - from) * i / (POINTS - 1);
      if (!vt_potential_evaluate (potential, x, d, NULL))
        d[0] = d[1] = d[2] = NAN;
      out->x[i] = x;
      for (int k = 0; k < N_ORDERS; k++)
        out->y[k][i] = d[k];
      out->extremes[1] = fmax (out->extremes[1], d[1]);
      out->extremes[2] = fmax (out->extremes[2], -d[2]);
      if (isnan (out->inflection) && d[2] < 0)
        out->inflection = x;
    }
  return out;
}

/* 1, 2 or 5 times a power of ten that brings the attractive part of a derivative into the fixed range. */
static double
nice_divisor (double largest)
{
  double power, lead;

  if (!(largest > 0))
    return 1;
  power = pow (10, floor (log10 (largest)));
  lead = largest / power;
  if (lead <= 1.2)
    return power;
  return lead <= 2.4 ? 2 * power : lead <= 6 ? 5 * power : 10 * power;
}

/* What a derivative is divided by, which the vertical title says. One number will do for every stiffness; along the
 * other sliders the derivatives change by more than a plot can hold. */
static double
divisor_of (const VtModel *model, int order, const Sampled *sampled)
{
  if (order == 0)
    return 1;
  if (g_str_has_prefix (model->key, "stiff"))
    return order == 1 ? 5 : 20;
  return nice_divisor (sampled->extremes[order]);
}

/* What is off the chart is a gap. */
static void
set_curve (VtFigure *figure, const char *id, Sampled *sampled, int order, double divisor)
{
  double *y = sampled->y[order];

  for (int i = 0; i < POINTS; i++)
    {
      y[i] /= divisor;
      if (!(fabs (y[i]) <= CEILING))
        y[i] = NAN;
    }
  vt_figure_set_data (figure, id, POINTS, sampled->x, y, NULL);
}

static gboolean
is_visible (VtFigure *figure, const char *id)
{
  int index = vt_figure_find_series (figure, id);

  return index >= 0 && vt_figure_get_series (figure, (guint) index)->visible;
}

/* The vertical title says by what the derivatives are divided, while they are shown. */
static void
set_title (VtFigure *figure, const double divisors[N_ORDERS])
{
  VtAxisStyle y = { .symbol = "<i>φ</i>", .fixed = TRUE, .low = -1.25, .high = 1.25 };
  g_autoptr (GString) title = g_string_new (NULL);

  for (int k = 0; k < N_ORDERS; k++)
    {
      if (!is_visible (figure, ids[k]))
        continue;
      g_string_append_printf (title, "%s%s", title->len > 0 ? ", " : "", symbols[k]);
      if (divisors[k] != 1)
        g_string_append_printf (title, "/%g", divisors[k]);
    }
  y.title = title->len > 0 ? title->str : symbols[0];
  y.unit = title->len == 0 || g_str_equal (title->str, symbols[0]) ? "<i>ε</i>" : NULL;
  vt_figure_set_axis (figure, VT_AXIS_Y, &y);
}

/* Where the stiffness is negative, while it is on show. */
static void
set_region (VtFigure *figure, const Sampled *sampled)
{
  VtMark region = { .kind = VT_MARK_REGION, .label = "<i>φ</i>″ &lt; 0", .corner = VT_CORNER_TOP_LEFT,
                    .colour = VT_COLOUR_NEGATIVE, .x0 = sampled->inflection, .x1 = sampled->cutoff };

  vt_figure_set_mark (figure, "negative",
                      is_visible (figure, ids[2]) && isfinite (sampled->inflection) ? &region : NULL);
}

void
vt_potential_figure_set_next (VtFigure *figure, const VtPotential *potential)
{
  g_autofree Sampled *sampled = sample_potential (potential);
  double divisors[N_ORDERS];

  for (int k = 0; k < N_ORDERS; k++)
    {
      divisors[k] = divisor_of (potential->model, k, sampled);
      set_curve_style (figure, k, divisors[k]);
      set_curve (figure, ids[k], sampled, k, divisors[k]);
    }
  set_title (figure, divisors);
  set_region (figure, sampled);
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
  gboolean differs = potential != NULL && !same_potential (potential, next);
  g_autofree Sampled *asked = differs ? sample_potential (next) : NULL;
  g_autofree Sampled *sampled = differs ? sample_potential (potential) : NULL;

  for (int k = 0; k < N_ORDERS; k++)
    {
      if (differs)
        set_curve (figure, shown_ids[k], sampled, k, divisor_of (next->model, k, asked));
      else
        vt_figure_set_data (figure, shown_ids[k], 0, NULL, NULL, NULL);
      vt_figure_set_series_visible (figure, shown_ids[k], is_visible (figure, ids[k]));
    }
}

/* --- the neighbours --- */

/* The noise of few pairs is evened out over some bins, but not where the first peak is. */
static double
smoothed (const double *g, guint n, guint i, guint peak_end)
{
  guint reach = i > peak_end ? MIN (SMOOTHED, i - peak_end) : 0, count = 0;
  double sum = 0;

  for (guint k = i - reach; k <= i + reach && k < n; k++, count++)
    sum += g[k];
  return sum / count;
}

static void
set_pair (VtFigure *figure, int pair, const VtRdf *rdf, const double *g)
{
  double lambda = vt_lambda (pairs[pair].a, pairs[pair].b);
  g_autofree double *x = g_new (double, rdf->n), *y = g_new (double, rdf->n);
  guint highest = 0, peak_end;

  for (guint i = 0; i < rdf->n; i++)
    if (g[i] > g[highest])
      highest = i;
  peak_end = highest + (guint) (PEAK_ENDS * lambda / rdf->width);
  for (guint i = 0; i < rdf->n; i++)
    {
      x[i] = rdf->r[i] / lambda;
      y[i] = UNIT_HEIGHT * smoothed (g, rdf->n, i, peak_end);
    }
  vt_figure_set_data (figure, pairs[pair].id, rdf->n, x, y, NULL);
}

void
vt_potential_figure_set_neighbours (VtFigure *figure, const VtRdf *rdf)
{
  VtMark key = { .kind = VT_MARK_KEY, .label = _ ("where the neighbours are"), .y0 = KEY_HEIGHT };

  if (rdf == NULL)
    {
      for (int k = 0; k < N_PAIRS; k++)
        vt_figure_set_data (figure, pairs[k].id, 0, NULL, NULL, NULL);
      vt_figure_set_mark (figure, "neighbours", NULL);
      return;
    }
  set_pair (figure, 0, rdf, rdf->g_ss);
  set_pair (figure, 1, rdf, rdf->g_sl);
  set_pair (figure, 2, rdf, rdf->g_ll);
  vt_figure_set_mark (figure, "neighbours", &key);
}
