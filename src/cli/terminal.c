/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

gboolean
vt_terminal_is_unicode (void)
{
  return g_get_charset (NULL);
}

/* The field's letters; quotation marks, dashes and accents are spelt by GLib. */
static const struct
{
  const char *sign, *spelling;
} spellings[] = {
  { "λ", "lambda" }, { "ε", "eps" }, { "τ", "tau" }, { "ω", "omega" }, { "ρ", "rho" },  { "ν", "nu" },  { "φ", "phi" },
  { "π", "pi" },     { "³", "^3" },  { "⁻", "^-" },  { "¹", "1" },     { "₀", "0" },    { "′", "'" },   { "⟨", "<" },
  { "⟩", ">" },
};

char *
vt_terminal_text (const char *text)
{
  g_autoptr (GString) spelt = NULL;

  if (vt_terminal_is_unicode ())
    return g_strdup (text);
  spelt = g_string_new (text);
  g_string_replace (spelt, "⁻³", "^-3", 0);
  for (guint k = 0; k < G_N_ELEMENTS (spellings); k++)
    g_string_replace (spelt, spellings[k].sign, spellings[k].spelling, 0);
  return g_str_to_ascii (spelt->str, NULL);
}

guint
vt_terminal_columns (guint most)
{
  struct winsize size = { 0 };
  guint columns = 80;

  if (isatty (STDOUT_FILENO) && ioctl (STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    columns = size.ws_col;
  return MIN (columns, most);
}

void
vt_terminal_say (const char *message)
{
  g_autofree char *text = vt_terminal_text (message);

  g_printerr ("vitrine-cli: %s\n", text);
}
