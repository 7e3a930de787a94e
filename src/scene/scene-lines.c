/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outline of the box, slice, tracks and arrows. */
#include "scene/rod.h"
#include "scene/scene-private.h"

#include <math.h>
#include <string.h>

#define OUTLINE_LIGHT 0x5e6672
#define OUTLINE_DARK 0x9aa3b2

/* The arrows of a force: lambda, pixels. */
#define FORCE_LENGTH 1.5f
#define FORCE_WIDTH 5

static void
set_colour (cairo_t *cr, guint32 rgb, double alpha)
{
  cairo_set_source_rgba (cr, (rgb >> 16 & 0xff) / 255.0, (rgb >> 8 & 0xff) / 255.0, (rgb & 0xff) / 255.0, alpha);
}

static void
corner (const VtPainter *painter, guint bits, float point[3])
{
  const double *box = painter->scene->sample->box;

  for (int c = 0; c < 3; c++)
    point[c] = (float) ((bits >> c & 1 ? 0.5 : -0.5) * box[c]);
}

static guint
farthest_corner (const VtPainter *painter)
{
  guint farthest = 0;
  float least = G_MAXFLOAT;

  for (guint bits = 0; bits < 8; bits++)
    {
      float point[3], seen[3];

      corner (painter, bits, point);
      vt_project (&painter->projection, point, seen);
      if (seen[2] < least)
        {
          least = seen[2];
          farthest = bits;
        }
    }
  return farthest;
}

static void
line_to (const VtPainter *painter, const float point[3], gboolean move)
{
  float seen[3];

  if (vt_project (&painter->projection, point, seen) <= 0)
    return;
  if (move)
    cairo_move_to (painter->cr, seen[0], seen[1]);
  else
    cairo_line_to (painter->cr, seen[0], seen[1]);
}

