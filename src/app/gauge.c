/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "app/gauge.h"
#include "plot/number.h"

#define FROM 0.25
#define TO 0.50
#define STEP 0.05
#define REFERENCE 0.43 /* platinum-rich metallic glass, lerner2022 ref. 21 */
#define TROUGH 8.0
#define MARK 7.5
#define SLIDE_MS 400

struct _VtGauge
{
  GtkWidget parent_instance;
  double value; /* NAN: none */
  double shown; /* where the mark is now */
  gboolean compact;
  AdwAnimation *slide;
};

G_DEFINE_FINAL_TYPE (VtGauge, vt_gauge, GTK_TYPE_WIDGET)

static double
inset (VtGauge *self)
{
  return self->compact ? 12 : 14;
}

static double
x_of (VtGauge *self, double value)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self)) - 2 * inset (self);

  return inset (self) + width * (CLAMP (value, FROM, TO) - FROM) / (TO - FROM);
}

static double
trough_y (VtGauge *self)
{
  return self->compact ? 27 : 24;
}

static GdkRGBA
named (GtkWidget *widget, const char *name)
{
  GdkRGBA rgba = { 0.5, 0.5, 0.5, 1 };

  gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &rgba);
  return rgba;
}

/* @align: 0 from @x on, 0.5 centred, 1 up to @x; kept inside the widget. */
static void
append_text (GtkWidget *widget, GtkSnapshot *snapshot, const char *text, double x, double align, double y,
             const char *colour)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  GdkRGBA rgba = named (widget, colour);
  int w, h;

  pango_layout_get_pixel_size (layout, &w, &h);
  x = CLAMP (x - align * w, 0, MAX (gtk_widget_get_width (widget) - w, 0));
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (round (x), y));
  gtk_snapshot_append_layout (snapshot, layout, &rgba);
  gtk_snapshot_restore (snapshot);
}

static void
append_round (GtkSnapshot *snapshot, double x, double y, double width, double height, double radius,
              const GdkRGBA *rgba)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (x, y, width, height);
  GskRoundedRect rect;

  gsk_rounded_rect_init_from_rect (&rect, &bounds, radius);
  gtk_snapshot_push_rounded_clip (snapshot, &rect);
  gtk_snapshot_append_color (snapshot, rgba, &bounds);
  gtk_snapshot_pop (snapshot);
}

static void
draw_scale (VtGauge *self, GtkSnapshot *snapshot)
{
  GtkWidget *widget = GTK_WIDGET (self);
  double y = trough_y (self), left = x_of (self, FROM);
  GdkRGBA trough = named (widget, "vt_trough"), dim = named (widget, "vt_dim");

  append_round (snapshot, left, y - TROUGH / 2, x_of (self, TO) - left, TROUGH, TROUGH / 2, &trough);
  for (int i = 0; i <= (int) round ((TO - FROM) / STEP); i++)
    {
      double value = FROM + i * STEP, x = x_of (self, value);
      gboolean end = i == 0 || i == (int) round ((TO - FROM) / STEP);
      g_autofree char *text = vt_format_fixed (value, 2, NULL, VT_NUMBER_PLAIN);

      gtk_snapshot_append_color (snapshot, &dim, &GRAPHENE_RECT_INIT (round (x) - 0.5, y + TROUGH / 2 + 3, 1, 4));
      if (end || !self->compact)
        append_text (widget, snapshot, text, x, 0.5, y + TROUGH / 2 + 8, "vt_dim");
    }
}

