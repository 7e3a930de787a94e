/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plot widget in a window, worked with real clicks and keys (xdotool), run by tests/ui/under-xvfb.sh. */
#include "app/plot-view-private.h"

#include <adwaita.h>
#include <gdk/x11/gdkx.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#define N 101
/* Nothing here is measured: this only ends a test that would wait for ever. */
#define PATIENCE_US (20 * G_TIME_SPAN_SECOND)

typedef struct
{
  GtkWidget *window;
  VtPlotView *view;
  VtFigure *figure;
  char *activated_id;
  guint activated, activations;
} Fixture;

static void
pass_time (gint64 us)
{
  gint64 end = g_get_monotonic_time () + us;

  while (g_get_monotonic_time () < end)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (2000);
    }
}

#define wait_until(condition)                                                  \
  G_STMT_START                                                                 \
  {                                                                            \
    gint64 patience = g_get_monotonic_time () + PATIENCE_US;                   \
    while (!(condition) && g_get_monotonic_time () < patience)                 \
      pass_time (10 * G_TIME_SPAN_MILLISECOND);                                \
    g_assert_true (condition);                                                 \
  }                                                                            \
  G_STMT_END

static void G_GNUC_PRINTF (1, 2)
xdotool (const char *format, ...)
{
  g_autofree char *arguments = NULL, *command = NULL;
  g_autoptr (GError) error = NULL;
  va_list list;

  va_start (list, format);
  arguments = g_strdup_vprintf (format, list);
  va_end (list);
  command = g_strconcat ("xdotool ", arguments, NULL);
  g_spawn_command_line_sync (command, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  pass_time (60 * G_TIME_SPAN_MILLISECOND);
}

/* Moves the pointer to a place of the view. */
static void
point_at (Fixture *fixture, double x, double y)
{
  GtkWidget *widget = GTK_WIDGET (fixture->view);
  GtkNative *native = gtk_widget_get_native (widget);
  GdkSurface *surface = gtk_native_get_surface (native);
  int scale = gtk_widget_get_scale_factor (widget);
  double offset_x, offset_y;

  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  gtk_native_get_surface_transform (native, &offset_x, &offset_y);
  gtk_widget_translate_coordinates (widget, GTK_WIDGET (native), x, y, &x, &y);
  xdotool ("mousemove --window %lu %d %d", (gulong) gdk_x11_surface_get_xid (surface),
           (int) round ((x + offset_x) * scale), (int) round ((y + offset_y) * scale));
  G_GNUC_END_IGNORE_DEPRECATIONS
}

static void
point_at_values (Fixture *fixture, double x, double y)
{
  point_at (fixture, vt_layout_x (&fixture->view->layout, fixture->figure, x),
            vt_layout_y (&fixture->view->layout, fixture->figure, y));
}

static VtAxis *
axis (Fixture *fixture, VtDirection direction)
{
  return vt_figure_get_axis (fixture->figure, direction);
}

static void
set_wave (VtFigure *figure, const char *id, double phase, double height)
{
  double x[N], y[N];

  for (int i = 0; i < N; i++)
    {
      x[i] = i / 20.0;
      y[i] = height * (2 + sin (x[i] + phase));
    }
  vt_figure_set_data (figure, id, N, x, y, NULL);
}

static void
note_activation (VtPlotView *view, const char *id, guint point, Fixture *fixture)
{
  g_free (fixture->activated_id);
  fixture->activated_id = g_strdup (id);
  fixture->activated = point;
  fixture->activations++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view = vt_plot_view_new ("Structure");

  fixture->view = VT_PLOT_VIEW (view);
  fixture->figure = vt_plot_view_get_figure (fixture->view);
  vt_figure_set_axis (fixture->figure, VT_AXIS_X, &(VtAxisStyle) { .title = "<i>r</i>", .unit = "<i>λ</i>" });
  vt_figure_set_axis (fixture->figure, VT_AXIS_Y, &(VtAxisStyle) { .title = "<i>g</i>(<i>r</i>)", .symbol = "<i>g</i>" });
  vt_figure_set_series (fixture->figure, "all", &(VtSeriesStyle) { .label = "all" });
  vt_figure_set_series (fixture->figure, "ss", &(VtSeriesStyle) { .label = "SS", .hidden = TRUE });
  set_wave (fixture->figure, "all", 0, 1);
  set_wave (fixture->figure, "ss", 1, 1);
  g_signal_connect (view, "point-activated", G_CALLBACK (note_activation), fixture);

  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 400, 240);
  gtk_window_set_child (GTK_WINDOW (fixture->window), view);
  /* somewhere that the window is not */
  xdotool ("mousemove 0 0");
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (view);
  wait_until (gtk_window_is_active (GTK_WINDOW (fixture->window)));
  wait_until (fixture->view->layout.right > 300);
  gtk_widget_grab_focus (view);
  wait_until (gtk_widget_has_focus (view));
  pass_time (400 * G_TIME_SPAN_MILLISECOND);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view = GTK_WIDGET (g_object_ref (fixture->view));

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  /* an event on its way may still hold it for a moment */
  wait_until (G_OBJECT (view)->ref_count == 1);
  g_assert_finalize_object (view);
  g_free (fixture->activated_id);
}

