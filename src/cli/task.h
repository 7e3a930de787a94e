/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What quench and analyze have in common: options, the run, its outputs. */
#pragma once

#include "output.h"
#include "report.h"
#include "usage.h"

#include "engine/footprint.h"

G_BEGIN_DECLS

/* As given on the command line. */
typedef struct
{
  char *modes, *threads;
  char *gr, *json;
  gboolean spectrum, quiet, plots;
} VtTaskOptions;

#define VT_TASK_OPTIONS(options) \
  { "modes", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &(options).modes, \
    N_ ("Number of lowest modes, 0 to 3N-3 (0)"), N_ ("N") }, \
  { "spectrum", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &(options).spectrum, \
    N_ ("All 3N-3 frequencies, for N up to a few thousand"), NULL }, \
  { "gr", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &(options).gr, \
    N_ ("Write the radial distribution function: r,g,g_ss,g_sl,g_ll"), N_ ("FILE.csv") }, \
  { "json", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &(options).json, \
    N_ ("Write the results as JSON; - is standard output"), N_ ("FILE") }, \
  { "plots", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &(options).plots, \
    N_ ("Draw g(r) and the vibrational density of states in the terminal"), NULL }, \
  { "threads", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &(options).threads, \
    N_ ("Threads to work with, 1 to 256 (all processors); results do not depend on it"), N_ ("N") }, \
  { "quiet", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &(options).quiet, \
    N_ ("Neither progress nor a table of results"), NULL }

void vt_task_options_clear (VtTaskOptions *options);

typedef struct
{
  VtRequest request;
  gboolean quiet, plots;
  VtOutput glass;        /* quench --out */
  VtOutput gr, json;
  VtOutput mode_out;     /* analyze --mode-out */
  guint mode;            /* counts from 1 */
  const char *input;     /* the file that is read, or NULL */
  const char *expected_digest; /* that of the file's header, or NULL */
  const char *note;      /* a remark to pass on, or NULL */
} VtTask;

/* A line on standard error where @workload takes a sizable part of the memory. */
void vt_task_tell_memory (const VtWorkload *workload, gboolean quiet);

/* Reads what is common into @task. */
gboolean vt_task_read (const VtTaskOptions *options, VtTask *task, GError **error);

/* Tries the outputs, runs, writes. FALSE with an error when the work failed or was interrupted; what is finished is
 * then written all the same. */
gboolean vt_task_run (VtTask *task, GError **error);

G_END_DECLS
