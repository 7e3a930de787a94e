/* SPDX-License-Identifier: GPL-3.0-or-later */
/* modes and response: keys, numbers that must agree, files, what is refused. */
#include "program.h"

#include "network/contractions.h"
#include "network/hessian.h"
#include "sample/xyz.h"

#include <glib/gstdio.h>
#include <math.h>
#include <signal.h>
#include <string.h>

#define PARTICLES 150

static VtPotential potential;
static VtSample *glass;

static void
make (void)
{
  g_auto (Answer) answer = program_run ("quench --model sticky --rc 1.2 --particles 150 --seed 5 --out glass.xyz --quiet");
  g_autofree char *path = program_path ("glass.xyz");

  assert_status (&answer, 0);
  glass = vt_xyz_read (path, NULL, NULL, NULL);
  g_assert_nonnull (glass);
  g_assert_true (vt_potential_init (&potential, vt_model_find ("sticky"), (double[]) { 1.2 }, NULL));
}

static double
number (JsonObject *object, const char *key)
{
  g_assert_true (json_object_has_member (object, key));
  g_assert_false (json_object_get_null_member (object, key));
  return json_object_get_double_member (object, key);
}

static JsonObject *
run_json (const char *line)
{
  g_auto (Answer) answer = program_run (line);

  assert_status (&answer, 0);
  return parse_object (answer.out);
}

static double most_particles = PARTICLES; /* of the glass whose modes are looked at */

static void
assert_mode (JsonObject *mode, double above)
{
  static const char *const keys[] = { "omega_over_omega0", "third", "fourth", "dilation_over_shear", "core_radius",
                                      "softening_shear", "softening_bulk", "harmonic_overlap" };
  double shear_share = number (mode, "softening_shear_share"), bulk_share = number (mode, "softening_bulk_share");
  double omega = number (mode, "omega"), stiffness = number (mode, "stiffness"), k_plus = number (mode, "k_plus");
  JsonArray *coupling = json_object_get_array_member (mode, "coupling");

  g_assert_cmpfloat (omega, >=, above);
  g_assert_cmpfloat_with_epsilon (omega * omega, stiffness, 1e-12 * stiffness);
  g_assert_cmpfloat_with_epsilon (k_plus + number (mode, "k_minus") + number (mode, "f_plus") + number (mode, "f_minus"),
                                  stiffness, 1e-12 * k_plus);
  g_assert_cmpfloat (number (mode, "residual"), <, 1e-8);
  g_assert_cmpfloat (number (mode, "participation_ratio"), >=, 1.0);
  g_assert_cmpfloat (number (mode, "participation_ratio"), <=, most_particles);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (mode, "centre")), ==, 3);
  g_assert_cmpuint (json_array_get_length (coupling), ==, 3);
  for (guint a = 0; a < 3; a++)
    for (guint b = 0; b < 3; b++)
      g_assert_cmpfloat (json_array_get_double_element (json_array_get_array_element (coupling, a), b), ==,
                         json_array_get_double_element (json_array_get_array_element (coupling, b), a));
  for (guint k = 0; k < G_N_ELEMENTS (keys); k++)
    number (mode, keys[k]);
  g_assert_true (shear_share >= 0.0 && shear_share <= 1.0);
  g_assert_true (bulk_share >= 0.0 && bulk_share <= 1.0);
}

/* A search says what it has done, and it adds up; harmonic modes are not searched for. */
static void
assert_search (JsonObject *object, gboolean searched)
{
  JsonObject *search;

  g_assert_cmpint (json_object_has_member (object, "search"), ==, searched);
  if (!searched)
    return;
  search = json_object_get_object_member (object, "search");
  g_assert_cmpfloat (number (search, "starts"), ==,
                     number (search, "distinct") + number (search, "repeated") + number (search, "lost"));
  g_assert_cmpfloat (number (search, "distinct"), >=,
                     json_array_get_length (json_object_get_array_member (object, "modes")));
  g_assert_cmpfloat (number (search, "solves"), >, number (search, "starts"));
}

/* All three kinds: as many as asked for or fewer, ascending, none below the lowest harmonic mode. */
static void
test_kinds (void)
{
  static const char *const kinds[] = { "harmonic", "cubic", "quartic" };
  double lowest = 0.0;

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      g_autofree char *line = g_strdup_printf ("modes glass.xyz --kind %s --count 4 --json - --threads 1 --quiet", kinds[k]);
      g_autoptr (JsonObject) object = run_json (line);
      JsonArray *modes = json_object_get_array_member (object, "modes");
      double last = lowest * (1.0 - 1e-12);

      g_assert_cmpstr (json_object_get_string_member (object, "kind"), ==, kinds[k]);
      g_assert_cmpstr (json_object_get_string_member (object, "model"), ==, "sticky");
      g_assert_true (json_object_get_boolean_member (object, "stable"));
      assert_search (object, k > 0);
      g_assert_cmpuint (json_array_get_length (modes), >=, 1);
      g_assert_cmpuint (json_array_get_length (modes), <=, 4);
      for (guint m = 0; m < json_array_get_length (modes); m++)
        {
          assert_mode (json_array_get_object_element (modes, m), last);
          last = number (json_array_get_object_element (modes, m), "omega");
        }
      if (k == 0)
        lowest = number (json_array_get_object_element (modes, 0), "omega");
    }
}

