/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stage on a display: what it is called, what its buttons do, that it moves when it should and rests when it may. */
#include "app/bond-legend.h"
#include "app/choice.h"
#include "app/ember-bar.h"
#include "app/fold-row.h"
#include "app/stage-panel.h"
#include "app/stage-view-private.h"
#include "network/particles.h"
#include "scene/packing.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  GtkWidget *window, *panel;
  VtStageView *view;
  VtSample *sample;
  double *mode;
} Stage;

static void
set_animations (gboolean enabled)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", enabled, NULL);
}

static void
stage_open (Stage *stage, gconstpointer animations)
{
  const double centre[3] = { 0.1, 0.2, 0.3 };

  set_animations (animations != NULL);
  stage->sample = packing_new (300, 0.6, 20);
  stage->mode = packing_mode (stage->sample, centre);
  stage->window = gtk_window_new ();
  stage->panel = vt_stage_panel_new ();
  stage->view = vt_stage_panel_get_view (VT_STAGE_PANEL (stage->panel));
  gtk_window_set_child (GTK_WINDOW (stage->window), stage->panel);
  gtk_window_set_default_size (GTK_WINDOW (stage->window), 700, 600);
  gtk_window_present (GTK_WINDOW (stage->window));
  gtk_test_widget_wait_for_draw (stage->window);
}

static void
stage_close (Stage *stage, gconstpointer animations)
{
  GtkWidget *view = GTK_WIDGET (stage->view);

  g_object_add_weak_pointer (G_OBJECT (view), (gpointer *) &view);
  gtk_window_destroy (GTK_WINDOW (stage->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (view);
  vt_sample_unref (stage->sample);
  g_free (stage->mode);
  set_animations (TRUE);
}

static void
assert_name (gpointer widget, const char *name)
{
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name);
}

static gboolean
has_name (GtkWidget *widget, const char *name)
{
  g_autofree char *difference = NULL;

  if (!gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL))
    return FALSE;
  difference = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name);
  return difference == NULL;
}

/* The first widget of @type called @name. */
static GtkWidget *
find (GtkWidget *root, GType type, const char *name)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type)
      && (has_name (root, name) || (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), name) == 0)))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, name);

      if (found)
        return found;
    }
  return NULL;
}

static GtkWidget *
get (Stage *stage, GType type, const char *name)
{
  GtkWidget *found = find (stage->panel, type, name);

  if (!found)
    g_error ("nothing is called \"%s\"", name);
  return found;
}

static gboolean
is_seen (GtkWidget *widget)
{
  return gtk_widget_get_mapped (widget);
}

static void
settle (Stage *stage)
{
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (stage->view->tick && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (stage->view->tick, ==, 0);
  gtk_test_widget_wait_for_draw (stage->window);
}

static void
test_names (Stage *stage, gconstpointer data)
{
  assert_name (stage->panel, "Stage");
  assert_name (stage->view, "Empty stage");
  vt_stage_view_set_sample (stage->view, stage->sample, TRUE);
  assert_name (stage->view, "Liquid, 300 particles");
  vt_stage_view_set_sample (stage->view, stage->sample, FALSE);
  assert_name (stage->view, "Glass, 300 particles");
  vt_stage_view_set_mode (stage->view, stage->mode);
  assert_name (stage->view, "Mode of a glass, 300 particles");
  vt_stage_view_set_mode (stage->view, NULL);
  assert_name (stage->view, "Glass, 300 particles");
  vt_stage_view_set_sample (stage->view, NULL, FALSE);
  assert_name (stage->view, "Empty stage");
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (stage->view), GTK_ACCESSIBLE_ROLE_IMG);
}

/* What can be pressed is there when it means something. */
static void
test_parts (Stage *stage, gconstpointer data)
{
  GtkWidget *save = get (stage, GTK_TYPE_BUTTON, "Save picture"), *reset = get (stage, GTK_TYPE_BUTTON, "Reset view");
  GtkWidget *core = get (stage, GTK_TYPE_BUTTON, "Look at the core"), *play = get (stage, GTK_TYPE_BUTTON, "Play");
  GtkWidget *more = get (stage, GTK_TYPE_MENU_BUTTON, "More of the view");

  g_assert_false (is_seen (save) || is_seen (reset) || is_seen (core) || is_seen (play) || is_seen (more));
  vt_stage_view_set_sample (stage->view, stage->sample, TRUE);
  gtk_test_widget_wait_for_draw (stage->window);
  g_assert_false (is_seen (save) || is_seen (more));
  vt_stage_view_set_sample (stage->view, stage->sample, FALSE);
  settle (stage);
  g_assert_true (is_seen (save) && is_seen (reset) && is_seen (more));
  g_assert_false (is_seen (core) || is_seen (play));
  vt_stage_view_set_mode (stage->view, stage->mode);
  vt_stage_view_set_playing (stage->view, FALSE);
  settle (stage);
  g_assert_true (is_seen (core) && is_seen (play));
  g_assert_true (is_seen (get (stage, GTK_TYPE_SCALE, "Amplitude")));
  g_assert_true (is_seen (get (stage, GTK_TYPE_SCALE, "Speed")));
}

