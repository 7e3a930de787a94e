/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The language of the messages. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Takes up the user's locale and binds the program's translations: those installed with it, or those in the folder
 * VITRINE_LOCALEDIR for a program that runs from its build folder. To be called first in main (). */
void vt_language_init (void);

G_END_DECLS
