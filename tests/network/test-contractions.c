/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>
#include "model/published.h"
#include "network/contractions.h"
#include "network/hessian.h"
#include "support/minimum.h"

typedef struct
{
  const char *model; /* NULL: soft spheres */
  double control;
} Case;

static const Case cases[] = {
  { NULL, 1.2 },     { "mie", 6.0 },      { "mie", 20.0 },     { "stiff", 10.0 },   { "stiff", 80.0 },
  { "stiff", 320.0 }, { "stiff6", 40.0 }, { "sticky", 1.1 },   { "sticky", 1.5 },
};

static VtPotential
potential_of (const Case *c)
{
  const VtModel *model = c->model != NULL ? vt_model_find (c->model) : &test_soft_model;
  double cutoff = c->model != NULL && model->n_parameters > 1 ? vt_published_cutoff (model, c->control) : 0.0;

  return test_potential (model, c->control, cutoff);
}

/* A crystal shaken within its cages: no minimum, which no derivative asks for. Stiff particles get more room: a single
 * overlap would drown all other bonds. */
static VtSample *
shaken (const VtPotential *potential)
{
  gboolean stiff = potential->steepness > 50.0;
  double density = stiff ? 0.5 : 0.7, distance = stiff ? 0.3 : 1.0;
  VtSample *sample = vt_sample_new_fcc (vt_potential_minimum_particles (potential, density) + 30, density, 2, potential,
                                        NULL);
  g_autofree double *shake = test_random_vector (sample->n, 3);

  for (guint k = 0; k < 3 * sample->n; k++)
    sample->positions[k] += distance * shake[k];
  return sample;
}

/* The distance over which the pair energy changes its character. */
static double
scale_of (const VtPotential *potential)
{
  return 1.0 / fmax (potential->steepness, 4.0);
}

/* @network without the bonds that a step of @reach could carry over the cutoff or over the joint, where the third
 * derivative jumps. */
static VtNetwork *
away_from_joints (const VtNetwork *network, const VtSample *sample, const VtPotential *potential, double reach)
{
  VtNetwork *kept = g_memdup2 (network, sizeof *network);

  g_atomic_ref_count_init (&kept->references);
  kept->forces = g_memdup2 (network->forces, 3 * network->n * sizeof (double));
  kept->bonds = g_new (VtBond, network->n_bonds);
  kept->n_bonds = 0;
  for (gsize b = 0; b < network->n_bonds; b++)
    {
      const VtBond *bond = &network->bonds[b];
      double lambda = vt_lambda (sample->species[bond->i], sample->species[bond->j]);

      if (fabs (bond->r - potential->cutoff * lambda) > reach && fabs (bond->r - potential->joint * lambda) > reach)
        kept->bonds[kept->n_bonds++] = *bond;
    }
  return kept;
}

/* The largest |u_j - u_i| over the bonds. */
static double
largest_stretch (const VtNetwork *network, const double *u)
{
  double largest = 0.0;

  for (gsize b = 0; b < network->n_bonds; b++)
    {
      double w2 = 0.0;

      for (guint a = 0; a < 3; a++)
        w2 += pow (u[3 * network->bonds[b].j + a] - u[3 * network->bonds[b].i + a], 2);
      largest = fmax (largest, sqrt (w2));
    }
  return largest;
}

static double
bond_energy (const VtBond *bond, const VtSample *sample, const VtPotential *potential, const double *u, double s)
{
  double phi[5], r2 = 0.0, lambda = vt_lambda (sample->species[bond->i], sample->species[bond->j]);

  for (guint a = 0; a < 3; a++)
    r2 += pow (bond->r * bond->n[a] + s * (u[3 * bond->j + a] - u[3 * bond->i + a]), 2);
  vt_potential_evaluate_unchecked (potential, sqrt (r2) / lambda, phi);
  return phi[0];
}

/* Central differences of the energy along @u, to the sixth order in the step and beyond. */
static VtExpansion
differences (const VtNetwork *network, const VtSample *sample, const VtPotential *potential, const double *u,
                double h)
{
  static const double first[4] = { 4.0 / 5, -1.0 / 5, 4.0 / 105, -1.0 / 280 };
  static const double second[5] = { -205.0 / 72, 8.0 / 5, -1.0 / 5, 8.0 / 315, -1.0 / 560 };
  static const double third[4] = { -61.0 / 30, 169.0 / 120, -3.0 / 10, 7.0 / 240 };
  static const double fourth[5] = { 91.0 / 8, -122.0 / 15, 169.0 / 60, -2.0 / 5, 7.0 / 240 };
  VtExpansion sum = { 0 };

  for (gsize b = 0; b < network->n_bonds; b++)
    {
      const VtBond *bond = &network->bonds[b];
      double here = bond_energy (bond, sample, potential, u, 0.0);

      for (int k = 1; k <= 4; k++)
        {
          double up = bond_energy (bond, sample, potential, u, k * h) - here;
          double down = bond_energy (bond, sample, potential, u, -k * h) - here;

          sum.first += first[k - 1] * (up - down) / h;
          sum.second += second[k] * (up + down) / (h * h);
          sum.third += third[k - 1] * (up - down) / (h * h * h);
          sum.fourth += fourth[k] * (up + down) / (h * h * h * h);
        }
    }
  return sum;
}

