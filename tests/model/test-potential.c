/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The four potentials: values against 80-digit arithmetic, derivatives against finite differences, the joints, the
 * corrected misprints, the ranges. */
#include "model/potential.h"

#include <math.h>
#include <string.h>

typedef struct
{
  const char *model;
  double parameters[VT_MODEL_MAX_PARAMETERS];
  double x;
  double derivatives[5];
} Reference;

/* phi with its smoothing solved from the conditions at the joints, and derivatives, in 80 digits. */
static const Reference references[] = {
  { "stiff", { 80, 2 }, 0.95, { 2.1805020129030176, -2.6313026126376991e+2, 2.285279841608769e+4, -1.9748593955986934e+6, 1.725548425246207e+8 } },
  { "stiff", { 80, 2 }, 1.5, { -4.679441297108469e-2, 3.2626536441409877e-1, -1.7783406883967098, 7.8370469640503406, -3.420446477616948e+1 } },
  { "stiff", { 80, 2 }, 0.2, { 4.3535821713317053e+54, -1.741432868532682e+57, 7.0528031175573618e+59, -2.8916492781985182e+62, 1.200034450452385e+65 } },
  { "stiff", { 320, 2 }, 0.2, { 5.9261726008760951e+221, -9.4818761614017517e+224, 1.5218411239049811e+228, -2.4501642094870194e+231, 3.9570151983215361e+234 } },
  { "stiff", { 320, 2 }, 1.01, { -7.0965121568984806e-1, 3.481151675037775, 3.3601964137254003e+1, -1.6716212184083146e+4, 5.381431792104389e+6 } },
  { "stiff", { 57.3, 2.2 }, 0.2, { 8.4394477892070231e+38, -2.4179017916078119e+41, 7.0481837225367708e+43, -2.0897864737321523e+46, 6.3007062183024387e+48 } },
  { "stiff", { 57.3, 2.2 }, 1.3, { -2.1246031821289959e-1, 1.0125913350241895, -4.4869592648604659, 2.0740517224703237e+1, -1.1046921927389435e+2 } },
  { "stiff", { 4.001, 2 }, 0.9, { -1.1855035028007862e-1, -3.2950852988587549, 4.565442042775798e+1, -4.733711330204051e+2, 4.8023867029161762e+3 } },
  { "stiff", { 4.001, 2 }, 1.7, { -1.1493465090706347e-2, 1.1710510520682759e-1, -8.0823648708676644e-1, 2.9255917691585807, -4.2660279140749952e-1 } },
  { "mie", { 12, 2 }, 0.93, { 9.3822480362283877e-1, -8.5636738246269264e+1, 3.0973039096485744e+3, -9.7711082060769041e+4, 3.004166551696403e+6 } },
  { "mie", { 12, 2 }, 1.4, { -3.0318207461673921e-2, 2.8767389801258478e-1, -2.7091803447173236, 2.6330505158159643e+1, -2.6670581754181551e+2 } },
  { "mie", { 7.3, 2.6 }, 1.1, { -7.305498059701501e-1, 3.3074766682217273, -3.1376750204411306, -2.8417963280986172e+2, 7.3492306889203392e+3 } },
  { "mie", { 7.3, 2.6 }, 2.5, { -1.4604417276874517e-5, 4.4955267550330109e-4, -9.4695727746165553e-3, 1.1019095923676273e-1, -3.5889577981340716e-1 } },
  { "stiff6", { 40, 2 }, 0.97, { 2.2874512284291662, -1.321164989647562e+2, 5.8406433411973354e+3, -2.5477428484840662e+5, 1.1309615732704994e+7 } },
  { "stiff6", { 40, 2 }, 1.6, { -1.495463796532362e-2, 1.3201724697533771e-1, -9.1507182017874687e-1, 5.114328453752105, -2.7359402476654146e+1 } },
  { "sticky", { 1.2 }, 0.9, { 6.636118953252913, -1.3865962399427672e+2, 2.3373814884789161e+3, -3.8961091788607819e+4, 6.7247885594388054e+5 } },
  { "sticky", { 1.2 }, 1.2, { -6.8742922351914435e-1, 7.661648874000969, 4.7879769936223638e+1, -2.4733132659143671e+3, -9.1374786476968709e+3 } },
  { "sticky", { 1.02 }, 1.13, { -7.8136699717002483e-1, 6.7406357965389619e+1, 8.5671453248244339e+3, -1.8829553082868891e+6, -4.4913352676189206e+8 } },
  { "sticky", { 1.02 }, 1.14, { -7.1225319521840672e-2, 3.8088892297792026e+1, -1.1308660601163298e+4, -4.7663542592024598e+4, 7.7828790724052236e+8 } },
  { "sticky", { 2.5 }, 1.5, { -3.1421928208164063e-1, 1.185659228032202, -4.4049695790747929, 1.468492979819589e+1, -9.1823973632332721 } },
  { "sticky", { 2.5 }, 2.7, { -8.9806165528680383e-5, 2.530657427212131e-3, -4.7446828256919935e-2, 4.4254335695916389e-1, -1.0534356559667946e-3 } },
};

