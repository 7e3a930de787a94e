/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The frame of a figure: layout, grid, axes, titles. */
#include "plot/render-private.h"
#include "plot/number.h"

#include <math.h>

/* Of the plot in its card, in px at 12 px type (STYLE, Plots). */
#define HEADER_HEIGHT 34.0
#define ROOM_ABOVE 18.0      /* between the header band and the plot, for the vertical title */
#define TITLE_ABOVE 9.0      /* baseline of the vertical title over the top of the plot */
#define EXPONENT_ROOM 3.0
#define ROOM_BELOW 22.0
#define LABEL_BELOW 17.0     /* baseline of horizontal labels under the axis */
#define LABEL_GAP 7.0
#define LEAST_MARGIN 28.0
#define MARGIN_STEP 6.0
#define LABEL_CENTRE 4.2     /* baseline under the middle of a digit */
#define MAJOR_TICK 4.0
#define MINOR_TICK 2.2
#define TITLE_CLEARANCE 6.0
#define FAR_MARGIN 13.0      /* a marker and its arrow at the end of an axis */

#define SPACING_X 62.0
#define SPACING_Y 40.0
#define SPACING_LOG_X 44.0
#define SPACING_LOG_Y 23.0

VtRenderer *
vt_renderer_new (PangoContext *like)
{
  VtRenderer *renderer = g_new0 (VtRenderer, 1);

  vt_theme_init (&renderer->theme, VT_THEME_LIGHT);
  renderer->scale = 1;
  vt_renderer_set_fonts (renderer, like);
  return renderer;
}

void
vt_renderer_free (VtRenderer *renderer)
{
  if (renderer == NULL)
    return;
  g_clear_object (&renderer->pango);
  g_free (renderer);
}

/* A context of our own: drawing changes its matrix, which a widget's must not feel. */
void
vt_renderer_set_fonts (VtRenderer *renderer, PangoContext *like)
{
  PangoFontMap *map = like != NULL ? pango_context_get_font_map (like) : pango_cairo_font_map_get_default ();

  g_clear_object (&renderer->pango);
  renderer->pango = pango_font_map_create_context (map);
  pango_context_set_round_glyph_positions (renderer->pango, FALSE);
  if (like == NULL)
    return;
  pango_cairo_context_set_font_options (renderer->pango, pango_cairo_context_get_font_options (like));
  pango_context_set_language (renderer->pango, pango_context_get_language (like));
}

double
vt_renderer_unit (const VtRenderer *renderer)
{
  return renderer->theme.unit;
}

double
vt_renderer_em (const VtRenderer *renderer)
{
  return renderer->theme.font_size / 12.0;
}

double
vt_renderer_snap (const VtRenderer *renderer, double position, double width)
{
  double device_width = MAX (1, round (width * renderer->scale));
  double edge = round (position * renderer->scale - device_width / 2);

  return (edge + device_width / 2) / renderer->scale;
}

PangoLayout *
vt_renderer_text (VtRenderer *renderer, const char *markup, double size, VtTextFlags flags)
{
  PangoLayout *text = pango_layout_new (renderer->pango);
  PangoFontDescription *font = pango_font_description_new ();
  PangoAttrList *attributes;

  pango_font_description_set_family (font, renderer->theme.family[0] != '\0' ? renderer->theme.family : "Cantarell,sans");
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  if (flags & VT_TEXT_BOLD)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (text, font);
  pango_font_description_free (font);

  pango_layout_set_markup (text, markup != NULL ? markup : "", -1);
  attributes = pango_layout_get_attributes (text);
  if (attributes != NULL)
    pango_attr_list_ref (attributes);
  else
    attributes = pango_attr_list_new ();
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (text, attributes);
  pango_attr_list_unref (attributes);
  return text;
}

double
vt_text_width (PangoLayout *text)
{
  int width;

  pango_layout_get_size (text, &width, NULL);
  return (double) width / PANGO_SCALE;
}

double
vt_renderer_put (VtRenderer *renderer, cairo_t *cr, const char *markup, double x, double baseline, double align,
                 double size, VtTextFlags flags, VtRgba colour)
{
  g_autoptr (PangoLayout) text = vt_renderer_text (renderer, markup, size, flags);
  double width = vt_text_width (text);
  double left = round ((x - align * width) * renderer->scale) / renderer->scale;

  vt_rgba_set_source (cr, colour, 1);
  cairo_move_to (cr, left, round (baseline * renderer->scale) / renderer->scale
                             - (double) pango_layout_get_baseline (text) / PANGO_SCALE);
  pango_cairo_show_layout (cr, text);
  return width;
}

VtRgba
vt_renderer_series_colour (const VtRenderer *renderer, const VtFigure *figure, guint series)
{
  return renderer->theme.colours[vt_figure_series_colour (figure, series)];
}

