/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window in this process: what follows what, at once and in the same call. Needs a display. */
#include "app/application.h"
#include "app/window-private.h"

#include "app/melt-popover.h"
#include "app/parameter-scale.h"
#include "app/plot-view.h"
#include "app/search-bar.h"
#include "app/session.h"

#include <math.h>
#include <string.h>

#define PATIENCE (60 * G_USEC_PER_SEC)

typedef gboolean (*Predicate) (GtkWidget *widget, gconstpointer data);

/* The first at or below @root, in the order in which they stand, that is as asked for. */
static GtkWidget *
find_where (GtkWidget *root, Predicate predicate, gconstpointer data)
{
  if (predicate (root, data))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_where (child, predicate, data);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
is_a (GtkWidget *widget, gconstpointer type)
{
  return G_TYPE_CHECK_INSTANCE_TYPE (widget, *(const GType *) type);
}

static GtkWidget *
find (GtkWidget *root, GType type)
{
  return find_where (root, is_a, &type);
}

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
is_melting (VtWindow *window)
{
  VtGlass *glass = vt_session_get_running (window->session);
  const VtSnapshot *snapshot = glass != NULL ? vt_glass_get_snapshot (glass) : NULL;

  return snapshot != NULL && snapshot->stage == VT_STAGE_MELT;
}

static VtWindow *
open_window (VtApplication *application, VtPreferences *preferences)
{
  GtkWidget *window = vt_window_new (ADW_APPLICATION (application), preferences);

  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (window);
  return VT_WINDOW (window);
}

static void
ask_for_small (VtWindow *window)
{
  VtRecipe recipe;

  vt_recipe_init (&recipe, vt_model_find ("stiff"));
  vt_recipe_set_control (&recipe, 10, FALSE);
  recipe.particles = 160;
  vt_recipe_panel_set_recipe (window->recipe, &recipe);
}

static void
ask_for (VtWindow *window, guint particles)
{
  VtRecipe recipe = *vt_recipe_panel_get_recipe (window->recipe);

  recipe.particles = particles;
  vt_recipe_panel_set_recipe (window->recipe, &recipe);
}

static gboolean
has_class (GtkWidget *widget, gconstpointer css_class)
{
  return gtk_widget_has_css_class (widget, css_class);
}

static GtkWidget *
find_class (GtkWidget *root, const char *css_class)
{
  return find_where (root, has_class, css_class);
}

static gboolean
is_label (GtkWidget *widget, gconstpointer part)
{
  return GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
         && strstr (gtk_label_get_text (GTK_LABEL (widget)), part) != NULL;
}

/* The label that is on show and has @part in its text, or NULL. */
static GtkWidget *
find_label (GtkWidget *root, const char *part)
{
  return find_where (root, is_label, part);
}

static gboolean
is_plot (GtkWidget *widget, gconstpointer name)
{
  return VT_IS_PLOT_VIEW (widget)
         && g_strcmp0 (vt_figure_get_title (vt_plot_view_get_figure (VT_PLOT_VIEW (widget))), name) == 0;
}

/* The plot with this title. */
static GtkWidget *
find_plot (GtkWidget *root, const char *name)
{
  return find_where (root, is_plot, name);
}

/* The first number of the strip, Poisson's ratio, as it stands there. */
static const char *
poisson (VtWindow *window)
{
  return gtk_label_get_text (GTK_LABEL (find_class (GTK_WIDGET (window->strip), "vt-reading-value")));
}

static const char *
title (VtWindow *window)
{
  return gtk_label_get_text (GTK_LABEL (window->title));
}

static VtApplication *application;

typedef struct
{
  VtPreferences *preferences;
  VtWindow *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->preferences = vt_preferences_new ();
  fixture->window = open_window (application, fixture->preferences);
}

static void
set_gone (gpointer data)
{
  *(gboolean *) data = TRUE;
}

/* A closed window is finalized. */
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

/* Slider, density and potential move together, within one call; what is shown does not. */
static void
test_slider (Fixture *fixture, gconstpointer data)
{
  VtWindow *window = fixture->window;
  GtkWidget *scale = find (find (GTK_WIDGET (window->recipe), VT_TYPE_PARAMETER_SCALE), GTK_TYPE_SCALE);
  VtPlotView *potential = VT_PLOT_VIEW (find (GTK_WIDGET (window->recipe), VT_TYPE_PLOT_VIEW));
  VtFigure *figure = vt_plot_view_get_figure (potential);
  const VtSeries *phi = vt_figure_get_series (figure, (guint) vt_figure_find_series (figure, "phi"));
  double lowest, density;

  gtk_test_accessible_assert_role (scale, GTK_ACCESSIBLE_ROLE_SLIDER);
  gtk_range_set_value (GTK_RANGE (scale), 10);
  lowest = phi->y_low;
  density = vt_recipe_panel_get_recipe (window->recipe)->density;
  g_assert_cmpfloat_with_epsilon (density, 0.777, 1e-12);
  g_assert_cmpfloat_with_epsilon (lowest, -0.57, 0.02);
  gtk_range_set_value (GTK_RANGE (scale), 320);
  g_assert_cmpfloat_with_epsilon (phi->y_low, -0.735, 0.01);
  g_assert_cmpfloat_with_epsilon (vt_recipe_panel_get_recipe (window->recipe)->density, 0.675, 1e-12);
  g_assert_null (vt_session_get_shown (window->session));
}

static void
test_undo (Fixture *fixture, gconstpointer data)
{
  VtWindow *window = fixture->window;
  GtkWidget *scale = find (find (GTK_WIDGET (window->recipe), VT_TYPE_PARAMETER_SCALE), GTK_TYPE_SCALE);
  double before = vt_recipe_panel_get_recipe (window->recipe)->parameters[0];

  gtk_range_set_value (GTK_RANGE (scale), 33);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
  g_assert_cmpfloat (vt_recipe_panel_get_recipe (window->recipe)->parameters[0], ==, before);
  g_assert_cmpfloat_with_epsilon (gtk_range_get_value (GTK_RANGE (scale)), before, 1e-9);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.redo", NULL);
  g_assert_cmpfloat (vt_recipe_panel_get_recipe (window->recipe)->parameters[0], ==, 33);
}

/* A glass is made and shown; asking for another changes the left only. */
static void
test_left_and_right (Fixture *fixture, gconstpointer data)
{
  VtWindow *window = fixture->window;
  GtkWidget *scale = find (find (GTK_WIDGET (window->recipe), VT_TYPE_PARAMETER_SCALE), GTK_TYPE_SCALE);

  ask_for_small (window);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.quench", NULL);
  g_assert_cmpstr (title (window), ==, "Stiffness Q = 10");
  iterate_until (is_idle, window);
  g_assert_true (vt_glass_is_set (vt_session_get_shown (window->session)));
  g_assert_true (g_str_has_prefix (poisson (window), "0."));
  gtk_range_set_value (GTK_RANGE (scale), 160);
  g_assert_cmpstr (title (window), ==, "Stiffness Q = 10");
  g_assert_true (g_str_has_prefix (poisson (window), "0."));

  /* the next one begins with nothing of the last */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.quench", NULL);
  g_assert_cmpstr (title (window), ==, "Stiffness Q = 160");
  g_assert_cmpstr (poisson (window), ==, "—");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.leave", NULL);
  g_assert_cmpstr (title (window), ==, "Stiffness Q = 10");
  g_assert_true (g_str_has_prefix (poisson (window), "0."));
  g_assert_cmpfloat (vt_glass_get_snapshot (vt_session_get_shown (window->session))->recipe.parameters[0], ==, 10);
}

static gboolean
is_check (GtkWidget *widget, gconstpointer label)
{
  return GTK_IS_CHECK_BUTTON (widget) && g_strcmp0 (gtk_check_button_get_label (GTK_CHECK_BUTTON (widget)), label) == 0;
}

static GtkWidget *
find_check (GtkWidget *root, const char *label)
{
  return find_where (root, is_check, label);
}

/* From the hot crystal to the thermostat and back, one of the two at a time. */
static void
test_melt (Fixture *fixture, gconstpointer data)
{
  VtWindow *window = fixture->window;
  GtkWidget *crystal = find_check (GTK_WIDGET (window), "Hot crystal, without a thermostat");
  GtkWidget *thermostat = find_check (GTK_WIDGET (window), "Thermostat at temperature");

  g_assert_true (crystal != NULL && thermostat != NULL);
  ask_for_small (window);
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (crystal)));
  gtk_widget_activate (thermostat);
  g_assert_cmpint (vt_recipe_panel_get_recipe (window->recipe)->melt, ==, VT_MELT_BERENDSEN);
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (thermostat)));
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (crystal)));
  gtk_widget_activate (crystal);
  g_assert_cmpint (vt_recipe_panel_get_recipe (window->recipe)->melt, ==, VT_MELT_NVE);
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (crystal)));
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (thermostat)));
}

