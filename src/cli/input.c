/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "input.h"

#include <glib/gi18n.h>

void
vt_input_clear (VtInput *input)
{
  g_clear_pointer (&input->sample, vt_sample_unref);
  vt_xyz_header_clear (&input->header);
}

static gboolean
same_potential (const VtRecipe *a, const VtRecipe *b)
{
  if (a->model != b->model)
    return FALSE;
  for (guint k = 0; k < a->model->n_parameters; k++)
    if (a->parameters[k] != b->parameters[k])
      return FALSE;
  return TRUE;
}

/* --model where it is given; the recipe of the file stays its origin as long as it does not contradict. */
static gboolean
use_given_model (VtInput *input, const VtModelOptions *model, GError **error)
{
  VtRecipe origin;

  if (!vt_model_options_to_recipe (model, &input->recipe, error))
    return FALSE;
  if (input->header.recipe == NULL)
    return TRUE;
  input->has_recipe = vt_recipe_from_string (&origin, input->header.recipe, NULL)
                      && same_potential (&origin, &input->recipe);
  if (input->has_recipe)
    input->recipe = origin;
  else
    input->note = _("The potential is the one given, not that of the recipe in the file");
  return TRUE;
}

static gboolean
use_header (VtInput *input, const char *path, const VtModelOptions *model, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (vt_model_options_have_parameters (model))
    return vt_usage_refuse (error, _("Parameters of a model are given, but no model; add --model"));
  if (input->header.recipe == NULL)
    return vt_usage_refuse (error, _("“%s” does not say of which model it is; add --model and its parameter"), path);
  if (!vt_recipe_from_string (&input->recipe, input->header.recipe, &failure))
    return vt_usage_refuse (error, _("The recipe in “%s” cannot be used (%s); add --model and its parameter"), path,
                            failure->message);
  input->has_recipe = TRUE;
  return TRUE;
}

gboolean
vt_input_read (VtInput *input, const char *path, const VtModelOptions *model, const char *small, GError **error)
{
  g_autoptr (GError) failure = NULL;

  input->sample = vt_xyz_read (path, small, &input->header, &failure);
  if (input->sample == NULL)
    {
      if (g_error_matches (failure, VT_SAMPLE_ERROR, VT_SAMPLE_ERROR_SMALL))
        g_set_error (error, VT_SAMPLE_ERROR, VT_SAMPLE_ERROR_SMALL, _("%s; add --small and its name"), failure->message);
      else
        g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return model->model != NULL ? use_given_model (input, model, error) : use_header (input, path, model, error);
}

gboolean
vt_input_check_model (const VtModelOptions *model, GError **error)
{
  VtRecipe recipe;

  return model->model == NULL || vt_model_options_to_recipe (model, &recipe, error);
}
