/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/figures.h"

#define FLOOR 1e-12 /* below the goal of every model */
#define LEAST_TOP 5 /* decades above 1 */
#define LEAST_SYMMETRIC_TOP 3

static const char *const y_title = "<i>U / N</i> (<i>ε</i>), |<i>f</i>| (<i>ε / λ</i>)";

/* From far below the goal up to what the data need: the goal is in sight from the start, and the axis hardly ever
 * moves. */
static void
set_force_axis (VtFigure *figure, double highest)
{
  VtAxisStyle y = { .title = y_title, .scale = VT_SCALE_LOG, .fixed = TRUE, .low = FLOOR };
  double decades = highest > 1 ? fmax (ceil (log10 (highest) + 0.2), LEAST_TOP) : LEAST_TOP;

  y.high = pow (10, decades);
  vt_figure_set_axis (figure, VT_AXIS_Y, &y);
}

/* Energies below zero, as cold liquids have, need room on both sides of it, and some below for the words there. */
static void
set_symmetric_axis (VtFigure *figure, double lowest, double highest)
{
  VtAxisStyle y = { .title = y_title, .scale = VT_SCALE_SYMLOG, .fixed = TRUE };

  y.low = -pow (10, ceil (log10 (fmax (-lowest, 1)) + 0.1) + 1);
  y.high = pow (10, fmax (ceil (log10 (fmax (highest, 1)) + 0.2), LEAST_SYMMETRIC_TOP));
  vt_figure_set_axis (figure, VT_AXIS_Y, &y);
}

/* 1, 1.5, 2, 3, 5, 7 times a power of ten, the next at or above @value. */
static double
nice_above (double value)
{
  static const double steps[] = { 1, 1.5, 2, 3, 5, 7, 10 };
  double power = pow (10, floor (log10 (value)));

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i] * power >= value * (1 - 1e-9))
      return steps[i] * power;
  return 10 * power;
}

/* While it runs there is room for the quench that is to come; when it is done the data fill the axis. */
static void
set_work_axis (VtFigure *figure, const VtTrace *trace, VtStage stage, double melt_end)
{
  VtAxisStyle x = { .title = _ ("force evaluations"), .fixed = TRUE };
  double now = trace != NULL && trace->n > 0 ? trace->evaluations[trace->n - 1] : 0;

  if (stage > VT_STAGE_QUENCH)
    x.high = now;
  else
    x.high = nice_above (fmax (fmax (1.5 * melt_end, 1.03 * now), 500));
  vt_figure_set_axis (figure, VT_AXIS_X, &x);
}

/* Where the melt ends, or is expected to. */
static double
expected_melt_end (const VtTrace *trace, VtStage stage, double progress)
{
  if (trace == NULL || trace->n == 0)
    return 0;
  if (isfinite (trace->melt_end))
    return trace->melt_end;
  return trace->evaluations[trace->n - 1] / (stage == VT_STAGE_MELT ? CLAMP (progress, 0.1, 1) : 1);
}

void
vt_run_figure_setup (VtFigure *figure)
{
  VtSeriesStyle energy = { .kind = VT_SERIES_TRACE, .colour = VT_COLOUR_SERIES_1, .symbol = "<i>U / N</i>",
                           .unit = "<i>ε</i>" };
  VtSeriesStyle force = { .kind = VT_SERIES_TRACE, .colour = VT_COLOUR_SERIES_2, .symbol = "|<i>f</i>|",
                          .unit = "<i>ε / λ</i>" };

  vt_figure_set_title (figure, _ ("Run"));
  energy.label = _ ("energy");
  energy.width = 2.2;
  force.label = _ ("largest force");
  set_work_axis (figure, NULL, VT_STAGE_STARTING, 0);
  set_force_axis (figure, 0);
  vt_figure_set_series (figure, "energy", &energy);
  vt_figure_set_series (figure, "force", &force);
  vt_figure_set_empty_text (figure, _ ("Appears when the crystal begins to move"));
}

/* U/N as it is while melting; from the quench on what is left of it above its latest value. */
static double
energy_reference (const VtTrace *trace, VtStage stage)
{
  return stage > VT_STAGE_MELT ? trace->energy[trace->n - 1] : 0;
}

static void
set_marks (VtFigure *figure, const VtTrace *trace, double end)
{
  gboolean symmetric = vt_figure_get_axis (figure, VT_AXIS_Y)->scale == VT_SCALE_SYMLOG;
  VtMark melt = { .kind = VT_MARK_REGION, .label = _ ("melt"), .x0 = -INFINITY };
  VtMark quench = { .kind = VT_MARK_TEXT, .label = _ ("quench"), .corner = VT_CORNER_TOP_RIGHT };
  VtMark goal = { .kind = VT_MARK_GOAL, .label = _ ("goal"), .x1 = INFINITY, .y0 = trace->goal };

  melt.x1 = end;
  goal.x0 = end;
  vt_figure_set_mark (figure, "melt", end > 0 ? &melt : NULL);
  vt_figure_set_mark (figure, "quench", isfinite (trace->melt_end) ? &quench : NULL);
  vt_figure_set_mark (figure, "goal", isfinite (trace->goal) && trace->goal > 0 && !symmetric ? &goal : NULL);
}

void
vt_run_figure_set (VtFigure *figure, const VtTrace *trace, VtStage stage, double progress)
{
  g_autofree double *energy = NULL;
  double melt_end = expected_melt_end (trace, stage, progress), reference, highest = 0, lowest = 0;

  vt_figure_set_live (figure, stage == VT_STAGE_MELT ? _ ("melting") : stage == VT_STAGE_QUENCH ? _ ("quenching") : NULL);
  if (trace == NULL || trace->n == 0)
    {
      vt_figure_clear_data (figure);
      vt_figure_set_mark (figure, "melt", NULL);
      vt_figure_set_mark (figure, "quench", NULL);
      vt_figure_set_mark (figure, "goal", NULL);
      return;
    }
  energy = g_new (double, trace->n);
  reference = energy_reference (trace, stage);
  for (guint i = 0; i < trace->n; i++)
    {
      energy[i] = trace->energy[i] - reference;
      highest = fmax (highest, fmax (energy[i], trace->largest_force[i]));
      lowest = fmin (lowest, energy[i]);
    }
  if (stage <= VT_STAGE_MELT && lowest < 0)
    set_symmetric_axis (figure, lowest, highest);
  else
    set_force_axis (figure, highest);
  set_work_axis (figure, trace, stage, melt_end);
  vt_figure_set_data (figure, "energy", trace->n, trace->evaluations, energy, NULL);
  vt_figure_set_data (figure, "force", trace->n, trace->evaluations, trace->largest_force, NULL);
  set_marks (figure, trace, melt_end);
}
