/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the figure of the run shows while melting, while quenching, and when it is done. */
#include "app/figures.h"

#include <math.h>

#define N 4

static const VtSeries *
series (VtFigure *figure, const char *id)
{
  return vt_figure_get_series (figure, (guint) vt_figure_find_series (figure, id));
}

static gboolean
has_mark (VtFigure *figure, VtMarkKind kind)
{
  for (guint i = 0; i < vt_figure_get_n_marks (figure); i++)
    if (vt_figure_get_mark (figure, i)->kind == kind)
      return TRUE;
  return FALSE;
}

static VtTrace
trace_of (double *energy)
{
  static VtPhase phases[N];
  static double evaluations[N] = { 0, 100, 200, 300 }, force[N] = { 300, 200, 250, 220 };

  return (VtTrace) { .n = N, .phase = phases, .evaluations = evaluations, .energy = energy, .largest_force = force,
                     .melt_end = 300, .goal = 1e-9 };
}

/* A hot liquid's energy is positive: a log axis with the goal in sight. */
static void
test_hot (void)
{
  g_autoptr (VtFigure) figure = vt_figure_new (NULL);
  double energy[N] = { 90, 50, 51, 49 };
  VtTrace trace = trace_of (energy);
  const VtAxis *y = vt_figure_get_axis (figure, VT_AXIS_Y);

  vt_run_figure_setup (figure);
  vt_run_figure_set (figure, &trace, VT_STAGE_MELT, 0.5);
  g_assert_cmpint (y->scale, ==, VT_SCALE_LOG);
  g_assert_cmpfloat (series (figure, "energy")->y[1], ==, 50);
  g_assert_true (has_mark (figure, VT_MARK_GOAL));
}

/* A cold one's is negative: it is shown as it is, on an axis that has both signs, until the quench counts from the
 * latest. */
static void
test_cold (void)
{
  g_autoptr (VtFigure) figure = vt_figure_new (NULL);
  double energy[N] = { 2, -3, -3.1, -3.4 };
  VtTrace trace = trace_of (energy);
  const VtAxis *y = vt_figure_get_axis (figure, VT_AXIS_Y);

  vt_run_figure_setup (figure);
  vt_run_figure_set (figure, &trace, VT_STAGE_MELT, 0.5);
  g_assert_cmpint (y->scale, ==, VT_SCALE_SYMLOG);
  for (guint i = 0; i < N; i++)
    {
      g_assert_cmpfloat (series (figure, "energy")->y[i], ==, energy[i]);
      g_assert_cmpfloat (vt_axis_fraction (y, energy[i]), >, 0);
      g_assert_cmpfloat (vt_axis_fraction (y, trace.largest_force[i]), <, 1);
    }
  g_assert_false (has_mark (figure, VT_MARK_GOAL));
  vt_run_figure_set (figure, &trace, VT_STAGE_QUENCH, 0.5);
  g_assert_cmpint (y->scale, ==, VT_SCALE_LOG);
  g_assert_cmpfloat_with_epsilon (series (figure, "energy")->y[0], 5.4, 1e-12);
  g_assert_cmpfloat (series (figure, "energy")->y[N - 1], ==, 0);
  g_assert_true (has_mark (figure, VT_MARK_GOAL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run-figure/hot", test_hot);
  g_test_add_func ("/run-figure/cold", test_cold);
  return g_test_run ();
}
