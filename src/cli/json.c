/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json.h"

#include "engine/number.h"

#include <math.h>

struct _VtJson
{
  GString *text;
  guint depth;
  gboolean first; /* nothing yet in the innermost object or array */
};

VtJson *
vt_json_new (void)
{
  VtJson *json = g_new0 (VtJson, 1);

  json->text = g_string_new (NULL);
  json->first = TRUE;
  return json;
}

char *
vt_json_free (VtJson *json)
{
  char *text;

  g_string_append_c (json->text, '\n');
  text = g_string_free (json->text, FALSE);
  g_free (json);
  return text;
}

static void
new_line (VtJson *json)
{
  g_string_append_c (json->text, '\n');
  for (guint k = 0; k < json->depth; k++)
    g_string_append (json->text, "  ");
}

/* Control characters, quotes and backslashes; everything else is UTF-8 as it stands. */
static void
append_quoted (GString *text, const char *value)
{
  g_autofree char *valid = g_utf8_make_valid (value, -1);

  g_string_append_c (text, '"');
  for (const char *c = valid; *c != '\0'; c++)
    {
      if (*c == '"' || *c == '\\')
        g_string_append_printf (text, "\\%c", *c);
      else if ((guchar) *c < 0x20)
        g_string_append_printf (text, "\\u%04x", *c);
      else
        g_string_append_c (text, *c);
    }
  g_string_append_c (text, '"');
}

/* All that stands before a value. */
static void
begin_value (VtJson *json, const char *key)
{
  if (!json->first)
    g_string_append_c (json->text, ',');
  if (json->depth > 0)
    new_line (json);
  json->first = FALSE;
  if (key == NULL)
    return;
  append_quoted (json->text, key);
  g_string_append (json->text, ": ");
}

static void
begin_group (VtJson *json, const char *key, char bracket)
{
  begin_value (json, key);
  g_string_append_c (json->text, bracket);
  json->depth++;
  json->first = TRUE;
}

static void
end_group (VtJson *json, char bracket)
{
  json->depth--;
  if (!json->first)
    new_line (json);
  g_string_append_c (json->text, bracket);
  json->first = FALSE;
}

void
vt_json_begin_object (VtJson *json, const char *key)
{
  begin_group (json, key, '{');
}

void
vt_json_end_object (VtJson *json)
{
  end_group (json, '}');
}

void
vt_json_begin_array (VtJson *json, const char *key)
{
  begin_group (json, key, '[');
}

void
vt_json_end_array (VtJson *json)
{
  end_group (json, ']');
}

void
vt_json_add_number (VtJson *json, const char *key, double value)
{
  begin_value (json, key);
  if (isfinite (value))
    vt_number_append (json->text, value);
  else
    g_string_append (json->text, "null");
}

void
vt_json_add_whole (VtJson *json, const char *key, guint64 value)
{
  begin_value (json, key);
  g_string_append_printf (json->text, "%" G_GUINT64_FORMAT, value);
}

void
vt_json_add_boolean (VtJson *json, const char *key, gboolean value)
{
  begin_value (json, key);
  g_string_append (json->text, value ? "true" : "false");
}

void
vt_json_add_null (VtJson *json, const char *key)
{
  begin_value (json, key);
  g_string_append (json->text, "null");
}

void
vt_json_add_string (VtJson *json, const char *key, const char *value)
{
  if (value == NULL)
    {
      vt_json_add_null (json, key);
      return;
    }
  begin_value (json, key);
  append_quoted (json->text, value);
}

void
vt_json_add_numbers (VtJson *json, const char *key, const double *values, guint n)
{
  vt_json_begin_array (json, key);
  for (guint k = 0; k < n; k++)
    vt_json_add_number (json, NULL, values[k]);
  vt_json_end_array (json);
}