static GtkWidget *
find_button (GtkWidget *widget, const char *id)
{
  if (g_strcmp0 (g_object_get_data (G_OBJECT (widget), "vt-series"), id) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, id);

      if (found != NULL)
        return found;
    }
  return NULL;
}

#define assert_description(fixture, text)                                                         \
  gtk_test_accessible_assert_property ((fixture)->view, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text)

static void
test_names (Fixture *fixture, gconstpointer data)
{
  const char *summary = "g(r), all: 101 points, r from 0 to 5 λ, highest 3 at r = 1.55, lowest 1.";

  gtk_test_accessible_assert_role (fixture->view, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (fixture->view, GTK_ACCESSIBLE_PROPERTY_LABEL, "Structure");
  assert_description (fixture, summary);
  g_assert_cmpstr (vt_plot_view_get_summary (fixture->view), ==, summary);
  vt_plot_view_set_summary_prefix (fixture->view, "Stiffness Q = 80.");
  assert_description (fixture, "Stiffness Q = 80. g(r), all: 101 points, r from 0 to 5 λ, highest 3 at r = 1.55, lowest 1.");
  vt_plot_view_set_name (fixture->view, "g of r");
  gtk_test_accessible_assert_property (fixture->view, GTK_ACCESSIBLE_PROPERTY_LABEL, "g of r");
}

static void
test_legend (Fixture *fixture, gconstpointer data)
{
  GtkWidget *button = find_button (GTK_WIDGET (fixture->view), "ss");

  g_assert_true (GTK_IS_TOGGLE_BUTTON (button));
  gtk_test_accessible_assert_role (button, GTK_ACCESSIBLE_ROLE_BUTTON);
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, "SS");
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)));
  g_assert_cmpint (gtk_widget_get_allocated_height (button), >=, 34);

  /* keys: the view, then its buttons */
  xdotool ("key Tab");
  g_assert_true (gtk_widget_is_focus (find_button (GTK_WIDGET (fixture->view), "all")));
  xdotool ("key Tab");
  g_assert_true (gtk_widget_is_focus (button));
  xdotool ("key space");
  wait_until (vt_figure_get_series (fixture->figure, 1)->visible);
  wait_until (strstr (vt_plot_view_get_summary (fixture->view), "g(r), SS: 101 points") != NULL);
  gtk_test_accessible_assert_state (button, GTK_ACCESSIBLE_STATE_PRESSED, GTK_ACCESSIBLE_TRISTATE_TRUE);

  /* a series that the program switches is followed by its button */
  vt_figure_set_series_visible (fixture->figure, "ss", FALSE);
  wait_until (!gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)));
  /* with one curve left there is nothing to choose */
  vt_figure_remove_series (fixture->figure, "ss");
  wait_until (!gtk_widget_get_visible (fixture->view->legend));
}

static guint
hovered_point (Fixture *fixture)
{
  guint series, point;

  return vt_plot_view_get_hovered (fixture->view, &series, &point) ? 1000 * series + point : G_MAXUINT;
}

static void
test_arrow_keys (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (hovered_point (fixture), ==, G_MAXUINT);
  xdotool ("key Right");
  wait_until (hovered_point (fixture) == 0);
  assert_description (fixture, "r = 0 λ, g = 2.00");
  xdotool ("key Right Right");
  wait_until (hovered_point (fixture) == 2);
  assert_description (fixture, "r = 0.100 λ, g = 2.10");
  xdotool ("key Left");
  wait_until (hovered_point (fixture) == 1);
  xdotool ("key End");
  wait_until (hovered_point (fixture) == N - 1);
  xdotool ("key Right");
  g_assert_cmpuint (hovered_point (fixture), ==, N - 1);
  xdotool ("key Home");
  wait_until (hovered_point (fixture) == 0);

  /* another curve, at the same place */
  vt_figure_set_series_visible (fixture->figure, "ss", TRUE);
  xdotool ("key Right Down");
  wait_until (hovered_point (fixture) == 1001);
  xdotool ("key Up");
  wait_until (hovered_point (fixture) == 1);
  /* the curve goes, and its read-out with it */
  vt_figure_set_series_visible (fixture->figure, "all", FALSE);
  wait_until (hovered_point (fixture) == G_MAXUINT);
  vt_figure_set_series_visible (fixture->figure, "all", TRUE);
  pass_time (50 * G_TIME_SPAN_MILLISECOND);

  xdotool ("key Right");
  wait_until (hovered_point (fixture) == 0);
  xdotool ("key Escape");
  wait_until (hovered_point (fixture) == G_MAXUINT);
  assert_description (fixture, vt_plot_view_get_summary (fixture->view));
}

