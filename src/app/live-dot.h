/* SPDX-License-Identifier: GPL-3.0-or-later */
/* VtLiveDot: the dot that breathes while data arrive. It moves only while it is seen and animations are wanted. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VT_TYPE_LIVE_DOT (vt_live_dot_get_type ())
G_DECLARE_FINAL_TYPE (VtLiveDot, vt_live_dot, VT, LIVE_DOT, GtkWidget)

GtkWidget *vt_live_dot_new (void);

G_END_DECLS
