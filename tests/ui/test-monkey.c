/* Two thousand random things a user may do, with a fixed seed, half of them in one window and half in the next; what must
 * always hold is looked at after each, and the second window must not leave more behind than the first. VT_MONKEY_SEED
 * and VT_MONKEY_STEPS choose another walk. */
#include "app/application.h"
#include "app/window-private.h"

#include "app/melt-popover.h"
#include "app/parameter-scale.h"
#include "app/plot-view.h"
#include "app/reading.h"

#include <glib/gstdio.h>
#include <malloc.h>
#include <math.h>
#include <stdlib.h>

#define MAX_PARTICLES 520
#define MOST_GROWTH (6 << 20) /* bytes: GTK's own caches; a glass with its modes has about one of these */
#define PATIENCE (120 * G_USEC_PER_SEC)

static VtWindow *window;
static VtPreferences *preferences;
static GRand *dice;
static char *folder; /* of the files it opens and writes */

static GtkWidget *
find (GtkWidget *root, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
collect (GtkWidget *root, GType type, GPtrArray *found)
{
  if (!gtk_widget_get_visible (root))
    return;
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    g_ptr_array_add (found, root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect (child, type, found);
}

static GtkWidget *
pick (GtkWidget *root, GType type)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  collect (root, type, found);
  if (found->len == 0)
    return NULL;
  return g_ptr_array_index (found, (guint) g_rand_int_range (dice, 0, (gint32) found->len));
}

/* --- what the monkey does --- */

static void
move_slider (void)
{
  GtkRange *range = GTK_RANGE (find (find (GTK_WIDGET (window->recipe), VT_TYPE_PARAMETER_SCALE), GTK_TYPE_SCALE));
  GtkAdjustment *adjustment = gtk_range_get_adjustment (range);

  gtk_range_set_value (range, g_rand_double_range (dice, gtk_adjustment_get_lower (adjustment),
                                                   gtk_adjustment_get_upper (adjustment)));
}

/* A recipe of any model, now and then one that cannot be made. */
static void
ask_for_anything (void)
{
  static const char *const keys[] = { "stiff", "mie", "sticky", "stiff6" };
  VtRecipe recipe;

  vt_recipe_init (&recipe, vt_model_find (keys[g_rand_int_range (dice, 0, 4)]));
  recipe.particles = (guint) g_rand_int_range (dice, 20, MAX_PARTICLES);
  recipe.seed = (guint64) g_rand_int_range (dice, 0, 100);
  recipe.trim = g_rand_int_range (dice, 0, 10) == 0;
  vt_recipe_panel_set_recipe (window->recipe, &recipe);
}

static void
set_particles (void)
{
  GtkWidget *spin = find (GTK_WIDGET (window->recipe), GTK_TYPE_SPIN_BUTTON);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), g_rand_int_range (dice, 10, MAX_PARTICLES));
}

static void
type_something (void)
{
  static const char *const words[] = { "0.7", "0,65", "", "abc", "1e9", "−3", "57.3", "12", "nan", "9007199254740993" };
  GtkWidget *entry = pick (GTK_WIDGET (window->recipe), GTK_TYPE_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (entry), words[g_rand_int_range (dice, 0, G_N_ELEMENTS (words))]);
}

static void
press_any_toggle (void)
{
  GtkWidget *button = pick (GTK_WIDGET (window), GTK_TYPE_TOGGLE_BUTTON);

  if (button != NULL && gtk_widget_is_sensitive (button) && !GTK_IS_MENU_BUTTON (gtk_widget_get_parent (button)))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button),
                                  !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)));
}

static void
quench (void)
{
  if (vt_recipe_panel_get_recipe (window->recipe)->particles <= MAX_PARTICLES)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.quench", NULL);
}

static void
leave (void)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.leave", NULL);
}

static void
undo (void)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
}

static void
redo (void)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.redo", NULL);
}

static void
step_mode (void)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.step-mode", "i", g_rand_boolean (dice) ? 1 : -1);
}

static void
pick_mode (void)
{
  g_signal_emit_by_name (window->plots, "mode-chosen", g_rand_int_range (dice, 0, VT_N_MODE_KINDS),
                         g_rand_int_range (dice, -1, 61));
}

