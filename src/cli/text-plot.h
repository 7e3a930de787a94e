/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plot made of characters: Braille dots where the terminal has them, else plain ASCII. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *title;
  const char *x_label; /* stands at the right end of the x axis */
  guint n;
  const double *x, *y;   /* n points, joined by a line; those not finite (or not positive on a log axis) break it */
  gboolean log_x, log_y;
  guint columns;         /* characters a line, at least 30 */
  guint rows;            /* character rows of the plot itself, at least 3 */
  gboolean unicode;
} VtTextPlot;

/* Lines of text, each ended by a newline. Says so in one line where there is nothing to draw. Free with g_free. */
char *vt_text_plot_draw (const VtTextPlot *plot);

G_END_DECLS
