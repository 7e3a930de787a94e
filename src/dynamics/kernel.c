/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The force kernel, compiled once per vector width: see kernel.h.
 *
 * VT_KERNEL_NAME is the variant ("plain", ...), VT_KERNEL_SYMBOL its VtKernel, VT_LISTS_SYMBOL its way to make lists
 * (kernel-lists.c), VT_LANES how many pairs one vector holds (2, 4 or 8).
 */
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

/* A neighbour list, and where the slots begin that its entries count from. */
typedef struct
{
  const double *slots;
  const guint16 *narrow;
  const guint32 *wide;
} List;

INLINE const double *
slot_at (const List *list, gsize k, gboolean narrow)
{
  return list->slots + 4 * (gsize) (narrow ? list->narrow[k] : list->wide[k]);
}

/* Coordinates and species of VT_LANES neighbours from @k on, as four vectors. */
#if VT_LANES == 2
INLINE void
gather (const List *list, gsize k, gboolean narrow, Vector out[4])
{
  const double *a = slot_at (list, k, narrow), *b = slot_at (list, k + 1, narrow);
  for (guint c = 0; c < 4; c++)
    out[c] = (Vector) { a[c], b[c] };
}
#elif VT_LANES == 4
/* Halves of two slots side by side, straight from memory. */
INLINE Quad
two_halves (const double *p, const double *q)
{
  return (Quad) _mm256_insertf128_pd (_mm256_castpd128_pd256 (_mm_loadu_pd (p)), _mm_loadu_pd (q), 1);
}

INLINE void
gather (const List *list, gsize k, gboolean narrow, Vector out[4])
{
  const double *p0 = slot_at (list, k, narrow), *p1 = slot_at (list, k + 1, narrow);
  const double *p2 = slot_at (list, k + 2, narrow), *p3 = slot_at (list, k + 3, narrow);
  const Quad low02 = two_halves (p0, p2), low13 = two_halves (p1, p3);
  const Quad high02 = two_halves (p0 + 2, p2 + 2), high13 = two_halves (p1 + 2, p3 + 2);
  out[0] = (Vector) _mm256_unpacklo_pd ((__m256d) low02, (__m256d) low13);
  out[1] = (Vector) _mm256_unpackhi_pd ((__m256d) low02, (__m256d) low13);
  out[2] = (Vector) _mm256_unpacklo_pd ((__m256d) high02, (__m256d) high13);
  out[3] = (Vector) _mm256_unpackhi_pd ((__m256d) high02, (__m256d) high13);
}
#else
INLINE Vector
two_particles (const List *list, gsize k, gboolean narrow)
{
  Quad p = *(const Quad *) slot_at (list, k, narrow), q = *(const Quad *) slot_at (list, k + 4, narrow);
  return __builtin_shufflevector (p, q, 0, 1, 2, 3, 4, 5, 6, 7);
}

