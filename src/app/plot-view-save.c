/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The menu of a VtPlotView; saving what it shows as a picture or as numbers, and copying it. */
#include "config.h"

#include "app/choose-file.h"
#include "app/plot-view-private.h"
#include "plot/export.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define COPY_SCALE 2.0
#define LEAST_WIDTH 160  /* of a picture, without its padding */
#define LEAST_HEIGHT 120

/* --- pictures and files --- */

void
vt_plot_view_set_file_name (VtPlotView *self, const char *key, const char *glass)
{
  g_return_if_fail (VT_IS_PLOT_VIEW (self));
  g_free (self->file_key);
  self->file_key = g_strdup (key);
  g_free (self->file_glass);
  self->file_glass = g_strdup (glass);
}

char *
vt_plot_view_get_file_name (VtPlotView *self)
{
  const char *key = self->file_key != NULL ? self->file_key : "figure";

  g_return_val_if_fail (VT_IS_PLOT_VIEW (self), NULL);
  return self->file_glass != NULL ? g_strdup_printf ("%s-%s", key, self->file_glass) : g_strdup (key);
}

/* The card as it is on the screen, padding included. */
static void
card_size (VtPlotView *self, double *width, double *height)
{
  *width = MAX (gtk_widget_get_width (GTK_WIDGET (self)), LEAST_WIDTH) + 2 * VT_CARD_PADDING_SIDE;
  *height = MAX (gtk_widget_get_height (GTK_WIDGET (self)), LEAST_HEIGHT) + VT_CARD_PADDING_TOP + VT_CARD_PADDING_BOTTOM;
}

gboolean
vt_plot_view_save (VtPlotView *self, GFile *file, double scale, GError **error)
{
  g_autofree char *path = g_file_get_path (file);
  double width, height;

  g_return_val_if_fail (VT_IS_PLOT_VIEW (self), FALSE);
  if (path == NULL)
    {
      g_set_error_literal (error, VT_EXPORT_ERROR, VT_EXPORT_ERROR_WRITE,
                           _("Figures can only be saved on this computer: choose a folder of it."));
      return FALSE;
    }
  card_size (self, &width, &height);
  return vt_figure_export (self->figure, &self->renderer->theme, path, width, height, scale, error);
}

static GdkTexture *
texture_of (cairo_surface_t *surface)
{
  int width = cairo_image_surface_get_width (surface), height = cairo_image_surface_get_height (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = NULL;

  cairo_surface_flush (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface), stride * (gsize) height);
  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
}

void
vt_plot_view_copy (VtPlotView *self)
{
  g_autoptr (GdkTexture) texture = NULL;
  cairo_surface_t *surface;
  double width, height;

  g_return_if_fail (VT_IS_PLOT_VIEW (self));
  card_size (self, &width, &height);
  surface = vt_figure_to_surface (self->figure, &self->renderer->theme, width, height, COPY_SCALE);
  if (surface == NULL)
    return;
  texture = texture_of (surface);
  cairo_surface_destroy (surface);
  gdk_clipboard_set_texture (gtk_widget_get_clipboard (GTK_WIDGET (self)), texture);
}

/* --- what the user asks for --- */

/* In passing, where the window around knows how. */
static void
say (VtPlotView *self, const char *text)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", text);
}

static void
say_error (VtPlotView *self, const char *reason)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, NULL);

  adw_message_dialog_set_heading (ADW_MESSAGE_DIALOG (dialog), _("The figure was not saved"));
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), reason);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_file_chosen (GFile *file, const char *choice, gpointer data)
{
  VtPlotView *self = VT_PLOT_VIEW (data);
  double scale = choice != NULL ? g_ascii_strtod (choice, NULL) : COPY_SCALE;
  g_autofree char *base = g_file_get_basename (file), *shown = g_filename_display_name (base);
  g_autofree char *said = g_strdup_printf (_("Saved %s"), shown);
  g_autoptr (GError) error = NULL;

  if (vt_plot_view_save (self, file, scale, &error))
    say (self, said);
  else
    say_error (self, error->message);
}

static const struct
{
  const char *item, *kind, *pattern;
} formats[VT_N_FORMATS] = {
  [VT_FORMAT_PNG] = { N_("Picture (PNG)…"), N_("PNG picture"), "*.png" },
  [VT_FORMAT_SVG] = { N_("Drawing (SVG)…"), N_("SVG drawing"), "*.svg" },
  [VT_FORMAT_PDF] = { N_("Drawing (PDF)…"), N_("PDF drawing"), "*.pdf" },
  [VT_FORMAT_CSV] = { N_("Numbers (CSV)…"), N_("CSV table"), "*.csv" },
};

