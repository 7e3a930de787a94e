/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole spectrum, or many modes of a small glass, through a dense matrix. */
#pragma once

#include <gio/gio.h>
#include "vibrations/mode.h"

G_BEGIN_DECLS

/* @fraction 0 ... 1 of the work, from the thread that does it. */
typedef void (*VtProgressFunc) (double fraction, gpointer data);

/* All 3n - 3 eigenvalues omega^2, ascending, the translations left out. They are recognised, not assumed: the basis
 * is turned so that the translations become three unit vectors, whose rows must then be empty. Free with g_free.
 *
 * Takes vt_dense_memory () bytes and some 2 (3n)^3 operations; looks at @cancellable after every panel of the matrix,
 * so that it stops within half a second (except in the last part, of order n^2). VT_VIBRATIONS_ERROR_MEMORY where it does not fit. @progress may be NULL. */
double *vt_dense_spectrum (const VtHessian *hessian, VtProgressFunc progress, gpointer data,
                           GCancellable *cancellable, GError **error);

/* The lowest @n_modes modes (1 ... 3n - 3) likewise, ascending: an array of VtMode. */
GPtrArray *vt_dense_modes (const VtHessian *hessian, guint n_modes, VtProgressFunc progress, gpointer data,
                           GCancellable *cancellable, GError **error);

/* Columns that are reduced between two looks at a cancellation while @unknowns are left: fewer of large matrices, each
 * of some 4 @unknowns^2 operations. */
guint vt_dense_panel (guint unknowns);

/* Bytes either takes; @n_modes 0 for the spectrum alone. */
guint64 vt_dense_memory (guint n_particles, guint n_modes);

G_END_DECLS
