/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/figures.h"

static char *
describe (const char *series_id, guint point, gpointer data)
{
  return g_strdup_printf (_ ("Mode %u"), point + 1);
}

void
vt_modes_figure_setup (VtFigure *figure)
{
  VtAxisStyle x = { .title = "<i>ω</i>", .unit = "<i>τ</i><sup>−1</sup>", .low = 0, .high = 2 };
  VtAxisStyle y = { .title = "<i>N e</i>", .unit = NULL, .scale = VT_SCALE_LOG, .low = 10, .high = 1000 };
  VtSeriesStyle style = { .kind = VT_SERIES_POINTS, .colour = VT_COLOUR_SERIES_1, .symbol = "<i>N e</i>" };
  VtMark extended = { .kind = VT_MARK_TEXT, .corner = VT_CORNER_TOP_LEFT };
  VtMark localized = { .kind = VT_MARK_TEXT, .corner = VT_CORNER_BOTTOM_LEFT };

  vt_figure_set_title (figure, _ ("Modes"));
  y.unit = _ ("particles");
  extended.label = _ ("extended");
  localized.label = _ ("localized");
  vt_figure_set_axis (figure, VT_AXIS_X, &x);
  vt_figure_set_axis (figure, VT_AXIS_Y, &y);
  vt_figure_set_series (figure, VT_MODES_SERIES, &style);
  vt_figure_set_mark (figure, "extended", &extended);
  vt_figure_set_mark (figure, "localized", &localized);
  vt_figure_set_empty_text (figure, _ ("They arrive one by one once the minimum is reached"));
  vt_figure_set_describe_func (figure, describe, NULL);
}

static void
set_shear_wave (VtFigure *figure, const VtElasticity *elasticity)
{
  VtMark wave = { .kind = VT_MARK_VERTICAL, .label = _ ("first shear wave") };

  if (elasticity != NULL && isfinite (elasticity->first_shear_wave))
    {
      wave.x0 = elasticity->first_shear_wave;
      vt_figure_set_mark (figure, "shear-wave", &wave);
    }
  else
    vt_figure_set_mark (figure, "shear-wave", NULL);
}

void
vt_modes_figure_set (VtFigure *figure, const VtModeSet *modes, const VtElasticity *elasticity, gboolean live)
{
  vt_figure_set_live (figure, live ? _ ("live") : NULL);
  set_shear_wave (figure, elasticity);
  if (modes == NULL || modes->n == 0)
    {
      vt_figure_clear_data (figure);
      vt_figure_set_note (figure, NULL);
      return;
    }
  vt_figure_set_data (figure, VT_MODES_SERIES, modes->n, modes->frequencies, modes->participation, NULL);
  vt_figure_set_note (figure, _ ("click one to see it swing"));
}

void
vt_modes_figure_select (VtFigure *figure, int mode)
{
  if (mode < 0)
    vt_figure_select_point (figure, NULL, 0);
  else
    vt_figure_select_point (figure, VT_MODES_SERIES, (guint) mode);
}
