/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "response/dipole.h"

#include <gsl/gsl_multifit.h>
#include <gsl/gsl_poly.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <string.h>
#include "sample/random.h"

/* Responses measured at once: as many right-hand sides as pay. */
#define BATCH 32
/* Width of the bins of c(r), in units of a0. */
#define BIN_WIDTH 0.2
/* The bump: where r^6 c(r) is above this part of its peak. */
#define BUMP 0.5
#define FIT_TERMS 4

void
vt_dipole_force (const VtNetwork *network, gsize bond, double *force)
{
  const VtBond *b = &network->bonds[bond];

  memset (force, 0, 3 * (gsize) network->n * sizeof (double));
  for (guint a = 0; a < 3; a++)
    {
      force[3 * (gsize) b->j + a] = b->n[a];
      force[3 * (gsize) b->i + a] = -b->n[a];
    }
}

void
vt_dipole_responses (const VtNetwork *network, VtFactor *factor, const gsize *bonds, guint n, double *u)
{
  for (guint k = 0; k < n; k++)
    vt_dipole_force (network, bonds[k], u + 3 * (gsize) network->n * k);
  vt_factor_solve (factor, u, u, n);
}

/* d_kl.u */
static double
stretch (const VtBond *bond, const double *u)
{
  const double *ui = &u[3 * (gsize) bond->i], *uj = &u[3 * (gsize) bond->j], *n = bond->n;

  return n[0] * (uj[0] - ui[0]) + n[1] * (uj[1] - ui[1]) + n[2] * (uj[2] - ui[2]);
}

static double
norm2 (const VtNetwork *network, const double *u)
{
  double sum = 0.0;

  for (gsize k = 0; k < 3 * (gsize) network->n; k++)
    sum += u[k] * u[k];
  return sum;
}

double
vt_dipole_frequency (const VtNetwork *network, gsize bond, const double *u)
{
  return sqrt (stretch (&network->bonds[bond], u) / norm2 (network, u));
}

/* Fisher-Yates on the few that are wanted: the places swapped so far are kept in a table. */
gsize *
vt_dipole_choose (const VtNetwork *network, guint64 seed, guint n, guint *n_chosen)
{
  g_autoptr (GHashTable) moved = g_hash_table_new (g_direct_hash, g_direct_equal);
  GRand *random = vt_random_new (seed, VT_STREAM_DIPOLES);
  gsize *chosen;

  *n_chosen = (guint) MIN (n, network->n_bonds);
  chosen = g_new (gsize, MAX (*n_chosen, 1));
  for (gsize k = 0; k < *n_chosen; k++)
    {
      gsize place = k + vt_random_below (random, (guint32) (network->n_bonds - k));
      gpointer at_place = g_hash_table_lookup (moved, GSIZE_TO_POINTER (place + 1));
      gpointer at_k = g_hash_table_lookup (moved, GSIZE_TO_POINTER (k + 1));

      chosen[k] = at_place != NULL ? GPOINTER_TO_SIZE (at_place) - 1 : place;
      g_hash_table_insert (moved, GSIZE_TO_POINTER (place + 1),
                           at_k != NULL ? at_k : GSIZE_TO_POINTER (k + 1));
    }
  g_rand_free (random);
  return chosen;
}

static void
midpoint (const VtSample *sample, const VtBond *bond, double middle[3])
{
  for (guint a = 0; a < 3; a++)
    middle[a] = sample->positions[3 * (gsize) bond->i + a] + 0.5 * bond->r * bond->n[a];
}

/* The bin of every bond, n where it is beyond the last or is the dipole itself. */
static guint *
sort_into_bins (const VtSample *sample, const VtNetwork *network, gsize bond, double width, guint n)
{
  guint *bins = g_new (guint, network->n_bonds);
  double centre[3];

  midpoint (sample, &network->bonds[bond], centre);
  for (gsize b = 0; b < network->n_bonds; b++)
    {
      double d[3], r;

      midpoint (sample, &network->bonds[b], d);
      for (guint a = 0; a < 3; a++)
        d[a] -= centre[a];
      vt_minimum_image (sample->box, d);
      r = sqrt (d[0] * d[0] + d[1] * d[1] + d[2] * d[2]);
      bins[b] = b == bond || r >= n * width ? n : MIN ((guint) (r / width), n - 1);
    }
  return bins;
}

void
vt_dipole_decay (const VtSample *sample, const VtNetwork *network, gsize bond, const double *u, double width, guint n,
                 double *median)
{
  g_autofree guint *bins = sort_into_bins (sample, network, bond, width, n);
  g_autofree gsize *start = g_new0 (gsize, n + 2), *fill = NULL;
  g_autofree double *values = g_new (double, MAX (network->n_bonds, 1));
  double scale = 1.0 / norm2 (network, u);

  for (gsize b = 0; b < network->n_bonds; b++)
    start[bins[b] + 1]++;
  for (guint k = 0; k <= n; k++)
    start[k + 1] += start[k];
  fill = g_memdup2 (start, (n + 1) * sizeof (gsize));
  for (gsize b = 0; b < network->n_bonds; b++)
    {
      double s = stretch (&network->bonds[b], u);

      values[fill[bins[b]]++] = s * s * scale;
    }
  for (guint k = 0; k < n; k++)
    median[k] = start[k + 1] > start[k] ? gsl_stats_median (&values[start[k]], 1, start[k + 1] - start[k]) : NAN;
}

