/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene/scene-private.h"

#include "scene/ember.h"
#include "scene/order.h"

#include <math.h>
#include <string.h>

#define LIQUID_RADIUS 0.74f
#define LIQUID_ALPHA 0.55f
#define FADE_GLASS 0.62
#define FADE_MODE 0.55
#define MOTIONS 128   /* levels of q */
#define DEPTHS 256    /* levels of depth */

/* What does not depend on the particle, worked out once a picture. */
typedef struct
{
  float radius[MOTIONS + 1];            /* factor of the mode and of the liquid */
  guint8 alpha[MOTIONS + 1];
  guint32 colour[2][MOTIONS + 1];
  guint8 fade[DEPTHS + 1];
} Style;

void
vt_look_init (VtLook *look, gboolean dark)
{
  *look = (VtLook) {
    .dark = dark,
    .stage = dark ? 0x1b1b1e : 0xffffff,
    .colouring = VT_COLOURING_SPECIES,
    .advance = 1,
    .outline = TRUE,
    .arrows = TRUE,
    .tracks = TRUE,
    .slice_at = 0.5,
  };
}

guint32
vt_species_colour (VtSpecies species, gboolean dark)
{
  if (species == VT_SPECIES_LARGE)
    return dark ? 0x8797ae : 0x9fb0c6;
  return dark ? 0xe8a74a : 0xeda637;
}

float
vt_species_radius (guint8 species)
{
  return species == VT_SPECIES_LARGE ? 0.69f : 0.50f;
}

static float
emphasis (float q)
{
  return CLAMP ((q - 0.07f) / 0.09f, 0, 1);
}

float
vt_mode_radius (float q)
{
  return 0.26f + 0.74f * emphasis (q) * MIN (1, 0.55f + q);
}

float
vt_mode_alpha (float q)
{
  return 0.26f + 0.74f * powf (CLAMP ((q - 0.08f) / 0.34f, 0, 1), 0.7f);
}

gboolean
vt_mode_is_still (float q)
{
  return emphasis (q) <= 0;
}

VtScene *
vt_scene_new (void)
{
  VtScene *scene = g_new0 (VtScene, 1);

  scene->sprites = vt_sprites_new ();
  scene->cover = vt_cover_new ();
  return scene;
}

static void
free_room (VtScene *scene)
{
  g_clear_pointer (&scene->dots, g_free);
  g_clear_pointer (&scene->depths, g_free);
  g_clear_pointer (&scene->particles, g_free);
  g_clear_pointer (&scene->order, g_free);
  g_clear_pointer (&scene->scratch, g_free);
  scene->room = 0;
}

void
vt_scene_free (VtScene *scene)
{
  vt_scene_set_sample (scene, NULL, 1);
  free_room (scene);
  vt_sprites_free (scene->sprites);
  vt_cover_free (scene->cover);
  g_free (scene);
}

static void
make_room (VtScene *scene, guint n)
{
  if (n <= scene->room)
    return;
  free_room (scene);
  scene->room = n;
  scene->dots = g_new (VtDot, n);
  scene->depths = g_new (float, 2 * n);
  scene->particles = g_new (guint32, 2 * n);
  scene->order = g_new (guint32, 2 * n);
  scene->scratch = g_new (guint32, 4 * n);
}

/* The same particles a moment later, not another run: they have not moved by the third of the box that positions
 * without relation differ by. */
static gboolean
is_successor (const VtSample *sample, const VtSample *before)
{
  const double *box = sample->box;
  double sum = 0;

  if (before->n != sample->n || memcmp (before->box, box, sizeof before->box) != 0)
    return FALSE;
  for (guint i = 0; i < 3 * sample->n; i++)
    sum += (sample->positions[i] - before->positions[i]) * (sample->positions[i] - before->positions[i]);
  return sum < sample->n * (box[0] * box[0] + box[1] * box[1] + box[2] * box[2]) / 24;
}

static VtSample *
between (const VtSample *from, const VtSample *to, double advance)
{
  VtSample *sample = vt_sample_copy (to);

  for (guint i = 0; i < 3 * to->n; i++)
    sample->positions[i] = from->positions[i] + advance * (to->positions[i] - from->positions[i]);
  return sample;
}

void
vt_scene_set_sample (VtScene *scene, const VtSample *sample, double advance)
{
  g_autoptr (VtSample) last = g_steal_pointer (&scene->sample);
  g_autoptr (VtSample) earlier = g_steal_pointer (&scene->before);

  scene->sample = sample ? vt_sample_ref (sample) : NULL;
  if (sample && last && is_successor (sample, last))
    scene->before = earlier && advance < 1 ? between (earlier, last, advance) : g_steal_pointer (&last);
  else
    vt_scene_set_mode (scene, NULL);
  if (!sample || scene->tracks.n_particles != sample->n)
    vt_tracks_clear (&scene->tracks);
}

