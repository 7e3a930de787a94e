/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A figure as a card on its own: PNG, SVG, PDF; its numbers as CSV. */
#pragma once

#include "plot/render.h"

G_BEGIN_DECLS

#define VT_EXPORT_ERROR (vt_export_error_quark ())
GQuark vt_export_error_quark (void);
typedef enum
{
  VT_EXPORT_ERROR_FORMAT, /* the file name does not say which */
  VT_EXPORT_ERROR_PICTURE, /* it could not be drawn: too large */
  VT_EXPORT_ERROR_WRITE,
} VtExportError;

typedef enum
{
  VT_FORMAT_PNG,
  VT_FORMAT_SVG,
  VT_FORMAT_PDF,
  VT_FORMAT_CSV,
  VT_N_FORMATS
} VtFormat;

/* "png" ... "csv"; the format that the ending of a file name tells, FALSE when it tells none. */
const char *vt_format_suffix (VtFormat format);
gboolean vt_format_of_name (const char *name, VtFormat *format);

/* Of the card around a figure (STYLE, Space). */
#define VT_CARD_PADDING_SIDE 16.0
#define VT_CARD_PADDING_TOP 2.0
#define VT_CARD_PADDING_BOTTOM 10.0

/* Paints the figure with header, padding and background into @width x @height units at the origin of @cr. The axes are
 * shown as they are now. */
void vt_figure_paint (VtFigure *figure, VtRenderer *renderer, cairo_t *cr, double width, double height);

/* A picture of it (@scale pixels a unit, for PNG), or its numbers. */
GBytes *vt_figure_to_bytes (VtFigure *figure, const VtTheme *theme, VtFormat format, double width, double height,
                            double scale, GError **error);

/* A picture in memory, cairo's ARGB32, or NULL. */
cairo_surface_t *vt_figure_to_surface (VtFigure *figure, const VtTheme *theme, double width, double height, double scale);

/* Writes @path as PNG, SVG, PDF or CSV by its suffix; all of it or, on failure, nothing. */
gboolean vt_figure_export (VtFigure *figure, const VtTheme *theme, const char *path, double width, double height,
                           double scale, GError **error);

/* The visible series as CSV in the C locale, one point a line, full precision, in the units of the axes, which the first
 * line tells: series, horizontal value, vertical value, standard error. */
char *vt_figure_to_csv (const VtFigure *figure);

G_END_DECLS
