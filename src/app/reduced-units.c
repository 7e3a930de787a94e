/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "app/figures.h"

/* NULL where there is no such unit: those of the data stay. */
static void
set_units (VtFigure *figure, VtDirection direction, const VtUnits *units)
{
  gboolean known = isfinite (units->size) && units->size > 0;

  vt_figure_set_units (figure, direction, known ? units : NULL);
}

void
vt_figure_reduce_distance (VtFigure *figure, double a0)
{
  const VtUnits units = { a0, "<i>r</i> / <i>a</i><sub>0</sub>", NULL, NULL };

  set_units (figure, VT_AXIS_X, &units);
}

void
vt_figure_reduce_frequency (VtFigure *figure, double omega0)
{
  const VtUnits units = { omega0, "<i>ω</i> / <i>ω</i><sub>0</sub>", NULL, NULL };

  set_units (figure, VT_AXIS_X, &units);
}

void
vt_figure_reduce_density (VtFigure *figure, double omega0)
{
  const VtUnits units = { 1 / omega0, "<i>D</i>(<i>ω</i>) <i>ω</i><sub>0</sub>", "<i>D ω</i><sub>0</sub>", NULL };

  vt_figure_reduce_frequency (figure, omega0);
  set_units (figure, VT_AXIS_Y, &units);
}
