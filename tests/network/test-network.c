/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>
#include "network/network.h"
#include "sample/random.h"
#include "support/minimum.h"

/* @n particles thrown into @box, none closer to another than 0.7 of its size. */
static VtSample *
random_sample (guint n, const double box[3], guint64 seed)
{
  VtSample *sample = vt_sample_new (n, box);
  GRand *random = vt_random_new (seed, VT_STREAM_VELOCITIES);

  for (guint i = 0; i < n; i++)
    {
      gboolean overlaps = TRUE;

      sample->species[i] = vt_random_below (random, 2);
      while (overlaps)
        {
          overlaps = FALSE;
          for (guint a = 0; a < 3; a++)
            sample->positions[3 * i + a] = box[a] * vt_random_uniform (random);
          for (guint j = 0; j < i && !overlaps; j++)
            {
              double d[3];

              for (guint a = 0; a < 3; a++)
                d[a] = sample->positions[3 * j + a] - sample->positions[3 * i + a];
              vt_minimum_image (box, d);
              overlaps = d[0] * d[0] + d[1] * d[1] + d[2] * d[2] < 0.49;
            }
        }
    }
  g_rand_free (random);
  return sample;
}

/* Every pair within the cutoff, by looking at all pairs in order, must be the next bond. */
static void
assert_bonds_are_all_pairs (const VtSample *sample, const VtPotential *potential, const VtNetwork *network)
{
  gsize b = 0;

  for (guint i = 0; i < sample->n; i++)
    for (guint j = i + 1; j < sample->n; j++)
      {
        double d[3], r, lambda = vt_lambda (sample->species[i], sample->species[j]);

        for (guint a = 0; a < 3; a++)
          d[a] = sample->positions[3 * j + a] - sample->positions[3 * i + a];
        vt_minimum_image (sample->box, d);
        r = sqrt (d[0] * d[0] + d[1] * d[1] + d[2] * d[2]);
        if (r >= potential->cutoff * lambda)
          continue;
        g_assert_cmpuint (b, <, network->n_bonds);
        g_assert_cmpuint (network->bonds[b].i, ==, i);
        g_assert_cmpuint (network->bonds[b].j, ==, j);
        g_assert_cmpfloat (network->bonds[b].r, ==, r);
        for (guint a = 0; a < 3; a++)
          g_assert_cmpfloat_with_epsilon (network->bonds[b].n[a], d[a] / r, 1e-15);
        b++;
      }
  g_assert_cmpuint (b, ==, network->n_bonds);
}

static void
test_bonds (void)
{
  VtPotential potential = test_potential (&test_soft_model, 1.5, 0.0);
  double edge = 2.0 * 1.4 * 1.5 * (1.0 + 1e-12);
  const double boxes[][3] = { { edge, edge, edge }, { edge, 1.6 * edge, 2.3 * edge }, { 3.1 * edge, 2 * edge, edge },
                              { 1.45 * edge, 1.55 * edge, 1.5 * edge } };

  for (guint k = 0; k < G_N_ELEMENTS (boxes); k++)
    {
      const double *box = boxes[k];
      guint n = (guint) (0.6 * box[0] * box[1] * box[2]);
      g_autoptr (VtSample) sample = random_sample (n, box, k + 1);
      /* Unwrapped positions, far away and on the edge of a cell. */
      for (guint i = 0; i < n; i += 3)
        sample->positions[3 * i + k % 3] += (i % 2 ? 7.0 : -5.0) * box[k % 3];
      sample->positions[0] = box[0];
      sample->positions[4] = -1e-18;
      g_autoptr (VtNetwork) network = vt_network_new (sample, &potential, NULL);

      g_assert_nonnull (network);
      g_assert_cmpuint (network->n_bonds, >, 2 * n);
      assert_bonds_are_all_pairs (sample, &potential, network);
      g_assert_cmpfloat_with_epsilon (vt_network_coordination (network), 2.0 * network->n_bonds / n, 1e-12);
    }
}

