/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "plot/export.h"
#include "plot/number.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

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
  cairo_translate (cr, VT_CARD_PADDING_SIDE * unit, round (VT_CARD_PADDING_TOP * unit));
  vt_renderer_layout (renderer, figure, width - 2 * VT_CARD_PADDING_SIDE * unit,
                      height - round ((VT_CARD_PADDING_TOP + VT_CARD_PADDING_BOTTOM) * unit), header, &layout);
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

/* --- pictures --- */

static const char *const suffixes[VT_N_FORMATS] = { "png", "svg", "pdf", "csv" };

const char *
vt_format_suffix (VtFormat format)
{
  return suffixes[format];
}

gboolean
vt_format_of_name (const char *name, VtFormat *format)
{
  const char *dot = strrchr (name, '.');

  for (guint i = 0; dot != NULL && i < VT_N_FORMATS; i++)
    if (g_ascii_strcasecmp (dot + 1, suffixes[i]) == 0)
      {
        *format = i;
        return TRUE;
      }
  return FALSE;
}

static cairo_status_t
append_bytes (void *out, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (out, data, length);
  return CAIRO_STATUS_SUCCESS;
}

cairo_surface_t *
vt_figure_to_surface (VtFigure *figure, const VtTheme *theme, double width, double height, double scale)
{
  cairo_surface_t *surface
      = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) ceil (width * scale), (int) ceil (height * scale));

  cairo_surface_set_device_scale (surface, scale, scale);
  if (paint_surface (figure, theme, surface, width, height, scale) == CAIRO_STATUS_SUCCESS)
    return surface;
  cairo_surface_destroy (surface);
  return NULL;
}

static cairo_status_t
draw_png (VtFigure *figure, const VtTheme *theme, double width, double height, double scale, GByteArray *out)
{
  cairo_surface_t *surface = vt_figure_to_surface (figure, theme, width, height, scale);
  cairo_status_t status;

  if (surface == NULL)
    return CAIRO_STATUS_NO_MEMORY;
  status = cairo_surface_write_to_png_stream (surface, append_bytes, out);
  cairo_surface_destroy (surface);
  return status;
}

static cairo_status_t
draw_vectors (VtFigure *figure, const VtTheme *theme, double width, double height, gboolean pdf, GByteArray *out)
{
  cairo_surface_t *surface = pdf ? cairo_pdf_surface_create_for_stream (append_bytes, out, width, height)
                                 : cairo_svg_surface_create_for_stream (append_bytes, out, width, height);
  cairo_status_t status = paint_surface (figure, theme, surface, width, height, 1);

  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return status;
}

GBytes *
vt_figure_to_bytes (VtFigure *figure, const VtTheme *theme, VtFormat format, double width, double height, double scale,
                    GError **error)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  cairo_status_t status;

  if (format == VT_FORMAT_CSV)
    {
      char *csv = vt_figure_to_csv (figure);
      return g_bytes_new_take (csv, strlen (csv));
    }
  if (format == VT_FORMAT_PNG)
    status = draw_png (figure, theme, width, height, scale, out);
  else
    status = draw_vectors (figure, theme, width, height, format == VT_FORMAT_PDF, out);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (g_steal_pointer (&out));
  g_set_error (error, VT_EXPORT_ERROR, VT_EXPORT_ERROR_PICTURE, _("The picture could not be drawn: %s"),
               cairo_status_to_string (status));
  return NULL;
}

/* What was there before stays when the disk is full, and nothing half-written is left. The reason is told as the system
 * tells it: "Permission denied", "No space left on device". */
static gboolean
write_bytes (const char *path, GBytes *bytes, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) reason = NULL;
  g_autofree char *shown = g_filename_display_name (path);
  gboolean existed = g_file_query_exists (file, NULL);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (g_file_replace_contents (file, data, size, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL, &reason))
    return TRUE;
  if (!existed)
    g_file_delete (file, NULL, NULL);
  g_set_error (error, VT_EXPORT_ERROR, VT_EXPORT_ERROR_WRITE,
               _("“%s” could not be written: %s. Choose another folder or make room on the disk."), shown,
               reason->message);
  return FALSE;
}

