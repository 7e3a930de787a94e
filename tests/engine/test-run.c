/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole runs: what is published, what cancelling leaves, what fails and how. */
#include "dynamics/protocol.h"
#include "engine/forecast.h"
#include "engine/joined-vdos.h"
#include "engine/run.h"
#include "model/published.h"
#include "sample/random.h"

#include <math.h>

#define LONG (120 * (gint64) G_USEC_PER_SEC)

static VtRequest
request_for (const char *recipe)
{
  VtRequest request = { .n_threads = 1 };

  g_assert_true (vt_recipe_from_string (&request.recipe, recipe, NULL));
  return request;
}

static VtRun *
start (const VtRequest *request)
{
  g_autoptr (GError) error = NULL;
  VtRun *run = vt_run_new (request, &error);

  g_assert_no_error (error);
  return run;
}

/* Follows @run until it is over; counts snapshots in which something of interest stands. */
typedef struct
{
  guint frames, rdfs, mode_sets, densities, snapshots;
  double at_first_modes; /* progress */
} Seen;

static VtSnapshot *
follow (VtRun *run, Seen *seen)
{
  VtSnapshot *last = NULL;

  while (last == NULL || last->stage < VT_STAGE_DONE)
    {
      VtSnapshot *snapshot = vt_run_wait (run, LONG);

      g_assert_nonnull (snapshot);
      g_assert_cmpint (snapshot->progress * 1000, >=, 0);
      g_assert_cmpint (snapshot->progress * 1000, <=, 1000);
      if (last != NULL)
        {
          g_assert_cmpuint (snapshot->version, >, last->version);
          g_assert_cmpint (snapshot->stage, >=, last->stage);
          if (snapshot->stage == last->stage)
            g_assert_cmpfloat (snapshot->progress, >=, last->progress);
          seen->frames += snapshot->stage == VT_STAGE_MELT && snapshot->sample != last->sample;
          seen->rdfs += snapshot->stage == VT_STAGE_MELT && snapshot->rdf != last->rdf;
          if (snapshot->stage == VT_STAGE_MODES && snapshot->modes != NULL && last->modes == NULL)
            seen->at_first_modes = snapshot->progress;
          seen->mode_sets += snapshot->modes != last->modes;
          seen->densities += snapshot->density != last->density;
        }
      seen->snapshots++;
      g_clear_pointer (&last, vt_snapshot_unref);
      last = snapshot;
    }
  g_assert_true (vt_run_finished (run));
  g_assert_null (vt_run_take (run));
  return last;
}

static VtSnapshot *
finish (const VtRequest *request)
{
  g_autoptr (VtRun) run = start (request);
  Seen seen = { 0 };

  return follow (run, &seen);
}

static void
assert_glass (const VtSnapshot *last, const VtRequest *request)
{
  const VtElasticity *elasticity = last->elasticity;
  double k = elasticity->bulk_modulus, g = elasticity->shear_modulus;

  g_assert_cmpint (last->stage, ==, VT_STAGE_DONE);
  g_assert_no_error (last->error);
  g_assert_true (vt_snapshot_is_glass (last));
  g_assert_true (elasticity->stable);
  g_assert_cmpfloat_with_epsilon (elasticity->poisson_ratio, (3 * k - 2 * g) / (6 * k + 2 * g), 1e-12);
  g_assert_cmpfloat (elasticity->largest_force, <=, 1e-9 * elasticity->mean_pair_force);
  g_assert_cmpfloat (last->crystal_order, <, 20);
  g_assert_cmpuint (last->modes->n, ==, request->n_modes);
  for (guint l = 1; l < last->modes->n; l++)
    g_assert_cmpfloat (last->modes->frequencies[l], >=, last->modes->frequencies[l - 1]);
  for (guint i = 0; i < 3 * last->sample->n; i++)
    {
      g_assert_cmpfloat (last->sample->positions[i], >=, 0);
      g_assert_cmpfloat (last->sample->positions[i], <, last->sample->box[i % 3]);
    }
}

