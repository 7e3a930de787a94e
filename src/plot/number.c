/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/number.h"

#include <locale.h>
#include <math.h>
#include <string.h>

/* Below this a number is written with a power of ten; from the other on too, lest it run over its card. */
#define SMALLEST_PLAIN 1e-3
#define LARGEST_PLAIN 1e7
#define FIRST_GROUPED 10000.0

const char *
vt_decimal_mark (void)
{
  const struct lconv *conventions = localeconv ();

  if (conventions != NULL && conventions->decimal_point != NULL && *conventions->decimal_point != '\0')
    return conventions->decimal_point;
  return ".";
}

/* Puts thin spaces between groups of three digits before the decimal mark. */
static void
append_grouped (GString *out, const char *digits, gsize n_digits, gboolean group)
{
  for (gsize i = 0; i < n_digits; i++)
    {
      if (group && i > 0 && (n_digits - i) % 3 == 0)
        g_string_append (out, VT_THIN_SPACE);
      g_string_append_c (out, digits[i]);
    }
}

static void
trim_decimals (char *digits)
{
  gsize end = strlen (digits);

  if (strchr (digits, '.') == NULL)
    return;
  while (digits[end - 1] == '0')
    end--;
  digits[digits[end - 1] == '.' ? end - 1 : end] = '\0';
}

char *
vt_format_fixed (double value, guint decimals, const char *mark, VtNumberFlags flags)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE + 320], format[16];
  const char *digits = buffer;
  GString *out;
  gsize whole;

  if (!isfinite (value))
    return g_strdup (VT_DASH_NONE);
  g_snprintf (format, sizeof format, "%%.%uf", MIN (decimals, 17u));
  g_ascii_formatd (buffer, sizeof buffer, format, value);

  out = g_string_new (NULL);
  if (*digits == '-')
    {
      digits++;
      /* what rounds to zero has no sign */
      if (strspn (digits, "0.") != strlen (digits))
        g_string_append (out, VT_MINUS);
    }
  else if ((flags & VT_NUMBER_SIGNED) && strspn (digits, "0.") != strlen (digits))
    g_string_append_c (out, '+');

  whole = strcspn (digits, ".");
  append_grouped (out, digits, whole, fabs (value) >= FIRST_GROUPED - 0.5);
  if (flags & VT_NUMBER_TRIM)
    trim_decimals (buffer);
  if (digits[whole] == '.')
    {
      g_string_append (out, mark != NULL ? mark : vt_decimal_mark ());
      g_string_append (out, digits + whole + 1);
    }
  return g_string_free (out, FALSE);
}

/* Exponent of the leading digit of @value once it is rounded to @digits significant digits. */
static int
leading_exponent (double value, guint digits)
{
  char buffer[64], format[16];
  const char *e;

  g_snprintf (format, sizeof format, "%%.%ue", digits > 0 ? MIN (digits, 17u) - 1 : 0);
  g_ascii_formatd (buffer, sizeof buffer, format, fabs (value));
  e = strchr (buffer, 'e');
  return e != NULL ? (int) g_ascii_strtoll (e + 1, NULL, 10) : 0;
}

char *
vt_format_power_of_ten (int exponent, VtNumberFlags flags)
{
  const char *minus = exponent < 0 ? VT_MINUS : "";

  if (flags & VT_NUMBER_PLAIN)
    return g_strdup_printf ("10^%s%d", minus, ABS (exponent));
  return g_strdup_printf ("10<sup>%s%d</sup>", minus, ABS (exponent));
}

static char *
with_power (const char *mantissa, int exponent, VtNumberFlags flags)
{
  g_autofree char *power = vt_format_power_of_ten (exponent, flags);

  return g_strdup_printf ("%s" VT_THIN_SPACE VT_TIMES VT_THIN_SPACE "%s", mantissa, power);
}

static gboolean
wants_power (double value, int exponent)
{
  return value != 0 && (exponent < -3 || fabs (value) >= LARGEST_PLAIN);
}

