/* SPDX-License-Identifier: GPL-3.0-or-later */
/* quench and analyze: keys, numbers that must agree, the same glass again. */
#include "program.h"

#include "network/hessian.h"
#include "sample/xyz.h"

#include <math.h>
#include <string.h>

#define RECIPE "--model sticky --rc 1.2 --particles 150 --seed 5 "

/* The glass all tests look at, made once. */
static JsonObject *made;

static void
make (void)
{
  g_auto (Answer) answer = program_run ("quench " RECIPE "--modes 12 --spectrum --out glass.xyz --gr gr.csv --json - --threads 1");

  assert_status (&answer, 0);
  g_assert_cmpstr (answer.err, ==, "");
  made = parse_object (answer.out);
}

static double
number (JsonObject *object, const char *key)
{
  if (!json_object_has_member (object, key))
    g_error ("no member “%s”", key);
  if (json_object_get_null_member (object, key))
    return NAN;
  return json_object_get_double_member (object, key);
}

static double
element (JsonObject *object, const char *key, guint k)
{
  return json_array_get_double_element (json_object_get_array_member (object, key), k);
}

static guint
length (JsonObject *object, const char *key)
{
  return json_array_get_length (json_object_get_array_member (object, key));
}

static void
test_keys (void)
{
  static const char *const keys[] = {
    "model", "parameters", "stable", "digest", "particles", "density", "seed", "energy_per_particle", "max_force",
    "mean_pair_force", "pressure", "p_over_k", "p_over_p0", "shear_modulus", "shear_modulus_affine", "bulk_modulus",
    "bulk_modulus_affine", "poisson_ratio", "stickiness", "coordination", "frequencies", "participation_ratios",
    "counts", "timings", "spectrum", "version", "recipe", "notes", "rattlers", "error",
  };
  JsonObject *counts = json_object_get_object_member (made, "counts");

  for (guint k = 0; k < G_N_ELEMENTS (keys); k++)
    if (!json_object_has_member (made, keys[k]))
      g_error ("no member “%s”", keys[k]);
  g_assert_cmpuint (json_object_get_size (made), ==, G_N_ELEMENTS (keys));
  g_assert_cmpstr (json_object_get_string_member (made, "model"), ==, "sticky");
  g_assert_cmpfloat (number (json_object_get_object_member (made, "parameters"), "rc"), ==, 1.2);
  g_assert_cmpint (json_object_get_int_member (made, "particles"), ==, 150);
  g_assert_cmpint (json_object_get_int_member (made, "seed"), ==, 5);
  g_assert_cmpfloat_with_epsilon (number (made, "density"), 0.6, 1e-14);
  g_assert_true (json_object_get_boolean_member (made, "stable"));
  g_assert_cmpuint (strlen (json_object_get_string_member (made, "digest")), ==, 64);
  g_assert_cmpuint (length (made, "notes"), ==, 0);
  g_assert_cmpint (json_object_get_int_member (counts, "md_steps"), >, 0);
  g_assert_cmpint (json_object_get_int_member (counts, "force_evaluations"), >, 0);
  g_assert_cmpint (json_object_get_int_member (counts, "factorisations"), >, 0);
  g_assert_cmpint (json_object_get_int_member (counts, "solves"), >, 0);
}

static void
test_numbers (void)
{
  double k = number (made, "bulk_modulus"), g = number (made, "shear_modulus");

  g_assert_cmpfloat_with_epsilon (number (made, "poisson_ratio"), (3 * k - 2 * g) / (6 * k + 2 * g), 1e-12);
  g_assert_cmpfloat_with_epsilon (number (made, "p_over_k"), number (made, "pressure") / k, 1e-14);
  g_assert_cmpfloat (number (made, "shear_modulus_affine"), >, g);
  g_assert_cmpfloat (number (made, "bulk_modulus_affine"), >, k);
  g_assert_cmpfloat (number (made, "max_force"), <=, 1e-10 * number (made, "mean_pair_force"));
  g_assert_cmpuint (length (made, "frequencies"), ==, 12);
  g_assert_cmpuint (length (made, "participation_ratios"), ==, 12);
  g_assert_cmpuint (length (made, "spectrum"), ==, 447);
  for (guint l = 0; l < 12; l++)
    {
      g_assert_cmpfloat_with_epsilon (element (made, "spectrum", l) / element (made, "frequencies", l), 1, 1e-7);
      g_assert_cmpfloat (element (made, "participation_ratios", l), >=, 1);
      g_assert_cmpfloat (element (made, "participation_ratios", l), <=, 150);
    }
  for (guint l = 1; l < 447; l++)
    g_assert_cmpfloat (element (made, "spectrum", l), >=, element (made, "spectrum", l - 1));
}

