/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is drawn of a scene, in which order and how. */
#include "scene/scene-private.h"

#include "scene/ember.h"
#include "scene/order.h"

#include <math.h>

#define LIQUID_RADIUS 0.74f
#define LIQUID_ALPHA 0.55f
#define FADE_GLASS 0.62
#define FADE_MODE 0.55
#define GREY_LIGHT 0xaab2c0
#define GREY_DARK 0x7f8794
#define BALL 0.42f        /* radius of a particle with bonds, of its own */
#define KEPT_RADIUS 0.7f  /* the least of what is left when others vanish */
#define KEPT_ALPHA 0.8f
#define FAINT_RADIUS 0.26f
#define FAINT_ALPHA 0.26f

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
      scene->item_room = items;
      scene->depths = g_new (float, items);
      scene->order = g_new (guint32, items);
      scene->scratch = g_new (guint32, 2 * (gsize) items);
    }
}

static guint8
alpha_step (double alpha)
{
  return (guint8) CLAMP (lround (alpha * VT_ALPHA_STEPS), 0, VT_ALPHA_STEPS);
}

/* The still ones grey, the others on the map; a short way from one to the other, so that no edge shows. */
static guint32
motion_colour (float q, guint32 species, const VtLook *look)
{
  guint32 grey = look->dark ? GREY_DARK : GREY_LIGHT;
  double part = MIN (1, 3 * emphasis (q));
  double way = round (look->mode * 8) / 8; /* few colours on the way: each needs its own sprites */

  return vt_rgb_mix (species, vt_rgb_mix (grey, vt_ember_displacement (q, look->dark), part), way);
}

static float
towards (float from, float to, double part)
{
  return (float) (from + part * (to - from));
}

/* A particle without bonds pales to grey in the glass; in a mode it keeps the colour of its motion. */
static guint32
particle_colour (const VtPainter *painter, guint32 species, float q, double faint)
{
  const VtScene *scene = painter->scene;
  const VtLook *look = painter->look;
  guint32 colour = species;

  if (scene->mode && look->colouring == VT_COLOURING_DISPLACEMENT)
    colour = motion_colour (q, species, look);
  if (scene->mode)
    faint *= 1 - look->mode;
  return faint > 0 ? vt_rgb_mix (colour, look->dark ? GREY_DARK : GREY_LIGHT, round (faint * 8) / 8) : colour;
}

static void
prepare_marked (VtPainter *painter, guint marks)
{
  const VtScene *scene = painter->scene;
  const VtLook *look = painter->look;
  VtStyle *style = &painter->style;
  double mode = scene->mode ? look->mode : 0, bonds = scene->bonds->len ? look->bonds : 0;
  double isolate = scene->kept ? look->isolate : 0;
  gboolean bonded = marks & VT_MARK_BONDED, kept = marks & VT_MARK_KEPT;

  for (int k = 0; k <= VT_MOTIONS; k++)
    {
      float q = (float) k / VT_MOTIONS;
      float radius = towards (1, LIQUID_RADIUS, look->liquid) * towards (1, vt_mode_radius (q), mode);
      float alpha = towards (1, LIQUID_ALPHA, look->liquid) * towards (1, vt_mode_alpha (q), mode);

      if (kept)
        {
          radius = towards (radius, MAX (radius, KEPT_RADIUS), isolate);
          alpha = towards (alpha, MAX (alpha, KEPT_ALPHA), isolate);
        }
      style->radius[marks][k] = towards (radius, bonded ? BALL : MIN (radius, FAINT_RADIUS), bonds);
      alpha = towards (alpha, bonded ? 1 : kept && isolate > 0 ? alpha : MIN (alpha, FAINT_ALPHA), bonds);
      style->alpha[marks][k] = alpha_step (kept || (bonded && bonds > 0) ? alpha : alpha * (1 - isolate));
      for (int s = 0; s < 2; s++)
        style->colour[marks][s][k]
          = particle_colour (painter, vt_species_colour (s ? VT_SPECIES_LARGE : VT_SPECIES_SMALL, look->dark), q,
                             bonded ? 0 : bonds);
    }
}

