/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/choose-file.h"

typedef struct
{
  GtkWindow *parent; /* weak: NULL when the window was closed meanwhile */
  VtFileChosen chosen;          /* either this ... */
  VtFileChosenWith chosen_with; /* ... or that */
  gpointer data;
} Request;

#define CHOICE "choice"

static void
on_response (GtkNativeDialog *dialog, int response, Request *request)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL && request->parent != NULL && request->chosen_with != NULL)
    request->chosen_with (file, gtk_file_chooser_get_choice (GTK_FILE_CHOOSER (dialog), CHOICE), request->data);
  else if (file != NULL && request->parent != NULL)
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
show_for (GtkFileChooserNative *dialog, Request asked)
{
  Request *request = g_memdup2 (&asked, sizeof asked);

  g_set_weak_pointer (&request->parent, gtk_native_dialog_get_transient_for (GTK_NATIVE_DIALOG (dialog)));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_response), request, free_request, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
show (GtkFileChooserNative *dialog, VtFileChosen chosen, gpointer data)
{
  show_for (dialog, (Request) { .chosen = chosen, .data = data });
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

void
vt_choose_file_to_save_with (GtkWindow *parent, const VtSaveQuestion *question, VtFileChosenWith chosen, gpointer data)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (question->title, parent, GTK_FILE_CHOOSER_ACTION_SAVE,
                                                              _ ("_Save"), _ ("_Cancel"));
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (dialog);

  gtk_file_chooser_set_current_name (chooser, question->name);
  add_filter (chooser, question->kind, question->pattern);
  if (question->choice != NULL)
    gtk_file_chooser_add_choice (chooser, CHOICE, question->choice, (const char **) question->ids,
                                 (const char **) question->labels);
  show_for (dialog, (Request) { .chosen_with = chosen, .data = data });
}
