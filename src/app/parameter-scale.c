/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "app/parameter-scale.h"

#define KNOB 20.0      /* diameter, px */
#define TROUGH 6.0     /* thickness */
#define TROUGH_TOP 34  /* height of the part that takes the pointer */
#define TICK_TOP 28.0
#define TICK_LENGTH 5.0
#define LABEL_TOP 34.0
#define SNAP 4.0       /* a drag this close to a tick lands on it */
#define LABEL_GAP 5.0
#define STEPS 100.0    /* arrow keys from end to end */

struct _VtParameterScale
{
  GtkWidget parent_instance;
  GtkWidget *scale;
  GtkAdjustment *adjustment;
  gboolean logarithmic;
  double *ticks;
  gsize n_ticks;
  double ring;
  double grip; /* distance from the pointer to the knob's centre while dragging, px */
  gboolean quiet;
};

G_DEFINE_FINAL_TYPE (VtParameterScale, vt_parameter_scale, GTK_TYPE_WIDGET)

enum
{
  MOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Value to fraction of the way along, and back. */
static double
fraction_of (VtParameterScale *self, double value)
{
  double from = gtk_adjustment_get_lower (self->adjustment);
  double to = gtk_adjustment_get_upper (self->adjustment);

  if (!(to > from))
    return 0;
  value = CLAMP (value, from, to);
  return self->logarithmic ? log (value / from) / log (to / from) : (value - from) / (to - from);
}

static double
value_at (VtParameterScale *self, double fraction)
{
  double from = gtk_adjustment_get_lower (self->adjustment);
  double to = gtk_adjustment_get_upper (self->adjustment);

  fraction = CLAMP (fraction, 0, 1);
  return self->logarithmic ? from * pow (to / from, fraction) : from + (to - from) * fraction;
}

/* Three significant digits: what a hand on a slider can mean. */
static double
rounded (double value)
{
  double unit = value > 0 ? pow (10, floor (log10 (value)) - 2) : 1;

  return round (value / unit) * unit;
}

static double
x_of (VtParameterScale *self, double value)
{
  double length = gtk_widget_get_width (GTK_WIDGET (self)) - KNOB;
  double fraction = fraction_of (self, value);

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    fraction = 1 - fraction;
  return KNOB / 2 + fraction * length;
}

static double
value_at_x (VtParameterScale *self, double x)
{
  double length = MAX (gtk_widget_get_width (GTK_WIDGET (self)) - KNOB, 1);
  double fraction = (x - KNOB / 2) / length;

  for (gsize i = 0; i < self->n_ticks; i++)
    if (fabs (x_of (self, self->ticks[i]) - x) <= SNAP)
      return self->ticks[i];
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    fraction = 1 - fraction;
  return rounded (value_at (self, fraction));
}

static void
on_drag_begin (GtkGestureDrag *drag, double x, double y, VtParameterScale *self)
{
  double knob = x_of (self, vt_parameter_scale_get_value (self));

  if (y > TROUGH_TOP + 18)
    {
      gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (self->scale);
  self->grip = fabs (x - knob) <= KNOB / 2 + 2 ? knob - x : 0;
  if (self->grip == 0)
    gtk_adjustment_set_value (self->adjustment, value_at_x (self, x));
}

static void
on_drag_update (GtkGestureDrag *drag, double dx, double dy, VtParameterScale *self)
{
  double x, y;

  if (gtk_gesture_drag_get_start_point (drag, &x, &y) && dx != 0)
    gtk_adjustment_set_value (self->adjustment, value_at_x (self, x + dx + self->grip));
}

static double
next_tick (VtParameterScale *self, double value, gboolean up)
{
  double found = up ? gtk_adjustment_get_upper (self->adjustment) : gtk_adjustment_get_lower (self->adjustment);

  for (gsize i = 0; i < self->n_ticks; i++)
    {
      double tick = self->ticks[i];
      if (up ? tick > value * (1 + 1e-9) && tick < found : tick < value * (1 - 1e-9) && tick > found)
        found = tick;
    }
  return found;
}

/* Keys: arrows go a hundredth of the way, Page Up and Down to the next published value, Home and End to the ends. */
static gboolean
on_change_value (GtkRange *range, GtkScrollType scroll, double value, VtParameterScale *self)
{
  double now = gtk_adjustment_get_value (self->adjustment);
  double at = fraction_of (self, now);

  switch (scroll)
    {
    case GTK_SCROLL_STEP_RIGHT:
    case GTK_SCROLL_STEP_UP:
    case GTK_SCROLL_STEP_FORWARD: value = rounded (value_at (self, at + 1 / STEPS)); break;
    case GTK_SCROLL_STEP_LEFT:
    case GTK_SCROLL_STEP_DOWN:
    case GTK_SCROLL_STEP_BACKWARD: value = rounded (value_at (self, at - 1 / STEPS)); break;
    case GTK_SCROLL_PAGE_RIGHT:
    case GTK_SCROLL_PAGE_UP:
    case GTK_SCROLL_PAGE_FORWARD: value = next_tick (self, now, TRUE); break;
    case GTK_SCROLL_PAGE_LEFT:
    case GTK_SCROLL_PAGE_DOWN:
    case GTK_SCROLL_PAGE_BACKWARD: value = next_tick (self, now, FALSE); break;
    default: break;
    }
  gtk_adjustment_set_value (self->adjustment, value);
  return TRUE;
}

/* The wheel belongs to the sidebar that scrolls, not to a knob the pointer happens to cross. */
static gboolean
on_scroll (GtkEventControllerScroll *controller, double dx, double dy, VtParameterScale *self)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *vertical;

  if (view == NULL)
    return TRUE;
  vertical = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (view));
  gtk_adjustment_set_value (vertical, gtk_adjustment_get_value (vertical) + 30 * dy);
  return TRUE;
}

