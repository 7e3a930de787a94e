/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/plot-view-private.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#define LEAST_PLOT_HEIGHT 90
#define NATURAL_WIDTH 300
#define NATURAL_PLOT_HEIGHT 150
#define LEAST_WIDTH 120
#define BUTTON_MARGIN 4
/* While data arrive a new summary is told this often at most: nobody listens faster. */
#define ARRIVAL_US (120 * G_TIME_SPAN_MILLISECOND)
#define SUMMARY_US (1 * G_TIME_SPAN_SECOND)

enum
{
  POINT_ACTIVATED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VtPlotView, vt_plot_view, GTK_TYPE_WIDGET)

/* --- words --- */

static void
set_description (VtPlotView *self, const char *text)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

void
vt_plot_view_tell (VtPlotView *self)
{
  g_autofree char *readout = NULL;

  if (!self->hovered)
    {
      set_description (self, self->summary != NULL ? self->summary : "");
      return;
    }
  readout = vt_figure_readout_plain (self->figure, self->hover_series, self->hover_point);
  set_description (self, readout);
}

static void
summarise (VtPlotView *self, gint64 now)
{
  g_autofree char *summary = vt_figure_summary (self->figure);

  g_free (self->summary);
  if (self->prefix != NULL)
    self->summary = g_strdup_printf ("%s %s", self->prefix, summary);
  else
    self->summary = g_steal_pointer (&summary);
  self->summarised = now;
  vt_plot_view_tell (self);
}

static void
build_reset_button (VtPlotView *self)
{
  self->reset = gtk_button_new_from_icon_name ("zoom-fit-best-symbolic");
  gtk_widget_set_tooltip_text (self->reset, _("Show all"));
  gtk_widget_add_css_class (self->reset, "circular");
  gtk_widget_add_css_class (self->reset, "plot-reset");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->reset), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Show all"), -1);
  gtk_widget_set_visible (self->reset, FALSE);
  gtk_widget_set_parent (self->reset, GTK_WIDGET (self));
  g_signal_connect_swapped (self->reset, "clicked", G_CALLBACK (vt_plot_view_reset_zoom), self);
}

/* --- frames --- */

static void ensure_tick (VtPlotView *self);

