/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/shape.h"

#include <glib/gi18n.h>
#include <math.h>

G_DEFINE_QUARK (vt-model-error-quark, vt_model_error)

static const VtModel *const models[] = {
  &vt_model_stiff, &vt_model_mie, &vt_model_sticky, &vt_model_stiff6, NULL,
};

const VtModel *const *
vt_models (void)
{
  return models;
}

const VtModel *
vt_model_find (const char *key)
{
  for (const VtModel *const *model = models; *model; model++)
    if (g_strcmp0 ((*model)->key, key) == 0)
      return *model;
  return NULL;
}

int
vt_model_parameter_index (const VtModel *model, const char *key)
{
  for (guint i = 0; i < model->n_parameters; i++)
    if (g_strcmp0 (model->parameters[i].key, key) == 0)
      return (int) i;
  return -1;
}

double
vt_lambda (VtSpecies a, VtSpecies b)
{
  static const double lambda[] = { 1.0, 1.18, 1.4 };
  return lambda[a + b];
}

/* Written as options are written, so that the user can type what the message says. */
static const char *
number (char *buffer, double value)
{
  return g_ascii_formatd (buffer, G_ASCII_DTOSTR_BUF_SIZE, "%.10g", value);
}

static gboolean
check_parameter (const VtModel *model, const VtParameterInfo *info, double value, GError **error)
{
  char low[G_ASCII_DTOSTR_BUF_SIZE], high[G_ASCII_DTOSTR_BUF_SIZE], given[G_ASCII_DTOSTR_BUF_SIZE];
  gboolean above = info->minimum_excluded ? value > info->minimum : value >= info->minimum;

  if (isfinite (value) && above && value <= info->maximum)
    return TRUE;
  number (low, info->minimum);
  number (high, info->maximum);
  number (given, value);
  if (info->minimum_excluded)
    g_set_error (error, VT_MODEL_ERROR, VT_MODEL_ERROR_RANGE,
                 _("%s = %s is outside the range of model %s: it must be above %s and at most %s"),
                 info->key, given, model->key, low, high);
  else
    g_set_error (error, VT_MODEL_ERROR, VT_MODEL_ERROR_RANGE,
                 _("%s = %s is outside the range of model %s: it must be from %s to %s"),
                 info->key, given, model->key, low, high);
  return FALSE;
}

gboolean
vt_potential_init (VtPotential *potential, const VtModel *model, const double *parameters, GError **error)
{
  for (guint i = 0; i < model->n_parameters; i++)
    if (!check_parameter (model, &model->parameters[i], parameters[i], error))
      return FALSE;

  *potential = (VtPotential) { .model = model };
  for (guint i = 0; i < model->n_parameters; i++)
    potential->parameters[i] = parameters[i];
  model->prepare (potential);
  return TRUE;
}

gboolean
vt_potential_evaluate (const VtPotential *potential, double x, double derivatives[5], GError **error)
{
  char given[G_ASCII_DTOSTR_BUF_SIZE], least[G_ASCII_DTOSTR_BUF_SIZE];

  if (isfinite (x) && x >= VT_X_MINIMUM)
    {
      potential->model->evaluate (potential, x, derivatives);
      return TRUE;
    }
  g_set_error (error, VT_MODEL_ERROR, VT_MODEL_ERROR_TOO_CLOSE,
               _("The potential is not defined at x = %s: particles may not come closer than x = %s"),
               number (given, x), number (least, VT_X_MINIMUM));
  return FALSE;
}

guint
vt_potential_minimum_particles (const VtPotential *potential, double density)
{
  double edge = 2 * vt_lambda (VT_SPECIES_LARGE, VT_SPECIES_LARGE) * potential->cutoff;
  double particles = ceil (density * edge * edge * edge);
  return particles > 1 ? (guint) MIN (particles, (double) G_MAXUINT) : 1;
}
