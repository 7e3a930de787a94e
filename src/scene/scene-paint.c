/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is drawn of a scene, in which order and how. */
#include "scene/scene-private.h"

#include "scene/order.h"

#include <math.h>

#define BAND_LEAST 32        /* rows */
#define WORTH_THREADS 600    /* particles */

/* Room for @n spheres and @items things in all. */
static void
make_room (VtScene *scene, guint n, guint items)
{
  if (n > scene->room)
    {
      g_free (scene->dots);
      g_free (scene->particles);
      scene->room = n;
      scene->dots = g_new (VtDot, n);
      scene->particles = g_new (guint32, 2 * n);
    }
  if (items > scene->item_room)
    {
      g_free (scene->depths);
      g_free (scene->order);
      g_free (scene->scratch);
      g_free (scene->steps);
      scene->item_room = items;
      scene->depths = g_new (float, items);
      scene->order = g_new (guint32, items);
      scene->scratch = g_new (guint32, 2 * (gsize) items);
      scene->steps = g_new (VtStep, items);
    }
}

static gboolean
arrow_ends (const VtPainter *painter, guint i, float tail[3], float tip[3])
{
  const VtScene *scene = painter->scene;
  float q = scene->motion[i], p[3], start = 0.75f * vt_painter_radius (painter, i);

  vt_painter_locate (painter, i, p);
  for (int c = 0; c < 3; c++)
    {
      float unit = scene->mode[3 * i + c] / q;

      tail[c] = p[c] + start * unit;
      tip[c] = tail[c] + (0.30f + 1.38f * q) * unit;
    }
  return q > VT_ARROW_THRESHOLD;
}

static gboolean
has_arrows (const VtPainter *painter)
{
  return painter->scene->mode && painter->look->arrows && painter->look->mode > 0;
}

/* Fills dots and the depths of dots, arrows and bonds, in this order; returns how many there are of the first two. */
static void
gather (const VtPainter *painter, guint *n_dots, guint *n_arrows)
{
  VtScene *scene = painter->scene;
  gboolean arrows = has_arrows (painter);
  guint n = 0, a = 0;

  for (guint i = 0; i < scene->sample->n; i++)
    {
      float p[3];

      vt_painter_locate (painter, i, p);
      if (!vt_painter_sliced_away (painter, p) && vt_painter_place (painter, i, p, &scene->dots[n], &scene->depths[n]))
        scene->particles[n++] = i;
    }
  for (guint d = 0; arrows && d < n; d++)
    {
      guint i = scene->particles[d];
      float tail[3], tip[3], from[3], to[3];

      if (scene->motion[i] <= VT_ARROW_THRESHOLD || !arrow_ends (painter, i, tail, tip))
        continue;
      vt_project (&painter->projection, tail, from);
      vt_project (&painter->projection, tip, to);
      scene->depths[n + a] = (from[2] + to[2]) / 2;
      scene->particles[n + a++] = i;
    }
  for (guint k = 0; k < scene->parts->len; k++)
    {
      const VtBondPart *part = &g_array_index (scene->parts, VtBondPart, k);
      const VtBondLine *line = &g_array_index (scene->lines, VtBondLine, part->line);

      scene->depths[n + a + k] = line->z[0] + 0.5f * (part->begin + part->end) * (line->z[1] - line->z[0]);
    }
  *n_dots = n;
  *n_arrows = a;
}

/* From the front: marks what opaque spheres hide by an opacity of 0. */
static void
cull (VtScene *scene, int width, int height, guint n_dots, guint n_items)
{
  vt_cover_reset (scene->cover, width, height);
  for (guint k = n_items; k-- > 0;)
    {
      VtDot *dot;

      if (scene->order[k] >= n_dots)
        continue;
      dot = &scene->dots[scene->order[k]];
      if (vt_cover_hides (scene->cover, dot->x, dot->y, dot->radius))
        dot->paint.alpha = 0;
      else if (dot->paint.alpha == VT_ALPHA_STEPS)
        vt_cover_add (scene->cover, dot->x, dot->y, dot->radius);
    }
}

/* The followed particles lie over the rest, opaque, each with its track beneath all of them. */
typedef struct
{
  guint n;
  guint track[VT_TRACKS_MAXIMUM];
  float head[VT_TRACKS_MAXIMUM][3];
  VtDot dots[VT_TRACKS_MAXIMUM];
  VtStamp stamps[VT_TRACKS_MAXIMUM];
  guint32 order[VT_TRACKS_MAXIMUM];
} Followed;

