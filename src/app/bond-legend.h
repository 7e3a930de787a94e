/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the colours of the bonds on the stage say. Follows a stage view; hides itself while it shows no bonds. */
#pragma once

#include "app/stage-view.h"

G_BEGIN_DECLS

#define VT_TYPE_BOND_LEGEND (vt_bond_legend_get_type ())
G_DECLARE_FINAL_TYPE (VtBondLegend, vt_bond_legend, VT, BOND_LEGEND, GtkWidget)

GtkWidget *vt_bond_legend_new (VtStageView *view);

/* One line about the bonds: where they are, or the numbers of the chosen one; Pango markup. NULL without bonds. */
char *vt_bond_words (VtStageView *view);

G_END_DECLS
