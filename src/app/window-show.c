/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/melt-popover.h"
#include "app/tooltip.h"
#include "app/window-private.h"
#include "app/words.h"
#include "dynamics/protocol.h"
#include "plot/number.h"

/* --- the header --- */

static void
show_title (VtWindow *self, VtGlass *glass)
{
  g_autofree char *title = glass != NULL ? vt_glass_title (glass) : g_strdup (_ ("Vitrine"));
  g_autofree char *subtitle = glass != NULL ? vt_glass_subtitle (glass, TRUE) : NULL;
  g_autofree char *whole = glass != NULL ? vt_glass_subtitle (glass, FALSE) : NULL;
  g_autofree char *plain = vt_markup_to_plain (title);
  g_autofree char *window = glass != NULL ? g_strdup_printf ("%s · %s", plain, _ ("Vitrine")) : g_strdup (plain);

  gtk_label_set_markup (GTK_LABEL (self->title), title);
  gtk_label_set_markup (GTK_LABEL (self->subtitle), subtitle != NULL ? subtitle : "");
  gtk_widget_set_visible (self->subtitle, subtitle != NULL);
  vt_tooltip_set_markup (self->subtitle, g_strcmp0 (subtitle, whole) != 0 ? whole : NULL);
  gtk_window_set_title (GTK_WINDOW (self), window);
}

/* What can go wrong is said in full where there is room: in the tooltip. */
static const char *
remark (const VtSnapshot *snapshot)
{
  if (snapshot == NULL)
    return NULL;
  if (snapshot->error != NULL)
    return snapshot->error->message;
  if (snapshot->elasticity != NULL && snapshot->elasticity->instability != NULL)
    return snapshot->elasticity->instability;
  return snapshot->note;
}

static const char *
state_icon (VtGlass *glass, gboolean running)
{
  const VtSnapshot *snapshot = glass != NULL ? vt_glass_get_snapshot (glass) : NULL;

  if (running)
    return "running";
  if (glass == NULL)
    return "none";
  if (vt_glass_get_state (glass) == VT_GLASS_FAILED || remark (snapshot) != NULL)
    return "warning";
  return "done";
}

/* While a run goes on its state stands in the header, whatever is shown; else the state of the shown glass. */
static void
show_state (VtWindow *self)
{
  VtGlass *running = vt_session_get_running (self->session);
  VtGlass *glass = running != NULL ? running : vt_session_get_shown (self->session);
  const VtSnapshot *snapshot = glass != NULL ? vt_glass_get_snapshot (glass) : NULL;
  g_autofree char *words = NULL;

  if (glass == NULL)
    words = g_strdup ("");
  else
    words = self->compact ? vt_words_run_state_short (snapshot) : vt_words_run_state (snapshot);
  gtk_stack_set_visible_child_name (self->state_icon, state_icon (glass, running != NULL));
  vt_progress_ring_set_fraction (self->state_ring, vt_words_progress (snapshot));
  gtk_label_set_text (GTK_LABEL (self->state_words), words);
  vt_tooltip_set_text (self->state_words, remark (snapshot));
}

/* --- the stage --- */

/* Frees @markup and returns the same, in which no line ends: a number with its thin spaces, or one and its unit. */
static char *
unbroken (char *markup)
{
  char *whole = g_strdup_printf ("<span allow_breaks=\"false\">%s</span>", markup);

  g_free (markup);
  return whole;
}

static char *
box_words (const VtSample *sample)
{
  double edge = cbrt (vt_sample_volume (sample));
  g_autofree char *number = vt_format_number (edge, 3);
  g_autofree char *length = unbroken (g_strdup_printf ("%s <i>λ</i>", number));
  g_autofree char *count = unbroken (vt_format_fixed (sample->n, 0, NULL, VT_NUMBER_MARKUP));

  /* Translators: number of particles, edge of the box with its unit */
  return g_strdup_printf (_ ("%s particles in a periodic box of %s"), count, length);
}

/* What the glass is, and below it what is wrong with it. */
static char *
glass_words (const VtSnapshot *snapshot)
{
  g_autofree char *box = box_words (snapshot->sample);
  g_autofree char *wrong = NULL;

  if (remark (snapshot) == NULL)
    return g_steal_pointer (&box);
  wrong = g_markup_escape_text (remark (snapshot), -1);
  return g_strdup_printf ("%s\n%s", box, wrong);
}