char *
vt_format_number_with (double value, guint digits, const char *mark, VtNumberFlags flags)
{
  int exponent, decimals;

  digits = CLAMP (digits, 1, 17);
  if (!isfinite (value))
    return g_strdup (VT_DASH_NONE);
  if (value == 0)
    return g_strdup ("0");

  exponent = leading_exponent (value, digits);
  if (wants_power (value, exponent))
    {
      g_autofree char *mantissa = NULL;

      /* pow () of a subnormal's exponent would overflow; two steps do not */
      mantissa = vt_format_fixed (value / pow (10, exponent / 2) / pow (10, exponent - exponent / 2), digits - 1,
                                  mark, flags);
      return with_power (mantissa, exponent, flags);
    }
  decimals = (int) digits - 1 - exponent;
  return vt_format_fixed (value, (guint) MAX (decimals, 0), mark, flags);
}

char *
vt_format_number (double value, guint digits)
{
  return vt_format_number_with (value, digits, NULL, VT_NUMBER_MARKUP);
}

char *
vt_format_with_error_with (double value, double error, const char *mark, VtNumberFlags flags)
{
  int error_exponent, value_exponent, decimals, power;
  double leading;
  g_autofree char *number = NULL, *text = NULL;

  if (!isfinite (value) || !isfinite (error) || error <= 0)
    return vt_format_number_with (value, 3, mark, flags);

  /* the place of the last digit: two digits of the error up to 354, one up to 949, then the next power of ten */
  error_exponent = leading_exponent (error, 3);
  leading = round (error / pow (10, error_exponent) * 100);
  if (leading >= 950)
    {
      error = pow (10, error_exponent + 1);
      decimals = -error_exponent;
    }
  else
    decimals = leading <= 354 ? 1 - error_exponent : -error_exponent;

  value_exponent = leading_exponent (MAX (fabs (value), error), 3);
  power = wants_power (MAX (fabs (value), error), value_exponent) ? value_exponent : 0;
  value /= pow (10, power);
  error /= pow (10, power);
  decimals += power;

  if (decimals < 0)
    {
      /* an error of hundreds: round both to its place */
      double place = pow (10, -decimals);
      value = round (value / place) * place;
      error = round (error / place) * place;
    }
  number = vt_format_fixed (value, (guint) MAX (decimals, 0), mark, flags);
  text = g_strdup_printf ("%s(%.0f)", number, round (error * pow (10, MAX (decimals, 0))));
  return power != 0 ? with_power (text, power, flags) : g_steal_pointer (&text);
}

char *
vt_format_with_error (double value, double error)
{
  return vt_format_with_error_with (value, error, NULL, VT_NUMBER_MARKUP);
}

static const struct
{
  const char *markup, *plain;
} markup_words[] = {
  { "<sup>", "^" }, { "<sub>", "_" }, { "&lt;", "<" }, { "&gt;", ">" },
  { "&amp;", "&" }, { "&quot;", "\"" }, { "&apos;", "'" }, { "&#39;", "'" },
};

static const char *
skip_markup_word (const char *text, GString *out)
{
  for (gsize i = 0; i < G_N_ELEMENTS (markup_words); i++)
    if (g_str_has_prefix (text, markup_words[i].markup))
      {
        g_string_append (out, markup_words[i].plain);
        return text + strlen (markup_words[i].markup);
      }
  return NULL;
}

char *
vt_markup_to_plain (const char *markup)
{
  GString *out = g_string_new (NULL);
  const char *text = markup != NULL ? markup : "";

  while (*text != '\0')
    {
      const char *next = skip_markup_word (text, out);

      if (next == NULL && *text == '<' && strchr (text, '>') != NULL)
        next = strchr (text, '>') + 1;
      if (next == NULL)
        {
          g_string_append_c (out, *text);
          next = text + 1;
        }
      text = next;
    }
  return g_string_free (out, FALSE);
}
