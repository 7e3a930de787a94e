/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vitrine-cli modes: harmonic and nonlinear modes of a glass, each one taken apart. */
#include "config.h"

#include "commands.h"
#include "interrupt.h"
#include "minimum.h"
#include "terminal.h"

#include "vibrations/anatomy.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <errno.h>
#include <math.h>

#define STANDARD_COUNT 10
#define MOST_NONLINEAR 10000

static const VtUsage usage = {
  .name = "modes",
  .operand = "FILE.xyz",
  .summary = N_ ("The softest modes of a glass and what each is made of. The model is that of the recipe in the file "
                 "unless --model is given."),
  .description = N_ ("Harmonic modes are eigenvectors of the Hessian; cubic and quartic ones are nonlinear quasilocalized "
                     "modes, searched for from the responses to force dipoles on random bonds and from the harmonic "
                     "modes. A search stopped by Ctrl-C keeps what it has found.\n\n"
                     "Example: vitrine-cli modes glass.xyz --kind cubic --count 8 --json - --out-dir modes"),
};

static const char *const kind_names[VT_N_MODE_KINDS] = { "harmonic", "cubic", "quartic" };

typedef struct
{
  VtMinimumOptions minimum;
  char *kind, *count, *out_dir;
} Options;

static void
options_clear (Options *options)
{
  vt_minimum_options_clear (&options->minimum);
  g_free (options->kind);
  g_free (options->count);
  g_free (options->out_dir);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

typedef struct
{
  VtMinimum minimum;
  VtModeKind kind;
  guint count;
  const char *out_dir;
  GPtrArray *harmonic;  /* VtMode: to start from and to compare with */
  GPtrArray *modes;     /* VtMode of the kind asked for, so far */
  GPtrArray *anatomies; /* VtAnatomy of each */
  VtNonlinearCounts counts; /* of the search for them; no starts while it is not over */
} Work;

static void
work_clear (Work *work)
{
  vt_minimum_clear (&work->minimum);
  g_clear_pointer (&work->harmonic, g_ptr_array_unref);
  g_clear_pointer (&work->modes, g_ptr_array_unref);
  g_clear_pointer (&work->anatomies, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static gboolean
read_kind (const char *text, VtModeKind *kind, GError **error)
{
  *kind = VT_MODE_HARMONIC;
  if (text == NULL)
    return TRUE;
  for (guint k = 0; k < VT_N_MODE_KINDS; k++)
    if (g_str_equal (text, kind_names[k]))
      {
        *kind = k;
        return TRUE;
      }
  return vt_usage_refuse (error, _("--kind: “%s” is not known; choose harmonic, cubic or quartic"), text);
}

static char *
file_name (const Work *work, guint k)
{
  g_autofree char *name = g_strdup_printf ("%s-%03u.xyz", kind_names[work->kind], k + 1);

  return g_build_filename (work->out_dir, name, NULL);
}

/* Every file that may be written, tried and told apart before the work starts. */
static gboolean
check_outputs (const Work *work, const char *input, GError **error)
{
  guint n = work->out_dir != NULL ? work->count : 0;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree VtOutput *outputs = g_new0 (VtOutput, n + 1);

  for (guint k = 0; k < n; k++)
    {
      g_ptr_array_add (names, file_name (work, k));
      outputs[k] = (VtOutput) { "--out-dir", g_ptr_array_index (names, k), FALSE };
    }
  outputs[n] = work->minimum.json;
  return vt_output_check (outputs, n + 1, input, error);
}

static gboolean
read_options (const Options *options, const char *path, Work *work, GError **error)
{
  guint64 count = STANDARD_COUNT, most = MOST_NONLINEAR;

  if (!read_kind (options->kind, &work->kind, error)
      || !vt_minimum_read (&work->minimum, &options->minimum, path, error))
    return FALSE;
  if (work->kind == VT_MODE_HARMONIC)
    most = 3 * (guint64) work->minimum.input.sample->n - 3;
  if (options->count != NULL && !vt_usage_whole ("count", options->count, 1, most, &count, error))
    return FALSE;
  work->count = (guint) MIN (count, most);
  work->minimum.needs_factor = work->kind != VT_MODE_HARMONIC;
  if (!vt_minimum_check_memory (&work->minimum, work->count, error))
    return FALSE;
  work->out_dir = options->out_dir;
  if (work->out_dir != NULL && g_mkdir_with_parents (work->out_dir, 0777) != 0)
    {
      int failure = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (failure),
                   _("--out-dir: “%s” cannot be made: %s; choose another folder"), work->out_dir, g_strerror (failure));
      return FALSE;
    }
  return check_outputs (work, path, error);
}

static void
add_all (GPtrArray *list, const GPtrArray *modes)
{
  for (guint k = 0; k < modes->len; k++)
    g_ptr_array_add (list, vt_mode_ref (vt_mode_at (modes, k)));
}

static void
keep (Work *work, GPtrArray *modes)
{
  g_clear_pointer (&work->modes, g_ptr_array_unref);
  work->modes = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_mode_unref);
  add_all (work->modes, modes);
}

static void
on_found (GPtrArray *modes, gpointer data)
{
  Work *work = data;
  g_autofree char *line = g_strdup_printf (_("Modes: %u found"), modes->len);

  keep (work, modes);
  vt_minimum_tell (&work->minimum, line);
}

/* Of cubic modes that quartic ones are then searched for from. */
static void
on_start_found (GPtrArray *modes, gpointer data)
{
  g_autofree char *line = g_strdup_printf (_("Cubic modes to start from: %u found"), modes->len);

  vt_minimum_tell (&((Work *) data)->minimum, line);
}

/* A cubic or quartic search, from @starts too. */
static GPtrArray *
search (Work *work, VtModeKind kind, const GPtrArray *starts, GCancellable *cancellable, GError **error)
{
  VtMinimum *minimum = &work->minimum;
  VtNonlinearSearch search = {
    .kind = kind,
    .n_modes = work->count,
    .n_dipoles = VT_DIPOLES_PER_START * VT_STARTS_PER_MODE * work->count,
    .seed = minimum->seed,
    .modes = starts,
    .counts = kind == work->kind ? &work->counts : NULL,
  };

  return vt_nonlinear_modes (&search, minimum->network, minimum->factor,
                             kind == work->kind ? on_found : on_start_found, work, cancellable, error);
}

/* Quartic modes are fewer and have narrower basins: the cubic modes of the same soft spots lead into them. */
static GPtrArray *
search_from_all (Work *work, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) starts = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_mode_unref);
  g_autoptr (GPtrArray) cubic = NULL;

  add_all (starts, work->harmonic);
  if (work->kind == VT_MODE_QUARTIC)
    {
      cubic = search (work, VT_MODE_CUBIC, starts, cancellable, error);
      if (cubic == NULL)
        return NULL;
      add_all (starts, cubic);
    }
  return search (work, work->kind, starts, cancellable, error);
}