void
vt_painter_outline (const VtPainter *painter, gboolean far)
{
  guint farthest = farthest_corner (painter);
  const VtLook *look = painter->look;
  double alpha = far ? 0.275 + 0.055 * look->mode : 0.45 + 0.05 * look->mode;

  for (guint bits = 0; bits < 8; bits++)
    for (guint c = 0; c < 3; c++)
      {
        guint other = bits ^ 1u << c;
        gboolean is_far = bits == farthest || other == farthest;
        float a[3], b[3];

        if (other < bits || is_far != far)
          continue;
        corner (painter, bits, a);
        corner (painter, other, b);
        line_to (painter, a, TRUE);
        line_to (painter, b, FALSE);
      }
  cairo_set_line_cap (painter->cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_width (painter->cr, 1.2 * painter->scale);
  set_colour (painter->cr, look->dark ? OUTLINE_DARK : OUTLINE_LIGHT, alpha);
  cairo_stroke (painter->cr);
}

float
vt_painter_slice_side (const VtPainter *painter)
{
  return painter->projection.axes[2][painter->look->slice - VT_SLICE_X] >= 0 ? 1 : -1;
}

void
vt_painter_slice (const VtPainter *painter)
{
  guint axis = painter->look->slice - VT_SLICE_X, u = (axis + 1) % 3, v = (axis + 2) % 3;
  const double *box = painter->scene->sample->box;
  float height = (float) ((painter->look->slice_at - 0.5) * box[axis]);

  for (guint k = 0; k < 4; k++)
    {
      float point[3];

      point[axis] = height;
      point[u] = (float) ((k == 0 || k == 3 ? -0.5 : 0.5) * box[u]);
      point[v] = (float) ((k < 2 ? -0.5 : 0.5) * box[v]);
      line_to (painter, point, k == 0);
    }
  cairo_close_path (painter->cr);
  cairo_set_line_width (painter->cr, 1.6 * painter->scale);
  set_colour (painter->cr, painter->look->dark ? 0x62a0ea : 0x1c71d8, 0.8);
  cairo_stroke (painter->cr);
}

/* Thin and pale where it is old, thick and dark at the particle. */
void
vt_painter_track (const VtPainter *painter, guint k, const float head[3], const VtCanvas *canvas)
{
  const VtTracks *tracks = &painter->scene->tracks;
  const guint last = tracks->length - 1;
  const guint32 colour = painter->look->dark ? 0xc9ced8 : 0x3a3f49;
  float from[3], to[3] = { 0 };
  gboolean ahead = FALSE;

  for (guint p = 0; p <= last; p++)
    {
      const double age = (p + VT_TRACK_POINTS - 1.0 - last) / (VT_TRACK_POINTS - 1);
      const gboolean was_ahead = ahead;
      float point[3];

      memcpy (from, to, sizeof from);
      for (int c = 0; c < 3; c++)
        point[c] = (float) (head[c] + tracks->point[p][k][c] - tracks->point[last][k][c]);
      ahead = vt_project (&painter->projection, point, to) > 0;
      if (was_ahead && ahead)
        vt_rod_stamp_line (from, to, (float) ((0.7 + 1.5 * age) * painter->scale), colour, (float) (0.08 + 0.7 * age),
                           canvas, painter->first_row);
    }
}

static void
draw_arrow (const VtPainter *painter, const float tail[3], const float tip[3], double pixels, guint32 colour,
            double alpha)
{
  float a[3], b[3];

  if (vt_project (&painter->projection, tail, a) <= 0 || vt_project (&painter->projection, tip, b) <= 0)
    return;

  double s = painter->scale, dx = b[0] - a[0], dy = b[1] - a[1], length = hypot (dx, dy);
  double width = pixels * s, reach = 1.6 * width + 2 * s;

  if (length < 2 * s || MAX (a[1], b[1]) + reach < painter->first_row
      || MIN (a[1], b[1]) - reach > painter->first_row + (double) painter->rows)
    return;

  /* Seen nearly from the front an arrow is short: then all of it shrinks, so that it stays an arrow. */
  double shrink = MIN (1, length / (4.2 * width)), head = 3.0 * width * shrink, half = 0.5 * width * shrink;
  double ux = dx / length, uy = dy / length, neck = length - head;
  const double along[7] = { 0, neck, neck, length, neck, neck, 0 };
  const double across[7] = { half, half, 3.1 * half, 0, -3.1 * half, -half, -half };

  for (int k = 0; k < 7; k++)
    cairo_line_to (painter->cr, a[0] + along[k] * ux - across[k] * uy, a[1] + along[k] * uy + across[k] * ux);
  cairo_close_path (painter->cr);
  cairo_surface_mark_dirty (cairo_get_target (painter->cr));
  cairo_set_line_join (painter->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (painter->cr, 2 * s);
  set_colour (painter->cr, painter->look->dark ? 0x141416 : 0xffffff, 0.7 * alpha);
  cairo_stroke_preserve (painter->cr);
  set_colour (painter->cr, colour, alpha);
  cairo_fill (painter->cr);
  cairo_surface_flush (cairo_get_target (painter->cr));
}

void
vt_painter_arrow (const VtPainter *painter, const float tail[3], const float tip[3], float q)
{
  draw_arrow (painter, tail, tip, 2.4 + 1.6 * q, painter->look->dark ? 0xffffff : 0x22222a, painter->look->mode);
}

/* From the surface of the particle away from its partner. */
static void
draw_force (const VtPainter *painter, guint i, guint j)
{
  const VtSample *sample = painter->scene->sample;
  float p[3], tail[3], tip[3], start = 1.08f * vt_painter_radius (painter, i);
  double d[3], length = 0;

  vt_painter_locate (painter, i, p);
  if (vt_painter_sliced_away (painter, p))
    return;
  for (int c = 0; c < 3; c++)
    d[c] = sample->positions[3 * (gsize) i + c] - sample->positions[3 * (gsize) j + c];
  vt_minimum_image (sample->box, d);
  for (int c = 0; c < 3; c++)
    length += d[c] * d[c];
  length = sqrt (length);
  for (int c = 0; c < 3 && length > 0; c++)
    {
      tail[c] = p[c] + start * (float) (d[c] / length);
      tip[c] = tail[c] + FORCE_LENGTH * (float) (d[c] / length);
    }
  if (length > 0)
    draw_arrow (painter, tail, tip, FORCE_WIDTH, painter->look->dark ? 0x6ba9ff : 0x1c71d8, 1);
}

void
vt_painter_pinch (const VtPainter *painter)
{
  const guint32 *pair = painter->scene->pinch;

  if (pair[0] == pair[1] || MAX (pair[0], pair[1]) >= painter->scene->sample->n)
    return;
  draw_force (painter, pair[0], pair[1]);
  draw_force (painter, pair[1], pair[0]);
}
