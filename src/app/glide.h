/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A number on its way from one value to another. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double value;            /* now */
  double from, to;
  gint64 start, duration;  /* microseconds; duration 0: arrived */
} VtGlide;

/* At once. */
void vt_glide_set (VtGlide *glide, double value);

/* Sets out from where it is; @start 0: with the first step. A duration of 0 arrives at once. */
void vt_glide_to (VtGlide *glide, double to, gint64 start, gint64 duration);

/* Moves @glide.value to time @now, evenly; TRUE while it has not arrived. */
gboolean vt_glide_step (VtGlide *glide, gint64 now);

static inline gboolean
vt_glide_is_moving (const VtGlide *glide)
{
  return glide->duration > 0;
}

/* Curves of ease for t in 0 ... 1. */
double vt_ease_in_out (double t);
double vt_ease_out (double t);

G_END_DECLS
