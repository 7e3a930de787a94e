/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading extended XYZ. A file may be anything: every number is checked, nothing is allocated on the word of the
 * file, and whatever cannot be understood is named with its line. */
#include "config.h"

#include "sample/xyz.h"
#include "sample/xyz-header.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define LINE_MAXIMUM (1 << 20)
#define PARTICLES_MAXIMUM 10000000
/* Positions this many boxes away have lost half their digits. */
#define BOXES_MAXIMUM 1e6
#define KINDS 2

void
vt_xyz_header_clear (VtXyzHeader *header)
{
  g_clear_pointer (&header->recipe, g_free);
  g_clear_pointer (&header->digest, g_free);
  g_clear_pointer (&header->version, g_free);
  g_clear_pointer (&header->mode, g_free);
  header->mode_frequency = NAN;
}

typedef struct
{
  FILE *stream;
  GString *line;  /* without its end */
  guint number;   /* of the line, from 1 */
} Reader;

typedef enum
{
  LINE_READ,
  LINE_END_OF_FILE,
  LINE_FAILED,
} LineStatus;

/* Reads the next line, its end (LF or CRLF) cut off. */
static LineStatus
read_line (Reader *reader, GError **error)
{
  int c;

  g_string_truncate (reader->line, 0);
  reader->number++;
  while ((c = getc_unlocked (reader->stream)) != EOF && c != '\n')
    {
      if (c == '\0' || reader->line->len == LINE_MAXIMUM)
        {
          g_set_error_literal (error, VT_SAMPLE_ERROR, VT_SAMPLE_ERROR_FORMAT,
                               c ? _("the line is too long for a text file of particles")
                                 : _("this is not a text file"));
          return LINE_FAILED;
        }
      g_string_append_c (reader->line, (char) c);
    }
  if (ferror (reader->stream))
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), _("reading failed: %s"), g_strerror (errno));
      return LINE_FAILED;
    }
  if (c == EOF && reader->line->len == 0)
    return LINE_END_OF_FILE;
  if (reader->line->len > 0 && reader->line->str[reader->line->len - 1] == '\r')
    g_string_truncate (reader->line, reader->line->len - 1);
  return LINE_READ;
}

/* A line that must be there. */
static gboolean
need_line (Reader *reader, const char *otherwise, GError **error)
{
  switch (read_line (reader, error))
    {
    case LINE_READ:
      return TRUE;
    case LINE_END_OF_FILE:
      g_set_error_literal (error, VT_SAMPLE_ERROR, VT_SAMPLE_ERROR_FORMAT, otherwise);
      return FALSE;
    case LINE_FAILED:
    default:
      return FALSE;
    }
}

static gboolean
parse_count (const char *line, guint *n)
{
  g_autofree char *word = g_strstrip (g_strdup (g_str_has_prefix (line, "\xef\xbb\xbf") ? line + 3 : line));
  guint64 value;

  if (!g_ascii_string_to_unsigned (word, 10, 1, PARTICLES_MAXIMUM, &value, NULL))
    return FALSE;
  *n = (guint) value;
  return TRUE;
}

static gboolean
read_count (Reader *reader, guint *n, GError **error)
{
  if (!need_line (reader, _("the file is empty"), error))
    return FALSE;
  if (parse_count (reader->line->str, n))
    return TRUE;
  g_autofree char *shown = vt_xyz_quote (reader->line->str);
  g_set_error (error, VT_SAMPLE_ERROR, VT_SAMPLE_ERROR_FORMAT,
               _("an XYZ file begins with its number of particles (1 to %d), not with “%s”"), PARTICLES_MAXIMUM,
               shown);
  return FALSE;
}

/* What the particles' lines fill, growing as they come. */
typedef struct
{
  guint n;             /* announced */
  double box[3];
  VtXyzColumns columns;
  GPtrArray *words;    /* of the line at hand, pointing into it */
  GArray *positions;   /* double */
  GArray *mode;        /* double */
  GByteArray *kinds;   /* index into names */
  char *names[KINDS];
  guint n_names;
} Frame;