void
vt_plot_view_redraw (VtPlotView *self)
{
  g_clear_pointer (&self->node, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
animated (VtPlotView *self)
{
  gboolean wanted = TRUE;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &wanted, NULL);
  return wanted && gtk_widget_get_mapped (GTK_WIDGET (self));
}

static VtRangeFlags
range_flags (VtPlotView *self)
{
  return (animated (self) ? 0 : VT_RANGE_INSTANT) | (self->inside ? VT_RANGE_HELD : 0);
}

/* Points that just came fall into their places. */
static void
follow_arrivals (VtPlotView *self, gint64 now, gboolean new_data)
{
  if (new_data && vt_figure_begin_arrival (self->figure))
    self->arrival_start = now;
  if (vt_figure_get_arrival (self->figure) >= 1)
    return;
  vt_figure_set_arrival (self->figure,
                         animated (self) ? (double) (now - self->arrival_start) / (double) ARRIVAL_US : 1);
  vt_plot_view_redraw (self);
}

static gboolean
woken (gpointer data)
{
  VtPlotView *self = data;

  self->wake = 0;
  self->pending |= VT_FIGURE_CHANGED_DATA;
  ensure_tick (self);
  return G_SOURCE_REMOVE;
}

static void
wake_at (VtPlotView *self, gint64 when, gint64 now)
{
  guint delay = (guint) CLAMP ((when - now) / 1000 + 1, 1, 10000);

  if (self->wake == 0)
    self->wake = g_timeout_add (delay, woken, self);
}

static void
follow_data (VtPlotView *self, gint64 now)
{
  gint64 next = vt_figure_update_ranges (self->figure, now, range_flags (self));

  self->moving = next <= now;
  if (!self->moving && next != VT_RANGE_SETTLED)
    wake_at (self, next, now);
  vt_plot_view_redraw (self);
}

/* Looks at what changed since the last frame. */
static void
catch_up (VtPlotView *self, gint64 now)
{
  VtFigureChange changes = self->pending;

  self->pending = 0;
  if (changes & VT_FIGURE_CHANGED_HEADER)
    vt_plot_view_sync_header (self);
  if ((changes & VT_FIGURE_CHANGED_DATA) || self->moving)
    {
      follow_data (self, now);
      vt_plot_view_update_hover (self);
      vt_plot_view_update_actions (self);
    }
  follow_arrivals (self, now, (changes & VT_FIGURE_CHANGED_DATA) != 0);
  if (changes & VT_FIGURE_CHANGED_LOOK)
    vt_plot_view_redraw (self);
  if (changes & VT_FIGURE_CHANGED_DATA)
    {
      if (vt_figure_get_live (self->figure) == NULL || now - self->summarised >= SUMMARY_US)
        summarise (self, now);
      else
        wake_at (self, self->summarised + SUMMARY_US, now);
    }
}

/* A mode that is chosen changes three plots at once, and all drawn in one frame would make it late: of those with something
 * new one goes in each frame. The clock calls whoever has waited for longest first. */
static gboolean
has_its_turn (VtPlotView *self, GdkFrameClock *clock)
{
  static gint64 taken = -1; /* the frame that one has taken; the main loop's */
  const gint64 frame = gdk_frame_clock_get_frame_counter (clock);

  if (self->pending == 0 || self->moving)
    return TRUE;
  if (frame == taken)
    return FALSE;
  taken = frame;
  return TRUE;
}

static gboolean
next_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  VtPlotView *self = VT_PLOT_VIEW (widget);

  if (!has_its_turn (self, clock))
    return G_SOURCE_CONTINUE;
  catch_up (self, gdk_frame_clock_get_frame_time (clock));
  if (self->moving || self->pending != 0 || vt_figure_get_arrival (self->figure) < 1)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static void
ensure_tick (VtPlotView *self)
{
  if (self->tick == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), next_frame, NULL, NULL);
}

static void
figure_changed (VtFigure *figure, VtFigureChange change, gpointer data)
{
  VtPlotView *self = data;

  self->pending |= change;
  ensure_tick (self);
}

void
vt_plot_view_zoom_changed (VtPlotView *self)
{
  gtk_widget_set_visible (self->reset, vt_plot_view_is_zoomed (self));
  vt_plot_view_update_actions (self);
  follow_data (self, g_get_monotonic_time ());
  vt_plot_view_update_hover (self);
  if (self->moving)
    ensure_tick (self);
}

/* --- theme --- */

/* The desktop's type size in px, large text counted in; the style sheet's sizes of single labels do not matter here. */
static double
desktop_font_size (GtkWidget *widget)
{
  g_autofree char *name = NULL;
  PangoFontDescription *font;
  double size;
  int dpi = -1;

  g_object_get (gtk_widget_get_settings (widget), "gtk-font-name", &name, "gtk-xft-dpi", &dpi, NULL);
  font = pango_font_description_from_string (name != NULL ? name : "");
  size = (double) pango_font_description_get_size (font) / PANGO_SCALE;
  if (!pango_font_description_get_size_is_absolute (font))
    size *= (dpi > 0 ? dpi / 1024.0 : 96) / 72;
  pango_font_description_free (font);
  return size;
}

static VtThemeFlags
theme_flags (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  return (adw_style_manager_get_dark (manager) ? VT_THEME_DARK : 0)
         | (adw_style_manager_get_high_contrast (manager) ? VT_THEME_HIGH_CONTRAST : 0);
}

/* Also called when only a state of the widget changed: then nothing is to be done. */
static void
update_theme (VtPlotView *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  const PangoFontDescription *font = pango_context_get_font_description (context);
  VtTheme *now = &self->renderer->theme, theme;
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  vt_theme_init (&theme, theme_flags ());
  vt_theme_set_font (&theme, pango_font_description_get_family (font), desktop_font_size (GTK_WIDGET (self)));
  if (self->themed && theme.flags == now->flags && theme.font_size == now->font_size
      && g_str_equal (theme.family, now->family) && scale == self->renderer->scale)
    return;
  if (theme.font_size != now->font_size)
    self->renderer->margin = 0;
  *now = theme;
  self->renderer->scale = scale;
  self->themed = TRUE;
  vt_renderer_set_fonts (self->renderer, context);
  self->pending |= VT_FIGURE_CHANGED_HEADER;
  ensure_tick (self);
  vt_plot_view_redraw (self);
}

