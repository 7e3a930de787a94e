/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Elastic moduli of a minimum, athermal, from the response to homogeneous strains. */
#pragma once

#include "response/factor.h"
#include "response/iterative.h"

G_BEGIN_DECLS

/* Moduli in epsilon/lambda^3, speeds in lambda/tau, frequencies in tau^-1. The affine parts are what the moduli would
 * be if every particle just followed the strain; the totals are lower by the nonaffine relaxation. */
typedef struct
{
  double shear, shear_affine;           /* xy simple shear (lerner2022 Eq. A1, A2) */
  double bulk, bulk_affine;             /* lerner2022 Eq. A3 */
  double shear_mean, shear_mean_affine; /* over the six simple shears ab, a != b; NAN unless asked for */
  double poisson_ratio;                 /* nu = (3K - 2G) / (6K + 2G) */
  double young;                         /* E = 9KG / (3K + G) */
  double shear_speed;                   /* c_s = sqrt (G / rho) */
  double longitudinal_speed;            /* sqrt ((K + 4G/3) / rho) */
  double omega0;                        /* c_s / a0, a0 = (V/N)^(1/3) */
  double first_shear_wave;              /* 2 pi c_s / L, L the longest edge */
} VtModuli;

/* G = (U_gg - b.H^-1.b) / V and K = (U_ee - d U_e - b_e.H^-1.b_e) / (V d^2) with @factor from vt_factor_new_stable of
 * @network's Hessian. With @all_shears the mean over the six simple shears as well. Speeds of a modulus that is not
 * positive are NAN. */
void vt_moduli_compute (const VtNetwork *network, VtFactor *factor, gboolean all_shears, VtModuli *moduli);

/* The same where something else than a factor solves: x = H^-1 b in place, for @n vectors. FALSE where that fails. */
typedef gboolean (*VtModuliSolve) (gpointer solver, double *x, guint n, GCancellable *cancellable, GError **error);
gboolean vt_moduli_compute_by (const VtNetwork *network, VtModuliSolve solve, gpointer solver, gboolean all_shears,
                               VtModuli *moduli, GCancellable *cancellable, GError **error);

/* The same without a factor, by conjugate gradients on all strains at once and on one random force beside them. Its
 * solution reaches along every mode, so that it cannot converge without having met a direction of negative stiffness
 * where there is one, or one that costs nothing: then VT_RESPONSE_ERROR_NOT_POSITIVE or _LIBRARY, and success says that
 * H is positive definite on all but the translations. As exact as with a factor. Looks at @cancellable between
 * products. */
gboolean vt_moduli_compute_iteratively (const VtNetwork *network, VtIterative *iterative, gboolean all_shears,
                                        VtModuli *moduli, GCancellable *cancellable, GError **error);

double vt_poisson_ratio (double bulk, double shear);

G_END_DECLS
