/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The mailbox holds one snapshot, the newest; parts are shared; the vDOS counts every mode once. */
#include "engine/mailbox.h"
#include "engine/snapshot-private.h"

#include <math.h>

static VtSnapshot *
snapshot_at (VtStage stage, double progress)
{
  VtSnapshot *snapshot = vt_snapshot_new ();

  snapshot->stage = stage;
  snapshot->progress = progress;
  return snapshot;
}

static void
test_newest_only (void)
{
  g_autoptr (VtMailbox) mailbox = vt_mailbox_new ();
  g_autoptr (VtSnapshot) taken = NULL;

  g_assert_null (vt_mailbox_take (mailbox));
  for (guint k = 0; k < 5; k++)
    g_assert_true (vt_mailbox_put (mailbox, snapshot_at (VT_STAGE_MELT, k / 10.0)));
  taken = vt_mailbox_take (mailbox);
  g_assert_cmpfloat (taken->progress, ==, 0.4);
  g_assert_cmpuint (taken->version, ==, 5);
  g_assert_null (vt_mailbox_take (mailbox));
  g_assert_null (vt_mailbox_wait (mailbox, 1000));
}

static void
test_last_closes (void)
{
  static const VtStage last[] = { VT_STAGE_DONE, VT_STAGE_FAILED };

  for (guint k = 0; k < G_N_ELEMENTS (last); k++)
    {
      g_autoptr (VtMailbox) mailbox = vt_mailbox_new ();
      g_autoptr (VtSnapshot) taken = NULL;

      vt_mailbox_put (mailbox, snapshot_at (last[k], 1));
      g_assert_true (vt_mailbox_closed (mailbox));
      vt_mailbox_cancel (mailbox);
      g_assert_false (vt_mailbox_put (mailbox, snapshot_at (VT_STAGE_MELT, 0)));
      taken = vt_mailbox_take (mailbox);
      g_assert_cmpint (taken->stage, ==, last[k]);
    }
}

static void
test_cancel_keeps_what_is_finished (void)
{
  g_autoptr (VtMailbox) mailbox = vt_mailbox_new ();
  g_autoptr (VtSnapshot) before = NULL, after = NULL;
  VtSnapshot *put = snapshot_at (VT_STAGE_MODES, 0.3);

  vt_snapshot_set_digest (put, "abc");
  vt_snapshot_set_note (put, "one");
  vt_snapshot_set_note (put, "two");
  vt_snapshot_take_sample (put, vt_sample_new (3, (double[]) { 5, 5, 5 }));
  vt_mailbox_put (mailbox, put);
  before = vt_mailbox_take (mailbox);
  vt_mailbox_cancel (mailbox);
  g_assert_true (vt_mailbox_closed (mailbox));
  g_assert_false (vt_mailbox_put (mailbox, snapshot_at (VT_STAGE_DONE, 1)));
  after = vt_mailbox_take (mailbox);
  g_assert_cmpint (after->stage, ==, VT_STAGE_CANCELLED);
  g_assert_cmpint (after->failed_stage, ==, VT_STAGE_MODES);
  g_assert_cmpstr (after->digest, ==, "abc");
  g_assert_cmpstr (after->note, ==, "one\ntwo");
  g_assert_true (after->sample == before->sample);
}

#define N_PUT 20000

static gpointer
put_many (gpointer data)
{
  for (guint k = 0; k < N_PUT; k++)
    vt_mailbox_put (data, snapshot_at (VT_STAGE_MELT, k));
  vt_mailbox_put (data, snapshot_at (VT_STAGE_DONE, N_PUT));
  return NULL;
}

static void
test_two_threads (void)
{
  g_autoptr (VtMailbox) mailbox = vt_mailbox_new ();
  GThread *writer = g_thread_new ("writer", put_many, mailbox);
  guint64 version = 0;
  gboolean done = FALSE;

  while (!done)
    {
      g_autoptr (VtSnapshot) snapshot = vt_mailbox_wait (mailbox, 10 * G_USEC_PER_SEC);

      g_assert_nonnull (snapshot);
      g_assert_cmpuint (snapshot->version, >, version);
      version = snapshot->version;
      g_assert_cmpfloat (snapshot->progress, ==, version - 1);
      done = snapshot->stage == VT_STAGE_DONE;
    }
  g_thread_join (writer);
  g_assert_cmpuint (version, ==, N_PUT + 1);
}

/* A set of modes of which only the frequencies matter. */
static VtModeSet *
modes_with (guint n, const double *frequencies, guint n_particles)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_mode_unref);

  for (guint l = 0; l < n; l++)
    {
      VtMode *mode = g_new0 (VtMode, 1);

      g_atomic_ref_count_init (&mode->references);
      mode->frequency = frequencies[l];
      mode->vector = g_new0 (double, 1);
      g_ptr_array_add (found, mode);
    }
  return vt_mode_set_new (found, n_particles, n);
}

