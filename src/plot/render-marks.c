/* SPDX-License-Identifier: GPL-3.0-or-later */
/* References, guides, regions and words of a figure. */
#include "plot/render-private.h"

#include <math.h>

#define GUIDE_STEPS 48
#define LAW_SIZE 13.0
#define LAW_GAP 9.0
#define POINT_ROOM 2.0
#define LOWER_LINE 16.0
#define HALO_WIDTH 3.0
#define HALO_ALPHA 0.7

static const double reference_dash[] = { 2, 3 };
static const double guide_dash[] = { 6, 4 };
static const double goal_dash[] = { 4, 3 };

void
vt_renderer_set_dash (const VtRenderer *renderer, cairo_t *cr, const double *lengths, int n)
{
  double scaled[8];

  n = MIN (n, (int) G_N_ELEMENTS (scaled));
  for (int i = 0; i < n; i++)
    scaled[i] = lengths[i] * renderer->theme.unit;
  cairo_set_dash (cr, scaled, n, 0);
}

/* Where a mark's ends lie; infinite or absent ones at the edge of the plot. */
static double
end_x (VtFigure *figure, const VtLayout *layout, double value, double edge)
{
  double x = isfinite (value) ? vt_layout_x (layout, figure, value) : edge;

  return isfinite (x) ? CLAMP (x, layout->left, layout->right) : edge;
}

static void
span_of (VtFigure *figure, const VtLayout *layout, const VtMark *mark, double *x0, double *x1)
{
  gboolean whole = mark->x0 == 0 && mark->x1 == 0;

  *x0 = whole ? layout->left : end_x (figure, layout, mark->x0, layout->left);
  *x1 = whole ? layout->right : end_x (figure, layout, mark->x1, layout->right);
}

static VtRgba
mark_colour (const VtRenderer *renderer, const VtMark *mark, VtColour otherwise)
{
  return renderer->theme.colours[mark->colour != VT_COLOUR_DEFAULT ? mark->colour : otherwise];
}

void
vt_renderer_draw_regions (VtRenderer *renderer, VtFigure *figure, const VtLayout *layout, cairo_t *cr)
{
  for (guint i = 0; i < vt_figure_get_n_marks (figure); i++)
    {
      const VtMark *mark = vt_figure_get_mark (figure, i);
      double x0, x1;

      if (mark->kind != VT_MARK_REGION || mark->bare)
        continue;
      span_of (figure, layout, mark, &x0, &x1);
      if (x1 <= x0)
        continue;
      vt_rgba_set_source (cr, mark_colour (renderer, mark, VT_COLOUR_TEXT), 0.045);
      cairo_rectangle (cr, x0, layout->top, x1 - x0, layout->bottom - layout->top);
      cairo_fill (cr);
    }
}

static void
draw_reference (VtRenderer *renderer, VtFigure *figure, const VtLayout *layout, const VtMark *mark, cairo_t *cr)
{
  double width = renderer->theme.unit, x0, x1;

  vt_rgba_set_source (cr, mark_colour (renderer, mark, VT_COLOUR_TEXT), 0.5);
  cairo_set_line_width (cr, width);
  vt_renderer_set_dash (renderer, cr, reference_dash, G_N_ELEMENTS (reference_dash));
  if (mark->kind == VT_MARK_VERTICAL)
    {
      double x = vt_layout_x (layout, figure, mark->x0);

      if (!(x >= layout->left && x <= layout->right))
        return;
      x = vt_renderer_snap (renderer, x, width);
      cairo_move_to (cr, x, layout->top);
      cairo_line_to (cr, x, layout->bottom);
    }
  else
    {
      double y = vt_layout_y (layout, figure, mark->y0);

      if (!(y >= layout->top && y <= layout->bottom))
        return;
      span_of (figure, layout, mark, &x0, &x1);
      y = vt_renderer_snap (renderer, y, width);
      cairo_move_to (cr, x0, y);
      cairo_line_to (cr, x1, y);
    }
  cairo_stroke (cr);
}