static void
test_zoom_keys (Fixture *fixture, gconstpointer data)
{
  double size = axis (fixture, VT_AXIS_X)->high - axis (fixture, VT_AXIS_X)->low, low;

  g_assert_false (gtk_widget_get_visible (fixture->view->reset));
  xdotool ("key plus");
  wait_until (vt_plot_view_is_zoomed (fixture->view));
  g_assert_cmpfloat_with_epsilon (axis (fixture, VT_AXIS_X)->high - axis (fixture, VT_AXIS_X)->low, size / 1.5, 1e-9);
  wait_until (gtk_widget_get_visible (fixture->view->reset));
  low = axis (fixture, VT_AXIS_X)->low;
  xdotool ("key ctrl+Right");
  wait_until (axis (fixture, VT_AXIS_X)->low > low);
  low = axis (fixture, VT_AXIS_Y)->low;
  xdotool ("key ctrl+Up");
  wait_until (axis (fixture, VT_AXIS_Y)->low > low);
  xdotool ("key 0");
  wait_until (!vt_plot_view_is_zoomed (fixture->view));
  xdotool ("key plus");
  wait_until (vt_plot_view_is_zoomed (fixture->view));
  xdotool ("key Escape");
  wait_until (!vt_plot_view_is_zoomed (fixture->view));
  g_assert_cmpfloat_with_epsilon (axis (fixture, VT_AXIS_X)->high - axis (fixture, VT_AXIS_X)->low, size, 1e-9);
}

/* What lies under the pointer stays there while the wheel turns; turned back, all is as it was. */
static void
test_wheel (Fixture *fixture, gconstpointer data)
{
  const VtLayout *layout = &fixture->view->layout;
  double before, after;

  point_at_values (fixture, 1.5, 2.4);
  before = vt_axis_value_at (axis (fixture, VT_AXIS_X), (fixture->view->pointer_x - layout->left) / (layout->right - layout->left));
  xdotool ("click 4");
  xdotool ("click 4");
  wait_until (axis (fixture, VT_AXIS_X)->high - axis (fixture, VT_AXIS_X)->low < 4);
  after = vt_axis_value_at (axis (fixture, VT_AXIS_X), (fixture->view->pointer_x - layout->left) / (layout->right - layout->left));
  g_assert_cmpfloat_with_epsilon (before, after, 1e-9);
  xdotool ("click --repeat 4 --delay 30 5");
  wait_until (!vt_plot_view_is_zoomed (fixture->view));

  vt_plot_view_set_scrollable (fixture->view, FALSE);
  xdotool ("click 4");
  g_assert_false (vt_plot_view_is_zoomed (fixture->view));
}

static void
test_box (Fixture *fixture, gconstpointer data)
{
  point_at_values (fixture, 1, 2.5);
  xdotool ("mousedown 1");
  point_at_values (fixture, 2, 2);
  wait_until (fixture->view->drag == VT_PLOT_DRAG_BOX);
  point_at_values (fixture, 3, 1.5);
  xdotool ("mouseup 1");
  wait_until (vt_plot_view_is_zoomed (fixture->view));
  g_assert_cmpfloat_with_epsilon (axis (fixture, VT_AXIS_X)->low, 1, 0.05);
  g_assert_cmpfloat_with_epsilon (axis (fixture, VT_AXIS_X)->high, 3, 0.05);
  g_assert_cmpfloat_with_epsilon (axis (fixture, VT_AXIS_Y)->low, 1.5, 0.05);
  g_assert_cmpfloat_with_epsilon (axis (fixture, VT_AXIS_Y)->high, 2.5, 0.05);

  /* new data leave the user's view alone */
  set_wave (fixture->figure, "all", 0, 9);
  pass_time (400 * G_TIME_SPAN_MILLISECOND);
  g_assert_cmpfloat_with_epsilon (axis (fixture, VT_AXIS_Y)->high, 2.5, 0.05);

  point_at (fixture, fixture->view->layout.left + 60, fixture->view->layout.bottom - 30);
  xdotool ("click --repeat 2 --delay 60 1");
  wait_until (!vt_plot_view_is_zoomed (fixture->view));
  wait_until (axis (fixture, VT_AXIS_Y)->high > 25);
}

