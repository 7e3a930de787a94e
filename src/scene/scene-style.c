/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a particle is drawn: its size, colour and opacity by species, motion, numbers and marks, and where. */
#include "scene/scene-private.h"

#include "scene/ember.h"

#include <math.h>
#include <string.h>

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
prepare_marked (const VtPainter *painter, guint marks)
{
  const VtScene *scene = painter->scene;
  const VtLook *look = painter->look;
  VtStyle *style = &painter->scene->style;
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
prepare_values (const VtPainter *painter)
{
  const VtScene *scene = painter->scene;
  const VtLook *look = painter->look;
  guint32 grey = look->dark ? GREY_DARK : GREY_LIGHT;
  double pale = round (8 * look->bonds * (scene->mode ? 1 - look->mode : 1)) / 8;

  painter->scene->style.by_value = scene->levels && look->colouring == VT_COLOURING_VALUE;
  for (guint marks = 0; painter->scene->style.by_value && marks < VT_N_MARKS; marks++)
    for (int k = 0; k <= VT_VALUES; k++)
      {
        guint32 colour = k ? vt_ember_value ((k - 1.0) / (VT_VALUES - 1), look->dark) : grey;

        if (scene->bonds->len && !(marks & VT_MARK_BONDED))
          colour = vt_rgb_mix (colour, grey, pale);
        painter->scene->style.value[marks][k] = colour;
      }
}

static VtStyleKey
style_key (const VtPainter *painter)
{
  const VtScene *scene = painter->scene;
  const VtLook *look = painter->look;

  return (VtStyleKey) {
    .liquid = look->liquid,
    .mode = look->mode,
    .bonds = look->bonds,
    .isolate = look->isolate,
    .stage = look->stage,
    .dark = (guint32) look->dark,
    .colouring = look->colouring,
    .has_mode = scene->mode != NULL,
    .has_bonds = scene->bonds->len > 0,
    .has_kept = scene->kept != NULL,
    .has_levels = scene->levels != NULL,
  };
}

void
vt_painter_prepare_style (const VtPainter *painter)
{
  VtScene *scene = painter->scene;
  VtStyleKey key = style_key (painter);
  double mode = scene->mode ? painter->look->mode : 0, full = FADE_GLASS + mode * (FADE_MODE - FADE_GLASS);

  if (scene->style.made && memcmp (&key, &scene->style.key, sizeof key) == 0)
    return;
  scene->style.key = key;
  scene->style.made = TRUE;
  for (guint marks = 0; marks < VT_N_MARKS; marks++)
    if (!marks || scene->marks)
      prepare_marked (painter, marks);
  prepare_values (painter);
  for (int k = 0; k <= VT_DEPTHS; k++)
    scene->style.fade[k]
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

  return painter->scene->style.fade[(int) (CLAMP (far, 0, 1) * VT_DEPTHS)];
}

float
vt_painter_radius (const VtPainter *painter, guint i)
{
  const VtScene *scene = painter->scene;
  guint marks = scene->marks ? scene->marks[i] : 0;

  return vt_species_radius (scene->sample->species[i]) * painter->scene->style.radius[marks][motion_level (scene, i)];
}

gboolean
vt_painter_place (const VtPainter *painter, guint i, const float p[3], VtDot *dot, float *depth)
{
  const VtScene *scene = painter->scene;
  const VtStyle *style = &painter->scene->style;
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
