/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine/work.h"

#include "parallel/team.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define FORCE_TOLERANCE 1e-10 /* largest net force over mean pair force (PHYSICS section 3) */
#define N_TRIMS 2

/* Microseconds between publications, and shares of the time that copying and counting may take. */
#define PUBLISH_EVERY 33000
#define PUBLISH_EVERY_QUIETLY 100000
#define FRAME_EVERY 33000
#define FRAME_SHARE 20
#define RDF_EVERY 125000
#define RDF_SHARE 10
#define FORECAST_FROM 0.3 /* seconds into a stage from which its own rate tells the time left */

/* g(r) that is shown: up to five times the size of the largest particle. */
#define RDF_RANGE 7.0
#define RDF_WIDTH 0.01

VtSnapshot *
vt_work_first_snapshot (const VtRequest *request)
{
  VtSnapshot *snapshot = vt_snapshot_new ();

  snapshot->stage = VT_STAGE_STARTING;
  snapshot->recipe = request->recipe;
  snapshot->has_recipe_origin = request->sample == NULL || request->sample_has_recipe;
  if (request->sample == NULL)
    return snapshot;
  vt_snapshot_take_sample (snapshot, vt_sample_ref (request->sample));
  if (!request->sample_has_recipe)
    {
      snapshot->recipe.particles = request->sample->n;
      snapshot->recipe.density = vt_sample_density (request->sample);
    }
  return snapshot;
}

static double
seconds_since (gint64 moment)
{
  return (g_get_monotonic_time () - moment) / (double) G_USEC_PER_SEC;
}

/* Seconds left of the part of the stage under way. The further it is, the more its own pace tells; before that, what such
 * a part took on this computer so far. NAN where neither is known. */
static double
part_remaining (const VtWork *work)
{
  double spent = seconds_since (work->part_begun), progress = work->part;
  gboolean paced = spent > FORECAST_FROM && progress > 0.02;
  double by_pace = paced ? spent * (1 - progress) / progress : NAN;

  if (!vt_forecast_is_learned ())
    return by_pace;
  double by_law = MAX (vt_forecast (work->request, work->cost) - spent, 0);
  return paced ? progress * by_pace + (1 - progress) * by_law : by_law;
}

static double
remaining (const VtWork *work)
{
  double seconds = part_remaining (work);

  for (guint cost = work->cost + 1; cost < VT_N_COSTS; cost++)
    seconds += vt_forecast (work->request, cost);
  return seconds;
}

void
vt_work_publish (VtWork *work)
{
  gint64 every = work->request->interactive ? PUBLISH_EVERY : PUBLISH_EVERY_QUIETLY;

  work->now->elapsed = seconds_since (work->begun);
  work->now->remaining = work->now->stage < VT_STAGE_DONE ? remaining (work) : NAN;
  vt_mailbox_put (work->mailbox, vt_snapshot_copy (work->now));
  work->next_publication = g_get_monotonic_time () + every;
}

/* How much of what is left of @stage the part that costs @cost makes: what comes after it in the same stage counts as long
 * as it is forecast to take. */
static double
share_of_rest (const VtWork *work, VtStage stage, VtCost cost)
{
  double own = vt_forecast (work->request, cost), all = own;

  for (guint later = cost + 1; stage == VT_STAGE_MODES && later < VT_N_COSTS; later++)
    all += vt_forecast (work->request, later);
  return all > 0 ? own / all : 1;
}

void
vt_work_enter (VtWork *work, VtStage stage, VtCost cost)
{
  gboolean new_stage = stage != work->now->stage;

  work->part_begun = g_get_monotonic_time ();
  if (new_stage)
    work->now->progress = work->part_to = 0;
  if (new_stage || cost != work->cost)
    {
      work->part_from = work->part_to;
      work->part_to += (1 - work->part_from) * share_of_rest (work, stage, cost);
    }
  work->cost = cost;
  work->now->stage = stage;
  work->pass_from = 0;
  work->pass_to = 1;
  vt_work_advance (work, 0);
  vt_work_publish (work);
}

