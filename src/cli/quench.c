/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vitrine-cli quench: from a recipe to a glass. */
#include "config.h"

#include "commands.h"
#include "task.h"

#include "sample/random.h"

#include <glib/gi18n.h>
#include <math.h>

static const VtUsage usage = {
  .name = "quench",
  .summary = N_ ("Make a glass: melt a crystal, quench the liquid to a minimum of its energy, measure it."),
  .description = N_ ("Density and melt are the published ones of the model unless given. Numbers have a decimal point, "
                     "whatever the language.\n\n"
                     "Example: vitrine-cli quench --model stiff --q 80 --particles 2048 --seed 7 --modes 50 "
                     "--out glass.xyz --json glass.json"),
};

typedef struct
{
  VtModelOptions model;
  VtTaskOptions task;
  char *particles, *seed, *density, *temperature, *melt_time;
  char *out;
  gboolean trim, floor;
} Options;

static void
options_clear (Options *options)
{
  vt_model_options_clear (&options->model);
  vt_task_options_clear (&options->task);
  g_free (options->particles);
  g_free (options->seed);
  g_free (options->density);
  g_free (options->temperature);
  g_free (options->melt_time);
  g_free (options->out);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
read_size (const Options *options, VtRecipe *recipe, GError **error)
{
  guint64 particles;

  if (options->particles == NULL)
    return vt_usage_refuse (error, _("How many particles? Add --particles, for example --particles 2048"));
  if (options->seed == NULL)
    return vt_usage_refuse (error, _("Which glass of many? Add --seed, a whole number, for example --seed 1"));
  if (!vt_usage_whole ("particles", options->particles, 1, VT_PARTICLES_MAXIMUM, &particles, error)
      || !vt_usage_whole ("seed", options->seed, 0, VT_SEED_MAXIMUM, &recipe->seed, error))
    return FALSE;
  recipe->particles = particles;
  return TRUE;
}

static gboolean
read_protocol (const Options *options, VtRecipe *recipe, GError **error)
{
  double density = recipe->density;

  if (options->density != NULL
      && !vt_usage_number ("density", options->density, VT_DENSITY_MINIMUM, VT_DENSITY_MAXIMUM, &density, error))
    return FALSE;
  vt_recipe_set_density (recipe, density);
  if (options->temperature != NULL)
    {
      if (!vt_usage_number ("temperature", options->temperature, VT_TEMPERATURE_MINIMUM, VT_TEMPERATURE_MAXIMUM,
                            &recipe->temperature, error))
        return FALSE;
      recipe->melt = VT_MELT_BERENDSEN;
    }
  if (options->melt_time != NULL
      && !vt_usage_number ("melt-time", options->melt_time, VT_MELT_TIME_MINIMUM, VT_MELT_TIME_MAXIMUM,
                           &recipe->melt_time, error))
    return FALSE;
  recipe->trim = options->trim;
  return TRUE;
}

static gboolean
read_recipe (const Options *options, VtRecipe *recipe, GError **error)
{
  return vt_model_options_to_recipe (&options->model, recipe, error) && read_size (options, recipe, error)
         && read_protocol (options, recipe, error) && vt_recipe_validate (recipe, error);
}

VtExit
vt_command_quench (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    VT_MODEL_OPTIONS (options.model),
    { "particles", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &options.particles, N_ ("Number of particles"), N_ ("N") },
    { "seed", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &options.seed,
      N_ ("Which glass of many: 0 to 2^53-1; the same seed makes the same glass"), N_ ("SEED") },
    { "density", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &options.density,
      N_ ("Particles per lambda^3, 0.1 to 2 (published curve)"), N_ ("RHO") },
    { "trim", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &options.trim,
      N_ ("Change the density afterwards until the pressure vanishes"), NULL },
    { "temperature", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &options.temperature,
      N_ ("Melt with a Berendsen thermostat at this temperature"), N_ ("T") },
    { "melt-time", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &options.melt_time,
      N_ ("Length of the melt in tau (until the crystal has gone)"), N_ ("TIME") },
    { "floor", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &options.floor,
      N_ ("Relax the glass to the floor of double precision, by Newton's method"), NULL },
    { "out", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &options.out, N_ ("Write the glass as extended XYZ"),
      N_ ("FILE.xyz") },
    VT_TASK_OPTIONS (options.task),
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  VtTask task = { 0 };

  if (vt_usage_parse (&usage, entries, argc, argv, NULL, &error)
      && read_recipe (&options, &task.request.recipe, &error) && vt_task_read (&options.task, &task, &error))
    {
      task.request.finish = options.floor;
      task.glass = (VtOutput) { "--out", options.out, FALSE };
      if (vt_task_run (&task, &error))
        return VT_EXIT_DONE;
    }
  return vt_usage_report (error, &usage);
}