static void
test_play (Stage *stage, gconstpointer data)
{
  gboolean playing;

  vt_stage_view_set_sample (stage->view, stage->sample, FALSE);
  vt_stage_view_set_mode (stage->view, stage->mode);
  g_object_get (stage->view, "playing", &playing, NULL);
  g_assert_true (playing);
  g_assert_cmpuint (stage->view->tick, !=, 0); /* also without animations: the swing was asked for */
  g_signal_emit_by_name (get (stage, GTK_TYPE_BUTTON, "Pause"), "clicked");
  settle (stage);
  g_signal_emit_by_name (get (stage, GTK_TYPE_BUTTON, "Play"), "clicked");
  g_assert_cmpuint (stage->view->tick, !=, 0);
  vt_stage_view_set_amplitude (stage->view, 0);
  settle (stage);
  vt_stage_view_set_amplitude (stage->view, 2);
  g_assert_cmpfloat (stage->view->amplitude, ==, 1);
  vt_stage_view_set_mode (stage->view, NULL);
  settle (stage);
  g_assert_false (vt_scene_has_mode (stage->view->scene));
}

/* The amplitude that is heard of twice, in the pill and its menu, is one. */
static void
test_scales (Stage *stage, gconstpointer data)
{
  GtkWidget *scale = get (stage, GTK_TYPE_SCALE, "Speed");

  gtk_range_set_value (GTK_RANGE (scale), 2);
  g_assert_cmpfloat (stage->view->speed, ==, 2);
  vt_stage_view_set_speed (stage->view, 0.5);
  g_assert_cmpfloat (gtk_range_get_value (GTK_RANGE (scale)), ==, 0.5);
  vt_stage_view_set_speed (stage->view, 1e9);
  g_assert_cmpfloat (stage->view->speed, ==, VT_STAGE_SPEED_MAXIMUM);
}

static void
test_choices (Stage *stage, gconstpointer data)
{
  GtkWidget *species, *displacement;
  int colouring, slice;

  vt_stage_view_set_sample (stage->view, stage->sample, FALSE);
  get (stage, GTK_TYPE_MENU_BUTTON, "Colour: species");
  species = get (stage, GTK_TYPE_TOGGLE_BUTTON, "species");
  displacement = get (stage, GTK_TYPE_TOGGLE_BUTTON, "displacement");
  g_assert_false (gtk_widget_get_sensitive (displacement));
  vt_stage_view_set_mode (stage->view, stage->mode);
  g_assert_true (gtk_widget_get_sensitive (displacement));
  get (stage, GTK_TYPE_MENU_BUTTON, "Colour: displacement");
  g_signal_emit_by_name (species, "clicked");
  g_object_get (stage->view, "colouring", &colouring, NULL);
  g_assert_cmpint (colouring, ==, VT_STAGE_COLOURING_SPECIES);
  g_signal_emit_by_name (get (stage, GTK_TYPE_TOGGLE_BUTTON, "across y"), "clicked");
  g_object_get (stage->view, "slice", &slice, NULL);
  g_assert_cmpint (slice, ==, VT_SLICE_Y);
  get (stage, GTK_TYPE_MENU_BUTTON, "Slice: across y");
}

static void
count_up (guint *count)
{
  ++*count;
}

static void
test_signals (Stage *stage, gconstpointer data)
{
  VtStagePanel *panel = VT_STAGE_PANEL (stage->panel);
  guint retried = 0, saved = 0;
  GtkWidget *retry;

  g_signal_connect_swapped (panel, "retry", G_CALLBACK (count_up), &retried);
  g_signal_connect_swapped (panel, "save-picture", G_CALLBACK (count_up), &saved);
  vt_stage_view_set_sample (stage->view, stage->sample, FALSE);
  g_signal_emit_by_name (get (stage, GTK_TYPE_BUTTON, "Save picture"), "clicked");
  g_assert_cmpuint (saved, ==, 1);
  vt_stage_panel_set_failure (panel, "No liquid survives this.", "Cool it down");
  gtk_test_widget_wait_for_draw (stage->window);
  retry = get (stage, GTK_TYPE_BUTTON, "Cool it down");
  g_assert_true (is_seen (retry));
  g_assert_false (is_seen (GTK_WIDGET (stage->view)));
  g_signal_emit_by_name (retry, "clicked");
  g_assert_cmpuint (retried, ==, 1);
  vt_stage_panel_set_failure (panel, NULL, NULL);
  gtk_test_widget_wait_for_draw (stage->window);
  g_assert_false (is_seen (retry));
  g_assert_true (is_seen (GTK_WIDGET (stage->view)));
}