static void
test_pan (Fixture *fixture, gconstpointer data)
{
  double size = axis (fixture, VT_AXIS_X)->high - axis (fixture, VT_AXIS_X)->low;

  point_at_values (fixture, 2, 2);
  xdotool ("mousedown 2");
  point_at_values (fixture, 2.5, 2);
  wait_until (fixture->view->drag == VT_PLOT_DRAG_PAN);
  xdotool ("mouseup 2");
  wait_until (fixture->view->drag == VT_PLOT_DRAG_NONE);
  g_assert_cmpfloat_with_epsilon (axis (fixture, VT_AXIS_X)->low, -0.5, 0.05);
  g_assert_cmpfloat_with_epsilon (axis (fixture, VT_AXIS_X)->high - axis (fixture, VT_AXIS_X)->low, size, 1e-9);

  wait_until (gtk_widget_get_visible (fixture->view->reset));
  gtk_test_accessible_assert_property (fixture->view->reset, GTK_ACCESSIBLE_PROPERTY_LABEL, "Show all");
  gtk_widget_activate (fixture->view->reset);
  wait_until (!vt_plot_view_is_zoomed (fixture->view));
}

/* Two fingers: what is between them stays between them. */
static void
test_pinch (Fixture *fixture, gconstpointer data)
{
  const VtLayout *layout = &fixture->view->layout;
  double x = layout->left + 100, y = layout->top + 50;
  double before = vt_axis_value_at (axis (fixture, VT_AXIS_X), 100 / (layout->right - layout->left)), after;

  vt_plot_view_begin_pinch (fixture->view, x, y);
  vt_plot_view_pinch (fixture->view, 1.3, x + 8, y);
  vt_plot_view_pinch (fixture->view, 2, x + 20, y);
  after = vt_axis_value_at (axis (fixture, VT_AXIS_X), 120 / (layout->right - layout->left));
  g_assert_cmpfloat_with_epsilon (before, after, 1e-9);
  g_assert_cmpfloat_with_epsilon (axis (fixture, VT_AXIS_X)->high - axis (fixture, VT_AXIS_X)->low, 2.5, 1e-9);
  vt_plot_view_pinch (fixture->view, 0.4, x, y);
  g_assert_false (vt_plot_view_is_zoomed (fixture->view));
}

static void
test_hover (Fixture *fixture, gconstpointer data)
{
  point_at_values (fixture, 2.02, 1.2);
  wait_until (hovered_point (fixture) == 40);
  assert_description (fixture, "r = 2.00 λ, g = 2.91");
  point_at_values (fixture, 3.02, 1.2);
  wait_until (hovered_point (fixture) == 60);
  /* over the title nothing is read out */
  point_at (fixture, 20, 10);
  wait_until (hovered_point (fixture) == G_MAXUINT);
  assert_description (fixture, vt_plot_view_get_summary (fixture->view));
}

static void
set_points (Fixture *fixture)
{
  vt_figure_remove_series (fixture->figure, "ss");
  vt_figure_set_series (fixture->figure, "all", &(VtSeriesStyle) { .kind = VT_SERIES_POINTS });
  vt_figure_set_data (fixture->figure, "all", 3, (double[]) { 1, 2, 4 }, (double[]) { 1, 3, 2 }, NULL);
  pass_time (400 * G_TIME_SPAN_MILLISECOND);
}

static void
test_points_are_pressed (Fixture *fixture, gconstpointer data)
{
  set_points (fixture);
  point_at_values (fixture, 2, 3);
  xdotool ("click 1");
  g_assert_cmpuint (fixture->activations, ==, 0);

  vt_plot_view_set_activatable (fixture->view, TRUE);
  xdotool ("mousemove_relative 1 0");
  /* two slow clicks are two, and no double click */
  pass_time (600 * G_TIME_SPAN_MILLISECOND);
  xdotool ("click 1");
  wait_until (fixture->activations == 1);
  g_assert_cmpstr (fixture->activated_id, ==, "all");
  g_assert_cmpuint (fixture->activated, ==, 1);

  /* beside the points there is nothing to press, and a box that ends on one presses nothing */
  point_at_values (fixture, 3, 1.2);
  pass_time (600 * G_TIME_SPAN_MILLISECOND);
  xdotool ("click 1");
  point_at_values (fixture, 3, 1.2);
  xdotool ("mousedown 1");
  point_at_values (fixture, 3.5, 1.5);
  point_at_values (fixture, 4, 2);
  xdotool ("mouseup 1");
  wait_until (vt_plot_view_is_zoomed (fixture->view));
  g_assert_cmpuint (fixture->activations, ==, 1);
}

static void
test_points_are_pressed_by_key (Fixture *fixture, gconstpointer data)
{
  set_points (fixture);
  vt_plot_view_set_activatable (fixture->view, TRUE);
  xdotool ("key Right Right Return");
  wait_until (fixture->activations == 1);
  g_assert_cmpuint (fixture->activated, ==, 1);
  /* stepping starts at the chosen point */
  xdotool ("key Escape");
  vt_figure_select_point (fixture->figure, "all", 2);
  xdotool ("key Right");
  wait_until (hovered_point (fixture) == 2);
}

