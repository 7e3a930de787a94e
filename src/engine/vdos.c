/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/snapshot.h"

#include <math.h>

/* Bins lie on a fixed grid, so that they stay put while modes arrive: bin k holds 10^(k/b) <= omega < 10^((k+1)/b). */
static double
edge (int k, guint bins_per_decade)
{
  return pow (10, k / (double) bins_per_decade);
}

static int
bin_of (double omega, guint bins_per_decade)
{
  int k = (int) floor (bins_per_decade * log10 (omega));

  /* log10 and pow may round to different sides of an edge. */
  while (omega < edge (k, bins_per_decade))
    k--;
  while (omega >= edge (k + 1, bins_per_decade))
    k++;
  return k;
}

static VtVdos *
vdos_alloc (guint n, gboolean complete)
{
  VtVdos *vdos = g_new0 (VtVdos, 1);

  vdos->n = n;
  vdos->complete = complete;
  vdos->omega = g_new0 (double, n);
  vdos->density = g_new0 (double, n);
  vdos->error = g_new0 (double, n);
  vdos->count = g_new0 (guint, n);
  return vdos;
}

/* What can move freely vibrates, as far as rounding tells, at some 1e-7 of the highest frequency. */
#define ROUNDING 1e-6

/* Ascending frequencies -> the first that is positive by more than rounding. */
static guint
first_positive (const double *frequencies, guint n)
{
  guint first = 0;

  while (first < n && !(frequencies[first] > ROUNDING * fabs (frequencies[n - 1])))
    first++;
  return first;
}

static void
fill_bin (VtVdos *vdos, guint bin, double low, double high, guint n_particles)
{
  double weight = 1 / (n_particles * (high - low));

  vdos->omega[bin] = sqrt (low * high);
  vdos->density[bin] = weight * vdos->count[bin];
  vdos->error[bin] = weight * sqrt (vdos->count[bin]);
}

VtVdos *
vt_vdos_new (const VtSpectrum *spectrum, const VtModeSet *modes, guint n_particles, guint bins_per_decade)
{
  const double *frequencies = spectrum != NULL ? spectrum->frequencies : modes != NULL ? modes->frequencies : NULL;
  guint n = spectrum != NULL ? spectrum->n : modes != NULL ? modes->n : 0;
  gboolean complete = spectrum != NULL;
  guint first = first_positive (frequencies, n);
  int low, high;
  double top;
  VtVdos *vdos;

  /* Of the lowest modes the last one ends the range in which all modes are known; it is not itself in the range. */
  if (!complete && n > 0)
    n--;
  if (first >= n)
    return vdos_alloc (0, complete);
  top = complete ? INFINITY : frequencies[n];
  low = bin_of (frequencies[first], bins_per_decade);
  high = bin_of (frequencies[n - 1], bins_per_decade);
  vdos = vdos_alloc (high - low + 1, complete);
  for (guint l = first; l < n; l++)
    vdos->count[bin_of (frequencies[l], bins_per_decade) - low]++;
  for (int k = low; k <= high; k++)
    fill_bin (vdos, k - low, edge (k, bins_per_decade), MIN (edge (k + 1, bins_per_decade), top), n_particles);
  return vdos;
}

void
vt_vdos_free (VtVdos *vdos)
{
  if (vdos == NULL)
    return;
  g_free (vdos->omega);
  g_free (vdos->density);
  g_free (vdos->error);
  g_free (vdos->count);
  g_free (vdos);
}
