/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The strip of numbers under the stage: Poisson's ratio on its gauge, shear and bulk modulus, pressure, stickiness,
 * energy. Always of the shown glass. */
#pragma once

#include <gtk/gtk.h>
#include "engine/snapshot.h"

G_BEGIN_DECLS

#define VT_TYPE_RESULTS_STRIP (vt_results_strip_get_type ())
G_DECLARE_FINAL_TYPE (VtResultsStrip, vt_results_strip, VT, RESULTS_STRIP, GtkWidget)

/* @snapshot may be NULL: nothing known. */
void vt_results_strip_set_snapshot (VtResultsStrip *strip, const VtSnapshot *snapshot);

/* The small form of 84 px, which has room for @gallery at its end. @narrow leaves the energy out. */
void vt_results_strip_set_compact (VtResultsStrip *strip, gboolean compact, gboolean narrow);

/* The button that opens the gallery in the small form. */
void vt_results_strip_set_gallery (VtResultsStrip *strip, GtkWidget *gallery);
void vt_results_strip_set_n_glasses (VtResultsStrip *strip, guint n_glasses);

G_END_DECLS