static void
respond (void)
{
  gtk_widget_activate_action (GTK_WIDGET (window), g_rand_boolean (dice) ? "win.response" : "win.random-bond", NULL);
}

/* Whether or not the sheet is open. */
static void
take_bonds (void)
{
  g_signal_emit_by_name (vt_plot_column_get_response_sheet (window->plots), "gather", g_rand_boolean (dice));
}

static void
pick_particles (void)
{
  VtStageView *view = vt_stage_panel_get_view (window->stage);

  g_signal_emit_by_name (view, "particle-picked", g_rand_int_range (dice, 0, 100));
  vt_stage_view_choose_bond (view, (guint) g_rand_int_range (dice, 0, 100), (guint) g_rand_int_range (dice, 0, 100));
}

static void
show_another (void)
{
  GListModel *glasses = vt_session_get_glasses (window->session);
  guint n = g_list_model_get_n_items (glasses);

  if (n > 0)
    {
      g_autoptr (VtGlass) glass = g_list_model_get_item (glasses, (guint) g_rand_int_range (dice, 0, (gint32) n));
      vt_session_show (window->session, glass);
    }
}

static void
use_its_recipe (void)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.use-recipe", NULL);
}

static void
analyse_it_again (void)
{
  VtGlass *glass = vt_session_get_shown (window->session);
  const VtSnapshot *snapshot = glass != NULL ? vt_glass_get_snapshot (glass) : NULL;
  VtRecipe recipe;

  if (snapshot == NULL || snapshot->sample == NULL)
    return;
  recipe = snapshot->recipe;
  vt_session_analyse (window->session, snapshot->sample, &recipe, g_rand_boolean (dice), "again.xyz", NULL);
}

static void
search (void)
{
  if (g_rand_boolean (dice))
    vt_session_search (window->session);
  else
    vt_session_stop_search (window->session);
}

/* --- files and dialogs --- */

static GFile *
some_file (void)
{
  static const char *const names[] = { "saved.xyz", "mode.xyz", "words.xyz", "plain.xyz", "metals.xyz", "none.xyz", "." };

  return g_file_new_build_filename (folder, names[g_rand_int_range (dice, 0, G_N_ELEMENTS (names))], NULL);
}

static void
write_text (const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
lay_out_files (void)
{
  static const char box[] = "2\nLattice=\"9 0 0 0 9 0 0 0 9\" Properties=species:S:1:pos:R:3\n";
  g_autofree char *plain = g_strconcat (box, "S 0 0 0\nLa 1 1 1\n", NULL);
  g_autofree char *metals = g_strconcat (box, "Cu 0 0 0\nZr 1 1 1\n", NULL);

  folder = g_dir_make_tmp ("vitrine-monkey-XXXXXX", NULL);
  g_assert_nonnull (folder);
  write_text ("words.xyz", "not a glass\n");
  write_text ("plain.xyz", plain);
  write_text ("metals.xyz", metals);
}

static void
clear_files (void)
{
  g_autoptr (GDir) rest = g_dir_open (folder, 0, NULL);

  for (const char *name; (name = g_dir_read_name (rest)) != NULL;)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_remove (path);
    }
  g_rmdir (folder);
  g_free (folder);
}

static void
open_a_file (void)
{
  g_autoptr (GFile) file = some_file ();

  vt_window_open_file (window, file);
}

static void
save_a_file (void)
{
  const VtMode *mode = vt_session_get_selected (window->session);
  g_autoptr (GFile) file = g_file_new_build_filename (folder, mode != NULL ? "mode.xyz" : "saved.xyz", NULL);

  vt_window_write_glass (window, file, mode);
}

static void
answer_dialog (void)
{
  static const char *const answers[] = { "cancel", "analyse", "close" };
  g_autoptr (GList) all = gtk_window_list_toplevels ();

  for (GList *l = all; l != NULL; l = l->next)
    if (ADW_IS_MESSAGE_DIALOG (l->data))
      {
        const char *answer = answers[g_rand_int_range (dice, 0, 3)];

        if (adw_message_dialog_has_response (l->data, answer) && adw_message_dialog_get_response_enabled (l->data, answer))
          adw_message_dialog_response (l->data, answer);
        gtk_window_destroy (l->data);
        return;
      }
}

