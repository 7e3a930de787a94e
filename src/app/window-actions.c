/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/window-private.h"

void
vt_window_start_quench (VtWindow *self)
{
  g_autoptr (GError) error = NULL;

  if (vt_recipe_panel_get_obstacle (self->recipe) != NULL || vt_session_get_running (self->session) != NULL)
    return;
  if (!vt_session_quench (self->session, vt_recipe_panel_get_recipe (self->recipe), &error))
    vt_window_say (self, error->message);
  else if (self->folded)
    adw_flap_set_reveal_flap (self->flap, FALSE);
}

static void
quench (GtkWidget *widget, const char *name, GVariant *parameter)
{
  vt_window_start_quench (VT_WINDOW (widget));
}

/* Escape: the nearest thing that can be left. */
static void
leave (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VtWindow *self = VT_WINDOW (widget);

  if (vt_session_get_running (self->session) != NULL)
    vt_session_cancel (self->session);
  else if (self->responding)
    vt_window_set_responding (self, FALSE);
  else if (vt_session_get_selected (self->session) != NULL)
    vt_session_select_mode (self->session, -1);
  else if (self->folded)
    adw_flap_set_reveal_flap (self->flap, FALSE);
}

static void
undo (GtkWidget *widget, const char *name, GVariant *parameter)
{
  vt_recipe_panel_undo (VT_WINDOW (widget)->recipe);
}

static void
redo (GtkWidget *widget, const char *name, GVariant *parameter)
{
  vt_recipe_panel_redo (VT_WINDOW (widget)->recipe);
}

static void
toggle_sidebar (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VtWindow *self = VT_WINDOW (widget);

  if (self->compact)
    adw_flap_set_reveal_flap (self->flap, !adw_flap_get_reveal_flap (self->flap));
}

/* Within the family; from no mode the first step is to its lowest. */
static void
step_mode (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VtSession *session = VT_WINDOW (widget)->session;
  VtGlass *glass = vt_session_get_shown (session);
  VtModeKind kind = vt_session_get_mode_kind (session);
  const GPtrArray *modes = glass != NULL ? vt_glass_get_modes (glass, kind) : NULL;
  int n = modes != NULL ? (int) modes->len : 0, mode = vt_session_get_mode (session);

  if (n > 0)
    vt_session_select (session, kind, mode < 0 ? 0 : CLAMP (mode + g_variant_get_int32 (parameter), 0, n - 1));
}

static void
respond (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VtWindow *self = VT_WINDOW (widget);

  vt_window_set_responding (self, !self->responding);
}

static void
pinch_random (GtkWidget *widget, const char *name, GVariant *parameter)
{
  vt_window_pinch_random (VT_WINDOW (widget));
}

static void
use_shown_recipe (GtkWidget *widget, const char *name, GVariant *parameter)
{
  VtWindow *self = VT_WINDOW (widget);
  VtGlass *glass = vt_session_get_shown (self->session);

  if (glass != NULL)
    vt_recipe_panel_set_recipe (self->recipe, vt_glass_get_recipe (glass));
}

void
vt_window_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.quench", NULL, quench);
  gtk_widget_class_install_action (widget_class, "win.leave", NULL, leave);
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, redo);
  gtk_widget_class_install_action (widget_class, "win.sidebar", NULL, toggle_sidebar);
  gtk_widget_class_install_action (widget_class, "win.step-mode", "i", step_mode);
  gtk_widget_class_install_action (widget_class, "win.response", NULL, respond);
  gtk_widget_class_install_action (widget_class, "win.random-bond", NULL, pinch_random);
  gtk_widget_class_install_action (widget_class, "win.use-recipe", NULL, use_shown_recipe);
}

static void
add_shortcut (GtkEventController *controller, const char *trigger, const char *action)
{
  GtkShortcut *shortcut =
    gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger), gtk_named_action_new (action));

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
}

/* Keys that mean something else inside a field or on a button come here last (bubble phase): Space presses the button
 * that has the focus, and only else quenches. */
void
vt_window_add_shortcuts (VtWindow *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_BUBBLE);
  add_shortcut (controller, "space", "win.quench");
  add_shortcut (controller, "KP_Space", "win.quench");
  add_shortcut (controller, "Escape", "win.leave");
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

void
vt_window_update_actions (VtWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean running = vt_session_get_running (self->session) != NULL;
  VtGlass *glass = vt_session_get_shown (self->session);
  gboolean set = glass != NULL && vt_glass_is_set (glass);

  gtk_widget_action_set_enabled (widget, "win.quench",
                                 !running && vt_recipe_panel_get_obstacle (self->recipe) == NULL);
  gtk_widget_action_set_enabled (widget, "win.undo", vt_recipe_panel_can_undo (self->recipe));
  gtk_widget_action_set_enabled (widget, "win.redo", vt_recipe_panel_can_redo (self->recipe));
  gtk_widget_action_set_enabled (widget, "win.use-recipe", glass != NULL);
  gtk_widget_action_set_enabled (widget, "win.save-glass", set);
  gtk_widget_action_set_enabled (widget, "win.response", vt_session_can_pinch (self->session));
  gtk_widget_action_set_enabled (widget, "win.random-bond", vt_session_can_pinch (self->session));
  gtk_widget_action_set_enabled (widget, "win.save-mode", set && vt_session_get_selected (self->session) != NULL);
  gtk_widget_action_set_enabled (widget, "win.step-mode",
                                 set && vt_glass_get_snapshot (glass)->modes != NULL
                                   && vt_glass_get_snapshot (glass)->modes->n > 0);
}