static void
test_progress (Stage *stage, gconstpointer data)
{
  VtStagePanel *panel = VT_STAGE_PANEL (stage->panel);
  GtkWidget *melt = get (stage, GTK_TYPE_PROGRESS_BAR, "Melt"), *quench = get (stage, GTK_TYPE_PROGRESS_BAR, "Quench");
  GtkWidget *modes = get (stage, GTK_TYPE_PROGRESS_BAR, "Modes");

  g_assert_false (is_seen (melt));
  vt_stage_panel_set_stage_progress (panel, 1, 0.25);
  gtk_test_widget_wait_for_draw (stage->window);
  g_assert_true (is_seen (melt));
  g_assert_cmpfloat (gtk_progress_bar_get_fraction (GTK_PROGRESS_BAR (melt)), ==, 1);
  g_assert_cmpfloat (gtk_progress_bar_get_fraction (GTK_PROGRESS_BAR (quench)), ==, 0.25);
  g_assert_cmpfloat (gtk_progress_bar_get_fraction (GTK_PROGRESS_BAR (modes)), ==, 0);
  vt_stage_panel_set_first_stage (panel, 2);
  gtk_test_widget_wait_for_draw (stage->window);
  g_assert_false (is_seen (melt));
  g_assert_false (is_seen (quench));
  g_assert_true (is_seen (modes));
  vt_stage_panel_set_first_stage (panel, 0);
  vt_stage_panel_set_stage_progress (panel, 3, NAN);
  g_assert_cmpfloat (gtk_progress_bar_get_fraction (GTK_PROGRESS_BAR (modes)), ==, 0);
  vt_stage_panel_set_stage_progress (panel, -1, 0);
  g_assert_false (gtk_widget_get_visible (gtk_widget_get_ancestor (melt, GTK_TYPE_BOX))
                  && is_seen (melt));
}

static GtkEventController *
controller_of (GtkWidget *widget, GType type)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint k = 0; k < g_list_model_get_n_items (controllers); k++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, k);

      if (g_type_is_a (G_OBJECT_TYPE (controller), type))
        return controller; /* the widget holds it */
    }
  g_assert_not_reached ();
}

static gboolean
press_with (Stage *stage, guint key, GdkModifierType state)
{
  gboolean handled = FALSE;

  g_signal_emit_by_name (controller_of (GTK_WIDGET (stage->view), GTK_TYPE_EVENT_CONTROLLER_KEY), "key-pressed", key, 0,
                         state, &handled);
  return handled;
}

static gboolean
press (Stage *stage, guint key)
{
  return press_with (stage, key, 0);
}

static void
test_keys (Stage *stage, gconstpointer data)
{
  VtCamera *camera = &stage->view->camera;

  vt_stage_view_set_sample (stage->view, stage->sample, FALSE);
  g_assert_true (gtk_widget_get_focusable (GTK_WIDGET (stage->view)));
  g_assert_true (press (stage, GDK_KEY_Right));
  g_assert_cmpfloat (camera->yaw, >, VT_CAMERA_YAW);
  g_assert_true (press (stage, GDK_KEY_Down));
  g_assert_cmpfloat (camera->pitch, >, VT_CAMERA_PITCH);
  g_assert_true (press (stage, GDK_KEY_plus));
  g_assert_cmpfloat (camera->zoom, >, 1);
  g_assert_true (press (stage, GDK_KEY_Home));
  settle (stage);
  g_assert_cmpfloat_with_epsilon (camera->yaw, VT_CAMERA_YAW, 1e-9);
  g_assert_cmpfloat_with_epsilon (camera->pitch, VT_CAMERA_PITCH, 1e-9);
  g_assert_cmpfloat_with_epsilon (camera->zoom, 1, 1e-9);
  g_assert_false (press (stage, GDK_KEY_F9));
}

static VtNetwork *
network_of (const VtSample *sample, VtPotential *potential)
{
  g_autoptr (GError) error = NULL;
  VtNetwork *network;

  g_assert_true (vt_potential_init (potential, vt_model_find ("mie"), (const double[]) { 12, 2 }, &error));
  network = vt_network_new (sample, potential, &error);
  g_assert_no_error (error);
  return network;
}

/* With Shift the arrow keys move the glass; going back is a flight, or none without animations, from where it is to
 * the first view, and a press as in a double click does not end it. */