/* Cancelled while it melts, the window is idle when the call returns. */
static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  VtWindow *window = fixture->window;

  ask_for_small (window);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.quench", NULL);
  iterate_until (is_melting, window);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.leave", NULL);
  g_assert_true (is_idle (window));
  g_assert_cmpuint (window->tick, ==, 0);
  g_assert_null (vt_session_get_shown (window->session));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.quench", NULL);
  g_assert_false (is_idle (window));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.leave", NULL);
}

static gboolean
is_set (VtWindow *window)
{
  VtGlass *glass = vt_session_get_shown (window->session);

  return glass != NULL && vt_glass_is_set (glass);
}

/* Cancelled once there is a glass, nothing says any longer that more will come. */
static void
test_cancel_after_minimum (Fixture *fixture, gconstpointer data)
{
  VtWindow *window = fixture->window;
  VtPlotView *vibrations;

  /* So many that their modes take a while: the run is to be caught between minimum and end. */
  ask_for_small (window);
  ask_for (window, 1500);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.quench", NULL);
  iterate_until (is_set, window);
  g_assert_false (is_idle (window));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.leave", NULL);
  g_assert_true (is_idle (window) && is_set (window));
  g_assert_true (g_str_has_prefix (gtk_label_get_text (GTK_LABEL (window->state_words)), "Minimum reached in "));
  vibrations = VT_PLOT_VIEW (find_plot (GTK_WIDGET (window), "Vibrations"));
  g_assert_null (strstr (vt_figure_get_empty_text (vt_plot_view_get_figure (vibrations)), "when"));
}

