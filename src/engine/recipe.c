/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine/recipe.h"

#include "engine/number.h"
#include "model/published.h"
#include "sample/random.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

G_DEFINE_QUARK (vt-recipe-error-quark, vt_recipe_error)

/* Which words a text has already given. */
typedef struct
{
  gboolean parameters[VT_MODEL_MAX_PARAMETERS];
  gboolean particles, density, seed, trim, melt, temperature, melt_time;
} Given;

static double
published_density (const VtRecipe *recipe)
{
  VtDensityOrigin origin;

  return vt_published_density (recipe->model, recipe->parameters, &origin);
}

static void
follow_published_temperature (VtRecipe *recipe)
{
  double temperature = vt_published_temperature (recipe->model, recipe->parameters, recipe->density);

  if (isfinite (temperature))
    recipe->temperature = temperature;
}

void
vt_recipe_init (VtRecipe *recipe, const VtModel *model)
{
  double temperature;

  *recipe = (VtRecipe) { .model = model, .seed = 1, .melt_time = NAN, .temperature = 1 };
  for (guint k = 0; k < model->n_parameters; k++)
    recipe->parameters[k] = model->parameters[k].standard;
  recipe->particles = 2048;
  recipe->density = published_density (recipe);
  temperature = vt_published_temperature (model, recipe->parameters, recipe->density);
  recipe->melt = isfinite (temperature) ? VT_MELT_BERENDSEN : VT_MELT_NVE;
  follow_published_temperature (recipe);
}

void
vt_recipe_set_control (VtRecipe *recipe, double control, gboolean density_pinned)
{
  int cutoff = vt_model_parameter_index (recipe->model, "xc");

  recipe->parameters[0] = control;
  if (cutoff > 0 && g_str_equal (recipe->model->key, "mie"))
    recipe->parameters[cutoff] = vt_published_cutoff (recipe->model, control);
  if (!density_pinned)
    recipe->density = published_density (recipe);
  follow_published_temperature (recipe);
}

void
vt_recipe_set_density (VtRecipe *recipe, double density)
{
  const double followed = vt_published_temperature (recipe->model, recipe->parameters, recipe->density);
  const gboolean follows = recipe->temperature == followed;

  recipe->density = density;
  if (follows)
    follow_published_temperature (recipe);
}

gboolean
vt_recipe_potential (const VtRecipe *recipe, VtPotential *potential, GError **error)
{
  return vt_potential_init (potential, recipe->model, recipe->parameters, error);
}

/* @value in [@minimum, @maximum], else an error that states the range. */
static gboolean
check_range (const char *name, double value, double minimum, double maximum, GError **error)
{
  char got[VT_NUMBER_LENGTH], low[VT_NUMBER_LENGTH], high[VT_NUMBER_LENGTH];

  if (value >= minimum && value <= maximum)
    return TRUE;
  g_set_error (error, VT_RECIPE_ERROR, VT_RECIPE_ERROR_RANGE, _("%s is %s; choose a value from %s to %s"), name,
               vt_number_to_text (value, got), vt_number_to_text (minimum, low), vt_number_to_text (maximum, high));
  return FALSE;
}

static gboolean
check_particles (const VtRecipe *recipe, const VtPotential *potential, GError **error)
{
  guint minimum = vt_potential_minimum_particles (potential, recipe->density);

  if (recipe->particles < minimum)
    {
      char density[VT_NUMBER_LENGTH], cutoff[VT_NUMBER_LENGTH];

      g_set_error (error, VT_RECIPE_ERROR, VT_RECIPE_ERROR_RANGE,
                   _("%u particles are too few: at density %s and cutoff %s the box must hold at least %u, so that "
                     "no particle meets another twice; choose %u or more"),
                   recipe->particles, vt_number_to_text (recipe->density, density),
                   vt_number_to_text (potential->cutoff, cutoff), minimum, minimum);
      return FALSE;
    }
  return check_range (_("The number of particles"), recipe->particles, minimum, VT_PARTICLES_MAXIMUM, error);
}

