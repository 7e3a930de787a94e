/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kernel polynomial method.
 *
 * 1. A bound of the spectrum, by Lanczos steps; it decides how many polynomials the asked resolution takes.
 * 2. For blocks of random vectors z: t_k = T_k (X) z by the recurrence, X being H scaled to [-1, 1]. Each product
 *    gives two moments: mu_2k = 2 t_k.t_k - mu_0, mu_2k+1 = 2 t_k+1.t_k - mu_1.
 * 3. Each vector's moments, damped by Jackson's factors, are a density in theta, x = cos theta, whose integral over a
 *    bin is a sum of sines; the mean over vectors is D and their spread its error.
 *
 * With omega = omega_max cos (theta/2), bins in omega are bins in theta: no Jacobian, nothing singular at omega = 0.
 */
#include "vibrations/spectral-density.h"

#include <cblas.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>
#include "response/extremes.h"
#include "response/memory.h"
#include "sample/random.h"
#include "vibrations/chebyshev.h"

#define BOUND_STEPS 24
#define BINS_PER_DECADE 64
/* One unresolved mode, or many polynomials for nothing: a wish beyond this is not granted. */
#define MOST_MOMENTS 8192
#define FEWEST_VECTORS 16
#define MOST_VECTORS 128
#define PARTICLE_VECTORS 300000
/* Moments after which the first estimate is told of: one in so many; where that takes longer than a second or so, which is
 * when the products until then are with more blocks of H than that, also after one in so many of those. */
#define EARLY 4
#define MANY_BLOCKS 4e7

/* What turns moments into counts of modes: F_j = sum_m fold_jm mu_m is the number below edge j. */
typedef struct
{
  guint n_moments;
  double *fold;         /* (n_bins + 1) x n_moments */
} Folding;

typedef struct
{
  const VtHessian *hessian;
  VtSpectralOptions options; /* without zeros */
  double low, high;     /* bounds of omega^2 */
  guint n_bins;
  double *edge;         /* n_bins + 1 */
  VtChebyshev *chebyshev;
  GRand *random;
  double *moments;      /* VT_CHEBYSHEV_VECTORS x n_moments */
  guint n_vectors;      /* summed so far */
  double *mean, *square; /* n_bins + 1: modes per particle below the first edge, then in each bin; mean over vectors,
                          * and sum of squared deviations */
  VtSpectralFunc func;
  gpointer data;
  GCancellable *cancellable;
} Estimate;

