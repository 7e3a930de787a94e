/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-scene [WIDTH]: milliseconds of processor time a frame of the glass in 3D, in software, as the camera turns or the mode swings;
 * then how much of it is left to this thread when as many draw as there are processors; and
 * beside it the same spheres stamped with cairo_paint, the obvious way, as a ratio. */
#include "scene/packing.h"
#include "scene/scene.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define FRAMES 60

typedef enum
{
  GLASS,
  LIQUID,
  MODE,
} Kind;

static const char *const kind_names[] = { "glass turning", "liquid moving", "mode swinging" };

/* Processor time of this thread, ms: what others do on the machine does not count. */
static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * 1e3 + time.tv_nsec * 1e-6;
}

static int
compare (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Median over frames, ms. */
static double
time_scene (const VtSample *sample, const double *vector, Kind kind, guint threads, cairo_surface_t *surface,
            double *worst)
{
  g_autoptr (VtScene) scene = vt_scene_new ();
  VtCamera camera;
  VtLook look;
  double times[FRAMES];

  vt_scene_set_threads (scene, threads);
  vt_camera_init (&camera);
  vt_look_init (&look, FALSE);
  vt_scene_set_sample (scene, sample, 1);
  look.liquid = kind == LIQUID;
  if (kind == MODE)
    {
      vt_scene_set_mode (scene, vector);
      look.mode = 1;
      look.colouring = VT_COLOURING_DISPLACEMENT;
    }
  for (int frame = -1; frame < FRAMES; frame++)
    {
      double start = now ();

      if (kind == MODE)
        look.swing = 0.4 * sin (frame * 2 * G_PI / 96);
      else
        vt_camera_rotate (&camera, 0.7, 0);
      vt_scene_draw (scene, &camera, &look, surface, 1, 40, 60);
      if (frame >= 0)
        times[frame] = now () - start;
    }
  qsort (times, FRAMES, sizeof *times, compare);
  *worst = times[FRAMES - 1];
  return times[FRAMES / 2];
}

/* One sphere picture for all, no sorting, no shading by depth: less than the scene does. */
static double
time_cairo (const VtSample *sample, int width, cairo_surface_t *surface)
{
  double scale = width / 1.83 / sample->box[0], radius = 0.6 * scale;
  int size = (int) (2 * radius) + 3;
  cairo_surface_t *ball = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, size, size);
  cairo_t *cr = cairo_create (ball);
  double start;

  cairo_arc (cr, size / 2.0, size / 2.0, radius, 0, 2 * G_PI);
  cairo_set_source_rgb (cr, 0.6, 0.7, 0.8);
  cairo_fill (cr);
  cairo_destroy (cr);
  cr = cairo_create (surface);
  start = now ();
  for (guint i = 0; i < sample->n; i++)
    {
      const double *p = sample->positions + 3 * i;

      cairo_set_source_surface (cr, ball, floor (0.25 * width + scale * p[0]), floor (0.25 * width + scale * p[1]));
      cairo_paint (cr);
    }
  start = now () - start;
  cairo_destroy (cr);
  cairo_surface_destroy (ball);
  return start;
}

int
main (int argc, char **argv)
{
  const guint sizes[] = { 500, 2048, 10976, 50000 };
  const double centre[3] = { 0.4, 0.5, 0.6 };
  int width = argc > 1 ? CLAMP (atoi (argv[1]), 16, 8192) : 800;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, width);

  printf ("%d x %d pixels, processor time of the calling thread\n%8s  %-14s %10s %10s %10s %10s\n", width, width, "N", "",
          "median ms", "worst ms", "of several",
          "cairo / ours");
  for (guint k = 0; k < G_N_ELEMENTS (sizes); k++)
    {
      g_autoptr (VtSample) sample = packing_new (sizes[k], 0.694, 40);
      g_autofree double *vector = packing_mode (sample, centre);
      double plain = time_cairo (sample, width, surface);

      for (Kind kind = GLASS; kind <= MODE; kind++)
        {
          double worst, median = time_scene (sample, vector, kind, 1, surface, &worst), other;
          double shared = time_scene (sample, vector, kind, 0, surface, &other);

          printf ("%8u  %-14s %10.2f %10.2f %10.2f %10.2f\n", sizes[k], kind_names[kind], median, worst, shared / median,
                  plain / median);
        }
    }
  cairo_surface_destroy (surface);
  return 0;
}
