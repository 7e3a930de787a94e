/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Title, cue and legend where no widgets stand in their place, and the swatches of the legend. */
#include "plot/render-private.h"

#include <math.h>

#define SWATCH_WIDTH_LINE 2.4
#define ENTRY_GAP 10.0
#define SWATCH_GAP 5.0
#define CUE_GAP 12.0

static void
draw_line_swatch (VtRenderer *renderer, VtFigure *figure, guint index, cairo_t *cr)
{
  const VtSeries *series = vt_figure_get_series (figure, index);
  double unit = renderer->theme.unit, y = vt_renderer_snap (renderer, VT_SWATCH_HEIGHT * unit / 2, 2 * unit);
  const double *dash;
  int n = 0;

  dash = vt_colour_dash (vt_figure_series_colour (figure, index), &n);
  if (series->style.solid || series->style.kind == VT_SERIES_TRACE || !series->visible)
    n = 0;
  vt_renderer_set_dash (renderer, cr, dash, n);
  cairo_set_line_width (cr, SWATCH_WIDTH_LINE * unit);
  cairo_move_to (cr, 0, y);
  cairo_line_to (cr, VT_SWATCH_WIDTH * unit, y);
  cairo_stroke (cr);
}

void
vt_renderer_draw_swatch (VtRenderer *renderer, VtFigure *figure, guint index, cairo_t *cr)
{
  const VtSeries *series = vt_figure_get_series (figure, index);
  VtColour colour = vt_figure_series_colour (figure, index);
  double unit = renderer->theme.unit;

  if (series == NULL)
    return;
  cairo_save (cr);
  if (series->visible)
    vt_rgba_set_source (cr, renderer->theme.colours[colour], 1);
  else
    vt_rgba_set_source (cr, renderer->theme.off, 0.7);
  if (series->style.kind == VT_SERIES_LINE || series->style.kind == VT_SERIES_TRACE
      || series->style.kind == VT_SERIES_BACKDROP)
    draw_line_swatch (renderer, figure, index, cr);
  else if (series->style.kind == VT_SERIES_POINTS)
    {
      VtMarker marker = series->style.marker != VT_MARKER_DEFAULT ? series->style.marker : vt_colour_marker (colour);

      vt_renderer_marker (renderer, cr, marker, VT_SWATCH_WIDTH * unit / 2, VT_SWATCH_HEIGHT * unit / 2, 4.9 * unit);
      cairo_fill (cr);
    }
  else
    {
      cairo_rectangle (cr, 0, 1 * unit, VT_SWATCH_WIDTH * unit, (VT_SWATCH_HEIGHT - 2) * unit);
      cairo_fill (cr);
    }
  cairo_restore (cr);
}

/* One entry, its right end at @x; returns its left end. */
static double
draw_entry (VtRenderer *renderer, VtFigure *figure, guint index, double x, double baseline, cairo_t *cr)
{
  const VtTheme *theme = &renderer->theme;
  const VtSeries *series = vt_figure_get_series (figure, index);
  double em = vt_renderer_em (renderer);

  x -= vt_renderer_put (renderer, cr, series->style.label, x, baseline, 1, theme->font_size, VT_TEXT_PLAIN,
                        theme->colours[series->visible ? VT_COLOUR_TEXT : VT_COLOUR_DIM]);
  x = round (x - SWATCH_GAP * em - VT_SWATCH_WIDTH * theme->unit);
  cairo_save (cr);
  cairo_translate (cr, x, round (baseline - 4 * em - VT_SWATCH_HEIGHT * theme->unit / 2));
  vt_renderer_draw_swatch (renderer, figure, index, cr);
  cairo_restore (cr);
  return x - ENTRY_GAP * em;
}

/* What is switched off cannot be switched on in a picture: it is left out. */
static void
draw_legend (VtRenderer *renderer, VtFigure *figure, const VtLayout *layout, double baseline, cairo_t *cr)
{
  double x = layout->right;

  for (guint i = vt_figure_get_n_series (figure); i > 0; i--)
    if (vt_series_in_legend (vt_figure_get_series (figure, i - 1)) && vt_figure_get_series (figure, i - 1)->visible)
      x = draw_entry (renderer, figure, i - 1, x, baseline, cr);
}

static double
draw_cue (VtRenderer *renderer, VtFigure *figure, double x, double baseline, cairo_t *cr)
{
  const VtTheme *theme = &renderer->theme;
  double em = vt_renderer_em (renderer), y = baseline - 4.5 * em;

  x += CUE_GAP * em;
  for (int i = 0; i < 2; i++)
    {
      cairo_arc (cr, x, y, (i == 0 ? 7 : 4) * theme->unit, 0, 2 * G_PI);
      vt_rgba_set_source (cr, theme->colours[VT_COLOUR_ACCENT], i == 0 ? 0.22 : 1);
      cairo_fill (cr);
    }
  x += CUE_GAP * em;
  return x + vt_renderer_put (renderer, cr, vt_figure_get_live (figure), x, baseline, 0, theme->font_size,
                              VT_TEXT_PLAIN, theme->colours[VT_COLOUR_DIM]);
}

void
vt_renderer_draw_header (VtRenderer *renderer, VtFigure *figure, const VtLayout *layout, cairo_t *cr)
{
  const VtTheme *theme = &renderer->theme;
  double baseline = layout->header / 2 + 4.5 * vt_renderer_em (renderer), x = 0;
  g_autofree char *title = NULL;
  gboolean legend = vt_figure_n_legend_entries (figure) > 0;

  if (vt_figure_get_title (figure) == NULL)
    return;
  pango_cairo_update_context (cr, renderer->pango);
  title = g_markup_escape_text (vt_figure_get_title (figure), -1);
  x = vt_renderer_put (renderer, cr, title, 0, baseline, 0, theme->title_size, VT_TEXT_BOLD,
                       theme->colours[VT_COLOUR_TEXT]);
  if (vt_figure_get_live (figure) != NULL)
    x = draw_cue (renderer, figure, x, baseline, cr);
  if (vt_figure_get_note (figure) != NULL)
    vt_renderer_put (renderer, cr, vt_figure_get_note (figure),
                     legend ? x + CUE_GAP * vt_renderer_em (renderer) : layout->right, baseline, legend ? 0 : 1,
                     theme->font_size, VT_TEXT_PLAIN, theme->colours[VT_COLOUR_DIM]);
  if (legend)
    draw_legend (renderer, figure, layout, baseline, cr);
}
