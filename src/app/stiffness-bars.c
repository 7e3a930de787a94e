/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/stiffness-bars.h"
#include "plot/number.h"

#define N_ROWS (VT_N_STIFFNESS_PARTS + 1)
#define ROW 21.0
#define BAR 13.0
#define SUM_GAP 6.0  /* above the row of the sum */
#define LABEL 30.0   /* column of the symbols */
#define NUMBER 64.0  /* room for a number beyond the longest bar */

struct _VtStiffnessBars
{
  GtkWidget parent_instance;
  gboolean known;
  double values[N_ROWS]; /* the parts, then their sum */
};

G_DEFINE_FINAL_TYPE (VtStiffnessBars, vt_stiffness_bars, GTK_TYPE_WIDGET)

static const char *const symbols[N_ROWS] = { "<i>k</i><sub>+</sub>", "<i>k</i><sub>−</sub>", "<i>f</i><sub>+</sub>",
                                             "<i>f</i><sub>−</sub>", "<i>ω</i><sup>2</sup>" };

static GdkRGBA
named (GtkWidget *widget, const char *name)
{
  GdkRGBA rgba = { 0.5, 0.5, 0.5, 1 };

  gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &rgba);
  return rgba;
}

/* Pixels for one unit, and where zero is: all bars with their numbers fit between the symbols and the edge. */
static void
lay_out (VtStiffnessBars *self, double *unit, double *zero)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self)) - LABEL - 2 * NUMBER;
  double low = 0, high = 0;

  for (int i = 0; i < N_ROWS; i++)
    {
      low = fmin (low, self->values[i]);
      high = fmax (high, self->values[i]);
    }
  *unit = high > low ? fmax (width, 20) / (high - low) : 1;
  *zero = LABEL + NUMBER - low * *unit;
}

static double
row_y (int row)
{
  return row * ROW + (row == N_ROWS - 1 ? SUM_GAP : 0);
}

static void
append_text (GtkWidget *widget, GtkSnapshot *snapshot, const char *markup, double x, gboolean end, double y,
             const GdkRGBA *rgba)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, NULL);
  int w, h;

  pango_layout_set_markup (layout, markup, -1);
  pango_layout_get_pixel_size (layout, &w, &h);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (round (end ? x - w : x), round (y + (ROW - h) / 2)));
  gtk_snapshot_append_layout (snapshot, layout, rgba);
  gtk_snapshot_restore (snapshot);
}

static GdkRGBA
bar_colour (GtkWidget *widget, int row, double value)
{
  GdkRGBA rgba = named (widget, row == N_ROWS - 1 ? "window_fg_color" : value >= 0 ? "vt_positive" : "vt_negative");

  if (row == VT_STIFFNESS_F_PLUS || row == VT_STIFFNESS_F_MINUS)
    rgba.alpha = 0.62;
  return rgba;
}

static void
draw_row (VtStiffnessBars *self, GtkSnapshot *snapshot, int row, double unit, double zero)
{
  GtkWidget *widget = GTK_WIDGET (self);
  double value = self->values[row], y = row_y (row), length = fmax (fabs (value) * unit, 1);
  gboolean sum = row == N_ROWS - 1;
  GdkRGBA text = named (widget, "window_fg_color"), fill = bar_colour (widget, row, value);
  graphene_rect_t bounds =
    GRAPHENE_RECT_INIT (value < 0 ? zero - length : zero, y + (ROW - BAR) / 2, length, BAR);
  g_autofree char *number = vt_format_number_with (value, 4, NULL, sum ? VT_NUMBER_MARKUP : VT_NUMBER_SIGNED);
  g_autofree char *bold = g_strdup_printf (sum ? "<b>%s</b>" : "%s", number);
  GskRoundedRect rect;

  append_text (widget, snapshot, symbols[row], 0, FALSE, y, &text);
  gsk_rounded_rect_init_from_rect (&rect, &bounds, fmin (3, length / 2));
  gtk_snapshot_push_rounded_clip (snapshot, &rect);
  gtk_snapshot_append_color (snapshot, &fill, &bounds);
  gtk_snapshot_pop (snapshot);
  append_text (widget, snapshot, bold, value < 0 ? zero - length - 7 : zero + length + 7, value < 0, y, &text);
}

static void
vt_stiffness_bars_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  VtStiffnessBars *self = VT_STIFFNESS_BARS (widget);
  GdkRGBA axis = named (widget, "window_fg_color");
  double unit, zero, line;

  if (!self->known)
    return;
  lay_out (self, &unit, &zero);
  axis.alpha = 0.1;
  line = row_y (N_ROWS - 1) - SUM_GAP / 2;
  gtk_snapshot_append_color (snapshot, &axis,
                             &GRAPHENE_RECT_INIT (0, round (line), gtk_widget_get_width (widget), 1));
  axis.alpha = 0.38;
  gtk_snapshot_append_color (snapshot, &axis,
                             &GRAPHENE_RECT_INIT (round (zero) - 0.5, 0, 1, row_y (N_ROWS - 1) + ROW));
  for (int i = 0; i < N_ROWS; i++)
    draw_row (self, snapshot, i, unit, zero);
}

static void
vt_stiffness_bars_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                           int *minimum_baseline, int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 220;
      *natural = 368;
    }
  else
    *minimum = *natural = (int) (row_y (N_ROWS - 1) + ROW);
}

static void
vt_stiffness_bars_class_init (VtStiffnessBarsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = vt_stiffness_bars_snapshot;
  widget_class->measure = vt_stiffness_bars_measure;
  gtk_widget_class_set_css_name (widget_class, "stiffnessbars");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
vt_stiffness_bars_init (VtStiffnessBars *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Where its stiffness comes from"), -1);
}

static void
say_values (VtStiffnessBars *self)
{
  static const char *const names[N_ROWS] = { "k+", "k−", "f+", "f−", "ω²" };
  GString *text = g_string_new (NULL);

  for (int i = 0; i < N_ROWS; i++)
    {
      g_autofree char *number = vt_format_number_with (self->values[i], 4, NULL, VT_NUMBER_PLAIN);
      g_string_append_printf (text, "%s%s %s", i > 0 ? ", " : "", names[i], number);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text->str, -1);
  g_string_free (text, TRUE);
}

void
vt_stiffness_bars_set_parts (VtStiffnessBars *self, const double parts[VT_N_STIFFNESS_PARTS])
{
  self->known = parts != NULL;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (parts == NULL)
    {
      gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
      return;
    }
  self->values[N_ROWS - 1] = 0;
  for (int i = 0; i < VT_N_STIFFNESS_PARTS; i++)
    {
      self->values[i] = parts[i];
      self->values[N_ROWS - 1] += parts[i];
    }
  say_values (self);
}
