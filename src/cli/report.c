/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report.h"

#include "json.h"

#include "engine/number.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

static void
add_parameters (VtJson *json, const VtRecipe *recipe)
{
  vt_json_begin_object (json, "parameters");
  for (guint k = 0; k < recipe->model->n_parameters; k++)
    vt_json_add_number (json, recipe->model->parameters[k].key, recipe->parameters[k]);
  vt_json_end_object (json);
}

static void
add_origin (VtJson *json, const VtSnapshot *snapshot)
{
  g_autofree char *recipe = vt_recipe_to_string (&snapshot->recipe);
  gboolean known = snapshot->has_recipe_origin;
  const VtSample *sample = vt_snapshot_is_glass (snapshot) ? snapshot->sample : NULL;

  vt_json_add_string (json, "version", VT_VERSION);
  vt_json_add_string (json, "recipe", known ? recipe : NULL);
  vt_json_add_string (json, "model", snapshot->recipe.model->key);
  add_parameters (json, &snapshot->recipe);
  vt_json_add_whole (json, "particles", sample != NULL ? sample->n : snapshot->recipe.particles);
  vt_json_add_number (json, "density", sample != NULL ? vt_sample_density (sample) : snapshot->recipe.density);
  if (known)
    vt_json_add_whole (json, "seed", snapshot->recipe.seed);
  else
    vt_json_add_null (json, "seed");
}

/* Where each number of the elasticity stands, in the order it is written. */
static const struct
{
  const char *key;
  gsize offset;
} elasticity_members[] = {
  { "energy_per_particle", G_STRUCT_OFFSET (VtElasticity, energy_per_particle) },
  { "max_force", G_STRUCT_OFFSET (VtElasticity, largest_force) },
  { "mean_pair_force", G_STRUCT_OFFSET (VtElasticity, mean_pair_force) },
  { "pressure", G_STRUCT_OFFSET (VtElasticity, pressure) },
  { "p_over_k", G_STRUCT_OFFSET (VtElasticity, p_over_k) },
  { "p_over_p0", G_STRUCT_OFFSET (VtElasticity, p_over_p0) },
  { "shear_modulus", G_STRUCT_OFFSET (VtElasticity, shear_modulus) },
  { "shear_modulus_affine", G_STRUCT_OFFSET (VtElasticity, shear_modulus_affine) },
  { "bulk_modulus", G_STRUCT_OFFSET (VtElasticity, bulk_modulus) },
  { "bulk_modulus_affine", G_STRUCT_OFFSET (VtElasticity, bulk_modulus_affine) },
  { "poisson_ratio", G_STRUCT_OFFSET (VtElasticity, poisson_ratio) },
  { "stickiness", G_STRUCT_OFFSET (VtElasticity, stickiness) },
  { "coordination", G_STRUCT_OFFSET (VtElasticity, coordination) },
};

static void
add_elasticity (VtJson *json, const VtSnapshot *snapshot)
{
  const VtElasticity *elasticity = snapshot->elasticity;

  if (elasticity != NULL)
    vt_json_add_boolean (json, "stable", elasticity->stable);
  else
    vt_json_add_null (json, "stable");
  vt_json_add_string (json, "digest", snapshot->digest);
  for (guint k = 0; k < G_N_ELEMENTS (elasticity_members); k++)
    vt_json_add_number (json, elasticity_members[k].key,
                        elasticity != NULL ? G_STRUCT_MEMBER (double, elasticity, elasticity_members[k].offset) : NAN);
  if (snapshot->network != NULL)
    vt_json_add_whole (json, "rattlers", snapshot->network->n_rattlers);
  else
    vt_json_add_null (json, "rattlers");
}

