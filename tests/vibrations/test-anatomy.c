/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <cblas.h>
#include <math.h>
#include <string.h>
#include "response/moduli.h"
#include "support/glass.h"
#include "vibrations/anatomy.h"

static void
test_numbers (void)
{
  g_auto (TestGlass) glass = test_glass (300, 2);
  g_autoptr (GPtrArray) harmonic = vt_lowest_modes (glass.hessian, glass.factor, 5, NULL, NULL, NULL, NULL);
  VtNonlinearSearch search = { .kind = VT_MODE_CUBIC, .n_modes = 2, .n_dipoles = 20, .seed = 1, .modes = harmonic };
  g_autoptr (GPtrArray) cubic = vt_nonlinear_modes (&search, glass.network, glass.factor, NULL, NULL, NULL, NULL);

  for (guint k = 0; k < 5 + cubic->len; k++)
    {
      const VtMode *mode = k < 5 ? vt_mode_at (harmonic, k) : vt_mode_at (cubic, k - 5);
      g_autoptr (VtAnatomy) anatomy = vt_anatomy_new (k < 5 ? VT_MODE_HARMONIC : VT_MODE_CUBIC, glass.sample,
                                                      glass.network, glass.hessian, mode->vector, harmonic);
      const double *p = anatomy->parts;
      VtExpansion expansion = vt_network_expand (glass.network, anatomy->vector);

      g_assert_cmpfloat_with_epsilon (anatomy->stiffness, mode->eigenvalue, 1e-12 * p[VT_STIFFNESS_K_PLUS]);
      g_assert_cmpfloat_with_epsilon (p[0] + p[1] + p[2] + p[3], anatomy->stiffness, 1e-12 * p[VT_STIFFNESS_K_PLUS]);
      g_assert_cmpfloat_with_epsilon (anatomy->omega, sqrt (anatomy->stiffness), 1e-14 * anatomy->omega);
      g_assert_cmpfloat (anatomy->third, ==, expansion.third);
      g_assert_cmpfloat (anatomy->fourth, ==, expansion.fourth);
      g_assert_cmpfloat (anatomy->residual, <, VT_NONLINEAR_RESIDUAL);
      g_assert_cmpfloat_with_epsilon (anatomy->participation, mode->participation, 1e-9);
      g_assert_cmpfloat (vt_network_coupling (glass.network, anatomy->vector).sign, ==, 1.0);
      g_assert_cmpuint (anatomy->n_overlaps, ==, 5);
      for (guint l = 0; k < 5 && l < 5; l++)
        g_assert_cmpfloat_with_epsilon (anatomy->overlaps[l], k == l ? 1.0 : 0.0, 1e-9);
      for (guint l = 0; k >= 5 && l < 5; l++)
        g_assert_cmpfloat (anatomy->overlaps[l], <=, 1.0 + 1e-12);
    }
}

/* Glasses of every kind of force: repulsive only, attractive, sticky, stiff. */
typedef struct
{
  const char *model; /* NULL: soft spheres, which only repel each other */
  double control, cutoff, density;
  guint n;
} Case;

static const Case cases[] = {
  { NULL, 1.2, 0.0, 0.8, 108 },        { "mie", 12.0, 2.0, 0.698, 168 },     { "sticky", 1.1, 0.0, 0.6, 168 },
  { "sticky", 1.5, 0.0, 0.6, 168 },    { "stiff", 10.0, 2.0, 0.777, 168 },   { "stiff", 40.0, 2.0, 0.708, 168 },
};

/* k+ + k- + f+ + f- = u.H.u to rounding; without attraction there is neither a negative stiffness nor a pull. */
static void
test_parts (gconstpointer data)
{
  const Case *c = data;
  VtPotential potential = test_potential (c->model != NULL ? vt_model_find (c->model) : &test_soft_model, c->control,
                                          c->cutoff);
  g_autoptr (VtSample) sample = test_minimum (&potential, c->n, c->density, 1.05, 4);
  g_auto (TestGlass) glass = test_glass_of_network (vt_network_new (sample, &potential, NULL));
  g_assert_nonnull (glass.factor);
  g_autoptr (GPtrArray) harmonic = vt_lowest_modes (glass.hessian, glass.factor, 5, NULL, NULL, NULL, NULL);
  VtNonlinearSearch search = { .kind = VT_MODE_CUBIC, .n_modes = 3, .n_dipoles = 20, .seed = 1, .modes = harmonic };
  g_autoptr (GPtrArray) modes = vt_nonlinear_modes (&search, glass.network, glass.factor, NULL, NULL, NULL, NULL);
  g_autofree double *product = g_new (double, 3 * c->n);

  g_assert_cmpuint (modes->len, >, 0);
  for (guint k = 0; k < harmonic->len; k++)
    g_ptr_array_add (modes, vt_mode_ref (vt_mode_at (harmonic, k)));
  for (guint k = 0; k < modes->len; k++)
    {
      const double *u = vt_mode_at (modes, k)->vector;
      double p[VT_N_STIFFNESS_PARTS], stiffness;

      vt_network_stiffness_parts (glass.network, u, p);
      vt_hessian_multiply (glass.hessian, u, product);
      stiffness = cblas_ddot (3 * (int) c->n, u, 1, product, 1);
      g_assert_cmpfloat (stiffness, >, 0.0);
      g_assert_cmpfloat_with_epsilon ((p[0] + p[1] + p[2] + p[3]) / stiffness, 1.0, 1e-12);
      g_assert_cmpfloat (p[VT_STIFFNESS_K_PLUS], >, 0.0);
      g_assert_cmpfloat (p[VT_STIFFNESS_F_MINUS], <, 0.0);
      if (c->model == NULL)
        {
          g_assert_cmpfloat (p[VT_STIFFNESS_K_MINUS], ==, 0.0);
          g_assert_cmpfloat (p[VT_STIFFNESS_F_PLUS], ==, 0.0);
        }
      else
        {
          g_assert_cmpfloat (p[VT_STIFFNESS_K_MINUS], <, 0.0);
          g_assert_cmpfloat (p[VT_STIFFNESS_F_PLUS], >, 0.0);
        }
    }
}

