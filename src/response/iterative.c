/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "response/iterative.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Particles of one block of the team's work: fixed, so that sums do not depend on the threads. */
#define ROWS 256
#define ALIGNMENT 64
#define LANES VT_ITERATIVE_LANES
#define MOST_PRODUCTS 50000
/* What a translation leaves of itself when it is taken out is rounding, not a right-hand side. */
#define ROUNDING 1e-13

/* The passes below are compiled for each width of vectors; which one runs is decided when the program starts. Nothing is
 * contracted, so that all give the same bits. */
#if defined (__x86_64__) && !defined (__SANITIZE_ADDRESS__)
#define VARIANTS __attribute__ ((target_clones ("avx512f", "avx2", "default")))
#else
#define VARIANTS
#endif

/* The same component of all right-hand sides. */
typedef double Lanes __attribute__ ((vector_size (8 * LANES)));
/* Of four of them: what the registers of most machines hold. */
#define FEW (LANES / 2)
typedef double Few __attribute__ ((vector_size (8 * FEW), may_alias));

/* The three components of one particle. */
typedef struct
{
  Lanes at[3];
} Triple;

typedef struct
{
  Lanes first, second;
} Sums;

struct _VtIterative
{
  VtHessian *hessian;
  VtTeam *team;
  double *inverse;  /* 9 a particle: the preconditioner */
  Triple *x, *r, *p, *q;
  guint n_stretches;
  Sums *sums;       /* of every stretch */
  Lanes alpha, beta;
  guint parts;      /* of FEW lanes that hold right-hand sides */
  guint limit;      /* of the products of one solve */
  VtIterativeMonitor monitor;
  guint64 products;
};

/* Inverse of a symmetric 3 x 3 block; that of the mean diagonal where it is not positive definite, as for a particle
 * without bonds. */
static void
invert (const double h[9], double fallback, double inverse[9])
{
  double c0 = h[4] * h[8] - h[5] * h[5], c1 = h[2] * h[5] - h[1] * h[8], c2 = h[1] * h[5] - h[2] * h[4];
  double minor = h[0] * h[4] - h[1] * h[1], det = h[0] * c0 + h[1] * c1 + h[2] * c2;

  memset (inverse, 0, 9 * sizeof (double));
  if (!(h[0] > 0.0 && minor > 1e-8 * h[0] * fabs (h[4]) && det > 1e-12 * h[0] * fabs (h[4] * h[8])))
    {
      inverse[0] = inverse[4] = inverse[8] = fallback;
      return;
    }
  inverse[0] = c0 / det;
  inverse[1] = inverse[3] = c1 / det;
  inverse[2] = inverse[6] = c2 / det;
  inverse[4] = (h[0] * h[8] - h[2] * h[2]) / det;
  inverse[5] = inverse[7] = (h[1] * h[2] - h[0] * h[5]) / det;
  inverse[8] = minor / det;
}

static Triple *
triples_new (guint n)
{
  Triple *triples = aligned_alloc (ALIGNMENT, sizeof (Triple) * MAX (n, 1));

  if (triples == NULL)
    g_error ("out of memory for vectors of %u particles", n);
  return triples;
}

VtIterative *
vt_iterative_new (const VtHessian *hessian, VtTeam *team)
{
  VtIterative *self = aligned_alloc (ALIGNMENT, sizeof *self); /* it holds vectors itself */
  double fallback = hessian->mean_diagonal > 0.0 ? 1.0 / hessian->mean_diagonal : 1.0;

  *self = (VtIterative) { 0 };
  self->hessian = vt_hessian_ref (hessian);
  self->team = team;
  self->limit = MOST_PRODUCTS;
  self->inverse = g_new (double, 9 * (gsize) MAX (hessian->n, 1));
  for (guint i = 0; i < hessian->n; i++)
    for (gsize k = hessian->start[i]; k < hessian->start[i + 1]; k++)
      if (hessian->column[k] == i)
        invert (&hessian->blocks[9 * k], fallback, &self->inverse[9 * (gsize) i]);
  self->x = triples_new (hessian->n);
  self->r = triples_new (hessian->n);
  self->p = triples_new (hessian->n);
  self->q = triples_new (hessian->n);
  self->n_stretches = (hessian->n + ROWS - 1) / ROWS;
  self->sums = aligned_alloc (ALIGNMENT, sizeof (Sums) * MAX (self->n_stretches, 1));
  return self;
}

