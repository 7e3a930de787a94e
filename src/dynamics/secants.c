/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Limited-memory BFGS: see secants.h.
 *
 * With rho_i = 1/(s_i.y_i), newest pair last:
 *  1. d = f; from the newest pair to the oldest: a_i = rho_i s_i.d, d -= a_i y_i.
 *  2. d = gamma P d, P the inverse of how stiffly each particle is held and gamma = s.y/y.P.y of the newest pair.
 *  3. From the oldest to the newest: d += (a_i - rho_i y_i.d) s_i.
 * Each sweep over the particles takes one of these steps and the product that the next one needs.
 */
#include "dynamics/secants.h"

#include <math.h>
#include <string.h>

#define DEPTH 5               /* pairs remembered */
#define LOOSE 0.2             /* of the mean stiffness: added to all, so that nearly free particles do not run away */
#define WIDTH 8               /* partial sums, and what is done at a time: arrays are padded to a multiple of it */

typedef float Octet __attribute__ ((vector_size (4 * WIDTH), aligned (4)));

typedef struct
{
  float *s, *y;         /* padded; in units of the two scales */
  double s_scale, y_scale;
  double sy;            /* product of the scaled ones */
} Pair;

struct _VtSecants
{
  guint n;
  VtTeam *team;
  gsize stride;
  float *floats;        /* all pairs' and the direction's */
  Pair pairs[DEPTH];
  guint count, newest;
  float *bent;          /* the direction, in units of @scale */
  double scale;
  float *softness;      /* 6n: P, in units of the inverse of the mean stiffness */

  /* During a sweep: */
  const VtSecantStep *step;
  Pair *pair;           /* the one being written, ... */
  const float *added;   /* ... or what is added to the direction ... */
  float factor;         /* ... times this, ... */
  const float *dotted;  /* ... and what the result is multiplied with */
  const double *forces;
  const double *stiffness;
  double mean_stiffness;
  double *direction;
};

VtSecants *
vt_secants_new (guint n, VtTeam *team)
{
  VtSecants *secants = g_new0 (VtSecants, 1);

  secants->n = n;
  secants->team = team;
  secants->stride = (3 * (gsize) n + WIDTH - 1) / WIDTH * WIDTH;
  secants->floats = g_new0 (float, (2 * DEPTH + 1) * secants->stride);
  for (guint k = 0; k < DEPTH; k++)
    {
      secants->pairs[k].s = secants->floats + (2 * k) * secants->stride;
      secants->pairs[k].y = secants->floats + (2 * k + 1) * secants->stride;
    }
  secants->bent = secants->floats + 2 * DEPTH * secants->stride;
  secants->softness = g_new (float, 6 * (gsize) n);
  vt_secants_set_stiffness (secants, NULL);
  return secants;
}

void
vt_secants_free (VtSecants *secants)
{
  if (secants == NULL)
    return;
  g_free (secants->floats);
  g_free (secants->softness);
  g_free (secants);
}

void
vt_secants_forget (VtSecants *secants)
{
  secants->count = 0;
}

gboolean
vt_secants_is_empty (const VtSecants *secants)
{
  return secants->count == 0;
}

/* The pair before the newest one by @age. */
static Pair *
pair_of_age (VtSecants *secants, guint age)
{
  return secants->pairs + (secants->newest + DEPTH - age) % DEPTH;
}

static double
total (Octet s)
{
  return (((double) s[0] + s[4]) + ((double) s[2] + s[6])) + (((double) s[1] + s[5]) + ((double) s[3] + s[7]));
}

/* The stretch of floats of particles begin ... end-1; the last one takes the padding along. */
static void
find_stretch (const VtSecants *secants, guint begin, guint end, gsize *from, gsize *to)
{
  *from = 3 * (gsize) begin;
  *to = end == secants->n ? secants->stride : 3 * (gsize) end;
}

static void
store_some (gpointer data, guint begin, guint end, VtSweepSums *sums)
{
  const VtSecants *secants = data;
  const VtSecantStep *step = secants->step;
  const double s_factor = step->step / secants->pair->s_scale, y_factor = 1 / secants->pair->y_scale;
  float *s = secants->pair->s, *y = secants->pair->y;
  double sy = 0;

  for (gsize k = 3 * (gsize) begin; k < 3 * (gsize) end; k++)
    {
      s[k] = (float) (s_factor * step->direction[k]);
      y[k] = (float) (y_factor * (step->before[k] - step->after[k]));
      sy += (double) s[k] * y[k];
    }
  sums->sum[0] = sy;
}