/* "Never under the pointer", and once it has gone the axis grows. */
static void
test_live_axis_waits_for_the_pointer (Fixture *fixture, gconstpointer data)
{
  VtAxis *y = axis (fixture, VT_AXIS_Y);
  double high;

  vt_figure_set_live (fixture->figure, "live");
  pass_time (400 * G_TIME_SPAN_MILLISECOND);
  g_assert_true (gtk_widget_get_mapped (fixture->view->cue));
  point_at_values (fixture, 2, 2);
  high = y->high;
  set_wave (fixture->figure, "all", 0, 5);
  pass_time (400 * G_TIME_SPAN_MILLISECOND);
  g_assert_cmpfloat (y->high, ==, high);
  xdotool ("mousemove 0 0");
  wait_until (y->high > 15);
  vt_figure_set_live (fixture->figure, NULL);
  wait_until (!gtk_widget_get_mapped (fixture->view->cue));
  wait_until (y->range.ease_start < 0);
  g_assert_cmpfloat_with_epsilon (y->high, 15 * 1.04, 0.01);
}

/* Points that come while the figure is live have fallen into their places soon after. */
static void
test_points_arrive (Fixture *fixture, gconstpointer data)
{
  set_points (fixture);
  vt_figure_set_live (fixture->figure, "live");
  vt_figure_set_data (fixture->figure, "all", 4, (double[]) { 1, 2, 3, 4 }, (double[]) { 1, 3, 2, 2 }, NULL);
  wait_until (fixture->view->arrival_start > 0);
  wait_until (vt_figure_get_arrival (fixture->figure) == 1);
}

static void
test_large_text (Fixture *fixture, gconstpointer data)
{
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (fixture->view));
  g_autofree char *font = NULL;
  double left = fixture->view->layout.left;

  g_assert_cmpfloat (fixture->view->renderer->theme.font_size, ==, 12);
  g_object_get (settings, "gtk-font-name", &font, NULL);
  g_object_set (settings, "gtk-font-name", "Cantarell 22", NULL);
  wait_until (fixture->view->renderer->theme.font_size == 24);
  wait_until (fixture->view->layout.left > left);
  g_object_set (settings, "gtk-font-name", font, NULL);
  wait_until (fixture->view->renderer->theme.font_size == 12);
}

/* Data that came while the view was hidden are there when it is shown. */
static void
test_hidden (Fixture *fixture, gconstpointer data)
{
  gtk_widget_set_visible (GTK_WIDGET (fixture->view), FALSE);
  pass_time (50 * G_TIME_SPAN_MILLISECOND);
  set_wave (fixture->figure, "all", 0, 100);
  vt_figure_set_title (fixture->figure, "Changed");
  gtk_widget_set_visible (GTK_WIDGET (fixture->view), TRUE);
  wait_until (gtk_widget_get_mapped (GTK_WIDGET (fixture->view)));
  g_assert_cmpfloat (axis (fixture, VT_AXIS_Y)->high, >, 300);
  gtk_test_accessible_assert_property (fixture->view, GTK_ACCESSIBLE_PROPERTY_LABEL, "Changed");
}

static GBytes *
shoot (GtkWidget *widget)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  GskRenderer *renderer = gtk_native_get_renderer (gtk_widget_get_native (widget));
  gsize stride = (gsize) width * 4;
  guchar *pixels = g_malloc (stride * (gsize) height);

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (renderer, node, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  gdk_texture_download (texture, pixels, stride);
  return g_bytes_new_take (pixels, stride * (gsize) height);
}

static void
wait_for_frames (GtkWidget *widget)
{
  for (int i = 0; i < 3; i++)
    {
      gtk_widget_queue_draw (widget);
      gtk_test_widget_wait_for_draw (widget);
    }
}

/* The picture changes with the style, with what is read out, and comes back. */
static void
test_pictures (Fixture *fixture, gconstpointer data)
{
  GtkWidget *widget = GTK_WIDGET (fixture->view);
  g_autoptr (GBytes) light = NULL, dark = NULL, again = NULL, read = NULL;

  wait_for_frames (widget);
  light = shoot (widget);
  xdotool ("key Right");
  wait_until (hovered_point (fixture) == 0);
  wait_for_frames (widget);
  read = shoot (widget);
  g_assert_false (g_bytes_equal (light, read));
  xdotool ("key Escape");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  pass_time (600 * G_TIME_SPAN_MILLISECOND);
  wait_for_frames (widget);
  dark = shoot (widget);
  g_assert_false (g_bytes_equal (light, dark));
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_LIGHT);
  pass_time (600 * G_TIME_SPAN_MILLISECOND);
  wait_for_frames (widget);
  again = shoot (widget);
  g_assert_true (g_bytes_equal (light, again));
}

