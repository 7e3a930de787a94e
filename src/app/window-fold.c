/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/window-private.h"

/* STYLE: the small form from 1280 px down or 700 px in height, the sidebar a flap from 1000 px down. */
#define COMPACT_WIDTH 1280
#define COMPACT_HEIGHT 700
#define FOLD_WIDTH 1000
/* No room for every number of the strip, in the large and in the small form. */
#define NARROW_WIDTH 1430
#define NARROW_COMPACT_WIDTH 1100

static void
apply_grid (VtWindow *self)
{
  GtkLayoutManager *grid = gtk_widget_get_layout_manager (self->body);
  GtkLayoutChild *strip = gtk_layout_manager_get_layout_child (grid, GTK_WIDGET (self->strip));

  gtk_grid_layout_child_set_column_span (GTK_GRID_LAYOUT_CHILD (strip), self->compact ? 2 : 1);
  gtk_widget_set_visible (self->gallery_card, !self->compact);
}

static void
apply_layout (VtWindow *self)
{
  gboolean was_folded = adw_flap_get_fold_policy (self->flap) == ADW_FLAP_FOLD_POLICY_ALWAYS;

  apply_grid (self);
  vt_recipe_panel_set_compact (self->recipe, self->compact);
  vt_plot_column_set_compact (self->plots, self->compact);
  vt_results_strip_set_compact (self->strip, self->compact, self->narrow);
  gtk_widget_set_visible (self->sidebar_button, self->compact);
  adw_flap_set_fold_policy (self->flap, self->folded ? ADW_FLAP_FOLD_POLICY_ALWAYS : ADW_FLAP_FOLD_POLICY_NEVER);
  if (self->folded != was_folded || !self->compact)
    adw_flap_set_reveal_flap (self->flap, !self->folded);
  vt_window_show_run (self);
}

void
vt_window_fold (VtWindow *self, int width, int height)
{
  gboolean compact = width <= COMPACT_WIDTH || height <= COMPACT_HEIGHT;
  gboolean narrow = width <= (compact ? NARROW_COMPACT_WIDTH : NARROW_WIDTH), folded = width <= FOLD_WIDTH;

  if (self->laid_out && compact == self->compact && narrow == self->narrow && folded == self->folded)
    return;
  self->compact = compact;
  self->narrow = narrow;
  self->folded = folded;
  self->laid_out = TRUE;
  apply_layout (self);
}
