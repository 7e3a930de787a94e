/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene/order.h"

#include <math.h>

static void
check (const float *z, guint n)
{
  g_autofree guint32 *order = g_new (guint32, n), *scratch = g_new (guint32, 2 * n);
  g_autofree guint8 *seen = g_new0 (guint8, n);
  float low = INFINITY, high = -INFINITY;

  for (guint i = 0; i < n; i++)
    {
      low = MIN (low, z[i]);
      high = MAX (high, z[i]);
    }
  vt_depth_order (z, n, order, scratch);
  for (guint k = 0; k < n; k++)
    {
      g_assert_cmpuint (order[k], <, n);
      g_assert_false (seen[order[k]]);
      seen[order[k]] = 1;
      if (k)
        g_assert_cmpfloat (z[order[k]], >=, z[order[k - 1]] - (high - low) / 65535 * 1.01f);
    }
}

static void
test_random (void)
{
  const guint sizes[] = { 1, 2, 3, 100, 10976 };
  GRand *random = g_rand_new_with_seed (5);

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      g_autofree float *z = g_new (float, sizes[s]);

      for (guint i = 0; i < sizes[s]; i++)
        z[i] = (float) g_rand_double_range (random, -12, 12);
      check (z, sizes[s]);
    }
  g_rand_free (random);
}

static void
test_ties (void)
{
  const float z[5] = { 3, 3, 3, 3, 3 };
  guint32 order[5], scratch[10];

  vt_depth_order (z, 5, order, scratch);
  for (guint k = 0; k < 5; k++)
    g_assert_cmpuint (order[k], ==, k);
  vt_depth_order (z, 0, order, scratch);
}

/* The last value must land in the last place: no overflow of the 16 bits. */
static void
test_extremes (void)
{
  const float z[4] = { 1e6f, -1e6f, 999999.9f, 0 };
  guint32 order[4], scratch[8];

  vt_depth_order (z, 4, order, scratch);
  g_assert_cmpuint (order[0], ==, 1);
  g_assert_cmpuint (order[1], ==, 3);
  check (z, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/order/random", test_random);
  g_test_add_func ("/order/ties", test_ties);
  g_test_add_func ("/order/extremes", test_extremes);
  return g_test_run ();
}
