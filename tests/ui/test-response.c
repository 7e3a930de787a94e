/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sheet of responses in the window: what a chosen bond, a random one and many of them make it say. */
#include "app/application.h"
#include "app/window-private.h"

#include "app/reading.h"

#define PATIENCE (120 * G_USEC_PER_SEC)

static VtApplication *application;

typedef struct
{
  VtPreferences *preferences;
  VtWindow *window;
} Fixture;

static void
iterate_until (gboolean (*condition) (VtWindow *), VtWindow *window)
{
  gint64 end = g_get_monotonic_time () + PATIENCE;

  while (!condition (window))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
}

static gboolean
is_idle (VtWindow *window)
{
  return vt_session_get_running (window->session) == NULL;
}

static gboolean
has_response (VtWindow *window)
{
  return vt_window_get_response (window) != NULL;
}

static const VtFindings *
findings (VtWindow *window)
{
  return vt_glass_get_findings (vt_session_get_shown (window->session));
}

static gboolean
some_gathered (VtWindow *window)
{
  return findings (window)->dipoles != NULL;
}

static gboolean
all_gathered (VtWindow *window)
{
  return findings (window)->gathering > VT_SEARCH_RUNNING;
}

/* Every visible text below @root, in the order in which it stands. */
static void
collect (GtkWidget *root, GString *words)
{
  if (!gtk_widget_get_visible (root))
    return;
  if (GTK_IS_LABEL (root))
    g_string_append_printf (words, "%s\n", gtk_label_get_text (GTK_LABEL (root)));
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect (child, words);
}

static void
assert_says (GtkWidget *root, const char *part, gboolean says)
{
  g_autoptr (GString) words = g_string_new (NULL);

  collect (root, words);
  if ((strstr (words->str, part) != NULL) != says)
    g_error ("%s \"%s\" in:\n%s", says ? "no" : "there is", part, words->str);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  VtRecipe recipe;

  fixture->preferences = vt_preferences_new ();
  fixture->window = VT_WINDOW (vt_window_new (ADW_APPLICATION (application), fixture->preferences));
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
  vt_recipe_init (&recipe, vt_model_find ("stiff"));
  vt_recipe_set_control (&recipe, 10, FALSE);
  recipe.particles = 160;
  vt_recipe_panel_set_recipe (fixture->window->recipe, &recipe);
  vt_window_start_quench (fixture->window);
  iterate_until (is_idle, fixture->window);
}

static void
set_gone (gpointer data)
{
  *(gboolean *) data = TRUE;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gint64 end = g_get_monotonic_time () + PATIENCE;
  gboolean gone = FALSE;

  g_object_set_data_full (G_OBJECT (fixture->window), "gone", &gone, set_gone);
  gtk_window_close (GTK_WINDOW (fixture->window));
  while (!gone)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
  g_object_unref (fixture->preferences);
}

static VtStageView *
stage (Fixture *fixture)
{
  return vt_stage_panel_get_view (fixture->window->stage);
}

static void
act (Fixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), action, NULL));
}

static gboolean
has_mode (Fixture *fixture)
{
  gboolean has;

  g_object_get (stage (fixture), "has-mode", &has, NULL);
  return has;
}

