/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the glass is seen from, and how a point of it lands on the picture.
 *
 * Axes of the eye: x to the right, y up, z from the centre of the box towards the eye. Angles in degrees. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define VT_CAMERA_YAW -30.0
#define VT_CAMERA_PITCH 20.0
#define VT_CAMERA_ZOOM_MINIMUM 0.4
#define VT_CAMERA_ZOOM_MAXIMUM 12.0
#define VT_CAMERA_PAN_MAXIMUM 1.0
#define VT_CAMERA_DISTANCE 6.0 /* of the eye from the centre, in longest edges of the box */

typedef struct
{
  double yaw;            /* about the vertical, kept in (-180, 180] */
  double pitch;          /* from above, -90 ... 90 */
  double zoom;           /* 1: the box fills the stage */
  double pan[2];         /* the centre of the box off the picture's, to the right and up, in longest edges of the box */
  gboolean orthographic;
} VtCamera;

void vt_camera_init (VtCamera *camera);
void vt_camera_rotate (VtCamera *camera, double yaw, double pitch);
void vt_camera_zoom_by (VtCamera *camera, double factor);
void vt_camera_pan_by (VtCamera *camera, double right, double up);

/* The camera a fraction t in 0 ... 1 of the way from @a to @b, turning the short way round. */
VtCamera vt_camera_between (const VtCamera *a, const VtCamera *b, double t);

typedef struct
{
  float axes[3][3];      /* rows: the eye's x, y, z in the box's coordinates */
  float scale;           /* pixels per lambda in the plane of the centre */
  float eye;             /* distance of the eye, lambda; INFINITY when orthographic */
  float depth;           /* longest edge of the box, lambda */
  float centre[2];       /* pixels */
} VtProjection;

/* A picture of @width x @height pixels, of which @top and @bottom are to be kept clear, of a box whose longest edge is
 * @longest lambda: the edge spans 1/1.83 of the height, or less where the picture is narrow or little of it is clear. */
void vt_projection_init (VtProjection *projection, const VtCamera *camera, double longest, double width, double height,
                         double top, double bottom);

/* @point: lambda, from the centre of the box. Sets x, y (pixels, y down) and z (lambda, towards the eye) and returns
 * the magnification f = 6L / (6L - z), 0 for a point at or behind the eye. */
static inline float
vt_project (const VtProjection *p, const float point[3], float out[3])
{
  float x = p->axes[0][0] * point[0] + p->axes[0][1] * point[1] + p->axes[0][2] * point[2];
  float y = p->axes[1][0] * point[0] + p->axes[1][1] * point[1] + p->axes[1][2] * point[2];
  float z = p->axes[2][0] * point[0] + p->axes[2][1] * point[1] + p->axes[2][2] * point[2];
  float f = 1;

  if (p->eye < G_MAXFLOAT)
    f = z < 0.98f * p->eye ? p->eye / (p->eye - z) : 0;
  out[0] = p->centre[0] + p->scale * f * x;
  out[1] = p->centre[1] - p->scale * f * y;
  out[2] = z;
  return f;
}

G_END_DECLS
