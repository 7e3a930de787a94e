/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene/sprites.h"

#include "scene/ember.h"

#include <math.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define BUDGET (32u << 20)
#define BLOCK (1u << 20)
#define RADIUS_MINIMUM 0.33f
#define RADIUS_MAXIMUM 2000.0f
#define LARGE_RADIUS 20    /* from here on half pixels are fine enough */
#define HUGE_RADIUS 120    /* from here on one picture serves one stamp; whole pixels */
#define RIM_OUTER 1.025f
#define RIM_INNER 0.975f
#define SHADE 0x10131a
#define LUT 256
#define WORTH_COPYING 16   /* pixels: fewer are as soon blended */

/* One row of a sprite: pixels from..to are not empty, of which solid_from..solid_to hide what is under them. */
typedef struct
{
  gint16 from, to, solid_from, solid_to;
} Span;

typedef struct
{
  guint64 key;
  int size;          /* width and height */
  int pitch;         /* pixels from one row to the next, a multiple of 4; what is beyond size is transparent */
  int centre;        /* whole pixels from the corner to the centre's pixel */
  Span *spans;
  guint32 *pixels;
} Sprite;

struct _VtSprites
{
  guint32 stage;
  gboolean dark;
  Sprite **table;    /* open addressing, a power of two of places */
  guint places, used;
  GPtrArray *blocks; /* memory of the sprites, handed out front to back */
  gsize block_left, bytes;
  guint8 *block_at;
  guint64 lut_key;
  guint32 lut[LUT + 1];
  guint32 rim;
};

void
vt_sprites_clear (VtSprites *sprites)
{
  memset (sprites->table, 0, sprites->places * sizeof *sprites->table);
  g_ptr_array_set_size (sprites->blocks, 0);
  sprites->used = 0;
  sprites->block_left = sprites->bytes = 0;
}

VtSprites *
vt_sprites_new (void)
{
  VtSprites *sprites = g_new0 (VtSprites, 1);

  sprites->places = 4096;
  sprites->table = g_new0 (Sprite *, sprites->places);
  sprites->blocks = g_ptr_array_new_with_free_func (g_free);
  sprites->lut_key = G_MAXUINT64;
  sprites->stage = 0xffffff;
  return sprites;
}

void
vt_sprites_free (VtSprites *sprites)
{
  g_ptr_array_unref (sprites->blocks);
  g_free (sprites->table);
  g_free (sprites);
}

void
vt_sprites_set_ground (VtSprites *sprites, guint32 stage, gboolean dark)
{
  if (sprites->stage == stage && sprites->dark == dark)
    return;
  sprites->stage = stage;
  sprites->dark = dark;
  sprites->lut_key = G_MAXUINT64;
  vt_sprites_clear (sprites);
}

gsize
vt_sprites_bytes (const VtSprites *sprites)
{
  return sprites->bytes;
}

static gpointer
take (VtSprites *sprites, gsize bytes)
{
  gpointer memory;

  bytes = (bytes + 15) & ~(gsize) 15;
  if (bytes > sprites->block_left)
    {
      sprites->block_left = MAX (bytes, BLOCK);
      sprites->block_at = g_malloc (sprites->block_left);
      g_ptr_array_add (sprites->blocks, sprites->block_at);
      sprites->bytes += sprites->block_left;
    }
  memory = sprites->block_at;
  sprites->block_at += bytes;
  sprites->block_left -= bytes;
  return memory;
}

guint32
vt_sphere_shade (guint32 colour, double t, gboolean dark)
{
  const double at[4] = { 0, 0.34, 0.74, 1 };
  const guint32 stop[4] = { vt_rgb_mix (colour, 0xffffff, dark ? 0.50 : 0.62), colour,
                            vt_rgb_mix (colour, SHADE, 0.10), vt_rgb_mix (colour, SHADE, dark ? 0.55 : 0.34) };
  int k = t < at[1] ? 0 : t < at[2] ? 1 : 2;

  return vt_rgb_mix (stop[k], stop[k + 1], (CLAMP (t, 0, 1) - at[k]) / (at[k + 1] - at[k]));
}

