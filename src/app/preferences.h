/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window remembers between sessions. Backed by GSettings where the schema is installed; without it (a program
 * run straight from its build folder) the same properties live in memory only. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define VT_TYPE_PREFERENCES (vt_preferences_get_type ())
G_DECLARE_FINAL_TYPE (VtPreferences, vt_preferences, VT, PREFERENCES, GObject)

/* Properties: "window-width", "window-height" (int), "maximized", "expert-models" (boolean),
 * "reduced-frequencies", "reduced-distances" (boolean: figures in units of omega_0 and a_0), "colour-scheme"
 * ("system", "light" or "dark"), "last-recipe" (text form of engine/recipe.h, or ""). */
VtPreferences *vt_preferences_new (void);

gboolean vt_preferences_get_expert_models (VtPreferences *preferences);
const char *vt_preferences_get_colour_scheme (VtPreferences *preferences);
const char *vt_preferences_get_last_recipe (VtPreferences *preferences);
void vt_preferences_set_last_recipe (VtPreferences *preferences, const char *recipe);
void vt_preferences_get_window_size (VtPreferences *preferences, int *width, int *height, gboolean *maximized);
void vt_preferences_set_window_size (VtPreferences *preferences, int width, int height, gboolean maximized);

G_END_DECLS