static void
test_pan (Stage *stage, gconstpointer animations)
{
  VtStageView *view = stage->view;
  VtCamera before;
  GtkEventController *drag = controller_of (GTK_WIDGET (view), GTK_TYPE_GESTURE_DRAG);

  vt_stage_view_set_sample (view, stage->sample, FALSE);
  press (stage, GDK_KEY_plus);
  press (stage, GDK_KEY_plus);
  g_assert_true (press_with (stage, GDK_KEY_Right, GDK_SHIFT_MASK));
  g_assert_true (press_with (stage, GDK_KEY_Up, GDK_SHIFT_MASK));
  g_assert_cmpfloat (view->camera.pan[0], >, 0);
  g_assert_cmpfloat (view->camera.pan[1], >, 0);
  g_assert_cmpfloat_with_epsilon (view->camera.yaw, VT_CAMERA_YAW, 1e-9);
  before = view->camera;
  g_signal_emit_by_name (get (stage, GTK_TYPE_BUTTON, "Reset view"), "clicked");
  g_signal_emit_by_name (drag, "drag-begin", 10.0, 10.0);
  g_signal_emit_by_name (drag, "drag-end", 0.0, 0.0);
  if (animations)
    {
      g_assert_cmpfloat (view->camera.zoom, ==, before.zoom);
      g_assert_true (vt_glide_is_moving (&view->flight));
    }
  settle (stage);
  g_assert_cmpfloat_with_epsilon (view->camera.zoom, 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (view->camera.pan[0], 0, 1e-9);
  g_assert_cmpfloat_with_epsilon (view->camera.pan[1], 0, 1e-9);
  g_signal_emit_by_name (drag, "drag-begin", 10.0, 10.0);
  g_signal_emit_by_name (drag, "drag-update", 30.0, 0.0);
  g_assert_cmpfloat (view->camera.yaw, >, VT_CAMERA_YAW);
  g_signal_emit_by_name (drag, "drag-end", 30.0, 0.0);
}

/* Only the core and what touches it is left, larger; all comes back, and so does the zoom. */
static void
test_core_only (Stage *stage, gconstpointer data)
{
  VtStageView *view = stage->view;
  VtPotential potential;
  g_autoptr (VtNetwork) network = network_of (stage->sample, &potential);
  GtkWidget *toggle = get (stage, GTK_TYPE_SWITCH, "Core and neighbours only");

  vt_stage_view_set_sample (view, stage->sample, FALSE);
  g_assert_false (gtk_widget_get_visible (gtk_widget_get_parent (toggle)));
  vt_stage_view_set_network (view, network, &potential);
  g_assert_true (gtk_widget_get_visible (gtk_widget_get_parent (toggle)));
  vt_stage_view_set_mode (view, stage->mode);
  vt_stage_view_set_playing (view, FALSE);
  settle (stage);
  gtk_switch_set_active (GTK_SWITCH (toggle), TRUE);
  settle (stage);
  g_assert_cmpfloat (view->look.isolate, ==, 1);
  g_assert_cmpfloat (view->camera.zoom, >, 1);
  g_object_set (view, "orthographic", TRUE, NULL);
  g_assert_cmpfloat (view->camera.zoom, >, 1);
  gtk_switch_set_active (GTK_SWITCH (toggle), FALSE);
  settle (stage);
  g_assert_cmpfloat (view->look.isolate, ==, 0);
  g_assert_cmpfloat_with_epsilon (view->camera.zoom, 1, 1e-9);
  g_assert_true (view->camera.orthographic);
}

static void
test_wheel (Stage *stage, gconstpointer data)
{
  gboolean handled;

  g_signal_emit_by_name (controller_of (GTK_WIDGET (stage->view), GTK_TYPE_EVENT_CONTROLLER_SCROLL), "scroll", 0.0,
                         -1.0, &handled);
  g_assert_true (handled);
  g_assert_cmpfloat (stage->view->camera.zoom, >, 1);
}

/* Two fingers: the spread counts from where they came down, their middle takes the glass along, and a new pinch goes on
 * from what the last one left. */
static void
test_pinch (Stage *stage, gconstpointer data)
{
  VtStageView *view = stage->view;

  vt_stage_view_set_sample (view, stage->sample, FALSE);
  vt_stage_view_begin_pinch (view, 100, 100);
  vt_stage_view_pinch (view, 1.5, 100, 100);
  g_assert_cmpfloat_with_epsilon (view->camera.zoom, 1.5, 1e-9);
  g_assert_cmpfloat (view->camera.pan[0], ==, 0);
  g_assert_cmpfloat (view->camera.pan[1], ==, 0);
  vt_stage_view_pinch (view, 2, 110, 80);
  g_assert_cmpfloat_with_epsilon (view->camera.zoom, 2, 1e-9);
  g_assert_cmpfloat (view->camera.pan[0], >, 0);
  g_assert_cmpfloat (view->camera.pan[1], >, 0);
  vt_stage_view_pinch (view, 2, 100, 100);
  g_assert_cmpfloat_with_epsilon (view->camera.pan[0], 0, 1e-9);
  g_assert_cmpfloat_with_epsilon (view->camera.pan[1], 0, 1e-9);
  vt_stage_view_begin_pinch (view, 50, 50);
  vt_stage_view_pinch (view, 0.75, 50, 50);
  g_assert_cmpfloat_with_epsilon (view->camera.zoom, 1.5, 1e-9);
}

/* A liquid of the same particles sets on its way to the glass; what has nothing to do with it does not. */
static void
test_setting (Stage *stage, gconstpointer animations)
{
  VtStageView *view = stage->view;
  g_autoptr (VtSample) other = packing_new (301, 0.6, 5);

  vt_stage_view_set_sample (view, stage->sample, TRUE);
  g_assert_cmpfloat (view->liquid.value, ==, 1);
  vt_stage_view_set_sample (view, stage->sample, FALSE);
  g_assert_cmpint (vt_glide_is_moving (&view->liquid), ==, animations != NULL);
  settle (stage);
  g_assert_cmpfloat (view->look.liquid, ==, 0);
  g_assert_cmpfloat (view->look.advance, ==, 1);
  vt_stage_view_set_sample (view, other, FALSE);
  g_assert_false (vt_glide_is_moving (&view->liquid));
  settle (stage);
}

/* The core ends in the centre of the box, whatever the way there. */
static void
test_flight (Stage *stage, gconstpointer animations)
{
  VtStageView *view = stage->view;
  double shift[3];

  vt_stage_view_set_sample (view, stage->sample, FALSE);
  settle (stage);
  vt_stage_view_set_mode (view, stage->mode);
  vt_stage_view_set_playing (view, FALSE);
  g_assert_cmpint (vt_glide_is_moving (&view->flight), ==, animations != NULL);
  settle (stage);
  g_assert_true (vt_scene_core_shift (view->scene, shift));
  vt_minimum_image (stage->sample->box, shift);
  for (int c = 0; c < 3; c++)
    g_assert_cmpfloat_with_epsilon (remainder (view->look.shift[c] - shift[c], stage->sample->box[c]), 0, 1e-9);
  g_assert_cmpfloat (view->look.mode, ==, 1);
  vt_stage_view_set_mode (view, NULL);
  settle (stage);
  for (int c = 0; c < 3; c++)
    g_assert_cmpfloat_with_epsilon (remainder (view->look.shift[c], stage->sample->box[c]), 0, 1e-9);
}

/* Being told again what is shown already moves nothing. */
static void
test_again (Stage *stage, gconstpointer animations)
{
  VtStageView *view = stage->view;
  g_autoptr (VtSample) copy = vt_sample_copy (stage->sample);

  vt_stage_view_set_sample (view, stage->sample, FALSE);
  vt_stage_view_set_mode (view, stage->mode);
  vt_stage_view_set_playing (view, FALSE);
  settle (stage);
  vt_stage_view_set_sample (view, copy, FALSE);
  vt_stage_view_set_mode (view, stage->mode);
  g_assert_cmpuint (view->tick, ==, 0);
  g_assert_false (view->playing);
  g_assert_true (vt_scene_has_mode (view->scene));
}

/* A liquid is no place for a mode. */
static void
test_no_mode_in_liquid (Stage *stage, gconstpointer data)
{
  vt_stage_view_set_mode (stage->view, stage->mode);
  g_assert_false (vt_scene_has_mode (stage->view->scene));
  vt_stage_view_set_sample (stage->view, stage->sample, TRUE);
  vt_stage_view_set_mode (stage->view, stage->mode);
  g_assert_false (vt_scene_has_mode (stage->view->scene));
}

static void
test_picture (Stage *stage, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("vitrine-stage-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "glass.png", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "no such folder", "glass.png", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path), bad = g_file_new_for_path (nowhere);
  g_autoptr (GError) error = NULL;
  cairo_surface_t *picture;

  vt_stage_view_set_sample (stage->view, stage->sample, FALSE);
  g_assert_true (vt_stage_view_save_picture (stage->view, file, &error));
  g_assert_no_error (error);
  picture = cairo_image_surface_create_from_png (path);
  g_assert_cmpint (cairo_surface_status (picture), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpint (cairo_image_surface_get_width (picture), >=, 1200);
  cairo_surface_destroy (picture);
  g_assert_false (vt_stage_view_save_picture (stage->view, bad, &error));
  g_assert_nonnull (error);
  g_remove (path);
  g_remove (folder);
}

/* Until the picture of all that has changed is shown. */
static void
wait_for_picture (VtStageView *view)
{
  while (view->tick || view->start || view->stale || !view->picture || !vt_stage_painter_is_free (view->painter))
    g_main_context_iteration (NULL, TRUE);
}

/* The picture is, bit for bit, the one that is painted here and now. */
static void
assert_up_to_date (VtStageView *view)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (view)), width = scale * gtk_widget_get_width (GTK_WIDGET (view));
  int height = scale * gtk_widget_get_height (GTK_WIDGET (view)), stride;
  cairo_surface_t *wanted = cairo_image_surface_create (cairo_image_surface_get_format (view->picture), width, height);

  vt_scene_draw (view->scene, &view->camera, &view->look, wanted, scale, view->top, view->bottom);
  g_assert_cmpint (cairo_image_surface_get_width (view->picture), ==, width);
  g_assert_cmpint (cairo_image_surface_get_height (view->picture), ==, height);
  stride = cairo_image_surface_get_stride (wanted);
  g_assert_cmpint (cairo_image_surface_get_stride (view->picture), ==, stride);
  g_assert_true (memcmp (cairo_image_surface_get_data (view->picture), cairo_image_surface_get_data (wanted),
                         (gsize) stride * (gsize) height)
                 == 0);
  cairo_surface_destroy (wanted);
}

static void
assert_comes_to_show (VtStageView *view)
{
  wait_for_picture (view);
  assert_up_to_date (view);
}

/* Whatever changes, and however much at once, what is shown in the end is what there is. */
static void
test_newest (Stage *stage, gconstpointer data)
{
  VtStageView *view = stage->view;

  vt_stage_view_set_sample (view, stage->sample, TRUE);
  assert_comes_to_show (view);
  vt_stage_view_set_sample (view, stage->sample, FALSE);
  assert_comes_to_show (view);
  vt_stage_view_set_mode (view, stage->mode);
  for (int k = 0; k < 20; k++)
    g_main_context_iteration (NULL, TRUE); /* it swings */
  vt_stage_view_set_playing (view, FALSE);
  view->phase = 1;
  assert_comes_to_show (view);
  vt_stage_view_set_amplitude (view, 0.2);
  assert_comes_to_show (view);
  for (int k = 0; k < 200; k++)
    {
      vt_camera_rotate (&view->camera, 3, 1);
      vt_stage_view_wake (view);
      for (int turn = 0; turn < k % 7; turn++)
        g_main_context_iteration (NULL, FALSE);
    }
  assert_comes_to_show (view);
  vt_stage_view_set_mode (view, NULL);
  vt_stage_view_set_sample (view, NULL, FALSE);
  assert_comes_to_show (view);
}

/* One that is hidden, resized or painted in other colours shows nothing old when it is seen again. */
static void
test_seen_again (Stage *stage, gconstpointer data)
{
  VtStageView *view = stage->view;

  vt_stage_view_set_sample (view, stage->sample, FALSE);
  settle (stage);
  gtk_widget_set_visible (stage->panel, FALSE);
  vt_camera_rotate (&view->camera, 30, 10);
  vt_stage_view_wake (view);
  gtk_widget_set_visible (stage->panel, TRUE);
  gtk_test_widget_wait_for_draw (stage->window);
  g_assert_nonnull (view->picture);
  assert_up_to_date (view);
  vt_stage_view_set_ground (view, 0x204060);
  gtk_test_widget_wait_for_draw (stage->window);
  assert_up_to_date (view);
  gtk_window_set_default_size (GTK_WINDOW (stage->window), 900, 640);
  while (gtk_widget_get_width (stage->panel) != 900)
    g_main_context_iteration (NULL, TRUE);
  assert_comes_to_show (view);
}

/* The fixture takes the stage away while its painter is at work. */
static void
test_leaving (Stage *stage, gconstpointer data)
{
  VtStageView *view = stage->view;
  const VtStageRequest request = { view->camera, view->look, 1, 0, 0 };
  cairo_surface_t *large = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 3000, 3000);

  vt_stage_view_set_sample (view, stage->sample, FALSE);
  settle (stage);
  wait_for_picture (view);
  vt_stage_painter_start (view->painter, view->scene, &request, large);
  cairo_surface_destroy (large);
  vt_camera_rotate (&view->camera, 3, 1);
  vt_stage_view_wake (view);
  g_assert_true (view->stale);
}