static void
vt_plot_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (vt_plot_view_parent_class)->css_changed (widget, change);
  update_theme (VT_PLOT_VIEW (widget));
}

static void
vt_plot_view_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (vt_plot_view_parent_class)->system_setting_changed (widget, setting);
  /* hinting and the like leave no trace in the theme */
  VT_PLOT_VIEW (widget)->themed = FALSE;
  update_theme (VT_PLOT_VIEW (widget));
}

/* --- size and picture --- */

static void
vt_plot_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                      int *minimum_baseline, int *natural_baseline)
{
  VtPlotView *self = VT_PLOT_VIEW (widget);
  int least = 0, header_natural = 0;

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = vt_plot_view_header_height (self) + LEAST_PLOT_HEIGHT;
      *natural = vt_plot_view_header_height (self) + NATURAL_PLOT_HEIGHT;
      return;
    }
  vt_plot_view_measure_header (self, &least, &header_natural);
  *minimum = MAX (LEAST_WIDTH, least);
  *natural = MAX (NATURAL_WIDTH, header_natural);
}

static void
vt_plot_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  VtPlotView *self = VT_PLOT_VIEW (widget);
  int header = vt_plot_view_header_height (self), button_width, button_height;
  GtkAllocation place;

  vt_plot_view_allocate_header (self, width);
  vt_renderer_layout (self->renderer, self->figure, width, height, header, &self->layout);
  if (gtk_widget_get_visible (self->reset))
    {
      gtk_widget_measure (self->reset, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &button_width, NULL, NULL);
      gtk_widget_measure (self->reset, GTK_ORIENTATION_VERTICAL, -1, NULL, &button_height, NULL, NULL);
      place = (GtkAllocation) { (int) self->layout.right - button_width - BUTTON_MARGIN,
                                (int) self->layout.top + BUTTON_MARGIN, button_width, button_height };
      gtk_widget_size_allocate (self->reset, &place, -1);
    }
  if (self->context != NULL)
    gtk_popover_present (GTK_POPOVER (self->context));
  vt_plot_view_redraw (self);
}

/* The figure is kept as a node: while only the live dot breathes or a point is read out it is not drawn again. */
static void
snapshot_figure (VtPlotView *self, int width, int height, GtkSnapshot *snapshot)
{
  if (self->node == NULL)
    {
      GtkSnapshot *own = gtk_snapshot_new ();
      cairo_t *cr = gtk_snapshot_append_cairo (own, &GRAPHENE_RECT_INIT (-16, 0, (float) width + 32, (float) height + 8));

      vt_renderer_layout (self->renderer, self->figure, width, height, vt_plot_view_header_height (self), &self->layout);
      vt_renderer_draw (self->renderer, self->figure, &self->layout, cr);
      cairo_destroy (cr);
      self->node = gtk_snapshot_free_to_node (own);
    }
  if (self->node != NULL)
    gtk_snapshot_append_node (snapshot, self->node);
}

