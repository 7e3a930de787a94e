/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene/rod.h"

#include "scene/ember.h"

#include <math.h>

#define SHADE 0x10131a
#define RIM 0.84f        /* of the radius */
#define HALO 1.3f        /* pixels */
#define HALO_ALPHA 0.55f

/* The highlight of a sphere lies at (0.38, 0.34) of its diameter. */
#define LIGHT_X -0.24f
#define LIGHT_Y -0.32f

void
vt_rod_paint_init (VtRodPaint *paint, guint32 colour, guint32 stage, double fade, gboolean dark)
{
  for (int k = 0; k <= VT_ROD_SHADES; k++)
    paint->shade[k] = vt_rgb_mix (vt_sphere_shade (colour, (double) k / VT_ROD_SHADES, dark), stage, fade);
  paint->rim = vt_rgb_mix (vt_rgb_mix (colour, SHADE, 0.4), stage, fade);
  paint->halo = stage;
}

typedef struct
{
  float u[2];      /* along the axis */
  float length;
  float slope[2];  /* of radius and of alpha */
} Axis;

static gboolean
axis_init (Axis *axis, const VtRod *rod)
{
  float dx = rod->to[0] - rod->from[0], dy = rod->to[1] - rod->from[1], length = hypotf (dx, dy);

  if (!(length > 1e-3f && length < 1e5f))
    return FALSE;
  axis->u[0] = dx / length;
  axis->u[1] = dy / length;
  axis->length = length;
  axis->slope[0] = rod->radius[1] - rod->radius[0];
  axis->slope[1] = rod->alpha[1] - rod->alpha[0];
  return TRUE;
}

float
vt_rod_distance (const VtRod *rod, float x, float y, float *t)
{
  float dx = x - rod->from[0], dy = y - rod->from[1], beyond, along, across;
  Axis axis;

  if (!axis_init (&axis, rod))
    return G_MAXFLOAT;
  along = dx * axis.u[0] + dy * axis.u[1];
  across = dy * axis.u[0] - dx * axis.u[1];
  *t = CLAMP (along / axis.length, 0, 1);
  beyond = along - *t * axis.length;
  return hypotf (beyond, across) - (rod->radius[0] + *t * axis.slope[0]);
}

static inline guint32
mix (guint32 a, guint32 b, float t)
{
  guint32 w = (guint32) (t * 256);
  guint32 rb = ((a & 0xff00ff) * (256 - w) + (b & 0xff00ff) * w) >> 8 & 0xff00ff;
  guint32 g = ((a & 0x00ff00) * (256 - w) + (b & 0x00ff00) * w) >> 8 & 0x00ff00;

  return rb | g;
}

/* @v: place across the rod, -1 ... 1 of its radius; @light: where the highlight lies on that scale. */
static inline guint32
shade (const VtRodPaint *paint, float v, float light)
{
  float t = fabsf (v - light) / 1.44f, edge = (fabsf (v) - RIM) / (1 - RIM);
  guint32 rgb = paint->shade[(int) (MIN (t, 1) * VT_ROD_SHADES + 0.5f)];

  return edge <= 0 ? rgb : mix (rgb, paint->rim, MIN (edge, 1));
}

/* The pixels of row @y that may be touched. */
static void
row_range (const VtRod *rod, const Axis *axis, float low, float high, float reach, float y, int width, int *from,
           int *to)
{
  float dy = y - rod->from[1], left = -1e6f, right = 1e6f;

  if (fabsf (axis->u[1]) > 1e-3f) /* |across| <= reach */
    {
      float a = (dy * axis->u[0] - reach) / axis->u[1], b = (dy * axis->u[0] + reach) / axis->u[1];

      left = MIN (a, b);
      right = MAX (a, b);
    }
  if (fabsf (axis->u[0]) > 1e-3f) /* low <= along <= high */
    {
      float a = (low - dy * axis->u[1]) / axis->u[0], b = (high - dy * axis->u[1]) / axis->u[0];

      left = MAX (left, MIN (a, b));
      right = MIN (right, MAX (a, b));
    }
  *from = (int) CLAMP (floorf (rod->from[0] + left - 0.5f), 0, width);
  *to = (int) CLAMP (ceilf (rod->from[0] + right + 0.5f), 0, width);
}

