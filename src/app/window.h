/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window of Vitrine. */
#pragma once

#include <adwaita.h>
#include "app/preferences.h"

G_BEGIN_DECLS

#define VT_TYPE_WINDOW (vt_window_get_type ())
G_DECLARE_FINAL_TYPE (VtWindow, vt_window, VT, WINDOW, AdwApplicationWindow)

GtkWidget *vt_window_new (AdwApplication *application, VtPreferences *preferences);

/* Begins the small glass that is there before the user has asked for anything. */
void vt_window_make_first_glass (VtWindow *window);

/* Reads an extended XYZ file and shows what it holds; asks for what the file does not say. */
void vt_window_open_file (VtWindow *window, GFile *file);

G_END_DECLS
