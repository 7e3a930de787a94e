/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vitrine-cli: the engine without a display. Options, JSON keys and exit codes are fixed: scripts use them. */
#include "config.h"

#include "commands.h"
#include "output.h"
#include "terminal.h"

#include "engine/language.h"
#include "response/blas.h"

#include <glib/gi18n.h>
#include <stdio.h>

static const struct
{
  const char *name;
  const char *summary;
  VtExit (*run) (int argc, char **argv);
} commands[] = {
  { "potential", N_ ("print a pair potential and its derivatives"), vt_command_potential },
  { "quench", N_ ("make a glass and measure it"), vt_command_quench },
  { "analyze", N_ ("measure a configuration from a file"), vt_command_analyze },
  { "modes", N_ ("find soft modes and take them apart"), vt_command_modes },
  { "response", N_ ("measure responses to local force dipoles"), vt_command_response },
};

static char *
help_text (void)
{
  GString *text = g_string_new (_("Usage: vitrine-cli COMMAND [OPTION...]\n\nModel glasses, from a recipe to their soft "
                                  "modes.\n\nCommands:\n"));

  for (guint k = 0; k < G_N_ELEMENTS (commands); k++)
    g_string_append_printf (text, "  %-12s%s\n", commands[k].name, _(commands[k].summary));
  g_string_append (text, _("\n  --help      show this text; each command has its own\n"
                           "  --version   show the version\n\n"
                           "Exit codes: 0 done, 1 the work failed, 2 wrong usage.\n"));
  return g_string_free (text, FALSE);
}

static VtExit
print (const char *text)
{
  g_autofree char *shown = vt_terminal_text (text);
  g_autoptr (GError) error = NULL;

  if (vt_output_print (shown, &error))
    return VT_EXIT_DONE;
  vt_terminal_say (error->message);
  return VT_EXIT_FAILED;
}

static VtExit
refuse (const char *command)
{
  g_autofree char *message = command != NULL ? g_strdup_printf (_("“%s” is no command"), command)
                                             : g_strdup (_("a command is missing"));
  g_autofree char *help = help_text (), *shown = vt_terminal_text (help);

  vt_terminal_say (message);
  g_printerr ("\n%s", shown);
  return VT_EXIT_USAGE;
}

static VtExit
dispatch (int argc, char **argv)
{
  const char *command = argc > 1 ? argv[1] : NULL;

  if (command == NULL)
    return refuse (NULL);
  if (g_str_equal (command, "--version"))
    return print ("vitrine-cli " VT_VERSION "\n");
  if (g_str_equal (command, "--help") || g_str_equal (command, "-h") || g_str_equal (command, "help"))
    {
      g_autofree char *help = help_text ();

      return print (help);
    }
  for (guint k = 0; k < G_N_ELEMENTS (commands); k++)
    if (g_str_equal (command, commands[k].name))
      return commands[k].run (argc - 1, argv + 1);
  return refuse (command);
}

int
main (int argc, char **argv)
{
  vt_blas_reexec_if_needed (argv);
  vt_language_init ();
  return dispatch (argc, argv);
}
