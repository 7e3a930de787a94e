/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The glass in 3D: spheres painted back to front on a cairo image surface.
 *
 * A VtScene holds what is shown (a sample, a mode); a VtLook says how; a VtCamera from where. Nothing here knows a
 * display or a clock: whoever animates changes the look and draws again. */
#pragma once

#include "sample/sample.h"
#include "scene/camera.h"

#include <cairo.h>

G_BEGIN_DECLS

typedef struct _VtScene VtScene;

typedef enum
{
  VT_COLOURING_SPECIES,
  VT_COLOURING_DISPLACEMENT, /* needs a mode; without one as by species */
  VT_COLOURING_VALUE,        /* needs values; without them as by species */
  VT_N_COLOURINGS,
} VtColouring;

typedef enum
{
  VT_SLICE_OFF,
  VT_SLICE_X,
  VT_SLICE_Y,
  VT_SLICE_Z,
  VT_N_SLICES,
} VtSliceAxis;

typedef struct
{
  gboolean dark;
  guint32 stage;         /* 0xRRGGBB: the background, to which far spheres fade */
  VtColouring colouring;
  double liquid;         /* 1: translucent liquid ... 0: glass that has set */
  double mode;           /* 0: the glass ... 1: the mode, what does not move reduced to grey dots */
  double bonds;          /* 0: no bonds ... 1: bonds among small balls, all else faint (scene/bonds.h) */
  double isolate;        /* 0: all particles ... 1: only those of vt_scene_set_kept and with bonds */
  double swing;          /* where the particle with the largest arrow is on its way, lambda, signed */
  double advance;        /* 0: the sample before this one ... 1: this one; in between on the straight way */
  double shift[3];       /* added to all positions before folding into the box, lambda */
  gboolean outline, arrows, tracks;
  VtSliceAxis slice;     /* takes away what lies between a plane across this axis and the eye ... */
  double slice_at;       /* ... at this fraction of the edge, 0 ... 1 */
} VtLook;

/* The glass in the light or dark style: all on, slice off, by species. */
void vt_look_init (VtLook *look, gboolean dark);

/* The fill of a sphere of @species on either background. */
guint32 vt_species_colour (VtSpecies species, gboolean dark);

VtScene *vt_scene_new (void);
void vt_scene_free (VtScene *scene);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtScene, vt_scene_free)

/* What is shown; NULL for nothing. Keeps a reference. Where the particles were seen last, @advance of the way to the
 * sample before, is kept as where look.advance starts from, if @sample is the same particles and box a moment later;
 * otherwise the mode is forgotten. */
void vt_scene_set_sample (VtScene *scene, const VtSample *sample, double advance);
const VtSample *vt_scene_get_sample (const VtScene *scene);

/* Shows what @source shows now, in memory that both share and neither writes to: a thread that has @scene to itself may draw
 * it while @source changes. */
void vt_scene_follow (VtScene *scene, const VtScene *source);

/* Follows the tracks of a liquid: adds the sample now shown (unwrapped), or forgets them. */
void vt_scene_push_tracks (VtScene *scene);
void vt_scene_clear_tracks (VtScene *scene);

/* @vector: 3n displacements in any unit, copied; NULL for none. A vector of zeros or with numbers that are not finite
 * counts as none. */
void vt_scene_set_mode (VtScene *scene, const double *vector);
gboolean vt_scene_has_mode (const VtScene *scene);

/* TRUE when @vector moves the particles as the mode that is shown does. */
gboolean vt_scene_is_mode (const VtScene *scene, const double *vector);

/* A number for each particle, copied; NULL for none. Colours go from @low to @high, in steps; what is not finite is
 * grey. Another glass takes the numbers away. */
void vt_scene_set_values (VtScene *scene, const double *values, double low, double high);

/* The particles that are left when all others vanish (look.isolate): n numbers, not 0; NULL for all. A mode's still
 * ones among them are drawn as spheres too. Another glass takes this away. */
void vt_scene_set_kept (VtScene *scene, const guint8 *kept);

/* TRUE when @sample is the same glass as the one that is shown, be it in other memory. */
gboolean vt_scene_is_sample (const VtScene *scene, const VtSample *sample);

/* The shift, each component within half an edge, that brings the core of the mode (where |u|^4 is, on the periodic
 * box) to the centre of the box. FALSE without a mode. */
gboolean vt_scene_core_shift (const VtScene *scene, double shift[3]);

/* The yaw, degrees, from which the core of the mode, shifted to the centre, is least covered by what else is drawn;
 * of nearly equal ones that nearest to the camera's. */
double vt_scene_best_yaw (const VtScene *scene, const VtCamera *camera);

/* Two particles that unit forces push apart, each drawn with the arrow of its force over all else; @i = @j: none. A sample
 * that is another glass forgets them. */
void vt_scene_set_pinch (VtScene *scene, guint i, guint j);

/* How many threads draw: 1, which it starts with, or 0 for as many as there are processors, up to four. The picture is
 * the same. */
void vt_scene_set_threads (VtScene *scene, guint threads);

/* Draws on the whole of @surface, an ARGB32 or RGB24 image surface. @scale: device pixels per pixel, for lines.
 * @top, @bottom: pixels of the picture with words over them, which the box keeps clear of. Particles whose positions are
 * not finite are left out. */
void vt_scene_draw (VtScene *scene, const VtCamera *camera, const VtLook *look, cairo_surface_t *surface, double scale,
                    double top, double bottom);

G_END_DECLS
