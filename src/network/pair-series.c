/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "network/pair-series.h"

#include <math.h>
#include <string.h>

#define LANES 8
#define N_ORDERS 6
#define HIGHEST_ORDER 22

/* Of a pair's energy, this much may be missing: it is as exact as one evaluation of the potential. */
#define NEGLIGIBLE 2e-16

/* Compiled for each width of vectors; nothing is contracted. */
#if defined (__x86_64__) && !defined (__SANITIZE_ADDRESS__)
#define VARIANTS __attribute__ ((target_clones ("avx512f", "avx2", "default")))
#else
#define VARIANTS
#endif

/* The same number of several pairs. */
typedef double Lanes __attribute__ ((vector_size (8 * LANES)));

/* Half of them: vectors that are compared must not be wider than the machine's. */
typedef double Half __attribute__ ((vector_size (4 * LANES), may_alias));
typedef gint64 Mask __attribute__ ((vector_size (4 * LANES)));

/* Pairs waiting to be worked on together. */
typedef struct
{
  guint n;
  guint order;
  Lanes y, a, b;
} Batch;

/* amplitude * y^-half */
typedef struct
{
  double amplitude, half;
  gboolean is_whole;
  double first[HIGHEST_ORDER + 1], second[HIGHEST_ORDER + 1]; /* factors of the recurrence */
} Power;

struct _VtPairSeries
{
  VtPotential potential;
  gboolean has_form;        /* the potential is made of powers and a polynomial */
  double y_cut, y_joint, y_closest;
  Power powers[2];
  double farthest[N_ORDERS]; /* largest b of which this order is enough */
  guint n;
  double *t;
  Batch inside[N_ORDERS], crossing[N_ORDERS], outer, joint;
  Lanes sums[HIGHEST_ORDER + 1];
  Lanes *energy;            /* n: of the batches looked at at every time */
  double *single;           /* n: of pairs by themselves */
};

static const guint orders[N_ORDERS] = { 4, 8, 11, 14, 18, HIGHEST_ORDER };

/* Fills up a batch: far from everything, standing still. */
static void
batch_clear (Batch *batch, double y)
{
  batch->n = 0;
  for (guint l = 0; l < LANES; l++)
    {
      batch->y[l] = y;
      batch->a[l] = batch->b[l] = 0.0;
    }
}

static Power
power_of (double amplitude, double exponent)
{
  Power power = { .amplitude = amplitude, .half = 0.5 * exponent };

  power.is_whole = power.half == floor (power.half) && power.half < 1e6;
  for (guint n = 1; n <= HIGHEST_ORDER; n++)
    {
      power.first[n] = (1.0 - power.half - n) / n;
      power.second[n] = (2.0 - exponent - n) / n;
    }
  return power;
}

/* The largest b whose first term left out, binom (order + exponent, order + 1) b^((order + 1)/2), is negligible. */
static double
farthest_for (guint order, double exponent)
{
  double log_binomial = lgamma (order + 1.0 + exponent) - lgamma (order + 2.0) - lgamma (exponent);

  return exp (2.0 * (log (NEGLIGIBLE) - log_binomial) / (order + 1.0));
}

VtPairSeries *
vt_pair_series_new (const VtPotential *potential, const double *t, guint n)
{
  gsize alignment = sizeof (Lanes);
  VtPairSeries *self = g_aligned_alloc0 (1, sizeof *self, alignment);

  self->potential = *potential;
  self->has_form = potential->amplitude_a != 0.0 && potential->c[3] == 0.0;
  self->y_cut = potential->cutoff * potential->cutoff;
  self->y_joint = potential->joint * potential->joint;
  self->y_closest = VT_X_MINIMUM * VT_X_MINIMUM;
  self->powers[0] = power_of (potential->amplitude_a, potential->exponent_a);
  self->powers[1] = power_of (-potential->amplitude_b, potential->exponent_b);
  for (guint k = 0; k < N_ORDERS; k++)
    {
      self->farthest[k] = farthest_for (orders[k], MAX (potential->exponent_a, 6.0));
      self->inside[k].order = self->crossing[k].order = orders[k];
      batch_clear (&self->inside[k], self->y_cut);
      batch_clear (&self->crossing[k], self->y_cut);
    }
  batch_clear (&self->outer, self->y_cut);
  batch_clear (&self->joint, self->y_cut);
  self->n = n;
  self->t = g_memdup2 (t, n * sizeof (double));
  self->energy = g_aligned_alloc0 (MAX (n, 1), sizeof (Lanes), alignment);
  self->single = g_new0 (double, n);
  return self;
}

void
vt_pair_series_free (VtPairSeries *self)
{
  g_free (self->t);
  g_free (self->single);
  g_aligned_free (self->energy);
  g_aligned_free (self);
}

