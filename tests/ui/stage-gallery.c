/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stage-gallery FOLDER [RECIPE]: makes a glass and shows it on the stage in all its states, light and dark, large and
 * small, as PNG files to be looked at beside the design. Needs a display (tests/ui/under-xvfb.sh). */
#include "app/stage-panel.h"
#include "app/stage-view-private.h"
#include "engine/run.h"

#include <adwaita.h>

typedef struct
{
  GtkWidget *window, *panel;
  const char *folder, *style;
  GPtrArray *liquids;      /* samples while it melted */
  VtSnapshot *glass;
} Gallery;

static void
wait (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (2000);
}

static void
shoot (Gallery *gallery, const char *name)
{
  g_autofree char *path = g_strdup_printf ("%s/stage-%s-%s.png", gallery->folder, name, gallery->style);
  GtkWidget *window = gallery->window;
  int width = gtk_widget_get_width (window), height = gtk_widget_get_height (window);

  wait (900);

  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  GskRenderNode *node = gtk_snapshot_free_to_node (snapshot);
  GskRenderer *renderer = gtk_native_get_renderer (GTK_NATIVE (window));
  g_autoptr (GdkTexture) texture
    = gsk_renderer_render_texture (renderer, node, &GRAPHENE_RECT_INIT (0, 0, width, height));

  if (!gdk_texture_save_to_png (texture, path))
    g_printerr ("cannot write %s\n", path);
  gsk_render_node_unref (node);
}

/* Runs the recipe once, keeping every frame of the melt. */
static void
run (Gallery *gallery, const char *text)
{
  VtRequest request = { .n_modes = 60, .interactive = TRUE };
  g_autoptr (GError) error = NULL;
  VtRun *runner = NULL;

  if (vt_recipe_from_string (&request.recipe, text, &error))
    runner = vt_run_new (&request, &error);
  if (!runner)
    g_error ("%s", error->message);
  while (!vt_run_finished (runner) || !gallery->glass)
    {
      g_autoptr (VtSnapshot) snapshot = vt_run_wait (runner, G_USEC_PER_SEC);

      if (!snapshot)
        continue;
      if (snapshot->stage == VT_STAGE_MELT && snapshot->sample)
        g_ptr_array_add (gallery->liquids, vt_sample_ref (snapshot->sample));
      if (snapshot->stage >= VT_STAGE_DONE)
        gallery->glass = vt_snapshot_ref (snapshot);
    }
  vt_run_unref (runner);
  if (!gallery->glass->modes || !gallery->glass->modes->n)
    g_error ("no modes: %s", gallery->glass->error ? gallery->glass->error->message : "?");
}

static void
melt (Gallery *gallery)
{
  VtStageView *view = vt_stage_panel_get_view (VT_STAGE_PANEL (gallery->panel));
  guint last = gallery->liquids->len * 3 / 4, first = last > 60 ? last - 60 : 0;

  for (guint k = first; k < last; k++)
    {
      vt_stage_view_set_sample (view, g_ptr_array_index (gallery->liquids, k), TRUE);
      wait (20);
    }
}

static guint
most_localized (const VtModeSet *modes)
{
  guint best = 0;

  for (guint k = 0; k < modes->n; k++)
    if (modes->participation[k] < modes->participation[best])
      best = k;
  return best;
}

static void
show_mode (Gallery *gallery)
{
  VtStagePanel *panel = VT_STAGE_PANEL (gallery->panel);
  const VtModeSet *modes = gallery->glass->modes;
  guint k = most_localized (modes);
  g_autofree char *title = g_strdup_printf ("Mode %u", k + 1);
  g_autofree char *line
    = g_strdup_printf ("<i>ω</i> = %.3f <i>τ</i><sup>−1</sup>  ·  about %.0f of %u particles take part",
                       modes->frequencies[k], modes->participation[k], modes->n_particles);

  vt_stage_panel_set_title (panel, title);
  vt_stage_panel_set_subtitle (panel, line);
  vt_stage_view_set_mode (vt_stage_panel_get_view (panel), modes->vectors[k]);
  vt_stage_view_set_playing (vt_stage_panel_get_view (panel), FALSE);
}

static void
show_bonds (Gallery *gallery, const char *of)
{
  static const char *const names[VT_N_BOND_MAPS] = { NULL, "force", "stiffness", "k", "f" };
  VtStageView *view = vt_stage_panel_get_view (VT_STAGE_PANEL (gallery->panel));
  gboolean has_mode;

  g_object_get (view, "has-mode", &has_mode, NULL);
  for (VtBondMap map = VT_BOND_MAP_FORCE; map < (has_mode ? VT_N_BOND_MAPS : VT_BOND_MAP_K); map++)
    {
      g_autofree char *name = g_strdup_printf ("bonds-%s-%s", of, names[map]);

      vt_stage_view_set_bonds (view, map);
      vt_stage_view_step_bond (view, 1);
      shoot (gallery, name);
    }
  vt_stage_view_set_bonds (view, VT_BOND_MAP_OFF);
}

