/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bond list of a configuration: every interacting pair once. Everything elastic is a sum over it
 * (PHYSICS section 4). Immutable, shared by reference. */
#pragma once

#include "sample/sample.h"

G_BEGIN_DECLS

/* One interacting pair: r < x_c lambda_ij. Derivatives are with respect to r, in reduced units. */
typedef struct
{
  guint32 i, j;
  double n[3];   /* unit vector from i to j */
  double r;
  double d1, d2, d3, d4; /* phi', phi'', phi''', phi'''' */
} VtBond;

typedef struct
{
  gatomicrefcount references;
  guint n;             /* particles */
  double box[3];
  double volume;
  gsize n_bonds;
  VtBond *bonds;       /* sorted by i, then j; i < j */
  double energy;       /* total, epsilon */
  double *forces;      /* 3n: net force on every particle, epsilon/lambda */
  double largest_force;   /* largest |f_i| */
  double mean_pair_force; /* mean |phi'| over bonds; 0 without bonds */
  guint n_rattlers;    /* particles without a bond */
} VtNetwork;

/* VT_SAMPLE_ERROR_COINCIDENT where two particles are closer than VT_X_MINIMUM lambda_ij (names both),
 * VT_SAMPLE_ERROR_BOX where the box is too small for the cutoff. */
VtNetwork *vt_network_new (const VtSample *sample, const VtPotential *potential, GError **error);
VtNetwork *vt_network_ref (const VtNetwork *network);
void vt_network_unref (VtNetwork *network);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtNetwork, vt_network_unref)

/* p = -(1/(V d)) sum phi' r; p_plus from repulsive bonds, p_minus (negative) from attractive ones; p0 = p_plus +
 * |p_minus| (sticky1 Eq. A7). */
typedef struct
{
  double pressure;
  double p_plus, p_minus;
  double p0;
} VtPressure;
VtPressure vt_network_pressure (const VtNetwork *network);

/* s (sticky1 Eq. 3): mean over particles of the largest attractive pair force (0 where none) over the mean over
 * particles of the largest repulsive one. NAN without repulsive bonds. */
double vt_network_stickiness (const VtNetwork *network);

/* 2 x bonds / N */
double vt_network_coordination (const VtNetwork *network);

G_END_DECLS