static void
draw_box (VtPlotView *self, cairo_t *cr)
{
  const VtRgba accent = self->renderer->theme.colours[VT_COLOUR_ACCENT];
  double x = CLAMP (self->drag_x + MIN (self->drag_dx, 0), self->layout.left, self->layout.right);
  double y = CLAMP (self->drag_y + MIN (self->drag_dy, 0), self->layout.top, self->layout.bottom);
  double right = CLAMP (self->drag_x + MAX (self->drag_dx, 0), self->layout.left, self->layout.right);
  double bottom = CLAMP (self->drag_y + MAX (self->drag_dy, 0), self->layout.top, self->layout.bottom);

  cairo_rectangle (cr, round (x) + 0.5, round (y) + 0.5, MAX (round (right - x) - 1, 0), MAX (round (bottom - y) - 1, 0));
  vt_rgba_set_source (cr, accent, 0.12);
  cairo_fill_preserve (cr);
  vt_rgba_set_source (cr, accent, 0.9);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

static void
snapshot_overlay (VtPlotView *self, int width, int height, GtkSnapshot *snapshot)
{
  cairo_t *cr;

  if (self->drag != VT_PLOT_DRAG_BOX && !self->hovered)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (-16, 0, (float) width + 32, (float) height + 8));
  if (self->drag == VT_PLOT_DRAG_BOX)
    draw_box (self, cr);
  else if (self->drag == VT_PLOT_DRAG_NONE)
    vt_renderer_draw_hover (self->renderer, self->figure, &self->layout, self->hover_series, self->hover_point, cr);
  cairo_destroy (cr);
}

static void
vt_plot_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  VtPlotView *self = VT_PLOT_VIEW (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);

  if (width <= 0 || height <= 0)
    return;
  snapshot_figure (self, width, height, snapshot);
  if (gtk_widget_get_visible (self->header))
    {
      gtk_widget_snapshot_child (widget, self->header, snapshot);
      gtk_widget_snapshot_child (widget, self->menu_button, snapshot);
    }
  if (gtk_widget_get_visible (self->reset))
    gtk_widget_snapshot_child (widget, self->reset, snapshot);
  /* the card of a read-out lies over everything */
  snapshot_overlay (self, width, height, snapshot);
}

static void
vt_plot_view_map (GtkWidget *widget)
{
  VtPlotView *self = VT_PLOT_VIEW (widget);

  catch_up (self, g_get_monotonic_time ());
  GTK_WIDGET_CLASS (vt_plot_view_parent_class)->map (widget);
  ensure_tick (self);
}

static void
vt_plot_view_unmap (GtkWidget *widget)
{
  VtPlotView *self = VT_PLOT_VIEW (widget);

  if (self->tick != 0)
    gtk_widget_remove_tick_callback (widget, self->tick);
  self->tick = 0;
  g_clear_handle_id (&self->wake, g_source_remove);
  self->inside = FALSE;
  vt_plot_view_set_hover (self, FALSE, 0, 0);
  GTK_WIDGET_CLASS (vt_plot_view_parent_class)->unmap (widget);
}

/* --- object --- */

enum
{
  PROP_0,
  PROP_MENU
};

