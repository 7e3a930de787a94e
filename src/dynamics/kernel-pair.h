/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Vectors of pairs: looking at them and adding them up. For what is compiled once per vector width (kernel.c,
 * kernel-bundles.c). */
#pragma once

#include "dynamics/kernel-form.h"

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

/* Pairs on their way: how far apart they are, and what that takes. */
typedef struct
{
  Vector d[3];
  Vector scales;        /* 1/lambda^2; 0 beyond the cutoff */
  Vector y, w;          /* (r/lambda)^2, at most the cutoff's, and 1/y */
} Pairs;

/* Particles whose pairs are looked at: where they are, 1/lambda^2 of theirs with a small one, and by how much more with a
 * large one. The two scales are within a factor of two: their difference is exact, and so is what is chosen. */
typedef struct
{
  Vector at[3];
  Vector scale, more;
} Selves;

INLINE Pairs
look_at_pairs (const VtKernelSetup *setup, const Selves *self, const Vector other[4])
{
  Pairs pairs = { .d = { other[0] - self->at[0], other[1] - self->at[1], other[2] - self->at[2] } };
  const Vector r2 = pairs.d[0] * pairs.d[0] + pairs.d[1] * pairs.d[1] + pairs.d[2] * pairs.d[2];
  const Vector scales = self->scale + other[3] * self->more;
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

/* @stiffness: only when measured. */
INLINE void
add_pairs (const VtKernelSetup *setup, const Pairs *pairs, Vector force[3], Vector stiffness[STIFFNESS], Lanes *lanes,
           Wanted wanted, const Form form)
{
  const Vector y = pairs->y, w = pairs->w;
  Vector phi, slope;

  both_branches (setup, y, w, &phi, &slope, form);
  const Vector factor = slope * pairs->scales;
  for (guint c = 0; c < 3; c++)
    force[c] += factor * pairs->d[c];
  lanes->closest = smaller (lanes->closest, y);
  if (wanted != FORCES)
    lanes->energy += keep (below (splat (0), pairs->scales), phi);
  if (wanted == MEASURED)
    {
      lanes->pair_force += select_vector (below (factor, splat (0)), -factor, factor) * length_of (pairs->d);
      lanes->pairs += keep (below (splat (0), pairs->scales), splat (1.0));
      add_stiffness (setup, pairs, factor, stiffness, form);
    }
}

#define CHUNK 32 /* vectors looked at before what was seen is added up: most whole lists */

/* Looks at @count vectors of a list, the first at entry @at and each @stride behind the last. The next ones are gathered
 * before the last are looked at. */
INLINE void
look_at_chunk (const VtKernelSetup *setup, const Selves *self, const List *list, gsize at, guint stride, guint count,
               gboolean narrow, Pairs chunk[CHUNK])
{
  Vector next[4];

  gather (list, at, narrow, next);
  for (guint v = 0; v + 1 < count; v++)
    {
      const Vector other[4] = { next[0], next[1], next[2], next[3] };
      at += stride;
      gather (list, at, narrow, next);
      chunk[v] = look_at_pairs (setup, self, other);
    }
  chunk[count - 1] = look_at_pairs (setup, self, next);
}
