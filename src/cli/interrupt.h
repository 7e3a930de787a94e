/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ctrl-C and a friendly kill: the first one asks for an end, a second one later on ends the program at
 * once. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void vt_interrupt_catch (void);
gboolean vt_interrupted (void);

/* Work that may take long. FALSE with @error where it failed or was cancelled. */
typedef gboolean (*VtJobFunc) (gpointer data, GCancellable *cancellable, GError **error);

/* Does @job in a thread of its own, cancels it when interrupted, and waits for its end either way. */
gboolean vt_interrupt_guard (VtJobFunc job, gpointer data, GError **error);

G_END_DECLS
