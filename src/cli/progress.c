/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "progress.h"

#include "terminal.h"

#include <glib/gi18n.h>
#include <math.h>
#include <unistd.h>

#define BAR_WIDTH 24

static const char *const stage_names[] = {
  [VT_STAGE_STARTING] = N_ ("Starting"),
  [VT_STAGE_MELT] = N_ ("Melting"),
  [VT_STAGE_QUENCH] = N_ ("Quenching"),
  [VT_STAGE_ELASTICITY] = N_ ("Elasticity"),
  [VT_STAGE_MODES] = N_ ("Modes"),
};

gboolean
vt_progress_is_wanted (void)
{
  return isatty (STDERR_FILENO);
}

static char *
time_left (double seconds)
{
  if (!isfinite (seconds))
    return g_strdup ("");
  if (seconds < 1)
    return g_strdup (_("less than a second left"));
  if (seconds < 120)
    return g_strdup_printf (_("about %.0f s left"), seconds);
  if (seconds < 7200)
    return g_strdup_printf (_("about %.0f min left"), seconds / 60);
  return g_strdup_printf (_("about %.0f h left"), seconds / 3600);
}

static char *
bar (double progress)
{
  const char *full = vt_terminal_is_unicode () ? "█" : "#", *empty = vt_terminal_is_unicode () ? "░" : ".";
  GString *text = g_string_new (NULL);

  for (guint k = 0; k < BAR_WIDTH; k++)
    g_string_append (text, k < lround (progress * BAR_WIDTH) ? full : empty);
  return g_string_free (text, FALSE);
}

void
vt_progress_show (const VtSnapshot *snapshot)
{
  g_autofree char *drawn = bar (snapshot->progress), *left = time_left (snapshot->remaining), *line = NULL, *text = NULL;

  if (snapshot->stage >= VT_STAGE_DONE)
    return;
  line = g_strdup_printf ("%-12s %s %3.0f %%  %s", _(stage_names[snapshot->stage]), drawn, 100 * snapshot->progress,
                          left);
  text = vt_terminal_is_unicode () ? g_strdup (line) : vt_terminal_text (line);
  g_printerr ("\r\033[K%s", text);
}

void
vt_progress_clear (void)
{
  g_printerr ("\r\033[K");
}
