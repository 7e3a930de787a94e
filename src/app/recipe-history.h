/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Undo and redo of what the user asks for. */
#pragma once

#include "engine/recipe.h"

G_BEGIN_DECLS

/* All that the sidebar holds. */
typedef struct
{
  VtRecipe recipe;
  gboolean density_pinned;
} VtWish;

typedef struct _VtRecipeHistory VtRecipeHistory;

VtRecipeHistory *vt_recipe_history_new (const VtWish *first);
void vt_recipe_history_free (VtRecipeHistory *history);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtRecipeHistory, vt_recipe_history_free)

/* Records what is asked for now. Changes of the same @field (compared as text) less than a second apart count as one,
 * so that a drag of the slider is one step. @now: microseconds, monotonic. */
void vt_recipe_history_record (VtRecipeHistory *history, const VtWish *wish, const char *field, gint64 now);

gboolean vt_recipe_history_can_undo (const VtRecipeHistory *history);
gboolean vt_recipe_history_can_redo (const VtRecipeHistory *history);

/* What to go back (forth) to, NULL when there is nothing. Owned by the history, valid until the next call. */
const VtWish *vt_recipe_history_undo (VtRecipeHistory *history);
const VtWish *vt_recipe_history_redo (VtRecipeHistory *history);

G_END_DECLS
