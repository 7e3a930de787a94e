/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/figures.h"
#include "engine/joined-vdos.h"
#include "plot/number.h"

#define BINS_PER_DECADE 12
#define ENOUGH 40 /* a bin of fewer modes is shown as a dot with a bar */

static void
set_axes (VtFigure *figure, gboolean linear)
{
  VtScale scale = linear ? VT_SCALE_LINEAR : VT_SCALE_LOG;
  VtAxisStyle x = { .title = "<i>ω</i>", .unit = "<i>τ</i><sup>−1</sup>", .scale = scale };
  VtAxisStyle y = { .title = "<i>D</i>(<i>ω</i>)", .symbol = "<i>D</i>", .unit = "<i>τ</i>", .scale = scale };

  x.low = linear ? 0 : 0.5;
  x.high = 50;
  y.low = linear ? 0 : 1e-4;
  y.high = 0.2;
  vt_figure_set_axis (figure, VT_AXIS_X, &x);
  vt_figure_set_axis (figure, VT_AXIS_Y, &y);
}

void
vt_vibrations_figure_setup (VtFigure *figure)
{
  VtSeriesStyle style = { .kind = VT_SERIES_LINE, .colour = VT_COLOUR_SERIES_1, .error_style = VT_ERROR_BARS,
                          .label = "<i>D</i>", .symbol = "<i>D</i>" };

  vt_figure_set_title (figure, _ ("Vibrations"));
  set_axes (figure, FALSE);
  vt_figure_set_series (figure, "vdos", &style);
  style.error_style = VT_ERROR_BAND;
  style.label = NULL;
  vt_figure_set_series (figure, "estimate", &style);
}

/* omega^4 beside the lowest modes: it ends a factor below the curve at a few times the lowest frequency. */
static void
set_guide (VtFigure *figure, const VtVdos *vdos)
{
  VtMark guide = { .kind = VT_MARK_POWER_LAW, .label = "<i>ω</i><sup>4</sup>", .exponent = 4 };
  guint i = 0, end = 0;

  while (i < vdos->n && vdos->density[i] <= 0)
    i++;
  if (i == vdos->n)
    {
      vt_figure_set_mark (figure, "guide", NULL);
      return;
    }
  while (end + 1 < vdos->n && vdos->omega[end] < 4.5 * vdos->omega[i])
    end++;
  while (end > i && vdos->density[end] <= 0)
    end--;
  guide.x1 = vdos->omega[end];
  guide.x0 = guide.x1 / 3.2;
  guide.y0 = vdos->density[end] / 3 / pow (guide.x1 / guide.x0, 4);
  vt_figure_set_mark (figure, "guide", &guide);
}

/* What is exact: bins of few modes with their error bars; and, so that the line goes on, where the curve begins. */
static void
set_exact (VtFigure *figure, const VtVdos *vdos, const VtJoinedVdos *joined)
{
  gboolean goes_on = vdos->n > 0 && joined != NULL && joined->n > 0 && joined->edge[0] <= joined->crossover;
  g_autofree double *x = g_new (double, vdos->n + 1), *y = g_new (double, vdos->n + 1);
  g_autofree double *error = g_new (double, vdos->n + 1);

  for (guint i = 0; i < vdos->n; i++)
    {
      x[i] = vdos->omega[i];
      y[i] = vdos->density[i];
      error[i] = vdos->count[i] < ENOUGH ? vdos->error[i] : NAN;
    }
  if (goes_on)
    {
      x[vdos->n] = joined->omega[0];
      y[vdos->n] = joined->density[0];
      error[vdos->n] = NAN;
    }
  vt_figure_set_data (figure, "vdos", vdos->n + (goes_on ? 1 : 0), x, y, error);
}

/* What is known in which way; and how sharp the curve is, once it is as sharp as it gets. */
static char *
describe (VtFigure *figure, const VtSpectrum *spectrum, const VtModeSet *modes, const VtJoinedVdos *joined, gboolean live)
{
  const VtAxis *x = vt_figure_get_axis (figure, VT_AXIS_X);
  const char *unit = vt_axis_unit (x);
  guint n = modes != NULL ? modes->n : 0;
  g_autofree char *resolution = NULL;

  if (spectrum != NULL)
    return g_strdup (_ ("exact"));
  if (n == 0)
    return g_strdup (_ ("estimate"));
  if (joined->n == 0)
    return g_strdup_printf (ngettext ("lowest %u", "lowest %u", n), n);
  if (live)
    return g_strdup_printf (ngettext ("lowest %u exact", "lowest %u exact", n), n);
  resolution = vt_format_number (vt_axis_in_units (x, joined->resolution), 2);
  /* Translators: the resolution of the curve beyond the lowest modes, with its unit: "rest to ± 0.22 (1/tau)". */
  return g_strdup_printf (ngettext ("lowest %u exact, rest to ± %s %s", "lowest %u exact, rest to ± %s %s", n), n,
                          resolution, unit != NULL ? unit : "<i>ω</i><sub>0</sub>");
}

void
vt_vibrations_figure_set (VtFigure *figure, const VtSpectrum *spectrum, const VtModeSet *modes,
                          const VtSpectralDensity *density, guint n_particles, gboolean live)
{
  g_autoptr (VtVdos) whole = NULL;
  g_autoptr (VtJoinedVdos) joined = NULL;
  g_autofree char *note = NULL;

  vt_figure_set_live (figure, live ? _ ("live") : NULL);
  if (spectrum == NULL && (modes == NULL || modes->n == 0) && density == NULL)
    {
      vt_figure_clear_data (figure);
      vt_figure_set_mark (figure, "guide", NULL);
      vt_figure_set_note (figure, NULL);
      return;
    }
  if (spectrum != NULL)
    whole = vt_vdos_new (spectrum, NULL, n_particles, BINS_PER_DECADE);
  else
    joined = vt_joined_vdos_new (density, modes, n_particles, BINS_PER_DECADE);
  set_exact (figure, whole != NULL ? whole : joined->exact, joined);
  vt_figure_set_data (figure, "estimate", joined != NULL ? joined->n : 0, joined != NULL ? joined->omega : NULL,
                      joined != NULL ? joined->density : NULL, joined != NULL ? joined->error : NULL);
  set_guide (figure, whole != NULL ? whole : joined->exact);
  note = describe (figure, spectrum, modes, joined, live);
  vt_figure_set_note (figure, note);
}

void
vt_vibrations_figure_set_linear (VtFigure *figure, gboolean linear)
{
  set_axes (figure, linear);
}
