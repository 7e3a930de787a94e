/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "plot/export.h"
#include "plot/number.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n.h>
#include <math.h>

/* Of the card around a figure (STYLE, Space). */
#define PADDING_SIDE 16.0
#define PADDING_TOP 2.0
#define PADDING_BOTTOM 10.0

G_DEFINE_QUARK (vt-export-error-quark, vt_export_error)

void
vt_figure_paint (VtFigure *figure, VtRenderer *renderer, cairo_t *cr, double width, double height)
{
  double unit = renderer->theme.unit;
  double header = vt_figure_get_title (figure) != NULL ? vt_renderer_header_height (renderer) : 0;
  VtLayout layout;

  vt_rgba_set_source (cr, renderer->theme.card, 1);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_fill (cr);
  cairo_save (cr);
  cairo_translate (cr, PADDING_SIDE * unit, round (PADDING_TOP * unit));
  vt_renderer_layout (renderer, figure, width - 2 * PADDING_SIDE * unit,
                      height - round ((PADDING_TOP + PADDING_BOTTOM) * unit), header, &layout);
  vt_renderer_draw_header (renderer, figure, &layout, cr);
  vt_renderer_draw (renderer, figure, &layout, cr);
  cairo_restore (cr);
}

static cairo_status_t
paint_surface (VtFigure *figure, const VtTheme *theme, cairo_surface_t *surface, double width, double height,
               double scale)
{
  g_autoptr (VtRenderer) renderer = vt_renderer_new (NULL);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  renderer->theme = *theme;
  renderer->scale = scale;
  vt_figure_paint (figure, renderer, cr, width, height);
  status = cairo_status (cr);
  cairo_destroy (cr);
  return status;
}

static cairo_status_t
write_png (VtFigure *figure, const VtTheme *theme, const char *path, double width, double height, double scale)
{
  cairo_surface_t *surface
      = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) ceil (width * scale), (int) ceil (height * scale));
  cairo_status_t status;

  cairo_surface_set_device_scale (surface, scale, scale);
  status = paint_surface (figure, theme, surface, width, height, scale);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png (surface, path);
  cairo_surface_destroy (surface);
  return status;
}

static cairo_status_t
write_vectors (VtFigure *figure, const VtTheme *theme, const char *path, double width, double height, gboolean pdf)
{
  cairo_surface_t *surface
      = pdf ? cairo_pdf_surface_create (path, width, height) : cairo_svg_surface_create (path, width, height);
  cairo_status_t status = paint_surface (figure, theme, surface, width, height, 1);

  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return status;
}

gboolean
vt_figure_export (VtFigure *figure, const VtTheme *theme, const char *path, double width, double height, double scale,
                  GError **error)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);
  g_autofree char *shown = g_filename_display_name (path);
  cairo_status_t status;

  if (g_str_has_suffix (lower, ".png"))
    status = write_png (figure, theme, path, width, height, scale);
  else if (g_str_has_suffix (lower, ".svg") || g_str_has_suffix (lower, ".pdf"))
    status = write_vectors (figure, theme, path, width, height, g_str_has_suffix (lower, ".pdf"));
  else
    {
      g_set_error (error, VT_EXPORT_ERROR, VT_EXPORT_ERROR_FORMAT,
                   _("“%s” does not end in .png, .svg or .pdf: give it one of these endings"), shown);
      return FALSE;
    }
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error (error, VT_EXPORT_ERROR, VT_EXPORT_ERROR_WRITE, _("“%s” could not be written: %s"), shown,
               cairo_status_to_string (status));
  return FALSE;
}

static void
append_number (GString *out, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_c (out, ',');
  if (isfinite (value))
    g_string_append (out, g_ascii_dtostr (buffer, sizeof buffer, value));
}

char *
vt_figure_to_csv (const VtFigure *figure)
{
  GString *out = g_string_new ("series,x,y,error\n");

  for (guint s = 0; s < vt_figure_get_n_series (figure); s++)
    {
      const VtSeries *series = vt_figure_get_series (figure, s);

      for (guint i = 0; series->visible && i < series->n; i++)
        {
          g_string_append (out, series->id);
          append_number (out, series->x[i]);
          append_number (out, vt_series_value (series, i));
          append_number (out, vt_series_error (series, i));
          g_string_append_c (out, '\n');
        }
    }
  return g_string_free (out, FALSE);
}