void
vt_work_advance (VtWork *work, double part)
{
  work->part = part;
  work->now->progress = MAX (work->now->progress, work->part_from + (work->part_to - work->part_from) * part);
}

void
vt_work_on_fraction (double fraction, gpointer data)
{
  VtWork *work = data;

  vt_work_advance (work, fraction);
  if (g_get_monotonic_time () >= work->next_publication)
    vt_work_publish (work);
}

void
vt_work_leave (VtWork *work, double *timing)
{
  double spent = seconds_since (work->part_begun);

  vt_forecast_learn (work->request, work->cost, spent);
  *timing = spent;
  work->part_begun = g_get_monotonic_time ();
}

void
vt_work_retire_factor (VtWork *work, VtFactor *factor)
{
  if (factor == NULL)
    return;
  work->now->counts.factorisations += vt_factor_counts (factor)->factorisations;
  work->now->counts.solves += vt_factor_counts (factor)->solves;
  vt_factor_free (factor);
}

void
vt_work_retire (VtWork *work, VtStiffness *stiffness)
{
  vt_work_retire_factor (work, g_steal_pointer (&stiffness->factor));
  g_clear_pointer (&stiffness->hessian, vt_hessian_unref);
}

static void
update_rdf (VtWork *work)
{
  gint64 begun = g_get_monotonic_time (), now;

  vt_snapshot_take_rdf (work->now, vt_rdf_new (work->now->sample, RDF_RANGE, RDF_WIDTH));
  now = g_get_monotonic_time ();
  work->next_rdf = now + MAX (RDF_EVERY, RDF_SHARE * (now - begun));
}

/* A copy of the positions for the eye, and now and then their g(r). */
static void
update_frame (VtWork *work, const VtProgress *progress)
{
  gint64 begun = g_get_monotonic_time (), now;
  VtSample *frame;

  if (begun < work->next_frame)
    return;
  frame = vt_sample_new (work->now->sample->n, work->now->sample->box);
  memcpy (frame->species, work->now->sample->species, frame->n);
  memcpy (frame->positions, progress->positions, 3 * sizeof (double) * frame->n);
  vt_snapshot_take_sample (work->now, frame);
  now = g_get_monotonic_time ();
  work->next_frame = now + MAX (FRAME_EVERY, FRAME_SHARE * (now - begun));
  if (now >= work->next_rdf)
    update_rdf (work);
}

/* What the dynamics tell on the way. */
static void
on_progress (const VtProgress *progress, gpointer data)
{
  VtWork *work = data;
  VtSnapshot *now = work->now;

  vt_recorder_add (work->recorder, progress);
  if (progress->phase == VT_PHASE_QUENCH && progress->mean_pair_force > 0)
    vt_recorder_set_goal (work->recorder, FORCE_TOLERANCE * progress->mean_pair_force);
  vt_work_advance (work, work->pass_from + (work->pass_to - work->pass_from) * progress->progress);
  now->temperature = progress->temperature;
  now->squared_displacement = progress->squared_displacement;
  now->counts.force_evaluations = progress->evaluations;
  if (g_get_monotonic_time () < work->next_publication)
    return;
  if (work->request->interactive)
    update_frame (work, progress);
  vt_snapshot_take_trace (now, vt_recorder_trace (work->recorder));
  vt_work_publish (work);
}

static void
update_from_system (VtWork *work, const VtSystem *system)
{
  const VtDynamicsCounts *counts = vt_system_counts (system);

  work->now->counts.force_evaluations = counts->force_evaluations;
  work->now->counts.md_steps = counts->md_steps;
  vt_snapshot_take_sample (work->now, vt_system_sample (system));
  vt_snapshot_take_trace (work->now, vt_recorder_trace (work->recorder));
}

static gboolean
melt (VtWork *work, VtSystem *system, GError **error)
{
  const VtRecipe *recipe = &work->request->recipe;
  const VtMelt melt = { recipe->melt, recipe->temperature, recipe->melt_time, recipe->seed };

  vt_work_enter (work, VT_STAGE_MELT, VT_COST_MELT);
  if (!vt_system_melt (system, &melt, work->cancellable, error))
    return FALSE;
  update_from_system (work, system);
  work->now->crystal_order = vt_sample_crystal_order (work->now->sample);
  if (work->request->interactive)
    update_rdf (work);
  vt_work_leave (work, &work->now->timings.melt);
  return TRUE;
}

