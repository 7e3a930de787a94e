/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared by the files of the scene only. */
#pragma once

#include "parallel/team.h"
#include "scene/bonds.h"
#include "scene/cover.h"
#include "scene/rod.h"
#include "scene/scene.h"
#include "scene/sprites.h"
#include "scene/tracks.h"

G_BEGIN_DECLS

/* A sphere ready to be stamped. */
typedef struct
{
  float x, y, radius;
  VtPaint paint;
} VtDot;

/* One thing to paint: a sphere, or without a sprite an arrow or a part of a bond. */
typedef struct
{
  VtStamp stamp;
  guint32 item;            /* dots, then arrows, then parts of bonds */
} VtStep;

/* A bond on the picture, and the part of it that is sorted among the spheres as one thing. */
typedef struct
{
  VtRod rod;
  float z[2];              /* of the ends, lambda towards the eye */
  VtBondClass class;
  guint bond;
} VtBondLine;

typedef struct
{
  guint line;
  float begin, end;
  guint8 fade;
} VtBondPart;

/* What is asked of a particle (VtScene.marks). */
enum
{
  VT_MARK_BONDED = 1, /* one end of a bond */
  VT_MARK_KEPT = 2,   /* left when others vanish */
  VT_N_MARKS = 4,
};

#define VT_MOTIONS 128   /* levels of q */
#define VT_VALUES 20     /* levels of a number: each colour needs its own sprites */
#define VT_DEPTHS 256    /* levels of depth */

/* What the style follows from: all else of a look is no matter of it. Without padding, as it is compared as bytes. */
typedef struct
{
  double liquid, mode, bonds, isolate;
  guint64 colouring;
  guint32 stage, dark, has_mode, has_bonds, has_kept, has_levels;
} VtStyleKey;

/* What does not depend on the particle but on its marks and motion, kept from picture to picture. */
typedef struct
{
  VtStyleKey key;
  gboolean made;
  float radius[VT_N_MARKS][VT_MOTIONS + 1]; /* factor of the mode, of the liquid, of bonds */
  guint8 alpha[VT_N_MARKS][VT_MOTIONS + 1]; /* 0: not drawn */
  guint32 colour[VT_N_MARKS][2][VT_MOTIONS + 1];
  guint32 value[VT_N_MARKS][VT_VALUES + 1]; /* colours of numbers */
  gboolean by_value;
  guint8 fade[VT_DEPTHS + 1];
} VtStyle;

struct _VtScene
{
  /* What is shown, up to the tracks. Arrays are reference-counted (g_atomic_rc_box) and not written to once they are here:
   * see vt_scene_follow. */
  VtSample *sample, *before;
  float *mode;             /* 3n, the largest of length 1; NULL: none */
  float *motion;           /* n: q = |u| / max |u| */
  guint8 *levels;          /* n: of the values, 1 ... VT_VALUES, 0: no number; NULL: none */
  guint8 *marks;           /* n; NULL: none */
  guint8 *kept;            /* n; NULL: all */
  GArray *bonds;           /* VtSceneBond */
  guint32 pinch[2];        /* particles with force arrows; the same twice: none */
  VtTracks tracks;

  /* What drawing keeps from picture to picture. */
  GArray *lines, *parts;   /* VtBondLine, VtBondPart: of the picture in the making */
  VtRodPaint rods[VT_N_BOND_CLASSES][VT_FADE_STEPS];
  guint16 rods_made[VT_N_BOND_CLASSES]; /* a bit a step of fading */
  guint32 rods_ground[2];  /* stage and style they are made for */
  VtSprites *sprites;
  VtCover *cover;
  VtDot *dots;             /* room for n spheres */
  guint32 *particles;      /* which particle a dot or an arrow, which come after the dots, belongs to */
  float *depths;           /* of dots, arrows, parts of bonds */
  guint32 *order, *scratch;
  VtStep *steps;           /* what is not hidden, back to front */
  guint room, item_room;
  VtStyle style;
  guint threads;           /* asked for */
  VtTeam *team;            /* NULL: not needed so far */
};

/* How a particle of motion q is drawn in a mode (STYLE, Spheres). */
float vt_mode_radius (float q);  /* factor */
float vt_mode_alpha (float q);
gboolean vt_mode_is_still (float q);
#define VT_ARROW_THRESHOLD 0.33f

float vt_species_radius (guint8 species); /* lambda */

/* Folds x + shift into the box and counts it from the centre. */
static inline float
vt_fold (double x, double shift, double edge)
{
  double s = (x + shift) / edge;

  return (float) ((s - __builtin_floor (s) - 0.5) * edge);
}

/* Works out the marks of all particles. */
void vt_scene_mark (VtScene *scene);

/* One picture in the making. */
typedef struct
{
  VtScene *scene;
  const VtLook *look;
  VtProjection projection; /* device pixels */
  double scale;            /* device pixels per pixel */
  int first_row, rows;     /* of the band of the picture that is painted; cr is shifted by the first one */
  cairo_t *cr;
} VtPainter;

/* FALSE when there is nothing to be seen of the sample. */
gboolean vt_painter_init (VtPainter *painter, VtScene *scene, const VtCamera *camera, const VtLook *look, int width,
                          int height, double scale, double top, double bottom);

/* Makes scene->style for the look, if it is not made already. */
void vt_painter_prepare_style (const VtPainter *painter);

/* Where particle @i is now, lambda from the centre. */
void vt_painter_locate (const VtPainter *painter, guint i, float p[3]);

gboolean vt_painter_sliced_away (const VtPainter *painter, const float p[3]);

/* FALSE when nothing is to be seen of the particle. */
gboolean vt_painter_place (const VtPainter *painter, guint i, const float p[3], VtDot *dot, float *depth);

/* The step of depth fading at @z, lambda towards the eye. */
guint8 vt_painter_fade (const VtPainter *painter, float z);

/* The radius particle @i is drawn with, lambda. */
float vt_painter_radius (const VtPainter *painter, guint i);

/* Fills scene->lines and scene->parts, and makes the paint they need. */
void vt_painter_gather_bonds (const VtPainter *painter);
void vt_painter_bond (const VtPainter *painter, const VtBondPart *part, const VtCanvas *canvas);

/* The track of followed particle @k, whose newest point is drawn at @head, lambda from the centre. */
void vt_painter_track (const VtPainter *painter, guint k, const float head[3], const VtCanvas *canvas);

/* Lines, with cairo, on what is painted so far. */
void vt_painter_outline (const VtPainter *painter, gboolean far);
void vt_painter_slice (const VtPainter *painter);

/* @tail, @tip: lambda from the centre. */
void vt_painter_arrow (const VtPainter *painter, const float tail[3], const float tip[3], float q);

/* The arrows of the forces on the pair of vt_scene_set_pinch. */
void vt_painter_pinch (const VtPainter *painter);

/* The sign of the eye's side along the axis of the slice: +1 or -1. */
float vt_painter_slice_side (const VtPainter *painter);

G_END_DECLS
