/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bonds among the spheres: their colours, who hides whom, the periodic box, and which one is under the pointer. */
#include "packing.h"
#include "scene/bonds.h"
#include "scene/rod.h"

#define WIDTH 400
#define HEIGHT 366
#define SCALE 20 /* pixels per lambda, as HEIGHT is 1.83 times ten of them */

static const double box10[3] = { 10, 10, 10 };

typedef struct
{
  VtScene *scene;
  VtCamera camera;
  VtLook look;
  cairo_surface_t *picture;
} Fixture;

/* Small particles at @places, seen from the front without perspective. */
static void
fixture_init (Fixture *f, guint n, const double (*places)[3])
{
  VtSample *sample = vt_sample_new (n, box10);

  memcpy (sample->positions, places, n * sizeof *places);
  f->scene = vt_scene_new ();
  vt_scene_set_sample (f->scene, sample, 1);
  vt_sample_unref (sample);
  f->camera = (VtCamera) { .zoom = 1, .orthographic = TRUE };
  vt_look_init (&f->look, FALSE);
  f->look.outline = FALSE;
  f->look.bonds = 1;
  f->picture = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
}

static void
fixture_clear (Fixture *f)
{
  vt_scene_free (f->scene);
  cairo_surface_destroy (f->picture);
}

/* The pixel over x, y of the box, lambda. */
static guint32
colour_at (Fixture *f, double x, double y)
{
  const guchar *row;

  vt_scene_draw (f->scene, &f->camera, &f->look, f->picture, 1, 0, 0);
  cairo_surface_flush (f->picture);
  row = cairo_image_surface_get_data (f->picture)
        + (int) (HEIGHT / 2 - (y - 5) * SCALE) * cairo_image_surface_get_stride (f->picture);
  return ((const guint32 *) (gconstpointer) row)[(int) (WIDTH / 2 + (x - 5) * SCALE)] & 0xffffff;
}

static gboolean
is_blue (guint32 rgb)
{
  return (rgb & 0xff) > (rgb >> 16) + 60;
}

static gboolean
is_orange (guint32 rgb)
{
  return (rgb >> 16) > (rgb & 0xff) + 60;
}

static int
pick (Fixture *f, double x, double y)
{
  return vt_scene_pick_bond (f->scene, &f->camera, &f->look, WIDTH, HEIGHT, 0, 0, WIDTH / 2 + (x - 5) * SCALE,
                             HEIGHT / 2 - (y - 5) * SCALE, 4);
}

static void
test_colours (void)
{
  const double places[4][3] = { { 3, 3, 5 }, { 5, 3, 5 }, { 3, 7, 5 }, { 5, 7, 5 } };
  const VtSceneBond bonds[2] = { { 0, 1, VT_BOND_POSITIVE, 1 }, { 3, 2, VT_BOND_NEGATIVE, 1 } };
  Fixture f;

  fixture_init (&f, 4, places);
  g_assert_cmphex (colour_at (&f, 4, 3), ==, 0xffffff);
  vt_scene_set_bonds (f.scene, bonds, 2);
  g_assert_true (is_blue (colour_at (&f, 4, 3)));
  g_assert_true (is_orange (colour_at (&f, 4, 7)));
  g_assert_cmphex (colour_at (&f, 4, 5), ==, 0xffffff);
  f.look.bonds = 0;
  g_assert_cmphex (colour_at (&f, 4, 3), ==, 0xffffff);
  f.look.bonds = 1;
  vt_scene_set_bonds (f.scene, NULL, 0);
  g_assert_cmphex (colour_at (&f, 4, 3), ==, 0xffffff);
  g_assert_cmphex (vt_bond_colour (VT_BOND_POSITIVE, FALSE, 0xffffff), ==, 0x1c71d8);
  g_assert_cmphex (vt_bond_colour (VT_BOND_NEGATIVE, TRUE, 0x1b1b1e), ==, 0xff9a5c);
  g_assert_cmphex (vt_bond_colour (VT_BOND_FAINT_POSITIVE, FALSE, 0x1c71d8), ==, 0x1c71d8);
  fixture_clear (&f);
}

