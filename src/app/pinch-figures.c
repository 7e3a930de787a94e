/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the sheet of responses draws: the distribution of dipole frequencies and how responses decay. */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/figures.h"

#define OMEGA_IJ "<i>ω</i><sub>g</sub><sup>(<i>ij</i>)</sup>"
#define SIGNAL "<i>r</i><sup>6</sup> <i>c</i>"
#define FIT_POINTS 60

/* --- p(omega) --- */

void
vt_pinch_histogram_setup (VtFigure *figure)
{
  VtAxisStyle x = { .title = OMEGA_IJ, .unit = "<i>τ</i><sup>−1</sup>", .low = 0, .high = 10 };
  VtAxisStyle y = { .title = "<i>p</i>", .unit = "<i>τ</i>", .low = 0, .high = 0.3 };
  /* Faint, for the lines over them. */
  VtSeriesStyle bars = { .kind = VT_SERIES_BARS, .colour = VT_COLOUR_SERIES_1, .faint = TRUE };

  vt_figure_set_title (figure, _ ("All bonds taken"));
  vt_figure_set_axis (figure, VT_AXIS_X, &x);
  vt_figure_set_axis (figure, VT_AXIS_Y, &y);
  vt_figure_set_series (figure, "dipoles", &bars);
  vt_figure_set_empty_text (figure, _ ("Appears when bonds are taken at random"));
}

/* Above the bars, for the name of the mean. */
static void
leave_room (VtFigure *figure, const double *density, guint n)
{
  VtAxisStyle y = { .title = "<i>p</i>", .unit = "<i>τ</i>", .fixed = TRUE, .low = 0, .high = 0.3 };
  double highest = 0;

  for (guint k = 0; k < n; k++)
    highest = fmax (highest, density[k]);
  if (highest > 0)
    y.high = 1.3 * highest;
  vt_figure_set_axis (figure, VT_AXIS_Y, &y);
}

void
vt_pinch_histogram_set (VtFigure *figure, const VtDipoles *dipoles, const VtPinch *pinch, gboolean live)
{
  /* As many bins as Rice's rule has for so many values. */
  guint n = dipoles != NULL ? (guint) ceil (2.0 * cbrt (dipoles->n)) : 0;
  g_autofree double *omega = g_new (double, MAX (n, 1)), *density = g_new (double, MAX (n, 1));
  VtMark mean = { .kind = VT_MARK_VERTICAL, .label = "<i>ω</i><sub>g</sub>" };
  VtMark chosen = { .kind = VT_MARK_VERTICAL, .colour = VT_COLOUR_SERIES_2 };

  if (n > 0)
    vt_dipoles_distribution (dipoles, n, omega, density);
  leave_room (figure, density, n);
  vt_figure_set_note (figure, n > 0 && pinch != NULL && !live ? _ ("orange: this bond") : NULL);
  vt_figure_set_data (figure, "dipoles", n, omega, density, NULL);
  mean.x0 = n > 0 ? dipoles->omega_g : 0;
  chosen.x0 = pinch != NULL ? pinch->dipole->omega_g : 0;
  vt_figure_set_mark (figure, "mean", n > 0 ? &mean : NULL);
  vt_figure_set_mark (figure, "chosen", n > 0 && pinch != NULL ? &chosen : NULL);
  vt_figure_set_live (figure, live ? _ ("live") : NULL);
}

/* --- c(r) and r^6 c(r) --- */

static void
setup (VtFigure *figure, const char *title, const VtAxisStyle *y, const char *symbol)
{
  VtAxisStyle x = { .title = "<i>r</i>", .unit = "<i>λ</i>", .scale = VT_SCALE_LOG, .low = 1, .high = 8 };
  VtSeriesStyle one = { .kind = VT_SERIES_POINTS, .colour = VT_COLOUR_SERIES_2, .marker = VT_MARKER_DISC,
                        .faint = TRUE, .width = 1.5, .symbol = symbol, .unscaled = TRUE };
  VtSeriesStyle many = { .kind = VT_SERIES_POINTS, .colour = VT_COLOUR_SERIES_1, .marker = VT_MARKER_DISC,
                         .width = 2, .symbol = symbol };
  VtSeriesStyle fit = { .kind = VT_SERIES_LINE, .colour = VT_COLOUR_TEXT, .symbol = _ ("fit"), .mute = TRUE };

  vt_figure_set_title (figure, title);
  vt_figure_set_axis (figure, VT_AXIS_X, &x);
  vt_figure_set_axis (figure, VT_AXIS_Y, y);
  vt_figure_set_series (figure, "one", &one);
  vt_figure_set_series (figure, "many", &many);
  vt_figure_set_series (figure, "fit", &fit);
}

