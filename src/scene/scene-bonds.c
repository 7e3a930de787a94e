/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bonds: where their rods lie, how they are cut among the spheres, and which one is under the pointer. */
#include "scene/scene-private.h"

#include "scene/ember.h"

#include <math.h>
#include <string.h>

#define THINNEST 0.035f    /* half of the width, lambda */
#define THICKEST 0.125f
#define FEWEST_PIXELS 0.6f /* ... and in pixels: thinner ones only pale */
#define PART 0.6f          /* lambda: longer ones are cut, so that each part has a depth of its own */
#define PARTS_MAXIMUM 8
#define BURIED 0.8f        /* of a ball's radius: where the rods begin */
#define PICKABLE 16        /* steps of opacity from which on a sphere hides and is hit */

guint32
vt_bond_colour (VtBondClass class, gboolean dark, guint32 stage)
{
  const guint32 positive = dark ? 0x6ba9ff : 0x1c71d8, negative = dark ? 0xff9a5c : 0xc64600;

  switch (class)
    {
    case VT_BOND_POSITIVE:
      return positive;
    case VT_BOND_NEGATIVE:
      return negative;
    case VT_BOND_FAINT_POSITIVE:
      return vt_rgb_mix (stage, positive, 0.62);
    case VT_BOND_FAINT_NEGATIVE:
      return vt_rgb_mix (stage, negative, 0.62);
    default:
      return dark ? 0xf6f5f4 : 0x2b2b2e;
    }
}

void
vt_scene_mark (VtScene *scene)
{
  g_clear_pointer (&scene->marks, g_atomic_rc_box_release);
  if (!scene->sample || (!scene->bonds->len && !scene->kept))
    return;
  scene->marks = g_atomic_rc_box_alloc0 (scene->sample->n);
  for (guint i = 0; i < scene->sample->n && scene->kept; i++)
    scene->marks[i] = scene->kept[i] ? VT_MARK_KEPT : 0;
  for (guint k = 0; k < scene->bonds->len; k++)
    {
      const VtSceneBond *bond = &g_array_index (scene->bonds, VtSceneBond, k);

      scene->marks[bond->i] |= VT_MARK_BONDED;
      scene->marks[bond->j] |= VT_MARK_BONDED;
    }
}

void
vt_scene_set_bonds (VtScene *scene, const VtSceneBond *bonds, guint n)
{
  guint particles = scene->sample ? scene->sample->n : 0;

  g_array_unref (scene->bonds); /* another scene may be drawing them */
  scene->bonds = g_array_new (FALSE, FALSE, sizeof (VtSceneBond));
  for (guint k = 0; k < n; k++)
    {
      VtSceneBond bond = bonds[k];

      if (bond.i >= particles || bond.j >= particles || bond.i == bond.j || !(bond.strength > 0)
          || (guint) bond.class >= VT_N_BOND_CLASSES)
        continue;
      bond.strength = MIN (bond.strength, 1);
      g_array_append_val (scene->bonds, bond);
    }
  vt_scene_mark (scene);
}

const VtSceneBond *
vt_scene_get_bonds (const VtScene *scene, guint *n)
{
  *n = scene->bonds->len;
  return (const VtSceneBond *) (gpointer) scene->bonds->data;
}

typedef struct
{
  float p[2][3];    /* ends, lambda from the centre */
  float alpha[2];
} Segment;

/* The axis of a bond: one piece, or where it crosses the side of the box a stub at either end. Returns how many. */
static guint
bond_segments (const VtPainter *painter, const VtSceneBond *bond, Segment segments[2])
{
  const double *box = painter->scene->sample->box;
  const guint32 ends[2] = { bond->i, bond->j };
  float p[2][3], d[3], length = 0, skip[2];
  gboolean wraps = FALSE;
  guint n = 0;

  for (int e = 0; e < 2; e++)
    {
      vt_painter_locate (painter, ends[e], p[e]);
      skip[e] = BURIED * vt_painter_radius (painter, ends[e]);
    }
  for (int c = 0; c < 3; c++)
    {
      float straight = p[1][c] - p[0][c];

      d[c] = straight - (float) (box[c] * rint (straight / box[c]));
      wraps |= d[c] != straight;
      length += d[c] * d[c];
    }
  length = sqrtf (length);
  if (!(length > skip[0] + skip[1] + 0.02f))
    return 0;
  for (int e = 0; e < (wraps ? 2 : 1); e++)
    {
      float sign = e ? -1 : 1, stop = wraps ? 0.5f : 1 - skip[1] / length;

      if (vt_painter_sliced_away (painter, p[e]) || (!wraps && vt_painter_sliced_away (painter, p[1])))
        continue;
      for (int c = 0; c < 3; c++)
        {
          segments[n].p[0][c] = p[e][c] + sign * d[c] * skip[e] / length;
          segments[n].p[1][c] = p[e][c] + sign * d[c] * stop;
        }
      segments[n].alpha[0] = 1;
      segments[n++].alpha[1] = wraps ? 0 : 1;
    }
  return n;
}

/* FALSE when it is behind the eye or far off the picture. */
static gboolean
project_segment (const VtPainter *painter, const VtSceneBond *bond, const Segment *segment, VtBondLine *line)
{
  float width = THINNEST + (THICKEST - THINNEST) * sqrtf (bond->strength);
  float alpha = (float) painter->look->bonds * MIN (1, 0.4f + 1.4f * bond->strength);
  float least = FEWEST_PIXELS * (float) painter->scale;

  for (int e = 0; e < 2; e++)
    {
      float seen[3], f = vt_project (&painter->projection, segment->p[e], seen);
      float radius = f * painter->projection.scale * width;

      if (!(f > 0 && fabsf (seen[0]) < 1e5f && fabsf (seen[1]) < 1e5f))
        return FALSE;
      (e ? line->rod.to : line->rod.from)[0] = seen[0];
      (e ? line->rod.to : line->rod.from)[1] = seen[1];
      line->rod.radius[e] = MAX (radius, least);
      line->rod.alpha[e] = alpha * segment->alpha[e] * MIN (1, radius / least);
      line->z[e] = seen[2];
    }
  line->class = bond->class;
  return TRUE;
}

