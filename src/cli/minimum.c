/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "minimum.h"

#include "progress.h"
#include "task.h"
#include "terminal.h"

#include "response/blas.h"
#include "sample/random.h"

#include <glib/gi18n.h>
#include <math.h>

void
vt_minimum_options_clear (VtMinimumOptions *options)
{
  vt_model_options_clear (&options->model);
  g_clear_pointer (&options->small, g_free);
  g_clear_pointer (&options->seed, g_free);
  g_clear_pointer (&options->threads, g_free);
  g_clear_pointer (&options->json, g_free);
}

void
vt_minimum_clear (VtMinimum *minimum)
{
  vt_input_clear (&minimum->input);
  g_clear_pointer (&minimum->factor, vt_factor_free);
  g_clear_pointer (&minimum->team, vt_team_free);
  g_clear_pointer (&minimum->hessian, vt_hessian_unref);
  g_clear_pointer (&minimum->network, vt_network_unref);
  g_clear_pointer (&minimum->instability, g_free);
}

gboolean
vt_minimum_check_memory (const VtMinimum *minimum, guint n_modes, GError **error)
{
  const VtRequest request = { .recipe = minimum->input.recipe, .sample = minimum->input.sample, .n_modes = n_modes };
  VtWorkload workload = vt_workload_of (&request);

  workload.factor = minimum->needs_factor;
  vt_task_tell_memory (&workload, minimum->quiet);
  return vt_workload_check (&workload, error);
}

static const VtModuli no_moduli = { NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN };

gboolean
vt_minimum_read (VtMinimum *minimum, const VtMinimumOptions *options, const char *path, GError **error)
{
  guint64 threads = g_get_num_processors ();

  minimum->seed = 1;
  minimum->moduli = no_moduli;
  if (!vt_input_check_model (&options->model, error)
      || (options->seed != NULL
          && !vt_usage_whole ("seed", options->seed, 0, VT_SEED_MAXIMUM, &minimum->seed, error))
      || (options->threads != NULL && !vt_usage_whole ("threads", options->threads, 1, 256, &threads, error))
      || !vt_input_read (&minimum->input, path, &options->model, options->small, error)
      || !vt_recipe_potential (&minimum->input.recipe, &minimum->potential, error))
    return FALSE;
  minimum->n_threads = (guint) threads;
  minimum->json = (VtOutput) { "--json", options->json, TRUE };
  minimum->quiet = options->quiet;
  return TRUE;
}

/* Verdict and moduli: without a factor where one is neither needed nor called for by the answer. */
static gboolean
judge (VtMinimum *minimum, GCancellable *cancellable, GError **error)
{
  GError *own = NULL;

  if (!minimum->needs_factor && minimum->network->n >= VT_QUICK_PARTICLES)
    {
      if (vt_stability_judge_quickly (minimum->network, minimum->hessian, minimum->team, &minimum->stability,
                                      &minimum->moduli, NULL, cancellable, &own))
        {
          if (!minimum->stability.stable)
            minimum->moduli = no_moduli;
          return TRUE;
        }
      minimum->moduli = no_moduli;
      if (own != NULL)
        {
          g_propagate_error (error, own);
          return FALSE;
        }
    }
  if (!vt_stability_judge (minimum->network, minimum->hessian, &minimum->factor, &minimum->stability, cancellable,
                           error))
    return FALSE;
  if (minimum->stability.stable)
    vt_moduli_compute (minimum->network, minimum->factor, FALSE, &minimum->moduli);
  return TRUE;
}

gboolean
vt_minimum_analyse (VtMinimum *minimum, GCancellable *cancellable, GError **error)
{
  vt_minimum_tell (minimum, _("Elasticity"));
  vt_blas_set_threads (minimum->n_threads);
  minimum->network = vt_network_new (minimum->input.sample, &minimum->potential, error);
  if (minimum->network == NULL)
    return FALSE;
  minimum->hessian = vt_hessian_new (minimum->network);
  minimum->team = vt_team_new (minimum->n_threads);
  if (!judge (minimum, cancellable, error))
    return FALSE;
  minimum->judged = TRUE;
  minimum->instability = vt_stability_describe (&minimum->stability);
  return TRUE;
}