static VtPotential
potential_new (const char *key, double first, double second)
{
  VtPotential potential;
  g_autoptr (GError) error = NULL;
  vt_potential_init (&potential, vt_model_find (key), (double[]) { first, second }, &error);
  g_assert_no_error (error);
  return potential;
}

static void
test_references (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (references); i++)
    {
      const Reference *reference = &references[i];
      VtPotential potential = potential_new (reference->model, reference->parameters[0], reference->parameters[1]);
      double d[5], scale = 0.01;

      g_assert_true (vt_potential_evaluate (&potential, reference->x, d, NULL));
      for (int k = 0; k < 5; k++)
        {
          /* A derivative may nearly vanish: its terms are as large as those before it. The last term is what
           * rounding x and the joints to doubles does. */
          double slope = k < 4 ? fabs (reference->derivatives[k + 1]) : 0;
          scale = MAX (fabs (reference->derivatives[k]), scale);
          g_assert_cmpfloat_with_epsilon (d[k], reference->derivatives[k], 1e-12 * scale + 1e-15 * slope);
        }
    }
}

/* A random potential of @model: every parameter within its slider, or nearer where that is wider. */
static VtPotential
potential_random (const VtModel *model)
{
  double parameters[VT_MODEL_MAX_PARAMETERS] = { 0 };
  for (guint i = 0; i < model->n_parameters; i++)
    {
      const VtParameterInfo *info = &model->parameters[i];
      double from = MAX (info->slider_from, info->minimum + 0.1 * info->minimum_excluded);
      parameters[i] = info->slider_log ? exp (g_test_rand_double_range (log (from), log (info->slider_to)))
                                       : g_test_rand_double_range (from, info->slider_to);
    }
  return potential_new (model->key, parameters[0], parameters[1]);
}

/* Each derivative against the central difference of the one before, Richardson-extrapolated twice. */
static void
check_differences (const VtPotential *potential, double x, double h)
{
  double d[5], steps[3][5];

  vt_potential_evaluate_unchecked (potential, x, d);
  for (int level = 0; level < 3; level++)
    {
      double up[5], down[5], step = h * (1 << level);
      vt_potential_evaluate_unchecked (potential, x + step, up);
      vt_potential_evaluate_unchecked (potential, x - step, down);
      for (int k = 0; k < 5; k++)
        steps[level][k] = (up[k] - down[k]) / (x + step - (x - step));
    }
  for (int k = 0; k < 4; k++)
    {
      double fine = (4 * steps[0][k] - steps[1][k]) / 3;
      double coarse = (4 * steps[1][k] - steps[2][k]) / 3;
      double difference = (16 * fine - coarse) / 15;
      double scale = MAX (fabs (d[k + 1]), fabs (d[k]) / (400 * h));
      g_assert_cmpfloat_with_epsilon (d[k + 1], difference, 1e-8 * MAX (scale, 1e-4 / h));
    }
}