static void
draw_goal (VtRenderer *renderer, VtFigure *figure, const VtLayout *layout, const VtMark *mark, cairo_t *cr)
{
  double y = vt_layout_y (layout, figure, mark->y0), x0, x1;

  if (!isfinite (y))
    return;
  span_of (figure, layout, mark, &x0, &x1);
  vt_rgba_set_source (cr, mark_colour (renderer, mark, VT_COLOUR_DONE), 1);
  cairo_set_line_width (cr, 1.8 * renderer->theme.unit);
  vt_renderer_set_dash (renderer, cr, goal_dash, G_N_ELEMENTS (goal_dash));
  cairo_move_to (cr, x0, y);
  cairo_line_to (cr, x1, y);
  cairo_stroke (cr);
}

/* Point @t (0 ... 1) of a power law, evenly along the axis. */
static gboolean
power_point (VtFigure *figure, const VtLayout *layout, const VtMark *mark, double t, double *x, double *y)
{
  gboolean log = vt_figure_get_axis (figure, VT_AXIS_X)->scale == VT_SCALE_LOG && mark->x0 > 0 && mark->x1 > 0;
  double value = log ? mark->x0 * pow (mark->x1 / mark->x0, t) : mark->x0 + t * (mark->x1 - mark->x0);

  *x = vt_layout_x (layout, figure, value);
  *y = vt_layout_y (layout, figure, mark->y0 * pow (value / mark->x0, mark->exponent));
  return isfinite (*x) && isfinite (*y) && fabs (*x) < 1e6 && fabs (*y) < 1e6;
}

static void
draw_power_law (VtRenderer *renderer, VtFigure *figure, const VtLayout *layout, const VtMark *mark, cairo_t *cr)
{
  gboolean begun = FALSE;

  for (int i = 0; i <= GUIDE_STEPS; i++)
    {
      double x, y;

      if (!power_point (figure, layout, mark, (double) i / GUIDE_STEPS, &x, &y))
        begun = FALSE;
      else if (begun)
        cairo_line_to (cr, x, y);
      else
        {
          cairo_move_to (cr, x, y);
          begun = TRUE;
        }
    }
  vt_rgba_set_source (cr, mark_colour (renderer, mark, VT_COLOUR_TEXT), 0.75);
  cairo_set_line_width (cr, 1.6 * renderer->theme.unit);
  vt_renderer_set_dash (renderer, cr, guide_dash, G_N_ELEMENTS (guide_dash));
  cairo_stroke (cr);
}

void
vt_renderer_draw_guides (VtRenderer *renderer, VtFigure *figure, const VtLayout *layout, cairo_t *cr)
{
  cairo_save (cr);
  for (guint i = 0; i < vt_figure_get_n_marks (figure); i++)
    {
      const VtMark *mark = vt_figure_get_mark (figure, i);

      if (mark->kind == VT_MARK_VERTICAL || mark->kind == VT_MARK_HORIZONTAL)
        draw_reference (renderer, figure, layout, mark, cr);
      else if (mark->kind == VT_MARK_GOAL)
        draw_goal (renderer, figure, layout, mark, cr);
      else if (mark->kind == VT_MARK_POWER_LAW)
        draw_power_law (renderer, figure, layout, mark, cr);
    }
  cairo_restore (cr);
}

