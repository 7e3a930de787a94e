/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The force kernels: against the reference potential, against each other, against finite differences. */
#include "dynamics/forces.h"
#include "sample/random.h"
#include "support/making.h"
#include "support/quad-forces.h"

#include <math.h>
#include <string.h>

static const struct
{
  const char *model;
  double control;
} settings[] = {
  { "stiff", 10 }, { "stiff", 57.3 }, { "stiff", 81 }, { "stiff", 320 }, { "stiff6", 40 }, { "mie", 6 }, { "mie", 12.5 },
  { "mie", 20 },   { "sticky", 1.1 }, { "sticky", 1.2 }, { "sticky", 1.5 },
};

/* A crystal with its particles displaced, so that pairs lie at all distances. */
static VtSample *
shaken_crystal (const VtPotential *potential, guint n, double amplitude)
{
  g_autoptr (GError) error = NULL;
  VtSample *sample = vt_sample_new_fcc (n, making_density (potential), 11, potential, &error);
  g_assert_no_error (error);
  g_autoptr (GRand) random = vt_random_new (5, VT_STREAM_DIPOLES);
  for (guint k = 0; k < 3 * n; k++)
    sample->positions[k] += amplitude * (2 * vt_random_uniform (random) - 1) + (k % 5) * sample->box[k % 3];
  return sample;
}

/* Whether two particles interact: @d from the first to the second, @r its length, @lambda their length, @phi the potential
 * and its derivatives by r/lambda. */
static gboolean
look_at_pair (const VtSample *sample, const VtPotential *potential, guint i, guint j, double d[3], double *r, double *lambda,
              double phi[5])
{
  for (guint c = 0; c < 3; c++)
    d[c] = sample->positions[3 * j + c] - sample->positions[3 * i + c];
  vt_minimum_image (sample->box, d);
  *r = sqrt (d[0] * d[0] + d[1] * d[1] + d[2] * d[2]);
  *lambda = vt_lambda (sample->species[i], sample->species[j]);
  if (i == j || *r >= potential->cutoff * *lambda)
    return FALSE;
  vt_potential_evaluate_unchecked (potential, *r / *lambda, phi);
  return TRUE;
}

/* All pairs, the reference potential, no lists, no vectors. */
static double
reference_forces (const VtSample *sample, const VtPotential *potential, double *forces, double *pair_force)
{
  double energy = 0, sum = 0, pairs = 0;
  memset (forces, 0, 3 * sample->n * sizeof *forces);
  for (guint i = 0; i < sample->n; i++)
    for (guint j = i + 1; j < sample->n; j++)
      {
        double d[3], phi[5], r, lambda;
        if (!look_at_pair (sample, potential, i, j, d, &r, &lambda, phi))
          continue;
        energy += phi[0];
        sum += fabs (phi[1] / lambda);
        pairs++;
        for (guint c = 0; c < 3; c++)
          {
            forces[3 * i + c] += phi[1] / lambda * d[c] / r;
            forces[3 * j + c] -= phi[1] / lambda * d[c] / r;
          }
      }
  *pair_force = sum / pairs;
  return energy;
}

/* The stiffnesses of forces.h, from the same pairs. */
static void
reference_stiffness (const VtSample *sample, const VtPotential *potential, double *stiffness)
{
  memset (stiffness, 0, 6 * sample->n * sizeof *stiffness);
  for (guint i = 0; i < sample->n; i++)
    for (guint j = 0; j < sample->n; j++)
      {
        double d[3], phi[5], r, lambda;
        if (!look_at_pair (sample, potential, i, j, d, &r, &lambda, phi))
          continue;
        const double along = fmax (phi[2] / (lambda * lambda), 0), across = fmax (phi[1] / (lambda * r), 0);
        for (guint a = 0, k = 0; a < 3; a++)
          for (guint b = a; b < 3; b++, k++)
            stiffness[6 * i + k] += (along - across) * d[a] * d[b] / (r * r) + (a == b ? across : 0);
      }
}

static double
largest (const double *values, gsize n)
{
  double most = 0;
  for (gsize k = 0; k < n; k++)
    most = fmax (most, fabs (values[k]));
  return most;
}

