/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One big library call at a time. CHOLMOD, LAPACK and ARPACK cannot be interrupted and may each take gigabytes; a
 * run that was cancelled in the middle of one goes on unseen until the call returns. Whoever wants to make such a call
 * waits for it here, so that there is never more than one of them. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* FALSE with G_IO_ERROR_CANCELLED when @cancellable is cancelled first. */
gboolean vt_exclusive_enter (GCancellable *cancellable, GError **error);
void vt_exclusive_leave (void);

/* Makes those who wait look at their cancellable. */
void vt_exclusive_wake (void);

G_END_DECLS
