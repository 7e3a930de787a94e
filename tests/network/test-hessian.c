/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include "network/hessian.h"
#include "support/minimum.h"

typedef struct
{
  const char *model; /* NULL: soft spheres */
  double control, cutoff, density, stretch;
  guint n;
} Case;

static const Case cases[] = {
  { NULL, 1.2, 0.0, 0.8, 1.0, 108 },
  { "mie", 12.0, 2.0, 0.698, 1.05, 160 },
  { "stiff", 10.0, 2.0, 0.777, 1.0, 150 },
  { "sticky", 1.2, 0.0, 0.6, 1.1, 108 },
};

static VtNetwork *
make (const Case *c, VtPotential *potential, VtSample **sample)
{
  *potential = test_potential (c->model != NULL ? vt_model_find (c->model) : &test_soft_model, c->control, c->cutoff);
  *sample = test_minimum (potential, c->n, c->density, c->stretch, 3);
  return vt_network_new (*sample, potential, NULL);
}

/* Columns of H against central differences of the forces, off the minimum just as well. */
static void
test_finite_differences (gconstpointer data)
{
  VtPotential potential;
  VtSample *start;
  g_autoptr (VtNetwork) minimum = make (data, &potential, &start);
  g_autoptr (VtSample) sample = start;
  g_autofree double *shake = test_random_vector (sample->n, 8);

  for (guint k = 0; k < 3 * sample->n; k++)
    sample->positions[k] += 0.2 * shake[k];
  g_autoptr (VtNetwork) network = vt_network_new (sample, &potential, NULL);
  g_autoptr (VtHessian) hessian = vt_hessian_new (network);
  guint n = 3 * sample->n;
  g_autofree double *dense = g_new (double, n * n);
  double h = 1e-6, scale = hessian->mean_diagonal;

  vt_hessian_to_dense (hessian, dense);
  for (guint c = 0; c < n; c += 11)
    {
      g_autoptr (VtSample) up = vt_sample_copy (sample), down = vt_sample_copy (sample);

      up->positions[c] += h;
      down->positions[c] -= h;
      g_autoptr (VtNetwork) above = vt_network_new (up, &potential, NULL);
      g_autoptr (VtNetwork) below = vt_network_new (down, &potential, NULL);
      for (guint r = 0; r < n; r++)
        g_assert_cmpfloat_with_epsilon (dense[r * n + c], (below->forces[r] - above->forces[r]) / (2.0 * h),
                                        1e-6 * scale);
    }
}

static void
test_structure (gconstpointer data)
{
  VtPotential potential;
  VtSample *start;
  g_autoptr (VtNetwork) network = make (data, &potential, &start);
  g_autoptr (VtSample) sample = start;
  g_autoptr (VtHessian) hessian = vt_hessian_new (network);
  guint n = 3 * sample->n;
  g_autofree double *dense = g_new (double, n * n), *x = g_new (double, 7 * n), *y = g_new (double, 7 * n);
  double scale = hessian->mean_diagonal, trace = 0.0, bound = vt_hessian_norm_bound (hessian);

  vt_hessian_to_dense (hessian, dense);
  for (guint r = 0; r < n; r++)
    {
      double sum[3] = { 0.0, 0.0, 0.0 }, row = 0.0;

      for (guint c = 0; c < n; c++)
        {
          g_assert_cmpfloat (dense[r * n + c], ==, dense[c * n + r]);
          sum[c % 3] += dense[r * n + c];
          row += fabs (dense[r * n + c]);
        }
      for (guint a = 0; a < 3; a++) /* translations cost nothing */
        g_assert_cmpfloat_with_epsilon (sum[a], 0.0, 1e-11 * scale);
      g_assert_cmpfloat (row, <=, bound * (1.0 + 1e-12));
      trace += dense[r * n + r];
    }
  g_assert_cmpfloat_with_epsilon (trace / n, scale, 1e-12 * scale);

  for (guint v = 0; v < 7; v++)
    {
      g_autofree double *random = test_random_vector (sample->n, v);

      for (guint k = 0; k < n; k++)
        x[v * n + k] = random[k];
    }
  vt_hessian_multiply_many (hessian, x, y, 7);
  for (guint v = 0; v < 7; v++)
    {
      g_autofree double *one = g_new (double, n);

      vt_hessian_multiply (hessian, x + v * n, one);
      for (guint r = 0; r < n; r++)
        {
          double sum = 0.0;

          for (guint c = 0; c < n; c++)
            sum += dense[r * n + c] * x[v * n + c];
          g_assert_cmpfloat_with_epsilon (one[r], sum, 1e-12 * scale);
          g_assert_cmpfloat (one[r], ==, y[v * n + r]);
        }
    }
}

/* k_plus + k_minus + f_plus + f_minus = psi.H.psi, each of its own sign. */
static void
test_stiffness_parts (gconstpointer data)
{
  VtPotential potential;
  VtSample *start;
  g_autoptr (VtNetwork) network = make (data, &potential, &start);
  g_autoptr (VtSample) sample = start;
  g_autoptr (VtHessian) hessian = vt_hessian_new (network);
  guint n = 3 * sample->n;
  g_autofree double *hx = g_new (double, n);

  for (guint v = 0; v < 5; v++)
    {
      g_autofree double *x = test_random_vector (sample->n, 20 + v);
      double parts[VT_N_STIFFNESS_PARTS], curvature = 0.0, size = 0.0, sum = 0.0;

      vt_hessian_multiply (hessian, x, hx);
      for (guint k = 0; k < n; k++)
        curvature += x[k] * hx[k];
      vt_network_stiffness_parts (network, x, parts);
      for (guint p = 0; p < VT_N_STIFFNESS_PARTS; p++)
        {
          sum += parts[p];
          size += fabs (parts[p]);
        }
      g_assert_cmpfloat_with_epsilon (sum, curvature, 1e-12 * size);
      g_assert_cmpfloat (parts[VT_STIFFNESS_K_PLUS], >, 0.0);
      g_assert_cmpfloat (parts[VT_STIFFNESS_F_MINUS], <, 0.0);
      if (((const Case *) data)->model == NULL)
        {
          g_assert_cmpfloat (parts[VT_STIFFNESS_K_MINUS], ==, 0.0);
          g_assert_cmpfloat (parts[VT_STIFFNESS_F_PLUS], ==, 0.0);
        }
      else
        {
          g_assert_cmpfloat (parts[VT_STIFFNESS_K_MINUS], <, 0.0);
          g_assert_cmpfloat (parts[VT_STIFFNESS_F_PLUS], >, 0.0);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      const char *name = cases[k].model != NULL ? cases[k].model : "soft";
      g_autofree char *difference = g_strdup_printf ("/hessian/%s/finite-differences", name);
      g_autofree char *structure = g_strdup_printf ("/hessian/%s/structure", name);
      g_autofree char *parts = g_strdup_printf ("/hessian/%s/stiffness-parts", name);

      g_test_add_data_func (difference, &cases[k], test_finite_differences);
      g_test_add_data_func (structure, &cases[k], test_structure);
      g_test_add_data_func (parts, &cases[k], test_stiffness_parts);
    }
  return g_test_run ();
}