static void
test_against_reference (void)
{
  for (guint s = 0; s < G_N_ELEMENTS (settings); s++)
    {
      VtPotential potential = making_potential (settings[s].model, settings[s].control);
      const guint n = MAX (300, vt_potential_minimum_particles (&potential, making_density (&potential)));
      g_autoptr (VtSample) sample = shaken_crystal (&potential, n, 0.1);
      g_autofree double *expected = g_new (double, 3 * n);
      double pair_force;
      const double energy = reference_forces (sample, &potential, expected, &pair_force);
      VtForces *forces = vt_forces_new (sample, &potential, vt_kernel_best (), NULL);
      VtForceSums sums;
      vt_forces_evaluate (forces, VT_FORCES_MEASURED, &sums);

      const double scale = largest (expected, 3 * n);
      for (guint k = 0; k < 3 * n; k++)
        g_assert_cmpfloat_with_epsilon (vt_forces_result (forces)[k] / scale, expected[k] / scale, 2e-12);
      g_assert_cmpfloat_with_epsilon (sums.energy / energy, 1, 1e-11);
      g_assert_cmpfloat_with_epsilon (sums.mean_pair_force / pair_force, 1, 1e-11);

      g_autofree double *held = g_new (double, 6 * n);
      reference_stiffness (sample, &potential, held);
      const double stiffest = largest (held, 6 * n);
      for (guint k = 0; k < 6 * n; k++)
        g_assert_cmpfloat_with_epsilon (vt_forces_stiffness (forces)[k] / stiffest, held[k] / stiffest, 2e-11);
      vt_forces_free (forces);
    }
}

/* Good to 1e-13 of the largest force where the coordinates themselves are not what limits it. */
static void
test_against_quad_precision (void)
{
  const double controls[] = { 10, 33.3, 80, 81.7 };
  for (guint s = 0; s < G_N_ELEMENTS (controls); s++)
    {
      VtPotential potential = making_potential ("stiff", controls[s]);
      g_autoptr (VtSample) sample = shaken_crystal (&potential, 200, 0.05);
      vt_sample_wrap (sample);
      double expected[600];
      quad_forces (sample, &potential, expected);
      VtForces *forces = vt_forces_new (sample, &potential, vt_kernel_best (), NULL);
      VtForceSums sums;
      vt_forces_evaluate (forces, VT_FORCES_ONLY, &sums);

      const double scale = largest (expected, 600);
      for (guint k = 0; k < 600; k++)
        g_assert_cmpfloat_with_epsilon (vt_forces_result (forces)[k] / scale, expected[k] / scale, 1e-13);
      vt_forces_free (forces);
    }
}

static void
test_variants_agree_to_the_bit (void)
{
  const VtKernel *const *kernels = vt_kernel_available ();
  for (guint s = 0; s < G_N_ELEMENTS (settings); s++)
    {
      VtPotential potential = making_potential (settings[s].model, settings[s].control);
      g_autoptr (VtSample) sample = shaken_crystal (&potential, 600, 0.15);
      g_autofree double *first = NULL, *held = NULL;
      double energy = 0;

      for (guint k = 0; kernels[k] != NULL; k++)
        for (guint threads = 1; threads <= 3; threads++)
          {
            g_autoptr (VtTeam) team = vt_team_new (threads);
            VtForces *forces = vt_forces_new (sample, &potential, kernels[k], team);
            VtForceSums sums;
            vt_forces_evaluate (forces, threads == 2 ? VT_FORCES_MEASURED : VT_FORCES_ENERGY, &sums);
            if (first == NULL)
              {
                first = g_memdup2 (vt_forces_result (forces), 1800 * sizeof (double));
                energy = sums.energy;
              }
            g_assert_cmpmem (first, 1800 * sizeof (double), vt_forces_result (forces), 1800 * sizeof (double));
            g_assert_true (energy == sums.energy);
            if (threads == 2 && held == NULL)
              held = g_memdup2 (vt_forces_stiffness (forces), 3600 * sizeof (double));
            if (threads == 2)
              g_assert_cmpmem (held, 3600 * sizeof (double), vt_forces_stiffness (forces), 3600 * sizeof (double));
            vt_forces_free (forces);
          }
    }
}

