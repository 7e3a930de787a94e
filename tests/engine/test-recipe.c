/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The recipe's text form, its ranges, and how it follows the published settings. */
#include "engine/number.h"
#include "engine/recipe.h"
#include "model/published.h"
#include "sample/random.h"

#include <math.h>
#include <string.h>

static VtRecipe
published (const char *key)
{
  VtRecipe recipe;

  vt_recipe_init (&recipe, vt_model_find (key));
  return recipe;
}

static void
assert_round_trip (const VtRecipe *recipe)
{
  g_autofree char *text = vt_recipe_to_string (recipe);
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;
  VtRecipe read;

  g_assert_true (vt_recipe_from_string (&read, text, &error));
  g_assert_no_error (error);
  g_assert_true (vt_recipe_equal (recipe, &read));
  again = vt_recipe_to_string (&read);
  g_assert_cmpstr (text, ==, again);
}

static double
random_between (double low, double high)
{
  return low + (high - low) * g_test_rand_double ();
}

static void
test_text (void)
{
  VtRecipe recipe = published ("stiff");
  g_autofree char *text = NULL;

  vt_recipe_set_control (&recipe, 80, FALSE);
  recipe.seed = 7;
  text = vt_recipe_to_string (&recipe);
  g_assert_cmpstr (text, ==, "stiff q=80 xc=2 N=2048 rho=0.694 seed=7 melt=nve");
}

static void
test_round_trip (void)
{
  for (const VtModel *const *model = vt_models (); *model != NULL; model++)
    for (guint trial = 0; trial < 200; trial++)
      {
        VtRecipe recipe;

        vt_recipe_init (&recipe, *model);
        for (guint k = 0; k < (*model)->n_parameters; k++)
          recipe.parameters[k] = random_between ((*model)->parameters[k].minimum + 1e-6, (*model)->parameters[k].maximum);
        recipe.density = random_between (VT_DENSITY_MINIMUM, VT_DENSITY_MAXIMUM);
        recipe.particles = g_test_rand_int_range (1, G_MAXINT32);
        recipe.seed = ((guint64) g_random_int () << 21) ^ g_random_int ();
        recipe.trim = g_test_rand_bit ();
        recipe.melt = g_test_rand_bit () ? VT_MELT_NVE : VT_MELT_BERENDSEN;
        recipe.temperature = exp (random_between (-6, 20));
        recipe.melt_time = g_test_rand_bit () ? NAN : exp (random_between (-6, 9));
        assert_round_trip (&recipe);
      }
}

static void
test_largest_seed (void)
{
  VtRecipe recipe = published ("sticky");

  recipe.seed = VT_SEED_MAXIMUM;
  assert_round_trip (&recipe);
  g_assert_true (vt_recipe_validate (&recipe, NULL));
}

static void
test_short_text_follows_published (void)
{
  VtRecipe read, expected = published ("mie");
  g_autoptr (GError) error = NULL;

  vt_recipe_set_control (&expected, 9.5, FALSE);
  expected.seed = 3;
  g_assert_true (vt_recipe_from_string (&read, "  mie seed=3\tq=9.5\r\n", &error));
  g_assert_no_error (error);
  g_assert_true (vt_recipe_equal (&read, &expected));
}

static void
test_bad_text (void)
{
  static const char *const bad[] = {
    "", "  ", "glass q=80", "stiff q", "stiff q=", "stiff q=eighty", "stiff q=80,5", "stiff q=0x50", "stiff q=nan",
    "stiff q=inf", "stiff q=80 q=80", "stiff rc=1.2", "stiff N=-5", "stiff N=2048.5", "stiff N=99999999999999",
    "stiff seed=9007199254740992", "stiff seed=-1", "stiff melt=hot", "stiff melt=", "stiff trim trim", "stiff trimmed",
    "stiff rho=0.7 rho=0.7", "stiff T=1 T=1", "stiff =5", "stiff q=3", "stiff q=1e400", "q=80", "stiff stiff",
    "sticky rc=1", "mie q=2", "stiff6 q=6", "stiff time=ten",
  };

  for (guint k = 0; k < G_N_ELEMENTS (bad); k++)
    {
      VtRecipe read = published ("sticky"), before = read;
      g_autoptr (GError) error = NULL;

      if (vt_recipe_from_string (&read, bad[k], &error))
        g_error ("accepted: “%s”", bad[k]);
      g_assert_nonnull (error);
      g_assert_cmpuint (strlen (error->message), >, 10);
      g_assert_true (vt_recipe_equal (&read, &before));
    }
}

/* Whatever bytes come in, the reader either refuses them with a message or gives a recipe that prints and reads. */
static void
test_fuzz (void)
{
  static const char *const seeds[] = {
    "stiff q=80 xc=2 N=2048 rho=0.694 seed=7 melt=nve",
    "mie q=12 xc=2 N=500 rho=0.698 seed=1 melt=berendsen T=4 time=10 trim",
    "sticky rc=1.2 N=300 rho=0.6 seed=12 melt=berendsen T=5.3",
  };

  for (guint trial = 0; trial < 20000; trial++)
    {
      g_autofree char *text = g_strdup (seeds[trial % G_N_ELEMENTS (seeds)]);
      g_autoptr (GError) error = NULL;
      guint changes = g_test_rand_int_range (1, 6);
      VtRecipe read;

      for (guint c = 0; c < changes; c++)
        text[g_test_rand_int_range (0, strlen (text))] = (char) g_test_rand_int_range (1, 256);
      if (vt_recipe_from_string (&read, text, &error))
        assert_round_trip (&read);
      else
        g_assert_nonnull (error);
    }
}

