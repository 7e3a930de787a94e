/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Back to front. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Fills @order with 0 ... n-1 so that z[order[k]] never falls by more than 1/65536 of the range of z; ties keep their
 * order. @z must be finite. @scratch: room for 2n numbers. */
void vt_depth_order (const float *z, guint n, guint32 *order, guint32 *scratch);

G_END_DECLS