static char *
mode_words (const VtMode *mode)
{
  g_autofree char *omega = vt_format_number (mode->frequency, 4);
  g_autofree char *count = unbroken (vt_format_fixed (mode->participation, 0, NULL, VT_NUMBER_MARKUP));
  g_autofree char *all = unbroken (vt_format_fixed (mode->n_particles, 0, NULL, VT_NUMBER_MARKUP));

  return g_strdup_printf (_ ("<i>ω</i> = %s <i>τ</i><sup>−1</sup>  ·  about %s of %s particles take part"), omega,
                          count, all);
}

static char *
caption (const VtSnapshot *snapshot)
{
  g_autofree char *moved = NULL;
  double distance = sqrt (snapshot->squared_displacement);

  if (snapshot->stage == VT_STAGE_QUENCH)
    return g_strdup (_ ("The liquid falls into the nearest minimum of its energy."));
  if (snapshot->stage != VT_STAGE_MELT || !isfinite (distance))
    return NULL;
  moved = vt_format_number (distance, 2);
  if (distance < 0.7)
    return g_strdup_printf (_ ("The crystal melts: particles have moved by %s <i>λ</i> on average."), moved);
  return g_strdup_printf (_ ("The crystal it started from is gone: particles have moved by %s <i>λ</i> on average. "
                             "Tracks of a few are drawn."),
                          moved);
}

static void
show_stage_words (VtWindow *self, VtGlass *glass, const VtSnapshot *snapshot)
{
  int mode = vt_session_get_mode (self->session);
  gboolean running = glass != NULL && vt_glass_get_state (glass) == VT_GLASS_RUNNING;
  g_autofree char *title = mode >= 0 ? vt_words_mode (vt_session_get_mode_kind (self->session), (guint) mode) : NULL;
  g_autofree char *subtitle = NULL;
  g_autofree char *foot = running && snapshot != NULL ? caption (snapshot) : NULL;
  int first = glass != NULL && vt_glass_get_origin (glass) != NULL ? VT_STAGE_ELASTICITY - VT_STAGE_MELT : 0;
  int stage = running ? CLAMP ((int) (snapshot != NULL ? snapshot->stage : 0) - VT_STAGE_MELT, first, 3) : -1;

  if (self->responding)
    {
      title = vt_window_response_title (self);
      subtitle = vt_window_response_words (self);
    }
  else if (mode >= 0)
    subtitle = mode_words (vt_session_get_selected (self->session));
  else if (glass != NULL && vt_glass_get_state (glass) == VT_GLASS_FINISHED && snapshot != NULL && snapshot->sample != NULL)
    subtitle = glass_words (snapshot);
  vt_stage_panel_set_title (self->stage, title);
  vt_stage_panel_set_subtitle (self->stage, subtitle);
  vt_stage_panel_set_caption (self->stage, foot);
  vt_stage_panel_set_first_stage (self->stage, (guint) first);
  vt_stage_panel_set_stage_progress (self->stage, mode >= 0 ? -1 : stage,
                                     snapshot != NULL && snapshot->stage > VT_STAGE_STARTING ? snapshot->progress : 0);
}

/* A crystal that stays one under this melt, or flies apart, will do so from any seed. */
gboolean
vt_window_wants_other_melt (VtGlass *failed)
{
  const VtSnapshot *snapshot = failed != NULL ? vt_glass_get_snapshot (failed) : NULL;

  return snapshot != NULL && !vt_melt_is_published (&snapshot->recipe)
         && (g_error_matches (snapshot->error, VT_DYNAMICS_ERROR, VT_DYNAMICS_ERROR_NOT_MELTED)
             || g_error_matches (snapshot->error, VT_DYNAMICS_ERROR, VT_DYNAMICS_ERROR_OVERLAP));
}

static void
show_failure (VtWindow *self, VtGlass *glass, const VtSnapshot *snapshot)
{
  gboolean failed = glass != NULL && vt_glass_get_state (glass) == VT_GLASS_FAILED;
  const char *reason = failed && snapshot != NULL && snapshot->error != NULL ? snapshot->error->message : NULL;

  if (failed && reason == NULL)
    reason = _ ("The run ended before there was a glass.");
  if (glass == NULL)
    vt_stage_panel_set_failure (self->stage, _ ("Quench makes the glass that is described at the left. "
                                                "One from a file can be dropped here."), NULL);
  else
    vt_stage_panel_set_failure (self->stage, reason, vt_window_wants_other_melt (glass) ? _ ("Melt as published")
                                                                                         : _ ("Try another seed"));
}