/* analyze finds the same frequencies. */
static void
test_same_as_analyze (void)
{
  g_autoptr (JsonObject) modes = run_json ("modes glass.xyz --count 5 --json - --threads 1 --quiet");
  g_autoptr (JsonObject) analyze = run_json ("analyze glass.xyz --modes 5 --json - --threads 1");
  JsonArray *list = json_object_get_array_member (modes, "modes");
  JsonArray *frequencies = json_object_get_array_member (analyze, "frequencies");

  g_assert_cmpuint (json_array_get_length (list), ==, 5);
  for (guint k = 0; k < 5; k++)
    g_assert_cmpfloat_with_epsilon (number (json_array_get_object_element (list, k), "omega")
                                      / json_array_get_double_element (frequencies, k), 1.0, 1e-8);
  g_assert_cmpfloat_with_epsilon (number (modes, "shear_modulus") / number (analyze, "shear_modulus"), 1.0, 1e-9);
}

/* The files hold the modes of the list: a mode that is read back satisfies the cubic equation and has the numbers. */
static void
test_out_dir (void)
{
  g_autoptr (JsonObject) object = run_json ("modes glass.xyz --kind cubic --count 2 --out-dir a/b --json - --threads 1 --quiet");
  JsonArray *modes = json_object_get_array_member (object, "modes");

  for (guint k = 0; k < json_array_get_length (modes); k++)
    {
      JsonObject *mode = json_array_get_object_element (modes, k);
      g_autofree char *path = program_path (json_object_get_string_member (mode, "file"));
      g_auto (VtXyzHeader) header = { 0 };
      g_autoptr (VtSample) sample = vt_xyz_read (path, NULL, &header, NULL);
      g_autoptr (VtNetwork) network = NULL;
      g_autoptr (VtHessian) hessian = NULL;
      g_autofree double *product = g_new (double, 3 * PARTICLES), *right = g_new (double, 3 * PARTICLES);
      double third, residual = 0.0, stiffness = number (mode, "stiffness");

      g_assert_nonnull (sample);
      g_assert_nonnull (header.mode);
      g_assert_nonnull (header.recipe);
      g_assert_cmpfloat_with_epsilon (header.mode_frequency, number (mode, "omega"), 1e-12);
      network = vt_network_new (sample, &potential, NULL);
      hessian = vt_hessian_new (network);
      third = vt_contract_third (network, header.mode, right);
      g_assert_cmpfloat_with_epsilon (third / number (mode, "third"), 1.0, 1e-8);
      vt_hessian_multiply (hessian, header.mode, product);
      for (guint c = 0; c < 3 * PARTICLES; c++)
        residual += pow (product[c] - stiffness / third * right[c], 2);
      g_assert_cmpfloat (sqrt (residual), <, 1e-7 * stiffness);
    }
}

static void
test_response (void)
{
  g_autoptr (JsonObject) object = run_json ("response glass.xyz --bonds 40 --seed 2 --json - --threads 1 --quiet");
  g_autoptr (JsonObject) again = run_json ("response glass.xyz --bonds 40 --seed 2 --json - --threads 1 --quiet");
  g_autoptr (JsonObject) other = run_json ("response glass.xyz --bonds 40 --seed 3 --json - --threads 1 --quiet");
  g_autoptr (JsonObject) iterative
    = run_json ("response glass.xyz --bonds 40 --seed 2 --iterative --json - --threads 1 --quiet");
  JsonArray *bonds = json_object_get_array_member (object, "bonds");
  JsonObject *c = json_object_get_object_member (object, "c_of_r");
  JsonObject *p = json_object_get_object_member (object, "omega_g_distribution");
  double sum = 0.0;

  g_assert_cmpuint (json_array_get_length (bonds), ==, 40);
  for (guint k = 0; k < 40; k++)
    sum += number (json_array_get_object_element (bonds, k), "omega_g");
  g_assert_cmpfloat_with_epsilon (number (object, "omega_g"), sum / 40, 1e-9);
  g_assert_cmpfloat_with_epsilon (number (again, "omega_g"), number (object, "omega_g"), 1e-9);
  g_assert_cmpfloat_with_epsilon (number (iterative, "omega_g") / number (object, "omega_g"), 1.0, 1e-7);
  g_assert_cmpfloat_with_epsilon (number (iterative, "shear_modulus") / number (object, "shear_modulus"), 1.0, 1e-7);
  g_assert_cmpfloat_with_epsilon (number (iterative, "omega0") / number (object, "omega0"), 1.0, 1e-7);
  g_assert_true (json_object_get_null_member (iterative, "stable"));
  g_assert_cmpfloat (fabs (number (other, "omega_g") - number (object, "omega_g")), >, 1e-6);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (c, "r")), ==,
                    json_array_get_length (json_object_get_array_member (c, "c")));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (p, "omega")), ==,
                    json_array_get_length (json_object_get_array_member (p, "p")));
  /* So small a box has no length to show, and the answer says so. */
  g_assert_true (json_object_has_member (object, "xi_g"));
  g_assert_false (json_object_get_boolean_member (object, "xi_g_reliable"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "notes")), ==, 1);
}

