/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/figures.h"
#include "app/mode-sheet.h"
#include "app/plot-view.h"
#include "app/reading.h"
#include "app/stiffness-bars.h"
#include "plot/number.h"

struct _VtModeSheet
{
  GtkWidget parent_instance;
  GtkWidget *box;
  GtkWidget *previous;
  GtkWidget *next;
  GtkWidget *title;
  GtkWidget *subtitle;
  VtReading *frequency;
  VtReading *relative;
  VtReading *participation;
  VtStiffnessBars *bars;
  VtPlotView *decay;
  const double *vector; /* what is shown, only ever compared */
  guint n_modes;
};

G_DEFINE_FINAL_TYPE (VtModeSheet, vt_mode_sheet, GTK_TYPE_WIDGET)

enum
{
  STEP,
  CLOSE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
on_previous_clicked (VtModeSheet *self)
{
  g_signal_emit (self, signals[STEP], 0, -1);
}

static void
on_next_clicked (VtModeSheet *self)
{
  g_signal_emit (self, signals[STEP], 0, 1);
}

static void
on_close_clicked (VtModeSheet *self)
{
  g_signal_emit (self, signals[CLOSE], 0);
}

static void
vt_mode_sheet_dispose (GObject *object)
{
  VtModeSheet *self = VT_MODE_SHEET (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (vt_mode_sheet_parent_class)->dispose (object);
}

static void
vt_mode_sheet_class_init (VtModeSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vt_mode_sheet_dispose;
  g_type_ensure (VT_TYPE_READING);
  g_type_ensure (VT_TYPE_STIFFNESS_BARS);
  g_type_ensure (VT_TYPE_PLOT_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/vitrine/Vitrine/mode-sheet.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, VtModeSheet, box);
  gtk_widget_class_bind_template_child (widget_class, VtModeSheet, previous);
  gtk_widget_class_bind_template_child (widget_class, VtModeSheet, next);
  gtk_widget_class_bind_template_child (widget_class, VtModeSheet, title);
  gtk_widget_class_bind_template_child (widget_class, VtModeSheet, subtitle);
  gtk_widget_class_bind_template_child (widget_class, VtModeSheet, frequency);
  gtk_widget_class_bind_template_child (widget_class, VtModeSheet, relative);
  gtk_widget_class_bind_template_child (widget_class, VtModeSheet, participation);
  gtk_widget_class_bind_template_child (widget_class, VtModeSheet, bars);
  gtk_widget_class_bind_template_child (widget_class, VtModeSheet, decay);
  gtk_widget_class_bind_template_callback (widget_class, on_previous_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_next_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_close_clicked);
  signals[STEP] = g_signal_new ("step", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_INT);
  signals[CLOSE] = g_signal_new ("close", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
vt_mode_sheet_init (VtModeSheet *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  vt_decay_figure_setup (vt_plot_view_get_figure (self->decay));
  vt_plot_view_set_name (self->decay, _ ("Decay from the core"));
  vt_plot_view_set_scrollable (self->decay, FALSE);
}

static void
set_reading (VtReading *reading, double value, guint digits)
{
  g_autofree char *markup = isfinite (value) ? vt_format_number (value, digits) : NULL;
  g_autofree char *spoken = isfinite (value) ? vt_format_number_with (value, digits, NULL, VT_NUMBER_PLAIN) : NULL;

  vt_reading_set_value (reading, markup, spoken);
}

static void
set_participation (VtModeSheet *self, double value)
{
  g_autofree char *markup = vt_format_fixed (value, 0, NULL, VT_NUMBER_MARKUP);

  vt_reading_set_value (self->participation, markup, NULL);
}

static void
set_heading (VtModeSheet *self, const VtModeSet *modes, guint mode)
{
  g_autofree char *title = g_strdup_printf (_ ("Mode %u"), mode + 1);
  g_autofree char *subtitle = g_strdup_printf (modes->frequencies[mode] < 0 ? _ ("unstable, of %u")
                                                                            : _ ("harmonic, of %u"), modes->n);

  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_label_set_text (GTK_LABEL (self->subtitle), subtitle);
  gtk_widget_set_sensitive (self->previous, mode > 0);
  gtk_widget_set_sensitive (self->next, mode + 1 < modes->n);
}

void
vt_mode_sheet_set_mode (VtModeSheet *self, const VtSnapshot *snapshot, guint mode)
{
  const VtModeSet *modes = snapshot->modes;
  double omega0 = snapshot->elasticity != NULL ? snapshot->elasticity->omega0 : NAN;
  double parts[VT_N_STIFFNESS_PARTS];

  g_return_if_fail (modes != NULL && mode < modes->n);
  if (self->vector == modes->vectors[mode] && self->n_modes == modes->n)
    return;
  set_heading (self, modes, mode);
  set_reading (self->frequency, modes->frequencies[mode], 4);
  set_reading (self->relative, modes->frequencies[mode] / omega0, 3);
  set_participation (self, modes->participation[mode]);
  if (self->vector != modes->vectors[mode] && snapshot->network != NULL)
    {
      vt_network_stiffness_parts (snapshot->network, modes->vectors[mode], parts);
      vt_stiffness_bars_set_parts (self->bars, parts);
      vt_decay_figure_set (vt_plot_view_get_figure (self->decay), snapshot->sample, modes->vectors[mode]);
    }
  self->vector = modes->vectors[mode];
  self->n_modes = modes->n;
}

void
vt_mode_sheet_clear (VtModeSheet *self)
{
  self->vector = NULL;
  self->n_modes = 0;
}
