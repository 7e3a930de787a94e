/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "packing.h"
#include "scene/bonds.h"

#define WIDTH 300
#define HEIGHT 280

static const double box10[3] = { 10, 10, 10 };

static cairo_surface_t *
draw (VtScene *scene, const VtCamera *camera, const VtLook *look)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);

  vt_scene_draw (scene, camera, look, surface, 1, 0, 0);
  cairo_surface_flush (surface);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  return surface;
}

static guint32
pixel (cairo_surface_t *surface, int x, int y)
{
  const guchar *row = cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface);

  return ((const guint32 *) (gconstpointer) row)[x] & 0xffffff;
}

static guint
count_other (cairo_surface_t *surface, guint32 ground)
{
  guint n = 0;

  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      n += pixel (surface, x, y) != ground;
  return n;
}

static gboolean
same_picture (cairo_surface_t *a, cairo_surface_t *b)
{
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      if (pixel (a, x, y) != pixel (b, x, y))
        return FALSE;
  return TRUE;
}

static guint
draw_and_count (VtScene *scene, const VtCamera *camera, const VtLook *look)
{
  cairo_surface_t *surface = draw (scene, camera, look);
  guint n = count_other (surface, look->stage);

  cairo_surface_destroy (surface);
  return n;
}

/* Large particles (blue-grey) and small ones (amber) at the given places, from the front. */
static VtSample *
sample_at (guint n, const double (*places)[3], const VtSpecies *species)
{
  VtSample *sample = vt_sample_new (n, box10);

  for (guint i = 0; i < n; i++)
    {
      memcpy (sample->positions + 3 * i, places[i], 3 * sizeof (double));
      sample->species[i] = (guint8) species[i];
    }
  return sample;
}

static void
front (VtCamera *camera, VtLook *look)
{
  *camera = (VtCamera) { .zoom = 1 };
  vt_look_init (look, FALSE);
  look->outline = FALSE;
}

static gboolean
is_amber (guint32 rgb)
{
  return (rgb >> 16) > (rgb & 0xff) + 40;
}

static void
test_nothing (void)
{
  g_autoptr (VtScene) scene = vt_scene_new ();
  g_autoptr (VtSample) none = vt_sample_new (0, box10);
  VtCamera camera;
  VtLook look;
  double shift[3];

  front (&camera, &look);
  g_assert_cmpuint (draw_and_count (scene, &camera, &look), ==, 0);
  vt_scene_set_sample (scene, none, 1);
  look.outline = TRUE;
  look.slice = VT_SLICE_Y;
  vt_scene_push_tracks (scene);
  look.liquid = 1;
  draw_and_count (scene, &camera, &look);
  g_assert_false (vt_scene_core_shift (scene, shift));
  vt_scene_set_sample (scene, NULL, 1);
  g_assert_null (vt_scene_get_sample (scene));
}

static void
test_one (void)
{
  const double middle[1][3] = { { 5, 5, 5 } };
  g_autoptr (VtScene) scene = vt_scene_new ();
  g_autoptr (VtSample) one = sample_at (1, middle, (const VtSpecies[]) { VT_SPECIES_SMALL });
  VtCamera camera;
  VtLook look;
  cairo_surface_t *surface;
  double scale = HEIGHT / 1.83 / 10, area = G_PI * 0.25 * scale * scale;

  front (&camera, &look);
  vt_scene_set_sample (scene, one, 1);
  surface = draw (scene, &camera, &look);
  g_assert_true (is_amber (pixel (surface, WIDTH / 2, HEIGHT / 2)));
  g_assert_cmpfloat (fabs (count_other (surface, 0xffffff) / area - 1), <, 0.35);
  cairo_surface_destroy (surface);
}

/* From the front the near one hides the far one; from behind it is the other way round. */
static void
test_hides (void)
{
  const double places[2][3] = { { 5, 5, 8 }, { 5, 5, 2 } };
  g_autoptr (VtScene) scene = vt_scene_new ();
  g_autoptr (VtSample) pair = sample_at (2, places, (const VtSpecies[]) { VT_SPECIES_SMALL, VT_SPECIES_LARGE });
  VtCamera camera;
  VtLook look;
  cairo_surface_t *surface;

  front (&camera, &look);
  vt_scene_set_sample (scene, pair, 1);
  surface = draw (scene, &camera, &look);
  g_assert_true (is_amber (pixel (surface, WIDTH / 2, HEIGHT / 2)));
  cairo_surface_destroy (surface);
  camera.yaw = 180;
  surface = draw (scene, &camera, &look);
  g_assert_false (is_amber (pixel (surface, WIDTH / 2, HEIGHT / 2)));
  cairo_surface_destroy (surface);
}

