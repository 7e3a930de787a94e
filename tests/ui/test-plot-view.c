/* The plot widget in a window: names, legend, keys, zoom, pressing points. Needs a display (tests/ui/under-xvfb.sh). */
#include "app/plot-view-private.h"

#include <adwaita.h>
#include <math.h>

typedef struct
{
  GtkWidget *window;
  VtPlotView *view;
  VtFigure *figure;
} Fixture;

#define N 101

static void
set_wave (VtFigure *figure, const char *id, double phase)
{
  double x[N], y[N];

  for (int i = 0; i < N; i++)
    {
      x[i] = i / 20.0;
      y[i] = 2 + sin (x[i] + phase);
    }
  vt_figure_set_data (figure, id, N, x, y, NULL);
}

static void
wait_frames (GtkWidget *widget, int n)
{
  for (int i = 0; i < n; i++)
    {
      gtk_widget_queue_draw (widget);
      gtk_test_widget_wait_for_draw (widget);
    }
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
  set_wave (fixture->figure, "all", 0);
  set_wave (fixture->figure, "ss", 1);

  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 400, 240);
  gtk_window_set_child (GTK_WINDOW (fixture->window), view);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (view);
  wait_frames (view, 2);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view = GTK_WIDGET (g_object_ref (fixture->view));

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (view);
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  gtk_test_accessible_assert_role (fixture->view, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (fixture->view, GTK_ACCESSIBLE_PROPERTY_LABEL, "Structure");
  gtk_test_accessible_assert_property (fixture->view, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       vt_plot_view_get_summary (fixture->view));
  g_assert_cmpstr (vt_plot_view_get_summary (fixture->view), ==,
                   "all: 101 points, r from 0 to 5 λ, highest 3 at r = 1.55, lowest 1.");
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/plot-view/names", Fixture, NULL, set_up, test_names, tear_down);
  return g_test_run ();
}