const VtSample *
vt_scene_get_sample (const VtScene *scene)
{
  return scene->sample;
}

void
vt_scene_push_tracks (VtScene *scene)
{
  if (scene->sample)
    vt_tracks_push (&scene->tracks, scene->sample);
}

void
vt_scene_clear_tracks (VtScene *scene)
{
  vt_tracks_clear (&scene->tracks);
}

void
vt_scene_set_mode (VtScene *scene, const double *vector)
{
  guint n = scene->sample ? scene->sample->n : 0;
  double largest = 0;

  g_clear_pointer (&scene->mode, g_free);
  g_clear_pointer (&scene->motion, g_free);
  if (!vector || !n)
    return;
  for (guint i = 0; i < n; i++)
    {
      const double *u = vector + 3 * i;
      double length = sqrt (u[0] * u[0] + u[1] * u[1] + u[2] * u[2]);

      if (!isfinite (length))
        return;
      largest = MAX (largest, length);
    }
  if (largest <= 0)
    return;
  scene->mode = g_new (float, 3 * n);
  scene->motion = g_new (float, n);
  for (guint i = 0; i < n; i++)
    {
      float *u = scene->mode + 3 * i;

      for (int c = 0; c < 3; c++)
        u[c] = (float) (vector[3 * i + c] / largest);
      scene->motion[i] = MIN (1, sqrtf (u[0] * u[0] + u[1] * u[1] + u[2] * u[2]));
    }
}

gboolean
vt_scene_has_mode (const VtScene *scene)
{
  return scene->mode != NULL;
}

gboolean
vt_scene_is_mode (const VtScene *scene, const double *vector)
{
  double largest = 0;

  if (!scene->mode || !vector)
    return FALSE;
  for (guint i = 0; i < scene->sample->n; i++)
    largest = MAX (largest, sqrt (vector[3 * i] * vector[3 * i] + vector[3 * i + 1] * vector[3 * i + 1]
                                  + vector[3 * i + 2] * vector[3 * i + 2]));
  for (guint k = 0; k < 3 * scene->sample->n; k++)
    if (!(fabs (vector[k] / largest - scene->mode[k]) < 1e-6))
      return FALSE;
  return TRUE;
}

gboolean
vt_scene_is_sample (const VtScene *scene, const VtSample *sample)
{
  const VtSample *shown = scene->sample;

  if (!shown || !sample || shown == sample)
    return shown == sample;
  return shown->n == sample->n && memcmp (shown->box, sample->box, sizeof shown->box) == 0
         && memcmp (shown->species, sample->species, sample->n) == 0
         && memcmp (shown->positions, sample->positions, 3 * sample->n * sizeof (double)) == 0;
}

static guint8
alpha_step (double alpha)
{
  return (guint8) CLAMP (lround (alpha * VT_ALPHA_STEPS), 1, VT_ALPHA_STEPS);
}

/* The still ones grey, the others on the map; a short way from one to the other, so that no edge shows. */
static guint32
motion_colour (float q, guint32 species, const VtLook *look)
{
  guint32 grey = look->dark ? 0x7f8794 : 0xaab2c0;
  double part = MIN (1, 3 * emphasis (q));
  double way = round (look->mode * 8) / 8; /* few colours on the way: each needs its own sprites */

  return vt_rgb_mix (species, vt_rgb_mix (grey, vt_ember_displacement (q, look->dark), part), way);
}

static void
prepare_style (const VtScene *scene, const VtLook *look, Style *style)
{
  double mode = scene->mode ? look->mode : 0, fade_full = FADE_GLASS + mode * (FADE_MODE - FADE_GLASS);
  double liquid_radius = 1 + look->liquid * (LIQUID_RADIUS - 1), liquid_alpha = 1 + look->liquid * (LIQUID_ALPHA - 1);

  for (int k = 0; k <= MOTIONS; k++)
    {
      float q = (float) k / MOTIONS;

      style->radius[k] = (float) (liquid_radius * (1 + mode * (vt_mode_radius (q) - 1)));
      style->alpha[k] = alpha_step (liquid_alpha * (1 + mode * (vt_mode_alpha (q) - 1)));
      for (int s = 0; s < 2; s++)
        {
          guint32 species = vt_species_colour (s ? VT_SPECIES_LARGE : VT_SPECIES_SMALL, look->dark);
          gboolean by_motion = scene->mode && look->colouring == VT_COLOURING_DISPLACEMENT;

          style->colour[s][k] = by_motion ? motion_colour (q, species, look) : species;
        }
    }
  for (int k = 0; k <= DEPTHS; k++)
    style->fade[k] = (guint8) lround (fade_full * pow ((double) k / DEPTHS, 1.15) / VT_FADE_FULL * (VT_FADE_STEPS - 1));
}

