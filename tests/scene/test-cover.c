/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene/cover.h"
#include "scene/sprites.h"

#include <math.h>

#define WIDTH 331 /* no multiple of a tile or a word */
#define HEIGHT 97

typedef struct
{
  float x, y, radius;
} Ball;

/* From the front, what is called hidden must change nothing when it is painted behind. */
static void
test_hides_only_hidden (void)
{
  g_autoptr (VtCover) cover = vt_cover_new ();
  g_autoptr (VtSprites) sprites = vt_sprites_new ();
  g_autofree guint32 *all = g_new (guint32, WIDTH * HEIGHT), *culled = g_new (guint32, WIDTH * HEIGHT);
  VtCanvas on_all = { all, WIDTH, HEIGHT, WIDTH }, on_culled = { culled, WIDTH, HEIGHT, WIDTH };
  GRand *random = g_rand_new_with_seed (11);
  Ball balls[1500];
  gboolean hidden[G_N_ELEMENTS (balls)];
  guint n_hidden = 0;

  vt_cover_reset (cover, WIDTH, HEIGHT);
  for (guint k = 0; k < G_N_ELEMENTS (balls); k++) /* front first */
    {
      balls[k] = (Ball) { (float) g_rand_double_range (random, -30, WIDTH + 30),
                          (float) g_rand_double_range (random, -30, HEIGHT + 30),
                          (float) g_rand_double_range (random, 2, k % 50 ? 24 : 60) };
      hidden[k] = vt_cover_hides (cover, balls[k].x, balls[k].y, balls[k].radius);
      n_hidden += hidden[k];
      vt_cover_add (cover, balls[k].x, balls[k].y, balls[k].radius);
    }
  g_rand_free (random);
  for (guint p = 0; p < WIDTH * HEIGHT; p++)
    all[p] = culled[p] = 0xffffffff;
  for (guint k = G_N_ELEMENTS (balls); k-- > 0;)
    {
      VtPaint paint = { k * 7919 & 0xffffff, 0, VT_ALPHA_STEPS };

      vt_sprites_stamp (sprites, &on_all, balls[k].x, balls[k].y, balls[k].radius, paint);
      if (!hidden[k])
        vt_sprites_stamp (sprites, &on_culled, balls[k].x, balls[k].y, balls[k].radius, paint);
    }
  for (guint p = 0; p < WIDTH * HEIGHT; p++)
    g_assert_cmphex (all[p], ==, culled[p]);
  g_assert_cmpuint (n_hidden, >, G_N_ELEMENTS (balls) / 2); /* and it is worth the while */
}

static void
test_outside (void)
{
  g_autoptr (VtCover) cover = vt_cover_new ();

  vt_cover_reset (cover, WIDTH, HEIGHT);
  g_assert_true (vt_cover_hides (cover, -100, 50, 10));
  g_assert_true (vt_cover_hides (cover, WIDTH + 100, 50, 10));
  g_assert_false (vt_cover_hides (cover, WIDTH - 1, HEIGHT - 1, 1));
  vt_cover_add (cover, 0, 0, 1e6f);
  g_assert_true (vt_cover_hides (cover, WIDTH / 2, HEIGHT / 2, 20));
  vt_cover_reset (cover, WIDTH, HEIGHT);
  g_assert_false (vt_cover_hides (cover, WIDTH / 2, HEIGHT / 2, 20));
  vt_cover_add (cover, NAN, 5, 10);
  vt_cover_add (cover, 5, INFINITY, 10);
  g_assert_false (vt_cover_hides (cover, 5, 5, 2));
  vt_cover_reset (cover, 0, 0);
  vt_cover_add (cover, 5, 5, 10);
  g_assert_true (vt_cover_hides (cover, 5, 5, 2));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cover/hides-only-hidden", test_hides_only_hidden);
  g_test_add_func ("/cover/outside", test_outside);
  return g_test_run ();
}
