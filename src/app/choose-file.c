/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/choose-file.h"

typedef struct
{
  GtkWindow *parent; /* weak: NULL when the window was closed meanwhile */
  VtFileChosen chosen;
  gpointer data;
} Request;

static void
on_response (GtkNativeDialog *dialog, int response, Request *request)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL && request->parent != NULL)
    request->chosen (file, request->data);
  g_object_unref (dialog);
}

static void
free_request (gpointer data, GClosure *closure)
{
  Request *request = data;

  g_clear_weak_pointer (&request->parent);
  g_free (request);
}

static void
show (GtkFileChooserNative *dialog, VtFileChosen chosen, gpointer data)
{
  Request *request = g_new0 (Request, 1);

  g_set_weak_pointer (&request->parent, gtk_native_dialog_get_transient_for (GTK_NATIVE_DIALOG (dialog)));
  request->chosen = chosen;
  request->data = data;
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_response), request, free_request, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
add_filter (GtkFileChooser *chooser, const char *name, const char *pattern)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_pattern (filter, pattern);
  gtk_file_chooser_add_filter (chooser, filter);
}

void
vt_choose_file_to_open (GtkWindow *parent, VtFileChosen chosen, gpointer data)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_ ("Open glass"), parent, GTK_FILE_CHOOSER_ACTION_OPEN,
                                                              _ ("_Open"), _ ("_Cancel"));

  add_filter (GTK_FILE_CHOOSER (dialog), _ ("Extended XYZ"), "*.xyz");
  add_filter (GTK_FILE_CHOOSER (dialog), _ ("All files"), "*");
  show (dialog, chosen, data);
}

void
vt_choose_file_to_save (GtkWindow *parent, const char *title, const char *name, VtFileChosen chosen, gpointer data)
{
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  show (dialog, chosen, data);
}