static void
on_value_changed (GtkAdjustment *adjustment, VtParameterScale *self)
{
  double value = gtk_adjustment_get_value (adjustment);

  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (!self->quiet)
    g_signal_emit (self, signals[MOVED], 0, value);
}

static void
colour (GtkWidget *widget, const char *name, GdkRGBA *rgba)
{
  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, rgba))
    gtk_style_context_get_color (gtk_widget_get_style_context (widget), rgba);
}

static void
append_bar (GtkSnapshot *snapshot, double x, double width, double y, const GdkRGBA *rgba)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (x, y - TROUGH / 2, MAX (width, 0), TROUGH);
  GskRoundedRect rounded_rect;

  gsk_rounded_rect_init_from_rect (&rounded_rect, &bounds, TROUGH / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded_rect);
  gtk_snapshot_append_color (snapshot, rgba, &bounds);
  gtk_snapshot_pop (snapshot);
}

static void
append_disc (GtkSnapshot *snapshot, double x, double y, double radius, const GdkRGBA *fill, const GdkRGBA *rim,
             double width)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (x - radius, y - radius, 2 * radius, 2 * radius);
  float widths[4] = { width, width, width, width };
  GdkRGBA rims[4] = { *rim, *rim, *rim, *rim };
  GskRoundedRect circle;

  gsk_rounded_rect_init_from_rect (&circle, &bounds, radius);
  gtk_snapshot_push_rounded_clip (snapshot, &circle);
  gtk_snapshot_append_color (snapshot, fill, &bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &circle, widths, rims);
}

static void
draw_trough (VtParameterScale *self, GtkSnapshot *snapshot)
{
  GtkWidget *widget = GTK_WIDGET (self);
  double width = gtk_widget_get_width (widget), y = TROUGH_TOP / 2.0;
  double knob = x_of (self, gtk_adjustment_get_value (self->adjustment));
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GdkRGBA trough, fill, rim;
  const GdkRGBA white = { 1, 1, 1, 1 };
  GskRoundedRect circle;

  colour (widget, "vt_scale_trough", &trough);
  colour (widget, "vt_fill", &fill);
  colour (widget, "vt_knob_rim", &rim);
  append_bar (snapshot, 4, width - 8, y, &trough);
  append_bar (snapshot, rtl ? knob : 4, rtl ? width - 4 - knob : knob - 4, y, &fill);
  gsk_rounded_rect_init_from_rect (
    &circle, &GRAPHENE_RECT_INIT (knob - KNOB / 2, y - KNOB / 2, KNOB, KNOB), KNOB / 2);
  gtk_snapshot_append_outset_shadow (snapshot, &circle, &(GdkRGBA){ 0, 0, 0, 0.22 }, 0, 1, 0, 3);
  append_disc (snapshot, knob, y, KNOB / 2, &white, &rim, 1);
  if (gtk_widget_has_visible_focus (self->scale))
    {
      gsk_rounded_rect_init_from_rect (
        &circle, &GRAPHENE_RECT_INIT (knob - KNOB / 2 - 3, y - KNOB / 2 - 3, KNOB + 6, KNOB + 6), KNOB / 2 + 3);
      gtk_snapshot_append_border (snapshot, &circle, (float[4]){ 2, 2, 2, 2 },
                                  (GdkRGBA[4]){ fill, fill, fill, fill });
    }
}