/* --- eight pairs at once --- */

/* @result = amplitude * y^-half. (By pointers: vectors as wide as these have no settled way of being passed.) */
static inline void
power_at (const Power *power, const Lanes *y, Lanes *result)
{
  Lanes w = 1.0 / *y;

  *result = w - w + power->amplitude;
  if (!power->is_whole)
    {
      for (guint l = 0; l < LANES; l++)
        (*result)[l] = power->amplitude * pow (w[l], power->half);
      return;
    }
  for (guint left = (guint) power->half; left > 0; left >>= 1, w *= w)
    if (left & 1)
      *result *= w;
}

/* The first five coefficients of the polynomial in y: (1 + a t + b t^2)^2 = 1 + 2 a t + (a^2 + 2 b) t^2 + 2 a b t^3 +
 * b^2 t^4. */
static inline void
add_smoothing (const double smooth[4], const Batch *batch, Lanes *c)
{
  Lanes a = batch->a, b = batch->b, linear = smooth[1] * batch->y, square = smooth[2] * batch->y * batch->y;

  c[0] += smooth[0] + linear + square;
  c[1] += (linear + 2.0 * square) * a;
  c[2] += linear * b + square * (a * a + 2.0 * b);
  c[3] += 2.0 * square * a * b;
  c[4] += square * b * b;
}

/* The coefficients in t of the pairs' energies, up to the batch's order, as if nothing were cut off. */
static inline void
find_coefficients (const VtPairSeries *self, const Batch *batch, Lanes *c)
{
  const Power *p = &self->powers[0], *q = &self->powers[1];
  Lanes a = batch->a, b = batch->b, p_before, q_before, p_last, q_last;

  power_at (p, &batch->y, &p_before);
  power_at (q, &batch->y, &q_before);
  p_last = p->first[1] * a * p_before;
  q_last = q->first[1] * a * q_before;
  c[0] = p_before + q_before;
  c[1] = p_last + q_last;
  for (guint n = 2; n <= batch->order; n++)
    {
      Lanes p_next = p->first[n] * a * p_last + p->second[n] * b * p_before;
      Lanes q_next = q->first[n] * a * q_last + q->second[n] * b * q_before;

      c[n] = p_next + q_next;
      p_before = p_last;
      q_before = q_last;
      p_last = p_next;
      q_last = q_next;
    }
  add_smoothing (self->potential.c, batch, c);
}

static VARIANTS void
add_inside (VtPairSeries *self, Batch *batch)
{
  Lanes c[HIGHEST_ORDER + 1];

  find_coefficients (self, batch, c);
  for (guint n = 1; n <= batch->order; n++)
    self->sums[n] += c[n];
}

/* Makes 0 of @value where @y is not below @limit, or, @beyond, where it is. */
static inline void
keep_where (Lanes *value, const Lanes *y, double limit, gboolean beyond)
{
  Half *v = (Half *) value;
  const Half *at = (const Half *) y;

  for (guint h = 0; h < 2; h++)
    {
      Mask below = at[h] < limit;

      v[h] = (Half) ((beyond ? ~below : below) & (Mask) v[h]);
    }
}

/* Each pair's energy counts as long as it is within the cutoff. */
static VARIANTS void
add_crossing (VtPairSeries *self, Batch *batch)
{
  Lanes c[HIGHEST_ORDER + 1], start;

  find_coefficients (self, batch, c);
  start = c[0];
  keep_where (&start, &batch->y, self->y_cut, FALSE);
  for (guint k = 0; k < self->n; k++)
    {
      double t = self->t[k];
      Lanes y = batch->y * (1.0 + t * (batch->a + t * batch->b)), sum = c[batch->order];

      for (guint n = batch->order; n-- > 0;)
        sum = sum * t + c[n];
      keep_where (&sum, &y, self->y_cut, FALSE);
      self->energy[k] += sum - start;
    }
}

/* phi of sticky spheres beyond the joint (model/potential.h), as if it went on like that below; zero beyond the
 * cutoff. */
static inline void
find_outer_energy (const VtPairSeries *self, const Lanes *at, Lanes *energy)
{
  const double *r = self->potential.r;
  Lanes y = *at, w = 1.0 / y, d = y - self->y_cut, t = y - self->y_joint;
  Lanes cube = w * w * w * (d * d * d), sum = r[6] + (y - y);

  for (guint k = 6; k-- > 0;)
    sum = sum * t + r[k];
  sum *= cube * (w * w * w);
  keep_where (&sum, at, self->y_cut, FALSE);
  *energy = sum;
}

