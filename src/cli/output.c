/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "output.h"
#include "usage.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

gboolean
vt_output_is_standard (const VtOutput *output)
{
  return output->standard_output && output->path != NULL && g_str_equal (output->path, "-");
}

static gboolean
cannot_write (const VtOutput *output, int error_number, GError **error)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (error_number),
               _("%s: “%s” cannot be written: %s; choose another file or folder"), output->option, output->path,
               g_strerror (error_number));
  return FALSE;
}

/* The name under which a file is written: links followed, so that they stay links. Folder parts that do not exist
 * stay as they are. */
static char *
resolve (const char *path)
{
  char *real = realpath (path, NULL);
  g_autofree char *folder = NULL, *name = NULL, *real_folder = NULL;
  char *resolved;

  if (real != NULL)
    {
      resolved = g_strdup (real);
      free (real);
      return resolved;
    }
  folder = g_path_get_dirname (path);
  name = g_path_get_basename (path);
  real_folder = realpath (folder, NULL);
  return g_build_filename (real_folder != NULL ? real_folder : folder, name, NULL);
}

/* Something that is written to as it stands: a terminal, a pipe, whatever is behind /dev/stdout. */
static gboolean
is_stream (const char *path)
{
  GStatBuf status;

  return g_str_has_prefix (path, "/dev/")
         || (g_stat (path, &status) == 0 && !S_ISREG (status.st_mode) && !S_ISDIR (status.st_mode));
}

/* Sees whether a device takes anything: /dev/full does not. Terminals and pipes are left in peace. */
static int
try_device (int descriptor)
{
  struct stat status;

  if (fstat (descriptor, &status) != 0)
    return errno;
  if (!S_ISCHR (status.st_mode) || isatty (descriptor))
    return 0;
  return write (descriptor, "\n", 1) == 1 ? 0 : errno;
}

static gboolean
check_stream (const VtOutput *output, GError **error)
{
  int descriptor = g_open (output->path, O_WRONLY | O_NONBLOCK | O_CLOEXEC, 0);
  int failure;

  if (descriptor < 0)
    return errno == ENXIO /* a pipe that nobody reads yet */ || cannot_write (output, errno, error);
  failure = try_device (descriptor);
  g_close (descriptor, NULL);
  return failure == 0 || cannot_write (output, failure, error);
}

/* Makes and removes a file in the folder in which @path is to be. */
static gboolean
check_folder (const VtOutput *output, const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *trial = g_build_filename (folder, ".vitrine-XXXXXX", NULL);
  int descriptor = g_mkstemp_full (trial, O_RDWR | O_CLOEXEC, 0600);
  int failure;

  if (descriptor < 0)
    return cannot_write (output, errno, error);
  failure = write (descriptor, "\n", 1) == 1 ? 0 : errno;
  g_close (descriptor, NULL);
  g_unlink (trial);
  return failure == 0 || cannot_write (output, failure, error);
}

static gboolean
check_one (const VtOutput *output, GError **error)
{
  g_autofree char *path = NULL;

  if (output->path == NULL)
    return TRUE;
  if (vt_output_is_standard (output))
    {
      int failure = try_device (STDOUT_FILENO);

      return failure == 0 || cannot_write (output, failure, error);
    }
  if (*output->path == '\0')
    return vt_usage_refuse (error, _("%s needs a file name"), output->option);
  if (g_str_equal (output->path, "-"))
    return vt_usage_refuse (error, _("%s cannot go to standard output; give it a file name"), output->option);
  if (g_file_test (output->path, G_FILE_TEST_IS_DIR))
    return cannot_write (output, EISDIR, error);
  if (is_stream (output->path))
    return check_stream (output, error);
  path = resolve (output->path);
  if (g_file_test (path, G_FILE_TEST_EXISTS) && g_access (path, W_OK) != 0)
    return cannot_write (output, errno, error);
  return check_folder (output, path, error);
}

static gboolean
same_file (const char *a, const char *b)
{
  g_autofree char *real_a = resolve (a), *real_b = resolve (b);
  GStatBuf status_a, status_b;

  if (is_stream (a))
    return FALSE;
  if (g_str_equal (real_a, real_b))
    return TRUE;
  return g_stat (real_a, &status_a) == 0 && g_stat (real_b, &status_b) == 0 && status_a.st_dev == status_b.st_dev
         && status_a.st_ino == status_b.st_ino;
}

static gboolean
check_apart (const VtOutput *outputs, guint n_outputs, const char *input, GError **error)
{
  for (guint a = 0; a < n_outputs; a++)
    {
      if (outputs[a].path == NULL || *outputs[a].path == '\0' || vt_output_is_standard (&outputs[a]))
        continue;
      if (input != NULL && same_file (outputs[a].path, input))
        return vt_usage_refuse (error, _("%s would overwrite the file that is read, “%s”; choose another name"),
                                outputs[a].option, input);
      for (guint b = 0; b < a; b++)
        if (outputs[b].path != NULL && !vt_output_is_standard (&outputs[b])
            && same_file (outputs[a].path, outputs[b].path))
          return vt_usage_refuse (error, _("%s and %s name the same file, “%s”; choose two names"), outputs[b].option,
                                  outputs[a].option, outputs[a].path);
    }
  return TRUE;
}

gboolean
vt_output_check (const VtOutput *outputs, guint n_outputs, const char *input, GError **error)
{
  if (!check_apart (outputs, n_outputs, input, error))
    return FALSE;
  for (guint k = 0; k < n_outputs; k++)
    if (!check_one (&outputs[k], error))
      return FALSE;
  return TRUE;
}

static gboolean
write_stream (const VtOutput *output, const char *text, gsize length, GError **error)
{
  int descriptor = g_open (output->path, O_WRONLY | O_APPEND | O_CLOEXEC, 0);
  gsize written = 0;

  if (descriptor < 0)
    return cannot_write (output, errno, error);
  while (written < length)
    {
      gssize n = write (descriptor, text + written, length - written);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          int failure = errno;

          g_close (descriptor, NULL);
          return cannot_write (output, failure, error);
        }
      written += n;
    }
  return g_close (descriptor, error);
}

gboolean
vt_output_print (const char *text, GError **error)
{
  if (fputs (text, stdout) >= 0 && fflush (stdout) == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), _("Standard output cannot be written: %s"),
               g_strerror (errno));
  return FALSE;
}

gboolean
vt_output_write (const VtOutput *output, const char *text, GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) failure = NULL;

  if (vt_output_is_standard (output))
    return vt_output_print (text, error);
  if (is_stream (output->path))
    return write_stream (output, text, strlen (text), error);
  path = resolve (output->path);
  if (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0666, &failure))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("%s: “%s” could not be written: %s"), output->option,
               output->path, failure->message);
  return FALSE;
}