static void
draw_ring (VtParameterScale *self, GtkSnapshot *snapshot)
{
  double y = TROUGH_TOP / 2.0, x;
  GdkRGBA fill;
  const GdkRGBA white = { 1, 1, 1, 1 };

  if (!isfinite (self->ring))
    return;
  x = x_of (self, self->ring);
  /* Under the knob it would only be a blot. */
  if (fabs (x - x_of (self, gtk_adjustment_get_value (self->adjustment))) < KNOB / 2)
    return;
  colour (GTK_WIDGET (self), "vt_series_1", &fill);
  append_disc (snapshot, x, y, 6, &white, &fill, 2.5);
}

typedef struct
{
  double from, to;
} Span;

static gboolean
is_free (const Span *taken, guint n, Span span)
{
  for (guint i = 0; i < n; i++)
    if (span.from < taken[i].to + LABEL_GAP && span.to > taken[i].from - LABEL_GAP)
      return FALSE;
  return TRUE;
}

/* The label of one tick if there is room for it. */
static void
draw_label (VtParameterScale *self, GtkSnapshot *snapshot, double tick, gboolean current, Span *taken, guint *n)
{
  g_autoptr (PangoLayout) layout = NULL;
  g_autofree char *text = g_strdup_printf ("%.4g", tick);
  g_autofree char *markup = g_strdup_printf (current ? "<b>%s</b>" : "%s", text);
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  int w, h;
  Span span;
  GdkRGBA rgba;

  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  pango_layout_set_markup (layout, markup, -1);
  pango_layout_get_pixel_size (layout, &w, &h);
  span.from = CLAMP (x_of (self, tick) - w / 2.0, 0, width - w);
  span.to = span.from + w;
  if (!is_free (taken, *n, span))
    return;
  taken[(*n)++] = span;
  colour (GTK_WIDGET (self), current ? "window_fg_color" : "vt_dim", &rgba);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (round (span.from), LABEL_TOP));
  gtk_snapshot_append_layout (snapshot, layout, &rgba);
  gtk_snapshot_restore (snapshot);
}

static void
draw_ticks (VtParameterScale *self, GtkSnapshot *snapshot)
{
  double value = gtk_adjustment_get_value (self->adjustment);
  g_autofree Span *taken = g_new (Span, self->n_ticks + 1);
  guint n = 0;
  gssize current = -1;
  GdkRGBA dim;

  colour (GTK_WIDGET (self), "vt_dim", &dim);
  for (gsize i = 0; i < self->n_ticks; i++)
    {
      double x = x_of (self, self->ticks[i]);
      gtk_snapshot_append_color (snapshot, &dim, &GRAPHENE_RECT_INIT (round (x) - 0.5, TICK_TOP, 1, TICK_LENGTH));
      if (fabs (self->ticks[i] / value - 1) < 1e-9)
        current = (gssize) i;
    }
  if (self->n_ticks == 0)
    return;
  /* Where labels would collide, the ends and the current value stay. */
  if (current >= 0)
    draw_label (self, snapshot, self->ticks[current], TRUE, taken, &n);
  for (gsize i = self->n_ticks; i-- > 0;)
    if ((gssize) i != current && (i == 0 || i == self->n_ticks - 1))
      draw_label (self, snapshot, self->ticks[i], FALSE, taken, &n);
  for (gsize i = 1; i + 1 < self->n_ticks; i++)
    if ((gssize) i != current)
      draw_label (self, snapshot, self->ticks[i], FALSE, taken, &n);
}

