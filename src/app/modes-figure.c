/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/figures.h"
#include "app/words.h"

static const char *const series_ids[VT_N_MODE_KINDS] = { "harmonic", "cubic", "quartic" };

const char *
vt_modes_figure_series (VtModeKind kind)
{
  return series_ids[kind];
}

VtModeKind
vt_modes_figure_kind (const char *series_id)
{
  VtModeKind kind = VT_MODE_HARMONIC;

  for (guint k = 0; k < VT_N_MODE_KINDS; k++)
    if (g_str_equal (series_id, series_ids[k]))
      kind = k;
  return kind;
}

static char *
describe (const char *series_id, guint point, gpointer data)
{
  VtModeKind kind = vt_modes_figure_kind (series_id);
  g_autofree char *name = vt_words_mode (kind, point);

  if (kind == VT_MODE_HARMONIC)
    return g_steal_pointer (&name);
  /* Translators: "Soft spot 5", then its family */
  return g_strdup_printf (_ ("%s (%s)"), name, vt_words_mode_kind (kind));
}

static void
set_family (VtFigure *figure, VtModeKind kind)
{
  const VtSeriesStyle style = {
    .kind = VT_SERIES_POINTS,
    .colour = VT_COLOUR_SERIES_1 + kind,
    .label = vt_words_mode_kind (kind),
    .symbol = "<i>N e</i>",
  };

  vt_figure_set_series (figure, series_ids[kind], &style);
}

void
vt_modes_figure_set_linear (VtFigure *figure, gboolean linear)
{
  VtAxisStyle y = { .title = "<i>N e</i>", .scale = linear ? VT_SCALE_LINEAR : VT_SCALE_LOG };

  y.unit = _ ("particles");
  y.low = linear ? 0 : 10;
  y.high = linear ? 1050 : 1300; /* the topmost label stays clear of the title */
  vt_figure_set_axis (figure, VT_AXIS_Y, &y);
}

void
vt_modes_figure_setup (VtFigure *figure)
{
  VtAxisStyle x = { .title = "<i>ω</i>", .unit = "<i>τ</i><sup>−1</sup>", .high = 2, .near = TRUE };
  VtMark extended = { .kind = VT_MARK_TEXT, .corner = VT_CORNER_TOP_LEFT };
  VtMark localized = { .kind = VT_MARK_TEXT, .corner = VT_CORNER_BOTTOM_LEFT };

  vt_figure_set_title (figure, _ ("Modes"));
  extended.label = _ ("extended");
  localized.label = _ ("localized");
  vt_figure_set_axis (figure, VT_AXIS_X, &x);
  vt_modes_figure_set_linear (figure, FALSE);
  set_family (figure, VT_MODE_HARMONIC);
  vt_figure_set_mark (figure, "extended", &extended);
  vt_figure_set_mark (figure, "localized", &localized);
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

/* A family stands in the legend once there is one of it. */
static void
pour_family (VtFigure *figure, VtModeKind kind, const GPtrArray *modes)
{
  guint n = modes != NULL ? modes->len : 0;
  g_autofree double *omega = g_new (double, MAX (n, 1)), *participation = g_new (double, MAX (n, 1));

  if (n == 0 && kind != VT_MODE_HARMONIC)
    {
      vt_figure_remove_series (figure, series_ids[kind]);
      return;
    }
  for (guint k = 0; k < n; k++)
    {
      omega[k] = vt_mode_at (modes, k)->frequency;
      participation[k] = vt_mode_at (modes, k)->participation;
    }
  if (vt_figure_find_series (figure, series_ids[kind]) < 0)
    set_family (figure, kind);
  vt_figure_set_data (figure, series_ids[kind], n, omega, participation, NULL);
}

void
vt_modes_figure_set (VtFigure *figure, const GPtrArray *const modes[VT_N_MODE_KINDS], const VtElasticity *elasticity,
                     const char *live)
{
  gboolean several = modes[VT_MODE_CUBIC] != NULL || modes[VT_MODE_QUARTIC] != NULL;

  vt_figure_set_live (figure, live);
  set_shear_wave (figure, elasticity);
  for (guint kind = 0; kind < VT_N_MODE_KINDS; kind++)
    pour_family (figure, kind, modes[kind]);
  /* Beside the legend there is no room for it, and by then it is known. */
  vt_figure_set_note (figure, vt_figure_has_points (figure) && !several ? _ ("click one to see it swing") : NULL);
}

void
vt_modes_figure_select (VtFigure *figure, VtModeKind kind, int mode)
{
  if (mode < 0)
    vt_figure_select_point (figure, NULL, 0);
  else
    vt_figure_select_point (figure, series_ids[kind], (guint) mode);
}
