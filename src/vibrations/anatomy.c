/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vibrations/anatomy.h"

#include <cblas.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <string.h>
#include "network/strain.h"

#define BINS_PER_DECADE 12
/* The innermost bin ends here, in units of a0. */
#define INNERMOST 0.5

static double
amplitude2 (const double *u, gsize i)
{
  return u[3 * i] * u[3 * i] + u[3 * i + 1] * u[3 * i + 1] + u[3 * i + 2] * u[3 * i + 2];
}

/* From the centre to particle i, the short way. */
static double
distance_vector (const VtSample *sample, const double centre[3], gsize i, double d[3])
{
  for (guint a = 0; a < 3; a++)
    d[a] = sample->positions[3 * i + a] - centre[a];
  vt_minimum_image (sample->box, d);
  return sqrt (d[0] * d[0] + d[1] * d[1] + d[2] * d[2]);
}

/* On a circle for each axis: the direction of the mean of the unit vectors. */
static void
circular_centre (const VtSample *sample, const double *u, double centre[3])
{
  for (guint a = 0; a < 3; a++)
    {
      double c = 0.0, s = 0.0, turn = 2.0 * G_PI / sample->box[a];

      for (gsize i = 0; i < sample->n; i++)
        {
          double weight = amplitude2 (u, i) * amplitude2 (u, i);

          c += weight * cos (turn * sample->positions[3 * i + a]);
          s += weight * sin (turn * sample->positions[3 * i + a]);
        }
      centre[a] = atan2 (s, c) / turn;
    }
}

/* The centroid of the images nearest to where the circles point; the root mean square distance from it comes back. */
static double
find_centre (const VtSample *sample, const double *u, double centre[3])
{
  double radius = 0.0;

  circular_centre (sample, u, centre);
  for (guint pass = 0; pass < 2; pass++)
    {
      double sum = 0.0, sum2 = 0.0, shift[3] = { 0.0, 0.0, 0.0 }, shift2 = 0.0;

      for (gsize i = 0; i < sample->n; i++)
        {
          double d[3], r = distance_vector (sample, centre, i, d), weight = amplitude2 (u, i) * amplitude2 (u, i);

          sum += weight;
          sum2 += weight * r * r;
          for (guint a = 0; a < 3; a++)
            shift[a] += weight * d[a];
        }
      for (guint a = 0; a < 3; a++)
        {
          shift[a] /= sum;
          centre[a] += shift[a];
          shift2 += shift[a] * shift[a];
        }
      radius = sqrt (fmax (sum2 / sum - shift2, 0.0));
    }
  for (guint a = 0; a < 3; a++)
    centre[a] -= sample->box[a] * floor (centre[a] / sample->box[a]);
  return radius;
}

static double
median_of (GArray *values)
{
  return values->len > 0 ? gsl_stats_median ((double *) (gpointer) values->data, 1, values->len) : NAN;
}

static void
find_decay (const VtSample *sample, const double *u, const double centre[3], VtModeDecay *decay)
{
  double a0 = cbrt (vt_sample_volume (sample) / sample->n), inner = INNERMOST * a0;
  double outer = 0.5 * MIN (sample->box[0], MIN (sample->box[1], sample->box[2]));
  guint n = (guint) MAX (floor (BINS_PER_DECADE * log10 (outer / inner)), 1.0);
  double growth = pow (outer / inner, 1.0 / n);
  g_autoptr (GPtrArray) bins = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (GArray) far = g_array_new (FALSE, FALSE, sizeof (double));

  *decay = (VtModeDecay) { .n = n + 1, .r = g_new (double, n + 1), .amplitude = g_new (double, n + 1),
                           .count = g_new (guint, n + 1) };
  for (guint k = 0; k <= n; k++)
    g_ptr_array_add (bins, g_array_new (FALSE, FALSE, sizeof (double)));
  for (gsize i = 0; i < sample->n; i++)
    {
      double d[3], r = distance_vector (sample, centre, i, d), amplitude = sqrt (amplitude2 (u, i));

      if (r >= outer)
        continue;
      guint k = r < inner ? 0 : MIN (1 + (guint) (log (r / inner) / log (growth)), n);
      g_array_append_val ((GArray *) bins->pdata[k], amplitude);
      amplitude *= r * r;
      if (r > 0.5 * outer)
        g_array_append_val (far, amplitude);
    }
  for (guint k = 0; k <= n; k++)
    {
      GArray *bin = bins->pdata[k];

      decay->r[k] = inner * pow (growth, k - 0.5);
      decay->count[k] = bin->len;
      decay->amplitude[k] = median_of (bin);
    }
  decay->far_field = median_of (far);
}

