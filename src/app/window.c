/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/fold-bin.h"
#include "app/melt-popover.h"
#include "app/window-private.h"
#include "sample/random.h"

#define FIRST_PARTICLES 500

G_DEFINE_FINAL_TYPE (VtWindow, vt_window, ADW_TYPE_APPLICATION_WINDOW)

/* --- the run --- */

static gboolean on_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer data);

/* The mailboxes are looked into once a frame, and only while something will come. */
static void
update_tick (VtWindow *self)
{
  gboolean busy = vt_session_is_busy (self->session);

  if (busy && self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_frame, NULL, NULL);
  else if (!busy && self->tick != 0)
    {
      gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
      self->tick = 0;
    }
}

static gboolean
on_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  VtWindow *self = VT_WINDOW (widget);

  vt_session_poll (self->session);
  if (vt_session_is_busy (self->session))
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static void
on_run_changed (VtWindow *self)
{
  update_tick (self);
  vt_window_show_run (self);
  vt_window_update_actions (self);
}

static void
on_findings_changed (VtWindow *self)
{
  update_tick (self);
  vt_window_show_response (self);
  vt_window_show_findings (self);
  vt_window_update_actions (self);
}

static void
on_shown_changed (VtWindow *self)
{
  update_tick (self);
  vt_window_show_response (self);
  vt_window_show_glass (self);
  vt_window_update_actions (self);
}

static void
on_mode_changed (VtWindow *self)
{
  update_tick (self);
  if (vt_session_get_selected (self->session) != NULL)
    vt_window_set_responding (self, FALSE);
  vt_window_show_mode (self);
  vt_window_update_actions (self);
}

static void
on_glasses_changed (VtWindow *self)
{
  vt_results_strip_set_n_glasses (self->strip, g_list_model_get_n_items (vt_session_get_glasses (self->session)));
}

/* --- what the parts report --- */

static void
on_recipe_changed (VtWindow *self)
{
  vt_window_update_actions (self);
}

static void
on_quench (VtWindow *self)
{
  vt_window_start_quench (self);
}

static void
on_cancel (VtWindow *self)
{
  vt_session_cancel (self->session);
}

static void
on_mode_chosen (VtWindow *self, int kind, int mode)
{
  vt_session_select (self->session, (VtModeKind) kind, mode);
}

static void
on_search (VtWindow *self, gboolean begin)
{
  if (begin)
    vt_session_search (self->session);
  else
    vt_session_stop_search (self->session);
}

static void
on_list_shown (VtWindow *self)
{
  vt_session_study_all (self->session);
}

/* After a failure: the recipe that failed with its model's own melt where that was to blame, else from other random
 * numbers. */
static void
on_retry (VtWindow *self)
{
  VtGlass *failed = vt_session_get_shown (self->session);
  VtRecipe recipe = *(failed != NULL ? vt_glass_get_recipe (failed) : vt_recipe_panel_get_recipe (self->recipe));

  if (vt_window_wants_other_melt (failed))
    vt_melt_publish (&recipe);
  else
    recipe.seed = recipe.seed < VT_SEED_MAXIMUM ? recipe.seed + 1 : 0;
  vt_recipe_panel_set_recipe (self->recipe, &recipe);
  vt_window_start_quench (self);
}

static void
on_resized (VtWindow *self, int width, int height)
{
  vt_window_fold (self, width, height);
}

static void
on_save_picture (VtWindow *self)
{
  vt_window_save_picture (self);
}

/* --- the widget --- */

static gboolean
vt_window_close_request (GtkWindow *window)
{
  VtWindow *self = VT_WINDOW (window);
  g_autofree char *recipe = vt_recipe_to_string (vt_recipe_panel_get_recipe (self->recipe));
  int width, height;

  gtk_window_get_default_size (window, &width, &height);
  vt_preferences_set_window_size (self->preferences, width, height, gtk_window_is_maximized (window));
  vt_preferences_set_last_recipe (self->preferences, recipe);
  vt_session_cancel (self->session);
  self->closed = TRUE;
  return GTK_WINDOW_CLASS (vt_window_parent_class)->close_request (window);
}

static void
vt_window_dispose (GObject *object)
{
  VtWindow *self = VT_WINDOW (object);

  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      g_signal_handlers_disconnect_by_data (vt_session_get_glasses (self->session), self);
    }
  g_clear_object (&self->session);
  g_clear_object (&self->preferences);
  G_OBJECT_CLASS (vt_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, VtWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, VtWindow, flap);
  gtk_widget_class_bind_template_child (widget_class, VtWindow, recipe);
  gtk_widget_class_bind_template_child (widget_class, VtWindow, sidebar_button);
  gtk_widget_class_bind_template_child (widget_class, VtWindow, state_icon);
  gtk_widget_class_bind_template_child (widget_class, VtWindow, state_ring);
  gtk_widget_class_bind_template_child (widget_class, VtWindow, state_words);
  gtk_widget_class_bind_template_child (widget_class, VtWindow, title);
  gtk_widget_class_bind_template_child (widget_class, VtWindow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, VtWindow, body);
  gtk_widget_class_bind_template_child (widget_class, VtWindow, stage);
  gtk_widget_class_bind_template_child (widget_class, VtWindow, plots);
  gtk_widget_class_bind_template_child (widget_class, VtWindow, strip);
  gtk_widget_class_bind_template_child (widget_class, VtWindow, gallery_card);
  gtk_widget_class_bind_template_child (widget_class, VtWindow, gallery);
  gtk_widget_class_bind_template_callback (widget_class, on_recipe_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_quench);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
  gtk_widget_class_bind_template_callback (widget_class, on_mode_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_search);
  gtk_widget_class_bind_template_callback (widget_class, on_list_shown);
  gtk_widget_class_bind_template_callback (widget_class, on_retry);
  gtk_widget_class_bind_template_callback (widget_class, on_resized);
  gtk_widget_class_bind_template_callback (widget_class, on_save_picture);
}

