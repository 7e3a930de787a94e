/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the user does to a VtPlotView with pointer, wheel and fingers. */
#include "app/plot-view-private.h"

#include <math.h>

#define WHEEL_FACTOR 1.2      /* a click of the wheel */
#define TOUCHPAD_FACTOR 1.006 /* a unit of a touchpad */
#define WHEEL_PAN 0.1         /* of what is shown */
#define LEAST_BOX 6.0         /* px: less is a click */
#define CLICK_REACH 16.0

VtAxis *
vt_plot_view_axis (VtPlotView *self, VtDirection direction)
{
  return vt_figure_get_axis (self->figure, direction);
}

static gboolean
in_plot (VtPlotView *self, double x, double y)
{
  const VtLayout *layout = &self->layout;

  return x >= layout->left - 4 && x <= layout->right + 4 && y >= layout->top - 4 && y <= layout->bottom + 4;
}

/* In the plot or over the labels of its axes. */
static gboolean
in_reach (VtPlotView *self, double x, double y)
{
  return y >= self->layout.header && y <= self->layout.height;
}

/* 0 at the low end of the axis, 1 at the high end. */
static double
fraction_at (VtPlotView *self, VtDirection direction, double x, double y)
{
  const VtLayout *layout = &self->layout;

  if (direction == VT_AXIS_X)
    return (x - layout->left) / (layout->right - layout->left);
  return (layout->bottom - y) / (layout->bottom - layout->top);
}

/* --- read-out --- */

void
vt_plot_view_set_hover (VtPlotView *self, gboolean hovered, guint series, guint point)
{
  if (self->hovered == hovered && (!hovered || (self->hover_series == series && self->hover_point == point)))
    return;
  self->hovered = hovered;
  self->hover_series = series;
  self->hover_point = point;
  if (!hovered)
    self->by_keys = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  vt_plot_view_tell (self);
}

gboolean
vt_plot_view_has_point (VtPlotView *self, guint series, guint point)
{
  const VtSeries *s = vt_figure_get_series (self->figure, series);

  return s != NULL && s->visible
         && vt_series_has_point (s, point, vt_plot_view_axis (self, VT_AXIS_X), vt_plot_view_axis (self, VT_AXIS_Y));
}

static void
set_cursor (VtPlotView *self, const char *name)
{
  if (g_strcmp0 (name, self->cursor) == 0)
    return;
  self->cursor = name;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), name);
}

static void
update_cursor (VtPlotView *self)
{
  guint series, point;
  gboolean hand = self->activatable && self->inside
                  && vt_figure_find_nearest (self->figure, &self->layout, self->pointer_x, self->pointer_y,
                                             CLICK_REACH, TRUE, &series, &point);

  set_cursor (self, hand ? "pointer" : self->inside ? "crosshair" : NULL);
}

