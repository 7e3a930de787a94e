/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small glasses for tests. */
#pragma once

#include "dynamics/protocol.h"
#include "model/published.h"

#include <math.h>

/* The potential of @key with the control parameter @control and what follows from it. */
static inline VtPotential
making_potential (const char *key, double control)
{
  const VtModel *model = vt_model_find (key);
  double parameters[VT_MODEL_MAX_PARAMETERS] = { control, 0 };
  VtPotential potential;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (model);
  if (model->n_parameters > 1)
    parameters[1] = vt_published_cutoff (model, control);
  vt_potential_init (&potential, model, parameters, &error);
  g_assert_no_error (error);
  return potential;
}

static inline double
making_density (const VtPotential *potential)
{
  VtDensityOrigin origin;
  return vt_published_density (potential->model, potential->parameters, &origin);
}

/* The default melt of the model. */
static inline VtMelt
making_melt (const VtPotential *potential, guint64 seed)
{
  const double temperature = vt_published_temperature (potential->model, potential->parameters,
                                                       making_density (potential));
  VtMelt melt = { .kind = isnan (temperature) ? VT_MELT_NVE : VT_MELT_BERENDSEN,
                  .temperature = temperature, .time = NAN, .seed = seed };
  return melt;
}

static inline VtSystem *
making_system (const VtPotential *potential, guint n, guint64 seed, VtTeam *team)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VtSample) crystal = vt_sample_new_fcc (n, making_density (potential), seed, potential, &error);
  g_assert_no_error (error);
  VtSystem *system = vt_system_new (crystal, potential, team, &error);
  g_assert_no_error (error);
  return system;
}

static inline VtQuenchResult
making_quench (VtSystem *system)
{
  const VtQuench quench = { .force_tolerance = 1e-10 };
  VtQuenchResult result;
  g_autoptr (GError) error = NULL;

  vt_system_quench (system, &quench, &result, NULL, &error);
  g_assert_no_error (error);
  return result;
}

/* Crystal, default melt, quench. */
static inline VtSample *
making_glass (const VtPotential *potential, guint n, guint64 seed)
{
  g_autoptr (VtTeam) team = vt_team_new (0);
  g_autoptr (VtSystem) system = making_system (potential, n, seed, team);
  const VtMelt melt = making_melt (potential, seed);
  g_autoptr (GError) error = NULL;

  vt_system_melt (system, &melt, NULL, &error);
  g_assert_no_error (error);
  VtQuenchResult result = making_quench (system);
  g_free (result.reason);
  return vt_system_sample (system);
}
