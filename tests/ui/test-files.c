/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files in the window: dropped, opened, asked about, refused with words, saved. Needs a display. */
#include "app/application.h"
#include "app/window-private.h"

#include "app/ask-model.h"
#include "sample/xyz.h"

#include <glib/gstdio.h>
#include <string.h>

#define PATIENCE (60 * G_USEC_PER_SEC)
#define BOX "Lattice=\"9 0 0 0 9 0 0 0 9\" Properties=species:S:1:pos:R:3"

static VtApplication *application;
static char *folder;

typedef struct
{
  VtPreferences *preferences;
  VtWindow *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->preferences = vt_preferences_new ();
  fixture->window = VT_WINDOW (vt_window_new (ADW_APPLICATION (application), fixture->preferences));
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_object_unref (fixture->preferences);
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

/* --- what is on screen --- */

static AdwMessageDialog *
dialog_of (VtWindow *window)
{
  g_autoptr (GList) all = gtk_window_list_toplevels ();

  for (GList *l = all; l != NULL; l = l->next)
    if (ADW_IS_MESSAGE_DIALOG (l->data) && gtk_window_get_transient_for (l->data) == GTK_WINDOW (window)
        && gtk_widget_get_visible (l->data))
      return l->data;
  return NULL;
}

static gboolean
has_dialog (VtWindow *window)
{
  return dialog_of (window) != NULL;
}

static gboolean
is_settled (VtWindow *window)
{
  VtGlass *shown = vt_session_get_shown (window->session);

  return shown != NULL && vt_glass_is_set (shown) && vt_session_get_running (window->session) == NULL;
}

static gboolean
is_running (VtWindow *window)
{
  return vt_session_get_running (window->session) != NULL;
}

/* The dialog that stands there says @heading and, somewhere, @words; it is answered with @response. */
static void
answer (VtWindow *window, const char *heading, const char *words, const char *response)
{
  AdwMessageDialog *dialog;

  iterate_until (has_dialog, window);
  dialog = dialog_of (window);
  g_assert_cmpstr (adw_message_dialog_get_heading (dialog), ==, heading);
  if (strstr (adw_message_dialog_get_body (dialog), words) == NULL)
    g_error ("“%s” does not say “%s”", adw_message_dialog_get_body (dialog), words);
  adw_message_dialog_response (dialog, response);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* --- files --- */

static GFile *
file_of (const char *name)
{
  return g_file_new_build_filename (folder, name, NULL);
}

static GFile *
write_text (const char *name, const char *text)
{
  GFile *file = file_of (name);

  g_assert_true (g_file_set_contents (g_file_peek_path (file), text, -1, NULL));
  return file;
}

/* A crystal of 256 particles, which is no minimum of any model, with or without a recipe. */
static GFile *
write_crystal (const char *name, const char *recipe)
{
  g_autoptr (GError) error = NULL;
  VtRecipe model;
  VtPotential potential;
  VtXyzHeader header = { .recipe = (char *) recipe };
  GFile *file = file_of (name);
  VtSample *sample;

  vt_recipe_init (&model, vt_model_find ("stiff"));
  g_assert_true (vt_recipe_potential (&model, &potential, NULL));
  sample = vt_sample_new_fcc (256, 0.7, 1, &potential, &error);
  g_assert_no_error (error);
  g_assert_true (vt_xyz_write (g_file_peek_path (file), sample, &header, NULL));
  vt_sample_unref (sample);
  return file;
}

static GtkDropTarget *
drop_target (VtWindow *window)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (window));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);
      if (GTK_IS_DROP_TARGET (controller))
        return GTK_DROP_TARGET (controller);
    }
  g_assert_not_reached ();
}

static void
drop (VtWindow *window, GFile *file)
{
  GValue value = G_VALUE_INIT;
  GSList files = { file, NULL };
  gboolean taken = FALSE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_list (&files));
  g_signal_emit_by_name (drop_target (window), "drop", &value, 10.0, 10.0, &taken);
  g_assert_true (taken);
  g_value_unset (&value);
}

/* --- tests --- */

static void
test_drop (Fixture *fixture, gconstpointer data)
{
  VtWindow *window = fixture->window;
  g_autoptr (GFile) file = write_crystal ("crystal.xyz", "stiff q=33 xc=2 N=256 rho=0.7 seed=5 melt=nve");
  const VtSnapshot *snapshot;

  drop (window, file);
  iterate_until (is_running, window);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (window->title)), ==, "Stiffness Q = 33");
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (window->subtitle)), "crystal.xyz"));
  iterate_until (is_settled, window);
  snapshot = vt_glass_get_snapshot (vt_session_get_shown (window->session));
  g_assert_false (snapshot->elasticity->stable); /* a crystal of two kinds of particles in disorder */
  g_assert_cmpuint (snapshot->sample->n, ==, 256);
}

