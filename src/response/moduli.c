/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "response/moduli.h"

#include <cblas.h>
#include <math.h>
#include "network/strain.h"
#include "sample/random.h"

/* What is left of the forces; the moduli are wrong by its square. */
#define ITERATIVE_TOLERANCE 1e-10

/* The strains whose responses are solved for together. */
enum
{
  SHEAR_XY,
  DILATION,
  N_ALWAYS,
  OTHER_SHEARS = N_ALWAYS,
  N_STRAINS = 7,
};

static const guint8 other_shears[5][2] = { { 1, 0 }, { 0, 2 }, { 2, 0 }, { 1, 2 }, { 2, 1 } };

double
vt_poisson_ratio (double bulk, double shear)
{
  return (3.0 * bulk - 2.0 * shear) / (6.0 * bulk + 2.0 * shear);
}

static void
derive (const VtNetwork *network, VtModuli *moduli)
{
  double g = moduli->shear, k = moduli->bulk, density = network->n / network->volume;
  double length = fmax (network->box[0], fmax (network->box[1], network->box[2]));

  moduli->poisson_ratio = vt_poisson_ratio (k, g);
  moduli->young = 9.0 * k * g / (3.0 * k + g);
  moduli->shear_speed = g > 0.0 ? sqrt (g / density) : NAN;
  moduli->longitudinal_speed = k + 4.0 * g / 3.0 > 0.0 ? sqrt ((k + 4.0 * g / 3.0) / density) : NAN;
  moduli->omega0 = moduli->shear_speed * cbrt (density);
  moduli->first_shear_wave = 2.0 * G_PI * moduli->shear_speed / length;
}

/* The forces @b of the strains, 3n each, and what they cost without relaxation. */
static void
strain (const VtNetwork *network, guint n_strains, VtStrainEnergy *energy, double *b)
{
  gsize n = 3 * (gsize) network->n;

  energy[SHEAR_XY] = vt_network_simple_shear (network, 0, 1, b + SHEAR_XY * n);
  energy[DILATION] = vt_network_dilation (network, b + DILATION * n);
  for (guint s = OTHER_SHEARS; s < n_strains; s++)
    {
      const guint8 *axes = other_shears[s - OTHER_SHEARS];

      energy[s] = vt_network_simple_shear (network, axes[0], axes[1], b + s * n);
    }
}

/* The moduli from the responses @x. */
static void
relax (const VtNetwork *network, guint n_strains, const VtStrainEnergy *energy, const double *b, const double *x,
       VtModuli *moduli)
{
  gsize n = 3 * (gsize) network->n;
  gboolean all_shears = n_strains == N_STRAINS;
  double relaxed[N_STRAINS];

  for (guint s = 0; s < n_strains; s++)
    relaxed[s] = energy[s].second - cblas_ddot ((int) n, b + s * n, 1, x + s * n, 1);
  moduli->shear_affine = energy[SHEAR_XY].second / network->volume;
  moduli->shear = relaxed[SHEAR_XY] / network->volume;
  moduli->bulk_affine = (energy[DILATION].second - 3.0 * energy[DILATION].first) / (9.0 * network->volume);
  moduli->bulk = (relaxed[DILATION] - 3.0 * energy[DILATION].first) / (9.0 * network->volume);
  moduli->shear_mean = moduli->shear_mean_affine = all_shears ? 0.0 : NAN;
  for (guint s = 0; s < n_strains; s++)
    if (s != DILATION)
      {
        moduli->shear_mean += relaxed[s] / (6.0 * network->volume);
        moduli->shear_mean_affine += energy[s].second / (6.0 * network->volume);
      }
  derive (network, moduli);
}

void
vt_moduli_compute (const VtNetwork *network, VtFactor *factor, gboolean all_shears, VtModuli *moduli)
{
  gsize n = 3 * (gsize) network->n;
  guint n_strains = all_shears ? N_STRAINS : N_ALWAYS;
  g_autofree double *b = g_new (double, n * n_strains), *x = g_new (double, n * n_strains);
  VtStrainEnergy energy[N_STRAINS];

  strain (network, n_strains, energy, b);
  vt_factor_solve (factor, b, x, n_strains);
  relax (network, n_strains, energy, b, x, moduli);
}

gboolean
vt_moduli_compute_by (const VtNetwork *network, VtModuliSolve solve, gpointer solver, gboolean all_shears,
                      VtModuli *moduli, GCancellable *cancellable, GError **error)
{
  gsize n = 3 * (gsize) network->n;
  guint n_strains = all_shears ? N_STRAINS : N_ALWAYS;
  g_autofree double *b = g_new (double, n * n_strains), *x = NULL;
  VtStrainEnergy energy[N_STRAINS];

  strain (network, n_strains, energy, b);
  x = g_memdup2 (b, n * n_strains * sizeof (double));
  if (!solve (solver, x, n_strains, cancellable, error))
    return FALSE;
  relax (network, n_strains, energy, b, x, moduli);
  return TRUE;
}

static void
random_force (gsize n, double *b)
{
  GRand *random = vt_random_new (1, VT_STREAM_ARNOLDI);

  for (gsize k = 0; k < n; k++)
    b[k] = vt_random_normal (random);
  g_rand_free (random);
}

gboolean
vt_moduli_compute_iteratively (const VtNetwork *network, VtIterative *iterative, gboolean all_shears,
                               VtModuli *moduli, GCancellable *cancellable, GError **error)
{
  gsize n = 3 * (gsize) network->n;
  guint n_strains = all_shears ? N_STRAINS : N_ALWAYS;
  g_autofree double *b = g_new (double, n * (n_strains + 1)), *x = g_new (double, n * (n_strains + 1));
  VtStrainEnergy energy[N_STRAINS];

  strain (network, n_strains, energy, b);
  random_force (n, b + n_strains * n);
  if (!vt_iterative_solve (iterative, b, x, n_strains + 1, ITERATIVE_TOLERANCE, cancellable, error))
    return FALSE;
  relax (network, n_strains, energy, b, x, moduli);
  return TRUE;
}
