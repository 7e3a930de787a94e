/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/session.h"
#include "engine/inspector.h"

/* Each glass keeps its modes and bonds: 32 of them at N = 2048 are some 300 MB. */
#define GLASSES_KEPT 32
#define MODES_WANTED 60

/* Nonlinear modes of each kind that a first search is for; up to so many particles it begins by itself. */
#define SPOTS_WANTED 12
#define MOST_SPOTS_WANTED 96
#define SEARCH_SEED 1
#define DIPOLE_SEED 1
#define SEARCH_UNASKED 4000

struct _VtSession
{
  GObject parent_instance;
  GListStore *glasses;
  VtGlass *shown;
  VtGlass *previous; /* what was shown before the run, to come back to */
  VtGlass *running;
  VtRun *run;
  VtInspector *inspector; /* of the shown glass, once something is asked about it */
  VtModeKind kind;
  VtMode *mode;           /* selected, or NULL */
};

G_DEFINE_FINAL_TYPE (VtSession, vt_session, G_TYPE_OBJECT)

enum
{
  SHOWN_CHANGED,
  RUN_CHANGED,
  MODE_CHANGED,
  FINDINGS_CHANGED,
  NOTICE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
vt_session_dispose (GObject *object)
{
  VtSession *self = VT_SESSION (object);

  g_clear_pointer (&self->inspector, vt_inspector_unref);
  g_clear_pointer (&self->run, vt_run_unref);
  g_clear_pointer (&self->mode, vt_mode_unref);
  g_clear_object (&self->running);
  g_clear_object (&self->previous);
  g_clear_object (&self->shown);
  g_clear_object (&self->glasses);
  G_OBJECT_CLASS (vt_session_parent_class)->dispose (object);
}

static guint
plain_signal (VtSessionClass *klass, const char *name)
{
  return g_signal_new (name, G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vt_session_class_init (VtSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vt_session_dispose;
  signals[SHOWN_CHANGED] = plain_signal (klass, "shown-changed");
  signals[RUN_CHANGED] = plain_signal (klass, "run-changed");
  signals[MODE_CHANGED] = plain_signal (klass, "mode-changed");
  signals[FINDINGS_CHANGED] = plain_signal (klass, "findings-changed");
  signals[NOTICE] = g_signal_new ("notice", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
vt_session_init (VtSession *self)
{
  self->glasses = g_list_store_new (VT_TYPE_GLASS);
}

VtSession *
vt_session_new (void)
{
  return g_object_new (VT_TYPE_SESSION, NULL);
}

VtGlass *
vt_session_get_running (VtSession *self)
{
  return self->running;
}

VtGlass *
vt_session_get_shown (VtSession *self)
{
  return self->shown;
}

GListModel *
vt_session_get_glasses (VtSession *self)
{
  return G_LIST_MODEL (self->glasses);
}

/* --- the inspector --- */

static gboolean
is_finished (VtSession *self)
{
  return self->shown != NULL && vt_glass_get_state (self->shown) == VT_GLASS_FINISHED;
}

static VtInspector *
inspector (VtSession *self)
{
  if (self->inspector == NULL)
    self->inspector =
      vt_inspector_new (vt_glass_get_snapshot (self->shown), vt_glass_get_findings (self->shown));
  return self->inspector;
}

static gboolean
take_findings (VtSession *self)
{
  g_autoptr (VtFindings) findings = self->inspector != NULL ? vt_inspector_take (self->inspector) : NULL;

  if (findings != NULL)
    vt_glass_set_findings (self->shown, findings);
  return findings != NULL;
}

/* What it has found stays with the glass. */
static void
drop_inspector (VtSession *self)
{
  if (self->inspector == NULL)
    return;
  vt_inspector_stop_search (self->inspector);
  vt_inspector_stop_gathering (self->inspector);
  take_findings (self);
  g_clear_pointer (&self->inspector, vt_inspector_unref);
}

static gboolean
is_searching (VtSession *self)
{
  const VtFindings *findings = self->shown != NULL ? vt_glass_get_findings (self->shown) : NULL;

  return self->inspector != NULL && findings != NULL && findings->search == VT_SEARCH_RUNNING;
}

/* A factor of its Hessian can be made. */
static gboolean
is_stable (VtSession *self)
{
  const VtSnapshot *snapshot = is_finished (self) ? vt_glass_get_snapshot (self->shown) : NULL;

  return snapshot != NULL && vt_snapshot_is_glass (snapshot) && snapshot->elasticity != NULL
         && snapshot->elasticity->stable;
}

gboolean
vt_session_can_search (VtSession *self)
{
  return is_stable (self) && !is_searching (self);
}

/* Tells at once what the inspector has said about its own plans. */
static void
tell_findings (VtSession *self)
{
  if (take_findings (self))
    g_signal_emit (self, signals[FINDINGS_CHANGED], 0);
}

void
vt_session_search (VtSession *self)
{
  const VtFindings *before = self->shown != NULL ? vt_glass_get_findings (self->shown) : NULL;
  guint wanted = before != NULL && before->n_wanted > 0 ? before->n_wanted : SPOTS_WANTED;

  if (!vt_session_can_search (self))
    return;
  if (before != NULL && before->search == VT_SEARCH_DONE)
    wanted = MIN (2 * wanted, MOST_SPOTS_WANTED);
  vt_inspector_search (inspector (self), wanted, SEARCH_SEED);
  tell_findings (self);
}

void
vt_session_stop_search (VtSession *self)
{
  if (!is_searching (self))
    return;
  vt_inspector_stop_search (self->inspector);
  tell_findings (self);
}

void
vt_session_study_all (VtSession *self)
{
  if (self->shown == NULL || !vt_glass_is_set (self->shown))
    return;
  vt_inspector_study_all (inspector (self));
  g_signal_emit (self, signals[FINDINGS_CHANGED], 0);
}

/* --- responses --- */

gboolean
vt_session_can_pinch (VtSession *self)
{
  return is_stable (self) && vt_glass_get_snapshot (self->shown)->network->n_bonds > 0;
}

void
vt_session_pinch (VtSession *self, gsize bond)
{
  if (!vt_session_can_pinch (self) || bond >= vt_glass_get_snapshot (self->shown)->network->n_bonds)
    return;
  vt_inspector_pinch (inspector (self), bond);
  g_signal_emit (self, signals[FINDINGS_CHANGED], 0);
}

void
vt_session_gather (VtSession *self)
{
  const VtFindings *findings = self->shown != NULL ? vt_glass_get_findings (self->shown) : NULL;
  guint n = findings != NULL && findings->dipoles != NULL ? findings->dipoles->n : 0;

  if (!vt_session_can_pinch (self))
    return;
  /* After a stop to the next round number. */
  vt_inspector_gather (inspector (self), (n / VT_SESSION_DIPOLES + 1) * VT_SESSION_DIPOLES, DIPOLE_SEED);
  tell_findings (self);
}

void
vt_session_stop_gathering (VtSession *self)
{
  if (self->inspector == NULL)
    return;
  vt_inspector_stop_gathering (self->inspector);
  tell_findings (self);
}

gboolean
vt_session_is_busy (VtSession *self)
{
  return self->run != NULL || (self->inspector != NULL && vt_inspector_is_busy (self->inspector));
}

/* --- the selected mode --- */

const VtMode *
vt_session_get_selected (VtSession *self)
{
  return self->mode;
}

VtModeKind
vt_session_get_mode_kind (VtSession *self)
{
  return self->kind;
}

int
vt_session_get_mode (VtSession *self)
{
  const GPtrArray *modes = self->mode != NULL ? vt_glass_get_modes (self->shown, self->kind) : NULL;
  guint place;

  return modes != NULL && g_ptr_array_find ((GPtrArray *) modes, self->mode, &place) ? (int) place : -1;
}

/* What the sheet will show of it; then all the others, so that they are there when one steps to them. */
static void
study_selected (VtSession *self)
{
  vt_inspector_study (inspector (self), self->kind, self->mode);
  vt_inspector_study_all (self->inspector);
}

void
vt_session_select (VtSession *self, VtModeKind kind, int mode)
{
  const GPtrArray *modes = self->shown != NULL ? vt_glass_get_modes (self->shown, kind) : NULL;
  const VtMode *chosen = modes != NULL && mode >= 0 && (guint) mode < modes->len ? vt_mode_at (modes, mode) : NULL;

  if (chosen == self->mode)
    return;
  g_clear_pointer (&self->mode, vt_mode_unref);
  if (chosen != NULL)
    {
      self->mode = vt_mode_ref (chosen);
      self->kind = kind;
      study_selected (self);
    }
  g_signal_emit (self, signals[MODE_CHANGED], 0);
}

void
vt_session_select_mode (VtSession *self, int mode)
{
  vt_session_select (self, VT_MODE_HARMONIC, mode);
}

void
vt_session_show (VtSession *self, VtGlass *glass)
{
  if (glass == self->shown)
    return;
  drop_inspector (self);
  vt_session_select_mode (self, -1);
  self->kind = VT_MODE_HARMONIC;
  g_set_object (&self->shown, glass);
  g_signal_emit (self, signals[SHOWN_CHANGED], 0);
}

/* --- the run --- */

static void
forget_glass (VtSession *self, VtGlass *glass)
{
  guint position;

  if (g_list_store_find (self->glasses, glass, &position))
    g_list_store_remove (self->glasses, position);
}

/* The oldest go, never the one that is shown or being made. */
static void
keep_within_bounds (VtSession *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->glasses));

  for (guint i = n; n > GLASSES_KEPT && i-- > 0;)
    {
      g_autoptr (VtGlass) glass = g_list_model_get_item (G_LIST_MODEL (self->glasses), i);
      if (glass == self->shown || glass == self->running || glass == self->previous)
        continue;
      g_list_store_remove (self->glasses, i);
      n--;
    }
}

guint
vt_session_modes_wanted (guint particles)
{
  /* Fewer for very small glasses, where the lowest 60 would no longer be low. */
  return MIN (MODES_WANTED, (3 * particles - 3) / 4);
}

VtRequest
vt_session_request (const VtRecipe *recipe)
{
  VtRequest request = { .recipe = *recipe, .interactive = TRUE };

  request.n_modes = vt_session_modes_wanted (recipe->particles);
  return request;
}

static gboolean
start (VtSession *self, const VtRequest *request, VtGlass *glass, GError **error)
{
  VtRun *run = vt_run_new (request, error);

  if (run == NULL)
    return FALSE;
  vt_session_cancel (self);
  self->run = run;
  self->running = g_object_ref (glass);
  if (self->shown != NULL && vt_glass_get_state (self->shown) == VT_GLASS_FINISHED)
    g_set_object (&self->previous, self->shown);
  g_list_store_insert (self->glasses, 0, glass);
  keep_within_bounds (self);
  vt_session_show (self, glass);
  g_signal_emit (self, signals[RUN_CHANGED], 0);
  return TRUE;
}

gboolean
vt_session_quench (VtSession *self, const VtRecipe *recipe, GError **error)
{
  VtRequest request = vt_session_request (recipe);
  g_autoptr (VtGlass) glass = NULL;

  if (!vt_recipe_validate (recipe, error))
    return FALSE;
  glass = vt_glass_new (recipe, NULL, TRUE);
  return start (self, &request, glass, error);
}

gboolean
vt_session_analyse (VtSession *self, VtSample *sample, const VtRecipe *recipe, gboolean has_recipe,
                    const char *origin, GError **error)
{
  VtRequest request = vt_session_request (recipe);
  g_autoptr (VtGlass) glass = NULL;

  request.sample = sample;
  request.sample_has_recipe = has_recipe;
  glass = vt_glass_new (recipe, origin, has_recipe);
  return start (self, &request, glass, error);
}

/* The run is over: let go of it and say so. */
static void
end_run (VtSession *self, VtGlassState state)
{
  g_autoptr (VtGlass) glass = g_steal_pointer (&self->running);

  g_clear_pointer (&self->run, vt_run_unref);
  vt_glass_set_state (glass, state);
  if (state == VT_GLASS_FAILED)
    forget_glass (self, glass);
  g_clear_object (&self->previous);
  g_signal_emit (self, signals[RUN_CHANGED], 0);
}

void
vt_session_cancel (VtSession *self)
{
  g_autoptr (VtGlass) glass = self->running != NULL ? g_object_ref (self->running) : NULL;
  g_autoptr (VtGlass) previous = self->previous != NULL ? g_object_ref (self->previous) : NULL;
  g_autoptr (VtSnapshot) last = NULL;

  if (glass == NULL)
    return;
  vt_run_cancel (self->run);
  last = vt_run_take (self->run); /* says that it was cancelled, and may be a glass already */
  if (last != NULL && vt_snapshot_is_glass (last))
    vt_glass_set_snapshot (glass, last);
  if (vt_glass_is_set (glass))
    {
      end_run (self, VT_GLASS_FINISHED);
      if (glass == self->shown)
        g_signal_emit (self, signals[SHOWN_CHANGED], 0);
      return;
    }
  end_run (self, VT_GLASS_FAILED);
  if (glass == self->shown)
    vt_session_show (self, previous);
}

static void
finish (VtSession *self, const VtSnapshot *snapshot)
{
  gboolean glass = vt_snapshot_is_glass (snapshot);
  gboolean shown = self->running == self->shown;

  /* Of a glass on the stage it stands there, unless a mode of it is shown. */
  if (snapshot->stage == VT_STAGE_FAILED && glass && snapshot->error != NULL
      && (!shown || vt_session_get_mode (self) >= 0))
    g_signal_emit (self, signals[NOTICE], 0, snapshot->error->message);
  end_run (self, glass ? VT_GLASS_FINISHED : VT_GLASS_FAILED);
  if (shown && snapshot->stage == VT_STAGE_DONE && snapshot->sample->n <= SEARCH_UNASKED)
    vt_session_search (self);
}

/* A search may have replaced a mode by a better polished one: that is selected in its place. */
static void
keep_selection (VtSession *self)
{
  const GPtrArray *modes = vt_glass_get_modes (self->shown, self->kind);

  if (self->mode == NULL || vt_session_get_mode (self) >= 0)
    return;
  for (guint k = 0; modes != NULL && k < modes->len; k++)
    if (fabs (vt_mode_at (modes, k)->frequency - self->mode->frequency) <= 1e-6 * fabs (self->mode->frequency))
      {
        vt_session_select (self, self->kind, (int) k);
        return;
      }
  vt_session_select (self, self->kind, -1);
}

static void
poll_run (VtSession *self)
{
  g_autoptr (VtSnapshot) snapshot = self->run != NULL ? vt_run_take (self->run) : NULL;
  g_autoptr (VtGlass) glass = NULL;

  if (snapshot == NULL)
    return;
  glass = g_object_ref (self->running);
  vt_glass_set_snapshot (glass, snapshot);
  if (glass == self->shown && self->inspector != NULL)
    vt_inspector_set_snapshot (self->inspector, snapshot);
  if (glass == self->shown)
    keep_selection (self);
  if (snapshot->stage >= VT_STAGE_DONE)
    finish (self, snapshot);
  else
    g_signal_emit (self, signals[RUN_CHANGED], 0);
  if (glass == self->shown)
    g_signal_emit (self, signals[SHOWN_CHANGED], 0);
}

void
vt_session_poll (VtSession *self)
{
  poll_run (self);
  tell_findings (self);
}
