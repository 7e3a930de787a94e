/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vibrations/filter.h"

#include <math.h>
#include "response/factor.h"
#include "vibrations/spectral-density.h"

#define VECTORS VT_CHEBYSHEV_VECTORS
/* Of the estimate: what is blurred by less than a quarter of itself is taken as it comes. Twice the moments cost more than
 * a nearer cut gains. */
#define ESTIMATE_MOMENTS 128
#define RESOLVED 4.0

struct _VtFilter
{
  guint n;              /* particles */
  double cut, highest;
  guint degree;
  VtChebyshev *chebyshev;
  guint64 products;
};

VtFilter *
vt_filter_new (const VtHessian *hessian, double cut, double highest, guint degree, VtTeam *team)
{
  VtFilter *filter = g_new0 (VtFilter, 1);

  filter->n = hessian->n;
  filter->cut = cut;
  filter->highest = highest;
  filter->degree = degree;
  filter->chebyshev = vt_chebyshev_new (hessian, cut, highest, team);
  return filter;
}

void
vt_filter_free (VtFilter *filter)
{
  if (filter == NULL)
    return;
  vt_chebyshev_free (filter->chebyshev);
  g_free (filter);
}

/* Columns side by side; those that are not there are zero. */
static void
interleave (guint n, const double *x, guint m, double *t)
{
  for (gsize c = 0; c < 3 * (gsize) n; c++)
    for (guint v = 0; v < VECTORS; v++)
      t[c * VECTORS + v] = v < m ? x[v * 3 * (gsize) n + c] : 0.0;
}

static void
separate (guint n, const double *t, double *y, guint m)
{
  for (gsize c = 0; c < 3 * (gsize) n; c++)
    for (guint v = 0; v < m; v++)
      y[v * 3 * (gsize) n + c] = t[c * VECTORS + v];
}

static gboolean
apply_group (VtFilter *filter, const double *x, double *y, guint m, GCancellable *cancellable, GError **error)
{
  double *t = vt_chebyshev_begin (filter->chebyshev);

  interleave (filter->n, x, m, t);
  for (guint k = 0; k < filter->degree; k++)
    {
      VtChebyshevDots unused;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      vt_chebyshev_step (filter->chebyshev, &unused);
      filter->products++;
    }
  separate (filter->n, vt_chebyshev_current (filter->chebyshev), y, m);
  /* The translations are what it enlarges most: rounding must not pile up along them. */
  vt_project_translations (filter->n, y, m);
  return TRUE;
}

gboolean
vt_filter_apply (VtFilter *filter, const double *x, double *y, guint m, GCancellable *cancellable, GError **error)
{
  gsize n = 3 * (gsize) filter->n;

  for (guint v = 0; v < m; v += VECTORS)
    if (!apply_group (filter, x + v * n, y + v * n, MIN (VECTORS, m - v), cancellable, error))
      return FALSE;
  return TRUE;
}

double
vt_filter_image (const VtFilter *filter, double eigenvalue)
{
  double x = (2.0 * eigenvalue - filter->cut - filter->highest) / (filter->highest - filter->cut);

  return x < -1.0 ? cosh (filter->degree * acosh (-x)) : cos (filter->degree * acos (MIN (x, 1.0)));
}

double
vt_filter_cut (const VtFilter *filter)
{
  return filter->cut;
}

guint64
vt_filter_products (const VtFilter *filter)
{
  return filter->products;
}

/* The frequency below which @density has @wanted modes a particle. */
static double
frequency_of_count (const VtSpectralDensity *density, double wanted)
{
  double count = density->below, from = 0.0;

  for (guint k = 0; k < density->n; k++)
    {
      count += density->density[k] * (density->edge[k + 1] - density->edge[k]);
      from = density->edge[k + 1];
      if (count >= wanted && from >= RESOLVED * density->resolution[k])
        break;
    }
  return count > wanted ? from * cbrt (wanted / count) : from;
}

double
vt_filter_estimate (const VtHessian *hessian, guint n_modes, VtTeam *team, GCancellable *cancellable, GError **error)
{
  const VtSpectralOptions options = { .n_moments = ESTIMATE_MOMENTS, .n_vectors = 1, .team = team };
  g_autoptr (VtSpectralDensity) density = vt_spectral_density_new (hessian, &options, NULL, NULL, cancellable, error);
  double omega;

  if (density == NULL)
    return NAN;
  omega = frequency_of_count (density, n_modes / (double) hessian->n);
  return omega * omega;
}
