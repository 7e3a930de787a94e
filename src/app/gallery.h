/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The glasses of this session, newest first: thumbnail, name, Poisson's ratio. Clicking one shows it again. */
#pragma once

#include "app/session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VT_TYPE_GALLERY (vt_gallery_get_type ())
G_DECLARE_FINAL_TYPE (VtGallery, vt_gallery, VT, GALLERY, GtkWidget)

/* Follows @session, which must outlive the gallery's last glass change. */
void vt_gallery_set_session (VtGallery *gallery, VtSession *session);

G_END_DECLS