static void
resize (void)
{
  vt_window_fold (window, g_rand_int_range (dice, 700, 1900), g_rand_int_range (dice, 520, 1100));
}

static void
change_style (void)
{
  static const char *const schemes[] = { "system", "light", "dark" };

  g_object_set (preferences, "colour-scheme", schemes[g_rand_int_range (dice, 0, 3)], "expert-models",
                g_rand_boolean (dice), NULL);
}

static void
toggle_sidebar (void)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.sidebar", NULL);
}

static void
wait_a_little (void)
{
  gint64 end = g_get_monotonic_time () + g_rand_int_range (dice, 1000, 60000);

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
}

static const struct
{
  void (*act) (void);
  int weight;
} deeds[] = {
  { move_slider, 12 },   { ask_for_anything, 8 }, { set_particles, 4 },    { type_something, 6 },
  { press_any_toggle, 8 }, { quench, 16 },        { leave, 4 },            { undo, 5 },
  { redo, 4 },           { step_mode, 6 },        { pick_mode, 8 },        { show_another, 6 },
  { use_its_recipe, 2 }, { analyse_it_again, 3 }, { resize, 5 },           { change_style, 2 },
  { toggle_sidebar, 2 }, { respond, 6 },          { take_bonds, 4 },       { pick_particles, 4 },
  { search, 5 },         { open_a_file, 5 },      { save_a_file, 4 },      { answer_dialog, 8 },
  { wait_a_little, 30 },
};

static void
do_something (void)
{
  int total = 0, choice;

  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++)
    total += deeds[i].weight;
  choice = g_rand_int_range (dice, 0, total);
  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++)
    {
      choice -= deeds[i].weight;
      if (choice < 0)
        {
          deeds[i].act ();
          return;
        }
    }
}

/* --- what must always hold --- */

static GtkWidget *
find_class (GtkWidget *root, const char *css_class)
{
  if (gtk_widget_has_css_class (root, css_class))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_class (child, css_class);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static guint
n_children (GtkWidget *widget)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n++;
  return n;
}

static void
check_right_side (void)
{
  VtGlass *glass = vt_session_get_shown (window->session);
  const VtSnapshot *snapshot = glass != NULL ? vt_glass_get_snapshot (glass) : NULL;
  const VtElasticity *elasticity = snapshot != NULL ? snapshot->elasticity : NULL;
  const char *number = gtk_label_get_text (GTK_LABEL (find_class (GTK_WIDGET (window->strip), "vt-reading-value")));
  g_autofree char *expected = NULL;

  if (glass != NULL)
    {
      g_autofree char *markup = vt_glass_title (glass);
      g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (window->title)), ==, markup);
    }
  if (elasticity != NULL && isfinite (elasticity->poisson_ratio) && elasticity->poisson_ratio >= 0)
    expected = g_strdup_printf ("%.3f", elasticity->poisson_ratio);
  else if (elasticity == NULL || !isfinite (elasticity->poisson_ratio))
    expected = g_strdup ("—");
  if (expected != NULL)
    g_assert_cmpstr (number, ==, expected);
}

/* Whoever works is looked after every frame. What worked may have come to its end since the last one: then the next
 * frame is the last. */
static void
check_frames (void)
{
  const gint64 end = g_get_monotonic_time () + 30 * G_TIME_SPAN_SECOND;

  while (window->tick != 0 && !vt_session_is_busy (window->session))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
  g_assert_true (window->tick != 0 || !vt_session_is_busy (window->session));
}

static void
check_mode (void)
{
  VtGlass *glass = vt_session_get_shown (window->session);
  int mode = vt_session_get_mode (window->session);

  if (mode < 0)
    return;
  g_assert_nonnull (glass);
  g_assert_cmpint (mode, <, (int) vt_glass_get_snapshot (glass)->modes->n);
}

static void
check_gallery (void)
{
  guint n = g_list_model_get_n_items (vt_session_get_glasses (window->session));
  GtkWidget *items = find_class (GTK_WIDGET (window->gallery), "vt-gallery-items");

  g_assert_cmpuint (n, <=, 34);
  g_assert_cmpuint (n_children (items), ==, n);
}

