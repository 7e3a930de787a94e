/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/published.h"

#include "data/vitrine-core-resources.h"
#include "model/power.h"

#include <math.h>

#define RESOURCE "/io/github/vitrine/Vitrine/core/published.ini"

typedef struct
{
  gsize n;
  double *controls; /* ascending */
  double *values;
} Curve;

typedef struct
{
  gboolean inverse;     /* interpolate in 1/control */
  guint particles;
  gsize n_controls;
  double *controls;
  Curve densities;      /* published and extra points together */
  Curve cutoffs;        /* empty where x_c does not follow the control parameter */
  Curve temperatures;   /* empty where the default melt has none */
  double *beyond;       /* four coefficients of the curve beyond all points, or NULL */
} Settings;

/* The data is compiled in: if it cannot be read the program itself is broken. */
static double *
read_list (GKeyFile *file, const char *group, const char *key, gsize *n)
{
  g_autoptr (GError) error = NULL;
  double *list = g_key_file_get_double_list (file, group, key, n, &error);
  if (!list && !g_error_matches (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_KEY_NOT_FOUND))
    g_error ("published.ini: %s", error->message);
  return list;
}

/* Inserts the points of two lists into @curve, ascending. */
static void
read_curve (GKeyFile *file, const char *group, const char *controls_key, const char *values_key, Curve *curve)
{
  gsize n_controls = 0, n_values = 0;
  g_autofree double *controls = read_list (file, group, controls_key, &n_controls);
  g_autofree double *values = read_list (file, group, values_key, &n_values);

  if (!controls || !values)
    return;
  if (n_controls != n_values)
    g_error ("published.ini: %s and %s of %s differ in length", controls_key, values_key, group);
  curve->controls = g_renew (double, curve->controls, curve->n + n_controls);
  curve->values = g_renew (double, curve->values, curve->n + n_controls);
  for (gsize i = 0; i < n_controls; i++)
    {
      gsize place = curve->n++;
      for (; place > 0 && curve->controls[place - 1] > controls[i]; place--)
        {
          curve->controls[place] = curve->controls[place - 1];
          curve->values[place] = curve->values[place - 1];
        }
      curve->controls[place] = controls[i];
      curve->values[place] = values[i];
    }
}

static Settings *
read_settings (GKeyFile *file, const char *group)
{
  Settings *settings = g_new0 (Settings, 1);
  g_autofree char *scale = g_key_file_get_string (file, group, "scale", NULL);
  gsize n_beyond = 0;

  settings->inverse = g_strcmp0 (scale, "inverse") == 0;
  settings->particles = (guint) g_key_file_get_integer (file, group, "particles", NULL);
  settings->controls = read_list (file, group, "controls", &settings->n_controls);
  read_curve (file, group, "controls", "densities", &settings->densities);
  read_curve (file, group, "extra-controls", "extra-densities", &settings->densities);
  read_curve (file, group, "controls", "cutoffs", &settings->cutoffs);
  read_curve (file, group, "temperature-controls", "temperatures", &settings->temperatures);
  settings->beyond = read_list (file, group, "curve", &n_beyond);
  if (settings->densities.n < 2 || settings->particles == 0 || (settings->beyond && n_beyond != 4))
    g_error ("published.ini: group %s is incomplete", group);
  return settings;
}

static gpointer
read_all (gpointer unused)
{
  GHashTable *all = g_hash_table_new (g_direct_hash, g_direct_equal);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resource_lookup_data (vitrine_core_get_resource (), RESOURCE,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, &error);

  if (!bytes || !g_key_file_load_from_bytes (file, bytes, G_KEY_FILE_NONE, &error))
    g_error ("published.ini: %s", error->message);
  for (const VtModel *const *model = vt_models (); *model; model++)
    g_hash_table_insert (all, (gpointer) *model, read_settings (file, (*model)->key));
  return all;
}

static const Settings *
settings_of (const VtModel *model)
{
  static GOnce once = G_ONCE_INIT;
  return g_hash_table_lookup (g_once (&once, read_all, NULL), model);
}

/* Piecewise linear in 1/control or in control; beyond the ends the first and the last piece go on. At a point its
 * value comes back exactly. */
