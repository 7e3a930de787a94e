/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The line on standard error that tells how far the work is; nothing where that is no terminal. */
#pragma once

#include "engine/snapshot.h"

G_BEGIN_DECLS

/* TRUE where there is somebody to see it. */
gboolean vt_progress_is_wanted (void);

void vt_progress_show (const VtSnapshot *snapshot);
void vt_progress_clear (void);

G_END_DECLS