static void
test_not_finite (void)
{
  g_autoptr (VtScene) scene = vt_scene_new (), clean = vt_scene_new ();
  const double places[3][3] = { { 3, 5, 5 }, { NAN, 5, 5 }, { 7, 5, INFINITY } };
  const VtSpecies species[3] = { VT_SPECIES_SMALL, VT_SPECIES_LARGE, VT_SPECIES_LARGE };
  g_autoptr (VtSample) broken = sample_at (3, places, species), whole = sample_at (1, places, species);
  const double vector[9] = { 1, 0, 0, 0, 1, 0, 0, 0, 1 };
  VtCamera camera;
  VtLook look;
  cairo_surface_t *a, *b;
  double shift[3];

  front (&camera, &look);
  vt_scene_set_sample (scene, broken, 1);
  vt_scene_set_sample (clean, whole, 1);
  a = draw (scene, &camera, &look);
  b = draw (clean, &camera, &look);
  g_assert_true (same_picture (a, b));
  cairo_surface_destroy (a);
  cairo_surface_destroy (b);
  vt_scene_set_mode (scene, vector);
  g_assert_true (vt_scene_core_shift (scene, shift));
  g_assert_true (isfinite (shift[0] + shift[1] + shift[2]));
  g_assert_true (isfinite (vt_scene_best_yaw (scene, &camera)));
  look.mode = 1;
  draw_and_count (scene, &camera, &look);
  vt_scene_push_tracks (scene);
  look.liquid = 1;
  draw_and_count (scene, &camera, &look);
}

static void
test_periodic (void)
{
  g_autoptr (VtScene) inside = vt_scene_new (), outside = vt_scene_new ();
  const double in[1][3] = { { 2, 3, 4 } }, out[1][3] = { { 2 + 30, 3 - 10, 4 + 1000 } };
  const VtSpecies species[1] = { VT_SPECIES_LARGE };
  g_autoptr (VtSample) a = sample_at (1, in, species), b = sample_at (1, out, species);
  VtCamera camera;
  VtLook look;
  cairo_surface_t *pa, *pb;

  front (&camera, &look);
  vt_scene_set_sample (inside, a, 1);
  vt_scene_set_sample (outside, b, 1);
  pa = draw (inside, &camera, &look);
  pb = draw (outside, &camera, &look);
  g_assert_true (same_picture (pa, pb));
  cairo_surface_destroy (pa);
  cairo_surface_destroy (pb);
}

static void
test_slice (void)
{
  const double places[2][3] = { { 5, 5, 8 }, { 5, 5, 2 } };
  g_autoptr (VtScene) scene = vt_scene_new ();
  g_autoptr (VtSample) pair = sample_at (2, places, (const VtSpecies[]) { VT_SPECIES_SMALL, VT_SPECIES_LARGE });
  VtCamera camera;
  VtLook look;
  cairo_surface_t *surface;

  front (&camera, &look);
  vt_scene_set_sample (scene, pair, 1);
  look.slice = VT_SLICE_Z;
  surface = draw (scene, &camera, &look);
  g_assert_false (is_amber (pixel (surface, WIDTH / 2, HEIGHT / 2))); /* the near one is gone */
  cairo_surface_destroy (surface);
  camera.yaw = 180; /* the plane takes from the eye's side, whichever that is */
  surface = draw (scene, &camera, &look);
  g_assert_true (is_amber (pixel (surface, WIDTH / 2, HEIGHT / 2)));
  cairo_surface_destroy (surface);
}

