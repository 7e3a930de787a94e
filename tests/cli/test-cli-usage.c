/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the command line refuses, and what it says then. */
#include "program.h"

#include <glib/gstdio.h>
#include <string.h>

static void
test_help (void)
{
  static const char *const lines[] = { "--help", "-h", "help", "potential --help", "quench --help", "analyze --help",
                                       "--version" };

  for (guint k = 0; k < G_N_ELEMENTS (lines); k++)
    {
      g_auto (Answer) answer = program_run (lines[k]);

      assert_status (&answer, 0);
      g_assert_cmpstr (answer.err, ==, "");
      g_assert_nonnull (strstr (answer.out, "vitrine-cli"));
    }
}

/* A line that is refused with exit code 2, and words the message must have. */
static const struct
{
  const char *line;
  const char *says;
} refused[] = {
  { "", "potential" },
  { "melt", "melt" },
  { "--quench", "--quench" },
  { "potential", "--model" },
  { "potential --model", "model" },
  { "potential --model glass", "glass" },
  { "potential --model stiff", "--q" },
  { "potential --model sticky --q 80", "--q" },
  { "potential --model stiff --rc 1.2", "--rc" },
  { "potential --model stiff --q 80 --rc 1.2", "--rc" },
  { "potential --model sticky --rc 1.2 --xc 2", "--xc" },
  { "potential --model stiff --q 4", "4" },
  { "potential --model stiff --q 3.9", "4" },
  { "potential --model stiff6 --q 6", "6" },
  { "potential --model mie --q 2 --xc 2", "2" },
  { "potential --model sticky --rc 1.019", "1.02" },
  { "potential --model stiff --q -80", "-80" },
  { "potential --model stiff --q 1e9", "1e9" },
  { "potential --model stiff --q nan", "nan" },
  { "potential --model stiff --q inf", "inf" },
  { "potential --model stiff --q 0x50", "0x50" },
  { "potential --model stiff --q 80,5", "point" },
  { "potential --model stiff --q 80x", "80x" },
  { "potential --model stiff --q ''", "--q" },
  { "potential --model stiff --q ' 80'", "80" },
  { "potential --model stiff --q 80 --xc 0", "--xc" },
  { "potential --model stiff --q 80 --xc 100000", "--xc" },
  { "potential --model stiff --q 80 --from 0.1", "0.2" },
  { "potential --model stiff --q 80 --from 2 --to 1", "--to" },
  { "potential --model stiff --q 80 --to nan", "nan" },
  { "potential --model stiff --q 80 --points 0", "--points" },
  { "potential --model stiff --q 80 --points 1", "--points" },
  { "potential --model stiff --q 80 --points 10.5", "--points" },
  { "potential --model stiff --q 80 --points -3", "--points" },
  { "potential --model stiff --q 80 --points 99999999999999999999", "--points" },
  { "potential --model stiff --q 80 --density 0.7", "--density" },
  { "potential --model stiff --q 80 extra", "extra" },
  { "quench --model stiff --q 80", "--particles" },
  { "quench --model stiff --q 80 --particles 200", "--seed" },
  { "quench --model stiff --q 80 --particles 0 --seed 1", "--particles" },
  { "quench --model stiff --q 80 --particles -200 --seed 1", "--particles" },
  { "quench --model stiff --q 80 --particles 200.0 --seed 1", "--particles" },
  { "quench --model stiff --q 80 --particles 1e3 --seed 1", "--particles" },
  { "quench --model stiff --q 80 --particles 1000001 --seed 1", "1000000" },
  { "quench --model stiff --q 80 --particles 121 --seed 1", "122" },
  { "quench --model mie --q 6 --xc 3 --particles 474 --seed 1", "475" },
  { "quench --model stiff --q 80 --particles 200 --seed -1", "--seed" },
  { "quench --model stiff --q 80 --particles 200 --seed 9007199254740992", "9007199254740991" },
  { "quench --model stiff --q 80 --particles 200 --seed 1.5", "--seed" },
  { "quench --model stiff --q 80 --particles 200 --seed seven", "seven" },
  { "quench --model stiff --q 80 --particles 200 --seed 1 --density 0", "0.1" },
  { "quench --model stiff --q 80 --particles 200 --seed 1 --density 5", "2" },
  { "quench --model stiff --q 80 --particles 200 --seed 1 --density -0.7", "0.1" },
  { "quench --model stiff --q 80 --particles 200 --seed 1 --density 0,7", "point" },
  { "quench --model stiff --q 80 --particles 200 --seed 1 --density nan", "nan" },
  { "quench --model stiff --q 80 --particles 200 --seed 1 --temperature 0", "--temperature" },
  { "quench --model stiff --q 80 --particles 200 --seed 1 --temperature -1", "--temperature" },
  { "quench --model stiff --q 80 --particles 200 --seed 1 --temperature 1e13", "--temperature" },
  { "quench --model stiff --q 80 --particles 200 --seed 1 --melt-time 0", "--melt-time" },
  { "quench --model stiff --q 80 --particles 200 --seed 1 --melt-time inf", "--melt-time" },
  { "quench --model stiff --q 80 --particles 200 --seed 1 --threads 0", "--threads" },
  { "quench --model stiff --q 80 --particles 200 --seed 1 --threads 257", "256" },
  { "quench --model stiff --q 80 --particles 200 --seed 1 --modes -1", "--modes" },
  { "quench --model stiff --q 80 --particles 200 --seed 1 --modes 598", "597" },
  { "quench --model stiff --q 80 --particles 200 --seed 1 --modes ten", "--modes" },
  { "quench --model stiff --q 80 --particles 200 --seed 1 --mode 1", "--mode" },
  { "quench --model stiff --q 80 --particles 200 --seed 1 --small S", "--small" },
  { "quench --model stiff --q 80 --particles 200 --seed 1 --fast", "--fast" },
  { "quench --model stiff --q 80 --particles 200 --seed 1 --out", "--out" },
  { "quench --model stiff --q 80 --particles 200 --seed 1 --out ''", "--out" },
  { "quench --model stiff --q 80 --particles 200 --seed 1 --out -", "--out" },
  { "quench --model stiff --q 80 --particles 200 --seed 1 --gr -", "--gr" },
  { "quench --model stiff --q 80 --particles 200 --seed 1 --out same --gr same", "same" },
  { "quench --model stiff --q 80 --particles 200 --seed 1 --out same --json ./same", "same" },
  { "quench --model stiff --q 80 --particles 200 --seed 1 --plots --json -", "--plots" },
  { "quench --model stiff --q 80 --particles 200 --seed 1 extra.xyz", "extra.xyz" },
  { "analyze", "FILE.xyz" },
  { "analyze a.xyz b.xyz", "b.xyz" },
  { "analyze a.xyz --density 0.7", "--density" },
  { "analyze a.xyz --trim", "--trim" },
  { "analyze a.xyz --out b.xyz", "--out" },
  { "analyze a.xyz --mode 1", "--mode-out" },
  { "analyze a.xyz --mode-out b.xyz", "--mode" },
  { "analyze a.xyz --mode 0 --mode-out b.xyz", "--mode" },
  { "analyze a.xyz --modes x", "--modes" },
  { "analyze a.xyz --model stiff --q 2", "--q" },
};

