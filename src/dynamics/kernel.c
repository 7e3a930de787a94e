/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The force kernel, compiled once per vector width: see kernel.h.
 *
 * VT_KERNEL_NAME is the variant ("plain", ...), VT_KERNEL_SYMBOL its VtKernel, VT_LANES how many pairs one vector
 * holds (2, 4 or 8).
 */
#include "dynamics/kernel.h"

#ifdef __x86_64__
#include <immintrin.h>
#endif

#define GROUPS (VT_KERNEL_WIDTH / VT_LANES)
#define INLINE static inline __attribute__ ((always_inline))

typedef double Vector __attribute__ ((vector_size (8 * VT_LANES)));
typedef gint64 Mask __attribute__ ((vector_size (8 * VT_LANES)));
typedef double Quad __attribute__ ((vector_size (32)));

/* Adding and taking away 1.5 * 2^52 rounds to the nearest whole number. */
#define ROUNDER 0x1.8p52

INLINE Vector
select_vector (Mask mask, Vector yes, Vector no)
{
  return (Vector) ((mask & (Mask) yes) | (~mask & (Mask) no));
}

INLINE Vector
keep (Mask mask, Vector value)
{
  return (Vector) (mask & (Mask) value);
}

INLINE Vector
splat (double value)
{
  return value - (Vector) {};
}

/* Coordinates and species of VT_LANES neighbours, as four vectors. */
#if VT_LANES == 2
INLINE void
gather (const double *packed, const guint32 *j, Vector out[4])
{
  const double *a = packed + 4 * (gsize) j[0], *b = packed + 4 * (gsize) j[1];
  for (guint c = 0; c < 4; c++)
    out[c] = (Vector) { a[c], b[c] };
}
#elif VT_LANES == 4
INLINE void
gather (const double *packed, const guint32 *j, Vector out[4])
{
  Quad p0 = *(const Quad *) (packed + 4 * (gsize) j[0]), p1 = *(const Quad *) (packed + 4 * (gsize) j[1]);
  Quad p2 = *(const Quad *) (packed + 4 * (gsize) j[2]), p3 = *(const Quad *) (packed + 4 * (gsize) j[3]);
  Quad low01 = __builtin_shufflevector (p0, p1, 0, 4, 2, 6), high01 = __builtin_shufflevector (p0, p1, 1, 5, 3, 7);
  Quad low23 = __builtin_shufflevector (p2, p3, 0, 4, 2, 6), high23 = __builtin_shufflevector (p2, p3, 1, 5, 3, 7);
  out[0] = __builtin_shufflevector (low01, low23, 0, 1, 4, 5);
  out[1] = __builtin_shufflevector (high01, high23, 0, 1, 4, 5);
  out[2] = __builtin_shufflevector (low01, low23, 2, 3, 6, 7);
  out[3] = __builtin_shufflevector (high01, high23, 2, 3, 6, 7);
}
#else
INLINE Vector
two_particles (const double *packed, guint32 j, guint32 k)
{
  Quad p = *(const Quad *) (packed + 4 * (gsize) j), q = *(const Quad *) (packed + 4 * (gsize) k);
  return __builtin_shufflevector (p, q, 0, 1, 2, 3, 4, 5, 6, 7);
}

