#include "app/stage-view.h"

#include "app/frame-pool.h"
#include "app/glide.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#define SECOND G_USEC_PER_SEC
#define SETTING (400 * 1000)       /* the glass sets */
#define FLIGHT (500 * 1000)        /* the camera to a core */
#define DISSOLVE (200 * 1000)      /* one picture into another */
#define PERIOD 1.6                 /* seconds of a swing at speed 1 */
#define LARGEST_SWING 0.6          /* lambda */
#define DEGREES_PER_PIXEL 0.4
#define DEGREES_PER_KEY 5.0
#define ZOOM_PER_STEP 1.12
#define SPIN_DECAY 5.0             /* 1/s */
#define SPIN_LEAST 4.0             /* degrees/s below which it rests */

struct _VtStageView
{
  GtkWidget parent_instance;

  VtScene *scene;
  VtLook look;
  VtCamera camera;
  gboolean is_liquid;
  gboolean playing;
  double amplitude, speed;
  int top, bottom;          /* insets */
  int ground;

  VtGlide liquid;           /* 1 ... 0: setting */
  VtGlide mode;             /* 0 ... 1: from glass to mode */
  VtGlide shift;            /* 0 ... 1: from shift_from to shift_to */
  VtGlide flight;           /* 0 ... 1: from camera_from to camera_to */
  VtGlide advance;          /* 0 ... 1: from the sample before to this one */
  VtGlide dissolve;         /* 1 ... 0: opacity of the picture before */
  double shift_from[3], shift_to[3];
  VtCamera camera_from, camera_to;
  double phase;             /* of the swing, radians */
  double spin[2];           /* degrees/s after a drag was let go */
  gint64 sample_time;       /* when the last sample of a liquid came */
  gint64 sample_interval;

  guint tick;
  gint64 last_frame;        /* 0: before the first tick */
  VtCamera drag_camera;
  double pinch_zoom;

  VtFramePool *pool;
  GdkTexture *texture;      /* the picture; NULL when it has to be drawn again */
  GdkTexture *picture_before;
};

G_DEFINE_FINAL_TYPE (VtStageView, vt_stage_view, GTK_TYPE_WIDGET)

