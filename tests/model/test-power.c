/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Powers in 128-bit arithmetic against repeated multiplication and known digits. */
#include "model/power.h"

#include <math.h>

static VtQuad
multiply (double base, int times)
{
  VtQuad product = 1;
  for (int k = 0; k < times; k++)
    product *= base;
  return product;
}

/* Integer powers can be multiplied out: the same double comes back. */
static void
test_integer_powers (void)
{
  for (int trial = 0; trial < 2000; trial++)
    {
      double base = g_test_rand_double_range (0.2, 4);
      int exponent = g_test_rand_int_range (0, 401);
      VtQuad exact = multiply (base, exponent);
      g_assert_cmpfloat (vt_power (base, exponent), ==, (double) exact);
      g_assert_cmpfloat (vt_power (base, -exponent), ==, (double) (1 / exact));
    }
}

/* Roots, multiplied up again, are the number they were taken of to 1e-29. */
static void
test_roots (void)
{
  for (int root = 2; root < 30; root++)
    {
      VtQuad y = vt_quad_power (2, (VtQuad) 1 / root), product = 1;
      for (int k = 0; k < root; k++)
        product *= y;
      g_assert_cmpfloat (fabs ((double) (product / 2 - 1)), <, 1e-29);
    }
}

static void
test_against_libm (void)
{
  for (int trial = 0; trial < 2000; trial++)
    {
      double base = g_test_rand_double_range (0.2, 4), exponent = g_test_rand_double_range (-400, 400);
      double x = g_test_rand_double_range (1e-3, 1e3);
      double power = vt_power (base, exponent), libm = pow (base, exponent);
      g_assert_cmpfloat (fabs (power - libm), <=, nextafter (libm, INFINITY) - libm);
      g_assert_cmpfloat_with_epsilon (vt_log (x), log (x), 2e-15);
    }
}

/* Digits of ln 10, ln 320 and 2^(1/6) as tables print them. */
static void
test_known_digits (void)
{
  g_assert_cmpfloat (fabs ((double) (vt_quad_log (10) - 2.302585092994045684017991454684364Q)), <, 1e-32);
  g_assert_cmpfloat (fabs ((double) (vt_quad_power (2, (VtQuad) 1 / 6) - 1.122462048309372981433533049679180Q)), <, 1e-32);
  g_assert_cmpfloat (vt_log (1), ==, 0);
  g_assert_cmpfloat (vt_power (4, -1000), ==, 0);
  /* by exact rationals, of the double next to 0.2 */
  g_assert_cmpfloat (vt_power (0.2, -320), ==, 4.681676354692115e223);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/power/integer", test_integer_powers);
  g_test_add_func ("/power/roots", test_roots);
  g_test_add_func ("/power/libm", test_against_libm);
  g_test_add_func ("/power/known-digits", test_known_digits);
  return g_test_run ();
}