INLINE void
gather (const double *packed, const guint32 *j, Vector out[4])
{
  Vector p04 = two_particles (packed, j[0], j[4]), p15 = two_particles (packed, j[1], j[5]);
  Vector p26 = two_particles (packed, j[2], j[6]), p37 = two_particles (packed, j[3], j[7]);
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

/* Natural logarithm of a normal positive number, to 1 or 2 units in the last place: ln 2 * k + 2 atanh s,
 * s = (m-1)/(m+1), with the mantissa m in [1/sqrt 2, sqrt 2). */
INLINE Vector
logarithm (Vector x)
{
  Mask bits = (Mask) x;
  Mask offset = bits - 0x3fe6a09e667f3bcdLL; /* 1/sqrt 2 */
  Mask exponent = offset >> 52;
  Vector mantissa = (Vector) (bits - (exponent << 52));
  /* |exponent| is small: added to the bits of the rounder it becomes a double without a conversion instruction. */
  Vector k = (Vector) (exponent + (Mask) splat (ROUNDER)) - ROUNDER;
  Vector s = (mantissa - 1.0) / (mantissa + 1.0);
  Vector z = s * s;
  Vector sum = splat (1.0 / 23.0);
  for (gint n = 21; n >= 3; n -= 2)
    sum = sum * z + 1.0 / n;
  return k * 0x1.62e42fefa39efp-1 + (2.0 * s + 2.0 * s * z * sum);
}

/* exp x for |x| < 700, to 1 or 2 units in the last place. */
INLINE Vector
exponential (Vector x)
{
  Vector shifted = x * 0x1.71547652b82fep0 + ROUNDER;
  Vector k = shifted - ROUNDER;
  Vector rest = (x - k * 0x1.62e42fee00000p-1) - k * 0x1.a39ef35793c76p-33;
  static const double inverse_factorial[14] = {
    1.0, 1.0, 1.0 / 2, 1.0 / 6, 1.0 / 24, 1.0 / 120, 1.0 / 720, 1.0 / 5040, 1.0 / 40320, 1.0 / 362880, 1.0 / 3628800,
    1.0 / 39916800, 1.0 / 479001600, 1.0 / 6227020800.0
  };
  Vector sum = splat (inverse_factorial[13]);
  for (gint n = 12; n >= 0; n--)
    sum = sum * rest + inverse_factorial[n];
  Mask power = ((Mask) shifted - (Mask) splat (ROUNDER)) << 52;
  return (Vector) ((Mask) sum + power);
}

INLINE Vector
square_root (Vector x)
{
  Vector root;
  for (guint k = 0; k < VT_LANES; k++)
    root[k] = __builtin_sqrt (x[k]);
  return root;
}

/* w^h by repeated squaring; what is left of a real exponent by exp and log. */
INLINE Vector
power (Vector w, const VtKernelPower *h)
{
  Vector base = w;
  Vector result = h->whole & 1 ? w : splat (1.0);
  for (guint bits = h->whole >> 1; bits != 0; bits >>= 1)
    {
      base *= base;
      if (bits & 1)
        result *= base;
    }
  if (h->half)
    result *= square_root (w);
  if (h->fraction > 0)
    result *= exponential (h->fraction * logarithm (w));
  return result;
}

/* phi and d phi / dy of the power form. */
INLINE void
inner_branch (const VtKernelSetup *setup, Vector y, Vector w, Vector *phi, Vector *slope)
{
  Vector wb = power (w, &setup->power_b);
  Vector wa = setup->a_is_b_squared ? wb * wb : power (w, &setup->power_a);
  Vector a = setup->amplitude_a * wa, b = setup->amplitude_b * wb;
  const double *c = setup->c;

  *phi = (a - b) + (c[0] + y * (c[1] + y * (c[2] + y * c[3])));
  *slope = w * (setup->power_b.value * b - setup->power_a.value * a) + (c[1] + y * (2 * c[2] + y * (3 * c[3])));
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
  *slope = front * (3.0 * polynomial + u * (derivative - 6.0 * polynomial * w));
}

/* Partial sums of one particle. */
typedef struct
{
  Vector force[3];
  Vector energy;
  Vector closest;
  Vector pair_force;
  Vector pairs;
} Lanes;

INLINE void
add_pairs (const VtKernelSetup *setup, const double *self, const Vector scales[2], const Vector other[4],
           Lanes *lanes, gboolean measured)
{
  Vector d[3], r2 = splat (0);
  for (guint c = 0; c < 3; c++)
    {
      d[c] = other[c] - self[c];
      d[c] -= setup->box[c] * ((d[c] * setup->inverse_box[c] + ROUNDER) - ROUNDER);
    }
  r2 = d[0] * d[0] + d[1] * d[1] + d[2] * d[2];

  Vector scale = select_vector (other[3] > 0.5, scales[1], scales[0]);
  Vector y = r2 * scale;
  Mask interacts = (y < setup->y_cut) & (y > 0.0);
  y = select_vector (interacts, y, splat (setup->y_cut));

  Vector w = 1.0 / y, phi, slope;
  inner_branch (setup, y, w, &phi, &slope);
  if (setup->has_outer)
    {
      Vector outer_phi, outer_slope;
      Mask outside = y >= setup->y_joint;
      outer_branch (setup, y, w, &outer_phi, &outer_slope);
      phi = select_vector (outside, outer_phi, phi);
      slope = select_vector (outside, outer_slope, slope);
    }

  Vector factor = keep (interacts, 2.0 * slope * scale);
  for (guint c = 0; c < 3; c++)
    lanes->force[c] += factor * d[c];
  lanes->energy += keep (interacts, phi);
  lanes->closest = select_vector (y < lanes->closest, y, lanes->closest);
  if (measured)
    {
      Vector magnitude = select_vector (factor < 0.0, -factor, factor);
      lanes->pair_force += magnitude * square_root (r2);
      lanes->pairs += keep (interacts, splat (1.0));
    }
}

/* The one order in which eight partial sums s are added: ((s0+s4) + (s2+s6)) + ((s1+s5) + (s3+s7)). */
#if VT_LANES == 2
#define TOTAL(lanes, member) \
  pair_total ((lanes[0].member + lanes[2].member) + (lanes[1].member + lanes[3].member))
INLINE double
pair_total (Vector s)
{
  return s[0] + s[1];
}
#elif VT_LANES == 4
#define TOTAL(lanes, member) quad_total (lanes[0].member + lanes[1].member)
#else
#define TOTAL(lanes, member) octet_total (lanes[0].member)
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

INLINE void
one_particle (const VtKernelArguments *arguments, guint i, Lanes lanes[GROUPS], gboolean measured)
{
  const VtKernelSetup *setup = arguments->setup;
  const double *self = arguments->packed + 4 * (gsize) i;
  const double *scale = setup->scale[self[3] > 0.5];
  const Vector scales[2] = { splat (scale[0]), splat (scale[1]) };

  for (guint g = 0; g < GROUPS; g++)
    lanes[g] = (Lanes) { .closest = splat (setup->y_cut) };
  const guint32 *list = arguments->neighbours + i * arguments->stride;
  for (guint k = 0; k < arguments->lengths[i]; k += VT_KERNEL_WIDTH)
    for (guint g = 0; g < GROUPS; g++)
      {
        Vector other[4];
        gather (arguments->packed, list + k + g * VT_LANES, other);
        add_pairs (setup, self, scales, other, lanes + g, measured);
      }
}

INLINE void
stretch (const VtKernelArguments *arguments, guint begin, guint end, VtKernelSums *sums, gboolean measured)
{
  *sums = (VtKernelSums) { .closest = arguments->setup->y_cut };
  for (guint i = begin; i < end; i++)
    {
      Lanes lanes[GROUPS];
      double *force = arguments->forces + 3 * (gsize) i;
      double square = 0;

      one_particle (arguments, i, lanes, measured);
      for (guint c = 0; c < 3; c++)
        {
          force[c] = TOTAL (lanes, force[c]);
          square += force[c] * force[c];
        }
      sums->energy += 0.5 * TOTAL (lanes, energy);
      /* Written so that a NaN sticks. */
      sums->largest_square = square <= sums->largest_square ? sums->largest_square : square;
      double closest = least (lanes);
      sums->closest = closest < sums->closest ? closest : sums->closest;
      if (measured)
        {
          sums->pair_force += TOTAL (lanes, pair_force);
          sums->pairs += TOTAL (lanes, pairs);
        }
    }
}

static void
forces (const VtKernelArguments *arguments, guint begin, guint end, VtKernelSums *sums)
{
  stretch (arguments, begin, end, sums, FALSE);
}

static void
forces_measured (const VtKernelArguments *arguments, guint begin, guint end, VtKernelSums *sums)
{
  stretch (arguments, begin, end, sums, TRUE);
}

/* Adding and taking away 1.5 * 2^23 rounds a float. */
#define FLOAT_ROUNDER 0x1.8p23f

#if VT_LANES == 8
#define FLOATS 16
#elif VT_LANES == 4
#define FLOATS 8
#else
#define FLOATS 4
#endif
typedef float Floats __attribute__ ((vector_size (4 * FLOATS)));
typedef Floats LooseFloats __attribute__ ((aligned (4)));

/* Appends those of particle[0 ... n-1], n at most FLOATS, that are within reach, and returns how many; may write
 * FLOATS entries all the same. Past n stand other cells' particles, or padding. */
#if VT_LANES == 8
INLINE guint
append (Floats squares, Floats reach, const guint32 *particle, guint n, guint32 *out)
{
  const __mmask16 asked = n < FLOATS ? (1u << n) - 1 : 0xffff;
  const __mmask16 within = _mm512_mask_cmp_ps_mask (asked, (__m512) squares, (__m512) reach, _CMP_LT_OQ);
  _mm512_storeu_si512 (out, _mm512_maskz_compress_epi32 (within, _mm512_loadu_si512 (particle)));
  return __builtin_popcount (within);
}
#else
INLINE guint
append (Floats squares, Floats reach, const guint32 *particle, guint n, guint32 *out)
{
  guint count = 0;
#if VT_LANES == 4
  guint within = _mm256_movemask_ps (_mm256_cmp_ps ((__m256) squares, (__m256) reach, _CMP_LT_OQ));
#else
  guint within = 0;
  for (guint k = 0; k < FLOATS; k++)
    within |= (guint) (squares[k] < reach[k]) << k;
#endif
  if (n < FLOATS)
    within &= (1u << n) - 1;
  for (; within != 0; within &= within - 1)
    out[count++] = particle[__builtin_ctz (within)];
  return count;
}
#endif

INLINE Floats
squared_distance (const VtKernelCandidates *candidates, guint at, const float self[3])
{
  const float *coordinates[3] = { candidates->x, candidates->y, candidates->z };
  Floats sum = {};
  for (guint c = 0; c < 3; c++)
    {
      Floats d = *(const LooseFloats *) (coordinates[c] + at) - self[c];
      d -= candidates->box[c] * ((d * candidates->inverse_box[c] + FLOAT_ROUNDER) - FLOAT_ROUNDER);
      sum += d * d;
    }
  return sum;
}

static guint
near_candidates (const VtKernelCandidates *candidates, guint begin, guint end, const float self[3], guint species,
                 guint32 *out)
{
  const float *reach = candidates->reach[species];
  guint count = 0;

  for (guint at = begin; at < end; at += FLOATS)
    {
      Floats square = squared_distance (candidates, at, self);
      Floats limit = *(const LooseFloats *) (reach + at);
      count += append (square, limit, candidates->particle + at, end - at, out + count);
    }
  return count;
}

const VtKernel VT_KERNEL_SYMBOL = { VT_KERNEL_NAME, forces, forces_measured, near_candidates };
