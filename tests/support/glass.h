/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small minimum with all that is computed from it, for the tests of the upper elastic floors. */
#pragma once

#include "response/factor.h"
#include "support/minimum.h"

typedef struct
{
  VtPotential potential;
  VtSample *sample;
  VtNetwork *network;
  VtHessian *hessian;
  VtFactor *factor; /* NULL where the configuration is not stable */
} TestGlass;

static inline void
test_glass_clear (TestGlass *glass)
{
  g_clear_pointer (&glass->factor, vt_factor_free);
  g_clear_pointer (&glass->hessian, vt_hessian_unref);
  g_clear_pointer (&glass->network, vt_network_unref);
  g_clear_pointer (&glass->sample, vt_sample_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TestGlass, test_glass_clear)

static inline TestGlass
test_glass_of_network (VtNetwork *network)
{
  TestGlass glass = { .network = network, .hessian = vt_hessian_new (network) };

  glass.factor = vt_factor_new_stable (glass.hessian, NULL);
  return glass;
}

/* Mie particles, q = 12; box edges 1 : 1.1 : 1/1.1. The last minimum made is kept for the next to ask for it. */
static inline TestGlass
test_glass (guint n, guint64 seed)
{
  static VtSample *last = NULL;
  static guint64 last_seed = 0;
  VtPotential potential = test_potential (vt_model_find ("mie"), 12.0, 2.0);

  if (last == NULL || last->n != n || last_seed != seed)
    {
      g_clear_pointer (&last, vt_sample_unref);
      last = test_minimum (&potential, n, 0.698, 1.1, seed);
      last_seed = seed;
    }

  TestGlass glass = test_glass_of_network (vt_network_new (last, &potential, NULL));
  glass.potential = potential;
  glass.sample = vt_sample_ref (last);
  g_assert_nonnull (glass.factor);
  return glass;
}

/* @glass with every particle moved at random, @distance the norm of all displacements together. */
static inline TestGlass
test_glass_shaken (const TestGlass *glass, double distance, guint64 seed)
{
  VtSample *sample = vt_sample_copy (glass->sample);
  g_autofree double *shake = test_random_vector (sample->n, seed);

  for (guint k = 0; k < 3 * sample->n; k++)
    sample->positions[k] += distance * shake[k];

  TestGlass shaken = test_glass_of_network (vt_network_new (sample, &glass->potential, NULL));
  shaken.potential = glass->potential;
  shaken.sample = sample;
  return shaken;
}

/* @network and beside it @n_extra particles that no bond ties to the others; the first two of them are tied to each
 * other, without force, when @tied. */
static inline TestGlass
test_glass_with_loose_particles (const VtNetwork *network, guint n_extra, gboolean tied)
{
  VtNetwork *loose = g_memdup2 (network, sizeof *network);

  g_atomic_ref_count_init (&loose->references);
  loose->n += n_extra;
  loose->n_bonds += tied;
  loose->n_rattlers = tied ? n_extra - 2 : n_extra;
  loose->forces = g_new0 (double, 3 * loose->n);
  loose->bonds = g_new0 (VtBond, loose->n_bonds);
  for (gsize b = 0; b < network->n_bonds; b++)
    loose->bonds[b] = network->bonds[b];
  if (tied)
    loose->bonds[network->n_bonds]
        = (VtBond) { .i = network->n, .j = network->n + 1, .n = { 0.6, 0.0, 0.8 }, .r = 1.0, .d2 = 50.0 };
  return test_glass_of_network (loose);
}