gboolean
vt_recipe_validate (const VtRecipe *recipe, GError **error)
{
  VtPotential potential;

  if (!vt_recipe_potential (recipe, &potential, error))
    return FALSE;
  if (!check_range (_("The density"), recipe->density, VT_DENSITY_MINIMUM, VT_DENSITY_MAXIMUM, error)
      || !check_particles (recipe, &potential, error))
    return FALSE;
  if (recipe->seed > VT_SEED_MAXIMUM)
    {
      g_set_error_literal (error, VT_RECIPE_ERROR, VT_RECIPE_ERROR_RANGE,
                           _("The seed is too large; choose a whole number from 0 to 9007199254740991"));
      return FALSE;
    }
  if (recipe->melt == VT_MELT_BERENDSEN
      && !check_range (_("The melt temperature"), recipe->temperature, VT_TEMPERATURE_MINIMUM,
                       VT_TEMPERATURE_MAXIMUM, error))
    return FALSE;
  return isnan (recipe->melt_time)
         || check_range (_("The melt time"), recipe->melt_time, VT_MELT_TIME_MINIMUM, VT_MELT_TIME_MAXIMUM, error);
}

gboolean
vt_recipe_equal (const VtRecipe *a, const VtRecipe *b)
{
  if (a->model != b->model || a->particles != b->particles || a->density != b->density || a->seed != b->seed
      || a->trim != b->trim || a->melt != b->melt)
    return FALSE;
  for (guint k = 0; k < a->model->n_parameters; k++)
    if (a->parameters[k] != b->parameters[k])
      return FALSE;
  if (a->melt == VT_MELT_BERENDSEN && a->temperature != b->temperature)
    return FALSE;
  return isnan (a->melt_time) ? isnan (b->melt_time) : a->melt_time == b->melt_time;
}

static void
append_word (GString *text, const char *key, double value)
{
  g_string_append_printf (text, " %s=", key);
  vt_number_append (text, value);
}

char *
vt_recipe_to_string (const VtRecipe *recipe)
{
  GString *text = g_string_new (recipe->model->key);

  for (guint k = 0; k < recipe->model->n_parameters; k++)
    append_word (text, recipe->model->parameters[k].key, recipe->parameters[k]);
  g_string_append_printf (text, " N=%u", recipe->particles);
  append_word (text, "rho", recipe->density);
  g_string_append_printf (text, " seed=%" G_GUINT64_FORMAT, recipe->seed);
  g_string_append_printf (text, " melt=%s", recipe->melt == VT_MELT_NVE ? "nve" : "berendsen");
  if (recipe->melt == VT_MELT_BERENDSEN)
    append_word (text, "T", recipe->temperature);
  if (!isnan (recipe->melt_time))
    append_word (text, "time", recipe->melt_time);
  if (recipe->trim)
    g_string_append (text, " trim");
  return g_string_free (text, FALSE);
}

static gboolean
bad_word (const char *word, const char *what, GError **error)
{
  g_set_error (error, VT_RECIPE_ERROR, VT_RECIPE_ERROR_SYNTAX, _("“%s” in a recipe: %s"), word, what);
  return FALSE;
}

/* Marks one word as given; FALSE when it was before. */
static gboolean
mark (gboolean *given, const char *word, GError **error)
{
  if (*given)
    return bad_word (word, _("this is said twice"), error);
  *given = TRUE;
  return TRUE;
}

static gboolean
read_number (const char *word, const char *text, double *value, GError **error)
{
  return vt_number_from_text (text, value)
         || bad_word (word, _("a number such as 0.694 is expected after the sign “=”"), error);
}

static gboolean
read_unsigned (const char *word, const char *text, guint64 maximum, guint64 *value, GError **error)
{
  return (vt_number_from_text_unsigned (text, value) && *value <= maximum)
         || bad_word (word, _("a whole number is expected after the sign “=”"), error);
}

static gboolean
read_melt (VtRecipe *recipe, const char *word, const char *text, GError **error)
{
  if (g_str_equal (text, "nve"))
    recipe->melt = VT_MELT_NVE;
  else if (g_str_equal (text, "berendsen"))
    recipe->melt = VT_MELT_BERENDSEN;
  else
    return bad_word (word, _("the melt is either nve or berendsen"), error);
  return TRUE;
}

