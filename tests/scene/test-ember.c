/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene/ember.h"

static void
test_stops (void)
{
  const guint32 stops[] = { 0x302354, 0x512978, 0x832a86, 0xba2e75, 0xe54b52, 0xf57a3e, 0xfba845, 0xf8d071, 0xf8edab };

  for (int k = 0; k < 9; k++)
    g_assert_cmphex (vt_ember (k / 8.0), ==, stops[k]);
  g_assert_cmphex (vt_ember (-1), ==, stops[0]);
  g_assert_cmphex (vt_ember (2), ==, stops[8]);
}

/* It must read in grey, and more motion must be further from the background. */
static void
test_lightness (void)
{
  double dark = -1, light = 2;

  for (int k = 0; k <= 200; k++)
    {
      double on_dark = vt_rgb_lightness (vt_ember_displacement (k / 200.0, TRUE));
      double on_light = vt_rgb_lightness (vt_ember_displacement (k / 200.0, FALSE));

      /* Eight bits a channel leave steps of up to half a per cent. */
      g_assert_cmpfloat (on_dark, >, dark - 0.002);
      g_assert_cmpfloat (on_light, <, light + 0.002);
      dark = on_dark;
      light = on_light;
    }
  g_assert_cmpfloat (vt_rgb_lightness (vt_ember_displacement (0, TRUE)), <, 0.4);
  g_assert_cmpfloat (vt_rgb_lightness (vt_ember_displacement (1, TRUE)), >, 0.9);
  g_assert_cmpfloat (vt_rgb_lightness (vt_ember_displacement (0, FALSE)), >, 0.85);
  g_assert_cmpfloat (vt_rgb_lightness (vt_ember_displacement (1, FALSE)), <, 0.35);
}

static void
test_oklab (void)
{
  g_assert_cmpfloat_with_epsilon (vt_rgb_lightness (0x000000), 0, 1e-6);
  g_assert_cmpfloat_with_epsilon (vt_rgb_lightness (0xffffff), 1, 1e-4);
  g_assert_cmpfloat_with_epsilon (vt_rgb_lightness (0xff0000), 0.627955, 1e-4);
  g_assert_cmpfloat_with_epsilon (vt_rgb_lightness (0x0000ff), 0.452014, 1e-4);
}

static void
test_mix (void)
{
  g_assert_cmphex (vt_rgb_mix (0x102030, 0xf0e0d0, 0), ==, 0x102030);
  g_assert_cmphex (vt_rgb_mix (0x102030, 0xf0e0d0, 1), ==, 0xf0e0d0);
  g_assert_cmphex (vt_rgb_mix (0x000000, 0xfefefe, 0.5), ==, 0x7f7f7f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ember/stops", test_stops);
  g_test_add_func ("/ember/lightness", test_lightness);
  g_test_add_func ("/ember/oklab", test_oklab);
  g_test_add_func ("/ember/mix", test_mix);
  return g_test_run ();
}
