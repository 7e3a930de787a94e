/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/application.h"
#include "app/preferences.h"
#include "app/window.h"

struct _VtApplication
{
  AdwApplication parent_instance;
  VtPreferences *preferences;
};

G_DEFINE_FINAL_TYPE (VtApplication, vt_application, ADW_TYPE_APPLICATION)

static VtWindow *
new_window (VtApplication *self)
{
  GtkWidget *window = vt_window_new (ADW_APPLICATION (self), self->preferences);

  gtk_window_present (GTK_WINDOW (window));
  return VT_WINDOW (window);
}

static void
vt_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window != NULL)
    gtk_window_present (window);
  else
    vt_window_make_first_glass (new_window (VT_APPLICATION (application)));
}

static void
vt_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  for (int i = 0; i < n_files; i++)
    {
      VtWindow *target = window != NULL ? VT_WINDOW (window) : new_window (VT_APPLICATION (application));
      window = NULL; /* further files get windows of their own: a window analyses one glass at a time */
      vt_window_open_file (target, files[i]);
      gtk_window_present (GTK_WINDOW (target));
    }
}

/* --- actions --- */

static void
show_about (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (data));
  const char *developers[] = { _ ("The Vitrine developers"), NULL };

  adw_show_about_window (parent, "application-name", _ ("Vitrine"), "application-icon", VT_APP_ID, "version",
                         VT_VERSION, "developer-name", _ ("The Vitrine developers"), "developers", developers,
                         "comments",
                         _ ("Tune the pair potential, quench a liquid, and look into the glass you made: its structure, "
                            "its elasticity, its vibrations and its soft modes."),
                         "license-type", GTK_LICENSE_GPL_3_0, "translator-credits", _ ("translator-credits"), NULL);
}

static void
quit (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GList *windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (data)));

  /* Closed one by one, so that each saves its size and recipe. */
  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
  g_list_free (windows);
}

static void
apply_colour_scheme (VtApplication *self)
{
  const char *scheme = vt_preferences_get_colour_scheme (self->preferences);
  AdwColorScheme colours = g_str_equal (scheme, "dark")    ? ADW_COLOR_SCHEME_FORCE_DARK
                           : g_str_equal (scheme, "light") ? ADW_COLOR_SCHEME_FORCE_LIGHT
                                                           : ADW_COLOR_SCHEME_DEFAULT;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), colours);
}

static void
set_accels (GtkApplication *application)
{
  static const struct
  {
    const char *action;
    const char *accels[3];
  } table[] = {
    { "app.quit", { "<Control>q" } },
    { "window.close", { "<Control>w" } },
    { "win.open", { "<Control>o" } },
    { "win.save-glass", { "<Control>s" } },
    { "win.save-mode", { "<Control><Shift>s" } },
    { "win.quench", { "<Control>Return", "<Control>KP_Enter" } },
    { "win.undo", { "<Control>z" } },
    { "win.redo", { "<Control><Shift>z", "<Control>y" } },
    { "win.sidebar", { "F9" } },
    { "win.response", { "<Control>r" } },
    { "win.random-bond", { "<Control><Shift>r" } },
    { "win.step-mode(-1)", { "<Alt>Left" } },
    { "win.step-mode(1)", { "<Alt>Right" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    gtk_application_set_accels_for_action (application, table[i].action, table[i].accels);
}

static void
vt_application_startup (GApplication *application)
{
  static const GActionEntry entries[] = {
    { .name = "about", .activate = show_about },
    { .name = "quit", .activate = quit },
  };
  VtApplication *self = VT_APPLICATION (application);
  g_autoptr (GPropertyAction) scheme = NULL;

  G_APPLICATION_CLASS (vt_application_parent_class)->startup (application);
  self->preferences = vt_preferences_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  scheme = g_property_action_new ("colour-scheme", self->preferences, "colour-scheme");
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (scheme));
  g_signal_connect_object (self->preferences, "notify::colour-scheme", G_CALLBACK (apply_colour_scheme), self,
                           G_CONNECT_SWAPPED);
  apply_colour_scheme (self);
  set_accels (GTK_APPLICATION (application));
}

/* Without a display GTK would end the program with a bare warning: look first, and say what to do. */
static int
vt_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("vitrine %s\n", VT_VERSION);
      return 0;
    }
  if (!gtk_init_check ())
    {
      g_printerr ("%s\n", _ ("vitrine: no display can be opened. vitrine-cli does the same job in the terminal."));
      return VT_EXIT_NO_DISPLAY;
    }
  return -1;
}

static void
vt_application_finalize (GObject *object)
{
  VtApplication *self = VT_APPLICATION (object);

  g_clear_object (&self->preferences);
  G_OBJECT_CLASS (vt_application_parent_class)->finalize (object);
}

static void
vt_application_class_init (VtApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = vt_application_finalize;
  application_class->startup = vt_application_startup;
  application_class->activate = vt_application_activate;
  application_class->open = vt_application_open;
  application_class->handle_local_options = vt_application_handle_local_options;
}

static void
vt_application_init (VtApplication *self)
{
  g_application_add_main_option (G_APPLICATION (self), "version", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE,
                                 _ ("Print the version and exit"), NULL);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _ ("[FILE.xyz …]"));
}

VtApplication *
vt_application_new (void)
{
  return g_object_new (VT_TYPE_APPLICATION, "application-id", VT_APP_ID, "flags", G_APPLICATION_HANDLES_OPEN, NULL);
}
