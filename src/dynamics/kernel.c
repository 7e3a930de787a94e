/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The force kernel, compiled once per vector width: see kernel.h.
 *
 * VT_KERNEL_NAME is the variant ("plain", ...), VT_KERNEL_SYMBOL its VtKernel, VT_BUNDLED_SYMBOL its way with bundles
 * (kernel-bundles.c), VT_LISTS_SYMBOL its way to make lists (kernel-lists.c), VT_LANES how many pairs one vector holds (2, 4
 * or 8).
 */
#include "dynamics/kernel-pair.h"

/* The force on the particle at @k, and how stiffly it is held when measured, in partial sums. All pairs are looked at
 * (load, transpose, distance, division) before any is added (powers, sums): a vector's chain from load to sum is longer
 * than a processor looks ahead, either half is not. One group of lanes is added after the other so that sums stay in
 * registers. */
INLINE void
one_particle (const VtKernelArguments *arguments, guint k, Vector force[GROUPS][3], Vector stiffness[GROUPS][STIFFNESS],
              Lanes lanes[GROUPS], Wanted wanted, gboolean narrow, const Form form)
{
  const VtKernelSetup *setup = arguments->setup;
  const double *self = arguments->slots + 4 * (gsize) arguments->real[k];
  const double *scale = setup->scale[self[3] > 0.5];
  const Selves selves = { { splat (self[0]), splat (self[1]), splat (self[2]) },
                          splat (scale[0]), splat (scale[1] - scale[0]) };
  const List list = { arguments->slots + 4 * (gsize) arguments->base[k], arguments->narrow + arguments->starts[k],
                      arguments->wide + arguments->starts[k] };
  /* What pads the last vectors contributes nothing; what pads whole vectors is not looked at. */
  const gsize vectors = ((gsize) arguments->lengths[k] + VT_LANES - 1) / VT_LANES;
  Pairs chunk[CHUNK];

  for (gsize from = 0; from < vectors; from += CHUNK)
    {
      const guint count = vectors - from < CHUNK ? vectors - from : CHUNK;
      look_at_chunk (setup, &selves, &list, from * VT_LANES, VT_LANES, count, narrow, chunk);
#pragma GCC unroll 4
      for (guint g = 0; g < GROUPS; g++)
        {
          Vector sums[3] = { force[g][0], force[g][1], force[g][2] };
          for (guint v = g; v < count; v += GROUPS)
            add_pairs (setup, chunk + v, sums, stiffness[g], lanes + g, wanted, form);
          for (guint c = 0; c < 3; c++)
            force[g][c] = sums[c];
        }
    }
}

INLINE void
stretch (const VtKernelArguments *arguments, guint begin, guint end, VtKernelSums *sums, Wanted wanted, gboolean narrow,
         const Form form)
{
  Lanes lanes[GROUPS];
  double largest = 0, closest = arguments->setup->y_cut;

  for (guint g = 0; g < GROUPS; g++)
    lanes[g] = (Lanes) { .closest = splat (arguments->setup->y_cut) };
  for (guint k = begin; k < end; k++)
    {
      const gsize i = arguments->particle[arguments->real[k]];
      double *force = arguments->forces + 3 * i;
      double square = 0;
      Vector partial[GROUPS][3], held[GROUPS][STIFFNESS];

      for (guint g = 0; g < GROUPS; g++)
        {
          for (guint c = 0; c < 3; c++)
            partial[g][c] = splat (0);
          for (guint c = 0; c < STIFFNESS && wanted == MEASURED; c++)
            held[g][c] = splat (0);
        }
      one_particle (arguments, k, partial, held, lanes, wanted, narrow, form);
      for (guint c = 0; c < 3; c++)
        {
          force[c] = TOTAL (partial, [c]);
          square += force[c] * force[c];
        }
      for (guint c = 0; c < STIFFNESS && wanted == MEASURED; c++)
        arguments->stiffness[STIFFNESS * i + c] = TOTAL (held, [c]);
      /* Written so that a NaN sticks. */
      largest = square <= largest ? largest : square;
    }
  for (guint g = 0; g < GROUPS; g++)
    closest = least (lanes[g].closest, closest);
  *sums = (VtKernelSums) {
    .energy = 0.5 * TOTAL (lanes, .energy),
    .largest_square = largest,
    .closest = closest,
    .pair_force = TOTAL (lanes, .pair_force),
    .pairs = TOTAL (lanes, .pairs),
  };
}

/* Code of its own for either width of the lists. */
#define STRETCH(...) \
  if (arguments->narrow != NULL) \
    stretch (arguments, begin, end, sums, wanted, TRUE, (Form) { __VA_ARGS__ }); \
  else \
    stretch (arguments, begin, end, sums, wanted, FALSE, (Form) { __VA_ARGS__ })

INLINE void
each_form (const VtKernelArguments *arguments, guint begin, guint end, VtKernelSums *sums, Wanted wanted)
{
  EACH_FORM (arguments->setup, STRETCH);
}

static void
forces (const VtKernelArguments *arguments, guint begin, guint end, VtKernelSums *sums)
{
  each_form (arguments, begin, end, sums, FORCES);
}

static void
forces_energy (const VtKernelArguments *arguments, guint begin, guint end, VtKernelSums *sums)
{
  each_form (arguments, begin, end, sums, ENERGY);
}

/* Rare: one loop for all. */
static void
forces_measured (const VtKernelArguments *arguments, guint begin, guint end, VtKernelSums *sums)
{
  stretch (arguments, begin, end, sums, MEASURED, arguments->narrow != NULL, (Form) { .outer = arguments->setup->has_outer });
}

const VtKernel VT_KERNEL_SYMBOL = { VT_KERNEL_NAME, forces, forces_energy, forces_measured, &VT_BUNDLED_SYMBOL,
                                    &VT_LISTS_SYMBOL };
