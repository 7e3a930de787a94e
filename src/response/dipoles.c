/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many dipoles: means, distribution, decay. */
#include "response/dipole.h"

#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <string.h>

/* Width of the bins of c(r), in units of a0. */
#define BIN_WIDTH 0.2
/* Groups of dipoles that the jackknife leaves out one by one, and how large an error of xi_g lets it count as known. */
#define GROUPS 20
#define TRUSTED_ERROR 0.2
/* Residual of an iterative response: far away, where it has fallen to 1e-5 of itself, still good to a thousandth. */
#define TOLERANCE 1e-9

static double
spacing (const VtNetwork *network)
{
  return cbrt (network->volume / MAX (network->n, 1));
}

static double
half_edge (const VtNetwork *network)
{
  return 0.5 * MIN (network->box[0], MIN (network->box[1], network->box[2]));
}

VtDipoles *
vt_dipoles_new (const VtSample *sample, const VtNetwork *network)
{
  VtDipoles *dipoles = g_new0 (VtDipoles, 1);
  VtDipoleDecay *decay = &dipoles->decay;

  g_atomic_ref_count_init (&dipoles->references);
  dipoles->sample = vt_sample_ref (sample);
  dipoles->network = vt_network_ref (network);
  decay->width = BIN_WIDTH * spacing (network);
  decay->n = (guint) floor (half_edge (network) / decay->width);
  decay->r = g_new (double, MAX (decay->n, 1));
  decay->c = g_new (double, MAX (decay->n, 1));
  for (guint k = 0; k < decay->n; k++)
    decay->r[k] = (k + 0.5) * decay->width;
  vt_dipoles_summarise (dipoles);
  return dipoles;
}

VtDipoles *
vt_dipoles_copy (const VtDipoles *dipoles)
{
  VtDipoles *copy = g_memdup2 (dipoles, sizeof *dipoles);
  gsize bins = dipoles->decay.n;

  g_atomic_ref_count_init (&copy->references);
  copy->sample = vt_sample_ref (dipoles->sample);
  copy->network = vt_network_ref (dipoles->network);
  copy->room = dipoles->n;
  copy->bonds = g_memdup2 (dipoles->bonds, dipoles->n * sizeof (gsize));
  copy->frequency = g_memdup2 (dipoles->frequency, dipoles->n * sizeof (double));
  copy->medians = g_memdup2 (dipoles->medians, dipoles->n * bins * sizeof (double));
  copy->decay.r = g_memdup2 (dipoles->decay.r, bins * sizeof (double));
  copy->decay.c = g_memdup2 (dipoles->decay.c, bins * sizeof (double));
  return copy;
}

VtDipoles *
vt_dipoles_ref (const VtDipoles *dipoles)
{
  VtDipoles *held = (VtDipoles *) dipoles;

  g_atomic_ref_count_inc (&held->references);
  return held;
}

void
vt_dipoles_unref (VtDipoles *dipoles)
{
  if (dipoles == NULL || !g_atomic_ref_count_dec (&dipoles->references))
    return;
  vt_sample_unref (dipoles->sample);
  vt_network_unref (dipoles->network);
  g_free (dipoles->bonds);
  g_free (dipoles->frequency);
  g_free (dipoles->medians);
  g_free (dipoles->decay.r);
  g_free (dipoles->decay.c);
  g_free (dipoles);
}

static void
make_room (VtDipoles *dipoles)
{
  if (dipoles->n < dipoles->room)
    return;
  dipoles->room = MAX (64, 2 * dipoles->room);
  dipoles->bonds = g_renew (gsize, dipoles->bonds, dipoles->room);
  dipoles->frequency = g_renew (double, dipoles->frequency, dipoles->room);
  dipoles->medians = g_renew (double, dipoles->medians, MAX (1, (gsize) dipoles->room * dipoles->decay.n));
}

void
vt_dipoles_add (VtDipoles *dipoles, gsize bond, const double *u)
{
  const VtDipoleDecay *decay = &dipoles->decay;
  guint k = dipoles->n;

  make_room (dipoles);
  dipoles->bonds[k] = bond;
  dipoles->frequency[k] = vt_dipole_frequency (dipoles->network, bond, u);
  vt_dipole_decay (dipoles->sample, dipoles->network, bond, u, decay->width, decay->n,
                   dipoles->medians + (gsize) k * decay->n);
  dipoles->n++;
}

/* The mean decay of all dipoles but those of @group (none: GROUPS), into @c. A dipole without pairs in a bin is left
 * out of its mean. */
static void
average (const VtDipoles *dipoles, guint group, double *c)
{
  guint bins = dipoles->decay.n;
  g_autofree guint *counts = g_new0 (guint, MAX (bins, 1));

  memset (c, 0, bins * sizeof (double));
  for (guint k = 0; k < dipoles->n; k++)
    for (guint b = 0; b < bins && k % GROUPS != group; b++)
      if (!isnan (dipoles->medians[(gsize) k * bins + b]))
        {
          c[b] += dipoles->medians[(gsize) k * bins + b];
          counts[b]++;
        }
  for (guint b = 0; b < bins; b++)
    c[b] = counts[b] > 0 ? c[b] / counts[b] : NAN;
}