static void
prepare_values (VtPainter *painter)
{
  const VtScene *scene = painter->scene;
  const VtLook *look = painter->look;
  guint32 grey = look->dark ? GREY_DARK : GREY_LIGHT;
  double pale = round (8 * look->bonds * (scene->mode ? 1 - look->mode : 1)) / 8;

  painter->style.by_value = scene->levels && look->colouring == VT_COLOURING_VALUE;
  for (guint marks = 0; painter->style.by_value && marks < VT_N_MARKS; marks++)
    for (int k = 0; k <= VT_VALUES; k++)
      {
        guint32 colour = k ? vt_ember_value ((k - 1.0) / (VT_VALUES - 1), look->dark) : grey;

        if (scene->bonds->len && !(marks & VT_MARK_BONDED))
          colour = vt_rgb_mix (colour, grey, pale);
        painter->style.value[marks][k] = colour;
      }
}

static void
prepare_style (VtPainter *painter)
{
  const VtScene *scene = painter->scene;
  double mode = scene->mode ? painter->look->mode : 0, full = FADE_GLASS + mode * (FADE_MODE - FADE_GLASS);

  for (guint marks = 0; marks < VT_N_MARKS; marks++)
    prepare_marked (painter, marks);
  prepare_values (painter);
  for (int k = 0; k <= VT_DEPTHS; k++)
    painter->style.fade[k]
      = (guint8) lround (full * pow ((double) k / VT_DEPTHS, 1.15) / VT_FADE_FULL * (VT_FADE_STEPS - 1));
}

void
vt_painter_locate (const VtPainter *painter, guint i, float p[3])
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

gboolean
vt_painter_sliced_away (const VtPainter *painter, const float p[3])
{
  const VtLook *look = painter->look;

  if (look->slice == VT_SLICE_OFF)
    return FALSE;

  guint axis = look->slice - VT_SLICE_X;
  float plane = (float) ((look->slice_at - 0.5) * painter->scene->sample->box[axis]);

  return (p[axis] - plane) * vt_painter_slice_side (painter) > 0;
}

static guint
motion_level (const VtScene *scene, guint i)
{
  return scene->motion ? (guint) (scene->motion[i] * VT_MOTIONS + 0.5f) : VT_MOTIONS;
}

guint8
vt_painter_fade (const VtPainter *painter, float z)
{
  float far = (0.8f - z / painter->projection.depth) / 1.6f;

  return painter->style.fade[(int) (CLAMP (far, 0, 1) * VT_DEPTHS)];
}

float
vt_painter_radius (const VtPainter *painter, guint i)
{
  const VtScene *scene = painter->scene;
  guint marks = scene->marks ? scene->marks[i] : 0;

  return vt_species_radius (scene->sample->species[i]) * painter->style.radius[marks][motion_level (scene, i)];
}