/* The gradient of the paint, faded: sprites come in runs of one paint, so the last one is kept. */
static void
prepare_lut (VtSprites *sprites, VtPaint paint)
{
  guint64 key = (guint64) paint.colour << 8 | paint.fade;
  double fade = VT_FADE_FULL * paint.fade / (VT_FADE_STEPS - 1);

  if (key == sprites->lut_key)
    return;
  sprites->lut_key = key;
  for (int i = 0; i <= LUT; i += 8)
    sprites->lut[i] = vt_rgb_mix (vt_sphere_shade (paint.colour, (double) i / LUT, sprites->dark), sprites->stage, fade);
  for (int i = 0; i < LUT; i += 8)
    for (int k = 1; k < 8; k++)
      sprites->lut[i + k] = vt_rgb_mix (sprites->lut[i], sprites->lut[i + 8], k / 8.0);
  sprites->rim = vt_rgb_mix (vt_rgb_mix (paint.colour, SHADE, 0.5), sprites->stage, fade);
}

static inline guint32
premultiply (guint32 rgb, float alpha)
{
  guint32 a = (guint32) (alpha * 255 + 0.5f);
  guint32 r = (guint32) ((rgb >> 16 & 0xff) * alpha + 0.5f);
  guint32 g = (guint32) ((rgb >> 8 & 0xff) * alpha + 0.5f);
  guint32 b = (guint32) ((rgb & 0xff) * alpha + 0.5f);

  return a << 24 | r << 16 | g << 8 | b;
}

static inline guint32
blend_rgb (guint32 a, guint32 b, float t)
{
  guint32 w = (guint32) (t * 256);
  guint32 rb = ((a & 0xff00ff) * (256 - w) + (b & 0xff00ff) * w) >> 8 & 0xff00ff;
  guint32 g = ((a & 0x00ff00) * (256 - w) + (b & 0x00ff00) * w) >> 8 & 0x00ff00;

  return rb | g;
}

/* The middle of a row, pixels @from to @to, clear of the rim. */
static void
paint_middle (const VtSprites *sprites, guint32 *row, int from, int to, float hx, float hy, float reach, float alpha)
{
  for (int x = from; x < to; x++)
    {
      float gx = x + 0.5f - hx;
      int place = (int) (sqrtf (gx * gx + hy * hy) * reach + 0.5f);

      row[x] = 0xff000000 | sprites->lut[MIN (place, LUT)];
    }
  for (int x = from; x < to && alpha < 1; x++)
    row[x] = premultiply (row[x], alpha);
}

/* Fills one row; @dy from the centre, @x0 the centre's place in the row. Most of a sprite is the middle of its rows. */
static void
paint_row (const VtSprites *sprites, guint32 *row, Span *span, int size, float dy, float x0, float radius, float alpha)
{
  float reach = 1 / (0.72f * 2 * radius) * LUT;
  float hx = x0 - 0.24f * radius, hy = dy + 0.32f * radius;
  float plain = RIM_INNER * radius - 1, half = plain > fabsf (dy) ? sqrtf (plain * plain - dy * dy) : 0;
  int from = size, to = 0, solid_from = size, solid_to = 0;
  int middle = (int) ceilf (x0 - half), middle_end = half > 1 ? MIN ((int) floorf (x0 + half), size) : middle;

  if (middle < middle_end)
    paint_middle (sprites, row, middle, middle_end, hx, hy, reach, alpha);
  for (int x = 0; x < size; x++)
    {
      if (x == middle && middle < middle_end)
        {
          from = MIN (from, x);
          to = middle_end;
          if (row[x] >> 24 == 0xff)
            {
              solid_from = MIN (solid_from, x);
              solid_to = middle_end;
            }
          x = middle_end - 1;
          continue;
        }

      float dx = x + 0.5f - x0, gx = x + 0.5f - hx;
      float d = sqrtf (dx * dx + dy * dy);
      float cover = CLAMP (RIM_OUTER * radius + 0.5f - d, 0, 1);

      if (cover <= 0.002f)
        {
          row[x] = 0;
          continue;
        }

      float inside = CLAMP (RIM_INNER * radius + 0.5f - d, 0, 1);
      int place = (int) (sqrtf (gx * gx + hy * hy) * reach + 0.5f);
      guint32 rgb = sprites->lut[MIN (place, LUT)];

      if (inside < cover)
        rgb = blend_rgb (sprites->rim, rgb, inside / cover);
      row[x] = premultiply (rgb, cover * alpha);
      from = MIN (from, x);
      to = x + 1;
      if (row[x] >> 24 == 0xff)
        {
          solid_from = MIN (solid_from, x);
          solid_to = x + 1;
        }
    }
  if (from >= to)
    from = to = 0;
  if (solid_from >= solid_to)
    solid_from = solid_to = to;
  *span = (Span) { from, to, solid_from, solid_to };
}

