/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What moves on the stage, one step a frame, and only while something does. */
#include "app/stage-view-private.h"

#include <adwaita.h>
#include <math.h>

#define PERIOD 1.6                 /* seconds of a swing at speed 1 */
#define LARGEST_SWING 0.6          /* lambda */
#define SPIN_DECAY 5.0             /* 1/s */
#define SPIN_LEAST 4.0             /* degrees/s below which it rests */

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
         || vt_glide_is_moving (&self->bonds) || vt_glide_is_moving (&self->isolate)
         || vt_glide_is_moving (&self->flight) || vt_glide_is_moving (&self->advance)
         || vt_glide_is_moving (&self->dissolve);
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

/* Bonds and what is kept likewise. */
static void
step_bonds (VtStageView *self, gint64 now)
{
  vt_glide_step (&self->bonds, now);
  self->look.bonds = vt_ease_in_out (self->bonds.value);
  if (self->bonds.value <= 0 && !vt_glide_is_moving (&self->bonds) && self->bonds.to <= 0)
    vt_scene_set_bonds (self->scene, NULL, 0);
  vt_glide_step (&self->isolate, now);
  self->look.isolate = vt_ease_in_out (self->isolate.value);
  if (self->isolate.value <= 0 && !vt_glide_is_moving (&self->isolate) && self->isolate.to <= 0)
    vt_scene_set_kept (self->scene, NULL);
}

static void
step (VtStageView *self, gint64 now)
{
  double seconds = self->last_frame ? CLAMP ((now - self->last_frame) / (double) G_USEC_PER_SEC, 0, 0.25) : 0;

  self->last_frame = now;
  step_spin (self, seconds);
  step_flight (self, now);
  step_mode (self, now);
  step_bonds (self, now);
  vt_glide_step (&self->liquid, now);
  vt_glide_step (&self->advance, now);
  vt_glide_step (&self->dissolve, now);
  self->look.liquid = vt_ease_in_out (self->liquid.value);
  self->look.advance = self->advance.value;
  if (is_swinging (self))
    self->phase = fmod (self->phase + 2 * G_PI * seconds * self->speed / PERIOD, 2 * G_PI);
  self->look.swing = LARGEST_SWING * self->amplitude * sin (self->phase) * self->look.mode;
  if (!vt_glide_is_moving (&self->dissolve))
    g_clear_pointer (&self->picture_before, cairo_surface_destroy);
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  VtStageView *self = VT_STAGE_VIEW (widget);

  step (self, gdk_frame_clock_get_frame_time (clock));
  vt_stage_view_redraw (self);
  vt_stage_view_start_picture (self);
  if (is_moving (self))
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

void
vt_stage_view_wake (VtStageView *self)
{
  if (!self->tick && is_moving (self))
    {
      self->last_frame = 0;
      self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, NULL, NULL);
    }
  else if (!self->tick)
    step (self, 0); /* takes over what was set at once */
  vt_stage_view_redraw (self);
}

gint64
vt_stage_view_duration (VtStageView *self, gint64 wanted)
{
  GtkWidget *widget = GTK_WIDGET (self);

  return gtk_widget_get_mapped (widget) && adw_get_enable_animations (widget) ? wanted : 0;
}

void
vt_stage_view_fly_to (VtStageView *self, const VtCamera *to)
{
  gint64 time = vt_stage_view_duration (self, VT_STAGE_FLIGHT);

  self->spin[0] = self->spin[1] = 0;
  self->camera_from = self->camera;
  self->camera_to = *to;
  vt_glide_set (&self->flight, 0);
  vt_glide_to (&self->flight, 1, 0, time);
  if (!time)
    self->camera = *to;
}

void
vt_stage_view_shift_to (VtStageView *self, const double shift[3])
{
  const VtSample *sample = vt_scene_get_sample (self->scene);
  gint64 time = vt_stage_view_duration (self, VT_STAGE_FLIGHT);
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

void
vt_stage_view_dissolve (VtStageView *self)
{
  gint64 time = vt_stage_view_duration (self, VT_STAGE_DISSOLVE);

  if (!self->picture || !time)
    return;
  g_clear_pointer (&self->picture_before, cairo_surface_destroy);
  self->picture_before = cairo_surface_reference (self->picture);
  vt_glide_set (&self->dissolve, 1);
  vt_glide_to (&self->dissolve, 0, 0, time);
}

void
vt_stage_view_take_camera (VtStageView *self)
{
  vt_glide_set (&self->flight, 1);
  self->spin[0] = self->spin[1] = 0;
}
