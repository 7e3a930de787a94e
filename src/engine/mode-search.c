/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inspector's search for nonlinear modes: cubic ones from the softest harmonic modes and from random bonds, then
 * quartic ones, which are fewer and have narrower basins, from those too. */
#include "engine/inspector-private.h"

#include <cblas.h>
#include <math.h>

/* Modes that overlap more than this are the same: one found again after a search that was stopped. */
#define SAME 0.95

typedef struct
{
  guint n_modes;
  guint64 seed;
  VtInspector *inspector;
  GCancellable *cancellable;
  VtModeKind kind;       /* looked for now */
  double highest;        /* frequency of the highest harmonic mode known; INFINITY without one */
  guint64 solves_before; /* by the factor, when the search began */
  gint64 begun;
} Search;

static void
add_modes (GPtrArray *list, const GPtrArray *modes, guint most)
{
  for (guint k = 0; modes != NULL && k < MIN (modes->len, most); k++)
    g_ptr_array_add (list, vt_mode_ref (vt_mode_at (modes, k)));
}

static GPtrArray *
new_modes (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) vt_mode_unref);
}

static const VtMode *
find_same (const GPtrArray *modes, const VtMode *mode)
{
  for (guint k = 0; modes != NULL && k < modes->len; k++)
    if (fabs (cblas_ddot (3 * (int) mode->n_particles, vt_mode_at (modes, k)->vector, 1, mode->vector, 1)) > SAME)
      return vt_mode_at (modes, k);
  return NULL;
}

/* The softest of what was known and what is found now, and those that were chosen: who looks at one does not lose it when
 * softer ones come. One known already keeps its identity. */
static GPtrArray *
merge (const GPtrArray *known, const GPtrArray *found, const GPtrArray *chosen, guint most)
{
  g_autoptr (GPtrArray) all = new_modes ();
  GPtrArray *kept = new_modes ();

  add_modes (all, known, G_MAXUINT);
  for (guint k = 0; k < found->len; k++)
    if (find_same (known, vt_mode_at (found, k)) == NULL)
      g_ptr_array_add (all, vt_mode_ref (vt_mode_at (found, k)));
  vt_modes_sort (all);
  for (guint k = 0; k < all->len; k++)
    if (k < most || g_ptr_array_find ((GPtrArray *) chosen, all->pdata[k], NULL))
      g_ptr_array_add (kept, vt_mode_ref (all->pdata[k]));
  return kept;
}

/* --- telling --- */

typedef struct
{
  Search *search;
  GPtrArray *modes; /* or NULL */
  VtSearchState state;
  const char *problem;
  guint64 solves;
  double seconds;
} News;

static void
tell (VtFindings *findings, gpointer data)
{
  const News *news = data;
  VtModeKind kind = news->search->kind;

  if (news->modes != NULL)
    {
      g_clear_pointer (&findings->modes[kind], g_ptr_array_unref);
      findings->modes[kind] = g_ptr_array_ref (news->modes);
    }
  findings->seeking = kind;
  findings->n_wanted = news->search->n_modes;
  /* Who cancelled it has said that it is stopped, and may have asked for another one since. */
  if (!g_cancellable_is_cancelled (news->search->cancellable))
    findings->search = news->state;
  findings->solves += news->solves;
  findings->seconds += news->seconds;
  g_free (findings->problem);
  findings->problem = g_strdup (news->problem);
}

static void
show (Search *search, const GPtrArray *found)
{
  g_autoptr (VtFindings) known = vt_inspector_findings (search->inspector);
  g_autoptr (GPtrArray) modes = merge (known->modes[search->kind], found, known->chosen, search->n_modes);
  News news = { .search = search, .modes = modes, .state = VT_SEARCH_RUNNING };

  vt_inspector_publish (search->inspector, tell, &news);
  vt_inspector_study_all (search->inspector);
}

/* What is found first is rarely the softest, and will be pushed out again: until the end only what lies in the range of
 * the harmonic modes is shown. */
