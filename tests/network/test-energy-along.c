/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include "model/published.h"
#include "network/contractions.h"
#include "network/energy-along.h"
#include "support/minimum.h"

typedef struct
{
  const char *model; /* NULL: soft spheres, which are no sum of powers */
  double control;
} Case;

/* Even, odd and real exponents. */
static const Case cases[] = {
  { NULL, 1.2 },     { "mie", 6.0 },     { "mie", 20.0 },    { "mie", 7.7 },     { "stiff", 10.0 },  { "stiff", 81.0 },
  { "stiff", 81.3 }, { "stiff", 320.0 }, { "stiff6", 40.0 }, { "sticky", 1.1 },  { "sticky", 1.5 },
};

static VtPotential
potential_of (const Case *c)
{
  const VtModel *model = c->model != NULL ? vt_model_find (c->model) : &test_soft_model;
  double cutoff = c->model != NULL && model->n_parameters > 1 ? vt_published_cutoff (model, c->control) : 0.0;

  return test_potential (model, c->control, cutoff);
}

/* A crystal shaken within its cages, @times as large as the cutoff asks for. */
static VtSample *
shaken (const VtPotential *potential, guint times)
{
  gboolean stiff = potential->steepness > 50.0;
  double density = stiff ? 0.5 : 0.7, distance = stiff ? 0.1 : 1.0;
  VtSample *sample = vt_sample_new_fcc (times * vt_potential_minimum_particles (potential, density), density, 2,
                                        potential, NULL);
  g_autofree double *shake = test_random_vector (sample->n, 3);

  for (guint k = 0; k < 3 * sample->n; k++)
    sample->positions[k] += distance * shake[k];
  return sample;
}

/* Strong around one particle and weak elsewhere, a wave through the whole box, or random everywhere. */
static double *
localized (const VtSample *sample)
{
  double *u = test_random_vector (sample->n, 9);

  for (guint i = 0; i < sample->n; i++)
    {
      double d[3] = { sample->positions[3 * i] - 1.0, sample->positions[3 * i + 1], sample->positions[3 * i + 2] };

      vt_minimum_image (sample->box, d);
      for (guint a = 0; a < 3; a++)
        u[3 * i + a] *= exp (-3.0 * (d[0] * d[0] + d[1] * d[1] + d[2] * d[2]));
    }
  return u;
}

static double *
wave (const VtSample *sample)
{
  double *u = g_new0 (double, 3 * sample->n);

  for (guint i = 0; i < sample->n; i++)
    u[3 * i + 1] = sin (2.0 * G_PI * sample->positions[3 * i] / sample->box[0]);
  return u;
}

static double *
random_field (const VtSample *sample)
{
  return test_random_vector (sample->n, 4);
}

static double
largest_move (const VtSample *sample, const double *u)
{
  double largest = 0.0;

  for (guint i = 0; i < sample->n; i++)
    largest = fmax (largest, hypot (hypot (u[3 * i], u[3 * i + 1]), u[3 * i + 2]));
  return largest;
}

/* The same by the potential itself, pair by pair and s by s; @size receives the sum of all |phi|. */
static void
by_potential (const VtSample *sample, const VtPotential *potential, const double *u, const double *s, guint n,
              double *energy, double *size)
{
  *size = 0.0;
  for (guint k = 0; k < n; k++)
    energy[k] = 0.0;
  for (guint i = 0; i < sample->n; i++)
    for (guint j = i + 1; j < sample->n; j++)
      {
        double d[3], lambda = vt_lambda (sample->species[i], sample->species[j]), here[5], there[5];

        for (guint a = 0; a < 3; a++)
          d[a] = sample->positions[3 * j + a] - sample->positions[3 * i + a];
        vt_minimum_image (sample->box, d);
        vt_potential_evaluate_unchecked (potential, hypot (hypot (d[0], d[1]), d[2]) / lambda, here);
        *size += fabs (here[0]);
        for (guint k = 0; k < n; k++)
          {
            double r2 = 0.0;

            for (guint a = 0; a < 3; a++)
              r2 += pow (d[a] + s[k] * (u[3 * j + a] - u[3 * i + a]), 2);
            vt_potential_evaluate_unchecked (potential, sqrt (r2) / lambda, there);
            energy[k] += there[0] - here[0];
          }
      }
}

/* Series and batches are a way of adding up, no approximation: the answer is the potential's own to rounding, whether
 * the particles hardly move or squeeze into each other, whether bonds open and close or not. */