/* Bonds are offered where they are known; they are found by their names, told in words, and go with the glass. */
static void
test_bonds (Stage *stage, gconstpointer data)
{
  VtStageView *view = stage->view;
  VtPotential potential;
  g_autoptr (VtNetwork) network = network_of (stage->sample, &potential);
  GtkWidget *legend = get (stage, VT_TYPE_BOND_LEGEND, "Bonds"), *choice;
  guint counts[2];

  vt_stage_view_set_sample (view, stage->sample, FALSE);
  settle (stage);
  choice = gtk_widget_get_ancestor (get (stage, GTK_TYPE_MENU_BUTTON, "Bonds: off"), VT_TYPE_CHOICE);
  g_assert_false (gtk_widget_get_visible (choice));
  vt_stage_view_set_network (view, network, &potential);
  g_assert_true (gtk_widget_get_visible (choice));
  g_assert_false (gtk_widget_get_visible (legend));
  g_signal_emit_by_name (get (stage, GTK_TYPE_TOGGLE_BUTTON, "by force"), "clicked");
  settle (stage);
  g_assert_true (is_seen (legend));
  get (stage, GTK_TYPE_MENU_BUTTON, "Bonds: by force");
  vt_stage_view_count_bonds (view, counts);
  g_assert_true (counts[0] && counts[1]);
  g_assert_cmpfloat (view->look.bonds, ==, 1);
  g_assert_cmpint (vt_stage_view_get_bond_region (view), ==, VT_BOND_REGION_PARTICLE);
  g_object_set (view, "slice", VT_SLICE_X, NULL);
  g_assert_cmpint (vt_stage_view_get_bond_region (view), ==, VT_BOND_REGION_SLICE);
  g_object_set (view, "slice", VT_SLICE_OFF, NULL);
  g_assert_false (gtk_widget_get_sensitive (get (stage, GTK_TYPE_TOGGLE_BUTTON, "by share in k")));
  vt_stage_view_set_mode (view, stage->mode);
  vt_stage_view_set_playing (view, FALSE);
  g_assert_true (gtk_widget_get_sensitive (get (stage, GTK_TYPE_TOGGLE_BUTTON, "by share in k")));
  g_signal_emit_by_name (get (stage, GTK_TYPE_TOGGLE_BUTTON, "by share in k"), "clicked");
  settle (stage);
  g_assert_cmpint (vt_stage_view_get_bond_region (view), ==, VT_BOND_REGION_CORE);
  vt_stage_view_set_mode (view, NULL); /* what is the mode's goes with it */
  settle (stage);
  get (stage, GTK_TYPE_MENU_BUTTON, "Bonds: off");
  g_assert_cmpfloat (view->look.bonds, ==, 0);
  vt_scene_get_bonds (view->scene, counts);
  g_assert_cmpuint (counts[0], ==, 0);
  vt_stage_view_set_sample (view, NULL, FALSE);
  g_assert_null (view->network);
}

