/* SPDX-License-Identifier: GPL-3.0-or-later */
/* While the sheet of responses is open: bonds are chosen on the stage, and what the glass does when one of them is
 * pushed apart is shown there.
 *
 * Either a bond is being chosen (its neighbourhood is drawn with bonds) or a response is on the stage. */
#include "config.h"

#include <glib/gi18n.h>

#include "app/window-private.h"
#include "plot/number.h"

static const VtPinch *
answer (VtWindow *self)
{
  VtGlass *glass = vt_session_get_shown (self->session);
  const VtFindings *findings = glass != NULL ? vt_glass_get_findings (glass) : NULL;

  return findings != NULL ? findings->pinch : NULL;
}

const VtPinch *
vt_window_get_response (VtWindow *self)
{
  const VtPinch *pinch = self->responding ? answer (self) : NULL;

  return pinch != NULL && self->pinched >= 0 && vt_pinch_bond (pinch) == (gsize) self->pinched ? pinch : NULL;
}

static VtStageView *
stage (VtWindow *self)
{
  return vt_stage_panel_get_view (self->stage);
}

/* Bonds that were not there before are taken away again. */
static void
lend_bonds (VtWindow *self, gboolean lend)
{
  VtBondMap map;

  g_object_get (stage (self), "bonds", &map, NULL);
  if (lend && map == VT_BOND_MAP_OFF)
    {
      vt_stage_view_set_bonds (stage (self), VT_BOND_MAP_FORCE);
      self->bonds_lent = TRUE;
    }
  else if (!lend && self->bonds_lent)
    {
      self->bonds_lent = FALSE;
      vt_stage_view_set_bonds (stage (self), VT_BOND_MAP_OFF);
    }
}

static void
show_on_stage (VtWindow *self, const VtPinch *pinch)
{
  const VtBond *bond;

  if (pinch == self->response_drawn)
    return;
  self->response_drawn = pinch;
  if (pinch == NULL)
    {
      vt_stage_view_set_mode (stage (self), NULL);
      vt_stage_view_set_pinch (stage (self), 0, 0);
      return;
    }
  bond = &pinch->dipole->network->bonds[vt_pinch_bond (pinch)];
  lend_bonds (self, FALSE);
  vt_stage_view_set_mode (stage (self), pinch->u);
  vt_stage_view_set_pinch (stage (self), bond->i, bond->j);
}

/* Everything that shows the response follows what is known. */
void
vt_window_show_response (VtWindow *self)
{
  VtGlass *glass = vt_session_get_shown (self->session);
  const VtPinch *pinch;

  if (!self->responding)
    return;
  if (!vt_session_can_pinch (self->session) || glass != self->response_of)
    {
      vt_window_set_responding (self, FALSE);
      return;
    }
  pinch = vt_window_get_response (self);
  /* The one shown last stays until the next one is there. */
  if (pinch != NULL || self->pinched < 0)
    show_on_stage (self, pinch);
  vt_response_sheet_set (vt_plot_column_get_response_sheet (self->plots), glass, pinch != NULL,
                         pinch == NULL && self->pinched >= 0);
}

void
vt_window_set_responding (VtWindow *self, gboolean responding)
{
  if (self->responding == responding || (responding && !vt_session_can_pinch (self->session)))
    return;
  if (responding)
    vt_session_select_mode (self->session, -1);
  self->responding = responding;
  self->response_of = responding ? vt_session_get_shown (self->session) : NULL;
  self->pinched = -1;
  vt_stage_view_set_picking (stage (self), responding);
  vt_plot_column_show_response (self->plots, responding);
  if (!responding)
    show_on_stage (self, NULL);
  lend_bonds (self, responding);
  vt_window_show_response (self);
  vt_window_show_mode (self);
  vt_window_update_actions (self);
}

static void
pinch (VtWindow *self, gsize bond)
{
  self->pinched = (gssize) bond;
  vt_session_pinch (self->session, bond);
}

void
vt_window_pinch_random (VtWindow *self)
{
  const VtSnapshot *snapshot;

  vt_window_set_responding (self, TRUE);
  if (!self->responding)
    return;
  snapshot = vt_glass_get_snapshot (vt_session_get_shown (self->session));
  pinch (self, (gsize) (g_random_double () * (double) snapshot->network->n_bonds));
}

/* --- what the parts report --- */

static void
on_bond_chosen (VtWindow *self)
{
  const VtBond *bond = vt_stage_view_get_bond (stage (self));

  if (self->responding && bond != NULL)
    pinch (self, (gsize) (bond - vt_glass_get_snapshot (self->response_of)->network->bonds));
}

/* Back to choosing, around the particle that was clicked. */
static void
on_particle_picked (VtWindow *self, int particle)
{
  if (!self->responding)
    return;
  self->pinched = -1;
  show_on_stage (self, NULL);
  lend_bonds (self, TRUE);
  vt_stage_view_show_particle (stage (self), (guint) particle);
  vt_window_show_response (self);
  vt_window_show_mode (self);
}

static void
on_gather (VtWindow *self, gboolean begin)
{
  if (begin)
    vt_session_gather (self->session);
  else
    vt_session_stop_gathering (self->session);
}

static void
on_close (VtWindow *self)
{
  vt_window_set_responding (self, FALSE);
}

void
vt_window_connect_response (VtWindow *self)
{
  VtResponseSheet *sheet = vt_plot_column_get_response_sheet (self->plots);

  self->pinched = -1;
  g_signal_connect_object (sheet, "random", G_CALLBACK (vt_window_pinch_random), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sheet, "gather", G_CALLBACK (on_gather), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sheet, "close", G_CALLBACK (on_close), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (stage (self), "bond-chosen", G_CALLBACK (on_bond_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (stage (self), "particle-picked", G_CALLBACK (on_particle_picked), self, G_CONNECT_SWAPPED);
}

/* --- words over the stage --- */

char *
vt_window_response_title (VtWindow *self)
{
  return g_strdup (vt_window_get_response (self) != NULL ? _ ("Response") : _ ("Choose a bond"));
}

char *
vt_window_response_words (VtWindow *self)
{
  const VtPinch *pinch = vt_window_get_response (self);
  g_autofree char *omega = NULL;

  if (pinch == NULL)
    return g_strdup (_ ("Click a bond, or two neighbouring particles in turn: unit forces push them apart."));
  omega = vt_format_number (pinch->dipole->omega_g, 3);
  return g_strdup_printf (_ ("<i>ω</i><sub>g</sub><sup>(<i>ij</i>)</sup> = %s <i>τ</i><sup>−1</sup>  ·  two particles "
                             "pushed apart (blue arrows)"),
                          omega);
}