static void
vt_window_class_init (VtWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vt_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = vt_window_close_request;
  g_type_ensure (VT_TYPE_FOLD_BIN);
  g_type_ensure (VT_TYPE_RECIPE_PANEL);
  g_type_ensure (VT_TYPE_PROGRESS_RING);
  g_type_ensure (VT_TYPE_STAGE_PANEL);
  g_type_ensure (VT_TYPE_PLOT_COLUMN);
  g_type_ensure (VT_TYPE_RESULTS_STRIP);
  g_type_ensure (VT_TYPE_GALLERY);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/vitrine/Vitrine/window.ui");
  bind_children (widget_class);
  vt_window_install_actions (widget_class);
  vt_window_install_file_actions (widget_class);
  vt_window_install_save_actions (widget_class);
}

static void
vt_window_init (VtWindow *self)
{
  self->session = vt_session_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  vt_gallery_set_session (self->gallery, self->session);
  self->small_gallery = g_object_new (VT_TYPE_GALLERY, NULL);
  vt_gallery_set_session (VT_GALLERY (self->small_gallery), self->session);
  vt_results_strip_set_gallery (self->strip, self->small_gallery);

  g_signal_connect_swapped (self->session, "run-changed", G_CALLBACK (on_run_changed), self);
  g_signal_connect_swapped (self->session, "shown-changed", G_CALLBACK (on_shown_changed), self);
  g_signal_connect_swapped (self->session, "mode-changed", G_CALLBACK (on_mode_changed), self);
  g_signal_connect_swapped (self->session, "findings-changed", G_CALLBACK (on_findings_changed), self);
  g_signal_connect_swapped (self->session, "notice", G_CALLBACK (vt_window_say), self);
  g_signal_connect_swapped (vt_session_get_glasses (self->session), "items-changed", G_CALLBACK (on_glasses_changed),
                            self);
  on_glasses_changed (self);
  vt_window_connect_response (self);
  vt_window_add_shortcuts (self);
  vt_window_accept_drops (self);
  on_shown_changed (self);
}

static void
recall_recipe (VtWindow *self)
{
  const char *text = vt_preferences_get_last_recipe (self->preferences);
  VtRecipe recipe;

  if (*text != '\0' && vt_recipe_from_string (&recipe, text, NULL) && vt_recipe_validate (&recipe, NULL))
    vt_recipe_panel_set_recipe (self->recipe, &recipe);
}

static void
on_expert_changed (VtWindow *self)
{
  vt_recipe_panel_set_expert (self->recipe, vt_preferences_get_expert_models (self->preferences));
}

/* No larger than the screen, and in the layout of that size from the start: the large one might not fit at all. */
static void
set_first_size (VtWindow *self)
{
  GListModel *monitors = gdk_display_get_monitors (gtk_widget_get_display (GTK_WIDGET (self)));
  g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, 0);
  GdkRectangle screen = { 0, 0, G_MAXINT, G_MAXINT };
  int width, height;
  gboolean maximized;

  if (monitor != NULL)
    gdk_monitor_get_geometry (monitor, &screen);
  vt_preferences_get_window_size (self->preferences, &width, &height, &maximized);
  if (width >= screen.width || height >= screen.height)
    maximized = TRUE;
  width = MIN (width, screen.width);
  height = MIN (height, screen.height);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (maximized)
    gtk_window_maximize (GTK_WINDOW (self));
  vt_window_fold (self, maximized ? screen.width : width, maximized ? screen.height : height);
}

GtkWidget *
vt_window_new (AdwApplication *application, VtPreferences *preferences)
{
  VtWindow *self = g_object_new (VT_TYPE_WINDOW, "application", application, NULL);
  g_autoptr (GPropertyAction) expert = g_property_action_new ("expert-models", preferences, "expert-models");

  self->preferences = g_object_ref (preferences);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (expert));
  g_signal_connect_object (preferences, "notify::expert-models", G_CALLBACK (on_expert_changed), self,
                           G_CONNECT_SWAPPED);
  on_expert_changed (self);
  g_object_bind_property (preferences, "reduced-frequencies", self->plots, "reduced-frequencies",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_object_bind_property (preferences, "reduced-distances", self->plots, "reduced-distances",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  recall_recipe (self);
  set_first_size (self);
  return GTK_WIDGET (self);
}

void
vt_window_make_first_glass (VtWindow *self)
{
  g_autoptr (GError) error = NULL;
  VtRecipe recipe;

  vt_recipe_init (&recipe, vt_models ()[0]);
  recipe.particles = FIRST_PARTICLES;
  if (!vt_session_quench (self->session, &recipe, &error))
    vt_window_say (self, error->message);
}
