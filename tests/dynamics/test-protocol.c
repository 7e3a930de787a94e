/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Melt and quench: energy conservation, melting, minima, cancellation, reproducibility. */
#include "dynamics/protocol.h"
#include "dynamics/system-private.h"
#include "support/making.h"

#include <math.h>

typedef struct
{
  double total[2];       /* first and last total energy per particle seen */
  guint calls;
  double temperature;
  GCancellable *cancel_after_first;
} Seen;

static void
watch (const VtProgress *progress, gpointer data)
{
  Seen *seen = data;
  const double total = progress->energy + 1.5 * progress->temperature;

  g_assert_true (progress->progress >= 0 && progress->progress <= 1);
  g_assert_nonnull (progress->positions);
  if (progress->phase == VT_PHASE_MELT)
    {
      seen->total[seen->calls > 0] = total;
      seen->temperature = progress->temperature;
    }
  seen->calls++;
  if (seen->cancel_after_first != NULL)
    g_cancellable_cancel (seen->cancel_after_first);
}

/* The crystal's own heat, PHYSICS section 3.2: 0.89 at Q = 10, 5.3 at 40, 1.1e2 at 80, 6e4 at 160. The last is hot enough
 * for far pairs to be left out, which must cost no energy either. */
static void
test_nve_heat_and_conservation (void)
{
  const struct { double q, temperature, spread; } cases[] = { { 10, 0.89, 0.1 }, { 40, 5.3, 0.8 },
                                                               { 80, 110, 30 }, { 160, 6e4, 2.5e4 } };
  for (guint k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      VtPotential potential = making_potential ("stiff", cases[k].q);
      g_autoptr (VtSystem) system = making_system (&potential, 500, 4, NULL);
      Seen seen = { { 0 } };
      g_autoptr (GError) error = NULL;
      VtMelt melt = making_melt (&potential, 4);

      vt_system_set_monitor (system, watch, &seen);
      vt_system_melt (system, &melt, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (seen.calls, >, 1);
      g_assert_cmpfloat_with_epsilon (seen.temperature, cases[k].temperature, cases[k].spread);
      g_assert_cmpfloat_with_epsilon ((seen.total[1] - seen.total[0]) / (1.5 * seen.temperature), 0, 2e-3);
      g_autoptr (VtSample) liquid = vt_system_sample (system);
      g_assert_cmpfloat (vt_sample_crystal_order (liquid), <, 10);
    }
}

static void
test_thermostat_holds (void)
{
  const struct { const char *model; double control; } cases[] = { { "mie", 12 }, { "sticky", 1.2 } };
  for (guint k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      VtPotential potential = making_potential (cases[k].model, cases[k].control);
      g_autoptr (VtSystem) system = making_system (&potential, 500, 4, NULL);
      Seen seen = { { 0 } };
      g_autoptr (GError) error = NULL;
      VtMelt melt = making_melt (&potential, 4);

      vt_system_set_monitor (system, watch, &seen);
      vt_system_melt (system, &melt, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpfloat_with_epsilon (seen.temperature / melt.temperature, 1, 0.1);
    }
}

static void
test_quench_reaches_the_goal (void)
{
  const struct { const char *model; double control; } cases[] = {
    { "stiff", 10 }, { "stiff", 80 }, { "stiff", 57.3 }, { "stiff6", 20 }, { "mie", 12 }, { "sticky", 1.1 }, { "sticky", 1.5 }
  };
  for (guint k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      VtPotential potential = making_potential (cases[k].model, cases[k].control);
      g_autoptr (VtSystem) system = making_system (&potential, 300, 9, NULL);
      g_autoptr (GError) error = NULL;
      VtMelt melt = making_melt (&potential, 9);

      vt_system_melt (system, &melt, NULL, &error);
      g_assert_no_error (error);
      const double before = vt_system_forces (system, NULL) / 300;
      g_autoptr (VtSample) liquid = vt_system_sample (system);
      VtQuenchResult result = making_quench (system);
      g_assert_true (result.converged);
      g_assert_null (result.reason);
      g_assert_cmpfloat (result.largest_force, <=, 1e-10 * result.mean_pair_force);
      g_assert_cmpfloat (result.energy, <, before);

      g_assert_cmpfloat_with_epsilon (vt_system_forces (system, NULL) / 300, result.energy, 1e-12);
    }
}

/* The liquid of very steep spheres: its forces fall by more orders of magnitude between two looks at the mean pair force
 * than the goal lies below it. The goal holds against the mean pair force of the glass itself. */
static void
test_quench_from_great_heat (void)
{
  VtPotential potential = making_potential ("stiff", 320);
  g_autoptr (VtSystem) system = making_system (&potential, 300, 1, NULL);
  g_autoptr (GError) error = NULL;
  VtMelt melt = making_melt (&potential, 1);
  VtForceSums sums;

  vt_system_melt (system, &melt, NULL, &error);
  g_assert_no_error (error);
  const guint64 melted = vt_system_counts (system)->force_evaluations;
  VtQuenchResult result = making_quench (system);
  g_assert_true (result.converged);
  /* Some 2,300 (1,600 to 3,400), and 6,000 where one particle that runs away holds up all the others. */
  g_test_message ("%" G_GUINT64_FORMAT " evaluations", vt_system_counts (system)->force_evaluations - melted);
  g_assert_cmpuint (vt_system_counts (system)->force_evaluations - melted, <, 4500);
  vt_forces_evaluate (system->forces, VT_FORCES_MEASURED, &sums);
  g_assert_cmpfloat (sums.largest_force, <=, 1e-10 * sums.mean_pair_force);
}

static char *
glass_digest (const char *model, double control, guint threads)
{
  VtPotential potential = making_potential (model, control);
  g_autoptr (VtTeam) team = vt_team_new (threads);
  g_autoptr (VtSystem) system = making_system (&potential, 500, 6, team);
  VtMelt melt = making_melt (&potential, 6);
  g_autoptr (GError) error = NULL;

  vt_system_melt (system, &melt, NULL, &error);
  g_assert_no_error (error);
  VtQuenchResult result = making_quench (system);
  g_free (result.reason);
  g_autoptr (VtSample) glass = vt_system_sample (system);
  /* Not rounded: the very bits. */
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) glass->positions,
                                      3 * glass->n * sizeof (double));
}