/* --- menu, saving, copying --- */

static GFile *
file_in (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_new_for_path (path);
}

/* The card is saved as it is on the screen, in as many pixels as asked for, and as drawings and numbers. */
static void
test_save (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("vitrine-plot-view-XXXXXX", NULL);
  int width = gtk_widget_get_width (GTK_WIDGET (fixture->view)) + 32;
  static const char *const names[] = { "a.svg", "a.pdf", "a.csv" }, *const starts[] = { "<?xml", "%PDF", "series,r (λ),g," };
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) odd = file_in (folder, "a.jpeg"), nowhere = file_in (folder, "no/such.png");

  for (int scale = 1; scale <= 3; scale++)
    {
      g_autoptr (GFile) file = file_in (folder, "a.png");
      g_autoptr (GdkTexture) texture = NULL;

      g_assert_true (vt_plot_view_save (fixture->view, file, scale, &error));
      texture = gdk_texture_new_from_file (file, &error);
      g_assert_no_error (error);
      g_assert_cmpint (gdk_texture_get_width (texture), ==, scale * width);
      g_file_delete (file, NULL, NULL);
    }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GFile) file = file_in (folder, names[i]);
      g_autofree char *text = NULL;

      g_assert_true (vt_plot_view_save (fixture->view, file, 1, &error));
      g_assert_true (g_file_load_contents (file, NULL, &text, NULL, NULL, NULL));
      g_assert_true (g_str_has_prefix (text, starts[i]));
      /* what is switched off is not told */
      g_assert_true (i < 2 || strstr (text, "\nss,") == NULL);
      g_file_delete (file, NULL, NULL);
    }
  g_assert_false (vt_plot_view_save (fixture->view, odd, 1, &error));
  g_assert_nonnull (strstr (error->message, ".png, .svg, .pdf or .csv"));
  g_clear_error (&error);
  g_assert_false (vt_plot_view_save (fixture->view, nowhere, 1, &error));
  g_assert_nonnull (strstr (error->message, "No such file or directory"));
  g_rmdir (folder);
}

static void
test_file_name (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = vt_plot_view_get_file_name (fixture->view), *after = NULL, *alone = NULL;

  g_assert_cmpstr (before, ==, "figure");
  vt_plot_view_set_file_name (fixture->view, "structure", "stiff-80-N2048-seed7");
  after = vt_plot_view_get_file_name (fixture->view);
  g_assert_cmpstr (after, ==, "structure-stiff-80-N2048-seed7");
  vt_plot_view_set_file_name (fixture->view, "structure", NULL);
  alone = vt_plot_view_get_file_name (fixture->view);
  g_assert_cmpstr (alone, ==, "structure");
}

static void
keep_texture (GObject *clipboard, GAsyncResult *result, gpointer data)
{
  GdkTexture **texture = data;

  *texture = gdk_clipboard_read_texture_finish (GDK_CLIPBOARD (clipboard), result, NULL);
}

/* Control and C put a picture of twice the size on the clipboard. */
static void
test_copy (Fixture *fixture, gconstpointer data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->view));
  GdkTexture *texture = NULL;

  xdotool ("key ctrl+c");
  wait_until (gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (clipboard), GDK_TYPE_TEXTURE));
  gdk_clipboard_read_texture_async (clipboard, NULL, keep_texture, &texture);
  wait_until (texture != NULL);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 2 * (gtk_widget_get_width (GTK_WIDGET (fixture->view)) + 32));
  g_object_unref (texture);
}

static gboolean
context_is_open (Fixture *fixture)
{
  return fixture->view->context != NULL && gtk_widget_get_mapped (fixture->view->context);
}

