/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene/ember.h"
#include "scene/sprites.h"

#include <cairo.h>
#include <math.h>
#include <string.h>

#define SIZE 96

typedef struct
{
  guint32 guard_before[SIZE];
  guint32 pixels[SIZE * SIZE];
  guint32 guard_after[SIZE];
} Paper;

static VtCanvas
clean (Paper *paper, guint32 ground)
{
  for (guint k = 0; k < sizeof *paper / sizeof (guint32); k++)
    ((guint32 *) paper)[k] = 0xff000000 | ground;
  return (VtCanvas) { paper->pixels, SIZE, SIZE, SIZE };
}

static guint
channel (guint32 pixel, int c)
{
  return pixel >> (8 * c) & 0xff;
}

static guint
distance (guint32 a, guint32 b)
{
  guint most = 0;

  for (int c = 0; c < 3; c++)
    most = MAX (most, (guint) ABS ((int) channel (a, c) - (int) channel (b, c)));
  return most;
}

static void
add_stop (cairo_pattern_t *pattern, double at, guint32 rgb)
{
  cairo_pattern_add_color_stop_rgb (pattern, at, channel (rgb, 2) / 255.0, channel (rgb, 1) / 255.0,
                                    channel (rgb, 0) / 255.0);
}

/* The sphere as the design describes it, drawn by cairo. */
static void
draw_with_cairo (Paper *paper, double x, double y, double r, guint32 colour)
{
  cairo_surface_t *surface = cairo_image_surface_create_for_data ((guchar *) paper->pixels, CAIRO_FORMAT_ARGB32, SIZE,
                                                                  SIZE, 4 * SIZE);
  cairo_t *cr = cairo_create (surface);
  double fx = x - r + 0.38 * 2 * r, fy = y - r + 0.34 * 2 * r;
  cairo_pattern_t *fill = cairo_pattern_create_radial (fx, fy, 0, fx, fy, 0.72 * 2 * r);
  guint32 rim = vt_rgb_mix (colour, 0x10131a, 0.5);

  add_stop (fill, 0, vt_rgb_mix (colour, 0xffffff, 0.62));
  add_stop (fill, 0.34, colour);
  add_stop (fill, 0.74, vt_rgb_mix (colour, 0x10131a, 0.10));
  add_stop (fill, 1, vt_rgb_mix (colour, 0x10131a, 0.34));
  cairo_arc (cr, x, y, r, 0, 2 * G_PI);
  cairo_set_source (cr, fill);
  cairo_fill_preserve (cr);
  cairo_set_line_width (cr, 0.05 * r);
  cairo_set_source_rgb (cr, channel (rim, 2) / 255.0, channel (rim, 1) / 255.0, channel (rim, 0) / 255.0);
  cairo_stroke (cr);
  cairo_pattern_destroy (fill);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
test_shading (void)
{
  const double radii[] = { 6, 14.25, 31.75 };
  g_autoptr (VtSprites) sprites = vt_sprites_new ();
  g_autofree Paper *ours = g_new (Paper, 1), *cairos = g_new (Paper, 1);

  for (guint k = 0; k < G_N_ELEMENTS (radii); k++)
    {
      VtCanvas canvas = clean (ours, 0xffffff);
      double sum = 0, r = radii[k];

      clean (cairos, 0xffffff);
      vt_sprites_stamp (sprites, &canvas, 47.5f, 48, (float) r, (VtPaint) { 0x9fb0c6, 0, VT_ALPHA_STEPS });
      draw_with_cairo (cairos, 47.5, 48, r, 0x9fb0c6);
      for (guint p = 0; p < SIZE * SIZE; p++)
        {
          double d = hypot (p % SIZE + 0.5 - 47.5, p / SIZE + 0.5 - 48);
          guint difference = distance (ours->pixels[p], cairos->pixels[p]);

          sum += difference;
          if (d < 0.975 * r - 1) /* inside: the gradient alone */
            g_assert_cmpuint (difference, <=, 3);
          else if (d > 1.025 * r + 1)
            g_assert_cmpuint (difference, ==, 0);
          else /* the edge: two ways to round a circle off */
            g_assert_cmpuint (difference, <=, 48);
        }
      g_assert_cmpfloat (sum / (4 * r * r), <, 2.5);
    }
}

static void
test_translucent (void)
{
  g_autoptr (VtSprites) sprites = vt_sprites_new ();
  g_autofree Paper *opaque = g_new (Paper, 1), *half = g_new (Paper, 1);
  const guint32 ground = 0x204060;
  VtCanvas on_opaque = clean (opaque, ground), on_half = clean (half, ground);

  vt_sprites_set_ground (sprites, ground, FALSE);
  vt_sprites_stamp (sprites, &on_opaque, 40, 40, 20, (VtPaint) { 0xeda637, 3, VT_ALPHA_STEPS });
  vt_sprites_stamp (sprites, &on_half, 40, 40, 20, (VtPaint) { 0xeda637, 3, VT_ALPHA_STEPS / 2 });
  for (guint p = 0; p < SIZE * SIZE; p++)
    {
      g_assert_cmpuint (half->pixels[p] >> 24, ==, 0xff);
      for (int c = 0; c < 3; c++)
        g_assert_cmpint (ABS ((int) (2 * channel (half->pixels[p], c))
                              - (int) (channel (opaque->pixels[p], c) + channel (0xff204060, c))), <=, 3);
    }
}

/* Anywhere, also far off the paper: nothing outside it is touched. */
static void
test_clip (void)
{
  g_autoptr (VtSprites) sprites = vt_sprites_new ();
  g_autofree Paper *paper = g_new (Paper, 1);
  const float places[] = { -1e9f, -40, -19.5f, -3, 0, 47.3f, 95, 110.2f, 116, 1e9f, NAN, INFINITY };
  VtCanvas canvas = clean (paper, 0x112233);

  for (guint a = 0; a < G_N_ELEMENTS (places); a++)
    for (guint b = 0; b < G_N_ELEMENTS (places); b++)
      for (int alpha = 8; alpha <= VT_ALPHA_STEPS; alpha += 24)
        vt_sprites_stamp (sprites, &canvas, places[a], places[b], 19, (VtPaint) { 0xeda637, 0, (guint8) alpha });
  for (guint k = 0; k < SIZE; k++)
    {
      g_assert_cmphex (paper->guard_before[k], ==, 0xff112233);
      g_assert_cmphex (paper->guard_after[k], ==, 0xff112233);
    }
  g_assert_cmphex (paper->pixels[SIZE * 47 + 47], !=, 0xff112233);
}

/* A quarter of a pixel must show: the picture's centre of gravity follows (the highlight draws it aside, always as far). */
static void
test_glides (void)
{
  g_autoptr (VtSprites) sprites = vt_sprites_new ();
  g_autofree Paper *paper = g_new (Paper, 1);
  double least = G_MAXDOUBLE, most = -G_MAXDOUBLE;

  for (int k = 0; k < 8; k++)
    {
      VtCanvas canvas = clean (paper, 0xffffff);
      double sum = 0, moment = 0, x = 30 + k / 4.0;

      vt_sprites_stamp (sprites, &canvas, (float) x, 40, 9, (VtPaint) { 0x000000, 0, VT_ALPHA_STEPS });
      for (guint p = 0; p < SIZE * SIZE; p++)
        {
          double ink = paper->pixels[p] == 0xffffffff ? 0 : 1 - channel (paper->pixels[p], 0) / 255.0;

          sum += ink;
          moment += ink * (p % SIZE + 0.5);
        }
      least = MIN (least, moment / sum - x);
      most = MAX (most, moment / sum - x);
    }
  g_assert_cmpfloat (most - least, <, 0.05);
}

static void
test_fade (void)
{
  g_autoptr (VtSprites) sprites = vt_sprites_new ();
  g_autofree Paper *near = g_new (Paper, 1), *far = g_new (Paper, 1);
  VtCanvas on_near = clean (near, 0x1b1b1e), on_far = clean (far, 0x1b1b1e);

  vt_sprites_set_ground (sprites, 0x1b1b1e, TRUE);
  vt_sprites_stamp (sprites, &on_near, 40, 40, 20, (VtPaint) { 0x8797ae, 0, VT_ALPHA_STEPS });
  vt_sprites_stamp (sprites, &on_far, 40, 40, 20, (VtPaint) { 0x8797ae, VT_FADE_STEPS - 1, VT_ALPHA_STEPS });
  for (guint p = 0; p < SIZE * SIZE; p++)
    g_assert_cmpuint (
      distance (far->pixels[p], 0xff000000 | vt_rgb_mix (near->pixels[p] & 0xffffff, 0x1b1b1e, VT_FADE_FULL)), <=, 2);
}

static void
test_budget (void)
{
  g_autoptr (VtSprites) sprites = vt_sprites_new ();
  g_autofree Paper *paper = g_new (Paper, 1);
  VtCanvas canvas = clean (paper, 0xffffff);

  for (guint k = 0; k < 3000; k++)
    vt_sprites_stamp (sprites, &canvas, 40, 40, 60, (VtPaint) { k, 0, VT_ALPHA_STEPS });
  g_assert_cmpuint (vt_sprites_bytes (sprites), <, 36u << 20);
  vt_sprites_set_ground (sprites, 0x123456, TRUE);
  g_assert_cmpuint (vt_sprites_bytes (sprites), ==, 0);
}

/* What the store holds already makes no difference: not even from a radius on at which centres are on a coarser grid. */
static void
test_history (void)
{
  const VtPaint paint = { 0xeda637, 0, VT_ALPHA_STEPS };

  for (float radius = 19.5f; radius < 20.6f; radius += 0.1f)
    for (float other = 19.5f; other < 20.6f; other += 0.1f)
      {
        g_autoptr (VtSprites) used = vt_sprites_new (), fresh = vt_sprites_new ();
        Paper first, second;
        VtCanvas canvas = clean (&first, 0xffffff);

        for (int k = 0; k < 4; k++)
          vt_sprites_stamp (used, &canvas, 48 + 0.25f * k, 48, other, paint);
        canvas = clean (&first, 0xffffff);
        vt_sprites_stamp (used, &canvas, 48.5f, 48, radius, paint);
        canvas = clean (&second, 0xffffff);
        vt_sprites_stamp (fresh, &canvas, 48.5f, 48, radius, paint);
        g_assert_cmpmem (first.pixels, sizeof first.pixels, second.pixels, sizeof second.pixels);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sprites/shading", test_shading);
  g_test_add_func ("/sprites/translucent", test_translucent);
  g_test_add_func ("/sprites/clip", test_clip);
  g_test_add_func ("/sprites/glides", test_glides);
  g_test_add_func ("/sprites/fade", test_fade);
  g_test_add_func ("/sprites/budget", test_budget);
  g_test_add_func ("/sprites/history", test_history);
  return g_test_run ();
}