static void
assert_trace (const VtTrace *trace)
{
  gboolean quenching = FALSE;

  g_assert_cmpuint (trace->n, >, 2);
  g_assert_true (isfinite (trace->melt_end));
  g_assert_true (trace->goal > 0);
  for (guint k = 0; k < trace->n; k++)
    {
      quenching = quenching || trace->phase[k] == VT_PHASE_QUENCH;
      g_assert_true (quenching == (trace->phase[k] == VT_PHASE_QUENCH));
      g_assert_cmpfloat (trace->evaluations[k], >=, k > 0 ? trace->evaluations[k - 1] : 0);
    }
  g_assert_cmpfloat (trace->largest_force[trace->n - 1], <=, 10 * trace->goal);
}

static void
test_interactive (void)
{
  VtRequest request = request_for ("stiff q=20 N=200 seed=3");
  Seen seen = { 0 };

  request.interactive = TRUE;
  request.n_modes = 20;
  {
    g_autoptr (VtRun) run = start (&request);
    g_autoptr (VtSnapshot) last = follow (run, &seen);

    assert_glass (last, &request);
    assert_trace (last->trace);
    g_assert_cmpuint (last->spectrum->n, ==, 597);
    for (guint l = 0; l < 20; l++)
      g_assert_cmpfloat_with_epsilon (last->spectrum->frequencies[l] / last->modes->frequencies[l], 1, 1e-7);
    g_assert_cmpuint (last->counts.md_steps, >, 0);
    g_assert_cmpuint (last->counts.force_evaluations, >, last->counts.md_steps);
    g_assert_cmpuint (last->counts.factorisations, >, 0);
    g_assert_true (last->timings.melt > 0 && last->timings.quench > 0 && last->timings.total > last->timings.quench);
  }
  g_assert_cmpuint (seen.frames, >, 0);
  g_assert_cmpuint (seen.rdfs, >, 0);
  g_assert_cmpuint (seen.mode_sets, >, 0);
}

/* Too large for the whole spectrum: an estimate of its density before the modes are there, a sharper one after, which
 * joins on to them; for the window alone. */
static void
test_density (void)
{
  VtRequest request = request_for ("stiff q=10 N=520 seed=4");
  Seen seen = { 0 };

  request.interactive = TRUE;
  request.n_modes = 30;
  request.n_threads = 2;
  {
    g_autoptr (VtRun) run = start (&request);
    g_autoptr (VtSnapshot) last = follow (run, &seen);
    g_autoptr (VtJoinedVdos) joined = vt_joined_vdos_new (last->density, last->modes, 520, 12);
    double integral = joined->n_exact / 520.0;

    assert_glass (last, &request);
    g_assert_null (last->spectrum);
    g_assert_null (last->note);
    g_assert_cmpuint (last->density->n_vectors, ==, 128);
    g_assert_cmpfloat (last->density->resolution[0] * VT_SPECTRAL_SHARP, <=, last->modes->frequencies[29]);
    for (guint k = 0; k < joined->n; k++)
      integral += joined->density[k] * (joined->edge[k + 1] - joined->edge[k]);
    g_assert_cmpfloat_with_epsilon (integral, 3 - 3.0 / 520, 1e-12);

    /* The same, opened quietly: the modes, and nothing that was not asked for. */
    request.sample = last->sample;
    request.interactive = FALSE;
    g_autoptr (VtSnapshot) quiet = finish (&request);
    g_assert_null (quiet->density);
    g_assert_null (quiet->spectrum);
  }
  g_assert_cmpuint (seen.densities, >, 0);
  /* The modes are not all of it: the better estimate comes after them. */
  g_assert_cmpfloat (seen.at_first_modes, >, 0);
  g_assert_cmpfloat (seen.at_first_modes, <, 1);
}

/* Displaced particles in the window: the lowest mode says from where on there is a density. */
static void
test_density_unstable (void)
{
  VtRequest request = request_for ("stiff q=10 N=520 seed=4"), again;
  g_autoptr (VtSnapshot) made = finish (&request), opened = NULL;
  g_autoptr (VtSample) shaken = vt_sample_copy (made->sample);
  g_autoptr (GRand) random = vt_random_new (1, VT_STREAM_VELOCITIES);

  for (guint i = 0; i < 3 * shaken->n; i++)
    shaken->positions[i] += 0.15 * (vt_random_uniform (random) - 0.5);
  again = request;
  again.sample = shaken;
  again.n_modes = 5;
  again.interactive = TRUE;
  opened = finish (&again);
  g_assert_false (opened->elasticity->stable);
  g_assert_nonnull (opened->density);
  g_assert_cmpfloat (opened->density->below * 520, >, 1);
}