static void
add_modes (VtJson *json, const VtSnapshot *snapshot, gboolean with_spectrum)
{
  const VtModeSet *modes = snapshot->modes;

  vt_json_add_numbers (json, "frequencies", modes != NULL ? modes->frequencies : NULL, modes != NULL ? modes->n : 0);
  vt_json_add_numbers (json, "participation_ratios", modes != NULL ? modes->participation : NULL,
                       modes != NULL ? modes->n : 0);
  if (with_spectrum && snapshot->spectrum != NULL)
    vt_json_add_numbers (json, "spectrum", snapshot->spectrum->frequencies, snapshot->spectrum->n);
  else if (with_spectrum)
    vt_json_add_null (json, "spectrum");
}

static void
add_costs (VtJson *json, const VtSnapshot *snapshot)
{
  const VtCounts *counts = &snapshot->counts;
  const VtTimings *timings = &snapshot->timings;

  vt_json_begin_object (json, "counts");
  vt_json_add_whole (json, "force_evaluations", counts->force_evaluations);
  vt_json_add_whole (json, "md_steps", counts->md_steps);
  vt_json_add_whole (json, "factorisations", counts->factorisations);
  vt_json_add_whole (json, "solves", counts->solves);
  vt_json_end_object (json);
  vt_json_begin_object (json, "timings");
  vt_json_add_number (json, "melt", timings->melt);
  vt_json_add_number (json, "quench", timings->quench);
  vt_json_add_number (json, "elasticity", timings->elasticity);
  vt_json_add_number (json, "modes", timings->modes);
  vt_json_add_number (json, "spectrum", timings->spectrum);
  vt_json_add_number (json, "total", isnan (timings->total) ? snapshot->elapsed : timings->total);
  vt_json_end_object (json);
}

static void
add_lines (VtJson *json, const char *text)
{
  g_auto (GStrv) lines = text != NULL ? g_strsplit (text, "\n", -1) : NULL;

  for (guint k = 0; lines != NULL && lines[k] != NULL; k++)
    vt_json_add_string (json, NULL, lines[k]);
}

const char *
vt_report_failure (const VtSnapshot *snapshot)
{
  if (snapshot->stage == VT_STAGE_CANCELLED)
    return vt_snapshot_is_glass (snapshot) ? _("interrupted; what was finished is kept")
                                           : _("interrupted before there was a glass");
  return snapshot->error != NULL ? snapshot->error->message : NULL;
}

static void
add_remarks (VtJson *json, const VtSnapshot *snapshot, const VtReportContext *context)
{
  const VtElasticity *elasticity = snapshot->elasticity;

  vt_json_begin_array (json, "notes");
  for (guint k = 0; context->notes[k] != NULL; k++)
    vt_json_add_string (json, NULL, context->notes[k]);
  add_lines (json, snapshot->note);
  if (elasticity != NULL && elasticity->instability != NULL)
    vt_json_add_string (json, NULL, elasticity->instability);
  vt_json_end_array (json);
  vt_json_add_string (json, "error", vt_report_failure (snapshot));
}

char *
vt_report_json (const VtSnapshot *snapshot, const VtReportContext *context)
{
  VtJson *json = vt_json_new ();

  vt_json_begin_object (json, NULL);
  add_origin (json, snapshot);
  add_elasticity (json, snapshot);
  add_modes (json, snapshot, context->spectrum);
  add_costs (json, snapshot);
  add_remarks (json, snapshot, context);
  vt_json_end_object (json);
  return vt_json_free (json);
}

char *
vt_report_rdf_csv (const VtRdf *rdf)
{
  GString *csv = g_string_new ("r,g,g_ss,g_sl,g_ll\n");

  for (guint k = 0; k < rdf->n; k++)
    {
      const double row[] = { rdf->r[k], rdf->g[k], rdf->g_ss[k], rdf->g_sl[k], rdf->g_ll[k] };

      for (guint c = 0; c < G_N_ELEMENTS (row); c++)
        {
          if (c > 0)
            g_string_append_c (csv, ',');
          vt_number_append (csv, row[c]);
        }
      g_string_append_c (csv, '\n');
    }
  return g_string_free (csv, FALSE);
}
