/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/stage-painter.h"

#include "scene/dissolve.h"

typedef enum
{
  FREE,
  PAINTING,
  DONE,
} State;

struct _VtStagePainter
{
  VtStagePainterDone done;
  gpointer data;
  GMainContext *context;
  GThread *thread;
  VtScene *scene;           /* the thread's own while it paints, else the main loop's */
  VtStageRequest request;   /* likewise */
  cairo_surface_t *picture; /* likewise; NULL when free */

  GMutex lock;
  GCond changed;
  State state;
  gboolean leaving;
  GSource *told;            /* calls back; NULL: nothing to be told */
};

static gboolean
tell (gpointer data)
{
  VtStagePainter *painter = data;

  g_mutex_lock (&painter->lock);
  g_clear_pointer (&painter->told, g_source_unref);
  g_mutex_unlock (&painter->lock);
  painter->done (painter->data);
  return G_SOURCE_REMOVE;
}

/* With the lock held. */
static void
tell_soon (VtStagePainter *painter)
{
  painter->told = g_idle_source_new ();
  g_source_set_priority (painter->told, G_PRIORITY_DEFAULT);
  g_source_set_callback (painter->told, tell, painter, NULL);
  g_source_attach (painter->told, painter->context);
}

/* With the lock held. */
static void
forget_to_tell (VtStagePainter *painter)
{
  if (painter->told)
    g_source_destroy (painter->told);
  g_clear_pointer (&painter->told, g_source_unref);
}

static void
paint (VtStagePainter *painter)
{
  const VtStageRequest *request = &painter->request;

  vt_scene_draw (painter->scene, &request->camera, &request->look, painter->picture, request->scale, request->top,
                 request->bottom);
  if (request->over)
    vt_dissolve (painter->picture, request->over, request->opacity);
}

static gpointer
paint_pictures (gpointer data)
{
  VtStagePainter *painter = data;

  g_mutex_lock (&painter->lock);
  for (;;)
    {
      while (painter->state != PAINTING && !painter->leaving)
        g_cond_wait (&painter->changed, &painter->lock);
      if (painter->state != PAINTING)
        break;
      g_mutex_unlock (&painter->lock);
      paint (painter);
      g_mutex_lock (&painter->lock);
      painter->state = DONE;
      tell_soon (painter);
      g_cond_broadcast (&painter->changed);
    }
  g_mutex_unlock (&painter->lock);
  return NULL;
}

VtStagePainter *
vt_stage_painter_new (VtStagePainterDone done, gpointer data)
{
  VtStagePainter *painter = g_new0 (VtStagePainter, 1);

  painter->done = done;
  painter->data = data;
  painter->context = g_main_context_ref_thread_default ();
  painter->scene = vt_scene_new ();
  vt_scene_set_threads (painter->scene, 0);
  g_mutex_init (&painter->lock);
  g_cond_init (&painter->changed);
  painter->thread = g_thread_new ("vitrine-stage", paint_pictures, painter);
  return painter;
}

void
vt_stage_painter_free (VtStagePainter *painter)
{
  g_mutex_lock (&painter->lock);
  painter->leaving = TRUE;
  g_cond_broadcast (&painter->changed);
  g_mutex_unlock (&painter->lock);
  g_thread_join (painter->thread);
  forget_to_tell (painter);
  g_clear_pointer (&painter->picture, cairo_surface_destroy);
  g_clear_pointer (&painter->request.over, cairo_surface_destroy);
  vt_scene_free (painter->scene);
  g_main_context_unref (painter->context);
  g_mutex_clear (&painter->lock);
  g_cond_clear (&painter->changed);
  g_free (painter);
}

gboolean
vt_stage_painter_is_free (VtStagePainter *painter)
{
  g_mutex_lock (&painter->lock);
  gboolean is_free = painter->state == FREE;
  g_mutex_unlock (&painter->lock);
  return is_free;
}

void
vt_stage_painter_start (VtStagePainter *painter, const VtScene *scene, const VtStageRequest *request,
                        cairo_surface_t *picture)
{
  g_return_if_fail (vt_stage_painter_is_free (painter));

  vt_scene_follow (painter->scene, scene);
  painter->request = *request;
  if (request->over)
    cairo_surface_reference (request->over);
  painter->picture = cairo_surface_reference (picture);
  /* What cairo still keeps of an earlier picture on this surface, to draw it from, is cut loose on this thread, which is the
   * one that draws it. */
  cairo_surface_flush (picture);
  g_mutex_lock (&painter->lock);
  painter->state = PAINTING;
  g_cond_broadcast (&painter->changed);
  g_mutex_unlock (&painter->lock);
}

static cairo_surface_t *
take (VtStagePainter *painter, gboolean wait)
{
  cairo_surface_t *picture = NULL;

  g_mutex_lock (&painter->lock);
  while (wait && painter->state == PAINTING)
    g_cond_wait (&painter->changed, &painter->lock);
  if (painter->state == DONE)
    {
      picture = g_steal_pointer (&painter->picture);
      g_clear_pointer (&painter->request.over, cairo_surface_destroy);
      painter->state = FREE;
      forget_to_tell (painter);
    }
  g_mutex_unlock (&painter->lock);
  return picture;
}

cairo_surface_t *
vt_stage_painter_take (VtStagePainter *painter)
{
  return take (painter, FALSE);
}

cairo_surface_t *
vt_stage_painter_wait (VtStagePainter *painter)
{
  return take (painter, TRUE);
}
