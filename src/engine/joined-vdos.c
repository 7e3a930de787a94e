/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/joined-vdos.h"

#include <math.h>

/* Modes per particle that the estimate has in bin @k above @from. */
static double
weight_above (const VtSpectralDensity *density, guint k, double from)
{
  return density->density[k] * MAX (density->edge[k + 1] - MAX (density->edge[k], from), 0);
}

static double
integral_above (const VtSpectralDensity *density, double from)
{
  double sum = from <= density->edge[0] ? density->below : 0;

  for (guint k = 0; k < density->n; k++)
    sum += weight_above (density, k, from);
  return sum;
}

/* Bins begin ... end-1 of the estimate, as far as they reach above @from, become one of the curve. */
static void
add_bin (VtJoinedVdos *joined, const VtSpectralDensity *density, guint begin, guint end, double from)
{
  double low = MAX (density->edge[begin], from), high = density->edge[end], weight = 0, square = 0;
  guint k = joined->n++;

  for (guint b = begin; b < end; b++)
    {
      double width = density->edge[b + 1] - MAX (density->edge[b], from);

      weight += weight_above (density, b, from);
      square += pow (density->error[b] * width, 2);
    }
  joined->edge[k] = low;
  joined->edge[k + 1] = high;
  joined->omega[k] = sqrt (low * high);
  joined->density[k] = joined->scale * weight / (high - low);
  joined->error[k] = joined->scale * sqrt (square) / (high - low);
}

/* In the upper half, where the last modes stand alone, bins are put together from the top down until there are enough
 * in each; @group receives where each of these begins, the highest first. Returns how many there are. */
static guint
group_top (const VtSpectralDensity *density, guint first, double from, guint *group)
{
  guint n = 0, end = density->n;

  while (end > first && density->edge[end] > 0.5 * density->edge[density->n])
    {
      guint begin = end;
      double weight = 0;

      while (begin > first && weight * density->n_particles < VT_JOINED_MODES)
        weight += weight_above (density, --begin, from);
      group[n++] = begin;
      end = begin;
    }
  return n;
}

static void
add_curve (VtJoinedVdos *joined, const VtSpectralDensity *density)
{
  double from = MAX (joined->crossover, VT_JOINED_SHARP * density->resolution[0]);
  g_autofree guint *group = g_new (guint, density->n);
  guint first = 0, n_groups, end;

  while (first < density->n && density->edge[first + 1] <= from)
    first++;
  joined->edge = g_new (double, density->n - first + 1);
  joined->omega = g_new (double, density->n - first);
  joined->density = g_new (double, density->n - first);
  joined->error = g_new (double, density->n - first);
  joined->resolution = density->resolution[MIN (first, density->n - 1)];
  n_groups = group_top (density, first, from, group);
  end = n_groups > 0 ? group[n_groups - 1] : density->n;
  for (guint k = first; k < end; k++)
    add_bin (joined, density, k, k + 1, from);
  for (guint g = n_groups; g > 0; g--)
    add_bin (joined, density, group[g - 1], g > 1 ? group[g - 2] : density->n, from);
}

VtJoinedVdos *
vt_joined_vdos_new (const VtSpectralDensity *density, const VtModeSet *modes, guint n_particles,
                    guint bins_per_decade)
{
  VtJoinedVdos *joined = g_new0 (VtJoinedVdos, 1);

  joined->exact = vt_vdos_new (NULL, modes, n_particles, bins_per_decade);
  joined->scale = 1;
  joined->resolution = NAN;
  if (modes != NULL && modes->n > 0)
    {
      joined->n_exact = modes->n - 1;
      joined->crossover = MAX (modes->frequencies[modes->n - 1], 0);
    }
  if (density == NULL)
    return joined;
  if (joined->crossover > 0)
    {
      double left = 3 - (3.0 + joined->n_exact) / n_particles, there = integral_above (density, joined->crossover);

      joined->scale = there > 0 ? left / there : 1;
    }
  add_curve (joined, density);
  return joined;
}

void
vt_joined_vdos_free (VtJoinedVdos *joined)
{
  if (joined == NULL)
    return;
  vt_vdos_free (joined->exact);
  g_free (joined->edge);
  g_free (joined->omega);
  g_free (joined->density);
  g_free (joined->error);
  g_free (joined);
}
