/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row whose less needed children fold away where there is no room for all. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VT_TYPE_FOLD_ROW (vt_fold_row_get_type ())
G_DECLARE_FINAL_TYPE (VtFoldRow, vt_fold_row, VT, FOLD_ROW, GtkWidget)

GtkWidget *vt_fold_row_new (int spacing);

/* Children of @rank 0 always stay; of the others those of the highest rank go first, all of one rank together. */
void vt_fold_row_append (VtFoldRow *row, GtkWidget *child, guint rank);

/* The width of the children that stay in a row of at most @width pixels. */
int vt_fold_row_fit (VtFoldRow *row, int width);

G_END_DECLS
