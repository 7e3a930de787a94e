/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a descent remembers: the secant equation, symmetry, the textbook's recursion in double precision. */
#include "dynamics/secants.h"
#include "sample/random.h"

#include <math.h>
#include <string.h>

#define DEPTH 5   /* as in secants.c ... */
#define LOOSE 0.2 /* ... too */
#define N 1501  /* two sweeps of blocks, and a stretch that no vector length divides */
#define SIZE (3 * N)

typedef struct
{
  double s[SIZE], y[SIZE]; /* step, and how the gradient changed over it */
} Step;

static double
dot (const double *a, const double *b)
{
  double sum = 0;
  for (guint k = 0; k < SIZE; k++)
    sum += a[k] * b[k];
  return sum;
}

static double
longest_of (const double *x)
{
  double most = 0;
  for (guint i = 0; i < N; i++)
    most = fmax (most, x[3 * i] * x[3 * i] + x[3 * i + 1] * x[3 * i + 1] + x[3 * i + 2] * x[3 * i + 2]);
  return sqrt (most);
}

/* Steps on a bowl of uneven curvatures, each of its own length: y = H s with diagonal H > 0. */
static Step *
make_steps (guint count, double scale)
{
  g_autoptr (GRand) random = vt_random_new (7, VT_STREAM_DIPOLES);
  Step *steps = g_new (Step, count);
  double size = scale;

  for (guint k = 0; k < count; k++, size *= 0.1)
    for (guint i = 0; i < SIZE; i++)
      {
        const double curvature = 1 + 50 * ((i * 7919u) % 101) / 101.0;
        steps[k].s[i] = size * (2 * vt_random_uniform (random) - 1);
        steps[k].y[i] = curvature * steps[k].s[i];
      }
  return steps;
}

static void
add_step (VtSecants *secants, const Step *step, double sign)
{
  g_autofree double *before = g_new0 (double, SIZE), *direction = g_new (double, SIZE);
  double largest = 0;

  for (guint k = 0; k < SIZE; k++)
    {
      before[k] = sign * step->y[k];
      direction[k] = 4 * step->s[k];
      largest = fmax (largest, fabs (before[k]));
    }
  g_autofree double *after = g_new0 (double, SIZE);
  const VtSecantStep taken = { direction, 0.25, longest_of (direction), before, after, largest };
  vt_secants_add (secants, &taken);
}

/* Particles held by six bonds each, of stiffnesses over four orders of magnitude. */
static double *
make_stiffness (void)
{
  g_autoptr (GRand) random = vt_random_new (4, VT_STREAM_DIPOLES);
  double *stiffness = g_new0 (double, 2 * SIZE);

  for (guint i = 0; i < N; i++)
    for (guint bond = 0; bond < 6; bond++)
      {
        const double strength = pow (10, 4 * vt_random_uniform (random));
        double n[3];
        for (guint c = 0; c < 3; c++)
          n[c] = 2 * vt_random_uniform (random) - 1;
        for (guint a = 0, k = 0; a < 3; a++)
          for (guint b = a; b < 3; b++, k++)
            stiffness[6 * i + k] += strength * n[a] * n[b];
      }
  return stiffness;
}

/* Solves (K/mean + LOOSE) x = v for every particle, by elimination. */
static void
yield_to (const double *stiffness, const double *v, double *x)
{
  double mean = 0;
  for (guint i = 0; i < N; i++)
    mean += (stiffness[6 * i] + stiffness[6 * i + 3] + stiffness[6 * i + 5]) / (3 * N);
  for (guint i = 0; i < N; i++)
    {
      const double *k = stiffness + 6 * i;
      double m[3][4] = { { k[0], k[1], k[2] }, { k[1], k[3], k[4] }, { k[2], k[4], k[5] } };
      for (guint a = 0; a < 3; a++)
        {
          for (guint b = 0; b < 3; b++)
            m[a][b] = m[a][b] / mean + (a == b ? LOOSE : 0);
          m[a][3] = v[3 * i + a];
        }
      for (guint a = 0; a < 3; a++)
        for (guint row = 0; row < 3; row++)
          {
            const double part = m[row][a] / m[a][a];
            for (guint b = a; b < 4 && row != a; b++)
              m[row][b] -= part * m[a][b];
          }
      for (guint a = 0; a < 3; a++)
        x[3 * i + a] = m[a][3] / m[a][a];
    }
}

