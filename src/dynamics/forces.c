/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forces: see forces.h. */
#include "dynamics/forces.h"

#include <math.h>
#include <string.h>

#define BLOCK VT_KERNEL_BLOCK /* sums are gathered block by block, in order */
#define SKIN 0.4      /* lambda: of 0.25, 0.35, 0.45, 0.55 and 0.7 the third was fastest at Q = 10, the second at Q = 80 */

#define SHORT_SKIN 0.22 /* of short-sighted lists, which stay short with it */

struct _VtForces
{
  guint n;
  VtPotential potential;
  const VtKernel *kernel;
  VtTeam *team;
  VtNeighbours *neighbours;
  VtKernelSetup setup;
  double box[3];
  double *packed;       /* 4n, 32-byte aligned */
  double *forces;       /* 3n */
  double *stiffness;    /* 6n */
  VtKernelSums *partial; /* one a block */
  guint64 evaluations, list_builds;
  VtForcesWanted wanted; /* during an evaluation */
};

static guint
count_blocks (const VtForces *self)
{
  return (self->n + BLOCK - 1) / BLOCK;
}

VtForces *
vt_forces_new (const VtSample *sample, const VtPotential *potential, const VtKernel *kernel, VtTeam *team)
{
  VtForces *self = g_new0 (VtForces, 1);

  self->n = sample->n;
  self->potential = *potential;
  self->kernel = kernel;
  self->team = team;
  self->neighbours = vt_neighbours_new (sample->n, potential->cutoff, SKIN, kernel, team);
  vt_kernel_setup (&self->setup, potential);
  memcpy (self->box, sample->box, sizeof self->box);
  self->packed = g_aligned_alloc0 (4 * (gsize) sample->n, sizeof (double), 64);
  self->forces = g_new0 (double, 3 * (gsize) sample->n);
  self->stiffness = g_new0 (double, 6 * (gsize) sample->n);
  self->partial = g_new0 (VtKernelSums, count_blocks (self));
  for (guint i = 0; i < sample->n; i++)
    {
      memcpy (self->packed + 4 * (gsize) i, sample->positions + 3 * (gsize) i, 3 * sizeof (double));
      self->packed[4 * (gsize) i + 3] = sample->species[i];
    }
  return self;
}

void
vt_forces_free (VtForces *self)
{
  if (self == NULL)
    return;
  vt_neighbours_free (self->neighbours);
  g_aligned_free (self->packed);
  g_free (self->forces);
  g_free (self->stiffness);
  g_free (self->partial);
  g_free (self);
}

double *
vt_forces_positions (VtForces *self)
{
  return self->packed;
}

const double *
vt_forces_result (const VtForces *self)
{
  return self->forces;
}

const double *
vt_forces_stiffness (const VtForces *self)
{
  return self->stiffness;
}

const double *
vt_forces_box (const VtForces *self)
{
  return self->box;
}

void
vt_forces_set_box (VtForces *self, const double box[3])
{
  memcpy (self->box, box, sizeof self->box);
  vt_neighbours_invalidate (self->neighbours);
}

void
vt_forces_set_reach (VtForces *self, double reach)
{
  reach = MIN (reach, self->potential.cutoff);
  vt_neighbours_free (self->neighbours);
  self->neighbours = vt_neighbours_new (self->n, reach, reach < self->potential.cutoff ? SHORT_SKIN : SKIN,
                                        self->kernel, self->team);
  self->setup.y_cut = reach * reach;
}

static void
evaluate_block (gpointer data, guint block, guint member)
{
  VtForces *self = data;
  VtKernelArguments arguments = { .setup = &self->setup, .forces = self->forces, .stiffness = self->stiffness };
  const VtKernel *kernel = self->kernel;
  /* What is measured is rare: there the lists by themselves will do. */
  const VtKernelFunc by_lists[] = { kernel->forces, kernel->forces_energy, kernel->forces_measured };
  const VtKernelFunc bundled[] = { kernel->bundled->forces, kernel->bundled->forces_energy, kernel->forces_measured };

  vt_neighbours_arguments (self->neighbours, &arguments);
  const VtKernelFunc *funcs = arguments.bundles.members != NULL ? bundled : by_lists;
  funcs[self->wanted] (&arguments, block * BLOCK, MIN (self->n, (block + 1) * BLOCK), self->partial + block);
}

static void
gather_sums (const VtForces *self, VtForceSums *sums)
{
  double energy = 0, square = 0, closest = self->setup.y_cut, pair_force = 0, pairs = 0;

  for (guint b = 0; b < count_blocks (self); b++)
    {
      const VtKernelSums *partial = self->partial + b;
      energy += partial->energy;
      square = partial->largest_square <= square ? square : partial->largest_square;
      closest = MIN (closest, partial->closest);
      pair_force += partial->pair_force;
      pairs += partial->pairs;
    }
  sums->energy = self->wanted != VT_FORCES_ONLY ? energy : NAN;
  sums->largest_force = sqrt (square);
  sums->closest = sqrt (closest);
  sums->mean_pair_force = self->wanted != VT_FORCES_MEASURED ? NAN : pairs > 0 ? pair_force / pairs : 0;
}

void
vt_forces_evaluate (VtForces *self, VtForcesWanted wanted, VtForceSums *sums)
{
  if (!vt_neighbours_valid (self->neighbours, self->packed))
    {
      vt_neighbours_build (self->neighbours, self->packed, self->box);
      self->list_builds++;
    }
  else
    vt_neighbours_refresh (self->neighbours, self->packed);
  self->wanted = wanted;
  vt_team_run (self->team, count_blocks (self), evaluate_block, self);
  self->evaluations++;
  gather_sums (self, sums);
}

guint64
vt_forces_evaluations (const VtForces *self)
{
  return self->evaluations;
}

guint64
vt_forces_list_builds (const VtForces *self)
{
  return self->list_builds;
}
