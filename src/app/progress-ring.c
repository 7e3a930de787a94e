/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "app/progress-ring.h"

struct _VtProgressRing
{
  GtkWidget parent_instance;
  int size;
  double thickness;
  double fraction;
};

G_DEFINE_FINAL_TYPE (VtProgressRing, vt_progress_ring, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SIZE,
  PROP_THICKNESS,
};

static void
vt_progress_ring_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  VtProgressRing *self = VT_PROGRESS_RING (widget);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  double radius = (self->size - self->thickness) / 2 - 0.5;
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  GdkRGBA trough = { 0.5, 0.5, 0.5, 0.3 }, fill = { 0.11, 0.44, 0.85, 1 };
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));

  gtk_style_context_lookup_color (context, "vt_scale_trough", &trough);
  gtk_style_context_lookup_color (context, "vt_fill", &fill);
  cairo_set_line_width (cr, self->thickness);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  gdk_cairo_set_source_rgba (cr, &trough);
  cairo_arc (cr, width / 2, height / 2, radius, 0, 2 * G_PI);
  cairo_stroke (cr);
  gdk_cairo_set_source_rgba (cr, &fill);
  cairo_arc (cr, width / 2, height / 2, radius, -G_PI / 2, 2 * G_PI * MAX (self->fraction, 0.02) - G_PI / 2);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
vt_progress_ring_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                          int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = VT_PROGRESS_RING (widget)->size;
}

static void
vt_progress_ring_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  VtProgressRing *self = VT_PROGRESS_RING (object);

  switch (id)
    {
    case PROP_SIZE: g_value_set_int (value, self->size); break;
    case PROP_THICKNESS: g_value_set_double (value, self->thickness); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
vt_progress_ring_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  VtProgressRing *self = VT_PROGRESS_RING (object);

  switch (id)
    {
    case PROP_SIZE: self->size = g_value_get_int (value); break;
    case PROP_THICKNESS: self->thickness = g_value_get_double (value); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
vt_progress_ring_class_init (VtProgressRingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = vt_progress_ring_get_property;
  object_class->set_property = vt_progress_ring_set_property;
  widget_class->snapshot = vt_progress_ring_snapshot;
  widget_class->measure = vt_progress_ring_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
  g_object_class_install_property (object_class, PROP_SIZE, g_param_spec_int ("size", NULL, NULL, 4, 512, 16, flags));
  g_object_class_install_property (object_class, PROP_THICKNESS,
                                   g_param_spec_double ("thickness", NULL, NULL, 0.5, 64, 2.5, flags));
}

static void
vt_progress_ring_init (VtProgressRing *self)
{
  self->size = 16;
  self->thickness = 2.5;
}

GtkWidget *
vt_progress_ring_new (int size, double thickness)
{
  return g_object_new (VT_TYPE_PROGRESS_RING, "size", size, "thickness", thickness, NULL);
}

void
vt_progress_ring_set_fraction (VtProgressRing *self, double fraction)
{
  fraction = isfinite (fraction) ? CLAMP (fraction, 0, 1) : 0;
  if (fraction == self->fraction)
    return;
  self->fraction = fraction;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
