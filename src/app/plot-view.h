/* SPDX-License-Identifier: GPL-3.0-or-later */
/* VtPlotView: the one plot of the window. A header with title, live cue and legend (real toggle buttons), below it the
 * figure, drawn by src/plot.
 *
 * Say what it shows through its figure; every change is seen on the next frame:
 *
 *   GtkWidget *view = vt_plot_view_new (_("Structure"));
 *   VtFigure *figure = vt_plot_view_get_figure (VT_PLOT_VIEW (view));
 *   vt_figure_set_axis (figure, VT_AXIS_X, &(VtAxisStyle) { .title = "<i>r</i>", .unit = "<i>λ</i>" });
 *   vt_figure_set_axis (figure, VT_AXIS_Y, &(VtAxisStyle) { .title = "<i>g</i>(<i>r</i>)", .symbol = "<i>g</i>" });
 *   vt_figure_set_series (figure, "all", &(VtSeriesStyle) { .label = _("all") });
 *   vt_figure_set_mark (figure, "one", &(VtMark) { .kind = VT_MARK_HORIZONTAL, .y0 = 1 });
 *   vt_figure_set_empty_text (figure, _("Appears with the first frame"));
 *   ...
 *   vt_figure_set_live (figure, _("live"));
 *   vt_figure_set_data (figure, "all", n, r, g, NULL);
 *
 * The user pans (Shift or middle button and drag, two fingers, Ctrl and arrows), zooms (wheel, pinch, a box with the
 * left button, + and -), resets (double click, Escape or 0), reads values (pointer, arrow keys, Home, End, Page Up and
 * Down for another series) and presses points (click, Enter), where the view is made for it. A menu at the right of the
 * header, the right button and the menu key save it as a picture or as numbers and copy it (Ctrl+C).
 *
 * Style classes: the widget is "plotview"; in it ".plot-header", "label.card-title", "label.plot-cue" and
 * "label.plot-note" (both dim), "button.legend". Padding of the widget is the padding of its card. */
#pragma once

#include "plot/figure.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VT_TYPE_PLOT_VIEW (vt_plot_view_get_type ())
G_DECLARE_FINAL_TYPE (VtPlotView, vt_plot_view, VT, PLOT_VIEW, GtkWidget)

/* @title: plain text, NULL for a plot without a header (set an accessible name with vt_plot_view_set_name then).
 *
 * Signal "point-activated" (const char *series_id, guint point): a point was clicked or Enter pressed on it; only
 * where vt_plot_view_set_activatable is on.
 * Signal "series-toggled" (const char *series_id, gboolean visible): the user switched a curve on or off in the legend. */
GtkWidget *vt_plot_view_new (const char *title);

/* Owned by the view. */
VtFigure *vt_plot_view_get_figure (VtPlotView *view);

/* The accessible name where it is not the title. */
void vt_plot_view_set_name (VtPlotView *view, const char *name);

/* Plain words before the summary in the accessible description, e.g. which glass is shown. NULL: none. */
void vt_plot_view_set_summary_prefix (VtPlotView *view, const char *prefix);
/* What the accessible description says now: the prefix and one sentence a series. Owned by the view. */
const char *vt_plot_view_get_summary (VtPlotView *view);

/* Points can be pressed: the pointer turns into a hand over them. Off at first. */
void vt_plot_view_set_activatable (VtPlotView *view, gboolean activatable);

/* Wheel and touchpad zoom and pan it; switch off where the plot lies in something that scrolls. On at first. */
void vt_plot_view_set_scrollable (VtPlotView *view, gboolean scrollable);

/* What its menu offers before saving and copying; the actions are those of the widgets around it. NULL: nothing. Also
 * the property "menu". */
void vt_plot_view_set_menu (VtPlotView *view, GMenuModel *menu);

/* Which glass it shows, for the names of files: "structure-stiff-80-N2048-seed7" is the name of the figure and this. NULL:
 * the name of the figure alone. @key: the figure's part, plain letters. */
void vt_plot_view_set_file_name (VtPlotView *view, const char *key, const char *glass);
/* The name suggested for a file, without its ending; free with g_free. */
char *vt_plot_view_get_file_name (VtPlotView *view);

/* Writes what is on show as it is on show; the ending of the name (.png, .svg, .pdf, .csv) says how, @scale is for PNG. */
gboolean vt_plot_view_save (VtPlotView *view, GFile *file, double scale, GError **error);
/* A picture of it to the clipboard, at twice its size. */
void vt_plot_view_copy (VtPlotView *view);

/* Back to the range of the data. */
void vt_plot_view_reset_zoom (VtPlotView *view);
gboolean vt_plot_view_is_zoomed (VtPlotView *view);

/* The point read out now, under the pointer or under the arrow keys. */
gboolean vt_plot_view_get_hovered (VtPlotView *view, guint *series, guint *point);

G_END_DECLS
