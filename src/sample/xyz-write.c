/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing extended XYZ. */
#include "config.h"

#include "sample/xyz.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdlib.h>
#include <unistd.h>

static const char *const species_names[] = { "S", "La" };

/* 17 digits, which read back to the same bits. */
static void
append_number (GString *text, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  g_string_append (text, g_ascii_formatd (buffer, sizeof buffer, "%.17g", value));
}

static void
append_quoted (GString *text, const char *key, const char *value)
{
  g_string_append_printf (text, " %s=\"", key);
  for (; *value; value++)
    {
      if (*value == '"' || *value == '\\')
        g_string_append_c (text, '\\');
      if (*value == '\n')
        g_string_append (text, "\\n");
      else
        g_string_append_c (text, *value);
    }
  g_string_append_c (text, '"');
}

static void
append_header (GString *text, const VtSample *sample, const VtXyzHeader *header)
{
  g_autofree char *digest = header->digest ? g_strdup (header->digest) : vt_sample_digest (sample);

  g_string_append_printf (text, "%u\nLattice=\"", sample->n);
  append_number (text, sample->box[0]);
  g_string_append (text, " 0 0 0 ");
  append_number (text, sample->box[1]);
  g_string_append (text, " 0 0 0 ");
  append_number (text, sample->box[2]);
  g_string_append_printf (text, "\" Properties=species:S:1:type:I:1:pos:R:3%s pbc=\"T T T\"",
                          header->mode ? ":mode:R:3" : "");
  if (header->recipe)
    append_quoted (text, "vitrine_recipe", header->recipe);
  append_quoted (text, "vitrine_digest", digest);
  append_quoted (text, "vitrine_version", header->version ? header->version : VT_VERSION);
  if (header->mode && isfinite (header->mode_frequency))
    {
      g_string_append (text, " vitrine_omega=");
      append_number (text, header->mode_frequency);
    }
  g_string_append_c (text, '\n');
}

static void
append_vector (GString *text, const double v[3])
{
  for (int k = 0; k < 3; k++)
    {
      g_string_append_c (text, ' ');
      append_number (text, v[k]);
    }
}

static GString *
make_text (const VtSample *sample, const VtXyzHeader *header)
{
  GString *text = g_string_sized_new (1024 + sample->n * (gsize) (header->mode ? 160 : 80));

  append_header (text, sample, header);
  for (gsize i = 0; i < sample->n; i++)
    {
      g_string_append_printf (text, "%s %d", species_names[sample->species[i]], sample->species[i] + 1);
      append_vector (text, &sample->positions[3 * i]);
      if (header->mode)
        append_vector (text, &header->mode[3 * i]);
      g_string_append_c (text, '\n');
    }
  return text;
}

/* A terminal, pipe or device is written to as it stands; so is what stands behind /dev/stdout, whatever it is. */
static gboolean
is_stream (const char *path)
{
  GStatBuf status;
  return g_str_has_prefix (path, "/dev/")
         || (g_stat (path, &status) == 0 && !S_ISREG (status.st_mode) && !S_ISDIR (status.st_mode));
}

static gboolean
write_stream (const char *path, const GString *text, GError **error)
{
  int descriptor = g_open (path, O_WRONLY | O_APPEND | O_CLOEXEC, 0);
  gsize written = 0;
  int failure = descriptor < 0 ? errno : 0;

  while (!failure && written < text->len)
    {
      gssize n = write (descriptor, text->str + written, text->len - written);
      if (n > 0)
        written += (gsize) n;
      else if (n == 0 || errno != EINTR)
        failure = n == 0 ? EIO : errno;
    }
  if (descriptor >= 0 && close (descriptor) != 0 && !failure)
    failure = errno;
  if (failure)
    g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (failure), g_strerror (failure));
  return failure == 0;
}

/* A temporary file beside the target, synchronised, then renamed onto it: the target is the old file or the whole
 * new one. A link stays a link. */
static gboolean
write_file (const char *path, const GString *text, GError **error)
{
  char *target = realpath (path, NULL);
  gboolean done = g_file_set_contents_full (target ? target : path, text->str, (gssize) text->len,
                                            G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0666,
                                            error);
  free (target);
  return done;
}

gboolean
vt_xyz_write (const char *path, const VtSample *sample, const VtXyzHeader *header, GError **error)
{
  const VtXyzHeader nothing = { .mode_frequency = NAN };
  GString *text = make_text (sample, header ? header : &nothing);
  gboolean done = is_stream (path) ? write_stream (path, text, error) : write_file (path, text, error);

  if (!done)
    {
      g_autofree char *shown = g_filename_display_name (path);
      g_prefix_error (error, _("“%s” could not be written, choose another file or folder: "), shown);
    }
  g_string_free (text, TRUE);
  return done;
}
