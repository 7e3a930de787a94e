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
  VT_EXPORT_ERROR_WRITE,
} VtExportError;

/* Paints the figure with header, padding and background into @width x @height units at the origin of @cr. The axes are
 * shown as they are now. */
void vt_figure_paint (VtFigure *figure, VtRenderer *renderer, cairo_t *cr, double width, double height);

/* Writes @path as PNG (@scale pixels a unit), SVG or PDF by its suffix. */
gboolean vt_figure_export (VtFigure *figure, const VtTheme *theme, const char *path, double width, double height,
                           double scale, GError **error);

/* The visible series as CSV in the C locale: series,x,y,error, one point a line, full precision. */
char *vt_figure_to_csv (const VtFigure *figure);

G_END_DECLS