static void
test_same_bits_on_any_machine (void)
{
  const struct { const char *model; double control; } cases[] = { { "stiff", 20 }, { "stiff", 33.3 }, { "mie", 8 },
                                                                  { "sticky", 1.3 } };
  const char *kernels[] = { "plain", "avx2", "avx512" };
  for (guint k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autofree char *first = glass_digest (cases[k].model, cases[k].control, 1);
      g_autofree char *threaded = glass_digest (cases[k].model, cases[k].control, 2);
      g_assert_cmpstr (first, ==, threaded);
      for (guint v = 0; v < G_N_ELEMENTS (kernels); v++)
        {
          g_setenv ("VITRINE_KERNEL", kernels[v], TRUE);
          g_autofree char *other = glass_digest (cases[k].model, cases[k].control, 1);
          g_unsetenv ("VITRINE_KERNEL");
          g_assert_cmpstr (first, ==, other);
        }
    }
}

static void
test_cancel (void)
{
  VtPotential potential = making_potential ("stiff", 80);
  g_autoptr (VtSystem) system = making_system (&potential, 500, 4, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Seen seen = { .cancel_after_first = cancellable };
  g_autoptr (GError) error = NULL;
  VtMelt melt = making_melt (&potential, 4);

  vt_system_set_monitor (system, watch, &seen);
  g_assert_false (vt_system_melt (system, &melt, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (seen.calls, ==, 1);
  g_clear_error (&error);

  const VtQuench quench = { .force_tolerance = 1e-10 };
  VtQuenchResult result;
  g_assert_false (vt_system_quench (system, &quench, &result, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_short_melt_is_taken_as_it_is (void)
{
  VtPotential potential = making_potential ("stiff", 10);
  g_autoptr (VtSystem) system = making_system (&potential, 256, 4, NULL);
  g_autoptr (GError) error = NULL;
  VtMelt melt = making_melt (&potential, 4);

  melt.time = 0.05;
  g_assert_true (vt_system_melt (system, &melt, NULL, &error));
  g_autoptr (VtSample) warm = vt_system_sample (system);
  g_assert_cmpfloat (vt_sample_crystal_order (warm), >, 50);
}

/* A step is as long as asked for where that is shorter than what holds the energy. */
static void
test_longest_step (void)
{
  VtPotential potential = making_potential ("stiff", 10);
  const struct { double longest; guint64 steps; } cases[] = { { 0, 7 }, { 0.005, 10 }, { 0.001, 50 }, { 1, 7 } };

  for (guint k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autoptr (VtSystem) system = making_system (&potential, 256, 4, NULL);
      g_autoptr (GError) error = NULL;
      VtMelt melt = making_melt (&potential, 4);

      melt.time = 0.0495;
      melt.longest_step = cases[k].longest;
      g_assert_true (vt_system_melt (system, &melt, NULL, &error));
      g_assert_cmpuint (vt_system_counts (system)->md_steps, ==, cases[k].steps);
    }
}

static void
test_overlap_is_an_error (void)
{
  VtPotential potential = making_potential ("stiff", 80);
  g_autoptr (GError) error = NULL;
  g_autoptr (VtSample) sample = vt_sample_new_fcc (256, 0.694, 1, &potential, &error);
  sample->positions[0] = sample->positions[3] + 0.05;
  sample->positions[1] = sample->positions[4];
  sample->positions[2] = sample->positions[5];
  g_autoptr (VtSystem) system = vt_system_new (sample, &potential, NULL, &error);
  g_assert_no_error (error);
  VtMelt melt = making_melt (&potential, 1);
  g_assert_false (vt_system_melt (system, &melt, NULL, &error));
  g_assert_error (error, VT_DYNAMICS_ERROR, VT_DYNAMICS_ERROR_OVERLAP);
}

/* Sticky spheres in a thin gas gather in clusters that nothing presses on: the quench ends, and says why it is not
 * converged. */
static void
test_quench_without_pressure (void)
{
  VtPotential potential = making_potential ("sticky", 1.2);
  g_autoptr (GError) error = NULL;
  g_autoptr (VtSample) crystal = vt_sample_new_fcc (100, 0.15, 1, &potential, &error);
  g_assert_no_error (error);
  g_autoptr (VtSystem) system = vt_system_new (crystal, &potential, NULL, &error);
  VtMelt melt = making_melt (&potential, 1);
  g_assert_true (vt_system_melt (system, &melt, NULL, &error));
  VtQuenchResult result = making_quench (system);
  g_assert_false (result.converged);
  g_assert_nonnull (result.reason);
  g_assert_cmpfloat (result.largest_force, <, 1e-10);
  g_assert_cmpuint (vt_system_counts (system)->force_evaluations, <, 100000);
  g_free (result.reason);
}

static void
test_density_scales (void)
{
  VtPotential potential = making_potential ("stiff", 10);
  g_autoptr (VtSystem) system = making_system (&potential, 256, 1, NULL);
  vt_system_set_density (system, 0.75);
  g_autoptr (VtSample) sample = vt_system_sample (system);
  g_assert_cmpfloat_with_epsilon (vt_sample_density (sample), 0.75, 1e-12);
  g_assert_cmpfloat_with_epsilon (vt_sample_crystal_order (sample), 256, 1e-6);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/melt/heat", test_nve_heat_and_conservation);
  g_test_add_func ("/melt/thermostat", test_thermostat_holds);
  g_test_add_func ("/melt/short", test_short_melt_is_taken_as_it_is);
  g_test_add_func ("/melt/longest-step", test_longest_step);
  g_test_add_func ("/melt/overlap", test_overlap_is_an_error);
  g_test_add_func ("/quench/goal", test_quench_reaches_the_goal);
  g_test_add_func ("/quench/great-heat", test_quench_from_great_heat);
  g_test_add_func ("/quench/without-pressure", test_quench_without_pressure);
  g_test_add_func ("/protocol/same-bits", test_same_bits_on_any_machine);
  g_test_add_func ("/protocol/cancel", test_cancel);
  g_test_add_func ("/protocol/density", test_density_scales);
  return g_test_run ();
}