static void
keep_better (double *best, double *agreement, double here, double before)
{
  if (fabs (here - before) >= *agreement)
    return;
  *agreement = fabs (here - before);
  *best = here;
}

/* Steps too small lose digits, steps too large leave the expansion: those are taken whose neighbour agrees best. */
static VtExpansion
by_differences (const VtNetwork *network, const VtSample *sample, const VtPotential *potential, const double *u,
                double largest)
{
  VtExpansion best = { 0 }, agreement = { INFINITY, INFINITY, INFINITY, INFINITY };
  VtExpansion before = differences (network, sample, potential, u, largest);

  for (guint k = 0; k < 10; k++)
    {
      VtExpansion here = differences (network, sample, potential, u, largest /= 1.4);

      keep_better (&best.first, &agreement.first, here.first, before.first);
      keep_better (&best.second, &agreement.second, here.second, before.second);
      keep_better (&best.third, &agreement.third, here.third, before.third);
      keep_better (&best.fourth, &agreement.fourth, here.fourth, before.fourth);
      before = here;
    }
  return best;
}

static void
assert_near (double value, double expected, double scale, double tolerance)
{
  g_assert_cmpfloat_with_epsilon (value / scale, expected / scale, tolerance);
}

static void
test_energy_differences (gconstpointer data)
{
  VtPotential potential = potential_of (data);
  g_autoptr (VtSample) sample = shaken (&potential);
  g_autoptr (VtNetwork) network = vt_network_new (sample, &potential, NULL);

  for (guint v = 0; v < 4; v++)
    {
      g_autofree double *u = test_random_vector (sample->n, 10 + v), *field = g_new (double, 3 * sample->n);
      double step = 0.2 * scale_of (&potential), h = step / largest_stretch (network, u), along = 0.0;
      g_autoptr (VtNetwork) smooth = away_from_joints (network, sample, &potential, 5.0 * step);
      VtExpansion here = vt_network_expand (smooth, u), there = by_differences (smooth, sample, &potential, u, h);

      g_assert_cmpuint (smooth->n_bonds, >, network->n_bonds / 4);
      assert_near (here.first, there.first, fabs (here.first) + fabs (here.second) * h, 1e-8);
      assert_near (here.second, there.second, fabs (here.second), 1e-8);
      assert_near (here.third, there.third, fabs (here.third) + fabs (here.fourth) * h, 1e-6);
      assert_near (here.fourth, there.fourth, fabs (here.fourth), 1e-6);

      assert_near (vt_contract_third (smooth, u, field), here.third, fabs (here.third), 1e-13);
      for (guint k = 0; k < 3 * sample->n; k++)
        along += field[k] * u[k];
      assert_near (along, here.third, fabs (here.fourth) * h, 1e-10);
      along = 0.0;
      assert_near (vt_contract_fourth (smooth, u, field), here.fourth, fabs (here.fourth), 1e-13);
      for (guint k = 0; k < 3 * sample->n; k++)
        along += field[k] * u[k];
      assert_near (along, here.fourth, fabs (here.fourth), 1e-12);
    }
}

/* u + t v */
static double *
combine (guint n, const double *u, double t, const double *v)
{
  double *sum = g_new (double, 3 * n);

  for (guint k = 0; k < 3 * n; k++)
    sum[k] = u[k] + t * v[k];
  return sum;
}

/* The vectors are the gradients of the scalars, the mixed contractions their derivatives: all are polynomials in the
 * field, for which central differences of high enough order are exact. */
