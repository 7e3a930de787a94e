/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xi_g: where r^6 c(r) peaks. */
#include "response/dipole.h"

#include <gsl/gsl_multifit.h>
#include <gsl/gsl_poly.h>
#include <math.h>

#define FIT_TERMS 4
/* Single bins scatter too much to look for a peak among them: averages over this many a0 to either side. */
#define SMOOTHING 0.5
/* Beyond this part of half the shortest edge the dipole's images lift c(r). */
#define REACH 0.8
/* The bump: where r^6 c(r) is above this part of its peak. */
#define BUMP 0.85
/* What is no more than this much above what follows is no peak. */
#define PROMINENCE 1.02
/* A peak beyond this part of half the shortest edge has grown or shrunk with the box. */
#define ROOMY 0.5

/* ln (r^6 c), averaged over @reach bins to either side; NAN where a bin among them is empty. */
static double *
smooth_signal (const VtDipoleDecay *decay, guint reach)
{
  double *smooth = g_new (double, MAX (decay->n, 1));

  for (guint k = 0; k < decay->n; k++)
    {
      guint from = k > reach ? k - reach : 0, to = MIN (k + reach + 1, decay->n);

      smooth[k] = 0.0;
      for (guint m = from; m < to; m++)
        smooth[k] += (6.0 * log (decay->r[m]) + log (decay->c[m])) / (to - from);
    }
  return smooth;
}

/* The peak of @smooth among its first @n bins and the bump around it, [*from, *to). FALSE where it still rises at the
 * end or there is nothing to look at. */
static gboolean
find_bump (const double *smooth, guint n, guint *from, guint *to)
{
  int peak = -1;
  double lowest_after = INFINITY;

  for (guint k = 0; k < n; k++)
    if (isfinite (smooth[k]) && (peak < 0 || smooth[k] > smooth[peak]))
      peak = (int) k;
  if (peak < 0)
    return FALSE;
  for (guint k = (guint) peak; k < n; k++)
    lowest_after = fmin (lowest_after, smooth[k]);
  if (smooth[peak] - lowest_after < log (PROMINENCE))
    return FALSE;
  for (*from = (guint) peak; *from > 0 && smooth[*from - 1] - smooth[peak] > log (BUMP);)
    --*from;
  for (*to = (guint) peak + 1; *to < n && smooth[*to] - smooth[peak] > log (BUMP);)
    ++*to;
  return TRUE;
}

static gboolean
is_filled (const VtDipoleDecay *decay, guint bin)
{
  return bin < decay->n && decay->c[bin] > 0.0;
}

/* A cubic needs more bins than it has terms: one more on either side in turn. */
static gboolean
widen (const VtDipoleDecay *decay, guint *from, guint *to)
{
  for (guint before = 0; *to - *from < FIT_TERMS + 2 && *to - *from != before;)
    {
      before = *to - *from;
      *from -= *from > 0 && is_filled (decay, *from - 1);
      *to += is_filled (decay, *to);
    }
  return *to - *from > FIT_TERMS;
}

/* Least squares through the bins [@from, @to). */
static void
fit_cubic (const VtDipoleDecay *decay, guint from, guint to, double fit[FIT_TERMS])
{
  guint n = to - from;
  gsl_matrix *x = gsl_matrix_alloc (n, FIT_TERMS), *covariance = gsl_matrix_alloc (FIT_TERMS, FIT_TERMS);
  gsl_vector *y = gsl_vector_alloc (n);
  gsl_vector_view result = gsl_vector_view_array (fit, FIT_TERMS);
  gsl_multifit_linear_workspace *work = gsl_multifit_linear_alloc (n, FIT_TERMS);
  double chi2;

  for (guint k = 0; k < n; k++)
    {
      double r = decay->r[from + k], power = 1.0;

      gsl_vector_set (y, k, 6.0 * log (r) + log (decay->c[from + k]));
      for (guint p = 0; p < FIT_TERMS; p++, power *= r - decay->r[from])
        gsl_matrix_set (x, k, p, power);
    }
  gsl_multifit_linear (x, y, &result.vector, covariance, &chi2, work);
  gsl_multifit_linear_free (work);
  gsl_vector_free (y);
  gsl_matrix_free (covariance);
  gsl_matrix_free (x);
}

/* The maximum of the cubic strictly within (0, @length), or NAN. */
static double
peak_of_cubic (const double fit[FIT_TERMS], double length)
{
  double roots[2];
  int n = gsl_poly_solve_quadratic (3.0 * fit[3], 2.0 * fit[2], fit[1], &roots[0], &roots[1]);

  for (int k = 0; k < n; k++)
    if (roots[k] > 0.0 && roots[k] < length && 2.0 * fit[2] + 6.0 * fit[3] * roots[k] < 0.0)
      return roots[k];
  return NAN;
}

double
vt_dipole_peak (const VtDipoleDecay *decay, double fit_from, double fit_to, double fit[FIT_TERMS])
{
  double own[FIT_TERMS], *terms = fit != NULL ? fit : own;
  guint from = (guint) floor (fit_from / decay->width), to = (guint) floor (fit_to / decay->width) + 1;

  for (guint k = from; k < to; k++)
    if (!is_filled (decay, k))
      return NAN;
  fit_cubic (decay, from, to, terms);
  return decay->r[from] + peak_of_cubic (terms, decay->r[to - 1] - decay->r[from]);
}

VtDipoleLength
vt_dipole_length (const VtDipoleDecay *decay, double a0, double half_edge)
{
  VtDipoleLength length = { .xi = NAN, .error = NAN, .fit_from = NAN, .fit_to = NAN, .fit = { NAN, NAN, NAN, NAN },
                            .verdict = VT_LENGTH_BOX_TOO_SMALL };
  g_autofree double *smooth = NULL;
  guint from, to, n;

  if (decay->n == 0)
    return length;
  n = MIN (decay->n, (guint) (REACH * half_edge / decay->width));
  smooth = smooth_signal (decay, (guint) round (SMOOTHING * a0 / decay->width));
  if (!find_bump (smooth, n, &from, &to) || !widen (decay, &from, &to))
    return length;
  length.fit_from = decay->r[from];
  length.fit_to = decay->r[to - 1];
  length.xi = vt_dipole_peak (decay, length.fit_from, length.fit_to, length.fit);
  if (length.xi <= ROOMY * half_edge)
    length.verdict = VT_LENGTH_GOOD;
  return length;
}