void
vt_secants_add (VtSecants *secants, const VtSecantStep *step)
{
  const guint place = secants->count == 0 ? 0 : (secants->newest + 1) % DEPTH;
  Pair *pair = secants->pairs + place;

  pair->s_scale = step->step * step->longest;
  pair->y_scale = step->largest_force;
  if (!(pair->s_scale > 0) || !(pair->y_scale > 0))
    return;
  secants->step = step;
  secants->pair = pair;
  const VtSweepSums sums = vt_sweep (secants->team, secants->n, store_some, secants);
  pair->sy = sums.sum[0];
  if (!(pair->sy > 0) || !isfinite (1 / pair->sy))
    {
      secants->count = MIN (secants->count, DEPTH - 1); /* the oldest pair stood there */
      return;
    }
  secants->newest = place;
  secants->count = MIN (secants->count + 1, DEPTH);
}

static void
trace_some (gpointer data, guint begin, guint end, VtSweepSums *sums)
{
  const VtSecants *secants = data;
  double sum = 0;

  for (gsize i = begin; i < end; i++)
    sum += secants->stiffness[6 * i] + secants->stiffness[6 * i + 3] + secants->stiffness[6 * i + 5];
  sums->sum[0] = sum;
}

/* Inverts symmetric 3 x 3 blocks by their cofactors. */
static void
soften_some (gpointer data, guint begin, guint end, VtSweepSums *sums)
{
  static const double alike[6] = { 1, 0, 0, 1, 0, 1 };
  const VtSecants *secants = data;
  const double unit = secants->stiffness != NULL ? 1 / secants->mean_stiffness : 1;

  for (gsize i = begin; i < end; i++)
    {
      const double *k = secants->stiffness != NULL ? secants->stiffness + 6 * i : alike;
      float *p = secants->softness + 6 * i;
      const double xx = unit * k[0] + LOOSE, yy = unit * k[3] + LOOSE, zz = unit * k[5] + LOOSE;
      const double xy = unit * k[1], xz = unit * k[2], yz = unit * k[4];
      const double a = yy * zz - yz * yz, b = xz * yz - xy * zz, c = xy * yz - xz * yy;
      const double inverse = 1 / (xx * a + xy * b + xz * c);
      p[0] = (float) (inverse * a);
      p[1] = (float) (inverse * b);
      p[2] = (float) (inverse * c);
      p[3] = (float) (inverse * (xx * zz - xz * xz));
      p[4] = (float) (inverse * (xy * xz - xx * yz));
      p[5] = (float) (inverse * (xx * yy - xy * xy));
    }
}

void
vt_secants_set_stiffness (VtSecants *secants, const double *stiffness)
{
  secants->stiffness = stiffness;
  secants->mean_stiffness = 0;
  if (stiffness != NULL)
    secants->mean_stiffness = vt_sweep (secants->team, secants->n, trace_some, secants).sum[0] / (3.0 * secants->n);
  if (!(secants->mean_stiffness > 0) || !isfinite (secants->mean_stiffness))
    secants->stiffness = NULL;
  vt_sweep (secants->team, secants->n, soften_some, secants);
  secants->stiffness = NULL;
}

static void
times_softness (const float p[6], const float v[3], float result[3])
{
  const float x = v[0], y = v[1], z = v[2];

  result[0] = p[0] * x + p[1] * y + p[2] * z;
  result[1] = p[1] * x + p[3] * y + p[4] * z;
  result[2] = p[2] * x + p[4] * y + p[5] * z;
}

