/* What the user does to a VtPlotView: pointer, wheel, pinch, keys. */
#include "app/plot-view-private.h"

#include <math.h>

#define WHEEL_FACTOR 1.2      /* a click of the wheel */
#define TOUCHPAD_FACTOR 1.006 /* a unit of a touchpad */
#define KEY_FACTOR 1.5
#define KEY_PAN 0.1           /* of what is shown */
#define LEAST_BOX 6.0         /* px: less is a click */
#define CLICK_REACH 16.0
#define POINT_REACH 60.0

static VtAxis *
axis_of (VtPlotView *self, VtDirection direction)
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

static gboolean
has_point (VtPlotView *self, guint series, guint point)
{
  const VtSeries *s = vt_figure_get_series (self->figure, series);

  return s != NULL && s->visible
         && vt_series_has_point (s, point, axis_of (self, VT_AXIS_X), axis_of (self, VT_AXIS_Y));
}

static void
update_cursor (VtPlotView *self)
{
  guint series, point;
  gboolean hand = self->activatable && self->inside
                  && vt_figure_find_nearest (self->figure, &self->layout, self->pointer_x, self->pointer_y,
                                             CLICK_REACH, TRUE, &series, &point);

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), hand ? "pointer" : self->inside ? "crosshair" : NULL);
}

void
vt_plot_view_update_hover (VtPlotView *self)
{
  guint series, point;

  if (self->by_keys)
    {
      if (!has_point (self, self->hover_series, self->hover_point))
        vt_plot_view_set_hover (self, FALSE, 0, 0);
      else
        vt_plot_view_tell (self);
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
    self->held[i] = (VtPlotEnds) { axis_of (self, i)->low, axis_of (self, i)->high };
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

  show_ends (axis_of (self, direction), centre + (held.low - centre) / factor, centre + (held.high - centre) / factor,
             factor < 1);
}

static void
zoom_around (VtPlotView *self, double factor, double x, double y, gboolean along_x, gboolean along_y)
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
    vt_axis_zoom_to (axis_of (self, direction), held.low + shift, held.high + shift);
}

static void
pan_by (VtPlotView *self, double x_fraction, double y_fraction)
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
    pan_by (self, touchpad ? dx / width : dx * KEY_PAN, 0);
  if (dy != 0)
    zoom_around (self, pow (touchpad ? TOUCHPAD_FACTOR : WHEEL_FACTOR, -dy), CLAMP (x, self->layout.left, self->layout.right),
                 CLAMP (y, self->layout.top, self->layout.bottom), x >= self->layout.left,
                 y <= self->layout.bottom && !(state & GDK_CONTROL_MASK));
  return GDK_EVENT_STOP;
}