static void
show_colours (Gallery *gallery)
{
  VtStageView *view = vt_stage_panel_get_view (VT_STAGE_PANEL (gallery->panel));
  VtPotential potential;

  vt_recipe_potential (&gallery->glass->recipe, &potential, NULL);
  vt_stage_view_set_network (view, gallery->glass->network, &potential);
  vt_stage_view_set_colouring (view, VT_STAGE_COLOURING_ENERGY);
  shoot (gallery, "energy");
  vt_stage_view_set_colouring (view, VT_STAGE_COLOURING_STICKINESS);
  shoot (gallery, "stickiness");
  vt_stage_view_set_colouring (view, VT_STAGE_COLOURING_SPECIES);
}

static void
all_states (Gallery *gallery)
{
  VtStagePanel *panel = VT_STAGE_PANEL (gallery->panel);
  VtStageView *view = vt_stage_panel_get_view (panel);
  g_autofree char *line = g_strdup_printf ("%u particles in a periodic box of %.1f <i>λ</i>", gallery->glass->sample->n,
                                           gallery->glass->sample->box[0]);

  vt_stage_panel_set_stage_progress (panel, 0, 0.74);
  vt_stage_panel_set_caption (panel, "The crystal it started from is gone: particles have moved by 1.3 <i>λ</i> on "
                                     "average. Tracks of a few are drawn.");
  melt (gallery);
  shoot (gallery, "liquid");
  vt_stage_panel_set_stage_progress (panel, -1, 0);
  vt_stage_panel_set_caption (panel, NULL);
  vt_stage_panel_set_subtitle (panel, line);
  vt_stage_view_set_sample (view, gallery->glass->sample, FALSE);
  shoot (gallery, "glass");
  show_colours (gallery);
  show_bonds (gallery, "particle");
  g_object_set (view, "slice", VT_SLICE_Z, NULL);
  show_bonds (gallery, "slice");
  g_object_set (view, "slice", VT_SLICE_OFF, NULL);
  show_mode (gallery);
  shoot (gallery, "mode");
  vt_stage_view_set_core_only (view, TRUE);
  shoot (gallery, "core");
  vt_stage_view_set_bonds (view, VT_BOND_MAP_K);
  shoot (gallery, "core-k");
  vt_stage_view_set_bonds (view, VT_BOND_MAP_OFF);
  vt_stage_view_set_core_only (view, FALSE);
  show_bonds (gallery, "mode");
  vt_stage_panel_set_title (panel, NULL);
  vt_stage_view_set_mode (view, NULL);
  vt_stage_panel_set_failure (panel, "The liquid did not melt: the crystal it started from is still there after 10 τ.",
                              "Melt for longer");
  shoot (gallery, "failure");
  vt_stage_panel_set_failure (panel, NULL, NULL);
  vt_stage_view_set_sample (view, NULL, FALSE);
}

static void
open_window (Gallery *gallery, int width, int height)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gallery->window = adw_window_new ();
  gallery->panel = vt_stage_panel_new ();
  gtk_widget_set_hexpand (gallery->panel, TRUE);
  gtk_widget_set_vexpand (gallery->panel, TRUE);
  gtk_widget_set_margin_top (gallery->panel, 12);
  gtk_widget_set_margin_bottom (gallery->panel, 12);
  gtk_widget_set_margin_start (gallery->panel, 12);
  gtk_widget_set_margin_end (gallery->panel, 12);
  gtk_box_append (GTK_BOX (box), gallery->panel);
  adw_window_set_content (ADW_WINDOW (gallery->window), box);
  gtk_window_set_default_size (GTK_WINDOW (gallery->window), width + 24, height + 24);
  gtk_window_present (GTK_WINDOW (gallery->window));
  wait (300);
}

int
main (int argc, char **argv)
{
  static const char *const styles[2][2] = { { "light", "light-small" }, { "dark", "dark-small" } };
  Gallery gallery = { .folder = argc > 1 ? argv[1] : NULL };

  if (argc < 2)
    {
      g_printerr ("usage: stage-gallery FOLDER [RECIPE]\n");
      return 2;
    }
  adw_init ();
  gallery.liquids = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_sample_unref);
  run (&gallery, argc > 2 ? argv[2] : "stiff q=80 xc=2 N=2048 rho=0.694 seed=7 melt=nve");

  for (int dark = 0; dark < 2; dark++)
    for (int small = 0; small < 2; small++)
      {
        adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                            dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
        gallery.style = styles[dark][small];
        open_window (&gallery, small ? 386 : 700, small ? 446 : 690);
        all_states (&gallery);
        gtk_window_destroy (GTK_WINDOW (gallery.window));
      }
  g_ptr_array_unref (gallery.liquids);
  vt_snapshot_unref (gallery.glass);
  return 0;
}
