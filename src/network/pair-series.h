/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The energy of many pairs whose particles move on straight lines, relative to where they start, for a range of times.
 * Private to network.
 *
 * With t in [-1, 1] the time, y = (r / lambda_ij)^2 = y0 (1 + a t + b t^2), a = 2 n.w / r, b = (w / r)^2, w the change
 * of the vector from one to the other at t = 1. So a power y^-h is y0^-h (1 + a t + b t^2)^-h, the generating function
 * of Gegenbauer's polynomials: its Taylor coefficients in t follow from the last two by
 *   c_n = [ (1 - h - n) a c_(n-1) + (2 - 2h - n) b c_(n-2) ] / n,  |c_n| <= binom (n + 2h - 1, n) b^(n/2),
 * whatever the exponent. Pairs that move little beside their distance are added up as coefficients, in as few orders as
 * leave an error below rounding; that costs a fraction of one evaluation of the potential, and the sum is known at
 * every time. Pairs that come or go through the cutoff in between have their own series looked at at every time; sticky
 * spheres beyond their joint are evaluated at every time, eight pairs at once; for pairs that move much the potential
 * itself is asked. */
#pragma once

#include "model/potential.h"

G_BEGIN_DECLS

typedef struct _VtPairSeries VtPairSeries;

typedef struct
{
  double y;     /* (r / lambda_ij)^2 at t = 0 */
  double a, b;
} VtPairPath;

/* For the @n times @t, each in [-1, 1]. */
VtPairSeries *vt_pair_series_new (const VtPotential *potential, const double *t, guint n);
void vt_pair_series_free (VtPairSeries *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtPairSeries, vt_pair_series_free)

/* VT_MODEL_ERROR_TOO_CLOSE where the particles meet. */
gboolean vt_pair_series_add (VtPairSeries *self, const VtPairPath *path, GError **error);

/* Sum over the pairs of phi (t) - phi (0) into @energy, n. No pair can be added after that. */
void vt_pair_series_finish (VtPairSeries *self, double *energy);

G_END_DECLS
