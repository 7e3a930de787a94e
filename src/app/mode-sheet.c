/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/figures.h"
#include "app/mode-details.h"
#include "app/mode-sheet.h"
#include "app/plot-view.h"
#include "app/reading.h"
#include "app/stiffness-bars.h"
#include "app/tooltip.h"
#include "app/words.h"
#include "plot/number.h"

struct _VtModeSheet
{
  GtkWidget parent_instance;
  GtkWidget *box;
  GtkWidget *previous;
  GtkWidget *next;
  GtkWidget *heading;
  GtkWidget *title;
  GtkWidget *subtitle;
  VtReading *frequency;
  VtReading *relative;
  VtReading *participation;
  GtkWidget *more;
  GtkWidget *pages;
  GtkWidget *parts;     /* the main page */
  GtkWidget *ratio;
  VtStiffnessBars *bars;
  VtPlotView *energy;
  VtPlotView *decay;
  VtModeDetails *details;
  /* What is shown, only ever compared. */
  const VtMode *mode;
  const VtModeStudy *study;
  double a0; /* of the glass; NAN before one */
  gboolean reduced;
};

G_DEFINE_FINAL_TYPE (VtModeSheet, vt_mode_sheet, GTK_TYPE_WIDGET)

enum
{
  STEP,
  JUMP,
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
on_more_toggled (VtModeSheet *self)
{
  gboolean more = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->more));

  gtk_stack_set_visible_child_name (GTK_STACK (self->pages), more ? "more" : "main");
}

