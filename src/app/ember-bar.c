/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ember-bar.h"

#include "scene/ember.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define WIDTH 130
#define HEIGHT 8
#define STOPS 32

static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  cairo_pattern_t *map = cairo_pattern_create_linear (0, 0, width, 0);

  for (int k = 0; k <= STOPS; k++)
    {
      guint32 rgb = vt_ember_displacement ((double) k / STOPS, dark);

      cairo_pattern_add_color_stop_rgb (map, (double) k / STOPS, (rgb >> 16 & 0xff) / 255.0, (rgb >> 8 & 0xff) / 255.0,
                                        (rgb & 0xff) / 255.0);
    }
  cairo_set_source (cr, map);
  cairo_paint (cr);
  cairo_pattern_destroy (map);
}

GtkWidget *
vt_ember_bar_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4), *area = gtk_drawing_area_new ();
  GtkWidget *words = gtk_center_box_new (), *still = gtk_label_new (_("still")), *most = gtk_label_new (_("moves most"));

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), WIDTH);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), HEIGHT);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw, NULL, NULL);
  gtk_center_box_set_start_widget (GTK_CENTER_BOX (words), still);
  gtk_center_box_set_end_widget (GTK_CENTER_BOX (words), most);
  gtk_widget_add_css_class (still, "stage-dim");
  gtk_widget_add_css_class (most, "stage-dim");
  gtk_box_append (GTK_BOX (box), area);
  gtk_box_append (GTK_BOX (box), words);
  gtk_widget_set_can_target (box, FALSE);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (gtk_widget_queue_draw), area,
                           G_CONNECT_SWAPPED);
  return box;
}
