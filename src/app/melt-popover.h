/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the liquid is made: from the crystal's own heat or at a temperature, how long, and whether the pressure is trimmed
 * afterwards. */
#pragma once

#include "engine/recipe.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VT_TYPE_MELT_POPOVER (vt_melt_popover_get_type ())
G_DECLARE_FINAL_TYPE (VtMeltPopover, vt_melt_popover, VT, MELT_POPOVER, GtkPopover)

/* Shows melt, temperature, melt_time and trim of @recipe. Signal "changed": the user chose otherwise. */
void vt_melt_popover_set_recipe (VtMeltPopover *popover, const VtRecipe *recipe);

/* Writes the user's choice of the same four into @recipe. */
void vt_melt_popover_get_recipe (VtMeltPopover *popover, VtRecipe *recipe);

/* Whether a recipe's melt is the published one of its model; makes it so. */
gboolean vt_melt_is_published (const VtRecipe *recipe);
void vt_melt_publish (VtRecipe *recipe);

/* "hot crystal" or "T = 5.3" as markup, and "as published" or "chosen by you". Free the first with g_free. */
char *vt_melt_words (const VtRecipe *recipe);
const char *vt_melt_origin_words (const VtRecipe *recipe);

G_END_DECLS
