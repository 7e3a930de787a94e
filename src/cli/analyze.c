/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vitrine-cli analyze: what a configuration has, without a quench. */
#include "config.h"

#include "commands.h"
#include "input.h"
#include "task.h"

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

/* What can be refused without looking into the file. */
static gboolean
read_options (const Options *options, VtTask *task, GError **error)
{
  return vt_input_check_model (&options->model, error) && vt_task_read (&options->task, task, error)
         && read_mode (options, task, error);
}

static gboolean
analyze (const Options *options, const char *path, GError **error)
{
  g_auto (VtInput) input = { 0 };
  VtTask task = { .input = path };

  if (!read_options (options, &task, error)
      || !vt_input_read (&input, path, &options->model, options->small, error))
    return FALSE;
  task.request.sample = input.sample;
  task.request.recipe = input.recipe;
  task.request.sample_has_recipe = input.has_recipe;
  task.expected_digest = input.header.digest;
  task.note = input.note;
  return vt_task_run (&task, error);
}

VtExit
vt_command_analyze (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    VT_MODEL_OPTIONS (options.model),
    VT_SMALL_OPTION (options.small),
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
