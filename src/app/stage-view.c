/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/stage-view-private.h"

#include <adwaita.h>
#include <glib/gi18n.h>

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
  PROP_BONDS,
  PROP_CORE_ONLY,
  PROP_LIQUID,
  PROP_HAS_SAMPLE,
  PROP_HAS_MODE,
  PROP_HAS_NETWORK,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

/* Drawing */

static gboolean
fits (VtStageView *self, cairo_surface_t *picture)
{
  GtkWidget *widget = GTK_WIDGET (self);
  int scale = gtk_widget_get_scale_factor (widget);

  return picture && cairo_image_surface_get_width (picture) == scale * gtk_widget_get_width (widget)
         && cairo_image_surface_get_height (picture) == scale * gtk_widget_get_height (widget);
}

/* Takes over @picture, which is consumed, if it still has the right size. */
static void
show_picture (VtStageView *self, cairo_surface_t *picture)
{
  if (!fits (self, picture))
    {
      g_clear_pointer (&picture, cairo_surface_destroy);
      return;
    }
  g_clear_pointer (&self->picture, cairo_surface_destroy);
  self->picture = picture;
}

static void
start_picture (VtStageView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  int scale = gtk_widget_get_scale_factor (widget);
  const VtStageRequest request = {
    self->camera, self->look, scale, self->top, self->bottom, self->picture_before, vt_ease_in_out (self->dissolve.value),
  };
  cairo_surface_t *picture = vt_frame_pool_take (self->pool, widget, scale * gtk_widget_get_width (widget),
                                                 scale * gtk_widget_get_height (widget), scale);

  vt_stage_painter_start (self->painter, self->scene, &request, picture);
  cairo_surface_destroy (picture);
  self->stale = FALSE;
}

/* A stage that is seen keeps its picture until the next one is done; one that is not is painted when it is seen, and so is
 * one of another size. */
static gboolean
keeps_picture (VtStageView *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && fits (self, self->picture))
    return TRUE;
  g_clear_pointer (&self->picture, cairo_surface_destroy);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return FALSE;
}

void
vt_stage_view_start_picture (VtStageView *self)
{
  if (self->stale && keeps_picture (self) && vt_stage_painter_is_free (self->painter))
    start_picture (self);
}

static void
on_picture_done (gpointer data)
{
  VtStageView *self = data;

  cairo_surface_t *picture = vt_stage_painter_take (self->painter);

  if (self->picture || !self->stale)
    show_picture (self, picture);
  else
    g_clear_pointer (&picture, cairo_surface_destroy); /* there was a reason to show none */
  gtk_widget_queue_draw (GTK_WIDGET (self));
  vt_stage_view_start_picture (self);
}

static gboolean
on_start (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  VtStageView *self = VT_STAGE_VIEW (widget);

  self->start = 0;
  vt_stage_view_start_picture (self);
  return G_SOURCE_REMOVE;
}

void
vt_stage_view_redraw (VtStageView *self)
{
  if (!self->painter)
    return;
  self->stale = TRUE;
  if (keeps_picture (self) && !self->tick && !self->start)
    self->start = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_start, NULL, NULL);
}

/* The first picture, and one of another size, are waited for: there is nothing else to be shown. */
static void
ensure_picture (VtStageView *self)
{
  cairo_surface_t *picture;

  if (fits (self, self->picture))
    return;
  picture = vt_stage_painter_wait (self->painter);
  if (self->stale || !fits (self, picture))
    {
      g_clear_pointer (&picture, cairo_surface_destroy);
      start_picture (self);
      picture = vt_stage_painter_wait (self->painter);
    }
  show_picture (self, picture);
}

static void
vt_stage_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  VtStageView *self = VT_STAGE_VIEW (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);

  if (width < 1 || height < 1)
    return;
  ensure_picture (self);
  vt_frame_append (self->picture, widget, snapshot);
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
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _("Arrow keys turn it, with Shift they move it, + and − zoom, 0 goes back to the first view"), -1);
}

/* A liquid's next sample is reached when the one after it is due. */
static void
approach_sample (VtStageView *self, gboolean follows)
{
  gint64 now = g_get_monotonic_time (), wait = now - self->sample_time;

  self->sample_interval = self->sample_time ? CLAMP (wait, 10 * 1000, 500 * 1000) : 0;
  self->sample_time = now;
  vt_glide_set (&self->advance, 0);
  vt_glide_to (&self->advance, 1, 0, follows ? vt_stage_view_duration (self, self->sample_interval) : 0);
}

