/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The style sheet of the stage. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* For the default display; a second call does nothing. */
void vt_stage_style_load (void);

G_END_DECLS
