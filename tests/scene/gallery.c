/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scene-gallery FOLDER [N]: draws the glass, a slice, a mode and the liquid with its tracks, light and dark, to be
 * looked at beside the design. */
#include "packing.h"
#include "scene/scene.h"

#include <stdlib.h>

static void
picture (VtScene *scene, const VtCamera *camera, const VtLook *look, const char *folder, const char *name)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 700, 690);
  g_autofree char *path = g_strdup_printf ("%s/%s-%s.png", folder, name, look->dark ? "dark" : "light");

  vt_scene_draw (scene, camera, look, surface, 1, 0, 0);
  if (cairo_surface_write_to_png (surface, path) != CAIRO_STATUS_SUCCESS)
    g_printerr ("cannot write %s\n", path);
  cairo_surface_destroy (surface);
}

static void
follow_liquid (VtScene *scene, const VtSample *start)
{
  g_autoptr (VtSample) sample = vt_sample_copy (start);
  g_autofree double *velocity = g_new0 (double, 3 * sample->n);
  GRand *random = g_rand_new_with_seed (1);

  for (guint step = 0; step < 30; step++)
    {
      g_autoptr (VtSample) moved = vt_sample_copy (sample);

      for (guint i = 0; i < 3 * sample->n; i++)
        {
          velocity[i] = 0.7 * velocity[i] + 0.09 * vt_random_normal (random);
          moved->positions[i] += velocity[i];
        }
      memcpy (sample->positions, moved->positions, 3 * sample->n * sizeof (double));
      vt_scene_set_sample (scene, moved, 1);
      vt_scene_push_tracks (scene);
    }
  g_rand_free (random);
}

static void
pictures (const VtSample *sample, const double *mode, gboolean dark, const char *folder)
{
  g_autoptr (VtScene) scene = vt_scene_new ();
  VtCamera camera;
  VtLook look;

  vt_camera_init (&camera);
  vt_look_init (&look, dark);
  vt_scene_set_sample (scene, sample, 1);
  picture (scene, &camera, &look, folder, "glass");
  look.slice = VT_SLICE_Z;
  picture (scene, &camera, &look, folder, "slice");
  look.slice = VT_SLICE_OFF;

  vt_scene_set_mode (scene, mode);
  look.mode = 1;
  look.colouring = VT_COLOURING_DISPLACEMENT;
  vt_scene_core_shift (scene, look.shift);
  camera.yaw = vt_scene_best_yaw (scene, &camera);
  picture (scene, &camera, &look, folder, "mode");

  vt_scene_set_mode (scene, NULL);
  vt_camera_init (&camera);
  vt_look_init (&look, dark);
  look.liquid = 1;
  follow_liquid (scene, sample);
  picture (scene, &camera, &look, folder, "liquid");
}

int
main (int argc, char **argv)
{
  guint n = argc > 2 ? (guint) atoi (argv[2]) : 2048;
  const double centre[3] = { 0.9, 0.2, 0.6 };

  if (argc < 2 || n < 1)
    {
      g_printerr ("usage: scene-gallery FOLDER [N]\n");
      return 2;
    }

  g_autoptr (VtSample) sample = packing_new (n, 0.694, 300);
  g_autofree double *mode = packing_mode (sample, centre);

  for (int dark = 0; dark < 2; dark++)
    pictures (sample, mode, dark, argv[1]);
  return 0;
}
