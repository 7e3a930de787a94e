/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The read-out of one point: finding it, hairline and card. */
#include "plot/render-private.h"

#include <math.h>

#define CARD_PADDING 10.0
#define CARD_RADIUS 7.0
#define CARD_GAP 14.0
#define LINE_HEIGHT 19.0
#define CARD_SWATCH 13.0
#define CROWD 1.5 /* px around the pointer */

static const VtRgba card_colour = { 0x2b / 255.0, 0x2b / 255.0, 0x2e / 255.0, 1 };
static const VtRgba card_text = { 1, 1, 1, 1 };

/* --- finding --- */

typedef struct
{
  VtFigure *figure;
  const VtLayout *layout;
  double x, y;
  guint series, point;
  double distance;
  gboolean found;
} Search;

static gboolean
point_in_view (const Search *search, const VtSeries *series, guint i, double *x, double *y)
{
  const VtLayout *layout = search->layout;
  double slack = 3;

  vt_layout_point (layout, search->figure, series, i, x, y);
  return *x >= layout->left - slack && *x <= layout->right + slack && *y >= layout->top - slack
         && *y <= layout->bottom + slack;
}

static void
consider (Search *search, const VtSeries *series, guint index, guint i)
{
  double x, y, distance;

  if (i >= series->n || !point_in_view (search, series, i, &x, &y))
    return;
  distance = hypot (x - search->x, y - search->y);
  if (distance < search->distance)
    {
      search->distance = distance;
      search->series = index;
      search->point = i;
      search->found = TRUE;
    }
}

/* On a curve: the point nearest in x; where several share a pixel or two, the nearest of those. */
static void
search_curve (Search *search, const VtSeries *series, guint index)
{
  const VtAxis *axis = vt_figure_get_axis (search->figure, VT_AXIS_X);
  double left = search->layout->left, width = search->layout->right - left;
  double value = vt_axis_value_at (axis, (search->x - left) / width);
  guint at = vt_series_bisect (series, value);
  guint first = vt_series_bisect (series, vt_axis_value_at (axis, (search->x - CROWD - left) / width));
  guint end = vt_series_bisect (series, vt_axis_value_at (axis, (search->x + CROWD - left) / width));

  if (first == end)
    {
      gboolean before = at > 0
                        && (at == series->n
                            || search->x - vt_layout_x (search->layout, search->figure, series->x[at - 1])
                                 < vt_layout_x (search->layout, search->figure, series->x[at]) - search->x);

      first = before ? at - 1 : at;
      end = first + 1;
    }
  for (guint i = first; i < end; i++)
    consider (search, series, index, i);
}

gboolean
vt_figure_find_nearest (VtFigure *figure, const VtLayout *layout, double x, double y, double reach, gboolean points_only,
                        guint *index, guint *point)
{
  Search search = { figure, layout, x, y, 0, 0, reach, FALSE };

  for (guint s = 0; s < vt_figure_get_n_series (figure); s++)
    {
      const VtSeries *series = vt_figure_get_series (figure, s);
      gboolean curve = vt_series_is_curve (series);

      if (!series->visible || series->style.mute || series->style.kind == VT_SERIES_BACKDROP || (points_only && curve))
        continue;
      if (curve && series->ascending)
        search_curve (&search, series, s);
      else
        for (guint i = 0; i < series->n; i++)
          consider (&search, series, s, i);
    }
  *index = search.series;
  *point = search.point;
  return search.found;
}

/* --- drawing --- */

typedef struct
{
  PangoLayout *texts[VT_READOUT_LINES];
  double indent[VT_READOUT_LINES];
  int n;
  double width, height;
} Card;

static void
measure_card (VtRenderer *renderer, VtFigure *figure, guint series, guint point, Card *card)
{
  double em = vt_renderer_em (renderer);
  char *lines[VT_READOUT_LINES];

  *card = (Card) { 0 };
  vt_figure_readout (figure, series, point, lines);
  for (int i = 0; i < VT_READOUT_LINES; i++)
    {
      gboolean value = i == VT_READOUT_VALUE;

      if (lines[i] == NULL)
        continue;
      card->texts[card->n] = vt_renderer_text (renderer, lines[i], renderer->theme.font_size,
                                               value ? VT_TEXT_BOLD : VT_TEXT_PLAIN);
      card->indent[card->n] = value ? (CARD_SWATCH + 6) * em : 0;
      card->width = MAX (card->width, vt_text_width (card->texts[card->n]) + card->indent[card->n]);
      card->n++;
      g_free (lines[i]);
    }
  card->width = ceil (card->width + 2 * CARD_PADDING * em);
  card->height = ceil (card->n * LINE_HEIGHT * em + (CARD_PADDING * 2 - 6) * em);
}

