/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sidebar, "Next glass": what the user asks for. Holds a recipe of its own; nothing in it ever belongs to the glass
 * that is shown, except what is marked so (the faint phi, the neighbours, the ring on the slider).
 *
 * Signals: "changed" (another recipe is asked for), "quench" and "cancel" (the large button). */
#pragma once

#include "engine/snapshot.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VT_TYPE_RECIPE_PANEL (vt_recipe_panel_get_type ())
G_DECLARE_FINAL_TYPE (VtRecipePanel, vt_recipe_panel, VT, RECIPE_PANEL, GtkWidget)

const VtRecipe *vt_recipe_panel_get_recipe (VtRecipePanel *panel);

/* Takes over @recipe as one step that can be undone. */
void vt_recipe_panel_set_recipe (VtRecipePanel *panel, const VtRecipe *recipe);

/* NULL where the recipe can be made; else what is wrong with it. */
const char *vt_recipe_panel_get_obstacle (VtRecipePanel *panel);

/* The glass to mark on slider and potential: its recipe and, once known, its g(r). Both may be NULL. */
void vt_recipe_panel_set_shown (VtRecipePanel *panel, const VtRecipe *recipe, const VtRdf *rdf);

/* The large button says Cancel while @running; @remaining is the line below it then. */
void vt_recipe_panel_set_running (VtRecipePanel *panel, gboolean running, const char *remaining);

void vt_recipe_panel_set_expert (VtRecipePanel *panel, gboolean expert);
void vt_recipe_panel_set_compact (VtRecipePanel *panel, gboolean compact);

gboolean vt_recipe_panel_can_undo (VtRecipePanel *panel);
gboolean vt_recipe_panel_can_redo (VtRecipePanel *panel);
void vt_recipe_panel_undo (VtRecipePanel *panel);
void vt_recipe_panel_redo (VtRecipePanel *panel);

G_END_DECLS
