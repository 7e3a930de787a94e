/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much nearer particles can have come: see approach.h.
 *
 * Each region's two farthest particles are merged with those of the regions beside it along one axis after the other,
 * twice over. */
#include "dynamics/approach.h"

#include <math.h>
#include <string.h>

#define BLOCK 64 /* regions handed to a thread at a time */

typedef double Quad __attribute__ ((vector_size (32), aligned (8)));

/* The two largest squared displacements of different particles. */
typedef struct
{
  double first, second;
  gsize who;            /* whose the first is: places that overlap have it in common */
} Farthest;

struct _VtApproach
{
  guint n;
  VtTeam *team;
  guint32 *members;     /* n: particles, region by region ... */
  guint *begin;         /* regions + 1: ... from here on */
  double *start;        /* 4n: where the members were */
  guint counts[3], regions;
  Farthest *near;       /* a region: in it and around it ... */
  Farthest *wide;       /* ... and around those */
  Farthest *merged;     /* while they are merged */
  guint capacity;
  const double *packed; /* while measuring */
};

VtApproach *
vt_approach_new (guint n, VtTeam *team)
{
  VtApproach *self = g_new0 (VtApproach, 1);

  self->n = n;
  self->team = team;
  self->members = g_new (guint32, n);
  self->start = g_new (double, 4 * (gsize) n);
  return self;
}

void
vt_approach_free (VtApproach *self)
{
  if (self == NULL)
    return;
  g_free (self->start);
  g_free (self->members);
  g_free (self->begin);
  g_free (self->near);
  g_free (self->wide);
  g_free (self->merged);
  g_free (self);
}

/* A counting sort: within a region, in the order of their numbers. */
static void
sort_into_regions (VtApproach *self, const guint32 *region_of)
{
  memset (self->begin, 0, (self->regions + 1) * sizeof *self->begin);
  for (guint i = 0; i < self->n; i++)
    self->begin[region_of[i]]++;
  for (guint region = 0, sum = 0; region <= self->regions; region++)
    self->begin[region] = sum += self->begin[region]; /* where it ends: filled from behind, it becomes where it begins */
  for (guint i = self->n; i-- > 0;)
    self->members[--self->begin[region_of[i]]] = i;
}

void
vt_approach_start (VtApproach *self, const double *packed, const guint counts[3], const guint32 *region_of)
{
  self->regions = counts[0] * counts[1] * counts[2];
  memcpy (self->counts, counts, sizeof self->counts);
  if (self->regions > self->capacity)
    {
      g_free (self->near);
      g_free (self->wide);
      g_free (self->merged);
      g_free (self->begin);
      self->begin = g_new (guint, self->regions + 1);
      self->near = g_new (Farthest, self->regions);
      self->wide = g_new (Farthest, self->regions);
      self->merged = g_new (Farthest, self->regions);
      self->capacity = self->regions;
    }
  memset (self->near, 0, self->regions * sizeof *self->near);
  sort_into_regions (self, region_of);
  for (gsize m = 0; m < self->n; m++)
    memcpy (self->start + 4 * m, packed + 4 * (gsize) self->members[m], 4 * sizeof *packed);
}

static inline Farthest
merge (Farthest a, Farthest b)
{
  const Farthest more = a.first >= b.first ? a : b, less = a.first >= b.first ? b : a;
  const double other = more.who == less.who ? less.second : less.first;
  return (Farthest) { more.first, MAX (more.second, other), more.who };
}

static void
find_farthest (gpointer data, guint block, guint member)
{
  VtApproach *self = data;
  const guint end = MIN (self->regions, (block + 1) * BLOCK);

  for (guint region = block * BLOCK; region < end; region++)
    {
      Farthest farthest = { 0, 0, 0 };
      for (gsize m = self->begin[region]; m < self->begin[region + 1]; m++)
        {
          const gsize i = self->members[m];
          const Quad moved = *(const Quad *) (self->packed + 4 * i) - *(const Quad *) (self->start + 4 * m);
          const Quad squares = moved * moved;
          const double square = squares[0] + squares[1] + squares[2];
          if (square > farthest.second)
            farthest = merge (farthest, (Farthest) { square, 0, i });
        }
      self->near[region] = farthest;
    }
}

/* Gives each region what the two beside it along @axis have as well. */
static void
merge_along (VtApproach *self, guint axis, const Farthest *from, Farthest *to)
{
  const guint count = self->counts[axis];
  const gsize stride = axis == 0 ? 1 : axis == 1 ? self->counts[0] : self->counts[0] * (gsize) self->counts[1];

  for (gsize region = 0; region < self->regions; region++)
    {
      const guint at = region / stride % count;
      const Farthest *below = from + (at > 0 ? region - stride : region + (count - 1) * stride);
      const Farthest *above = from + (at + 1 < count ? region + stride : region - (count - 1) * stride);
      to[region] = merge (merge (from[region], *below), *above);
    }
}

static void
swap (Farthest **a, Farthest **b)
{
  Farthest *swapped = *a;
  *a = *b;
  *b = swapped;
}

static double
sum_of (const Farthest *farthest)
{
  return sqrt (farthest->first) + sqrt (farthest->second);
}

double
vt_approach_measure (VtApproach *self, const double *packed)
{
  double most = 0;

  self->packed = packed;
  vt_team_run (self->team, (self->regions + BLOCK - 1) / BLOCK, find_farthest, self);
  self->packed = NULL;
  for (guint axis = 0; axis < 3; axis++)
    {
      merge_along (self, axis, self->near, self->merged);
      swap (&self->near, &self->merged);
    }
  merge_along (self, 0, self->near, self->merged);
  merge_along (self, 1, self->merged, self->wide);
  merge_along (self, 2, self->wide, self->merged);
  for (guint region = 0; region < self->regions; region++)
    {
      const double sum = sum_of (self->merged + region);
      most = sum > most ? sum : most;
    }
  return most;
}

double
vt_approach_within (const VtApproach *self, guint region)
{
  return sum_of (self->near + region);
}
