/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The key of the displacement map: a bar of its colours between "still" and "moves most". */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *vt_ember_bar_new (void);

G_END_DECLS
