/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a few particles of the liquid have been: the picture of diffusion. */
#pragma once

#include "sample/sample.h"

G_BEGIN_DECLS

#define VT_TRACKS_MAXIMUM 48
#define VT_TRACK_POINTS 21

typedef struct
{
  guint n;                                               /* particles followed */
  guint n_particles;                                     /* of the sample they belong to */
  guint32 particle[VT_TRACKS_MAXIMUM];
  guint length;                                          /* points so far, oldest first */
  double point[VT_TRACK_POINTS][VT_TRACKS_MAXIMUM][3];   /* unwrapped, lambda */
} VtTracks;

void vt_tracks_clear (VtTracks *tracks);

/* Adds where the particles of @sample (unwrapped) are now. A new point is kept when they have moved by about 0.22
 * lambda since the last one, so that tracks look the same however often samples come; until then the newest point
 * follows. Another number of particles, or a jump of a quarter of the box, starts afresh. */
void vt_tracks_push (VtTracks *tracks, const VtSample *sample);

G_END_DECLS