static void
pinch_begun (GtkGesture *gesture, GdkEventSequence *sequence, VtPlotView *self)
{
  hold_axes (self);
  gtk_gesture_get_bounding_box_center (gesture, &self->drag_x, &self->drag_y);
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
pinched (GtkGestureZoom *gesture, double scale, VtPlotView *self)
{
  double x, y;

  if (!gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y) || !(scale > 0))
    return;
  for (int i = 0; i < 2; i++)
    {
      double before = fraction_at (self, i, self->drag_x, self->drag_y);
      double now = fraction_at (self, i, x, y);
      double size = (self->held[i].high - self->held[i].low) / scale;
      double anchor = self->held[i].low + before * (self->held[i].high - self->held[i].low);

      /* what lay between the fingers stays between them */
      show_ends (axis_of (self, i), anchor - now * size, anchor + (1 - now) * size, scale < 1);
    }
  vt_plot_view_zoom_changed (self);
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
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      vt_plot_view_set_hover (self, FALSE, 0, 0);
      gtk_widget_set_cursor_from_name (GTK_WIDGET (self), pan ? "grabbing" : "crosshair");
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
  vt_axis_zoom_to (axis_of (self, direction), held.low + MIN (from, to) * size, held.low + MAX (from, to) * size);
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

static void
activate_point (VtPlotView *self, guint series, guint point)
{
  g_signal_emit_by_name (self, "point-activated", vt_figure_get_series (self->figure, series)->id, point);
}

static void
pressed (GtkGestureClick *gesture, int n_press, double x, double y, VtPlotView *self)
{
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

  if (!self->activatable || n_press != 1 || !in_plot (self, x, y) || self->drag != VT_PLOT_DRAG_NONE)
    return;
  if (vt_figure_find_nearest (self->figure, &self->layout, x, y, CLICK_REACH, TRUE, &series, &point))
    activate_point (self, series, point);
}

/* --- keys --- */

/* Points of a series in ascending x, as the arrow keys walk them: the next after @x (and after point @from where equal). */
static gboolean
next_point (VtPlotView *self, const VtSeries *series, guint from, int step, guint *found)
{
  double x = series->x[from], best = step > 0 ? INFINITY : -INFINITY;
  gboolean any = FALSE;

  for (guint i = 0; i < series->n; i++)
    {
      double other = series->x[i];
      gboolean beyond = step > 0 ? (other > x || (other == x && i > from)) : (other < x || (other == x && i < from));
      gboolean nearer = step > 0 ? other < best : other > best;

      if (i == from || !beyond || !vt_series_has_point (series, i, axis_of (self, VT_AXIS_X), axis_of (self, VT_AXIS_Y)))
        continue;
      /* of equal ones the nearest index: the first going up, the last going down */
      if (nearer || (any && step < 0 && other == best))
        {
          best = other;
          *found = i;
          any = TRUE;
        }
    }
  return any;
}

static gboolean
end_point (VtPlotView *self, const VtSeries *series, gboolean last, guint *found)
{
  gboolean any = FALSE;

  for (guint i = 0; i < series->n; i++)
    {
      if (!vt_series_has_point (series, i, axis_of (self, VT_AXIS_X), axis_of (self, VT_AXIS_Y)))
        continue;
      if (!any || (last ? series->x[i] >= series->x[*found] : series->x[i] < series->x[*found]))
        *found = i;
      any = TRUE;
    }
  return any;
}

static gboolean
readable (VtPlotView *self, guint index)
{
  const VtSeries *series = vt_figure_get_series (self->figure, index);
  guint point;

  return series->visible && !series->style.mute && series->style.kind != VT_SERIES_BACKDROP
         && end_point (self, series, FALSE, &point);
}

/* What the arrow keys read out has to be in view. */
static void
bring_into_view (VtPlotView *self, guint index, guint point)
{
  const VtSeries *series = vt_figure_get_series (self->figure, index);
  const double values[2] = { series->x[point], series->y[point] };

  for (int i = 0; i < 2; i++)
    {
      VtAxis *axis = axis_of (self, i);
      double place = vt_axis_from_value (axis, values[i]), size = axis->high - axis->low;

      if (!axis->zoomed || (place >= axis->low && place <= axis->high))
        continue;
      vt_axis_zoom_to (axis, place - size / 2, place + size / 2);
    }
}

static void
read_out_by_keys (VtPlotView *self, guint series, guint point)
{
  gboolean zoomed = vt_plot_view_is_zoomed (self);

  self->by_keys = TRUE;
  bring_into_view (self, series, point);
  vt_plot_view_set_hover (self, TRUE, series, point);
  self->by_keys = TRUE;
  if (zoomed)
    vt_plot_view_zoom_changed (self);
}

/* The first step lands on the selected point, or on the first one. */
static gboolean
begin_read_out (VtPlotView *self)
{
  guint series, point = 0;

  if (vt_figure_get_selected (self->figure, &series, &point) && has_point (self, series, point))
    {
      read_out_by_keys (self, series, point);
      return TRUE;
    }
  for (guint i = 0; i < vt_figure_get_n_series (self->figure); i++)
    if (readable (self, i) && end_point (self, vt_figure_get_series (self->figure, i), FALSE, &point))
      {
        read_out_by_keys (self, i, point);
        return TRUE;
      }
  return FALSE;
}

static void
step_point (VtPlotView *self, int step)
{
  guint point;

  if (!self->hovered)
    begin_read_out (self);
  else if (next_point (self, vt_figure_get_series (self->figure, self->hover_series), self->hover_point, step, &point))
    read_out_by_keys (self, self->hover_series, point);
}

static void
step_to_end (VtPlotView *self, gboolean last)
{
  guint point;

  if (!self->hovered && !begin_read_out (self))
    return;
  if (end_point (self, vt_figure_get_series (self->figure, self->hover_series), last, &point))
    read_out_by_keys (self, self->hover_series, point);
}

/* The point of another series nearest in x. */
static void
step_series (VtPlotView *self, int step)
{
  guint n = vt_figure_get_n_series (self->figure);
  double x;

  if (!self->hovered && !begin_read_out (self))
    return;
  x = vt_figure_get_series (self->figure, self->hover_series)->x[self->hover_point];
  for (guint k = 1; k < n; k++)
    {
      guint index = (guint) ((int) (self->hover_series + n) + step * (int) k) % n;
      const VtSeries *series = vt_figure_get_series (self->figure, index);
      guint best = 0;

      if (!readable (self, index))
        continue;
      end_point (self, series, FALSE, &best);
      for (guint i = 0; i < series->n; i++)
        if (has_point (self, index, i) && fabs (series->x[i] - x) < fabs (series->x[best] - x))
          best = i;
      read_out_by_keys (self, index, best);
      return;
    }
}

static void
zoom_by_key (VtPlotView *self, double factor)
{
  const VtLayout *layout = &self->layout;
  double x = (layout->left + layout->right) / 2, y = (layout->top + layout->bottom) / 2;

  zoom_around (self, factor, x, y, TRUE, TRUE);
}

static gboolean
escape (VtPlotView *self)
{
  if (self->hovered && self->by_keys)
    vt_plot_view_set_hover (self, FALSE, 0, 0);
  else if (vt_plot_view_is_zoomed (self))
    vt_plot_view_reset_zoom (self);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static gboolean
pan_key (VtPlotView *self, guint key)
{
  switch (key)
    {
    case GDK_KEY_Left: case GDK_KEY_KP_Left: pan_by (self, -KEY_PAN, 0); return GDK_EVENT_STOP;
    case GDK_KEY_Right: case GDK_KEY_KP_Right: pan_by (self, KEY_PAN, 0); return GDK_EVENT_STOP;
    case GDK_KEY_Up: case GDK_KEY_KP_Up: pan_by (self, 0, KEY_PAN); return GDK_EVENT_STOP;
    case GDK_KEY_Down: case GDK_KEY_KP_Down: pan_by (self, 0, -KEY_PAN); return GDK_EVENT_STOP;
    default: return GDK_EVENT_PROPAGATE;
    }
}

static gboolean
zoom_key (VtPlotView *self, guint key)
{
  switch (key)
    {
    case GDK_KEY_plus: case GDK_KEY_KP_Add: case GDK_KEY_equal: zoom_by_key (self, KEY_FACTOR); return GDK_EVENT_STOP;
    case GDK_KEY_minus: case GDK_KEY_KP_Subtract: zoom_by_key (self, 1 / KEY_FACTOR); return GDK_EVENT_STOP;
    case GDK_KEY_0: case GDK_KEY_KP_0: vt_plot_view_reset_zoom (self); return GDK_EVENT_STOP;
    case GDK_KEY_Escape: return escape (self);
    default: return GDK_EVENT_PROPAGATE;
    }
}

static gboolean
read_key (VtPlotView *self, guint key)
{
  switch (key)
    {
    case GDK_KEY_Left: case GDK_KEY_KP_Left: step_point (self, -1); break;
    case GDK_KEY_Right: case GDK_KEY_KP_Right: step_point (self, 1); break;
    case GDK_KEY_Home: case GDK_KEY_KP_Home: step_to_end (self, FALSE); break;
    case GDK_KEY_End: case GDK_KEY_KP_End: step_to_end (self, TRUE); break;
    case GDK_KEY_Up: case GDK_KEY_KP_Up: case GDK_KEY_Page_Up: step_series (self, -1); break;
    case GDK_KEY_Down: case GDK_KEY_KP_Down: case GDK_KEY_Page_Down: step_series (self, 1); break;
    case GDK_KEY_Return: case GDK_KEY_KP_Enter: case GDK_KEY_space:
      if (!self->activatable || !self->hovered)
        return GDK_EVENT_PROPAGATE;
      activate_point (self, self->hover_series, self->hover_point);
      break;
    default: return zoom_key (self, key);
    }
  return GDK_EVENT_STOP;
}

static gboolean
key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, VtPlotView *self)
{
  /* keys for the buttons of the legend come by here, too */
  if (!gtk_widget_is_focus (GTK_WIDGET (self)))
    return GDK_EVENT_PROPAGATE;
  if (state & (GDK_ALT_MASK | GDK_SUPER_MASK))
    return GDK_EVENT_PROPAGATE;
  if (state & GDK_CONTROL_MASK)
    return pan_key (self, key);
  return read_key (self, key);
}

static void
focus_left (GtkEventControllerFocus *controller, VtPlotView *self)
{
  if (!self->by_keys)
    return;
  self->by_keys = FALSE;
  vt_plot_view_update_hover (self);
}

static void
add_pointer (VtPlotView *self)
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

void
vt_plot_view_add_controllers (VtPlotView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new (), *focus = gtk_event_controller_focus_new ();

  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (focus, "leave", G_CALLBACK (focus_left), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  add_pointer (self);
}
