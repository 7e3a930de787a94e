/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <cblas.h>
#include <dlfcn.h>
#include "response/blas.h"

/* Run as "test-blas --core" this prints the kernels it ended up with. */
static char *
core_in_child (const char *core_type)
{
  g_auto (GStrv) environment = g_get_environ ();
  g_autoptr (GError) error = NULL;
  char *argv[] = { (char *) "/proc/self/exe", (char *) "--core", NULL }, *text = NULL;
  int status = -1;

  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  argv[0] = self;
  environment = core_type != NULL ? g_environ_setenv (environment, "OPENBLAS_CORETYPE", core_type, TRUE)
                                  : g_environ_unsetenv (environment, "OPENBLAS_CORETYPE");
  g_spawn_sync (NULL, argv, environment, G_SPAWN_DEFAULT, NULL, NULL, &text, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return g_strstrip (text);
}

static void
test_chosen (void)
{
  g_autofree char *left_alone = core_in_child (NULL);

  g_assert_cmpstr (left_alone, !=, "");
  g_assert_null (vt_blas_better_core (left_alone));
}

/* What the user says goes. */
static void
test_user_decides (void)
{
  g_autofree char *core = core_in_child ("Nehalem");

  g_assert_cmpstr (core, ==, "Nehalem");
}

static void
test_better_core (void)
{
  const char *better = vt_blas_better_core ("Prescott");

  g_assert_null (vt_blas_better_core ("SkylakeX"));
  if (better != NULL)
    g_assert_null (vt_blas_better_core (better));
}

/* GSL brings a cblas of its own, fifty times slower. */
static void
test_cblas_is_openblas (void)
{
  Dl_info ours, theirs;

  g_assert_true (dladdr ((void *) cblas_dgemm, &ours) != 0);
  g_assert_true (dladdr ((void *) openblas_get_corename, &theirs) != 0);
  g_assert_cmpstr (ours.dli_fname, ==, theirs.dli_fname);
}

/* What the libraries are to read is in the environment, and stays as the user has it. */
static void
test_environment (void)
{
  g_auto (GStrv) environment = g_environ_unsetenv (g_get_environ (), "OMP_WAIT_POLICY");
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL), *text = NULL;
  char *argv[] = { self, (char *) "--environment", NULL };

  environment = g_environ_setenv (environment, "OMP_THREAD_LIMIT", "3", TRUE);
  g_assert_true (g_spawn_sync (NULL, argv, environment, G_SPAWN_DEFAULT, NULL, NULL, &text, NULL, NULL, NULL));
  g_assert_cmpstr (text, ==, "3 passive\n");
}

int
main (int argc, char **argv)
{
  if (argc == 2 && g_str_equal (argv[1], "--core"))
    {
      vt_blas_reexec_if_needed (argv);
      g_print ("%s\n", openblas_get_corename ());
      return 0;
    }
  if (argc == 2 && g_str_equal (argv[1], "--environment"))
    {
      vt_blas_reexec_if_needed (argv);
      g_print ("%s %s\n", g_getenv ("OMP_THREAD_LIMIT"), g_getenv ("OMP_WAIT_POLICY"));
      return 0;
    }
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/blas/chosen", test_chosen);
  g_test_add_func ("/blas/user-decides", test_user_decides);
  g_test_add_func ("/blas/better-core", test_better_core);
  g_test_add_func ("/blas/cblas-is-openblas", test_cblas_is_openblas);
  g_test_add_func ("/blas/environment", test_environment);
  return g_test_run ();
}