static void
test_tables (void)
{
  const char *const plain[] = { "LC_ALL=C", NULL };
  g_auto (Answer) modes = program_run_in (plain, "modes glass.xyz --kind cubic --count 2 --threads 1");
  g_auto (Answer) response = program_run_in (plain, "response glass.xyz --bonds 5 --threads 1");
  g_auto (Answer) quiet = program_run ("response glass.xyz --bonds 5 --quiet --threads 1 --json quiet.json");

  assert_status (&modes, 0);
  assert_status (&response, 0);
  assert_status (&quiet, 0);
  g_assert_nonnull (strstr (modes.out, "dil/shear"));
  g_assert_nonnull (strstr (response.out, "5 dipoles"));
  g_assert_true (g_str_is_ascii (modes.out));
  g_assert_true (g_str_is_ascii (response.out));
  g_assert_cmpstr (quiet.out, ==, "");
}

static void
test_refused (void)
{
  static const struct { const char *line, *words; } wrong[] = {
    { "modes glass.xyz --kind cubical", "quartic" },
    { "modes glass.xyz --count 448", "447" },
    { "modes glass.xyz --count 0", "--count" },
    { "modes", "modes FILE.xyz" },
    { "modes glass.xyz --q 12", "--model" },
    { "response glass.xyz --bonds 0", "--bonds" },
    { "response glass.xyz --seed -1", "--seed" },
    { "response", "response FILE.xyz" },
    { "modes a/b/cubic-001.xyz --kind cubic --count 2 --out-dir a/b", "cubic-001" },
  };

  for (guint k = 0; k < G_N_ELEMENTS (wrong); k++)
    {
      g_auto (Answer) answer = program_run (wrong[k].line);

      assert_status (&answer, 2);
      assert_says (&answer, wrong[k].words);
      g_assert_cmpstr (answer.out, ==, "");
    }
}

/* A configuration that is no minimum has harmonic modes, negative ones among them, but no nonlinear ones. */
static void
test_unstable (void)
{
  g_autoptr (VtSample) shaken = vt_sample_copy (glass);
  g_autofree char *path = program_path ("shaken.xyz");

  for (guint k = 0; k < 3 * shaken->n; k++)
    shaken->positions[k] += 0.06 * sin (7.0 * k);
  g_assert_true (vt_xyz_write (path, shaken, &(VtXyzHeader) { 0 }, NULL));

  g_auto (Answer) harmonic = program_run ("modes shaken.xyz --model sticky --rc 1.2 --count 2 --json - --quiet");
  g_auto (Answer) cubic = program_run ("modes shaken.xyz --model sticky --rc 1.2 --kind cubic --json - --quiet");
  g_auto (Answer) response = program_run ("response shaken.xyz --model sticky --rc 1.2 --json - --quiet");
  g_auto (Answer) iterative = program_run ("response shaken.xyz --model sticky --rc 1.2 --iterative --json - --quiet");
  g_autoptr (JsonObject) object = NULL, failed = NULL;
  JsonObject *lowest;

  assert_status (&harmonic, 0);
  object = parse_object (harmonic.out);
  g_assert_false (json_object_get_boolean_member (object, "stable"));
  lowest = json_array_get_object_element (json_object_get_array_member (object, "modes"), 0);
  g_assert_cmpfloat (number (lowest, "omega"), <, 0.0);
  g_assert_true (json_object_get_null_member (lowest, "omega_over_omega0"));
  assert_status (&cubic, 1);
  assert_status (&response, 1);
  assert_status (&iterative, 1);
  assert_says (&iterative, "quench");
  assert_says (&cubic, "quench");
  failed = parse_object (cubic.out);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (failed, "modes")), ==, 0);
  g_assert_nonnull (strstr (json_object_get_string_member (failed, "error"), "quench"));
}

