/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sample/xyz-header.h"

#include "sample/sample.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define BOX_MAXIMUM 1e9
#define COLUMNS_MAXIMUM 10000
#define SHOWN_MAXIMUM 40

char *
vt_xyz_quote (const char *text)
{
  char *shown = g_utf8_make_valid (text, -1);

  for (char *c = shown; *c; c++)
    if (g_ascii_iscntrl (*c))
      *c = ' ';
  if (g_utf8_strlen (shown, -1) > SHOWN_MAXIMUM)
    {
      g_autofree char *whole = shown;
      g_autofree char *head = g_utf8_substring (whole, 0, SHOWN_MAXIMUM - 1);
      shown = g_strconcat (head, "…", NULL);
    }
  return shown;
}

gboolean
vt_xyz_parse_number (const char *word, double *value)
{
  char *end;
  *value = g_ascii_strtod (word, &end);
  return end != word && *end == '\0';
}

static char
closing_of (char opening)
{
  switch (opening)
    {
    case '"':
    case '\'':
      return opening;
    case '{':
      return '}';
    case '[':
      return ']';
    default:
      return '\0';
    }
}

/* Reads one word up to a space outside quotes, or to '=' when @is_key, into @word; returns where it ends, or NULL
 * where a quote is not closed. */
static const char *
scan_word (const char *at, gboolean is_key, GString *word)
{
  char closing = '\0';

  g_string_truncate (word, 0);
  for (; *at; at++)
    {
      if (*at == '\\' && at[1])
        {
          at++;
          g_string_append_c (word, *at == 'n' ? '\n' : *at);
        }
      else if (closing)
        {
          if (*at == closing)
            closing = '\0';
          else
            g_string_append_c (word, *at);
        }
      else if (closing_of (*at))
        closing = closing_of (*at);
      else if (g_ascii_isspace (*at) || (is_key && *at == '='))
        break;
      else
        g_string_append_c (word, *at);
    }
  return closing ? NULL : at;
}

static const char *
skip_spaces (const char *at)
{
  while (g_ascii_isspace (*at))
    at++;
  return at;
}

GHashTable *
vt_xyz_split_header (const char *line, GError **error)
{
  g_autoptr (GHashTable) header = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GString) key = g_string_new (NULL);
  g_autoptr (GString) value = g_string_new (NULL);
  const char *at = skip_spaces (line);

  while (at && *at)
    {
      at = scan_word (at, TRUE, key);
      g_string_assign (value, "T");
      if (at && *skip_spaces (at) == '=')
        at = scan_word (skip_spaces (skip_spaces (at) + 1), FALSE, value);
      if (at && key->len > 0)
        g_hash_table_replace (header, g_ascii_strdown (key->str, -1), g_strdup (value->str));
      at = at ? skip_spaces (at) : NULL;
    }
  if (at)
    return g_steal_pointer (&header);
  g_set_error_literal (error, VT_SAMPLE_ERROR, VT_SAMPLE_ERROR_FORMAT,
                       _("a quote or bracket is opened and never closed"));
  return NULL;
}

/* The numbers in @text, at most @most; -1 if something else stands among them. */
static int
parse_numbers (const char *text, double *numbers, int most)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t\r\n,[]", -1);
  int n = 0;

  for (char **word = words; *word; word++)
    if (**word && (n == most || !vt_xyz_parse_number (*word, &numbers[n++])))
      return -1;
  return n;
}

