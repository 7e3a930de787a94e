/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An inspector asked what force dipoles do: on one bond, on many, stopped, taken up again. */
#include "engine/inspector-private.h"
#include "engine/run.h"

#include <math.h>

#define LONG (120 * (gint64) G_USEC_PER_SEC)

static VtSnapshot *
glass (void)
{
  static VtSnapshot *made = NULL;
  g_autoptr (VtRun) run = NULL;
  VtRequest request = { .n_threads = 1, .n_modes = 3 };

  if (made != NULL)
    return made;
  g_assert_true (vt_recipe_from_string (&request.recipe, "mie q=12 N=256 seed=3", NULL));
  run = vt_run_new (&request, NULL);
  while (made == NULL || made->stage < VT_STAGE_DONE)
    {
      VtSnapshot *next = vt_run_wait (run, LONG);

      g_assert_nonnull (next);
      g_clear_pointer (&made, vt_snapshot_unref);
      made = next;
    }
  g_assert_true (made->elasticity->stable);
  return made;
}

static VtFindings *
wait_until (VtInspector *inspector, gboolean (*done) (const VtFindings *findings))
{
  g_autoptr (VtFindings) findings = NULL;

  while (findings == NULL || !done (findings))
    {
      g_clear_pointer (&findings, vt_findings_unref);
      findings = vt_inspector_wait (inspector, LONG);
      g_assert_nonnull (findings);
    }
  return g_steal_pointer (&findings);
}

static gboolean
pinched (const VtFindings *findings)
{
  return findings->pinch != NULL;
}

static gboolean
pinched_at_7 (const VtFindings *findings)
{
  return findings->pinch != NULL && vt_pinch_bond (findings->pinch) == 7;
}

static gboolean
gathered (const VtFindings *findings)
{
  return findings->gathering > VT_SEARCH_RUNNING;
}

static gboolean
some_gathered (const VtFindings *findings)
{
  return findings->dipoles != NULL;
}

/* u of the findings is H^-1 d, and the numbers are those of the command line. */
static void
test_pinch (void)
{
  const VtSnapshot *snapshot = glass ();
  const gsize n = 3 * (gsize) snapshot->network->n;
  g_autoptr (VtInspector) inspector = vt_inspector_new (snapshot, NULL);
  g_autoptr (VtHessian) hessian = vt_hessian_new (snapshot->network);
  g_autoptr (VtFindings) findings = NULL;
  g_autofree double *d = g_new (double, n), *hu = g_new (double, n);

  vt_inspector_pinch (inspector, 42);
  g_assert_true (vt_inspector_is_busy (inspector));
  findings = wait_until (inspector, pinched);
  g_assert_cmpuint (vt_pinch_bond (findings->pinch), ==, 42);
  g_assert_null (findings->response_problem);
  g_assert_null (findings->dipoles);
  vt_dipole_force (snapshot->network, 42, d);
  vt_hessian_multiply (hessian, findings->pinch->u, hu);
  for (gsize c = 0; c < n; c++)
    g_assert_cmpfloat_with_epsilon (hu[c], d[c], 1e-9);
  g_assert_cmpfloat_with_epsilon (findings->pinch->dipole->omega_g,
                                  vt_dipole_frequency (snapshot->network, 42, findings->pinch->u), 1e-12);
}

/* Of many clicks the last one counts. */
static void
test_last_click (void)
{
  g_autoptr (VtInspector) inspector = vt_inspector_new (glass (), NULL);
  g_autoptr (VtFindings) findings = NULL;

  for (gsize bond = 0; bond < 8; bond++)
    vt_inspector_pinch (inspector, bond);
  findings = wait_until (inspector, pinched_at_7);
  while (vt_inspector_is_busy (inspector))
    {
      g_autoptr (VtFindings) later = vt_inspector_wait (inspector, LONG / 1000);

      if (later != NULL)
        g_assert_cmpuint (vt_pinch_bond (later->pinch), ==, 7);
    }
}