static void
test_derivatives (void)
{
  for (const VtModel *const *model = vt_models (); *model; model++)
    for (int trial = 0; trial < 200; trial++)
      {
        VtPotential potential = potential_random (*model);
        double range = potential.cutoff - potential.joint;
        double h = 0.0025 * MIN (range > 0 ? range : 1, 8 / (potential.steepness + 8));
        double joint = potential.joint;

        check_differences (&potential, g_test_rand_double_range (0.7, joint - 5 * h), h);
        check_differences (&potential, joint - 5 * h, h);
        if (range > 0)
          {
            check_differences (&potential, joint + 5 * h, h);
            check_differences (&potential, g_test_rand_double_range (joint + 5 * h, potential.cutoff - 5 * h), h);
            check_differences (&potential, potential.cutoff - 5 * h, h);
          }
      }
}

static void
test_joints (void)
{
  for (const VtModel *const *model = vt_models (); *model; model++)
    for (int trial = 0; trial < 500; trial++)
      {
        VtPotential potential = potential_random (*model);
        double below[5], above[5];

        vt_potential_evaluate_unchecked (&potential, nextafter (potential.cutoff, 0), below);
        vt_potential_evaluate_unchecked (&potential, potential.cutoff, above);
        for (int k = 0; k < 3; k++)
          g_assert_cmpfloat_with_epsilon (below[k], 0, 1e-10);
        for (int k = 0; k < 5; k++)
          g_assert_cmpfloat (above[k], ==, 0);

        if (potential.joint == potential.cutoff)
          continue;
        vt_potential_evaluate_unchecked (&potential, nextafter (potential.joint, 0), below);
        vt_potential_evaluate_unchecked (&potential, potential.joint, above);
        g_assert_cmpfloat_with_epsilon (above[0], -1, 1e-12);
        g_assert_cmpfloat_with_epsilon (below[0], above[0], 1e-12);
        g_assert_cmpfloat_with_epsilon (below[1], above[1], 1e-10);
        g_assert_cmpfloat_with_epsilon (below[2], above[2], 1e-10);
      }
}

/* The whole curve is continuous near the cutoff and never leaves a step behind. */
static void
test_vanishes_at_cutoff (void)
{
  const double qs[] = { 4.0001, 6, 10, 57.3, 320, 400 };
  for (gsize i = 0; i < G_N_ELEMENTS (qs); i++)
    for (double h = 1e-2; h > 1e-9; h /= 10)
      {
        VtPotential potential = potential_new ("stiff", qs[i], 2);
        double d[5];
        vt_potential_evaluate_unchecked (&potential, 2 - h, d);
        g_assert_cmpfloat (d[0], <, 1e-11);
        g_assert_cmpfloat (fabs (d[0]), <, 2 * h * h * h + 1e-11);
      }
}

/* The printed c4, c2, c0 of lerner2022 hold the factor 4/(Q-4): the smoothing stands outside the bracket of Eq. 1. */
static void
test_misprint_stiff (void)
{
  double q = 40, xc = 2, d[5], x = 1.9;
  VtPotential potential = potential_new ("stiff", q, xc);
  double c4 = -q * ((q + 2) * pow (xc, -(q + 4)) - 6 * pow (xc, -8)) / (2 * q - 8);
  double c2 = q * ((q + 4) * pow (xc, -(q + 2)) - 8 * pow (xc, -6)) / (q - 4);
  double c0 = -((q + 2) * (q + 4) * pow (xc, -q) - 12 * q * pow (xc, -4)) / (2 * q - 8);
  double pair = 4 / (q - 4) * (pow (x, -q) - q / 4 * pow (x, -4));
  double smooth = c0 + c2 * x * x + c4 * pow (x, 4);

  g_assert_cmpfloat_with_epsilon (potential.c[0], c0, 1e-14);
  g_assert_cmpfloat_with_epsilon (potential.c[1], c2, 1e-14);
  g_assert_cmpfloat_with_epsilon (potential.c[2], c4, 1e-14);
  g_assert_cmpfloat (potential.c[3], ==, 0);
  vt_potential_evaluate_unchecked (&potential, x, d);
  g_assert_cmpfloat_with_epsilon (d[0], pair + smooth, 1e-14);
  g_assert_cmpfloat (fabs (d[0] - (pair + 4 / (q - 4) * smooth)), >, 1e-3);
}

