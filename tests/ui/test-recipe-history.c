/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Undo and redo of what the user asks for. */
#include "app/recipe-history.h"

static VtWish
wish_of (double q)
{
  VtWish wish = { .density_pinned = FALSE };

  vt_recipe_init (&wish.recipe, vt_model_find ("stiff"));
  vt_recipe_set_control (&wish.recipe, q, FALSE);
  return wish;
}

static void
record (VtRecipeHistory *history, double q, const char *field, gint64 now)
{
  VtWish wish = wish_of (q);

  vt_recipe_history_record (history, &wish, field, now);
}

static void
test_there_and_back (void)
{
  VtWish first = wish_of (10);
  g_autoptr (VtRecipeHistory) history = vt_recipe_history_new (&first);
  const VtWish *wish;

  g_assert_false (vt_recipe_history_can_undo (history));
  g_assert_null (vt_recipe_history_undo (history));
  record (history, 20, "control", 0);
  record (history, 40, "control", 5 * G_USEC_PER_SEC);
  wish = vt_recipe_history_undo (history);
  g_assert_cmpfloat (wish->recipe.parameters[0], ==, 20);
  wish = vt_recipe_history_undo (history);
  g_assert_cmpfloat (wish->recipe.parameters[0], ==, 10);
  g_assert_null (vt_recipe_history_undo (history));
  vt_recipe_history_redo (history);
  wish = vt_recipe_history_redo (history);
  g_assert_cmpfloat (wish->recipe.parameters[0], ==, 40);
  g_assert_false (vt_recipe_history_can_redo (history));
}

/* A drag of the slider is one step; another field or a pause begins a new one. */
static void
test_together (void)
{
  VtWish first = wish_of (10);
  g_autoptr (VtRecipeHistory) history = vt_recipe_history_new (&first);

  for (int i = 1; i <= 50; i++)
    record (history, 10 + i, "control", 1000 * i);
  g_assert_cmpfloat (vt_recipe_history_undo (history)->recipe.parameters[0], ==, 10);
  g_assert_cmpfloat (vt_recipe_history_redo (history)->recipe.parameters[0], ==, 60);

  record (history, 70, "recipe", 51000);
  record (history, 80, "control", 52000);
  record (history, 90, "control", 52000 + 2 * G_USEC_PER_SEC);
  g_assert_cmpfloat (vt_recipe_history_undo (history)->recipe.parameters[0], ==, 80);
  g_assert_cmpfloat (vt_recipe_history_undo (history)->recipe.parameters[0], ==, 70);
}

/* After undo a new wish takes the place of what could be redone; the same wish again is no step. */
static void
test_branch (void)
{
  VtWish first = wish_of (10);
  g_autoptr (VtRecipeHistory) history = vt_recipe_history_new (&first);

  record (history, 20, "control", 0);
  record (history, 20, "seed", 9 * G_USEC_PER_SEC);
  vt_recipe_history_undo (history);
  g_assert_false (vt_recipe_history_can_undo (history));
  record (history, 30, "control", 10 * G_USEC_PER_SEC);
  g_assert_false (vt_recipe_history_can_redo (history));
  g_assert_cmpfloat (vt_recipe_history_undo (history)->recipe.parameters[0], ==, 10);
}

/* Old steps are forgotten, never the way back through those that are kept. */
static void
test_bounded (void)
{
  VtWish first = wish_of (10);
  g_autoptr (VtRecipeHistory) history = vt_recipe_history_new (&first);
  int steps = 0;

  for (int i = 1; i <= 500; i++)
    record (history, 10 + i, "control", (gint64) i * 5 * G_USEC_PER_SEC);
  while (vt_recipe_history_can_undo (history))
    {
      const VtWish *wish = vt_recipe_history_undo (history);
      g_assert_cmpfloat (wish->recipe.parameters[0], ==, 510 - ++steps);
    }
  g_assert_cmpint (steps, >=, 100);
  g_assert_cmpint (steps, <, 500);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recipe-history/there-and-back", test_there_and_back);
  g_test_add_func ("/recipe-history/together", test_together);
  g_test_add_func ("/recipe-history/branch", test_branch);
  g_test_add_func ("/recipe-history/bounded", test_bounded);
  return g_test_run ();
}
