/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding the neighbours of a particle among candidates, in single precision; compiled once per vector width, see
 * kernel.h. VT_LISTS_SYMBOL is the variant's VtKernelLists, VT_LANES how many pairs of doubles one vector holds (2, 4 or
 * 8): twice as many candidates.
 */
#include "dynamics/kernel.h"

#include <string.h>

#ifdef __x86_64__
#include <immintrin.h>
#endif

#define INLINE static inline __attribute__ ((always_inline))

#if VT_LANES == 8
#define FLOATS 16
#elif VT_LANES == 4
#define FLOATS 8
#else
#define FLOATS 4
#endif
typedef float Floats __attribute__ ((vector_size (4 * FLOATS)));
typedef Floats LooseFloats __attribute__ ((aligned (4)));

/* FLOATS slots with their marks, and the squared distance below which each counts. */
#if VT_LANES == 8
typedef __m512i Slots;
typedef __mmask16 Chosen;

INLINE Slots
load_slots (const guint32 *from)
{
  return _mm512_loadu_si512 (from);
}

INLINE Chosen
nearer (Floats squares, Slots marked, const float limits[2])
{
  const __m512 limit = _mm512_mask_blend_ps (_mm512_movepi32_mask (marked), _mm512_set1_ps (limits[0]),
                                             _mm512_set1_ps (limits[1]));
  return _mm512_cmp_ps_mask ((__m512) squares, limit, _CMP_LT_OQ);
}

INLINE Slots
without_marks (Slots marked)
{
  return _mm512_and_si512 (marked, _mm512_set1_epi32 ((gint) ~VT_KERNEL_LARGE));
}

/* Writes those chosen side by side and returns how many; may write FLOATS entries all the same. */
INLINE guint
pack_slots (Chosen chosen, Slots slots, guint32 *out)
{
  _mm512_storeu_si512 (out, _mm512_maskz_compress_epi32 (chosen, slots));
  return (guint) __builtin_popcount (chosen);
}

INLINE guint
pack_both (Chosen chosen, Slots slots, Floats squares, guint32 *out, float *squares_out)
{
  _mm512_storeu_ps (squares_out, _mm512_maskz_compress_ps (chosen, (__m512) squares));
  return pack_slots (chosen, slots, out);
}
#elif VT_LANES == 4
typedef __m256i Slots;
typedef guint Chosen;

INLINE Slots
load_slots (const guint32 *from)
{
  return _mm256_loadu_si256 ((const __m256i *) from);
}

INLINE Chosen
nearer (Floats squares, Slots marked, const float limits[2])
{
  const __m256 limit = _mm256_blendv_ps (_mm256_set1_ps (limits[0]), _mm256_set1_ps (limits[1]),
                                         _mm256_castsi256_ps (marked));
  return (guint) _mm256_movemask_ps (_mm256_cmp_ps ((__m256) squares, limit, _CMP_LT_OQ));
}

INLINE Slots
without_marks (Slots marked)
{
  return _mm256_and_si256 (marked, _mm256_set1_epi32 ((gint) ~VT_KERNEL_LARGE));
}

INLINE __m256i
packing_of (Chosen chosen)
{
  return _mm256_cvtepu8_epi32 (_mm_cvtsi64_si128 ((gint64) vt_kernel_packing[chosen]));
}

INLINE guint
pack_slots_by (__m256i packing, Chosen chosen, Slots slots, guint32 *out)
{
  _mm256_storeu_si256 ((__m256i *) out, _mm256_permutevar8x32_epi32 (slots, packing));
  return (guint) __builtin_popcount (chosen);
}

INLINE guint
pack_slots (Chosen chosen, Slots slots, guint32 *out)
{
  return pack_slots_by (packing_of (chosen), chosen, slots, out);
}

/* Looked up once: the compiler would not know that what is written does not change the table. */
INLINE guint
pack_both (Chosen chosen, Slots slots, Floats squares, guint32 *out, float *squares_out)
{
  const __m256i packing = packing_of (chosen);
  _mm256_storeu_ps (squares_out, _mm256_permutevar8x32_ps ((__m256) squares, packing));
  return pack_slots_by (packing, chosen, slots, out);
}
#else
typedef guint32 Slots __attribute__ ((vector_size (4 * FLOATS)));
typedef guint Chosen;

