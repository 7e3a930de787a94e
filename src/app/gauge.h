/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gauge of Poisson's ratio: a trough from 0.25 to 0.50, the 0.43 of the platinum-rich metallic glass above it, a
 * mark that slides to the value of the shown glass. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VT_TYPE_GAUGE (vt_gauge_get_type ())
G_DECLARE_FINAL_TYPE (VtGauge, vt_gauge, VT, GAUGE, GtkWidget)

/* NAN: no mark. */
void vt_gauge_set_value (VtGauge *gauge, double value);

/* Short words and only the end labels, for the small strip. */
void vt_gauge_set_compact (VtGauge *gauge, gboolean compact);

G_END_DECLS
