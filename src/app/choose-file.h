/* SPDX-License-Identifier: GPL-3.0-or-later */
/* File choosers. GTK 4.10 replaces GtkFileChooserNative by GtkFileDialog; this file is all that has to change then. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Called with the chosen file, not at all when the user cancels. */
typedef void (*VtFileChosen) (GFile *file, gpointer data);

/* What is asked when a file of one kind is to be saved, with one more thing to choose beside it. */
typedef struct
{
  const char *title, *name;          /* of the dialog; suggested for the file */
  const char *kind, *pattern;        /* "PNG picture", "*.png" */
  const char *choice;                /* label of the other thing; NULL: there is none */
  const char *const *ids, *const *labels; /* its alternatives, NULL-terminated, the usual one first */
} VtSaveQuestion;

/* As above; @choice: the id that was chosen, NULL where there was nothing to choose. */
typedef void (*VtFileChosenWith) (GFile *file, const char *choice, gpointer data);

/* @data must live as long as @parent. */
void vt_choose_file_to_open (GtkWindow *parent, VtFileChosen chosen, gpointer data);
void vt_choose_file_to_save (GtkWindow *parent, const char *title, const char *name, VtFileChosen chosen,
                             gpointer data);
void vt_choose_file_to_save_with (GtkWindow *parent, const VtSaveQuestion *question, VtFileChosenWith chosen,
                                  gpointer data);

G_END_DECLS
