/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/number.h"

#include <errno.h>
#include <math.h>
#include <string.h>

char *
vt_number_to_text (double value, char text[VT_NUMBER_LENGTH])
{
  if (!isfinite (value))
    {
      g_strlcpy (text, isnan (value) ? "nan" : value > 0 ? "inf" : "-inf", VT_NUMBER_LENGTH);
      return text;
    }
  for (int digits = 15; digits <= 17; digits++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%dg", digits);
      g_ascii_formatd (text, VT_NUMBER_LENGTH, format, value);
      if (g_ascii_strtod (text, NULL) == value)
        break;
    }
  return text;
}

void
vt_number_append (GString *string, double value)
{
  char text[VT_NUMBER_LENGTH];

  g_string_append (string, vt_number_to_text (value, text));
}

gboolean
vt_number_from_text (const char *text, double *value)
{
  char *end = NULL;
  double number;

  /* g_ascii_strtod would also take leading blanks, "0x10", "nan" and "infinity". */
  if (*text == '\0' || text[strspn (text, "0123456789+-.eE")] != '\0')
    return FALSE;
  number = g_ascii_strtod (text, &end);
  if (end == text || *end != '\0' || !isfinite (number))
    return FALSE;
  *value = number;
  return TRUE;
}

gboolean
vt_number_from_text_unsigned (const char *text, guint64 *value)
{
  guint64 number;

  if (*text == '\0' || text[strspn (text, "0123456789")] != '\0')
    return FALSE;
  errno = 0;
  number = g_ascii_strtoull (text, NULL, 10);
  if (errno == ERANGE)
    return FALSE;
  *value = number;
  return TRUE;
}
