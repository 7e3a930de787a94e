/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/glide.h"

void
vt_glide_set (VtGlide *glide, double value)
{
  *glide = (VtGlide) { value, value, value, 0, 0 };
}

void
vt_glide_to (VtGlide *glide, double to, gint64 start, gint64 duration)
{
  if (duration <= 0 || glide->value == to)
    vt_glide_set (glide, to);
  else
    *glide = (VtGlide) { glide->value, glide->value, to, start, duration };
}

gboolean
vt_glide_step (VtGlide *glide, gint64 now)
{
  if (!vt_glide_is_moving (glide))
    return FALSE;
  if (!glide->start)
    glide->start = now;

  double t = CLAMP ((double) (now - glide->start) / glide->duration, 0, 1);

  glide->value = glide->from + t * (glide->to - glide->from);
  if (t >= 1)
    vt_glide_set (glide, glide->to);
  return vt_glide_is_moving (glide);
}

double
vt_ease_in_out (double t)
{
  return t * t * (3 - 2 * t);
}

double
vt_ease_out (double t)
{
  return 1 - (1 - t) * (1 - t) * (1 - t);
}
