/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stage's picture is painted on a thread of its own: the main loop says what is wanted and goes on.
 *
 * One picture is in the making at a time. Whoever wants another one waits until the last is done and then asks for what is
 * shown by then, so that nothing queues up and the newest always wins. */
#pragma once

#include "scene/scene.h"

G_BEGIN_DECLS

typedef struct _VtStagePainter VtStagePainter;

/* Calls back on the main loop's thread each time a picture is done that nobody has taken or waited for. */
typedef void (*VtStagePainterDone) (gpointer data);

VtStagePainter *vt_stage_painter_new (VtStagePainterDone done, gpointer data);

/* Waits for the picture in the making; nobody is called back any more. */
void vt_stage_painter_free (VtStagePainter *painter);

/* What one picture is to look like. */
typedef struct
{
  VtCamera camera;
  VtLook look;
  int scale;         /* device pixels per pixel */
  int top, bottom;   /* insets, pixels */
  cairo_surface_t *over; /* a picture that still lies over it, of the same size and not written to; NULL: none */
  double opacity;    /* ... so much of it, 0 ... 1 */
} VtStageRequest;

/* FALSE while there is a picture in the making, or a finished one that was not taken. */
gboolean vt_stage_painter_is_free (VtStagePainter *painter);

/* Paints what @scene shows now on the whole of @picture, which is the painter's until it is taken; @scene may change as
 * soon as this returns. Only when it is free. */
void vt_stage_painter_start (VtStagePainter *painter, const VtScene *scene, const VtStageRequest *request,
                             cairo_surface_t *picture);

/* The finished picture; NULL where there is none. cairo_surface_destroy. */
cairo_surface_t *vt_stage_painter_take (VtStagePainter *painter);

/* The same, after waiting for the one in the making. */
cairo_surface_t *vt_stage_painter_wait (VtStagePainter *painter);

G_END_DECLS
