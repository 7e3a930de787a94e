/* SPDX-License-Identifier: GPL-3.0-or-later */
/* analyze on files as they come: good, bad, foreign, unstable; and Ctrl-C. */
#include "program.h"

#include "sample/random.h"
#include "sample/xyz.h"

#include <math.h>
#include <signal.h>
#include <string.h>

#define MODEL " --model sticky --rc 1.2"

/* A glass for the tests, and its sample. */
static VtSample *glass;
static char *digest;

static void
make (void)
{
  g_auto (Answer) answer = program_run ("quench" MODEL " --particles 120 --seed 3 --quiet --out glass.xyz");
  g_autofree char *path = program_path ("glass.xyz");

  assert_status (&answer, 0);
  glass = vt_xyz_read (path, NULL, NULL, NULL);
  g_assert_nonnull (glass);
  digest = vt_sample_digest (glass);
}

static void
write_text (const char *name, const char *text)
{
  g_autofree char *path = program_path (name);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* A minimal file of @sample: only what extended XYZ needs. */
static char *
plain_text (const VtSample *sample, const char *small, const char *large)
{
  GString *text = g_string_new (NULL);
  const double *b = sample->box, *x = sample->positions;

  g_string_append_printf (text, "%u\nLattice=\"%.17g 0 0 0 %.17g 0 0 0 %.17g\" Properties=species:S:1:pos:R:3\n",
                          sample->n, b[0], b[1], b[2]);
  for (guint i = 0; i < sample->n; i++)
    g_string_append_printf (text, "%s %.17g %.17g %.17g\n", sample->species[i] == VT_SPECIES_SMALL ? small : large,
                            x[3 * i], x[3 * i + 1], x[3 * i + 2]);
  return g_string_free (text, FALSE);
}

static JsonObject *
analyze (const char *line)
{
  g_autofree char *whole = g_strconcat ("analyze ", line, " --json -", NULL);
  g_auto (Answer) answer = program_run (whole);

  assert_status (&answer, 0);
  return parse_object (answer.out);
}

static void
test_foreign (void)
{
  static const struct { const char *small, *large, *options; } names[] = {
    { "S", "La", "" }, { "S", "L", "" }, { "A", "B", "" }, { "1", "2", "" }, { "Zr", "Cu", " --small Zr" },
    { "Ni", "P", " --small Ni" },
  };

  for (guint k = 0; k < G_N_ELEMENTS (names); k++)
    {
      g_autofree char *text = plain_text (glass, names[k].small, names[k].large);
      g_autofree char *line = g_strconcat ("plain.xyz" MODEL, names[k].options, NULL);
      g_autoptr (JsonObject) object = NULL;

      write_text ("plain.xyz", text);
      object = analyze (line);
      g_assert_cmpstr (json_object_get_string_member (object, "digest"), ==, digest);
      g_assert_true (json_object_get_boolean_member (object, "stable"));
      g_assert_true (json_object_get_null_member (object, "seed"));
      g_assert_true (json_object_get_null_member (object, "recipe"));
    }
}

static void
test_model_needed (void)
{
  g_autofree char *text = plain_text (glass, "S", "La");
  g_auto (Answer) without = { 0 }, species = { 0 };

  write_text ("plain.xyz", text);
  without = program_run ("analyze plain.xyz");
  assert_status (&without, 2);
  assert_says (&without, "--model");

  g_free (text);
  text = plain_text (glass, "Zr", "Cu");
  write_text ("named.xyz", text);
  species = program_run ("analyze named.xyz" MODEL);
  assert_status (&species, 1);
  assert_says (&species, "--small");
}

/* --model given beside a recipe that says otherwise: the one given counts, and it is said. */
static void
test_model_overrides (void)
{
  g_auto (Answer) answer = program_run ("analyze glass.xyz --model sticky --rc 1.3 --json -");
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (JsonObject) same = analyze ("glass.xyz" MODEL);

  assert_status (&answer, 0);
  object = parse_object (answer.out);
  g_assert_cmpfloat (json_object_get_double_member (json_object_get_object_member (object, "parameters"), "rc"), ==, 1.3);
  g_assert_true (json_object_get_null_member (object, "recipe"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "notes")), >, 0);
  g_assert_false (json_object_get_null_member (same, "recipe"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (same, "notes")), ==, 0);
}

static void
replace (const char *from, const char *to, const char *into)
{
  g_autofree char *path = program_path ("glass.xyz"), *text = NULL;
  g_autoptr (GString) changed = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  changed = g_string_new (text);
  g_assert_cmpuint (g_string_replace (changed, from, to, 1), ==, 1);
  write_text (into, changed->str);
}