gboolean
vt_painter_place (const VtPainter *painter, guint i, const float p[3], VtDot *dot, float *depth)
{
  const VtScene *scene = painter->scene;
  const VtStyle *style = &painter->style;
  guint8 species = scene->sample->species[i] == VT_SPECIES_LARGE;
  guint level = motion_level (scene, i), marks = scene->marks ? scene->marks[i] : 0;
  float seen[3], f = vt_project (&painter->projection, p, seen);

  if (!(f > 0 && fabsf (seen[0]) < 1e6f && fabsf (seen[1]) < 1e6f))
    return FALSE; /* also what is not finite */
  dot->x = seen[0];
  dot->y = seen[1];
  dot->radius = f * painter->projection.scale * vt_species_radius (species) * style->radius[marks][level];
  dot->paint.colour
    = style->by_value ? style->value[marks][scene->levels[i]] : style->colour[marks][species][level];
  dot->paint.alpha = style->alpha[marks][level];
  dot->paint.fade = vt_painter_fade (painter, seen[2]);
  *depth = seen[2];
  return dot->paint.alpha > 0;
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
draw_item (const VtPainter *painter, const VtCanvas *canvas, guint item, guint n_dots, guint n_arrows,
           cairo_surface_t *surface)
{
  VtScene *scene = painter->scene;

  if (item < n_dots)
    {
      const VtDot *dot = &scene->dots[item];

      if (dot->paint.alpha)
        vt_sprites_stamp (scene->sprites, canvas, dot->x, dot->y, dot->radius, dot->paint);
    }
  else if (item < n_dots + n_arrows)
    {
      float tail[3], tip[3];

      arrow_ends (painter, scene->particles[item], tail, tip);
      cairo_surface_mark_dirty (surface);
      vt_painter_arrow (painter, tail, tip, scene->motion[scene->particles[item]]);
      cairo_surface_flush (surface);
    }
  else
    vt_painter_bond (painter, &g_array_index (scene->parts, VtBondPart, item - n_dots - n_arrows), canvas);
}

static void
draw_items (const VtPainter *painter, cairo_surface_t *surface)
{
  VtScene *scene = painter->scene;
  VtCanvas canvas;
  guint n_dots, n_arrows, n_items;

  vt_painter_gather_bonds (painter);
  make_room (scene, scene->sample->n, 2 * scene->sample->n + scene->parts->len);
  gather (painter, &n_dots, &n_arrows);
  n_items = n_dots + n_arrows + scene->parts->len;
  vt_depth_order (scene->depths, n_items, scene->order, scene->scratch);
  canvas = open_canvas (surface);
  cull (scene, &canvas, n_dots, n_items);
  for (guint k = 0; k < n_items; k++)
    draw_item (painter, &canvas, scene->order[k], n_dots, n_arrows, surface);
  cairo_surface_mark_dirty (surface);
}

/* The followed particles lie over the rest, opaque, each with its track beneath all of them. */
static void
draw_followed (const VtPainter *painter, cairo_surface_t *surface)
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

      vt_painter_locate (painter, tracks->particle[k], p);
      if (vt_painter_sliced_away (painter, p)
          || !vt_painter_place (painter, tracks->particle[k], p, &dots[n], &depths[n]))
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
  if (!scene->sample || !scene->sample->n || width < 1 || height < 1)
    return FALSE;
  box = scene->sample->box;
  longest = MAX (MAX (box[0], box[1]), box[2]);
  if (!(longest > 0 && isfinite (longest)))
    return FALSE;
  vt_projection_init (&painter->projection, camera, longest, width, height, top * scale, bottom * scale);
  prepare_style (painter);
  return TRUE;
}

void
vt_scene_draw (VtScene *scene, const VtCamera *camera, const VtLook *look, cairo_surface_t *surface, double scale,
               double top, double bottom)
{
  VtPainter painter;
  double sx, sy;

  fill (surface, look->stage);
  if (!vt_painter_init (&painter, scene, camera, look, cairo_image_surface_get_width (surface),
                        cairo_image_surface_get_height (surface), scale, top, bottom))
    return;
  painter.cr = cairo_create (surface);
  cairo_surface_get_device_scale (surface, &sx, &sy);
  cairo_scale (painter.cr, 1 / sx, 1 / sy); /* everything here is in device pixels */
  vt_sprites_set_ground (scene->sprites, look->stage, look->dark);
  if (look->outline)
    vt_painter_outline (&painter, TRUE);
  draw_items (&painter, surface);
  if (look->tracks && look->liquid > 0 && scene->tracks.length)
    draw_followed (&painter, surface);
  if (look->slice != VT_SLICE_OFF)
    vt_painter_slice (&painter);
  if (look->outline)
    vt_painter_outline (&painter, FALSE);
  vt_painter_pinch (&painter);
  cairo_destroy (painter.cr);
}