static void
test_shared_modes (void)
{
  const double frequencies[] = { 1, 2, 3 };
  VtModeSet *few = modes_with (3, frequencies, 10);
  VtModeSet *same = vt_mode_set_new (few->modes, 10, 3);
  const double *vector = few->vectors[2];

  vt_mode_set_unref (few);
  g_assert_true (same->vectors[2] == vector);
  g_assert_cmpfloat (same->vectors[2][0], ==, 0);
  g_assert_cmpfloat (same->frequencies[2], ==, 3);
  vt_mode_set_unref (same);
}

/* The integral of D over its bins is modes counted / N. */
static void
test_vdos_complete (void)
{
  guint n_particles = 100, n = 3 * n_particles - 3, counted = 0;
  VtSpectrum *spectrum = vt_spectrum_new (n);
  g_autoptr (VtVdos) vdos = NULL;
  double integral = 0;

  for (guint l = 0; l < n; l++)
    spectrum->frequencies[l] = 0.1 * pow (l + 1, 0.9);
  vdos = vt_vdos_new (spectrum, NULL, n_particles, 10);
  g_assert_true (vdos->complete);
  for (guint k = 0; k < vdos->n; k++)
    {
      double width = vdos->omega[k] * (pow (10, 0.05) - pow (10, -0.05));

      g_assert_cmpfloat_with_epsilon (vdos->density[k], vdos->count[k] / (n_particles * width), 1e-12);
      integral += vdos->density[k] * width;
      counted += vdos->count[k];
    }
  g_assert_cmpuint (counted, ==, n);
  g_assert_cmpfloat_with_epsilon (integral, n / (double) n_particles, 1e-10);
  vt_spectrum_unref (spectrum);
}

/* Of a set of lowest modes the topmost bounds what is known: uniformly spaced modes give a flat D up to the end. */
static void
test_vdos_partial (void)
{
  guint n_particles = 1000, n = 950;
  g_autofree double *frequencies = g_new (double, n);
  g_autoptr (VtVdos) vdos = NULL;
  VtModeSet *modes;

  for (guint l = 0; l < n; l++)
    frequencies[l] = 0.01 * (l + 1);
  frequencies[0] = -0.4;
  modes = modes_with (n, frequencies, n_particles);
  vdos = vt_vdos_new (NULL, modes, n_particles, 5);
  g_assert_false (vdos->complete);
  for (guint k = vdos->n - 3; k < vdos->n; k++)
    g_assert_cmpfloat_with_epsilon (vdos->density[k], 0.1, 0.003);
  vt_mode_set_unref (modes);
}

/* What moves freely has frequencies of rounding: no decades are spent on them. */
static void
test_vdos_free_motion (void)
{
  VtSpectrum *spectrum = vt_spectrum_new (60);
  g_autoptr (VtVdos) vdos = NULL;
  guint counted = 0;

  for (guint l = 0; l < 60; l++)
    spectrum->frequencies[l] = l < 8 ? 1e-7 * (l - 3.5) : 0.1 * l;
  vdos = vt_vdos_new (spectrum, NULL, 21, 10);
  g_assert_cmpfloat (vdos->omega[0], >, 0.1);
  for (guint k = 0; k < vdos->n; k++)
    counted += vdos->count[k];
  g_assert_cmpuint (counted, ==, 52);
  vt_spectrum_unref (spectrum);
}

static void
test_vdos_empty (void)
{
  VtModeSet *modes = modes_with (0, NULL, 10);
  g_autoptr (VtVdos) none = vt_vdos_new (NULL, NULL, 10, 5);
  g_autoptr (VtVdos) empty = vt_vdos_new (NULL, modes, 10, 5);

  g_assert_cmpuint (none->n, ==, 0);
  g_assert_cmpuint (empty->n, ==, 0);
  vt_mode_set_unref (modes);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mailbox/newest-only", test_newest_only);
  g_test_add_func ("/mailbox/last-closes", test_last_closes);
  g_test_add_func ("/mailbox/cancel-keeps-what-is-finished", test_cancel_keeps_what_is_finished);
  g_test_add_func ("/mailbox/two-threads", test_two_threads);
  g_test_add_func ("/snapshot/shared-modes", test_shared_modes);
  g_test_add_func ("/vdos/complete", test_vdos_complete);
  g_test_add_func ("/vdos/partial", test_vdos_partial);
  g_test_add_func ("/vdos/free-motion", test_vdos_free_motion);
  g_test_add_func ("/vdos/empty", test_vdos_empty);
  return g_test_run ();
}