/* c0 of sticky1 Eq. B1 with (4+q) x_c^q in place of the printed 4q x_c^q; c2 and c4 as printed. */
static void
test_misprint_mie (void)
{
  double q = 12, xc = 2;
  VtPotential potential = potential_new ("mie", q, xc);
  double c0 = 0.25 * pow (xc, -2 * q) * (2 + q) * ((4 + q) * pow (xc, q) - 2 * (q + 1));
  double c2 = -0.5 * q * pow (xc, -2 * (q + 1)) * ((4 + q) * pow (xc, q) - 2 * (q + 2));
  double c4 = 0.25 * q * pow (xc, -2 * (q + 2)) * ((2 + q) * pow (xc, q) - 2 * (q + 1));
  double printed = 0.25 * pow (xc, -2 * q) * (2 + q) * (4 * q * pow (xc, q) - 2 * (q + 1));

  g_assert_cmpfloat_with_epsilon (potential.c[0], c0, 1e-16);
  g_assert_cmpfloat_with_epsilon (potential.c[1], c2, 1e-16);
  g_assert_cmpfloat_with_epsilon (potential.c[2], c4, 1e-16);
  g_assert_cmpfloat (fabs (potential.c[0] - printed), >, 1e-3);
}

/* phi (1) is not -1 (PHYSICS section 2). */
static void
test_depth (void)
{
  double d[5];
  VtPotential soft = potential_new ("stiff", 10, 2), stiff = potential_new ("stiff", 320, 2);
  vt_potential_evaluate_unchecked (&soft, 1, d);
  g_assert_cmpfloat_with_epsilon (d[0], -0.57, 0.005);
  vt_potential_evaluate_unchecked (&stiff, 1, d);
  g_assert_cmpfloat_with_epsilon (d[0], -0.735, 0.0005);
}

/* The power form the force kernels read is the same function. */
static void
test_kernel_form (void)
{
  for (const VtModel *const *model = vt_models (); *model; model++)
    for (int trial = 0; trial < 200; trial++)
      {
        VtPotential p = potential_random (*model);
        double x = g_test_rand_double_range (0.9, p.cutoff), y = x * x, d[5], phi;
        if (x < p.joint)
          phi = p.amplitude_a * pow (x, -p.exponent_a) - p.amplitude_b * pow (x, -p.exponent_b)
                + p.c[0] + y * (p.c[1] + y * (p.c[2] + y * p.c[3]));
        else
          {
            double t = y - p.joint * p.joint, r = 0;
            for (int k = 6; k >= 0; k--)
              r = r * t + p.r[k];
            phi = pow (y - p.cutoff * p.cutoff, 3) * r / pow (y, 6);
          }
        vt_potential_evaluate_unchecked (&p, x, d);
        g_assert_cmpfloat_with_epsilon (d[0], phi, 1e-12 * MAX (1, fabs (phi)));
      }
}

/* c0, c2, c4 (r[0..6] of sticky) worked out with 80 digits and rounded once. Where particles end depends on these
 * bits, so they are the same everywhere or the glass is another one. */
