/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Samples: the crystal start, digests, periodic boxes, random streams. */
#include "sample/random.h"
#include "sample/sample.h"
#include "support/making.h"

#include <math.h>

static VtSample *
crystal (guint n, guint64 seed)
{
  VtPotential potential = making_potential ("stiff", 40);
  g_autoptr (GError) error = NULL;
  VtSample *sample = vt_sample_new_fcc (n, 0.708, seed, &potential, &error);
  g_assert_no_error (error);
  return sample;
}

static guint
count_large (const VtSample *sample)
{
  guint large = 0;
  for (guint i = 0; i < sample->n; i++)
    large += sample->species[i] == VT_SPECIES_LARGE;
  return large;
}

static void
test_fcc_counts (void)
{
  for (guint n = 140; n < 520; n += 17)
    {
      g_autoptr (VtSample) sample = crystal (n, n);
      g_assert_cmpuint (sample->n, ==, n);
      g_assert_cmpuint (count_large (sample), ==, n - n / 2);
      g_assert_cmpfloat_with_epsilon (vt_sample_density (sample), 0.708, 1e-12);
    }
}

static void
test_fcc_is_fcc (void)
{
  g_autoptr (VtSample) sample = crystal (500, 3);
  const double nearest = sample->box[0] / 5 / sqrt (2);

  for (guint i = 0; i < sample->n; i++)
    {
      guint neighbours = 0;
      for (guint j = 0; j < sample->n; j++)
        {
          double d[3];
          for (guint c = 0; c < 3; c++)
            d[c] = sample->positions[3 * j + c] - sample->positions[3 * i + c];
          vt_minimum_image (sample->box, d);
          neighbours += i != j && sqrt (d[0] * d[0] + d[1] * d[1] + d[2] * d[2]) < 1.01 * nearest;
        }
      g_assert_cmpuint (neighbours, ==, 12);
    }
  g_assert_cmpfloat_with_epsilon (vt_sample_crystal_order (sample), 500, 1e-6);
}

static void
test_fcc_refuses_few (void)
{
  VtPotential potential = making_potential ("stiff", 80);
  g_autoptr (GError) error = NULL;
  const guint fewest = vt_potential_minimum_particles (&potential, 0.694);

  g_assert_null (vt_sample_new_fcc (fewest - 1, 0.694, 1, &potential, &error));
  g_assert_error (error, VT_SAMPLE_ERROR, VT_SAMPLE_ERROR_TOO_FEW);
  g_autofree char *number = g_strdup_printf ("%u", fewest);
  g_assert_nonnull (strstr (error->message, number));
  g_clear_error (&error);
  g_autoptr (VtSample) sample = vt_sample_new_fcc (fewest, 0.694, 1, &potential, &error);
  g_assert_no_error (error);
  g_assert_true (vt_sample_check_cutoff (sample, &potential, NULL));
}

static void
test_seeds_differ (void)
{
  const guint64 seeds[] = { 1, 2, (G_GUINT64_CONSTANT (1) << 32) + 1, VT_SEED_MAXIMUM };
  for (guint a = 0; a < G_N_ELEMENTS (seeds); a++)
    for (guint b = 0; b < G_N_ELEMENTS (seeds); b++)
      {
        g_autoptr (VtSample) one = crystal (256, seeds[a]), other = crystal (256, seeds[b]);
        g_autofree char *first = vt_sample_digest (one), *second = vt_sample_digest (other);
        g_assert_cmpint (g_str_equal (first, second), ==, a == b);
      }
}

static void
test_digest_forgives_images (void)
{
  g_autoptr (VtSample) sample = crystal (256, 5);
  g_autofree char *before = vt_sample_digest (sample);
  for (guint i = 0; i < sample->n; i++)
    sample->positions[3 * i + i % 3] += (i % 7 - 3.0) * sample->box[i % 3];
  g_autofree char *moved = vt_sample_digest (sample);
  g_assert_cmpstr (before, ==, moved);
  vt_sample_wrap (sample);
  for (guint k = 0; k < 3 * sample->n; k++)
    g_assert_true (sample->positions[k] >= 0 && sample->positions[k] < sample->box[k % 3]);
  sample->positions[100] += 2e-6;
  g_autofree char *other = vt_sample_digest (sample);
  g_assert_cmpstr (before, !=, other);
}

static void
test_edges_of_the_box_are_one_place (void)
{
  const double box[3] = { 10, 10, 10 };
  g_autoptr (VtSample) low = vt_sample_new (1, box), high = vt_sample_new (1, box);
  low->positions[0] = 1e-9;
  high->positions[0] = -1e-9;
  g_autofree char *a = vt_sample_digest (low), *b = vt_sample_digest (high);
  g_assert_cmpstr (a, ==, b);
}

static void
test_random_streams (void)
{
  g_autoptr (GRand) a = vt_random_new (7, VT_STREAM_SPECIES), b = vt_random_new (7, VT_STREAM_VELOCITIES);
  double sum = 0, square = 0;
  const guint n = 100000;

  g_assert_cmpuint (g_rand_int (a), !=, g_rand_int (b));
  for (guint k = 0; k < n; k++)
    {
      double x = vt_random_normal (b), u = vt_random_uniform (a);
      g_assert_true (u >= 0 && u < 1);
      sum += x;
      square += x * x;
    }
  g_assert_cmpfloat_with_epsilon (sum / n, 0, 5 / sqrt (n));
  g_assert_cmpfloat_with_epsilon (square / n, 1, 5 * sqrt (2.0 / n));
}

/* The first words of a stream are part of every recipe: they may never change. */
static void
test_random_is_pinned (void)
{
  g_autoptr (GRand) random = vt_random_new (G_GUINT64_CONSTANT (123456789012345), VT_STREAM_SPECIES);
  g_assert_cmpuint (g_rand_int (random), ==, 908851664u);
  g_assert_cmpuint (g_rand_int (random), ==, 3404562703u);
}

static void
test_random_below (void)
{
  g_autoptr (GRand) random = vt_random_new (9, VT_STREAM_VACANCIES);
  guint counts[6] = { 0 };
  for (guint k = 0; k < 60000; k++)
    counts[vt_random_below (random, 6)]++;
  for (guint k = 0; k < 6; k++)
    g_assert_cmpfloat_with_epsilon (counts[k], 10000, 500);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sample/fcc/counts", test_fcc_counts);
  g_test_add_func ("/sample/fcc/is-fcc", test_fcc_is_fcc);
  g_test_add_func ("/sample/fcc/refuses-few", test_fcc_refuses_few);
  g_test_add_func ("/sample/seeds-differ", test_seeds_differ);
  g_test_add_func ("/sample/digest/forgives-images", test_digest_forgives_images);
  g_test_add_func ("/sample/digest/edges", test_edges_of_the_box_are_one_place);
  g_test_add_func ("/random/streams", test_random_streams);
  g_test_add_func ("/random/pinned", test_random_is_pinned);
  g_test_add_func ("/random/below", test_random_below);
  return g_test_run ();
}
