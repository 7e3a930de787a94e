/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vitrine-cli potential: phi and its derivatives as CSV. */
#include "config.h"

#include "commands.h"
#include "output.h"

#include "engine/number.h"

#include <glib/gi18n.h>

#define X_MAXIMUM 1000.0
#define POINTS_MAXIMUM 10000000

static const VtUsage usage = {
  .name = "potential",
  .summary = N_ ("Print a pair potential and its first four derivatives as CSV: x,phi,dphi,d2phi,d3phi,d4phi. "
                 "x is r/lambda, derivatives are with respect to x, epsilon = 1."),
  .description = N_ ("Example: vitrine-cli potential --model stiff --q 80 --from 0.9 --to 2.1 --points 1201"),
};

typedef struct
{
  VtModelOptions model;
  char *from, *to, *points;
} Options;

static void
options_clear (Options *options)
{
  vt_model_options_clear (&options->model);
  g_free (options->from);
  g_free (options->to);
  g_free (options->points);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

typedef struct
{
  double from, to;
  guint64 points;
} Range;

static gboolean
read_range (const Options *options, Range *range, GError **error)
{
  *range = (Range) { 0.8, 2.1, 1001 };
  if (options->from != NULL
      && !vt_usage_number ("from", options->from, VT_X_MINIMUM, X_MAXIMUM, &range->from, error))
    return FALSE;
  if (options->to != NULL && !vt_usage_number ("to", options->to, VT_X_MINIMUM, X_MAXIMUM, &range->to, error))
    return FALSE;
  if (options->points != NULL
      && !vt_usage_whole ("points", options->points, 2, POINTS_MAXIMUM, &range->points, error))
    return FALSE;
  if (range->to <= range->from)
    return vt_usage_refuse (error, _("--to must be larger than --from"));
  return TRUE;
}

static gboolean
append_row (GString *csv, const VtPotential *potential, double x, GError **error)
{
  double derivatives[5];

  if (!vt_potential_evaluate (potential, x, derivatives, error))
    return FALSE;
  vt_number_append (csv, x);
  for (guint k = 0; k < G_N_ELEMENTS (derivatives); k++)
    {
      g_string_append_c (csv, ',');
      vt_number_append (csv, derivatives[k]);
    }
  g_string_append_c (csv, '\n');
  return TRUE;
}

static gboolean
print_table (const VtPotential *potential, const Range *range, GError **error)
{
  g_autoptr (GString) csv = g_string_new ("x,phi,dphi,d2phi,d3phi,d4phi\n");

  for (guint64 k = 0; k < range->points; k++)
    {
      double share = k / (double) (range->points - 1);
      double x = k == range->points - 1 ? range->to : range->from + share * (range->to - range->from);

      if (!append_row (csv, potential, x, error))
        return FALSE;
      if (csv->len > 60000)
        {
          if (!vt_output_print (csv->str, error))
            return FALSE;
          g_string_truncate (csv, 0);
        }
    }
  return vt_output_print (csv->str, error);
}

VtExit
vt_command_potential (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    VT_MODEL_OPTIONS (options.model),
    { "from", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &options.from, N_ ("First x (0.8)"), N_ ("X") },
    { "to", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &options.to, N_ ("Last x (2.1)"), N_ ("X") },
    { "points", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &options.points, N_ ("Number of points (1001)"), N_ ("N") },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  VtPotential potential;
  VtRecipe recipe;
  Range range;

  if (vt_usage_parse (&usage, entries, argc, argv, NULL, &error)
      && vt_model_options_to_recipe (&options.model, &recipe, &error)
      && vt_recipe_potential (&recipe, &potential, &error) && read_range (&options, &range, &error)
      && print_table (&potential, &range, &error))
    return VT_EXIT_DONE;
  return vt_usage_report (error, &usage);
}
