/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/preferences.h"

struct _VtPreferences
{
  GObject parent_instance;
  GSettings *settings; /* NULL where the schema is not installed */
  int window_width;
  int window_height;
  gboolean window_maximized;
  gboolean expert_models;
  gboolean reduced_frequencies;
  gboolean reduced_distances;
  char *colour_scheme;
  char *last_recipe;
};

G_DEFINE_FINAL_TYPE (VtPreferences, vt_preferences, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_WINDOW_WIDTH,
  PROP_WINDOW_HEIGHT,
  PROP_WINDOW_MAXIMIZED,
  PROP_EXPERT_MODELS,
  PROP_REDUCED_FREQUENCIES,
  PROP_REDUCED_DISTANCES,
  PROP_COLOUR_SCHEME,
  PROP_LAST_RECIPE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
vt_preferences_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  VtPreferences *self = VT_PREFERENCES (object);

  switch (id)
    {
    case PROP_WINDOW_WIDTH: g_value_set_int (value, self->window_width); break;
    case PROP_WINDOW_HEIGHT: g_value_set_int (value, self->window_height); break;
    case PROP_WINDOW_MAXIMIZED: g_value_set_boolean (value, self->window_maximized); break;
    case PROP_EXPERT_MODELS: g_value_set_boolean (value, self->expert_models); break;
    case PROP_REDUCED_FREQUENCIES: g_value_set_boolean (value, self->reduced_frequencies); break;
    case PROP_REDUCED_DISTANCES: g_value_set_boolean (value, self->reduced_distances); break;
    case PROP_COLOUR_SCHEME: g_value_set_string (value, self->colour_scheme); break;
    case PROP_LAST_RECIPE: g_value_set_string (value, self->last_recipe); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
replace_string (char **place, const GValue *value)
{
  g_free (*place);
  *place = g_value_dup_string (value);
}

static void
vt_preferences_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  VtPreferences *self = VT_PREFERENCES (object);

  switch (id)
    {
    case PROP_WINDOW_WIDTH: self->window_width = g_value_get_int (value); break;
    case PROP_WINDOW_HEIGHT: self->window_height = g_value_get_int (value); break;
    case PROP_WINDOW_MAXIMIZED: self->window_maximized = g_value_get_boolean (value); break;
    case PROP_EXPERT_MODELS: self->expert_models = g_value_get_boolean (value); break;
    case PROP_REDUCED_FREQUENCIES: self->reduced_frequencies = g_value_get_boolean (value); break;
    case PROP_REDUCED_DISTANCES: self->reduced_distances = g_value_get_boolean (value); break;
    case PROP_COLOUR_SCHEME: replace_string (&self->colour_scheme, value); break;
    case PROP_LAST_RECIPE: replace_string (&self->last_recipe, value); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
vt_preferences_finalize (GObject *object)
{
  VtPreferences *self = VT_PREFERENCES (object);

  g_clear_object (&self->settings);
  g_free (self->colour_scheme);
  g_free (self->last_recipe);
  G_OBJECT_CLASS (vt_preferences_parent_class)->finalize (object);
}

static void
vt_preferences_class_init (VtPreferencesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = vt_preferences_get_property;
  object_class->set_property = vt_preferences_set_property;
  object_class->finalize = vt_preferences_finalize;

  properties[PROP_WINDOW_WIDTH] = g_param_spec_int ("window-width", NULL, NULL, 360, 16384, 1440, flags);
  properties[PROP_WINDOW_HEIGHT] = g_param_spec_int ("window-height", NULL, NULL, 360, 16384, 900, flags);
  properties[PROP_WINDOW_MAXIMIZED] = g_param_spec_boolean ("maximized", NULL, NULL, FALSE, flags);
  properties[PROP_EXPERT_MODELS] = g_param_spec_boolean ("expert-models", NULL, NULL, FALSE, flags);
  properties[PROP_REDUCED_FREQUENCIES] = g_param_spec_boolean ("reduced-frequencies", NULL, NULL, FALSE, flags);
  properties[PROP_REDUCED_DISTANCES] = g_param_spec_boolean ("reduced-distances", NULL, NULL, FALSE, flags);
  properties[PROP_COLOUR_SCHEME] = g_param_spec_string ("colour-scheme", NULL, NULL, "system", flags);
  properties[PROP_LAST_RECIPE] = g_param_spec_string ("last-recipe", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

/* g_settings_new() aborts the program when its schema is missing: look first. */
static GSettings *
open_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, VT_APP_ID, TRUE);
  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

static void
vt_preferences_init (VtPreferences *self)
{
  self->window_width = 1440;
  self->window_height = 900;
  self->colour_scheme = g_strdup ("system");
  self->last_recipe = g_strdup ("");
  self->settings = open_settings ();
  if (self->settings == NULL)
    return;
  for (int i = 1; i < N_PROPS; i++)
    {
      const char *name = g_param_spec_get_name (properties[i]);
      g_settings_bind (self->settings, name, self, name, G_SETTINGS_BIND_DEFAULT);
    }
}

VtPreferences *
vt_preferences_new (void)
{
  return g_object_new (VT_TYPE_PREFERENCES, NULL);
}

gboolean
vt_preferences_get_expert_models (VtPreferences *self)
{
  return self->expert_models;
}

const char *
vt_preferences_get_colour_scheme (VtPreferences *self)
{
  return self->colour_scheme;
}

const char *
vt_preferences_get_last_recipe (VtPreferences *self)
{
  return self->last_recipe;
}

void
vt_preferences_set_last_recipe (VtPreferences *self, const char *recipe)
{
  g_object_set (self, "last-recipe", recipe, NULL);
}

void
vt_preferences_get_window_size (VtPreferences *self, int *width, int *height, gboolean *maximized)
{
  *width = self->window_width;
  *height = self->window_height;
  *maximized = self->window_maximized;
}

void
vt_preferences_set_window_size (VtPreferences *self, int width, int height, gboolean maximized)
{
  g_object_set (self, "maximized", maximized, NULL);
  if (!maximized)
    g_object_set (self, "window-width", width, "window-height", height, NULL);
}
