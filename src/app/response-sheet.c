/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/figures.h"
#include "app/plot-view.h"
#include "app/reading.h"
#include "app/response-sheet.h"
#include "app/session.h"
#include "plot/number.h"

struct _VtResponseSheet
{
  GtkWidget parent_instance;
  GtkWidget *box;
  GtkWidget *subtitle;
  VtReading *one, *one_relative, *distance;
  VtReading *mean, *mean_relative, *length;
  GtkWidget *progress, *begin, *stop;
  GtkWidget *warning, *warning_words;
  VtPlotView *histogram, *decay, *bump;
  /* What is drawn, only ever compared. */
  const VtDipoles *dipoles;
  const VtPinch *pinch;
  gboolean gathering;
};

G_DEFINE_FINAL_TYPE (VtResponseSheet, vt_response_sheet, GTK_TYPE_WIDGET)

enum
{
  RANDOM,
  GATHER,
  CLOSE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
on_random_clicked (VtResponseSheet *self)
{
  g_signal_emit (self, signals[RANDOM], 0);
}

static void
on_begin_clicked (VtResponseSheet *self)
{
  g_signal_emit (self, signals[GATHER], 0, TRUE);
}

static void
on_stop_clicked (VtResponseSheet *self)
{
  g_signal_emit (self, signals[GATHER], 0, FALSE);
}

static void
on_close_clicked (VtResponseSheet *self)
{
  g_signal_emit (self, signals[CLOSE], 0);
}

static void
vt_response_sheet_dispose (GObject *object)
{
  VtResponseSheet *self = VT_RESPONSE_SHEET (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (vt_response_sheet_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, VtResponseSheet, box);
  gtk_widget_class_bind_template_child (widget_class, VtResponseSheet, subtitle);
  gtk_widget_class_bind_template_child (widget_class, VtResponseSheet, one);
  gtk_widget_class_bind_template_child (widget_class, VtResponseSheet, one_relative);
  gtk_widget_class_bind_template_child (widget_class, VtResponseSheet, distance);
  gtk_widget_class_bind_template_child (widget_class, VtResponseSheet, mean);
  gtk_widget_class_bind_template_child (widget_class, VtResponseSheet, mean_relative);
  gtk_widget_class_bind_template_child (widget_class, VtResponseSheet, length);
  gtk_widget_class_bind_template_child (widget_class, VtResponseSheet, progress);
  gtk_widget_class_bind_template_child (widget_class, VtResponseSheet, begin);
  gtk_widget_class_bind_template_child (widget_class, VtResponseSheet, stop);
  gtk_widget_class_bind_template_child (widget_class, VtResponseSheet, warning);
  gtk_widget_class_bind_template_child (widget_class, VtResponseSheet, warning_words);
  gtk_widget_class_bind_template_child (widget_class, VtResponseSheet, histogram);
  gtk_widget_class_bind_template_child (widget_class, VtResponseSheet, decay);
  gtk_widget_class_bind_template_child (widget_class, VtResponseSheet, bump);
  gtk_widget_class_bind_template_callback (widget_class, on_random_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_begin_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_close_clicked);
}

static void
vt_response_sheet_class_init (VtResponseSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vt_response_sheet_dispose;
  g_type_ensure (VT_TYPE_READING);
  g_type_ensure (VT_TYPE_PLOT_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/vitrine/Vitrine/response-sheet.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  bind_children (widget_class);
  signals[RANDOM] = g_signal_new ("random", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  signals[GATHER] = g_signal_new ("gather", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[CLOSE] = g_signal_new ("close", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
vt_response_sheet_init (VtResponseSheet *self)
{
  VtPlotView **const plots[] = { &self->histogram, &self->decay, &self->bump };

  gtk_widget_init_template (GTK_WIDGET (self));
  vt_pinch_histogram_setup (vt_plot_view_get_figure (self->histogram));
  vt_pinch_decay_setup (vt_plot_view_get_figure (self->decay));
  vt_pinch_bump_setup (vt_plot_view_get_figure (self->bump));
  vt_plot_view_set_name (self->histogram, _ ("Frequencies of all bonds taken"));
  vt_plot_view_set_name (self->decay, _ ("Decay of the response"));
  vt_plot_view_set_name (self->bump, _ ("Core length of the response"));
  for (guint k = 0; k < G_N_ELEMENTS (plots); k++)
    vt_plot_view_set_scrollable (*plots[k], FALSE);
  vt_response_sheet_set (self, NULL, FALSE, FALSE);
}

/* --- words and numbers --- */

static void
set_reading (VtReading *reading, double value, guint digits)
{
  g_autofree char *markup = isfinite (value) ? vt_format_number (value, digits) : NULL;
  g_autofree char *spoken = isfinite (value) ? vt_format_number_with (value, digits, NULL, VT_NUMBER_PLAIN) : NULL;

  vt_reading_set_value (reading, markup, spoken);
}

/* 4.35(12) */
static void
set_with_error (VtReading *reading, double value, double error)
{
  g_autofree char *markup = isfinite (value) ? vt_format_with_error (value, error) : NULL;
  g_autofree char *spoken = isfinite (value) ? vt_format_with_error_with (value, error, NULL, VT_NUMBER_PLAIN) : NULL;

  vt_reading_set_value (reading, markup, spoken);
}

static double
omega0_of (VtGlass *glass)
{
  const VtSnapshot *snapshot = glass != NULL ? vt_glass_get_snapshot (glass) : NULL;

  return snapshot != NULL && snapshot->elasticity != NULL ? snapshot->elasticity->omega0 : NAN;
}

static void
set_one (VtResponseSheet *self, const VtPinch *pinch, double omega0)
{
  const VtBond *bond = pinch != NULL ? &pinch->dipole->network->bonds[vt_pinch_bond (pinch)] : NULL;

  set_reading (self->one, pinch != NULL ? pinch->dipole->omega_g : NAN, 3);
  set_reading (self->one_relative, pinch != NULL ? pinch->dipole->omega_g / omega0 : NAN, 3);
  set_reading (self->distance, bond != NULL ? bond->r : NAN, 3);
}

static void
set_many (VtResponseSheet *self, const VtDipoles *dipoles, double omega0)
{
  if (dipoles == NULL)
    {
      set_with_error (self->mean, NAN, NAN);
      set_reading (self->mean_relative, NAN, 3);
      set_with_error (self->length, NAN, NAN);
      return;
    }
  set_with_error (self->mean, dipoles->omega_g, dipoles->omega_g_error);
  set_reading (self->mean_relative, dipoles->omega_g / omega0, 3);
  set_with_error (self->length, dipoles->length.xi, dipoles->length.error);
}

static void
set_subtitle (VtResponseSheet *self, const VtPinch *pinch, gboolean waiting)
{
  g_autofree char *words = NULL;

  if (waiting)
    words = g_strdup (_ ("pinching…"));
  else if (pinch != NULL)
    {
      const VtBond *bond = &pinch->dipole->network->bonds[vt_pinch_bond (pinch)];

      words = g_strdup_printf (_ ("bond %u–%u"), bond->i + 1, bond->j + 1);
    }
  else
    words = g_strdup (_ ("choose a bond"));
  gtk_label_set_text (GTK_LABEL (self->subtitle), words);
}

static void
set_progress (VtResponseSheet *self, const VtFindings *findings)
{
  gboolean running = findings != NULL && findings->gathering == VT_SEARCH_RUNNING;
  guint n = findings != NULL && findings->dipoles != NULL ? findings->dipoles->n : 0;
  g_autofree char *words = NULL, *label = NULL;

  if (running)
    words = g_strdup_printf (_ ("%u of %u bonds"), n, findings->n_dipoles_wanted);
  else if (n > 0)
    words = g_strdup_printf (ngettext ("%u bond", "%u bonds", n), n);
  else
    words = g_strdup (_ ("No bonds taken yet"));
  label = g_strdup_printf (n > 0 ? _ ("Take %u more") : _ ("Take %u at random"),
                           VT_SESSION_DIPOLES - n % VT_SESSION_DIPOLES);
  gtk_label_set_text (GTK_LABEL (self->progress), words);
  gtk_button_set_label (GTK_BUTTON (self->begin), label);
  gtk_widget_set_visible (self->begin, !running);
  gtk_widget_set_visible (self->stop, running);
}

/* Why there is nothing, or why the length is not to be trusted; markup. */
static char *
warning_of (const VtFindings *findings)
{
  if (findings == NULL)
    return NULL;
  if (findings->response_problem != NULL)
    return g_markup_escape_text (findings->response_problem, -1);
  if (findings->dipoles == NULL || findings->gathering == VT_SEARCH_RUNNING)
    return NULL;
  switch (findings->dipoles->length.verdict)
    {
    case VT_LENGTH_BOX_TOO_SMALL:
      return g_strdup (_ ("The box is too small for <i>ξ</i><sub>g</sub> to be read off: published lengths are from 250,000 particles."));
    case VT_LENGTH_TOO_FEW:
      return g_strdup (_ ("Too few bonds for <i>ξ</i><sub>g</sub> to be read off: take more."));
    default:
      return NULL;
    }
}

static void
set_warning (VtResponseSheet *self, const VtFindings *findings)
{
  g_autofree char *words = warning_of (findings);

  gtk_label_set_markup (GTK_LABEL (self->warning_words), words != NULL ? words : "");
  gtk_widget_set_visible (self->warning, words != NULL);
}

void
vt_response_sheet_set (VtResponseSheet *self, VtGlass *glass, gboolean show_pinch, gboolean waiting)
{
  const VtFindings *findings = glass != NULL ? vt_glass_get_findings (glass) : NULL;
  const VtPinch *pinch = findings != NULL && show_pinch ? findings->pinch : NULL;
  const VtDipoles *dipoles = findings != NULL ? findings->dipoles : NULL;
  gboolean gathering = findings != NULL && findings->gathering == VT_SEARCH_RUNNING;

  set_subtitle (self, pinch, waiting);
  set_one (self, pinch, omega0_of (glass));
  set_many (self, dipoles, omega0_of (glass));
  set_progress (self, findings);
  set_warning (self, findings);
  if (self->dipoles != dipoles || self->pinch != pinch || self->gathering != gathering)
    {
      vt_pinch_histogram_set (vt_plot_view_get_figure (self->histogram), dipoles, pinch, gathering);
      vt_pinch_decay_set (vt_plot_view_get_figure (self->decay), dipoles, pinch);
      vt_pinch_bump_set (vt_plot_view_get_figure (self->bump), dipoles, pinch);
    }
  self->dipoles = dipoles;
  self->pinch = pinch;
  self->gathering = gathering;
}