static void
rounded_box (cairo_t *cr, double x, double y, double width, double height, double radius)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - radius, y + radius, radius, -G_PI / 2, 0);
  cairo_arc (cr, x + width - radius, y + height - radius, radius, 0, G_PI / 2);
  cairo_arc (cr, x + radius, y + height - radius, radius, G_PI / 2, G_PI);
  cairo_arc (cr, x + radius, y + radius, radius, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
}

static void
draw_card_swatch (VtRenderer *renderer, VtFigure *figure, guint index, double x, double y, cairo_t *cr)
{
  VtTheme dark;
  double em = vt_renderer_em (renderer);

  vt_theme_init (&dark, VT_THEME_DARK);
  vt_rgba_set_source (cr, dark.colours[vt_figure_series_colour (figure, index)], 1);
  cairo_set_line_width (cr, 2.4 * renderer->theme.unit);
  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x + CARD_SWATCH * em, y);
  cairo_stroke (cr);
}

static void
draw_card (VtRenderer *renderer, VtFigure *figure, guint index, const Card *card, double x, double y, cairo_t *cr)
{
  double em = vt_renderer_em (renderer), line = LINE_HEIGHT * em;

  rounded_box (cr, x - 0.5, y - 0.5, card->width + 1, card->height + 1, CARD_RADIUS + 0.5);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.08);
  cairo_fill (cr);
  rounded_box (cr, x, y, card->width, card->height, CARD_RADIUS);
  vt_rgba_set_source (cr, card_colour, 1);
  cairo_fill (cr);
  /* on a dark card its edge would be lost */
  if (renderer->theme.flags & (VT_THEME_DARK | VT_THEME_PRESENT))
    {
      rounded_box (cr, x + 0.5, y + 0.5, card->width - 1, card->height - 1, CARD_RADIUS - 0.5);
      cairo_set_source_rgba (cr, 1, 1, 1, 0.16);
      cairo_set_line_width (cr, 1);
      cairo_stroke (cr);
    }
  for (int i = 0; i < card->n; i++)
    {
      double middle = y + (CARD_PADDING - 3) * em + (i + 0.5) * line;
      int height;

      if (card->indent[i] > 0)
        draw_card_swatch (renderer, figure, index, x + CARD_PADDING * em, middle, cr);
      pango_layout_get_size (card->texts[i], NULL, &height);
      vt_rgba_set_source (cr, card_text, 1);
      cairo_move_to (cr, x + CARD_PADDING * em + card->indent[i], middle - (double) height / PANGO_SCALE / 2);
      pango_cairo_show_layout (cr, card->texts[i]);
    }
}

static void
draw_snapped_point (VtRenderer *renderer, VtFigure *figure, const VtLayout *layout, guint index, double x, double y,
                    cairo_t *cr)
{
  const VtTheme *theme = &renderer->theme;
  double hairline = 0.8 * theme->unit;

  vt_rgba_set_source (cr, theme->colours[VT_COLOUR_TEXT], 0.55);
  cairo_set_line_width (cr, hairline);
  cairo_move_to (cr, vt_renderer_snap (renderer, x, hairline), layout->top);
  cairo_line_to (cr, vt_renderer_snap (renderer, x, hairline), layout->bottom);
  cairo_stroke (cr);
  cairo_arc (cr, x, y, 5.5 * theme->unit, 0, 2 * G_PI);
  vt_rgba_set_source (cr, theme->card, 1);
  cairo_fill (cr);
  cairo_arc (cr, x, y, 4.5 * theme->unit, 0, 2 * G_PI);
  vt_rgba_set_source (cr, vt_renderer_series_colour (renderer, figure, index), 1);
  cairo_fill (cr);
}

void
vt_renderer_draw_hover (VtRenderer *renderer, VtFigure *figure, const VtLayout *layout, guint index, guint point,
                        cairo_t *cr)
{
  const VtSeries *series = vt_figure_get_series (figure, index);
  double gap = CARD_GAP * vt_renderer_em (renderer), x, y, left, top;
  Card card;

  if (series == NULL || point >= series->n)
    return;
  vt_layout_point (layout, figure, series, point, &x, &y);
  if (!isfinite (x) || !isfinite (y) || fabs (x) > 1e5 || fabs (y) > 1e5)
    return;

  cairo_save (cr);
  pango_cairo_update_context (cr, renderer->pango);
  draw_snapped_point (renderer, figure, layout, index, x, y, cr);
  measure_card (renderer, figure, index, point, &card);
  left = x + gap + card.width <= layout->width ? x + gap : x - gap - card.width;
  left = round (CLAMP (left, 0, MAX (layout->width - card.width, 0)));
  top = round (CLAMP (y - 8, 0, MAX (layout->bottom - 3 - card.height, 0)));
  draw_card (renderer, figure, index, &card, left, top, cr);
  for (int i = 0; i < card.n; i++)
    g_object_unref (card.texts[i]);
  cairo_restore (cr);
}