enum
{
  PROP_PLAYING = 1,
  PROP_AMPLITUDE,
  PROP_SPEED,
  PROP_COLOURING,
  PROP_SLICE,
  PROP_SLICE_AT,
  PROP_ORTHOGRAPHIC,
  PROP_OUTLINE,
  PROP_ARROWS,
  PROP_LIQUID,
  PROP_HAS_SAMPLE,
  PROP_HAS_MODE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

/* Motion */

static gboolean
is_swinging (VtStageView *self)
{
  return self->playing && self->mode.value > 0 && self->amplitude > 0 && vt_scene_has_mode (self->scene);
}

static gboolean
is_spinning (VtStageView *self)
{
  return hypot (self->spin[0], self->spin[1]) > SPIN_LEAST;
}

static gboolean
is_moving (VtStageView *self)
{
  return is_swinging (self) || is_spinning (self) || vt_glide_is_moving (&self->liquid)
         || vt_glide_is_moving (&self->mode) || vt_glide_is_moving (&self->shift)
         || vt_glide_is_moving (&self->flight) || vt_glide_is_moving (&self->advance)
         || vt_glide_is_moving (&self->dissolve);
}

static void
redraw (VtStageView *self)
{
  g_clear_object (&self->texture);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
step_spin (VtStageView *self, double seconds)
{
  double keep = exp (-SPIN_DECAY * seconds);

  if (!is_spinning (self))
    {
      self->spin[0] = self->spin[1] = 0;
      return;
    }
  vt_camera_rotate (&self->camera, self->spin[0] * seconds, self->spin[1] * seconds);
  self->spin[0] *= keep;
  self->spin[1] *= keep;
}

static void
step_flight (VtStageView *self, gint64 now)
{
  gboolean flying = vt_glide_is_moving (&self->flight), shifting = vt_glide_is_moving (&self->shift);

  vt_glide_step (&self->flight, now);
  vt_glide_step (&self->shift, now);
  if (flying)
    self->camera = vt_camera_between (&self->camera_from, &self->camera_to, vt_ease_in_out (self->flight.value));
  for (int c = 0; c < 3 && shifting; c++)
    self->look.shift[c]
      = self->shift_from[c] + vt_ease_in_out (self->shift.value) * (self->shift_to[c] - self->shift_from[c]);
}

/* The mode stays in the scene until it has faded. */
static void
step_mode (VtStageView *self, gint64 now)
{
  vt_glide_step (&self->mode, now);
  self->look.mode = vt_ease_in_out (self->mode.value);
  if (self->mode.value <= 0 && !vt_glide_is_moving (&self->mode) && self->mode.to <= 0)
    vt_scene_set_mode (self->scene, NULL);
}

static void
step (VtStageView *self, gint64 now)
{
  double seconds = self->last_frame ? CLAMP ((now - self->last_frame) / (double) SECOND, 0, 0.25) : 0;

  self->last_frame = now;
  step_spin (self, seconds);
  step_flight (self, now);
  step_mode (self, now);
  vt_glide_step (&self->liquid, now);
  vt_glide_step (&self->advance, now);
  vt_glide_step (&self->dissolve, now);
  self->look.liquid = vt_ease_in_out (self->liquid.value);
  self->look.advance = self->advance.value;
  if (is_swinging (self))
    self->phase = fmod (self->phase + 2 * G_PI * seconds * self->speed / PERIOD, 2 * G_PI);
  self->look.swing = LARGEST_SWING * self->amplitude * sin (self->phase) * self->look.mode;
  if (!vt_glide_is_moving (&self->dissolve))
    g_clear_object (&self->picture_before);
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  VtStageView *self = VT_STAGE_VIEW (widget);

  step (self, gdk_frame_clock_get_frame_time (clock));
  redraw (self);
  if (is_moving (self))
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

/* After anything changed: draws anew, and keeps drawing while something moves. */
static void
wake (VtStageView *self)
{
  redraw (self);
  if (self->tick || !is_moving (self))
    {
      if (!self->tick)
        step (self, 0); /* takes over what was set at once */
      return;
    }
  self->last_frame = 0;
  self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, NULL, NULL);
}

/* The time a movement takes: none when the desktop wants none, or when nobody sees it. */
static gint64
duration (VtStageView *self, gint64 wanted)
{
  GtkWidget *widget = GTK_WIDGET (self);

  return gtk_widget_get_mapped (widget) && adw_get_enable_animations (widget) ? wanted : 0;
}

static void
fly_to (VtStageView *self, const VtCamera *to)
{
  gint64 time = duration (self, FLIGHT);

  self->spin[0] = self->spin[1] = 0;
  self->camera_from = self->camera;
  self->camera_to = *to;
  vt_glide_set (&self->flight, 0);
  vt_glide_to (&self->flight, 1, 0, time);
  if (!time)
    self->camera = *to;
}

static void
shift_to (VtStageView *self, const double shift[3])
{
  const VtSample *sample = vt_scene_get_sample (self->scene);
  gint64 time = duration (self, FLIGHT);
  double way[3];

  for (int c = 0; c < 3; c++)
    way[c] = shift[c] - self->look.shift[c];
  if (sample)
    vt_minimum_image (sample->box, way);
  for (int c = 0; c < 3; c++)
    {
      self->shift_from[c] = self->look.shift[c];
      self->shift_to[c] = self->look.shift[c] + way[c];
      if (!time)
        self->look.shift[c] = shift[c];
    }
  vt_glide_set (&self->shift, 0);
  vt_glide_to (&self->shift, 1, 0, time);
}

/* Lets the picture on screen fade over what comes. */
static void
dissolve (VtStageView *self)
{
  gint64 time = duration (self, DISSOLVE);

  if (!self->texture || !time)
    return;
  g_set_object (&self->picture_before, self->texture);
  vt_glide_set (&self->dissolve, 1);
  vt_glide_to (&self->dissolve, 0, 0, time);
}

/* A hand on the camera ends its flight. */
static void
take_camera (VtStageView *self)
{
  vt_glide_set (&self->flight, 1);
  self->spin[0] = self->spin[1] = 0;
}

/* Drawing */

static void
draw_frame (gpointer data, cairo_surface_t *surface)
{
  VtStageView *self = data;
  double scale = (double) cairo_image_surface_get_height (surface) / gtk_widget_get_height (GTK_WIDGET (self));

  vt_scene_draw (self->scene, &self->camera, &self->look, surface, scale, self->top, self->bottom);
}

static void
vt_stage_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  VtStageView *self = VT_STAGE_VIEW (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  int scale = gtk_widget_get_scale_factor (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, width, height);

  if (width < 1 || height < 1)
    return;
  if (self->texture
      && (gdk_texture_get_width (self->texture) != width * scale
          || gdk_texture_get_height (self->texture) != height * scale))
    g_clear_object (&self->texture);
  if (!self->texture)
    self->texture = vt_frame_pool_draw (self->pool, width * scale, height * scale, draw_frame, self);
  gtk_snapshot_append_texture (snapshot, self->texture, &bounds);
  if (self->picture_before)
    {
      gtk_snapshot_push_opacity (snapshot, vt_ease_in_out (self->dissolve.value));
      gtk_snapshot_append_texture (snapshot, self->picture_before, &bounds);
      gtk_snapshot_pop (snapshot);
    }
}

cairo_surface_t *
vt_stage_view_render (VtStageView *self, int width, int height, double scale)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);

  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    vt_scene_draw (self->scene, &self->camera, &self->look, surface, scale, 0, 0);
  return surface;
}

