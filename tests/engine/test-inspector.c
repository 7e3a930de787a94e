/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an inspector finds, what stopping leaves, in which order it works. */
#include "engine/inspector-private.h"
#include "engine/run.h"

#include <math.h>
#include <string.h>

#define LONG (120 * (gint64) G_USEC_PER_SEC)
#define WANTED 4

/* One small glass for all tests. */
static VtSnapshot *
glass (void)
{
  static VtSnapshot *made = NULL;
  g_autoptr (VtRun) run = NULL;
  VtRequest request = { .n_threads = 1, .n_modes = 12 };

  if (made != NULL)
    return made;
  g_assert_true (vt_recipe_from_string (&request.recipe, "mie q=12 N=256 seed=3", NULL));
  run = vt_run_new (&request, NULL);
  g_assert_nonnull (run);
  while (made == NULL || made->stage < VT_STAGE_DONE)
    {
      VtSnapshot *next = vt_run_wait (run, LONG);

      g_assert_nonnull (next);
      g_clear_pointer (&made, vt_snapshot_unref);
      made = next;
    }
  g_assert_cmpint (made->stage, ==, VT_STAGE_DONE);
  g_assert_true (made->elasticity->stable);
  return made;
}

/* Waits until @done says so of the newest findings, and returns these. */
static VtFindings *
wait_until (VtInspector *inspector, gboolean (*done) (const VtFindings *findings))
{
  g_autoptr (VtFindings) findings = NULL;

  while (findings == NULL || !done (findings))
    {
      VtFindings *next = vt_inspector_wait (inspector, LONG);

      g_assert_nonnull (next);
      if (findings != NULL)
        g_assert_cmpuint (next->version, >, findings->version);
      g_clear_pointer (&findings, vt_findings_unref);
      findings = next;
    }
  return g_steal_pointer (&findings);
}

static gboolean
search_over (const VtFindings *findings)
{
  return findings->search > VT_SEARCH_RUNNING && findings->seconds > 0;
}

static guint
n_found (const VtFindings *findings, VtModeKind kind)
{
  const GPtrArray *modes = vt_findings_modes (findings, kind);

  return modes != NULL ? modes->len : 0;
}

static gboolean
everything_studied (const VtFindings *findings)
{
  for (guint kind = 0; kind < VT_N_MODE_KINDS; kind++)
    {
      const GPtrArray *modes = kind == VT_MODE_HARMONIC ? glass ()->modes->modes : vt_findings_modes (findings, kind);

      for (guint k = 0; modes != NULL && k < modes->len; k++)
        if (vt_findings_study (findings, vt_mode_at (modes, k)) == NULL)
          return FALSE;
    }
  return search_over (findings);
}

static gboolean
one_studied (const VtFindings *findings)
{
  return findings->studies->len > 0;
}

static gboolean
one_found (const VtFindings *findings)
{
  return n_found (findings, VT_MODE_CUBIC) > 0;
}

static void
assert_family (const VtFindings *findings, VtModeKind kind)
{
  const VtSnapshot *snapshot = glass ();
  g_autoptr (VtHessian) hessian = vt_hessian_new (snapshot->network);
  const GPtrArray *modes = vt_findings_modes (findings, kind);

  g_assert_cmpuint (n_found (findings, kind), >=, 1);
  g_assert_cmpuint (n_found (findings, kind), <=, WANTED);
  g_assert_cmpuint (findings->n_wanted, ==, WANTED);
  for (guint k = 0; k < modes->len; k++)
    {
      const VtMode *mode = vt_mode_at (modes, k);
      g_autofree double *product = g_new (double, 3 * (gsize) mode->n_particles);
      double residual;

      vt_hessian_multiply (hessian, mode->vector, product);
      residual = vt_mode_equation_residual (kind, snapshot->network, product, mode->vector);
      g_assert_cmpfloat (residual / mode->eigenvalue, <, VT_NONLINEAR_RESIDUAL);
      g_assert_cmpfloat (mode->frequency, >=, snapshot->modes->frequencies[0]);
      if (k > 0)
        g_assert_cmpfloat (mode->frequency, >=, vt_mode_at (modes, k - 1)->frequency);
    }
}

static void
test_search (void)
{
  g_autoptr (VtInspector) inspector = vt_inspector_new (glass (), NULL);
  g_autoptr (VtFindings) findings = NULL;

  g_assert_null (vt_inspector_take (inspector));
  g_assert_false (vt_inspector_is_busy (inspector));
  vt_inspector_search (inspector, WANTED, 1);
  g_assert_true (vt_inspector_is_busy (inspector));
  findings = wait_until (inspector, search_over);
  g_assert_cmpint (findings->search, ==, VT_SEARCH_DONE);
  g_assert_null (findings->problem);
  g_assert_cmpuint (findings->solves, >, 0);
  assert_family (findings, VT_MODE_CUBIC);
  assert_family (findings, VT_MODE_QUARTIC);
  g_assert_null (vt_findings_modes (findings, VT_MODE_HARMONIC));
}