/* A melt too hot to be followed: the failure offers the published one, which leads to a glass. */
static void
test_failed_melt (Fixture *fixture, gconstpointer data)
{
  VtWindow *window = fixture->window;
  VtRecipe recipe;
  VtPlotView *structure, *vibrations;
  GtkWidget *retry;

  ask_for_small (window);
  recipe = *vt_recipe_panel_get_recipe (window->recipe);
  recipe.melt = VT_MELT_BERENDSEN;
  recipe.temperature = 1e12;
  vt_recipe_panel_set_recipe (window->recipe, &recipe);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.quench", NULL);
  iterate_until (is_idle, window);
  g_assert_false (is_set (window));
  /* nothing of it is left in the plots */
  structure = VT_PLOT_VIEW (find_plot (GTK_WIDGET (window), "Structure"));
  g_assert_false (vt_figure_has_points (vt_plot_view_get_figure (structure)));
  vibrations = VT_PLOT_VIEW (find_plot (GTK_WIDGET (window), "Vibrations"));
  g_assert_null (strstr (vt_figure_get_empty_text (vt_plot_view_get_figure (vibrations)), "when"));
  retry = find_class (GTK_WIDGET (window->stage), "suggested-action");
  g_assert_nonnull (retry);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (retry)), ==, "Melt as published");
  g_signal_emit_by_name (retry, "clicked");
  g_assert_true (vt_melt_is_published (vt_recipe_panel_get_recipe (window->recipe)));
  iterate_until (is_idle, window);
  g_assert_true (is_set (window));
}

static void
test_modes (Fixture *fixture, gconstpointer data)
{
  VtWindow *window = fixture->window;

  ask_for_small (window);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.quench", NULL);
  iterate_until (is_idle, window);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.step-mode", "i", 1);
  g_assert_cmpint (vt_session_get_mode (window->session), ==, 0);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.step-mode", "i", 1);
  g_assert_cmpint (vt_session_get_mode (window->session), ==, 1);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.leave", NULL);
  g_assert_cmpint (vt_session_get_mode (window->session), ==, -1);
}