/* Colours by numbers are offered where these are known, and told with their range; a mode has its own and gives back
 * what was there before. */
static void
test_colours (Stage *stage, gconstpointer data)
{
  VtStageView *view = stage->view;
  VtPotential potential;
  g_autoptr (VtNetwork) network = network_of (stage->sample, &potential);
  GtkWidget *bar = get (stage, VT_TYPE_EMBER_BAR, "Colours");
  g_autofree double *energies = g_new (double, stage->sample->n);
  double range[2], expected[2];
  GtkWidget *energy;

  vt_stage_view_set_sample (view, stage->sample, FALSE);
  energy = get (stage, GTK_TYPE_TOGGLE_BUTTON, "energy");
  g_assert_false (gtk_widget_get_sensitive (energy));
  vt_stage_view_set_network (view, network, &potential);
  g_assert_true (gtk_widget_get_sensitive (energy));
  g_assert_false (gtk_widget_get_visible (bar));
  g_signal_emit_by_name (energy, "clicked");
  get (stage, GTK_TYPE_MENU_BUTTON, "Colour: energy");
  g_assert_true (gtk_widget_get_visible (bar));
  vt_network_particle_energies (network, stage->sample, &potential, energies);
  vt_robust_range (energies, stage->sample->n, 0.02, 0.98, expected);
  vt_stage_view_get_range (view, range);
  g_assert_cmpfloat (range[0], ==, expected[0]);
  g_assert_cmpfloat (range[1], ==, expected[1]);
  g_signal_emit_by_name (get (stage, GTK_TYPE_TOGGLE_BUTTON, "stickiness"), "clicked");
  vt_stage_view_get_range (view, range);
  g_assert_cmpfloat (range[0], !=, expected[0]);
  vt_stage_view_set_mode (view, stage->mode);
  get (stage, GTK_TYPE_MENU_BUTTON, "Colour: displacement");
  vt_stage_view_set_mode (view, NULL);
  get (stage, GTK_TYPE_MENU_BUTTON, "Colour: stickiness");
  vt_stage_view_set_network (view, NULL, NULL);
  get (stage, GTK_TYPE_MENU_BUTTON, "Colour: species");
  vt_stage_view_set_playing (view, FALSE);
  settle (stage);
  g_assert_false (gtk_widget_get_visible (bar));
}

