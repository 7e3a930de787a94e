/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/choose-file.h"
#include "app/window-private.h"
#include "sample/xyz.h"

/* --- a glass or a mode --- */

/* One file on its way to the disk. */
typedef struct
{
  char *path;
  char *name; /* base name */
  char *recipe;
  VtSnapshot *snapshot;
  VtMode *mode; /* or NULL */
} Saving;

static void
saving_free (Saving *saving)
{
  g_free (saving->path);
  g_free (saving->name);
  g_free (saving->recipe);
  vt_snapshot_unref (saving->snapshot);
  g_clear_pointer (&saving->mode, vt_mode_unref);
  g_free (saving);
}

/* A disk may take its time: the window does not wait for it. */
static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Saving *saving = data;
  VtXyzHeader header = { .recipe = saving->recipe, .digest = saving->snapshot->digest };
  g_autoptr (GError) error = NULL;

  if (saving->mode != NULL)
    {
      header.mode = saving->mode->vector;
      header.mode_frequency = saving->mode->frequency;
    }
  if (vt_xyz_write (saving->path, saving->snapshot->sample, &header, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  VtWindow *self = VT_WINDOW (source);
  const Saving *saving = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *said = NULL;

  if (self->closed || self->session == NULL)
    return;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      vt_window_say_error (self, _ ("The glass was not saved"), error->message);
      return;
    }
  said = g_strdup_printf (_ ("Saved %s"), saving->name);
  vt_window_say (self, said);
}

void
vt_window_write_glass (VtWindow *self, GFile *file, const VtMode *mode)
{
  VtGlass *glass = vt_session_get_shown (self->session);
  const VtSnapshot *snapshot = glass != NULL ? vt_glass_get_snapshot (glass) : NULL;
  g_autoptr (GTask) task = NULL;
  Saving *saving;

  if (snapshot == NULL || !vt_snapshot_is_glass (snapshot))
    return;
  if (g_file_peek_path (file) == NULL)
    {
      vt_window_say_error (self, _ ("The glass was not saved"), _ ("Choose a folder on this computer."));
      return;
    }
  saving = g_new0 (Saving, 1);
  saving->path = g_file_get_path (file);
  saving->name = g_file_get_basename (file);
  saving->recipe = snapshot->has_recipe_origin ? vt_recipe_to_string (&snapshot->recipe) : NULL;
  saving->snapshot = vt_snapshot_ref (snapshot);
  saving->mode = mode != NULL ? vt_mode_ref (mode) : NULL;
  task = g_task_new (self, NULL, on_written, NULL);
  g_task_set_task_data (task, saving, (GDestroyNotify) saving_free);
  g_task_run_in_thread (task, write_in_thread);
}

static char *
suggested_name (VtWindow *self, int mode)
{
  static const char *const kinds[VT_N_MODE_KINDS] = { "mode", "cubic", "quartic" };
  g_autofree char *glass = vt_glass_file_name (vt_session_get_shown (self->session));

  if (mode >= 0)
    return g_strdup_printf ("%s-%s%d.xyz", glass, kinds[vt_session_get_mode_kind (self->session)], mode + 1);
  return g_strdup_printf ("%s.xyz", glass);
}

static void
on_glass_file_chosen (GFile *file, gpointer data)
{
  vt_window_write_glass (VT_WINDOW (data), file, NULL);
}

static void
on_mode_file_chosen (GFile *file, gpointer data)
{
  VtWindow *self = VT_WINDOW (data);

  vt_window_write_glass (self, file, vt_session_get_selected (self->session));
}

static void
on_picture_file_chosen (GFile *file, gpointer data)
{
  VtWindow *self = VT_WINDOW (data);
  g_autoptr (GError) error = NULL;

  if (!vt_stage_view_save_picture (vt_stage_panel_get_view (self->stage), file, &error))
    vt_window_say_error (self, _ ("The picture was not saved"), error->message);
}

static void
save_glass (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autofree char *suggested = suggested_name (VT_WINDOW (widget), -1);

  vt_choose_file_to_save (GTK_WINDOW (widget), _ ("Save glass"), suggested, on_glass_file_chosen, widget);
}

static void
save_mode (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VtWindow *self = VT_WINDOW (widget);
  g_autofree char *suggested = suggested_name (self, vt_session_get_mode (self->session));

  vt_choose_file_to_save (GTK_WINDOW (widget), _ ("Save mode"), suggested, on_mode_file_chosen, widget);
}

void
vt_window_save_picture (VtWindow *self)
{
  vt_choose_file_to_save (GTK_WINDOW (self), _ ("Save picture"), "glass.png", on_picture_file_chosen, self);
}

void
vt_window_install_save_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.save-glass", NULL, save_glass);
  gtk_widget_class_install_action (widget_class, "win.save-mode", NULL, save_mode);
}
