/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions about an opened file: which model its particles feel, which of its species is the small one. */
#pragma once

#include "engine/recipe.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @name: of the file. The callback's source is @parent. */
void vt_ask_model (GtkWindow *parent, const char *name, GAsyncReadyCallback callback, gpointer data);

/* FALSE when the user gave up; else model and parameters are set, everything else as published. */
gboolean vt_ask_model_finish (GAsyncResult *result, VtRecipe *recipe);

/* @problem: what the reader said. */
void vt_ask_small (GtkWindow *parent, const char *name, const char *problem, GAsyncReadyCallback callback,
                   gpointer data);

/* NULL when the user gave up; free with g_free. */
char *vt_ask_small_finish (GAsyncResult *result);

G_END_DECLS