static void
gather_followed (const VtPainter *painter, Followed *followed)
{
  const VtTracks *tracks = &painter->scene->tracks;
  float depths[VT_TRACKS_MAXIMUM];
  guint32 scratch[2 * VT_TRACKS_MAXIMUM];
  guint n = 0;

  for (guint k = 0; k < tracks->n; k++)
    {
      float *head = followed->head[n];

      vt_painter_locate (painter, tracks->particle[k], head);
      if (vt_painter_sliced_away (painter, head)
          || !vt_painter_place (painter, tracks->particle[k], head, &followed->dots[n], &depths[n]))
        continue;
      followed->track[n] = k;
      followed->dots[n].paint.alpha = VT_ALPHA_STEPS;
      followed->dots[n++].paint.fade /= 2; /* opaque and over the rest, a pale one would look like a hole */
    }
  followed->n = n;
  vt_depth_order (depths, n, followed->order, scratch);
}

/* A picture, or as much of it as the store of sprites can hold, cut into bands that threads paint. */
typedef struct
{
  const VtPainter *painter;
  cairo_surface_t *surface;
  int width, height, rows; /* of a band, but for the last one */
  guint n_dots, n_arrows;
  guint begin, end;        /* of scene->steps */
  gboolean first, last;    /* ground and far edges come before, what lies over all after */
  Followed *followed;      /* NULL: none */
} Job;

typedef struct
{
  VtPainter painter;
  VtCanvas canvas;
  cairo_surface_t *surface;
} Band;

static void
band_open (Band *band, const Job *job, guint index)
{
  int top = (int) index * job->rows, rows = MIN (job->rows, job->height - top);
  int stride = cairo_image_surface_get_stride (job->surface);
  guchar *data = cairo_image_surface_get_data (job->surface) + (gsize) top * stride;

  band->painter = *job->painter;
  band->painter.first_row = top;
  band->painter.rows = rows;
  band->surface = cairo_image_surface_create_for_data (data, cairo_image_surface_get_format (job->surface), job->width,
                                                       rows, stride);
  band->painter.cr = cairo_create (band->surface);
  cairo_translate (band->painter.cr, 0, -top);
  band->canvas = (VtCanvas) { (guint32 *) (gpointer) data, job->width, rows, stride / (int) sizeof (guint32) };
}

static void
band_close (Band *band)
{
  cairo_destroy (band->painter.cr);
  cairo_surface_destroy (band->surface);
}

static void
fill (const VtCanvas *canvas, guint32 rgb)
{
  for (int y = 0; y < canvas->height; y++)
    for (int x = 0; x < canvas->width; x++)
      canvas->pixels[(gsize) y * canvas->stride + x] = 0xff000000 | rgb;
}

static void
paint_stamp (const Band *band, const VtStamp *stamp)
{
  int top = band->painter.first_row;

  if (stamp->sprite && stamp->top < top + band->canvas.height && stamp->top + stamp->size > top)
    vt_stamp_paint (stamp, &band->canvas, top);
}

/* An arrow or a part of a bond. */
static void
paint_other (const Band *band, const Job *job, guint item)
{
  const VtScene *scene = band->painter.scene;
  float tail[3], tip[3];

  if (item >= job->n_dots + job->n_arrows)
    vt_painter_bond (&band->painter, &g_array_index (scene->parts, VtBondPart, item - job->n_dots - job->n_arrows),
                     &band->canvas);
  else
    {
      arrow_ends (&band->painter, scene->particles[item], tail, tip);
      vt_painter_arrow (&band->painter, tail, tip, scene->motion[scene->particles[item]]);
    }
}

static void
paint_followed (const Band *band, const Followed *followed)
{
  for (guint k = 0; k < followed->n; k++)
    vt_painter_track (&band->painter, followed->track[k], followed->head[k], &band->canvas);
  for (guint k = 0; k < followed->n; k++)
    paint_stamp (band, &followed->stamps[followed->order[k]]);
}

static void
paint_band (gpointer data, guint index, guint member)
{
  const Job *job = data;
  const VtScene *scene = job->painter->scene;
  const VtLook *look = job->painter->look;
  Band band;

  band_open (&band, job, index);
  if (job->first)
    fill (&band.canvas, look->stage);
  cairo_surface_mark_dirty (band.surface);
  if (job->first && look->outline)
    vt_painter_outline (&band.painter, TRUE);
  cairo_surface_flush (band.surface);
  for (const VtStep *step = scene->steps + job->begin; step < scene->steps + job->end; step++)
    if (step->stamp.sprite)
      paint_stamp (&band, &step->stamp);
    else
      paint_other (&band, job, step->item);
  if (job->last && job->followed)
    paint_followed (&band, job->followed);
  cairo_surface_mark_dirty (band.surface);
  if (job->last && look->slice != VT_SLICE_OFF)
    vt_painter_slice (&band.painter);
  if (job->last && look->outline)
    vt_painter_outline (&band.painter, FALSE);
  if (job->last)
    vt_painter_pinch (&band.painter);
  band_close (&band);
}

static void
paint_bands (Job *job)
{
  VtScene *scene = job->painter->scene;

  vt_team_run (scene->team, (guint) ((job->height + job->rows - 1) / job->rows), paint_band, job);
  job->first = FALSE;
  job->begin = job->end;
}

