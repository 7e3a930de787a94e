/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The thread that paints the stage; it needs no display. */
#include "app/stage-painter.h"
#include "scene/packing.h"

#define SIZE 260

typedef struct
{
  VtStagePainter *painter;
  VtScene *scene;
  VtSample *sample;
  VtStageRequest request;
  guint done;
} Fixture;

static void
on_done (gpointer data)
{
  Fixture *fixture = data;

  fixture->done++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->painter = vt_stage_painter_new (on_done, fixture);
  fixture->scene = vt_scene_new ();
  fixture->sample = packing_new (400, 0.6, 10);
  vt_scene_set_sample (fixture->scene, fixture->sample, 1);
  vt_camera_init (&fixture->request.camera);
  vt_look_init (&fixture->request.look, FALSE);
  fixture->request.scale = 1;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->painter, vt_stage_painter_free);
  vt_scene_free (fixture->scene);
  vt_sample_unref (fixture->sample);
}

static void
start (Fixture *fixture)
{
  cairo_surface_t *picture = cairo_image_surface_create (CAIRO_FORMAT_RGB24, SIZE, SIZE);

  vt_stage_painter_start (fixture->painter, fixture->scene, &fixture->request, picture);
  cairo_surface_destroy (picture);
}

static void
wait_for_done (Fixture *fixture, guint wanted)
{
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (fixture->done < wanted && g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (200);
  g_assert_cmpuint (fixture->done, ==, wanted);
}

/* What it is to look like, painted here. */
static cairo_surface_t *
paint_here (Fixture *fixture)
{
  cairo_surface_t *picture = cairo_image_surface_create (CAIRO_FORMAT_RGB24, SIZE, SIZE);

  vt_scene_draw (fixture->scene, &fixture->request.camera, &fixture->request.look, picture, 1, 0, 0);
  cairo_surface_flush (picture);
  return picture;
}

static void
assert_picture (cairo_surface_t *picture, cairo_surface_t *expected)
{
  gsize bytes = (gsize) cairo_image_surface_get_stride (expected) * SIZE;

  g_assert_nonnull (picture);
  cairo_surface_flush (picture);
  g_assert_cmpmem (cairo_image_surface_get_data (picture), bytes, cairo_image_surface_get_data (expected), bytes);
  cairo_surface_destroy (picture);
}

static void
test_picture (Fixture *fixture, gconstpointer data)
{
  cairo_surface_t *expected = paint_here (fixture);

  g_assert_true (vt_stage_painter_is_free (fixture->painter));
  g_assert_null (vt_stage_painter_take (fixture->painter));
  for (guint k = 1; k <= 3; k++)
    {
      start (fixture);
      wait_for_done (fixture, k);
      g_assert_false (vt_stage_painter_is_free (fixture->painter));
      assert_picture (vt_stage_painter_take (fixture->painter), expected);
      g_assert_true (vt_stage_painter_is_free (fixture->painter));
    }
  cairo_surface_destroy (expected);
}

/* The picture is of what was shown when it was asked for. */
static void
test_scene_goes_on (Fixture *fixture, gconstpointer data)
{
  cairo_surface_t *expected = paint_here (fixture);

  for (guint k = 0; k < 20; k++)
    {
      vt_scene_set_sample (fixture->scene, fixture->sample, 1);
      start (fixture);
      vt_scene_set_sample (fixture->scene, NULL, 1);
      assert_picture (vt_stage_painter_wait (fixture->painter), expected);
    }
  cairo_surface_destroy (expected);
}

/* Who waits need not be told. */
static void
test_wait (Fixture *fixture, gconstpointer data)
{
  g_assert_null (vt_stage_painter_wait (fixture->painter));
  start (fixture);
  cairo_surface_destroy (vt_stage_painter_wait (fixture->painter));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (fixture->done, ==, 0);
  g_assert_true (vt_stage_painter_is_free (fixture->painter));
}

static void
test_over (Fixture *fixture, gconstpointer data)
{
  cairo_surface_t *over = cairo_image_surface_create (CAIRO_FORMAT_RGB24, SIZE, SIZE);
  cairo_t *cr = cairo_create (over);

  cairo_set_source_rgb (cr, 1, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_flush (over);
  fixture->request.over = over;
  fixture->request.opacity = 1;
  start (fixture);
  assert_picture (vt_stage_painter_wait (fixture->painter), over);
  g_assert_cmpuint (cairo_surface_get_reference_count (over), ==, 1);

  cairo_surface_t *expected = paint_here (fixture);
  fixture->request.opacity = 0;
  start (fixture);
  assert_picture (vt_stage_painter_wait (fixture->painter), expected);
  cairo_surface_destroy (expected);
  cairo_surface_destroy (over);
}

/* In whatever it is, and nobody is called back any more. */
static void
test_free (Fixture *fixture, gconstpointer data)
{
  for (guint k = 0; k < 20; k++)
    {
      start (fixture);
      g_usleep (300 * k);
      vt_stage_painter_free (fixture->painter);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_assert_cmpuint (fixture->done, ==, 0);
      fixture->painter = vt_stage_painter_new (on_done, fixture);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/stage-painter/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("picture", test_picture);
  ADD ("scene-goes-on", test_scene_goes_on);
  ADD ("wait", test_wait);
  ADD ("over", test_over);
  ADD ("free", test_free);
  return g_test_run ();
}