static void
test_digest (void)
{
  char other[65] = { 0 };
  g_auto (Answer) answer = { 0 };
  g_autoptr (JsonObject) object = NULL;

  memset (other, 'a', 64);
  replace (digest, other, "other.xyz");
  answer = program_run ("analyze other.xyz --json -");
  assert_status (&answer, 0);
  assert_says (&answer, "digest");
  object = parse_object (answer.out);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "notes")), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (object, "digest"), ==, digest);
}

/* Displaced at random, and squeezed particles: no minimum, but measured. */
static void
test_unstable (void)
{
  g_autoptr (VtSample) shaken = vt_sample_copy (glass);
  g_autoptr (GRand) random = vt_random_new (1, VT_STREAM_VELOCITIES);
  g_autofree char *text = NULL;
  g_autoptr (JsonObject) object = NULL;

  for (guint i = 0; i < 3 * shaken->n; i++)
    shaken->positions[i] += 0.15 * (vt_random_uniform (random) - 0.5);
  text = plain_text (shaken, "S", "La");
  write_text ("shaken.xyz", text);
  object = analyze ("shaken.xyz --modes 5 --spectrum" MODEL);
  g_assert_false (json_object_get_boolean_member (object, "stable"));
  g_assert_true (json_object_get_null_member (object, "shear_modulus"));
  g_assert_true (json_object_get_null_member (object, "bulk_modulus"));
  g_assert_true (json_object_get_null_member (object, "poisson_ratio"));
  g_assert_true (json_object_get_null_member (object, "p_over_k"));
  g_assert_false (json_object_get_null_member (object, "pressure"));
  g_assert_true (json_object_get_null_member (object, "error"));
  for (guint l = 0; l < 5; l++)
    {
      double mode = json_array_get_double_element (json_object_get_array_member (object, "frequencies"), l);
      double all = json_array_get_double_element (json_object_get_array_member (object, "spectrum"), l);

      g_assert_cmpfloat_with_epsilon (mode / all, 1, 1e-7);
    }
  g_assert_cmpfloat (json_array_get_double_element (json_object_get_array_member (object, "frequencies"), 0), <, 0);
}

/* A gas: every particle alone. */
static void
test_gas (void)
{
  GString *text = g_string_new ("27\nLattice=\"30 0 0 0 30 0 0 0 30\" Properties=species:S:1:pos:R:3\n");
  g_autoptr (JsonObject) object = NULL;

  for (guint i = 0; i < 27; i++)
    g_string_append_printf (text, "%s %u %u %u\n", i % 2 ? "A" : "B", 10 * (i % 3), 10 * (i / 3 % 3), 10 * (i / 9));
  write_text ("gas.xyz", text->str);
  g_string_free (text, TRUE);
  object = analyze ("gas.xyz --modes 3" MODEL);
  g_assert_false (json_object_get_boolean_member (object, "stable"));
  g_assert_cmpint (json_object_get_int_member (object, "rattlers"), ==, 27);
}

#define HEAD "Lattice=\"9 0 0 0 9 0 0 0 9\" Properties=species:S:1:pos:R:3\n"

/* Files that are refused, exit code 1, with words the message must have. */
static const struct
{
  const char *name, *text, *says;
} bad[] = {
  { "empty", "", "empty.xyz" },
  { "words", "hello\nworld\n", "hello" },
  { "minus", "-5\n" HEAD, "-5" },
  { "huge", "99999999999\n" HEAD, "99999999999" },
  { "short", "3\n" HEAD "S 1 1 1\nLa 2 2 2\n", "" },
  { "cut", "2\n" HEAD "S 1 1 1\nLa 2 2", "" },
  { "more", "1\n" HEAD "S 1 1\n", "" },
  { "nan", "2\n" HEAD "S 1 1 1\nLa nan 2 2\n", "nan" },
  { "inf", "2\n" HEAD "S 1 1 1\nLa 2 inf 2\n", "inf" },
  { "comma", "2\n" HEAD "S 1 1 1\nLa 2,5 2 2\n", "2,5" },
  { "letters", "2\n" HEAD "S 1 1 1\nLa x 2 2\n", "x" },
  { "species", "3\n" HEAD "S 1 1 1\nLa 2 2 2\nXx 4 4 4\n", "" },
  { "tilted", "2\nLattice=\"9 0 0 3 9 0 0 0 9\" Properties=species:S:1:pos:R:3\nS 1 1 1\nLa 4 4 4\n", "" },
  { "flat", "2\nLattice=\"9 0 0 0 0 0 0 0 9\" Properties=species:S:1:pos:R:3\nS 1 1 1\nLa 4 4 4\n", "" },
  { "boxless", "2\nProperties=species:S:1:pos:R:3\nS 1 1 1\nLa 4 4 4\n", "Lattice" },
  { "small-box", "2\nLattice=\"3 0 0 0 3 0 0 0 3\" Properties=species:S:1:pos:R:3\nS 1 1 1\nLa 2 2 2\n", "" },
  { "same-place", "2\n" HEAD "S 1 1 1\nLa 1 1 1\n", "" },
  { "too-close", "2\n" HEAD "S 1 1 1\nLa 1 1 10.1\n", "" },
};