/* b and b_e of the moduli, 3n each. */
static double *
strain_forces (const VtNetwork *network)
{
  gsize n = 3 * (gsize) network->n;
  double *forces = g_new (double, 2 * n);

  vt_network_simple_shear (network, 0, 1, forces);
  vt_network_dilation (network, forces + n);
  return forces;
}

static void
softening (const VtNetwork *network, const double *forces, const double *u, double stiffness, double *shear,
           double *bulk)
{
  int n = 3 * (int) network->n;
  double along_shear = cblas_ddot (n, u, 1, forces, 1), along_bulk = cblas_ddot (n, u, 1, forces + n, 1);

  *shear = along_shear * along_shear / (stiffness * network->volume);
  *bulk = along_bulk * along_bulk / (stiffness * network->volume * 9.0);
}

void
vt_modes_softening (const VtNetwork *network, const GPtrArray *modes, double *shear, double *bulk)
{
  g_autofree double *forces = strain_forces (network);

  for (guint k = 0; k < modes->len; k++)
    softening (network, forces, vt_mode_at (modes, k)->vector, vt_mode_at (modes, k)->eigenvalue, &shear[k], &bulk[k]);
}

static void
find_overlaps (VtAnatomy *anatomy, const GPtrArray *harmonic)
{
  int n = 3 * (int) anatomy->n_particles;

  anatomy->n_overlaps = harmonic != NULL ? harmonic->len : 0;
  anatomy->overlaps = g_new (double, MAX (anatomy->n_overlaps, 1));
  for (guint k = 0; k < anatomy->n_overlaps; k++)
    anatomy->overlaps[k] = fabs (cblas_ddot (n, anatomy->vector, 1, vt_mode_at (harmonic, k)->vector, 1));
}

static void
find_expansion (VtAnatomy *anatomy, const VtNetwork *network)
{
  VtExpansion expansion = vt_network_expand (network, anatomy->vector);

  anatomy->third = expansion.third;
  anatomy->fourth = expansion.fourth;
  anatomy->participation = vt_participation (anatomy->n_particles, anatomy->vector);
  vt_network_stiffness_parts (network, anatomy->vector, anatomy->parts);
}

VtAnatomy *
vt_anatomy_new (VtModeKind kind, const VtSample *sample, const VtNetwork *network, const VtHessian *hessian,
                const double *vector, const GPtrArray *harmonic)
{
  VtAnatomy *anatomy = g_new0 (VtAnatomy, 1);
  gsize n = 3 * (gsize) network->n;
  g_autofree double *forces = strain_forces (network), *product = g_new (double, n);

  anatomy->kind = kind;
  anatomy->n_particles = network->n;
  anatomy->vector = g_memdup2 (vector, n * sizeof (double));
  anatomy->coupling = vt_network_coupling (network, vector);
  cblas_dscal ((int) n, anatomy->coupling.sign, anatomy->vector, 1);
  anatomy->coupling.sign = 1.0;
  vt_hessian_multiply (hessian, anatomy->vector, product);
  anatomy->stiffness = cblas_ddot ((int) n, anatomy->vector, 1, product, 1);
  anatomy->omega = vt_frequency (anatomy->stiffness);
  anatomy->residual = vt_mode_equation_residual (kind, network, product, anatomy->vector) / fabs (anatomy->stiffness);
  find_expansion (anatomy, network);
  anatomy->core_radius = find_centre (sample, anatomy->vector, anatomy->centre);
  find_decay (sample, anatomy->vector, anatomy->centre, &anatomy->decay);
  softening (network, forces, anatomy->vector, anatomy->stiffness, &anatomy->softening_shear, &anatomy->softening_bulk);
  find_overlaps (anatomy, harmonic);
  return anatomy;
}

void
vt_anatomy_free (VtAnatomy *anatomy)
{
  if (anatomy == NULL)
    return;
  g_free (anatomy->vector);
  g_free (anatomy->decay.r);
  g_free (anatomy->decay.amplitude);
  g_free (anatomy->decay.count);
  g_free (anatomy->overlaps);
  g_free (anatomy);
}