void
vt_iterative_free (VtIterative *self)
{
  if (self == NULL)
    return;
  vt_hessian_unref (self->hessian);
  g_free (self->inverse);
  free (self->x);
  free (self->r);
  free (self->p);
  free (self->q);
  free (self->sums);
  free (self);
}

void
vt_iterative_set_limit (VtIterative *self, guint products)
{
  self->limit = products;
}

void
vt_iterative_set_monitor (VtIterative *self, const VtIterativeMonitor *monitor)
{
  self->monitor = monitor != NULL ? *monitor : (VtIterativeMonitor) { 0 };
}

guint64
vt_iterative_memory (guint n_particles)
{
  return (guint64) n_particles * (4 * sizeof (Triple) + 9 * sizeof (double));
}

guint64
vt_iterative_products (const VtIterative *self)
{
  return self->products;
}

/* --- passes over the particles, each a stretch of the team's work --- */

static inline __attribute__ ((always_inline)) Triple
precondition (const double m[9], const Triple *r)
{
  Triple z;

  for (guint a = 0; a < 3; a++)
    z.at[a] = m[3 * a] * r->at[0] + m[3 * a + 1] * r->at[1] + m[3 * a + 2] * r->at[2];
  return z;
}

/* q = H p; sums p.q. A row of H meets a few lanes after the other: all eight at once do not fit the registers. */
VARIANTS static void
multiply (gpointer data, guint block, guint member)
{
  VtIterative *self = data;
  const VtHessian *hessian = self->hessian;

  for (guint i = block * ROWS; i < MIN ((block + 1) * ROWS, hessian->n); i++)
    for (guint part = 0; part < self->parts; part++)
      {
        Few sum[3] = { 0 }, *pq = (Few *) &self->sums[block].first + part;

        for (gsize k = hessian->start[i]; k < hessian->start[i + 1]; k++)
          {
            const double *h = &hessian->blocks[9 * k];
            const Few *p = (const Few *) self->p[hessian->column[k]].at + part;

            for (guint a = 0; a < 3; a++)
              sum[a] += h[3 * a] * p[0] + h[3 * a + 1] * p[LANES / FEW] + h[3 * a + 2] * p[2 * (LANES / FEW)];
          }
        for (guint a = 0; a < 3; a++)
          {
            *pq += sum[a] * ((const Few *) self->p[i].at)[a * (LANES / FEW) + part];
            ((Few *) self->q[i].at)[a * (LANES / FEW) + part] = sum[a];
          }
      }
}

/* x += alpha p, r -= alpha q; sums r.z and r.r, z = M^-1 r */
VARIANTS static void
advance (gpointer data, guint block, guint member)
{
  VtIterative *self = data;
  Sums sums = { 0 };

  for (guint i = block * ROWS; i < MIN ((block + 1) * ROWS, self->hessian->n); i++)
    {
      Triple *r = &self->r[i], z;

      for (guint a = 0; a < 3; a++)
        {
          self->x[i].at[a] += self->alpha * self->p[i].at[a];
          r->at[a] -= self->alpha * self->q[i].at[a];
        }
      z = precondition (&self->inverse[9 * (gsize) i], r);
      for (guint a = 0; a < 3; a++)
        {
          sums.first += r->at[a] * z.at[a];
          sums.second += r->at[a] * r->at[a];
        }
    }
  self->sums[block] = sums;
}

/* p = z + beta p */
VARIANTS static void
turn (gpointer data, guint block, guint member)
{
  VtIterative *self = data;

  for (guint i = block * ROWS; i < MIN ((block + 1) * ROWS, self->hessian->n); i++)
    {
      Triple z = precondition (&self->inverse[9 * (gsize) i], &self->r[i]);

      for (guint a = 0; a < 3; a++)
        self->p[i].at[a] = z.at[a] + self->beta * self->p[i].at[a];
    }
}

static Sums
pass (VtIterative *self, VtTeamFunc func)
{
  Sums total = { 0 };

  memset (self->sums, 0, sizeof (Sums) * self->n_stretches);
  vt_team_run (self->team, self->n_stretches, func, self);
  for (guint s = 0; s < self->n_stretches; s++)
    {
      total.first += self->sums[s].first;
      total.second += self->sums[s].second;
    }
  return total;
}

/* --- one group of right-hand sides --- */

static double
norm (const double *x, gsize n)
{
  double sum = 0.0;

  for (gsize c = 0; c < n; c++)
    sum += x[c] * x[c];
  return sqrt (sum);
}