/* One quench to the minimum. That there is none is not the end: what is there is looked at all the same. */
static gboolean
quench_once (VtWork *work, VtSystem *system, GError **error)
{
  const VtQuench quench = { .force_tolerance = FORCE_TOLERANCE };
  VtQuenchResult result = { 0 };
  GError *failure = NULL;

  if (!vt_system_quench (system, &quench, &result, work->cancellable, &failure))
    {
      update_from_system (work, system);
      if (!g_error_matches (failure, VT_DYNAMICS_ERROR, VT_DYNAMICS_ERROR_NO_MINIMUM))
        {
          g_propagate_error (error, failure);
          return FALSE;
        }
      work->unstable = failure;
      return TRUE;
    }
  update_from_system (work, system);
  vt_recorder_set_goal (work->recorder, FORCE_TOLERANCE * result.mean_pair_force);
  g_clear_pointer (&work->now->note, g_free);
  if (!result.converged && result.reason != NULL)
    vt_snapshot_set_note (work->now, result.reason);
  g_free (result.reason);
  work->mean_pair_force = result.mean_pair_force;
  return TRUE;
}

/* p/K of the minimum @system is in; NAN where it is not stable. */
static gboolean
pressure_over_bulk (VtWork *work, double *ratio, GError **error)
{
  g_autoptr (VtNetwork) network = vt_network_new (work->now->sample, &work->potential, error);
  VtElasticity *elasticity;
  VtStiffness stiffness = { 0 };

  if (network == NULL)
    return FALSE;
  elasticity = vt_work_measure (work, network, &stiffness, error);
  vt_work_retire (work, &stiffness);
  if (elasticity == NULL)
    return FALSE;
  *ratio = elasticity->p_over_k;
  vt_elasticity_unref (elasticity);
  return TRUE;
}

/* rho <- rho (1 - p/K), quench again (PHYSICS section 2). */
static gboolean
trim_once (VtWork *work, VtSystem *system, GError **error)
{
  double ratio;

  if (!pressure_over_bulk (work, &ratio, error))
    return FALSE;
  if (!isfinite (ratio))
    return TRUE; /* unstable: the last look at it will say so */
  vt_system_set_density (system, vt_sample_density (work->now->sample) * (1 - ratio));
  return quench_once (work, system, error);
}

static gboolean
quench (VtWork *work, VtSystem *system, GError **error)
{
  gboolean trim = work->request->recipe.trim;

  vt_work_enter (work, VT_STAGE_QUENCH, VT_COST_QUENCH);
  work->now->temperature = NAN;
  work->pass_to = trim ? 0.6 : 1;
  if (!quench_once (work, system, error))
    return FALSE;
  for (guint pass = 0; trim && pass < N_TRIMS && work->unstable == NULL; pass++)
    {
      work->pass_from = 0.6 + 0.4 * pass / N_TRIMS;
      work->pass_to = 0.6 + 0.4 * (pass + 1) / N_TRIMS;
      if (!trim_once (work, system, error))
        return FALSE;
    }
  if (work->request->finish && work->unstable == NULL)
    {
      if (!vt_work_finish (work, system, work->mean_pair_force, error))
        return FALSE;
      update_from_system (work, system);
    }
  vt_work_leave (work, &work->now->timings.quench);
  return TRUE;
}

static gboolean
make_glass (VtWork *work, GError **error)
{
  const VtRecipe *recipe = &work->request->recipe;
  const guint threads = vt_request_dynamics_threads (work->request);
  g_autoptr (VtTeam) fewer = threads < work->n_threads ? vt_team_new (threads) : NULL;
  g_autoptr (VtSystem) system = NULL;
  VtSample *start = vt_sample_new_fcc (recipe->particles, recipe->density, recipe->seed, &work->potential, error);

  if (start == NULL)
    return FALSE;
  vt_snapshot_take_sample (work->now, start);
  if (work->request->interactive)
    update_rdf (work);
  work->recorder = vt_recorder_new ();
  system = vt_system_new (start, &work->potential, fewer != NULL ? fewer : work->team, error);
  if (system == NULL)
    return FALSE;
  vt_system_set_monitor (system, on_progress, work);
  return melt (work, system, error) && quench (work, system, error);
}