static void
assert_same_results (JsonObject *a, JsonObject *b)
{
  static const char *const keys[] = {
    "density", "energy_per_particle", "mean_pair_force", "pressure", "p_over_k", "p_over_p0", "shear_modulus",
    "shear_modulus_affine", "bulk_modulus", "bulk_modulus_affine", "poisson_ratio", "stickiness", "coordination",
  };

  g_assert_cmpstr (json_object_get_string_member (a, "digest"), ==, json_object_get_string_member (b, "digest"));
  for (guint k = 0; k < G_N_ELEMENTS (keys); k++)
    g_assert_cmpfloat_with_epsilon (number (a, keys[k]) / number (b, keys[k]), 1, 1e-9);
  g_assert_cmpuint (length (a, "frequencies"), ==, length (b, "frequencies"));
  for (guint l = 0; l < length (a, "frequencies"); l++)
    g_assert_cmpfloat_with_epsilon (element (a, "frequencies", l) / element (b, "frequencies", l), 1, 1e-8);
}

static void
test_analyze (void)
{
  g_auto (Answer) answer = program_run ("analyze glass.xyz --modes 12 --json -");
  g_autoptr (JsonObject) again = NULL;
  JsonObject *timings;

  assert_status (&answer, 0);
  g_assert_cmpstr (answer.err, ==, "");
  again = parse_object (answer.out);
  assert_same_results (made, again);
  g_assert_cmpint (json_object_get_int_member (again, "seed"), ==, 5);
  g_assert_cmpstr (json_object_get_string_member (again, "recipe"), ==, json_object_get_string_member (made, "recipe"));
  g_assert_false (json_object_has_member (again, "spectrum"));
  timings = json_object_get_object_member (again, "timings");
  g_assert_true (json_object_get_null_member (timings, "melt"));
  g_assert_true (json_object_get_null_member (timings, "quench"));
  g_assert_cmpfloat (number (timings, "elasticity"), >, 0);
}

static void
test_threads (void)
{
  g_auto (Answer) two = program_run ("quench " RECIPE "--modes 12 --threads 2 --json two.json");
  g_autofree char *path = program_path ("two.json"), *text = NULL;
  g_autoptr (JsonObject) object = NULL;

  assert_status (&two, 0);
  g_assert_cmpstr (two.out, ==, "");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  object = parse_object (text);
  assert_same_results (made, object);
}

static void
test_trim (void)
{
  g_auto (Answer) answer = program_run ("quench " RECIPE "--trim --json - --out trimmed.xyz");
  g_auto (Answer) again = program_run ("analyze trimmed.xyz --json -");
  g_autoptr (JsonObject) trimmed = NULL, opened = NULL;

  assert_status (&answer, 0);
  assert_status (&again, 0);
  trimmed = parse_object (answer.out);
  opened = parse_object (again.out);
  g_assert_cmpfloat (fabs (number (trimmed, "p_over_k")), <, 0.2 * number (made, "p_over_k"));
  g_assert_cmpfloat (number (trimmed, "density"), <, number (made, "density"));
  assert_same_results (trimmed, opened);
  g_assert_nonnull (strstr (json_object_get_string_member (opened, "recipe"), " trim"));
}

/* Newton's method takes the same minimum to its last digits: the digest, of positions rounded to 1e-6, stays. */
static void
test_floor (void)
{
  g_auto (Answer) answer = program_run ("quench " RECIPE "--floor --json -");
  g_autoptr (JsonObject) object = NULL;

  assert_status (&answer, 0);
  object = parse_object (answer.out);
  g_assert_cmpfloat (number (made, "max_force"), >, 1e-11 * number (made, "mean_pair_force"));
  g_assert_cmpfloat (number (object, "max_force"), <, 1e-11 * number (object, "mean_pair_force"));
  g_assert_cmpstr (json_object_get_string_member (object, "digest"), ==, json_object_get_string_member (made, "digest"));
  g_assert_cmpuint (length (object, "notes"), ==, 1);
}