/* --- windows --- */

static void
open_window (GtkApplication *application)
{
  window = VT_WINDOW (vt_window_new (ADW_APPLICATION (application), preferences));
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
}

/* A weak pointer to every widget of ours at and below @root, so that one which outlives its window is noticed. */
static void
watch (GtkWidget *root, GPtrArray *watched)
{
  if (g_str_has_prefix (G_OBJECT_TYPE_NAME (root), "Vt"))
    {
      GWeakRef *reference = g_new0 (GWeakRef, 1);
      g_weak_ref_init (reference, root);
      g_ptr_array_add (watched, reference);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    watch (child, watched);
}

static void
stop_watching (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static void
assert_gone (const GPtrArray *watched)
{
  for (guint i = 0; i < watched->len; i++)
    {
      g_autoptr (GObject) left = g_weak_ref_get (g_ptr_array_index (watched, i));
      if (left != NULL)
        g_error ("a %s outlives its window", G_OBJECT_TYPE_NAME (left));
    }
}

static void
close_window (void)
{
  g_autoptr (GPtrArray) watched = g_ptr_array_new_with_free_func (stop_watching);
  gint64 end = g_get_monotonic_time () + PATIENCE;
  gpointer alive = window;

  g_object_add_weak_pointer (G_OBJECT (window), &alive);
  for (int k = 0; k < 20; k++)
    answer_dialog ();
  watch (GTK_WIDGET (window), watched);
  gtk_window_close (GTK_WINDOW (window));
  while (alive != NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
  while (g_main_context_iteration (NULL, FALSE))
    ;
  assert_gone (watched);
}

static void
walk (int steps)
{
  for (int i = 0; i < steps; i++)
    {
      do_something ();
      while (g_main_context_pending (NULL))
        g_main_context_iteration (NULL, FALSE);
      check_frames ();
      check_right_side ();
      check_mode ();
      check_gallery ();
    }
}

static gsize
in_use (void)
{
  struct mallinfo2 heap = mallinfo2 ();

  return heap.uordblks + heap.hblkhd;
}

/* What cancelled runs still hold on their threads goes in time; what stays for good does not. */
static void
assert_no_more_than (gsize limit)
{
  gint64 end = g_get_monotonic_time () + PATIENCE;

  while (in_use () > limit)
    {
      if (g_get_monotonic_time () > end)
        g_error ("%.1f MB stay in use, %.1f were before", in_use () / 1048576.0, (limit - MOST_GROWTH) / 1048576.0);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (10000);
    }
}

/* The least that is in use within a second of rest. */
static gsize
at_rest (void)
{
  gint64 end = g_get_monotonic_time () + G_USEC_PER_SEC;
  gsize least = in_use ();

  while (g_get_monotonic_time () < end)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (10000);
      least = MIN (least, in_use ());
    }
  return least;
}

static void
test_monkey (gconstpointer application)
{
  const char *seed = g_getenv ("VT_MONKEY_SEED"), *steps = g_getenv ("VT_MONKEY_STEPS");
  int n = steps != NULL ? atoi (steps) : 2000;
  gsize first;

  lay_out_files ();
  dice = g_rand_new_with_seed (seed != NULL ? (guint32) atoi (seed) : 20261);
  open_window (GTK_APPLICATION (application));
  walk (n - n / 2);
  close_window ();
  first = at_rest ();
  open_window (GTK_APPLICATION (application));
  walk (n / 2);
  close_window ();
  g_test_message ("in use after the first window: %.1f MB, after the second: %.1f MB", first / 1048576.0,
                  at_rest () / 1048576.0);
  assert_no_more_than (first + MOST_GROWTH);
  g_rand_free (dice);
  clear_files ();
}

int
main (int argc, char *argv[])
{
  g_autoptr (VtApplication) application = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  gtk_test_init (&argc, &argv, NULL);
  application = vt_application_new ();
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  preferences = vt_preferences_new ();
  g_test_add_data_func ("/window/monkey", application, test_monkey);
  status = g_test_run ();
  g_object_unref (preferences);
  return status;
}