static void
test_forces_are_minus_the_gradient (void)
{
  for (guint s = 0; s < G_N_ELEMENTS (settings); s++)
    {
      VtPotential potential = making_potential (settings[s].model, settings[s].control);
      g_autoptr (VtSample) sample = shaken_crystal (&potential, 500, 0.05);
      VtForces *forces = vt_forces_new (sample, &potential, vt_kernel_best (), NULL);
      VtForceSums sums;
      vt_forces_evaluate (forces, VT_FORCES_ENERGY, &sums);
      g_autofree double *f = g_memdup2 (vt_forces_result (forces), 1500 * sizeof (double));
      double *x = vt_forces_positions (forces);
      const double scale = largest (f, 1500), energy = sums.energy;

      for (guint i = 0; i < 500; i += 83)
        {
          /* Five points; the step suits the length over which the steepest pair changes. */
          const double h = 1e-3 / potential.steepness, at = x[4 * i];
          double u[4];
          const double steps[4] = { -2, -1, 1, 2 };
          for (guint k = 0; k < 4; k++)
            {
              x[4 * i] = at + steps[k] * h;
              vt_forces_evaluate (forces, VT_FORCES_ENERGY, &sums);
              u[k] = sums.energy - energy;
            }
          x[4 * i] = at;
          const double slope = (u[0] - 8 * u[1] + 8 * u[2] - u[3]) / (12 * h);
          g_assert_cmpfloat_with_epsilon (-slope / scale, f[3 * i] / scale, 1e-6);
        }
      vt_forces_free (forces);
    }
}

/* Short lists in bundles, as in a hot melt, give what the same lists give one by one (which is how what is measured is found),
 * and every variant the same bits. */
static void
test_bundles (void)
{
  const double controls[] = { 10, 160, 240, 320, 322, 161.7 };
  for (guint s = 0; s < G_N_ELEMENTS (controls); s++)
    for (guint n = 403; n <= 416; n += 13) /* 32 times 13, and not */
      {
        VtPotential potential = making_potential ("stiff", controls[s]);
        g_autoptr (VtSample) sample = shaken_crystal (&potential, n, 0.1);
        const VtKernel *const *kernels = vt_kernel_available ();
        const gsize size = 3 * n * sizeof (double);
        VtForceSums expected, sums, first = { 0 };
        g_autofree double *bits = NULL;

        VtForces *by_lists = vt_forces_new (sample, &potential, vt_kernel_best (), NULL);
        vt_forces_set_reach (by_lists, 0.97);
        vt_forces_evaluate (by_lists, VT_FORCES_MEASURED, &expected);
        g_assert_cmpfloat (expected.largest_force, >, 0);
        for (guint k = 0; kernels[k] != NULL; k++)
          for (guint threads = 1; threads <= 3; threads++)
            {
              g_autoptr (VtTeam) team = vt_team_new (threads);
              VtForces *forces = vt_forces_new (sample, &potential, kernels[k], team);
              vt_forces_set_reach (forces, 0.97);
              vt_forces_evaluate (forces, threads == 2 ? VT_FORCES_ONLY : VT_FORCES_ENERGY, &sums);
              if (bits == NULL)
                {
                  first = sums;
                  bits = g_memdup2 (vt_forces_result (forces), size);
                  g_assert_cmpfloat_with_epsilon (sums.energy / expected.energy, 1, 1e-13);
                  for (guint c = 0; c < 3 * n; c++)
                    g_assert_cmpfloat_with_epsilon (bits[c] / expected.largest_force,
                                                    vt_forces_result (by_lists)[c] / expected.largest_force, 1e-14);
                }
              g_assert_cmpmem (bits, size, vt_forces_result (forces), size);
              g_assert_true (threads == 2 || sums.energy == first.energy);
              g_assert_true (sums.closest == expected.closest && sums.largest_force == first.largest_force);
              vt_forces_free (forces);
            }
        vt_forces_free (by_lists);
      }
}

/* Lists kept while particles wander, all of them or those in a ball of @radius, give what new lists give; pairs farther
 * apart than @reach are left out. */
