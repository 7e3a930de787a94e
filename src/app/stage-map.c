/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the stage shows of the bond list: bonds around the core of the mode, in the slice or around a particle, and the
 * one bond that was chosen. */
#include "app/stage-view-private.h"

#include "network/particles.h"
#include "scene/bonds.h"

#include <math.h>
#include <string.h>

#define REACH 6 /* pixels within which a bond is hit */

static void
forget_network (VtStageView *self)
{
  g_clear_pointer (&self->network, vt_network_unref);
  self->particle = self->chosen = -1;
}

void
vt_stage_view_clear_map (VtStageView *self)
{
  forget_network (self);
  g_clear_pointer (&self->vector, g_free);
}

/* The particle nearest to the centre of the box as it is drawn. */
static int
middle_particle (const VtSample *sample, const double shift[3])
{
  double least = G_MAXDOUBLE;
  int best = -1;

  for (guint i = 0; i < sample->n; i++)
    {
      double d[3], r2 = 0;

      for (int c = 0; c < 3; c++)
        d[c] = sample->positions[3 * (gsize) i + c] + shift[c] - sample->box[c] / 2;
      vt_minimum_image (sample->box, d);
      for (int c = 0; c < 3; c++)
        r2 += d[c] * d[c];
      if (r2 < least)
        {
          least = r2;
          best = (int) i;
        }
    }
  return best;
}

VtBondRegion
vt_stage_view_get_bond_region (VtStageView *self)
{
  g_return_val_if_fail (VT_IS_STAGE_VIEW (self), VT_BOND_REGION_PARTICLE);

  if (self->vector)
    return VT_BOND_REGION_CORE;
  return self->look.slice != VT_SLICE_OFF ? VT_BOND_REGION_SLICE : VT_BOND_REGION_PARTICLE;
}

static guint
find_region (VtStageView *self, guint8 *region)
{
  const VtSample *sample = vt_scene_get_sample (self->scene);
  const VtLook *look = &self->look;
  guint axis = look->slice == VT_SLICE_OFF ? 0 : look->slice - VT_SLICE_X;

  switch (vt_stage_view_get_bond_region (self))
    {
    case VT_BOND_REGION_CORE:
      vt_region_core (sample->n, self->vector, region);
      return vt_region_grow (self->network, sample, VT_REGION_TOUCHING, region);
    case VT_BOND_REGION_SLICE:
      return vt_region_layer (sample, axis, look->slice_at * sample->box[axis] - look->shift[axis], region);
    default:
      return vt_region_around (self->network, sample, (guint) MAX (0, self->particle), region);
    }
}

static void
append_chosen (VtStageView *self, GArray *bonds)
{
  const VtBond *bond = vt_stage_view_get_bond (self);

  if (bond)
    {
      VtSceneBond drawn = { bond->i, bond->j, VT_BOND_CHOSEN, 1 };

      g_array_append_val (bonds, drawn);
    }
}

static GArray *
make_bonds (VtStageView *self)
{
  g_autofree double *values = g_new (double, MAX (1, self->network->n_bonds));
  g_autofree guint8 *region = g_new0 (guint8, self->network->n);
  GArray *bonds;

  vt_bond_map_values (self->network, self->bond_map, self->vector, values);
  find_region (self, region);
  bonds = vt_bond_map_draw (self->network, self->bond_map, values, region);
  append_chosen (self, bonds);
  return bonds;
}

static gboolean
can_show (VtStageView *self)
{
  const VtSample *sample = vt_scene_get_sample (self->scene);

  return self->network && sample && sample->n == self->network->n && !self->is_liquid
         && (self->bond_map < VT_BOND_MAP_K || self->vector);
}

/* A particle whose bonds are shown comes to the centre of the box, as the core of a mode does. */
static void
centre_particle (VtStageView *self)
{
  const VtSample *sample = vt_scene_get_sample (self->scene);
  double shift[3] = { 0, 0, 0 };

  if (self->vector || !sample)
    return;
  for (int c = 0; c < 3 && self->particle >= 0; c++)
    {
      shift[c] = sample->box[c] / 2 - sample->positions[3 * (gsize) self->particle + c];
      shift[c] -= sample->box[c] * rint (shift[c] / sample->box[c]);
    }
  vt_stage_view_shift_to (self, shift);
}