static void
draw_reference (VtGauge *self, GtkSnapshot *snapshot)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GdkRGBA text = named (widget, "window_fg_color");
  double x = x_of (self, REFERENCE), y = trough_y (self);
  g_autofree char *number = vt_format_fixed (REFERENCE, 2, NULL, VT_NUMBER_PLAIN);
  /* Translators: %s is 0.43; Pt is the symbol of platinum */
  g_autofree char *words = g_strdup_printf (self->compact ? _ ("Pt-rich metallic glass %s")
                                                          : _ ("platinum-rich metallic glass %s"), number);
  gboolean below = isfinite (self->shown) && fabs (x_of (self, self->shown) - x) < MARK + 1;

  append_text (widget, snapshot, words, x, self->compact ? 0.85 : 1, 0, "window_fg_color");
  /* A long tick while it stands free, a short one above the mark when that covers it. */
  gtk_snapshot_append_color (snapshot, &text,
                             &GRAPHENE_RECT_INIT (round (x) - 1, y - TROUGH / 2 - 5, 2, below ? 5 : TROUGH + 7));
}

static void
draw_mark (VtGauge *self, GtkSnapshot *snapshot)
{
  GtkWidget *widget = GTK_WIDGET (self);
  double x, y = trough_y (self);
  GdkRGBA series = named (widget, "vt_series_1"), card = named (widget, "card_bg_color");

  if (!isfinite (self->shown))
    return;
  x = x_of (self, self->shown);
  append_round (snapshot, x - MARK - 1, y - MARK - 1, 2 * MARK + 2, 2 * MARK + 2, MARK + 1, &card);
  append_round (snapshot, x - MARK, y - MARK, 2 * MARK, 2 * MARK, MARK, &series);
}

static void
vt_gauge_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  VtGauge *self = VT_GAUGE (widget);

  draw_scale (self, snapshot);
  draw_reference (self, snapshot);
  draw_mark (self, snapshot);
}

static void
vt_gauge_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                  int *minimum_baseline, int *natural_baseline)
{
  VtGauge *self = VT_GAUGE (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = self->compact ? 150 : 196;
      *natural = self->compact ? 184 : 272;
    }
  else
    *minimum = *natural = self->compact ? 56 : 52;
}

static void
say_value (VtGauge *self)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (self);

  if (isfinite (self->value))
    {
      g_autofree char *text = vt_format_fixed (self->value, 3, NULL, VT_NUMBER_PLAIN);
      gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, self->value,
                                      GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
    }
  else
    {
      gtk_accessible_reset_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW);
      gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, _ ("not known yet"), -1);
    }
}

static void
vt_gauge_dispose (GObject *object)
{
  VtGauge *self = VT_GAUGE (object);

  g_clear_object (&self->slide);
  G_OBJECT_CLASS (vt_gauge_parent_class)->dispose (object);
}

static void
vt_gauge_class_init (VtGaugeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vt_gauge_dispose;
  widget_class->snapshot = vt_gauge_snapshot;
  widget_class->measure = vt_gauge_measure;
  gtk_widget_class_set_css_name (widget_class, "gauge");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_METER);
}

static void
on_slide (double position, VtGauge *self)
{
  self->shown = position;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
vt_gauge_init (VtGauge *self)
{
  AdwAnimationTarget *target =
    adw_callback_animation_target_new ((AdwAnimationTargetFunc) on_slide, self, NULL);

  self->value = self->shown = NAN;
  self->slide = adw_timed_animation_new (GTK_WIDGET (self), 0, 1, SLIDE_MS, target);
  adw_timed_animation_set_easing (ADW_TIMED_ANIMATION (self->slide), ADW_EASE_OUT_CUBIC);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Gauge of Poisson's ratio"),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, FROM, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, TO, -1);
  say_value (self);
}

void
vt_gauge_set_value (VtGauge *self, double value)
{
  if (value == self->value || (isnan (value) && isnan (self->value)))
    return;
  self->value = value;
  say_value (self);
  adw_animation_pause (self->slide);
  if (isfinite (value))
    {
      AdwTimedAnimation *slide = ADW_TIMED_ANIMATION (self->slide);
      adw_timed_animation_set_value_from (slide, isfinite (self->shown) ? self->shown : FROM);
      adw_timed_animation_set_value_to (slide, value);
      adw_animation_reset (self->slide);
      adw_animation_play (self->slide);
    }
  else
    self->shown = NAN;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
vt_gauge_set_compact (VtGauge *self, gboolean compact)
{
  self->compact = compact;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
