/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "response/memory.h"

#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define VARIABLE "VITRINE_MEMORY"

/* The number after @key at the start of a line of @text; @otherwise where there is none. */
static guint64
number_after (const char *text, const char *key, guint64 otherwise)
{
  const char *line = text;
  char *end;

  while (line != NULL && !g_str_has_prefix (line, key))
    {
      line = strchr (line, '\n');
      line = line != NULL ? line + 1 : NULL;
    }
  if (line == NULL)
    return otherwise;
  line += strlen (key);
  guint64 number = g_ascii_strtoull (line, &end, 10);
  return end != line ? number : otherwise;
}

static guint64
left_to_the_machine (void)
{
  g_autofree char *text = NULL;
  guint64 kilobytes;

  if (!g_file_get_contents ("/proc/meminfo", &text, NULL, NULL))
    return G_MAXUINT64;
  kilobytes = number_after (text, "MemAvailable:", G_MAXUINT64);
  return kilobytes < G_MAXUINT64 / 1024 ? 1024 * kilobytes : G_MAXUINT64;
}

/* The names of a group's files in the two versions. */
typedef struct
{
  const char *limit, *usage, *cache;
} Files;

static guint64
number_in (const char *folder, const char *name, const char *key, guint64 otherwise)
{
  g_autofree char *path = g_build_filename (folder, name, NULL), *text = NULL;

  /* "max" is no number, and no limit. */
  return g_file_get_contents (path, &text, NULL, NULL) ? number_after (text, key, otherwise) : otherwise;
}

static guint64
left_to_group (const char *folder, const Files *files)
{
  guint64 limit = number_in (folder, files->limit, "", G_MAXUINT64);
  guint64 usage = number_in (folder, files->usage, "", 0);
  guint64 cache = number_in (folder, "memory.stat", files->cache, 0);

  if (limit >= G_MAXINT64 / 2) /* how version 1 says "none" */
    return G_MAXUINT64;
  usage -= MIN (cache, usage);
  return limit > usage ? limit - usage : 0;
}

/* @path within @mount, and all groups above it. In a container the path may be that of the host: then its files are
 * not there, and those of the mount itself hold. */
static guint64
left_along (const char *mount, const char *path, const Files *files)
{
  g_autofree char *folder = g_build_filename (mount, path, NULL);
  guint64 left = G_MAXUINT64;

  while (strlen (folder) >= strlen (mount))
    {
      char *above = g_path_get_dirname (folder);

      left = MIN (left, left_to_group (folder, files));
      g_free (folder);
      folder = above;
    }
  return left;
}

guint64
vt_memory_left_to_groups (const char *groups, const char *mount)
{
  static const Files first = { "memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file " };
  static const Files second = { "memory.max", "memory.current", "inactive_file " };
  g_autofree char *mount_of_first = g_build_filename (mount, "memory", NULL);
  g_auto (GStrv) lines = g_strsplit (groups, "\n", -1);
  guint64 left = G_MAXUINT64;

  /* Each line is number:controllers:path; version 2 has no controllers. */
  for (guint k = 0; lines[k] != NULL; k++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[k], ":", 3);

      if (g_strv_length (parts) < 3)
        continue;
      if (*parts[1] == '\0')
        left = MIN (left, left_along (mount, parts[2], &second));
      else if (g_str_equal (parts[1], "memory"))
        left = MIN (left, left_along (mount_of_first, parts[2], &first));
    }
  return left;
}

static guint64
left_to_the_group (void)
{
  g_autofree char *groups = NULL;

  if (!g_file_get_contents ("/proc/self/cgroup", &groups, NULL, NULL))
    return G_MAXUINT64;
  return vt_memory_left_to_groups (groups, "/sys/fs/cgroup");
}

static guint64
left_to_the_address_space (void)
{
  struct rlimit limit;
  g_autofree char *text = NULL;
  guint64 taken;

  if (getrlimit (RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY
      || !g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    return G_MAXUINT64;
  taken = number_after (text, "", 0) * (guint64) sysconf (_SC_PAGESIZE);
  return limit.rlim_cur > taken ? limit.rlim_cur - taken : 0;
}

static guint64
left_by_wish (void)
{
  static const char units[] = "KMG";
  const char *text = g_getenv (VARIABLE), *unit;
  char *end;
  guint64 bytes;

  if (text == NULL || !g_ascii_isdigit (*text))
    return G_MAXUINT64;
  bytes = g_ascii_strtoull (text, &end, 10);
  unit = *end != '\0' ? strchr (units, g_ascii_toupper (*end)) : NULL;
  for (guint k = 0; unit != NULL && k <= (guint) (unit - units); k++)
    bytes = bytes < G_MAXUINT64 / 1024 ? 1024 * bytes : G_MAXUINT64;
  return bytes;
}

guint64
vt_memory_available (void)
{
  guint64 left = MIN (left_to_the_machine (), left_to_the_group ());

  return MIN (left, MIN (left_to_the_address_space (), left_by_wish ()));
}
