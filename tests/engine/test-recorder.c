/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The record of a run stays small and keeps its shape. */
#include "engine/recorder.h"
#include "engine/snapshot-private.h"

#include <math.h>

static void
add (VtRecorder *recorder, VtPhase phase, guint64 evaluations)
{
  const VtProgress progress = { .phase = phase, .evaluations = evaluations, .energy = -(double) evaluations,
                                .largest_force = 1.0 / (1 + evaluations) };

  vt_recorder_add (recorder, &progress);
}

static void
test_few (void)
{
  g_autoptr (VtRecorder) recorder = vt_recorder_new ();
  VtTrace *trace;

  for (guint k = 0; k < 10; k++)
    add (recorder, k < 4 ? VT_PHASE_MELT : VT_PHASE_QUENCH, k);
  vt_recorder_set_goal (recorder, 1e-9);
  trace = vt_recorder_trace (recorder);
  g_assert_cmpuint (trace->n, ==, 10);
  for (guint k = 0; k < 10; k++)
    {
      g_assert_cmpfloat (trace->evaluations[k], ==, k);
      g_assert_cmpfloat (trace->energy[k], ==, -(double) k);
    }
  g_assert_cmpfloat (trace->melt_end, ==, 3);
  g_assert_cmpfloat (trace->goal, ==, 1e-9);
  vt_trace_unref (trace);
}

static void
test_many (void)
{
  g_autoptr (VtRecorder) recorder = vt_recorder_new ();
  guint melt = 60001, all = 300007;
  gboolean boundary = FALSE;
  VtTrace *trace;

  for (guint k = 0; k < all; k++)
    add (recorder, k < melt ? VT_PHASE_MELT : VT_PHASE_QUENCH, k);
  trace = vt_recorder_trace (recorder);
  g_assert_cmpuint (trace->n, <=, 4097);
  g_assert_cmpuint (trace->n, >, 1500);
  g_assert_cmpfloat (trace->evaluations[0], ==, 0);
  g_assert_cmpfloat (trace->evaluations[trace->n - 1], ==, all - 1);
  g_assert_cmpfloat (trace->melt_end, ==, melt - 1);
  for (guint k = 1; k < trace->n; k++)
    {
      double gap = trace->evaluations[k] - trace->evaluations[k - 1];

      g_assert_cmpfloat (gap, >, 0);
      g_assert_cmpfloat (gap, <, all / 500.0);
      boundary = boundary || trace->evaluations[k] == melt;
    }
  g_assert_true (boundary);
  vt_trace_unref (trace);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recorder/few", test_few);
  g_test_add_func ("/recorder/many", test_many);
  return g_test_run ();
}
