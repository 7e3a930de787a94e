/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/mode-details.h"
#include "app/tooltip.h"
#include "app/words.h"
#include "plot/number.h"

#define OVERLAPS_SHOWN 3

typedef enum
{
  THIRD,
  FOURTH,
  RESIDUAL,
  TENSOR, /* three lines */
  TENSOR_2,
  TENSOR_3,
  EIGENVALUES,
  RATIO,
  SHEAR_SHARE,
  BULK_SHARE,
  CENTRE,
  RADIUS,
  N_ROWS,
} Row;

typedef struct
{
  const char *heading; /* above this row; NULL: none */
  const char *name;
  const char *unit;    /* markup */
} RowText;

static const RowText texts[N_ROWS] = {
  [THIRD] = { N_ ("Energy along it"), N_ ("Third-order coefficient"), "<i>ε</i> <i>λ</i><sup>−3</sup>" },
  [FOURTH] = { NULL, N_ ("Fourth-order coefficient"), "<i>ε</i> <i>λ</i><sup>−4</sup>" },
  [RESIDUAL] = { NULL, N_ ("Residual of its equation"), "" },
  [TENSOR] = { N_ ("Coupling to strain"), N_ ("Tensor"), "<i>ε</i> <i>λ</i><sup>−1</sup>" },
  [TENSOR_2] = { NULL, "", "" },
  [TENSOR_3] = { NULL, "", "" },
  [EIGENVALUES] = { NULL, N_ ("Shear eigenvalues"), "<i>ε</i> <i>λ</i><sup>−1</sup>" },
  [RATIO] = { NULL, N_ ("Dilation / shear"), "" },
  [SHEAR_SHARE] = { NULL, N_ ("Share of the softening of <i>G</i>"), "%" },
  [BULK_SHARE] = { NULL, N_ ("Share of the softening of <i>K</i>"), "%" },
  [CENTRE] = { N_ ("Core"), N_ ("Centre"), "<i>λ</i>" },
  [RADIUS] = { NULL, N_ ("Radius"), "<i>λ</i>" },
};

struct _VtModeDetails
{
  GtkWidget parent_instance;
  GtkWidget *box;
  GtkWidget *values[N_ROWS];
  GtkWidget *overlaps[OVERLAPS_SHOWN];
  GtkWidget *overlap_box;
  int overlap_modes[OVERLAPS_SHOWN];
};

G_DEFINE_FINAL_TYPE (VtModeDetails, vt_mode_details, GTK_TYPE_WIDGET)

enum
{
  JUMP,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
vt_mode_details_dispose (GObject *object)
{
  VtModeDetails *self = VT_MODE_DETAILS (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (vt_mode_details_parent_class)->dispose (object);
}

static void
vt_mode_details_class_init (VtModeDetailsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vt_mode_details_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "modedetails");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  signals[JUMP] = g_signal_new ("jump", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_INT);
}

/* --- how it is made --- */

static GtkWidget *
label (const char *markup, const char *css_class, double xalign)
{
  GtkWidget *widget = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (widget), markup);
  gtk_label_set_xalign (GTK_LABEL (widget), (float) xalign);
  if (css_class != NULL)
    gtk_widget_add_css_class (widget, css_class);
  return widget;
}

static void
add_heading (VtModeDetails *self, GtkGrid *grid, const char *text, int line)
{
  GtkWidget *heading = label (text, "card-title", 0);

  gtk_widget_set_margin_top (heading, line > 0 ? 7 : 0);
  gtk_widget_set_margin_bottom (heading, 1);
  gtk_grid_attach (grid, heading, 0, line, line > 0 ? 3 : 1, 1);
}

static void
add_row (VtModeDetails *self, GtkGrid *grid, Row row, int line)
{
  GtkWidget *name = label (*texts[row].name != '\0' ? _ (texts[row].name) : "", NULL, 0);

  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  self->values[row] = label ("", "numeric", 1);
  gtk_widget_set_hexpand (self->values[row], TRUE);
  gtk_grid_attach (grid, name, 0, line, 1, 1);
  gtk_grid_attach (grid, self->values[row], 1, line, 1, 1);
  gtk_grid_attach (grid, label (texts[row].unit, "vt-caption", 0), 2, line, 1, 1);
}

static void
on_overlap_clicked (GtkButton *button, VtModeDetails *self)
{
  for (guint k = 0; k < OVERLAPS_SHOWN; k++)
    if (self->overlaps[k] == GTK_WIDGET (button))
      g_signal_emit (self, signals[JUMP], 0, self->overlap_modes[k]);
}

static void
add_overlaps (VtModeDetails *self)
{
  GtkWidget *heading = label (_ ("Overlap with harmonic modes"), "card-title", 0);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->overlap_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_set_margin_top (self->overlap_box, 7);
  gtk_box_set_homogeneous (GTK_BOX (line), TRUE);
  gtk_box_append (GTK_BOX (self->overlap_box), heading);
  for (guint k = 0; k < OVERLAPS_SHOWN; k++)
    {
      self->overlaps[k] = gtk_button_new ();
      vt_tooltip_set_text (self->overlaps[k], _ ("Show that mode"));
      g_signal_connect (self->overlaps[k], "clicked", G_CALLBACK (on_overlap_clicked), self);
      gtk_box_append (GTK_BOX (line), self->overlaps[k]);
    }
  gtk_box_append (GTK_BOX (self->overlap_box), line);
  gtk_box_append (GTK_BOX (self->box), self->overlap_box);
}