static const VtFindings *
findings (VtWindow *window)
{
  return vt_glass_get_findings (vt_session_get_shown (window->session));
}

static gboolean
search_is_over (VtWindow *window)
{
  return is_idle (window) && findings (window)->search > VT_SEARCH_RUNNING;
}

static gboolean
is_button (GtkWidget *widget, gconstpointer label)
{
  return GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

/* The button that says this. */
static GtkWidget *
find_button (GtkWidget *root, const char *label)
{
  return find_where (root, is_button, label);
}

static guint
count_modes (VtWindow *window, VtModeKind kind)
{
  const GPtrArray *modes = vt_glass_get_modes (vt_session_get_shown (window->session), kind);

  return modes != NULL ? modes->len : 0;
}

/* A search for more that is stopped in the same turn of the loop: what there was is still there, and it can go on. */
static void
test_stop_search (Fixture *fixture, gconstpointer data)
{
  VtWindow *window = fixture->window;
  GtkWidget *more, *stop;
  guint cubic, quartic;

  ask_for_small (window);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.quench", NULL);
  iterate_until (is_idle, window);
  iterate_until (search_is_over, window);
  g_assert_cmpint (findings (window)->search, ==, VT_SEARCH_DONE);
  cubic = count_modes (window, VT_MODE_CUBIC);
  quartic = count_modes (window, VT_MODE_QUARTIC);
  g_assert_cmpuint (cubic, >, 0);
  g_assert_cmpuint (quartic, >, 0);

  more = find_button (GTK_WIDGET (window), "Find more");
  stop = find_button (find (GTK_WIDGET (window->plots), VT_TYPE_SEARCH_BAR), "Stop");
  g_assert_false (gtk_widget_get_visible (stop));
  g_signal_emit_by_name (more, "clicked");
  g_assert_cmpint (findings (window)->search, ==, VT_SEARCH_RUNNING);
  g_assert_true (gtk_widget_get_visible (stop));
  g_signal_emit_by_name (stop, "clicked");
  iterate_until (search_is_over, window);
  g_assert_cmpint (findings (window)->search, ==, VT_SEARCH_STOPPED);
  g_assert_false (gtk_widget_get_visible (stop));
  g_assert_cmpuint (count_modes (window, VT_MODE_CUBIC), >=, cubic);
  g_assert_cmpuint (count_modes (window, VT_MODE_QUARTIC), >=, quartic);

  g_signal_emit_by_name (more, "clicked");
  iterate_until (search_is_over, window);
  g_assert_cmpint (findings (window)->search, ==, VT_SEARCH_DONE);
  g_assert_cmpuint (count_modes (window, VT_MODE_CUBIC), >=, cubic);
}

static VtFigure *
figure_of (VtWindow *window, const char *title)
{
  GtkWidget *view = find_plot (GTK_WIDGET (window), title);

  g_assert_nonnull (view);
  return vt_plot_view_get_figure (VT_PLOT_VIEW (view));
}

static const char *
x_title (VtWindow *window, const char *title)
{
  return vt_axis_title (vt_figure_get_axis (figure_of (window, title), VT_AXIS_X));
}

/* Frequencies over omega_0 and distances over a_0: chosen in a card's menu, for all cards, and remembered. */
static void
test_units (Fixture *fixture, gconstpointer data)
{
  VtWindow *window = fixture->window;
  GtkWidget *structure = find_plot (GTK_WIDGET (window), "Structure");
  const VtSnapshot *snapshot;
  gboolean frequencies = FALSE, distances = FALSE;

  ask_for_small (window);
  vt_window_start_quench (window);
  iterate_until (is_idle, window);
  snapshot = vt_glass_get_snapshot (vt_session_get_shown (window->session));
  g_assert_cmpstr (x_title (window, "Structure"), ==, "<i>r</i>");
  g_assert_cmpstr (x_title (window, "Modes"), ==, "<i>ω</i>");

  g_assert_true (gtk_widget_activate_action (structure, "plots.reduced-distances", NULL));
  g_assert_true (gtk_widget_activate_action (structure, "plots.reduced-frequencies", NULL));
  g_object_get (fixture->preferences, "reduced-frequencies", &frequencies, "reduced-distances", &distances, NULL);
  g_assert_true (frequencies);
  g_assert_true (distances);
  g_assert_cmpstr (x_title (window, "Structure"), ==, "<i>r</i> / <i>a</i><sub>0</sub>");
  vt_session_select_mode (window->session, 0);
  g_assert_cmpstr (x_title (window, "Decay from the core"), ==, "<i>r</i> / <i>a</i><sub>0</sub>");
  g_assert_cmpstr (x_title (window, "Modes"), ==, "<i>ω</i> / <i>ω</i><sub>0</sub>");
  g_assert_cmpstr (x_title (window, "Vibrations"), ==, "<i>ω</i> / <i>ω</i><sub>0</sub>");
  g_assert_cmpfloat (vt_axis_in_units (vt_figure_get_axis (figure_of (window, "Vibrations"), VT_AXIS_X),
                                       snapshot->elasticity->omega0), ==, 1);
  /* the area under D stays */
  g_assert_cmpfloat (vt_axis_in_units (vt_figure_get_axis (figure_of (window, "Vibrations"), VT_AXIS_Y), 1), ==,
                     snapshot->elasticity->omega0);

  g_object_set (fixture->preferences, "reduced-frequencies", FALSE, "reduced-distances", FALSE, NULL);
  g_assert_cmpstr (x_title (window, "Structure"), ==, "<i>r</i>");
  g_assert_cmpstr (x_title (window, "Vibrations"), ==, "<i>ω</i>");
}

/* The names of files tell which figure and which glass. */
static void
test_file_names (Fixture *fixture, gconstpointer data)
{
  VtWindow *window = fixture->window;
  g_autofree char *structure = NULL, *potential = NULL;

  ask_for_small (window);
  vt_window_start_quench (window);
  iterate_until (is_idle, window);
  structure = vt_plot_view_get_file_name (VT_PLOT_VIEW (find_plot (GTK_WIDGET (window), "Structure")));
  g_assert_cmpstr (structure, ==, "structure-stiff-10-N160-seed1");
  potential = vt_plot_view_get_file_name (VT_PLOT_VIEW (find_plot (GTK_WIDGET (window), "Pair potential")));
  g_assert_cmpstr (potential, ==, "potential-stiff-10");
}

/* However wide the line is, its words end no line within a number or before a unit. */
static void
test_words_break_well (Fixture *fixture, gconstpointer data)
{
  VtWindow *window = fixture->window;
  PangoLayout *layout;
  guint broken = 0;

  ask_for_small (window);
  vt_window_start_quench (window);
  iterate_until (is_idle, window);
  layout = pango_layout_copy (gtk_label_get_layout (GTK_LABEL (find_label (GTK_WIDGET (window), "periodic box"))));
  for (int width = 100; width < 400; width += 5)
    {
      const char *text = pango_layout_get_text (layout);

      pango_layout_set_width (layout, width * PANGO_SCALE);
      for (int k = 1; k < pango_layout_get_line_count (layout); k++)
        {
          g_assert_false (g_str_has_prefix (text + pango_layout_get_line_readonly (layout, k)->start_index, "λ"));
          broken++;
        }
    }
  g_assert_cmpuint (broken, >, 10);
  g_object_unref (layout);
}

/* The layout of every size is reached and left again without a complaint. */
static void
test_fold (Fixture *fixture, gconstpointer data)
{
  const int sizes[][2] = { { 1440, 900 }, { 1280, 800 }, { 1024, 600 }, { 900, 640 }, { 1400, 690 }, { 1440, 900 } };
  VtWindow *window = fixture->window;

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      int width = sizes[i][0], height = sizes[i][1];
      gboolean compact = width <= 1280 || height <= 700;

      vt_window_fold (window, width, height);
      g_assert_cmpint (gtk_widget_get_visible (window->gallery_card), ==, !compact);
      g_assert_cmpint (gtk_widget_get_visible (window->sidebar_button), ==, compact);
      g_assert_cmpint (adw_flap_get_reveal_flap (window->flap), ==, width > 1000);
      gtk_widget_queue_resize (GTK_WIDGET (window));
      gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
    }
}