/* On both sides. */
static inline void
find_sticky_energy (const VtPairSeries *self, const Lanes *at, Lanes *energy)
{
  Lanes inner, attraction, outer;

  find_outer_energy (self, at, &outer);
  keep_where (&outer, at, self->y_joint, TRUE);
  power_at (&self->powers[0], at, &inner);
  power_at (&self->powers[1], at, &attraction);
  inner += attraction;
  keep_where (&inner, at, self->y_joint, FALSE);
  *energy = inner + outer;
}

static VARIANTS void
add_outer (VtPairSeries *self, Batch *batch)
{
  Lanes start, there;

  find_outer_energy (self, &batch->y, &start);
  for (guint k = 0; k < self->n; k++)
    {
      double t = self->t[k];
      Lanes y = batch->y * (1.0 + t * (batch->a + t * batch->b));

      find_outer_energy (self, &y, &there);
      self->energy[k] += there - start;
    }
}

static VARIANTS void
add_joint (VtPairSeries *self, Batch *batch)
{
  Lanes start, there;

  find_sticky_energy (self, &batch->y, &start);
  for (guint k = 0; k < self->n; k++)
    {
      double t = self->t[k];
      Lanes y = batch->y * (1.0 + t * (batch->a + t * batch->b));

      find_sticky_energy (self, &y, &there);
      self->energy[k] += there - start;
    }
}

/* --- one by one --- */

typedef void (*BatchFunc) (VtPairSeries *self, Batch *batch);

static void
flush (VtPairSeries *self, Batch *batch, BatchFunc func)
{
  if (batch->n > 0)
    func (self, batch);
  batch_clear (batch, self->y_cut);
}

static void
add_to (VtPairSeries *self, Batch *batch, const VtPairPath *path, BatchFunc func)
{
  batch->y[batch->n] = path->y;
  batch->a[batch->n] = path->a;
  batch->b[batch->n] = path->b;
  if (++batch->n == LANES)
    flush (self, batch, func);
}

static gboolean
add_single (VtPairSeries *self, const VtPairPath *path, GError **error)
{
  double here[5], there[5];

  if (!vt_potential_evaluate (&self->potential, sqrt (path->y), here, error))
    return FALSE;
  for (guint k = 0; k < self->n; k++)
    {
      double t = self->t[k];

      if (!vt_potential_evaluate (&self->potential, sqrt (path->y * (1.0 + t * (path->a + t * path->b))), there, error))
        return FALSE;
      self->single[k] += there[0] - here[0];
    }
  return TRUE;
}

/* The smallest y for t in [-1, 1]. */
static double
nearest (const VtPairPath *path)
{
  double a = fabs (path->a);

  return path->y * (a < 2.0 * path->b ? 1.0 - 0.25 * a * a / path->b : 1.0 - a + path->b);
}

gboolean
vt_pair_series_add (VtPairSeries *self, const VtPairPath *path, GError **error)
{
  double low = nearest (path), high = path->y * (1.0 + fabs (path->a) + path->b);
  guint k = 0;

  if (low >= self->y_cut)
    return TRUE;
  while (k < N_ORDERS && path->b > self->farthest[k])
    k++;
  if (!self->has_form || k == N_ORDERS || low < self->y_closest)
    return add_single (self, path, error);
  if (high < self->y_joint)
    add_to (self, &self->inside[k], path, add_inside);
  else if (self->y_joint < self->y_cut && low >= self->y_joint)
    add_to (self, &self->outer, path, add_outer);
  else if (self->y_joint < self->y_cut)
    add_to (self, &self->joint, path, add_joint);
  else
    add_to (self, &self->crossing[k], path, add_crossing);
  return TRUE;
}

static double
sum_of (const Lanes *values)
{
  double sum = 0.0;

  for (guint l = 0; l < LANES; l++)
    sum += (*values)[l];
  return sum;
}

void
vt_pair_series_finish (VtPairSeries *self, double *energy)
{
  double c[HIGHEST_ORDER + 1] = { 0.0 };

  for (guint k = 0; k < N_ORDERS; k++)
    {
      flush (self, &self->inside[k], add_inside);
      flush (self, &self->crossing[k], add_crossing);
    }
  flush (self, &self->outer, add_outer);
  flush (self, &self->joint, add_joint);
  for (guint n = 1; n <= HIGHEST_ORDER; n++)
    c[n] = sum_of (&self->sums[n]);
  for (guint k = 0; k < self->n; k++)
    {
      double sum = c[HIGHEST_ORDER];

      for (guint n = HIGHEST_ORDER; n-- > 0;)
        sum = sum * self->t[k] + c[n];
      energy[k] = self->single[k] + sum_of (&self->energy[k]) + sum;
    }
}