double
vt_renderer_header_height (const VtRenderer *renderer)
{
  return round (HEADER_HEIGHT * MAX (1, vt_renderer_em (renderer)));
}

double
vt_layout_x (const VtLayout *layout, VtFigure *figure, double value)
{
  double fraction = vt_axis_fraction (vt_figure_get_axis (figure, VT_AXIS_X), value);

  return layout->left + fraction * (layout->right - layout->left);
}

double
vt_layout_y (const VtLayout *layout, VtFigure *figure, double value)
{
  double fraction = vt_axis_fraction (vt_figure_get_axis (figure, VT_AXIS_Y), value);

  return layout->bottom - fraction * (layout->bottom - layout->top);
}

gboolean
vt_layout_point (const VtLayout *layout, VtFigure *figure, const VtSeries *series, guint point, double *x, double *y)
{
  const VtAxis *axis = vt_figure_get_axis (figure, VT_AXIS_X);
  double end = MAX (layout->right - FAR_MARGIN, layout->left);

  *x = vt_layout_x (layout, figure, series->x[point]);
  *y = vt_layout_y (layout, figure, series->y[point]);
  if (!axis->near || axis->zoomed || series->style.kind != VT_SERIES_POINTS || !(*x > layout->right + 0.5))
    return FALSE;
  *x = end;
  return TRUE;
}

static GArray *
ticks_along (VtRenderer *renderer, VtFigure *figure, VtDirection direction, double length)
{
  const VtAxis *axis = vt_figure_get_axis (figure, direction);
  gboolean log = axis->scale != VT_SCALE_LINEAR;
  double spacing;

  if (direction == VT_AXIS_X)
    spacing = log ? SPACING_LOG_X : SPACING_X;
  else
    spacing = log ? SPACING_LOG_Y : SPACING_Y;
  return vt_axis_ticks (axis, length, spacing * vt_renderer_em (renderer), NULL);
}

static double
widest_label (VtRenderer *renderer, const GArray *ticks)
{
  double widest = 0;

  for (guint i = 0; i < ticks->len; i++)
    {
      const VtTick *tick = &g_array_index (ticks, VtTick, i);

      if (tick->label != NULL)
        {
          g_autoptr (PangoLayout) text
              = vt_renderer_text (renderer, tick->label, renderer->theme.font_size, VT_TEXT_PLAIN);
          widest = MAX (widest, vt_text_width (text));
        }
    }
  return widest;
}

/* Room for labels grows in steps and never shrinks, so that the axis stands still while data arrive. */
static double
label_margin (VtRenderer *renderer, double widest)
{
  double em = vt_renderer_em (renderer);
  double least = LEAST_MARGIN * em, step = MARGIN_STEP * em;
  double wanted = widest + LABEL_GAP * em;

  if (wanted > least)
    least += ceil ((wanted - least) / step - 1e-6) * step;
  renderer->margin = MAX (renderer->margin, round (least));
  return renderer->margin;
}

/* Labels of a log axis reach higher: their exponents. */
static double
title_lift (VtFigure *figure)
{
  return vt_figure_get_axis (figure, VT_AXIS_Y)->scale != VT_SCALE_LINEAR ? EXPONENT_ROOM : 0;
}

void
vt_renderer_layout (VtRenderer *renderer, VtFigure *figure, double width, double height, double header, VtLayout *layout)
{
  double em = vt_renderer_em (renderer);
  gboolean titled = vt_axis_title (vt_figure_get_axis (figure, VT_AXIS_Y)) != NULL;
  g_autoptr (GArray) ticks = NULL;

  layout->width = width;
  layout->height = height;
  layout->header = header;
  layout->top = round (header + (titled ? ROOM_ABOVE + title_lift (figure) : LABEL_CENTRE + 2) * em);
  layout->bottom = MAX (round (height - ROOM_BELOW * em), layout->top + 1);
  layout->right = width;
  ticks = ticks_along (renderer, figure, VT_AXIS_Y, layout->bottom - layout->top);
  layout->left = label_margin (renderer, widest_label (renderer, ticks));
  layout->right = MAX (layout->right, layout->left + 1);
}

static void
horizontal_rule (VtRenderer *renderer, cairo_t *cr, double x0, double x1, double y, VtRgba colour)
{
  double width = renderer->theme.unit;

  cairo_set_line_width (cr, width);
  vt_rgba_set_source (cr, colour, 1);
  y = vt_renderer_snap (renderer, y, width);
  cairo_move_to (cr, x0, y);
  cairo_line_to (cr, x1, y);
  cairo_stroke (cr);
}

