/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which model: a button with its name, and a pop-over of all that are offered, each with a sentence about it. Not a
 * GtkDropDown: its items have neither names nor actions for assistive technology in GTK 4.8. */
#pragma once

#include <gtk/gtk.h>
#include "model/potential.h"

G_BEGIN_DECLS

#define VT_TYPE_MODEL_BUTTON (vt_model_button_get_type ())
G_DECLARE_FINAL_TYPE (VtModelButton, vt_model_button, VT, MODEL_BUTTON, GtkWidget)

/* Signal "chosen": the user chose another model. */
GtkWidget *vt_model_button_new (void);

const VtModel *vt_model_button_get_model (VtModelButton *button);
void vt_model_button_set_model (VtModelButton *button, const VtModel *model);

/* Whether expert models are offered; the one that is set always is. */
void vt_model_button_set_expert (VtModelButton *button, gboolean expert);

G_END_DECLS