/* A bond is chosen with the keys or by a click on it, and told with its numbers; a click beside it lets it go. */
static void
test_choose_bond (Stage *stage, gconstpointer data)
{
  VtStageView *view = stage->view;
  VtPotential potential;
  g_autoptr (VtNetwork) network = network_of (stage->sample, &potential);
  const VtBond *bond, *next;
  guint chosen = 0;
  int width, height;

  g_signal_connect_swapped (view, "bond-chosen", G_CALLBACK (count_up), &chosen);
  vt_stage_view_set_sample (view, stage->sample, FALSE);
  vt_stage_view_set_network (view, network, &potential);
  press (stage, GDK_KEY_n);
  g_assert_null (vt_stage_view_get_bond (view));
  vt_stage_view_set_bonds (view, VT_BOND_MAP_FORCE);
  settle (stage);
  press (stage, GDK_KEY_n);
  bond = vt_stage_view_get_bond (view);
  g_assert_nonnull (bond);
  press (stage, GDK_KEY_n);
  next = vt_stage_view_get_bond (view);
  g_assert_true (next && next != bond);
  press (stage, GDK_KEY_b);
  g_assert_true (vt_stage_view_get_bond (view) == bond);
  g_assert_cmpuint (chosen, ==, 3);
  vt_stage_view_click (view, 1, 1);
  g_assert_null (vt_stage_view_get_bond (view));
  settle (stage);
  width = gtk_widget_get_width (GTK_WIDGET (view));
  height = gtk_widget_get_height (GTK_WIDGET (view));
  for (int y = 0; y < height && !vt_stage_view_get_bond (view); y += 4)
    for (int x = 0; x < width && !vt_stage_view_get_bond (view); x += 4)
      if (vt_scene_pick_bond (view->scene, &view->camera, &view->look, width, height, view->top, view->bottom, x, y, 2)
          >= 0)
        vt_stage_view_click (view, x, y);
  g_assert_nonnull (vt_stage_view_get_bond (view));
  vt_stage_view_choose_bond (view, 0, 0);
  g_assert_null (vt_stage_view_get_bond (view));
  vt_stage_view_choose_bond (view, network->bonds[5].j, network->bonds[5].i);
  g_assert_true (vt_stage_view_get_bond (view) == &network->bonds[5]);
}