static void
vt_plot_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_MENU)
    vt_plot_view_set_menu (VT_PLOT_VIEW (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
vt_plot_view_dispose (GObject *object)
{
  VtPlotView *self = VT_PLOT_VIEW (object);

  g_clear_handle_id (&self->wake, g_source_remove);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_pointer (&self->header, gtk_widget_unparent);
  g_clear_pointer (&self->menu_button, gtk_widget_unparent);
  g_clear_pointer (&self->reset, gtk_widget_unparent);
  g_clear_pointer (&self->context, gtk_widget_unparent);
  G_OBJECT_CLASS (vt_plot_view_parent_class)->dispose (object);
}

static void
vt_plot_view_finalize (GObject *object)
{
  VtPlotView *self = VT_PLOT_VIEW (object);

  vt_figure_free (self->figure);
  vt_renderer_free (self->renderer);
  g_free (self->name);
  g_free (self->prefix);
  g_free (self->summary);
  g_free (self->file_key);
  g_free (self->file_glass);
  G_OBJECT_CLASS (vt_plot_view_parent_class)->finalize (object);
}

static void
vt_plot_view_class_init (VtPlotViewClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->set_property = vt_plot_view_set_property;
  object_class->dispose = vt_plot_view_dispose;
  object_class->finalize = vt_plot_view_finalize;
  widget_class->measure = vt_plot_view_measure;
  widget_class->size_allocate = vt_plot_view_size_allocate;
  widget_class->snapshot = vt_plot_view_snapshot;
  widget_class->map = vt_plot_view_map;
  widget_class->unmap = vt_plot_view_unmap;
  widget_class->css_changed = vt_plot_view_css_changed;
  widget_class->system_setting_changed = vt_plot_view_system_setting_changed;
  gtk_widget_class_set_css_name (widget_class, "plotview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);

  vt_plot_view_install_actions (widget_class);
  g_object_class_install_property (object_class, PROP_MENU,
                                   g_param_spec_object ("menu", NULL, NULL, G_TYPE_MENU_MODEL,
                                                        G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));

  signals[POINT_ACTIVATED] = g_signal_new ("point-activated", VT_TYPE_PLOT_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_UINT);
  g_signal_new ("series-toggled", VT_TYPE_PLOT_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                G_TYPE_STRING, G_TYPE_BOOLEAN);
}

static void
vt_plot_view_init (VtPlotView *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  self->scrollable = TRUE;
  self->figure = vt_figure_new (NULL);
  self->renderer = vt_renderer_new (gtk_widget_get_pango_context (GTK_WIDGET (self)));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  vt_plot_view_build_header (self);
  vt_plot_view_add_menu (self);
  build_reset_button (self);
  vt_plot_view_add_pointer (self);
  vt_plot_view_add_keys (self);
  vt_plot_view_sync_header (self);
  vt_figure_set_changed_func (self->figure, figure_changed, self);
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (update_theme), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (update_theme), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (update_theme), NULL);
  update_theme (self);
}

GtkWidget *
vt_plot_view_new (const char *title)
{
  VtPlotView *self = g_object_new (VT_TYPE_PLOT_VIEW, NULL);

  vt_figure_set_title (self->figure, title);
  vt_plot_view_sync_header (self);
  return GTK_WIDGET (self);
}

VtFigure *
vt_plot_view_get_figure (VtPlotView *self)
{
  g_return_val_if_fail (VT_IS_PLOT_VIEW (self), NULL);
  return self->figure;
}

void
vt_plot_view_set_name (VtPlotView *self, const char *name)
{
  g_return_if_fail (VT_IS_PLOT_VIEW (self));
  g_free (self->name);
  self->name = g_strdup (name);
  vt_plot_view_update_name (self);
}

void
vt_plot_view_set_summary_prefix (VtPlotView *self, const char *prefix)
{
  g_return_if_fail (VT_IS_PLOT_VIEW (self));
  if (g_strcmp0 (self->prefix, prefix) == 0)
    return;
  g_free (self->prefix);
  self->prefix = g_strdup (prefix);
  summarise (self, g_get_monotonic_time ());
}

const char *
vt_plot_view_get_summary (VtPlotView *self)
{
  g_return_val_if_fail (VT_IS_PLOT_VIEW (self), NULL);
  summarise (self, g_get_monotonic_time ());
  return self->summary;
}

void
vt_plot_view_set_activatable (VtPlotView *self, gboolean activatable)
{
  g_return_if_fail (VT_IS_PLOT_VIEW (self));
  self->activatable = activatable;
}

void
vt_plot_view_set_scrollable (VtPlotView *self, gboolean scrollable)
{
  g_return_if_fail (VT_IS_PLOT_VIEW (self));
  self->scrollable = scrollable;
}

void
vt_plot_view_reset_zoom (VtPlotView *self)
{
  g_return_if_fail (VT_IS_PLOT_VIEW (self));
  vt_axis_unzoom (vt_figure_get_axis (self->figure, VT_AXIS_X));
  vt_axis_unzoom (vt_figure_get_axis (self->figure, VT_AXIS_Y));
  vt_plot_view_zoom_changed (self);
}

gboolean
vt_plot_view_is_zoomed (VtPlotView *self)
{
  g_return_val_if_fail (VT_IS_PLOT_VIEW (self), FALSE);
  return vt_figure_get_axis (self->figure, VT_AXIS_X)->zoomed || vt_figure_get_axis (self->figure, VT_AXIS_Y)->zoomed;
}

gboolean
vt_plot_view_get_hovered (VtPlotView *self, guint *series, guint *point)
{
  g_return_val_if_fail (VT_IS_PLOT_VIEW (self), FALSE);
  if (self->hovered && series != NULL)
    *series = self->hover_series;
  if (self->hovered && point != NULL)
    *point = self->hover_point;
  return self->hovered;
}
