/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much nearer particles can have come: against all particles of all regions around. */
#include "dynamics/approach.h"
#include "sample/random.h"

#include <math.h>

#define N 900

typedef struct
{
  guint counts[3];
  double start[4 * N], now[4 * N], moved[N];
  guint32 region[N];
} Places;

/* Few move far, most hardly at all. */
static void
scatter (Places *places, guint x, guint y, guint z, guint32 seed)
{
  g_autoptr (GRand) random = vt_random_new (seed, VT_STREAM_DIPOLES);

  *places = (Places) { .counts = { x, y, z } };
  for (guint i = 0; i < N; i++)
    {
      const double far = vt_random_uniform (random) < 0.03 ? 0.2 : 0.01;
      double square = 0;
      places->region[i] = (guint32) (vt_random_uniform (random) * (x * y * z));
      for (guint c = 0; c < 4; c++)
        {
          const double step = c < 3 ? far * vt_random_uniform (random) : 0;
          places->start[4 * i + c] = 10 * vt_random_uniform (random);
          places->now[4 * i + c] = places->start[4 * i + c] + step;
          square += pow (places->now[4 * i + c] - places->start[4 * i + c], 2);
        }
      places->moved[i] = sqrt (square);
    }
}

/* How many regions lie between two, along the axis where they are most. */
static guint
apart (const Places *places, guint a, guint b)
{
  guint most = 0;

  for (guint c = 0; c < 3; c++)
    {
      const guint count = places->counts[c], at = a % count, to = b % count;
      const guint one_way = at > to ? at - to : to - at;
      most = MAX (most, MIN (one_way, count - one_way));
      a /= count;
      b /= count;
    }
  return most;
}

/* The two largest displacements in the regions up to @reach away. */
static double
two_largest (const Places *places, guint region, guint reach)
{
  double first = 0, second = 0;

  for (guint i = 0; i < N; i++)
    if (apart (places, region, places->region[i]) <= reach)
      {
        second = fmax (second, fmin (first, places->moved[i]));
        first = fmax (first, places->moved[i]);
      }
  return first + second;
}

static void
compare (guint x, guint y, guint z, guint32 seed)
{
  static Places places;
  g_autoptr (VtTeam) team = vt_team_new (2);
  VtApproach *approach = vt_approach_new (N, team);
  double most = 0;

  scatter (&places, x, y, z, seed);
  vt_approach_start (approach, places.start, places.counts, places.region);
  g_assert_cmpfloat (vt_approach_measure (approach, places.start), ==, 0);
  const double measured = vt_approach_measure (approach, places.now);
  for (guint region = 0; region < x * y * z; region++)
    {
      g_assert_cmpfloat_with_epsilon (vt_approach_within (approach, region), two_largest (&places, region, 1), 1e-12);
      most = fmax (most, two_largest (&places, region, 2));
    }
  g_assert_cmpfloat_with_epsilon (measured, most, 1e-12);
  vt_approach_free (approach);
}

/* From boxes in which everything is near, regions on both sides of one that are the same, to many. */
static void
test_all_around (void)
{
  for (guint32 seed = 1; seed <= 5; seed++)
    {
      compare (1, 1, 1, seed);
      compare (2, 3, 1, seed);
      compare (4, 5, 6, seed);
      compare (9, 7, 8, seed);
    }
}

/* Another box, more regions than before. */
static void
test_start_again (void)
{
  static Places places;
  g_autoptr (VtTeam) team = vt_team_new (2);
  VtApproach *approach = vt_approach_new (N, team);

  scatter (&places, 2, 2, 2, 3);
  vt_approach_start (approach, places.start, places.counts, places.region);
  vt_approach_measure (approach, places.now);
  scatter (&places, 7, 6, 9, 4);
  vt_approach_start (approach, places.now, places.counts, places.region);
  g_assert_cmpfloat (vt_approach_within (approach, 377), ==, 0);
  g_assert_cmpfloat (vt_approach_measure (approach, places.now), ==, 0);
  vt_approach_free (approach);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/approach/all-around", test_all_around);
  g_test_add_func ("/approach/start-again", test_start_again);
  return g_test_run ();
}
