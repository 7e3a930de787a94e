/* stage-gallery FOLDER [N]: the stage in all its states, light and dark, large and small, as PNG files to be looked
 * at beside the design. Needs a display (tests/ui/under-xvfb.sh). */
#include "app/stage-panel.h"
#include "scene/packing.h"

#include <adwaita.h>
#include <stdlib.h>

typedef struct
{
  GtkWidget *window, *panel;
  const char *folder;
  const VtSample *sample;
  const double *mode;
  const char *style;
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

static void
melt (Gallery *gallery)
{
  VtStageView *view = vt_stage_panel_get_view (VT_STAGE_PANEL (gallery->panel));
  g_autoptr (VtSample) at = vt_sample_copy (gallery->sample);
  g_autofree double *velocity = g_new0 (double, 3 * at->n);
  GRand *random = g_rand_new_with_seed (1);

  for (guint step = 0; step < 30; step++)
    {
      g_autoptr (VtSample) moved = vt_sample_copy (at);

      for (guint i = 0; i < 3 * at->n; i++)
        {
          velocity[i] = 0.7 * velocity[i] + 0.09 * vt_random_normal (random);
          moved->positions[i] += velocity[i];
        }
      memcpy (at->positions, moved->positions, 3 * at->n * sizeof (double));
      vt_stage_view_set_sample (view, moved, TRUE);
      wait (30);
    }
  g_rand_free (random);
}

static void
all_states (Gallery *gallery)
{
  VtStagePanel *panel = VT_STAGE_PANEL (gallery->panel);
  VtStageView *view = vt_stage_panel_get_view (panel);
  g_autofree char *line = g_strdup_printf ("%u particles in a periodic box of %.1f <i>λ</i>", gallery->sample->n,
                                           gallery->sample->box[0]);

  vt_stage_panel_set_stage_progress (panel, 0, 0.74);
  vt_stage_panel_set_caption (panel, "The crystal it started from is gone: particles have moved by 1.3 <i>λ</i> on "
                                     "average. Tracks of a few are drawn.");
  melt (gallery);
  shoot (gallery, "liquid");
  vt_stage_panel_set_stage_progress (panel, -1, 0);
  vt_stage_panel_set_caption (panel, NULL);
  vt_stage_panel_set_subtitle (panel, line);
  vt_stage_view_set_sample (view, gallery->sample, FALSE);
  shoot (gallery, "glass");
  vt_stage_panel_set_title (panel, "Mode 4");
  vt_stage_panel_set_subtitle (panel, "<i>ω</i> = 1.749 <i>τ</i><sup>−1</sup>  ·  about 59 of 2048 particles take part");
  vt_stage_view_set_mode (view, gallery->mode);
  vt_stage_view_set_playing (view, FALSE);
  shoot (gallery, "mode");
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
  guint n = argc > 2 ? (guint) atoi (argv[2]) : 2048;
  const double centre[3] = { 0.9, 0.2, 0.6 };
  static const char *const styles[2][2] = { { "light", "light-small" }, { "dark", "dark-small" } };

  if (argc < 2 || n < 1)
    {
      g_printerr ("usage: stage-gallery FOLDER [N]\n");
      return 2;
    }
  adw_init ();

  g_autoptr (VtSample) sample = packing_new (n, 0.694, 300);
  g_autofree double *mode = packing_mode (sample, centre);
  Gallery gallery = { .folder = argv[1], .sample = sample, .mode = mode };

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
  return 0;
}
