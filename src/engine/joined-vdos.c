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

/* The bins the curve takes: from the first to reach above @from, to the last before less than one mode is left; what
 * is above is then one bin more. */
static void
range_of_curve (const VtSpectralDensity *density, double from, guint *first, guint *last)
{
  double left = 0;

  *first = 0;
  while (*first < density->n && density->edge[*first + 1] <= from)
    ++*first;
  *last = density->n;
  while (*last > *first + 1)
    {
      left += weight_above (density, *last - 1, from);
      if (left * density->n_particles >= 1)
        break;
      --*last;
    }
}

static void
add_bin (VtJoinedVdos *joined, double low, double high, double weight, double error)
{
  joined->edge[joined->n] = low;
  joined->edge[joined->n + 1] = high;
  joined->omega[joined->n] = sqrt (low * high);
  joined->density[joined->n] = joined->scale * weight / (high - low);
  joined->error[joined->n] = joined->scale * error;
  joined->n++;
}

static void
add_curve (VtJoinedVdos *joined, const VtSpectralDensity *density)
{
  double from = MAX (joined->crossover, VT_JOINED_SHARP * density->resolution[0]), top = 0, square = 0;
  guint first, last;

  range_of_curve (density, from, &first, &last);
  if (first == density->n)
    return;
  joined->edge = g_new (double, last - first + 2);
  joined->omega = g_new (double, last - first + 1);
  joined->density = g_new (double, last - first + 1);
  joined->error = g_new (double, last - first + 1);
  joined->resolution = density->resolution[first];
  for (guint k = first; k < last; k++)
    add_bin (joined, MAX (density->edge[k], from), density->edge[k + 1], weight_above (density, k, from),
             density->error[k]);
  if (last == density->n)
    return;
  for (guint k = last; k < density->n; k++)
    {
      top += weight_above (density, k, from);
      square += pow (density->error[k] * (density->edge[k + 1] - density->edge[k]), 2);
    }
  add_bin (joined, density->edge[last], density->edge[density->n], top,
           sqrt (square) / (density->edge[density->n] - density->edge[last]));
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
