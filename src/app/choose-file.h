/* SPDX-License-Identifier: GPL-3.0-or-later */
/* File choosers. GTK 4.10 replaces GtkFileChooserNative by GtkFileDialog; this file is all that has to change then. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Called with the chosen file, not at all when the user cancels. */
typedef void (*VtFileChosen) (GFile *file, gpointer data);

/* @data must live as long as @parent. */
void vt_choose_file_to_open (GtkWindow *parent, VtFileChosen chosen, gpointer data);
void vt_choose_file_to_save (GtkWindow *parent, const char *title, const char *name, VtFileChosen chosen,
                             gpointer data);

G_END_DECLS
