/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a run is said to take, against what such work takes in fact in a process of its own; and refusals. */
#include "engine/footprint.h"
#include "support/making.h"
#include "vibrations/mode.h"

#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

/* Sanitizers keep shadows of everything: nothing to be measured there. */
#if defined (__SANITIZE_ADDRESS__) || defined (__SANITIZE_THREAD__)
#define MEASURABLE FALSE
#else
#define MEASURABLE TRUE
#endif

static guint64
status_bytes (const char *key)
{
  g_autofree char *text = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &text, NULL, NULL));
  line = strstr (text, key);
  g_assert_nonnull (line);
  return 1024 * g_ascii_strtoull (line + strlen (key), NULL, 10);
}

typedef void (*Work) (gconstpointer data);

/* What @work takes at its largest, beyond what there was before: in a child, whose heap is all new. */
static double
measure (Work work, gconstpointer data)
{
  guint64 *peak = mmap (NULL, sizeof *peak, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0), bytes;
  int status;
  pid_t child = fork ();

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      const guint64 before = status_bytes ("VmRSS:");

      work (data);
      *peak = status_bytes ("VmHWM:") - before;
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);
  bytes = *peak;
  munmap (peak, sizeof *peak);
  return (double) bytes;
}

/* Never much less than it takes, and not so much more that what would fit is refused. */
static void
assert_said (const char *what, double said, double taken)
{
  g_test_message ("%s: said %.1f MB, taken %.1f MB", what, 1e-6 * said, 1e-6 * taken);
  g_assert_cmpfloat (said, >, 0.9 * taken);
  g_assert_cmpfloat (said, <, 1.7 * taken);
}

typedef struct
{
  const char *model;
  double control;
  guint particles;
} Liquid;

/* A little of everything that is done between crystal and minimum. */
static void
make_a_little (gconstpointer data)
{
  const Liquid *liquid = data;
  VtPotential potential = making_potential (liquid->model, liquid->control);
  g_autoptr (VtSystem) system = making_system (&potential, liquid->particles, 1, NULL);
  VtMelt melt = making_melt (&potential, 1);
  const VtQuench quench = { .force_tolerance = 1e-10, .max_evaluations = 10 };
  VtQuenchResult result = { 0 };

  melt.time = 0.02;
  vt_system_melt (system, &melt, NULL, NULL);
  vt_system_quench (system, &quench, &result, NULL, NULL);
  g_free (result.reason);
}

static VtWorkload
workload_of_liquid (const Liquid *liquid)
{
  VtPotential potential = making_potential (liquid->model, liquid->control);

  return (VtWorkload) { .particles = liquid->particles, .density = making_density (&potential),
                        .cutoff = potential.cutoff, .dynamics = TRUE };
}

static void
test_dynamics (void)
{
  static const Liquid liquids[] = { { "stiff", 10, 30000 }, { "mie", 6, 15000 }, { "sticky", 1.1, 30000 } };

  for (guint k = 0; MEASURABLE && k < G_N_ELEMENTS (liquids); k++)
    {
      VtWorkload workload = workload_of_liquid (&liquids[k]);

      assert_said (liquids[k].model, (double) vt_workload_dynamics_memory (&workload), measure (make_a_little, &liquids[k]));
    }
}

/* Elasticity, modes and the estimate of their density, as the window has them. */
static void
look_at (gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VtRun) run = vt_run_new (data, &error);

  g_assert_no_error (error);
  while (!vt_run_finished (run))
    {
      g_autoptr (VtSnapshot) snapshot = vt_run_wait (run, G_USEC_PER_SEC);

      g_assert_true (snapshot == NULL || snapshot->stage != VT_STAGE_FAILED);
    }
}

static void
test_look (void)
{
  VtPotential potential = making_potential ("stiff", 10);
  g_autoptr (VtSample) glass = making_glass (&potential, 3000, 1);
  VtRequest request = { .sample = glass, .n_threads = 1 };

  vt_recipe_init (&request.recipe, potential.model);
  vt_recipe_set_control (&request.recipe, 10, FALSE);
  for (guint k = 0; MEASURABLE && k < 3; k++)
    {
      static const guint n_modes[] = { 0, 20, 100 };
      VtWorkload workload;

      request.n_modes = n_modes[k];
      request.interactive = k > 0;
      workload = vt_workload_of (&request);
      assert_said ("a look", (double) vt_workload_memory (&workload, NULL), measure (look_at, &request));
    }
}

static VtRequest
request_for (const char *recipe)
{
  VtRequest request = { .n_threads = 1 };

  g_assert_true (vt_recipe_from_string (&request.recipe, recipe, NULL));
  return request;
}

/* More of anything takes more, and what takes most is named. */
static void
test_growth (void)
{
  VtRequest request = request_for ("stiff q=10 N=100000");
  VtWorkload workload = vt_workload_of (&request);
  VtFootprint largest;
  guint64 bytes = vt_workload_memory (&workload, &largest), more;

  g_assert_true (workload.dynamics);
  g_assert_cmpint (largest, ==, VT_FOOTPRINT_ELASTICITY);
  workload.n_modes = 60;
  more = vt_workload_memory (&workload, &largest);
  g_assert_cmpuint (more, >, bytes);
  g_assert_cmpint (largest, ==, VT_FOOTPRINT_MODES);
  workload.factor = TRUE;
  g_assert_cmpuint (vt_workload_memory (&workload, &largest), >, more);
  workload.spectrum = TRUE;
  more = vt_workload_memory (&workload, &largest);
  g_assert_cmpint (largest, ==, VT_FOOTPRINT_SPECTRUM);
  g_assert_cmpuint (more, >, 700 * (guint64) 1000000000);
  workload.spectrum = FALSE;
  workload.n_modes = 0;
  vt_workload_memory (&workload, &largest);
  g_assert_cmpint (largest, ==, VT_FOOTPRINT_FACTOR);
}

/* A run that cannot fit is refused before it starts, with both figures. */
static void
test_refused (void)
{
  VtRequest request = request_for ("stiff q=10 N=20000");
  g_autoptr (GError) glass = NULL, modes = NULL, spectrum = NULL;

  g_setenv ("VITRINE_MEMORY", "10M", TRUE);
  g_assert_null (vt_run_new (&request, &glass));
  g_assert_error (glass, VT_VIBRATIONS_ERROR, VT_VIBRATIONS_ERROR_MEMORY);
  g_assert_nonnull (strstr (glass->message, "20000 particles"));
  g_assert_nonnull (strstr (glass->message, "10.5"));
  g_assert_nonnull (strstr (glass->message, "fewer particles"));

  g_setenv ("VITRINE_MEMORY", "170M", TRUE);
  request.n_modes = 200;
  g_assert_null (vt_run_new (&request, &modes));
  g_assert_nonnull (strstr (modes->message, "fewer modes"));
  request.n_modes = 0;
  request.spectrum = TRUE;
  g_assert_null (vt_run_new (&request, &spectrum));
  g_assert_nonnull (strstr (spectrum->message, "lowest modes only"));

  request.spectrum = FALSE;
  g_autoptr (VtRun) run = vt_run_new (&request, NULL);
  g_assert_nonnull (run);
  g_unsetenv ("VITRINE_MEMORY");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/footprint/dynamics", test_dynamics);
  g_test_add_func ("/footprint/look", test_look);
  g_test_add_func ("/footprint/growth", test_growth);
  g_test_add_func ("/footprint/refused", test_refused);
  return g_test_run ();
}