/* Where particle i is now, lambda from the centre. */
static void
locate (const VtPainter *painter, guint i, float p[3])
{
  const VtScene *scene = painter->scene;
  const VtLook *look = painter->look;
  const double *now = scene->sample->positions + 3 * i;
  const double *before = scene->before && look->advance < 1 ? scene->before->positions + 3 * i : now;

  for (int c = 0; c < 3; c++)
    p[c] = vt_fold (before[c] + look->advance * (now[c] - before[c]), look->shift[c], scene->sample->box[c]);
  if (scene->mode && look->swing != 0)
    for (int c = 0; c < 3; c++)
      p[c] += (float) look->swing * scene->mode[3 * i + c];
}

static gboolean
sliced_away (const VtPainter *painter, const float p[3])
{
  const VtLook *look = painter->look;

  if (look->slice == VT_SLICE_OFF)
    return FALSE;

  guint axis = look->slice - VT_SLICE_X;
  float plane = (float) ((look->slice_at - 0.5) * painter->scene->sample->box[axis]);

  return (p[axis] - plane) * vt_painter_slice_side (painter) > 0;
}

/* FALSE when the particle is nowhere on the picture. */
static gboolean
place_dot (const VtPainter *painter, const Style *style, guint i, const float p[3], VtDot *dot, float *depth)
{
  const VtScene *scene = painter->scene;
  guint8 species = scene->sample->species[i] == VT_SPECIES_LARGE;
  guint level = scene->motion ? (guint) (scene->motion[i] * MOTIONS + 0.5f) : MOTIONS;
  float seen[3], f = vt_project (&painter->projection, p, seen);
  float far = (0.8f - seen[2] / painter->projection.depth) / 1.6f;

  if (!(f > 0 && fabsf (seen[0]) < 1e6f && fabsf (seen[1]) < 1e6f))
    return FALSE; /* also what is not finite */
  dot->x = seen[0];
  dot->y = seen[1];
  dot->radius = f * painter->projection.scale * vt_species_radius (species) * style->radius[level];
  dot->paint.colour = style->colour[species][level];
  dot->paint.alpha = style->alpha[level];
  dot->paint.fade = style->fade[(int) (CLAMP (far, 0, 1) * DEPTHS)];
  *depth = seen[2];
  return TRUE;
}

