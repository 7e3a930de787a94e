/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "app/gallery-item.h"
#include "app/progress-ring.h"
#include "app/thumbnail.h"
#include "app/tooltip.h"
#include "app/words.h"
#include "plot/number.h"

struct _VtGalleryItem
{
  GtkWidget parent_instance;
  VtGlass *glass;
  GtkWidget *button;
  GtkWidget *picture;
  VtProgressRing *ring;
  GtkWidget *badge;
  GtkWidget *name;
  GtkWidget *standing;
  char *distinction; /* NULL: the name will do */
  GCancellable *painting; /* of the thumbnail, under way or done; NULL: not begun. In the style of ... */
  gboolean dark;
};

G_DEFINE_FINAL_TYPE (VtGalleryItem, vt_gallery_item, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
on_painted (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GdkPaintable) thumbnail = vt_thumbnail_finish (result);

  if (thumbnail != NULL)
    gtk_image_set_from_paintable (GTK_IMAGE (VT_GALLERY_ITEM (object)->picture), thumbnail);
}

static void
stop_painting (VtGalleryItem *self)
{
  g_cancellable_cancel (self->painting);
  g_clear_object (&self->painting);
}

static void
update_picture (VtGalleryItem *self)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  if (!vt_glass_is_set (self->glass) || (self->painting != NULL && self->dark == dark))
    return;
  stop_painting (self);
  self->painting = g_cancellable_new ();
  self->dark = dark;
  vt_thumbnail_paint (self, vt_glass_get_snapshot (self->glass)->sample, dark, self->painting, on_painted);
}

static void
update (VtGalleryItem *self)
{
  gboolean running = vt_glass_get_state (self->glass) == VT_GLASS_RUNNING;
  g_autofree char *name = vt_glass_short_name (self->glass);
  g_autofree char *state = vt_glass_standing (self->glass);
  g_autofree char *standing =
    self->distinction != NULL ? g_strdup_printf ("%s · %s", state, self->distinction) : g_strdup (state);
  g_autofree char *subtitle = vt_glass_subtitle (self->glass, FALSE);
  g_autofree char *markup = g_strdup_printf ("%s, %s", name, standing);
  g_autofree char *spoken = vt_markup_to_plain (markup);

  gtk_label_set_markup (GTK_LABEL (self->name), name);
  gtk_label_set_markup (GTK_LABEL (self->standing), standing);
  vt_tooltip_set_markup (self->button, subtitle);
  update_picture (self);
  gtk_widget_set_visible (GTK_WIDGET (self->ring), running);
  vt_progress_ring_set_fraction (self->ring, vt_words_progress (vt_glass_get_snapshot (self->glass)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
on_clicked (VtGalleryItem *self)
{
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
vt_gallery_item_dispose (GObject *object)
{
  VtGalleryItem *self = VT_GALLERY_ITEM (object);

  if (self->glass != NULL)
    g_signal_handlers_disconnect_by_data (self->glass, self);
  stop_painting (self);
  g_clear_object (&self->glass);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  G_OBJECT_CLASS (vt_gallery_item_parent_class)->dispose (object);
}

static void
vt_gallery_item_finalize (GObject *object)
{
  g_free (VT_GALLERY_ITEM (object)->distinction);
  G_OBJECT_CLASS (vt_gallery_item_parent_class)->finalize (object);
}

static void
vt_gallery_item_class_init (VtGalleryItemClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vt_gallery_item_dispose;
  G_OBJECT_CLASS (klass)->finalize = vt_gallery_item_finalize;
  g_type_ensure (VT_TYPE_PROGRESS_RING);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/vitrine/Vitrine/gallery-item.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, VtGalleryItem, button);
  gtk_widget_class_bind_template_child (widget_class, VtGalleryItem, picture);
  gtk_widget_class_bind_template_child (widget_class, VtGalleryItem, ring);
  gtk_widget_class_bind_template_child (widget_class, VtGalleryItem, badge);
  gtk_widget_class_bind_template_child (widget_class, VtGalleryItem, name);
  gtk_widget_class_bind_template_child (widget_class, VtGalleryItem, standing);
  gtk_widget_class_bind_template_callback (widget_class, on_clicked);
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
}

static void
vt_gallery_item_init (VtGalleryItem *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
vt_gallery_item_new (VtGlass *glass)
{
  VtGalleryItem *self = g_object_new (VT_TYPE_GALLERY_ITEM, NULL);

  self->glass = g_object_ref (glass);
  g_signal_connect_swapped (glass, "changed", G_CALLBACK (update), self);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (update_picture), self,
                           G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

VtGlass *
vt_gallery_item_get_glass (VtGalleryItem *self)
{
  return self->glass;
}

void
vt_gallery_item_set_shown (VtGalleryItem *self, gboolean shown)
{
  gtk_widget_set_visible (self->badge, shown);
  if (shown)
    gtk_widget_add_css_class (GTK_WIDGET (self), "shown");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "shown");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_STATE_PRESSED,
                               shown ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
}

void
vt_gallery_item_set_distinction (VtGalleryItem *self, const char *distinction)
{
  if (g_strcmp0 (self->distinction, distinction) == 0)
    return;
  g_free (self->distinction);
  self->distinction = g_strdup (distinction);
  update (self);
}
