/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared by the files of the stage's view only: what it is (stage-view.c), how it moves (stage-motion.c), what hands
 * and keys do (stage-hands.c), what it shows of the bond list (stage-map.c). */
#pragma once

#include "app/frame-pool.h"
#include "app/glide.h"
#include "app/stage-painter.h"
#include "app/stage-view.h"

G_BEGIN_DECLS

#define VT_STAGE_SETTING (400 * 1000)  /* microseconds: the glass sets */
#define VT_STAGE_FLIGHT (500 * 1000)   /* the camera to a core */
#define VT_STAGE_DISSOLVE (200 * 1000) /* one picture into another */

struct _VtStageView
{
  GtkWidget parent_instance;

  VtScene *scene;
  VtLook look;
  VtCamera camera;
  gboolean is_liquid;
  gboolean playing;
  double amplitude, speed;
  int top, bottom;          /* insets */
  int ground;

  VtGlide liquid;           /* 1 ... 0: setting */
  VtGlide mode;             /* 0 ... 1: from glass to mode */
  VtGlide shift;            /* 0 ... 1: from shift_from to shift_to */
  VtGlide flight;           /* 0 ... 1: from camera_from to camera_to */
  VtGlide bonds;            /* 0 ... 1: from the glass to its bonds */
  VtGlide isolate;          /* 0 ... 1: from all particles to the core and its neighbours */
  VtGlide advance;          /* 0 ... 1: from the sample before to this one */
  VtGlide dissolve;         /* 1 ... 0: opacity of the picture before */
  double shift_from[3], shift_to[3];
  VtCamera camera_from, camera_to;
  VtNetwork *network;       /* of the glass; NULL: unknown */
  VtPotential potential;    /* ... and what it is of */
  gboolean has_potential, has_values;
  VtStageColouring colouring, colouring_before; /* before the mode */
  double range[2];          /* of the numbers that colours stand for */
  double *vector;           /* of the mode, 3n; NULL: none */
  VtBondMap bond_map;
  gboolean core_only;
  double zoom_before;       /* core_only */
  int particle;             /* whose bonds are shown where there is no mode; -1: not chosen */
  gssize chosen;            /* bond of the network, -1: none */
  gboolean picking;         /* two particles one after the other choose their bond */

  double phase;             /* of the swing, radians */
  double spin[2];           /* degrees/s after a drag was let go */
  gint64 sample_time;       /* when the last sample of a liquid came */
  gint64 sample_interval;

  guint tick;
  gint64 last_frame;        /* 0: before the first tick */
  VtCamera drag_camera;
  gboolean dragging, panning;
  double pinch_centre[2];
  double pinch_zoom;

  VtFramePool *pool;
  VtStagePainter *painter;
  gboolean stale;           /* something has changed since the last picture was started */
  guint start;              /* starts one with the next frame; 0: not asked for, or what moves does it */
  cairo_surface_t *picture; /* the newest; NULL: none is of use */
  cairo_surface_t *picture_before;
};

/* Something has changed: a new picture is started with the next frame, when all the change has happened. */
void vt_stage_view_redraw (VtStageView *self);

/* Starts it now, if one is wanted and none is in the making. */
void vt_stage_view_start_picture (VtStageView *self);

/* After anything changed: draws anew, and keeps drawing while something moves. */
void vt_stage_view_wake (VtStageView *self);

/* The time a movement takes: none when the desktop wants none, or when nobody sees it. */
gint64 vt_stage_view_duration (VtStageView *self, gint64 wanted);

/* Sets the camera off to @to, the positions off to @shift (the short way through the box). */
void vt_stage_view_fly_to (VtStageView *self, const VtCamera *to);
void vt_stage_view_shift_to (VtStageView *self, const double shift[3]);

/* Lets the picture on screen fade over what comes. */
void vt_stage_view_dissolve (VtStageView *self);

/* A hand on the camera ends its flight. */
void vt_stage_view_take_camera (VtStageView *self);

void vt_stage_view_add_hands (VtStageView *self);

/* Draws other bonds, keeps other particles, after what they follow from has changed. */
void vt_stage_view_update_map (VtStageView *self);
void vt_stage_view_update_colours (VtStageView *self);

/* What the colours stand for now: what was asked for may not be known. */
VtStageColouring vt_stage_view_shown_colouring (VtStageView *self);
void vt_stage_view_clear_map (VtStageView *self);

/* What is at the point becomes the chosen bond, or the particle whose bonds are shown. */
void vt_stage_view_click (VtStageView *self, double x, double y);

/* Two fingers with their middle at a place of the widget; then spread by @scale, with their middle at another. */
void vt_stage_view_begin_pinch (VtStageView *self, double x, double y);
void vt_stage_view_pinch (VtStageView *self, double scale, double x, double y);

void vt_stage_view_step_bond (VtStageView *self, int step);
void vt_stage_view_choose_particle (VtStageView *self, int particle);

G_END_DECLS
