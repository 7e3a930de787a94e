/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The picture of the glass: turns, zooms, swings a mode. Draws only while something moves.
 *
 * Drag or arrow keys turn it; with Shift, with the middle button or with two fingers they move it; the wheel, a pinch, +
 * and - zoom; 0, Home or a double click go back to the first view. N and B go through the bonds.
 *
 * Properties (all notify): "playing", "amplitude" (0 ... 1 of the largest swing), "speed" (1: 1.6 s a period),
 * "colouring" (VtStageColouring), "slice" (VtSliceAxis), "slice-at" (0 ... 1), "orthographic", "outline", "arrows", "bonds"
 * (VtBondMap), "core-only"; read-only "liquid", "has-sample", "has-mode", "has-network".
 *
 * Signals: "bond-chosen" (a click on a bond, N or B on the keyboard; vt_stage_view_get_bond says which),
 * "particle-picked" (int: a click on one while pairs are picked and no bonds are shown). */
#pragma once

#include "app/bond-map.h"
#include "app/stage-colouring.h"
#include "sample/sample.h"
#include "scene/scene.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VT_TYPE_STAGE_VIEW (vt_stage_view_get_type ())
G_DECLARE_FINAL_TYPE (VtStageView, vt_stage_view, VT, STAGE_VIEW, GtkWidget)

#define VT_STAGE_SPEED_MINIMUM 0.2
#define VT_STAGE_SPEED_MAXIMUM 2.5

GtkWidget *vt_stage_view_new (void);

/* What is shown; NULL empties the stage. A liquid's positions are unwrapped; its next sample is approached evenly over
 * the time samples take to come. The same particles passing from liquid to glass set in 400 ms; anything else
 * dissolves into the new picture. */
void vt_stage_view_set_sample (VtStageView *view, const VtSample *sample, gboolean liquid);

/* @vector: 3N displacements, copied; NULL: back to the glass. The core glides to the centre of the box, the camera
 * to where it is least covered; the mode starts to swing, coloured by displacement. */
void vt_stage_view_set_mode (VtStageView *view, const double *vector);

/* The bond list of the glass that is shown (a reference is kept) and the potential it was made of (copied; NULL: not
 * known), for its bonds and for colours by energy and stickiness; NULL while they are not known. Another sample takes
 * them away. */
void vt_stage_view_set_network (VtStageView *view, const VtNetwork *network, const VtPotential *potential);

/* Bonds are shown around the core of the mode, without one in the slice, without that around a particle, which a click
 * chooses. Those of a mode (VT_BOND_MAP_K, VT_BOND_MAP_F) need one. */
void vt_stage_view_set_bonds (VtStageView *view, VtBondMap map);

typedef enum
{
  VT_BOND_REGION_PARTICLE,
  VT_BOND_REGION_SLICE,
  VT_BOND_REGION_CORE,
} VtBondRegion;
VtBondRegion vt_stage_view_get_bond_region (VtStageView *view);

/* FALSE while there is nothing they could be shown of, whatever "bonds" says. */
gboolean vt_stage_view_shows_bonds (VtStageView *view);

/* How many bonds are drawn in the positive and in the negative colour. */
void vt_stage_view_count_bonds (VtStageView *view, guint counts[2]);

/* Takes away all but the core of the mode and what touches it (without a mode: what bonds are shown around), and goes
 * near; and back. */
void vt_stage_view_set_core_only (VtStageView *view, gboolean core_only);

/* The bond of the network between two particles becomes the chosen one, which is marked; none where there is none. */
void vt_stage_view_choose_bond (VtStageView *view, guint i, guint j);
const VtBond *vt_stage_view_get_bond (VtStageView *view);

/* While pairs are picked, a second particle that is clicked after one it is bonded to chooses the bond of the two. */
void vt_stage_view_set_picking (VtStageView *view, gboolean picking);

/* The particle whose bonds are shown where there is no mode. */
void vt_stage_view_show_particle (VtStageView *view, guint particle);

/* Two particles that forces push apart get an arrow each; @i = @j: none. */
void vt_stage_view_set_pinch (VtStageView *view, guint i, guint j);

void vt_stage_view_set_playing (VtStageView *view, gboolean playing);
void vt_stage_view_set_amplitude (VtStageView *view, double amplitude);
void vt_stage_view_set_speed (VtStageView *view, double speed);
void vt_stage_view_set_colouring (VtStageView *view, VtStageColouring colouring);

/* The range of the colours where they stand for numbers. */
void vt_stage_view_get_range (VtStageView *view, double range[2]);

/* The first view, by a short flight. */
void vt_stage_view_reset_camera (VtStageView *view);

/* Turns to where the core of the mode is seen best, again. */
void vt_stage_view_look_at_core (VtStageView *view);

/* Pixels at the top and at the bottom that have words over them: the box keeps clear of them. */
void vt_stage_view_set_insets (VtStageView *view, int top, int bottom);

/* The background where it is not that of the style (present mode); -1: that of the style. */
void vt_stage_view_set_ground (VtStageView *view, int rgb);

gboolean vt_stage_view_get_dark (VtStageView *view);

/* What is on the stage as a picture of @width x @height pixels, lines @scale times as thick. cairo_surface_destroy. */
cairo_surface_t *vt_stage_view_render (VtStageView *view, int width, int height, double scale);

/* The stage as it is, at twice its size on screen, as a PNG file. */
gboolean vt_stage_view_save_picture (VtStageView *view, GFile *file, GError **error);

G_END_DECLS