/* Words stand on what lies under them: a halo in the card's colour keeps curves and points away. */
static void
put_haloed (VtRenderer *renderer, cairo_t *cr, const char *label, double x, double baseline, double align, double size,
            VtRgba colour)
{
  g_autoptr (PangoLayout) text = vt_renderer_text (renderer, label, size, VT_TEXT_PLAIN);
  double left = round ((x - align * vt_text_width (text)) * renderer->scale) / renderer->scale;

  cairo_save (cr);
  cairo_move_to (cr, left, round (baseline * renderer->scale) / renderer->scale
                             - (double) pango_layout_get_baseline (text) / PANGO_SCALE);
  pango_cairo_layout_path (cr, text);
  vt_rgba_set_source (cr, renderer->theme.card, HALO_ALPHA);
  cairo_set_line_width (cr, HALO_WIDTH * vt_renderer_em (renderer));
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cr);
  cairo_restore (cr);
  vt_renderer_put (renderer, cr, label, x, baseline, align, size, VT_TEXT_PLAIN, colour);
}

void
vt_renderer_put_word (VtRenderer *renderer, cairo_t *cr, const char *label, double x, double baseline, double align,
                      VtRgba colour)
{
  put_haloed (renderer, cr, label, x, baseline, align, VT_CAPTION_SIZE * vt_renderer_em (renderer), colour);
}

/* What the words in a corner at the top take of the width, with some room beside them. */
static double
corner_width (VtRenderer *renderer, VtFigure *figure, VtCorner corner)
{
  double em = vt_renderer_em (renderer), width = 0;

  for (guint i = 0; i < vt_figure_get_n_marks (figure); i++)
    {
      const VtMark *mark = vt_figure_get_mark (figure, i);
      g_autoptr (PangoLayout) text = NULL;

      if (mark->kind != VT_MARK_TEXT || mark->corner != corner)
        continue;
      text = vt_renderer_text (renderer, mark->label, VT_CAPTION_SIZE * em, VT_TEXT_PLAIN);
      width = MAX (width, vt_text_width (text) + 2 * VT_WORD_MARGIN * em);
    }
  return width;
}

/* Beside the top of a reference: at its left in the right half, where there is room, else at its right. A line lower
 * where words in the corners are in the way at both sides. */
static void
label_vertical (VtRenderer *renderer, VtFigure *figure, const VtLayout *layout, const VtMark *mark, cairo_t *cr)
{
  double em = vt_renderer_em (renderer), x = vt_layout_x (layout, figure, mark->x0);
  double before = x - layout->left, after = layout->right - x, width, left_words, right_words;
  g_autoptr (PangoLayout) text = NULL;
  gboolean at_left, fits_left, fits_right, lower;

  if (!(x >= layout->left && x <= layout->right))
    return;
  text = vt_renderer_text (renderer, mark->label, VT_CAPTION_SIZE * em, VT_TEXT_PLAIN);
  width = vt_text_width (text) + VT_WORD_MARGIN * em;
  left_words = corner_width (renderer, figure, VT_CORNER_TOP_LEFT);
  right_words = corner_width (renderer, figure, VT_CORNER_TOP_RIGHT);
  fits_left = before > width + left_words && after >= right_words;
  fits_right = after > width + right_words && before >= left_words;
  lower = !fits_left && !fits_right;
  if (lower)
    {
      fits_left = before > width;
      fits_right = after > width;
    }
  at_left = fits_left && (!fits_right || before > after);
  vt_renderer_put_word (renderer, cr, mark->label, x + (at_left ? -6 : 6) * em,
                        layout->top + (lower ? 13 + LOWER_LINE : 13) * em, at_left ? 1 : 0,
                        mark_colour (renderer, mark, VT_COLOUR_DIM));
}

static void
label_horizontal (VtRenderer *renderer, VtFigure *figure, const VtLayout *layout, const VtMark *mark, cairo_t *cr)
{
  double em = vt_renderer_em (renderer), y = vt_layout_y (layout, figure, mark->y0);

  if (y >= layout->top + 12 * em && y <= layout->bottom)
    vt_renderer_put_word (renderer, cr, mark->label, layout->right, y - 5 * em, 1, mark_colour (renderer, mark, VT_COLOUR_DIM));
}