static void
assert_refused (const VtRecipe *recipe, const char *expected)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (vt_recipe_validate (recipe, &error));
  g_assert_nonnull (error);
  if (strstr (error->message, expected) == NULL)
    g_error ("“%s” does not mention “%s”", error->message, expected);
}

static void
test_ranges (void)
{
  VtRecipe good = published ("stiff"), recipe;
  VtPotential potential;

  g_assert_true (vt_recipe_validate (&good, NULL));
  recipe = good;
  recipe.parameters[0] = 4;
  assert_refused (&recipe, "4");
  recipe = good;
  recipe.parameters[0] = NAN;
  assert_refused (&recipe, "");
  recipe = good;
  recipe.density = 0.05;
  assert_refused (&recipe, "0.1");
  recipe = good;
  recipe.density = 2.5;
  assert_refused (&recipe, "2");
  recipe = good;
  recipe.density = NAN;
  assert_refused (&recipe, "0.1");
  recipe = good;
  recipe.particles = VT_PARTICLES_MAXIMUM + 1;
  assert_refused (&recipe, "1000000");
  recipe = good;
  recipe.seed = VT_SEED_MAXIMUM + 1;
  assert_refused (&recipe, "9007199254740991");
  recipe = good;
  recipe.melt_time = -1;
  assert_refused (&recipe, "100000");
  recipe = good;
  recipe.temperature = -1;
  g_assert_true (vt_recipe_validate (&recipe, NULL));
  recipe.melt = VT_MELT_BERENDSEN;
  assert_refused (&recipe, "0.001");

  /* The smallest particle number is named, and is itself accepted. */
  g_assert_true (vt_recipe_potential (&good, &potential, NULL));
  recipe = good;
  recipe.particles = vt_potential_minimum_particles (&potential, good.density);
  g_assert_true (vt_recipe_validate (&recipe, NULL));
  {
    g_autofree char *minimum = g_strdup_printf ("%u", recipe.particles);

    recipe.particles--;
    assert_refused (&recipe, minimum);
  }
}

static void
test_control_moves_the_rest (void)
{
  VtRecipe recipe = published ("mie");
  VtDensityOrigin origin;

  vt_recipe_set_control (&recipe, 20, FALSE);
  g_assert_cmpfloat (recipe.parameters[1], ==, 1.8);
  g_assert_cmpfloat (recipe.density, ==, 0.677);
  g_assert_cmpint (recipe.melt, ==, VT_MELT_BERENDSEN);
  g_assert_cmpfloat (recipe.temperature, ==, 10);
  vt_published_density (recipe.model, recipe.parameters, &origin);
  g_assert_cmpint (origin, ==, VT_DENSITY_PUBLISHED);

  recipe.density = 0.7;
  vt_recipe_set_control (&recipe, 6, TRUE);
  g_assert_cmpfloat (recipe.density, ==, 0.7);
  g_assert_cmpfloat (recipe.parameters[1], ==, 3.0);
}

static void
test_headings (void)
{
  VtRecipe recipe = published ("stiff");
  g_autofree char *title = NULL, *subtitle = NULL;

  vt_recipe_set_control (&recipe, 80, FALSE);
  recipe.seed = 7;
  title = vt_recipe_title (&recipe);
  subtitle = vt_recipe_subtitle (&recipe);
  g_assert_true (g_str_has_suffix (title, " = 80"));
  g_assert_nonnull (strstr (subtitle, "2048"));
  g_assert_nonnull (strstr (subtitle, "0.694"));
  g_assert_nonnull (strstr (subtitle, "seed 7"));
}

static void
test_numbers (void)
{
  char text[VT_NUMBER_LENGTH];
  double value;

  g_assert_cmpstr (vt_number_to_text (0.694, text), ==, "0.694");
  g_assert_cmpstr (vt_number_to_text (80, text), ==, "80");
  for (guint trial = 0; trial < 100000; trial++)
    {
      union { guint64 bits; double value; } any = { .bits = ((guint64) g_random_int () << 32) | g_random_int () };

      if (!isfinite (any.value))
        continue;
      g_assert_true (vt_number_from_text (vt_number_to_text (any.value, text), &value));
      g_assert_true (value == any.value);
    }
  for (const char *const *bad = (const char *const[]) { "", " 1", "1 ", "1,5", "0x1", "nan", "-inf", "1e999", "1.2.3", "e5", "+", NULL };
       *bad != NULL; bad++)
    g_assert_false (vt_number_from_text (*bad, &value));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recipe/text", test_text);
  g_test_add_func ("/recipe/round-trip", test_round_trip);
  g_test_add_func ("/recipe/largest-seed", test_largest_seed);
  g_test_add_func ("/recipe/short-text-follows-published", test_short_text_follows_published);
  g_test_add_func ("/recipe/bad-text", test_bad_text);
  g_test_add_func ("/recipe/fuzz", test_fuzz);
  g_test_add_func ("/recipe/ranges", test_ranges);
  g_test_add_func ("/recipe/control", test_control_moves_the_rest);
  g_test_add_func ("/recipe/headings", test_headings);
  g_test_add_func ("/recipe/numbers", test_numbers);
  return g_test_run ();
}