static void
test_liquid (void)
{
  const double middle[1][3] = { { 5, 5, 5 } };
  g_autoptr (VtScene) scene = vt_scene_new ();
  g_autoptr (VtSample) one = sample_at (1, middle, (const VtSpecies[]) { VT_SPECIES_LARGE });
  VtCamera camera;
  VtLook look;
  guint glass, liquid;

  front (&camera, &look);
  look.tracks = FALSE;
  vt_scene_set_sample (scene, one, 1);
  glass = draw_and_count (scene, &camera, &look);
  look.liquid = 1;
  liquid = draw_and_count (scene, &camera, &look);
  g_assert_cmpfloat (fabs ((double) liquid / glass - 0.74 * 0.74), <, 0.12);
}

static void
test_advance (void)
{
  const double from[1][3] = { { 3, 5, 5 } }, to[1][3] = { { 5, 5, 5 } }, half[1][3] = { { 4, 5, 5 } };
  const VtSpecies species[1] = { VT_SPECIES_LARGE };
  g_autoptr (VtScene) moving = vt_scene_new (), still = vt_scene_new ();
  g_autoptr (VtSample) a = sample_at (1, from, species), b = sample_at (1, to, species);
  g_autoptr (VtSample) c = sample_at (1, half, species);
  VtCamera camera;
  VtLook look;
  cairo_surface_t *pa, *pb;

  front (&camera, &look);
  vt_scene_set_sample (moving, a, 1);
  vt_scene_set_sample (moving, b, 1);
  vt_scene_set_sample (still, c, 1);
  pb = draw (still, &camera, &look);
  look.advance = 0.5;
  pa = draw (moving, &camera, &look);
  g_assert_true (same_picture (pa, pb));
  cairo_surface_destroy (pa);
  /* The way goes on from where it was seen, here half way. */
  vt_scene_set_sample (moving, b, 0.5);
  look.advance = 0;
  pa = draw (moving, &camera, &look);
  g_assert_true (same_picture (pa, pb));
  cairo_surface_destroy (pa);
  cairo_surface_destroy (pb);
}

static void
test_mode_input (void)
{
  g_autoptr (VtScene) scene = vt_scene_new ();
  g_autoptr (VtSample) sample = packing_new (30, 0.5, 5), other = packing_new (31, 0.5, 5);
  g_autofree double *vector = g_new0 (double, 90);

  vt_scene_set_mode (scene, vector);
  g_assert_false (vt_scene_has_mode (scene));
  vt_scene_set_sample (scene, sample, 1);
  vt_scene_set_mode (scene, vector); /* nothing moves */
  g_assert_false (vt_scene_has_mode (scene));
  vector[7] = NAN;
  vt_scene_set_mode (scene, vector);
  g_assert_false (vt_scene_has_mode (scene));
  vector[7] = 1e-100;
  vt_scene_set_mode (scene, vector);
  g_assert_true (vt_scene_has_mode (scene));
  vt_scene_set_sample (scene, sample, 1);
  g_assert_true (vt_scene_has_mode (scene));
  g_assert_true (vt_scene_is_mode (scene, vector));
  vector[7] = 7; /* the same motion in another unit */
  g_assert_true (vt_scene_is_mode (scene, vector));
  vector[8] = 1;
  g_assert_false (vt_scene_is_mode (scene, vector));
  vt_scene_set_sample (scene, other, 1);
  g_assert_false (vt_scene_has_mode (scene));
}

static void
test_core (void)
{
  g_autoptr (VtScene) scene = vt_scene_new ();
  g_autoptr (VtSample) sample = packing_new (1000, 0.6, 30);
  const double centre[3] = { 0.98, 0.03, 0.5 }; /* across two faces of the box */
  g_autofree double *vector = packing_mode (sample, centre);
  VtCamera camera;
  double shift[3];

  vt_camera_init (&camera);
  vt_scene_set_sample (scene, sample, 1);
  vt_scene_set_mode (scene, vector);
  g_assert_true (vt_scene_core_shift (scene, shift));
  for (int c = 0; c < 3; c++)
    {
      double off = centre[c] * sample->box[c] + shift[c] - 0.5 * sample->box[c];

      off -= sample->box[c] * round (off / sample->box[c]);
      g_assert_cmpfloat (fabs (off), <, 1.5);
      g_assert_cmpfloat (fabs (shift[c]), <=, 0.5 * sample->box[c] + 1e-9);
    }
  /* Never so that the box looks flat. */
  g_assert_cmpfloat (fabs (remainder (vt_scene_best_yaw (scene, &camera), 90)), >=, 14.9);
}

