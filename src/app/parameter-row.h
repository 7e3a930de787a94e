/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The control parameter: its name, a field for its number, the slider. */
#pragma once

#include <gtk/gtk.h>
#include "model/potential.h"

G_BEGIN_DECLS

#define VT_TYPE_PARAMETER_ROW (vt_parameter_row_get_type ())
G_DECLARE_FINAL_TYPE (VtParameterRow, vt_parameter_row, VT, PARAMETER_ROW, GtkWidget)

/* Signal "changed" (double): the user chose a value, always one the model allows. */
void vt_parameter_row_set_model (VtParameterRow *row, const VtModel *model);
void vt_parameter_row_set_value (VtParameterRow *row, double value);

/* Where the shown glass stands; NAN: nowhere on this slider. */
void vt_parameter_row_set_ring (VtParameterRow *row, double value);

G_END_DECLS