/* Before the start of the line, or over it where there is no room. */
static void
label_goal (VtRenderer *renderer, VtFigure *figure, const VtLayout *layout, const VtMark *mark, cairo_t *cr)
{
  double em = vt_renderer_em (renderer), y = vt_layout_y (layout, figure, mark->y0), x0, x1;
  VtRgba colour = mark_colour (renderer, mark, VT_COLOUR_DONE);
  g_autoptr (PangoLayout) text = vt_renderer_text (renderer, mark->label, VT_CAPTION_SIZE * em, VT_TEXT_PLAIN);

  if (!(y >= layout->top && y <= layout->bottom))
    return;
  span_of (figure, layout, mark, &x0, &x1);
  if (x0 - 6 * em - vt_text_width (text) > layout->left)
    vt_renderer_put_word (renderer, cr, mark->label, x0 - 6 * em, y + 4 * em, 1, colour);
  else
    vt_renderer_put_word (renderer, cr, mark->label, x1, y - 5 * em, 1, colour);
}

/* One step of Liang and Barsky's clipping, as for curves. */
static gboolean
cut (double p, double q, double *t0, double *t1)
{
  if (p == 0)
    return q >= 0;
  if (p < 0)
    *t0 = MAX (*t0, q / p);
  else
    *t1 = MIN (*t1, q / p);
  return *t0 <= *t1;
}

static gboolean
segment_enters (const VtBox *box, double x0, double y0, double x1, double y1)
{
  double dx = x1 - x0, dy = y1 - y0, t0 = 0, t1 = 1;

  return cut (-dx, x0 - box->left, &t0, &t1) && cut (dx, box->right - x0, &t0, &t1)
         && cut (-dy, y0 - box->top, &t0, &t1) && cut (dy, box->bottom - y0, &t0, &t1);
}

static gboolean
series_enters (VtFigure *figure, const VtLayout *layout, const VtSeries *series, const VtBox *box)
{
  double last_x = NAN, last_y = NAN;

  for (guint i = 0; i < series->n; i++)
    {
      double x = vt_layout_x (layout, figure, series->x[i]), y = vt_layout_y (layout, figure, series->y[i]);

      if (isfinite (x) && isfinite (y) && isfinite (last_x) && isfinite (last_y)
          && segment_enters (box, last_x, last_y, x, y))
        return TRUE;
      last_x = x;
      last_y = y;
    }
  return FALSE;
}

gboolean
vt_box_is_free (VtFigure *figure, const VtLayout *layout, const VtBox *box)
{
  if (box->left < layout->left || box->right > layout->right || box->top < layout->top || box->bottom > layout->bottom)
    return FALSE;
  for (guint i = 0; i < vt_figure_get_n_series (figure); i++)
    {
      const VtSeries *series = vt_figure_get_series (figure, i);

      if (series->visible && vt_series_is_curve (series) && series_enters (figure, layout, series, box))
        return FALSE;
    }
  return TRUE;
}

/* The part of a guide that is seen, 0 ... 1 along it. */
static gboolean
seen_of_power_law (VtFigure *figure, const VtLayout *layout, const VtMark *mark, double *first, double *last)
{
  *first = *last = NAN;
  for (int i = 0; i <= GUIDE_STEPS; i++)
    {
      double t = (double) i / GUIDE_STEPS, x, y;

      if (!power_point (figure, layout, mark, t, &x, &y))
        continue;
      if (x < layout->left || x > layout->right || y < layout->top || y > layout->bottom)
        continue;
      *first = isnan (*first) ? t : *first;
      *last = t;
    }
  return !isnan (*first);
}

/* How many points of clouds lie within the box, each with some room around it. */
static guint
points_within (VtFigure *figure, const VtLayout *layout, const VtBox *box, double room)
{
  guint n = 0;

  for (guint k = 0; k < vt_figure_get_n_series (figure); k++)
    {
      const VtSeries *series = vt_figure_get_series (figure, k);

      if (!series->visible || series->style.kind != VT_SERIES_POINTS)
        continue;
      for (guint i = 0; i < series->n; i++)
        {
          double x, y;

          vt_layout_point (layout, figure, series, i, &x, &y);
          n += x > box->left - room && x < box->right + room && y > box->top - room && y < box->bottom + room;
        }
    }
  return n;
}