/* All modes together take from the affine moduli what the solve says (sticky1 Eq. 11). */
static void
test_softening (void)
{
  g_auto (TestGlass) glass = test_glass (168, 1);
  guint n = 3 * glass.network->n - 3;
  g_autoptr (GPtrArray) modes = vt_lowest_modes (glass.hessian, NULL, n, NULL, NULL, NULL, NULL);
  g_autofree double *shear = g_new (double, n), *bulk = g_new (double, n);
  double sum_shear = 0.0, sum_bulk = 0.0;
  VtModuli moduli;

  vt_moduli_compute (glass.network, glass.factor, FALSE, &moduli);
  vt_modes_softening (glass.network, modes, shear, bulk);
  for (guint k = 0; k < n; k++)
    {
      g_assert_cmpfloat (shear[k], >=, 0.0);
      sum_shear += shear[k];
      sum_bulk += bulk[k];
    }
  g_assert_cmpfloat_with_epsilon (sum_shear, moduli.shear_affine - moduli.shear, 1e-8 * moduli.shear_affine);
  g_assert_cmpfloat_with_epsilon (sum_bulk, moduli.bulk_affine - moduli.bulk, 1e-8 * moduli.bulk_affine);

  g_autoptr (VtAnatomy) anatomy = vt_anatomy_new (VT_MODE_HARMONIC, glass.sample, glass.network, glass.hessian,
                                                  vt_mode_at (modes, 3)->vector, NULL);
  g_assert_cmpfloat_with_epsilon (anatomy->softening_shear, shear[3], 1e-9 * moduli.shear_affine);
  g_assert_cmpfloat_with_epsilon (anatomy->softening_bulk, bulk[3], 1e-9 * moduli.bulk_affine);
  g_assert_cmpuint (anatomy->n_overlaps, ==, 0);
}

/* A field made by hand, u = f (r) z around a point near a corner of the box, where images matter. */
static void
test_core_and_decay (void)
{
  const double box[3] = { 20.0, 22.0, 18.0 }, core[3] = { 0.4, 21.5, 17.8 };
  g_autoptr (VtSample) sample = vt_sample_new (6000, box);
  g_autofree double *u = g_new0 (double, 3 * sample->n);
  GRand *random = g_rand_new_with_seed (5);
  VtNetwork empty = { .n = sample->n, .volume = vt_sample_volume (sample) };
  double norm;

  for (guint i = 0; i < sample->n; i++)
    {
      double d[3], r2 = 0.0;

      for (guint a = 0; a < 3; a++)
        {
          sample->positions[3 * i + a] = g_rand_double_range (random, -1.0, 2.0) * box[a];
          d[a] = sample->positions[3 * i + a] - core[a];
        }
      vt_minimum_image (box, d);
      for (guint a = 0; a < 3; a++)
        r2 += d[a] * d[a];
      u[3 * i + 2] = 1.0 / (4.0 + r2);
    }
  g_rand_free (random);
  norm = cblas_dnrm2 (3 * (int) sample->n, u, 1);
  cblas_dscal (3 * (int) sample->n, 1.0 / norm, u, 1);

  g_autoptr (VtHessian) hessian = vt_hessian_new (&empty);
  g_autoptr (VtAnatomy) anatomy = vt_anatomy_new (VT_MODE_HARMONIC, sample, &empty, hessian, u, NULL);
  for (guint a = 0; a < 3; a++)
    {
      double off = anatomy->centre[a] - core[a];

      g_assert_cmpfloat (anatomy->centre[a], >=, 0.0);
      g_assert_cmpfloat (anatomy->centre[a], <, box[a]);
      g_assert_cmpfloat_with_epsilon (off - box[a] * round (off / box[a]), 0.0, 0.3);
    }
  /* The rms radius of (4 + r^2)^-4 in three dimensions is 2. */
  g_assert_cmpfloat_with_epsilon (anatomy->core_radius, 2.0, 0.2);
  g_assert_cmpfloat_with_epsilon (anatomy->decay.far_field * norm, 1.0 / (1.0 + 4.0 / 49.0), 0.05);
  for (guint k = 0; k < anatomy->decay.n; k++)
    if (anatomy->decay.count[k] > 30)
      g_assert_cmpfloat_with_epsilon (anatomy->decay.amplitude[k] * norm * (4.0 + pow (anatomy->decay.r[k], 2)), 1.0,
                                      0.15);
  g_assert_cmpfloat (anatomy->decay.r[anatomy->decay.n - 1], <, 9.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/anatomy/numbers", test_numbers);
  for (guint k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autofree char *name = g_strdup_printf ("/anatomy/parts/%s-%g", cases[k].model != NULL ? cases[k].model : "soft",
                                               cases[k].control);

      g_test_add_data_func (name, &cases[k], test_parts);
    }
  g_test_add_func ("/anatomy/softening", test_softening);
  g_test_add_func ("/anatomy/core-and-decay", test_core_and_decay);
  return g_test_run ();
}