static gboolean
is_compact (VtWindow *window)
{
  return gtk_widget_get_visible (window->sidebar_button);
}

/* The column keeps its width whichever of its tabs is open, in a language of longer words too. */
static void
test_tabs_keep_width (Fixture *fixture, gconstpointer data)
{
  static const char *const german[] = { "Struktur", "Schwingungen", "Moden" };
  GtkWidget *tabs = find_class (GTK_WIDGET (fixture->window), "vt-switcher"), *tab;
  guint n = 0;

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1024, 600);
  iterate_until (is_compact, fixture->window);
  for (tab = gtk_widget_get_first_child (tabs); tab != NULL; tab = gtk_widget_get_next_sibling (tab))
    gtk_button_set_label (GTK_BUTTON (tab), german[n++]);
  for (tab = gtk_widget_get_first_child (tabs); tab != NULL; tab = gtk_widget_get_next_sibling (tab))
    {
      int width;

      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (tab), TRUE);
      gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
      gtk_widget_measure (GTK_WIDGET (fixture->window->plots), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
      g_assert_cmpint (width, ==, 332);
    }
}

static void
assert_whole (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget))
    g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget))));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    assert_whole (child);
}

static gboolean
gallery_is_open (VtWindow *window)
{
  return gtk_widget_get_mapped (window->small_gallery) && gtk_widget_get_width (window->small_gallery) > 0;
}