/* The configuration as it is handed on: folded into the box, with digest and g(r). */
static void
settle_sample (VtWork *work)
{
  VtSample *sample = vt_sample_copy (work->now->sample);
  g_autofree char *digest = NULL;

  vt_sample_wrap (sample);
  vt_snapshot_take_sample (work->now, sample);
  digest = vt_sample_digest (sample);
  vt_snapshot_set_digest (work->now, digest);
  update_rdf (work);
}

static gboolean
measure (VtWork *work, VtStiffness *stiffness, GError **error)
{
  VtNetwork *network;
  VtElasticity *elasticity;

  vt_work_enter (work, VT_STAGE_ELASTICITY, VT_COST_ELASTICITY);
  network = vt_network_new (work->now->sample, &work->potential, error);
  if (network == NULL)
    return FALSE;
  vt_snapshot_take_network (work->now, network);
  vt_work_publish (work);
  elasticity = vt_work_measure (work, network, stiffness, error);
  if (elasticity == NULL)
    return FALSE;
  vt_snapshot_take_elasticity (work->now, elasticity);
  vt_work_leave (work, &work->now->timings.elasticity);
  return TRUE;
}

static gboolean
look_at_it (VtWork *work, GError **error)
{
  VtStiffness stiffness = { 0 };
  gboolean done;

  settle_sample (work);
  done = measure (work, &stiffness, error) && vt_work_modes (work, &stiffness, error);
  vt_work_retire (work, &stiffness);
  return done;
}

/* A quench is to end in a minimum; an opened file is taken as it is. */
static gboolean
judge (VtWork *work, GError **error)
{
  const VtElasticity *elasticity = work->now->elasticity;

  if (work->unstable != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&work->unstable));
      return FALSE;
    }
  if (elasticity->stable || work->request->sample != NULL)
    return TRUE;
  g_set_error (error, VT_DYNAMICS_ERROR, VT_DYNAMICS_ERROR_NO_MINIMUM,
               _("The quench did not end in a stable minimum. %s Try another seed or density."),
               elasticity->instability);
  return FALSE;
}

/* Stages at which a run may have been when something went wrong; the last snapshot names it. */
static void
finish (VtWork *work, GError *error)
{
  VtSnapshot *now = work->now;

  now->timings.total = seconds_since (work->begun);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      vt_mailbox_cancel (work->mailbox);
      return;
    }
  now->failed_stage = now->stage;
  now->stage = error != NULL ? VT_STAGE_FAILED : VT_STAGE_DONE;
  now->error = error != NULL ? g_error_copy (error) : NULL;
  now->progress = error != NULL ? now->progress : 1;
  vt_work_publish (work);
}

static gboolean
do_all (VtWork *work, GError **error)
{
  if (!vt_recipe_potential (&work->request->recipe, &work->potential, error))
    return FALSE;
  if (work->request->sample == NULL && !make_glass (work, error))
    return FALSE;
  return look_at_it (work, error) && judge (work, error);
}

void
vt_work_run (const VtRequest *request, VtMailbox *mailbox, GCancellable *cancellable)
{
  VtWork work = { .request = request, .mailbox = mailbox, .cancellable = cancellable };
  g_autoptr (GError) error = NULL;

  work.n_threads = vt_request_threads (request);
  work.team = vt_team_new (work.n_threads);
  work.now = vt_work_first_snapshot (request);
  work.begun = work.part_begun = g_get_monotonic_time ();
  do_all (&work, &error);
  finish (&work, error);
  vt_snapshot_unref (work.now);
  g_clear_pointer (&work.recorder, vt_recorder_free);
  g_clear_pointer (&work.team, vt_team_free);
  g_clear_error (&work.unstable);
}