static void
vertical_rule (VtRenderer *renderer, cairo_t *cr, double x, double y0, double y1, VtRgba colour)
{
  double width = renderer->theme.unit;

  cairo_set_line_width (cr, width);
  vt_rgba_set_source (cr, colour, 1);
  x = vt_renderer_snap (renderer, x, width);
  cairo_move_to (cr, x, y0);
  cairo_line_to (cr, x, y1);
  cairo_stroke (cr);
}

static double
tick_y (const VtLayout *layout, const VtTick *tick)
{
  return layout->bottom - tick->fraction * (layout->bottom - layout->top);
}

static void
draw_grid (VtRenderer *renderer, VtFigure *figure, const VtLayout *layout, const GArray *ticks, cairo_t *cr)
{
  const VtAxis *axis = vt_figure_get_axis (figure, VT_AXIS_Y);

  for (guint i = 0; i < ticks->len; i++)
    {
      const VtTick *tick = &g_array_index (ticks, VtTick, i);

      if (tick->major)
        horizontal_rule (renderer, cr, layout->left, layout->right, tick_y (layout, tick), renderer->theme.grid);
    }
  if (axis->scale != VT_SCALE_LOG && axis->low < 0 && axis->high > 0)
    horizontal_rule (renderer, cr, layout->left, layout->right, vt_layout_y (layout, figure, 0), renderer->theme.axis);
}

/* A vertical axis has a line when its ticks say more than its labels do: on a log axis with minor ticks. */
static gboolean
has_minor_log_ticks (const VtAxis *axis, const GArray *ticks)
{
  if (axis->scale == VT_SCALE_LINEAR)
    return FALSE;
  for (guint i = 0; i < ticks->len; i++)
    if (!g_array_index (ticks, VtTick, i).major)
      return TRUE;
  return FALSE;
}

static void
draw_vertical_axis (VtRenderer *renderer, VtFigure *figure, const VtLayout *layout, const GArray *ticks, cairo_t *cr)
{
  const VtAxis *axis = vt_figure_get_axis (figure, VT_AXIS_Y);
  const VtTheme *theme = &renderer->theme;
  double em = vt_renderer_em (renderer);
  g_autofree char *title = vt_axis_full_title (axis);

  if (has_minor_log_ticks (axis, ticks))
    vertical_rule (renderer, cr, layout->left, layout->top, layout->bottom, theme->axis);
  for (guint i = 0; i < ticks->len; i++)
    {
      const VtTick *tick = &g_array_index (ticks, VtTick, i);
      double y = tick_y (layout, tick), length = (tick->major ? MAJOR_TICK : MINOR_TICK) * theme->unit;

      if (axis->scale != VT_SCALE_LINEAR)
        horizontal_rule (renderer, cr, layout->left - length, layout->left, y, tick->major ? theme->axis : theme->tick);
      if (tick->label != NULL)
        vt_renderer_put (renderer, cr, tick->label, layout->left - LABEL_GAP * em, y + LABEL_CENTRE * em, 1,
                         theme->font_size, VT_TEXT_PLAIN, theme->colours[VT_COLOUR_DIM]);
    }
  if (title != NULL)
    vt_renderer_put (renderer, cr, title, 0, layout->top - (TITLE_ABOVE + title_lift (figure)) * em, 0, theme->font_size, VT_TEXT_PLAIN,
                     theme->colours[VT_COLOUR_TEXT]);
}

/* Labels from left to right, each clear of the one before and of the title at the right end. */
static void
put_horizontal_labels (VtRenderer *renderer, const VtLayout *layout, const GArray *ticks, double limit, cairo_t *cr)
{
  const VtTheme *theme = &renderer->theme;
  double em = vt_renderer_em (renderer), used = -INFINITY;

  for (guint i = 0; i < ticks->len; i++)
    {
      const VtTick *tick = &g_array_index (ticks, VtTick, i);
      double x = layout->left + tick->fraction * (layout->right - layout->left);
      g_autoptr (PangoLayout) text = NULL;
      double half;

      if (tick->label == NULL)
        continue;
      text = vt_renderer_text (renderer, tick->label, theme->font_size, VT_TEXT_PLAIN);
      half = vt_text_width (text) / 2;
      if (x - half < used || x + half > limit)
        continue;
      used = x + half + TITLE_CLEARANCE * em;
      vt_renderer_put (renderer, cr, tick->label, x, layout->bottom + LABEL_BELOW * em, 0.5, theme->font_size,
                       VT_TEXT_PLAIN, theme->colours[VT_COLOUR_DIM]);
    }
}