/* Narrow rows drop what is least needed and never overflow. */
static void
test_fold (void)
{
  GtkWidget *row = g_object_ref_sink (vt_fold_row_new (10));
  GtkWidget *children[4];
  int minimum, natural;

  for (guint k = 0; k < 4; k++)
    {
      children[k] = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
      gtk_widget_set_size_request (children[k], 50, 10);
      vt_fold_row_append (VT_FOLD_ROW (row), children[k], k);
    }
  gtk_widget_measure (row, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, 50);
  g_assert_cmpint (natural, ==, 4 * 50 + 3 * 10);
  g_assert_cmpint (vt_fold_row_fit (VT_FOLD_ROW (row), 1000), ==, 230);
  g_assert_cmpint (vt_fold_row_fit (VT_FOLD_ROW (row), 229), ==, 170);
  g_assert_cmpint (vt_fold_row_fit (VT_FOLD_ROW (row), 60), ==, 50);
  gtk_widget_size_allocate (row, &(GtkAllocation) { 0, 0, 175, 10 }, -1);
  for (guint k = 0; k < 4; k++)
    g_assert_cmpint (gtk_widget_get_child_visible (children[k]), ==, k < 3);
  gtk_widget_set_visible (children[1], FALSE); /* then there is room for another */
  gtk_widget_size_allocate (row, &(GtkAllocation) { 0, 0, 175, 10 }, -1);
  g_assert_true (gtk_widget_get_child_visible (children[3]));
  g_assert_finalize_object (row);
}

static void
add (const char *name, void (*test) (Stage *, gconstpointer))
{
  g_autofree char *still = g_strdup_printf ("/stage/%s/still", name);
  g_autofree char *animated = g_strdup_printf ("/stage/%s/animated", name);

  g_test_add (still, Stage, NULL, stage_open, test, stage_close);
  g_test_add (animated, Stage, GINT_TO_POINTER (1), stage_open, test, stage_close);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  add ("names", test_names);
  add ("parts", test_parts);
  add ("play", test_play);
  add ("scales", test_scales);
  add ("choices", test_choices);
  add ("signals", test_signals);
  add ("progress", test_progress);
  add ("keys", test_keys);
  add ("pan", test_pan);
  add ("core-only", test_core_only);
  add ("wheel", test_wheel);
  add ("pinch", test_pinch);
  add ("setting", test_setting);
  add ("flight", test_flight);
  add ("again", test_again);
  add ("no-mode-in-liquid", test_no_mode_in_liquid);
  add ("picture", test_picture);
  add ("newest", test_newest);
  add ("seen-again", test_seen_again);
  add ("leaving", test_leaving);
  add ("bonds", test_bonds);
  add ("colours", test_colours);
  add ("choose-bond", test_choose_bond);
  g_test_add_func ("/stage/fold", test_fold);
  return g_test_run ();
}