static const struct
{
  const char *model;
  double parameters[VT_MODEL_MAX_PARAMETERS];
  double coefficients[7];
} rounded[] = {
  { "stiff", { 80, 2.0 }, { 0x1.9435e50d79436p-2, -0x1.0d79435e50d79p-3, 0x1.9435e50d79436p-7 } },
  { "stiff", { 57.3, 2.2 }, { 0x1.19f5d35b74596p-2, -0x1.36b333a7c606bp-4, 0x1.812a50f610fdbp-8 } },
  { "stiff", { 6.25, 1.7 }, { 0x1.504ec85103ceep+0, -0x1.205b517771ef7p-1, 0x1.1d6e5fa7cc421p-4 } },
  { "mie", { 12, 2.0 }, { 0x1.bfd2800000000p-7, -0x1.7fd6000000000p-8, 0x1.4fd9000000000p-11 } },
  { "mie", { 7.3, 2.6 }, { 0x1.91cefa7a3798ep-6, -0x1.7530b9341d5b6p-8, 0x1.6b6e46606721dp-12 } },
  { "stiff6", { 40, 2.1 }, { 0x1.dd93ee38c3a0ep-4, -0x1.44e20551c6aafp-5, 0x1.d77c41c48c45cp-9 } },
  { "sticky", { 1.02 },
    { 0x1.d9ebc4bbd2c7bp+14, 0x1.d7b3bf6a676d8p+20, 0x1.2cdbd8740d939p+26, 0x1.5785ddcfa2103p+27,
      0x1.366c5ca39b5c6p+27, 0x1.0113f6cfbf3e1p+26, 0x1.47379a26b9ebep+23 } },
  { "sticky", { 1.2 },
    { 0x1.77a84b655c838p+4, 0x1.ddbb989a8bffcp+7, 0x1.200cb6eba832bp+10, 0x1.e4e8255fb5252p+10,
      0x1.7bd0c0572f0c1p+10, 0x1.1f98f92201a4ep+9, 0x1.57795669069b1p+6 } },
  { "sticky", { 1.37 },
    { 0x1.7ba7d23e754eap+1, 0x1.62dcc7e820814p+4, 0x1.0094774ea13a5p+6, 0x1.57516c9cc232bp+6,
      0x1.d99f1c28bec5cp+5, 0x1.4ab48144cd3bbp+4, 0x1.75451d6987103p+1 } },
};

static void
test_coefficient_bits (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rounded); i++)
    {
      VtPotential p = potential_new (rounded[i].model, rounded[i].parameters[0], rounded[i].parameters[1]);
      gboolean is_sticky = p.joint < p.cutoff;
      for (int k = 0; k < (is_sticky ? 7 : 3); k++)
        g_assert_cmpfloat (is_sticky ? p.r[k] : p.c[k], ==, rounded[i].coefficients[k]);
    }
}

static void
test_finite (void)
{
  const double qs[] = { 4.0001, 10, 57.3, 320, 400 };
  for (gsize i = 0; i < G_N_ELEMENTS (qs); i++)
    for (double x = VT_X_MINIMUM; x < 2.1; x += 0.01)
      {
        const char *keys[] = { "stiff", "stiff6" };
        for (int m = 0; m < (qs[i] > 6 ? 2 : 1); m++)
          {
            VtPotential potential = potential_new (keys[m], qs[i], 2);
            double d[5];
            g_assert_true (vt_potential_evaluate (&potential, x, d, NULL));
            for (int k = 0; k < 5; k++)
              g_assert_true (isfinite (d[k]));
            if (x < 0.5)
              g_assert_true (d[0] > 0 && d[1] < 0 && d[2] > 0 && d[3] < 0 && d[4] > 0);
          }
      }
}

static void
test_too_close (void)
{
  const double bad[] = { 0.19999, 0, -1, NAN, INFINITY, -INFINITY };
  VtPotential potential = potential_new ("stiff", 320, 2);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      double d[5];
      g_assert_false (vt_potential_evaluate (&potential, bad[i], d, &error));
      g_assert_error (error, VT_MODEL_ERROR, VT_MODEL_ERROR_TOO_CLOSE);
      g_assert_nonnull (strstr (error->message, "0.2"));
    }
}

