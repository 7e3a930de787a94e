/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/search-bar.h"

struct _VtSearchBar
{
  GtkWidget parent_instance;
  GtkWidget *box;
  GtkWidget *count;
  GtkWidget *begin, *stop;
};

G_DEFINE_FINAL_TYPE (VtSearchBar, vt_search_bar, GTK_TYPE_WIDGET)

enum
{
  SEARCH,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
on_begin (VtSearchBar *self)
{
  g_signal_emit (self, signals[SEARCH], 0, TRUE);
}

static void
on_stop (VtSearchBar *self)
{
  g_signal_emit (self, signals[SEARCH], 0, FALSE);
}

static void
vt_search_bar_dispose (GObject *object)
{
  VtSearchBar *self = VT_SEARCH_BAR (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (vt_search_bar_parent_class)->dispose (object);
}

static void
vt_search_bar_class_init (VtSearchBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vt_search_bar_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "searchbar");
  signals[SEARCH] = g_signal_new ("search", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static GtkWidget *
add (VtSearchBar *self, GtkWidget *child)
{
  gtk_box_append (GTK_BOX (self->box), child);
  return child;
}

static void
vt_search_bar_init (VtSearchBar *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->count = add (self, gtk_label_new (NULL));
  gtk_widget_add_css_class (self->count, "numeric");
  self->begin = add (self, gtk_button_new_with_label (_ ("Find soft spots")));
  gtk_widget_set_tooltip_text (self->begin, _ ("Search for quasilocalized modes that are free of phonons"));
  g_signal_connect_swapped (self->begin, "clicked", G_CALLBACK (on_begin), self);
  self->stop = add (self, gtk_button_new_with_label (_ ("Stop")));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->stop), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Stop the search"),
                                  -1);
  gtk_widget_set_tooltip_text (self->stop, _ ("What has been found is kept"));
  g_signal_connect_swapped (self->stop, "clicked", G_CALLBACK (on_stop), self);
  vt_search_bar_set (self, NULL, FALSE);
}

/* Of the family that is looked for now. */
static char *
count_words (const VtFindings *findings)
{
  const GPtrArray *modes = vt_findings_modes (findings, findings->seeking);
  guint n = modes != NULL ? modes->len : 0;

  if (n == 0)
    return g_strdup (findings->seeking == VT_MODE_QUARTIC ? _ ("looking for quartic ones") : _ ("looking for soft spots"));
  return g_strdup_printf (ngettext ("%u found", "%u found", n), n);
}

void
vt_search_bar_set (VtSearchBar *self, const VtFindings *findings, gboolean can_search)
{
  gboolean running = findings != NULL && findings->search == VT_SEARCH_RUNNING;
  gboolean offer = !running && can_search && (findings == NULL || findings->search != VT_SEARCH_DONE);
  g_autofree char *words = running ? count_words (findings) : g_strdup ("");

  gtk_label_set_text (GTK_LABEL (self->count), words);
  gtk_widget_set_visible (self->count, running);
  gtk_widget_set_visible (self->stop, running);
  gtk_widget_set_visible (self->begin, offer);
  gtk_widget_set_visible (GTK_WIDGET (self), running || offer);
}