/* One particle that moves behind a wall of others that move less: the best view is not through the wall. */
static void
test_best_yaw (void)
{
  g_autoptr (VtScene) scene = vt_scene_new ();
  g_autoptr (VtSample) sample = vt_sample_new (50, box10);
  g_autofree double *vector = g_new0 (double, 150);
  VtCamera camera = { .yaw = 20, .pitch = 0, .zoom = 1 };
  double yaw;

  for (guint i = 0; i < 49; i++)
    {
      sample->positions[3 * i] = 2 + i % 7;
      sample->positions[3 * i + 1] = 2 + i / 7;
      sample->positions[3 * i + 2] = 7.5;
      sample->species[i] = VT_SPECIES_LARGE;
      vector[3 * i] = i % 2 ? 0.25 : -0.25;
    }
  for (int c = 0; c < 3; c++)
    sample->positions[3 * 49 + c] = 5;
  vector[3 * 49 + 1] = 1;
  vt_scene_set_sample (scene, sample, 1);
  vt_scene_set_mode (scene, vector);
  yaw = vt_scene_best_yaw (scene, &camera);
  g_assert_cmpfloat (cos (yaw * G_PI / 180), <, 0.5); /* the wall is at +z: in front for yaws near 0 */
}

static void
test_swing (void)
{
  const double from[2][3] = { { 4, 5, 5 }, { 8, 8, 8 } }, to[2][3] = { { 4.6, 5, 5 }, { 8, 8, 8 } };
  const VtSpecies species[2] = { VT_SPECIES_LARGE, VT_SPECIES_SMALL };
  const double vector[6] = { 7, 0, 0, 0, 0, 0 };
  g_autoptr (VtScene) swinging = vt_scene_new (), moved = vt_scene_new ();
  g_autoptr (VtSample) a = sample_at (2, from, species), b = sample_at (2, to, species);
  VtCamera camera;
  VtLook look;
  cairo_surface_t *pa, *pb;

  front (&camera, &look);
  look.mode = 1;
  look.arrows = FALSE;
  look.colouring = VT_COLOURING_DISPLACEMENT;
  vt_scene_set_sample (swinging, a, 1);
  vt_scene_set_mode (swinging, vector);
  vt_scene_set_sample (moved, b, 1);
  vt_scene_set_mode (moved, vector);
  pb = draw (moved, &camera, &look);
  look.swing = 0.6; /* lambda for the largest arrow, whatever the vector's unit */
  pa = draw (swinging, &camera, &look);
  g_assert_true (same_picture (pa, pb));
  look.arrows = TRUE;
  g_assert_cmpuint (draw_and_count (swinging, &camera, &look), >, count_other (pa, look.stage));
  cairo_surface_destroy (pa);
  cairo_surface_destroy (pb);
}

static void
test_same_again (void)
{
  g_autoptr (VtScene) scene = vt_scene_new ();
  g_autoptr (VtSample) sample = packing_new (500, 0.694, 20);
  VtCamera camera;
  VtLook look;
  cairo_surface_t *first, *again;

  vt_camera_init (&camera);
  vt_look_init (&look, TRUE);
  vt_scene_set_sample (scene, sample, 1);
  first = draw (scene, &camera, &look);
  look.liquid = 0.5;
  draw_and_count (scene, &camera, &look);
  look.liquid = 0;
  again = draw (scene, &camera, &look);
  g_assert_true (same_picture (first, again));
  cairo_surface_destroy (first);
  cairo_surface_destroy (again);
}