/* Forces against finite differences of the energy; pressure against the energy of a larger and a smaller box. */
static void
test_forces_and_pressure (void)
{
  VtPotential potential = test_potential (&test_soft_model, 1.5, 0.0);
  const double box[3] = { 4.5, 5.5, 6.5 };
  double h = 1e-5, energy[2];
  g_autoptr (VtSample) sample = random_sample (100, box, 1);
  g_autoptr (VtNetwork) network = vt_network_new (sample, &potential, NULL);

  for (guint k = 0; k < 30; k++)
    {
      for (guint s = 0; s < 2; s++)
        {
          g_autoptr (VtSample) moved = vt_sample_copy (sample);

          moved->positions[7 * k] += s ? h : -h;
          g_autoptr (VtNetwork) there = vt_network_new (moved, &potential, NULL);
          energy[s] = there->energy;
        }
      g_assert_cmpfloat_with_epsilon (network->forces[7 * k], (energy[0] - energy[1]) / (2.0 * h), 1e-7);
    }

  for (guint s = 0; s < 2; s++)
    {
      g_autoptr (VtSample) scaled = vt_sample_copy (sample);
      double factor = s ? 1.0 + h : 1.0 - h;

      for (guint k = 0; k < 300; k++)
        scaled->positions[k] *= factor;
      for (guint a = 0; a < 3; a++)
        scaled->box[a] *= factor;
      g_autoptr (VtNetwork) there = vt_network_new (scaled, &potential, NULL);
      energy[s] = there->energy;
    }
  VtPressure pressure = vt_network_pressure (network);
  g_assert_cmpfloat_with_epsilon (pressure.pressure, (energy[0] - energy[1]) / (6.0 * h * network->volume), 1e-7);
  /* Nothing attracts in soft spheres. */
  g_assert_cmpfloat (pressure.p_minus, ==, 0.0);
  g_assert_cmpfloat (pressure.p0, ==, pressure.p_plus);
  g_assert_cmpfloat (vt_network_stickiness (network), ==, 0.0);
}

/* A row of three and one far away, all by hand: 1-2 repel, 2-3 attract. */
static void
test_measures_by_hand (void)
{
  VtPotential potential = test_potential (vt_model_find ("mie"), 6.0, 2.0);
  const double box[3] = { 30.0, 20.0, 10.0 };
  g_autoptr (VtSample) sample = vt_sample_new (4, box);
  double phi12[5], phi23[5];

  memcpy (sample->positions, (double[]) { 1, 1, 1, 1.9, 1, 1, 1.9, 2.3, 1, 15, 10, 5 }, 12 * sizeof (double));
  sample->species[2] = VT_SPECIES_LARGE;
  g_assert_true (vt_potential_evaluate (&potential, 0.9, phi12, NULL));
  g_assert_true (vt_potential_evaluate (&potential, 1.3 / 1.18, phi23, NULL));
  double repulsion = -phi12[1], attraction = phi23[1] / 1.18;
  g_assert_cmpfloat (repulsion, >, 0.0);
  g_assert_cmpfloat (attraction, >, 0.0);

  /* 1-3, at sqrt (0.81 + 1.69) = 1.58, attracts too. */
  double phi13[5];
  g_assert_true (vt_potential_evaluate (&potential, sqrt (2.5) / 1.18, phi13, NULL));
  double far = phi13[1] / 1.18, volume = 6000.0;

  g_autoptr (VtNetwork) network = vt_network_new (sample, &potential, NULL);
  VtPressure pressure = vt_network_pressure (network);
  g_assert_cmpuint (network->n_bonds, ==, 3);
  g_assert_cmpuint (network->n_rattlers, ==, 1);
  g_assert_cmpfloat_with_epsilon (vt_network_stickiness (network),
                                  (far + 2.0 * attraction) / (2.0 * repulsion), 1e-12);
  g_assert_cmpfloat_with_epsilon (pressure.p_plus, repulsion * 0.9 / (3 * volume), 1e-15);
  g_assert_cmpfloat_with_epsilon (pressure.p_minus, -(attraction * 1.3 + far * sqrt (2.5)) / (3 * volume), 1e-15);
  g_assert_cmpfloat_with_epsilon (pressure.pressure, pressure.p_plus + pressure.p_minus, 1e-18);
  g_assert_cmpfloat_with_epsilon (pressure.p0, pressure.p_plus - pressure.p_minus, 1e-18);
  g_assert_cmpfloat_with_epsilon (network->mean_pair_force, (repulsion + attraction + far) / 3.0, 1e-13);
  g_assert_cmpfloat_with_epsilon (network->energy, phi12[0] + phi23[0] + phi13[0], 1e-13);
}

