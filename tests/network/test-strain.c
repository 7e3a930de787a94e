/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include "network/strain.h"
#include "support/minimum.h"
#include "support/strained.h"

typedef VtStrainEnergy (*Strain) (const VtNetwork *network, guint kind, double *force);

/* Kinds 0 ... 8: simple shear ab with a = kind / 3, b = kind % 3, the dilation where a == b == 0. */
static VtStrainEnergy
derivatives (const VtNetwork *network, guint kind, double *force)
{
  if (kind == 0)
    return vt_network_dilation (network, force);
  return vt_network_simple_shear (network, kind / 3, kind % 3, force);
}

static VtNetwork *
strain (const VtNetwork *network, const VtSample *sample, const VtPotential *potential, guint kind, double gamma)
{
  double scale = kind == 0 ? exp (gamma) : 1.0;
  double f[3][3] = { { scale, 0.0, 0.0 }, { 0.0, scale, 0.0 }, { 0.0, 0.0, scale } };

  if (kind != 0)
    f[kind / 3][kind % 3] = gamma;
  return test_strained (network, sample, potential, f, NULL);
}

/* Energy, its two derivatives and the forces of strained configurations against each other. */
static void
check (const VtNetwork *network, const VtSample *sample, const VtPotential *potential, guint kind)
{
  double h = 1e-6;
  guint n = 3 * network->n;
  g_autoptr (VtNetwork) up = strain (network, sample, potential, kind, h);
  g_autoptr (VtNetwork) down = strain (network, sample, potential, kind, -h);
  g_autofree double *force = g_new (double, n);
  VtStrainEnergy here = derivatives (network, kind, force);
  double scale = fabs (here.second), sum[3] = { 0.0, 0.0, 0.0 };

  g_assert_cmpfloat_with_epsilon (here.first, (up->energy - down->energy) / (2.0 * h), 1e-6 * scale);
  g_assert_cmpfloat_with_epsilon (
      here.second, (derivatives (up, kind, NULL).first - derivatives (down, kind, NULL).first) / (2.0 * h),
      1e-6 * scale);
  for (guint k = 0; k < n; k++)
    {
      /* In the frame that is strained along, d/dgamma of the gradient; the gradient is minus the force. */
      g_assert_cmpfloat_with_epsilon (force[k], (down->forces[k] - up->forces[k]) / (2.0 * h), 1e-5 * scale);
      sum[k % 3] += force[k];
    }
  for (guint a = 0; a < 3; a++)
    g_assert_cmpfloat_with_epsilon (sum[a], 0.0, 1e-11 * scale);
}

static void
check_all (const VtModel *model, double control, double cutoff, guint n, double density, double stretch)
{
  VtPotential potential = test_potential (model, control, cutoff);
  g_autoptr (VtSample) sample = test_minimum (&potential, n, density, stretch, 4);
  g_autoptr (VtNetwork) network = vt_network_new (sample, &potential, NULL);

  for (guint kind = 0; kind < 9; kind++)
    if (kind == 0 || kind / 3 != kind % 3)
      check (network, sample, &potential, kind);
}

static void
test_soft (void)
{
  check_all (&test_soft_model, 1.2, 0.0, 108, 0.8, 1.05);
}

static void
test_mie (void)
{
  check_all (vt_model_find ("mie"), 12.0, 2.0, 160, 0.698, 1.0);
}

static void
test_sticky (void)
{
  check_all (vt_model_find ("sticky"), 1.2, 0.0, 100, 0.6, 1.1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strain/soft", test_soft);
  g_test_add_func ("/strain/mie", test_mie);
  g_test_add_func ("/strain/sticky", test_sticky);
  return g_test_run ();
}