static void
test_against_potential (gconstpointer data)
{
  VtPotential potential = potential_of (data);
  g_autoptr (VtSample) sample = shaken (&potential, 4);
  double *(*const fields[]) (const VtSample *) = { localized, wave, random_field };
  /* Farthest moves over the range of the repulsion. */
  const double moves[] = { 1e-4, 0.02, 0.3, 1.5 };
  /* Of a power whose argument is rounded. */
  double rounding = 1e-16 * (4.0 + potential.steepness);

  for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
    for (guint m = 0; m < G_N_ELEMENTS (moves); m++)
      {
        g_autofree double *u = fields[f](sample);
        double unit = moves[m] / fmax (potential.steepness, 4.0) / largest_move (sample, u) / 5.0, size;
        double s[11], energy[11], expected[11];

        for (int k = 0; k < 11; k++)
          s[k] = (k - 5) * unit;
        by_potential (sample, &potential, u, s, 11, expected, &size);
        g_assert_true (vt_energy_along (sample, &potential, u, s, 11, energy, NULL));
        g_assert_cmpfloat (energy[5], ==, 0.0);
        for (guint k = 0; k < 11; k++)
          g_assert_cmpfloat_with_epsilon (energy[k], expected[k], rounding * size);
      }
}

/* U (s) is the energy of a glass whose particles stand where s puts them, in a roomy box and in one as narrow as the
 * cutoff allows. */
static void
test_against_glasses (gconstpointer data)
{
  VtPotential potential = potential_of (data);

  for (guint times = 1; times <= 3; times += 2)
    {
      g_autoptr (VtSample) sample = shaken (&potential, times);
      g_autoptr (VtNetwork) network = vt_network_new (sample, &potential, NULL);
      g_autofree double *u = localized (sample);
      double unit = 0.2 / fmax (potential.steepness, 4.0) / largest_move (sample, u), s[9], energy[9];

      for (int k = 0; k < 9; k++)
        s[k] = (k - 4) * unit;
      g_assert_true (vt_energy_along (sample, &potential, u, s, 9, energy, NULL));
      g_assert_cmpfloat (energy[4], ==, 0.0);
      for (guint k = 0; k < 9; k++)
        {
          g_autoptr (VtSample) moved = vt_sample_copy (sample);

          for (guint c = 0; c < 3 * sample->n; c++)
            moved->positions[c] += s[k] * u[c];
          g_autoptr (VtNetwork) there = vt_network_new (moved, &potential, NULL);
          g_assert_cmpfloat_with_epsilon (energy[k], there->energy - network->energy,
                                          1e-11 * fabs (network->energy) + 1e-8 * fabs (energy[k]));
        }
    }
}

/* Near s = 0 the energy is that of the expansion. */
static void
test_expansion (void)
{
  VtPotential potential = test_potential (&test_soft_model, 1.2, 0.0);
  g_autoptr (VtSample) sample = test_minimum (&potential, 108, 0.8, 1.0, 6);
  g_autoptr (VtNetwork) network = vt_network_new (sample, &potential, NULL);
  g_autofree double *u = test_random_vector (sample->n, 7);
  const double s[] = { -0.02, -0.01, 0.0, 0.01, 0.02 };
  double energy[G_N_ELEMENTS (s)], far = 0.0;
  VtExpansion expansion = vt_network_expand (network, u);

  g_assert_true (vt_energy_along (sample, &potential, u, s, G_N_ELEMENTS (s), energy, NULL));
  for (guint k = 0; k < G_N_ELEMENTS (s); k++)
    {
      double scale = expansion.second * s[4] * s[4];

      g_assert_cmpfloat_with_epsilon (energy[k] / scale, vt_expansion_energy (&expansion, 2, s[k]) / scale, 1e-2);
      g_assert_cmpfloat_with_epsilon (energy[k] / scale, vt_expansion_energy (&expansion, 4, s[k]) / scale, 2e-6);
    }
  g_assert_cmpfloat (energy[2], ==, 0.0);
  /* Far off, where new bonds form, there is still an energy, and above the minimum. */
  g_assert_true (vt_energy_along (sample, &potential, u, (double[]) { 3.0 }, 1, &far, NULL));
  g_assert_cmpfloat (far, >, 0.0);
}

/* Two particles that run into each other are named as an error, not as a number. */
static void
test_collision (void)
{
  VtPotential potential = test_potential (vt_model_find ("stiff"), 10.0, 2.0);
  g_autoptr (VtSample) sample = shaken (&potential, 4);
  g_autofree double *u = g_new0 (double, 3 * sample->n);
  g_autoptr (GError) error = NULL;
  double d[3], energy;

  for (guint a = 0; a < 3; a++)
    d[a] = sample->positions[3 + a] - sample->positions[a];
  vt_minimum_image (sample->box, d);
  for (guint a = 0; a < 3; a++)
    u[a] = d[a];
  g_assert_false (vt_energy_along (sample, &potential, u, (double[]) { 1.0 }, 1, &energy, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      const char *name = cases[k].model != NULL ? cases[k].model : "soft";
      g_autofree char *potential = g_strdup_printf ("/energy-along/potential/%s-%g", name, cases[k].control);
      g_autofree char *glasses = g_strdup_printf ("/energy-along/glasses/%s-%g", name, cases[k].control);

      g_test_add_data_func (potential, &cases[k], test_against_potential);
      g_test_add_data_func (glasses, &cases[k], test_against_glasses);
    }
  g_test_add_func ("/energy-along/expansion", test_expansion);
  g_test_add_func ("/energy-along/collision", test_collision);
  return g_test_run ();
}