void
vt_pinch_decay_setup (VtFigure *figure)
{
  const VtAxisStyle y = { .title = "<i>c</i>(<i>r</i>)", .symbol = "<i>c</i>", .scale = VT_SCALE_LOG, .low = 1e-7,
                          .high = 1e-2 };

  setup (figure, _ ("Decay"), &y, "<i>c</i>");
}

void
vt_pinch_bump_setup (VtFigure *figure)
{
  const VtAxisStyle y = { .title = "<i>r</i><sup>6</sup> <i>c</i>(<i>r</i>)", .symbol = SIGNAL,
                          .unit = "<i>λ</i><sup>6</sup>", .low = 0, .high = 0.05 };

  setup (figure, _ ("Core length"), &y, SIGNAL);
}

/* Bins nearer than a neighbour say nothing, and single pairs there reach beyond the plot. */
static gboolean
is_shown (const VtDipoleDecay *decay, guint k)
{
  return decay->r[k] > 4.5 * decay->width && decay->c[k] > 0;
}

/* @power: c(r) r^power. */
static void
pour (VtFigure *figure, const char *id, const VtDipoles *dipoles, double power)
{
  const VtDipoleDecay *decay = dipoles != NULL ? &dipoles->decay : NULL;
  guint room = decay != NULL ? decay->n : 0, n = 0;
  g_autofree double *x = g_new (double, MAX (room, 1)), *y = g_new (double, MAX (room, 1));

  for (guint k = 0; k < room; k++)
    if (is_shown (decay, k))
      {
        x[n] = decay->r[k];
        y[n++] = decay->c[k] * pow (decay->r[k], power);
      }
  vt_figure_set_data (figure, id, n, x, y, NULL);
}

/* One bond's own decay scatters widely: the axes follow it only while there is nothing else. */
static void
pour_both (VtFigure *figure, const VtDipoles *dipoles, const VtPinch *pinch, double power, const char *symbol)
{
  const gboolean many = dipoles != NULL && dipoles->n > 0;
  VtSeriesStyle one = { .kind = VT_SERIES_POINTS, .colour = VT_COLOUR_SERIES_2, .marker = VT_MARKER_DISC, .faint = many,
                        .width = 1.5, .symbol = symbol, .unscaled = many };

  vt_figure_set_series (figure, "one", &one);
  pour (figure, "one", pinch != NULL ? pinch->dipole : NULL, power);
  pour (figure, "many", dipoles, power);
}

void
vt_pinch_decay_set (VtFigure *figure, const VtDipoles *dipoles, const VtPinch *pinch)
{
  const VtDipoles *guided = dipoles != NULL && dipoles->n > 0 ? dipoles : pinch != NULL ? pinch->dipole : NULL;
  const VtDipoleDecay *decay = guided != NULL ? &guided->decay : NULL;
  VtMark guide = { .kind = VT_MARK_POWER_LAW, .label = "<i>r</i><sup>−6</sup>", .exponent = -6 };
  guint half = decay != NULL ? decay->n / 2 : 0;
  gboolean has_guide = decay != NULL && decay->n > 8 && decay->c[half] > 0;

  pour_both (figure, dipoles, pinch, 0, "<i>c</i>");
  if (has_guide)
    {
      guide.x0 = decay->r[half];
      guide.x1 = decay->r[decay->n - 1];
      guide.y0 = 4 * decay->c[half];
    }
  vt_figure_set_mark (figure, "guide", has_guide ? &guide : NULL);
}

static guint
fit_curve (const VtDipoleLength *length, double x[FIT_POINTS], double y[FIT_POINTS])
{
  if (!isfinite (length->fit_from))
    return 0;
  for (guint k = 0; k < FIT_POINTS; k++)
    {
      double t = (length->fit_to - length->fit_from) * k / (FIT_POINTS - 1);

      x[k] = length->fit_from + t;
      y[k] = exp (length->fit[0] + t * (length->fit[1] + t * (length->fit[2] + t * length->fit[3])));
    }
  return FIT_POINTS;
}

void
vt_pinch_bump_set (VtFigure *figure, const VtDipoles *dipoles, const VtPinch *pinch)
{
  const gboolean found = dipoles != NULL && isfinite (dipoles->length.xi);
  VtMark peak = { .kind = VT_MARK_VERTICAL, .label = "<i>ξ</i><sub>g</sub>" };
  double x[FIT_POINTS], y[FIT_POINTS];
  guint n = found ? fit_curve (&dipoles->length, x, y) : 0;

  pour_both (figure, dipoles, pinch, 6, SIGNAL);
  vt_figure_set_data (figure, "fit", n, x, y, NULL);
  peak.x0 = found ? dipoles->length.xi : 0;
  vt_figure_set_mark (figure, "peak", found ? &peak : NULL);
}