/* Energy along the mode, at points where bonds neither open nor close by much, is what its derivatives say. */
static void
assert_curve (const VtModeStudy *study)
{
  const VtEnergyCurve *curve = &study->energy;
  guint middle = curve->n / 2;

  g_assert_cmpuint (curve->n, >=, 41);
  g_assert_cmpfloat (curve->s[middle], ==, 0);
  g_assert_cmpfloat (fabs (curve->energy[middle]), <, 1e-12);
  for (guint k = middle - 2; k <= middle + 2; k++)
    {
      double expected = vt_expansion_energy (&study->expansion, 4, curve->s[k]);

      g_assert_cmpfloat (fabs (curve->energy[k] - expected), <=, 0.02 * fabs (expected) + 1e-12);
    }
}

static void
assert_study (const VtModeStudy *study, const VtSnapshot *snapshot, const VtHessian *hessian)
{
  g_autoptr (VtAnatomy) anatomy = vt_anatomy_new (study->kind, snapshot->sample, snapshot->network, hessian,
                                                  study->mode->vector, snapshot->modes->modes);
  double sum = 0;

  for (guint k = 0; k < VT_N_STIFFNESS_PARTS; k++)
    sum += study->anatomy->parts[k];
  g_assert_cmpfloat_with_epsilon (sum, study->mode->eigenvalue, 1e-9 * fabs (sum));
  g_assert_cmpfloat_with_epsilon (study->anatomy->third, anatomy->third, 1e-9 * fabs (anatomy->third));
  g_assert_cmpfloat_with_epsilon (study->anatomy->omega, study->mode->frequency, 1e-9);
  g_assert_cmpfloat_with_epsilon (study->sign * study->mode->vector[0], anatomy->vector[0], 1e-15);
  g_assert_null (study->anatomy->vector);
  g_assert_cmpuint (study->anatomy->n_overlaps, ==, snapshot->modes->n);
  g_assert_cmpfloat (study->shear_share, >=, 0);
  g_assert_cmpfloat (study->shear_share, <=, study->kind == VT_MODE_HARMONIC ? 1 : INFINITY);
  assert_curve (study);
}

static void
test_studies (void)
{
  const VtSnapshot *snapshot = glass ();
  g_autoptr (VtHessian) hessian = vt_hessian_new (snapshot->network);
  g_autoptr (VtInspector) inspector = vt_inspector_new (snapshot, NULL);
  g_autoptr (VtFindings) findings = NULL;
  double shear = 0;

  vt_inspector_search (inspector, WANTED, 1);
  vt_inspector_study_all (inspector);
  findings = wait_until (inspector, everything_studied);
  for (guint k = 0; k < findings->studies->len; k++)
    assert_study (findings->studies->pdata[k], snapshot, hessian);
  for (guint k = 0; k < snapshot->modes->n; k++)
    {
      const VtModeStudy *study = vt_findings_study (findings, vt_mode_at (snapshot->modes->modes, k));

      g_assert_nonnull (study);
      g_assert_cmpint (study->kind, ==, VT_MODE_HARMONIC);
      shear += study->shear_share;
    }
  /* Some of the modes cannot do more than all of them. */
  g_assert_cmpfloat (shear, >, 0);
  g_assert_cmpfloat (shear, <, 1);
}

static void
test_study_of_one (void)
{
  const VtSnapshot *snapshot = glass ();
  const VtMode *mode = vt_mode_at (snapshot->modes->modes, 5);
  g_autoptr (VtInspector) inspector = vt_inspector_new (snapshot, NULL);
  g_autoptr (VtFindings) findings = NULL;

  vt_inspector_study (inspector, VT_MODE_HARMONIC, mode);
  findings = wait_until (inspector, one_studied);
  g_assert_nonnull (vt_findings_study (findings, mode));
  g_assert_cmpuint (findings->studies->len, ==, 1);
  assert_curve (vt_findings_study (findings, mode));
}

