/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is shown and what is being made, with the real engine and small glasses. No display. */
#include "app/session.h"

#include <math.h>

#define PATIENCE (120 * G_USEC_PER_SEC)

static VtRecipe
small_recipe (double q, guint64 seed)
{
  VtRecipe recipe;

  vt_recipe_init (&recipe, vt_model_find ("stiff"));
  vt_recipe_set_control (&recipe, q, FALSE);
  recipe.particles = 160;
  recipe.seed = seed;
  return recipe;
}

/* Polls as the window does, until the run has ended or has come to @stage. */
static void
poll_until (VtSession *session, VtStage stage)
{
  gint64 end = g_get_monotonic_time () + PATIENCE;

  while (vt_session_get_running (session) != NULL)
    {
      const VtSnapshot *snapshot = vt_glass_get_snapshot (vt_session_get_running (session));
      if (snapshot != NULL && snapshot->stage >= stage)
        return;
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_usleep (5000);
      vt_session_poll (session);
    }
}

static void
quench (VtSession *session, const VtRecipe *recipe)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (vt_session_quench (session, recipe, &error));
  g_assert_no_error (error);
}

static guint
n_glasses (VtSession *session)
{
  return g_list_model_get_n_items (vt_session_get_glasses (session));
}

static void
test_quench (void)
{
  g_autoptr (VtSession) session = vt_session_new ();
  VtRecipe recipe = small_recipe (10, 1);
  VtGlass *glass;
  const VtSnapshot *snapshot;

  quench (session, &recipe);
  glass = vt_session_get_shown (session);
  g_assert_true (glass == vt_session_get_running (session));
  g_assert_cmpint (vt_glass_get_state (glass), ==, VT_GLASS_RUNNING);
  g_assert_null (vt_glass_get_snapshot (glass)); /* nothing of an older glass under the new recipe */

  poll_until (session, VT_STAGE_DONE);
  g_assert_null (vt_session_get_running (session));
  g_assert_cmpint (vt_glass_get_state (glass), ==, VT_GLASS_FINISHED);
  snapshot = vt_glass_get_snapshot (glass);
  g_assert_true (vt_recipe_equal (&snapshot->recipe, &recipe));
  g_assert_true (vt_snapshot_is_glass (snapshot));
  g_assert_true (isfinite (snapshot->elasticity->poisson_ratio));
  g_assert_cmpuint (snapshot->modes->n, ==, vt_session_modes_wanted (recipe.particles));
}

static void
test_cancel_shows_previous (void)
{
  g_autoptr (VtSession) session = vt_session_new ();
  VtRecipe first = small_recipe (10, 1), second = small_recipe (80, 2);
  VtGlass *glass;

  quench (session, &first);
  poll_until (session, VT_STAGE_DONE);
  glass = vt_session_get_shown (session);

  second.particles = 4000;
  quench (session, &second);
  poll_until (session, VT_STAGE_MELT);
  g_assert_true (vt_session_get_shown (session) != glass);
  g_assert_cmpuint (n_glasses (session), ==, 2);
  vt_session_cancel (session);
  g_assert_null (vt_session_get_running (session));
  g_assert_true (vt_session_get_shown (session) == glass);
  g_assert_cmpuint (n_glasses (session), ==, 1);
  vt_session_poll (session); /* nothing comes after a cancel */
  g_assert_true (vt_session_get_shown (session) == glass);
}

static void
test_cancel_before_any_glass (void)
{
  g_autoptr (VtSession) session = vt_session_new ();
  VtRecipe recipe = small_recipe (80, 1);

  quench (session, &recipe);
  vt_session_cancel (session);
  g_assert_null (vt_session_get_shown (session));
  g_assert_cmpuint (n_glasses (session), ==, 0);
  vt_session_cancel (session);
}

/* Cancelled after the minimum: what is finished stays. */
static void
test_cancel_keeps_glass (void)
{
  g_autoptr (VtSession) session = vt_session_new ();
  VtRecipe recipe = small_recipe (10, 1);
  VtGlass *glass;

  recipe.particles = 1000;
  quench (session, &recipe);
  glass = vt_session_get_shown (session);
  while (vt_session_get_running (session) != NULL && !vt_glass_is_set (glass))
    {
      g_usleep (2000);
      vt_session_poll (session);
    }
  g_assert_nonnull (vt_session_get_running (session));
  vt_session_cancel (session);
  g_assert_true (vt_session_get_shown (session) == glass);
  g_assert_cmpint (vt_glass_get_state (glass), ==, VT_GLASS_FINISHED);
  g_assert_cmpuint (n_glasses (session), ==, 1);
  /* and nothing says any longer that something is being measured */
  g_assert_cmpint (vt_glass_get_snapshot (glass)->stage, >=, VT_STAGE_DONE);
}

/* A recipe that cannot be made changes nothing. */
static void
test_refused (void)
{
  g_autoptr (VtSession) session = vt_session_new ();
  VtRecipe good = small_recipe (10, 1), bad = good;
  g_autoptr (GError) error = NULL;
  VtGlass *glass;

  quench (session, &good);
  poll_until (session, VT_STAGE_DONE);
  glass = vt_session_get_shown (session);
  bad.particles = 10;
  g_assert_false (vt_session_quench (session, &bad, &error));
  g_assert_nonnull (error);
  g_assert_true (vt_session_get_shown (session) == glass);
  g_assert_null (vt_session_get_running (session));
}

