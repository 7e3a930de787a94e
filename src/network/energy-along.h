/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The energy of a glass along a displacement field. */
#pragma once

#include "sample/sample.h"

G_BEGIN_DECLS

/* U(x + s u) - U(x) for each of @n values @s into @energy, to the rounding of a sum over all pairs, by displacing the
 * particles: bonds open and close as they will. @u: 3 sample->n. FALSE where particles would come to lie on top of each
 * other (VT_SAMPLE_ERROR_COINCIDENT or VT_MODEL_ERROR_TOO_CLOSE). One search for pairs and a fraction of one sum over
 * them, whatever @n, where no particle moves far (network/pair-series.h). */
gboolean vt_energy_along (const VtSample *sample, const VtPotential *potential, const double *u, const double *s,
                          guint n, double *energy, GError **error);

G_END_DECLS
