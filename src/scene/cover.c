/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene/cover.h"

#include <math.h>
#include <string.h>

#define TILE 4 /* pixels */

/* One bit a tile, rows of whole words. */
struct _VtCover
{
  int columns, rows, words;
  guint64 *bits;
  gsize room;
};

VtCover *
vt_cover_new (void)
{
  return g_new0 (VtCover, 1);
}

void
vt_cover_free (VtCover *cover)
{
  g_free (cover->bits);
  g_free (cover);
}

void
vt_cover_reset (VtCover *cover, int width, int height)
{
  gsize size;

  cover->columns = (width + TILE - 1) / TILE;
  cover->rows = (height + TILE - 1) / TILE;
  cover->words = (cover->columns + 63) / 64;
  size = (gsize) cover->words * cover->rows;
  if (size > cover->room)
    {
      g_free (cover->bits);
      cover->bits = g_new (guint64, size);
      cover->room = size;
    }
  if (size)
    memset (cover->bits, 0, size * sizeof *cover->bits);
}

/* Bits from ... to-1 of word w. */
static inline guint64
mask (int w, int from, int to)
{
  int low = MAX (from - 64 * w, 0), high = MIN (to - 64 * w, 64);
  guint64 above = high >= 64 ? G_MAXUINT64 : (G_GUINT64_CONSTANT (1) << high) - 1;

  return above & ~((G_GUINT64_CONSTANT (1) << low) - 1);
}

static inline int
clamp_tile (float tile, int most)
{
  return tile <= 0 ? 0 : tile >= most ? most : (int) tile;
}

gboolean
vt_cover_hides (const VtCover *cover, float x, float y, float radius)
{
  float reach = 1.04f * radius + 2;
  int from = clamp_tile (floorf ((x - reach) / TILE), cover->columns);
  int to = clamp_tile (ceilf ((x + reach) / TILE), cover->columns);
  int top = clamp_tile (floorf ((y - reach) / TILE), cover->rows);
  int bottom = clamp_tile (ceilf ((y + reach) / TILE), cover->rows);

  if (from >= to)
    return TRUE;
  for (int row = top; row < bottom; row++)
    for (int w = from / 64; w <= (to - 1) / 64; w++)
      if (~cover->bits[row * cover->words + w] & mask (w, from, to))
        return FALSE;
  return TRUE;
}

void
vt_cover_add (VtCover *cover, float x, float y, float radius)
{
  /* Sprites come in steps of radius and place: stay clear of both. */
  float inside = 0.98f * radius - 1.5f;
  int top, bottom;

  if (inside < TILE)
    return;
  top = clamp_tile (ceilf ((y - inside) / TILE), cover->rows);
  bottom = clamp_tile (floorf ((y + inside) / TILE), cover->rows);
  for (int row = top; row < bottom; row++)
    {
      float far = MAX (fabsf (row * TILE - y), fabsf ((row + 1) * TILE - y));
      float half = sqrtf (MAX (0, inside * inside - far * far));
      int from = clamp_tile (ceilf ((x - half) / TILE), cover->columns);
      int to = clamp_tile (floorf ((x + half) / TILE), cover->columns);

      if (from < to)
        for (int w = from / 64; w <= (to - 1) / 64; w++)
          cover->bits[row * cover->words + w] |= mask (w, from, to);
    }
}