/* TRUE once the program minds Ctrl-C: the bit of SIGINT in its SigCgt. */
static gboolean
catches_interrupt (const char *pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%s/status", pid), *text = NULL;
  const char *caught;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  caught = strstr (text, "SigCgt:");
  return caught != NULL && (g_ascii_strtoull (caught + 7, NULL, 16) & (1u << (SIGINT - 1))) != 0;
}

/* Runs @command with @options on the large glass and stops it after a second; what it has written comes back. */
static JsonObject *
stopped (const char *command, const char *const *options)
{
  g_autofree char *json = program_path ("stopped.json"), *path = program_path ("large.xyz"), *text = NULL;
  const char *const common[] = { g_getenv ("VT_CLI"), command, path, "--json", json, "--threads", "1" };
  g_autoptr (GPtrArray) line = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GBytes) err = NULL;

  for (guint k = 0; k < G_N_ELEMENTS (common); k++)
    g_ptr_array_add (line, (gpointer) common[k]);
  for (; *options != NULL; options++)
    g_ptr_array_add (line, (gpointer) *options);
  g_ptr_array_add (line, NULL);
  process = g_subprocess_newv ((const char *const *) line->pdata, G_SUBPROCESS_FLAGS_STDERR_PIPE, NULL);
  g_assert_nonnull (process);
  while (!catches_interrupt (g_subprocess_get_identifier (process)))
    g_usleep (20000);
  g_usleep (1000000);
  g_subprocess_send_signal (process, SIGINT);
  g_assert_true (g_subprocess_communicate (process, NULL, NULL, NULL, &err, NULL));
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (err, NULL), g_bytes_get_size (err), "interrupted"));
  g_assert_true (g_file_get_contents (json, &text, NULL, NULL));
  return parse_object (text);
}

/* Work that takes many times longer than it is given, stopped: what was found is written, and all of it is sound. The
 * small glass would be searched through within a second. */
static void
test_interrupt (void)
{
  g_auto (Answer) large
    = program_run ("quench --model stiff --q 10 --particles 1500 --seed 3 --out large.xyz --quiet");
  g_autoptr (JsonObject) search = NULL, responses = NULL;
  JsonArray *modes;

  assert_status (&large, 0);
  most_particles = 1500;
  search = stopped ("modes", (const char *[]) { "--kind", "cubic", "--count", "400", NULL });
  g_assert_nonnull (strstr (json_object_get_string_member (search, "error"), "interrupted"));
  modes = json_object_get_array_member (search, "modes");
  g_test_message ("%u modes by then", json_array_get_length (modes));
  for (guint m = 0; m < json_array_get_length (modes); m++)
    assert_mode (json_array_get_object_element (modes, m), 0.0);

  responses = stopped ("response", (const char *[]) { "--bonds", "1000000", NULL });
  g_assert_nonnull (strstr (json_object_get_string_member (responses, "error"), "interrupted"));
  /* Nothing, where not even the factor was ready. */
  if (json_object_has_member (responses, "bonds"))
    g_assert_cmpuint (json_array_get_length (json_object_get_array_member (responses, "bonds")), <, 1000000);
}

/* What is known of the file decides, before any work. */
static void
test_memory (void)
{
  static const char *const little[] = { "VITRINE_MEMORY=1M", NULL };
  static const char *const lines[] = { "modes glass.xyz --kind cubic", "modes glass.xyz", "analyze glass.xyz",
                                       "response glass.xyz", "response glass.xyz --iterative" };

  for (guint k = 0; k < G_N_ELEMENTS (lines); k++)
    {
      g_auto (Answer) answer = program_run_in (little, lines[k]);

      assert_status (&answer, 1);
      g_assert_cmpstr (answer.out, ==, "");
      assert_says (&answer, "150 particles need");
      assert_says (&answer, "1.0");
      g_assert_true ((strstr (answer.err, "Or add --iterative") != NULL) == (k == 3));
    }
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  program_init ();
  make ();
  g_test_add_func ("/cli/modes/kinds", test_kinds);
  g_test_add_func ("/cli/modes/same-as-analyze", test_same_as_analyze);
  g_test_add_func ("/cli/modes/out-dir", test_out_dir);
  g_test_add_func ("/cli/modes/response", test_response);
  g_test_add_func ("/cli/modes/tables", test_tables);
  g_test_add_func ("/cli/modes/refused", test_refused);
  g_test_add_func ("/cli/modes/memory", test_memory);
  g_test_add_func ("/cli/modes/unstable", test_unstable);
  g_test_add_func ("/cli/modes/interrupt", test_interrupt);
  status = g_test_run ();
  vt_sample_unref (glass);
  program_finish ();
  return status;
}
