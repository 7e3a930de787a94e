/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What memory there is: limits of control groups as files say them, and the user's own. */
#include "response/memory.h"

#include <glib/gstdio.h>
#include <sys/resource.h>
#include <unistd.h>

static char *folder;

static void
put (const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL), *parent = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);
      remove_all (inner);
    }
  g_assert_cmpint (g_remove (path), ==, 0);
}

static void
begin (void)
{
  folder = g_dir_make_tmp ("vitrine-memory-XXXXXX", NULL);
  g_assert_nonnull (folder);
}

static void
end (void)
{
  remove_all (folder);
  g_clear_pointer (&folder, g_free);
}

static void
test_groups_of_version_2 (void)
{
  begin ();
  put ("user/job/memory.max", "max\n");
  put ("user/job/memory.current", "700\n");
  put ("user/memory.max", "1000\n");
  put ("user/memory.current", "800\n");
  put ("user/memory.stat", "anon 500\ninactive_file 300\nactive_file 7\n");
  put ("memory.stat", "anon 1\n");
  g_assert_cmpuint (vt_memory_left_to_groups ("0::/user/job\n", folder), ==, 500);
  g_assert_cmpuint (vt_memory_left_to_groups ("0::/elsewhere\n", folder), ==, G_MAXUINT64);

  put ("user/job/memory.max", "900\n");
  g_assert_cmpuint (vt_memory_left_to_groups ("0::/user/job\n", folder), ==, 200);
  put ("user/job/memory.max", "600\n");
  g_assert_cmpuint (vt_memory_left_to_groups ("0::/user/job\n", folder), ==, 0);
  end ();
}

static void
test_groups_of_version_1 (void)
{
  const char *groups = "5:cpu:/a/b\n4:memory:/a/b\n0::/\n";

  begin ();
  put ("memory/memory.limit_in_bytes", "9223372036854771712\n");
  put ("memory/memory.usage_in_bytes", "5000\n");
  g_assert_cmpuint (vt_memory_left_to_groups (groups, folder), ==, G_MAXUINT64);
  put ("memory/memory.limit_in_bytes", "6000\n"); /* that of a container: its path is the host's */
  g_assert_cmpuint (vt_memory_left_to_groups (groups, folder), ==, 1000);
  put ("memory/a/b/memory.limit_in_bytes", "5500\n");
  put ("memory/a/b/memory.usage_in_bytes", "5400\n");
  put ("memory/a/b/memory.stat", "inactive_file 1\ntotal_inactive_file 50\n");
  g_assert_cmpuint (vt_memory_left_to_groups (groups, folder), ==, 150);
  end ();
}

static void
test_nonsense (void)
{
  begin ();
  g_assert_cmpuint (vt_memory_left_to_groups ("", folder), ==, G_MAXUINT64);
  g_assert_cmpuint (vt_memory_left_to_groups ("0:\n:::\nmemory", folder), ==, G_MAXUINT64);
  put ("memory.max", "");
  g_assert_cmpuint (vt_memory_left_to_groups ("0::/\n", folder), ==, G_MAXUINT64);
  end ();
}

static void
test_wish (void)
{
  const guint64 all = vt_memory_available ();
  const struct { const char *text; guint64 bytes; } wishes[] = {
    { "0", 0 }, { "4097", 4097 }, { "3K", 3 << 10 }, { "5m", 5 << 20 }, { "2M", 2 << 20 },
  };

  g_assert_cmpuint (all, >, 16 << 20);
  for (guint k = 0; k < G_N_ELEMENTS (wishes); k++)
    {
      g_setenv ("VITRINE_MEMORY", wishes[k].text, TRUE);
      g_assert_cmpuint (vt_memory_available (), ==, wishes[k].bytes);
    }
  /* Never more than there is, and nothing where no number stands. */
  g_setenv ("VITRINE_MEMORY", "99999999999G", TRUE);
  g_assert_cmpuint (vt_memory_available (), <, (guint64) 1 << 60);
  g_setenv ("VITRINE_MEMORY", "much", TRUE);
  g_assert_cmpuint (vt_memory_available (), >, 16 << 20);
  g_unsetenv ("VITRINE_MEMORY");
}

/* A limit of the address space, somewhat above what is taken of it. */
static void
test_address_space (void)
{
  const guint64 room = (guint64) 1 << 28;
  struct rlimit before, limit;
  g_autofree char *taken = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &taken, NULL, NULL));
  g_assert_cmpint (getrlimit (RLIMIT_AS, &before), ==, 0);
  limit = before;
  limit.rlim_cur = g_ascii_strtoull (taken, NULL, 10) * (guint64) sysconf (_SC_PAGESIZE) + room;
  g_assert_cmpint (setrlimit (RLIMIT_AS, &limit), ==, 0);
  g_assert_cmpuint (vt_memory_available (), <=, room);
  g_assert_cmpuint (vt_memory_available (), >, room / 2);
  g_assert_cmpint (setrlimit (RLIMIT_AS, &before), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/memory/groups-2", test_groups_of_version_2);
  g_test_add_func ("/memory/groups-1", test_groups_of_version_1);
  g_test_add_func ("/memory/nonsense", test_nonsense);
  g_test_add_func ("/memory/wish", test_wish);
  g_test_add_func ("/memory/address-space", test_address_space);
  return g_test_run ();
}
