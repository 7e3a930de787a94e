/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which kernel, and what it is given. */
#include "dynamics/kernel.h"
#include "model/power.h"

#include <math.h>

guint64 vt_kernel_packing[256];

static void
fill_tables (VtKernelPower *power)
{
  const double f = power->fraction;
  double coefficient = 1;

  for (guint k = 0; k < 16; k++)
    {
      const int e = k < 8 ? (int) k + 1 : (int) k - 15;
      power->octave[k] = vt_power (ldexp (1, e), f);
      power->inverse[k] = 1 / (1 + (k + 0.5) / 16);
      power->sixteenth[k] = 1 / vt_power (power->inverse[k], f);
    }
  for (guint k = 0; k < 256; k++)
    {
      const int e = k / 16 < 8 ? (int) k / 16 + 1 : (int) k / 16 - 15;
      power->pieces[k][0] = power->octave[k / 16] * power->sixteenth[k % 16];
      power->pieces[k][1] = ldexp (power->inverse[k % 16], -e);
    }
  for (guint k = 0; k < VT_KERNEL_SERIES; k++)
    {
      coefficient *= (f - k) / (k + 1);
      power->series[k] = coefficient;
    }
}

static VtKernelPower
take_apart (double exponent)
{
  VtKernelPower power = { .value = exponent / 2 };

  power.odd = (guint) ceil (power.value - 0.5);
  power.fraction = power.value - power.odd;
  for (; power.odd > 0 && power.odd % 2 == 0; power.odd /= 2)
    power.doublings++;
  fill_tables (&power);
  return power;
}

static gboolean
is_whole (const VtKernelPower *power)
{
  return power->odd != 0 && power->fraction == 0;
}

static VtKernelForm
find_form (const VtKernelSetup *setup)
{
  const VtKernelPower *a = &setup->power_a, *b = &setup->power_b;

  if (setup->c[3] != 0)
    return VT_KERNEL_ANY;
  if (setup->has_outer)
    return setup->a_is_b_squared && is_whole (b) && b->odd == 3 ? VT_KERNEL_SQUARE_OUTER : VT_KERNEL_ANY;
  if (setup->a_is_b_squared)
    return is_whole (b) ? VT_KERNEL_SQUARE_WHOLE : VT_KERNEL_SQUARE;
  if (b->value != 2)
    return VT_KERNEL_ANY;
  if (!is_whole (a))
    return VT_KERNEL_FOURTH;
  return a->odd == 5 ? VT_KERNEL_FOURTH_5 : a->odd == 15 ? VT_KERNEL_FOURTH_15 : VT_KERNEL_FOURTH_WHOLE;
}

void
vt_kernel_setup (VtKernelSetup *setup, const VtPotential *potential)
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
    .slope_a = potential->exponent_a * potential->amplitude_a,
    .slope_b = potential->exponent_b * potential->amplitude_b,
    .curvature_a = potential->exponent_a * (potential->exponent_a + 2) * potential->amplitude_a,
    .curvature_b = potential->exponent_b * (potential->exponent_b + 2) * potential->amplitude_b,
  };
  for (guint k = 0; k < 4; k++)
    setup->c[k] = potential->c[k];
  for (guint k = 0; k < 3; k++)
    setup->slope_c[k] = 2 * (k + 1) * potential->c[k + 1];
  for (guint k = 0; k < 7; k++)
    setup->r[k] = potential->r[k];
  for (guint a = 0; a < 2; a++)
    for (guint b = 0; b < 2; b++)
      {
        const double lambda = vt_lambda (a, b);
        setup->scale[a][b] = 1 / (lambda * lambda);
      }
  setup->form = find_form (setup);
}

static void
fill_packing (void)
{
  for (guint mask = 0; mask < 256; mask++)
    {
      guint at = 0;
      for (guint bit = 0; bit < 8; bit++)
        if (mask & (1u << bit))
          vt_kernel_packing[mask] |= (guint64) bit << (8 * at++);
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
      fill_packing ();
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
