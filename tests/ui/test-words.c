/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sentences of the window, and numbers as they are typed. */
#include "app/entries.h"
#include "app/glass.h"
#include "app/words.h"

#include <locale.h>
#include <math.h>

#define assert_words(call, expected)        \
  G_STMT_START                              \
  {                                         \
    g_autofree char *words_ = (call);       \
    g_assert_cmpstr (words_, ==, expected); \
  }                                         \
  G_STMT_END

static void
test_durations (void)
{
  assert_words (vt_words_duration (0.2), "1 s");
  assert_words (vt_words_duration (31.4), "31 s");
  assert_words (vt_words_duration (59.6), "1 min 0 s");
  assert_words (vt_words_duration (3660), "1 h 1 min");
  assert_words (vt_words_estimate (28.7), "about 30 s on this computer");
  assert_words (vt_words_estimate (0), "about 1 s on this computer");
  assert_words (vt_words_estimate (NAN), "");
  assert_words (vt_words_remaining (12.2), "about 12 s left");
  assert_words (vt_words_remaining (119), "about 2 min left");
  assert_words (vt_words_remaining (INFINITY), "");
}

static void
test_run_states (void)
{
  VtTrace trace = { .n = 0 };
  VtNetwork network = { .n = 0 };
  VtSnapshot snapshot = { .stage = VT_STAGE_MELT, .progress = 0.749, .trace = &trace };

  snapshot.timings.melt = snapshot.timings.quench = NAN;
  assert_words (vt_words_run_state (NULL), "Starting");
  assert_words (vt_words_run_state (&snapshot), "Melting, 74 %");
  assert_words (vt_words_run_state_short (&snapshot), "74 %");
  snapshot.progress = NAN;
  assert_words (vt_words_run_state (&snapshot), "Melting, 0 %");

  snapshot.stage = VT_STAGE_DONE;
  snapshot.network = &network;
  snapshot.timings.melt = 20;
  snapshot.timings.quench = 11;
  snapshot.elapsed = 45;
  assert_words (vt_words_run_state (&snapshot), "Minimum reached in 31 s");
  assert_words (vt_words_run_state_short (&snapshot), "31 s");

  /* cancelled after the minimum: the glass is there all the same */
  snapshot.stage = VT_STAGE_CANCELLED;
  assert_words (vt_words_run_state (&snapshot), "Minimum reached in 31 s");
  snapshot.network = NULL;
  assert_words (vt_words_run_state (&snapshot), "Cancelled");
}

static void
test_memory (void)
{
  assert_words (vt_words_memory (1234567890), "about 1.2 GB");
  assert_words (vt_words_memory_shortage (12000000000, 3000000000),
                "Needs about 12.0 GB of memory, and 3.0 GB are free");
}

/* The whole run's ring never runs backwards from one stage to the next. */
static void
test_progress (void)
{
  VtSnapshot snapshot = { .stage = VT_STAGE_STARTING };
  double last = 0;

  for (int stage = VT_STAGE_STARTING; stage <= VT_STAGE_DONE; stage++)
    for (double t = 0; t <= 1; t += 0.25)
      {
        double progress;
        snapshot.stage = (VtStage) stage;
        snapshot.progress = t;
        progress = vt_words_progress (&snapshot);
        g_assert_cmpfloat (progress, >=, last);
        last = progress;
      }
  g_assert_cmpfloat (last, ==, 1);
}

static void
test_density (void)
{
  VtRecipe recipe;

  vt_recipe_init (&recipe, vt_model_find ("stiff"));
  vt_recipe_set_control (&recipe, 80, FALSE);
  g_assert_cmpstr (vt_words_density_origin (&recipe, FALSE, FALSE), ==, "follows the published curve");
  vt_recipe_set_control (&recipe, 57.3, FALSE);
  g_assert_cmpstr (vt_words_density_origin (&recipe, FALSE, FALSE), ==, "between published points");
  g_assert_cmpstr (vt_words_density_origin (&recipe, TRUE, FALSE), ==, "pinned by you");
}