/* The mode that is written is an eigenvector of the Hessian of what is written with it. */
static void
test_mode_out (void)
{
  g_auto (Answer) answer = program_run ("analyze glass.xyz --mode 3 --mode-out mode.xyz --json -");
  g_autofree char *path = program_path ("mode.xyz");
  g_auto (VtXyzHeader) header = { 0 };
  g_autoptr (VtSample) sample = NULL;
  g_autoptr (VtNetwork) network = NULL;
  g_autoptr (VtHessian) hessian = NULL;
  g_autoptr (JsonObject) object = NULL;
  g_autofree double *product = g_new (double, 450);
  VtPotential potential;
  double residual = 0, omega;

  assert_status (&answer, 0);
  object = parse_object (answer.out);
  g_assert_cmpuint (length (object, "frequencies"), ==, 3);
  omega = element (object, "frequencies", 2);
  sample = vt_xyz_read (path, NULL, &header, NULL);
  g_assert_nonnull (sample);
  g_assert_nonnull (header.mode);
  g_assert_cmpfloat_with_epsilon (header.mode_frequency, omega, 1e-12);
  g_assert_true (vt_potential_init (&potential, vt_model_find ("sticky"), (double[]) { 1.2 }, NULL));
  network = vt_network_new (sample, &potential, NULL);
  hessian = vt_hessian_new (network);
  vt_hessian_multiply (hessian, header.mode, product);
  for (guint i = 0; i < 450; i++)
    residual += pow (product[i] - omega * omega * header.mode[i], 2);
  g_assert_cmpfloat (sqrt (residual), <, 1e-6 * omega * omega);
}

static void
test_too_many_modes (void)
{
  g_auto (Answer) modes = program_run ("analyze glass.xyz --modes 448 --json -");
  g_auto (Answer) mode = program_run ("analyze glass.xyz --mode 448 --mode-out mode.xyz");
  g_auto (Answer) all = program_run ("analyze glass.xyz --modes 447 --json -");
  g_autoptr (JsonObject) object = NULL;

  assert_status (&modes, 2);
  assert_says (&modes, "447");
  assert_status (&mode, 2);
  assert_status (&all, 0);
  object = parse_object (all.out);
  g_assert_cmpuint (length (object, "frequencies"), ==, 447);
}

static void
test_gr (void)
{
  g_autofree char *path = program_path ("gr.csv"), *text = NULL;
  g_auto (GStrv) lines = NULL;
  double last = 0, r = 0;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpstr (lines[0], ==, "r,g,g_ss,g_sl,g_ll");
  for (guint k = 1; lines[k] != NULL && *lines[k] != '\0'; k++, n++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[k], ",", -1);

      g_assert_cmpuint (g_strv_length (fields), ==, 5);
      last = r;
      r = g_ascii_strtod (fields[0], NULL);
      g_assert_cmpfloat (r, >, last);
    }
  g_assert_cmpuint (n, >, 100);
  g_assert_cmpfloat (r, <, 0.5 * cbrt (150 / 0.6) + 1e-9);
}

/* Another language has a decimal comma; files, options and JSON have not. */
static void
test_comma_locale (void)
{
  const char *const german[] = { "LC_ALL=de_DE.UTF-8", "LANGUAGE=de", NULL };
  g_auto (Answer) quench = program_run_in (german, "quench " RECIPE "--density 0.6 --modes 12 --out german.xyz --json -");
  g_auto (Answer) table = program_run_in (german, "analyze german.xyz");
  g_auto (Answer) here = program_run ("potential --model mie --q 12.5 --xc 2.1 --points 50");
  g_auto (Answer) there = program_run_in (german, "potential --model mie --q 12.5 --xc 2.1 --points 50");
  g_autoptr (JsonObject) object = NULL;

  assert_status (&quench, 0);
  object = parse_object (quench.out);
  assert_same_results (made, object);
  assert_status (&there, 0);
  g_assert_cmpstr (there.out, ==, here.out);
  /* The table is for the eye and does have the comma: so the locale was in force. */
  assert_status (&table, 0);
  g_assert_nonnull (strstr (table.out, "0,6"));
}