static cairo_status_t
write_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

gboolean
vt_stage_view_save_picture (VtStageView *self, GFile *file, GError **error)
{
  int width = MAX (2 * gtk_widget_get_width (GTK_WIDGET (self)), 1200);
  int height = MAX (2 * gtk_widget_get_height (GTK_WIDGET (self)), 1200);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_status_t status;

  g_return_val_if_fail (VT_IS_STAGE_VIEW (self), FALSE);
  surface = vt_stage_view_render (self, width, height, 2);
  status = cairo_surface_write_to_png_stream (surface, write_bytes, bytes);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("The picture could not be drawn: %s"),
                   cairo_status_to_string (status));
      return FALSE;
    }
  return g_file_replace_contents (file, (const char *) bytes->data, bytes->len, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                  NULL, error);
}

/* Hands and keys */

static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, VtStageView *self)
{
  take_camera (self);
  self->drag_camera = self->camera;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grabbing");
}

static void
on_drag_update (GtkGestureDrag *gesture, double dx, double dy, VtStageView *self)
{
  double zoom = self->camera.zoom, turn = DEGREES_PER_PIXEL / MAX (1, sqrt (zoom));

  self->camera = self->drag_camera;
  self->camera.zoom = zoom;
  vt_camera_rotate (&self->camera, turn * dx, turn * dy);
  wake (self);
}

static void
on_drag_end (GtkGestureDrag *gesture, double dx, double dy, VtStageView *self)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grab");
}

static void
on_swipe (GtkGestureSwipe *gesture, double vx, double vy, VtStageView *self)
{
  if (!duration (self, FLIGHT) || hypot (vx, vy) < 200)
    return;
  self->spin[0] = CLAMP (0.5 * DEGREES_PER_PIXEL * vx, -240, 240);
  self->spin[1] = CLAMP (0.5 * DEGREES_PER_PIXEL * vy, -240, 240);
  wake (self);
}

static void
on_pressed (GtkGestureClick *gesture, int n_press, double x, double y, VtStageView *self)
{
  if (n_press == 2)
    vt_stage_view_reset_camera (self);
}

static void
zoom_by (VtStageView *self, double factor)
{
  take_camera (self);
  vt_camera_zoom_by (&self->camera, factor);
  wake (self);
}

