/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/plot-view.h"
#include "plot/render.h"

typedef enum
{
  VT_PLOT_DRAG_NONE,
  VT_PLOT_DRAG_BOX,
  VT_PLOT_DRAG_PAN,
} VtPlotDrag;

typedef struct
{
  double low, high;
} VtPlotEnds;

struct _VtPlotView
{
  GtkWidget parent;

  VtFigure *figure;
  VtRenderer *renderer;
  VtLayout layout;
  gboolean themed;             /* the renderer has the desktop's colours and fonts */

  GtkWidget *header, *title, *cue, *cue_label, *note, *legend;
  GtkWidget *menu_button;      /* at the end of the header, or over the end of a title that needs its room */
  GtkWidget *context;          /* the same menu where the right button asked for it; NULL before */
  GtkWidget *reset;            /* over the plot while it is zoomed */

  GskRenderNode *node;         /* the figure without the read-out; NULL: to be drawn anew */
  VtFigureChange pending;      /* changes not looked at yet */
  guint tick;                  /* a frame is waited for */
  guint wake;                  /* a live axis may shrink then */
  gboolean moving;             /* an axis is on its way */
  gint64 arrival_start;        /* us: when the last points came */

  char *name, *prefix, *summary;
  char *file_key, *file_glass;
  gint64 summarised;           /* us: when the summary was last told */

  gboolean activatable, scrollable;

  gboolean inside;             /* the pointer is over the plot */
  double pointer_x, pointer_y;
  gboolean hovered;            /* a point is read out */
  gboolean by_keys;            /* by the arrow keys: it stays when the pointer leaves */
  guint hover_series, hover_point;

  const char *cursor;          /* a literal; NULL: the usual one */

  VtPlotDrag drag;
  gboolean was_drag;           /* what began with the last press is no click */
  double drag_x, drag_y, drag_dx, drag_dy;
  VtPlotEnds held[2];          /* the axes when a drag or pinch began */
};

/* Controllers for pointer, wheel and pinch; for keys. */
void vt_plot_view_add_pointer (VtPlotView *self);
void vt_plot_view_add_keys (VtPlotView *self);

/* Menu, saving, copying (plot-view-save.c). */
void vt_plot_view_install_actions (GtkWidgetClass *widget_class);
void vt_plot_view_add_menu (VtPlotView *self);
void vt_plot_view_update_actions (VtPlotView *self);
void vt_plot_view_pop_up (VtPlotView *self, double x, double y);

/* Title, cue, note and legend; _sync makes them follow the figure. */
void vt_plot_view_build_header (VtPlotView *self);
void vt_plot_view_sync_header (VtPlotView *self);
void vt_plot_view_measure_header (VtPlotView *self, int *minimum, int *natural); /* widths, with the menu */
int vt_plot_view_header_height (VtPlotView *self);
void vt_plot_view_allocate_header (VtPlotView *self, int width);
void vt_plot_view_update_name (VtPlotView *self);

/* The figure is drawn anew on the next frame. */
void vt_plot_view_redraw (VtPlotView *self);

/* The view changed: another zoom. */
void vt_plot_view_zoom_changed (VtPlotView *self);

/* Finds the point under the pointer again, tells it, or forgets it. */
void vt_plot_view_update_hover (VtPlotView *self);
void vt_plot_view_set_hover (VtPlotView *self, gboolean hovered, guint series, guint point);
void vt_plot_view_tell (VtPlotView *self);

VtAxis *vt_plot_view_axis (VtPlotView *self, VtDirection direction);
/* The point is there to be read out. */
gboolean vt_plot_view_has_point (VtPlotView *self, guint series, guint point);
void vt_plot_view_activate_point (VtPlotView *self, guint series, guint point);

/* Zooms by @factor around a place of the widget; pans by fractions of what is shown. */
void vt_plot_view_zoom_around (VtPlotView *self, double factor, double x, double y, gboolean along_x, gboolean along_y);
/* Two fingers with their middle at a place; then spread by @scale, with their middle at another. */
void vt_plot_view_begin_pinch (VtPlotView *self, double x, double y);
void vt_plot_view_pinch (VtPlotView *self, double scale, double x, double y);
void vt_plot_view_pan_by (VtPlotView *self, double x_fraction, double y_fraction);