/* The same glass, however it is watched and on however many threads. */
static void
test_same_glass (void)
{
  VtRequest quiet = request_for ("sticky rc=1.2 N=150 seed=5"), watched = quiet, window = quiet;
  g_autoptr (VtSnapshot) a = NULL, b = NULL, c = NULL;

  watched.interactive = TRUE;
  watched.n_threads = 2;
  window.interactive = TRUE;
  window.n_threads = 0;
  a = finish (&quiet);
  b = finish (&watched);
  c = finish (&window);
  g_assert_cmpstr (a->digest, ==, b->digest);
  g_assert_cmpstr (a->digest, ==, c->digest);
  g_assert_null (a->modes);
  g_assert_null (a->spectrum);
  g_assert_nonnull (b->spectrum);
  g_assert_cmpfloat_with_epsilon (a->elasticity->shear_modulus / b->elasticity->shear_modulus, 1, 1e-9);
}

/* Melt and quench leave a processor to the window, unless they were told on how many to work. */
static void
test_threads (void)
{
  const guint processors = g_get_num_processors ();
  VtRequest request = request_for ("stiff q=10 N=200");

  request.n_threads = 0;
  g_assert_cmpuint (vt_request_dynamics_threads (&request), ==, processors);
  request.interactive = TRUE;
  g_assert_cmpuint (vt_request_threads (&request), ==, processors);
  g_assert_cmpuint (vt_request_dynamics_threads (&request), ==, processors > 1 ? processors - 1 : 1);
  request.n_threads = 3;
  g_assert_cmpuint (vt_request_dynamics_threads (&request), ==, 3);
}

static void
test_trim (void)
{
  VtRequest request = request_for ("sticky rc=1.2 N=200 seed=2");
  g_autoptr (VtSnapshot) plain = finish (&request), trimmed = NULL;

  request.recipe.trim = TRUE;
  trimmed = finish (&request);
  assert_trace (trimmed->trace);
  g_assert_cmpint (trimmed->stage, ==, VT_STAGE_DONE);
  g_assert_cmpfloat (plain->elasticity->p_over_k, >, 0.02);
  g_assert_cmpfloat (fabs (trimmed->elasticity->p_over_k), <, 0.2 * plain->elasticity->p_over_k);
  g_assert_cmpfloat (trimmed->elasticity->density, <, plain->elasticity->density);
  g_assert_cmpfloat (trimmed->recipe.density, ==, plain->recipe.density);
}

/* An opened file: no melt, no quench, the same numbers. */
static void
test_opened (void)
{
  VtRequest request = request_for ("sticky rc=1.2 N=150 seed=5"), again;
  g_autoptr (VtSnapshot) made = finish (&request), opened = NULL;

  again = request;
  again.sample = made->sample;
  again.n_modes = 3;
  opened = finish (&again);
  g_assert_cmpint (opened->stage, ==, VT_STAGE_DONE);
  g_assert_false (opened->has_recipe_origin);
  g_assert_null (opened->trace);
  g_assert_true (isnan (opened->timings.melt));
  g_assert_cmpstr (opened->digest, ==, made->digest);
  g_assert_cmpfloat_with_epsilon (opened->elasticity->bulk_modulus / made->elasticity->bulk_modulus, 1, 1e-9);
  g_assert_cmpuint (opened->modes->n, ==, 3);
}

/* Displaced particles: no minimum, and said so, but looked at. */
static void
test_unstable (void)
{
  VtRequest request = request_for ("sticky rc=1.2 N=150 seed=5"), again;
  g_autoptr (VtSnapshot) made = finish (&request), opened = NULL;
  g_autoptr (VtSample) shaken = vt_sample_copy (made->sample);
  g_autoptr (GRand) random = vt_random_new (1, VT_STREAM_VELOCITIES);

  for (guint i = 0; i < 3 * shaken->n; i++)
    shaken->positions[i] += 0.15 * (vt_random_uniform (random) - 0.5);
  again = request;
  again.sample = shaken;
  again.n_modes = 5;
  opened = finish (&again);
  g_assert_cmpint (opened->stage, ==, VT_STAGE_DONE);
  g_assert_false (opened->elasticity->stable);
  g_assert_nonnull (opened->elasticity->instability);
  g_assert_true (isnan (opened->elasticity->shear_modulus));
  g_assert_true (isnan (opened->elasticity->poisson_ratio));
  g_assert_true (isfinite (opened->elasticity->pressure));
  g_assert_cmpfloat (opened->modes->frequencies[0], <, 0);
}