static gboolean
on_scroll (GtkEventControllerScroll *controller, double dx, double dy, VtStageView *self)
{
  zoom_by (self, pow (ZOOM_PER_STEP, -dy));
  return GDK_EVENT_STOP;
}

static void
on_pinch_begin (GtkGesture *gesture, GdkEventSequence *sequence, VtStageView *self)
{
  self->pinch_zoom = self->camera.zoom;
}

static void
on_pinch (GtkGestureZoom *gesture, double scale, VtStageView *self)
{
  zoom_by (self, self->pinch_zoom * scale / self->camera.zoom);
}

static void
turn (VtStageView *self, double yaw, double pitch)
{
  take_camera (self);
  vt_camera_rotate (&self->camera, yaw, pitch);
  wake (self);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, VtStageView *self)
{
  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK))
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      turn (self, -DEGREES_PER_KEY, 0);
      break;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      turn (self, DEGREES_PER_KEY, 0);
      break;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      turn (self, 0, -DEGREES_PER_KEY);
      break;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      turn (self, 0, DEGREES_PER_KEY);
      break;
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      zoom_by (self, ZOOM_PER_STEP);
      break;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      zoom_by (self, 1 / ZOOM_PER_STEP);
      break;
    case GDK_KEY_0:
    case GDK_KEY_KP_0:
    case GDK_KEY_Home:
      vt_stage_view_reset_camera (self);
      break;
    default:
      return GDK_EVENT_PROPAGATE;
    }
  return GDK_EVENT_STOP;
}

static void
add_controllers (VtStageView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkGesture *drag = gtk_gesture_drag_new (), *swipe = gtk_gesture_swipe_new ();
  GtkGesture *click = gtk_gesture_click_new (), *pinch = gtk_gesture_zoom_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkEventController *key = gtk_event_controller_key_new ();

  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  g_signal_connect (swipe, "swipe", G_CALLBACK (on_swipe), self);
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), self);
  g_signal_connect (pinch, "begin", G_CALLBACK (on_pinch_begin), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (on_pinch), self);
  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scroll), self);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key), self);
  gtk_gesture_group (drag, swipe);
  gtk_gesture_group (drag, click);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (swipe));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pinch));
  gtk_widget_add_controller (widget, scroll);
  gtk_widget_add_controller (widget, key);
}

/* What is shown */

static void
update_name (VtStageView *self)
{
  const VtSample *sample = vt_scene_get_sample (self->scene);
  g_autofree char *name = NULL;

  if (!sample)
    name = g_strdup (_("Empty stage"));
  else if (self->is_liquid)
    name = g_strdup_printf (_("Liquid, %u particles"), sample->n);
  else if (self->mode.to > 0)
    name = g_strdup_printf (_("Mode of a glass, %u particles"), sample->n);
  else
    name = g_strdup_printf (_("Glass, %u particles"), sample->n);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* A liquid's next sample is reached when the one after it is due. */
static void
approach_sample (VtStageView *self, gboolean follows)
{
  gint64 now = g_get_monotonic_time (), wait = now - self->sample_time;

  self->sample_interval = self->sample_time ? CLAMP (wait, 10 * 1000, 500 * 1000) : 0;
  self->sample_time = now;
  vt_glide_set (&self->advance, 0);
  vt_glide_to (&self->advance, 1, 0, follows ? duration (self, self->sample_interval) : 0);
}

static void
show_liquid (VtStageView *self, const VtSample *sample)
{
  gboolean follows = self->is_liquid;

  if (!follows)
    {
      dissolve (self);
      vt_scene_clear_tracks (self->scene);
      self->sample_time = 0;
    }
  vt_stage_view_set_mode (self, NULL);
  vt_scene_set_sample (self->scene, sample, self->advance.value);
  vt_scene_push_tracks (self->scene);
  vt_glide_set (&self->liquid, 1);
  approach_sample (self, follows);
}

static void
show_glass (VtStageView *self, const VtSample *sample)
{
  const VtSample *before = vt_scene_get_sample (self->scene);
  gboolean sets = self->is_liquid && before && before->n == sample->n;

  if (sample == before && !self->is_liquid)
    return;
  if (!sets)
    dissolve (self);
  vt_scene_set_sample (self->scene, sample, self->advance.value);
  vt_glide_set (&self->advance, 0);
  vt_glide_to (&self->advance, 1, 0, sets ? duration (self, SETTING) : 0);
  vt_glide_to (&self->liquid, 0, 0, sets ? duration (self, SETTING) : 0);
  if (!vt_scene_has_mode (self->scene))
    {
      vt_glide_set (&self->mode, 0);
      shift_to (self, (double[3]) { 0, 0, 0 });
    }
}

void
vt_stage_view_set_sample (VtStageView *self, const VtSample *sample, gboolean liquid)
{
  g_return_if_fail (VT_IS_STAGE_VIEW (self));

  if (!sample)
    {
      dissolve (self);
      vt_stage_view_set_mode (self, NULL);
      vt_scene_set_sample (self->scene, NULL, 1);
    }
  else if (liquid)
    show_liquid (self, sample);
  else
    show_glass (self, sample);
  self->is_liquid = sample && liquid;
  update_name (self);
  wake (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LIQUID]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_HAS_SAMPLE]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_HAS_MODE]);
}