static void
show_sample (VtWindow *self, VtGlass *glass, const VtSnapshot *snapshot)
{
  const VtSample *sample = snapshot != NULL ? snapshot->sample : NULL;
  gboolean liquid = snapshot != NULL && snapshot->stage <= VT_STAGE_QUENCH && !vt_snapshot_is_glass (snapshot);

  if (self->drawn == glass && self->sample_drawn == sample && self->liquid_drawn == liquid)
    return;
  self->drawn = glass;
  self->sample_drawn = sample;
  self->liquid_drawn = liquid;
  vt_stage_view_set_sample (vt_stage_panel_get_view (self->stage), sample, liquid);
}

static void
show_network (VtWindow *self, const VtSnapshot *snapshot)
{
  VtStageView *view = vt_stage_panel_get_view (self->stage);
  VtPotential potential;
  gboolean known = snapshot != NULL && vt_recipe_potential (&snapshot->recipe, &potential, NULL);

  vt_stage_view_set_network (view, snapshot != NULL ? snapshot->network : NULL, known ? &potential : NULL);
}

/* --- everything --- */

static char *
spoken_name (VtGlass *glass)
{
  g_autofree char *title = vt_glass_title (glass);

  return vt_markup_to_plain (title);
}

void
vt_window_show_glass (VtWindow *self)
{
  VtGlass *glass = vt_session_get_shown (self->session);
  const VtSnapshot *snapshot = glass != NULL ? vt_glass_get_snapshot (glass) : NULL;
  VtGlassState state = glass != NULL ? vt_glass_get_state (glass) : VT_GLASS_FINISHED;
  gboolean failed = state == VT_GLASS_FAILED;
  g_autofree char *name = glass != NULL ? spoken_name (glass) : NULL;
  gboolean set = snapshot != NULL && vt_snapshot_is_glass (snapshot);

  show_title (self, glass);
  show_state (self);
  show_failure (self, glass, snapshot);
  show_sample (self, glass, snapshot);
  show_network (self, set ? snapshot : NULL);
  show_stage_words (self, glass, snapshot);
  vt_plot_column_set_snapshot (self->plots, snapshot, state, name);
  vt_plot_column_set_findings (self->plots, glass, vt_session_can_search (self->session));
  vt_results_strip_set_snapshot (self->strip, failed ? NULL : snapshot);
  vt_recipe_panel_set_shown (self->recipe, glass != NULL && !failed ? vt_glass_get_recipe (glass) : NULL,
                             set ? snapshot->rdf : NULL);
}

void
vt_window_show_run (VtWindow *self)
{
  VtGlass *running = vt_session_get_running (self->session);
  const VtSnapshot *snapshot = running != NULL ? vt_glass_get_snapshot (running) : NULL;
  g_autofree char *remaining = vt_words_remaining (snapshot != NULL ? snapshot->remaining : NAN);

  vt_recipe_panel_set_running (self->recipe, running != NULL, remaining);
  show_state (self);
}

void
vt_window_show_mode (VtWindow *self)
{
  VtGlass *glass = vt_session_get_shown (self->session);
  const VtSnapshot *snapshot = glass != NULL ? vt_glass_get_snapshot (glass) : NULL;
  const VtMode *mode = vt_session_get_selected (self->session);

  vt_plot_column_set_mode (self->plots, vt_session_get_mode_kind (self->session), vt_session_get_mode (self->session));
  if (!self->responding)
    vt_stage_view_set_mode (vt_stage_panel_get_view (self->stage), mode != NULL ? mode->vector : NULL);
  show_stage_words (self, glass, snapshot);
}

/* A mode that was found may have moved on in its family. */
void
vt_window_show_findings (VtWindow *self)
{
  VtGlass *glass = vt_session_get_shown (self->session);
  const VtSnapshot *snapshot = glass != NULL ? vt_glass_get_snapshot (glass) : NULL;
  int mode = vt_session_get_mode (self->session);

  vt_plot_column_set_findings (self->plots, glass, vt_session_can_search (self->session));
  if (mode >= 0)
    vt_plot_column_set_mode (self->plots, vt_session_get_mode_kind (self->session), mode);
  show_stage_words (self, glass, snapshot);
}