/* Particles out of each other's reach. */
static void
test_rattlers (void)
{
  const double box[3] = { 30, 30, 30 };
  VtSample *gas = vt_sample_new (27, box);
  VtRequest request = request_for ("sticky rc=1.2");
  g_autoptr (VtSnapshot) last = NULL;

  for (guint i = 0; i < 27; i++)
    for (guint c = 0; c < 3; c++)
      gas->positions[3 * i + c] = 10 * (i / (guint) pow (3, c) % 3);
  request.sample = gas;
  request.n_modes = 4;
  last = finish (&request);
  g_assert_cmpint (last->stage, ==, VT_STAGE_DONE);
  g_assert_false (last->elasticity->stable);
  g_assert_cmpuint (last->network->n_rattlers, ==, 27);
  vt_sample_unref (gas);
}

/* So hot that particles run through each other. */
static void
test_failure_is_named (void)
{
  VtRequest request = request_for ("sticky rc=1.2 N=150 seed=1 T=1e12");
  g_autoptr (VtSnapshot) last = finish (&request);

  g_assert_cmpint (last->stage, ==, VT_STAGE_FAILED);
  g_assert_cmpint (last->failed_stage, ==, VT_STAGE_MELT);
  g_assert_error (last->error, VT_DYNAMICS_ERROR, VT_DYNAMICS_ERROR_OVERLAP);
  g_assert_false (vt_snapshot_is_glass (last));
}

/* Too thin to fill its box: there is a configuration, but not a minimum worth the name. */
static void
test_unstable_quench (void)
{
  VtRequest request = request_for ("sticky rc=1.2 N=100 rho=0.2 seed=2");
  g_autoptr (VtSnapshot) last = finish (&request);

  g_assert_cmpint (last->stage, ==, VT_STAGE_FAILED);
  g_assert_error (last->error, VT_DYNAMICS_ERROR, VT_DYNAMICS_ERROR_NO_MINIMUM);
  g_assert_true (vt_snapshot_is_glass (last));
  g_assert_nonnull (last->digest);
  g_assert_false (last->elasticity->stable);
  g_assert_true (isnan (last->elasticity->bulk_modulus));
  g_assert_true (isfinite (last->elasticity->pressure));
}

static void
test_refused_at_once (void)
{
  VtRequest request = request_for ("stiff q=80 N=200");
  g_autoptr (GError) few = NULL, many = NULL, large = NULL;

  request.recipe.particles = 20;
  g_assert_null (vt_run_new (&request, &few));
  g_assert_error (few, VT_RECIPE_ERROR, VT_RECIPE_ERROR_RANGE);
  request.recipe.particles = 200;
  request.n_modes = 598;
  g_assert_null (vt_run_new (&request, &many));
  g_assert_error (many, VT_RECIPE_ERROR, VT_RECIPE_ERROR_RANGE);

  /* 72 TB */
  request.n_modes = 0;
  request.spectrum = TRUE;
  request.recipe.particles = 1000000;
  g_assert_null (vt_run_new (&request, &large));
  g_assert_error (large, VT_VIBRATIONS_ERROR, VT_VIBRATIONS_ERROR_MEMORY);
}

/* A run big enough that each stage is seen while it lasts. */
static VtRequest
long_request (void)
{
  VtRequest request = request_for ("sticky rc=1.2 N=1000 seed=1");

  request.interactive = TRUE;
  request.n_modes = 60;
  request.spectrum = TRUE;
  return request;
}

static void
wait_for (VtRun *run, VtStage stage)
{
  for (;;)
    {
      g_autoptr (VtSnapshot) snapshot = vt_run_wait (run, LONG);

      g_assert_nonnull (snapshot);
      if (snapshot->stage >= stage)
        return;
    }
}

