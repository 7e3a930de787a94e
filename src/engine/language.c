/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine/language.h"

#include <glib/gi18n.h>
#include <locale.h>

void
vt_language_init (void)
{
  const char *folder = g_getenv ("VITRINE_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : VT_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
