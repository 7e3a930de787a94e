/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "program.h"

#include <glib/gstdio.h>
#include <string.h>

static char *folder;

void
answer_clear (Answer *answer)
{
  g_clear_pointer (&answer->out, g_free);
  g_clear_pointer (&answer->err, g_free);
}

void
program_init (void)
{
  folder = g_dir_make_tmp ("vitrine-cli-XXXXXX", NULL);
  g_assert_nonnull (folder);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

void
program_finish (void)
{
  remove_folder (folder);
  g_clear_pointer (&folder, g_free);
}

char *
program_path (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static GSubprocessLauncher *
launcher_new (const char *const *environment)
{
  GSubprocessLauncher *launcher
    = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);

  g_subprocess_launcher_set_cwd (launcher, folder);
  g_subprocess_launcher_setenv (launcher, "LC_ALL", "C.UTF-8", TRUE);
  for (; environment != NULL && *environment != NULL; environment++)
    {
      g_auto (GStrv) pair = g_strsplit (*environment, "=", 2);

      g_subprocess_launcher_setenv (launcher, pair[0], pair[1], TRUE);
    }
  return launcher;
}

static char *
text_of (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return length > 0 ? g_strndup (data, length) : g_strdup ("");
}

Answer
program_run_in (const char *const *environment, const char *line)
{
  g_autoptr (GSubprocessLauncher) launcher = launcher_new (environment);
  g_autofree char *whole = g_strdup_printf ("'%s' %s", g_getenv ("VT_CLI"), line);
  g_auto (GStrv) argv = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GBytes) out = NULL, err = NULL;
  g_autoptr (GError) error = NULL;
  Answer answer = { -1, NULL, NULL };

  g_assert_true (g_shell_parse_argv (whole, NULL, &argv, NULL));
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate (process, NULL, NULL, &out, &err, &error));
  g_assert_no_error (error);
  if (g_subprocess_get_if_exited (process))
    answer.status = g_subprocess_get_exit_status (process);
  answer.out = text_of (out);
  answer.err = text_of (err);
  return answer;
}

Answer
program_run (const char *line)
{
  g_test_message ("vitrine-cli %s", line);
  return program_run_in (NULL, line);
}

void
assert_status (const Answer *answer, int status)
{
  if (answer->status != status)
    g_error ("exit code %d instead of %d; standard error: %s", answer->status, status, answer->err);
}

void
assert_says (const Answer *answer, const char *words)
{
  if (strstr (answer->err, words) == NULL)
    g_error ("“%s” is not in what standard error says: %s", words, answer->err);
}

JsonObject *
parse_object (const char *text)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  json_parser_load_from_data (parser, text, -1, &error);
  g_assert_no_error (error);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)));
  return json_object_ref (json_node_get_object (json_parser_get_root (parser)));
}