#define N_LAW_PLACES 14
#define FLAT_LAW 1.2 /* slope on the screen */

/* A place for the words of a guide: beside it at the right, then at the left, the middle of what is seen of it first. */
static gboolean
law_place (VtFigure *figure, const VtLayout *layout, const VtMark *mark, guint place, double size, double gap,
           VtBox *box)
{
  static const double along[N_LAW_PLACES / 2] = { 0.45, 0.3, 0.6, 0.2, 0.75, 0.1, 0.9 };
  gboolean right = place < N_LAW_PLACES / 2;
  double width = box->right - box->left, first, last, t, x, y, x1, y1;

  if (!seen_of_power_law (figure, layout, mark, &first, &last))
    return FALSE;
  t = first + along[place % (N_LAW_PLACES / 2)] * (last - first);
  if (!power_point (figure, layout, mark, t, &x, &y) || !power_point (figure, layout, mark, t + 0.02, &x1, &y1))
    return FALSE;
  /* A flat guide would run through words beside it: they stand over or under it, where it bends away. */
  if (fabs (y1 - y) < FLAT_LAW * fabs (x1 - x))
    y += (right == (y1 > y) ? -0.5 : 0.75) * size + (right == (y1 > y) ? -0.5 : 0.5) * gap;
  box->left = right ? x + gap : x - gap - width;
  box->right = box->left + width;
  box->top = y - 0.75 * size;
  box->bottom = y + 0.5 * size;
  return TRUE;
}

/* Where no curve is in the way and the fewest points are; in the first place if curves are everywhere. */
static void
label_power_law (VtRenderer *renderer, VtFigure *figure, const VtLayout *layout, const VtMark *mark, cairo_t *cr)
{
  double em = vt_renderer_em (renderer), size = LAW_SIZE * em;
  g_autoptr (PangoLayout) text = vt_renderer_text (renderer, mark->label, size, VT_TEXT_PLAIN);
  VtBox box = { 0, 0, vt_text_width (text), 0 }, best;
  guint fewest = G_MAXUINT;

  if (!law_place (figure, layout, mark, 0, size, LAW_GAP * em, &box))
    return;
  best = box;
  for (guint i = 0; i < N_LAW_PLACES && fewest > 0; i++)
    {
      guint n;

      if (!law_place (figure, layout, mark, i, size, LAW_GAP * em, &box) || !vt_box_is_free (figure, layout, &box))
        continue;
      n = points_within (figure, layout, &box, POINT_ROOM * em);
      if (n < fewest)
        {
          fewest = n;
          best = box;
        }
    }
  put_haloed (renderer, cr, mark->label, best.left, best.top + 1.07 * size, 0, size,
              mark_colour (renderer, mark, VT_COLOUR_TEXT));
}

/* The stem of the chosen point, which runs from it to the foot of the plot; NAN where there is none. */
static double
stem (VtFigure *figure, const VtLayout *layout)
{
  guint index, point;
  double x, y;

  if (!vt_figure_get_selected (figure, &index, &point) || !vt_figure_get_series (figure, index)->visible)
    return NAN;
  vt_layout_point (layout, figure, vt_figure_get_series (figure, index), point, &x, &y);
  return y <= layout->bottom ? x : NAN;
}

/* Words at the foot of the plot stand beside the stem that would strike them out. */
static double
beside_stem (VtRenderer *renderer, VtFigure *figure, const VtLayout *layout, const char *label, gboolean right, double x)
{
  double em = vt_renderer_em (renderer), at = stem (figure, layout), gap = 0.75 * VT_WORD_MARGIN * em;
  g_autoptr (PangoLayout) text = vt_renderer_text (renderer, label, VT_CAPTION_SIZE * em, VT_TEXT_PLAIN);
  double left = right ? x - vt_text_width (text) : x;

  if (!(at > left - gap && at < left + vt_text_width (text) + gap))
    return x;
  return right ? at - gap : at + gap;
}