INLINE Slots
load_slots (const guint32 *from)
{
  Slots slots;
  memcpy (&slots, from, sizeof slots);
  return slots;
}

INLINE Chosen
nearer (Floats squares, Slots marked, const float limits[2])
{
  Chosen chosen = 0;
  for (guint k = 0; k < FLOATS; k++)
    chosen |= (Chosen) (squares[k] < limits[marked[k] >> 31]) << k;
  return chosen;
}

INLINE Slots
without_marks (Slots marked)
{
  return marked & ~VT_KERNEL_LARGE;
}

INLINE guint
pack_slots (Chosen chosen, Slots slots, guint32 *out)
{
  guint count = 0;
  for (guint k = 0; k < FLOATS; k++)
    {
      out[count] = slots[k];
      count += chosen >> k & 1;
    }
  return count;
}

INLINE guint
pack_both (Chosen chosen, Slots slots, Floats squares, guint32 *out, float *squares_out)
{
  guint count = 0;
  for (guint k = 0; k < FLOATS; k++)
    {
      out[count] = slots[k];
      squares_out[count] = squares[k];
      count += chosen >> k & 1;
    }
  return count;
}
#endif

static void
collect_slots (VtKernelCandidates *to, const VtKernelCandidates *from, const VtKernelRun *runs, guint n)
{
  /* Copies that nothing written below can change. */
  const VtKernelCandidates target = *to, source = *from;
  guint count = 0;

  for (guint run = 0; run < n; run++)
    {
      for (guint at = 0; at < runs[run].length; at += FLOATS)
        {
          const guint out = count + at, in = runs[run].begin + at;
          *(LooseFloats *) (target.x + out) = *(const LooseFloats *) (source.x + in);
          *(LooseFloats *) (target.y + out) = *(const LooseFloats *) (source.y + in);
          *(LooseFloats *) (target.z + out) = *(const LooseFloats *) (source.z + in);
          memcpy (target.slot + out, source.slot + in, FLOATS * sizeof *source.slot);
        }
      count += runs[run].length;
    }
  to->n = count;
}

static guint
near_candidates (const VtKernelCandidates *candidates, const float self[3], const float limits[2], guint32 *out,
                 float *squares)
{
  /* Copies that nothing written below can change. */
  const VtKernelCandidates all = *candidates;
  const float at_self[3] = { self[0], self[1], self[2] }, within[2] = { limits[0], limits[1] };
  guint count = 0;

  for (guint at = 0; at < all.n; at += FLOATS)
    {
      const Floats x = *(const LooseFloats *) (all.x + at) - at_self[0];
      const Floats y = *(const LooseFloats *) (all.y + at) - at_self[1];
      const Floats z = *(const LooseFloats *) (all.z + at) - at_self[2];
      const Floats square = x * x + y * y + z * z;
      const Slots slots = load_slots (all.slot + at);
      const Chosen chosen = nearer (square, slots, within);
      count += pack_both (chosen, slots, square, out + count, squares + count);
    }
  return count;
}

static void
sort_shells (const guint32 *slots, const float *squares, guint n, const float limits[VT_KERNEL_SHELLS][2], guint32 *out,
             guint lengths[VT_KERNEL_SHELLS])
{
  guint count = 0;

  for (guint shell = 0; shell < VT_KERNEL_SHELLS; shell++)
    {
      for (guint at = 0; at < n; at += FLOATS)
        {
          const Floats square = *(const LooseFloats *) (squares + at);
          const Slots marked = load_slots (slots + at);
          Chosen chosen = nearer (square, marked, limits[shell]);
          if (shell > 0)
            chosen &= (Chosen) ~nearer (square, marked, limits[shell - 1]);
          count += pack_slots (chosen, without_marks (marked), out + count);
        }
      lengths[shell] = count;
    }
}

const VtKernelLists VT_LISTS_SYMBOL = { collect_slots, near_candidates, sort_shells };