static void
on_jump (VtModeSheet *self, int mode)
{
  g_signal_emit (self, signals[JUMP], 0, mode);
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
  g_type_ensure (VT_TYPE_MODE_DETAILS);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/vitrine/Vitrine/mode-sheet.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, VtModeSheet, box);
  gtk_widget_class_bind_template_child (widget_class, VtModeSheet, previous);
  gtk_widget_class_bind_template_child (widget_class, VtModeSheet, next);
  gtk_widget_class_bind_template_child (widget_class, VtModeSheet, heading);
  gtk_widget_class_bind_template_child (widget_class, VtModeSheet, title);
  gtk_widget_class_bind_template_child (widget_class, VtModeSheet, subtitle);
  gtk_widget_class_bind_template_child (widget_class, VtModeSheet, frequency);
  gtk_widget_class_bind_template_child (widget_class, VtModeSheet, relative);
  gtk_widget_class_bind_template_child (widget_class, VtModeSheet, participation);
  gtk_widget_class_bind_template_child (widget_class, VtModeSheet, more);
  gtk_widget_class_bind_template_child (widget_class, VtModeSheet, pages);
  gtk_widget_class_bind_template_child (widget_class, VtModeSheet, parts);
  gtk_widget_class_bind_template_child (widget_class, VtModeSheet, ratio);
  gtk_widget_class_bind_template_child (widget_class, VtModeSheet, bars);
  gtk_widget_class_bind_template_child (widget_class, VtModeSheet, energy);
  gtk_widget_class_bind_template_child (widget_class, VtModeSheet, decay);
  gtk_widget_class_bind_template_child (widget_class, VtModeSheet, details);
  gtk_widget_class_bind_template_callback (widget_class, on_previous_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_next_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_close_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_more_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_jump);
  signals[STEP] = g_signal_new ("step", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_INT);
  signals[JUMP] = g_signal_new ("jump", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_INT);
  signals[CLOSE] = g_signal_new ("close", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
update_units (VtModeSheet *self)
{
  vt_figure_reduce_distance (vt_plot_view_get_figure (self->decay), self->reduced ? self->a0 : NAN);
}

static void
vt_mode_sheet_init (VtModeSheet *self)
{
  self->a0 = NAN;
  gtk_widget_init_template (GTK_WIDGET (self));
  vt_energy_figure_setup (vt_plot_view_get_figure (self->energy));
  vt_plot_view_set_name (self->energy, _ ("Energy along the mode"));
  vt_decay_figure_setup (vt_plot_view_get_figure (self->decay));
  vt_plot_view_set_name (self->decay, _ ("Decay from the core"));
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
set_heading (VtModeSheet *self, const VtMode *mode, VtModeKind kind, guint index, guint n)
{
  g_autofree char *title = vt_words_mode (kind, index);
  g_autofree char *subtitle = vt_words_mode_family (kind, n, mode->frequency);

  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_label_set_text (GTK_LABEL (self->subtitle), subtitle);
  vt_tooltip_set_text (self->subtitle, subtitle); /* not every language has room for it */
  gtk_widget_set_sensitive (self->previous, index > 0);
  gtk_widget_set_sensitive (self->next, index + 1 < n);
}

static void
set_ratio (VtModeSheet *self, const VtModeStudy *study)
{
  const double *parts = study != NULL ? study->anatomy->parts : NULL;
  double ratio = parts != NULL ? parts[VT_STIFFNESS_K_MINUS] / parts[VT_STIFFNESS_F_MINUS] : NAN;
  g_autofree char *number = isfinite (ratio) ? vt_format_number (ratio, 3) : NULL;
  g_autofree char *markup =
    number != NULL ? g_strdup_printf ("<i>k</i><sub>−</sub> / <i>f</i><sub>−</sub> = %s", number) : g_strdup ("");

  gtk_label_set_markup (GTK_LABEL (self->ratio), markup);
}

/* What is not known yet leaves its place empty and fades in when it comes (style.css). */
static void
set_awaited (GtkWidget *widget, gboolean awaited)
{
  if (awaited)
    gtk_widget_add_css_class (widget, "awaited");
  else
    gtk_widget_remove_css_class (widget, "awaited");
}

static void
set_study (VtModeSheet *self, VtGlass *glass, const VtMode *mode, const VtModeStudy *study)
{
  const VtSnapshot *snapshot = vt_glass_get_snapshot (glass);

  set_awaited (self->parts, study == NULL);
  set_ratio (self, study);
  vt_stiffness_bars_set_parts (self->bars, study != NULL ? study->anatomy->parts : NULL);
  vt_energy_figure_set (vt_plot_view_get_figure (self->energy), study);
  vt_decay_figure_set (vt_plot_view_get_figure (self->decay), snapshot->sample, mode->vector,
                       study != NULL ? study->anatomy : NULL);
  vt_mode_details_set_study (self->details, study);
  self->a0 = cbrt (1 / vt_sample_density (snapshot->sample));
  update_units (self);
}

static void
set_numbers (VtModeSheet *self, const VtMode *mode, const VtElasticity *elasticity)
{
  double omega0 = elasticity != NULL ? elasticity->omega0 : NAN;

  set_reading (self->frequency, mode->frequency, 4);
  set_reading (self->relative, mode->frequency / omega0, 3);
  set_participation (self, mode->participation);
}

void
vt_mode_sheet_set_mode (VtModeSheet *self, VtGlass *glass, VtModeKind kind, guint index)
{
  const GPtrArray *modes = vt_glass_get_modes (glass, kind);

  g_return_if_fail (modes != NULL && index < modes->len);
  const VtMode *mode = vt_mode_at (modes, index);
  const VtModeStudy *study = vt_findings_study (vt_glass_get_findings (glass), mode);

  set_heading (self, mode, kind, index, modes->len);
  set_numbers (self, mode, vt_glass_get_snapshot (glass)->elasticity);
  if (self->mode != mode || self->study != study)
    set_study (self, glass, mode, study);
  self->mode = mode;
  self->study = study;
}

void
vt_mode_sheet_clear (VtModeSheet *self)
{
  self->mode = NULL;
  self->study = NULL;
}

void
vt_mode_sheet_set_compact (VtModeSheet *self, gboolean compact)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->heading),
                                  compact ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (GTK_BOX (self->heading), compact ? 0 : 8);
  gtk_widget_set_visible (self->ratio, !compact); /* the title would be cut */
}

void
vt_mode_sheet_set_reduced (VtModeSheet *self, gboolean reduced)
{
  self->reduced = reduced;
  update_units (self);
}

void
vt_mode_sheet_set_file_name (VtModeSheet *self, const char *glass)
{
  vt_plot_view_set_file_name (self->energy, "energy", glass);
  vt_plot_view_set_file_name (self->decay, "decay", glass);
}