static void
wander (guint n, double radius, double reach)
{
  VtPotential potential = making_potential ("stiff", 20);
  g_autoptr (VtSample) sample = shaken_crystal (&potential, n, 0.05);
  vt_sample_wrap (sample);
  VtForces *kept = vt_forces_new (sample, &potential, vt_kernel_best (), NULL);
  g_autoptr (GRand) random = vt_random_new (8, VT_STREAM_DIPOLES);
  VtForceSums sums;

  vt_forces_set_reach (kept, reach);
  for (guint round = 0; round < 40; round++)
    {
      double *x = vt_forces_positions (kept);
      for (guint i = 0; i < n; i++)
        {
          double square = 0;
          for (guint c = 0; c < 3; c++)
            square += pow (x[4 * i + c] - 1, 2);
          for (guint c = 0; c < 3 && square < radius * radius; c++)
            x[4 * i + c] += 0.05 * (2 * vt_random_uniform (random) - 1);
          memcpy (sample->positions + 3 * i, x + 4 * i, 3 * sizeof *x);
        }
      vt_forces_evaluate (kept, VT_FORCES_ENERGY, &sums);
      VtForces *fresh = vt_forces_new (sample, &potential, vt_kernel_best (), NULL);
      VtForceSums anew;
      vt_forces_set_reach (fresh, reach);
      vt_forces_evaluate (fresh, VT_FORCES_ENERGY, &anew);
      g_assert_cmpfloat_with_epsilon (sums.energy / anew.energy, 1, 1e-12);
      for (guint k = 0; k < 3 * n; k++)
        g_assert_cmpfloat_with_epsilon (vt_forces_result (kept)[k], vt_forces_result (fresh)[k], 1e-9 * anew.largest_force);
      vt_forces_free (fresh);
    }
  g_assert_cmpuint (vt_forces_list_builds (kept), >, 1);
  g_assert_cmpuint (vt_forces_list_builds (kept), <, 40);
  vt_forces_free (kept);
}

static void
test_lists_stay_valid (void)
{
  wander (400, INFINITY, 2);
  wander (4000, 2.5, 2);
  wander (1000, INFINITY, 0.97);
}

static void
test_oblong_box (void)
{
  VtPotential potential = making_potential ("mie", 12);
  const double box[3] = { 6, 9, 14 };
  g_autoptr (VtSample) sample = vt_sample_new (300, box);
  g_autoptr (GRand) random = vt_random_new (3, VT_STREAM_DIPOLES);
  /* Places of a coarse grid, so that nothing overlaps. */
  for (guint i = 0; i < 300; i++)
    {
      const guint at[3] = { i % 5, i / 5 % 6, i / 30 };
      for (guint c = 0; c < 3; c++)
        sample->positions[3 * i + c] = at[c] * 1.2 + 0.2 * vt_random_uniform (random);
      sample->species[i] = i % 2;
    }
  const double shortest_allowed[3] = { 7.1, 9, 14 };
  memcpy (sample->box, shortest_allowed, sizeof box);
  g_autofree double *expected = g_new (double, 900);
  double pair_force;
  const double energy = reference_forces (sample, &potential, expected, &pair_force);
  VtForces *forces = vt_forces_new (sample, &potential, vt_kernel_best (), NULL);
  VtForceSums sums;
  vt_forces_evaluate (forces, VT_FORCES_ENERGY, &sums);
  g_assert_cmpfloat_with_epsilon (sums.energy / energy, 1, 1e-12);
  vt_forces_free (forces);
}

/* Two particles that were apart when the lists were made run straight at each other: whatever part of the skin their
 * way crosses, they are seen as soon as they interact. */
static void
test_head_on (void)
{
  VtPotential potential = making_potential ("stiff", 10);
  const double box[3] = { 24, 24, 24 };
  guint place = 0;

  for (double gap = 0.005; gap < 0.6; gap += 0.005)
    {
      g_autoptr (VtSample) sample = vt_sample_new (2, box);
      sample->positions[0] = 0.37 * (place++ % 60); /* in cells of their own and in the same, across faces and not */
      sample->positions[3] = sample->positions[0] + potential.cutoff + gap;
      VtForces *forces = vt_forces_new (sample, &potential, vt_kernel_best (), NULL);
      VtForceSums sums;
      vt_forces_evaluate (forces, VT_FORCES_ENERGY, &sums);
      g_assert_true (sums.energy == 0);

      const double step = gap / 2 + 0.002;
      double phi[5];
      vt_forces_positions (forces)[0] += step;
      vt_forces_positions (forces)[4] -= step;
      vt_potential_evaluate_unchecked (&potential, potential.cutoff - 0.004, phi);
      vt_forces_evaluate (forces, VT_FORCES_ENERGY, &sums);
      g_assert_cmpfloat_with_epsilon (sums.energy / phi[0], 1, 1e-5);
      vt_forces_free (forces);
    }
}