/* Nocedal and Wright, Algorithm 7.4, as printed; the first H is that of @stiffness, of all alike if it is NULL. */
static void
textbook (const Step *steps, guint count, const double *forces, const double *stiffness, double *d)
{
  g_autofree double *yielded = g_new (double, SIZE);
  double a[64];
  memcpy (d, forces, SIZE * sizeof *d);
  for (guint k = count; k-- > 0;)
    {
      a[k] = dot (steps[k].s, d) / dot (steps[k].s, steps[k].y);
      for (guint i = 0; i < SIZE; i++)
        d[i] -= a[k] * steps[k].y[i];
    }
  const Step *newest = steps + count - 1;
  memcpy (yielded, newest->y, SIZE * sizeof *d);
  if (stiffness != NULL)
    {
      yield_to (stiffness, newest->y, yielded);
      yield_to (stiffness, d, d);
    }
  const double gamma = dot (newest->s, newest->y) / dot (newest->y, yielded);
  for (guint i = 0; i < SIZE; i++)
    d[i] *= gamma;
  for (guint k = 0; k < count; k++)
    {
      const double b = dot (steps[k].y, d) / dot (steps[k].s, steps[k].y);
      for (guint i = 0; i < SIZE; i++)
        d[i] += (a[k] - b) * steps[k].s[i];
    }
}

static double
difference (const double *a, const double *b)
{
  double sum = 0;
  for (guint k = 0; k < SIZE; k++)
    sum += (a[k] - b[k]) * (a[k] - b[k]);
  return sqrt (sum / dot (b, b));
}

static double *
random_forces (guint64 seed)
{
  g_autoptr (GRand) random = vt_random_new (seed, VT_STREAM_DIPOLES);
  double *forces = g_new (double, SIZE);
  for (guint k = 0; k < SIZE; k++)
    forces[k] = 2 * vt_random_uniform (random) - 1;
  return forces;
}

/* Step lengths over forty orders of magnitude would leave the range of single precision without scales. */
static void
compare_with_textbook (const double *stiffness)
{
  const double scales[] = { 1, 1e20, 1e-20 };
  for (guint c = 0; c < G_N_ELEMENTS (scales); c++)
    for (guint count = 1; count <= DEPTH + 3; count += 3)
      {
        g_autofree Step *steps = make_steps (count, scales[c]);
        g_autoptr (VtSecants) secants = vt_secants_new (N, NULL);
        g_autofree double *forces = random_forces (3), *expected = g_new (double, SIZE), *d = g_new (double, SIZE);
        const guint kept = MIN (count, DEPTH);

        for (guint k = 0; k < count; k++)
          add_step (secants, steps + k, 1);
        if (stiffness != NULL)
          vt_secants_set_stiffness (secants, stiffness);
        vt_secants_direction (secants, forces, 2, d);
        textbook (steps + count - kept, kept, forces, stiffness, expected);
        g_assert_cmpfloat (difference (d, expected), <, 1e-5);
      }
}

static void
test_textbook (void)
{
  compare_with_textbook (NULL);
}

static void
test_uneven_stiffness (void)
{
  g_autofree double *stiffness = make_stiffness ();
  compare_with_textbook (stiffness);

  /* Only ratios count. */
  for (guint k = 0; k < 2 * SIZE; k++)
    stiffness[k] *= 1e20;
  compare_with_textbook (stiffness);
}

/* A gas: nothing holds anything. */
static void
test_no_stiffness (void)
{
  g_autofree double *nothing = g_new0 (double, 2 * SIZE), *d = g_new (double, SIZE), *expected = g_new (double, SIZE);
  g_autofree double *forces = random_forces (3);
  g_autofree Step *steps = make_steps (2, 1);
  g_autoptr (VtSecants) secants = vt_secants_new (N, NULL);

  for (guint k = 0; k < 2; k++)
    add_step (secants, steps + k, 1);
  vt_secants_set_stiffness (secants, nothing);
  vt_secants_direction (secants, forces, 2, d);
  textbook (steps, 2, forces, NULL, expected);
  g_assert_cmpfloat (difference (d, expected), <, 1e-5);
}