INLINE void
gather (const List *list, gsize k, gboolean narrow, Vector out[4])
{
  Vector p04 = two_particles (list, k, narrow), p15 = two_particles (list, k + 1, narrow);
  Vector p26 = two_particles (list, k + 2, narrow), p37 = two_particles (list, k + 3, narrow);
  Vector low01 = __builtin_shufflevector (p04, p15, 0, 8, 2, 10, 4, 12, 6, 14);
  Vector high01 = __builtin_shufflevector (p04, p15, 1, 9, 3, 11, 5, 13, 7, 15);
  Vector low23 = __builtin_shufflevector (p26, p37, 0, 8, 2, 10, 4, 12, 6, 14);
  Vector high23 = __builtin_shufflevector (p26, p37, 1, 9, 3, 11, 5, 13, 7, 15);
  out[0] = __builtin_shufflevector (low01, low23, 0, 1, 8, 9, 4, 5, 12, 13);
  out[1] = __builtin_shufflevector (high01, high23, 0, 1, 8, 9, 4, 5, 12, 13);
  out[2] = __builtin_shufflevector (low01, low23, 2, 3, 10, 11, 6, 7, 14, 15);
  out[3] = __builtin_shufflevector (high01, high23, 2, 3, 10, 11, 6, 7, 14, 15);
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

#if VT_LANES == 8
/* table[index mod 16] */
INLINE Vector
look_up (const double table[16], Bits index)
{
  return (Vector) _mm512_permutex2var_pd (_mm512_loadu_pd (table), (__m512i) index, _mm512_loadu_pd (table + 8));
}

INLINE void
take_pieces (Vector w, const VtKernelPower *h, Vector *front, Vector *rest)
{
  const Bits bits = (Bits) w, sixteenth = bits >> 48;
  const Vector mantissa = (Vector) ((bits & 0xfffffffffffffULL) | 0x3ff0000000000000ULL);
  *rest = mantissa * look_up (h->inverse, sixteenth) - 1.0;
  *front = look_up (h->octave, bits >> 52) * look_up (h->sixteenth, sixteenth);
}
#else
/* The same from the products of both tables, which are the same to the last bit: one look-up serves all. */
INLINE void
take_pieces (Vector w, const VtKernelPower *h, Vector *front, Vector *rest)
{
  const Bits index = ((Bits) w >> 48) & 255;
#if VT_LANES == 4
  const Quad low02 = two_halves (h->pieces[index[0]], h->pieces[index[2]]);
  const Quad low13 = two_halves (h->pieces[index[1]], h->pieces[index[3]]);
  *front = (Vector) _mm256_unpacklo_pd ((__m256d) low02, (__m256d) low13);
  const Vector inverse = (Vector) _mm256_unpackhi_pd ((__m256d) low02, (__m256d) low13);
#else
  *front = (Vector) { h->pieces[index[0]][0], h->pieces[index[1]][0] };
  const Vector inverse = { h->pieces[index[0]][1], h->pieces[index[1]][1] };
#endif
  *rest = w * inverse - 1.0;
}
#endif

/* The series by pairs of terms, pairs of pairs: a chain of four steps instead of nine. */
INLINE Vector
binomial_series (Vector x, const double *s)
{
  const Vector x2 = x * x, x4 = x2 * x2;
  const Vector low = (s[0] + s[1] * x) + (s[2] + s[3] * x) * x2;
  const Vector high = (s[4] + s[5] * x) + (s[6] + s[7] * x) * x2;
  return low + (high + s[8] * x4) * x4;
}

/* w^fraction for a normal w between 2^-7 and 2^9: see VtKernelPower. */
INLINE Vector
fractional_power (Vector w, const VtKernelPower *h)
{
  Vector front, rest;

  take_pieces (w, h, &front, &rest);
  return front + front * (rest * binomial_series (rest, h->series));
}

/* w^(odd 2^doublings) by repeated squaring. */
INLINE Vector
whole_power (Vector w, guint odd, guint doublings)
{
  Vector base = w, result = w;
#pragma GCC unroll 4
  for (guint bits = odd >> 1; bits != 0; bits >>= 1)
    {
      base *= base;
      if (bits & 1)
        result *= base;
    }
  for (guint k = 0; k < doublings; k++)
    result *= result;
  return result;
}

/* What is known of a potential where its loop is compiled. */
typedef struct
{
  guint odd;            /* odd part of the whole power of w^a (of w^b where a is b squared); 0: not known */
  gboolean fourth;      /* b = 4, c6 = 0 */
  gboolean square;      /* a = 2b, c6 = 0 */
  gboolean whole;       /* powers of w that are not known have no fraction */
  gboolean outer;       /* there is an outer branch */
} Form;

/* w^h of any exponent. */
INLINE Vector
power (Vector w, const VtKernelPower *h, const Form form)
{
  if (form.whole)
    return whole_power (w, form.odd != 0 ? form.odd : h->odd, h->doublings);

  const Vector result = h->odd != 0 ? whole_power (w, h->odd, h->doublings) : splat (1.0);
  return h->fraction != 0 ? result * fractional_power (w, h) : result;
}

/* phi and 2 d phi / dy of the power form. */
INLINE void
inner_branch (const VtKernelSetup *setup, Vector y, Vector w, Vector *phi, Vector *slope, const Form form)
{
  const double *c = setup->c, *s = setup->slope_c;
  const Vector wb = form.fourth ? w * w : power (w, &setup->power_b, form);
  const Vector wa = form.square || (!form.fourth && setup->a_is_b_squared) ? wb * wb : power (w, &setup->power_a, form);

  const Vector bent = form.fourth || form.square ? splat (c[2]) : c[2] + y * c[3];
  const Vector bent_slope = form.fourth || form.square ? splat (s[1]) : s[1] + y * s[2];
  *phi = (setup->amplitude_a * wa - setup->amplitude_b * wb) + (c[0] + y * (c[1] + y * bent));
  *slope = w * (setup->slope_b * wb - setup->slope_a * wa) + (s[0] + y * bent_slope);
}

/* The same of (y - y_c)^3 R(y - y_joint) / y^6. */
INLINE void
outer_branch (const VtKernelSetup *setup, Vector y, Vector w, Vector *phi, Vector *slope)
{
  Vector t = y - setup->y_joint, u = y - setup->y_cut;
  Vector polynomial = splat (setup->r[6]), derivative = splat (0);
  for (gint k = 5; k >= 0; k--)
    {
      derivative = derivative * t + polynomial;
      polynomial = polynomial * t + setup->r[k];
    }
  Vector w2 = w * w;
  Vector front = u * u * (w2 * w2 * w2);
  *phi = front * u * polynomial;
  *slope = 2.0 * front * (3.0 * polynomial + u * (derivative - 6.0 * polynomial * w));
}

/* 4 y d^2 phi / dy^2 of the power form. */
INLINE Vector
inner_curvature (const VtKernelSetup *setup, Vector y, Vector w, const Form form)
{
  const Vector wa = power (w, &setup->power_a, form), wb = power (w, &setup->power_b, form);

  const Vector of_polynomial = y * (2.0 * setup->slope_c[1] + 4.0 * y * setup->slope_c[2]);
  return w * (setup->curvature_a * wa - setup->curvature_b * wb) + of_polynomial;
}

/* The same of (y - y_c)^3 R(y - y_joint) / y^6. */
INLINE Vector
outer_curvature (const VtKernelSetup *setup, Vector y, Vector w)
{
  Vector t = y - setup->y_joint, u = y - setup->y_cut;
  Vector polynomial = splat (setup->r[6]), derivative = splat (0), half_second = splat (0);
  for (gint k = 5; k >= 0; k--)
    {
      half_second = half_second * t + derivative;
      derivative = derivative * t + polynomial;
      polynomial = polynomial * t + setup->r[k];
    }
  const Vector w2 = w * w, uw = u * w;
  const Vector of_polynomial = polynomial * (6.0 - 36.0 * uw + 42.0 * uw * uw);
  const Vector of_others = u * (derivative * (6.0 - 12.0 * uw) + 2.0 * u * half_second);
  return 4.0 * u * (w2 * w2 * w) * (of_polynomial + of_others);
}

/* What is wanted beside the forces. */
typedef enum
{
  FORCES,
  ENERGY,
  MEASURED,
} Wanted;

/* Partial sums of a stretch of particles. */
typedef struct
{
  Vector energy;
  Vector closest;
  Vector pair_force;
  Vector pairs;
} Lanes;

#define STIFFNESS 6     /* xx, xy, xz, yy, yz, zz */

/* What a particle's own pairs add up to. */
typedef struct
{
  Vector force[3];
  Vector stiffness[STIFFNESS]; /* only when measured */
} Particle;

/* Pairs on their way: how far apart they are, and what that takes. */
typedef struct
{
  Vector d[3];
  Vector scales;        /* 1/lambda^2; 0 beyond the cutoff */
  Vector y, w;          /* (r/lambda)^2, at most the cutoff's, and 1/y */
} Pairs;

INLINE Pairs
look_at_pairs (const VtKernelSetup *setup, const double *self, const double scale[2], const Vector other[4])
{
  Pairs pairs = { .d = { other[0] - self[0], other[1] - self[1], other[2] - self[2] } };
  const Vector r2 = pairs.d[0] * pairs.d[0] + pairs.d[1] * pairs.d[1] + pairs.d[2] * pairs.d[2];
  /* The two scales are within a factor of two: their difference is exact, and so is what is chosen. */
  const Vector scales = scale[0] + other[3] * (scale[1] - scale[0]);
  const Vector distance = r2 * scales, cut = splat (setup->y_cut);
  pairs.scales = keep (below (distance, cut), scales);
  pairs.y = smaller (cut, distance);
  pairs.w = 1.0 / pairs.y;
  return pairs;
}

INLINE Vector
length_of (const Vector d[3])
{
  return square_root (d[0] * d[0] + d[1] * d[1] + d[2] * d[2]);
}

INLINE Vector
positive_part (Vector x)
{
  return select_vector (below (splat (0), x), x, splat (0));
}

/* Adds max (phi'', 0) n n + max (phi'/r, 0) (1 - n n); @factor is phi'/r. */
INLINE void
add_stiffness (const VtKernelSetup *setup, const Pairs *pairs, Vector factor, Vector stiffness[STIFFNESS],
               const Form form)
{
  const Vector y = pairs->y, w = pairs->w, scales = pairs->scales;
  Vector curvature = inner_curvature (setup, y, w, form);

  if (form.outer)
    curvature = select_vector (below (y, splat (setup->y_joint)), curvature, outer_curvature (setup, y, w));
  const Vector across = positive_part (factor);
  const Vector along = (positive_part (factor + curvature * scales) - across) * (w * scales);
  for (guint a = 0, k = 0; a < 3; a++)
    for (guint b = a; b < 3; b++, k++)
      {
        const Vector part = along * (pairs->d[a] * pairs->d[b]);
        stiffness[k] += a == b ? part + across : part;
      }
}

INLINE void
add_pairs (const VtKernelSetup *setup, const Pairs *pairs, Particle *particle, Lanes *lanes, Wanted wanted,
           const Form form)
{
  const Vector y = pairs->y, w = pairs->w;
  Vector phi, slope;

  inner_branch (setup, y, w, &phi, &slope, form);
  if (form.outer)
    {
      Vector outer_phi, outer_slope;
      const Mask inside = below (y, splat (setup->y_joint));
      outer_branch (setup, y, w, &outer_phi, &outer_slope);
      phi = select_vector (inside, phi, outer_phi);
      slope = select_vector (inside, slope, outer_slope);
    }

  const Vector factor = slope * pairs->scales;
  for (guint c = 0; c < 3; c++)
    particle->force[c] += factor * pairs->d[c];
  lanes->closest = smaller (lanes->closest, y);
  if (wanted != FORCES)
    lanes->energy += keep (below (splat (0), pairs->scales), phi);
  if (wanted == MEASURED)
    {
      lanes->pair_force += select_vector (below (factor, splat (0)), -factor, factor) * length_of (pairs->d);
      lanes->pairs += keep (below (splat (0), pairs->scales), splat (1.0));
      add_stiffness (setup, pairs, factor, particle->stiffness, form);
    }
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

INLINE double
least (const Lanes *lanes)
{
  double smallest = lanes[0].closest[0];
  for (guint g = 0; g < GROUPS; g++)
    for (guint k = 0; k < VT_LANES; k++)
      smallest = lanes[g].closest[k] < smallest ? lanes[g].closest[k] : smallest;
  return smallest;
}

#define CHUNK 32 /* vectors looked at before what was seen is added up: most particles' whole list */

/* Looks at @count vectors of a list from entry @at on. The next ones are gathered before the last are looked at. */
INLINE void
look_at_chunk (const VtKernelSetup *setup, const double *self, const double scale[2], const List *list, gsize at,
               guint count, gboolean narrow, Pairs chunk[CHUNK])
{
  Vector next[4];

  gather (list, at, narrow, next);
  for (guint v = 0; v + 1 < count; v++)
    {
      const Vector other[4] = { next[0], next[1], next[2], next[3] };
      at += VT_LANES;
      gather (list, at, narrow, next);
      chunk[v] = look_at_pairs (setup, self, scale, other);
    }
  chunk[count - 1] = look_at_pairs (setup, self, scale, next);
}

/* The sums of the particle at @k in partial ones. All pairs are looked at (load, transpose, distance, division) before any
 * is added (powers, sums): a vector's chain from load to sum is longer than a processor looks ahead, either half is not.
 * One group of lanes is added after the other so that sums stay in registers. */
INLINE void
one_particle (const VtKernelArguments *arguments, guint k, Particle partial[GROUPS], Lanes lanes[GROUPS], Wanted wanted,
              gboolean narrow, const Form form)
{
  const VtKernelSetup *setup = arguments->setup;
  const double *self = arguments->slots + 4 * (gsize) arguments->real[k];
  const double *scale = setup->scale[self[3] > 0.5];
  const List list = { arguments->slots + 4 * (gsize) arguments->base[k], arguments->narrow + arguments->starts[k],
                      arguments->wide + arguments->starts[k] };
  /* What pads the last vectors contributes nothing; what pads whole vectors is not looked at. */
  const gsize vectors = ((gsize) arguments->lengths[k] + VT_LANES - 1) / VT_LANES;
  Pairs chunk[CHUNK];

  for (guint g = 0; g < GROUPS; g++)
    partial[g] = (Particle) {};
  for (gsize from = 0; from < vectors; from += CHUNK)
    {
      const guint count = vectors - from < CHUNK ? vectors - from : CHUNK;
      look_at_chunk (setup, self, scale, &list, from * VT_LANES, count, narrow, chunk);
#pragma GCC unroll 4
      for (guint g = 0; g < GROUPS; g++)
        {
          Particle sums = partial[g];
          for (guint v = g; v < count; v += GROUPS)
            add_pairs (setup, chunk + v, &sums, lanes + g, wanted, form);
          partial[g] = sums;
        }
    }
}

INLINE void
stretch (const VtKernelArguments *arguments, guint begin, guint end, VtKernelSums *sums, Wanted wanted, gboolean narrow,
         const Form form)
{
  Lanes lanes[GROUPS];
  double largest = 0;

  for (guint g = 0; g < GROUPS; g++)
    lanes[g] = (Lanes) { .closest = splat (arguments->setup->y_cut) };
  for (guint k = begin; k < end; k++)
    {
      const gsize i = arguments->particle[arguments->real[k]];
      double *force = arguments->forces + 3 * i, *stiffness = arguments->stiffness + STIFFNESS * i;
      double square = 0;
      Particle partial[GROUPS];

      one_particle (arguments, k, partial, lanes, wanted, narrow, form);
      for (guint c = 0; c < 3; c++)
        {
          force[c] = TOTAL (partial, .force[c]);
          square += force[c] * force[c];
        }
      if (wanted == MEASURED)
        for (guint c = 0; c < STIFFNESS; c++)
          stiffness[c] = TOTAL (partial, .stiffness[c]);
      /* Written so that a NaN sticks. */
      largest = square <= largest ? largest : square;
    }
  *sums = (VtKernelSums) {
    .energy = 0.5 * TOTAL (lanes, .energy),
    .largest_square = largest,
    .closest = least (lanes),
    .pair_force = TOTAL (lanes, .pair_force),
    .pairs = TOTAL (lanes, .pairs),
  };
}

/* Code of its own for the forms that published potentials have, and for either width of the lists. */
#define ONE_FORM(...) \
  if (arguments->narrow != NULL) \
    stretch (arguments, begin, end, sums, wanted, TRUE, (Form) { __VA_ARGS__ }); \
  else \
    stretch (arguments, begin, end, sums, wanted, FALSE, (Form) { __VA_ARGS__ }); \
  break

INLINE void
each_form (const VtKernelArguments *arguments, guint begin, guint end, VtKernelSums *sums, Wanted wanted)
{
  switch (arguments->setup->form)
    {
#ifndef __SANITIZE_ADDRESS__ /* each takes minutes to compile then; the general one has the same bits */
    case VT_KERNEL_FOURTH_5: ONE_FORM (.fourth = TRUE, .whole = TRUE, .odd = 5);
    case VT_KERNEL_FOURTH_15: ONE_FORM (.fourth = TRUE, .whole = TRUE, .odd = 15);
    case VT_KERNEL_FOURTH_WHOLE: ONE_FORM (.fourth = TRUE, .whole = TRUE);
    case VT_KERNEL_FOURTH: ONE_FORM (.fourth = TRUE);
    case VT_KERNEL_SQUARE_WHOLE: ONE_FORM (.square = TRUE, .whole = TRUE);
    case VT_KERNEL_SQUARE: ONE_FORM (.square = TRUE);
    case VT_KERNEL_SQUARE_OUTER: ONE_FORM (.square = TRUE, .whole = TRUE, .odd = 3, .outer = TRUE);
#endif
    default: ONE_FORM (.outer = arguments->setup->has_outer);
    }
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

const VtKernel VT_KERNEL_SYMBOL = { VT_KERNEL_NAME, forces, forces_energy, forces_measured, &VT_LISTS_SYMBOL };
