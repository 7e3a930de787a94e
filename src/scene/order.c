/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene/order.h"

/* A radix sort of depths cut to 16 bits, two passes of 8: no comparisons, linear in n. */

static void
pass (const guint32 *keys, const guint32 *from, guint32 *to, guint n, guint shift)
{
  guint32 start[257] = { 0 };

  for (guint i = 0; i < n; i++)
    start[(keys[i] >> shift & 0xff) + 1]++;
  for (guint b = 0; b < 256; b++)
    start[b + 1] += start[b];
  for (guint i = 0; i < n; i++)
    {
      guint32 item = from ? from[i] : i;

      to[start[keys[item] >> shift & 0xff]++] = item;
    }
}

void
vt_depth_order (const float *z, guint n, guint32 *order, guint32 *scratch)
{
  guint32 *keys = scratch, *half = scratch + n;
  float low = G_MAXFLOAT, high = -G_MAXFLOAT;

  for (guint i = 0; i < n; i++)
    {
      low = MIN (low, z[i]);
      high = MAX (high, z[i]);
    }

  float unit = high > low ? 65535 / (high - low) : 0;

  for (guint i = 0; i < n; i++)
    keys[i] = (guint32) ((z[i] - low) * unit);
  pass (keys, NULL, half, n, 0);
  pass (keys, half, order, n, 8);
}
