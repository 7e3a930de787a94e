/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An axis: what it is called, how values lie along it, where its ticks are. */
#pragma once

#include "plot/range.h"

G_BEGIN_DECLS

typedef enum
{
  VT_AXIS_X,
  VT_AXIS_Y,
} VtDirection;

typedef enum
{
  VT_SCALE_LINEAR,
  VT_SCALE_LOG,
  VT_SCALE_SYMLOG, /* logarithmic far from zero on both sides, linear between: sign (v) log10 (1 + |v|) */
} VtScale;

/* What a caller says about an axis. Texts are Pango markup; units of a title stand in round brackets. */
typedef struct
{
  const char *title;  /* as drawn, without the unit: "<i>g</i>(<i>r</i>)" */
  const char *symbol; /* in the read-out: "<i>g</i>"; NULL: the title */
  const char *unit;   /* "<i>λ</i>"; NULL: a pure number, or already in the title */
  VtScale scale;
  gboolean fixed;     /* TRUE: always @low to @high; FALSE: follows the data */
  double low, high;   /* fixed: the range; else what is shown before there are data (0, 0: 0 to 1, or 0.1 to 10) */
  gboolean near;      /* horizontal: the few points of a cloud far to the right of all others do not stretch it; they
                       * stand at its end, with an arrow, while the axis follows the data */
} VtAxisStyle;

/* Other units than those of the data: what is told of a value is value / size. Texts as in VtAxisStyle. */
typedef struct
{
  double size; /* > 0, in units of the data */
  const char *title, *symbol, *unit;
} VtUnits;

typedef struct
{
  char *title, *symbol, *unit; /* of the style; ask vt_axis_title and its like for what is to be told */
  VtUnits units;               /* its texts are owned here; size 1 and no title: those of the data */
  VtScale scale;
  gboolean fixed, near;
  double style_low, style_high;       /* in units of the data */
  double expected_low, expected_high; /* the same in axis space */
  gboolean zoomed;                    /* the user chose the range; data no longer move it */
  VtRange range;                      /* axis space, what the data ask for */
  double low, high;                   /* axis space, shown now */
} VtAxis;

void vt_axis_init (VtAxis *axis);
void vt_axis_clear (VtAxis *axis);
void vt_axis_set_style (VtAxis *axis, const VtAxisStyle *style);

/* Tells everything in other units; NULL: in those of the data. TRUE when these are others than before; what the user
 * chose to see is then forgotten. */
gboolean vt_axis_set_units (VtAxis *axis, const VtUnits *units);

/* What the axis is called now; each may be NULL. */
const char *vt_axis_title (const VtAxis *axis);
const char *vt_axis_symbol (const VtAxis *axis);
const char *vt_axis_unit (const VtAxis *axis);
/* @value of the data in the units of the axis. */
double vt_axis_in_units (const VtAxis *axis, double value);

/* Value (in units of the data) to axis space and back; NAN for what has no place on it (0 and below on a log axis). */
double vt_axis_from_value (const VtAxis *axis, double value);
double vt_axis_to_value (const VtAxis *axis, double position);

/* 0 at the low end of what is shown, 1 at the high end; NAN as above. */
double vt_axis_fraction (const VtAxis *axis, double value);
double vt_axis_value_at (const VtAxis *axis, double fraction);

/* The user's own view of it, in axis space; vt_axis_unzoom gives the range back to the data. Refuses a range too narrow
 * for double precision or absurdly wide. */
gboolean vt_axis_zoom_to (VtAxis *axis, double low, double high);
void vt_axis_unzoom (VtAxis *axis);

/* "title (unit)" as markup. */
char *vt_axis_full_title (const VtAxis *axis);

typedef struct
{
  double value;    /* in the units of the axis */
  double fraction; /* 0 ... 1 along the axis */
  gboolean major;
  char *label;     /* markup; NULL: none */
} VtTick;

/* The ticks of what is shown: major ones at least @spacing px apart on an axis of @length px, in steps of 1, 2, 5
 * (linear) or at powers of ten with minor ticks at 2 ... 9 (log, up to 7 decades; fewer powers than two are helped by
 * labels at 2 and 5). @mark is the decimal mark, NULL the user's. An array of VtTick, ascending; unref when done. */
GArray *vt_axis_ticks (const VtAxis *axis, double length, double spacing, const char *mark);

G_END_DECLS
