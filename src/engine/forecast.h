/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long stages take: rough laws, scaled by what this process has measured so far. */
#pragma once

#include "engine/run.h"

G_BEGIN_DECLS

typedef enum
{
  VT_COST_MELT,
  VT_COST_QUENCH,
  VT_COST_ELASTICITY,
  VT_COST_MODES,
  VT_COST_DENSITY,
  VT_COST_SPECTRUM,
  VT_N_COSTS,
} VtCost;

/* Whether a run of @request computes the whole spectrum: asked for, or small enough to come along in the window. */
gboolean vt_request_wants_spectrum (const VtRequest *request, guint n_particles);

/* Whether it estimates the density of states instead: for the window alone. */
gboolean vt_request_wants_density (const VtRequest *request, guint n_particles);

/* Threads a run of @request works with. */
guint vt_request_threads (const VtRequest *request);

/* Threads of melt and quench: one fewer beside a window. They meet twice a step, and whoever shares its processor with what
 * the window draws keeps all others waiting. */
guint vt_request_dynamics_threads (const VtRequest *request);

/* Seconds the stage takes, 0 where @request does not have it. */
double vt_forecast (const VtRequest *request, VtCost cost);

/* What the stage took in fact. */
void vt_forecast_learn (const VtRequest *request, VtCost cost, double seconds);

/* TRUE once anything was learned: before that a forecast may be several times wrong. */
gboolean vt_forecast_is_learned (void);

G_END_DECLS
