/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which kernel, and what it is given. */
#include "dynamics/kernel.h"

#include <math.h>

static VtKernelPower
take_apart (double exponent)
{
  VtKernelPower power = { .value = exponent / 2 };
  double rest = power.value - floor (power.value);

  power.whole = (guint) floor (power.value);
  power.half = rest >= 0.5;
  power.fraction = power.half ? rest - 0.5 : rest;
  return power;
}

void
vt_kernel_setup (VtKernelSetup *setup, const VtPotential *potential, const double box[3])
{
  *setup = (VtKernelSetup) {
    .y_cut = potential->cutoff * potential->cutoff,
    .y_joint = potential->joint * potential->joint,
    .has_outer = potential->joint < potential->cutoff,
    .a_is_b_squared = potential->exponent_a == 2 * potential->exponent_b,
    .power_a = take_apart (potential->exponent_a),
    .power_b = take_apart (potential->exponent_b),
    .amplitude_a = potential->amplitude_a,
    .amplitude_b = potential->amplitude_b,
  };
  for (guint k = 0; k < 4; k++)
    setup->c[k] = potential->c[k];
  for (guint k = 0; k < 7; k++)
    setup->r[k] = potential->r[k];
  for (guint c = 0; c < 3; c++)
    {
      setup->box[c] = box[c];
      setup->inverse_box[c] = 1 / box[c];
    }
  for (guint a = 0; a < 2; a++)
    for (guint b = 0; b < 2; b++)
      {
        const double lambda = vt_lambda (a, b);
        setup->scale[a][b] = 1 / (lambda * lambda);
      }
}

const VtKernel *const *
vt_kernel_available (void)
{
  static const VtKernel *available[4];
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    {
      guint n = 0;
      available[n++] = &vt_kernel_plain;
#ifdef __x86_64__
      if (__builtin_cpu_supports ("avx2"))
        available[n++] = &vt_kernel_avx2;
      if (__builtin_cpu_supports ("avx512f") && __builtin_cpu_supports ("avx512dq"))
        available[n++] = &vt_kernel_avx512;
#endif
      g_once_init_leave (&ready, 1);
    }
  return available;
}

const VtKernel *
vt_kernel_best (void)
{
  const VtKernel *const *available = vt_kernel_available ();
  const char *asked = g_getenv ("VITRINE_KERNEL");
  const VtKernel *best = available[0];

  for (guint k = 0; available[k] != NULL; k++)
    {
      best = available[k];
      if (asked != NULL && g_str_equal (asked, best->name))
        break;
    }
  return best;
}