static gboolean
gallery_is_closed (VtWindow *window)
{
  return !gtk_widget_get_mapped (window->small_gallery);
}

/* The gallery's names are not cut to make room for more glasses: it scrolls. A subscript in one does not push down what is
 * below it. */
static void
test_gallery_names (Fixture *fixture, gconstpointer data)
{
  VtWindow *window = fixture->window;
  GListStore *glasses = G_LIST_STORE (vt_session_get_glasses (window->session));
  GtkPopover *popover = GTK_POPOVER (gtk_widget_get_ancestor (window->small_gallery, GTK_TYPE_POPOVER));
  GtkWidget *name;
  int plain, subscript;

  gtk_window_set_default_size (GTK_WINDOW (window), 1024, 600);
  iterate_until (is_compact, window);
  for (guint k = 0; k < 8; k++)
    {
      g_autofree char *origin = g_strdup_printf ("q80-500-%u.xyz", k);
      g_autoptr (VtGlass) glass = vt_glass_new (vt_recipe_panel_get_recipe (window->recipe), origin, TRUE);

      g_list_store_append (glasses, glass);
    }
  gtk_popover_popup (popover);
  iterate_until (gallery_is_open, window);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
  assert_whole (window->small_gallery);
  name = find_class (window->small_gallery, "vt-gallery-name");
  gtk_widget_measure (name, GTK_ORIENTATION_VERTICAL, -1, &plain, NULL, NULL, NULL);
  gtk_label_set_markup (GTK_LABEL (name), "<i>r</i><sub>c</sub> = 1.2");
  gtk_widget_measure (name, GTK_ORIENTATION_VERTICAL, -1, &subscript, NULL, NULL, NULL);
  g_assert_cmpint (subscript, ==, plain);
  /* GTK 4.8 may still ask where the pointer is on the surface of one that its window takes along. */
  gtk_popover_popdown (popover);
  iterate_until (gallery_is_closed, window);
}

static gboolean
is_pictured (VtWindow *window)
{
  GtkWidget *picture = find_class (window->gallery_card, "vt-thumbnail");

  return picture != NULL && gtk_image_get_paintable (GTK_IMAGE (picture)) != NULL;
}

/* A glass gets its picture as soon as it has set. */
static void
test_gallery_picture (Fixture *fixture, gconstpointer data)
{
  VtWindow *window = fixture->window;

  ask_for_small (window);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.quench", NULL);
  iterate_until (is_melting, window);
  g_assert_false (is_pictured (window));
  iterate_until (is_pictured, window);
  iterate_until (is_idle, window);
}

static gboolean
says (GtkWidget *widget, gconstpointer text)
{
  return GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text);
}