/* Not while several threads paint: they find it made. */
static void
make_paint (VtScene *scene, const VtLook *look, VtBondClass class, guint8 fade)
{
  if (scene->rods_ground[0] != look->stage || scene->rods_ground[1] != (guint32) look->dark)
    {
      memset (scene->rods_made, 0, sizeof scene->rods_made);
      scene->rods_ground[0] = look->stage;
      scene->rods_ground[1] = (guint32) look->dark;
    }
  if (!(scene->rods_made[class] & 1 << fade))
    vt_rod_paint_init (&scene->rods[class][fade], vt_bond_colour (class, look->dark, look->stage), look->stage,
                       VT_FADE_FULL * fade / (VT_FADE_STEPS - 1), look->dark);
  scene->rods_made[class] |= (guint16) (1 << fade);
}

static void
cut (const VtPainter *painter, const Segment *segment, const VtBondLine *line)
{
  VtScene *scene = painter->scene;
  float length = hypotf (hypotf (segment->p[1][0] - segment->p[0][0], segment->p[1][1] - segment->p[0][1]),
                         segment->p[1][2] - segment->p[0][2]);
  guint n = CLAMP ((guint) ceilf (length / PART), 1, PARTS_MAXIMUM);

  g_array_append_val (scene->lines, *line);
  for (guint k = 0; k < n; k++)
    {
      float begin = (float) k / n, end = (float) (k + 1) / n;
      VtBondPart part = { scene->lines->len - 1, begin, end, 0 };

      part.fade = vt_painter_fade (painter, line->z[0] + (begin + end) / 2 * (line->z[1] - line->z[0]));
      make_paint (scene, painter->look, line->class, part.fade);
      g_array_append_val (scene->parts, part);
    }
}

void
vt_painter_gather_bonds (const VtPainter *painter)
{
  VtScene *scene = painter->scene;

  g_array_set_size (scene->lines, 0);
  g_array_set_size (scene->parts, 0);
  if (painter->look->bonds <= 0)
    return;
  for (guint k = 0; k < scene->bonds->len; k++)
    {
      const VtSceneBond *bond = &g_array_index (scene->bonds, VtSceneBond, k);
      Segment segments[2];
      guint n = bond_segments (painter, bond, segments);

      for (guint s = 0; s < n; s++)
        {
          VtBondLine line = { .bond = k };

          if (project_segment (painter, bond, &segments[s], &line))
            cut (painter, &segments[s], &line);
        }
    }
}

void
vt_painter_bond (const VtPainter *painter, const VtBondPart *part, const VtCanvas *canvas)
{
  const VtScene *scene = painter->scene;
  const VtBondLine *line = &g_array_index (scene->lines, VtBondLine, part->line);

  vt_rod_stamp (&line->rod, &scene->rods[line->class][part->fade], part->begin, part->end, (float) painter->scale,
                canvas, painter->first_row);
}

/* The foremost particle under the point; @depth: of its surface there. */
static int
particle_at (const VtPainter *painter, float x, float y, float *depth)
{
  const VtScene *scene = painter->scene;
  int best = -1;

  for (guint i = 0; i < scene->sample->n; i++)
    {
      float p[3], z, dx, dy, r2;
      VtDot dot;

      vt_painter_locate (painter, i, p);
      if (vt_painter_sliced_away (painter, p) || !vt_painter_place (painter, i, p, &dot, &z)
          || dot.paint.alpha < PICKABLE)
        continue;
      dx = x - dot.x;
      dy = y - dot.y;
      r2 = (dx * dx + dy * dy) / (dot.radius * dot.radius);
      if (r2 > 1)
        continue;
      z += vt_painter_radius (painter, i) * sqrtf (1 - r2);
      if (best < 0 || z > *depth)
        {
          best = (int) i;
          *depth = z;
        }
    }
  return best;
}

int
vt_scene_pick_particle (VtScene *scene, const VtCamera *camera, const VtLook *look, int width, int height, double top,
                        double bottom, double x, double y)
{
  VtPainter painter;
  float depth;

  if (!vt_painter_init (&painter, scene, camera, look, width, height, 1, top, bottom))
    return -1;
  return particle_at (&painter, (float) x, (float) y, &depth);
}

int
vt_scene_pick_bond (VtScene *scene, const VtCamera *camera, const VtLook *look, int width, int height, double top,
                    double bottom, double x, double y, double reach)
{
  VtPainter painter;
  float wall = -G_MAXFLOAT, nearest = (float) reach, foremost = -G_MAXFLOAT;
  int best = -1;

  if (!vt_painter_init (&painter, scene, camera, look, width, height, 1, top, bottom))
    return -1;
  vt_painter_gather_bonds (&painter);
  if (particle_at (&painter, (float) x, (float) y, &wall) < 0)
    wall = -G_MAXFLOAT;
  for (guint k = 0; k < scene->lines->len; k++)
    {
      const VtBondLine *line = &g_array_index (scene->lines, VtBondLine, k);
      float t, d = MAX (0, vt_rod_distance (&line->rod, (float) x, (float) y, &t));
      float z = line->z[0] + t * (line->z[1] - line->z[0]);

      if (d > nearest || z < wall || (d == nearest && z <= foremost))
        continue;
      nearest = d;
      foremost = z;
      best = (int) line->bond;
    }
  return best;
}
