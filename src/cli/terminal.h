/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the terminal can show. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* TRUE where the user's character set is UTF-8. */
gboolean vt_terminal_is_unicode (void);

/* @text as it can be shown: as it is in a UTF-8 locale, else spelt in ASCII ("λ" becomes "lambda"). Free with g_free. */
char *vt_terminal_text (const char *text);

/* Characters in a line of standard output, 80 where it is no terminal; at most @most. */
guint vt_terminal_columns (guint most);

/* "vitrine-cli: " and @message on standard error. */
void vt_terminal_say (const char *message);

G_END_DECLS
