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

  GtkWidget *header, *title, *cue, *cue_label, *note, *legend;
  GtkWidget *reset;            /* over the plot while it is zoomed */

  GskRenderNode *node;         /* the figure without the read-out; NULL: to be drawn anew */
  VtFigureChange pending;      /* changes not looked at yet */
  guint tick;                  /* a frame is waited for */
  guint wake;                  /* a live axis may shrink then */
  gboolean moving;             /* an axis is on its way */

  char *name, *prefix, *summary;
  gint64 summarised;           /* us: when the summary was last told */

  gboolean activatable, scrollable;

  gboolean inside;             /* the pointer is over the plot */
  double pointer_x, pointer_y;
  gboolean hovered;            /* a point is read out */
  gboolean by_keys;            /* by the arrow keys: it stays when the pointer leaves */
  guint hover_series, hover_point;

  VtPlotDrag drag;
  double drag_x, drag_y, drag_dx, drag_dy;
  VtPlotEnds held[2];          /* the axes when a drag or pinch began */
};

/* Controllers for pointer, wheel, pinch and keys. */
void vt_plot_view_add_controllers (VtPlotView *self);

/* The buttons of the legend follow the figure. */
void vt_plot_view_sync_legend (VtPlotView *self);

/* The figure is drawn anew on the next frame. */
void vt_plot_view_redraw (VtPlotView *self);

/* The view changed: another zoom. */
void vt_plot_view_zoom_changed (VtPlotView *self);

/* Finds the point under the pointer again, tells it, or forgets it. */
void vt_plot_view_update_hover (VtPlotView *self);
void vt_plot_view_set_hover (VtPlotView *self, gboolean hovered, guint series, guint point);
void vt_plot_view_tell (VtPlotView *self);
