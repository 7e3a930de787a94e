/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One mode taken apart: what it is made of, where it sits, how it decays, what it couples to. */
#pragma once

#include "network/coupling.h"
#include "vibrations/nonlinear.h"

G_BEGIN_DECLS

/* Amplitudes against the distance from the core, in logarithmic bins up to half the shortest edge of the box. */
typedef struct
{
  guint n;
  double *r;         /* n: geometric middles of the bins, lambda */
  double *amplitude; /* n: median |u_i| of the particles in the bin; NAN where there is none */
  guint *count;      /* n: particles in the bin */
  double far_field;  /* A of the far field A r^-2: the median of |u_i| r_i^2 in the outer half of the range; NAN where
                      * no particle is that far out */
} VtModeDecay;

typedef struct
{
  VtModeKind kind;
  guint n_particles;
  double *vector;        /* 3 n_particles, normalised, turned so that coupling.sign is +1: what all that follows is of */
  double omega;          /* sqrt (stiffness), negative for an unstable direction */
  double stiffness;      /* kappa = u.H.u, tau^-2 */
  double third, fourth;  /* tau = U''' :. u u u, chi = U'''' :: u u u u */
  double participation;  /* N e */
  double residual;       /* of the equation of its kind, over |stiffness| */
  double parts[VT_N_STIFFNESS_PARTS]; /* k_plus, k_minus, f_plus, f_minus: their sum is the stiffness */
  VtCoupling coupling;
  double centre[3];      /* periodic centroid weighted by |u_i|^4, within the box */
  double core_radius;    /* root mean square distance from it, weighted by |u_i|^4 */
  VtModeDecay decay;
  double softening_shear; /* (u.b)^2 / (kappa V): what a harmonic mode takes from G (sticky1 Eq. 11) */
  double softening_bulk;  /* (u.b_e)^2 / (kappa V d^2): from K */
  guint n_overlaps;
  double *overlaps;      /* n_overlaps: |u.psi_l| with the harmonic modes given, in their order */
} VtAnatomy;

/* @vector: 3n, normalised, without translation; @harmonic: VtMode to compare with, or NULL. A pass over the bonds for
 * each number and one over the particles: no solve. */
VtAnatomy *vt_anatomy_new (VtModeKind kind, const VtSample *sample, const VtNetwork *network,
                           const VtHessian *hessian, const double *vector, const GPtrArray *harmonic);
void vt_anatomy_free (VtAnatomy *anatomy);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtAnatomy, vt_anatomy_free)

/* softening_shear and softening_bulk of every one of @modes; shares of the nonaffine moduli when divided by
 * G_affine - G and K_affine - K. @shear and @bulk: as long as @modes. */
void vt_modes_softening (const VtNetwork *network, const GPtrArray *modes, double *shear, double *bulk);

G_END_DECLS