static void
test_refused (void)
{
  for (guint k = 0; k < G_N_ELEMENTS (refused); k++)
    {
      g_auto (Answer) answer = program_run (refused[k].line);

      assert_status (&answer, 2);
      g_assert_cmpstr (answer.out, ==, "");
      assert_says (&answer, refused[k].says);
    }
}

/* Outputs that cannot be written: known before the work starts, so that not even a long recipe takes time, and what
 * is there stays. */
#define LONG "quench --model stiff --q 320 --particles 100000 --seed 1 "

static void
test_outputs (void)
{
  static const char *const lines[] = {
    LONG "--out nowhere/glass.xyz", LONG "--json nowhere/glass.json", LONG "--gr nowhere/gr.csv", LONG "--out .",
    LONG "--gr /dev/full", LONG "--json /dev/full", LONG "--out /dev/full", LONG "--out /proc/glass.xyz",
    LONG "--out kept --json nowhere/glass.json", LONG "--out kept/glass.xyz",
  };
  g_autofree char *kept = program_path ("kept"), *text = NULL;

  g_assert_true (g_file_set_contents (kept, "precious", -1, NULL));
  for (guint k = 0; k < G_N_ELEMENTS (lines); k++)
    {
      g_auto (Answer) answer = program_run (lines[k]);

      assert_status (&answer, 1);
      g_assert_cmpstr (answer.out, ==, "");
      assert_says (&answer, "cannot be written");
    }
  g_assert_true (g_file_get_contents (kept, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "precious");
}

/* What cannot fit is refused before anything is made; what is large is told, and then done. */
static void
test_memory (void)
{
  static const char *const little[] = { "VITRINE_MEMORY=100M", NULL };
  g_auto (Answer) glass = program_run_in (little, "quench --model stiff --q 10 --particles 100000 --seed 1 --out big.xyz");
  g_auto (Answer) modes
    = program_run_in (little, "quench --model stiff --q 10 --particles 2048 --seed 1 --modes 1000 --out big.xyz");
  g_autofree char *path = program_path ("big.xyz");

  assert_status (&glass, 1);
  assert_says (&glass, "This takes about ");
  assert_says (&glass, "100000 particles needs about");
  assert_says (&glass, "104.9");
  assert_says (&glass, "Choose fewer particles");
  assert_status (&modes, 1);
  assert_says (&modes, "Choose fewer modes");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* A folder in which nothing may be made; root may everywhere, so it is asked of the system and not assumed. */
static void
test_folder_without_rights (void)
{
  g_autofree char *folder = program_path ("locked"), *inside = program_path ("locked/probe");
  g_auto (Answer) answer = { 0 };

  g_assert_cmpint (g_mkdir (folder, 0500), ==, 0);
  if (g_file_set_contents (inside, "", 0, NULL))
    {
      g_unlink (inside);
      answer = program_run (LONG "--out locked/no/glass.xyz");
    }
  else
    answer = program_run (LONG "--out locked/glass.xyz");
  g_chmod (folder, 0700);
  assert_status (&answer, 1);
  assert_says (&answer, "locked");
}

static void
test_full_standard_output (void)
{
  g_auto (GStrv) argv = NULL;
  g_autofree char *line = g_strdup_printf ("sh -c \"'%s' potential --model stiff --q 80 > /dev/full 2> /dev/null\"",
                                           g_getenv ("VT_CLI"));
  int status = 0;

  g_assert_true (g_spawn_command_line_sync (line, NULL, NULL, &status, NULL));
  g_assert_cmpint (g_spawn_check_wait_status (status, NULL) ? 0 : 1, ==, 1);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  program_init ();
  g_test_add_func ("/cli/usage/help", test_help);
  g_test_add_func ("/cli/usage/refused", test_refused);
  g_test_add_func ("/cli/usage/outputs", test_outputs);
  g_test_add_func ("/cli/usage/memory", test_memory);
  g_test_add_func ("/cli/usage/folder-without-rights", test_folder_without_rights);
  g_test_add_func ("/cli/usage/full-standard-output", test_full_standard_output);
  status = g_test_run ();
  program_finish ();
  return status;
}
