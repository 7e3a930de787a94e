/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/tooltip.h"

gboolean
vt_tooltip_set_text (GtkWidget *widget, const char *text)
{
  if (g_strcmp0 (text, gtk_widget_get_tooltip_text (widget)) == 0)
    return FALSE;
  gtk_widget_set_tooltip_text (widget, text);
  return TRUE;
}

gboolean
vt_tooltip_set_markup (GtkWidget *widget, const char *markup)
{
  if (g_strcmp0 (markup, gtk_widget_get_tooltip_markup (widget)) == 0)
    return FALSE;
  gtk_widget_set_tooltip_markup (widget, markup);
  return TRUE;
}
