/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lets a window become smaller than what it shows now: says that it needs little, tells its size, and whoever listens
 * folds the content to fit. (GTK 4.8 has no breakpoints.) */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VT_TYPE_FOLD_BIN (vt_fold_bin_get_type ())
G_DECLARE_FINAL_TYPE (VtFoldBin, vt_fold_bin, VT, FOLD_BIN, GtkWidget)

/* Property "child"; "least-width" and "least-height": the size below which nothing folds any further.
 *
 * Signal "resized" (int width, int height): right after the size has changed, when the shape of the content may be
 * changed. */

G_END_DECLS
