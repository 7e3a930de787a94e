/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/minimum.h"

#include <math.h>
#include <string.h>
#include "sample/random.h"

static void
soft_prepare (VtPotential *potential)
{
  potential->cutoff = potential->joint = potential->parameters[0];
  potential->steepness = 2.0;
}

static void
soft_evaluate (const VtPotential *potential, double x, double derivatives[5])
{
  double k = 1.0 / (potential->cutoff * potential->cutoff), s = fmax (1.0 - k * x * x, 0.0);
  double s1 = -2.0 * k * x, s2 = -2.0 * k;

  derivatives[0] = s * s * s * s;
  derivatives[1] = 4.0 * s * s * s * s1;
  derivatives[2] = 12.0 * s * s * s1 * s1 + 4.0 * s * s * s * s2;
  derivatives[3] = 24.0 * s * s1 * s1 * s1 + 36.0 * s * s * s1 * s2;
  derivatives[4] = 24.0 * s1 * s1 * s1 * s1 + 144.0 * s * s1 * s1 * s2 + 36.0 * s * s * s2 * s2;
}

const VtModel test_soft_model = {
  .key = "soft",
  .name = "Soft spheres",
  .n_parameters = 1,
  .parameters = { { .key = "c", .minimum = 0.5, .maximum = 3.0, .standard = 1.5 } },
  .prepare = soft_prepare,
  .evaluate = soft_evaluate,
};

VtPotential
test_potential (const VtModel *model, double control, double cutoff)
{
  double parameters[VT_MODEL_MAX_PARAMETERS] = { control, cutoff };
  VtPotential potential;
  GError *error = NULL;

  g_assert_nonnull (model);
  vt_potential_init (&potential, model, parameters, &error);
  g_assert_no_error (error);
  return potential;
}

static VtNetwork *
network_of (const VtSample *sample, const VtPotential *potential)
{
  GError *error = NULL;
  VtNetwork *network = vt_network_new (sample, potential, &error);

  g_assert_no_error (error);
  return network;
}

/* FIRE, with steps capped: x += v dt, the velocity turned towards the force while downhill and stopped when not. */
static void
damp (VtSample *sample, const VtPotential *potential, double tolerance)
{
  guint n = 3 * sample->n, downhill = 0;
  double dt = 0.002, mixing = 0.1;
  g_autofree double *v = g_new0 (double, n);

  for (guint step = 0; step < 20000; step++)
    {
      g_autoptr (VtNetwork) network = network_of (sample, potential);
      const double *f = network->forces;
      double power = 0.0, vv = 0.0, ff = 1e-300, fastest = 0.0;

      if (network->largest_force < tolerance * network->mean_pair_force)
        return;
      for (guint k = 0; k < n; k++)
        {
          power += f[k] * v[k];
          vv += v[k] * v[k];
          ff += f[k] * f[k];
        }
      if (power < 0.0)
        {
          memset (v, 0, n * sizeof (double));
          dt *= 0.5;
          mixing = 0.1;
          downhill = 0;
        }
      else if (++downhill > 5)
        {
          dt = fmin (1.1 * dt, 0.05);
          mixing *= 0.99;
        }
      for (guint k = 0; k < n; k++)
        {
          if (power >= 0.0)
            v[k] = (1.0 - mixing) * v[k] + mixing * f[k] * sqrt (vv / ff);
          v[k] += dt * f[k];
          fastest = fmax (fastest, fabs (v[k]) * dt);
        }
      for (guint k = 0; k < n; k++)
        sample->positions[k] += v[k] * dt * fmin (1.0, 0.02 / fmax (fastest, 1e-300));
    }
}

double
test_newton (VtSample *sample, const VtPotential *potential)
{
  guint n = 3 * sample->n;
  g_autofree double *step = g_new (double, n), *before = g_new (double, n);
  double last = INFINITY;

  for (;;)
    {
      g_autoptr (VtNetwork) network = network_of (sample, potential);

      if (network->largest_force >= 0.9 * last)
        {
          if (network->largest_force > last)
            memcpy (sample->positions, before, n * sizeof (double));
          return fmin (last, network->largest_force);
        }

      g_autoptr (VtHessian) hessian = vt_hessian_new (network);
      g_autoptr (VtFactor) factor = vt_factor_new_stable (hessian, NULL);
      if (factor == NULL)
        return network->largest_force;
      last = network->largest_force;
      memcpy (before, sample->positions, n * sizeof (double));
      vt_factor_solve (factor, network->forces, step, 1);
      for (guint k = 0; k < n; k++)
        sample->positions[k] += step[k];
    }
}

VtSample *
test_minimum (const VtPotential *potential, guint n, double density, double stretch, guint64 seed)
{
  GError *error = NULL;
  VtSample *sample = vt_sample_new_fcc (n, density, seed, potential, &error);
  GRand *random = vt_random_new (seed, VT_STREAM_VELOCITIES);
  double ratio[3] = { 1.0, stretch, 1.0 / stretch };

  g_assert_no_error (error);
  for (guint a = 0; a < 3; a++)
    sample->box[a] *= ratio[a];
  for (guint k = 0; k < 3 * n; k++)
    sample->positions[k] = sample->positions[k] * ratio[k % 3] + 0.12 * vt_random_normal (random);
  g_rand_free (random);
  for (double tolerance = 1e-3; tolerance > 1e-10; tolerance *= 1e-2)
    {
      damp (sample, potential, tolerance);
      test_newton (sample, potential);

      g_autoptr (VtNetwork) network = network_of (sample, potential);
      if (network->largest_force < 1e-10 * network->mean_pair_force)
        return sample;
    }
  g_error ("no minimum of %u %s particles, seed %" G_GUINT64_FORMAT, n, potential->model->key, seed);
}

double *
test_random_vector (guint n_particles, guint64 seed)
{
  double *v = g_new (double, 3 * n_particles), norm = 0.0;
  GRand *random = vt_random_new (seed, VT_STREAM_DIPOLES);

  for (guint k = 0; k < 3 * n_particles; k++)
    v[k] = vt_random_normal (random);
  g_rand_free (random);
  vt_project_translations (n_particles, v, 1);
  for (guint k = 0; k < 3 * n_particles; k++)
    norm += v[k] * v[k];
  for (guint k = 0; k < 3 * n_particles; k++)
    v[k] /= sqrt (norm);
  return v;
}
