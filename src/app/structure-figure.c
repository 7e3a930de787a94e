/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/figures.h"

#define R_FROM 0.7
#define R_TO 5.0

static void
add_curve (VtFigure *figure, const char *id, VtColour colour, const char *label, const char *symbol)
{
  VtSeriesStyle style = { .kind = VT_SERIES_LINE, .colour = colour, .error_style = VT_ERROR_BAND };

  style.label = label;
  style.symbol = symbol;
  style.hidden = colour != VT_COLOUR_SERIES_1;
  vt_figure_set_series (figure, id, &style);
}

void
vt_structure_figure_setup (VtFigure *figure)
{
  VtAxisStyle x = { .title = "<i>r</i>", .unit = "<i>λ</i>", .fixed = TRUE, .low = R_FROM, .high = R_TO };
  VtAxisStyle y = { .title = "<i>g</i>(<i>r</i>)", .symbol = "<i>g</i>", .low = 0, .high = 3.12 };
  VtMark one = { .kind = VT_MARK_HORIZONTAL, .y0 = 1 };

  vt_figure_set_title (figure, _ ("Structure"));
  vt_figure_set_axis (figure, VT_AXIS_X, &x);
  vt_figure_set_axis (figure, VT_AXIS_Y, &y);
  add_curve (figure, "all", VT_COLOUR_SERIES_1, _ ("all"), "<i>g</i>");
  add_curve (figure, "ss", VT_COLOUR_SS, "SS", "<i>g</i><sub>SS</sub>");
  add_curve (figure, "sl", VT_COLOUR_SL, "SL", "<i>g</i><sub>SL</sub>");
  add_curve (figure, "ll", VT_COLOUR_LL, "LL", "<i>g</i><sub>LL</sub>");
  vt_figure_set_mark (figure, "one", &one);
  vt_figure_set_empty_text (figure, _ ("Appears as soon as there are particles"));
}

void
vt_structure_figure_set (VtFigure *figure, const VtRdf *rdf, gboolean live)
{
  vt_figure_set_live (figure, live ? _ ("live") : NULL);
  if (rdf == NULL)
    {
      vt_figure_clear_data (figure);
      return;
    }
  vt_figure_set_data (figure, "all", rdf->n, rdf->r, rdf->g, live ? NULL : rdf->error);
  vt_figure_set_data (figure, "ss", rdf->n, rdf->r, rdf->g_ss, NULL);
  vt_figure_set_data (figure, "sl", rdf->n, rdf->r, rdf->g_sl, NULL);
  vt_figure_set_data (figure, "ll", rdf->n, rdf->r, rdf->g_ll, NULL);
}
