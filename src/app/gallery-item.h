/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One glass in the gallery. */
#pragma once

#include "app/glass.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VT_TYPE_GALLERY_ITEM (vt_gallery_item_get_type ())
G_DECLARE_FINAL_TYPE (VtGalleryItem, vt_gallery_item, VT, GALLERY_ITEM, GtkWidget)

/* Signal "chosen": the user clicked it. */
GtkWidget *vt_gallery_item_new (VtGlass *glass);
VtGlass *vt_gallery_item_get_glass (VtGalleryItem *item);
void vt_gallery_item_set_shown (VtGalleryItem *item, gboolean shown);

/* A word or two that tell it from others of its name, markup; NULL: its name will do. */
void vt_gallery_item_set_distinction (VtGalleryItem *item, const char *distinction);

G_END_DECLS