gboolean
vt_stage_view_shows_bonds (VtStageView *self)
{
  g_return_val_if_fail (VT_IS_STAGE_VIEW (self), FALSE);
  return self->bond_map != VT_BOND_MAP_OFF && can_show (self);
}

void
vt_stage_view_count_bonds (VtStageView *self, guint counts[2])
{
  const VtSceneBond *bonds;
  guint n;

  g_return_if_fail (VT_IS_STAGE_VIEW (self));
  counts[0] = counts[1] = 0;
  bonds = vt_scene_get_bonds (self->scene, &n);
  for (guint k = 0; k < n; k++)
    {
      counts[0] += bonds[k].class == VT_BOND_POSITIVE || bonds[k].class == VT_BOND_FAINT_POSITIVE;
      counts[1] += bonds[k].class == VT_BOND_NEGATIVE || bonds[k].class == VT_BOND_FAINT_NEGATIVE;
    }
}

static gboolean
is_isolated (VtStageView *self)
{
  const VtSample *sample = vt_scene_get_sample (self->scene);

  return self->core_only && self->network && sample && sample->n == self->network->n && !self->is_liquid;
}

static void
update_bonds (VtStageView *self)
{
  gboolean shown = vt_stage_view_shows_bonds (self);

  if (shown)
    {
      g_autoptr (GArray) bonds = make_bonds (self);

      vt_scene_set_bonds (self->scene, (const VtSceneBond *) (gpointer) bonds->data, bonds->len);
    }
  if (shown != (self->bonds.to > 0))
    vt_glide_to (&self->bonds, shown, 0, vt_stage_view_duration (self, VT_STAGE_SETTING));
}

/* How far what is kept reaches from the centre of the box, lambda. */
static double
kept_radius (VtStageView *self, const guint8 *kept)
{
  const VtSample *sample = vt_scene_get_sample (self->scene);
  double radius = 1;

  for (guint i = 0; i < sample->n; i++)
    {
      double d[3], r2 = 0;

      for (int c = 0; c < 3; c++)
        d[c] = sample->positions[3 * (gsize) i + c] + self->shift_to[c] - sample->box[c] / 2;
      vt_minimum_image (sample->box, d);
      for (int c = 0; c < 3; c++)
        r2 += d[c] * d[c];
      if (kept[i])
        radius = MAX (radius, sqrt (r2) + 0.7);
    }
  return radius;
}

static void
fly_to_zoom (VtStageView *self, double zoom)
{
  VtCamera camera = self->flight.duration > 0 ? self->camera_to : self->camera;

  camera.zoom = zoom;
  vt_stage_view_fly_to (self, &camera);
}

static void
update_kept (VtStageView *self)
{
  const VtSample *sample = vt_scene_get_sample (self->scene);
  gboolean isolated = is_isolated (self), was = self->isolate.to > 0;

  if (isolated)
    {
      g_autofree guint8 *kept = g_new0 (guint8, sample->n);

      find_region (self, kept);
      vt_scene_set_kept (self->scene, kept);
      if (!was)
        {
          self->zoom_before = self->flight.duration > 0 ? self->camera_to.zoom : self->camera.zoom;
          fly_to_zoom (self, CLAMP (0.62 * sample->box[0] / kept_radius (self, kept), 1, 5));
        }
    }
  if (isolated == was)
    return;
  if (!isolated)
    fly_to_zoom (self, self->zoom_before);
  vt_glide_to (&self->isolate, isolated, 0, vt_stage_view_duration (self, VT_STAGE_SETTING));
}

void
vt_stage_view_update_map (VtStageView *self)
{
  gboolean needed = vt_stage_view_shows_bonds (self) || is_isolated (self);

  if (needed && self->particle < 0 && vt_stage_view_get_bond_region (self) == VT_BOND_REGION_PARTICLE)
    {
      self->particle = middle_particle (vt_scene_get_sample (self->scene), self->look.shift);
      centre_particle (self);
    }
  update_bonds (self);
  update_kept (self);
  vt_stage_view_wake (self);
}

/* Nothing needs a particle any more. */
static void
let_go (VtStageView *self)
{
  if (self->bond_map != VT_BOND_MAP_OFF || self->core_only)
    return;
  self->particle = self->chosen = -1;
  centre_particle (self);
}

