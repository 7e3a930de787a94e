/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/ask-model.h"
#include "app/choose-file.h"
#include "app/window-private.h"
#include "sample/xyz.h"

/* Says @text once, in passing. */
void
vt_window_say (VtWindow *self, const char *text)
{
  AdwToast *toast;
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  toast = adw_toast_new (escaped);
  adw_toast_set_timeout (toast, 8);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* What needs to be read to the end is said in a dialog. */
void
vt_window_say_error (VtWindow *self, const char *heading, const char *reason)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, reason);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- opening --- */

/* Nothing was opened: the window is not left blank. */
static void
fall_back (VtWindow *self)
{
  if (!self->closed && self->session != NULL && vt_session_get_shown (self->session) == NULL
      && vt_session_get_running (self->session) == NULL)
    vt_window_make_first_glass (self);
}

/* One file on its way from disk to the stage. */
typedef struct
{
  char *path;
  char *name;    /* base name */
  char *small;   /* name of the small species where the user was asked */
  VtSample *sample;
  VtXyzHeader header;
} Opening;

static void
opening_free (Opening *opening)
{
  g_free (opening->path);
  g_free (opening->name);
  g_free (opening->small);
  g_clear_pointer (&opening->sample, vt_sample_unref);
  vt_xyz_header_clear (&opening->header);
  g_free (opening);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

static void
analyse (VtWindow *self, Opening *opening, const VtRecipe *recipe, gboolean has_recipe)
{
  g_autoptr (GError) error = NULL;

  if (vt_session_analyse (self->session, opening->sample, recipe, has_recipe, opening->name, &error))
    return;
  vt_window_say_error (self, _ ("This configuration cannot be analysed"), error->message);
  fall_back (self);
}

static void
on_model_told (GObject *source, GAsyncResult *result, gpointer data)
{
  VtWindow *self = VT_WINDOW (source);
  g_autoptr (Opening) opening = data;
  VtRecipe recipe;

  if (!vt_ask_model_finish (result, &recipe))
    {
      fall_back (self);
      return;
    }
  recipe.particles = opening->sample->n;
  recipe.density = vt_sample_density (opening->sample);
  analyse (self, opening, &recipe, FALSE);
}

static void
on_read (VtWindow *self, Opening *taken)
{
  g_autoptr (Opening) opening = taken;
  g_autoptr (GError) error = NULL;
  VtRecipe recipe;

  if (opening->header.recipe != NULL)
    {
      if (vt_recipe_from_string (&recipe, opening->header.recipe, &error))
        {
          analyse (self, opening, &recipe, TRUE);
          return;
        }
      g_message ("%s: %s", opening->name, error->message);
    }
  vt_ask_model (GTK_WINDOW (self), opening->name, on_model_told, opening);
  opening = NULL;
}

static void read_file (VtWindow *self, Opening *opening);

static void
on_small_told (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Opening) opening = data;
  char *small = vt_ask_small_finish (result);

  if (small == NULL)
    {
      fall_back (VT_WINDOW (source));
      return;
    }
  g_free (opening->small);
  opening->small = small;
  read_file (VT_WINDOW (source), g_steal_pointer (&opening));
}

static void
on_read_done (GObject *source, GAsyncResult *result, gpointer data)
{
  VtWindow *self = VT_WINDOW (source);
  g_autoptr (Opening) opening = data;
  g_autoptr (GError) error = NULL;

  if (self->closed || self->session == NULL)
    return;
  if (g_task_propagate_boolean (G_TASK (result), &error))
    on_read (self, g_steal_pointer (&opening));
  else if (g_error_matches (error, VT_SAMPLE_ERROR, VT_SAMPLE_ERROR_SMALL))
    {
      vt_ask_small (GTK_WINDOW (self), opening->name, error->message, on_small_told, opening);
      opening = NULL;
    }
  else
    {
      vt_window_say_error (self, _ ("The file cannot be opened"), error->message);
      fall_back (self);
    }
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Opening *opening = data;
  g_autoptr (GError) error = NULL;

  opening->sample = vt_xyz_read (opening->path, opening->small, &opening->header, &error);
  if (opening->sample != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
read_file (VtWindow *self, Opening *opening)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, on_read_done, opening);

  g_task_set_task_data (task, opening, NULL);
  g_task_run_in_thread (task, read_in_thread);
}

void
vt_window_open_file (VtWindow *self, GFile *file)
{
  Opening *opening;

  if (g_file_peek_path (file) == NULL)
    {
      vt_window_say_error (self, _ ("The file cannot be opened"),
                 _ ("Only files on this computer can be opened: copy it here first."));
      fall_back (self);
      return;
    }
  opening = g_new0 (Opening, 1);
  opening->path = g_file_get_path (file);
  opening->name = g_file_get_basename (file);
  read_file (self, opening);
}

static void
on_open_chosen (GFile *file, gpointer data)
{
  vt_window_open_file (VT_WINDOW (data), file);
}

static void
open_file (GtkWidget *widget, const char *name, GVariant *parameter)
{
  vt_choose_file_to_open (GTK_WINDOW (widget), on_open_chosen, widget);
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, gpointer data)
{
  const GSList *files = gdk_file_list_get_files (g_value_get_boxed (value));

  if (files == NULL)
    return FALSE;
  vt_window_open_file (VT_WINDOW (data), G_FILE (files->data));
  return TRUE;
}

void
vt_window_accept_drops (VtWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/* For parts of the window that know nothing of it. */
static void
say (GtkWidget *widget, const char *name, GVariant *parameter)
{
  vt_window_say (VT_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

void
vt_window_install_file_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.open", NULL, open_file);
  gtk_widget_class_install_action (widget_class, "win.say", "s", say);
}