/* "2× (800 × 444 pixels)": how large the PNG becomes. */
static char *
size_words (VtPlotView *self, const char *scale)
{
  double width, height, factor = g_ascii_strtod (scale, NULL);

  card_size (self, &width, &height);
  return g_strdup_printf (_("%s× (%.0f × %.0f pixels)"), scale, factor * width, factor * height);
}

static void
save (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VtPlotView *self = VT_PLOT_VIEW (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  const char *suffix = g_variant_get_string (parameter, NULL);
  g_autofree char *stem = vt_plot_view_get_file_name (self);
  g_autofree char *suggested = g_strdup_printf ("%s.%s", stem, suffix);
  /* the first is what one gets unasked */
  const char *const scales[] = { "2", "3", "1", NULL };
  g_autofree char *two = size_words (self, "2"), *three = size_words (self, "3"), *one = size_words (self, "1");
  const char *const labels[] = { two, three, one, NULL };
  VtFormat format;
  VtSaveQuestion question = { .title = _("Save figure"), .name = suggested };

  if (!vt_format_of_name (suggested, &format))
    return;
  question.kind = _(formats[format].kind);
  question.pattern = formats[format].pattern;
  if (format == VT_FORMAT_PNG)
    {
      question.choice = _("Size");
      question.ids = scales;
      question.labels = labels;
    }
  vt_choose_file_to_save_with (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, &question, on_file_chosen, self);
}

static void
copy (GtkWidget *widget, const char *name, GVariant *parameter)
{
  vt_plot_view_copy (VT_PLOT_VIEW (widget));
  say (VT_PLOT_VIEW (widget), _("Copied the picture"));
}

static void
show_all (GtkWidget *widget, const char *name, GVariant *parameter)
{
  vt_plot_view_reset_zoom (VT_PLOT_VIEW (widget));
}

void
vt_plot_view_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "plot.save", "s", save);
  gtk_widget_class_install_action (widget_class, "plot.copy", NULL, copy);
  gtk_widget_class_install_action (widget_class, "plot.show-all", NULL, show_all);
}

void
vt_plot_view_update_actions (VtPlotView *self)
{
  gboolean any = vt_figure_has_points (self->figure);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "plot.save", any);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "plot.copy", any);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "plot.show-all", vt_plot_view_is_zoomed (self));
}

/* --- the menu --- */

static GMenuModel *
new_format_menu (void)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < VT_N_FORMATS; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_(formats[i].item), NULL);

      g_menu_item_set_action_and_target (item, "plot.save", "s", vt_format_suffix (i));
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

static GMenuModel *
new_menu (GMenuModel *own)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) pictures = g_menu_new (), view = g_menu_new ();
  g_autoptr (GMenuModel) save_as = new_format_menu ();

  if (own != NULL)
    g_menu_append_section (menu, NULL, own);
  g_menu_append (view, _("Show all"), "plot.show-all");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (view));
  g_menu_append_submenu (pictures, _("Save as"), save_as);
  g_menu_append (pictures, _("Copy picture"), "plot.copy");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (pictures));
  return G_MENU_MODEL (menu);
}

void
vt_plot_view_set_menu (VtPlotView *self, GMenuModel *own)
{
  g_autoptr (GMenuModel) menu = NULL;

  g_return_if_fail (VT_IS_PLOT_VIEW (self));
  menu = new_menu (own);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->menu_button), menu);
  if (self->context != NULL)
    gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->context), menu);
}

void
vt_plot_view_pop_up (VtPlotView *self, double x, double y)
{
  GMenuModel *menu = gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (self->menu_button));

  if (self->context == NULL)
    {
      self->context = gtk_popover_menu_new_from_model (menu);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->context), FALSE);
      gtk_widget_set_halign (self->context, GTK_ALIGN_START);
      gtk_widget_set_parent (self->context, GTK_WIDGET (self));
    }
  gtk_popover_set_pointing_to (GTK_POPOVER (self->context), &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->context));
}

static void
asked_for_menu (GtkGestureClick *gesture, int n_press, double x, double y, VtPlotView *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  vt_plot_view_pop_up (self, x, y);
}

void
vt_plot_view_add_menu (VtPlotView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->menu_button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->menu_button), "view-more-symbolic");
  gtk_widget_set_tooltip_text (self->menu_button, _("Figure menu"));
  gtk_widget_set_valign (self->menu_button, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (self->menu_button, GTK_ALIGN_END);
  gtk_widget_add_css_class (self->menu_button, "flat");
  gtk_widget_add_css_class (self->menu_button, "plot-menu");
  gtk_widget_set_parent (self->menu_button, GTK_WIDGET (self));
  vt_plot_view_set_menu (self, NULL);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (asked_for_menu), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}
