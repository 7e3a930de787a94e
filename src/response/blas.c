/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "response/blas.h"

#include <cblas.h>
#include <unistd.h>

#define GUARD "VITRINE_LIBRARIES_TOLD"

static gboolean
is_one_of (const char *name, const char *const *names)
{
  for (; *names != NULL; names++)
    if (g_ascii_strcasecmp (name, *names) == 0)
      return TRUE;
  return FALSE;
}

const char *
vt_blas_better_core (const char *chosen)
{
#ifdef __x86_64__
  static const char *const avx512[] = { "SkylakeX", "Cooperlake", "SapphireRapids", NULL };
  static const char *const avx2[] = { "Haswell", "Zen", "Excavator", NULL };

  __builtin_cpu_init ();
  if (is_one_of (chosen, avx512))
    return NULL;
  if (__builtin_cpu_supports ("avx512f") && __builtin_cpu_supports ("avx512dq") && __builtin_cpu_supports ("avx512bw")
      && __builtin_cpu_supports ("avx512vl") && __builtin_cpu_supports ("avx512cd"))
    return "SkylakeX";
  if (__builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("fma") && !is_one_of (chosen, avx2))
    return "Haswell";
#endif
  return NULL;
}

static gboolean
set_unless_set (const char *name, const char *value)
{
  if (value == NULL || g_getenv (name) != NULL)
    return FALSE;
  return g_setenv (name, value, TRUE);
}

void
vt_blas_reexec_if_needed (char **argv)
{
  gboolean changed = FALSE;

  if (g_getenv (GUARD) != NULL)
    return;
  changed |= set_unless_set ("OPENBLAS_CORETYPE", vt_blas_better_core (openblas_get_corename ()));
  changed |= set_unless_set ("OMP_THREAD_LIMIT", "1");
  changed |= set_unless_set ("OMP_WAIT_POLICY", "passive");
  if (!changed)
    return;
  g_setenv (GUARD, "1", TRUE);
  execv ("/proc/self/exe", argv);
}

static int large_threads = 1; /* atomic */

void
vt_blas_set_threads (guint n_threads)
{
  g_atomic_int_set (&large_threads, (int) CLAMP (n_threads, 1, 64));
  openblas_set_num_threads (1);
}

void
vt_blas_begin_large (void)
{
  openblas_set_num_threads (g_atomic_int_get (&large_threads));
}

void
vt_blas_end_large (void)
{
  openblas_set_num_threads (1);
}