static gboolean
prepare_dot (const Job *job, const VtDot *dot, gboolean force, VtStamp *stamp)
{
  return vt_sprites_prepare (job->painter->scene->sprites, job->width, job->height, dot->x, dot->y, dot->radius,
                             dot->paint, force, stamp);
}

/* Paints what is prepared, so that the store of sprites can be emptied for the rest. */
static void
make_way (Job *job, guint end)
{
  job->end = end;
  job->last = FALSE;
  paint_bands (job);
  vt_sprites_clear (job->painter->scene->sprites);
}

static guint
prepare_items (Job *job, guint n_items)
{
  VtScene *scene = job->painter->scene;
  guint n = 0;

  for (guint k = 0; k < n_items; k++)
    {
      VtStep *step = &scene->steps[n];
      const VtDot *dot;

      step->item = scene->order[k];
      step->stamp.sprite = NULL;
      if (step->item >= job->n_dots)
        {
          n++;
          continue;
        }
      dot = &scene->dots[step->item];
      if (!dot->paint.alpha)
        continue;
      if (!prepare_dot (job, dot, FALSE, &step->stamp))
        {
          make_way (job, n);
          prepare_dot (job, dot, TRUE, &step->stamp);
        }
      n += step->stamp.sprite != NULL;
    }
  return n;
}

static void
paint_items (Job *job, guint n_items)
{
  guint n = prepare_items (job, n_items);

  for (guint k = 0; job->followed && k < job->followed->n; k++)
    if (!prepare_dot (job, &job->followed->dots[k], job->begin == n, &job->followed->stamps[k]))
      {
        make_way (job, n);
        k = G_MAXUINT; /* from the first again */
      }
  job->end = n;
  job->last = TRUE;
  paint_bands (job);
}

/* A band is no smaller than what keeps the cost of cutting small. */
static int
band_rows (VtScene *scene, int height)
{
  guint bands;

  if (scene->threads != 1 && !scene->team && scene->sample->n >= WORTH_THREADS)
    scene->team = vt_team_new (scene->threads ? scene->threads : MIN (4, g_get_num_processors ()));
  bands = scene->team ? 4 * vt_team_size (scene->team) : 1;
  return MAX (BAND_LEAST, (height + (int) bands - 1) / (int) bands);
}

static void
draw_items (const VtPainter *painter, cairo_surface_t *surface)
{
  VtScene *scene = painter->scene;
  Followed followed;
  Job job = {
    .painter = painter,
    .surface = surface,
    .width = cairo_image_surface_get_width (surface),
    .height = cairo_image_surface_get_height (surface),
    .first = TRUE,
  };
  guint n_items;

  job.rows = band_rows (scene, job.height);
  vt_painter_gather_bonds (painter);
  make_room (scene, scene->sample->n, 2 * scene->sample->n + scene->parts->len);
  gather (painter, &job.n_dots, &job.n_arrows);
  n_items = job.n_dots + job.n_arrows + scene->parts->len;
  vt_depth_order (scene->depths, n_items, scene->order, scene->scratch);
  cull (scene, job.width, job.height, job.n_dots, n_items);
  if (painter->look->tracks && painter->look->liquid > 0 && scene->tracks.length)
    {
      gather_followed (painter, &followed);
      job.followed = &followed;
    }
  paint_items (&job, n_items);
}

gboolean
vt_painter_init (VtPainter *painter, VtScene *scene, const VtCamera *camera, const VtLook *look, int width, int height,
                 double scale, double top, double bottom)
{
  const double *box;
  double longest;

  painter->scene = scene;
  painter->look = look;
  painter->scale = scale;
  painter->cr = NULL;
  painter->first_row = 0;
  painter->rows = G_MAXINT;
  if (!scene->sample || !scene->sample->n || width < 1 || height < 1)
    return FALSE;
  box = scene->sample->box;
  longest = MAX (MAX (box[0], box[1]), box[2]);
  if (!(longest > 0 && isfinite (longest)))
    return FALSE;
  vt_projection_init (&painter->projection, camera, longest, width, height, top * scale, bottom * scale);
  vt_painter_prepare_style (painter);
  return TRUE;
}

void
vt_scene_draw (VtScene *scene, const VtCamera *camera, const VtLook *look, cairo_surface_t *surface, double scale,
               double top, double bottom)
{
  VtPainter painter;

  cairo_surface_flush (surface);
  if (vt_painter_init (&painter, scene, camera, look, cairo_image_surface_get_width (surface),
                       cairo_image_surface_get_height (surface), scale, top, bottom))
    {
      vt_sprites_set_ground (scene->sprites, look->stage, look->dark);
      draw_items (&painter, surface);
    }
  else
    fill (&(VtCanvas) { (guint32 *) (gpointer) cairo_image_surface_get_data (surface),
                        cairo_image_surface_get_width (surface), cairo_image_surface_get_height (surface),
                        cairo_image_surface_get_stride (surface) / (int) sizeof (guint32) },
          look->stage);
  cairo_surface_mark_dirty (surface);
}
