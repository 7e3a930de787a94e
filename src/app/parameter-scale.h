/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The slider of a control parameter: linear or logarithmic, ticks at the published values, a ring where the shown glass
 * stands.
 *
 * A GtkScale inside holds the value in its own units (so that assistive technology reads and sets Q, not ln Q), the
 * focus and the keys; trough, knob, ring and ticks are drawn here, because GtkScale knows linear axes only. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VT_TYPE_PARAMETER_SCALE (vt_parameter_scale_get_type ())
G_DECLARE_FINAL_TYPE (VtParameterScale, vt_parameter_scale, VT, PARAMETER_SCALE, GtkWidget)

/* @ticks: @n_ticks ascending values, copied. @name: accessible name. */
void vt_parameter_scale_set_range (VtParameterScale *scale, const char *name, double from, double to,
                                   gboolean logarithmic, const double *ticks, gsize n_ticks);

double vt_parameter_scale_get_value (VtParameterScale *scale);

/* Does not emit "moved"; a value beyond the ends stands at the end. */
void vt_parameter_scale_set_value (VtParameterScale *scale, double value);

/* NAN: no ring. */
void vt_parameter_scale_set_ring (VtParameterScale *scale, double value);

G_END_DECLS