static void
vt_parameter_scale_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  VtParameterScale *self = VT_PARAMETER_SCALE (widget);

  draw_trough (self, snapshot);
  draw_ring (self, snapshot);
  draw_ticks (self, snapshot);
}

static void
vt_parameter_scale_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                            int *minimum_baseline, int *natural_baseline)
{
  VtParameterScale *self = VT_PARAMETER_SCALE (widget);
  int least, wanted;

  gtk_widget_measure (self->scale, orientation, -1, &least, &wanted, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (120, least);
      *natural = MAX (240, wanted);
    }
  else
    *minimum = *natural = MAX (TROUGH_TOP + 18, least);
}

static void
vt_parameter_scale_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  VtParameterScale *self = VT_PARAMETER_SCALE (widget);

  gtk_widget_allocate (self->scale, width, height, -1, NULL);
}

static void
vt_parameter_scale_dispose (GObject *object)
{
  VtParameterScale *self = VT_PARAMETER_SCALE (object);

  g_clear_pointer (&self->scale, gtk_widget_unparent);
  G_OBJECT_CLASS (vt_parameter_scale_parent_class)->dispose (object);
}

static void
vt_parameter_scale_finalize (GObject *object)
{
  VtParameterScale *self = VT_PARAMETER_SCALE (object);

  g_free (self->ticks);
  G_OBJECT_CLASS (vt_parameter_scale_parent_class)->finalize (object);
}

static void
vt_parameter_scale_class_init (VtParameterScaleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vt_parameter_scale_dispose;
  G_OBJECT_CLASS (klass)->finalize = vt_parameter_scale_finalize;
  widget_class->snapshot = vt_parameter_scale_snapshot;
  widget_class->measure = vt_parameter_scale_measure;
  widget_class->size_allocate = vt_parameter_scale_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "parameterscale");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  signals[MOVED] = g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_DOUBLE);
}

static void
vt_parameter_scale_init (VtParameterScale *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  self->ring = NAN;
  self->adjustment = gtk_adjustment_new (0, 0, 1, 0.01, 0.1, 0);
  self->scale = gtk_scale_new (GTK_ORIENTATION_HORIZONTAL, self->adjustment);
  gtk_scale_set_draw_value (GTK_SCALE (self->scale), FALSE);
  gtk_range_set_round_digits (GTK_RANGE (self->scale), -1);
  gtk_widget_add_css_class (self->scale, "vt-undrawn");
  gtk_widget_set_parent (self->scale, GTK_WIDGET (self));
  g_signal_connect (self->adjustment, "value-changed", G_CALLBACK (on_value_changed), self);
  g_signal_connect (self->scale, "change-value", G_CALLBACK (on_change_value), self);
  g_signal_connect_swapped (self->scale, "state-flags-changed", G_CALLBACK (gtk_widget_queue_draw), self);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scroll), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
}

void
vt_parameter_scale_set_range (VtParameterScale *self, const char *name, double from, double to,
                              gboolean logarithmic, const double *ticks, gsize n_ticks)
{
  self->logarithmic = logarithmic && from > 0;
  g_free (self->ticks);
  self->ticks = g_memdup2 (ticks, n_ticks * sizeof *ticks);
  self->n_ticks = n_ticks;
  self->quiet = TRUE;
  gtk_adjustment_configure (self->adjustment, CLAMP (gtk_adjustment_get_value (self->adjustment), from, to), from, to,
                            (to - from) / STEPS, (to - from) / 10, 0);
  self->quiet = FALSE;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

double
vt_parameter_scale_get_value (VtParameterScale *self)
{
  return gtk_adjustment_get_value (self->adjustment);
}

void
vt_parameter_scale_set_value (VtParameterScale *self, double value)
{
  self->quiet = TRUE;
  gtk_adjustment_set_value (self->adjustment, value);
  self->quiet = FALSE;
}

void
vt_parameter_scale_set_ring (VtParameterScale *self, double value)
{
  if (value == self->ring || (isnan (value) && isnan (self->ring)))
    return;
  self->ring = value;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
