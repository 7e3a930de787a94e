/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ends of a spectrum, roughly and cheaply. */
#pragma once

#include "network/hessian.h"

G_BEGIN_DECLS

/* The lowest and highest Ritz values of @n_steps Lanczos steps on H (that many products), translations taken out.
 * They lie inside the spectrum: @highest is a few per cent below the largest eigenvalue, @lowest above the smallest,
 * and close to it only where that is far out. The start vector is fixed, so the answer is always the same. */
void vt_hessian_extremes (const VtHessian *hessian, guint n_steps, double *lowest, double *highest);

G_END_DECLS