VtSpectralDensity *
vt_spectral_density_ref (const VtSpectralDensity *density)
{
  VtSpectralDensity *self = (VtSpectralDensity *) density;

  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
vt_spectral_density_unref (VtSpectralDensity *density)
{
  if (density == NULL || !g_atomic_ref_count_dec (&density->references))
    return;
  g_free (density->edge);
  g_free (density->density);
  g_free (density->error);
  g_free (density->resolution);
  g_free (density);
}

static void
folding_clear (Folding *folding)
{
  g_free (folding->fold);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Folding, folding_clear)

static void
estimate_clear (Estimate *estimate)
{
  g_free (estimate->edge);
  g_clear_pointer (&estimate->chebyshev, vt_chebyshev_free);
  g_clear_pointer (&estimate->random, g_rand_free);
  g_free (estimate->moments);
  g_free (estimate->mean);
  g_free (estimate->square);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Estimate, estimate_clear)

double
vt_spectral_bound (const VtHessian *hessian, guint n_steps)
{
  double lowest, highest, missed = log (1648.0 * sqrt (3.0 * hessian->n)) / (2.0 * n_steps - 1.0);

  vt_hessian_extremes (hessian, n_steps, &lowest, &highest);
  return fmin (highest * (1.0 + missed * missed), vt_hessian_norm_bound (hessian));
}

/* Standard deviation of Jackson's kernel in omega: pi / n_moments in theta. */
static double
resolution_at (const Estimate *estimate, guint n_moments, double omega)
{
  double span = estimate->high - estimate->low;
  double c = CLAMP ((omega * omega - estimate->low) / span, 0.0, 1.0); /* cos^2 (theta / 2) */

  return G_PI / n_moments * 0.5 * span * sqrt (c * (1.0 - c)) / omega;
}

static void
fill_in_options (Estimate *estimate)
{
  VtSpectralOptions *options = &estimate->options;
  double half = 0.5 * G_PI * sqrt (estimate->high - estimate->low);

  if (options->n_moments == 0)
    {
      double wanted = options->sharp_from > 0.0 ? ceil (VT_SPECTRAL_SHARP * half / options->sharp_from) : 0.0;

      options->n_moments = (guint) CLAMP (wanted, VT_SPECTRAL_MOMENTS, MOST_MOMENTS);
    }
  options->n_moments += options->n_moments % 2;
  if (options->n_vectors == 0)
    options->n_vectors = CLAMP (PARTICLE_VECTORS / MAX (estimate->hessian->n, 1), FEWEST_VECTORS, MOST_VECTORS);
  if (options->bins_per_decade == 0)
    options->bins_per_decade = BINS_PER_DECADE;
}

/* From half a resolution to the bound of the spectrum. */
static void
lay_out_bins (Estimate *estimate)
{
  double top = sqrt (estimate->high), b = estimate->options.bins_per_decade;
  double bottom = 0.25 * G_PI * sqrt (estimate->high - estimate->low) / estimate->options.n_moments;
  int first = (int) floor (b * log10 (bottom)), last = (int) ceil (b * log10 (top));

  estimate->n_bins = (guint) (last - first);
  estimate->edge = g_new (double, estimate->n_bins + 1);
  for (int k = first; k < last; k++)
    estimate->edge[k - first] = pow (10.0, k / b);
  estimate->edge[estimate->n_bins] = top;
}

/* Jackson's factor g_m of n. */
static double
jackson (guint m, guint n)
{
  double q = G_PI / (n + 1);

  return ((n - m + 1) * cos (q * m) + sin (q * m) / tan (q)) / (n + 1);
}

/* The integral from theta_j to pi of (mu_0 + 2 sum g_m mu_m cos (m theta)) / pi. */
static void
folding_init (Folding *folding, const Estimate *estimate, guint n_moments)
{
  g_autofree double *damping = g_new (double, n_moments);

  folding->n_moments = n_moments;
  folding->fold = g_new (double, (gsize) (estimate->n_bins + 1) * n_moments);
  for (guint m = 1; m < n_moments; m++)
    damping[m] = -2.0 * jackson (m, n_moments) / (G_PI * m);
  for (guint j = 0; j <= estimate->n_bins; j++)
    {
      double *fold = folding->fold + (gsize) j * n_moments;
      double e = estimate->edge[j], c = (e * e - estimate->low) / (estimate->high - estimate->low);
      double theta = 2.0 * acos (sqrt (CLAMP (c, 0.0, 1.0)));

      fold[0] = 1.0 - theta / G_PI;
      for (guint m = 1; m < n_moments; m++)
        fold[m] = damping[m] * sin (m * theta);
    }
}

static gboolean
estimate_init (Estimate *estimate, GError **error)
{
  guint n = estimate->hessian->n;
  guint64 needed = vt_chebyshev_memory (n, estimate->hessian->n_blocks), available = vt_memory_available ();

  if (needed > available)
    {
      g_autofree char *need = g_format_size (needed), *have = g_format_size (available);

      g_set_error (error, VT_VIBRATIONS_ERROR, VT_VIBRATIONS_ERROR_MEMORY,
                   _("The density of states of %u particles needs %s of memory, and %s are free. Ask for fewer "
                     "particles."),
                   n, need, have);
      return FALSE;
    }
  estimate->low = fmin (estimate->options.lowest, 0.0);
  estimate->high = vt_spectral_bound (estimate->hessian, BOUND_STEPS);
  if (!(estimate->high > 0.0)) /* no bonds: any range will do */
    estimate->high = 1.0;
  fill_in_options (estimate);
  lay_out_bins (estimate);
  estimate->chebyshev = vt_chebyshev_new (estimate->hessian, estimate->low, estimate->high, estimate->options.team);
  estimate->random = vt_random_new (estimate->options.seed, VT_STREAM_TRACE);
  estimate->moments = g_new (double, (gsize) VT_CHEBYSHEV_VECTORS * estimate->options.n_moments);
  estimate->mean = g_new0 (double, estimate->n_bins + 1);
  estimate->square = g_new0 (double, estimate->n_bins + 1);
  return TRUE;
}

/* Random signs: of all random vectors those with the least spread of z.A z. Translations taken out. */
static void
random_signs (Estimate *estimate, double *z)
{
  guint n = estimate->hessian->n;
  const guint width = 3 * VT_CHEBYSHEV_VECTORS;
  double sum[3 * VT_CHEBYSHEV_VECTORS] = { 0.0 };
  guint32 bits = 0;

  for (guint i = 0; i < n; i++)
    for (guint c = 0; c < width; c++, bits >>= 1)
      {
        if (c % 32 == 0)
          bits = g_rand_int (estimate->random);
        sum[c] += z[(gsize) i * width + c] = bits & 1 ? 1.0 : -1.0;
      }
  for (guint i = 0; i < n; i++)
    for (guint c = 0; c < width; c++)
      z[(gsize) i * width + c] -= sum[c] / n;
}

static gboolean
store_moments (Estimate *estimate, guint k, const VtChebyshevDots *dots)
{
  for (guint v = 0; v < VT_CHEBYSHEV_VECTORS; v++)
    {
      double *mu = estimate->moments + (gsize) v * estimate->options.n_moments;

      mu[2 * k] = k == 0 ? dots->same[v] : 2.0 * dots->same[v] - mu[0];
      mu[2 * k + 1] = k == 0 ? dots->next[v] : 2.0 * dots->next[v] - mu[1];
      /* |T_k| <= 1 where all of the spectrum is within its bounds. */
      if (!(fabs (mu[2 * k]) <= 1.001 * mu[0]))
        return FALSE;
    }
  return TRUE;
}

/* Takes one vector's moments into the means (Welford's way: no cancellation). The trace is known: scaling to it takes out
 * most of what the signs alone make fluctuate. */
static void
add_vector (Estimate *estimate, const Folding *folding, const double *mu)
{
  double scale = (3.0 * estimate->hessian->n - 3.0) / (mu[0] * estimate->hessian->n), before = 0.0;

  estimate->n_vectors++;
  for (guint j = 0; j <= estimate->n_bins; j++)
    {
      const double *fold = folding->fold + (gsize) j * folding->n_moments;
      double below = scale * cblas_ddot ((int) folding->n_moments, fold, 1, mu, 1), value = below - before;
      double off = value - estimate->mean[j];

      before = below;
      estimate->mean[j] += off / estimate->n_vectors;
      estimate->square[j] += off * (value - estimate->mean[j]);
    }
}

static void
add_block (Estimate *estimate, const Folding *folding)
{
  for (guint v = 0; v < VT_CHEBYSHEV_VECTORS; v++)
    add_vector (estimate, folding, estimate->moments + (gsize) v * estimate->options.n_moments);
}

static VtSpectralDensity *
result_new (const Estimate *estimate, guint n_moments)
{
  VtSpectralDensity *result = g_new0 (VtSpectralDensity, 1);
  double n = estimate->n_vectors;

  g_atomic_ref_count_init (&result->references);
  result->n_particles = estimate->hessian->n;
  result->n_moments = n_moments;
  result->n_vectors = estimate->n_vectors;
  result->n = estimate->n_bins;
  result->edge = g_memdup2 (estimate->edge, sizeof (double) * (result->n + 1));
  result->density = g_new (double, result->n);
  result->error = g_new (double, result->n);
  result->resolution = g_new (double, result->n);
  result->below = estimate->mean[0];
  for (guint k = 0; k < result->n; k++)
    {
      double width = result->edge[k + 1] - result->edge[k];

      result->density[k] = estimate->mean[k + 1] / width;
      result->error[k] = sqrt (estimate->square[k + 1] / (n * (n - 1.0))) / width;
      result->resolution[k] = resolution_at (estimate, n_moments, sqrt (result->edge[k] * result->edge[k + 1]));
    }
  return result;
}

static void
tell (const Estimate *estimate, guint n_moments)
{
  g_autoptr (VtSpectralDensity) density = NULL;

  if (estimate->func == NULL)
    return;
  density = result_new (estimate, n_moments);
  estimate->func (density, estimate->data);
}

/* The first block when only some of its moments are known; forgotten again. */
static void
tell_early (Estimate *estimate, guint n_moments)
{
  g_auto (Folding) folding = { 0 };

  if (estimate->func == NULL)
    return;
  folding_init (&folding, estimate, n_moments);
  add_block (estimate, &folding);
  tell (estimate, n_moments);
  estimate->n_vectors = 0;
  memset (estimate->mean, 0, sizeof (double) * (estimate->n_bins + 1));
  memset (estimate->square, 0, sizeof (double) * (estimate->n_bins + 1));
}

/* After @k products of the block under way. */
static void
tell_progress (const Estimate *estimate, guint k)
{
  const VtSpectralOptions *options = &estimate->options;
  guint n_blocks = (options->n_vectors + VT_CHEBYSHEV_VECTORS - 1) / VT_CHEBYSHEV_VECTORS;
  double blocks = (double) estimate->n_vectors / VT_CHEBYSHEV_VECTORS + k / (0.5 * options->n_moments);

  if (options->progress != NULL)
    options->progress (blocks / n_blocks, options->progress_data);
}

/* Whether an estimate is worth telling of after @k products of the first block. */
static gboolean
is_early (const Estimate *estimate, guint k)
{
  const VtHessian *hessian = estimate->hessian;
  const guint early = estimate->options.n_moments / 2 / EARLY;
  const gboolean slow = (double) early * hessian->start[hessian->n] > MANY_BLOCKS;

  return k > 1 && (k == early || (slow && k == early / EARLY));
}

static gboolean
run_block (Estimate *estimate, GError **error)
{
  guint n_steps = estimate->options.n_moments / 2;
  gboolean first = estimate->n_vectors == 0;

  random_signs (estimate, vt_chebyshev_begin (estimate->chebyshev));
  for (guint k = 0; k < n_steps; k++)
    {
      VtChebyshevDots dots;

      if (g_cancellable_set_error_if_cancelled (estimate->cancellable, error))
        return FALSE;
      if (first && is_early (estimate, k))
        tell_early (estimate, 2 * k);
      vt_chebyshev_step (estimate->chebyshev, &dots);
      if (!store_moments (estimate, k, &dots))
        {
          g_set_error (error, VT_VIBRATIONS_ERROR, VT_VIBRATIONS_ERROR_NO_CONVERGENCE,
                       _("The density of states cannot be computed: the configuration is less stable than assumed."));
          return FALSE;
        }
      tell_progress (estimate, k + 1);
    }
  return TRUE;
}

VtSpectralDensity *
vt_spectral_density_new (const VtHessian *hessian, const VtSpectralOptions *options, VtSpectralFunc func,
                         gpointer data, GCancellable *cancellable, GError **error)
{
  g_auto (Estimate) estimate = { .hessian = hessian, .options = *options, .func = func, .data = data,
                                 .cancellable = cancellable };
  g_auto (Folding) folding = { 0 };

  if (!estimate_init (&estimate, error))
    return NULL;
  folding_init (&folding, &estimate, estimate.options.n_moments);
  do
    {
      if (!run_block (&estimate, error))
        return NULL;
      add_block (&estimate, &folding);
      tell (&estimate, estimate.options.n_moments);
    }
  while (estimate.n_vectors < estimate.options.n_vectors);
  return result_new (&estimate, estimate.options.n_moments);
}