static void
test_quiet (void)
{
  g_auto (Answer) quiet = program_run ("analyze glass.xyz --quiet --gr quiet.csv");
  g_auto (Answer) file = program_run ("analyze glass.xyz --json quiet.json");
  g_auto (Answer) table = program_run ("analyze glass.xyz --modes 3 --plots");

  assert_status (&quiet, 0);
  g_assert_cmpstr (quiet.out, ==, "");
  g_assert_cmpstr (quiet.err, ==, "");
  assert_status (&file, 0);
  g_assert_cmpstr (file.out, ==, "");
  assert_status (&table, 0);
  g_assert_nonnull (strstr (table.out, json_object_get_string_member (made, "digest")));
  g_assert_nonnull (strstr (table.out, "g(r)"));
}

/* Without UTF-8 everything is ASCII. */
static void
test_plain_terminal (void)
{
  const char *const plain[] = { "LC_ALL=C", NULL };
  g_auto (Answer) table = program_run_in (plain, "analyze glass.xyz --modes 3 --spectrum --plots");

  assert_status (&table, 0);
  g_assert_true (g_str_is_ascii (table.out));
  g_assert_null (strstr (table.out, "?"));
  g_assert_nonnull (strstr (table.out, "omega"));
}

/* A recipe that no liquid survives: said in words, exit code 1, what is known in the JSON. */
static void
test_no_liquid (void)
{
  g_auto (Answer) answer = program_run ("quench " RECIPE "--temperature 1e12 --out hot.xyz --json -");
  g_autofree char *path = program_path ("hot.xyz");
  g_autoptr (JsonObject) object = NULL;

  assert_status (&answer, 1);
  assert_says (&answer, "temperature");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  object = parse_object (answer.out);
  g_assert_true (json_object_get_null_member (object, "stable"));
  g_assert_true (json_object_get_null_member (object, "shear_modulus"));
  g_assert_false (json_object_get_null_member (object, "error"));
}

/* Too thin to fill its box: the quench ends in something with free motions, which is written and called a failure. */
static void
test_unstable_quench (void)
{
  g_auto (Answer) answer = program_run ("quench --model sticky --rc 1.2 --density 0.2 --particles 100 --seed 2 "
                                        "--modes 4 --out thin.xyz --gr thin.csv --json -");
  g_auto (Answer) again = program_run ("analyze thin.xyz --modes 4 --json -");
  g_autofree char *csv = program_path ("thin.csv");
  g_autoptr (JsonObject) made_thin = NULL, opened = NULL;

  assert_status (&answer, 1);
  assert_says (&answer, "stable");
  made_thin = parse_object (answer.out);
  g_assert_false (json_object_get_boolean_member (made_thin, "stable"));
  g_assert_true (json_object_get_null_member (made_thin, "shear_modulus"));
  g_assert_true (json_object_get_null_member (made_thin, "p_over_k"));
  g_assert_false (json_object_get_null_member (made_thin, "stickiness"));
  g_assert_false (json_object_get_null_member (made_thin, "error"));
  g_assert_cmpuint (length (made_thin, "frequencies"), ==, 4);
  g_assert_true (g_file_test (csv, G_FILE_TEST_EXISTS));
  assert_status (&again, 0);
  opened = parse_object (again.out);
  g_assert_false (json_object_get_boolean_member (opened, "stable"));
  g_assert_cmpstr (json_object_get_string_member (opened, "digest"), ==,
                   json_object_get_string_member (made_thin, "digest"));
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  program_init ();
  make ();
  g_test_add_func ("/cli/glass/keys", test_keys);
  g_test_add_func ("/cli/glass/numbers", test_numbers);
  g_test_add_func ("/cli/glass/analyze", test_analyze);
  g_test_add_func ("/cli/glass/threads", test_threads);
  g_test_add_func ("/cli/glass/trim", test_trim);
  g_test_add_func ("/cli/glass/floor", test_floor);
  g_test_add_func ("/cli/glass/mode-out", test_mode_out);
  g_test_add_func ("/cli/glass/too-many-modes", test_too_many_modes);
  g_test_add_func ("/cli/glass/gr", test_gr);
  g_test_add_func ("/cli/glass/comma-locale", test_comma_locale);
  g_test_add_func ("/cli/glass/quiet", test_quiet);
  g_test_add_func ("/cli/glass/plain-terminal", test_plain_terminal);
  g_test_add_func ("/cli/glass/no-liquid", test_no_liquid);
  g_test_add_func ("/cli/glass/unstable-quench", test_unstable_quench);
  status = g_test_run ();
  json_object_unref (made);
  program_finish ();
  return status;
}
