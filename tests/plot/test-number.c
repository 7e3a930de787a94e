/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/number.h"

#include <math.h>

static void
assert_number (double value, guint digits, const char *expected)
{
  g_autofree char *text = vt_format_number_with (value, digits, ".", VT_NUMBER_MARKUP);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_with_error (double value, double error, const char *expected)
{
  g_autofree char *text = vt_format_with_error_with (value, error, ".", VT_NUMBER_MARKUP);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_significant_digits (void)
{
  assert_number (19.4712, 3, "19.5");
  assert_number (137.2, 3, "137");
  assert_number (0.36749, 3, "0.367");
  assert_number (0.0051234, 3, "0.00512");
  assert_number (1.7494, 4, "1.749");
  assert_number (2.999, 3, "3.00");
  assert_number (0, 3, "0");
  /* digits before the mark are never rounded away */
  assert_number (1234.5, 3, "1234");
}

static void
test_true_minus (void)
{
  assert_number (-3.8214, 3, "−3.82");
  /* what rounds to zero has no sign */
  g_autofree char *text = vt_format_fixed (-0.0004, 2, ".", VT_NUMBER_MARKUP);
  g_assert_cmpstr (text, ==, "0.00");
}

static void
test_thin_space (void)
{
  assert_number (10976, 3, "10\342\200\211976");
  assert_number (9999, 3, "9999");
  assert_number (1234567, 3, "1\342\200\211234\342\200\211567");
  /* 9999.7 is shown as 10 000 */
  assert_number (9999.7, 3, "10\342\200\211000");
}

static void
test_powers (void)
{
  assert_number (0.0051, 2, "0.0051");
  assert_number (0.001, 3, "0.00100");
  assert_number (0.00051, 2, "5.1\342\200\211×\342\200\21110<sup>−4</sup>");
  assert_number (-2.5e-12, 2, "−2.5\342\200\211×\342\200\21110<sup>−12</sup>");
  assert_number (3e20, 2, "3.0\342\200\211×\342\200\21110<sup>20</sup>");
  /* 0.0009999 rounds into the range that needs no power */
  assert_number (0.00099999, 3, "0.00100");
  assert_number (5e-320, 1, "5\342\200\211×\342\200\21110<sup>−320</sup>");
}

static void
test_plain_and_signed (void)
{
  g_autofree char *plain = vt_format_number_with (4.2e-7, 2, ".", VT_NUMBER_PLAIN);
  g_autofree char *plus = vt_format_number_with (23.914, 4, ".", VT_NUMBER_SIGNED);
  g_autofree char *zero = vt_format_number_with (0, 3, ".", VT_NUMBER_SIGNED);
  g_autofree char *trimmed = vt_format_number_with (5, 3, ".", VT_NUMBER_TRIM);
  g_autofree char *kept = vt_format_number_with (500, 3, ".", VT_NUMBER_TRIM);

  g_assert_cmpstr (plain, ==, "4.2\342\200\211×\342\200\21110^−7");
  g_assert_cmpstr (plus, ==, "+23.91");
  g_assert_cmpstr (zero, ==, "0");
  g_assert_cmpstr (trimmed, ==, "5");
  g_assert_cmpstr (kept, ==, "500");
}

static void
test_decimal_comma (void)
{
  g_autofree char *number = vt_format_number_with (-3.8214, 3, ",", VT_NUMBER_MARKUP);
  g_autofree char *error = vt_format_with_error_with (0.45453, 0.0015, ",", VT_NUMBER_MARKUP);
  g_autofree char *tiny = vt_format_number_with (5.1e-5, 2, ",", VT_NUMBER_PLAIN);

  g_assert_cmpstr (number, ==, "−3,82");
  g_assert_cmpstr (error, ==, "0,4545(15)");
  g_assert_cmpstr (tiny, ==, "5,1\342\200\211×\342\200\21110^−5");
}

static void
test_not_finite (void)
{
  assert_number (NAN, 3, "—");
  assert_number (INFINITY, 3, "—");
  assert_with_error (NAN, 0.1, "—");
}

static void
test_errors (void)
{
  assert_with_error (0.45453, 0.0015, "0.4545(15)");
  assert_with_error (0.45453, 0.0036, "0.455(4)");
  assert_with_error (0.45453, 0.00354, "0.4545(35)");
  assert_with_error (0.45453, 0.0096, "0.455(10)");
  assert_with_error (19.47, 1.5, "19.5(15)");
  assert_with_error (137.2, 4.0, "137(4)");
  assert_with_error (1372.0, 150.0, "1370(150)");
  assert_with_error (5.123e-5, 1.5e-6, "5.12(15)\342\200\211×\342\200\21110<sup>−5</sup>");
  /* an error that is not known is not shown */
  assert_with_error (0.45453, 0, "0.455");
  assert_with_error (0.45453, NAN, "0.455");
}

static void
test_markup_to_plain (void)
{
  g_autofree char *text = vt_markup_to_plain ("<i>ω</i> (<i>τ</i><sup>−1</sup>) &lt; <i>g</i><sub>SS</sub> &amp; x");
  g_autofree char *nothing = vt_markup_to_plain (NULL);
  g_autofree char *unclosed = vt_markup_to_plain ("a < b");

  g_assert_cmpstr (text, ==, "ω (τ^−1) < g_SS & x");
  g_assert_cmpstr (nothing, ==, "");
  g_assert_cmpstr (unclosed, ==, "a < b");
}

/* Random numbers: what is shown lies within half a unit of its last digit. */
static void
test_round_trip (void)
{
  for (int i = 0; i < 2000; i++)
    {
      double value = g_test_rand_double_range (-1, 1) * pow (10, g_test_rand_int_range (-9, 6));
      g_autofree char *text = vt_format_number_with (value, 4, ".", VT_NUMBER_PLAIN);
      g_autoptr (GString) ascii = g_string_new (text);

      g_string_replace (ascii, VT_MINUS, "-", 0);
      g_string_replace (ascii, VT_THIN_SPACE VT_TIMES VT_THIN_SPACE "10^", "e", 0);
      g_string_replace (ascii, VT_THIN_SPACE, "", 0);
      g_assert_cmpfloat (fabs (g_ascii_strtod (ascii->str, NULL) - value), <=, 0.500001e-3 * fabs (value));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/number/significant-digits", test_significant_digits);
  g_test_add_func ("/number/true-minus", test_true_minus);
  g_test_add_func ("/number/thin-space", test_thin_space);
  g_test_add_func ("/number/powers", test_powers);
  g_test_add_func ("/number/plain-and-signed", test_plain_and_signed);
  g_test_add_func ("/number/decimal-comma", test_decimal_comma);
  g_test_add_func ("/number/not-finite", test_not_finite);
  g_test_add_func ("/number/errors", test_errors);
  g_test_add_func ("/number/markup-to-plain", test_markup_to_plain);
  g_test_add_func ("/number/round-trip", test_round_trip);
  return g_test_run ();
}
