#include "response/blas.h"

#include <cblas.h>
#include <unistd.h>

#define GUARD "VITRINE_BLAS_CHOSEN"

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

void
vt_blas_reexec_if_needed (char **argv)
{
  const char *core;

  if (g_getenv ("OPENBLAS_CORETYPE") != NULL || g_getenv (GUARD) != NULL)
    return;
  core = vt_blas_better_core (openblas_get_corename ());
  if (core == NULL)
    return;
  g_setenv ("OPENBLAS_CORETYPE", core, TRUE);
  g_setenv (GUARD, "1", TRUE);
  execv ("/proc/self/exe", argv);
}

void
vt_blas_set_threads (guint n_threads)
{
  openblas_set_num_threads ((int) MAX (n_threads, 1));
}
