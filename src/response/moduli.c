/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "response/moduli.h"

#include <cblas.h>
#include <math.h>
#include <string.h>
#include "network/strain.h"

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

static gboolean
solve_by_factor (gpointer factor, double *x, guint n, GCancellable *cancellable, GError **error)
{
  vt_factor_solve (factor, x, x, n);
  return TRUE;
}

void
vt_moduli_compute (const VtNetwork *network, VtFactor *factor, gboolean all_shears, VtModuli *moduli)
{
  vt_moduli_compute_by (network, solve_by_factor, factor, all_shears, moduli, NULL, NULL);
}

gboolean
vt_moduli_compute_by (const VtNetwork *network, VtModuliSolve solve, gpointer solver, gboolean all_shears,
                      VtModuli *moduli, GCancellable *cancellable, GError **error)
{
  gsize n = 3 * (gsize) network->n;
  guint n_strains = all_shears ? N_STRAINS : N_ALWAYS;
  g_autofree double *b = g_new (double, n * n_strains), *x = g_new (double, n * n_strains);
  double relaxed[N_STRAINS];
  VtStrainEnergy energy[N_STRAINS];

  energy[SHEAR_XY] = vt_network_simple_shear (network, 0, 1, b + SHEAR_XY * n);
  energy[DILATION] = vt_network_dilation (network, b + DILATION * n);
  for (guint s = OTHER_SHEARS; s < n_strains; s++)
    {
      const guint8 *axes = other_shears[s - OTHER_SHEARS];

      energy[s] = vt_network_simple_shear (network, axes[0], axes[1], b + s * n);
    }
  memcpy (x, b, n * n_strains * sizeof (double));
  if (!solve (solver, x, n_strains, cancellable, error))
    return FALSE;
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
  return TRUE;
}