/* A bond and a ball, one in front of the other: the front one is seen, both ways. */
static void
test_hides (void)
{
  const double places[4][3] = { { 4, 5, 5 }, { 6, 5, 5 }, { 5, 5, 7 }, { 5, 5.05, 3 } };
  const VtSceneBond front[2] = { { 0, 1, VT_BOND_POSITIVE, 1 }, { 2, 3, VT_BOND_CHOSEN, 0.001f } };
  const VtSceneBond both[2] = { { 0, 1, VT_BOND_POSITIVE, 1 }, { 1, 2, VT_BOND_NEGATIVE, 1 } };
  Fixture f;

  fixture_init (&f, 4, places);
  vt_scene_set_bonds (f.scene, front, 2);
  g_assert_true (is_orange (colour_at (&f, 5, 5)));
  g_assert_cmpint (pick (&f, 5, 5), !=, 0);
  f.camera.yaw = 180; /* from behind */
  g_assert_true (is_orange (colour_at (&f, 5, 5)));
  vt_scene_set_bonds (f.scene, both, 1); /* the others are faint dots now, also in front */
  g_assert_true (is_blue (colour_at (&f, 5, 5)));
  g_assert_cmpint (pick (&f, 5, 5), ==, 0);
  fixture_clear (&f);
}

/* A long bond passes behind one ball and in front of another: it is cut where they lie. */
static void
test_parts (void)
{
  const double places[6][3] = { { 3, 5, 7 }, { 7, 5, 3 }, { 4, 5, 3 }, { 6, 5, 7 }, { 4, 2, 3 }, { 6, 2, 7 } };
  const VtSceneBond bonds[3]
    = { { 0, 1, VT_BOND_POSITIVE, 1 }, { 2, 4, VT_BOND_CHOSEN, 0.01f }, { 3, 5, VT_BOND_CHOSEN, 0.01f } };
  Fixture f;

  fixture_init (&f, 6, places);
  vt_scene_set_bonds (f.scene, bonds, 3);
  g_assert_true (is_blue (colour_at (&f, 4, 5)));
  g_assert_true (is_orange (colour_at (&f, 6, 5)));
  f.camera.yaw = 180;
  g_assert_true (is_orange (colour_at (&f, 6, 5))); /* mirrored: what was at 4 */
  g_assert_true (is_blue (colour_at (&f, 4, 5)));
  fixture_clear (&f);
}

/* The pair that meets across the side: two stubs, nothing between them through the box. */
static void
test_periodic (void)
{
  const double places[2][3] = { { 1, 5, 5 }, { 9, 5, 5 } };
  const VtSceneBond bonds[1] = { { 0, 1, VT_BOND_POSITIVE, 1 } };
  Fixture f;

  fixture_init (&f, 2, places);
  vt_scene_set_bonds (f.scene, bonds, 1);
  g_assert_true (is_blue (colour_at (&f, 0.6, 5)));
  g_assert_true (is_blue (colour_at (&f, 9.4, 5)));
  g_assert_cmphex (colour_at (&f, 5, 5), ==, 0xffffff);
  g_assert_cmpint (pick (&f, 0.6, 5), ==, 0);
  g_assert_cmpint (pick (&f, 9.4, 5), ==, 0);
  g_assert_cmpint (pick (&f, 5, 5), ==, -1);
  f.look.shift[0] = 5; /* they meet in the middle now */
  g_assert_true (is_blue (colour_at (&f, 5, 5)));
  fixture_clear (&f);
}

/* The nearest within reach; of two under the point the foremost. */
static void
test_pick (void)
{
  const double places[6][3] = { { 3, 5, 4 }, { 7, 5, 4 }, { 5, 3, 6 }, { 5, 7, 6 }, { 3, 5.6, 4 }, { 7, 5.6, 4 } };
  const VtSceneBond bonds[3]
    = { { 0, 1, VT_BOND_POSITIVE, 1 }, { 2, 3, VT_BOND_NEGATIVE, 1 }, { 4, 5, VT_BOND_POSITIVE, 0.1f } };
  Fixture f;

  fixture_init (&f, 6, places);
  vt_scene_set_bonds (f.scene, bonds, 3);
  g_assert_cmpint (pick (&f, 5, 5), ==, 1);
  g_assert_cmpint (pick (&f, 4, 5), ==, 0);
  g_assert_cmpint (pick (&f, 4, 5.45), ==, 2);
  g_assert_cmpint (pick (&f, 4, 6.5), ==, -1);
  g_assert_cmpint (pick (&f, 3, 5), ==, -1); /* the ball at its end hides it */
  g_assert_cmpint (vt_scene_pick_particle (f.scene, &f.camera, &f.look, WIDTH, HEIGHT, 0, 0, WIDTH / 2 - 2 * SCALE,
                                           HEIGHT / 2), ==, 0);
  g_assert_cmpint (vt_scene_pick_particle (f.scene, &f.camera, &f.look, WIDTH, HEIGHT, 0, 0, 5, 5), ==, -1);
  f.camera.yaw = 180;
  g_assert_cmpint (pick (&f, 5, 5), ==, 0);
  fixture_clear (&f);
}

