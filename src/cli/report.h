/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Results as text: JSON, CSV, a table to read, plots to look at. */
#pragma once

#include "engine/snapshot.h"

G_BEGIN_DECLS

/* Things the snapshot does not know. */
typedef struct
{
  gboolean spectrum;   /* the spectrum was asked for */
  const char *notes[4]; /* remarks of the command itself, NULL-terminated */
} VtReportContext;

/* The result of quench and analyze. Members, in this order:
 *
 * version                program version
 * recipe                 its text form, null for a file without one
 * model, parameters      "stiff", { "q": 80, "xc": 2 }
 * particles, density     density as it is, trimmed or not, lambda^-3
 * seed                   null for a file without a recipe
 * stable                 null where that was not found out
 * digest                 SHA-256 of the minimum, see vt_sample_digest
 * energy_per_particle    epsilon
 * max_force              largest net force, epsilon/lambda
 * mean_pair_force        epsilon/lambda
 * pressure, p_over_k, p_over_p0
 * shear_modulus, shear_modulus_affine, bulk_modulus, bulk_modulus_affine, poisson_ratio
 * stickiness, coordination
 * rattlers               particles that touch no other
 * frequencies            lowest modes asked for, omega ascending, tau^-1, an unstable direction negative
 * participation_ratios   N e of each
 * spectrum               all 3N-3, where asked for
 * counts                 force_evaluations, md_steps, factorisations, solves
 * timings                seconds: melt, quench, elasticity, modes, spectrum, total
 * notes                  remarks, an array of strings
 * error                  why the work failed or ended early, else null
 *
 * What is not known is null. Free with g_free. */
char *vt_report_json (const VtSnapshot *snapshot, const VtReportContext *context);

/* Why a run did not come to its end; NULL if it did. */
const char *vt_report_failure (const VtSnapshot *snapshot);

/* r,g,g_ss,g_sl,g_ll */
char *vt_report_rdf_csv (const VtRdf *rdf);

/* The same results for the eye. */
char *vt_report_table (const VtSnapshot *snapshot);

/* g(r) and vDOS, @columns wide. */
char *vt_report_plots (const VtSnapshot *snapshot, guint columns, gboolean unicode);

G_END_DECLS