/* The menu is there for the pointer, at the right button, and for the keyboard; what it offers fits what is shown. */
static void
test_menu (Fixture *fixture, gconstpointer data)
{
  GtkPopover *popover = gtk_menu_button_get_popover (GTK_MENU_BUTTON (fixture->view->menu_button));
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->view));
  g_autoptr (GMenu) own = g_menu_new ();
  GMenuModel *menu;

  gtk_test_accessible_assert_property (fixture->view->menu_button, GTK_ACCESSIBLE_PROPERTY_LABEL, "Structure: menu");
  g_assert_nonnull (popover);
  point_at_values (fixture, 2, 2);
  xdotool ("click 3");
  wait_until (context_is_open (fixture));
  g_assert_false (vt_plot_view_is_zoomed (fixture->view));
  xdotool ("key Escape");
  wait_until (!context_is_open (fixture));
  gtk_widget_grab_focus (GTK_WIDGET (fixture->view));
  xdotool ("key shift+F10");
  wait_until (context_is_open (fixture));
  xdotool ("key Escape");
  wait_until (!context_is_open (fixture));

  /* what is the card's own comes first */
  g_menu_append (own, "Linear axes", "plots.linear");
  vt_plot_view_set_menu (fixture->view, G_MENU_MODEL (own));
  menu = gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (fixture->view->menu_button));
  g_assert_cmpint (g_menu_model_get_n_items (menu), ==, 3);
  {
    g_autoptr (GMenuModel) first = g_menu_model_get_item_link (menu, 0, G_MENU_LINK_SECTION);
    g_assert_true (first == G_MENU_MODEL (own));
  }

  /* back to all by the menu's action */
  vt_plot_view_zoom_around (fixture->view, 2, 200, 100, TRUE, TRUE);
  g_assert_true (vt_plot_view_is_zoomed (fixture->view));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->view), "plot.show-all", NULL));
  g_assert_false (vt_plot_view_is_zoomed (fixture->view));
  /* without data there is nothing to copy */
  vt_figure_clear_data (fixture->figure);
  pass_time (100 * G_TIME_SPAN_MILLISECOND);
  gdk_clipboard_set_text (clipboard, "words");
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "plot.copy", NULL);
  g_assert_false (gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (clipboard), GDK_TYPE_TEXTURE));
}

/* On log axes the pointer, the wheel and the keys mean the same; a point that has no place there is not read out. */
static void
test_log_axes (Fixture *fixture, gconstpointer data)
{
  const VtLayout *layout = &fixture->view->layout;
  double before, after;

  vt_figure_remove_series (fixture->figure, "ss");
  vt_figure_set_axis (fixture->figure, VT_AXIS_X, &(VtAxisStyle) { .title = "<i>ω</i>", .scale = VT_SCALE_LOG });
  vt_figure_set_axis (fixture->figure, VT_AXIS_Y, &(VtAxisStyle) { .title = "<i>D</i>", .scale = VT_SCALE_LOG });
  vt_figure_set_data (fixture->figure, "all", 4, (double[]) { 0, 1, 10, 100 }, (double[]) { 1, 1e-3, 1e-2, 1e-1 },
                      (double[]) { NAN, 1e-4, NAN, NAN });
  pass_time (400 * G_TIME_SPAN_MILLISECOND);
  xdotool ("key Right");
  wait_until (hovered_point (fixture) == 1);
  assert_description (fixture, "ω = 1.00, D = 0.00100 ± 0.00020");
  point_at_values (fixture, 12, 1e-2);
  wait_until (hovered_point (fixture) == 2);
  before = vt_axis_value_at (axis (fixture, VT_AXIS_X), (fixture->view->pointer_x - layout->left) / (layout->right - layout->left));
  xdotool ("click 4");
  wait_until (vt_plot_view_is_zoomed (fixture->view));
  after = vt_axis_value_at (axis (fixture, VT_AXIS_X), (fixture->view->pointer_x - layout->left) / (layout->right - layout->left));
  g_assert_cmpfloat_with_epsilon (before / after, 1, 1e-9);
}

/* Live axes grow in steps of 1, 2, 5 and ease there; when data need less than half they shrink, but not at once. */
static void
test_live_axis_grows_and_shrinks (Fixture *fixture, gconstpointer data)
{
  VtAxis *y = axis (fixture, VT_AXIS_Y);
  gboolean between = FALSE;
  double high, start;

  vt_figure_set_live (fixture->figure, "live");
  pass_time (400 * G_TIME_SPAN_MILLISECOND);
  start = y->high;
  set_wave (fixture->figure, "all", 0, 5);
  while (!(y->high >= 15 && y->range.ease_start < 0))
    {
      pass_time (5 * G_TIME_SPAN_MILLISECOND);
      between |= y->high > start && y->high < 15;
    }
  g_assert_true (between);
  high = y->range.to_high;
  g_assert_cmpfloat_with_epsilon (fmod (high / 1.04, 5), 0, 1e-6);
  /* a little less is no reason to move */
  set_wave (fixture->figure, "all", 0, 4);
  pass_time (400 * G_TIME_SPAN_MILLISECOND);
  g_assert_cmpfloat (y->range.to_high, ==, high);
  set_wave (fixture->figure, "all", 0, 1);
  pass_time (200 * G_TIME_SPAN_MILLISECOND);
  g_assert_cmpfloat (y->range.to_high, ==, high);
  wait_until (y->range.to_high < 5);
}

/* --- taking turns --- */

typedef struct
{
  VtPlotView *views[3];
  gboolean waits[3];    /* had something new before the frame */
  guint frames;
  guint went[3];        /* the frame that each went in; 0: not yet */
  guint most_at_once;
  gboolean first_always; /* the first one has something new in each frame */
} Turns;