static void
on_found (GPtrArray *found, gpointer data)
{
  Search *search = data;
  g_autoptr (GPtrArray) soft = new_modes ();

  for (guint k = 0; k < found->len; k++)
    if (vt_mode_at (found, k)->frequency <= search->highest)
      g_ptr_array_add (soft, vt_mode_ref (vt_mode_at (found, k)));
  if (soft->len > 0)
    show (search, soft);
}

static void
begin_kind (Search *search, VtModeKind kind)
{
  News news = { .search = search, .state = VT_SEARCH_RUNNING };

  search->kind = kind;
  vt_inspector_publish (search->inspector, tell, &news);
}

static void
end (Search *search, const VtFactor *factor, const GError *error)
{
  News news = { .search = search, .state = VT_SEARCH_DONE };

  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      news.state = VT_SEARCH_FAILED;
      news.problem = error->message;
    }
  if (factor != NULL)
    news.solves = vt_factor_counts (factor)->solves - search->solves_before;
  news.seconds = (g_get_monotonic_time () - search->begun) / (double) G_USEC_PER_SEC;
  vt_inspector_publish (search->inspector, tell, &news);
}

/* --- searching --- */

static void
between_solves (gpointer data)
{
  vt_inspector_give_way (((Search *) data)->inspector);
}

static gboolean
seek (Search *search, VtModeKind kind, GPtrArray *starts, const VtNetwork *network, VtFactor *factor,
      GCancellable *cancellable, GError **error)
{
  const VtNonlinearSearch terms = {
    .kind = kind,
    .n_modes = search->n_modes,
    .n_dipoles = VT_DIPOLES_PER_START * VT_STARTS_PER_MODE * search->n_modes,
    .seed = search->seed,
    .modes = starts,
    .between = between_solves,
    .between_data = search,
  };
  g_autoptr (GPtrArray) found = NULL;

  begin_kind (search, kind);
  found = vt_nonlinear_modes (&terms, network, factor, on_found, search, cancellable, error);
  if (found == NULL)
    return FALSE;
  show (search, found);
  add_modes (starts, found, G_MAXUINT);
  return TRUE;
}

static void
run_search (VtInspector *inspector, gpointer data, GCancellable *cancellable)
{
  Search *search = data;
  g_autoptr (VtSnapshot) snapshot = vt_inspector_snapshot (inspector);
  g_autoptr (GPtrArray) starts = new_modes ();
  g_autoptr (GError) error = NULL;
  VtFactor *factor;

  search->cancellable = cancellable;
  search->highest = snapshot->modes != NULL && snapshot->modes->n > 0
                      ? snapshot->modes->frequencies[snapshot->modes->n - 1] : INFINITY;
  search->begun = g_get_monotonic_time ();
  factor = vt_inspector_factor (inspector, cancellable, &error);
  if (factor != NULL)
    {
      search->solves_before = vt_factor_counts (factor)->solves;
      if (snapshot->modes != NULL)
        add_modes (starts, snapshot->modes->modes, search->n_modes);
      if (seek (search, VT_MODE_CUBIC, starts, snapshot->network, factor, cancellable, &error))
        seek (search, VT_MODE_QUARTIC, starts, snapshot->network, factor, cancellable, &error);
    }
  end (search, factor, error);
}

void
vt_inspector_search (VtInspector *inspector, guint n_modes, guint64 seed)
{
  Search *search;

  if (vt_inspector_has_job (inspector, run_search))
    return;
  search = g_new0 (Search, 1);
  search->n_modes = n_modes;
  search->seed = seed;
  search->inspector = inspector;
  /* Said at once: the factor may take seconds. */
  begin_kind (search, VT_MODE_CUBIC);
  vt_inspector_push (inspector, VT_LANE_FACTOR, VT_URGENCY_LONG, run_search, search, g_free);
}

static void
tell_stopped (VtFindings *findings, gpointer unused)
{
  if (findings->search == VT_SEARCH_RUNNING)
    findings->search = VT_SEARCH_STOPPED;
}

void
vt_inspector_stop_search (VtInspector *inspector)
{
  vt_inspector_cancel (inspector, run_search);
  vt_inspector_publish (inspector, tell_stopped, NULL);
}
