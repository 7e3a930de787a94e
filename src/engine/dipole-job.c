/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inspector's jobs of pinching the glass: on one bond that the user looks at, and on many at random. */
#include "engine/inspector-private.h"

#include <string.h>

/* Dipoles solved for together: a click in between waits for no more than these. */
#define BATCH 16

/* --- what solves: the inspector's factor or, where that does not fit into memory, conjugate gradients --- */

typedef struct
{
  VtInspector *inspector;
  VtFactor *factor; /* the inspector's; NULL: iterative */
  VtTeam *team;
  VtIterative *iterative;
} Solver;

static void
solver_clear (Solver *solver)
{
  g_clear_pointer (&solver->iterative, vt_iterative_free);
  g_clear_pointer (&solver->team, vt_team_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Solver, solver_clear)

static gboolean
solver_init (Solver *solver, VtInspector *inspector, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;

  *solver = (Solver) { .inspector = inspector };
  solver->factor = vt_inspector_factor (inspector, cancellable, &local);
  if (solver->factor != NULL)
    return TRUE;
  if (!g_error_matches (local, VT_RESPONSE_ERROR, VT_RESPONSE_ERROR_MEMORY))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  solver->team = vt_team_new (0);
  solver->iterative = vt_iterative_new (vt_inspector_hessian (inspector), solver->team);
  return TRUE;
}

/* Gives way before each solve: the user may look at a bond meanwhile. */
static gboolean
solve (gpointer data, double *u, guint n, GCancellable *cancellable, GError **error)
{
  Solver *solver = data;

  vt_inspector_give_way (solver->inspector);
  if (solver->factor != NULL)
    return vt_dipoles_solve_by_factor (solver->factor, u, n, cancellable, error);
  return vt_dipoles_solve_iteratively (solver->iterative, u, n, cancellable, error);
}

/* --- telling --- */

typedef struct
{
  VtPinch *pinch;
  VtDipoles *dipoles;
  GCancellable *cancellable;
  VtSearchState state;
  const char *problem;
} News;

static void
set_problem (VtFindings *findings, const char *problem)
{
  g_free (findings->response_problem);
  findings->response_problem = g_strdup (problem);
}

static void
tell_pinch (VtFindings *findings, gpointer data)
{
  const News *news = data;

  /* Another one has been asked for meanwhile. */
  if (g_cancellable_is_cancelled (news->cancellable))
    return;
  g_clear_pointer (&findings->pinch, vt_pinch_unref);
  findings->pinch = news->pinch != NULL ? vt_pinch_ref (news->pinch) : NULL;
  set_problem (findings, news->problem);
}

static void
tell_dipoles (VtFindings *findings, gpointer data)
{
  const News *news = data;

  if (news->dipoles != NULL)
    {
      g_clear_pointer (&findings->dipoles, vt_dipoles_unref);
      findings->dipoles = vt_dipoles_ref (news->dipoles);
    }
  /* Who cancelled it has said that it is stopped, and may have asked for more since. */
  if (!g_cancellable_is_cancelled (news->cancellable))
    findings->gathering = news->state;
  set_problem (findings, news->problem);
}

static const char *
problem_of (const GError *error)
{
  return error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? error->message : NULL;
}

/* --- one --- */

static VtPinch *
pinch_new (const VtSnapshot *snapshot, gsize bond, Solver *solver, GCancellable *cancellable, GError **error)
{
  const VtNetwork *network = snapshot->network;
  g_autofree double *u = g_new (double, 3 * (gsize) network->n);
  VtPinch *pinch;

  vt_dipole_force (network, bond, u);
  if (!solve (solver, u, 1, cancellable, error))
    return NULL;
  pinch = g_new0 (VtPinch, 1);
  g_atomic_ref_count_init (&pinch->references);
  pinch->dipole = vt_dipoles_new (snapshot->sample, network);
  vt_dipoles_add (pinch->dipole, bond, u);
  vt_dipoles_summarise (pinch->dipole);
  pinch->u = g_steal_pointer (&u);
  return pinch;
}

static void
pinch (VtInspector *inspector, gpointer data, GCancellable *cancellable)
{
  g_autoptr (VtSnapshot) snapshot = vt_inspector_snapshot (inspector);
  g_autoptr (VtPinch) made = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (Solver) solver = { 0 };

  if (solver_init (&solver, inspector, cancellable, &error))
    made = pinch_new (snapshot, GPOINTER_TO_SIZE (data), &solver, cancellable, &error);
  vt_inspector_publish (inspector, tell_pinch,
                        &(News) { .pinch = made, .cancellable = cancellable, .problem = problem_of (error) });
}

void
vt_inspector_pinch (VtInspector *inspector, gsize bond)
{
  vt_inspector_cancel (inspector, pinch);
  vt_inspector_push (inspector, VT_LANE_FACTOR, VT_URGENCY_NOW, pinch, GSIZE_TO_POINTER (bond), NULL);
}

/* --- many --- */

typedef struct
{
  VtInspector *inspector;
  GCancellable *cancellable;
  guint n_dipoles;
  guint64 seed;
} Gathering;

static void
on_gathered (const VtDipoles *dipoles, guint n, gpointer data)
{
  const Gathering *gathering = data;
  g_autoptr (VtDipoles) copy = vt_dipoles_copy (dipoles);

  vt_inspector_publish (gathering->inspector, tell_dipoles,
                        &(News) { .dipoles = copy, .cancellable = gathering->cancellable,
                                  .state = VT_SEARCH_RUNNING });
}

static void
gather (VtInspector *inspector, gpointer data, GCancellable *cancellable)
{
  Gathering *gathering = data;
  g_autoptr (VtSnapshot) snapshot = vt_inspector_snapshot (inspector);
  g_autoptr (VtFindings) known = vt_inspector_findings (inspector);
  g_autoptr (VtDipoles) dipoles = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (Solver) solver = { 0 };
  News news = { .cancellable = cancellable, .state = VT_SEARCH_DONE };

  gathering->cancellable = cancellable;
  dipoles = known->dipoles != NULL ? vt_dipoles_copy (known->dipoles)
                                   : vt_dipoles_new (snapshot->sample, snapshot->network);
  if (!solver_init (&solver, inspector, cancellable, &error)
      || !vt_dipoles_gather (dipoles, solve, &solver, BATCH, gathering->seed, gathering->n_dipoles, on_gathered,
                             gathering, cancellable, &error))
    {
      news.problem = problem_of (error);
      news.state = news.problem != NULL ? VT_SEARCH_FAILED : VT_SEARCH_STOPPED;
    }
  vt_inspector_publish (inspector, tell_dipoles, &news);
}

static void
tell_begun (VtFindings *findings, gpointer data)
{
  findings->gathering = VT_SEARCH_RUNNING;
  findings->n_dipoles_wanted = GPOINTER_TO_UINT (data);
  set_problem (findings, NULL);
}

void
vt_inspector_gather (VtInspector *inspector, guint n_dipoles, guint64 seed)
{
  Gathering *gathering;

  if (vt_inspector_has_job (inspector, gather))
    return;
  gathering = g_new0 (Gathering, 1);
  *gathering = (Gathering) { .inspector = inspector, .n_dipoles = n_dipoles, .seed = seed };
  /* Said at once: the factor may take seconds. */
  vt_inspector_publish (inspector, tell_begun, GUINT_TO_POINTER (n_dipoles));
  vt_inspector_push (inspector, VT_LANE_FACTOR, VT_URGENCY_SOON, gather, gathering, g_free);
}

static void
tell_stopped (VtFindings *findings, gpointer unused)
{
  if (findings->gathering == VT_SEARCH_RUNNING)
    findings->gathering = VT_SEARCH_STOPPED;
}

void
vt_inspector_stop_gathering (VtInspector *inspector)
{
  vt_inspector_cancel (inspector, gather);
  vt_inspector_publish (inspector, tell_stopped, NULL);
}