static void
before_frame (GdkFrameClock *clock, Turns *turns)
{
  if (turns->first_always)
    set_wave (vt_plot_view_get_figure (turns->views[0]), "all", turns->frames, 1);
  for (guint k = 0; k < G_N_ELEMENTS (turns->views); k++)
    turns->waits[k] = turns->views[k]->pending != 0;
}

static void
after_frame (GdkFrameClock *clock, Turns *turns)
{
  guint at_once = 0;

  turns->frames++;
  for (guint k = 0; k < G_N_ELEMENTS (turns->views); k++)
    if (turns->waits[k] && turns->views[k]->pending == 0)
      {
        at_once++;
        if (turns->went[k] == 0)
          turns->went[k] = turns->frames;
      }
  turns->most_at_once = MAX (turns->most_at_once, at_once);
}

static void
take_turns (Turns *turns, GdkFrameClock *clock)
{
  turns->frames = turns->most_at_once = 0;
  memset (turns->went, 0, sizeof turns->went);
  for (guint k = 0; k < G_N_ELEMENTS (turns->views); k++)
    set_wave (vt_plot_view_get_figure (turns->views[k]), "all", turns->first_always ? 0.5 : 0.25, 1);
  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
  wait_until (turns->went[0] > 0 && turns->went[1] > 0 && turns->went[2] > 0);
}

/* Of plots that all have something new one is drawn a frame, yet none waits for long behind one that never rests. */
static void
test_one_plot_a_frame (Fixture *fixture, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  Turns turns = { .first_always = FALSE };
  GdkFrameClock *clock;

  /* axes that stand still: one on its way is drawn in every frame */
  for (guint k = 0; k < G_N_ELEMENTS (turns.views); k++)
    {
      GtkWidget *view = k == 0 ? GTK_WIDGET (g_object_ref (fixture->view)) : g_object_ref_sink (vt_plot_view_new ("More"));
      VtFigure *figure = vt_plot_view_get_figure (VT_PLOT_VIEW (view));

      turns.views[k] = VT_PLOT_VIEW (view);
      vt_figure_set_axis (figure, VT_AXIS_X, &(VtAxisStyle) { .title = "x", .fixed = TRUE, .low = 0, .high = 5 });
      vt_figure_set_axis (figure, VT_AXIS_Y, &(VtAxisStyle) { .title = "y", .fixed = TRUE, .low = 0, .high = 5 });
      vt_figure_set_series (figure, "all", &(VtSeriesStyle) { .label = "all" });
    }
  gtk_window_set_child (GTK_WINDOW (fixture->window), box);
  for (guint k = 0; k < G_N_ELEMENTS (turns.views); k++)
    gtk_box_append (GTK_BOX (box), GTK_WIDGET (turns.views[k]));
  gtk_test_widget_wait_for_draw (box);
  pass_time (300 * G_TIME_SPAN_MILLISECOND);

  clock = gtk_widget_get_frame_clock (box);
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_frame), &turns);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_frame), &turns);
  take_turns (&turns, clock);
  g_assert_cmpuint (turns.most_at_once, ==, 1);
  g_assert_cmpuint (MAX (turns.went[0], MAX (turns.went[1], turns.went[2])), <=, 4);
  turns.first_always = TRUE;
  take_turns (&turns, clock);
  g_signal_handlers_disconnect_by_data (clock, &turns);

  gtk_window_set_child (GTK_WINDOW (fixture->window), NULL);
  for (guint k = 0; k < G_N_ELEMENTS (turns.views); k++)
    g_object_unref (turns.views[k]);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_LIGHT);
#define ADD(path, function) g_test_add ("/plot-view/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("names", test_names);
  ADD ("legend", test_legend);
  ADD ("arrow-keys", test_arrow_keys);
  ADD ("zoom-keys", test_zoom_keys);
  ADD ("wheel", test_wheel);
  ADD ("box", test_box);
  ADD ("pan", test_pan);
  ADD ("pinch", test_pinch);
  ADD ("hover", test_hover);
  ADD ("points-are-pressed", test_points_are_pressed);
  ADD ("points-are-pressed-by-key", test_points_are_pressed_by_key);
  ADD ("live-axis-waits-for-the-pointer", test_live_axis_waits_for_the_pointer);
  ADD ("points-arrive", test_points_arrive);
  ADD ("large-text", test_large_text);
  ADD ("hidden", test_hidden);
  ADD ("pictures", test_pictures);
  ADD ("save", test_save);
  ADD ("file-name", test_file_name);
  ADD ("copy", test_copy);
  ADD ("menu", test_menu);
  ADD ("log-axes", test_log_axes);
  ADD ("live-axis-grows-and-shrinks", test_live_axis_grows_and_shrinks);
  ADD ("one-plot-a-frame", test_one_plot_a_frame);
  return g_test_run ();
}