/* One thread or several, in bands: not a pixel differs, with all there is to draw. */
static void
test_threads (void)
{
  const double centre[3] = { 0.5, 0.5, 0.5 };
  g_autoptr (VtSample) sample = packing_new (1200, 0.6, 8);
  g_autofree double *vector = packing_mode (sample, centre);
  g_autoptr (VtScene) scene = vt_scene_new ();
  VtSceneBond bonds[200];
  VtCamera camera;
  VtLook look;

  vt_camera_init (&camera);
  vt_look_init (&look, TRUE);
  vt_scene_set_sample (scene, sample, 1);
  vt_scene_push_tracks (scene);
  for (guint step = 0; step < 3; step++)
    {
      cairo_surface_t *one, *many;

      look.liquid = step == 1 ? 1 : 0;
      look.slice = step == 1 ? VT_SLICE_X : VT_SLICE_OFF;
      if (step == 2)
        {
          for (guint k = 0; k < G_N_ELEMENTS (bonds); k++)
            bonds[k] = (VtSceneBond) { k, k + 7, (VtBondClass) (k % VT_N_BOND_CLASSES), (k + 1) / 200.0f };
          vt_scene_set_mode (scene, vector);
          vt_scene_set_bonds (scene, bonds, G_N_ELEMENTS (bonds));
          look.mode = look.bonds = 1;
        }
      vt_scene_set_threads (scene, 1);
      one = draw (scene, &camera, &look);
      vt_scene_set_threads (scene, 3);
      many = draw (scene, &camera, &look);
      g_assert_true (same_picture (one, many));
      cairo_surface_destroy (one);
      cairo_surface_destroy (many);
    }
}

/* More and larger spheres than the store of sprites holds: the picture is that of a store which is never full. */
static void
test_full_store (void)
{
  g_autoptr (VtSample) sample = packing_new (300, 0.6, 8);
  g_autoptr (VtScene) scene = vt_scene_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 2400, 2000);
  cairo_surface_t *again = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 2400, 2000);
  VtCamera camera;
  VtLook look;

  vt_camera_init (&camera);
  camera.zoom = 4;
  vt_look_init (&look, FALSE);
  look.liquid = 1; /* translucent: none hides another */
  look.tracks = FALSE;
  vt_scene_set_sample (scene, sample, 1);
  vt_scene_draw (scene, &camera, &look, surface, 1, 0, 0);
  vt_scene_draw (scene, &camera, &look, again, 1, 0, 0);
  cairo_surface_flush (surface);
  cairo_surface_flush (again);
  g_assert_cmpint (memcmp (cairo_image_surface_get_data (surface), cairo_image_surface_get_data (again),
                           (gsize) cairo_image_surface_get_stride (surface) * 2000), ==, 0);
  cairo_surface_destroy (surface);
  cairo_surface_destroy (again);
}

static void
test_many (void)
{
  const double box[3] = { 66, 66, 66 };
  g_autoptr (VtScene) scene = vt_scene_new ();
  g_autoptr (VtSample) sample = vt_sample_new (200000, box);
  GRand *random = g_rand_new_with_seed (2);
  VtCamera camera;
  VtLook look;

  for (guint i = 0; i < 3 * sample->n; i++)
    sample->positions[i] = g_rand_double_range (random, -100, 200);
  vt_camera_init (&camera);
  vt_look_init (&look, FALSE);
  vt_scene_set_sample (scene, sample, 1);
  g_assert_cmpuint (draw_and_count (scene, &camera, &look), >, WIDTH * HEIGHT / 4);
  camera.zoom = VT_CAMERA_ZOOM_MAXIMUM;
  draw_and_count (scene, &camera, &look);
  g_rand_free (random);
}

static void
test_flat_box (void)
{
  const double thin[3] = { 40, 10, 0.5 }, none[3] = { 0, 0, 0 };
  g_autoptr (VtScene) scene = vt_scene_new ();
  g_autoptr (VtSample) flat = vt_sample_new (5, thin), empty = vt_sample_new (5, none);
  VtCamera camera;
  VtLook look;

  vt_camera_init (&camera);
  vt_look_init (&look, FALSE);
  vt_scene_set_sample (scene, flat, 1);
  g_assert_cmpuint (draw_and_count (scene, &camera, &look), >, 0);
  vt_scene_set_sample (scene, empty, 1);
  g_assert_cmpuint (draw_and_count (scene, &camera, &look), ==, 0);
}

static void
test_tracks (void)
{
  g_autoptr (VtScene) scene = vt_scene_new ();
  g_autoptr (VtSample) sample = packing_new (200, 0.3, 5);
  VtCamera camera;
  VtLook look;
  guint without, with;

  vt_camera_init (&camera);
  vt_look_init (&look, FALSE);
  look.liquid = 1;
  for (guint step = 0; step < 60; step++)
    {
      g_autoptr (VtSample) moved = vt_sample_copy (sample);

      for (guint i = 0; i < sample->n; i++)
        moved->positions[3 * i + 1] += 0.1 * step;
      vt_scene_set_sample (scene, moved, 1);
      vt_scene_push_tracks (scene);
    }
  with = draw_and_count (scene, &camera, &look);
  vt_scene_clear_tracks (scene);
  without = draw_and_count (scene, &camera, &look);
  g_assert_cmpuint (with, >, without + 50);
}

