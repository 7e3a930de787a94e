/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the stiffness of a mode comes from: k+, k-, f+, f- as signed bars that sum to omega^2 (lerner2022 Eq. 6). */
#pragma once

#include <gtk/gtk.h>
#include "network/hessian.h"

G_BEGIN_DECLS

#define VT_TYPE_STIFFNESS_BARS (vt_stiffness_bars_get_type ())
G_DECLARE_FINAL_TYPE (VtStiffnessBars, vt_stiffness_bars, VT, STIFFNESS_BARS, GtkWidget)

/* @parts: in epsilon/lambda^2; NULL: none. */
void vt_stiffness_bars_set_parts (VtStiffnessBars *bars, const double parts[VT_N_STIFFNESS_PARTS]);

G_END_DECLS
