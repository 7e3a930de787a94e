/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The key of the backdrops: a swatch and a name for each, words above. */
#include "plot/render-private.h"

#include <math.h>

#define KEY_GAP 9.0
#define SWATCH_GAP 4.0
#define LINE 16.0
#define ASCENT 10.0
#define DESCENT 3.0

static gboolean
is_in_key (const VtSeries *series)
{
  return series->style.kind == VT_SERIES_BACKDROP && series->style.label != NULL && series->visible && series->n > 0;
}

static double
word_width (VtRenderer *renderer, const char *markup)
{
  g_autoptr (PangoLayout) text
      = vt_renderer_text (renderer, markup, VT_CAPTION_SIZE * vt_renderer_em (renderer), VT_TEXT_PLAIN);

  return vt_text_width (text);
}

/* From the end of one entry to the end of the next. */
static double
entry_width (VtRenderer *renderer, const VtSeries *series)
{
  return (KEY_GAP + SWATCH_GAP) * vt_renderer_em (renderer) + VT_SWATCH_WIDTH * renderer->theme.unit
         + word_width (renderer, series->style.label);
}

static void
draw_entry (VtRenderer *renderer, VtFigure *figure, guint index, double end, double baseline, VtRgba colour, cairo_t *cr)
{
  const VtSeries *series = vt_figure_get_series (figure, index);
  double em = vt_renderer_em (renderer), unit = renderer->theme.unit;
  double x = end - word_width (renderer, series->style.label);

  vt_renderer_put_word (renderer, cr, series->style.label, x, baseline, 0, colour);
  cairo_save (cr);
  cairo_translate (cr, round (x - SWATCH_GAP * em - VT_SWATCH_WIDTH * unit),
                   round (baseline - 4 * em - VT_SWATCH_HEIGHT * unit / 2));
  vt_renderer_draw_swatch (renderer, figure, index, cr);
  cairo_restore (cr);
}

static gboolean
is_free (VtRenderer *renderer, VtFigure *figure, const VtLayout *layout, double width, double baseline)
{
  double em = vt_renderer_em (renderer);
  VtBox box = { layout->right - width, baseline - ASCENT * em, layout->right, baseline + DESCENT * em };

  return vt_box_is_free (figure, layout, &box);
}

static double
height_of (const VtLayout *layout, double part)
{
  return layout->bottom - part * (layout->bottom - layout->top);
}

static double
entries_width (VtRenderer *renderer, VtFigure *figure)
{
  double width = 0;

  for (guint i = 0; i < vt_figure_get_n_series (figure); i++)
    if (is_in_key (vt_figure_get_series (figure, i)))
      width += entry_width (renderer, vt_figure_get_series (figure, i));
  return width;
}

/* From the right end to the left, so that it ends where the plot does. Where a curve is in the way it stands higher; the
 * words above it rather stay away. */
void
vt_renderer_draw_key (VtRenderer *renderer, VtFigure *figure, const VtLayout *layout, const VtMark *mark, cairo_t *cr)
{
  const double places[] = { mark->y0, 0.6, 0.72, 0.84 };
  double width = entries_width (renderer, figure), baseline = height_of (layout, places[0]), x = layout->right;
  VtRgba dim = renderer->theme.colours[VT_COLOUR_DIM];

  if (width == 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (is_free (renderer, figure, layout, width, height_of (layout, places[i])))
      {
        baseline = height_of (layout, places[i]);
        break;
      }
  for (guint i = vt_figure_get_n_series (figure); i > 0; i--)
    if (is_in_key (vt_figure_get_series (figure, i - 1)))
      {
        draw_entry (renderer, figure, i - 1, x, baseline, dim, cr);
        x -= entry_width (renderer, vt_figure_get_series (figure, i - 1));
      }
  baseline -= LINE * vt_renderer_em (renderer);
  if (is_free (renderer, figure, layout, word_width (renderer, mark->label), baseline))
    vt_renderer_put_word (renderer, cr, mark->label, layout->right, baseline, 1, dim);
}