static void
test_modes_and_gallery (void)
{
  g_autoptr (VtSession) session = vt_session_new ();
  VtRecipe first = small_recipe (10, 1), second = small_recipe (10, 2);
  VtGlass *glass;
  int n;

  quench (session, &first);
  vt_session_select_mode (session, 0);
  g_assert_cmpint (vt_session_get_mode (session), ==, -1); /* none there yet */
  poll_until (session, VT_STAGE_DONE);
  glass = vt_session_get_shown (session);
  n = (int) vt_glass_get_snapshot (glass)->modes->n;
  vt_session_select_mode (session, n - 1);
  g_assert_cmpint (vt_session_get_mode (session), ==, n - 1);
  vt_session_select_mode (session, n);
  g_assert_cmpint (vt_session_get_mode (session), ==, -1);

  vt_session_select_mode (session, 3);
  quench (session, &second);
  g_assert_cmpint (vt_session_get_mode (session), ==, -1); /* the mode was of the other glass */
  poll_until (session, VT_STAGE_DONE);
  g_assert_cmpuint (n_glasses (session), ==, 2);
  vt_session_show (session, glass);
  g_assert_true (vt_session_get_shown (session) == glass);
}

/* An opened configuration gives the same numbers as the run that made it. */
static void
test_analyse (void)
{
  g_autoptr (VtSession) session = vt_session_new ();
  VtRecipe recipe = small_recipe (10, 1);
  g_autoptr (GError) error = NULL;
  const VtSnapshot *made, *opened;
  VtGlass *glass;

  quench (session, &recipe);
  poll_until (session, VT_STAGE_DONE);
  glass = vt_session_get_shown (session);
  made = vt_glass_get_snapshot (glass);
  g_assert_true (vt_session_analyse (session, made->sample, &recipe, TRUE, "glass.xyz", &error));
  g_assert_no_error (error);
  poll_until (session, VT_STAGE_DONE);
  opened = vt_glass_get_snapshot (vt_session_get_shown (session));
  g_assert_cmpstr (vt_glass_get_origin (vt_session_get_shown (session)), ==, "glass.xyz");
  g_assert_cmpstr (opened->digest, ==, made->digest);
  g_assert_cmpfloat_with_epsilon (opened->elasticity->poisson_ratio, made->elasticity->poisson_ratio, 1e-9);
}

static void
count (gpointer object, guint *n)
{
  (*n)++;
}

/* The session says what has changed. */
static void
test_signals (void)
{
  g_autoptr (VtSession) session = vt_session_new ();
  VtRecipe recipe = small_recipe (10, 1);
  guint shown = 0, run = 0, mode = 0;

  g_signal_connect (session, "shown-changed", G_CALLBACK (count), &shown);
  g_signal_connect (session, "run-changed", G_CALLBACK (count), &run);
  g_signal_connect (session, "mode-changed", G_CALLBACK (count), &mode);
  quench (session, &recipe);
  g_assert_cmpuint (shown, ==, 1);
  g_assert_cmpuint (run, ==, 1);
  poll_until (session, VT_STAGE_DONE);
  g_assert_cmpuint (shown, >, 1);
  g_assert_cmpuint (run, >, 1);
  vt_session_select_mode (session, 1);
  vt_session_select_mode (session, 1);
  g_assert_cmpuint (mode, ==, 1);
}

static void
count_notice (VtSession *session, const char *text, gpointer data)
{
  guint *n = data;

  g_assert_true (text != NULL && *text != 0);
  (*n)++;
}

/* What ended in no minimum says so on the stage; in passing, where something else is on it. */
static void
test_notice (void)
{
  g_autoptr (VtSession) session = vt_session_new ();
  VtRecipe glass = small_recipe (10, 1), gas;
  guint notices = 0;

  g_assert_true (vt_recipe_from_string (&gas, "sticky rc=1.2 N=108 rho=0.2 seed=7", NULL));
  g_signal_connect (session, "notice", G_CALLBACK (count_notice), &notices);
  quench (session, &glass);
  poll_until (session, VT_STAGE_DONE);
  for (guint beside = 0; beside < 2; beside++)
    {
      VtGlass *shown = vt_session_get_shown (session);

      quench (session, &gas);
      if (beside)
        vt_session_show (session, shown);
      poll_until (session, VT_STAGE_DONE);
      g_assert_cmpuint (notices, ==, beside);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/quench", test_quench);
  g_test_add_func ("/session/cancel-shows-previous", test_cancel_shows_previous);
  g_test_add_func ("/session/cancel-before-any-glass", test_cancel_before_any_glass);
  g_test_add_func ("/session/cancel-keeps-glass", test_cancel_keeps_glass);
  g_test_add_func ("/session/refused", test_refused);
  g_test_add_func ("/session/modes-and-gallery", test_modes_and_gallery);
  g_test_add_func ("/session/analyse", test_analyse);
  g_test_add_func ("/session/signals", test_signals);
  g_test_add_func ("/session/notice", test_notice);
  return g_test_run ();
}
