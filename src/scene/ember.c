/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene/ember.h"

#include <math.h>

/* Low to high on a dark background. */
static const guint32 stops[] = { 0x302354, 0x512978, 0x832a86, 0xba2e75, 0xe54b52,
                                 0xf57a3e, 0xfba845, 0xf8d071, 0xf8edab };

static guint32
pack (const double channel[3])
{
  guint32 rgb = 0;

  for (int c = 0; c < 3; c++)
    rgb = rgb << 8 | (guint32) (CLAMP (channel[c], 0, 1) * 255 + 0.5);
  return rgb;
}

static void
unpack (guint32 rgb, double channel[3])
{
  for (int c = 0; c < 3; c++)
    channel[c] = (rgb >> (16 - 8 * c) & 0xff) / 255.0;
}

guint32
vt_rgb_mix (guint32 a, guint32 b, double t)
{
  double ca[3], cb[3];

  unpack (a, ca);
  unpack (b, cb);
  for (int c = 0; c < 3; c++)
    ca[c] += t * (cb[c] - ca[c]);
  return pack (ca);
}

static double
to_linear (double v)
{
  return v <= 0.04045 ? v / 12.92 : pow ((v + 0.055) / 1.055, 2.4);
}

static double
from_linear (double v)
{
  return v <= 0.0031308 ? 12.92 * v : 1.055 * pow (v, 1 / 2.4) - 0.055;
}

/* OKLab, B. Ottosson 2020. */
static void
to_oklab (guint32 rgb, double lab[3])
{
  double c[3];

  unpack (rgb, c);
  for (int k = 0; k < 3; k++)
    c[k] = to_linear (c[k]);

  double l = cbrt (0.4122214708 * c[0] + 0.5363325363 * c[1] + 0.0514459929 * c[2]);
  double m = cbrt (0.2119034982 * c[0] + 0.6806995451 * c[1] + 0.1073969566 * c[2]);
  double s = cbrt (0.0883024619 * c[0] + 0.2817188376 * c[1] + 0.6299787005 * c[2]);

  lab[0] = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s;
  lab[1] = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s;
  lab[2] = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s;
}

static guint32
from_oklab (const double lab[3])
{
  double l = pow (lab[0] + 0.3963377774 * lab[1] + 0.2158037573 * lab[2], 3);
  double m = pow (lab[0] - 0.1055613458 * lab[1] - 0.0638541728 * lab[2], 3);
  double s = pow (lab[0] - 0.0894841775 * lab[1] - 1.2914855480 * lab[2], 3);
  double c[3] = { +4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
                  -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
                  -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s };

  for (int k = 0; k < 3; k++)
    c[k] = from_linear (CLAMP (c[k], 0, 1));
  return pack (c);
}

double
vt_rgb_lightness (guint32 rgb)
{
  double lab[3];

  to_oklab (rgb, lab);
  return lab[0];
}

guint32
vt_ember (double t)
{
  const int last = G_N_ELEMENTS (stops) - 1;
  double position = CLAMP (t, 0, 1) * last;
  int k = MIN ((int) position, last - 1);
  double low[3], high[3];

  to_oklab (stops[k], low);
  to_oklab (stops[k + 1], high);
  for (int c = 0; c < 3; c++)
    low[c] += (position - k) * (high[c] - low[c]);
  return from_oklab (low);
}

guint32
vt_ember_value (double t, gboolean dark)
{
  t = 0.08 + 0.92 * CLAMP (t, 0, 1);
  return vt_ember (dark ? t : 1 - t);
}

guint32
vt_ember_displacement (double q, gboolean dark)
{
  double t = 0.08 + 0.92 * pow (CLAMP (q, 0, 1), 0.8);

  return vt_ember (dark ? t : 1 - t);
}