void
vt_stage_view_set_core_only (VtStageView *self, gboolean core_only)
{
  g_return_if_fail (VT_IS_STAGE_VIEW (self));

  if (self->core_only == !!core_only)
    return;
  self->core_only = !!core_only;
  vt_stage_view_update_map (self);
  let_go (self);
  vt_stage_view_wake (self);
  g_object_notify (G_OBJECT (self), "core-only");
}

/* The numbers of single particles, NULL where they cannot be known. */
static double *
particle_values (VtStageView *self)
{
  const VtSample *sample = vt_scene_get_sample (self->scene);
  g_autofree double *values = NULL;

  if (!self->network || !sample || sample->n != self->network->n)
    return NULL;
  values = g_new (double, sample->n);
  if (self->colouring == VT_STAGE_COLOURING_ENERGY && self->has_potential)
    vt_network_particle_energies (self->network, sample, &self->potential, values);
  else if (self->colouring != VT_STAGE_COLOURING_STICKINESS || !vt_network_particle_stickiness (self->network, values))
    return NULL;
  return g_steal_pointer (&values);
}

void
vt_stage_view_update_colours (VtStageView *self)
{
  g_autofree double *values = particle_values (self);

  self->has_values = values != NULL;
  if (self->colouring == VT_STAGE_COLOURING_SPECIES && self->mode.value > 0 && !self->vector)
    self->look.colouring = VT_COLOURING_DISPLACEMENT; /* until the mode has faded */
  else if (self->colouring == VT_STAGE_COLOURING_DISPLACEMENT)
    self->look.colouring = VT_COLOURING_DISPLACEMENT;
  else
    self->look.colouring = values ? VT_COLOURING_VALUE : VT_COLOURING_SPECIES;
  if (values)
    vt_robust_range (values, self->network->n, 0.02, 0.98, self->range);
  vt_scene_set_values (self->scene, values, self->range[0], self->range[1]);
}

VtStageColouring
vt_stage_view_shown_colouring (VtStageView *self)
{
  gboolean known = self->colouring == VT_STAGE_COLOURING_DISPLACEMENT ? self->mode.to > 0 : self->has_values;

  return known ? self->colouring : VT_STAGE_COLOURING_SPECIES;
}

void
vt_stage_view_get_range (VtStageView *self, double range[2])
{
  g_return_if_fail (VT_IS_STAGE_VIEW (self));
  range[0] = self->range[0];
  range[1] = self->range[1];
}

void
vt_stage_view_set_network (VtStageView *self, const VtNetwork *network, const VtPotential *potential)
{
  g_return_if_fail (VT_IS_STAGE_VIEW (self));

  if (self->network == network)
    return;
  forget_network (self);
  self->network = network ? vt_network_ref (network) : NULL;
  self->has_potential = network && potential;
  if (self->has_potential)
    self->potential = *potential;
  vt_stage_view_update_colours (self);
  vt_stage_view_update_map (self);
  g_object_notify (G_OBJECT (self), "has-network");
  g_object_notify (G_OBJECT (self), "colouring");
}

void
vt_stage_view_set_bonds (VtStageView *self, VtBondMap map)
{
  g_return_if_fail (VT_IS_STAGE_VIEW (self));

  if (self->bond_map == map)
    return;
  if (map != VT_BOND_MAP_OFF && self->bond_map != VT_BOND_MAP_OFF)
    vt_stage_view_dissolve (self);
  self->bond_map = map;
  vt_stage_view_update_map (self);
  let_go (self);
  vt_stage_view_wake (self);
  g_object_notify (G_OBJECT (self), "bonds");
}

/* The bond of the pair in the list, which is sorted. */
static gssize
find_bond (const VtNetwork *network, guint32 i, guint32 j)
{
  gsize low = 0, high = network->n_bonds;
  guint32 first = MIN (i, j), second = MAX (i, j);

  while (low < high)
    {
      gsize middle = (low + high) / 2;
      const VtBond *bond = &network->bonds[middle];

      if (bond->i < first || (bond->i == first && bond->j < second))
        low = middle + 1;
      else
        high = middle;
    }
  if (low < network->n_bonds && network->bonds[low].i == first && network->bonds[low].j == second)
    return (gssize) low;
  return -1;
}