static double
interpolate (const Curve *curve, gboolean inverse, double control)
{
  gsize k = 0;
  while (k + 2 < curve->n && control >= curve->controls[k + 1])
    k++;
  if (control == curve->controls[k])
    return curve->values[k];
  if (control == curve->controls[k + 1])
    return curve->values[k + 1];

  double a = curve->controls[k], b = curve->controls[k + 1], at = control;
  if (inverse)
    {
      a = 1 / a;
      b = 1 / b;
      at = 1 / at;
    }
  return curve->values[k] + (curve->values[k + 1] - curve->values[k]) * ((at - a) / (b - a));
}

static double
zero_pressure_density (const double c[4], double q)
{
  return c[0] + (c[1] + c[2] * vt_log (q) + c[3] / q) / q;
}

/* The measured curve does not pass exactly through the outermost points (it is 1e-3 low at Q = 320). What it misses
 * there is added, fading as the ratio of the exponents (like 1/Q above): continuous, and the measured limit far out. */
static double
density_beyond (const Settings *settings, double q)
{
  const Curve *curve = &settings->densities;
  gsize end = q > curve->controls[0] ? curve->n - 1 : 0;
  double edge = curve->controls[end];
  double missed = curve->values[end] - zero_pressure_density (settings->beyond, edge);
  return zero_pressure_density (settings->beyond, q) + missed * (q > edge ? edge / q : q / edge);
}

static VtDensityOrigin
density_origin (const Settings *settings, const VtModel *model, const double *parameters)
{
  double control = parameters[0];
  double cutoff = model->n_parameters > 1 ? parameters[1] : NAN;

  if (model->n_parameters > 1 && fabs (cutoff - vt_published_cutoff (model, control)) > 1e-6)
    return VT_DENSITY_EXTRAPOLATED; /* the densities belong to the published cutoffs */
  for (gsize i = 0; i < settings->n_controls; i++)
    if (control == settings->controls[i])
      return VT_DENSITY_PUBLISHED;
  if (control < settings->controls[0] || control > settings->controls[settings->n_controls - 1])
    return VT_DENSITY_EXTRAPOLATED;
  return VT_DENSITY_INTERPOLATED;
}

double
vt_published_density (const VtModel *model, const double *parameters, VtDensityOrigin *origin)
{
  const Settings *settings = settings_of (model);
  const Curve *curve = &settings->densities;
  double control = parameters[0];

  if (origin)
    *origin = density_origin (settings, model, parameters);
  if (settings->beyond && (control < curve->controls[0] || control > curve->controls[curve->n - 1]))
    return density_beyond (settings, control);
  return interpolate (curve, settings->inverse, control);
}

/* Beyond the published q the first and last piece go on, as far as the cutoff's range allows. */
double
vt_published_cutoff (const VtModel *model, double control)
{
  const Settings *settings = settings_of (model);
  int index = vt_model_parameter_index (model, "xc");

  if (index < 0) /* sticky: r_c is x_c in units of x_min (sticky1 Sect. IIA) */
    return control * vt_power (2, 1.0 / 6);
  const VtParameterInfo *info = &model->parameters[index];
  if (settings->cutoffs.n == 0)
    return info->standard;
  return CLAMP (interpolate (&settings->cutoffs, settings->inverse, control), info->minimum, info->maximum);
}

/* Beyond the known points the curve goes on where that is hotter and is held where it would be colder: a melt that
 * is hotter than need be costs time, one that is too cold is no liquid. */
static double
temperature_at_published_density (const Settings *settings, double control)
{
  const Curve *curve = &settings->temperatures;
  double temperature = interpolate (curve, settings->inverse, control);

  if (control < curve->controls[0])
    return MAX (temperature, curve->values[0]);
  if (control > curve->controls[curve->n - 1])
    return MAX (temperature, curve->values[curve->n - 1]);
  return temperature;
}

double
vt_published_temperature (const VtModel *model, const double *parameters, double density)
{
  const Settings *settings = settings_of (model);
  VtPotential potential;

  if (settings->temperatures.n == 0)
    return NAN;
  double temperature = temperature_at_published_density (settings, parameters[0]);
  VtDensityOrigin origin;
  const double published = vt_published_density (model, parameters, &origin);
  if (density > published && vt_potential_init (&potential, model, parameters, NULL))
    temperature *= vt_power (density / published, potential.steepness / 3);
  return temperature;
}

const double *
vt_published_controls (const VtModel *model, gsize *n_controls)
{
  const Settings *settings = settings_of (model);
  *n_controls = settings->n_controls;
  return settings->controls;
}

guint
vt_published_particles (const VtModel *model)
{
  return settings_of (model)->particles;
}