static void
add_save_button (GtkGrid *grid)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Save mode…"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.save-mode");
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_widget_add_css_class (button, "flat");
  gtk_grid_attach (grid, button, 1, 0, 2, 1);
}

static void
vt_mode_details_init (VtModeDetails *self)
{
  GtkWidget *grid = gtk_grid_new ();
  int line = 0;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("More about this mode"), -1);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_grid_set_column_spacing (GTK_GRID (grid), 8);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 0);
  for (guint row = 0; row < N_ROWS; row++)
    {
      if (texts[row].heading != NULL)
        add_heading (self, GTK_GRID (grid), _ (texts[row].heading), line++);
      add_row (self, GTK_GRID (grid), row, line++);
    }
  gtk_box_append (GTK_BOX (self->box), grid);
  add_save_button (GTK_GRID (grid));
  add_overlaps (self);
}

/* --- what it shows --- */

static void
set_value (VtModeDetails *self, Row row, const char *markup)
{
  g_autofree char *plain = vt_markup_to_plain (markup);
  g_autofree char *name = vt_markup_to_plain (*texts[row].name != '\0' ? _ (texts[row].name) : _ (texts[TENSOR].name));
  g_autofree char *said = g_strdup_printf ("%s: %s", name, plain);

  gtk_label_set_markup (GTK_LABEL (self->values[row]), markup);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->values[row]), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
}

static void
set_number (VtModeDetails *self, Row row, double value, guint digits)
{
  g_autofree char *markup = vt_format_number (value, digits);

  set_value (self, row, markup);
}

#define COLUMN 8 /* letters */
#define FIGURE_SPACE "\342\200\207" /* U+2007 */

/* Three numbers in one line, filled up with spaces as wide as a digit: those of several lines stand below each other. */
static void
set_three (VtModeDetails *self, Row row, const double values[3])
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint k = 0; k < 3; k++)
    {
      g_autofree char *number = vt_format_number (values[k], 3);

      for (glong letters = g_utf8_strlen (number, -1); k > 0 && letters < COLUMN; letters++)
        g_string_append (line, FIGURE_SPACE);
      g_string_append (line, number);
    }
  set_value (self, row, line->str);
}

/* The harmonic modes it overlaps most, descending. */
static guint
largest_overlaps (const VtAnatomy *anatomy, int places[OVERLAPS_SHOWN])
{
  guint n = 0;

  for (guint l = 0; l < anatomy->n_overlaps; l++)
    {
      guint at = n;

      while (at > 0 && anatomy->overlaps[l] > anatomy->overlaps[places[at - 1]])
        at--;
      if (at >= OVERLAPS_SHOWN)
        continue;
      n = MIN (n + 1, OVERLAPS_SHOWN);
      for (guint k = n - 1; k > at; k--)
        places[k] = places[k - 1];
      places[at] = (int) l;
    }
  return n;
}

static void
set_overlaps (VtModeDetails *self, const VtModeStudy *study)
{
  /* A harmonic mode is at right angles to all the others. */
  gboolean wanted = study->kind != VT_MODE_HARMONIC && study->anatomy->n_overlaps > 0;
  guint n = wanted ? largest_overlaps (study->anatomy, self->overlap_modes) : 0;

  gtk_widget_set_visible (self->overlap_box, wanted);
  for (guint k = 0; k < OVERLAPS_SHOWN; k++)
    {
      g_autofree char *mode = NULL, *overlap = NULL, *text = NULL;

      gtk_widget_set_visible (self->overlaps[k], k < n);
      if (k >= n)
        continue;
      mode = vt_words_mode (VT_MODE_HARMONIC, (guint) self->overlap_modes[k]);
      overlap = vt_format_fixed (study->anatomy->overlaps[self->overlap_modes[k]], 2, NULL, VT_NUMBER_PLAIN);
      text = g_strdup_printf ("%s: %s", mode, overlap);
      gtk_button_set_label (GTK_BUTTON (self->overlaps[k]), text);
    }
}

void
vt_mode_details_set_study (VtModeDetails *self, const VtModeStudy *study)
{
  gtk_widget_set_opacity (self->box, study != NULL ? 1 : 0);
  if (study == NULL)
    return;
  const VtAnatomy *anatomy = study->anatomy;

  set_number (self, THIRD, anatomy->third, 4);
  set_number (self, FOURTH, anatomy->fourth, 4);
  set_number (self, RESIDUAL, anatomy->residual, 1);
  for (guint a = 0; a < 3; a++)
    set_three (self, TENSOR + a, anatomy->coupling.tensor[a]);
  set_three (self, EIGENVALUES, anatomy->coupling.eigenvalues);
  set_number (self, RATIO, anatomy->coupling.dilation_over_shear, 3);
  set_number (self, SHEAR_SHARE, 100 * study->shear_share, 3);
  set_number (self, BULK_SHARE, 100 * study->bulk_share, 3);
  set_three (self, CENTRE, anatomy->centre);
  set_number (self, RADIUS, anatomy->core_radius, 3);
  set_overlaps (self, study);
}