static void
test_gradients (gconstpointer data)
{
  VtPotential potential = potential_of (data);
  g_autoptr (VtSample) sample = shaken (&potential);
  g_autoptr (VtNetwork) network = vt_network_new (sample, &potential, NULL);
  guint n = sample->n;
  g_autofree double *u = test_random_vector (n, 4), *v = test_random_vector (n, 5);
  g_autofree double *plus = combine (n, u, 1.0, v), *minus = combine (n, u, -1.0, v);
  g_autofree double *plus2 = combine (n, u, 2.0, v), *minus2 = combine (n, u, -2.0, v);
  double *fields[4] = { plus, minus, plus2, minus2 }, third[4], fourth[4], along3 = 0.0, along4 = 0.0;
  g_autofree double *at = g_new (double, 4 * 3 * n), *at4 = g_new (double, 4 * 3 * n), *mixed = g_new (double, 3 * n);
  g_autofree double *vector3 = g_new (double, 3 * n), *vector4 = g_new (double, 3 * n);
  double size3 = 0.0, size4 = 0.0;

  vt_contract_third (network, u, vector3);
  vt_contract_fourth (network, u, vector4);
  for (guint f = 0; f < 4; f++)
    {
      third[f] = vt_contract_third (network, fields[f], at + 3 * n * f);
      fourth[f] = vt_contract_fourth (network, fields[f], at4 + 3 * n * f);
    }
  for (guint k = 0; k < 3 * n; k++)
    {
      along3 += vector3[k] * v[k];
      along4 += vector4[k] * v[k];
      size3 = fmax (size3, fabs (at[k]));
      size4 = fmax (size4, fabs (at4[k]));
    }
  assert_near (3.0 * along3, (8.0 * (third[0] - third[1]) - third[2] + third[3]) / 12.0, fabs (fourth[2]), 1e-10);
  assert_near (4.0 * along4, (8.0 * (fourth[0] - fourth[1]) - fourth[2] + fourth[3]) / 12.0, fabs (fourth[2]), 1e-10);

  vt_contract_third_mixed (network, u, v, mixed);
  for (guint k = 0; k < 3 * n; k++)
    assert_near (2.0 * mixed[k], (at[k] - at[3 * n + k]) / 2.0, size3, 1e-12);
  vt_contract_fourth_mixed (network, u, v, mixed);
  for (guint k = 0; k < 3 * n; k++)
    assert_near (3.0 * mixed[k],
                 (8.0 * (at4[k] - at4[3 * n + k]) - at4[6 * n + k] + at4[9 * n + k]) / 12.0, size4, 1e-12);
}

static void
test_stiffness_by_bond (gconstpointer data)
{
  VtPotential potential = potential_of (data);
  g_autoptr (VtSample) sample = shaken (&potential);
  g_autoptr (VtNetwork) network = vt_network_new (sample, &potential, NULL);
  g_autofree double *u = test_random_vector (sample->n, 8);
  g_autofree double *stiffness = g_new (double, network->n_bonds), *force = g_new (double, network->n_bonds);
  double parts[VT_N_STIFFNESS_PARTS], sum[VT_N_STIFFNESS_PARTS] = { 0 };
  VtExpansion expansion = vt_network_expand (network, u);

  vt_network_stiffness_by_bond (network, u, stiffness, force);
  vt_network_stiffness_parts (network, u, parts);
  for (gsize b = 0; b < network->n_bonds; b++)
    {
      sum[stiffness[b] > 0.0 ? VT_STIFFNESS_K_PLUS : VT_STIFFNESS_K_MINUS] += stiffness[b];
      sum[force[b] > 0.0 ? VT_STIFFNESS_F_PLUS : VT_STIFFNESS_F_MINUS] += force[b];
    }
  for (guint p = 0; p < VT_N_STIFFNESS_PARTS; p++)
    assert_near (sum[p], parts[p], fabs (parts[VT_STIFFNESS_K_PLUS]), 1e-12);
  assert_near (sum[0] + sum[1] + sum[2] + sum[3], expansion.second, fabs (parts[VT_STIFFNESS_K_PLUS]), 1e-12);
  if (((const Case *) data)->model == NULL)
    {
      g_assert_cmpfloat (sum[VT_STIFFNESS_K_MINUS], ==, 0.0);
      g_assert_cmpfloat (sum[VT_STIFFNESS_F_PLUS], ==, 0.0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      const char *name = cases[k].model != NULL ? cases[k].model : "soft";
      g_autofree char *differences = g_strdup_printf ("/contractions/energy/%s-%g", name, cases[k].control);
      g_autofree char *gradients = g_strdup_printf ("/contractions/gradients/%s-%g", name, cases[k].control);
      g_autofree char *parts = g_strdup_printf ("/contractions/by-bond/%s-%g", name, cases[k].control);

      g_test_add_data_func (differences, &cases[k], test_energy_differences);
      g_test_add_data_func (gradients, &cases[k], test_gradients);
      g_test_add_data_func (parts, &cases[k], test_stiffness_by_bond);
    }
  return g_test_run ();
}
