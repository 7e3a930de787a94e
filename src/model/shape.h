/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pieces the potentials are put together from: powers and the smoothing polynomial, each with four derivatives.
 * Private to src/model. */
#pragma once

#include "model/potential.h"
#include "model/power.h"

G_BEGIN_DECLS

extern const VtModel vt_model_stiff;
extern const VtModel vt_model_mie;
extern const VtModel vt_model_sticky;
extern const VtModel vt_model_stiff6;

/* Adds amplitude * x^-exponent and its derivatives to d[0..4]. */
void vt_shape_add_power (double d[5], double x, double amplitude, double exponent);

/* Adds c[0] + c[1] x^2 + c[2] x^4 + c[3] x^6 and its derivatives to d[0..4]. */
void vt_shape_add_smoothing (double d[5], double x, const double c[4]);

/* Adds to c[0..2] = (c0, c2, c4) what makes value, slope and curvature of amplitude * x^-exponent + c0 + c2 x^2 +
 * c4 x^4 vanish at @cutoff: with u = cutoff, A = amplitude, e = exponent
 *   c0 = -A (e + 2)(e + 4) u^-e / 8,  c2 = A e (e + 4) u^-(e+2) / 4,  c4 = -A e (e + 2) u^-(e+4) / 8,
 * which are the coefficients below lerner2022 Eq. 2 and sticky1 Eq. B1, one power at a time. */
void vt_shape_smooth_power (VtQuad c[3], VtQuad cutoff, VtQuad amplitude, VtQuad exponent);

/* Rounds @c into the coefficients of @potential (c6 = 0). */
void vt_shape_set_smoothing (VtPotential *potential, const VtQuad c[3]);

G_END_DECLS