/* About where the last of @n modes will be; NAN for an unstable configuration. */
static double
expected_eigenvalue (const VtMinimum *minimum, guint n)
{
  const VtModuli *moduli = &minimum->moduli;

  return vt_debye_eigenvalue (minimum->network->volume, moduli->shear_speed, moduli->longitudinal_speed, n);
}

static gboolean
find_modes (Work *work, GCancellable *cancellable, GError **error)
{
  VtMinimum *minimum = &work->minimum;
  guint n = MIN (work->count, 3 * minimum->network->n - 3);
  gboolean harmonic = work->kind == VT_MODE_HARMONIC;

  if (!harmonic && !vt_minimum_require_stable (minimum, error))
    return FALSE;
  vt_minimum_tell (minimum, _("Modes"));
  work->harmonic = vt_lowest_modes_quickest (minimum->hessian, &minimum->factor, expected_eigenvalue (minimum, n), n,
                                             minimum->team, harmonic ? on_found : NULL, work, cancellable, error);
  if (work->harmonic == NULL)
    return FALSE;
  if (harmonic)
    keep (work, work->harmonic);
  else
    {
      g_autoptr (GPtrArray) found = search_from_all (work, cancellable, error);

      if (found == NULL)
        return FALSE;
      keep (work, found);
    }
  return TRUE;
}