/* The header has room for the ends of a long name; all of it stands in the tooltip. */
static void
test_long_name (Fixture *fixture, gconstpointer data)
{
  VtWindow *window = fixture->window;
  const char *name = "a-glass-that-somebody-has-named-with-all-they-knew-of-it.xyz";
  g_autoptr (GFile) file = write_crystal (name, "stiff q=33 xc=2 N=256 rho=0.7 seed=5 melt=nve");

  drop (window, file);
  iterate_until (is_running, window);
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (window->subtitle)), "a-glass-that-s…knew-of-it.xyz"));
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_markup (window->subtitle), name));
}

/* Nobody says which model: the window asks, and analyses with what it is told. */
static void
test_ask_model (Fixture *fixture, gconstpointer data)
{
  VtWindow *window = fixture->window;
  g_autoptr (GFile) file = write_crystal ("plain.xyz", NULL);

  vt_window_open_file (window, file);
  answer (window, "Which model is it?", "plain.xyz does not say", "analyse");
  iterate_until (is_running, window);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (window->title)), ==, "Stiffness Q = 80");
  g_assert_null (strstr (gtk_label_get_text (GTK_LABEL (window->subtitle)), "seed"));
}

/* Not answered: nothing is analysed, and a window with nothing in it makes its first glass after all. */
static void
test_no_answer (Fixture *fixture, gconstpointer data)
{
  VtWindow *window = fixture->window;
  g_autoptr (GFile) file = write_crystal ("plain.xyz", NULL);

  vt_window_open_file (window, file);
  answer (window, "Which model is it?", "plain.xyz", "cancel");
  iterate_until (is_running, window);
  g_assert_null (vt_glass_get_origin (vt_session_get_shown (window->session)));
}

static void
test_ask_small (Fixture *fixture, gconstpointer data)
{
  VtWindow *window = fixture->window;
  g_autoptr (GFile) file = write_text ("metals.xyz", "2\n" BOX "\nCu 0 0 0\nZr 1 1 1\n");

  vt_window_open_file (window, file);
  answer (window, "Which species of metals.xyz is the small one?", "say which one is small", "cancel");
}

typedef struct
{
  const char *name, *text, *words;
} Refused;

static const Refused refused[] = {
  { "empty.xyz", "", "empty" },
  { "words.xyz", "not a glass\n", "number of particles" },
  { "huge.xyz", "4000000000\n" BOX "\nS 0 0 0\n", "number of particles" },
  { "short.xyz", "3\n" BOX "\nS 0 0 0\nLa 1 1 1\n", "ends after 2 of the 3" },
  { "nan.xyz", "2\n" BOX "\nS 0 0 0\nLa nan 1 1\n", "line 4" },
  { "inf.xyz", "2\n" BOX "\nS 0 0 -inf\nLa 1 1 1\n", "line 3" },
  { "nobox.xyz", "2\nno box\nS 0 0 0\nLa 1 1 1\n", "Lattice" },
  { "one.xyz", "2\n" BOX "\nS 0 0 0\nS 1 1 1\n", "all particles are of species" },
  { "none.xyz", NULL, "none.xyz" },
};

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  const Refused *r = data;
  g_autoptr (GFile) file = r->text != NULL ? write_text (r->name, r->text) : file_of (r->name);

  drop (fixture->window, file);
  answer (fixture->window, "The file cannot be opened", r->words, "close");
  g_assert_null (vt_glass_get_origin (vt_session_get_shown (fixture->window->session)));
}

static void
test_folder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_path (folder);

  drop (fixture->window, file);
  answer (fixture->window, "The file cannot be opened", "", "close");
}

/* Two particles are a file, but no glass of this model. */
static void
test_too_few (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file =
    write_text ("two.xyz", "2\nrecipe=\"stiff q=80 xc=2 N=256 rho=0.7 seed=5 melt=nve\" " BOX "\nS 0 0 0\nLa 1 1 1\n");

  drop (fixture->window, file);
  iterate_until (has_dialog, fixture->window);
}

/* The window is closed while a file is on its way to it. */
static void
test_closed_meanwhile (void)
{
  g_autoptr (VtPreferences) preferences = vt_preferences_new ();
  VtWindow *window = VT_WINDOW (vt_window_new (ADW_APPLICATION (application), preferences));
  g_autoptr (GFile) file = write_text ("words.xyz", "not a glass\n");
  gint64 end = g_get_monotonic_time () + PATIENCE;
  gpointer alive = window;

  g_object_add_weak_pointer (G_OBJECT (window), &alive);
  gtk_window_present (GTK_WINDOW (window));
  vt_window_open_file (window, file);
  gtk_window_destroy (GTK_WINDOW (window));
  while (alive != NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, FALSE);
    }
}

/* --- saving --- */

static gboolean
has_modes (VtWindow *window)
{
  return is_settled (window) && vt_glass_get_snapshot (vt_session_get_shown (window->session))->modes != NULL;
}

static void
make_small_glass (VtWindow *window)
{
  VtRecipe recipe;

  vt_recipe_init (&recipe, vt_model_find ("stiff"));
  vt_recipe_set_control (&recipe, 10, FALSE);
  recipe.particles = 160;
  vt_recipe_panel_set_recipe (window->recipe, &recipe);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.quench", NULL);
  iterate_until (has_modes, window);
}