static void
test_bad_files (void)
{
  for (guint k = 0; k < G_N_ELEMENTS (bad); k++)
    {
      g_autofree char *name = g_strconcat (bad[k].name, ".xyz", NULL);
      g_autofree char *line = g_strdup_printf ("analyze %s" MODEL " --json -", name);
      g_auto (Answer) answer = { 0 };

      write_text (name, bad[k].text);
      answer = program_run (line);
      assert_status (&answer, 1);
      assert_says (&answer, bad[k].says);
      g_assert_cmpuint (strlen (answer.err), >, 20);
    }
}

static void
test_not_there (void)
{
  g_auto (Answer) missing = program_run ("analyze nowhere.xyz" MODEL);
  g_auto (Answer) folder = program_run ("analyze ." MODEL);

  assert_status (&missing, 1);
  assert_says (&missing, "nowhere.xyz");
  assert_status (&folder, 1);
}

static void
test_bad_recipe_in_file (void)
{
  g_auto (Answer) alone = { 0 }, overruled = { 0 };

  replace ("sticky rc=1.2", "sticky rc=77", "bad-recipe.xyz");
  alone = program_run ("analyze bad-recipe.xyz");
  assert_status (&alone, 2);
  assert_says (&alone, "--model");
  overruled = program_run ("analyze bad-recipe.xyz" MODEL);
  assert_status (&overruled, 0);
}

/* The file that is read is not written over. */
static void
test_input_is_safe (void)
{
  g_auto (Answer) answer = program_run ("analyze glass.xyz --gr ./glass.xyz");

  assert_status (&answer, 2);
  assert_says (&answer, "glass.xyz");
}

/* TRUE once the process has a handler of its own for SIGINT. */
static gboolean
catches_interrupt (const char *pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%s/status", pid), *text = NULL;
  const char *caught;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  caught = strstr (text, "SigCgt:");
  return caught != NULL && (g_ascii_strtoull (caught + 7, NULL, 16) & (1u << (SIGINT - 1))) != 0;
}

static void
test_interrupt (void)
{
  g_autofree char *json = program_path ("stopped.json"), *out = program_path ("stopped.xyz"), *text = NULL;
  g_autoptr (GSubprocess) process
    = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_PIPE, NULL, g_getenv ("VT_CLI"), "quench", "--model", "stiff", "--q",
                        "320", "--particles", "20000", "--seed", "1", "--out", out, "--json", json, NULL);
  g_autoptr (GBytes) err = NULL;
  g_autoptr (JsonObject) object = NULL;

  g_assert_nonnull (process);
  while (!catches_interrupt (g_subprocess_get_identifier (process)))
    g_usleep (20000);
  g_usleep (200000);
  /* Twice in a moment is once. */
  g_subprocess_send_signal (process, SIGINT);
  g_subprocess_send_signal (process, SIGTERM);
  g_assert_true (g_subprocess_communicate (process, NULL, NULL, NULL, &err, NULL));
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (err, NULL), g_bytes_get_size (err), "interrupted"));
  g_assert_false (g_file_test (out, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_get_contents (json, &text, NULL, NULL));
  object = parse_object (text);
  g_assert_cmpint (json_object_get_int_member (object, "particles"), ==, 20000);
  g_assert_true (json_object_get_null_member (object, "stable"));
  g_assert_false (json_object_get_null_member (object, "error"));
  g_assert_nonnull (strstr (json_object_get_string_member (object, "error"), "interrupted"));
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  program_init ();
  make ();
  g_test_add_func ("/cli/files/foreign", test_foreign);
  g_test_add_func ("/cli/files/model-needed", test_model_needed);
  g_test_add_func ("/cli/files/model-overrides", test_model_overrides);
  g_test_add_func ("/cli/files/digest", test_digest);
  g_test_add_func ("/cli/files/unstable", test_unstable);
  g_test_add_func ("/cli/files/gas", test_gas);
  g_test_add_func ("/cli/files/bad", test_bad_files);
  g_test_add_func ("/cli/files/not-there", test_not_there);
  g_test_add_func ("/cli/files/bad-recipe", test_bad_recipe_in_file);
  g_test_add_func ("/cli/files/input-is-safe", test_input_is_safe);
  g_test_add_func ("/cli/files/interrupt", test_interrupt);
  status = g_test_run ();
  vt_sample_unref (glass);
  g_free (digest);
  program_finish ();
  return status;
}
