/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Published settings and what lies between them. */
#include "model/published.h"

#include <math.h>

static double
density (const char *key, double control, VtDensityOrigin *origin)
{
  const VtModel *model = vt_model_find (key);
  double parameters[2] = { control, vt_published_cutoff (model, control) };
  return vt_published_density (model, parameters, origin);
}

static void
check (const char *key, double control, double expected, VtDensityOrigin expected_origin)
{
  VtDensityOrigin origin;
  g_assert_cmpfloat (density (key, control, &origin), ==, expected);
  g_assert_cmpint (origin, ==, expected_origin);
}

static void
test_densities (void)
{
  const double stiff[][2] = { { 10, 0.777 }, { 20, 0.737 }, { 40, 0.708 }, { 80, 0.694 },
                              { 160, 0.6802 }, { 240, 0.677 }, { 320, 0.675 } };
  const double mie[][2] = { { 6, 0.80 }, { 8, 0.74 }, { 12, 0.698 }, { 20, 0.677 } };
  const double sticky[] = { 1.1, 1.15, 1.2, 1.3, 1.5 };

  for (gsize i = 0; i < G_N_ELEMENTS (stiff); i++)
    {
      check ("stiff", stiff[i][0], stiff[i][1], VT_DENSITY_PUBLISHED);
      check ("stiff6", stiff[i][0], stiff[i][1],
             stiff[i][0] <= 240 ? VT_DENSITY_PUBLISHED : VT_DENSITY_EXTRAPOLATED);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (mie); i++)
    check ("mie", mie[i][0], mie[i][1], VT_DENSITY_PUBLISHED);
  for (gsize i = 0; i < G_N_ELEMENTS (sticky); i++)
    check ("sticky", sticky[i], 0.60, VT_DENSITY_PUBLISHED);
  check ("sticky", 1.25, 0.60, VT_DENSITY_INTERPOLATED);
  check ("sticky", 1.02, 0.60, VT_DENSITY_EXTRAPOLATED);
  check ("stiff", 8, 0.789, VT_DENSITY_EXTRAPOLATED);
  check ("stiff", 6, 0.803, VT_DENSITY_EXTRAPOLATED);
}

/* Halfway in 1/Q is halfway in density. */
static void
test_interpolation (void)
{
  VtDensityOrigin origin;
  g_assert_cmpfloat_with_epsilon (density ("stiff", 2 / (1 / 80.0 + 1 / 160.0), &origin), (0.694 + 0.6802) / 2, 1e-15);
  g_assert_cmpint (origin, ==, VT_DENSITY_INTERPOLATED);
  g_assert_cmpfloat_with_epsilon (density ("stiff6", 2 / (1 / 10.0 + 1 / 20.0), &origin), (0.777 + 0.737) / 2, 1e-15);
  g_assert_cmpint (origin, ==, VT_DENSITY_INTERPOLATED);
  g_assert_cmpfloat_with_epsilon (density ("mie", 2 / (1 / 8.0 + 1 / 12.0), &origin), (0.74 + 0.698) / 2, 1e-15);
  g_assert_cmpint (origin, ==, VT_DENSITY_INTERPOLATED);
  g_assert_cmpfloat_with_epsilon (density ("stiff", 2 / (1 / 6.0 + 1 / 8.0), &origin), (0.803 + 0.789) / 2, 1e-15);
  g_assert_cmpint (origin, ==, VT_DENSITY_EXTRAPOLATED);
}

/* Densities published for one cutoff are not published for another. */
static void
test_other_cutoff (void)
{
  VtDensityOrigin origin;
  g_assert_cmpfloat (vt_published_density (vt_model_find ("stiff"), (double[]) { 80, 2.5 }, &origin), ==, 0.694);
  g_assert_cmpint (origin, ==, VT_DENSITY_EXTRAPOLATED);
  vt_published_density (vt_model_find ("mie"), (double[]) { 12, 2.5 }, &origin);
  g_assert_cmpint (origin, ==, VT_DENSITY_EXTRAPOLATED);
}

/* Above 320 and below 6: the measured curve, joined without a step; the density falls with Q all the way up. */
static void
test_beyond (void)
{
  VtDensityOrigin origin;
  double last = density ("stiff", 300, NULL);
  double measured = 0.66698 + 0.60522 / 400 + 0.28706 * log (400) / 400 - 1.79057 / (400.0 * 400.0);

  for (double q = 301; q <= 400; q += 1)
    {
      double next = density ("stiff", q, &origin);
      g_assert_cmpfloat (next, <, last);
      g_assert_cmpfloat (last - next, <, 1e-4);
      last = next;
    }
  g_assert_cmpint (origin, ==, VT_DENSITY_EXTRAPOLATED);
  g_assert_cmpfloat_with_epsilon (last, measured, 1e-3);
  g_assert_cmpfloat_with_epsilon (density ("stiff", 320.0001, NULL), 0.675, 1e-6);
  g_assert_cmpfloat_with_epsilon (density ("stiff", 5.9999, NULL), 0.803, 1e-5);
  g_assert_cmpfloat_with_epsilon (density ("stiff", 4.01, NULL), 0.80, 0.02);
}

