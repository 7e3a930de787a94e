/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Published settings: which densities, cutoffs, sizes and parent temperatures the papers used. The numbers are data
 * (data/published.ini, compiled in), the interpolation rules are PHYSICS section 2. */
#pragma once

#include "model/potential.h"

G_BEGIN_DECLS

typedef enum
{
  VT_DENSITY_PUBLISHED,    /* exactly a published setting */
  VT_DENSITY_INTERPOLATED, /* between published points */
  VT_DENSITY_EXTRAPOLATED, /* beyond them, from our measured zero-pressure curve or the nearest points */
} VtDensityOrigin;

/* Number density (lambda^-3) the published curve gives for these parameters. */
double vt_published_density (const VtModel *model, const double *parameters, VtDensityOrigin *origin);

/* The default x_c: of mie a function of q (piecewise linear in 1/q), of sticky r_c 2^(1/6), else the standard value. */
double vt_published_cutoff (const VtModel *model, double control);

/* Default parent temperature T_p of a thermostatted melt (mie, sticky; PHYSICS section 3.2), interpolated; NAN for
 * models whose default melt is NVE from the crystal (stiff, stiff6). Above the published density it grows as rho^(n/3),
 * n the exponent of the repulsion, so that the liquid stays as far above its glass transition: the papers' hot
 * temperatures are given at one density only, and at twice it (sticky1's DSS) such a melt would be a crystal. */
double vt_published_temperature (const VtModel *model, const double *parameters, double density);

/* Published values of the control parameter, ascending; ticks of the slider. */
const double *vt_published_controls (const VtModel *model, gsize *n_controls);

/* Number of particles the papers used for @model. */
guint vt_published_particles (const VtModel *model);

G_END_DECLS
