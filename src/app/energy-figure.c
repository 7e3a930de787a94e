/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/figures.h"

/* What is drawn: the energy itself, and its expansion up to each order. */
typedef struct
{
  const char *id;
  const char *label;
  guint order; /* 0: the energy itself */
  VtColour colour;
} Curve;

static const Curve curves[] = {
  { "second", N_ ("parabola"), 2, VT_COLOUR_DIM },
  { "third", N_ ("third order"), 3, VT_COLOUR_SERIES_2 },
  { "fourth", N_ ("fourth order"), 4, VT_COLOUR_SERIES_3 },
  { "real", N_ ("real"), 0, VT_COLOUR_SERIES_1 },
};

/* How much higher than the parabola at the ends of the range the plot reaches. */
#define ROOM 1.7

void
vt_energy_figure_setup (VtFigure *figure)
{
  VtAxisStyle x = { .title = "<i>s</i>", .unit = "<i>λ</i>", .low = -0.2, .high = 0.2 };
  VtAxisStyle y = { .title = "<i>U</i> − <i>U</i><sub>0</sub>", .unit = "<i>ε</i>", .low = 0, .high = 0.1 };

  vt_figure_set_title (figure, _ ("Energy along the mode"));
  vt_figure_set_axis (figure, VT_AXIS_X, &x);
  vt_figure_set_axis (figure, VT_AXIS_Y, &y);
  for (guint k = 0; k < G_N_ELEMENTS (curves); k++)
    {
      const VtSeriesStyle style = {
        .kind = VT_SERIES_LINE,
        .colour = curves[k].colour,
        .symbol = _ (curves[k].label),
        .unscaled = TRUE,
        .width = curves[k].order == 0 ? 0 : 1.6,
      };

      vt_figure_set_series (figure, curves[k].id, &style);
    }
}

/* From the lowest point of the true curve to a bit more than the parabola reaches. */
static void
set_axes (VtFigure *figure, const VtModeStudy *study)
{
  const VtEnergyCurve *curve = &study->energy;
  double end = curve->s[curve->n - 1], low = 0, high = 0.5 * fabs (study->expansion.second) * end * end * ROOM;
  VtAxisStyle x = { .title = "<i>s</i>", .unit = "<i>λ</i>", .fixed = TRUE, .low = -end, .high = end };
  VtAxisStyle y = { .title = "<i>U</i> − <i>U</i><sub>0</sub>", .unit = "<i>ε</i>", .fixed = TRUE };

  for (guint k = 0; k < curve->n; k++)
    if (curve->energy[k] < low)
      low = curve->energy[k];
  low = fmax (low, -high);
  y.low = low < 0 ? low - 0.06 * (high - low) : 0;
  y.high = high;
  vt_figure_set_axis (figure, VT_AXIS_X, &x);
  vt_figure_set_axis (figure, VT_AXIS_Y, &y);
}

/* The names of the curves, one below the other where all curves are low: above the middle. */
static void
name_curves (VtFigure *figure)
{
  const VtAxis *y = vt_figure_get_axis (figure, VT_AXIS_Y);
  guint n = G_N_ELEMENTS (curves);

  for (guint k = 0; k < n; k++)
    {
      guint place = n - 1 - k;
      g_autofree char *bold = g_strdup_printf ("<b>%s</b>", _ (curves[k].label));
      VtMark name = { .kind = VT_MARK_TEXT, .colour = curves[k].colour };

      name.label = curves[k].order == 0 ? bold : _ (curves[k].label);
      name.y0 = y->expected_high - (0.07 + 0.145 * place) * (y->expected_high - y->expected_low);
      vt_figure_set_mark (figure, curves[k].id, &name);
    }
}

void
vt_energy_figure_set (VtFigure *figure, const VtModeStudy *study)
{
  if (study == NULL)
    {
      vt_figure_clear_data (figure);
      for (guint k = 0; k < G_N_ELEMENTS (curves); k++)
        vt_figure_set_mark (figure, curves[k].id, NULL);
      return;
    }
  const VtEnergyCurve *curve = &study->energy;
  g_autofree double *energy = g_new (double, curve->n);

  set_axes (figure, study);
  for (guint k = 0; k < G_N_ELEMENTS (curves); k++)
    {
      for (guint i = 0; i < curve->n; i++)
        energy[i] = curves[k].order == 0 ? curve->energy[i]
                                         : vt_expansion_energy (&study->expansion, curves[k].order, curve->s[i]);
      vt_figure_set_data (figure, curves[k].id, curve->n, curve->s, energy, NULL);
    }
  name_curves (figure);
}
