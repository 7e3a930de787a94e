/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/recipe-history.h"

#define STEPS_KEPT 200
#define TOGETHER G_USEC_PER_SEC

struct _VtRecipeHistory
{
  GArray *wishes; /* of VtWish, oldest first */
  guint at;       /* index of what is asked for now */
  char *field;    /* last changed */
  gint64 changed;
};

VtRecipeHistory *
vt_recipe_history_new (const VtWish *first)
{
  VtRecipeHistory *history = g_new0 (VtRecipeHistory, 1);

  history->wishes = g_array_new (FALSE, FALSE, sizeof (VtWish));
  g_array_append_vals (history->wishes, first, 1);
  return history;
}

void
vt_recipe_history_free (VtRecipeHistory *history)
{
  g_array_unref (history->wishes);
  g_free (history->field);
  g_free (history);
}

static const VtWish *
nth (const VtRecipeHistory *history, guint i)
{
  return &g_array_index (history->wishes, VtWish, i);
}

static gboolean
same_wish (const VtWish *a, const VtWish *b)
{
  return a->density_pinned == b->density_pinned && vt_recipe_equal (&a->recipe, &b->recipe);
}

void
vt_recipe_history_record (VtRecipeHistory *history, const VtWish *wish, const char *field, gint64 now)
{
  gboolean same_field = g_strcmp0 (field, history->field) == 0;

  if (same_wish (wish, nth (history, history->at)))
    return;
  g_array_set_size (history->wishes, history->at + 1);
  if (same_field && now - history->changed < TOGETHER && history->at > 0)
    g_array_index (history->wishes, VtWish, history->at) = *wish;
  else
    {
      g_array_append_vals (history->wishes, wish, 1);
      if (history->wishes->len > STEPS_KEPT)
        g_array_remove_index (history->wishes, 0);
      history->at = history->wishes->len - 1;
    }
  history->changed = now;
  g_free (history->field);
  history->field = g_strdup (field);
}

gboolean
vt_recipe_history_can_undo (const VtRecipeHistory *history)
{
  return history->at > 0;
}

gboolean
vt_recipe_history_can_redo (const VtRecipeHistory *history)
{
  return history->at + 1 < history->wishes->len;
}

const VtWish *
vt_recipe_history_undo (VtRecipeHistory *history)
{
  if (!vt_recipe_history_can_undo (history))
    return NULL;
  g_clear_pointer (&history->field, g_free);
  return nth (history, --history->at);
}

const VtWish *
vt_recipe_history_redo (VtRecipeHistory *history)
{
  if (!vt_recipe_history_can_redo (history))
    return NULL;
  g_clear_pointer (&history->field, g_free);
  return nth (history, ++history->at);
}