static gboolean
compute (gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;

  return vt_minimum_analyse (&work->minimum, cancellable, error) && find_modes (work, cancellable, error);
}

/* Also of what an interrupted search has found. */
static void
take_apart (Work *work)
{
  const VtMinimum *minimum = &work->minimum;

  work->anatomies = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_anatomy_free);
  for (guint k = 0; work->modes != NULL && k < work->modes->len; k++)
    g_ptr_array_add (work->anatomies, vt_anatomy_new (work->kind, minimum->input.sample, minimum->network,
                                                      minimum->hessian, vt_mode_at (work->modes, k)->vector,
                                                      work->harmonic));
}

static gboolean
write_modes (const Work *work, GError **error)
{
  const VtInput *input = &work->minimum.input;
  g_autofree char *recipe = vt_recipe_to_string (&input->recipe);

  for (guint k = 0; work->out_dir != NULL && k < work->anatomies->len; k++)
    {
      const VtAnatomy *anatomy = g_ptr_array_index (work->anatomies, k);
      g_autofree char *path = file_name (work, k);
      VtXyzHeader header = {
        .recipe = input->has_recipe ? recipe : NULL,
        .mode = anatomy->vector,
        .mode_frequency = anatomy->omega,
      };

      if (!vt_xyz_write (path, input->sample, &header, error))
        return FALSE;
    }
  return TRUE;
}

static double
largest_overlap (const VtAnatomy *anatomy)
{
  double largest = anatomy->n_overlaps > 0 ? 0.0 : NAN;

  for (guint k = 0; k < anatomy->n_overlaps; k++)
    largest = fmax (largest, anatomy->overlaps[k]);
  return largest;
}

static void
add_mode (VtJson *json, const Work *work, guint k)
{
  const VtAnatomy *anatomy = g_ptr_array_index (work->anatomies, k);
  const VtModuli *moduli = &work->minimum.moduli;
  g_autofree char *file = work->out_dir != NULL ? file_name (work, k) : NULL;

  vt_json_begin_object (json, NULL);
  vt_json_add_number (json, "omega", anatomy->omega);
  vt_json_add_number (json, "omega_over_omega0", anatomy->omega / moduli->omega0);
  vt_json_add_number (json, "stiffness", anatomy->stiffness);
  vt_json_add_number (json, "third", anatomy->third);
  vt_json_add_number (json, "fourth", anatomy->fourth);
  vt_json_add_number (json, "participation_ratio", anatomy->participation);
  vt_json_add_number (json, "k_plus", anatomy->parts[VT_STIFFNESS_K_PLUS]);
  vt_json_add_number (json, "k_minus", anatomy->parts[VT_STIFFNESS_K_MINUS]);
  vt_json_add_number (json, "f_plus", anatomy->parts[VT_STIFFNESS_F_PLUS]);
  vt_json_add_number (json, "f_minus", anatomy->parts[VT_STIFFNESS_F_MINUS]);
  vt_json_add_number (json, "dilation_over_shear", anatomy->coupling.dilation_over_shear);
  vt_json_begin_array (json, "coupling");
  for (guint a = 0; a < 3; a++)
    vt_json_add_numbers (json, NULL, anatomy->coupling.tensor[a], 3);
  vt_json_end_array (json);
  vt_json_add_numbers (json, "coupling_eigenvalues", anatomy->coupling.eigenvalues, 3);
  vt_json_add_numbers (json, "centre", anatomy->centre, 3);
  vt_json_add_number (json, "core_radius", anatomy->core_radius);
  vt_json_add_number (json, "residual", anatomy->residual);
  vt_json_add_number (json, "softening_shear", anatomy->softening_shear);
  vt_json_add_number (json, "softening_bulk", anatomy->softening_bulk);
  vt_json_add_number (json, "softening_shear_share",
                      anatomy->softening_shear / (moduli->shear_affine - moduli->shear));
  vt_json_add_number (json, "softening_bulk_share", anatomy->softening_bulk / (moduli->bulk_affine - moduli->bulk));
  vt_json_add_number (json, "harmonic_overlap", largest_overlap (anatomy));
  vt_json_add_string (json, "file", file);
  vt_json_end_object (json);
}

