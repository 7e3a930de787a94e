/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bonds among the spheres of a scene: rods from surface to surface, painted in one order with the spheres, so that
 * either hides the other where it is in front. They follow the particles as these swing; the bond of a pair that meets
 * across the side of the periodic box is drawn from both ends and fades out half-way.
 *
 * The scene knows no physics: whoever has a bond list (network/network.h) says for each bond that is to be seen what
 * colour it has and how strong it is. With a VtNetwork, b a VtBond of it:
 *
 *   sign of the force      class: b.d1 < 0 repulsive, VT_BOND_NEGATIVE, else VT_BOND_POSITIVE; strength |b.d1| / largest
 *   sign of the stiffness  class: b.d2 > 0 VT_BOND_POSITIVE, else VT_BOND_NEGATIVE; strength |b.d2| / largest
 *   its share in k of a mode u, w = u_j - u_i (lerner2022 Eq. 6): b.d2 (n.w)^2, class by its sign
 *   its share in f: (b.d1 / r) (w.w - (n.w)^2), class VT_BOND_FAINT_POSITIVE or VT_BOND_FAINT_NEGATIVE by its sign
 *
 * app/bond-map.h does these four. Several bonds of one pair are drawn over each other in their order.
 *
 * While there are bonds and look.bonds is 1, the particles they join are small opaque balls, so that the rods show
 * between them, and all others are reduced to faint dots. */
#pragma once

#include "scene/scene.h"

G_BEGIN_DECLS

typedef enum
{
  VT_BOND_POSITIVE,       /* blue */
  VT_BOND_NEGATIVE,       /* orange */
  VT_BOND_FAINT_POSITIVE, /* the same at 62 % */
  VT_BOND_FAINT_NEGATIVE,
  VT_BOND_CHOSEN,         /* the colour of text: one that was clicked */
  VT_N_BOND_CLASSES,
} VtBondClass;

typedef struct
{
  guint32 i, j;      /* particles of the sample, two different ones */
  VtBondClass class;
  float strength;    /* 0 ... 1: thickness and opacity; 0 is not drawn */
} VtSceneBond;

guint32 vt_bond_colour (VtBondClass class, gboolean dark, guint32 stage);

/* @bonds: @n of the sample that is shown, copied; n = 0 for none. Those that name no pair of it are left out. A sample
 * that is another glass takes them away. */
void vt_scene_set_bonds (VtScene *scene, const VtSceneBond *bonds, guint n);

/* What was set, for the index that a pick returns. Borrowed, valid until the next set. */
const VtSceneBond *vt_scene_get_bonds (const VtScene *scene, guint *n);

/* The bond under the point @x, @y of a picture of @width x @height pixels drawn by vt_scene_draw (scale 1) with the
 * same camera, look and insets: the nearest one to the point within @reach pixels of its edge, of several that are hit
 * the foremost. What is hidden behind a sphere is not hit. -1: none. */
int vt_scene_pick_bond (VtScene *scene, const VtCamera *camera, const VtLook *look, int width, int height, double top,
                        double bottom, double x, double y, double reach);

/* The foremost particle that is drawn larger than a faint dot under that point; -1: none. */
int vt_scene_pick_particle (VtScene *scene, const VtCamera *camera, const VtLook *look, int width, int height,
                            double top, double bottom, double x, double y);

G_END_DECLS