/* Cancelled means over, at once, with what was finished; nothing comes after it. */
static void
test_cancel (gconstpointer data)
{
  VtStage stage = GPOINTER_TO_INT (data);
  VtRequest request = long_request ();
  g_autoptr (VtRun) run = start (&request);
  g_autoptr (VtSnapshot) last = NULL;

  wait_for (run, stage);
  vt_run_cancel (run);
  g_assert_true (vt_run_finished (run));
  last = vt_run_take (run);
  g_assert_cmpint (last->stage, ==, VT_STAGE_CANCELLED);
  g_assert_cmpint (last->failed_stage, >=, stage);
  g_assert_true (last->recipe.model == request.recipe.model);
  g_assert_nonnull (last->sample);
  g_assert_true (vt_snapshot_is_glass (last) == (last->failed_stage > VT_STAGE_QUENCH && last->network != NULL));
  vt_run_cancel (run);
  g_assert_null (vt_run_wait (run, G_USEC_PER_SEC / 2));
}

/* Many runs, each cancelled after another while: the next may start at once, whatever still ends unseen. */
static void
test_cancel_many (void)
{
  VtRequest request = long_request ();
  g_autoptr (VtSnapshot) last = NULL;

  for (guint k = 0; k < 12; k++)
    {
      g_autoptr (VtRun) run = start (&request);

      wait_for (run, VT_STAGE_STARTING + k % 5);
      vt_run_cancel (run);
    }
  request = request_for ("sticky rc=1.2 N=150 seed=5");
  last = finish (&request);
  g_assert_cmpint (last->stage, ==, VT_STAGE_DONE);
}

static void
test_let_go (void)
{
  VtRequest request = long_request ();

  for (guint k = 0; k < 5; k++)
    {
      VtRun *run = start (&request);

      g_usleep (k * 2000);
      vt_run_unref (run);
    }
}

static void
test_forecast (void)
{
  VtRequest small = request_for ("stiff q=80 N=200"), large = request_for ("stiff q=80 N=5000");
  VtRequest opened = small;
  const double box[3] = { 10, 10, 10 };
  g_autoptr (VtSample) sample = vt_sample_new (200, box);
  double before = vt_run_estimate (&large);

  opened.sample = sample;
  g_assert_cmpfloat (vt_run_estimate (&small), >, 0);
  g_assert_cmpfloat (before, >, 5 * vt_run_estimate (&small));
  g_assert_cmpfloat (vt_forecast (&opened, VT_COST_MELT), ==, 0);
  g_assert_cmpfloat (vt_forecast (&small, VT_COST_SPECTRUM), ==, 0);
  for (guint k = 0; k < 20; k++)
    vt_forecast_learn (&large, VT_COST_MELT, 1000);
  g_assert_true (vt_forecast_is_learned ());
  g_assert_cmpfloat_with_epsilon (vt_forecast (&large, VT_COST_MELT), 1000, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run/interactive", test_interactive);
  g_test_add_func ("/run/density", test_density);
  g_test_add_func ("/run/density/unstable", test_density_unstable);
  g_test_add_func ("/run/same-glass", test_same_glass);
  g_test_add_func ("/run/threads", test_threads);
  g_test_add_func ("/run/trim", test_trim);
  g_test_add_func ("/run/opened", test_opened);
  g_test_add_func ("/run/unstable", test_unstable);
  g_test_add_func ("/run/rattlers", test_rattlers);
  g_test_add_func ("/run/failure-is-named", test_failure_is_named);
  g_test_add_func ("/run/unstable-quench", test_unstable_quench);
  g_test_add_func ("/run/refused-at-once", test_refused_at_once);
  g_test_add_data_func ("/run/cancel/melt", GINT_TO_POINTER (VT_STAGE_MELT), test_cancel);
  g_test_add_data_func ("/run/cancel/quench", GINT_TO_POINTER (VT_STAGE_QUENCH), test_cancel);
  g_test_add_data_func ("/run/cancel/elasticity", GINT_TO_POINTER (VT_STAGE_ELASTICITY), test_cancel);
  g_test_add_data_func ("/run/cancel/modes", GINT_TO_POINTER (VT_STAGE_MODES), test_cancel);
  g_test_add_func ("/run/cancel/many", test_cancel_many);
  g_test_add_func ("/run/let-go", test_let_go);
  g_test_add_func ("/run/forecast", test_forecast);
  return g_test_run ();
}
