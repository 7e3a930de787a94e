/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A menu button showing the choice made in bold, with a pop-over of the choices.
 *
 * Not GtkDropDown: its items have neither names nor actions for assistive technology in GTK 4.8. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VT_TYPE_CHOICE (vt_choice_get_type ())
G_DECLARE_FINAL_TYPE (VtChoice, vt_choice, VT, CHOICE, GtkWidget)

/* Follows and sets the int property @property of @object (kept alive by its owner). @names: translated, one for each
 * value 0 ... n-1, NULL-terminated. @title: what is chosen, for the accessible name "Colour: species". */
GtkWidget *vt_choice_new (const char *title, const char *const *names, GObject *object, const char *property);

/* Whether @value can be chosen now. */
void vt_choice_set_offered (VtChoice *choice, int value, gboolean offered);

G_END_DECLS