gboolean
vt_figure_export (VtFigure *figure, const VtTheme *theme, const char *path, double width, double height, double scale,
                  GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *shown = g_filename_display_name (path);
  VtFormat format;

  if (!vt_format_of_name (path, &format))
    {
      g_set_error (error, VT_EXPORT_ERROR, VT_EXPORT_ERROR_FORMAT,
                   _("“%s” does not end in .png, .svg, .pdf or .csv: give it one of these endings"), shown);
      return FALSE;
    }
  bytes = vt_figure_to_bytes (figure, theme, format, width, height, scale, error);
  return bytes != NULL && write_bytes (path, bytes, error);
}

/* --- numbers --- */

static void
append_number (GString *out, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_c (out, ',');
  if (isfinite (value))
    g_string_append (out, g_ascii_dtostr (buffer, sizeof buffer, value));
}

/* Quoted where it has to be (RFC 4180). */
static void
append_text (GString *out, const char *markup)
{
  g_autofree char *plain = vt_markup_to_plain (markup);

  if (strpbrk (plain, ",\"\n") == NULL)
    {
      g_string_append (out, plain);
      return;
    }
  g_string_append_c (out, '"');
  for (const char *c = plain; *c != '\0'; c++)
    g_string_append_printf (out, *c == '"' ? "\"\"" : "%c", *c);
  g_string_append_c (out, '"');
}

/* TRUE where curves of several quantities share the plot (g under phi). */
static gboolean
has_several_quantities (const VtFigure *figure)
{
  const VtSeries *first = NULL;

  for (guint i = 0; i < vt_figure_get_n_series (figure); i++)
    {
      const VtSeries *series = vt_figure_get_series (figure, i);
      if (!series->visible || series->n == 0)
        continue;
      if (first != NULL && g_strcmp0 (series->style.symbol, first->style.symbol) != 0)
        return TRUE;
      first = series;
    }
  return FALSE;
}

static char *
make_heading (const VtFigure *figure, VtDirection direction)
{
  const VtAxis *axis = vt_figure_get_axis ((VtFigure *) figure, direction);
  const char *symbol = vt_axis_symbol (axis), *unit = vt_axis_unit (axis);

  if (direction == VT_AXIS_Y && has_several_quantities (figure))
    return g_strdup ("value");
  return unit != NULL && *unit != '\0' ? g_strdup_printf ("%s (%s)", symbol, unit) : g_strdup (symbol);
}

static void
append_heading (GString *out, const VtFigure *figure)
{
  g_string_append (out, "series");
  for (VtDirection direction = VT_AXIS_X; direction <= VT_AXIS_Y; direction++)
    {
      g_autofree char *heading = make_heading (figure, direction);

      g_string_append_c (out, ',');
      append_text (out, heading != NULL ? heading : direction == VT_AXIS_X ? "x" : "y");
    }
  g_string_append (out, ",standard error\n");
}

static void
append_points (GString *out, const VtFigure *figure, const VtSeries *series)
{
  const VtAxis *x = vt_figure_get_axis ((VtFigure *) figure, VT_AXIS_X);
  const VtAxis *y = vt_figure_get_axis ((VtFigure *) figure, VT_AXIS_Y);

  for (guint i = 0; i < series->n; i++)
    {
      g_string_append (out, series->id);
      append_number (out, vt_axis_in_units (x, series->x[i]));
      append_number (out, vt_axis_in_units (y, vt_series_value (series, i)));
      append_number (out, vt_axis_in_units (y, vt_series_error (series, i)));
      g_string_append_c (out, '\n');
    }
}

char *
vt_figure_to_csv (const VtFigure *figure)
{
  GString *out = g_string_new (NULL);

  append_heading (out, figure);
  for (guint i = 0; i < vt_figure_get_n_series (figure); i++)
    if (vt_figure_get_series (figure, i)->visible)
      append_points (out, figure, vt_figure_get_series (figure, i));
  return g_string_free (out, FALSE);
}