/* What it has found stays, in the findings and for the inspector that comes after it. */
static void
test_stop (void)
{
  const VtSnapshot *snapshot = glass ();
  VtInspector *inspector = vt_inspector_new (snapshot, NULL);
  g_autoptr (VtFindings) kept = NULL;
  g_autoptr (VtFindings) again = NULL;
  const VtMode *first;

  vt_inspector_search (inspector, WANTED, 1);
  vt_findings_unref (wait_until (inspector, one_found));
  vt_inspector_stop_search (inspector);
  kept = vt_inspector_take (inspector);
  g_assert_nonnull (kept);
  vt_inspector_unref (inspector);
  g_assert_cmpint (kept->search, ==, VT_SEARCH_STOPPED);
  g_assert_null (kept->problem);
  g_assert_cmpuint (n_found (kept, VT_MODE_CUBIC), >=, 1);
  first = vt_mode_at (kept->modes[VT_MODE_CUBIC], n_found (kept, VT_MODE_CUBIC) - 1);

  inspector = vt_inspector_new (snapshot, kept);
  vt_inspector_study (inspector, VT_MODE_CUBIC, first);
  vt_inspector_search (inspector, WANTED, 1);
  again = wait_until (inspector, search_over);
  vt_inspector_unref (inspector);
  g_assert_cmpint (again->search, ==, VT_SEARCH_DONE);
  g_assert_cmpuint (n_found (again, VT_MODE_CUBIC), >=, n_found (kept, VT_MODE_CUBIC));
  /* The same mode, not another one like it, and not left out for softer ones: it was asked for. */
  g_assert_true (g_ptr_array_find (again->modes[VT_MODE_CUBIC], first, NULL));
  for (guint k = 1; k < n_found (again, VT_MODE_CUBIC); k++)
    g_assert_cmpfloat (vt_mode_at (again->modes[VT_MODE_CUBIC], k)->frequency, >,
                       vt_mode_at (again->modes[VT_MODE_CUBIC], k - 1)->frequency);
}

/* Given up in the middle of whatever it does: nothing is published, nothing is lost (the sanitizers look). */
static void
test_give_up (void)
{
  for (guint pause = 0; pause < 6; pause++)
    {
      VtInspector *inspector = vt_inspector_new (glass (), NULL);

      vt_inspector_search (inspector, WANTED, pause);
      vt_inspector_study_all (inspector);
      vt_inspector_study (inspector, VT_MODE_HARMONIC, vt_mode_at (glass ()->modes->modes, pause));
      g_usleep (4000 * pause * pause);
      vt_inspector_unref (inspector);
    }
}

/* --- the order of jobs --- */

static GString *done; /* one letter a job */
static GMutex done_mutex;

static void
note (VtInspector *inspector, gpointer data, GCancellable *cancellable)
{
  g_mutex_lock (&done_mutex);
  g_string_append_c (done, (char) GPOINTER_TO_INT (data));
  g_mutex_unlock (&done_mutex);
}

static void
hold (VtInspector *inspector, gpointer data, GCancellable *cancellable)
{
  while (!g_atomic_int_get ((int *) data))
    g_usleep (1000);
  vt_inspector_give_way (inspector);
  note (inspector, GINT_TO_POINTER ('h'), cancellable);
}

static void
unwanted (VtInspector *inspector, gpointer data, GCancellable *cancellable)
{
  g_assert_not_reached ();
}

static void
test_order (void)
{
  VtInspector *inspector = vt_inspector_new (glass (), NULL);
  int go = 0;

  done = g_string_new (NULL);
  vt_inspector_push (inspector, VT_LANE_FACTOR, VT_URGENCY_LONG, hold, &go, NULL);
  vt_inspector_push (inspector, VT_LANE_FACTOR, VT_URGENCY_LATER, note, GINT_TO_POINTER ('c'), NULL);
  vt_inspector_push (inspector, VT_LANE_FACTOR, VT_URGENCY_LONG, note, GINT_TO_POINTER ('b'), NULL);
  vt_inspector_push (inspector, VT_LANE_FACTOR, VT_URGENCY_NOW, note, GINT_TO_POINTER ('1'), NULL);
  vt_inspector_push (inspector, VT_LANE_FACTOR, VT_URGENCY_NOW, note, GINT_TO_POINTER ('2'), NULL);
  vt_inspector_push (inspector, VT_LANE_FACTOR, VT_URGENCY_NOW, unwanted, NULL, NULL);
  g_assert_true (vt_inspector_has_job (inspector, unwanted));
  vt_inspector_cancel (inspector, unwanted);
  g_assert_false (vt_inspector_has_job (inspector, unwanted));
  g_assert_true (vt_inspector_has_job (inspector, hold));
  g_usleep (20000); /* hold is being done by now, or will be: the order is the same */
  g_atomic_int_set (&go, 1);
  while (vt_inspector_is_busy (inspector))
    g_usleep (1000);
  /* What is urgent goes in between where the long job gives way, or before it where that had not begun. */
  g_assert_true (g_str_equal (done->str, "12hbc"));
  vt_inspector_unref (inspector);
  g_string_free (done, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/inspector/order", test_order);
  g_test_add_func ("/inspector/search", test_search);
  g_test_add_func ("/inspector/studies", test_studies);
  g_test_add_func ("/inspector/study-of-one", test_study_of_one);
  g_test_add_func ("/inspector/stop", test_stop);
  g_test_add_func ("/inspector/give-up", test_give_up);
  return g_test_run ();
}
