/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys of a VtPlotView: arrow keys step the read-out, + and - zoom, Control with arrows pans. */
#include "app/plot-view-private.h"

#include <math.h>

#define KEY_FACTOR 1.5
#define KEY_PAN 0.1 /* of what is shown */

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

      if (i == from || !beyond || !vt_series_has_point (series, i, vt_plot_view_axis (self, VT_AXIS_X), vt_plot_view_axis (self, VT_AXIS_Y)))
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
      if (!vt_series_has_point (series, i, vt_plot_view_axis (self, VT_AXIS_X), vt_plot_view_axis (self, VT_AXIS_Y)))
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
      VtAxis *axis = vt_plot_view_axis (self, i);
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

  if (vt_figure_get_selected (self->figure, &series, &point) && vt_plot_view_has_point (self, series, point))
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
  guint point = 0;

  if (!self->hovered)
    begin_read_out (self);
  else if (next_point (self, vt_figure_get_series (self->figure, self->hover_series), self->hover_point, step, &point))
    read_out_by_keys (self, self->hover_series, point);
}

static void
step_to_end (VtPlotView *self, gboolean last)
{
  guint point = 0;

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
        if (vt_plot_view_has_point (self, index, i) && fabs (series->x[i] - x) < fabs (series->x[best] - x))
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

  vt_plot_view_zoom_around (self, factor, x, y, TRUE, TRUE);
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
    case GDK_KEY_Left: case GDK_KEY_KP_Left: vt_plot_view_pan_by (self, -KEY_PAN, 0); return GDK_EVENT_STOP;
    case GDK_KEY_Right: case GDK_KEY_KP_Right: vt_plot_view_pan_by (self, KEY_PAN, 0); return GDK_EVENT_STOP;
    case GDK_KEY_Up: case GDK_KEY_KP_Up: vt_plot_view_pan_by (self, 0, KEY_PAN); return GDK_EVENT_STOP;
    case GDK_KEY_Down: case GDK_KEY_KP_Down: vt_plot_view_pan_by (self, 0, -KEY_PAN); return GDK_EVENT_STOP;
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

static void
menu_key (VtPlotView *self)
{
  vt_plot_view_pop_up (self, (self->layout.left + self->layout.right) / 2, (self->layout.top + self->layout.bottom) / 2);
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
      vt_plot_view_activate_point (self, self->hover_series, self->hover_point);
      break;
    case GDK_KEY_Menu: menu_key (self); break;
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
  if ((state & GDK_CONTROL_MASK) && (key == GDK_KEY_c || key == GDK_KEY_C))
    return gtk_widget_activate_action (GTK_WIDGET (self), "plot.copy", NULL);
  if (state & GDK_CONTROL_MASK)
    return pan_key (self, key);
  if ((state & GDK_SHIFT_MASK) && key == GDK_KEY_F10)
    {
      menu_key (self);
      return GDK_EVENT_STOP;
    }
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

void
vt_plot_view_add_keys (VtPlotView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new (), *focus = gtk_event_controller_focus_new ();

  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (focus, "leave", G_CALLBACK (focus_left), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}