static gboolean
solve_iteratively (gpointer iterative, double *x, guint n, GCancellable *cancellable, GError **error)
{
  return vt_iterative_solve (iterative, x, x, n, 1e-10, cancellable, error);
}

gboolean
vt_minimum_iterate (VtMinimum *minimum, VtTeam *team, VtIterative **iterative, GCancellable *cancellable,
                    GError **error)
{
  vt_minimum_tell (minimum, _("Elasticity"));
  minimum->network = vt_network_new (minimum->input.sample, &minimum->potential, error);
  if (minimum->network == NULL)
    return FALSE;
  minimum->stability.force_ratio = minimum->network->largest_force / fmax (minimum->network->mean_pair_force, G_MINDOUBLE);
  if (minimum->stability.force_ratio > VT_BALANCED_FORCE)
    {
      minimum->instability = vt_stability_describe (&minimum->stability);
      return vt_minimum_require_stable (minimum, error);
    }
  minimum->hessian = vt_hessian_new (minimum->network);
  *iterative = vt_iterative_new (minimum->hessian, team);
  return vt_moduli_compute_by (minimum->network, solve_iteratively, *iterative, FALSE, &minimum->moduli, cancellable,
                               error);
}

gboolean
vt_minimum_require_stable (const VtMinimum *minimum, GError **error)
{
  if (minimum->stability.stable)
    return TRUE;
  g_set_error (error, VT_RESPONSE_ERROR, VT_RESPONSE_ERROR_NOT_POSITIVE,
               _("%s This needs a stable minimum: quench the configuration first."), minimum->instability);
  return FALSE;
}

void
vt_minimum_add_json (const VtMinimum *minimum, VtJson *json)
{
  const VtInput *input = &minimum->input;
  const VtRecipe *recipe = &input->recipe;
  g_autofree char *text = vt_recipe_to_string (recipe);

  vt_json_add_string (json, "version", VT_VERSION);
  vt_json_add_string (json, "recipe", input->has_recipe ? text : NULL);
  vt_json_add_string (json, "model", recipe->model->key);
  vt_json_begin_object (json, "parameters");
  for (guint k = 0; k < recipe->model->n_parameters; k++)
    vt_json_add_number (json, recipe->model->parameters[k].key, recipe->parameters[k]);
  vt_json_end_object (json);
  vt_json_add_whole (json, "particles", input->sample->n);
  vt_json_add_number (json, "density", vt_sample_density (input->sample));
  vt_json_add_whole (json, "search_seed", minimum->seed);
  if (!minimum->judged)
    vt_json_add_null (json, "stable");
  else
    vt_json_add_boolean (json, "stable", minimum->stability.stable);
  vt_json_add_number (json, "shear_modulus", minimum->moduli.shear);
  vt_json_add_number (json, "bulk_modulus", minimum->moduli.bulk);
  vt_json_add_number (json, "omega0", minimum->moduli.omega0);
}

static void
add_note (VtJson *json, const char *note)
{
  if (note == NULL)
    return;
  vt_json_add_string (json, NULL, note);
  vt_terminal_say (note);
}

void
vt_minimum_add_remarks (const VtMinimum *minimum, VtJson *json, const char *const *notes, const GError *failure)
{
  vt_json_begin_array (json, "notes");
  add_note (json, minimum->input.note);
  if (failure == NULL)
    add_note (json, minimum->instability);
  for (guint k = 0; notes[k] != NULL; k++)
    add_note (json, notes[k]);
  vt_json_end_array (json);
  vt_json_add_string (json, "error", failure != NULL ? failure->message : NULL);
}

void
vt_minimum_word_interrupt (GError **failure)
{
  if (!g_error_matches (*failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_error (failure);
  *failure = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _("interrupted; what was finished is kept"));
}

void
vt_minimum_tell (const VtMinimum *minimum, const char *line)
{
  g_autofree char *shown = NULL;

  if (minimum->quiet || !vt_progress_is_wanted ())
    return;
  vt_progress_clear ();
  if (line == NULL)
    return;
  shown = vt_terminal_text (line);
  g_printerr ("%s", shown);
}
