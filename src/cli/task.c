/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "task.h"

#include "interrupt.h"
#include "progress.h"
#include "terminal.h"

#include "sample/xyz.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdio.h>
#include <unistd.h>

#define WAIT 50000 /* microseconds between looks at the interrupt flag */
#define PLOT_COLUMNS 78

void
vt_task_options_clear (VtTaskOptions *options)
{
  g_clear_pointer (&options->modes, g_free);
  g_clear_pointer (&options->threads, g_free);
  g_clear_pointer (&options->gr, g_free);
  g_clear_pointer (&options->json, g_free);
}

gboolean
vt_task_read (const VtTaskOptions *options, VtTask *task, GError **error)
{
  guint64 whole;

  if (options->modes != NULL)
    {
      if (!vt_usage_whole ("modes", options->modes, 0, 3 * (guint64) VT_PARTICLES_MAXIMUM - 3, &whole, error))
        return FALSE;
      task->request.n_modes = whole;
    }
  if (options->threads != NULL)
    {
      if (!vt_usage_whole ("threads", options->threads, 1, 256, &whole, error))
        return FALSE;
      task->request.n_threads = whole;
    }
  task->request.spectrum = options->spectrum;
  task->quiet = options->quiet;
  task->plots = options->plots;
  task->gr = (VtOutput) { "--gr", options->gr, FALSE };
  task->json = (VtOutput) { "--json", options->json, TRUE };
  if (task->plots && vt_output_is_standard (&task->json))
    return vt_usage_refuse (error, _("--plots and --json - both want standard output; give the JSON a file"));
  return TRUE;
}

/* Follows @run to its last snapshot. */
static VtSnapshot *
follow (VtRun *run, gboolean show_progress)
{
  VtSnapshot *snapshot = NULL;

  while (snapshot == NULL || snapshot->stage < VT_STAGE_DONE)
    {
      VtSnapshot *newer = vt_run_wait (run, WAIT);

      if (vt_interrupted ())
        vt_run_cancel (run);
      if (newer == NULL)
        continue;
      g_clear_pointer (&snapshot, vt_snapshot_unref);
      snapshot = newer;
      if (show_progress)
        vt_progress_show (snapshot);
    }
  if (show_progress)
    vt_progress_clear ();
  return snapshot;
}

/* @mode: the number of the mode to go with it, counted from 1; 0 for none. */
static gboolean
write_glass (const char *path, const VtSnapshot *snapshot, guint mode, GError **error)
{
  g_autofree char *recipe = vt_recipe_to_string (&snapshot->recipe);
  VtXyzHeader header = {
    .recipe = snapshot->has_recipe_origin ? recipe : NULL,
    .digest = snapshot->digest,
    .mode = mode > 0 ? (double *) snapshot->modes->vectors[mode - 1] : NULL,
    .mode_frequency = mode > 0 ? snapshot->modes->frequencies[mode - 1] : NAN,
  };

  return vt_xyz_write (path, snapshot->sample, &header, error);
}

static gboolean
write_files (const VtTask *task, const VtSnapshot *snapshot, GError **error)
{
  const VtModeSet *modes = snapshot->modes;

  if (!vt_snapshot_is_glass (snapshot))
    return TRUE;
  if (task->glass.path != NULL && !write_glass (task->glass.path, snapshot, 0, error))
    return FALSE;
  if (task->gr.path != NULL && snapshot->rdf != NULL)
    {
      g_autofree char *csv = vt_report_rdf_csv (snapshot->rdf);

      if (!vt_output_write (&task->gr, csv, error))
        return FALSE;
    }
  return task->mode_out.path == NULL || modes == NULL || modes->n < task->mode
         || write_glass (task->mode_out.path, snapshot, task->mode, error);
}

static gboolean
digest_differs (const VtTask *task, const VtSnapshot *snapshot)
{
  return task->expected_digest != NULL && snapshot->digest != NULL
         && g_ascii_strcasecmp (task->expected_digest, snapshot->digest) != 0;
}