static void
show_mode (VtStageView *self, const double *vector)
{
  double shift[3];
  VtCamera camera = self->camera;

  if (vt_scene_has_mode (self->scene))
    dissolve (self);
  vt_scene_set_mode (self->scene, vector);
  if (!vt_scene_core_shift (self->scene, shift))
    return;
  self->phase = 0;
  camera.yaw = vt_scene_best_yaw (self->scene, &camera);
  fly_to (self, &camera);
  shift_to (self, shift);
  vt_glide_to (&self->mode, 1, 0, duration (self, FLIGHT));
  vt_stage_view_set_colouring (self, VT_COLOURING_DISPLACEMENT);
  vt_stage_view_set_playing (self, TRUE);
}

void
vt_stage_view_set_mode (VtStageView *self, const double *vector)
{
  g_return_if_fail (VT_IS_STAGE_VIEW (self));

  if (vector && vt_scene_get_sample (self->scene) && !self->is_liquid)
    show_mode (self, vector);
  else if (self->mode.to > 0)
    {
      vt_glide_to (&self->mode, 0, 0, duration (self, FLIGHT));
      shift_to (self, (double[3]) { 0, 0, 0 });
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COLOURING]);
    }
  update_name (self);
  wake (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_HAS_MODE]);
}

/* Settings */

void
vt_stage_view_set_playing (VtStageView *self, gboolean playing)
{
  g_return_if_fail (VT_IS_STAGE_VIEW (self));

  if (self->playing == !!playing)
    return;
  self->playing = !!playing;
  wake (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PLAYING]);
}

void
vt_stage_view_set_amplitude (VtStageView *self, double amplitude)
{
  g_return_if_fail (VT_IS_STAGE_VIEW (self));

  if (self->amplitude == amplitude)
    return;
  self->amplitude = CLAMP (amplitude, 0, 1);
  wake (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_AMPLITUDE]);
}

void
vt_stage_view_set_speed (VtStageView *self, double speed)
{
  g_return_if_fail (VT_IS_STAGE_VIEW (self));

  if (self->speed == speed)
    return;
  self->speed = CLAMP (speed, VT_STAGE_SPEED_MINIMUM, VT_STAGE_SPEED_MAXIMUM);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SPEED]);
}

void
vt_stage_view_set_colouring (VtStageView *self, VtColouring colouring)
{
  g_return_if_fail (VT_IS_STAGE_VIEW (self));

  if (self->look.colouring == colouring)
    return;
  self->look.colouring = colouring;
  wake (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COLOURING]);
}