static void
load (VtIterative *self, const double *b, guint m)
{
  gsize n = self->hessian->n;
  g_autofree double *column = g_new (double, 3 * MAX (n, 1));

  memset (self->x, 0, sizeof (Triple) * n);
  memset (self->p, 0, sizeof (Triple) * n);
  memset (self->q, 0, sizeof (Triple) * n);
  memset (self->r, 0, sizeof (Triple) * n);
  for (guint v = 0; v < m; v++)
    {
      const double *given = b + 3 * n * v;

      memcpy (column, given, 3 * n * sizeof (double));
      vt_project_translations ((guint) n, column, 1);
      if (norm (column, 3 * n) <= ROUNDING * norm (given, 3 * n))
        continue;
      for (gsize c = 0; c < 3 * n; c++)
        self->r[c / 3].at[c % 3][v] = column[c];
    }
}

static void
unload (const VtIterative *self, double *x, guint m)
{
  gsize n = self->hessian->n;

  for (guint v = 0; v < m; v++)
    {
      for (gsize c = 0; c < 3 * n; c++)
        x[3 * n * v + c] = self->x[c / 3].at[c % 3][v];
      vt_project_translations ((guint) n, x + 3 * n * v, 1);
    }
}

static gboolean
not_positive (GError **error)
{
  g_set_error (error, VT_RESPONSE_ERROR, VT_RESPONSE_ERROR_NOT_POSITIVE,
               _("The configuration is unstable: its Hessian has a negative or vanishing eigenvalue."));
  return FALSE;
}

/* How far the columns are whose squared residuals are @now and are to fall from @tolerance^-2 goal to @goal. */
static double
least_progress (const Lanes *now, const Lanes *goal, double tolerance)
{
  double least = 1.0;

  for (guint v = 0; v < LANES; v++)
    if ((*now)[v] > (*goal)[v])
      least = MIN (least, 1.0 - log ((*now)[v] / (*goal)[v]) / (-2.0 * log (tolerance)));
  return MAX (least, 0.0);
}

/* The columns of self->r, the group after @done of @groups. */
static gboolean
iterate (VtIterative *self, double tolerance, guint done, guint groups, GCancellable *cancellable, GError **error)
{
  Sums sums = pass (self, advance); /* with alpha = 0: r.z and r.r to begin with */
  Lanes rz = sums.first, goal = tolerance * tolerance * sums.second;
  double progress = 0.0;
  guint resting = 0;

  for (guint v = 0; v < LANES; v++)
    resting += !(sums.second[v] > goal[v]);
  pass (self, turn);
  for (guint step = 0; resting < LANES; step++)
    {
      Lanes pq;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (step == self->limit)
        {
          g_set_error (error, VT_RESPONSE_ERROR, VT_RESPONSE_ERROR_LIBRARY,
                       _("The response of this configuration did not converge in %d steps: it is nearly unstable."),
                       (int) self->limit);
          return FALSE;
        }
      pq = pass (self, multiply).first;
      self->products++;
      for (guint v = 0; v < LANES; v++)
        {
          gboolean active = sums.second[v] > goal[v];

          if (active && !(pq[v] > 0.0))
            return not_positive (error);
          self->alpha[v] = active ? rz[v] / pq[v] : 0.0;
        }
      sums = pass (self, advance);
      resting = 0;
      for (guint v = 0; v < LANES; v++)
        {
          resting += !(sums.second[v] > goal[v]);
          self->beta[v] = sums.second[v] > goal[v] ? sums.first[v] / rz[v] : 0.0;
        }
      rz = sums.first;
      pass (self, turn);
      progress = MAX (progress, least_progress (&sums.second, &goal, tolerance));
      if (self->monitor.advanced != NULL)
        self->monitor.advanced ((done + progress) / groups, self->monitor.data);
    }
  return TRUE;
}

gboolean
vt_iterative_solve (VtIterative *self, const double *b, double *x, guint n_rhs, double tolerance,
                    GCancellable *cancellable, GError **error)
{
  gsize n = 3 * (gsize) self->hessian->n;

  for (guint k = 0; k < n_rhs; k += LANES)
    {
      guint m = MIN (LANES, n_rhs - k);

      load (self, b + n * k, m);
      self->alpha = self->beta = (Lanes) { 0 };
      self->parts = (m + FEW - 1) / FEW;
      if (!iterate (self, tolerance, k / LANES, (n_rhs + LANES - 1) / LANES, cancellable, error))
        return FALSE;
      unload (self, x + n * k, m);
    }
  return TRUE;
}
