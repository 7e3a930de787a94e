/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/session.h"

/* Each glass keeps its modes and bonds: 32 of them at N = 2048 are some 300 MB. */
#define GLASSES_KEPT 32
#define MODES_WANTED 60

struct _VtSession
{
  GObject parent_instance;
  GListStore *glasses;
  VtGlass *shown;
  VtGlass *previous; /* what was shown before the run, to come back to */
  VtGlass *running;
  VtRun *run;
  int mode;
};

G_DEFINE_FINAL_TYPE (VtSession, vt_session, G_TYPE_OBJECT)

enum
{
  SHOWN_CHANGED,
  RUN_CHANGED,
  MODE_CHANGED,
  NOTICE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
vt_session_dispose (GObject *object)
{
  VtSession *self = VT_SESSION (object);

  g_clear_pointer (&self->run, vt_run_unref);
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
  signals[NOTICE] = g_signal_new ("notice", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
vt_session_init (VtSession *self)
{
  self->glasses = g_list_store_new (VT_TYPE_GLASS);
  self->mode = -1;
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

int
vt_session_get_mode (VtSession *self)
{
  return self->mode;
}

void
vt_session_select_mode (VtSession *self, int mode)
{
  const VtSnapshot *snapshot = self->shown != NULL ? vt_glass_get_snapshot (self->shown) : NULL;
  int n = snapshot != NULL && snapshot->modes != NULL ? (int) snapshot->modes->n : 0;

  if (mode < 0 || mode >= n)
    mode = -1;
  if (mode == self->mode)
    return;
  self->mode = mode;
  g_signal_emit (self, signals[MODE_CHANGED], 0);
}

void
vt_session_show (VtSession *self, VtGlass *glass)
{
  if (glass == self->shown)
    return;
  vt_session_select_mode (self, -1);
  g_set_object (&self->shown, glass);
  g_signal_emit (self, signals[SHOWN_CHANGED], 0);
}

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

  if (glass == NULL)
    return;
  vt_run_cancel (self->run);
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

  if (snapshot->stage == VT_STAGE_FAILED && glass && snapshot->error != NULL)
    g_signal_emit (self, signals[NOTICE], 0, snapshot->error->message);
  end_run (self, glass ? VT_GLASS_FINISHED : VT_GLASS_FAILED);
}

void
vt_session_poll (VtSession *self)
{
  g_autoptr (VtSnapshot) snapshot = self->run != NULL ? vt_run_take (self->run) : NULL;
  g_autoptr (VtGlass) glass = NULL;

  if (snapshot == NULL)
    return;
  glass = g_object_ref (self->running);
  vt_glass_set_snapshot (glass, snapshot);
  if (snapshot->stage >= VT_STAGE_DONE)
    finish (self, snapshot);
  else
    g_signal_emit (self, signals[RUN_CHANGED], 0);
  if (glass == self->shown)
    g_signal_emit (self, signals[SHOWN_CHANGED], 0);
}