void
vt_stage_view_reset_camera (VtStageView *self)
{
  VtCamera camera;

  g_return_if_fail (VT_IS_STAGE_VIEW (self));

  vt_camera_init (&camera);
  camera.orthographic = self->camera.orthographic;
  fly_to (self, &camera);
  wake (self);
}

void
vt_stage_view_look_at_core (VtStageView *self)
{
  VtCamera camera = self->camera;

  g_return_if_fail (VT_IS_STAGE_VIEW (self));

  if (!vt_scene_has_mode (self->scene))
    return;
  camera.pitch = VT_CAMERA_PITCH;
  camera.yaw = vt_scene_best_yaw (self->scene, &camera);
  camera.zoom = MAX (camera.zoom, 1.6);
  fly_to (self, &camera);
  wake (self);
}

void
vt_stage_view_set_insets (VtStageView *self, int top, int bottom)
{
  g_return_if_fail (VT_IS_STAGE_VIEW (self));

  if (self->top == top && self->bottom == bottom)
    return;
  self->top = top;
  self->bottom = bottom;
  redraw (self);
}

static void
update_style (VtStageView *self)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  VtLook style;

  vt_look_init (&style, dark);
  self->look.dark = dark;
  self->look.stage = self->ground >= 0 ? (guint32) self->ground : style.stage;
  redraw (self);
}

void
vt_stage_view_set_ground (VtStageView *self, int rgb)
{
  g_return_if_fail (VT_IS_STAGE_VIEW (self));

  self->ground = rgb;
  update_style (self);
}

gboolean
vt_stage_view_get_dark (VtStageView *self)
{
  return self->look.dark;
}

static void
vt_stage_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  VtStageView *self = VT_STAGE_VIEW (object);

  switch (id)
    {
    case PROP_PLAYING:
      g_value_set_boolean (value, self->playing);
      break;
    case PROP_AMPLITUDE:
      g_value_set_double (value, self->amplitude);
      break;
    case PROP_SPEED:
      g_value_set_double (value, self->speed);
      break;
    case PROP_COLOURING:
      g_value_set_int (value, self->mode.to > 0 ? (int) self->look.colouring : VT_COLOURING_SPECIES);
      break;
    case PROP_SLICE:
      g_value_set_int (value, self->look.slice);
      break;
    case PROP_SLICE_AT:
      g_value_set_double (value, self->look.slice_at);
      break;
    case PROP_ORTHOGRAPHIC:
      g_value_set_boolean (value, self->camera.orthographic);
      break;
    case PROP_OUTLINE:
      g_value_set_boolean (value, self->look.outline);
      break;
    case PROP_ARROWS:
      g_value_set_boolean (value, self->look.arrows);
      break;
    case PROP_LIQUID:
      g_value_set_boolean (value, self->is_liquid);
      break;
    case PROP_HAS_SAMPLE:
      g_value_set_boolean (value, vt_scene_get_sample (self->scene) != NULL);
      break;
    case PROP_HAS_MODE:
      g_value_set_boolean (value, self->mode.to > 0);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
vt_stage_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  VtStageView *self = VT_STAGE_VIEW (object);

  switch (id)
    {
    case PROP_PLAYING:
      vt_stage_view_set_playing (self, g_value_get_boolean (value));
      return;
    case PROP_AMPLITUDE:
      vt_stage_view_set_amplitude (self, g_value_get_double (value));
      return;
    case PROP_SPEED:
      vt_stage_view_set_speed (self, g_value_get_double (value));
      return;
    case PROP_COLOURING:
      vt_stage_view_set_colouring (self, (VtColouring) g_value_get_int (value));
      return;
    case PROP_SLICE:
      self->look.slice = (VtSliceAxis) g_value_get_int (value);
      break;
    case PROP_SLICE_AT:
      self->look.slice_at = g_value_get_double (value);
      break;
    case PROP_ORTHOGRAPHIC:
      self->camera.orthographic = self->camera_to.orthographic = g_value_get_boolean (value);
      break;
    case PROP_OUTLINE:
      self->look.outline = g_value_get_boolean (value);
      break;
    case PROP_ARROWS:
      self->look.arrows = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  g_object_notify_by_pspec (object, pspec);
  wake (self);
}

static void
vt_stage_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                       int *minimum_baseline, int *natural_baseline)
{
  *minimum = 120;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 600 : 560;
}