/* A picture looks the same however the things between its parts cut it: no pixel is painted twice or left out. */
static void
test_seams (void)
{
  const VtRod rod = { { 20.3f, 31.7f }, { 155.2f, 90.4f }, { 7.3f, 5.1f }, { 0.6f, 0.6f } };
  guint32 whole[200 * 120], parts[200 * 120];
  VtCanvas canvas = { whole, 200, 120, 200 };
  VtRodPaint paint;

  vt_rod_paint_init (&paint, 0x1c71d8, 0xffffff, 0.2, FALSE);
  for (guint k = 0; k < G_N_ELEMENTS (whole); k++)
    whole[k] = parts[k] = 0xffffffff;
  vt_rod_stamp (&rod, &paint, 0, 1, 1, &canvas, 0);
  canvas.pixels = parts;
  for (int k = 0; k < 7; k++)
    vt_rod_stamp (&rod, &paint, k / 7.0f, (k + 1) / 7.0f, 1, &canvas, 0);
  g_assert_cmpmem (whole, sizeof whole, parts, sizeof parts);
  for (guint k = 0; k < G_N_ELEMENTS (parts); k++)
    parts[k] = 0xffffffff;
  for (int row = 0; row < 120; row += 40) /* in bands */
    {
      canvas = (VtCanvas) { parts + 200 * row, 200, 40, 200 };
      vt_rod_stamp (&rod, &paint, 0, 1, 1, &canvas, row);
    }
  g_assert_cmpmem (whole, sizeof whole, parts, sizeof parts);
  g_assert_cmphex (whole[61 * 200 + 88], !=, 0xffffffff);
}

