/* SPDX-License-Identifier: GPL-3.0-or-later */
/* g(r): against counting every pair, the shells of a lattice, the limit of no order, identities between partials. */
#include "structure/rdf.h"

#include <math.h>

static VtSample *
random_sample (guint n, double lx, double ly, double lz)
{
  VtSample *sample = vt_sample_new (n, (double[]) { lx, ly, lz });
  for (guint i = 0; i < n; i++)
    {
      for (int k = 0; k < 3; k++)
        sample->positions[3 * i + k] = sample->box[k] * g_test_rand_double_range (-2, 2);
      sample->species[i] = (guint8) g_test_rand_int_range (0, 2);
    }
  return sample;
}

static double
shell (const VtRdf *rdf, guint bin)
{
  double inner = bin * rdf->width, outer = inner + rdf->width;
  return 4 * G_PI / 3 * (pow (outer, 3) - pow (inner, 3));
}

/* Neighbours of a particle between @from and @to, as g counts them. */
static double
neighbours (const VtRdf *rdf, const VtSample *sample, double from, double to)
{
  double sum = 0;
  for (guint bin = 0; bin < rdf->n; bin++)
    if (rdf->r[bin] > from && rdf->r[bin] < to)
      sum += rdf->g[bin] * vt_sample_density (sample) * shell (rdf, bin);
  return sum;
}

static void
check_every_pair (const VtSample *sample, double r_max, double width)
{
  g_autoptr (VtRdf) rdf = vt_rdf_new (sample, r_max, width);
  g_autofree double *counts = g_new0 (double, 3 * rdf->n);
  double *partial[3] = { rdf->g_ss, rdf->g_sl, rdf->g_ll };
  double n[2] = { 0 };

  for (guint i = 0; i < sample->n; i++)
    {
      n[sample->species[i]]++;
      for (guint j = i + 1; j < sample->n; j++)
        {
          double d[3];
          for (int k = 0; k < 3; k++)
            d[k] = sample->positions[3 * i + k] - sample->positions[3 * j + k];
          vt_minimum_image (sample->box, d);
          guint bin = (guint) (sqrt (d[0] * d[0] + d[1] * d[1] + d[2] * d[2]) / width);
          if (bin < rdf->n)
            counts[(sample->species[i] + sample->species[j]) * rdf->n + bin]++;
        }
    }
  double pairs[3] = { n[0] * n[0] / 2, n[0] * n[1], n[1] * n[1] / 2 };
  for (int k = 0; k < 3; k++)
    for (guint bin = 0; bin < rdf->n; bin++)
      g_assert_cmpfloat_with_epsilon (partial[k][bin] * shell (rdf, bin) * pairs[k] / vt_sample_volume (sample),
                                      counts[k * rdf->n + bin], 1e-6);
}

/* Boxes of one cell, of few cells, of many; cubic and not. */
static void
test_every_pair (void)
{
  const double boxes[][3] = { { 4, 4, 4 }, { 9, 9, 9 }, { 20, 5, 11 }, { 5, 30, 30 }, { 13, 13, 40 } };
  for (gsize b = 0; b < G_N_ELEMENTS (boxes); b++)
    for (double r_max = 0.9; r_max < 7; r_max *= 1.6)
      {
        g_autoptr (VtSample) sample = random_sample (300, boxes[b][0], boxes[b][1], boxes[b][2]);
        check_every_pair (sample, r_max, 0.3);
      }
}

/* Simple cubic: 6, 12, 8, 6, 24 neighbours at 1, sqrt 2, sqrt 3, 2, sqrt 5; nothing between. */
static void
test_lattice (void)
{
  const double distance[] = { 1, G_SQRT2, sqrt (3), 2, sqrt (5) };
  const double count[] = { 6, 12, 8, 6, 24 };
  g_autoptr (VtSample) sample = vt_sample_new (1000, (double[]) { 10, 10, 10 });

  for (guint i = 0; i < 1000; i++)
    {
      sample->positions[3 * i] = i % 10 + 0.25;
      sample->positions[3 * i + 1] = i / 10 % 10;
      sample->positions[3 * i + 2] = i / 100 + 0.5;
      sample->species[i] = (i + i / 10 + i / 100) % 2;
    }
  g_autoptr (VtRdf) rdf = vt_rdf_new (sample, 2.4, 0.01);
  double last = 0;
  for (int k = 0; k < 5; k++)
    {
      g_assert_cmpfloat_with_epsilon (neighbours (rdf, sample, distance[k] - 0.02, distance[k] + 0.02), count[k], 1e-9);
      g_assert_cmpfloat (neighbours (rdf, sample, last + 0.02, distance[k] - 0.02), ==, 0);
      last = distance[k];
    }
  /* rock salt: nearest neighbours are all unlike, the next ones all alike */
  for (guint bin = 0; bin < rdf->n; bin++)
    {
      if (fabs (rdf->r[bin] - 1) < 0.02)
        g_assert_true (rdf->g_ss[bin] == 0 && rdf->g_ll[bin] == 0);
      if (fabs (rdf->r[bin] - G_SQRT2) < 0.02)
        g_assert_cmpfloat (rdf->g_sl[bin], ==, 0);
    }
}

