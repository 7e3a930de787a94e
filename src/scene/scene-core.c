/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the core of a mode is, and from where it is seen best. */
#include "scene/scene-private.h"

#include <math.h>

#define CORE_THRESHOLD 0.3f
#define CORE_MAXIMUM 64
#define YAW_STEP 10
#define NOTHING 1e-3f /* of a body that is left to be seen */
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

/* Area of @body, which is farther away than @other, hidden by it, both in the plane of the eye, as a fraction; smooth,
 * rough. */
static float
hidden (const Body *body, const Body *other)
{
  float x = body->p[0] - other->p[0], y = body->p[1] - other->p[1], reach = body->radius + other->radius;
  float square = x * x + y * y;

  return square >= reach * reach ? 0 : other->weight * MIN (1, (reach - sqrtf (square)) / (2 * body->radius));
}

static void
project_bodies (const VtProjection *projection, const Body *bodies, guint n, Body *projected)
{
  for (guint k = 0; k < n; k++)
    {
      projected[k] = bodies[k];
      vt_project (projection, bodies[k].p, projected[k].p);
    }
}

/* Those of @bodies, in place, that may cover one of @core, all as the eye sees them; returns how many. */
static guint
keep_before (const Body *core, guint n_core, Body *bodies, guint n)
{
  float low[3] = { INFINITY, INFINITY, INFINITY }, high[2] = { -INFINITY, -INFINITY };
  guint kept = 0;

  for (guint k = 0; k < n_core; k++)
    {
      for (int c = 0; c < 2; c++)
        {
          low[c] = MIN (low[c], core[k].p[c] - core[k].radius);
          high[c] = MAX (high[c], core[k].p[c] + core[k].radius);
        }
      low[2] = MIN (low[2], core[k].p[2]);
    }
  for (guint k = 0; k < n; k++)
    {
      const float *p = bodies[k].p, radius = bodies[k].radius;

      if (p[2] > low[2] && p[0] + radius > low[0] && p[0] - radius < high[0] && p[1] + radius > low[1]
          && p[1] - radius < high[1])
        bodies[kept++] = bodies[k];
    }
  return kept;
}

/* @room: for as many bodies as there are others. */
static float
covered (const Body *core, guint n_core, const Body *others, guint n_others, double yaw, double pitch, Body *room)
{
  VtCamera camera = { .yaw = yaw, .pitch = pitch, .zoom = 1, .orthographic = TRUE };
  VtProjection projection;
  Body seen[CORE_MAXIMUM];
  float sum = 0;

  vt_projection_init (&projection, &camera, 1, 1.6, 1.83, 0, 0); /* one pixel per lambda */
  project_bodies (&projection, core, n_core, seen);
  project_bodies (&projection, others, n_others, room);
  n_others = keep_before (seen, n_core, room, n_others);
  for (guint i = 0; i < n_core; i++)
    {
      float free = 1;

      for (guint j = 0; j < n_others && free > NOTHING; j++)
        if (room[j].p[2] > seen[i].p[2])
          free *= 1 - hidden (&seen[i], &room[j]);
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

  g_autofree Body *others = g_new (Body, scene->sample->n), *room = g_new (Body, scene->sample->n);
  Body core[CORE_MAXIMUM];
  guint n_core = collect (scene, shift, CORE_THRESHOLD, CORE_MAXIMUM, core);
  guint n_others = collect (scene, shift, 0.12f, 2000, others);

  for (int turn = 0; turn < 360; turn += YAW_STEP)
    {
      int way = turn <= 180 ? turn : turn - 360;
      double yaw = camera->yaw + way;

      if (fabs (remainder (yaw, 90)) < FACE_ON)
        continue;

      double cost = covered (core, n_core, others, n_others, yaw, camera->pitch, room);

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