/* A bond that is chosen on the stage is answered there and in the sheet; leaving puts all back. */
static void
test_choose (Fixture *fixture, gconstpointer data)
{
  GtkWidget *column = GTK_WIDGET (fixture->window->plots);
  const VtNetwork *network = vt_glass_get_snapshot (vt_session_get_shown (fixture->window->session))->network;
  const VtBond *bond = &network->bonds[100];
  g_autofree char *pair = g_strdup_printf ("bond %u–%u", bond->i + 1, bond->j + 1);
  VtBondMap map;

  assert_says (column, "Take 200 at random", FALSE);
  act (fixture, "win.response");
  g_assert_true (fixture->window->responding);
  assert_says (column, "choose a bond", TRUE);
  assert_says (column, "Take 200 at random", TRUE);
  assert_says (GTK_WIDGET (fixture->window->stage), "Choose a bond", TRUE);
  g_object_get (stage (fixture), "bonds", &map, NULL);
  g_assert_cmpint (map, ==, VT_BOND_MAP_FORCE);

  vt_stage_view_choose_bond (stage (fixture), bond->i, bond->j);
  iterate_until (has_response, fixture->window);
  g_assert_cmpuint (vt_pinch_bond (vt_window_get_response (fixture->window)), ==, 100);
  assert_says (column, pair, TRUE);
  assert_says (GTK_WIDGET (fixture->window->stage), "pushed apart", TRUE);
  g_assert_true (has_mode (fixture));
  g_object_get (stage (fixture), "bonds", &map, NULL);
  g_assert_cmpint (map, ==, VT_BOND_MAP_OFF);

  /* A particle that is clicked then is where the next bond is chosen. */
  g_signal_emit_by_name (stage (fixture), "particle-picked", 7);
  g_assert_null (vt_window_get_response (fixture->window));
  g_assert_false (has_mode (fixture));
  assert_says (column, "choose a bond", TRUE);

  act (fixture, "win.leave");
  g_assert_false (fixture->window->responding);
  assert_says (column, "Take 200 at random", FALSE);
  g_object_get (stage (fixture), "bonds", &map, NULL);
  g_assert_cmpint (map, ==, VT_BOND_MAP_OFF);
}

static void
test_random (Fixture *fixture, gconstpointer data)
{
  act (fixture, "win.random-bond");
  iterate_until (has_response, fixture->window);
  assert_says (GTK_WIDGET (fixture->window->plots), "bond ", TRUE);
  /* A mode that is chosen takes its place. */
  vt_session_select_mode (fixture->window->session, 2);
  g_assert_false (fixture->window->responding);
  assert_says (GTK_WIDGET (fixture->window->stage), "Mode 3", TRUE);
  act (fixture, "win.response");
  g_assert_cmpint (vt_session_get_mode (fixture->window->session), ==, -1);
}

/* Many at random: counted as they come, kept when stopped, kept when the sheet is closed, gone on with. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  GtkWidget *column = GTK_WIDGET (fixture->window->plots);
  VtResponseSheet *sheet = vt_plot_column_get_response_sheet (fixture->window->plots);
  guint kept;

  act (fixture, "win.response");
  g_signal_emit_by_name (sheet, "gather", TRUE);
  assert_says (column, "of 200 bonds", TRUE);
  assert_says (column, "Stop", TRUE);
  iterate_until (some_gathered, fixture->window);
  g_signal_emit_by_name (sheet, "gather", FALSE);
  iterate_until (all_gathered, fixture->window);
  kept = findings (fixture->window)->dipoles->n;
  g_assert_cmpuint (kept, >, 0);
  g_signal_emit_by_name (sheet, "close");
  g_assert_false (fixture->window->responding);
  act (fixture, "win.response");
  g_assert_cmpuint (findings (fixture->window)->dipoles->n, >=, kept);

  g_signal_emit_by_name (sheet, "gather", TRUE);
  iterate_until (all_gathered, fixture->window);
  g_assert_cmpuint (findings (fixture->window)->dipoles->n % VT_SESSION_DIPOLES, ==, 0);
  assert_says (column, "200 bonds", TRUE);
  assert_says (column, "Take 200 more", TRUE);
  assert_says (column, "The box is too small", TRUE);
}

/* Another glass: nothing of the one before stays. */
static void
test_other_glass (Fixture *fixture, gconstpointer data)
{
  act (fixture, "win.random-bond");
  iterate_until (has_response, fixture->window);
  vt_window_start_quench (fixture->window);
  g_assert_false (fixture->window->responding);
  g_assert_false (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.response", NULL)
                  && fixture->window->responding);
  iterate_until (is_idle, fixture->window);
  act (fixture, "win.response");
  g_assert_null (vt_window_get_response (fixture->window));
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;

  gtk_test_init (&argc, &argv, NULL);
  application = vt_application_new ();
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
#define ADD(name, function) g_test_add ("/response/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("choose", test_choose);
  ADD ("random", test_random);
  ADD ("many", test_many);
  ADD ("other-glass", test_other_glass);
  return g_test_run ();
}