static inline guint32
over (guint32 dst, guint32 rgb, float alpha)
{
  return 0xff000000 | mix (dst, rgb, alpha);
}

void
vt_rod_stamp (const VtRod *rod, const VtRodPaint *paint, float begin, float end, float scale, const VtCanvas *canvas,
              int first_row)
{
  float widest = MAX (rod->radius[0], rod->radius[1]), reach = widest + HALO * scale + 1, light, low, high;
  float top, bottom;
  int first, last;
  Axis axis;

  if (!axis_init (&axis, rod) || begin >= end)
    return;
  low = begin <= 0 ? -reach : begin * axis.length - 1;
  high = end >= 1 ? axis.length + reach : end * axis.length + 1;
  light = LIGHT_Y * axis.u[0] - LIGHT_X * axis.u[1];
  top = rod->from[1] + MIN (low * axis.u[1], high * axis.u[1]) - reach;
  bottom = rod->from[1] + MAX (low * axis.u[1], high * axis.u[1]) + reach;
  first = (int) CLAMP (top, first_row, first_row + canvas->height);
  last = (int) CLAMP (bottom + 1, first_row, first_row + canvas->height);
  for (int y = first; y < last; y++)
    {
      guint32 *row = canvas->pixels + (gsize) (y - first_row) * canvas->stride;
      int from, to;

      row_range (rod, &axis, low, high, reach, y + 0.5f, canvas->width, &from, &to);
      for (int x = from; x < to; x++)
        {
          float dx = x + 0.5f - rod->from[0], dy = y + 0.5f - rod->from[1];
          float along = dx * axis.u[0] + dy * axis.u[1], across = dy * axis.u[0] - dx * axis.u[1];
          float t = along / axis.length, inside = CLAMP (t, 0, 1), beyond = along - inside * axis.length;

          if ((begin > 0 && t < begin) || (end < 1 && t >= end))
            continue;

          float radius = rod->radius[0] + inside * axis.slope[0], alpha = rod->alpha[0] + inside * axis.slope[1];
          float d = beyond == 0 ? fabsf (across) : hypotf (beyond, across);
          float cover = CLAMP (radius + 0.5f - d, 0, 1), halo = CLAMP (radius + HALO * scale + 0.5f - d, 0, 1);

          if (halo > cover)
            row[x] = over (row[x], paint->halo, HALO_ALPHA * alpha * (halo - cover));
          if (cover > 0)
            row[x] = over (row[x], shade (paint, across / radius, light), alpha * cover);
        }
    }
}

void
vt_rod_stamp_line (const float from[2], const float to[2], float width, guint32 rgb, float alpha, const VtCanvas *canvas,
                   int first_row)
{
  const float radius = 0.5f * width, reach = radius + 0.5f;
  const VtRod rod = { { from[0], from[1] }, { to[0], to[1] }, { radius, radius }, { alpha, alpha } };
  Axis axis;

  if (!axis_init (&axis, &rod))
    return;
  const int first = (int) CLAMP (floorf (MIN (from[1], to[1]) - reach), first_row, first_row + canvas->height);
  const int last = (int) CLAMP (ceilf (MAX (from[1], to[1]) + reach), first_row, first_row + canvas->height);
  for (int y = first; y < last; y++)
    {
      guint32 *row = canvas->pixels + (gsize) (y - first_row) * canvas->stride;
      int begin, end;

      row_range (&rod, &axis, -reach, axis.length + reach, reach, y + 0.5f, canvas->width, &begin, &end);
      for (int x = begin; x < end; x++)
        {
          const float dx = x + 0.5f - from[0], dy = y + 0.5f - from[1];
          const float along = dx * axis.u[0] + dy * axis.u[1], across = dy * axis.u[0] - dx * axis.u[1];
          const float beyond = along - CLAMP (along, 0, axis.length);
          const float cover = reach - sqrtf (beyond * beyond + across * across);

          if (cover > 0)
            row[x] = over (row[x], rgb, alpha * MIN (cover, 1));
        }
    }
}
