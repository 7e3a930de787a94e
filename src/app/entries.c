/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <math.h>
#include <string.h>

#include "app/entries.h"
#include "app/tooltip.h"

/* Thin and ordinary spaces dropped, U+2212 and the decimal mark brought to C. */
static char *
to_c_locale (const char *text)
{
  const char *mark = localeconv ()->decimal_point;
  GString *plain = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (g_unichar_isspace (c))
        continue;
      if (c == 0x2212)
        g_string_append_c (plain, '-');
      else if (c == ',' || g_str_has_prefix (p, mark))
        g_string_append_c (plain, '.');
      else
        g_string_append_unichar (plain, c);
    }
  return g_string_free (plain, FALSE);
}

gboolean
vt_parse_number (const char *text, double *value)
{
  g_autofree char *plain = to_c_locale (text);
  char *end;
  double parsed = g_ascii_strtod (plain, &end);

  if (*plain == '\0' || *end != '\0' || !isfinite (parsed))
    return FALSE;
  *value = parsed;
  return TRUE;
}

gboolean
vt_parse_whole (const char *text, guint64 *value)
{
  g_autofree char *plain = to_c_locale (text);

  return g_ascii_string_to_unsigned (plain, 10, 0, G_MAXUINT64, value, NULL);
}

char *
vt_field_text (double value, int digits)
{
  return g_strdup_printf ("%.*g", digits, value);
}

void
vt_entry_set_reason (GtkWidget *entry, const char *reason)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (entry);

  if (!vt_tooltip_set_text (entry, reason))
    return;
  if (reason != NULL)
    {
      gtk_widget_add_css_class (entry, "error");
      gtk_accessible_update_state (accessible, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
      gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, reason, -1);
    }
  else
    {
      gtk_widget_remove_css_class (entry, "error");
      gtk_accessible_reset_state (accessible, GTK_ACCESSIBLE_STATE_INVALID);
      gtk_accessible_reset_property (accessible, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
    }
}
