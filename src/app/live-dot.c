/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/live-dot.h"

#include <math.h>

#define SIZE 14
#define DOT_RADIUS 4.0f
#define HALO_RADIUS 7.0f
#define BREATH_US (1600 * G_TIME_SPAN_MILLISECOND)
/* Breathing is slow: drawing it thirty times a second is enough. */
#define STEP_US (33 * G_TIME_SPAN_MILLISECOND)

struct _VtLiveDot
{
  GtkWidget parent;
  guint tick;
  gint64 drawn;
  double breath; /* 0 out ... 1 in */
};

G_DEFINE_FINAL_TYPE (VtLiveDot, vt_live_dot, GTK_TYPE_WIDGET)

static gboolean
breathe (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  VtLiveDot *self = VT_LIVE_DOT (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock);

  if (now - self->drawn < STEP_US)
    return G_SOURCE_CONTINUE;
  self->drawn = now;
  self->breath = 0.5 + 0.5 * cos (2 * G_PI * (double) (now % BREATH_US) / (double) BREATH_US);
  gtk_widget_queue_draw (widget);
  return G_SOURCE_CONTINUE;
}

static gboolean
animations_wanted (GtkWidget *widget)
{
  gboolean wanted = TRUE;

  g_object_get (gtk_widget_get_settings (widget), "gtk-enable-animations", &wanted, NULL);
  return wanted;
}

static void
vt_live_dot_map (GtkWidget *widget)
{
  VtLiveDot *self = VT_LIVE_DOT (widget);

  GTK_WIDGET_CLASS (vt_live_dot_parent_class)->map (widget);
  self->breath = 1;
  if (animations_wanted (widget))
    self->tick = gtk_widget_add_tick_callback (widget, breathe, NULL, NULL);
}

static void
vt_live_dot_unmap (GtkWidget *widget)
{
  VtLiveDot *self = VT_LIVE_DOT (widget);

  if (self->tick != 0)
    gtk_widget_remove_tick_callback (widget, self->tick);
  self->tick = 0;
  GTK_WIDGET_CLASS (vt_live_dot_parent_class)->unmap (widget);
}

static void
vt_live_dot_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                     int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = SIZE;
}

static void
append_disc (GtkSnapshot *snapshot, float x, float y, float radius, GdkRGBA colour)
{
  GskRoundedRect disc;

  gsk_rounded_rect_init_from_rect (&disc, &GRAPHENE_RECT_INIT (x - radius, y - radius, 2 * radius, 2 * radius), radius);
  gtk_snapshot_push_rounded_clip (snapshot, &disc);
  gtk_snapshot_append_color (snapshot, &colour, &disc.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
vt_live_dot_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  VtLiveDot *self = VT_LIVE_DOT (widget);
  float x = (float) gtk_widget_get_width (widget) / 2, y = (float) gtk_widget_get_height (widget) / 2;
  float breath = (float) self->breath;
  GdkRGBA colour;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  colour.alpha *= 0.08f + 0.14f * breath;
  append_disc (snapshot, x, y, DOT_RADIUS + (HALO_RADIUS - DOT_RADIUS) * (0.5f + 0.5f * breath), colour);
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  colour.alpha *= 0.75f + 0.25f * breath;
  append_disc (snapshot, x, y, DOT_RADIUS, colour);
}

static void
vt_live_dot_class_init (VtLiveDotClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  widget_class->map = vt_live_dot_map;
  widget_class->unmap = vt_live_dot_unmap;
  widget_class->measure = vt_live_dot_measure;
  widget_class->snapshot = vt_live_dot_snapshot;
  gtk_widget_class_set_css_name (widget_class, "livedot");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
vt_live_dot_init (VtLiveDot *self)
{
  self->breath = 1;
}

GtkWidget *
vt_live_dot_new (void)
{
  return g_object_new (VT_TYPE_LIVE_DOT, "valign", GTK_ALIGN_CENTER, NULL);
}