/* NAN where a part of the dipoles has no peak in the range of the fit. */
static double
length_error (const VtDipoles *dipoles)
{
  const VtDipoleLength *length = &dipoles->length;
  g_autofree double *c = g_new (double, MAX (dipoles->decay.n, 1));
  VtDipoleDecay part = dipoles->decay;
  double xi[GROUPS];

  if (!isfinite (length->xi) || dipoles->n < GROUPS)
    return NAN;
  part.c = c;
  for (guint g = 0; g < GROUPS; g++)
    {
      average (dipoles, g, c);
      xi[g] = vt_dipole_peak (&part, length->fit_from, length->fit_to, NULL);
    }
  return (GROUPS - 1) / sqrt (GROUPS) * gsl_stats_sd (xi, 1, GROUPS);
}

void
vt_dipoles_summarise (VtDipoles *dipoles)
{
  VtDipoleLength *length = &dipoles->length;
  guint n = dipoles->n;

  average (dipoles, GROUPS, dipoles->decay.c);
  dipoles->omega_g = n > 0 ? gsl_stats_mean (dipoles->frequency, 1, n) : NAN;
  dipoles->omega_g_error = n > 1 ? gsl_stats_sd (dipoles->frequency, 1, n) / sqrt (n) : NAN;
  *length = vt_dipole_length (&dipoles->decay, spacing (dipoles->network), half_edge (dipoles->network));
  length->error = length_error (dipoles);
  if (length->verdict == VT_LENGTH_GOOD && !(length->error < TRUSTED_ERROR * length->xi))
    length->verdict = VT_LENGTH_TOO_FEW;
}

gboolean
vt_dipoles_solve_by_factor (gpointer factor, double *u, guint n, GCancellable *cancellable, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  vt_factor_solve (factor, u, u, n);
  return TRUE;
}

gboolean
vt_dipoles_solve_iteratively (gpointer iterative, double *u, guint n, GCancellable *cancellable, GError **error)
{
  return vt_iterative_solve (iterative, u, u, n, TOLERANCE, cancellable, error);
}

gboolean
vt_dipoles_gather (VtDipoles *dipoles, VtDipoleSolve solve, gpointer solver, guint batch, guint64 seed,
                   guint n_dipoles, VtDipolesFunc progress, gpointer data, GCancellable *cancellable, GError **error)
{
  gsize n = 3 * (gsize) dipoles->network->n;
  guint n_chosen;
  g_autofree gsize *bonds = vt_dipole_choose (dipoles->network, seed, n_dipoles, &n_chosen);
  g_autofree double *u = g_new (double, n * MAX (1, MIN (batch, n_chosen)));

  for (guint first = dipoles->n; first < n_chosen; first += batch)
    {
      guint m = MIN (batch, n_chosen - first);

      for (guint k = 0; k < m; k++)
        vt_dipole_force (dipoles->network, bonds[first + k], u + n * k);
      if (!solve (solver, u, m, cancellable, error))
        return FALSE;
      for (guint k = 0; k < m; k++)
        vt_dipoles_add (dipoles, bonds[first + k], u + n * k);
      vt_dipoles_summarise (dipoles);
      if (progress != NULL)
        progress (dipoles, n_chosen, data);
    }
  return TRUE;
}

VtDipoles *
vt_dipoles_measure (const VtSample *sample, const VtNetwork *network, VtFactor *factor, guint64 seed, guint n_dipoles,
                    VtDipolesFunc progress, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (VtDipoles) dipoles = vt_dipoles_new (sample, network);

  if (!vt_dipoles_gather (dipoles, vt_dipoles_solve_by_factor, factor, VT_DIPOLES_BATCH, seed, n_dipoles, progress,
                          data, cancellable, error))
    return NULL;
  return g_steal_pointer (&dipoles);
}

void
vt_dipoles_distribution (const VtDipoles *dipoles, guint n_bins, double *middles, double *density)
{
  double low = INFINITY, high = -INFINITY, width;

  for (guint k = 0; k < dipoles->n; k++)
    {
      low = fmin (low, dipoles->frequency[k]);
      high = fmax (high, dipoles->frequency[k]);
    }
  /* All alike, or none: one narrow bin after the other, of which one is filled or none. */
  width = high > low ? (high - low) / n_bins : dipoles->n > 0 ? fmax (low, 1.0) * 1e-3 : 1.0;
  if (dipoles->n == 0)
    low = 0.0;
  for (guint b = 0; b < n_bins; b++)
    {
      middles[b] = low + (b + 0.5) * width;
      density[b] = 0.0;
    }
  for (guint k = 0; k < dipoles->n; k++)
    density[MIN ((guint) ((dipoles->frequency[k] - low) / width), n_bins - 1)] += 1.0 / (dipoles->n * width);
}
