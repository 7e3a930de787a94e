/* vitrine-cli analyze: what a configuration has, without a quench. */
#include "config.h"

#include "commands.h"
#include "task.h"

#include "sample/xyz.h"

#include <glib/gi18n.h>

static const VtUsage usage = {
  .name = "analyze",
  .operand = "FILE.xyz",
  .summary = N_ ("Measure a configuration as it stands, without a quench. The model is that of the recipe in the file "
                 "unless --model is given."),
  .description = N_ ("A configuration that is no minimum is analysed all the same: it is called unstable, has no moduli, "
                     "and unstable directions have negative frequencies.\n\n"
                     "Example: vitrine-cli analyze glass.xyz --modes 20 --mode 1 --mode-out softest.xyz"),
};

typedef struct
{
  VtModelOptions model;
  VtTaskOptions task;
  char *small;
  char *mode, *mode_out;
} Options;

static void
options_clear (Options *options)
{
  vt_model_options_clear (&options->model);
  vt_task_options_clear (&options->task);
  g_free (options->small);
  g_free (options->mode);
  g_free (options->mode_out);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* --mode k --mode-out FILE: as many modes are computed as it takes. */
static gboolean
read_mode (const Options *options, VtTask *task, GError **error)
{
  guint64 mode;

  if (options->mode == NULL && options->mode_out == NULL)
    return TRUE;
  if (options->mode == NULL)
    return vt_usage_refuse (error, _("--mode-out needs --mode, the number of the mode to write, counted from 1"));
  if (options->mode_out == NULL)
    return vt_usage_refuse (error, _("--mode needs --mode-out, the file the mode is written to"));
  if (!vt_usage_whole ("mode", options->mode, 1, 3 * (guint64) VT_PARTICLES_MAXIMUM - 3, &mode, error))
    return FALSE;
  task->mode = mode;
  task->mode_out = (VtOutput) { "--mode-out", options->mode_out, FALSE };
  task->request.n_modes = MAX (task->request.n_modes, mode);
  return TRUE;
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
use_given_model (const Options *options, const char *header, VtTask *task, GError **error)
{
  VtRecipe origin;

  if (!vt_model_options_to_recipe (&options->model, &task->request.recipe, error))
    return FALSE;
  if (header == NULL)
    return TRUE;
  task->request.sample_has_recipe = vt_recipe_from_string (&origin, header, NULL)
                                    && same_potential (&origin, &task->request.recipe);
  if (task->request.sample_has_recipe)
    task->request.recipe = origin;
  else
    task->note = _("The potential is the one given, not that of the recipe in the file");
  return TRUE;
}

static gboolean
use_header (const Options *options, const char *header, VtTask *task, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (vt_model_options_have_parameters (&options->model))
    return vt_usage_refuse (error, _("Parameters of a model are given, but no model; add --model"));
  if (header == NULL)
    return vt_usage_refuse (error, _("“%s” does not say of which model it is; add --model and its parameter"),
                            task->input);
  if (!vt_recipe_from_string (&task->request.recipe, header, &failure))
    return vt_usage_refuse (error, _("The recipe in “%s” cannot be used (%s); add --model and its parameter"),
                            task->input, failure->message);
  task->request.sample_has_recipe = TRUE;
  return TRUE;
}

static gboolean
read_model (const Options *options, const char *header, VtTask *task, GError **error)
{
  return options->model.model != NULL ? use_given_model (options, header, task, error)
                                      : use_header (options, header, task, error);
}

/* What can be refused without looking into the file. */
static gboolean
read_options (const Options *options, VtTask *task, GError **error)
{
  VtRecipe recipe;

  if (options->model.model != NULL && !vt_model_options_to_recipe (&options->model, &recipe, error))
    return FALSE;
  return vt_task_read (&options->task, task, error) && read_mode (options, task, error);
}

static gboolean
analyze (const Options *options, const char *path, GError **error)
{
  g_auto (VtXyzHeader) header = { 0 };
  g_autoptr (VtSample) sample = NULL;
  VtTask task = { .input = path };

  if (!read_options (options, &task, error))
    return FALSE;
  sample = vt_xyz_read (path, options->small, &header, error);
  if (sample == NULL || !read_model (options, header.recipe, &task, error))
    return FALSE;
  task.request.sample = sample;
  task.expected_digest = header.digest;
  return vt_task_run (&task, error);
}

VtExit
vt_command_analyze (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    VT_MODEL_OPTIONS (options.model),
    { "small", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &options.small,
      N_ ("Name of the small species, where it is not S, A or 1"), N_ ("NAME") },
    { "mode", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &options.mode,
      N_ ("Write this mode, counted from 1 (the lowest), to --mode-out"), N_ ("K") },
    { "mode-out", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &options.mode_out,
      N_ ("Extended XYZ with the mode as columns mode:R:3"), N_ ("FILE.xyz") },
    VT_TASK_OPTIONS (options.task),
    { NULL },
  };
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  if (vt_usage_parse (&usage, entries, argc, argv, &path, &error) && analyze (&options, path, &error))
    return VT_EXIT_DONE;
  return vt_usage_report (error, &usage);
}
