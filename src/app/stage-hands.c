/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drag, wheel, pinch and keys on the stage. */
#include "app/stage-view-private.h"

#include <math.h>

#define DEGREES_PER_PIXEL 0.4
#define DEGREES_PER_KEY 5.0
#define PIXELS_PER_KEY 24.0
#define ZOOM_PER_STEP 1.12

/* Pixels an edge of the box spans in the plane of its centre. */
static double
edge_pixels (VtStageView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  VtProjection projection;

  vt_projection_init (&projection, &self->camera, 1, gtk_widget_get_width (widget), gtk_widget_get_height (widget),
                      self->top, self->bottom);
  return projection.scale;
}

static void
pan_by (VtStageView *self, double dx, double dy)
{
  double edge = edge_pixels (self);

  vt_stage_view_take_camera (self);
  vt_camera_pan_by (&self->camera, dx / edge, -dy / edge);
  vt_stage_view_wake (self);
}

/* The camera is taken when the hand moves: a press alone, as in a double click, does not end a flight. */
static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, VtStageView *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  self->spin[0] = self->spin[1] = 0;
  self->dragging = FALSE;
  self->panning = state & GDK_SHIFT_MASK
                  || gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture)) == GDK_BUTTON_MIDDLE;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), self->panning ? "move" : "grabbing");
}

static void
on_drag_update (GtkGestureDrag *gesture, double dx, double dy, VtStageView *self)
{
  double zoom = self->camera.zoom, turn = DEGREES_PER_PIXEL / MAX (1, sqrt (zoom));

  if (!self->dragging)
    {
      vt_stage_view_take_camera (self);
      self->drag_camera = self->camera;
      self->dragging = TRUE;
    }
  self->camera = self->drag_camera;
  self->camera.zoom = zoom;
  if (self->panning)
    pan_by (self, dx, dy);
  else
    vt_camera_rotate (&self->camera, turn * dx, turn * dy);
  vt_stage_view_wake (self);
}

static void
on_drag_end (GtkGestureDrag *gesture, double dx, double dy, VtStageView *self)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grab");
}

static void
on_swipe (GtkGestureSwipe *gesture, double vx, double vy, VtStageView *self)
{
  if (self->panning || !vt_stage_view_duration (self, VT_STAGE_FLIGHT) || hypot (vx, vy) < 200)
    return;
  self->spin[0] = CLAMP (0.5 * DEGREES_PER_PIXEL * vx, -240, 240);
  self->spin[1] = CLAMP (0.5 * DEGREES_PER_PIXEL * vy, -240, 240);
  vt_stage_view_wake (self);
}

static void
on_pressed (GtkGestureClick *gesture, int n_press, double x, double y, VtStageView *self)
{
  if (n_press == 2)
    vt_stage_view_reset_camera (self);
}

static void
on_released (GtkGestureClick *gesture, int n_press, double x, double y, VtStageView *self)
{
  if (n_press == 1)
    vt_stage_view_click (self, x, y);
}

static void
zoom_by (VtStageView *self, double factor)
{
  vt_stage_view_take_camera (self);
  vt_camera_zoom_by (&self->camera, factor);
  vt_stage_view_wake (self);
}

static gboolean
on_scroll (GtkEventControllerScroll *controller, double dx, double dy, VtStageView *self)
{
  zoom_by (self, pow (ZOOM_PER_STEP, -dy));
  return GDK_EVENT_STOP;
}

void
vt_stage_view_begin_pinch (VtStageView *self, double x, double y)
{
  self->pinch_zoom = self->camera.zoom;
  self->pinch_centre[0] = x;
  self->pinch_centre[1] = y;
}

static void
on_pinch_begin (GtkGesture *gesture, GdkEventSequence *sequence, VtStageView *self)
{
  double x = 0, y = 0;

  gtk_gesture_get_bounding_box_center (gesture, &x, &y);
  vt_stage_view_begin_pinch (self, x, y);
}

void
vt_stage_view_pinch (VtStageView *self, double scale, double x, double y)
{
  zoom_by (self, self->pinch_zoom * scale / self->camera.zoom);
  pan_by (self, x - self->pinch_centre[0], y - self->pinch_centre[1]);
  self->pinch_centre[0] = x;
  self->pinch_centre[1] = y;
}

static void
on_pinch (GtkGestureZoom *gesture, double scale, VtStageView *self)
{
  double x, y;

  if (gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y))
    vt_stage_view_pinch (self, scale, x, y);
}

static void
turn (VtStageView *self, double yaw, double pitch)
{
  vt_stage_view_take_camera (self);
  vt_camera_rotate (&self->camera, yaw, pitch);
  vt_stage_view_wake (self);
}

/* Arrow keys turn the glass, with Shift they move it. */
static gboolean
on_arrow (VtStageView *self, guint key, gboolean shift)
{
  int right = key == GDK_KEY_Right || key == GDK_KEY_KP_Right, left = key == GDK_KEY_Left || key == GDK_KEY_KP_Left;
  int down = key == GDK_KEY_Down || key == GDK_KEY_KP_Down, up = key == GDK_KEY_Up || key == GDK_KEY_KP_Up;

  if (!right && !left && !down && !up)
    return FALSE;
  if (shift)
    pan_by (self, PIXELS_PER_KEY * (right - left), PIXELS_PER_KEY * (down - up));
  else
    turn (self, DEGREES_PER_KEY * (right - left), DEGREES_PER_KEY * (down - up));
  return TRUE;
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, VtStageView *self)
{
  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK))
    return GDK_EVENT_PROPAGATE;
  if (on_arrow (self, key, state & GDK_SHIFT_MASK))
    return GDK_EVENT_STOP;
  switch (key)
    {
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      zoom_by (self, ZOOM_PER_STEP);
      break;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      zoom_by (self, 1 / ZOOM_PER_STEP);
      break;
    case GDK_KEY_0:
    case GDK_KEY_KP_0:
    case GDK_KEY_Home:
      vt_stage_view_reset_camera (self);
      break;
    case GDK_KEY_n:
      vt_stage_view_step_bond (self, 1);
      break;
    case GDK_KEY_b:
      vt_stage_view_step_bond (self, -1);
      break;
    default:
      return GDK_EVENT_PROPAGATE;
    }
  return GDK_EVENT_STOP;
}

void
vt_stage_view_add_hands (VtStageView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkGesture *drag = gtk_gesture_drag_new (), *middle = gtk_gesture_drag_new (), *swipe = gtk_gesture_swipe_new ();
  GtkGesture *click = gtk_gesture_click_new (), *pinch = gtk_gesture_zoom_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkEventController *key = gtk_event_controller_key_new ();

  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (middle), GDK_BUTTON_MIDDLE);
  g_signal_connect (middle, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (middle, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect (middle, "drag-end", G_CALLBACK (on_drag_end), self);
  g_signal_connect (swipe, "swipe", G_CALLBACK (on_swipe), self);
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), self);
  g_signal_connect (click, "released", G_CALLBACK (on_released), self);
  g_signal_connect (pinch, "begin", G_CALLBACK (on_pinch_begin), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (on_pinch), self);
  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scroll), self);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key), self);
  gtk_gesture_group (drag, swipe);
  gtk_gesture_group (drag, click);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (middle));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (swipe));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pinch));
  gtk_widget_add_controller (widget, scroll);
  gtk_widget_add_controller (widget, key);
}
