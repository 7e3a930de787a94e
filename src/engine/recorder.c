/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/recorder.h"

#include "engine/snapshot-private.h"

#include <math.h>

#define CAPACITY 4096

typedef struct
{
  VtPhase phase;
  gboolean first; /* of its phase */
  double evaluations, energy, largest_force;
} Point;

struct _VtRecorder
{
  Point points[CAPACITY + 1];
  guint n;
  guint stride;     /* one point in so many is kept */
  guint skipped;    /* since the last one kept */
  Point newest;
  gboolean newest_kept;
  double melt_end, goal;
};

VtRecorder *
vt_recorder_new (void)
{
  VtRecorder *recorder = g_new0 (VtRecorder, 1);

  recorder->stride = 1;
  recorder->newest_kept = TRUE;
  recorder->melt_end = recorder->goal = NAN;
  return recorder;
}

void
vt_recorder_free (VtRecorder *recorder)
{
  g_free (recorder);
}

static void
thin (VtRecorder *recorder)
{
  guint kept = 0;

  for (guint k = 0; k < recorder->n; k++)
    if (k % 2 == 0 || recorder->points[k].first)
      recorder->points[kept++] = recorder->points[k];
  recorder->n = kept;
  recorder->stride *= 2;
}

void
vt_recorder_add (VtRecorder *recorder, const VtProgress *progress)
{
  gboolean first = recorder->n == 0 || recorder->newest.phase != progress->phase;

  if (first && progress->phase == VT_PHASE_QUENCH && isnan (recorder->melt_end))
    recorder->melt_end = recorder->n > 0 ? recorder->newest.evaluations : progress->evaluations;
  recorder->newest = (Point) { progress->phase, first, progress->evaluations, progress->energy,
                               progress->largest_force };
  recorder->newest_kept = first || ++recorder->skipped >= recorder->stride;
  if (!recorder->newest_kept)
    return;
  recorder->skipped = 0;
  recorder->points[recorder->n++] = recorder->newest;
  if (recorder->n == CAPACITY)
    thin (recorder);
}

void
vt_recorder_set_goal (VtRecorder *recorder, double goal)
{
  recorder->goal = goal;
}

VtTrace *
vt_recorder_trace (const VtRecorder *recorder)
{
  guint n = recorder->n + !recorder->newest_kept;
  VtTrace *trace = vt_trace_new (n);

  for (guint k = 0; k < n; k++)
    {
      const Point *point = k < recorder->n ? &recorder->points[k] : &recorder->newest;

      trace->phase[k] = point->phase;
      trace->evaluations[k] = point->evaluations;
      trace->energy[k] = point->energy;
      trace->largest_force[k] = point->largest_force;
    }
  trace->melt_end = recorder->melt_end;
  trace->goal = recorder->goal;
  return trace;
}