static Sprite *
make_sprite (VtSprites *sprites, guint64 key, VtPaint paint, float radius, float px, float py)
{
  int centre = (int) ceilf (RIM_OUTER * radius + 0.5f);
  int size = 2 * centre + 1, pitch = (size + 3) & ~3;
  gsize pixels = (gsize) size * pitch * sizeof (guint32), spans = size * sizeof (Span);
  Sprite *sprite = take (sprites, sizeof *sprite);

  prepare_lut (sprites, paint);
  *sprite = (Sprite) { key, size, pitch, centre, take (sprites, spans), take (sprites, pixels) };
  for (int y = 0; y < size; y++)
    paint_row (sprites, sprite->pixels + y * pitch, &sprite->spans[y], pitch, y + 0.5f - centre - py, centre + px,
               radius, (float) paint.alpha / VT_ALPHA_STEPS);
  return sprite;
}

static guint
hash (guint64 key)
{
  return (key * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> 32;
}

static void
table_put (VtSprites *sprites, Sprite *sprite)
{
  guint at = hash (sprite->key) & (sprites->places - 1);

  while (sprites->table[at])
    at = (at + 1) & (sprites->places - 1);
  sprites->table[at] = sprite;
  sprites->used++;
}

static void
table_grow (VtSprites *sprites)
{
  g_autofree Sprite **old = sprites->table;
  guint places = sprites->places;

  sprites->places *= 2;
  sprites->table = g_new0 (Sprite *, sprites->places);
  sprites->used = 0;
  for (guint i = 0; i < places; i++)
    if (old[i])
      table_put (sprites, old[i]);
}

static Sprite *
table_find (const VtSprites *sprites, guint64 key)
{
  guint at = hash (key) & (sprites->places - 1);

  while (sprites->table[at] && sprites->table[at]->key != key)
    at = (at + 1) & (sprites->places - 1);
  return sprites->table[at];
}

/* dst = src + (1 - alpha of src) dst, in 8-bit arithmetic as cairo rounds it. */
static inline guint32
over (guint32 dst, guint32 src)
{
  guint32 keep = 255 - (src >> 24);
  guint32 rb = (dst & 0xff00ff) * keep + 0x800080;
  guint32 ag = (dst >> 8 & 0xff00ff) * keep + 0x800080;

  rb = (rb + (rb >> 8 & 0xff00ff)) >> 8 & 0xff00ff;
  ag = (ag + (ag >> 8 & 0xff00ff)) & 0xff00ff00;
  return src + (rb | ag);
}

static inline void
over_four (guint32 *dst, const guint32 *src)
{
#ifdef __SSE2__
  const __m128i zero = _mm_setzero_si128 (), half = _mm_set1_epi16 (128), full = _mm_set1_epi16 (255);
  __m128i s = _mm_loadu_si128 ((const __m128i *) src), d = _mm_loadu_si128 ((const __m128i *) dst);
  __m128i al = _mm_unpacklo_epi8 (s, zero), ah = _mm_unpackhi_epi8 (s, zero);
  __m128i lo = _mm_unpacklo_epi8 (d, zero), hi = _mm_unpackhi_epi8 (d, zero);

  al = _mm_sub_epi16 (full, _mm_shufflehi_epi16 (_mm_shufflelo_epi16 (al, 0xff), 0xff));
  ah = _mm_sub_epi16 (full, _mm_shufflehi_epi16 (_mm_shufflelo_epi16 (ah, 0xff), 0xff));
  lo = _mm_add_epi16 (_mm_mullo_epi16 (lo, al), half);
  hi = _mm_add_epi16 (_mm_mullo_epi16 (hi, ah), half);
  lo = _mm_srli_epi16 (_mm_add_epi16 (lo, _mm_srli_epi16 (lo, 8)), 8);
  hi = _mm_srli_epi16 (_mm_add_epi16 (hi, _mm_srli_epi16 (hi, 8)), 8);
  _mm_storeu_si128 ((__m128i *) dst, _mm_add_epi8 (s, _mm_packus_epi16 (lo, hi)));
#else
  for (int k = 0; k < 4; k++)
    dst[k] = over (dst[k], src[k]);
#endif
}

/* Wholly inside the canvas, padding included: fours of pixels throughout, the solid middle copied where it pays. */
static void
stamp_inside (const Sprite *sprite, const VtCanvas *canvas, int left, int top, int first, int last)
{
  for (int y = first; y < last; y++)
    {
      Span span = sprite->spans[y];
      int from = span.from & ~3, solid_from = (span.solid_from + 3) & ~3, solid_to = span.solid_to & ~3;
      const guint32 *src = sprite->pixels + y * sprite->pitch;
      guint32 *row = canvas->pixels + (gsize) (top + y) * canvas->stride + left;

      if (solid_to - solid_from >= WORTH_COPYING)
        {
          for (int x = from; x < solid_from; x += 4)
            over_four (row + x, src + x);
          memcpy (row + solid_from, src + solid_from, (solid_to - solid_from) * sizeof *row);
          from = solid_to;
        }
      for (int x = from; x < span.to; x += 4)
        over_four (row + x, src + x);
    }
}

static void
stamp (const Sprite *sprite, const VtCanvas *canvas, int left, int top)
{
  int first = MAX (0, -top), last = MIN (sprite->size, canvas->height - top);
  int low = MAX (0, -left), high = canvas->width - left;

  if (low == 0 && sprite->pitch <= high)
    {
      stamp_inside (sprite, canvas, left, top, first, last);
      return;
    }
  for (int y = first; y < last; y++)
    {
      const guint32 *src = sprite->pixels + y * sprite->pitch;
      guint32 *row = canvas->pixels + (gsize) (top + y) * canvas->stride;

      for (int x = MAX (sprite->spans[y].from, low); x < MIN (sprite->spans[y].to, high); x++)
        row[left + x] = over (row[left + x], src[x]);
    }
}

/* Radii in steps of 1 to 2 % or a quarter of a pixel, whichever is coarser. */
static float
bucket_radius (float radius)
{
  float step = 0.25f;

  while (radius >= 128 * step)
    step *= 2;
  return MAX (RADIUS_MINIMUM, (float) lrintf (radius / step) * step);
}

gboolean
vt_sprites_prepare (VtSprites *sprites, int width, int height, float x, float y, float radius, VtPaint paint,
                    gboolean force, VtStamp *prepared)
{
  radius = MIN (MAX (radius, RADIUS_MINIMUM), RADIUS_MAXIMUM);

  float reach = RIM_OUTER * radius + 1;

  prepared->sprite = NULL;
  if (!(x + reach > 0 && y + reach > 0 && x - reach < width && y - reach < height))
    return TRUE;
  radius = bucket_radius (radius);

  int shift = radius < LARGE_RADIUS ? 2 : radius < HUGE_RADIUS ? 1 : 0, phases = 1 << shift;
  int fx = (int) lrintf (x * phases), fy = (int) lrintf (y * phases);
  int px = fx & (phases - 1), py = fy & (phases - 1);
  guint64 key = (guint64) paint.colour << 40 | (guint64) (radius * 8) << 20 | (guint64) paint.fade << 12
                | (guint64) paint.alpha << 4 | (guint) (px << 2 | py);
  Sprite *sprite = table_find (sprites, key);

  if (!sprite)
    {
      if (sprites->bytes > BUDGET && !force)
        return FALSE;
      if (sprites->used * 2 > sprites->places)
        table_grow (sprites);
      sprite = make_sprite (sprites, key, paint, radius, (float) px / phases, (float) py / phases);
      table_put (sprites, sprite);
    }
  *prepared = (VtStamp) { sprite, (fx >> shift) - sprite->centre, (fy >> shift) - sprite->centre, sprite->size };
  return TRUE;
}

void
vt_stamp_paint (const VtStamp *prepared, const VtCanvas *canvas, int first_row)
{
  if (prepared->sprite)
    stamp (prepared->sprite, canvas, prepared->left, prepared->top - first_row);
}

void
vt_sprites_stamp (VtSprites *sprites, const VtCanvas *canvas, float x, float y, float radius, VtPaint paint)
{
  VtStamp prepared;

  if (!vt_sprites_prepare (sprites, canvas->width, canvas->height, x, y, radius, paint, FALSE, &prepared))
    {
      vt_sprites_clear (sprites);
      vt_sprites_prepare (sprites, canvas->width, canvas->height, x, y, radius, paint, TRUE, &prepared);
    }
  vt_stamp_paint (&prepared, canvas, 0);
}
