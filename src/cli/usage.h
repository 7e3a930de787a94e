/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the command line reads what it is given and answers: options as numbers within ranges, messages that say what
 * to do, exit codes. */
#pragma once

#include "engine/recipe.h"

G_BEGIN_DECLS

typedef enum
{
  VT_EXIT_DONE = 0,
  VT_EXIT_FAILED = 1, /* the work failed */
  VT_EXIT_USAGE = 2,  /* what was asked makes no sense */
} VtExit;

#define VT_USAGE_ERROR (vt_usage_error_quark ())
GQuark vt_usage_error_quark (void);

/* Reads @text, the value of option @name (without dashes), as a number in [@minimum, @maximum]. */
gboolean vt_usage_number (const char *name, const char *text, double minimum, double maximum, double *value,
                          GError **error);
gboolean vt_usage_whole (const char *name, const char *text, guint64 minimum, guint64 maximum, guint64 *value,
                         GError **error);

/* Sets a usage error. Always FALSE. */
gboolean vt_usage_refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* The options by which a model is named: --model, --q, --xc, --rc. */
typedef struct
{
  char *model;
  char *q;
  char *xc;
  char *rc;
} VtModelOptions;

#define VT_MODEL_OPTIONS(options) \
  { "model", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &(options).model, \
    N_ ("Potential: stiff, mie, sticky or stiff6"), N_ ("MODEL") }, \
  { "q", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &(options).q, \
    N_ ("Stiffness Q of stiff and stiff6, exponent q of mie"), N_ ("Q") }, \
  { "xc", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &(options).xc, \
    N_ ("Cutoff of stiff, stiff6 and mie, in units of lambda"), N_ ("XC") }, \
  { "rc", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &(options).rc, N_ ("Cutoff of sticky, in units of its minimum"), \
    N_ ("RC") }

void vt_model_options_clear (VtModelOptions *options);

/* TRUE when any parameter is given. */
gboolean vt_model_options_have_parameters (const VtModelOptions *options);

/* A recipe for the model that is named, as published for its parameters. */
gboolean vt_model_options_to_recipe (const VtModelOptions *options, VtRecipe *recipe, GError **error);

/* One subcommand as it is called. */
typedef struct
{
  const char *name;        /* "quench" */
  const char *operand;     /* "FILE.xyz", or NULL where there is none */
  const char *summary;     /* translatable */
  const char *description; /* translatable; below the options in the help */
} VtUsage;

/* Parses @entries from @argv (argv[0] is the subcommand); @operand (NULL when there is none) receives the one other
 * argument. --help prints and ends the program. */
gboolean vt_usage_parse (const VtUsage *usage, const GOptionEntry *entries, int argc, char **argv, char **operand,
                         GError **error);

/* Prints the message of @error to standard error; the exit code it stands for. */
VtExit vt_usage_report (const GError *error, const VtUsage *usage);

G_END_DECLS
