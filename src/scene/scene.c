/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene/scene-private.h"

#include <math.h>
#include <string.h>

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

VtScene *
vt_scene_new (void)
{
  VtScene *scene = g_new0 (VtScene, 1);

  scene->sprites = vt_sprites_new ();
  scene->cover = vt_cover_new ();
  scene->threads = 1;
  scene->bonds = g_array_new (FALSE, FALSE, sizeof (VtSceneBond));
  scene->lines = g_array_new (FALSE, FALSE, sizeof (VtBondLine));
  scene->parts = g_array_new (FALSE, FALSE, sizeof (VtBondPart));
  return scene;
}

void
vt_scene_free (VtScene *scene)
{
  vt_scene_set_sample (scene, NULL, 1);
  g_free (scene->dots);
  g_free (scene->particles);
  g_free (scene->depths);
  g_free (scene->order);
  g_free (scene->scratch);
  g_free (scene->steps);
  g_array_unref (scene->bonds);
  g_array_unref (scene->lines);
  g_array_unref (scene->parts);
  if (scene->team)
    vt_team_free (scene->team);
  vt_sprites_free (scene->sprites);
  vt_cover_free (scene->cover);
  g_free (scene);
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
    {
      vt_scene_set_mode (scene, NULL);
      vt_scene_set_bonds (scene, NULL, 0);
      vt_scene_set_values (scene, NULL, 0, 1);
      vt_scene_set_kept (scene, NULL);
      vt_scene_set_pinch (scene, 0, 0);
    }
  if (!sample || scene->tracks.n_particles != sample->n)
    vt_tracks_clear (&scene->tracks);
}

static gpointer
acquire_sample (gpointer sample)
{
  return vt_sample_ref (sample);
}

static void
release_sample (gpointer sample)
{
  vt_sample_unref (sample);
}

static gpointer
acquire_array (gpointer array)
{
  return g_array_ref (array);
}

static void
release_array (gpointer array)
{
  g_array_unref (array);
}

/* Lets *@to, a pointer, be @from. */
static void
share (gpointer to, gpointer from, gpointer (*acquire) (gpointer), void (*release) (gpointer))
{
  gpointer *place = to, old = *place;

  if (old == from)
    return;
  *place = from ? acquire (from) : NULL;
  if (old)
    release (old);
}

void
vt_scene_follow (VtScene *scene, const VtScene *source)
{
  share (&scene->sample, source->sample, acquire_sample, release_sample);
  share (&scene->before, source->before, acquire_sample, release_sample);
  share (&scene->mode, source->mode, g_atomic_rc_box_acquire, g_atomic_rc_box_release);
  share (&scene->motion, source->motion, g_atomic_rc_box_acquire, g_atomic_rc_box_release);
  share (&scene->levels, source->levels, g_atomic_rc_box_acquire, g_atomic_rc_box_release);
  share (&scene->marks, source->marks, g_atomic_rc_box_acquire, g_atomic_rc_box_release);
  share (&scene->kept, source->kept, g_atomic_rc_box_acquire, g_atomic_rc_box_release);
  share (&scene->bonds, source->bonds, acquire_array, release_array);
  memcpy (scene->pinch, source->pinch, sizeof scene->pinch);
  scene->tracks = source->tracks;
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
vt_scene_set_pinch (VtScene *scene, guint i, guint j)
{
  scene->pinch[0] = i;
  scene->pinch[1] = j;
}

void
vt_scene_set_mode (VtScene *scene, const double *vector)
{
  guint n = scene->sample ? scene->sample->n : 0;
  double largest = 0;

  g_clear_pointer (&scene->mode, g_atomic_rc_box_release);
  g_clear_pointer (&scene->motion, g_atomic_rc_box_release);
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
  scene->mode = g_atomic_rc_box_alloc (3 * (gsize) n * sizeof *scene->mode);
  scene->motion = g_atomic_rc_box_alloc (n * sizeof *scene->motion);
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

void
vt_scene_set_values (VtScene *scene, const double *values, double low, double high)
{
  guint n = scene->sample ? scene->sample->n : 0;

  g_clear_pointer (&scene->levels, g_atomic_rc_box_release);
  if (!values || !n)
    return;
  scene->levels = g_atomic_rc_box_alloc (n);
  for (guint i = 0; i < n; i++)
    {
      double t = (values[i] - low) / (high - low);

      scene->levels[i] = isfinite (t) ? (guint8) (1 + lround (CLAMP (t, 0, 1) * (VT_VALUES - 1))) : 0;
    }
}

void
vt_scene_set_kept (VtScene *scene, const guint8 *kept)
{
  g_clear_pointer (&scene->kept, g_atomic_rc_box_release);
  if (kept && scene->sample)
    scene->kept = memcpy (g_atomic_rc_box_alloc (scene->sample->n), kept, scene->sample->n);
  vt_scene_mark (scene);
}

void
vt_scene_set_threads (VtScene *scene, guint threads)
{
  scene->threads = threads;
  if (scene->team)
    vt_team_free (scene->team);
  scene->team = NULL;
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