void
vt_plot_view_update_hover (VtPlotView *self)
{
  guint series, point;

  if (self->by_keys)
    {
      if (!vt_plot_view_has_point (self, self->hover_series, self->hover_point))
        vt_plot_view_set_hover (self, FALSE, 0, 0);
      gtk_widget_queue_draw (GTK_WIDGET (self));
      return;
    }
  if (!self->inside || self->drag != VT_PLOT_DRAG_NONE)
    {
      vt_plot_view_set_hover (self, FALSE, 0, 0);
      return;
    }
  if (vt_figure_find_nearest (self->figure, &self->layout, self->pointer_x, self->pointer_y, INFINITY, FALSE, &series,
                              &point))
    vt_plot_view_set_hover (self, TRUE, series, point);
  else
    vt_plot_view_set_hover (self, FALSE, 0, 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  update_cursor (self);
}

static void
pointer_moved (GtkEventControllerMotion *controller, double x, double y, VtPlotView *self)
{
  gboolean was_inside = self->inside;

  /* a still pointer under a moving window does not take over from the arrow keys */
  if (self->by_keys && x == self->pointer_x && y == self->pointer_y)
    return;
  self->pointer_x = x;
  self->pointer_y = y;
  self->inside = in_plot (self, x, y);
  self->by_keys = FALSE;
  vt_plot_view_update_hover (self);
  if (was_inside != self->inside)
    {
      update_cursor (self);
      vt_plot_view_zoom_changed (self); /* a held axis may move again */
    }
}

static void
pointer_left (GtkEventControllerMotion *controller, VtPlotView *self)
{
  if (!self->inside)
    return;
  self->inside = FALSE;
  vt_plot_view_update_hover (self);
  vt_plot_view_zoom_changed (self);
}

/* --- zoom and pan --- */

static void
hold_axes (VtPlotView *self)
{
  for (int i = 0; i < 2; i++)
    self->held[i] = (VtPlotEnds) { vt_plot_view_axis (self, i)->low, vt_plot_view_axis (self, i)->high };
}

/* Sees to it that zooming out ends where the data do. */
static void
show_ends (VtAxis *axis, double low, double high, gboolean zooming_out)
{
  if (zooming_out && low <= axis->range.low && high >= axis->range.high)
    vt_axis_unzoom (axis);
  else
    vt_axis_zoom_to (axis, low, high);
}

/* Scales what was held by @factor around the place @fraction along the axis. */
static void
zoom_axis (VtPlotView *self, VtDirection direction, double factor, double fraction)
{
  VtPlotEnds held = self->held[direction];
  double centre = held.low + fraction * (held.high - held.low);

  show_ends (vt_plot_view_axis (self, direction), centre + (held.low - centre) / factor, centre + (held.high - centre) / factor,
             factor < 1);
}

void
vt_plot_view_zoom_around (VtPlotView *self, double factor, double x, double y, gboolean along_x, gboolean along_y)
{
  hold_axes (self);
  if (along_x)
    zoom_axis (self, VT_AXIS_X, factor, fraction_at (self, VT_AXIS_X, x, y));
  if (along_y)
    zoom_axis (self, VT_AXIS_Y, factor, fraction_at (self, VT_AXIS_Y, x, y));
  vt_plot_view_zoom_changed (self);
}

static void
pan_axis (VtPlotView *self, VtDirection direction, double fraction)
{
  VtPlotEnds held = self->held[direction];
  double shift = fraction * (held.high - held.low);

  if (shift != 0)
    vt_axis_zoom_to (vt_plot_view_axis (self, direction), held.low + shift, held.high + shift);
}

void
vt_plot_view_pan_by (VtPlotView *self, double x_fraction, double y_fraction)
{
  hold_axes (self);
  pan_axis (self, VT_AXIS_X, x_fraction);
  pan_axis (self, VT_AXIS_Y, y_fraction);
  vt_plot_view_zoom_changed (self);
}

/* Over the labels of an axis only that axis is meant; Control asks for the horizontal one. */
static gboolean
scrolled (GtkEventControllerScroll *controller, double dx, double dy, VtPlotView *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  gboolean touchpad = gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_SURFACE;
  double x = self->pointer_x, y = self->pointer_y;
  double width = self->layout.right - self->layout.left;

  if (!self->scrollable || !in_reach (self, x, y))
    return GDK_EVENT_PROPAGATE;
  if (state & GDK_SHIFT_MASK)
    {
      dx += dy;
      dy = 0;
    }
  if (dx != 0)
    vt_plot_view_pan_by (self, touchpad ? dx / width : dx * WHEEL_PAN, 0);
  if (dy != 0)
    vt_plot_view_zoom_around (self, pow (touchpad ? TOUCHPAD_FACTOR : WHEEL_FACTOR, -dy), CLAMP (x, self->layout.left, self->layout.right),
                 CLAMP (y, self->layout.top, self->layout.bottom), x >= self->layout.left,
                 y <= self->layout.bottom && !(state & GDK_CONTROL_MASK));
  return GDK_EVENT_STOP;
}

void
vt_plot_view_begin_pinch (VtPlotView *self, double x, double y)
{
  hold_axes (self);
  self->drag_x = x;
  self->drag_y = y;
}

static void
pinch_begun (GtkGesture *gesture, GdkEventSequence *sequence, VtPlotView *self)
{
  double x = 0, y = 0;

  gtk_gesture_get_bounding_box_center (gesture, &x, &y);
  vt_plot_view_begin_pinch (self, x, y);
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

void
vt_plot_view_pinch (VtPlotView *self, double scale, double x, double y)
{
  for (int i = 0; i < 2; i++)
    {
      double before = fraction_at (self, i, self->drag_x, self->drag_y);
      double now = fraction_at (self, i, x, y);
      double size = (self->held[i].high - self->held[i].low) / scale;
      double anchor = self->held[i].low + before * (self->held[i].high - self->held[i].low);

      /* what lay between the fingers stays between them */
      show_ends (vt_plot_view_axis (self, i), anchor - now * size, anchor + (1 - now) * size, scale < 1);
    }
  vt_plot_view_zoom_changed (self);
}

static void
pinched (GtkGestureZoom *gesture, double scale, VtPlotView *self)
{
  double x, y;

  if (scale > 0 && gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y))
    vt_plot_view_pinch (self, scale, x, y);
}

/* --- dragging --- */

static gboolean
is_touch (GtkGesture *gesture)
{
  GdkEvent *event = gtk_gesture_get_last_event (gesture, gtk_gesture_get_last_updated_sequence (gesture));

  return event != NULL && gdk_event_get_event_type (event) == GDK_TOUCH_BEGIN;
}

static void
drag_begun (GtkGestureDrag *gesture, double x, double y, VtPlotView *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));
  gboolean touch = is_touch (GTK_GESTURE (gesture));
  gboolean pan = button == GDK_BUTTON_MIDDLE || (state & GDK_SHIFT_MASK) || touch;

  self->drag = VT_PLOT_DRAG_NONE;
  /* one finger scrolls what the plot lies in, until the plot is zoomed */
  if (!in_plot (self, x, y) || button == GDK_BUTTON_SECONDARY || (touch && !vt_plot_view_is_zoomed (self)))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  hold_axes (self);
  self->drag_x = x;
  self->drag_y = y;
  self->drag_dx = self->drag_dy = 0;
  g_object_set_data (G_OBJECT (gesture), "vt-pan", GINT_TO_POINTER (pan));
}

