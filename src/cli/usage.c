/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terminal.h"
#include "usage.h"

#include "engine/number.h"
#include "model/published.h"

#include <glib/gi18n.h>
#include <string.h>

G_DEFINE_QUARK (vt-usage-error-quark, vt_usage_error)

gboolean
vt_usage_refuse (GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, VT_USAGE_ERROR, 0, message);
  return FALSE;
}

gboolean
vt_usage_number (const char *name, const char *text, double minimum, double maximum, double *value, GError **error)
{
  char low[VT_NUMBER_LENGTH], high[VT_NUMBER_LENGTH];
  double number;

  if (strchr (text, ',') != NULL)
    return vt_usage_refuse (error, _("--%s: “%s” is not a number; write the decimals after a point, as in 0.694"),
                            name, text);
  if (!vt_number_from_text (text, &number))
    return vt_usage_refuse (error, _("--%s: “%s” is not a number; write it as 80, 0.694 or 1e-3"), name, text);
  if (number < minimum || number > maximum)
    return vt_usage_refuse (error, _("--%s: %s is out of range; choose a value from %s to %s"), name, text,
                            vt_number_to_text (minimum, low), vt_number_to_text (maximum, high));
  *value = number;
  return TRUE;
}

gboolean
vt_usage_whole (const char *name, const char *text, guint64 minimum, guint64 maximum, guint64 *value, GError **error)
{
  char low[VT_NUMBER_LENGTH], high[VT_NUMBER_LENGTH];
  guint64 number;

  if (vt_number_from_text_unsigned (text, &number) && number >= minimum && number <= maximum)
    {
      *value = number;
      return TRUE;
    }
  g_snprintf (low, sizeof low, "%" G_GUINT64_FORMAT, minimum);
  g_snprintf (high, sizeof high, "%" G_GUINT64_FORMAT, maximum);
  return vt_usage_refuse (error, _("--%s: “%s” will not do; choose a whole number from %s to %s"), name, text, low,
                          high);
}

void
vt_model_options_clear (VtModelOptions *options)
{
  g_clear_pointer (&options->model, g_free);
  g_clear_pointer (&options->q, g_free);
  g_clear_pointer (&options->xc, g_free);
  g_clear_pointer (&options->rc, g_free);
}

gboolean
vt_model_options_have_parameters (const VtModelOptions *options)
{
  return options->q != NULL || options->xc != NULL || options->rc != NULL;
}

static const VtModel *
find_model (const char *key, GError **error)
{
  const VtModel *model = key != NULL ? vt_model_find (key) : NULL;

  if (key == NULL)
    vt_usage_refuse (error, _("No model is given; add --model stiff, mie, sticky or stiff6 and its parameter"));
  else if (model == NULL)
    vt_usage_refuse (error, _("--model: “%s” is not known; choose stiff, mie, sticky or stiff6"), key);
  return model;
}

/* Reads what is given for each parameter of @model; texts[k] is NULL where nothing is. */
static gboolean
sort_parameters (const VtModelOptions *options, const VtModel *model, const char *texts[VT_MODEL_MAX_PARAMETERS],
                 GError **error)
{
  const struct { const char *key, *text; } given[] = { { "q", options->q }, { "xc", options->xc }, { "rc", options->rc } };

  for (guint k = 0; k < G_N_ELEMENTS (given); k++)
    {
      int parameter = vt_model_parameter_index (model, given[k].key);

      if (parameter >= 0)
        texts[parameter] = given[k].text;
      else if (given[k].text != NULL)
        return vt_usage_refuse (error, _("--%s is no parameter of the model “%s”; leave it out"), given[k].key,
                                model->key);
    }
  if (texts[0] == NULL)
    return vt_usage_refuse (error, _("The model “%s” needs its parameter; add --%s, for example --%s %g"), model->key,
                            model->parameters[0].key, model->parameters[0].key, model->parameters[0].standard);
  return TRUE;
}