static void
test_typed_numbers (void)
{
  const struct
  {
    const char *text;
    double value; /* NAN: refused */
  } table[] = {
    { "0.694", 0.694 }, { "0,694", 0.694 },  { " 80 ", 80 }, { "10\u2009976", 10976 }, { "\u22123.8", -3.8 },
    { "1e3", 1000 },    { "", NAN },         { "abc", NAN }, { "1.2.3", NAN },         { "nan", NAN },
    { "inf", NAN },     { "80 particles", NAN },
  };
  guint64 whole;

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      double value = NAN;
      gboolean read = vt_parse_number (table[i].text, &value);
      g_assert_cmpint (read, ==, isfinite (table[i].value));
      if (read)
        g_assert_cmpfloat_with_epsilon (value, table[i].value, 1e-12);
    }
  g_assert_true (vt_parse_whole ("9007199254740991", &whole));
  g_assert_cmpuint (whole, ==, G_GUINT64_CONSTANT (9007199254740991));
  g_assert_false (vt_parse_whole ("-1", &whole));
  g_assert_false (vt_parse_whole ("1.5", &whole));
  g_assert_false (vt_parse_whole ("", &whole));
}

static void
assert_composition (guint particles, double density, const char *expected)
{
  VtRecipe recipe;
  g_autofree char *words = NULL;

  vt_recipe_init (&recipe, vt_models ()[0]);
  recipe.particles = particles;
  recipe.density = density;
  words = vt_words_composition (&recipe);
  g_assert_cmpstr (words, ==, expected);
}

/* Three decimals at least, as densities are published; thin spaces in large counts. */
static void
test_composition (void)
{
  assert_composition (500, 0.6, "<i>N</i> = 500 · <i>ρ</i> = 0.600 <i>λ</i><sup>−3</sup>");
  assert_composition (10976, 0.6802, "<i>N</i> = 10\u2009976 · <i>ρ</i> = 0.6802 <i>λ</i><sup>−3</sup>");
  assert_composition (2048, 0.69400001, "<i>N</i> = 2048 · <i>ρ</i> = 0.694 <i>λ</i><sup>−3</sup>");
}

static VtGlass *
glass_of (double q, guint particles, guint64 seed)
{
  VtRecipe recipe;

  vt_recipe_init (&recipe, vt_models ()[0]);
  vt_recipe_set_control (&recipe, q, FALSE);
  recipe.particles = particles;
  recipe.seed = seed;
  return vt_glass_new (&recipe, NULL, TRUE);
}

/* Glasses of one name tell what they differ in, no more than is needed. */
static void
test_distinction (void)
{
  static const struct
  {
    double q;
    guint particles;
    guint64 seed;
    const char *told;
  } glasses[] = {
    { 80, 2048, 1, "<i>N</i> 2048, seed 1" }, { 80, 2048, 2, "seed 2" },  { 80, 500, 1, "<i>N</i> 500" },
    { 10, 500, 1, NULL },                     { 40, 500, 3, "no. 2" },    { 40, 500, 3, "no. 1" },
  };
  g_autoptr (GListStore) list = g_list_store_new (VT_TYPE_GLASS);

  for (guint i = 0; i < G_N_ELEMENTS (glasses); i++)
    {
      g_autoptr (VtGlass) glass = glass_of (glasses[i].q, glasses[i].particles, glasses[i].seed);
      g_list_store_append (list, glass);
    }
  for (guint i = 0; i < G_N_ELEMENTS (glasses); i++)
    {
      g_autoptr (VtGlass) glass = g_list_model_get_item (G_LIST_MODEL (list), i);
      g_autofree char *told = vt_glass_distinction (glass, G_LIST_MODEL (list));
      g_assert_cmpstr (told, ==, glasses[i].told);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words/durations", test_durations);
  g_test_add_func ("/words/memory", test_memory);
  g_test_add_func ("/words/run-states", test_run_states);
  g_test_add_func ("/words/progress", test_progress);
  g_test_add_func ("/words/density", test_density);
  g_test_add_func ("/words/typed-numbers", test_typed_numbers);
  g_test_add_func ("/words/composition", test_composition);
  g_test_add_func ("/words/distinction", test_distinction);
  return g_test_run ();
}