static VtSample *
wait_for_file (GFile *file, VtXyzHeader *header)
{
  gint64 end = g_get_monotonic_time () + PATIENCE;

  while (!g_file_query_exists (file, NULL))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, FALSE);
    }
  return vt_xyz_read (g_file_peek_path (file), NULL, header, NULL);
}

static void
on_model_not_told (GObject *source, GAsyncResult *result, gpointer data)
{
  gboolean *told = data;
  VtRecipe recipe;

  g_assert_false (vt_ask_model_finish (result, &recipe));
  *told = TRUE;
}

static void
on_small_not_told (GObject *source, GAsyncResult *result, gpointer data)
{
  gboolean *told = data;

  g_assert_null (vt_ask_small_finish (result));
  *told = TRUE;
}

static void
destroy_dialogs (void)
{
  g_autoptr (GList) all = gtk_window_list_toplevels ();

  for (GList *l = all; l != NULL; l = l->next)
    if (ADW_IS_MESSAGE_DIALOG (l->data))
      gtk_window_destroy (l->data);
}

/* A question that is taken away is answered all the same: what waits for the answer would never be freed. */
static void
test_question_taken_away (void)
{
  GtkWindow *parent = GTK_WINDOW (gtk_window_new ());
  gboolean model = FALSE, small = FALSE;

  vt_ask_model (parent, "a.xyz", on_model_not_told, &model);
  vt_ask_small (parent, "a.xyz", "why", on_small_not_told, &small);
  destroy_dialogs ();
  gtk_window_destroy (parent);
  for (gint64 end = g_get_monotonic_time () + PATIENCE; !(model && small) && g_get_monotonic_time () < end;)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  g_assert_true (model && small);
}

/* What is saved comes back: positions to the last bit, recipe, digest, the mode. */
static void
test_save (Fixture *fixture, gconstpointer data)
{
  VtWindow *window = fixture->window;
  g_autoptr (GFile) glass = file_of ("saved.xyz");
  g_autoptr (GFile) moving = file_of ("mode.xyz");
  g_autoptr (GFile) full = g_file_new_for_path ("/dev/full");
  g_auto (VtXyzHeader) header = { 0 }, with_mode = { 0 };
  g_autofree char *recipe = NULL;
  const VtSnapshot *snapshot;
  VtSample *back, *again;

  make_small_glass (window);
  snapshot = vt_glass_get_snapshot (vt_session_get_shown (window->session));
  vt_window_write_glass (window, glass, NULL);
  back = wait_for_file (glass, &header);
  g_assert_cmpmem (back->positions, 3 * 160 * sizeof (double), snapshot->sample->positions, 3 * 160 * sizeof (double));
  g_assert_cmpstr (header.digest, ==, snapshot->digest);
  recipe = vt_recipe_to_string (&snapshot->recipe);
  g_assert_cmpstr (header.recipe, ==, recipe);
  g_assert_null (header.mode);

  vt_session_select_mode (window->session, 2);
  vt_window_write_glass (window, moving, vt_session_get_selected (window->session));
  again = wait_for_file (moving, &with_mode);
  g_assert_cmpmem (with_mode.mode, 3 * 160 * sizeof (double), snapshot->modes->vectors[2], 3 * 160 * sizeof (double));

  vt_window_write_glass (window, full, NULL);
  answer (window, "The glass was not saved", "/dev/full", "close");
  vt_sample_unref (back);
  vt_sample_unref (again);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  int status;

  gtk_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("vitrine-files-XXXXXX", &error);
  g_assert_no_error (error);
  application = vt_application_new ();
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
#define ADD(name, data, function) g_test_add ("/files/" name, Fixture, data, set_up, function, tear_down)
  ADD ("drop", NULL, test_drop);
  ADD ("long-name", NULL, test_long_name);
  ADD ("ask-model", NULL, test_ask_model);
  ADD ("no-answer", NULL, test_no_answer);
  ADD ("ask-small", NULL, test_ask_small);
  for (guint k = 0; k < G_N_ELEMENTS (refused); k++)
    {
      g_autofree char *path = g_strdup_printf ("/files/refused/%s", refused[k].name);
      g_test_add (path, Fixture, &refused[k], set_up, test_refused, tear_down);
    }
  g_test_add_func ("/files/question-taken-away", test_question_taken_away);
  ADD ("folder", NULL, test_folder);
  ADD ("too-few", NULL, test_too_few);
  ADD ("save", NULL, test_save);
  g_test_add_func ("/files/closed-meanwhile", test_closed_meanwhile);
  status = g_test_run ();
  g_autoptr (GDir) rest = g_dir_open (folder, 0, NULL);
  for (const char *name; (name = g_dir_read_name (rest)) != NULL;)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_remove (path);
    }
  g_rmdir (folder);
  g_free (folder);
  return status;
}
