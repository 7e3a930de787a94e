/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a descent remembers: the secant equation, symmetry, the textbook's recursion in double precision. */
#include "dynamics/secants.h"
#include "sample/random.h"

#include <math.h>
#include <string.h>

#define DEPTH 8 /* as in secants.c */
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

/* Nocedal and Wright, Algorithm 7.4, as printed. */
static void
textbook (const Step *steps, guint count, const double *forces, double *d)
{
  double a[64];
  memcpy (d, forces, SIZE * sizeof *d);
  for (guint k = count; k-- > 0;)
    {
      a[k] = dot (steps[k].s, d) / dot (steps[k].s, steps[k].y);
      for (guint i = 0; i < SIZE; i++)
        d[i] -= a[k] * steps[k].y[i];
    }
  const Step *newest = steps + count - 1;
  const double gamma = dot (newest->s, newest->y) / dot (newest->y, newest->y);
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
test_textbook (void)
{
  const double scales[] = { 1, 1e20, 1e-20 };
  for (guint c = 0; c < G_N_ELEMENTS (scales); c++)
    for (guint count = 1; count <= DEPTH + 3; count += 5)
      {
        g_autofree Step *steps = make_steps (count, scales[c]);
        g_autoptr (VtSecants) secants = vt_secants_new (N, NULL);
        g_autofree double *forces = random_forces (3), *expected = g_new (double, SIZE), *d = g_new (double, SIZE);
        const guint kept = MIN (count, DEPTH);

        for (guint k = 0; k < count; k++)
          add_step (secants, steps + k, 1);
        vt_secants_direction (secants, forces, 2, d);
        textbook (steps + count - kept, kept, forces, expected);
        g_assert_cmpfloat (difference (d, expected), <, 1e-5);
      }
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

  for (guint k = 0; k < 6; k++)
    add_step (secants, steps + k, 1);
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

  for (guint threads = 1; threads <= 3; threads++)
    {
      g_autoptr (VtTeam) team = vt_team_new (threads);
      g_autoptr (VtSecants) secants = vt_secants_new (N, team);
      for (guint k = 0; k < 3; k++)
        add_step (secants, steps + k, 1);
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
  g_test_add_func ("/secants/secant", test_secant);
  g_test_add_func ("/secants/symmetric", test_symmetric_and_positive);
  g_test_add_func ("/secants/concave", test_concave_step_is_not_kept);
  g_test_add_func ("/secants/same-bits", test_same_bits_on_any_team);
  return g_test_run ();
}