const VtBond *
vt_stage_view_get_bond (VtStageView *self)
{
  g_return_val_if_fail (VT_IS_STAGE_VIEW (self), NULL);
  return self->network && self->chosen >= 0 ? &self->network->bonds[self->chosen] : NULL;
}

void
vt_stage_view_choose_bond (VtStageView *self, guint i, guint j)
{
  gssize bond;

  g_return_if_fail (VT_IS_STAGE_VIEW (self));

  bond = self->network ? find_bond (self->network, i, j) : -1;
  if (bond == self->chosen)
    return;
  self->chosen = bond;
  vt_stage_view_update_map (self);
  g_signal_emit_by_name (self, "bond-chosen");
}

void
vt_stage_view_choose_particle (VtStageView *self, int particle)
{
  const VtSample *sample = vt_scene_get_sample (self->scene);

  if (!sample || particle >= (int) sample->n || self->particle == particle || self->vector)
    return;
  self->particle = particle;
  vt_stage_view_dissolve (self);
  vt_stage_view_update_map (self);
  centre_particle (self);
  vt_stage_view_wake (self);
}

void
vt_stage_view_show_particle (VtStageView *self, guint particle)
{
  g_return_if_fail (VT_IS_STAGE_VIEW (self));
  vt_stage_view_choose_particle (self, (int) particle);
}

void
vt_stage_view_set_picking (VtStageView *self, gboolean picking)
{
  g_return_if_fail (VT_IS_STAGE_VIEW (self));
  self->picking = picking;
}

void
vt_stage_view_set_pinch (VtStageView *self, guint i, guint j)
{
  g_return_if_fail (VT_IS_STAGE_VIEW (self));
  vt_scene_set_pinch (self->scene, i, j);
  vt_stage_view_redraw (self);
}

static gboolean
picks_partner (VtStageView *self, int particle)
{
  return self->picking && self->network && self->particle >= 0
         && find_bond (self->network, (guint32) self->particle, (guint32) particle) >= 0;
}

/* Without bonds there are particles to be picked all the same. */
static void
pick_particle (VtStageView *self, double x, double y)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  int hit = vt_scene_pick_particle (self->scene, &self->camera, &self->look, width, height, self->top, self->bottom, x,
                                    y);

  if (hit >= 0)
    g_signal_emit_by_name (self, "particle-picked", hit);
}

void
vt_stage_view_click (VtStageView *self, double x, double y)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self)), hit;
  const VtSceneBond *bonds;
  guint n;

  if (self->bonds.to <= 0 && self->picking)
    {
      pick_particle (self, x, y);
      return;
    }
  if (self->bonds.to <= 0 && self->isolate.to <= 0)
    return;
  hit = vt_scene_pick_bond (self->scene, &self->camera, &self->look, width, height, self->top, self->bottom, x, y,
                            REACH);
  bonds = vt_scene_get_bonds (self->scene, &n);
  if (hit >= 0 && hit < (int) n)
    {
      vt_stage_view_choose_bond (self, bonds[hit].i, bonds[hit].j);
      return;
    }
  hit = vt_scene_pick_particle (self->scene, &self->camera, &self->look, width, height, self->top, self->bottom, x, y);
  if (hit >= 0 && picks_partner (self, hit))
    vt_stage_view_choose_bond (self, (guint) self->particle, (guint) hit);
  else if (hit >= 0)
    vt_stage_view_choose_particle (self, hit);
  else
    vt_stage_view_choose_bond (self, 0, 0);
}

/* The one after or before the chosen one, the strongest first. */
void
vt_stage_view_step_bond (VtStageView *self, int step)
{
  const VtBond *chosen = vt_stage_view_get_bond (self);
  const VtSceneBond *bonds;
  guint n;
  int at = -1;

  if (self->bonds.to <= 0)
    return;
  bonds = vt_scene_get_bonds (self->scene, &n);
  n -= chosen && n ? 1 : 0; /* the chosen one is drawn once more, last */
  for (guint k = 0; k < n && chosen; k++)
    if (bonds[k].i == chosen->i && bonds[k].j == chosen->j)
      at = (int) n - 1 - (int) k;
  if (!n)
    return;
  at = at < 0 ? (step > 0 ? 0 : (int) n - 1) : (at + step + (int) n) % (int) n;
  vt_stage_view_choose_bond (self, bonds[n - 1 - at].i, bonds[n - 1 - at].j);
}
