/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene/tracks.h"

#include <math.h>
#include <string.h>

#define STEP 0.22

void
vt_tracks_clear (VtTracks *tracks)
{
  tracks->n = tracks->length = tracks->n_particles = 0;
}

/* Spread over the sample by a stride that is no divisor of the lattice the liquid came from. */
static void
choose (VtTracks *tracks, const VtSample *sample)
{
  double stride = sample->n / (double) VT_TRACKS_MAXIMUM;

  vt_tracks_clear (tracks);
  tracks->n_particles = sample->n;
  tracks->n = MIN (sample->n, VT_TRACKS_MAXIMUM);
  for (guint k = 0; k < tracks->n; k++)
    tracks->particle[k] = sample->n <= VT_TRACKS_MAXIMUM
                            ? k
                            : MIN (sample->n - 1, (guint) (stride * (k + 0.5 + 0.45 * sin (7.3 * k))));
}

static void
store (VtTracks *tracks, guint at, const VtSample *sample)
{
  for (guint k = 0; k < tracks->n; k++)
    memcpy (tracks->point[at][k], sample->positions + 3 * tracks->particle[k], 3 * sizeof (double));
}

/* Mean squared distance, lambda^2, from the point @at to where the particles are now. */
static double
squared_distance (const VtTracks *tracks, guint at, const VtSample *sample)
{
  double sum = 0;

  for (guint k = 0; k < tracks->n; k++)
    for (int c = 0; c < 3; c++)
      {
        double d = sample->positions[3 * tracks->particle[k] + c] - tracks->point[at][k][c];

        sum += d * d;
      }
  return tracks->n ? sum / tracks->n : 0;
}

void
vt_tracks_push (VtTracks *tracks, const VtSample *sample)
{
  double jump = 0.25 * MIN (MIN (sample->box[0], sample->box[1]), sample->box[2]);

  if (tracks->n_particles != sample->n
      || (tracks->length && !(squared_distance (tracks, tracks->length - 1, sample) < jump * jump)))
    choose (tracks, sample);
  if (tracks->length < 2)
    {
      store (tracks, tracks->length++, sample);
      return;
    }
  /* The last point is the particle itself; it becomes a lasting one when far enough from the one before. */
  if (squared_distance (tracks, tracks->length - 2, sample) > STEP * STEP)
    {
      store (tracks, tracks->length - 1, sample);
      if (tracks->length == VT_TRACK_POINTS)
        memmove (tracks->point[0], tracks->point[1], (VT_TRACK_POINTS - 1) * sizeof tracks->point[0]);
      else
        tracks->length++;
    }
  store (tracks, tracks->length - 1, sample);
}
