/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/gauge.h"
#include "app/reading.h"
#include "app/results-strip.h"
#include "app/tooltip.h"
#include "plot/number.h"

struct _VtResultsStrip
{
  GtkWidget parent_instance;
  GtkWidget *box;
  GtkWidget *poisson_box;
  VtReading *poisson;
  VtGauge *gauge;
  GtkWidget *separator;
  GtkWidget *readings;
  VtReading *shear, *bulk, *pressure, *stickiness, *energy;
  GtkWidget *gallery_button;
  GtkWidget *gallery_popover;
  GtkWidget *gallery_count;
};

G_DEFINE_FINAL_TYPE (VtResultsStrip, vt_results_strip, GTK_TYPE_WIDGET)

static void
vt_results_strip_dispose (GObject *object)
{
  VtResultsStrip *self = VT_RESULTS_STRIP (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (vt_results_strip_parent_class)->dispose (object);
}

static void
vt_results_strip_class_init (VtResultsStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vt_results_strip_dispose;
  g_type_ensure (VT_TYPE_GAUGE);
  g_type_ensure (VT_TYPE_READING);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/vitrine/Vitrine/results-strip.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, VtResultsStrip, box);
  gtk_widget_class_bind_template_child (widget_class, VtResultsStrip, poisson_box);
  gtk_widget_class_bind_template_child (widget_class, VtResultsStrip, poisson);
  gtk_widget_class_bind_template_child (widget_class, VtResultsStrip, gauge);
  gtk_widget_class_bind_template_child (widget_class, VtResultsStrip, separator);
  gtk_widget_class_bind_template_child (widget_class, VtResultsStrip, readings);
  gtk_widget_class_bind_template_child (widget_class, VtResultsStrip, shear);
  gtk_widget_class_bind_template_child (widget_class, VtResultsStrip, bulk);
  gtk_widget_class_bind_template_child (widget_class, VtResultsStrip, pressure);
  gtk_widget_class_bind_template_child (widget_class, VtResultsStrip, stickiness);
  gtk_widget_class_bind_template_child (widget_class, VtResultsStrip, energy);
  gtk_widget_class_bind_template_child (widget_class, VtResultsStrip, gallery_button);
  gtk_widget_class_bind_template_child (widget_class, VtResultsStrip, gallery_popover);
  gtk_widget_class_bind_template_child (widget_class, VtResultsStrip, gallery_count);
}

static void
vt_results_strip_init (VtResultsStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* @exact: the tooltip, what stands behind the rounded number. */
static void
set_text (VtReading *reading, const char *markup, const char *exact)
{
  vt_reading_set_value (reading, markup, NULL);
  vt_tooltip_set_markup (GTK_WIDGET (reading), markup != NULL ? exact : NULL);
}

static void
set_number (VtReading *reading, double value, const char *symbol, double affine)
{
  g_autofree char *markup = isfinite (value) ? vt_format_number (value, 3) : NULL;
  g_autofree char *more = vt_format_number (value, 6);
  g_autofree char *part = vt_format_number (affine, 6);
  g_autofree char *exact = isfinite (affine)
                             ? g_strdup_printf (_ ("<i>%s</i> = %s, of which affine %s"), symbol, more, part)
                             : g_strdup_printf ("<i>%s</i> = %s", symbol, more);

  set_text (reading, markup, exact);
}

/* p/K is told with four decimals: what is smaller is zero to the eye, and the column keeps its width. */
static void
set_pressure (VtReading *reading, const VtElasticity *e)
{
  double value = e != NULL ? e->p_over_k : NAN;
  g_autofree char *markup = NULL;
  char *numbers[3];
  g_autofree char *exact = NULL;

  if (!isfinite (value))
    {
      set_text (reading, NULL, NULL);
      return;
    }
  markup = fabs (value) < 0.1 ? vt_format_fixed (value, 4, NULL, VT_NUMBER_MARKUP) : vt_format_number (value, 3);
  numbers[0] = vt_format_number (e->pressure, 6);
  numbers[1] = vt_format_number (value, 6);
  numbers[2] = vt_format_number (e->p_over_p0, 6);
  exact = g_strdup_printf ("<i>p</i> = %s <i>ε</i> <i>λ</i><sup>−3</sup>\n<i>p / K</i> = %s\n"
                           "<i>p / p</i><sub>0</sub> = %s",
                           numbers[0], numbers[1], numbers[2]);
  set_text (reading, markup, exact);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    g_free (numbers[i]);
}

static void
set_poisson (VtResultsStrip *self, double value)
{
  g_autofree char *text = isfinite (value) ? vt_format_fixed (value, 3, NULL, VT_NUMBER_MARKUP) : NULL;

  vt_reading_set_value (self->poisson, text, NULL);
  vt_gauge_set_value (self->gauge, value);
}

void
vt_results_strip_set_snapshot (VtResultsStrip *self, const VtSnapshot *snapshot)
{
  const VtElasticity *e = snapshot != NULL ? snapshot->elasticity : NULL;

  set_poisson (self, e != NULL ? e->poisson_ratio : NAN);
  set_number (self->shear, e != NULL ? e->shear_modulus : NAN, "G", e != NULL ? e->shear_modulus_affine : NAN);
  set_number (self->bulk, e != NULL ? e->bulk_modulus : NAN, "K", e != NULL ? e->bulk_modulus_affine : NAN);
  set_pressure (self->pressure, e);
  set_number (self->stickiness, e != NULL ? e->stickiness : NAN, "s", NAN);
  set_number (self->energy, e != NULL ? e->energy_per_particle : NAN, "U / N", NAN);
}

void
vt_results_strip_set_compact (VtResultsStrip *self, gboolean compact, gboolean narrow)
{
  VtReading *readings[] = { self->shear, self->bulk, self->pressure, self->stickiness, self->energy };

  for (guint i = 0; i < G_N_ELEMENTS (readings); i++)
    vt_reading_set_compact (readings[i], compact);
  gtk_widget_set_visible (GTK_WIDGET (self->energy), !narrow);
  vt_gauge_set_compact (self->gauge, compact);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->poisson_box),
                                  compact ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_visible (self->separator, !compact);
  gtk_widget_set_visible (self->gallery_button, compact);
  gtk_widget_set_size_request (GTK_WIDGET (self), -1, compact ? 84 : 132);
  if (compact)
    gtk_widget_add_css_class (self->box, "compact");
  else
    gtk_widget_remove_css_class (self->box, "compact");
}

void
vt_results_strip_set_gallery (VtResultsStrip *self, GtkWidget *gallery)
{
  gtk_popover_set_child (GTK_POPOVER (self->gallery_popover), gallery);
}

void
vt_results_strip_set_n_glasses (VtResultsStrip *self, guint n_glasses)
{
  g_autofree char *count = g_strdup_printf ("%u", n_glasses);
  g_autofree char *name =
    g_strdup_printf (ngettext ("Gallery, %u glass", "Gallery, %u glasses", n_glasses), n_glasses);

  gtk_label_set_text (GTK_LABEL (self->gallery_count), count);
  vt_tooltip_set_text (self->gallery_button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->gallery_button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