static void
test_bad_input (void)
{
  VtPotential potential = test_potential (&test_soft_model, 1.5, 0.0);
  const double box[3] = { 6.0, 6.0, 6.0 }, narrow[3] = { 6.0, 4.1, 6.0 };
  g_autoptr (VtSample) sample = random_sample (80, box, 5);
  g_autoptr (GError) error = NULL;

  memcpy (&sample->positions[3 * 40], &sample->positions[3 * 17], 3 * sizeof (double));
  sample->positions[3 * 40] += 6.0 + 0.1;
  g_assert_null (vt_network_new (sample, &potential, &error));
  g_assert_error (error, VT_SAMPLE_ERROR, VT_SAMPLE_ERROR_COINCIDENT);
  g_assert_nonnull (strstr (error->message, "18"));
  g_assert_nonnull (strstr (error->message, "41"));
  g_clear_error (&error);

  sample->positions[3 * 40] -= 0.1; /* exactly on top of each other */
  g_assert_null (vt_network_new (sample, &potential, &error));
  g_assert_error (error, VT_SAMPLE_ERROR, VT_SAMPLE_ERROR_COINCIDENT);
  g_clear_error (&error);

  sample->positions[3 * 40 + 1] = NAN;
  g_assert_null (vt_network_new (sample, &potential, &error));
  g_assert_error (error, VT_SAMPLE_ERROR, VT_SAMPLE_ERROR_VALUE);
  g_assert_nonnull (strstr (error->message, "41"));
  g_clear_error (&error);

  g_autoptr (VtSample) tight = random_sample (60, narrow, 6);
  g_assert_null (vt_network_new (tight, &potential, &error));
  g_assert_error (error, VT_SAMPLE_ERROR, VT_SAMPLE_ERROR_BOX);
}

/* A gas with no bonds at all is a network, too. */
static void
test_empty (void)
{
  VtPotential potential = test_potential (&test_soft_model, 1.5, 0.0);
  const double box[3] = { 100.0, 100.0, 100.0 };
  g_autoptr (VtSample) sample = vt_sample_new (2, box);

  sample->positions[3] = 50.0;
  g_autoptr (VtNetwork) network = vt_network_new (sample, &potential, NULL);
  g_assert_cmpuint (network->n_bonds, ==, 0);
  g_assert_cmpuint (network->n_rattlers, ==, 2);
  g_assert_cmpfloat (network->mean_pair_force, ==, 0.0);
  g_assert_cmpfloat (network->largest_force, ==, 0.0);
  g_assert_true (isnan (vt_network_stickiness (network)));
  g_assert_cmpfloat (vt_network_coordination (network), ==, 0.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/network/bonds", test_bonds);
  g_test_add_func ("/network/forces-and-pressure", test_forces_and_pressure);
  g_test_add_func ("/network/measures-by-hand", test_measures_by_hand);
  g_test_add_func ("/network/bad-input", test_bad_input);
  g_test_add_func ("/network/empty", test_empty);
  return g_test_run ();
}