/* A scene that follows another one draws what that one showed, whatever happens to it. */
static void
test_follow (void)
{
  g_autoptr (VtSample) sample = packing_new (200, 0.6, 20), other = packing_new (200, 0.6, 5);
  g_autofree double *mode = packing_mode (sample, (double[3]) { 0.5, 0.5, 0.5 }), *values = g_new (double, 200);
  g_autofree guint8 *kept = g_new (guint8, 200);
  const VtSceneBond bonds[] = { { 0, 1, VT_BOND_POSITIVE, 1 }, { 2, 3, VT_BOND_NEGATIVE, 0.5 } };
  g_autoptr (VtScene) source = vt_scene_new (), scene = vt_scene_new ();
  VtCamera camera;
  VtLook look;

  for (guint i = 0; i < 200; i++)
    {
      values[i] = i;
      kept[i] = i % 3 == 0;
    }
  vt_camera_init (&camera);
  vt_look_init (&look, FALSE);
  look.mode = 0.5;
  look.bonds = look.isolate = 0.5;
  look.swing = 0.3;
  look.colouring = VT_COLOURING_VALUE;
  look.liquid = 0.5;
  vt_scene_set_sample (source, sample, 1);
  vt_scene_push_tracks (source);
  vt_scene_set_mode (source, mode);
  vt_scene_set_values (source, values, 0, 200);
  vt_scene_set_bonds (source, bonds, 2);
  vt_scene_set_kept (source, kept);
  vt_scene_set_pinch (source, 4, 5);

  cairo_surface_t *expected = draw (source, &camera, &look), *nothing = draw (scene, &camera, &look);
  vt_scene_follow (scene, source);
  cairo_surface_t *followed = draw (scene, &camera, &look);
  g_assert_true (same_picture (expected, followed));
  g_assert_false (same_picture (expected, nothing));
  cairo_surface_destroy (followed);

  vt_scene_set_bonds (source, bonds, 1);
  vt_scene_set_kept (source, NULL);
  vt_scene_set_values (source, NULL, 0, 1);
  vt_scene_set_pinch (source, 0, 0);
  vt_scene_set_mode (source, NULL);
  vt_scene_clear_tracks (source);
  vt_scene_set_sample (source, other, 1);
  followed = draw (scene, &camera, &look);
  g_assert_true (same_picture (expected, followed));
  cairo_surface_destroy (followed);

  vt_scene_follow (scene, source);
  followed = draw (scene, &camera, &look);
  cairo_surface_t *changed = draw (source, &camera, &look);
  g_assert_true (same_picture (changed, followed));
  g_assert_false (same_picture (expected, followed));
  cairo_surface_destroy (changed);
  cairo_surface_destroy (followed);
  cairo_surface_destroy (expected);
  cairo_surface_destroy (nothing);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/nothing", test_nothing);
  g_test_add_func ("/scene/one", test_one);
  g_test_add_func ("/scene/hides", test_hides);
  g_test_add_func ("/scene/not-finite", test_not_finite);
  g_test_add_func ("/scene/periodic", test_periodic);
  g_test_add_func ("/scene/slice", test_slice);
  g_test_add_func ("/scene/liquid", test_liquid);
  g_test_add_func ("/scene/advance", test_advance);
  g_test_add_func ("/scene/mode-input", test_mode_input);
  g_test_add_func ("/scene/core", test_core);
  g_test_add_func ("/scene/best-yaw", test_best_yaw);
  g_test_add_func ("/scene/follow", test_follow);
  g_test_add_func ("/scene/swing", test_swing);
  g_test_add_func ("/scene/same-again", test_same_again);
  g_test_add_func ("/scene/many", test_many);
  g_test_add_func ("/scene/flat-box", test_flat_box);
  g_test_add_func ("/scene/tracks", test_tracks);
  g_test_add_func ("/scene/threads", test_threads);
  g_test_add_func ("/scene/full-store", test_full_store);
  return g_test_run ();
}