static gboolean
read_parameter (const VtParameterInfo *info, const char *text, double *value, GError **error)
{
  char low[VT_NUMBER_LENGTH], high[VT_NUMBER_LENGTH];

  if (!vt_usage_number (info->key, text, -G_MAXDOUBLE, G_MAXDOUBLE, value, error))
    return FALSE;
  if (*value <= info->maximum && (info->minimum_excluded ? *value > info->minimum : *value >= info->minimum))
    return TRUE;
  vt_number_to_text (info->minimum, low);
  vt_number_to_text (info->maximum, high);
  if (info->minimum_excluded)
    return vt_usage_refuse (error, _("--%s: %s is out of range; choose a value above %s and up to %s"), info->key, text,
                            low, high);
  return vt_usage_refuse (error, _("--%s: %s is out of range; choose a value from %s to %s"), info->key, text, low,
                          high);
}

gboolean
vt_model_options_to_recipe (const VtModelOptions *options, VtRecipe *recipe, GError **error)
{
  const char *texts[VT_MODEL_MAX_PARAMETERS] = { NULL };
  const VtModel *model = find_model (options->model, error);
  VtPotential potential;
  double value;

  if (model == NULL || !sort_parameters (options, model, texts, error))
    return FALSE;
  vt_recipe_init (recipe, model);
  if (!read_parameter (&model->parameters[0], texts[0], &value, error))
    return FALSE;
  vt_recipe_set_control (recipe, value, TRUE);
  for (guint k = 1; k < model->n_parameters; k++)
    if (texts[k] != NULL && !read_parameter (&model->parameters[k], texts[k], &recipe->parameters[k], error))
      return FALSE;
  vt_recipe_set_density (recipe, vt_published_density (model, recipe->parameters, &(VtDensityOrigin) { 0 }));
  return vt_recipe_potential (recipe, &potential, error);
}

static gboolean
take_operand (const VtUsage *usage, int argc, char **argv, char **operand, GError **error)
{
  for (int k = 1; k < argc; k++)
    {
      if (g_str_equal (argv[k], "--"))
        continue;
      if (operand == NULL || *operand != NULL)
        return vt_usage_refuse (error, _("“%s” is one argument too many; options begin with two dashes"), argv[k]);
      *operand = g_strdup (argv[k]);
    }
  if (operand != NULL && (*operand == NULL || **operand == '\0'))
    return vt_usage_refuse (error, _("No file is given; name one: vitrine-cli %s %s"), usage->name, usage->operand);
  return TRUE;
}

gboolean
vt_usage_parse (const VtUsage *usage, const GOptionEntry *entries, int argc, char **argv, char **operand,
                GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (usage->operand);
  g_autofree char *program = g_strdup_printf ("vitrine-cli %s", usage->name);
  g_autoptr (GError) parse_error = NULL;

  g_set_prgname (program);
  g_option_context_set_summary (context, _(usage->summary));
  g_option_context_set_description (context, _(usage->description));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, &argc, &argv, &parse_error))
    return vt_usage_refuse (error, "%s", parse_error->message);
  return take_operand (usage, argc, argv, operand, error);
}

/* Errors of what was asked, as opposed to errors of the work. */
static gboolean
is_usage_error (const GError *error)
{
  return error->domain == VT_USAGE_ERROR || error->domain == VT_RECIPE_ERROR
         || (error->domain == VT_MODEL_ERROR && error->code != VT_MODEL_ERROR_TOO_CLOSE);
}

VtExit
vt_usage_report (const GError *error, const VtUsage *usage)
{
  gboolean wrong_usage = is_usage_error (error);

  vt_terminal_say (error->message);
  if (wrong_usage)
    {
      g_autofree char *hint = g_strdup_printf (_("try “vitrine-cli %s --help”"), usage->name);

      vt_terminal_say (hint);
    }
  return wrong_usage ? VT_EXIT_USAGE : VT_EXIT_FAILED;
}
