/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/bond-legend.h"

#include "plot/number.h"

#include <glib/gi18n.h>

struct _VtBondLegend
{
  GtkWidget parent_instance;

  VtStageView *view;       /* borrowed from the panel, which owns both */
  GtkWidget *words[2];     /* positive, negative */
  GtkWidget *swatches[2];
};

G_DEFINE_FINAL_TYPE (VtBondLegend, vt_bond_legend, GTK_TYPE_WIDGET)

/* What positive and negative bonds do, Pango markup. */
static const char *const meanings[VT_N_BOND_MAPS][2] = {
  { "", "" },
  { N_("attract"), N_("repel") },
  { N_("stiff, <i>φ</i>″ &gt; 0"), N_("negative stiffness, <i>φ</i>″ &lt; 0") },
  { N_("stiffen the mode, <i>k</i><sub>+</sub>"), N_("soften it, <i>k</i><sub>−</sub>") },
  { N_("stiffen the mode, <i>f</i><sub>+</sub>"), N_("soften it, <i>f</i><sub>−</sub>") },
};

static const char *
where (VtStageView *view)
{
  switch (vt_stage_view_get_bond_region (view))
    {
    case VT_BOND_REGION_CORE:
      return _("Bonds around the core, the thicker the stronger. Click one for its numbers.");
    case VT_BOND_REGION_SLICE:
      return _("Bonds in the slice, the thicker the stronger. Click one for its numbers.");
    default:
      return _("Bonds around one particle, the thicker the stronger. Click another particle, or a bond.");
    }
}

char *
vt_bond_words (VtStageView *view)
{
  const VtBond *bond = vt_stage_view_get_bond (view);
  g_autofree char *r = NULL, *force = NULL, *stiffness = NULL;

  if (!vt_stage_view_shows_bonds (view))
    return NULL;
  if (!bond)
    return g_strdup (where (view));
  r = vt_format_number (bond->r, 3);
  force = vt_format_number (bond->d1, 3);
  stiffness = vt_format_number (bond->d2, 3);
  /* Translators: length of a bond, first and second derivative of the potential there */
  return g_strdup_printf (_("Chosen bond:  <i>r</i> = %s <i>λ</i>  ·  <i>φ</i>′ = %s <i>ε λ</i><sup>−1</sup>  ·  "
                            "<i>φ</i>″ = %s <i>ε λ</i><sup>−2</sup>"),
                          r, force, stiffness);
}

/* What a screen reader says of all this. */
static void
describe (VtBondLegend *self, VtBondMap map)
{
  g_autofree char *positive = vt_markup_to_plain (_(meanings[map][0]));
  g_autofree char *negative = vt_markup_to_plain (_(meanings[map][1]));
  g_autofree char *line = vt_bond_words (self->view), *plain = vt_markup_to_plain (line ? line : "");
  g_autofree char *text = NULL;
  guint counts[2];

  vt_stage_view_count_bonds (self->view, counts);
  /* Translators: numbers of bonds, what they do ("attract"), and a sentence on them */
  text = g_strdup_printf (_("%u bonds: %s; %u bonds: %s. %s"), counts[0], positive, counts[1], negative, plain);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
update (VtBondLegend *self)
{
  gboolean shown = vt_stage_view_shows_bonds (self->view);
  int map;

  g_object_get (self->view, "bonds", &map, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), shown);
  if (!shown)
    return;
  for (int k = 0; k < 2; k++)
    {
      gtk_label_set_markup (GTK_LABEL (self->words[k]), _(meanings[map][k]));
      gtk_widget_set_opacity (self->swatches[k], map == VT_BOND_MAP_F ? 0.62 : 1);
    }
  describe (self, (VtBondMap) map);
}

GtkWidget *
vt_bond_legend_new (VtStageView *view)
{
  const char *const told[]
    = { "notify::bonds", "notify::has-network", "notify::has-mode", "notify::slice", "notify::slice-at", "bond-chosen" };
  VtBondLegend *self = g_object_new (VT_TYPE_BOND_LEGEND, NULL);

  self->view = view;
  for (guint k = 0; k < G_N_ELEMENTS (told); k++)
    g_signal_connect_object (view, told[k], G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

static void
vt_bond_legend_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (vt_bond_legend_parent_class)->dispose (object);
}

static void
vt_bond_legend_class_init (VtBondLegendClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vt_bond_legend_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "bondlegend");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
vt_bond_legend_init (VtBondLegend *self)
{
  const char *const classes[2] = { "positive", "negative" };
  GtkWidget *widget = GTK_WIDGET (self);
  GtkBoxLayout *layout = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (widget));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (layout, 4);
  for (int k = 0; k < 2; k++)
    {
      GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

      self->swatches[k] = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
      self->words[k] = gtk_label_new ("");
      gtk_label_set_xalign (GTK_LABEL (self->words[k]), 0);
      gtk_widget_add_css_class (self->swatches[k], "bond-swatch");
      gtk_widget_add_css_class (self->swatches[k], classes[k]);
      gtk_widget_set_valign (self->swatches[k], GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (row), self->swatches[k]);
      gtk_box_append (GTK_BOX (row), self->words[k]);
      gtk_widget_set_parent (row, widget);
    }
  gtk_widget_set_can_target (widget, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Bonds"), -1);
}