/* A wide flat box has more slots within a stencil than 16 bits count: lists are then kept in 32. */
static void
test_wide_lists (void)
{
  VtPotential potential = making_potential ("sticky", 1.1);
  const guint edge[3] = { 150, 150, 4 }, n = edge[0] * edge[1] * edge[2];
  const double box[3] = { 1.3 * edge[0], 1.3 * edge[1], 1.3 * edge[2] };
  g_autoptr (VtSample) sample = vt_sample_new (n, box);
  g_autoptr (GRand) random = vt_random_new (9, VT_STREAM_DIPOLES);
  for (guint i = 0; i < n; i++)
    {
      const guint at[3] = { i % edge[0], i / edge[0] % edge[1], i / edge[0] / edge[1] };
      for (guint c = 0; c < 3; c++)
        sample->positions[3 * (gsize) i + c] = 1.3 * at[c] + 0.1 * vt_random_uniform (random);
    }
  const VtKernel *const *kernels = vt_kernel_available ();
  double energy[4] = { 0 };
  g_autofree double *first = NULL;
  for (guint k = 0; kernels[k] != NULL; k++)
    {
      VtForces *forces = vt_forces_new (sample, &potential, kernels[k], NULL);
      VtForceSums sums;
      vt_forces_evaluate (forces, VT_FORCES_ENERGY, &sums);
      energy[k] = sums.energy;
      g_assert_true (energy[k] == energy[0]);
      if (first == NULL)
        first = g_memdup2 (vt_forces_result (forces), 3 * n * sizeof (double));
      g_assert_cmpmem (first, 3 * n * sizeof (double), vt_forces_result (forces), 3 * n * sizeof (double));
      vt_forces_free (forces);
    }

  /* Against the pairs of nearest places, one by one. */
  double expected = 0;
  for (guint i = 0; i < n; i++)
    for (guint c = 0; c < 13; c++)
      {
        static const int half[13][3] = { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 }, { 1, 1, 0 }, { 1, -1, 0 }, { 1, 0, 1 },
                                         { 1, 0, -1 }, { 0, 1, 1 }, { 0, 1, -1 }, { 1, 1, 1 }, { 1, 1, -1 },
                                         { 1, -1, 1 }, { -1, 1, 1 } };
        guint j[3];
        for (guint a = 0; a < 3; a++)
          {
            const guint at = a == 0 ? i % edge[0] : a == 1 ? i / edge[0] % edge[1] : i / edge[0] / edge[1];
            j[a] = (at + edge[a] + (guint) half[c][a]) % edge[a];
          }
        const gsize other = j[0] + edge[0] * (j[1] + edge[1] * (gsize) j[2]);
        double d[3], phi[5];
        for (guint a = 0; a < 3; a++)
          d[a] = sample->positions[3 * other + a] - sample->positions[3 * (gsize) i + a];
        vt_minimum_image (sample->box, d);
        const double r = sqrt (d[0] * d[0] + d[1] * d[1] + d[2] * d[2]);
        if (r < potential.cutoff)
          {
            vt_potential_evaluate_unchecked (&potential, r, phi);
            expected += phi[0];
          }
      }
  g_assert_cmpfloat_with_epsilon (energy[0] / expected, 1, 1e-10);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kernel/reference", test_against_reference);
  g_test_add_func ("/kernel/quad", test_against_quad_precision);
  g_test_add_func ("/kernel/variants", test_variants_agree_to_the_bit);
  g_test_add_func ("/kernel/bundles", test_bundles);
  g_test_add_func ("/kernel/gradient", test_forces_are_minus_the_gradient);
  g_test_add_func ("/kernel/lists", test_lists_stay_valid);
  g_test_add_func ("/kernel/head-on", test_head_on);
  g_test_add_func ("/kernel/oblong-box", test_oblong_box);
  g_test_add_func ("/kernel/wide-lists", test_wide_lists);
  return g_test_run ();
}