static void
show_liquid (VtStageView *self, const VtSample *sample)
{
  gboolean follows = self->is_liquid;

  if (follows && vt_scene_is_sample (self->scene, sample))
    return;
  if (!follows)
    {
      vt_stage_view_dissolve (self);
      vt_scene_clear_tracks (self->scene);
      self->sample_time = 0;
    }
  vt_stage_view_set_mode (self, NULL);
  vt_stage_view_set_network (self, NULL, NULL);
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

  if (!self->is_liquid && vt_scene_is_sample (self->scene, sample))
    return;
  if (!sets)
    vt_stage_view_dissolve (self);
  vt_stage_view_set_network (self, NULL, NULL);
  vt_scene_set_sample (self->scene, sample, self->advance.value);
  vt_glide_set (&self->advance, 0);
  vt_glide_to (&self->advance, 1, 0, sets ? vt_stage_view_duration (self, VT_STAGE_SETTING) : 0);
  vt_glide_to (&self->liquid, 0, 0, sets ? vt_stage_view_duration (self, VT_STAGE_SETTING) : 0);
  if (!vt_scene_has_mode (self->scene))
    {
      vt_glide_set (&self->mode, 0);
      vt_stage_view_shift_to (self, (double[3]) { 0, 0, 0 });
    }
}

void
vt_stage_view_set_sample (VtStageView *self, const VtSample *sample, gboolean liquid)
{
  g_return_if_fail (VT_IS_STAGE_VIEW (self));

  if (!sample)
    {
      vt_stage_view_dissolve (self);
      vt_stage_view_set_mode (self, NULL);
      vt_stage_view_set_network (self, NULL, NULL);
      vt_scene_set_sample (self->scene, NULL, 1);
    }
  else if (liquid)
    show_liquid (self, sample);
  else
    show_glass (self, sample);
  self->is_liquid = sample && liquid;
  update_name (self);
  vt_stage_view_wake (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LIQUID]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_HAS_SAMPLE]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_HAS_MODE]);
}

static void
show_mode (VtStageView *self, const double *vector)
{
  double shift[3];
  VtCamera camera = self->camera;

  if (self->mode.to > 0 && vt_scene_is_mode (self->scene, vector))
    return;
  if (vt_scene_has_mode (self->scene))
    vt_stage_view_dissolve (self);
  vt_scene_set_mode (self->scene, vector);
  g_clear_pointer (&self->vector, g_free);
  if (!vt_scene_core_shift (self->scene, shift))
    return;
  self->vector = g_memdup2 (vector, 3 * (gsize) vt_scene_get_sample (self->scene)->n * sizeof *vector);
  self->phase = 0;
  camera.yaw = vt_scene_best_yaw (self->scene, &camera);
  vt_stage_view_fly_to (self, &camera);
  vt_stage_view_shift_to (self, shift);
  vt_glide_to (&self->mode, 1, 0, vt_stage_view_duration (self, VT_STAGE_FLIGHT));
  if (self->colouring != VT_STAGE_COLOURING_DISPLACEMENT)
    self->colouring_before = self->colouring;
  vt_stage_view_set_colouring (self, VT_STAGE_COLOURING_DISPLACEMENT);
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
      g_clear_pointer (&self->vector, g_free);
      if (self->bond_map >= VT_BOND_MAP_K)
        vt_stage_view_set_bonds (self, VT_BOND_MAP_OFF);
      if (self->colouring == VT_STAGE_COLOURING_DISPLACEMENT)
        vt_stage_view_set_colouring (self, self->colouring_before);
      vt_glide_to (&self->mode, 0, 0, vt_stage_view_duration (self, VT_STAGE_FLIGHT));
      vt_stage_view_shift_to (self, (double[3]) { 0, 0, 0 });
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COLOURING]);
    }
  update_name (self);
  vt_stage_view_update_map (self);
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
  vt_stage_view_wake (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PLAYING]);
}

void
vt_stage_view_set_amplitude (VtStageView *self, double amplitude)
{
  g_return_if_fail (VT_IS_STAGE_VIEW (self));

  if (self->amplitude == amplitude)
    return;
  self->amplitude = CLAMP (amplitude, 0, 1);
  vt_stage_view_wake (self);
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
vt_stage_view_set_colouring (VtStageView *self, VtStageColouring colouring)
{
  g_return_if_fail (VT_IS_STAGE_VIEW (self));

  if (self->colouring == colouring)
    return;
  self->colouring = colouring;
  vt_stage_view_update_colours (self);
  vt_stage_view_wake (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COLOURING]);
}

void
vt_stage_view_reset_camera (VtStageView *self)
{
  VtCamera camera;

  g_return_if_fail (VT_IS_STAGE_VIEW (self));

  vt_camera_init (&camera);
  camera.orthographic = self->camera.orthographic;
  vt_stage_view_fly_to (self, &camera);
  vt_stage_view_wake (self);
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
  vt_stage_view_fly_to (self, &camera);
  vt_stage_view_wake (self);
}

void
vt_stage_view_set_insets (VtStageView *self, int top, int bottom)
{
  g_return_if_fail (VT_IS_STAGE_VIEW (self));

  if (self->top == top && self->bottom == bottom)
    return;
  self->top = top;
  self->bottom = bottom;
  vt_stage_view_redraw (self);
}

