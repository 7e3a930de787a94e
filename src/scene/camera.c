/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene/camera.h"

#include <math.h>

/* The longest edge spans at most 1 / this of the stage's height, of its width, and of the height without words. */
#define HEIGHT_PER_EDGE 1.83
#define WIDTH_PER_EDGE 1.6
#define CLEAR_PER_EDGE 1.45
#define SPHERES 1.1 /* lambda by which spheres in the corners stand out, above and below */

/* Seen from above the near corner hangs lower than the far one stands high: the centre rises by this part of an edge. */
#define RISE 0.08

void
vt_camera_init (VtCamera *camera)
{
  *camera = (VtCamera) { .yaw = VT_CAMERA_YAW, .pitch = VT_CAMERA_PITCH, .zoom = 1 };
}

static double
wrap_angle (double degrees)
{
  return degrees - 360 * ceil (degrees / 360 - 0.5);
}

void
vt_camera_rotate (VtCamera *camera, double yaw, double pitch)
{
  camera->yaw = wrap_angle (camera->yaw + yaw);
  camera->pitch = CLAMP (camera->pitch + pitch, -90, 90);
}

void
vt_camera_zoom_by (VtCamera *camera, double factor)
{
  camera->zoom = CLAMP (camera->zoom * factor, VT_CAMERA_ZOOM_MINIMUM, VT_CAMERA_ZOOM_MAXIMUM);
}

void
vt_camera_pan_by (VtCamera *camera, double right, double up)
{
  camera->pan[0] = CLAMP (camera->pan[0] + right, -VT_CAMERA_PAN_MAXIMUM, VT_CAMERA_PAN_MAXIMUM);
  camera->pan[1] = CLAMP (camera->pan[1] + up, -VT_CAMERA_PAN_MAXIMUM, VT_CAMERA_PAN_MAXIMUM);
}

VtCamera
vt_camera_between (const VtCamera *a, const VtCamera *b, double t)
{
  VtCamera camera = *b;

  camera.yaw = wrap_angle (a->yaw + t * wrap_angle (b->yaw - a->yaw));
  camera.pitch = a->pitch + t * (b->pitch - a->pitch);
  camera.zoom = a->zoom * pow (b->zoom / a->zoom, t);
  for (int c = 0; c < 2; c++) /* evenly on the picture: what is zoomed in on moves less far in the box */
    camera.pan[c] = (a->pan[c] * a->zoom + t * (b->pan[c] * b->zoom - a->pan[c] * a->zoom)) / camera.zoom;
  return camera;
}

void
vt_projection_init (VtProjection *projection, const VtCamera *camera, double longest, double width, double height,
                    double top, double bottom)
{
  double yaw = camera->yaw * G_PI / 180, pitch = camera->pitch * G_PI / 180;
  double cy = cos (yaw), sy = sin (yaw), cp = cos (pitch), sp = sin (pitch);
  double axes[3][3] = { { cy, 0, sy }, { sy * sp, cp, -cy * sp }, { -sy * cp, sp, cy * cp } };
  double clear = MAX (height - top - bottom, height / 3);
  double edge = MIN (MIN (height / HEIGHT_PER_EDGE, width / WIDTH_PER_EDGE), clear / (CLEAR_PER_EDGE + SPHERES / longest));

  for (int i = 0; i < 3; i++)
    for (int j = 0; j < 3; j++)
      projection->axes[i][j] = axes[i][j];
  projection->scale = camera->zoom * edge / longest;
  projection->eye = camera->orthographic ? INFINITY : VT_CAMERA_DISTANCE * longest;
  projection->depth = longest;
  projection->centre[0] = width / 2 + camera->pan[0] * projection->scale * longest;
  projection->centre[1]
    = (height + top - bottom) / 2
      - (RISE * sin (pitch) / MAX (1, camera->zoom) + camera->pan[1]) * projection->scale * longest;
}
