/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "text-plot.h"

#include <glib/gi18n.h>
#include <math.h>

#define LABEL_WIDTH 9

/* Dots in a character cell. */
typedef struct
{
  guint across, down;
} Cell;

static const Cell braille = { 2, 4 };
static const Cell ascii = { 1, 2 };

typedef struct
{
  double low, high;
  gboolean log;
} Axis;

typedef struct
{
  const VtTextPlot *plot;
  const Cell *cell;
  Axis x, y;
  guint columns, rows; /* characters */
  guint8 *dots;        /* columns x across by rows x down */
} Canvas;

static guint
dots_across (const Canvas *canvas)
{
  return canvas->columns * canvas->cell->across;
}

static guint
dots_down (const Canvas *canvas)
{
  return canvas->rows * canvas->cell->down;
}

static double
scaled (const Axis *axis, double value)
{
  return axis->log ? log10 (value) : value;
}

static gboolean
drawable (const Canvas *canvas, guint k)
{
  double x = canvas->plot->x[k], y = canvas->plot->y[k];

  return isfinite (x) && isfinite (y) && (x > 0 || !canvas->x.log) && (y > 0 || !canvas->y.log);
}

static void
stretch (Axis *axis, double value)
{
  axis->low = MIN (axis->low, scaled (axis, value));
  axis->high = MAX (axis->high, scaled (axis, value));
}

/* FALSE where there is nothing to draw. */
static gboolean
find_ranges (Canvas *canvas)
{
  gboolean any = FALSE;

  canvas->x = (Axis) { INFINITY, -INFINITY, canvas->plot->log_x };
  canvas->y = (Axis) { INFINITY, -INFINITY, canvas->plot->log_y };
  for (guint k = 0; k < canvas->plot->n; k++)
    if (drawable (canvas, k))
      {
        stretch (&canvas->x, canvas->plot->x[k]);
        stretch (&canvas->y, canvas->plot->y[k]);
        any = TRUE;
      }
  if (any && !canvas->y.log)
    canvas->y.low = MIN (canvas->y.low, 0);
  return any;
}

/* Position on an axis of @n dots. */
static double
place (const Axis *axis, double value, guint n)
{
  double width = axis->high - axis->low;

  return width > 0 ? (scaled (axis, value) - axis->low) / width * (n - 1) : 0;
}

static void
set_dot (Canvas *canvas, double x, double y)
{
  guint column = (guint) lround (x), row = dots_down (canvas) - 1 - (guint) lround (y);

  canvas->dots[row * dots_across (canvas) + column] = 1;
}

static void
draw_line (Canvas *canvas, guint from, guint to)
{
  const VtTextPlot *plot = canvas->plot;
  double x0 = place (&canvas->x, plot->x[from], dots_across (canvas));
  double y0 = place (&canvas->y, plot->y[from], dots_down (canvas));
  double x1 = place (&canvas->x, plot->x[to], dots_across (canvas));
  double y1 = place (&canvas->y, plot->y[to], dots_down (canvas));
  guint steps = 1 + (guint) ceil (MAX (fabs (x1 - x0), fabs (y1 - y0)));

  for (guint s = 0; s <= steps; s++)
    {
      double share = s / (double) steps;

      set_dot (canvas, x0 + share * (x1 - x0), y0 + share * (y1 - y0));
    }
}

static void
draw_points (Canvas *canvas)
{
  gint64 before = -1;

  for (guint k = 0; k < canvas->plot->n; k++)
    {
      if (drawable (canvas, k))
        draw_line (canvas, before >= 0 ? (guint) before : k, k);
      before = drawable (canvas, k) ? (gint64) k : -1;
    }
}

/* The character of the cell whose upper left dot is @dots. */
static void
append_cell (GString *text, const Canvas *canvas, const guint8 *dots)
{
  /* Braille numbers its dots down the left column, down the right one, then the two at the bottom. */
  static const guint8 bits[4][2] = { { 0x01, 0x08 }, { 0x02, 0x10 }, { 0x04, 0x20 }, { 0x40, 0x80 } };
  gsize stride = dots_across (canvas);
  gunichar pattern = 0;

  if (!canvas->plot->unicode)
    {
      g_string_append_c (text, dots[0] ? (dots[stride] ? ':' : '\'') : (dots[stride] ? '.' : ' '));
      return;
    }
  for (guint row = 0; row < braille.down; row++)
    for (guint column = 0; column < braille.across; column++)
      pattern |= dots[row * stride + column] ? bits[row][column] : 0;
  if (pattern == 0)
    g_string_append_c (text, ' ');
  else
    g_string_append_unichar (text, 0x2800 + pattern);
}

/* The value at dot @share of an axis, as short as will do. */
static void
format_tick (const Axis *axis, double share, char label[16])
{
  double value = axis->low + share * (axis->high - axis->low);

  g_snprintf (label, 16, "%.3g", axis->log ? pow (10, value) : value);
}

static void
append_row (GString *text, const Canvas *canvas, guint row)
{
  const char *axis = canvas->plot->unicode ? "│" : "|", *tick = canvas->plot->unicode ? "┤" : "+";
  char label[16] = "";
  gsize length;

  if (row == 0 || row == canvas->rows - 1)
    format_tick (&canvas->y, row == 0 ? 1 : 0, label);
  g_string_append_printf (text, "%*s %s", LABEL_WIDTH, label, *label != '\0' ? tick : axis);
  for (guint column = 0; column < canvas->columns; column++)
    append_cell (text, canvas,
                 canvas->dots + (gsize) row * canvas->cell->down * dots_across (canvas)
                   + column * canvas->cell->across);
  length = text->len;
  while (length > 0 && text->str[length - 1] == ' ')
    length--;
  g_string_truncate (text, length);
  g_string_append_c (text, '\n');
}

static void
append_x_axis (GString *text, const Canvas *canvas)
{
  char low[16], middle[16], high[16];
  int half = (int) canvas->columns / 2;

  g_string_append_printf (text, "%*s %s", LABEL_WIDTH, "", canvas->plot->unicode ? "└" : "+");
  for (guint column = 0; column < canvas->columns; column++)
    g_string_append (text, canvas->plot->unicode ? "─" : "-");
  format_tick (&canvas->x, 0, low);
  format_tick (&canvas->x, 0.5, middle);
  format_tick (&canvas->x, 1, high);
  g_string_append_printf (text, "\n%*s%-*s%-*s%*s  %s\n", LABEL_WIDTH + 2, "", half, low, half - 10, middle,
                          (int) canvas->columns - 2 * half + 10, high, canvas->plot->x_label);
}

char *
vt_text_plot_draw (const VtTextPlot *plot)
{
  GString *text = g_string_new (NULL);
  Canvas canvas = { .plot = plot, .cell = plot->unicode ? &braille : &ascii, .rows = MAX (plot->rows, 3),
                    .columns = MAX (plot->columns, 30) - LABEL_WIDTH - 2 };

  g_string_append_printf (text, "%s\n", plot->title);
  if (!find_ranges (&canvas))
    {
      g_string_append_printf (text, "  %s\n", _("(nothing to draw)"));
      return g_string_free (text, FALSE);
    }
  canvas.dots = g_new0 (guint8, (gsize) dots_across (&canvas) * dots_down (&canvas));
  draw_points (&canvas);
  for (guint row = 0; row < canvas.rows; row++)
    append_row (text, &canvas, row);
  append_x_axis (text, &canvas);
  g_free (canvas.dots);
  return g_string_free (text, FALSE);
}