static gboolean
write_json (const VtTask *task, const VtSnapshot *snapshot, GError **error)
{
  VtReportContext context = { .spectrum = task->request.spectrum };
  g_autofree char *json = NULL;
  guint n = 0;

  if (task->note != NULL)
    context.notes[n++] = task->note;
  if (digest_differs (task, snapshot))
    context.notes[n++] = _("The positions are not those that the digest in the file stands for");
  for (guint k = 0; k < n; k++)
    vt_terminal_say (context.notes[k]);
  if (task->json.path == NULL)
    return TRUE;
  json = vt_report_json (snapshot, &context);
  return vt_output_write (&task->json, json, error);
}

static gboolean
print_table (const VtTask *task, const VtSnapshot *snapshot, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *shown = NULL;

  if (!vt_snapshot_is_glass (snapshot))
    return TRUE;
  if (!task->quiet && task->json.path == NULL)
    {
      g_autofree char *table = vt_report_table (snapshot);

      g_string_append (text, table);
    }
  if (task->plots)
    {
      g_autofree char *plots = vt_report_plots (snapshot, vt_terminal_columns (PLOT_COLUMNS),
                                                vt_terminal_is_unicode ());

      g_string_append (text, plots);
    }
  shown = vt_terminal_text (text->str);
  return text->len == 0 || vt_output_print (shown, error);
}

/* Keeps the first error in *@first; tells of later ones at once. */
static void
keep_first (GError **first, GError *error)
{
  if (error == NULL)
    return;
  if (*first == NULL)
    {
      *first = error;
      return;
    }
  vt_terminal_say (error->message);
  g_error_free (error);
}

/* Writes all that there is, going on after a failure. */
static void
write_all (const VtTask *task, const VtSnapshot *snapshot, GError **first)
{
  GError *error = NULL;

  write_files (task, snapshot, &error);
  keep_first (first, g_steal_pointer (&error));
  write_json (task, snapshot, &error);
  keep_first (first, g_steal_pointer (&error));
  print_table (task, snapshot, &error);
  keep_first (first, g_steal_pointer (&error));
}

/* Whether the run itself did what it should. */
static gboolean
judge (const VtSnapshot *snapshot, GError **error)
{
  if (snapshot->stage == VT_STAGE_FAILED)
    g_propagate_error (error, g_error_copy (snapshot->error));
  else if (snapshot->stage == VT_STAGE_CANCELLED)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, vt_report_failure (snapshot));
  return snapshot->stage == VT_STAGE_DONE;
}

void
vt_task_tell_memory (const VtWorkload *workload, gboolean quiet)
{
  guint64 bytes = vt_workload_memory (workload, NULL);
  g_autofree char *much = NULL, *line = NULL;

  if (quiet || bytes < VT_SIZABLE_MEMORY)
    return;
  much = g_format_size (bytes);
  line = g_strdup_printf (_("This takes about %s of memory"), much);
  vt_terminal_say (line);
}

/* A cancelled run may still be inside a library call, which must not be torn down under it. */
static void
leave_at_once (const GError *error)
{
  vt_terminal_say (error->message);
  fflush (stdout);
  fflush (stderr);
  _exit (VT_EXIT_FAILED);
}

gboolean
vt_task_run (VtTask *task, GError **error)
{
  const VtOutput outputs[] = { task->glass, task->gr, task->json, task->mode_out };
  g_autoptr (VtSnapshot) last = NULL;
  g_autoptr (VtRun) run = NULL;
  g_autoptr (GError) failure = NULL;
  const VtWorkload workload = vt_workload_of (&task->request);

  if (!vt_output_check (outputs, G_N_ELEMENTS (outputs), task->input, error))
    return FALSE;
  vt_task_tell_memory (&workload, task->quiet);
  vt_interrupt_catch ();
  run = vt_run_new (&task->request, error);
  if (run == NULL)
    return FALSE;
  last = follow (run, !task->quiet && vt_progress_is_wanted ());
  judge (last, &failure);
  write_all (task, last, &failure);
  if (last->stage == VT_STAGE_CANCELLED)
    leave_at_once (failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}