/* The peak of r^6 c(r) and the bump around it: [*from, *to). FALSE where there is nothing to look at. */
static gboolean
find_bump (const VtDipoleDecay *decay, guint *peak, guint *from, guint *to)
{
  double highest = 0.0;

#define SIGNAL(k) (pow (decay->r[k], 6.0) * decay->c[k])
  for (guint k = 0; k < decay->n; k++)
    if (SIGNAL (k) > highest)
      {
        highest = SIGNAL (k);
        *peak = k;
      }
  if (!(highest > 0.0))
    return FALSE;
  for (*from = *peak; *from > 0 && SIGNAL (*from - 1) > BUMP * highest;)
    --*from;
  for (*to = *peak + 1; *to < decay->n && SIGNAL (*to) > BUMP * highest;)
    ++*to;
#undef SIGNAL
  return TRUE;
}

/* Least squares. */
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

VtDipoleLength
vt_dipole_length (const VtDipoleDecay *decay, double half_edge)
{
  VtDipoleLength length = { .xi = NAN, .fit_from = NAN, .fit_to = NAN, .fit = { NAN, NAN, NAN, NAN },
                            .box_too_small = TRUE };
  guint peak = 0, from, to;

  /* A bump that the box cuts off is none. */
  if (!find_bump (decay, &peak, &from, &to) || peak + 1 >= decay->n)
    return length;
  while (to - from < FIT_TERMS + 2 && to < decay->n && isfinite (log (decay->c[to])))
    to++;
  while (to - from < FIT_TERMS + 2 && from > 0 && isfinite (log (decay->c[from - 1])))
    from--;
  if (to - from < FIT_TERMS + 1)
    return length;
  length.fit_from = decay->r[from];
  length.fit_to = decay->r[to - 1];
  fit_cubic (decay, from, to, length.fit);
  length.xi = length.fit_from + peak_of_cubic (length.fit, length.fit_to - length.fit_from);
  length.box_too_small = !(length.xi <= 0.5 * half_edge);
  return length;
}

static double
half_edge (const VtNetwork *network)
{
  return 0.5 * MIN (network->box[0], MIN (network->box[1], network->box[2]));
}

static void
decay_init (VtDipoleDecay *decay, const VtNetwork *network)
{
  decay->width = BIN_WIDTH * cbrt (network->volume / MAX (network->n, 1));
  decay->n = (guint) floor (half_edge (network) / decay->width);
  decay->r = g_new (double, MAX (decay->n, 1));
  decay->c = g_new0 (double, MAX (decay->n, 1));
  for (guint k = 0; k < decay->n; k++)
    decay->r[k] = (k + 0.5) * decay->width;
}

/* Sums and counts per bin, a bin of one dipole without pairs left out of its mean. */
static void
add_response (VtDipoles *dipoles, guint k, const VtSample *sample, const VtNetwork *network, const double *u,
              guint *counts)
{
  VtDipoleDecay *decay = &dipoles->decay;
  g_autofree double *median = g_new (double, MAX (decay->n, 1));

  dipoles->frequency[k] = vt_dipole_frequency (network, dipoles->bonds[k], u);
  vt_dipole_decay (sample, network, dipoles->bonds[k], u, decay->width, decay->n, median);
  for (guint b = 0; b < decay->n; b++)
    if (!isnan (median[b]))
      {
        decay->c[b] += median[b];
        counts[b]++;
      }
}

static void
finish (VtDipoles *dipoles, const VtNetwork *network, const guint *counts)
{
  VtDipoleDecay *decay = &dipoles->decay;

  for (guint b = 0; b < decay->n; b++)
    decay->c[b] = counts[b] > 0 ? decay->c[b] / counts[b] : NAN;
  dipoles->omega_g = dipoles->n > 0 ? gsl_stats_mean (dipoles->frequency, 1, dipoles->n) : NAN;
  dipoles->omega_g_error = dipoles->n > 1 ? gsl_stats_sd (dipoles->frequency, 1, dipoles->n) / sqrt (dipoles->n) : NAN;
  dipoles->length = vt_dipole_length (decay, half_edge (network));
}

VtDipoles *
vt_dipoles_measure (const VtSample *sample, const VtNetwork *network, VtFactor *factor, guint64 seed, guint n_dipoles,
                    VtDipolesFunc progress, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (VtDipoles) dipoles = g_new0 (VtDipoles, 1);
  gsize n = 3 * (gsize) network->n;
  g_autofree double *u = NULL;
  g_autofree guint *counts = NULL;

  dipoles->bonds = vt_dipole_choose (network, seed, n_dipoles, &dipoles->n);
  dipoles->frequency = g_new (double, MAX (dipoles->n, 1));
  decay_init (&dipoles->decay, network);
  counts = g_new0 (guint, MAX (dipoles->decay.n, 1));
  u = g_new (double, n * MAX (1, MIN (BATCH, dipoles->n)));
  for (guint first = 0; first < dipoles->n; first += BATCH)
    {
      guint batch = MIN (BATCH, dipoles->n - first);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      vt_dipole_responses (network, factor, &dipoles->bonds[first], batch, u);
      for (guint k = 0; k < batch; k++)
        add_response (dipoles, first + k, sample, network, u + n * k, counts);
      if (progress != NULL)
        progress (first + batch, dipoles->n, data);
    }
  finish (dipoles, network, counts);
  return g_steal_pointer (&dipoles);
}

void
vt_dipoles_free (VtDipoles *dipoles)
{
  if (dipoles == NULL)
    return;
  g_free (dipoles->bonds);
  g_free (dipoles->frequency);
  g_free (dipoles->decay.r);
  g_free (dipoles->decay.c);
  g_free (dipoles);
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
