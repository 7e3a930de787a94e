/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene/camera.h"

#include <math.h>

static VtProjection
project_box (VtCamera *camera, double longest)
{
  VtProjection projection;

  vt_projection_init (&projection, camera, longest, 700, 690, 40, 60);
  return projection;
}

static void
test_axes (void)
{
  for (int yaw = -180; yaw <= 180; yaw += 17)
    for (int pitch = -90; pitch <= 90; pitch += 15)
      {
        VtCamera camera = { .yaw = yaw, .pitch = pitch, .zoom = 1 };
        VtProjection p = project_box (&camera, 10);

        for (int i = 0; i < 3; i++)
          for (int j = 0; j < 3; j++)
            {
              double dot = 0;

              for (int c = 0; c < 3; c++)
                dot += p.axes[i][c] * p.axes[j][c];
              g_assert_cmpfloat_with_epsilon (dot, i == j, 1e-6);
            }
        /* right x up = towards the eye */
        g_assert_cmpfloat_with_epsilon (p.axes[0][1] * p.axes[1][2] - p.axes[0][2] * p.axes[1][1], p.axes[2][0], 1e-6);
      }
}

static void
test_first_view (void)
{
  VtCamera camera;
  const float centre[3] = { 0, 0, 0 }, front[3] = { 5, 0, 5 }, top[3] = { 0, 5, 0 };
  float seen[3];

  vt_camera_init (&camera);
  VtProjection p = project_box (&camera, 10);

  g_assert_cmpfloat (vt_project (&p, centre, seen), ==, 1);
  g_assert_cmpfloat_with_epsilon (seen[0], 350, 1e-3);
  /* In the middle of what is clear, a little higher because the near corner hangs lower. */
  g_assert_cmpfloat (seen[1], <=, (690 + 40 - 60) / 2.0);
  g_assert_cmpfloat (seen[1], >, (690 + 40 - 60) / 2.0 - 20);
  g_assert_cmpfloat_with_epsilon (p.scale, 690 / 1.83 / 10, 1e-4);
  /* The front edge stands right of the middle, and the top is seen from above. */
  vt_project (&p, front, seen);
  g_assert_cmpfloat (seen[0], >, 350);
  g_assert_cmpfloat (seen[2], >, 0);
  vt_project (&p, top, seen);
  g_assert_cmpfloat (seen[1], <, 325);
  g_assert_cmpfloat (seen[2], >, 0);
}

/* Whichever way it is turned about the vertical, the box keeps clear of the words above and below. */
static void
test_clear (void)
{
  for (int yaw = 0; yaw < 360; yaw += 5)
    for (int corner = 0; corner < 8; corner++)
      {
        VtCamera camera = { .yaw = yaw, .pitch = VT_CAMERA_PITCH, .zoom = 1 };
        VtProjection p = project_box (&camera, 10);
        const float point[3] = { corner & 1 ? 5 : -5, corner & 2 ? 5 : -5, corner & 4 ? 5 : -5 };
        float seen[3];

        vt_project (&p, point, seen);
        g_assert_cmpfloat (seen[1], >, 40);
        g_assert_cmpfloat (seen[1], <, 690 - 60 + 4);
        g_assert_cmpfloat (fabs (seen[0] - 350), <, 350);
      }
}

static void
test_perspective (void)
{
  VtCamera camera = { .zoom = 1 };
  VtProjection p = project_box (&camera, 10);
  float seen[3];

  for (int z = -5; z <= 5; z++)
    {
      const float point[3] = { 1, 0, z };

      g_assert_cmpfloat_with_epsilon (vt_project (&p, point, seen), 60.0 / (60 - z), 1e-6);
      g_assert_cmpfloat_with_epsilon (seen[0] - 350, p.scale * 60.0 / (60 - z), 1e-3);
    }
  g_assert_cmpfloat (vt_project (&p, (const float[3]) { 0, 0, 60 }, seen), ==, 0);
  g_assert_cmpfloat (vt_project (&p, (const float[3]) { 0, 0, 1000 }, seen), ==, 0);
  camera.orthographic = TRUE;
  p = project_box (&camera, 10);
  g_assert_cmpfloat (vt_project (&p, (const float[3]) { 0, 0, 5 }, seen), ==, 1);
  g_assert_cmpfloat (vt_project (&p, (const float[3]) { 0, 0, 1000 }, seen), ==, 1);
}

