/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Vectors of pairs, for what is compiled once per vector width (kernel.c, kernel-bundles.c): VT_LANES is how many pairs one
 * vector holds (2, 4 or 8). */
#pragma once

#include "dynamics/kernel.h"

#ifdef __x86_64__
#include <immintrin.h>
#endif

#define GROUPS (VT_KERNEL_WIDTH / VT_LANES)
#define INLINE static inline __attribute__ ((always_inline))

typedef double Vector __attribute__ ((vector_size (8 * VT_LANES)));
typedef guint64 Bits __attribute__ ((vector_size (8 * VT_LANES)));
typedef double Quad __attribute__ ((vector_size (32)));

/* Comparisons, and what is done with their outcome: the compiler's own vector comparisons are less apt. */
#if VT_LANES == 8
typedef __mmask8 Mask;

INLINE Mask
below (Vector a, Vector b)
{
  return _mm512_cmp_pd_mask ((__m512d) a, (__m512d) b, _CMP_LT_OQ);
}

INLINE Vector
select_vector (Mask mask, Vector yes, Vector no)
{
  return (Vector) _mm512_mask_blend_pd (mask, (__m512d) no, (__m512d) yes);
}

INLINE Vector
keep (Mask mask, Vector value)
{
  return (Vector) _mm512_maskz_mov_pd (mask, (__m512d) value);
}

/* The smaller; b where either is no number. */
INLINE Vector
smaller (Vector a, Vector b)
{
  return (Vector) _mm512_min_pd ((__m512d) a, (__m512d) b);
}
#else
typedef gint64 Mask __attribute__ ((vector_size (8 * VT_LANES)));

INLINE Mask
below (Vector a, Vector b)
{
  return a < b;
}

INLINE Vector
select_vector (Mask mask, Vector yes, Vector no)
{
#if VT_LANES == 4
  return (Vector) _mm256_blendv_pd ((__m256d) no, (__m256d) yes, (__m256d) mask);
#else
  return (Vector) ((mask & (Mask) yes) | (~mask & (Mask) no));
#endif
}

INLINE Vector
keep (Mask mask, Vector value)
{
  return (Vector) (mask & (Mask) value);
}

INLINE Vector
smaller (Vector a, Vector b)
{
#if VT_LANES == 4
  return (Vector) _mm256_min_pd ((__m256d) a, (__m256d) b);
#elif defined (__x86_64__)
  return (Vector) _mm_min_pd ((__m128d) a, (__m128d) b);
#else
  return select_vector (a < b, a, b);
#endif
}
#endif

INLINE Vector
splat (double value)
{
  return value - (Vector) {};
}

#if VT_LANES == 4
/* Halves of two slots side by side, straight from memory. */
INLINE Quad
two_halves (const double *p, const double *q)
{
  return (Quad) _mm256_insertf128_pd (_mm256_castpd128_pd256 (_mm_loadu_pd (p)), _mm_loadu_pd (q), 1);
}
#endif

INLINE Vector
square_root (Vector x)
{
  Vector root;
  for (guint k = 0; k < VT_LANES; k++)
    root[k] = __builtin_sqrt (x[k]);
  return root;
}

/* The one order in which eight partial sums s are added: ((s0+s4) + (s2+s6)) + ((s1+s5) + (s3+s7)). */
#if VT_LANES == 2
#define TOTAL(lanes, member) \
  pair_total ((lanes[0]member + lanes[2]member) + (lanes[1]member + lanes[3]member))
INLINE double
pair_total (Vector s)
{
  return s[0] + s[1];
}
#elif VT_LANES == 4
#define TOTAL(lanes, member) quad_total (lanes[0]member + lanes[1]member)
#else
#define TOTAL(lanes, member) octet_total (lanes[0]member)
#endif

#if VT_LANES > 2
INLINE double
quad_total (Quad s)
{
  return (s[0] + s[2]) + (s[1] + s[3]);
}
#endif

#if VT_LANES == 8
INLINE double
octet_total (Vector s)
{
  return quad_total (__builtin_shufflevector (s, s, 0, 1, 2, 3) + __builtin_shufflevector (s, s, 4, 5, 6, 7));
}
#endif

/* The smallest of @lanes and @smallest. */
INLINE double
least (Vector lanes, double smallest)
{
  for (guint k = 0; k < VT_LANES; k++)
    smallest = lanes[k] < smallest ? lanes[k] : smallest;
  return smallest;
}