/* Without order g is one, within its own statistical error. */
static void
test_random_points (void)
{
  g_autoptr (VtSample) sample = random_sample (20000, 30, 28, 32);
  g_autoptr (VtRdf) rdf = vt_rdf_new (sample, 6, 0.1);
  double chi = 0;

  for (guint bin = 10; bin < rdf->n; bin++)
    {
      double deviation = (rdf->g[bin] - 1) / rdf->error[bin];
      g_assert_cmpfloat (fabs (deviation), <, 6);
      g_assert_cmpfloat (fabs (rdf->g_ss[bin] - 1), <, 20 * rdf->error[bin]);
      g_assert_cmpfloat (fabs (rdf->g_ll[bin] - 1), <, 20 * rdf->error[bin]);
      chi += deviation * deviation;
    }
  g_assert_cmpfloat (chi / (rdf->n - 10), <, 3);
  g_assert_cmpfloat (chi / (rdf->n - 10), >, 0.3);
}

/* N^2 g = N_s^2 g_ss + 2 N_s N_l g_sl + N_l^2 g_ll */
static void
test_partials (void)
{
  g_autoptr (VtSample) sample = random_sample (777, 9, 10, 11);
  g_autoptr (VtRdf) rdf = vt_rdf_new (sample, 4, 0.05);
  double n_large = 0, n_small;

  for (guint i = 0; i < sample->n; i++)
    n_large += sample->species[i];
  n_small = sample->n - n_large;
  for (guint bin = 0; bin < rdf->n; bin++)
    {
      double sum = n_small * n_small * rdf->g_ss[bin] + 2 * n_small * n_large * rdf->g_sl[bin]
                   + n_large * n_large * rdf->g_ll[bin];
      g_assert_cmpfloat_with_epsilon (rdf->g[bin], sum / (sample->n * (double) sample->n), 1e-12 * (1 + rdf->g[bin]));
      g_assert_cmpfloat_with_epsilon (rdf->r[bin], (bin + 0.5) * 0.05, 1e-12);
    }
}

static void
test_clipped (void)
{
  g_autoptr (VtSample) sample = random_sample (200, 6, 8, 10);
  g_autoptr (VtRdf) clipped = vt_rdf_new (sample, 100, 0.01);
  g_autoptr (VtRdf) whole = vt_rdf_new (sample, 2.5, 0.01);
  g_autoptr (VtRdf) one = vt_rdf_new (sample, 2, 50);

  g_assert_cmpuint (clipped->n, ==, 300);
  g_assert_cmpuint (whole->n, ==, 250);
  for (guint bin = 0; bin < whole->n; bin++)
    g_assert_cmpfloat (whole->g[bin], ==, clipped->g[bin]);
  g_assert_cmpuint (one->n, ==, 1);
  g_assert_cmpfloat (one->width, ==, 2);
}

/* One species, a single particle, a few in an enormous box: zeros, no NaN, no enormous memory. */
static void
test_sparse (void)
{
  g_autoptr (VtSample) alone = vt_sample_new (1, (double[]) { 5, 5, 5 });
  g_autoptr (VtSample) far = vt_sample_new (2, (double[]) { 1e9, 1e9, 1e9 });
  g_autoptr (VtRdf) of_one = vt_rdf_new (alone, 2, 0.1);

  far->positions[3] = 1e9 - 0.55; /* across the face */
  g_autoptr (VtRdf) of_two = vt_rdf_new (far, 2, 0.1);
  for (guint bin = 0; bin < 20; bin++)
    {
      g_assert_cmpfloat (of_one->g[bin] + of_one->g_sl[bin] + of_one->g_ll[bin] + of_one->error[bin], ==, 0);
      g_assert_true (isfinite (of_two->g_ll[bin]));
      g_assert_true ((of_two->g[bin] > 0) == (bin == 5));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rdf/every-pair", test_every_pair);
  g_test_add_func ("/rdf/lattice", test_lattice);
  g_test_add_func ("/rdf/random-points", test_random_points);
  g_test_add_func ("/rdf/partials", test_partials);
  g_test_add_func ("/rdf/clipped", test_clipped);
  g_test_add_func ("/rdf/sparse", test_sparse);
  return g_test_run ();
}