/* One "key=value"; parameters are kept aside in @parameters, because the control moves others. */
static gboolean
read_pair (VtRecipe *recipe, Given *given, double *parameters, const char *word, GError **error)
{
  const char *value = strchr (word, '=') + 1;
  g_autofree char *key = g_strndup (word, value - 1 - word);
  int parameter = vt_model_parameter_index (recipe->model, key);
  guint64 whole = 0;

  if (parameter >= 0)
    return mark (&given->parameters[parameter], word, error)
           && read_number (word, value, &parameters[parameter], error);
  if (g_str_equal (key, "N"))
    {
      if (!mark (&given->particles, word, error) || !read_unsigned (word, value, G_MAXUINT, &whole, error))
        return FALSE;
      recipe->particles = whole;
      return TRUE;
    }
  if (g_str_equal (key, "seed"))
    return mark (&given->seed, word, error)
           && read_unsigned (word, value, VT_SEED_MAXIMUM, &recipe->seed, error);
  if (g_str_equal (key, "rho"))
    return mark (&given->density, word, error) && read_number (word, value, &recipe->density, error);
  if (g_str_equal (key, "T"))
    return mark (&given->temperature, word, error) && read_number (word, value, &recipe->temperature, error);
  if (g_str_equal (key, "time"))
    return mark (&given->melt_time, word, error) && read_number (word, value, &recipe->melt_time, error);
  if (g_str_equal (key, "melt"))
    return mark (&given->melt, word, error) && read_melt (recipe, word, value, error);
  return bad_word (word, _("nothing in this recipe has that name"), error);
}

static gboolean
read_word (VtRecipe *recipe, Given *given, double *parameters, const char *word, GError **error)
{
  if (strchr (word, '=') != NULL)
    return read_pair (recipe, given, parameters, word, error);
  if (!g_str_equal (word, "trim"))
    return bad_word (word, _("this word is not known"), error);
  recipe->trim = TRUE;
  return mark (&given->trim, word, error);
}

/* What the text leaves out follows what it says, as it does in the window. */
static gboolean
fill_in (VtRecipe *recipe, const Given *given, const double *parameters, GError **error)
{
  double temperature = recipe->temperature, density = recipe->density;
  VtPotential potential;

  for (guint k = 0; k < recipe->model->n_parameters; k++)
    if (given->parameters[k])
      recipe->parameters[k] = parameters[k];
  if (!vt_recipe_potential (recipe, &potential, error))
    return FALSE;
  vt_recipe_set_control (recipe, recipe->parameters[0], TRUE);
  for (guint k = 1; k < recipe->model->n_parameters; k++)
    if (given->parameters[k])
      recipe->parameters[k] = parameters[k];
  recipe->density = given->density ? density : published_density (recipe);
  follow_published_temperature (recipe);
  if (given->temperature)
    recipe->temperature = temperature;
  return TRUE;
}

gboolean
vt_recipe_from_string (VtRecipe *recipe, const char *text, GError **error)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t\r\n", -1);
  double parameters[VT_MODEL_MAX_PARAMETERS] = { 0 };
  const VtModel *model = NULL;
  Given given = { 0 };
  VtRecipe read = { 0 };

  for (guint w = 0; words[w] != NULL; w++)
    {
      if (*words[w] == '\0')
        continue;
      if (model != NULL)
        {
          if (!read_word (&read, &given, parameters, words[w], error))
            return FALSE;
          continue;
        }
      model = vt_model_find (words[w]);
      if (model == NULL)
        return bad_word (words[w], _("a recipe begins with a model: stiff, mie, sticky or stiff6"), error);
      vt_recipe_init (&read, model);
    }
  if (model == NULL)
    {
      g_set_error (error, VT_RECIPE_ERROR, VT_RECIPE_ERROR_SYNTAX, _("The recipe is empty"));
      return FALSE;
    }
  if (!fill_in (&read, &given, parameters, error))
    return FALSE;
  *recipe = read;
  return TRUE;
}

char *
vt_recipe_title (const VtRecipe *recipe)
{
  /* A thin enough number for a heading: the full one stands in the recipe's text. */
  return g_strdup_printf ("%s = %.6g", _(recipe->model->markup), recipe->parameters[0]);
}

char *
vt_recipe_subtitle (const VtRecipe *recipe)
{
  g_autofree char *seed = g_strdup_printf ("%" G_GUINT64_FORMAT, recipe->seed);

  return g_strdup_printf (_("<i>N</i> = %u · <i>ρ</i> = %.4g <i>λ</i><sup>−3</sup> · seed %s"), recipe->particles,
                          recipe->density, seed);
}