/* The newest step is what the change of the gradient over it leads to. */
static void
test_secant (void)
{
  g_autofree Step *steps = make_steps (5, 0.01);
  g_autoptr (VtSecants) secants = vt_secants_new (N, NULL);
  g_autofree double *d = g_new (double, SIZE);

  for (guint k = 0; k < 5; k++)
    add_step (secants, steps + k, 1);
  vt_secants_direction (secants, steps[4].y, longest_of (steps[4].y), d);
  g_assert_cmpfloat (difference (d, steps[4].s), <, 1e-5);
}

static void
test_symmetric_and_positive (void)
{
  g_autofree Step *steps = make_steps (6, 1);
  g_autoptr (VtSecants) secants = vt_secants_new (N, NULL);
  g_autofree double *u = random_forces (1), *v = random_forces (2);
  g_autofree double *hu = g_new (double, SIZE), *hv = g_new (double, SIZE);

  g_autofree double *stiffness = make_stiffness ();
  for (guint k = 0; k < 6; k++)
    add_step (secants, steps + k, 1);
  vt_secants_set_stiffness (secants, stiffness);
  vt_secants_direction (secants, u, 2, hu);
  vt_secants_direction (secants, v, 2, hv);
  g_assert_cmpfloat (dot (u, hu), >, 0);
  g_assert_cmpfloat (fabs (dot (u, hv) - dot (v, hu)), <, 1e-5 * sqrt (dot (u, hu) * dot (v, hv)));
}

static void
test_concave_step_is_not_kept (void)
{
  g_autofree Step *steps = make_steps (2, 1);
  g_autoptr (VtSecants) secants = vt_secants_new (N, NULL);
  g_autofree double *forces = random_forces (1), *before = g_new (double, SIZE), *d = g_new (double, SIZE);

  add_step (secants, steps, -1);
  g_assert_true (vt_secants_is_empty (secants));
  vt_secants_direction (secants, forces, 2, d);
  g_assert_cmpmem (d, SIZE * sizeof *d, forces, SIZE * sizeof *d);

  add_step (secants, steps, 1);
  vt_secants_direction (secants, forces, 2, before);
  add_step (secants, steps + 1, -1);
  vt_secants_direction (secants, forces, 2, d);
  g_assert_cmpmem (d, SIZE * sizeof *d, before, SIZE * sizeof *d);
  vt_secants_forget (secants);
  g_assert_true (vt_secants_is_empty (secants));
}

static void
test_same_bits_on_any_team (void)
{
  g_autofree Step *steps = make_steps (3, 1);
  g_autofree double *forces = random_forces (1), *first = g_new (double, SIZE), *d = g_new (double, SIZE);
  g_autofree double *stiffness = make_stiffness ();

  for (guint threads = 1; threads <= 3; threads++)
    {
      g_autoptr (VtTeam) team = vt_team_new (threads);
      g_autoptr (VtSecants) secants = vt_secants_new (N, team);
      for (guint k = 0; k < 3; k++)
        add_step (secants, steps + k, 1);
      vt_secants_set_stiffness (secants, stiffness);
      vt_secants_direction (secants, forces, 2, d);
      if (threads == 1)
        memcpy (first, d, SIZE * sizeof *d);
      g_assert_cmpmem (d, SIZE * sizeof *d, first, SIZE * sizeof *d);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/secants/textbook", test_textbook);
  g_test_add_func ("/secants/uneven-stiffness", test_uneven_stiffness);
  g_test_add_func ("/secants/no-stiffness", test_no_stiffness);
  g_test_add_func ("/secants/secant", test_secant);
  g_test_add_func ("/secants/symmetric", test_symmetric_and_positive);
  g_test_add_func ("/secants/concave", test_concave_step_is_not_kept);
  g_test_add_func ("/secants/same-bits", test_same_bits_on_any_team);
  return g_test_run ();
}