static void
frame_clear (Frame *frame)
{
  g_clear_pointer (&frame->words, g_ptr_array_unref);
  g_clear_pointer (&frame->positions, g_array_unref);
  g_clear_pointer (&frame->mode, g_array_unref);
  g_clear_pointer (&frame->kinds, g_byte_array_unref);
  for (guint k = 0; k < frame->n_names; k++)
    g_free (frame->names[k]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Frame, frame_clear)

static void
split_words (char *line, GPtrArray *words)
{
  g_ptr_array_set_size (words, 0);
  for (char *at = line; *at;)
    {
      while (g_ascii_isspace (*at))
        *at++ = '\0';
      if (*at)
        g_ptr_array_add (words, at);
      while (*at && !g_ascii_isspace (*at))
        at++;
    }
}

/* Three numbers from column @first on, appended to @numbers. */
static gboolean
read_vector (Frame *frame, int first, GArray *numbers, const double *bounds, GError **error)
{
  double v[3];

  for (int k = 0; k < 3; k++)
    {
      const char *word = g_ptr_array_index (frame->words, first + k);
      gboolean is_number = vt_xyz_parse_number (word, &v[k]);
      if (is_number && isfinite (v[k]) && (!bounds || fabs (v[k]) <= BOXES_MAXIMUM * bounds[k]))
        continue;
      g_autofree char *shown = vt_xyz_quote (word);
      if (!is_number)
        g_set_error (error, VT_SAMPLE_ERROR, VT_SAMPLE_ERROR_FORMAT, _("“%s” (column %d) is not a number"), shown,
                     first + k + 1);
      else if (!isfinite (v[k]))
        g_set_error (error, VT_SAMPLE_ERROR, VT_SAMPLE_ERROR_VALUE, _("“%s” (column %d) is not a finite number"),
                     shown, first + k + 1);
      else
        g_set_error (error, VT_SAMPLE_ERROR, VT_SAMPLE_ERROR_VALUE,
                     _("position “%s” (column %d) is more than a million boxes away"), shown, first + k + 1);
      return FALSE;
    }
  g_array_append_vals (numbers, v, 3);
  return TRUE;
}

static gboolean
read_kind (Frame *frame, GError **error)
{
  int column = frame->columns.species >= 0 ? frame->columns.species : frame->columns.type;
  const char *word = g_ptr_array_index (frame->words, column);
  guint8 kind = 0;

  while (kind < frame->n_names && !g_str_equal (frame->names[kind], word))
    kind++;
  if (kind == KINDS)
    {
      g_autofree char *a = vt_xyz_quote (frame->names[0]), *b = vt_xyz_quote (frame->names[1]);
      g_autofree char *c = vt_xyz_quote (word);
      g_set_error (error, VT_SAMPLE_ERROR, VT_SAMPLE_ERROR_SPECIES,
                   _("“%s” is a third species beside “%s” and “%s”: a glass is made of two, small and large"), c, a, b);
      return FALSE;
    }
  if (kind == frame->n_names)
    frame->names[frame->n_names++] = g_strdup (word);
  g_byte_array_append (frame->kinds, &kind, 1);
  return TRUE;
}

static gboolean
read_particle (Frame *frame, char *line, GError **error)
{
  const VtXyzColumns *columns = &frame->columns;

  split_words (line, frame->words);
  if ((int) frame->words->len < columns->count || (!columns->open && (int) frame->words->len > columns->count))
    {
      g_set_error (error, VT_SAMPLE_ERROR, VT_SAMPLE_ERROR_FORMAT,
                   _("%u columns where %d are announced: the line is damaged, or Properties does not describe it"),
                   frame->words->len, columns->count);
      return FALSE;
    }
  return read_kind (frame, error) && read_vector (frame, columns->position, frame->positions, frame->box, error)
         && (columns->mode < 0 || read_vector (frame, columns->mode, frame->mode, NULL, error));
}

static gboolean
read_particles (Reader *reader, Frame *frame, GError **error)
{
  frame->words = g_ptr_array_new ();
  frame->positions = g_array_new (FALSE, FALSE, sizeof (double));
  frame->mode = g_array_new (FALSE, FALSE, sizeof (double));
  frame->kinds = g_byte_array_new ();
  for (guint i = 0; i < frame->n; i++)
    {
      LineStatus status = read_line (reader, error);
      if (status == LINE_END_OF_FILE)
        g_set_error (error, VT_SAMPLE_ERROR, VT_SAMPLE_ERROR_FORMAT,
                     _("the file ends after %u of the %u particles its first line announces: it is truncated, or the "
                       "number is wrong"), i, frame->n);
      if (status != LINE_READ || !read_particle (frame, reader->line->str, error))
        return FALSE;
    }
  return TRUE;
}

/* After the frame: the end, or the number that begins another frame. */
static gboolean
check_end (Reader *reader, const Frame *frame, GError **error)
{
  guint next;

  for (;;)
    {
      switch (read_line (reader, error))
        {
        case LINE_END_OF_FILE:
          return TRUE;
        case LINE_FAILED:
          return FALSE;
        case LINE_READ:
        default:
          g_strstrip (reader->line->str);
          if (reader->line->str[0] == '\0')
            continue;
          if (parse_count (reader->line->str, &next))
            return TRUE;
          g_set_error (error, VT_SAMPLE_ERROR, VT_SAMPLE_ERROR_FORMAT,
                       _("there are more lines than the %u particles the first line announces"), frame->n);
          return FALSE;
        }
    }
}

static gboolean
unknown_species (const Frame *frame, const char *small, GError **error)
{
  g_autofree char *a = vt_xyz_quote (frame->names[0]);
  g_autofree char *b = frame->n_names > 1 ? vt_xyz_quote (frame->names[1]) : NULL;

  if (!b)
    g_set_error (error, VT_SAMPLE_ERROR, VT_SAMPLE_ERROR_SPECIES,
                 _("all particles are of species “%s”: a glass is made of two, small and large"), a);
  else if (small)
    {
      g_autofree char *shown = vt_xyz_quote (small);
      g_set_error (error, VT_SAMPLE_ERROR, VT_SAMPLE_ERROR_SMALL,
                   _("there is no species “%s”: name “%s” or “%s” as the small one"), shown, a, b);
    }
  else
    g_set_error (error, VT_SAMPLE_ERROR, VT_SAMPLE_ERROR_SMALL,
                 _("species “%s” and “%s” are not known: say which one is small"), a, b);
  return FALSE;
}

/* Which of the two names is the small one. */
static gboolean
find_small (const Frame *frame, const char *small, guint *index, GError **error)
{
  static const char *const known[][2] = { { "S", "La" }, { "S", "L" }, { "A", "B" }, { "1", "2" } };

  if (frame->n_names == 2 && small)
    for (*index = 0; *index < 2; ++*index)
      if (g_str_equal (frame->names[*index], small))
        return TRUE;
  if (frame->n_names == 2 && !small)
    for (gsize k = 0; k < G_N_ELEMENTS (known); k++)
      for (*index = 0; *index < 2; ++*index)
        if (g_str_equal (frame->names[*index], known[k][0]) && g_str_equal (frame->names[1 - *index], known[k][1]))
          return TRUE;
  return unknown_species (frame, small, error);
}

static VtSample *
make_sample (const Frame *frame, guint small_index)
{
  VtSample *sample = vt_sample_new (frame->n, frame->box);

  memcpy (sample->positions, frame->positions->data, 3 * sizeof (double) * frame->n);
  for (guint i = 0; i < frame->n; i++)
    sample->species[i] = frame->kinds->data[i] == small_index ? VT_SPECIES_SMALL : VT_SPECIES_LARGE;
  return sample;
}

static char *
header_string (GHashTable *pairs, const char *key)
{
  const char *value = g_hash_table_lookup (pairs, key);
  return value ? g_utf8_make_valid (value, -1) : NULL;
}

static void
fill_header (VtXyzHeader *header, GHashTable *pairs, Frame *frame)
{
  const char *omega = g_hash_table_lookup (pairs, "vitrine_omega");

  header->recipe = header_string (pairs, "vitrine_recipe");
  header->digest = header_string (pairs, "vitrine_digest");
  header->version = header_string (pairs, "vitrine_version");
  if (frame->columns.mode >= 0)
    header->mode = (double *) (gpointer) g_array_free (g_steal_pointer (&frame->mode), FALSE);
  if (!omega || !vt_xyz_parse_number (omega, &header->mode_frequency) || !isfinite (header->mode_frequency))
    header->mode_frequency = NAN;
}

static VtSample *
read_frame (Reader *reader, const char *small, VtXyzHeader *header, GError **error)
{
  g_auto (Frame) frame = { 0 };
  g_autoptr (GHashTable) pairs = NULL;
  guint small_index;

  if (!read_count (reader, &frame.n, error)
      || !need_line (reader, _("the file ends where its second line, with the Lattice, should be"), error))
    return NULL;
  pairs = vt_xyz_split_header (reader->line->str, error);
  if (!pairs || !vt_xyz_read_lattice (pairs, frame.box, error)
      || !vt_xyz_read_columns (pairs, &frame.columns, error) || !read_particles (reader, &frame, error)
      || !check_end (reader, &frame, error))
    return NULL;
  reader->number = 0; /* what is wrong from here on is wrong with the whole file */
  if (!find_small (&frame, small, &small_index, error))
    return NULL;
  if (header)
    fill_header (header, pairs, &frame);
  return make_sample (&frame, small_index);
}

VtSample *
vt_xyz_read (const char *path, const char *small, VtXyzHeader *header, GError **error)
{
  Reader reader = { .stream = fopen (path, "rbe") };
  g_autofree char *shown = g_filename_display_name (path);
  GError *failure = NULL;

  if (header)
    *header = (VtXyzHeader) { .mode_frequency = NAN };
  if (!reader.stream)
    {
      int saved = errno;
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (saved), _("Cannot open “%s”: %s"), shown,
                   g_strerror (saved));
      return NULL;
    }
  reader.line = g_string_new (NULL);
  VtSample *sample = read_frame (&reader, small, header, &failure);
  if (failure && reader.number > 0)
    /* file name, line number: what is wrong there */
    g_propagate_prefixed_error (error, failure, _("%s, line %u: "), shown, reader.number);
  else if (failure)
    g_propagate_prefixed_error (error, failure, "%s: ", shown);
  g_string_free (reader.line, TRUE);
  fclose (reader.stream);
  return sample;
}