/* d = P d: its product with @dotted, and y.P.y of @pair. */
static void
yield_some (gpointer data, guint begin, guint end, VtSweepSums *sums)
{
  const VtSecants *secants = data;
  const float *dotted = secants->dotted, *change = secants->pair->y;
  double product = 0, ypy = 0;

  for (gsize i = begin; i < end; i++)
    {
      float *d = secants->bent + 3 * i, yielded[3];
      const float *y = change + 3 * i, *p = secants->softness + 6 * i;
      times_softness (p, y, yielded);
      times_softness (p, d, d);
      for (guint c = 0; c < 3; c++)
        {
          ypy += (double) y[c] * yielded[c];
          product += (double) d[c] * dotted[3 * i + c];
        }
    }
  sums->sum[0] = product;
  sums->sum[1] = ypy;
}

static void
start_some (gpointer data, guint begin, guint end, VtSweepSums *sums)
{
  const VtSecants *secants = data;
  const double factor = 1 / secants->scale;
  double product = 0;

  for (gsize k = 3 * (gsize) begin; k < 3 * (gsize) end; k++)
    {
      secants->bent[k] = (float) (factor * secants->forces[k]);
      product += (double) secants->bent[k] * secants->dotted[k];
    }
  sums->sum[0] = product;
}

static void
bend_some (gpointer data, guint begin, guint end, VtSweepSums *sums)
{
  const VtSecants *secants = data;
  const float *added = secants->added, *dotted = secants->dotted;
  const Octet factor = secants->factor - (Octet) {};
  float *bent = secants->bent;
  double product = 0;
  gsize k, last;

  find_stretch (secants, begin, end, &k, &last);
  while (k < last)
    {
      /* Single precision holds a short sum. */
      const gsize pause = MIN (last, k + 32 * WIDTH);
      Octet sum = {};
      for (; k < pause; k += WIDTH)
        {
          const Octet d = *(const Octet *) (bent + k) + factor * *(const Octet *) (added + k);
          *(Octet *) (bent + k) = d;
          sum += d * *(const Octet *) (dotted + k);
        }
      product += total (sum);
    }
  sums->sum[0] = product;
}

/* d += factor added, in its units; returns the product of that with @dotted. */
static double
bend (VtSecants *secants, double factor, const float *added, const float *dotted)
{
  secants->factor = (float) factor;
  secants->added = added;
  secants->dotted = dotted;
  return vt_sweep (secants->team, secants->n, bend_some, secants).sum[0];
}

static void
finish_some (gpointer data, guint begin, guint end, VtSweepSums *sums)
{
  const VtSecants *secants = data;

  for (gsize k = 3 * (gsize) begin; k < 3 * (gsize) end; k++)
    secants->direction[k] = secants->scale * ((double) secants->bent[k] + (double) secants->factor * secants->added[k]);
}

void
vt_secants_direction (VtSecants *secants, const double *forces, double largest_force, double *direction)
{
  double a[DEPTH];

  if (secants->count == 0)
    {
      memcpy (direction, forces, 3 * (gsize) secants->n * sizeof *direction);
      return;
    }
  const guint oldest = secants->count - 1;
  secants->forces = forces;
  secants->direction = direction;
  secants->scale = largest_force;
  secants->dotted = pair_of_age (secants, 0)->s;
  double product = vt_sweep (secants->team, secants->n, start_some, secants).sum[0];
  for (guint age = 0; age <= oldest; age++)
    {
      const Pair *pair = pair_of_age (secants, age);
      a[age] = product / pair->sy;
      product = bend (secants, -a[age], pair->y, pair_of_age (secants, MIN (age + 1, oldest))->s);
      a[age] *= secants->scale * pair->s_scale / pair->y_scale;
    }

  Pair *newest = pair_of_age (secants, 0);
  secants->pair = newest;
  secants->dotted = pair_of_age (secants, oldest)->y;
  const VtSweepSums yielded = vt_sweep (secants->team, secants->n, yield_some, secants);
  secants->scale *= newest->s_scale / newest->y_scale * (newest->sy / yielded.sum[1]);
  product = yielded.sum[0];
  for (guint age = oldest; age > 0; age--)
    {
      const Pair *pair = pair_of_age (secants, age);
      product = bend (secants, a[age] / secants->scale - product / pair->sy, pair->s, pair_of_age (secants, age - 1)->y);
    }
  secants->factor = (float) (a[0] / secants->scale - product / newest->sy);
  secants->added = newest->s;
  vt_sweep (secants->team, secants->n, finish_some, secants);
}