/* Bonds that name no pair are left out, another glass takes all away, and nothing finite is needed of positions. */
static void
test_input (void)
{
  const double places[3][3] = { { 3, 3, 5 }, { 5, 3, 5 }, { NAN, 1, INFINITY } };
  const VtSceneBond bonds[7] = { { 0, 0, VT_BOND_POSITIVE, 1 },
                                 { 0, 3, VT_BOND_POSITIVE, 1 },
                                 { 0, 1, VT_BOND_POSITIVE, 0 },
                                 { 0, 1, VT_BOND_POSITIVE, NAN },
                                 { 0, 1, VT_N_BOND_CLASSES, 1 },
                                 { 0, 1, VT_BOND_NEGATIVE, 5 },
                                 { 1, 2, VT_BOND_POSITIVE, 1 } };
  const VtSceneBond *kept;
  g_autoptr (VtSample) other = packing_new (40, 0.6, 3);
  Fixture f;
  guint n;

  fixture_init (&f, 3, places);
  vt_scene_set_bonds (f.scene, bonds, G_N_ELEMENTS (bonds));
  kept = vt_scene_get_bonds (f.scene, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpfloat (kept[0].strength, ==, 1);
  g_assert_true (is_orange (colour_at (&f, 4, 3)));
  g_assert_cmpint (pick (&f, 4, 3), ==, 0);
  vt_scene_set_sample (f.scene, other, 1);
  vt_scene_get_bonds (f.scene, &n);
  g_assert_cmpuint (n, ==, 0);
  vt_scene_set_sample (f.scene, NULL, 1);
  vt_scene_set_bonds (f.scene, bonds, G_N_ELEMENTS (bonds));
  vt_scene_get_bonds (f.scene, &n);
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpint (pick (&f, 4, 3), ==, -1);
  fixture_clear (&f);
}

/* The slice takes a bond away with either of its ends. */
static void
test_slice (void)
{
  const double places[2][3] = { { 3, 5, 4 }, { 7, 5, 6 } };
  const VtSceneBond bonds[1] = { { 0, 1, VT_BOND_POSITIVE, 1 } };
  Fixture f;

  fixture_init (&f, 2, places);
  vt_scene_set_bonds (f.scene, bonds, 1);
  f.look.slice = VT_SLICE_Z;
  f.look.slice_at = 0.7;
  g_assert_cmpint (pick (&f, 5, 5), ==, 0);
  f.look.slice_at = 0.5;
  g_assert_cmpint (pick (&f, 5, 5), ==, -1);
  fixture_clear (&f);
}

/* When others vanish, what is kept and what has bonds stays; half-way they are pale. */
static void
test_isolate (void)
{
  const double places[3][3] = { { 3, 3, 5 }, { 7, 3, 5 }, { 5, 7, 5 } };
  const VtSceneBond bonds[1] = { { 1, 2, VT_BOND_POSITIVE, 1 } };
  const guint8 kept[3] = { 1, 0, 0 };
  Fixture f;

  fixture_init (&f, 3, places);
  vt_scene_set_kept (f.scene, kept);
  g_assert_true (is_orange (colour_at (&f, 7, 3)));
  f.look.isolate = 1;
  g_assert_true (is_orange (colour_at (&f, 3, 3)));
  g_assert_cmphex (colour_at (&f, 7, 3), ==, 0xffffff);
  g_assert_cmpint (vt_scene_pick_particle (f.scene, &f.camera, &f.look, WIDTH, HEIGHT, 0, 0, WIDTH / 2 + 2 * SCALE,
                                           HEIGHT / 2 + 2 * SCALE), ==, -1);
  vt_scene_set_bonds (f.scene, bonds, 1);
  g_assert_true (is_orange (colour_at (&f, 7, 3)));
  vt_scene_set_bonds (f.scene, NULL, 0);
  f.look.isolate = 0.5;
  g_assert_cmphex (colour_at (&f, 7, 3), !=, 0xffffff);
  vt_scene_set_kept (f.scene, NULL);
  f.look.isolate = 1;
  g_assert_true (is_orange (colour_at (&f, 7, 3)));
  fixture_clear (&f);
}

/* Lines in all directions, half of them with an end outside, are what cairo makes of them: the same ink (thin ones a little more),
 * and no pixel far off. In bands of rows they are the same to the bit. */
static void
test_lines_as_cairo (void)
{
  enum { SIZE = 64 };
  g_autofree guint32 *ours = g_new (guint32, SIZE * SIZE), *banded = g_new (guint32, SIZE * SIZE);

  for (guint k = 0; k < 24; k++)
    {
      const double angle = k * G_PI / 12 + 0.1, width = 0.7 + 0.1 * k;
      const float from[2] = { 31.3f + k % 5 * 0.2f, 32.6f };
      const float to[2] = { from[0] + (float) ((k % 2 ? 60 : 20) * cos (angle)), from[1] + (float) (20 * sin (angle)) };
      const VtCanvas canvas = { ours, SIZE, SIZE, SIZE };
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, SIZE, SIZE);
      cairo_t *cr = cairo_create (surface);
      double ink = 0, expected_ink = 0;

      for (guint p = 0; p < SIZE * SIZE; p++)
        ours[p] = banded[p] = 0xffffffff;
      vt_rod_stamp_line (from, to, (float) width, 0x000000, 0.8f, &canvas, 0);
      for (int row = 0; row < SIZE; row += 9)
        {
          const VtCanvas band = { banded + row * SIZE, SIZE, MIN (9, SIZE - row), SIZE };
          vt_rod_stamp_line (from, to, (float) width, 0x000000, 0.8f, &band, row);
        }
      g_assert_cmpmem (ours, SIZE * SIZE * sizeof *ours, banded, SIZE * SIZE * sizeof *banded);

      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_paint (cr);
      cairo_set_source_rgba (cr, 0, 0, 0, 0.8);
      cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
      cairo_set_line_width (cr, width);
      cairo_move_to (cr, from[0], from[1]);
      cairo_line_to (cr, to[0], to[1]);
      cairo_stroke (cr);
      cairo_surface_flush (surface);
      for (int y = 0; y < SIZE; y++)
        for (int x = 0; x < SIZE; x++)
          {
            const guchar *row = cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface);
            const int theirs = (int) (((const guint32 *) (gconstpointer) row)[x] & 0xff);
            const int mine = (int) (ours[y * SIZE + x] & 0xff);
            g_assert_cmpint (ABS (mine - theirs), <, 64);
            ink += 255 - mine;
            expected_ink += 255 - theirs;
          }
      g_assert_cmpfloat_with_epsilon (ink / expected_ink, 1, 0.08);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bonds/colours", test_colours);
  g_test_add_func ("/bonds/hides", test_hides);
  g_test_add_func ("/bonds/lines", test_lines_as_cairo);
  g_test_add_func ("/bonds/parts", test_parts);
  g_test_add_func ("/bonds/periodic", test_periodic);
  g_test_add_func ("/bonds/pick", test_pick);
  g_test_add_func ("/bonds/seams", test_seams);
  g_test_add_func ("/bonds/input", test_input);
  g_test_add_func ("/bonds/slice", test_slice);
  g_test_add_func ("/bonds/isolate", test_isolate);
  return g_test_run ();
}