static void
dragged (GtkGestureDrag *gesture, double dx, double dy, VtPlotView *self)
{
  gboolean pan = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (gesture), "vt-pan"));

  self->drag_dx = dx;
  self->drag_dy = dy;
  if (self->drag == VT_PLOT_DRAG_NONE)
    {
      if (hypot (dx, dy) < LEAST_BOX)
        return;
      self->drag = pan ? VT_PLOT_DRAG_PAN : VT_PLOT_DRAG_BOX;
      self->was_drag = TRUE;
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      vt_plot_view_set_hover (self, FALSE, 0, 0);
      set_cursor (self, pan ? "grabbing" : "crosshair");
    }
  if (self->drag == VT_PLOT_DRAG_PAN)
    {
      pan_axis (self, VT_AXIS_X, -dx / (self->layout.right - self->layout.left));
      pan_axis (self, VT_AXIS_Y, dy / (self->layout.bottom - self->layout.top));
      vt_plot_view_zoom_changed (self);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* A side of the box that is hardly there leaves its axis alone. */
static void
zoom_to_side (VtPlotView *self, VtDirection direction, double from, double to, double pixels)
{
  VtPlotEnds held = self->held[direction];
  double size = held.high - held.low;

  if (pixels < LEAST_BOX)
    return;
  from = CLAMP (from, 0, 1);
  to = CLAMP (to, 0, 1);
  vt_axis_zoom_to (vt_plot_view_axis (self, direction), held.low + MIN (from, to) * size, held.low + MAX (from, to) * size);
}

static void
drag_ended (GtkGestureDrag *gesture, double dx, double dy, VtPlotView *self)
{
  double x = self->drag_x, y = self->drag_y;

  if (self->drag == VT_PLOT_DRAG_BOX)
    {
      zoom_to_side (self, VT_AXIS_X, fraction_at (self, VT_AXIS_X, x, y), fraction_at (self, VT_AXIS_X, x + dx, y),
                    fabs (dx));
      zoom_to_side (self, VT_AXIS_Y, fraction_at (self, VT_AXIS_Y, x, y), fraction_at (self, VT_AXIS_Y, x, y + dy),
                    fabs (dy));
    }
  self->drag = VT_PLOT_DRAG_NONE;
  vt_plot_view_zoom_changed (self);
  update_cursor (self);
}

static void
drag_cancelled (GtkGesture *gesture, GdkEventSequence *sequence, VtPlotView *self)
{
  self->drag = VT_PLOT_DRAG_NONE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
vt_plot_view_activate_point (VtPlotView *self, guint series, guint point)
{
  g_signal_emit_by_name (self, "point-activated", vt_figure_get_series (self->figure, series)->id, point);
}

static void
pressed (GtkGestureClick *gesture, int n_press, double x, double y, VtPlotView *self)
{
  self->was_drag = FALSE;
  if (!in_reach (self, x, y))
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (n_press == 2)
    vt_plot_view_reset_zoom (self);
}

static void
released (GtkGestureClick *gesture, int n_press, double x, double y, VtPlotView *self)
{
  guint series, point;

  if (!self->activatable || n_press != 1 || !in_plot (self, x, y) || self->was_drag)
    return;
  if (vt_figure_find_nearest (self->figure, &self->layout, x, y, CLICK_REACH, TRUE, &series, &point))
    vt_plot_view_activate_point (self, series, point);
}

void
vt_plot_view_add_pointer (VtPlotView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkGesture *click = gtk_gesture_click_new (), *drag = gtk_gesture_drag_new (), *pinch = gtk_gesture_zoom_new ();

  g_signal_connect (motion, "enter", G_CALLBACK (pointer_moved), self);
  g_signal_connect (motion, "motion", G_CALLBACK (pointer_moved), self);
  g_signal_connect (motion, "leave", G_CALLBACK (pointer_left), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);

  g_signal_connect (scroll, "scroll", G_CALLBACK (scrolled), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_PRIMARY);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed), self);
  g_signal_connect (click, "released", G_CALLBACK (released), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), 0);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begun), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (dragged), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_ended), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (drag_cancelled), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_gesture_group (drag, click);

  g_signal_connect (pinch, "begin", G_CALLBACK (pinch_begun), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (pinched), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (pinch));
}
