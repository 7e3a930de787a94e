/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a configuration a glass? The verdict, in numbers and in words. */
#pragma once

#include <gio/gio.h>
#include "response/moduli.h"

G_BEGIN_DECLS

/* Forces count as balanced up to this much of the mean pair force. A true quench ends ten orders below; but a file
 * whose positions were rounded to six digits has about this much at Q = 320, and its moduli are still good. */
#define VT_BALANCED_FORCE 1e-2
/* epsilon/lambda: net forces below it are rounding, whatever the pair forces. */
#define VT_VANISHING_FORCE 1e-9
/* More negative directions than this are not counted one by one, but in small systems. */
#define VT_MOST_COUNTED 16

/* From this many particles on vt_stability_judge_quickly is the quicker way. */
#define VT_QUICK_PARTICLES 400

typedef struct
{
  gboolean stable;        /* positive definite on all but the three translations, and forces balanced */
  double force_ratio;     /* largest net force over mean pair force; infinite without bonds, 0 where both vanish */
  guint n_negative;       /* directions of negative curvature ... */
  gboolean more_negative; /* ... or more than that */
  guint n_zero;           /* zero modes beside the translations ... */
  gboolean more_zero;     /* ... or more than that */
  guint n_rattlers;       /* particles without bonds */
} VtStability;

/* Judges @network with its @hessian. *@factor receives a factor fit for vt_lowest_modes, and for moduli where the
 * curvature is positive (n_negative and n_zero are 0): of vt_factor_new_stable, else raised. FALSE where memory runs
 * out or @cancellable is cancelled. */
gboolean vt_stability_judge (const VtNetwork *network, const VtHessian *hessian, VtFactor **factor,
                             VtStability *stability, GCancellable *cancellable, GError **error);

/* The same without a factor, for what is a minimum: @moduli beside the verdict, from @network's @hessian on @team or NULL.
 * @monitor or NULL is told how far it is. FALSE without an error where this cannot tell (negative or vanishing curvature, or
 * too slow) and a factor must be had; FALSE with an error where @cancellable is cancelled. */
gboolean vt_stability_judge_quickly (const VtNetwork *network, const VtHessian *hessian, VtTeam *team,
                                     VtStability *stability, VtModuli *moduli, const VtIterativeMonitor *monitor,
                                     GCancellable *cancellable, GError **error);

/* A translated sentence on what is wrong; NULL for a stable configuration. Free with g_free. */
char *vt_stability_describe (const VtStability *stability);

G_END_DECLS