gboolean
vt_xyz_read_lattice (GHashTable *header, double box[3], GError **error)
{
  const char *text = g_hash_table_lookup (header, "lattice");
  double a[9], largest = 0;

  if (!text)
    g_set_error_literal (error, VT_SAMPLE_ERROR, VT_SAMPLE_ERROR_BOX,
                         _("there is no Lattice: the periodic box must be given as "
                           "Lattice=\"Lx 0 0 0 Ly 0 0 0 Lz\""));
  else if (parse_numbers (text, a, 9) != 9)
    {
      g_autofree char *shown = vt_xyz_quote (text);
      g_set_error (error, VT_SAMPLE_ERROR, VT_SAMPLE_ERROR_FORMAT,
                   _("Lattice must be nine numbers, “Lx 0 0 0 Ly 0 0 0 Lz”, not “%s”"), shown);
    }
  else
    {
      gboolean tilted = FALSE;
      for (int k = 0; k < 9; k++)
        if (!isfinite (a[k]))
          {
            g_set_error_literal (error, VT_SAMPLE_ERROR, VT_SAMPLE_ERROR_VALUE,
                                 _("Lattice has a number that is not finite"));
            return FALSE;
          }
      for (int k = 0; k < 3; k++)
        largest = MAX (largest, fabs (a[4 * k]));
      for (int k = 0; k < 9; k++)
        tilted |= k % 4 != 0 && fabs (a[k]) > 1e-12 * largest;
      for (int k = 0; k < 3; k++)
        box[k] = a[4 * k];
      if (tilted)
        g_set_error_literal (error, VT_SAMPLE_ERROR, VT_SAMPLE_ERROR_BOX,
                             _("the box is tilted: only boxes with edges along x, y and z can be read"));
      else if (!(box[0] > 0 && box[1] > 0 && box[2] > 0 && largest <= BOX_MAXIMUM))
        g_set_error_literal (error, VT_SAMPLE_ERROR, VT_SAMPLE_ERROR_BOX,
                             _("the edges of the box must be positive and at most 1e9"));
      else
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_one_of (const char *name, const char *const *names)
{
  for (; *names; names++)
    if (g_ascii_strcasecmp (name, *names) == 0)
      return TRUE;
  return FALSE;
}

/* Notes one column group "name:type:count" that starts at columns->count. FALSE when it is not what its name asks. */
static gboolean
place_columns (VtXyzColumns *columns, const char *name, char type, int count)
{
  static const char *const position_names[] = { "pos", "position", "positions", NULL };
  static const char *const species_names[] = { "species", "element", "symbol", NULL };
  int *place = NULL, needed = 3;
  gboolean fits = type == 'R' || type == 'I';

  if (is_one_of (name, position_names))
    place = &columns->position;
  else if (g_ascii_strcasecmp (name, "mode") == 0)
    place = &columns->mode;
  else if (is_one_of (name, species_names) || g_ascii_strcasecmp (name, "type") == 0)
    {
      place = g_ascii_strcasecmp (name, "type") == 0 ? &columns->type : &columns->species;
      needed = 1;
      fits = type != 'R';
    }
  if (place)
    {
      if (!fits || count != needed || *place >= 0)
        return FALSE;
      *place = columns->count;
    }
  columns->count += count;
  return TRUE;
}

static gboolean
parse_properties (const char *text, VtXyzColumns *columns)
{
  g_auto (GStrv) words = g_strsplit (text, ":", -1);
  guint n = g_strv_length (words);

  if (n == 0 || n % 3 != 0)
    return FALSE;
  for (guint k = 0; k < n; k += 3)
    {
      guint64 count;
      if (!g_ascii_string_to_unsigned (words[k + 2], 10, 1, COLUMNS_MAXIMUM, &count, NULL)
          || strlen (words[k + 1]) != 1 || !strchr ("RISL", *words[k + 1])
          || !place_columns (columns, words[k], *words[k + 1], (int) count)
          || columns->count > COLUMNS_MAXIMUM)
        return FALSE;
    }
  return TRUE;
}

gboolean
vt_xyz_read_columns (GHashTable *header, VtXyzColumns *columns, GError **error)
{
  const char *text = g_hash_table_lookup (header, "properties");

  *columns = (VtXyzColumns) { -1, -1, -1, -1, 0, FALSE };
  if (!text)
    {
      *columns = (VtXyzColumns) { 0, -1, 1, -1, 4, TRUE };
      return TRUE;
    }
  g_autofree char *shown = vt_xyz_quote (text);
  if (!parse_properties (text, columns))
    g_set_error (error, VT_SAMPLE_ERROR, VT_SAMPLE_ERROR_FORMAT,
                 _("Properties “%s” cannot be understood: it must list name:type:count, such as species:S:1:pos:R:3"),
                 shown);
  else if (columns->position < 0)
    g_set_error (error, VT_SAMPLE_ERROR, VT_SAMPLE_ERROR_FORMAT,
                 _("Properties “%s” has no positions: pos:R:3 is needed"), shown);
  else if (columns->species < 0 && columns->type < 0)
    g_set_error (error, VT_SAMPLE_ERROR, VT_SAMPLE_ERROR_SPECIES,
                 _("Properties “%s” has no species: species:S:1 or type:I:1 is needed"), shown);
  else
    return TRUE;
  return FALSE;
}