/* As many as asked for, the same as in one go, the first published before the last. */
static void
test_gather (void)
{
  const VtSnapshot *snapshot = glass ();
  g_autoptr (VtInspector) inspector = vt_inspector_new (snapshot, NULL);
  g_autoptr (VtFindings) first = NULL, all = NULL;
  g_autoptr (VtHessian) hessian = vt_hessian_new (snapshot->network);
  g_autoptr (VtFactor) factor = vt_factor_new_stable (hessian, NULL);
  g_autoptr (VtDipoles) whole = vt_dipoles_measure (snapshot->sample, snapshot->network, factor, 5, 100, NULL, NULL,
                                                    NULL, NULL);

  vt_inspector_gather (inspector, 60, 5);
  vt_inspector_gather (inspector, 1000, 6); /* not while that goes on */
  first = wait_until (inspector, gathered);
  g_assert_cmpint (first->gathering, ==, VT_SEARCH_DONE);
  g_assert_cmpuint (first->dipoles->n, ==, 60);
  g_assert_cmpuint (first->n_dipoles_wanted, ==, 60);
  while (vt_inspector_is_busy (inspector))
    vt_findings_unref (vt_inspector_wait (inspector, LONG / 1000));
  vt_inspector_gather (inspector, 100, 5);
  all = wait_until (inspector, gathered);
  g_assert_cmpuint (all->dipoles->n, ==, 100);
  /* What was published before has not changed since. */
  g_assert_cmpuint (first->dipoles->n, ==, 60);
  for (guint k = 0; k < 100; k++)
    {
      g_assert_cmpuint (all->dipoles->bonds[k], ==, whole->bonds[k]);
      g_assert_cmpfloat_with_epsilon (all->dipoles->frequency[k], whole->frequency[k], 1e-9);
    }
  g_assert_cmpfloat_with_epsilon (all->dipoles->omega_g, whole->omega_g, 1e-9);
}

/* Stopped: what there is stays. A bond looked at meanwhile is answered before all are done. */
static void
test_stop (void)
{
  g_autoptr (VtInspector) inspector = vt_inspector_new (glass (), NULL);
  g_autoptr (VtFindings) some = NULL, looked = NULL, stopped = NULL, known = NULL;
  const guint all = (guint) glass ()->network->n_bonds;

  vt_inspector_gather (inspector, all, 1);
  some = wait_until (inspector, some_gathered);
  g_assert_cmpuint (some->dipoles->n, <, all);
  vt_inspector_pinch (inspector, 7);
  looked = wait_until (inspector, pinched_at_7);
  g_assert_cmpuint (looked->dipoles->n, <, all);
  g_assert_cmpint (looked->gathering, ==, VT_SEARCH_RUNNING);
  vt_inspector_stop_gathering (inspector);
  stopped = wait_until (inspector, gathered);
  g_assert_cmpint (stopped->gathering, ==, VT_SEARCH_STOPPED);
  g_assert_cmpuint (stopped->dipoles->n, >=, some->dipoles->n);
  g_assert_cmpuint (stopped->dipoles->n, <, all);
  g_assert_cmpfloat (stopped->dipoles->omega_g, >, 0);

  /* The next inspector of the same glass knows it all, and goes on from there. */
  g_autoptr (VtInspector) next = vt_inspector_new (glass (), stopped);
  vt_inspector_gather (next, stopped->dipoles->n + 5, 1);
  known = wait_until (next, gathered);
  g_assert_cmpuint (known->dipoles->n, ==, stopped->dipoles->n + 5);
  g_assert_cmpuint (vt_pinch_bond (known->pinch), ==, 7);
}

/* A glass that is no minimum answers with the reason. */
static gboolean
has_problem (const VtFindings *findings)
{
  return findings->response_problem != NULL;
}

static void
test_unstable (void)
{
  const VtSnapshot *snapshot = glass ();
  VtSnapshot shaken = *snapshot;
  VtPotential potential;
  g_autoptr (VtSample) sample = vt_sample_copy (snapshot->sample);
  g_autoptr (VtFindings) findings = NULL;

  for (guint c = 0; c < 3 * sample->n; c++)
    sample->positions[c] += 0.08 * sin (7.0 * c);
  g_assert_true (vt_recipe_potential (&snapshot->recipe, &potential, NULL));

  g_autoptr (VtNetwork) network = vt_network_new (sample, &potential, NULL);
  g_atomic_ref_count_init (&shaken.references);
  shaken.sample = sample;
  shaken.network = network;

  g_autoptr (VtInspector) inspector = vt_inspector_new (&shaken, NULL);
  vt_inspector_pinch (inspector, 3);
  findings = wait_until (inspector, has_problem);
  g_assert_null (findings->pinch);
  g_clear_pointer (&inspector, vt_inspector_unref);
  /* Its threads let go of the snapshot, which lives on this one's stack. */
  while (!g_atomic_ref_count_compare (&shaken.references, 1))
    g_usleep (1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pinch/one", test_pinch);
  g_test_add_func ("/pinch/last-click", test_last_click);
  g_test_add_func ("/pinch/gather", test_gather);
  g_test_add_func ("/pinch/stop", test_stop);
  g_test_add_func ("/pinch/unstable", test_unstable);
  return g_test_run ();
}