static void
draw_horizontal_axis (VtRenderer *renderer, VtFigure *figure, const VtLayout *layout, cairo_t *cr)
{
  const VtTheme *theme = &renderer->theme;
  double em = vt_renderer_em (renderer), limit = layout->width;
  g_autoptr (GArray) ticks = ticks_along (renderer, figure, VT_AXIS_X, layout->right - layout->left);
  g_autofree char *title = vt_axis_full_title (vt_figure_get_axis (figure, VT_AXIS_X));

  horizontal_rule (renderer, cr, layout->left, layout->right, layout->bottom, theme->axis);
  for (guint i = 0; i < ticks->len; i++)
    {
      const VtTick *tick = &g_array_index (ticks, VtTick, i);
      double x = layout->left + tick->fraction * (layout->right - layout->left);
      double length = (tick->major ? MAJOR_TICK : MINOR_TICK) * theme->unit;

      vertical_rule (renderer, cr, x, layout->bottom, layout->bottom + length, tick->major ? theme->axis : theme->tick);
    }
  if (title != NULL)
    limit = layout->right - TITLE_CLEARANCE * em
            - vt_renderer_put (renderer, cr, title, layout->right, layout->bottom + LABEL_BELOW * em, 1,
                               theme->font_size, VT_TEXT_PLAIN, theme->colours[VT_COLOUR_TEXT]);
  put_horizontal_labels (renderer, layout, ticks, limit, cr);
}

/* Lines of about the same length: no line with a last word alone. */
static void
wrap_evenly (PangoLayout *text, double width)
{
  int lines;

  pango_layout_set_width (text, (int) (width * PANGO_SCALE));
  lines = pango_layout_get_line_count (text);
  for (double narrower = width * 0.95; lines > 1 && narrower > width / 2; narrower -= 0.05 * width)
    {
      pango_layout_set_width (text, (int) (narrower * PANGO_SCALE));
      if (pango_layout_get_line_count (text) == lines)
        continue;
      pango_layout_set_width (text, (int) ((narrower + 0.05 * width) * PANGO_SCALE));
      return;
    }
}

static void
draw_empty_text (VtRenderer *renderer, VtFigure *figure, const VtLayout *layout, cairo_t *cr)
{
  const char *words = vt_figure_get_empty_text (figure);
  g_autoptr (PangoLayout) text = NULL;
  double width = 0.8 * (layout->right - layout->left), x, y;
  PangoRectangle box;

  if (words == NULL || vt_figure_has_points (figure))
    return;
  text = vt_renderer_text (renderer, words, renderer->theme.font_size * 13 / 12, VT_TEXT_PLAIN);
  pango_layout_set_alignment (text, PANGO_ALIGN_CENTER);
  wrap_evenly (text, width);
  pango_layout_get_pixel_extents (text, NULL, &box);
  x = (layout->left + layout->right) / 2 - (double) pango_layout_get_width (text) / PANGO_SCALE / 2;
  y = round ((layout->top + layout->bottom - box.height) / 2);
  /* A line of the grid would strike the words out. */
  vt_rgba_set_source (cr, renderer->theme.card, 1);
  cairo_rectangle (cr, x + box.x - 6, y + box.y, box.width + 12, box.height);
  cairo_fill (cr);
  vt_rgba_set_source (cr, renderer->theme.colours[VT_COLOUR_DIM], 1);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, text);
}

/* Half the width of a curve may lie over the edge. */
void
vt_renderer_clip (const VtRenderer *renderer, const VtLayout *layout, cairo_t *cr)
{
  double unit = renderer->theme.unit;

  cairo_rectangle (cr, layout->left - unit, layout->top - 2 * unit, layout->right - layout->left + 3 * unit,
                   layout->bottom - layout->top + 2.5 * unit);
  cairo_clip (cr);
}

void
vt_renderer_draw (VtRenderer *renderer, VtFigure *figure, const VtLayout *layout, cairo_t *cr)
{
  g_autoptr (GArray) ticks = ticks_along (renderer, figure, VT_AXIS_Y, layout->bottom - layout->top);

  cairo_save (cr);
  pango_cairo_update_context (cr, renderer->pango);
  vt_renderer_draw_regions (renderer, figure, layout, cr);
  draw_grid (renderer, figure, layout, ticks, cr);
  draw_vertical_axis (renderer, figure, layout, ticks, cr);
  draw_horizontal_axis (renderer, figure, layout, cr);

  cairo_save (cr);
  vt_renderer_clip (renderer, layout, cr);
  vt_renderer_draw_backdrops (renderer, figure, layout, cr);
  vt_renderer_draw_guides (renderer, figure, layout, cr);
  cairo_restore (cr);
  vt_renderer_draw_series (renderer, figure, layout, cr);
  vt_renderer_draw_words (renderer, figure, layout, cr);
  draw_empty_text (renderer, figure, layout, cr);
  cairo_restore (cr);
}