static void
test_hands (void)
{
  VtCamera camera, other;
  float before[3], after[3];
  const float front[3] = { 0, 0, 5 };

  vt_camera_init (&camera);
  camera.yaw = camera.pitch = 0;
  VtProjection p = project_box (&camera, 10);

  /* What is in front follows the hand: right for a turn, down for a tilt. */
  vt_project (&p, front, before);
  vt_camera_rotate (&camera, 10, 10);
  p = project_box (&camera, 10);
  vt_project (&p, front, after);
  g_assert_cmpfloat (after[0], >, before[0]);
  g_assert_cmpfloat (after[1], >, before[1]);

  vt_camera_rotate (&camera, 355, 500);
  g_assert_cmpfloat_with_epsilon (camera.yaw, 5, 1e-9);
  g_assert_cmpfloat (camera.pitch, ==, 90);
  vt_camera_zoom_by (&camera, 1e9);
  g_assert_cmpfloat (camera.zoom, ==, VT_CAMERA_ZOOM_MAXIMUM);
  vt_camera_zoom_by (&camera, 1e-9);
  g_assert_cmpfloat (camera.zoom, ==, VT_CAMERA_ZOOM_MINIMUM);

  /* From 170 to -170 degrees is 20 degrees, not 340. */
  camera = (VtCamera) { .yaw = 170, .pitch = 0, .zoom = 1 };
  other = (VtCamera) { .yaw = -170, .pitch = 40, .zoom = 4 };
  camera = vt_camera_between (&camera, &other, 0.5);
  g_assert_cmpfloat_with_epsilon (fabs (camera.yaw), 180, 1e-9);
  g_assert_cmpfloat_with_epsilon (camera.pitch, 20, 1e-9);
  g_assert_cmpfloat_with_epsilon (camera.zoom, 2, 1e-9);
}

/* The box moves by edges to the right and up, whatever the zoom, and comes back on an even way. */
static void
test_pan (void)
{
  VtCamera home, away, half;
  VtProjection projection;
  const float middle[3] = { 0, 0, 0 };
  float at[2][3], between[3];

  vt_camera_init (&home);
  away = home;
  home.pitch = away.pitch = 0;
  vt_camera_pan_by (&away, 0.25, 0.5);
  vt_camera_zoom_by (&away, 3);
  vt_projection_init (&projection, &home, 10, 400, 400, 0, 0);
  vt_project (&projection, middle, at[0]);
  vt_projection_init (&projection, &away, 10, 400, 400, 0, 0);
  vt_project (&projection, middle, at[1]);
  g_assert_cmpfloat_with_epsilon (at[1][0] - at[0][0], 0.25 * 10 * projection.scale, 1e-3);
  g_assert_cmpfloat_with_epsilon (at[1][1] - at[0][1], -0.5 * 10 * projection.scale, 1e-3);
  half = vt_camera_between (&home, &away, 0.5);
  vt_projection_init (&projection, &half, 10, 400, 400, 0, 0);
  vt_project (&projection, middle, between);
  for (int c = 0; c < 2; c++)
    g_assert_cmpfloat_with_epsilon (between[c], (at[0][c] + at[1][c]) / 2, 1e-2);
  vt_camera_pan_by (&away, 100, -100);
  g_assert_cmpfloat (away.pan[0], ==, VT_CAMERA_PAN_MAXIMUM);
  g_assert_cmpfloat (away.pan[1], ==, -VT_CAMERA_PAN_MAXIMUM);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/camera/axes", test_axes);
  g_test_add_func ("/camera/first-view", test_first_view);
  g_test_add_func ("/camera/clear", test_clear);
  g_test_add_func ("/camera/perspective", test_perspective);
  g_test_add_func ("/camera/hands", test_hands);
  g_test_add_func ("/camera/pan", test_pan);
  return g_test_run ();
}