static void
add_search (VtJson *json, const VtNonlinearCounts *counts)
{
  if (counts->starts == 0)
    {
      vt_json_add_null (json, "search");
      return;
    }
  vt_json_begin_object (json, "search");
  vt_json_add_whole (json, "starts", counts->starts);
  vt_json_add_whole (json, "distinct", counts->distinct);
  vt_json_add_whole (json, "repeated", counts->repeated);
  vt_json_add_whole (json, "lost", counts->lost);
  vt_json_add_whole (json, "solves", counts->solves);
  vt_json_end_object (json);
}

static gboolean
write_json (const Work *work, const GError *failure, GError **error)
{
  const VtMinimum *minimum = &work->minimum;
  guint found = work->anatomies->len;
  g_autofree char *few = NULL;
  const char *notes[] = { NULL, NULL };
  VtJson *json = vt_json_new ();
  g_autofree char *text = NULL;

  if (found < work->count && failure == NULL)
    notes[0] = few = g_strdup_printf (ngettext ("Only %u mode was found", "Only %u distinct modes were found", found),
                                      found);

  vt_json_begin_object (json, NULL);
  vt_minimum_add_json (minimum, json);
  vt_json_add_string (json, "kind", kind_names[work->kind]);
  vt_json_begin_array (json, "modes");
  for (guint k = 0; k < found; k++)
    add_mode (json, work, k);
  vt_json_end_array (json);
  if (work->kind != VT_MODE_HARMONIC)
    add_search (json, &work->counts);
  vt_minimum_add_remarks (minimum, json, notes, failure);
  vt_json_end_object (json);
  text = vt_json_free (json);
  return minimum->json.path == NULL || vt_output_write (&minimum->json, text, error);
}

static gboolean
print_table (const Work *work, GError **error)
{
  g_autoptr (GString) table = g_string_new (NULL);
  g_autofree char *shown = NULL;

  if (work->minimum.quiet || work->minimum.json.path != NULL || work->anatomies->len == 0)
    return TRUE;
  g_string_append (table, "            ω/τ⁻¹     ω/ω₀      N e    k₋/f₋  dil/shear   core/λ   residual\n");
  for (guint k = 0; k < work->anatomies->len; k++)
    {
      const VtAnatomy *a = g_ptr_array_index (work->anatomies, k);

      g_string_append_printf (table, "  %4u %10.5f %8.4f %8.1f %8.3f %10.3f %8.2f %10.1e\n", k + 1, a->omega,
                              a->omega / work->minimum.moduli.omega0, a->participation,
                              a->parts[VT_STIFFNESS_K_MINUS] / a->parts[VT_STIFFNESS_F_MINUS],
                              a->coupling.dilation_over_shear, a->core_radius, a->residual);
    }
  shown = vt_terminal_text (table->str);
  return vt_output_print (shown, error);
}

static void
keep_first (GError **failure, GError *later)
{
  if (*failure == NULL)
    *failure = later;
  else
    g_clear_error (&later);
}

static gboolean
run (Work *work, GError **error)
{
  g_autoptr (GError) failure = NULL;
  GError *writing = NULL;

  vt_interrupt_guard (compute, work, &failure);
  vt_minimum_tell (&work->minimum, NULL);
  take_apart (work);
  vt_minimum_word_interrupt (&failure);
  if (!write_modes (work, &writing))
    keep_first (&failure, g_steal_pointer (&writing));
  if (!write_json (work, failure, &writing))
    keep_first (&failure, g_steal_pointer (&writing));
  if (!print_table (work, &writing))
    keep_first (&failure, g_steal_pointer (&writing));
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

VtExit
vt_command_modes (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "kind", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &options.kind,
      N_ ("harmonic, cubic or quartic (harmonic)"), N_ ("KIND") },
    { "count", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &options.count,
      N_ ("How many, the softest (10)"), N_ ("N") },
    { "out-dir", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &options.out_dir,
      N_ ("Write each mode as extended XYZ with columns mode:R:3 into this folder"), N_ ("DIR") },
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
