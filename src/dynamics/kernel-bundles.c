/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The force kernel for bundles of short lists, compiled once per vector width: see VtKernelBundles.
 *
 * VT_BUNDLED_SYMBOL is the variant's VtKernelBundled, VT_LANES how many pairs one vector holds (2, 4 or 8).
 */
#include "dynamics/kernel-pair.h"

/* As many of a bundle's particles as a vector has lanes. */
INLINE Selves
gather_selves (const VtKernelArguments *arguments, const guint32 *members)
{
  const double (*scale)[2] = arguments->setup->scale;
  const List list = { .slots = arguments->slots, .wide = members };
  Vector at[4];

  gather (&list, 0, FALSE, at);
  const Mask small = below (at[3], splat (0.5));
  return (Selves) {
    .at = { at[0], at[1], at[2] },
    .scale = select_vector (small, splat (scale[0][0]), splat (scale[1][0])),
    .more = select_vector (small, splat (scale[0][1] - scale[0][0]), splat (scale[1][1] - scale[1][0])),
  };
}

/* The forces on these particles; @rows are those of their bundle from their first one on. */
INLINE void
sum_rows (const VtKernelArguments *arguments, const guint32 *members, const guint32 *rows, guint count, Vector force[3],
          Lanes *lanes, Wanted wanted, const Form form)
{
  const Selves selves = gather_selves (arguments, members);
  const List list = { .slots = arguments->slots, .wide = rows };
  Pairs chunk[CHUNK];

  for (guint c = 0; c < 3; c++)
    force[c] = splat (0);
  for (guint from = 0; from < count; from += CHUNK)
    {
      const guint piece = count - from < CHUNK ? count - from : CHUNK;
      look_at_chunk (arguments->setup, &selves, &list, from * VT_KERNEL_WIDTH, VT_KERNEL_WIDTH, piece, FALSE, chunk);
      for (guint row = 0; row < piece; row++)
        add_pairs (arguments->setup, chunk + row, force, NULL, lanes, wanted, form);
    }
}

/* Rows that the first @lanes of a bundle from the @at-th on need. */
INLINE guint
rows_needed (const guint32 *counts, guint at, guint lanes)
{
  guint most = counts[at / VT_KERNEL_PART];
  for (guint part = at / VT_KERNEL_PART + 1; part * VT_KERNEL_PART < at + lanes; part++)
    most = counts[part] > most ? counts[part] : most;
  return most;
}

/* Stores the forces of @count particles; returns the largest square of one, or @largest. */
INLINE double
store_forces (const VtKernelArguments *arguments, const guint32 *members, guint count, const Vector force[3], double largest)
{
  for (guint k = 0; k < count; k++)
    {
      double *stored = arguments->forces + 3 * (gsize) arguments->particle[members[k]];
      double square = 0;
      for (guint c = 0; c < 3; c++)
        {
          stored[c] = force[c][k];
          square += stored[c] * stored[c];
        }
      /* Written so that a NaN sticks. */
      largest = square <= largest ? largest : square;
    }
  return largest;
}

INLINE void
one_block (const VtKernelArguments *arguments, guint begin, guint end, VtKernelSums *sums, Wanted wanted, const Form form)
{
  const VtKernelBundles *bundles = &arguments->bundles;
  Lanes lanes[GROUPS];
  double largest = 0, closest = arguments->setup->y_cut;

  for (guint g = 0; g < GROUPS; g++)
    lanes[g] = (Lanes) { .closest = splat (arguments->setup->y_cut) };
  for (guint at = begin; at < end; at += VT_KERNEL_WIDTH)
    for (guint g = 0; g < GROUPS && at + g * VT_LANES < end; g++)
      {
        const guint first = at + g * VT_LANES;
        const guint32 *members = bundles->members + first;
        const guint32 *rows = bundles->rows + bundles->starts[at / VT_KERNEL_WIDTH] + g * VT_LANES;
        Vector force[3];

        sum_rows (arguments, members, rows, rows_needed (bundles->counts, first, VT_LANES), force, lanes + g, wanted, form);
        largest = store_forces (arguments, members, end - first < VT_LANES ? end - first : VT_LANES, force, largest);
      }
  for (guint g = 0; g < GROUPS; g++)
    closest = least (lanes[g].closest, closest);
  *sums = (VtKernelSums) { .energy = 0.5 * TOTAL (lanes, .energy), .largest_square = largest, .closest = closest };
}

#define BLOCK_WITHOUT_ENERGY(...) one_block (arguments, begin, end, sums, FORCES, (Form) { __VA_ARGS__ })
#define BLOCK_WITH_ENERGY(...) one_block (arguments, begin, end, sums, ENERGY, (Form) { __VA_ARGS__ })

static void
bundled (const VtKernelArguments *arguments, guint begin, guint end, VtKernelSums *sums)
{
  EACH_FORM (arguments->setup, BLOCK_WITHOUT_ENERGY);
}

static void
bundled_energy (const VtKernelArguments *arguments, guint begin, guint end, VtKernelSums *sums)
{
  EACH_FORM (arguments->setup, BLOCK_WITH_ENERGY);
}

const VtKernelBundled VT_BUNDLED_SYMBOL = { bundled, bundled_energy };
