/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the core of a mode is, and from where it is seen best. */
#include "scene/scene-private.h"

#include <math.h>

#define CORE_THRESHOLD 0.3f
#define CORE_MAXIMUM 64
#define YAW_STEP 10
#define FACE_ON 15 /* degrees: a box seen so nearly from its front looks flat */

gboolean
vt_scene_core_shift (const VtScene *scene, double shift[3])
{
  const VtSample *sample = scene->sample;

  if (!scene->mode || !sample)
    return FALSE;
  for (int c = 0; c < 3; c++)
    {
      double re = 0, im = 0, edge = sample->box[c];

      /* The mean on a circle: the box is periodic. */
      for (guint i = 0; i < sample->n; i++)
        {
          double weight = pow (scene->motion[i], 4), angle = 2 * G_PI * sample->positions[3 * i + c] / edge;

          if (weight > 0 && isfinite (angle))
            {
              re += weight * cos (angle);
              im += weight * sin (angle);
            }
        }

      double middle = atan2 (im, re) / (2 * G_PI) * edge;

      shift[c] = edge / 2 - middle;
      shift[c] -= edge * floor (shift[c] / edge + 0.5);
    }
  return TRUE;
}

typedef struct
{
  float p[3];
  float radius, weight; /* weight: how much it matters (core), how much it hides (others) */
} Body;

/* Area of @body hidden by @other, both in the plane of the eye, as a fraction; smooth, rough. */
static float
hidden (const float at[3], const Body *body, const float other_at[3], const Body *other)
{
  if (other_at[2] <= at[2])
    return 0;

  float d = hypotf (at[0] - other_at[0], at[1] - other_at[1]), reach = body->radius + other->radius;

  return d >= reach ? 0 : other->weight * MIN (1, (reach - d) / (2 * body->radius));
}

static float
covered (const Body *core, guint n_core, const Body *others, guint n_others, double yaw, double pitch)
{
  VtCamera camera = { .yaw = yaw, .pitch = pitch, .zoom = 1, .orthographic = TRUE };
  VtProjection projection;
  float sum = 0;

  vt_projection_init (&projection, &camera, 1, 1.6, 1.83, 0, 0); /* one pixel per lambda */
  for (guint i = 0; i < n_core; i++)
    {
      float at[3], free = 1;

      vt_project (&projection, core[i].p, at);
      for (guint j = 0; j < n_others; j++)
        {
          float other_at[3];

          vt_project (&projection, others[j].p, other_at);
          free *= 1 - hidden (at, &core[i], other_at, &others[j]);
        }
      sum += core[i].weight * (1 - free);
    }
  return sum;
}

/* Everything that moves, in the coordinates of the shifted box; the foremost movers also as the core. */
static guint
collect (const VtScene *scene, const double shift[3], float threshold, guint most, Body *bodies)
{
  const VtSample *sample = scene->sample;
  guint n = 0;

  for (guint i = 0; i < sample->n && n < most; i++)
    {
      float q = scene->motion[i];
      Body body = { .radius = vt_species_radius (sample->species[i]) * vt_mode_radius (q) };

      if (q < threshold)
        continue;
      for (int c = 0; c < 3; c++)
        body.p[c] = vt_fold (sample->positions[3 * i + c], shift[c], sample->box[c]);
      body.weight = threshold < CORE_THRESHOLD ? vt_mode_alpha (q) : q * q;
      if (isfinite (body.p[0] + body.p[1] + body.p[2]))
        bodies[n++] = body;
    }
  return n;
}

double
vt_scene_best_yaw (const VtScene *scene, const VtCamera *camera)
{
  double shift[3], best = camera->yaw, least = G_MAXDOUBLE;

  if (!vt_scene_core_shift (scene, shift))
    return best;

  g_autofree Body *others = g_new (Body, scene->sample->n);
  Body core[CORE_MAXIMUM];
  guint n_core = collect (scene, shift, CORE_THRESHOLD, CORE_MAXIMUM, core);
  guint n_others = collect (scene, shift, 0.12f, 2000, others);

  for (int turn = 0; turn < 360; turn += YAW_STEP)
    {
      int way = turn <= 180 ? turn : turn - 360;
      double yaw = camera->yaw + way;

      if (fabs (remainder (yaw, 90)) < FACE_ON)
        continue;

      double cost = covered (core, n_core, others, n_others, yaw, camera->pitch);

      cost *= 1 + 0.1 * abs (way) / 180.0; /* nearly as good and nearer is better */
      if (cost < least - 1e-9)
        {
          least = cost;
          best = yaw;
        }
    }

  VtCamera turned = *camera;

  vt_camera_rotate (&turned, best - camera->yaw, 0);
  return turned.yaw;
}
