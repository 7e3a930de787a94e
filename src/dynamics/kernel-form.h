/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Vectors of pair energies and slopes of any potential, and the forms that have loops of their own: for what is compiled
 * once per vector width (kernel.c, kernel-bundles.c). */
#pragma once

#include "dynamics/kernel-vector.h"

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

/* phi and 2 d phi / dy, whichever branch y is in. */
INLINE void
both_branches (const VtKernelSetup *setup, Vector y, Vector w, Vector *phi, Vector *slope, const Form form)
{
  inner_branch (setup, y, w, phi, slope, form);
  if (form.outer)
    {
      Vector outer_phi, outer_slope;
      const Mask inside = below (y, splat (setup->y_joint));
      outer_branch (setup, y, w, &outer_phi, &outer_slope);
      *phi = select_vector (inside, *phi, outer_phi);
      *slope = select_vector (inside, *slope, outer_slope);
    }
}

/* Runs @run, a macro, with what is known of the potential's form: code of its own for those that published potentials
 * have. */
#ifdef __SANITIZE_ADDRESS__ /* each takes minutes to compile then; the general one has the same bits */
#define EACH_FORM(setup, run) run (.outer = (setup)->has_outer)
#else
#define EACH_FORM(setup, run) \
  switch ((setup)->form) \
    { \
    case VT_KERNEL_FOURTH_5: run (.fourth = TRUE, .whole = TRUE, .odd = 5); break; \
    case VT_KERNEL_FOURTH_15: run (.fourth = TRUE, .whole = TRUE, .odd = 15); break; \
    case VT_KERNEL_FOURTH_WHOLE: run (.fourth = TRUE, .whole = TRUE); break; \
    case VT_KERNEL_FOURTH: run (.fourth = TRUE); break; \
    case VT_KERNEL_SQUARE_WHOLE: run (.square = TRUE, .whole = TRUE); break; \
    case VT_KERNEL_SQUARE: run (.square = TRUE); break; \
    case VT_KERNEL_SQUARE_OUTER: run (.square = TRUE, .whole = TRUE, .odd = 3, .outer = TRUE); break; \
    default: run (.outer = (setup)->has_outer); \
    }
#endif
