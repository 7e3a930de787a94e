/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Powers and logarithms with the same bits on every x86-64 machine.
 *
 * Coefficients of the potentials and densities decide where particles end, so they pass through no libm
 * transcendental, whose last bit may change with its version and with the vector units it finds. Here a power is
 * exp (e log b), both by series in 128-bit arithmetic: additions, multiplications and divisions of __float128 are
 * done in software by the compiler's run-time library and are correctly rounded wherever they run. About 1e-30 is
 * left of the relative precision, so that the rounding to double is the nearest one in all but freak cases. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef __float128 VtQuad;

/* Natural logarithm of @x > 0, @x within the range of double. */
VtQuad vt_quad_log (VtQuad x);

/* @base to the @exponent, @base > 0; |exponent * log (base)| below 1e4. */
VtQuad vt_quad_power (VtQuad base, VtQuad exponent);

/* The same, rounded to double (0 or infinity where double cannot hold it). */
double vt_power (double base, double exponent);
double vt_log (double x);

G_END_DECLS