static void
update_style (VtStageView *self)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  VtLook style;

  vt_look_init (&style, dark);
  self->look.dark = dark;
  self->look.stage = self->ground >= 0 ? (guint32) self->ground : style.stage;
  g_clear_pointer (&self->picture, cairo_surface_destroy); /* changes together with the window around it */
  vt_stage_view_redraw (self);
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
      g_value_set_int (value, vt_stage_view_shown_colouring (self));
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
    case PROP_BONDS:
      g_value_set_int (value, self->bond_map);
      break;
    case PROP_CORE_ONLY:
      g_value_set_boolean (value, self->core_only);
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
    case PROP_HAS_NETWORK:
      g_value_set_boolean (value, self->network != NULL);
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
      vt_stage_view_set_colouring (self, (VtStageColouring) g_value_get_int (value));
      return;
    case PROP_BONDS:
      vt_stage_view_set_bonds (self, (VtBondMap) g_value_get_int (value));
      return;
    case PROP_CORE_ONLY:
      vt_stage_view_set_core_only (self, g_value_get_boolean (value));
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
  vt_stage_view_update_map (self); /* where there is no mode they follow the slice */
  g_object_notify_by_pspec (object, pspec);
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

  g_clear_pointer (&self->picture_before, cairo_surface_destroy);
  GTK_WIDGET_CLASS (vt_stage_view_parent_class)->unmap (widget);
}

static void
vt_stage_view_dispose (GObject *object)
{
  VtStageView *self = VT_STAGE_VIEW (object);

  if (self->tick)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  if (self->start)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->start);
  self->tick = self->start = 0;
  g_clear_pointer (&self->painter, vt_stage_painter_free);
  g_clear_pointer (&self->picture, cairo_surface_destroy);
  g_clear_pointer (&self->picture_before, cairo_surface_destroy);
  G_OBJECT_CLASS (vt_stage_view_parent_class)->dispose (object);
}

static void
vt_stage_view_finalize (GObject *object)
{
  VtStageView *self = VT_STAGE_VIEW (object);

  vt_stage_view_clear_map (self);
  vt_scene_free (self->scene);
  vt_frame_pool_free (self->pool);
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
  props[PROP_COLOURING] = g_param_spec_int ("colouring", NULL, NULL, 0, VT_N_STAGE_COLOURINGS - 1, 0, flags);
  props[PROP_SLICE] = g_param_spec_int ("slice", NULL, NULL, 0, VT_N_SLICES - 1, 0, flags);
  props[PROP_SLICE_AT] = g_param_spec_double ("slice-at", NULL, NULL, 0, 1, 0.5, flags);
  props[PROP_ORTHOGRAPHIC] = g_param_spec_boolean ("orthographic", NULL, NULL, FALSE, flags);
  props[PROP_OUTLINE] = g_param_spec_boolean ("outline", NULL, NULL, TRUE, flags);
  props[PROP_ARROWS] = g_param_spec_boolean ("arrows", NULL, NULL, TRUE, flags);
  props[PROP_BONDS] = g_param_spec_int ("bonds", NULL, NULL, 0, VT_N_BOND_MAPS - 1, 0, flags);
  props[PROP_CORE_ONLY] = g_param_spec_boolean ("core-only", NULL, NULL, FALSE, flags);
  props[PROP_LIQUID] = g_param_spec_boolean ("liquid", NULL, NULL, FALSE, told);
  props[PROP_HAS_SAMPLE] = g_param_spec_boolean ("has-sample", NULL, NULL, FALSE, told);
  props[PROP_HAS_MODE] = g_param_spec_boolean ("has-mode", NULL, NULL, FALSE, told);
  props[PROP_HAS_NETWORK] = g_param_spec_boolean ("has-network", NULL, NULL, FALSE, told);
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
  g_signal_new ("particle-picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_INT);
  g_signal_new ("bond-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "stageview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
vt_stage_view_init (VtStageView *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  self->scene = vt_scene_new ();
  vt_scene_set_threads (self->scene, 0);
  self->pool = vt_frame_pool_new ();
  self->painter = vt_stage_painter_new (on_picture_done, self);
  self->amplitude = 0.55;
  self->speed = 1;
  self->ground = -1;
  self->particle = -1;
  self->chosen = -1;
  vt_glide_set (&self->advance, 1);
  vt_camera_init (&self->camera);
  vt_look_init (&self->look, FALSE);
  update_style (self);
  update_name (self);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grab");
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (update_style), self, G_CONNECT_SWAPPED);
  vt_stage_view_add_hands (self);
}

GtkWidget *
vt_stage_view_new (void)
{
  return g_object_new (VT_TYPE_STAGE_VIEW, NULL);
}