/* What heads the sheet of a mode fits into the small form without being cut, in a language of longer words too. */
static void
test_sheet_heading_fits (Fixture *fixture, gconstpointer data)
{
  GtkWidget *title = find_class (GTK_WIDGET (fixture->window->plots), "vt-sheet-title"), *heading, *row;
  int width;

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1024, 600);
  iterate_until (is_compact, fixture->window);
  heading = gtk_widget_get_parent (title);
  row = gtk_widget_get_parent (heading);
  gtk_label_set_text (GTK_LABEL (title), "Weiche Stelle 12");
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (heading)), "kubisch, 12 gefunden");
  gtk_widget_measure (row, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  g_assert_cmpint (width, <=, 332);

  title = find_where (GTK_WIDGET (fixture->window->plots), says, "Where its stiffness comes from");
  row = gtk_widget_get_parent (title);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (title)), "k− / f− = 0.590");
  gtk_widget_measure (row, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  g_assert_cmpint (width, <=, 332 - 2 * 16);
}

static void
test_expert_models (Fixture *fixture, gconstpointer data)
{
  VtRecipe recipe;
  GtkWidget *entry;

  vt_recipe_init (&recipe, vt_model_find ("stiff6"));
  vt_recipe_panel_set_recipe (fixture->window->recipe, &recipe);
  g_assert_true (vt_recipe_panel_get_recipe (fixture->window->recipe)->model == recipe.model);
  g_object_set (fixture->preferences, "expert-models", TRUE, NULL);
  g_object_set (fixture->preferences, "expert-models", FALSE, NULL);
  entry = find (GTK_WIDGET (fixture->window->recipe), GTK_TYPE_ENTRY);
  g_assert_nonnull (entry);
}

/* A sizable run says so in the row of N; one that does not fit warns there and under Quench, and is refused. */
static void
test_memory (Fixture *fixture, gconstpointer data)
{
  GtkWidget *panel = GTK_WIDGET (fixture->window->recipe), *note;

  ask_for (fixture->window, 2048);
  g_assert_null (find_label (panel, "GB"));
  ask_for (fixture->window, 100000);
  g_assert_nonnull (find_label (panel, "GB"));
  g_assert_null (find_label (panel, "are free"));

  g_setenv ("VITRINE_MEMORY", "1G", TRUE);
  ask_for (fixture->window, 100001);
  note = find_label (panel, "1.1\302\240GB are free");
  g_assert_nonnull (note);
  g_assert_true (gtk_widget_has_css_class (note, "warning"));
  g_assert_true (gtk_widget_has_css_class (find_label (panel, "about"), "warning"));
  vt_window_start_quench (fixture->window);
  g_assert_true (is_idle (fixture->window));
  g_assert_nonnull (find_label (GTK_WIDGET (fixture->window), "Choose fewer modes or particles"));

  g_unsetenv ("VITRINE_MEMORY");
  ask_for (fixture->window, 2048);
  g_assert_null (find_label (panel, "are free"));
  g_assert_false (gtk_widget_has_css_class (note, "warning"));
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;

  gtk_test_init (&argc, &argv, NULL);
  application = vt_application_new ();
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
#define ADD(name, function) g_test_add ("/window/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("melt", test_melt);
  ADD ("slider", test_slider);
  ADD ("undo", test_undo);
  ADD ("memory", test_memory);
  ADD ("left-and-right", test_left_and_right);
  ADD ("cancel", test_cancel);
  ADD ("cancel-after-minimum", test_cancel_after_minimum);
  ADD ("failed-melt", test_failed_melt);
  ADD ("modes", test_modes);
  ADD ("stop-search", test_stop_search);
  ADD ("units", test_units);
  ADD ("file-names", test_file_names);
  ADD ("words-break-well", test_words_break_well);
  ADD ("fold", test_fold);
  ADD ("tabs-keep-width", test_tabs_keep_width);
  ADD ("gallery-names", test_gallery_names);
  ADD ("gallery-picture", test_gallery_picture);
  ADD ("sheet-heading-fits", test_sheet_heading_fits);
  ADD ("expert-models", test_expert_models);
  return g_test_run ();
}
