/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A ring that fills as a run goes on. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VT_TYPE_PROGRESS_RING (vt_progress_ring_get_type ())
G_DECLARE_FINAL_TYPE (VtProgressRing, vt_progress_ring, VT, PROGRESS_RING, GtkWidget)

GtkWidget *vt_progress_ring_new (int size, double thickness);
void vt_progress_ring_set_fraction (VtProgressRing *ring, double fraction);

G_END_DECLS
