/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vitrine-cli response: responses to local force dipoles on random bonds. */
#include "config.h"

#include "commands.h"
#include "interrupt.h"
#include "minimum.h"
#include "terminal.h"

#include "response/dipole.h"

#include <glib/gi18n.h>
#include <math.h>

#define STANDARD_BONDS 200

static const VtUsage usage = {
  .name = "response",
  .operand = "FILE.xyz",
  .summary = N_ ("Responses of a glass to force dipoles on random bonds: their frequencies and how they decay. The model "
                 "is that of the recipe in the file unless --model is given."),
  .description = N_ ("Responses interrupted by Ctrl-C are kept as far as they are finished.\n\n"
                     "Example: vitrine-cli response glass.xyz --bonds 500 --seed 3 --json response.json"),
};

typedef struct
{
  VtMinimumOptions minimum;
  char *bonds;
  gboolean iterative;
} Options;

static void
options_clear (Options *options)
{
  vt_minimum_options_clear (&options->minimum);
  g_free (options->bonds);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

typedef struct
{
  VtMinimum minimum;
  guint n_bonds;
  gboolean iterate;     /* without a factor */
  VtTeam *team;
  VtIterative *iterative;
  VtDipoles *dipoles;
} Work;

static void
work_clear (Work *work)
{
  g_clear_pointer (&work->iterative, vt_iterative_free);
  g_clear_pointer (&work->team, vt_team_free);
  vt_minimum_clear (&work->minimum);
  g_clear_pointer (&work->dipoles, vt_dipoles_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static gboolean
check_memory (const VtMinimum *minimum, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (vt_minimum_check_memory (minimum, 0, &failure))
    return TRUE;
  if (!minimum->needs_factor)
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    g_set_error (error, failure->domain, failure->code, _("%s Or add --iterative, to solve without a factor."),
                 failure->message);
  return FALSE;
}

static gboolean
read_options (const Options *options, const char *path, Work *work, GError **error)
{
  guint64 bonds = STANDARD_BONDS;

  if ((options->bonds != NULL && !vt_usage_whole ("bonds", options->bonds, 1, G_MAXINT32, &bonds, error))
      || !vt_minimum_read (&work->minimum, &options->minimum, path, error))
    return FALSE;
  work->n_bonds = (guint) bonds;
  work->iterate = options->iterative;
  work->minimum.needs_factor = !work->iterate;
  if (!check_memory (&work->minimum, error))
    return FALSE;
  return vt_output_check (&work->minimum.json, 1, path, error);
}

static void
on_progress (const VtDipoles *dipoles, guint n, gpointer data)
{
  g_autofree char *line = g_strdup_printf (_("Dipoles: %u of %u"), dipoles->n, n);

  vt_minimum_tell (&((Work *) data)->minimum, line);
}

static gboolean
compute_iteratively (Work *work, GCancellable *cancellable, GError **error)
{
  VtMinimum *minimum = &work->minimum;

  work->team = vt_team_new (minimum->n_threads);
  if (!vt_minimum_iterate (minimum, work->team, &work->iterative, cancellable, error))
    return FALSE;
  work->dipoles = vt_dipoles_new (minimum->input.sample, minimum->network);
  return vt_dipoles_gather (work->dipoles, vt_dipoles_solve_iteratively, work->iterative, VT_ITERATIVE_LANES,
                            minimum->seed, work->n_bonds, on_progress, work, cancellable, error);
}

static gboolean
compute (gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;
  VtMinimum *minimum = &work->minimum;

  if (work->iterate)
    return compute_iteratively (work, cancellable, error);
  if (!vt_minimum_analyse (minimum, cancellable, error) || !vt_minimum_require_stable (minimum, error))
    return FALSE;
  work->dipoles = vt_dipoles_new (minimum->input.sample, minimum->network);
  return vt_dipoles_gather (work->dipoles, vt_dipoles_solve_by_factor, minimum->factor, VT_DIPOLES_BATCH,
                            minimum->seed, work->n_bonds, on_progress, work, cancellable, error);
}

/* As many bins as Rice's rule has for so many values. */
static void
add_distribution (VtJson *json, const VtDipoles *dipoles)
{
  guint n_bins = (guint) ceil (2.0 * cbrt (dipoles->n));
  g_autofree double *middles = g_new (double, MAX (n_bins, 1)), *density = g_new (double, MAX (n_bins, 1));

  if (n_bins > 0)
    vt_dipoles_distribution (dipoles, n_bins, middles, density);
  vt_json_begin_object (json, "omega_g_distribution");
  vt_json_add_numbers (json, "omega", middles, n_bins);
  vt_json_add_numbers (json, "p", density, n_bins);
  vt_json_end_object (json);
}

static void
add_bonds (VtJson *json, const Work *work)
{
  const VtDipoles *dipoles = work->dipoles;

  vt_json_begin_array (json, "bonds");
  for (guint k = 0; k < dipoles->n; k++)
    {
      const VtBond *bond = &work->minimum.network->bonds[dipoles->bonds[k]];

      vt_json_begin_object (json, NULL);
      vt_json_add_whole (json, "i", bond->i + 1);
      vt_json_add_whole (json, "j", bond->j + 1);
      vt_json_add_number (json, "omega_g", dipoles->frequency[k]);
      vt_json_end_object (json);
    }
  vt_json_end_array (json);
}

static void
add_results (VtJson *json, const Work *work)
{
  const VtDipoles *dipoles = work->dipoles;
  const VtDipoleLength *length = &dipoles->length;

  vt_json_add_number (json, "omega_g", dipoles->omega_g);
  vt_json_add_number (json, "omega_g_error", dipoles->omega_g_error);
  add_distribution (json, dipoles);
  vt_json_begin_object (json, "c_of_r");
  vt_json_add_numbers (json, "r", dipoles->decay.r, dipoles->decay.n);
  vt_json_add_numbers (json, "c", dipoles->decay.c, dipoles->decay.n);
  vt_json_end_object (json);
  vt_json_add_number (json, "xi_g", length->xi);
  vt_json_add_number (json, "xi_g_error", length->error);
  vt_json_add_boolean (json, "xi_g_reliable", length->verdict == VT_LENGTH_GOOD);
  vt_json_begin_object (json, "xi_g_fit");
  vt_json_add_number (json, "from", length->fit_from);
  vt_json_add_number (json, "to", length->fit_to);
  vt_json_add_numbers (json, "coefficients", length->fit, G_N_ELEMENTS (length->fit));
  vt_json_end_object (json);
  add_bonds (json, work);
}

/* What keeps xi_g from being read off; NULL: nothing. */
static const char *
length_note (const VtDipoles *dipoles)
{
  switch (dipoles->length.verdict)
    {
    case VT_LENGTH_BOX_TOO_SMALL:
      return _("The box is too small for a length xi_g to be read off; published ones are from 250,000 particles");
    case VT_LENGTH_TOO_FEW:
      return _("Too few dipoles for a length xi_g to be read off; add --bonds, for example --bonds 1000");
    default:
      return NULL;
    }
}

static gboolean
write_json (const Work *work, const GError *failure, GError **error)
{
  const VtMinimum *minimum = &work->minimum;
  const char *notes[] = { work->dipoles != NULL ? length_note (work->dipoles) : NULL, NULL };
  VtJson *json = vt_json_new ();
  g_autofree char *text = NULL;

  vt_json_begin_object (json, NULL);
  vt_minimum_add_json (minimum, json);
  if (work->dipoles != NULL)
    add_results (json, work);
  vt_minimum_add_remarks (minimum, json, notes, failure);
  vt_json_end_object (json);
  text = vt_json_free (json);
  return minimum->json.path == NULL || vt_output_write (&minimum->json, text, error);
}

static gboolean
print_table (const Work *work, GError **error)
{
  const VtDipoles *dipoles = work->dipoles;
  g_autoptr (GString) table = g_string_new (NULL);
  g_autofree char *shown = NULL;

  if (work->minimum.quiet || work->minimum.json.path != NULL || dipoles == NULL)
    return TRUE;
  g_string_append_printf (table, _("  %u dipoles\n"), dipoles->n);
  g_string_append_printf (table, "  ω_g      %.5g ± %.2g τ⁻¹\n", dipoles->omega_g, dipoles->omega_g_error);
  g_string_append_printf (table, "  ω_g/ω₀   %.5g\n", dipoles->omega_g / work->minimum.moduli.omega0);
  if (isfinite (dipoles->length.xi))
    g_string_append_printf (table, "  ξ_g      %.4g ± %.2g λ\n", dipoles->length.xi, dipoles->length.error);
  shown = vt_terminal_text (table->str);
  return vt_output_print (shown, error);
}

static gboolean
run (Work *work, GError **error)
{
  g_autoptr (GError) failure = NULL, writing = NULL;

  vt_interrupt_guard (compute, work, &failure);
  vt_minimum_tell (&work->minimum, NULL);
  vt_minimum_word_interrupt (&failure);
  if ((!write_json (work, failure, &writing) || !print_table (work, &writing)) && failure == NULL)
    failure = g_steal_pointer (&writing);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

VtExit
vt_command_response (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "bonds", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &options.bonds,
      N_ ("How many bonds, taken at random (200)"), N_ ("N") },
    { "iterative", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &options.iterative,
      N_ ("Solve by conjugate gradients: for glasses whose factor would not fit into memory"), NULL },
    VT_MINIMUM_OPTIONS (options.minimum),
    { NULL },
  };
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (Work) work = { 0 };

  if (vt_usage_parse (&usage, entries, argc, argv, &path, &error) && read_options (&options, path, &work, &error)
      && run (&work, &error))
    return VT_EXIT_DONE;
  return vt_usage_report (error, &usage);
}