static void
test_cutoffs (void)
{
  const VtModel *mie = vt_model_find ("mie");
  const double published[][2] = { { 6, 3.0 }, { 8, 2.5 }, { 12, 2.0 }, { 20, 1.8 } };

  for (gsize i = 0; i < G_N_ELEMENTS (published); i++)
    g_assert_cmpfloat (vt_published_cutoff (mie, published[i][0]), ==, published[i][1]);
  g_assert_cmpfloat_with_epsilon (vt_published_cutoff (mie, 2 / (1 / 12.0 + 1 / 20.0)), 1.9, 1e-14);
  for (double q = 2.01; q <= 100; q *= 1.1)
    {
      VtPotential potential;
      double parameters[2] = { q, vt_published_cutoff (mie, q) };
      g_assert_true (vt_potential_init (&potential, mie, parameters, NULL));
    }
  g_assert_cmpfloat (vt_published_cutoff (vt_model_find ("stiff"), 57.3), ==, 2);
  g_assert_cmpfloat_with_epsilon (vt_published_cutoff (vt_model_find ("sticky"), 1.2), 1.2 * pow (2, 1 / 6.0), 1e-15);
}

static double
published_temperature (const VtModel *model, double control)
{
  const double parameters[2] = { control, vt_published_cutoff (model, control) };
  VtDensityOrigin origin;
  return vt_published_temperature (model, parameters, vt_published_density (model, parameters, &origin));
}

/* Compressed glasses melt hotter, as rho^(12/3) for sticky spheres; expanded ones no colder. */
static void
test_temperature_follows_density (void)
{
  const VtModel *sticky = vt_model_find ("sticky");
  const double parameters[2] = { 1.2 };

  g_assert_cmpfloat_with_epsilon (vt_published_temperature (sticky, parameters, 1.2), 5.3 * 16, 1e-10);
  g_assert_cmpfloat (vt_published_temperature (sticky, parameters, 0.55), ==, 5.3);
}

static void
test_temperatures (void)
{
  const VtModel *mie = vt_model_find ("mie"), *sticky = vt_model_find ("sticky");
  const double of_q[][2] = { { 6, 1.5 }, { 8, 2 }, { 12, 4 }, { 16, 7 }, { 20, 10 } };
  const double of_rc[][2] = { { 1.1, 8.5 }, { 1.15, 7 }, { 1.2, 5.3 }, { 1.3, 3 }, { 1.5, 2.7 } };

  for (gsize i = 0; i < 5; i++)
    {
      g_assert_cmpfloat (published_temperature (mie, of_q[i][0]), ==, of_q[i][1]);
      g_assert_cmpfloat (published_temperature (sticky, of_rc[i][0]), ==, of_rc[i][1]);
    }
  g_assert_cmpfloat_with_epsilon (published_temperature (sticky, 1.25), (5.3 + 3) / 2, 1e-12);
  g_assert_cmpfloat_with_epsilon (published_temperature (mie, 2 / (1 / 8.0 + 1 / 12.0)), 3, 1e-12);
  g_assert_cmpfloat (published_temperature (mie, 3), ==, 1.5);
  g_assert_cmpfloat (published_temperature (mie, 24), >, 10);
  g_assert_cmpfloat (published_temperature (sticky, 1.05), >, 8.5);
  g_assert_cmpfloat (published_temperature (sticky, 2.5), ==, 2.7);
  g_assert_true (isnan (published_temperature (vt_model_find ("stiff"), 80)));
  g_assert_true (isnan (published_temperature (vt_model_find ("stiff6"), 80)));
}

/* The smallest systems at the published settings: 119 to 137 stiff, 87 to 475 mie, 25 to 63 sticky. */
static void
test_minimum_particles (void)
{
  const struct
  {
    const char *key;
    guint least, most;
  } expected[] = { { "stiff", 119, 137 }, { "mie", 87, 475 }, { "sticky", 25, 63 } };

  for (gsize m = 0; m < G_N_ELEMENTS (expected); m++)
    {
      const VtModel *model = vt_model_find (expected[m].key);
      guint least = G_MAXUINT, most = 0;
      gsize n;
      const double *controls = vt_published_controls (model, &n);
      for (gsize i = 0; i < n; i++)
        {
          VtPotential potential;
          double parameters[2] = { controls[i], vt_published_cutoff (model, controls[i]) };
          g_assert_true (vt_potential_init (&potential, model, parameters, NULL));
          guint count = vt_potential_minimum_particles (&potential, vt_published_density (model, parameters, NULL));
          least = MIN (least, count);
          most = MAX (most, count);
        }
      g_assert_cmpuint (least, ==, expected[m].least);
      g_assert_cmpuint (most, ==, expected[m].most);
    }
}

static void
test_controls_and_sizes (void)
{
  gsize n;
  for (const VtModel *const *model = vt_models (); *model; model++)
    {
      const double *controls = vt_published_controls (*model, &n);
      g_assert_cmpuint (n, >, 3);
      for (gsize i = 1; i < n; i++)
        g_assert_cmpfloat (controls[i - 1], <, controls[i]);
    }
  vt_published_controls (vt_model_find ("stiff"), &n);
  g_assert_cmpuint (n, ==, 7);
  g_assert_cmpuint (vt_published_particles (vt_model_find ("stiff")), ==, 4 * 14 * 14 * 14);
  g_assert_cmpuint (vt_published_particles (vt_model_find ("mie")), ==, 10648);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/published/densities", test_densities);
  g_test_add_func ("/published/interpolation", test_interpolation);
  g_test_add_func ("/published/other-cutoff", test_other_cutoff);
  g_test_add_func ("/published/beyond", test_beyond);
  g_test_add_func ("/published/cutoffs", test_cutoffs);
  g_test_add_func ("/published/temperatures", test_temperatures);
  g_test_add_func ("/published/temperature-follows-density", test_temperature_follows_density);
  g_test_add_func ("/published/minimum-particles", test_minimum_particles);
  g_test_add_func ("/published/controls-and-sizes", test_controls_and_sizes);
  return g_test_run ();
}