static void
vt_stage_view_unmap (GtkWidget *widget)
{
  VtStageView *self = VT_STAGE_VIEW (widget);

  g_clear_object (&self->picture_before);
  GTK_WIDGET_CLASS (vt_stage_view_parent_class)->unmap (widget);
}

static void
vt_stage_view_dispose (GObject *object)
{
  VtStageView *self = VT_STAGE_VIEW (object);

  if (self->tick)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  g_clear_object (&self->texture);
  g_clear_object (&self->picture_before);
  G_OBJECT_CLASS (vt_stage_view_parent_class)->dispose (object);
}

static void
vt_stage_view_finalize (GObject *object)
{
  VtStageView *self = VT_STAGE_VIEW (object);

  vt_scene_free (self->scene);
  vt_frame_pool_unref (self->pool);
  G_OBJECT_CLASS (vt_stage_view_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags told = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  props[PROP_PLAYING] = g_param_spec_boolean ("playing", NULL, NULL, FALSE, flags);
  props[PROP_AMPLITUDE] = g_param_spec_double ("amplitude", NULL, NULL, 0, 1, 0.55, flags);
  props[PROP_SPEED]
    = g_param_spec_double ("speed", NULL, NULL, VT_STAGE_SPEED_MINIMUM, VT_STAGE_SPEED_MAXIMUM, 1, flags);
  props[PROP_COLOURING] = g_param_spec_int ("colouring", NULL, NULL, 0, VT_N_COLOURINGS - 1, 0, flags);
  props[PROP_SLICE] = g_param_spec_int ("slice", NULL, NULL, 0, VT_N_SLICES - 1, 0, flags);
  props[PROP_SLICE_AT] = g_param_spec_double ("slice-at", NULL, NULL, 0, 1, 0.5, flags);
  props[PROP_ORTHOGRAPHIC] = g_param_spec_boolean ("orthographic", NULL, NULL, FALSE, flags);
  props[PROP_OUTLINE] = g_param_spec_boolean ("outline", NULL, NULL, TRUE, flags);
  props[PROP_ARROWS] = g_param_spec_boolean ("arrows", NULL, NULL, TRUE, flags);
  props[PROP_LIQUID] = g_param_spec_boolean ("liquid", NULL, NULL, FALSE, told);
  props[PROP_HAS_SAMPLE] = g_param_spec_boolean ("has-sample", NULL, NULL, FALSE, told);
  props[PROP_HAS_MODE] = g_param_spec_boolean ("has-mode", NULL, NULL, FALSE, told);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
vt_stage_view_class_init (VtStageViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = vt_stage_view_get_property;
  object_class->set_property = vt_stage_view_set_property;
  object_class->dispose = vt_stage_view_dispose;
  object_class->finalize = vt_stage_view_finalize;
  widget_class->snapshot = vt_stage_view_snapshot;
  widget_class->measure = vt_stage_view_measure;
  widget_class->unmap = vt_stage_view_unmap;
  install_properties (object_class);
  gtk_widget_class_set_css_name (widget_class, "stageview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
vt_stage_view_init (VtStageView *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  self->scene = vt_scene_new ();
  self->pool = vt_frame_pool_new ();
  self->amplitude = 0.55;
  self->speed = 1;
  self->ground = -1;
  vt_glide_set (&self->advance, 1);
  vt_camera_init (&self->camera);
  vt_look_init (&self->look, FALSE);
  update_style (self);
  update_name (self);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grab");
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (update_style), self, G_CONNECT_SWAPPED);
  add_controllers (self);
}

GtkWidget *
vt_stage_view_new (void)
{
  return g_object_new (VT_TYPE_STAGE_VIEW, NULL);
}