static void
check_refused (const char *key, double first, double second, const char *says)
{
  VtPotential potential, before;
  g_autoptr (GError) error = NULL;

  memset (&potential, 0x5a, sizeof potential);
  memcpy (&before, &potential, sizeof potential);
  g_assert_false (vt_potential_init (&potential, vt_model_find (key), (double[]) { first, second }, &error));
  g_assert_error (error, VT_MODEL_ERROR, VT_MODEL_ERROR_RANGE);
  g_assert_nonnull (strstr (error->message, says));
  g_assert_cmpmem (&potential, sizeof potential, &before, sizeof before);
}

static void
test_ranges (void)
{
  check_refused ("stiff", 4, 2, "above 4 and at most 400");
  check_refused ("stiff", 401, 2, "q = 401");
  check_refused ("stiff", NAN, 2, "above 4 and at most 400");
  check_refused ("stiff", INFINITY, 2, "above 4 and at most 400");
  check_refused ("stiff", 80, 0.9, "xc = 0.9");
  check_refused ("stiff", 80, NAN, "from 1.2 to 4");
  check_refused ("stiff6", 6, 2, "above 6 and at most 400");
  check_refused ("mie", 2, 2, "above 2 and at most 100");
  check_refused ("mie", 12, 4.5, "from 1.2 to 4");
  check_refused ("sticky", 1.01, 0, "from 1.02 to 2.5");
  check_refused ("sticky", -1.2, 0, "rc = -1.2");
}

static void
test_models (void)
{
  for (const VtModel *const *model = vt_models (); *model; model++)
    {
      g_assert_true (vt_model_find ((*model)->key) == *model);
      g_assert_cmpstr ((*model)->parameters[0].symbol, !=, NULL);
      for (guint i = 0; i < (*model)->n_parameters; i++)
        {
          const VtParameterInfo *info = &(*model)->parameters[i];
          g_assert_cmpint (vt_model_parameter_index (*model, info->key), ==, (int) i);
          g_assert_cmpfloat (info->minimum, <=, info->slider_from);
          g_assert_cmpfloat (info->slider_from, <=, info->standard);
          g_assert_cmpfloat (info->standard, <=, info->slider_to);
          g_assert_cmpfloat (info->slider_to, <=, info->maximum);
        }
    }
  g_assert_null (vt_model_find ("glass"));
  g_assert_null (vt_model_find (NULL));
  g_assert_cmpint (vt_model_parameter_index (vt_model_find ("sticky"), "q"), ==, -1);
  g_assert_cmpfloat (vt_lambda (VT_SPECIES_SMALL, VT_SPECIES_SMALL), ==, 1);
  g_assert_cmpfloat (vt_lambda (VT_SPECIES_SMALL, VT_SPECIES_LARGE), ==, 1.18);
  g_assert_cmpfloat (vt_lambda (VT_SPECIES_LARGE, VT_SPECIES_SMALL), ==, 1.18);
  g_assert_cmpfloat (vt_lambda (VT_SPECIES_LARGE, VT_SPECIES_LARGE), ==, 1.4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/potential/references", test_references);
  g_test_add_func ("/potential/derivatives", test_derivatives);
  g_test_add_func ("/potential/joints", test_joints);
  g_test_add_func ("/potential/vanishes-at-cutoff", test_vanishes_at_cutoff);
  g_test_add_func ("/potential/misprint-stiff", test_misprint_stiff);
  g_test_add_func ("/potential/misprint-mie", test_misprint_mie);
  g_test_add_func ("/potential/depth", test_depth);
  g_test_add_func ("/potential/kernel-form", test_kernel_form);
  g_test_add_func ("/potential/coefficient-bits", test_coefficient_bits);
  g_test_add_func ("/potential/finite", test_finite);
  g_test_add_func ("/potential/too-close", test_too_close);
  g_test_add_func ("/potential/ranges", test_ranges);
  g_test_add_func ("/potential/models", test_models);
  return g_test_run ();
}
