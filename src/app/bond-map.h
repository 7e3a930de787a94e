/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which bonds of a glass are drawn on the stage, in which colour and how strong: from the bond list to what the scene
 * draws. Knows no widgets. */
#pragma once

#include "network/network.h"
#include "scene/bonds.h"

G_BEGIN_DECLS

typedef enum
{
  VT_BOND_MAP_OFF,
  VT_BOND_MAP_FORCE,     /* phi': positive attracts */
  VT_BOND_MAP_STIFFNESS, /* phi'' */
  VT_BOND_MAP_K,         /* what the bond gives to k+ (positive) or k- of a mode */
  VT_BOND_MAP_F,         /* ... to f+ or f- */
  VT_N_BOND_MAPS,
} VtBondMap;

/* The signed number the map shows, one for each bond: phi', epsilon/lambda; phi'', epsilon/lambda^2; for a @mode (3n,
 * NULL unless needed) phi'' (n.w)^2 or (phi'/r) (w.w - (n.w)^2) with w = u_j - u_i (lerner2022 Eq. 6). Summed over all
 * bonds the last two are k+ + k- and f+ + f- of vt_network_stiffness_parts. */
void vt_bond_map_values (const VtNetwork *network, VtBondMap map, const double *mode, double *values);

/* The bonds to draw of those with an end in @region (n: not 0): the colour by the sign of the number, the strength by
 * its size over the 97th percentile there. What has less than 3 % of that is left out, and of the rest all but the
 * VT_BOND_MAP_MOST strongest; weak ones come first, so that strong ones are drawn over them. Element type VtSceneBond. */
#define VT_BOND_MAP_MOST 3000
GArray *vt_bond_map_draw (const VtNetwork *network, VtBondMap map, const double *values, const guint8 *region);

/* Regions, n numbers 0 or 1 each; they return how many are 1.
 *
 * The core of a mode: its foremost movers, which are those with more than 0.33 of the largest displacement, at most 12
 * of them. */
guint vt_region_core (guint n, const double *mode, guint8 *region);

/* The particle and those it touches. */
guint vt_region_around (const VtNetwork *network, const VtSample *sample, guint particle, guint8 *region);

/* What lies within 0.6 lambda of a plane across @axis at @height, lambda in the box. */
guint vt_region_layer (const VtSample *sample, guint axis, double height, guint8 *region);

/* Partners of the particles of @region not farther than @reach lambda_ij join it. */
#define VT_REGION_TOUCHING 1.25
guint vt_region_grow (const VtNetwork *network, const VtSample *sample, double reach, guint8 *region);

G_END_DECLS
