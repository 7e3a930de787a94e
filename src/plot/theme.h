/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Colours, dashes, markers and type sizes of a figure, one table for each of light, dark, high contrast and present. */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double red, green, blue, alpha;
} VtRgba;

/* What a colour stands for; the theme says which it is. Series 1 ... 6 belong to glasses. */
typedef enum
{
  VT_COLOUR_DEFAULT,     /* of a series: by its place in the figure; of a mark: what its kind says */
  VT_COLOUR_SERIES_1,
  VT_COLOUR_SERIES_2,
  VT_COLOUR_SERIES_3,
  VT_COLOUR_SERIES_4,
  VT_COLOUR_SERIES_5,
  VT_COLOUR_SERIES_6,
  VT_COLOUR_OLD,         /* the seventh glass and older: grey, thin, unnamed */
  VT_COLOUR_SS,          /* pairs of species */
  VT_COLOUR_SL,
  VT_COLOUR_LL,
  VT_COLOUR_POSITIVE,
  VT_COLOUR_NEGATIVE,
  VT_COLOUR_TEXT,
  VT_COLOUR_DIM,
  VT_COLOUR_DONE,        /* goal lines */
  VT_COLOUR_ACCENT,      /* the live dot */
  VT_N_COLOURS
} VtColour;
#define VT_N_SERIES_COLOURS 6

typedef enum
{
  VT_MARKER_DEFAULT, /* the one that belongs to the colour */
  VT_MARKER_NONE,
  VT_MARKER_DISC,
  VT_MARKER_DIAMOND,
  VT_MARKER_TRIANGLE,
  VT_MARKER_SQUARE,
  VT_MARKER_DOWN_TRIANGLE,
  VT_MARKER_CROSS,
} VtMarker;

typedef enum
{
  VT_THEME_LIGHT = 0,
  VT_THEME_DARK = 1 << 0,
  VT_THEME_HIGH_CONTRAST = 1 << 1,
  VT_THEME_PRESENT = 1 << 2, /* lecture room: dark, large */
} VtThemeFlags;

typedef struct
{
  VtThemeFlags flags;
  VtRgba colours[VT_N_COLOURS];
  VtRgba card;           /* what the figure lies on; also the rim of markers */
  VtRgba grid, axis, tick;
  VtRgba off;            /* the swatch of a series that is switched off */
  double unit;           /* size of one pixel of the rules: 1, larger in present mode */
  double extra_width;    /* added to every curve */
  char family[64];       /* font family; empty: the desktop's */
  double font_size;      /* of axes and captions, px */
  double title_size;
} VtTheme;

void vt_theme_init (VtTheme *theme, VtThemeFlags flags);

/* Type for a desktop whose font is @family at @size px: axes at 12 px where it is 14.67 px, larger with it, never
 * smaller. @family NULL leaves it to fontconfig. */
void vt_theme_set_font (VtTheme *theme, const char *family, double size);

/* The dash of a colour's curves, in px; *@n is 0 for a solid line. */
const double *vt_colour_dash (VtColour colour, int *n);
VtMarker vt_colour_marker (VtColour colour);

void vt_rgba_set_source (cairo_t *cr, VtRgba rgba, double alpha);

G_END_DECLS