static gboolean
arrow_ends (const VtPainter *painter, guint i, float tail[3], float tip[3])
{
  const VtScene *scene = painter->scene;
  float q = scene->motion[i], p[3];
  float start = 0.75f * vt_species_radius (scene->sample->species[i]) * vt_mode_radius (q);

  locate (painter, i, p);
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

/* Fills dots, then arrows behind them; returns how many of each. */
static void
gather (const VtPainter *painter, const Style *style, guint *n_dots, guint *n_arrows)
{
  VtScene *scene = painter->scene;
  gboolean arrows = has_arrows (painter);
  guint n = 0, a = 0;

  for (guint i = 0; i < scene->sample->n; i++)
    {
      float p[3];

      locate (painter, i, p);
      if (!sliced_away (painter, p) && place_dot (painter, style, i, p, &scene->dots[n], &scene->depths[n]))
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
  *n_dots = n;
  *n_arrows = a;
}

static VtCanvas
open_canvas (cairo_surface_t *surface)
{
  cairo_surface_flush (surface);
  return (VtCanvas) {
    .pixels = (guint32 *) (gpointer) cairo_image_surface_get_data (surface),
    .width = cairo_image_surface_get_width (surface),
    .height = cairo_image_surface_get_height (surface),
    .stride = cairo_image_surface_get_stride (surface) / (int) sizeof (guint32),
  };
}

/* From the front: marks what opaque spheres hide by an opacity of 0. */
static void
cull (VtScene *scene, const VtCanvas *canvas, guint n_dots, guint n_items)
{
  vt_cover_reset (scene->cover, canvas->width, canvas->height);
  for (guint k = n_items; k-- > 0;)
    {
      VtDot *dot = &scene->dots[scene->order[k]];

      if (scene->order[k] >= n_dots)
        continue;
      if (vt_cover_hides (scene->cover, dot->x, dot->y, dot->radius))
        dot->paint.alpha = 0;
      else if (dot->paint.alpha == VT_ALPHA_STEPS)
        vt_cover_add (scene->cover, dot->x, dot->y, dot->radius);
    }
}

static void
draw_spheres (const VtPainter *painter, const Style *style, cairo_surface_t *surface)
{
  VtScene *scene = painter->scene;
  VtCanvas canvas;
  guint n_dots, n_arrows;

  make_room (scene, scene->sample->n);
  gather (painter, style, &n_dots, &n_arrows);
  vt_depth_order (scene->depths, n_dots + n_arrows, scene->order, scene->scratch);
  canvas = open_canvas (surface);
  cull (scene, &canvas, n_dots, n_dots + n_arrows);
  for (guint k = 0; k < n_dots + n_arrows; k++)
    {
      guint item = scene->order[k];

      if (item < n_dots)
        {
          const VtDot *dot = &scene->dots[item];

          if (dot->paint.alpha)
            vt_sprites_stamp (scene->sprites, &canvas, dot->x, dot->y, dot->radius, dot->paint);
        }
      else
        {
          float tail[3], tip[3];

          arrow_ends (painter, scene->particles[item], tail, tip);
          cairo_surface_mark_dirty (surface);
          vt_painter_arrow (painter, tail, tip, scene->motion[scene->particles[item]]);
          cairo_surface_flush (surface);
        }
    }
  cairo_surface_mark_dirty (surface);
}

/* The followed particles lie over the rest, opaque, each with its track beneath all of them. */
static void
draw_followed (const VtPainter *painter, const Style *style, cairo_surface_t *surface)
{
  VtScene *scene = painter->scene;
  const VtTracks *tracks = &scene->tracks;
  VtDot dots[VT_TRACKS_MAXIMUM];
  float depths[VT_TRACKS_MAXIMUM];
  guint32 order[VT_TRACKS_MAXIMUM], scratch[2 * VT_TRACKS_MAXIMUM];
  guint n = 0;

  for (guint k = 0; k < tracks->n; k++)
    {
      float p[3];

      locate (painter, tracks->particle[k], p);
      if (sliced_away (painter, p) || !place_dot (painter, style, tracks->particle[k], p, &dots[n], &depths[n]))
        continue;
      dots[n].paint.alpha = VT_ALPHA_STEPS;
      dots[n++].paint.fade /= 2; /* opaque and over the rest, a pale one would look like a hole */
      vt_painter_track (painter, k, p);
    }
  vt_depth_order (depths, n, order, scratch);

  VtCanvas canvas = open_canvas (surface);

  for (guint k = 0; k < n; k++)
    {
      const VtDot *dot = &dots[order[k]];

      vt_sprites_stamp (scene->sprites, &canvas, dot->x, dot->y, dot->radius, dot->paint);
    }
  cairo_surface_mark_dirty (surface);
}

static void
fill (cairo_surface_t *surface, guint32 rgb)
{
  VtCanvas canvas = open_canvas (surface);

  for (int y = 0; y < canvas.height; y++)
    for (int x = 0; x < canvas.width; x++)
      canvas.pixels[(gsize) y * canvas.stride + x] = 0xff000000 | rgb;
  cairo_surface_mark_dirty (surface);
}

void
vt_scene_draw (VtScene *scene, const VtCamera *camera, const VtLook *look, cairo_surface_t *surface, double scale,
               double top, double bottom)
{
  int width = cairo_image_surface_get_width (surface), height = cairo_image_surface_get_height (surface);
  VtPainter painter = { .scene = scene, .look = look, .scale = scale };
  double sx, sy;
  Style style;

  fill (surface, look->stage);
  if (!scene->sample || !scene->sample->n || width < 1 || height < 1)
    return;

  const double *box = scene->sample->box;
  double longest = MAX (MAX (box[0], box[1]), box[2]);

  if (!(longest > 0 && isfinite (longest)))
    return;
  vt_projection_init (&painter.projection, camera, longest, width, height, top * scale, bottom * scale);
  painter.cr = cairo_create (surface);
  cairo_surface_get_device_scale (surface, &sx, &sy);
  cairo_scale (painter.cr, 1 / sx, 1 / sy); /* everything here is in device pixels */
  vt_sprites_set_ground (scene->sprites, look->stage, look->dark);
  prepare_style (scene, look, &style);
  if (look->outline)
    vt_painter_outline (&painter, TRUE);
  draw_spheres (&painter, &style, surface);
  if (look->tracks && look->liquid > 0 && scene->tracks.length)
    draw_followed (&painter, &style, surface);
  if (look->slice != VT_SLICE_OFF)
    vt_painter_slice (&painter);
  if (look->outline)
    vt_painter_outline (&painter, FALSE);
  cairo_destroy (painter.cr);
}