/* In a corner of the box given. */
static void
put_in_corner (VtRenderer *renderer, VtFigure *figure, const VtMark *mark, VtCorner corner, double x0, double x1,
               const VtLayout *layout, cairo_t *cr)
{
  double em = vt_renderer_em (renderer);
  gboolean top = corner == VT_CORNER_TOP_LEFT || corner == VT_CORNER_TOP_RIGHT;
  gboolean right = corner == VT_CORNER_TOP_RIGHT || corner == VT_CORNER_BOTTOM_RIGHT;
  double x = right ? x1 - VT_WORD_MARGIN * em : x0 + VT_WORD_MARGIN * em;

  if (!top)
    x = beside_stem (renderer, figure, layout, mark->label, right, x);
  vt_renderer_put_word (renderer, cr, mark->label, x, top ? layout->top + 13 * em : layout->bottom - VT_WORD_MARGIN * em,
                        right ? 1 : 0, mark_colour (renderer, mark, VT_COLOUR_DIM));
}

/* Words of a region stay away while it is narrower than they are. */
static void
label_region (VtRenderer *renderer, VtFigure *figure, const VtLayout *layout, const VtMark *mark, cairo_t *cr)
{
  double em = vt_renderer_em (renderer), x0, x1;
  g_autoptr (PangoLayout) text = vt_renderer_text (renderer, mark->label, VT_CAPTION_SIZE * em, VT_TEXT_PLAIN);

  span_of (figure, layout, mark, &x0, &x1);
  if (x1 - x0 < vt_text_width (text) + 2 * VT_WORD_MARGIN * em)
    return;
  put_in_corner (renderer, figure, mark, mark->corner != VT_CORNER_NONE ? mark->corner : VT_CORNER_BOTTOM_LEFT, x0, x1,
                 layout, cr);
}

static void
draw_text_mark (VtRenderer *renderer, VtFigure *figure, const VtLayout *layout, const VtMark *mark, cairo_t *cr)
{
  double x = vt_layout_x (layout, figure, mark->x0), y = vt_layout_y (layout, figure, mark->y0);

  if (mark->corner != VT_CORNER_NONE)
    put_in_corner (renderer, figure, mark, mark->corner, layout->left, layout->right, layout, cr);
  else if (x >= layout->left && x <= layout->right && y >= layout->top && y <= layout->bottom)
    vt_renderer_put_word (renderer, cr, mark->label, x, y, 0.5, mark_colour (renderer, mark, VT_COLOUR_DIM));
}

void
vt_renderer_draw_words (VtRenderer *renderer, VtFigure *figure, const VtLayout *layout, cairo_t *cr)
{
  for (guint i = 0; i < vt_figure_get_n_marks (figure); i++)
    {
      const VtMark *mark = vt_figure_get_mark (figure, i);

      if (mark->label == NULL)
        continue;
      switch (mark->kind)
        {
        case VT_MARK_VERTICAL: label_vertical (renderer, figure, layout, mark, cr); break;
        case VT_MARK_HORIZONTAL: label_horizontal (renderer, figure, layout, mark, cr); break;
        case VT_MARK_GOAL: label_goal (renderer, figure, layout, mark, cr); break;
        case VT_MARK_POWER_LAW: label_power_law (renderer, figure, layout, mark, cr); break;
        case VT_MARK_REGION: label_region (renderer, figure, layout, mark, cr); break;
        case VT_MARK_TEXT: draw_text_mark (renderer, figure, layout, mark, cr); break;
        case VT_MARK_KEY: vt_renderer_draw_key (renderer, figure, layout, mark, cr); break;
        }
    }
}
