/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/gallery.h"
#include "app/gallery-item.h"

struct _VtGallery
{
  GtkWidget parent_instance;
  VtSession *session;
  GtkWidget *view;
  GtkWidget *items;
  GtkWidget *empty;
};

G_DEFINE_FINAL_TYPE (VtGallery, vt_gallery, GTK_TYPE_WIDGET)

static void
mark_shown (VtGallery *self)
{
  VtGlass *shown = vt_session_get_shown (self->session);
  GtkWidget *child;

  for (child = gtk_widget_get_first_child (self->items); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      VtGalleryItem *item = VT_GALLERY_ITEM (child);
      vt_gallery_item_set_shown (item, vt_gallery_item_get_glass (item) == shown);
    }
}

static void
on_chosen (VtGalleryItem *item, VtGallery *self)
{
  vt_session_show (self->session, vt_gallery_item_get_glass (item));
}

static GtkWidget *
nth_child (GtkWidget *parent, guint n)
{
  GtkWidget *child = gtk_widget_get_first_child (parent);

  for (guint i = 0; i < n && child != NULL; i++)
    child = gtk_widget_get_next_sibling (child);
  return child;
}

/* A glass that comes or goes changes what tells the others apart. */
static void
tell_apart (VtGallery *self, GListModel *glasses)
{
  GtkWidget *child;

  for (child = gtk_widget_get_first_child (self->items); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      VtGalleryItem *item = VT_GALLERY_ITEM (child);
      g_autofree char *distinction = vt_glass_distinction (vt_gallery_item_get_glass (item), glasses);

      vt_gallery_item_set_distinction (item, distinction);
    }
}

static void
on_items_changed (GListModel *glasses, guint position, guint removed, guint added, VtGallery *self)
{
  for (guint i = 0; i < removed; i++)
    gtk_box_remove (GTK_BOX (self->items), nth_child (self->items, position));
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (VtGlass) glass = g_list_model_get_item (glasses, position + i);
      GtkWidget *item = vt_gallery_item_new (glass);
      GtkWidget *before = position + i > 0 ? nth_child (self->items, position + i - 1) : NULL;

      g_signal_connect (item, "chosen", G_CALLBACK (on_chosen), self);
      gtk_box_insert_child_after (GTK_BOX (self->items), item, before);
    }
  gtk_widget_set_visible (self->empty, g_list_model_get_n_items (glasses) == 0);
  tell_apart (self, glasses);
  mark_shown (self);
}

/* A wheel that turns up and down moves a list that lies sideways. */
static gboolean
on_scroll (VtGallery *self, double dx, double dy)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->view));

  if (dx != 0)
    return FALSE;
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + 80 * dy);
  return TRUE;
}

static void
leave_session (VtGallery *self)
{
  if (self->session == NULL)
    return;
  g_signal_handlers_disconnect_by_data (vt_session_get_glasses (self->session), self);
  g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
}

static void
vt_gallery_dispose (GObject *object)
{
  VtGallery *self = VT_GALLERY (object);
  GtkWidget *child;

  leave_session (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (vt_gallery_parent_class)->dispose (object);
}

static void
vt_gallery_class_init (VtGalleryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vt_gallery_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/vitrine/Vitrine/gallery.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, VtGallery, view);
  gtk_widget_class_bind_template_child (widget_class, VtGallery, items);
  gtk_widget_class_bind_template_child (widget_class, VtGallery, empty);
  gtk_widget_class_bind_template_callback (widget_class, on_scroll);
}

static void
vt_gallery_init (VtGallery *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
vt_gallery_set_session (VtGallery *self, VtSession *session)
{
  GListModel *glasses = vt_session_get_glasses (session);

  leave_session (self);
  self->session = g_object_ref (session);
  g_signal_connect (glasses, "items-changed", G_CALLBACK (on_items_changed), self);
  g_signal_connect_swapped (session, "shown-changed", G_CALLBACK (mark_shown), self);
  on_items_changed (glasses, 0, 0, g_list_model_get_n_items (glasses), self);
}
