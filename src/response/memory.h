/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much memory there is to be had. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Bytes this process may still take without the machine running short (MemAvailable of /proc/meminfo); G_MAXUINT64
 * where the system does not say. */
guint64 vt_memory_available (void);

G_END_DECLS
