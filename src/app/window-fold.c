#include "config.h"

#include "app/window-private.h"

/* GTK 4.8 has no breakpoints: the layout is chosen here from the window's size. */
#define COMPACT_WIDTH 1280
#define COMPACT_HEIGHT 700
#define NARROW_WIDTH 1100 /* no room for every number of the strip */
#define FOLD_WIDTH 1000   /* no room for the sidebar beside the glass */

static void
apply_grid (VtWindow *self)
{
  GtkLayoutManager *grid = gtk_widget_get_layout_manager (self->body);
  GtkLayoutChild *strip = gtk_layout_manager_get_layout_child (grid, GTK_WIDGET (self->strip));

  gtk_grid_layout_child_set_column_span (GTK_GRID_LAYOUT_CHILD (strip), self->compact ? 2 : 1);
  gtk_widget_set_visible (self->gallery_card, !self->compact);
}

void
vt_window_apply_layout (VtWindow *self)
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

static gboolean
on_fold (gpointer data)
{
  VtWindow *self = VT_WINDOW (data);

  self->fold_source = 0;
  vt_window_apply_layout (self);
  return G_SOURCE_REMOVE;
}

/* Called while the window is given its size, when nothing may change its shape: the layout follows right after. */
void
vt_window_follow_size (VtWindow *self, int width, int height)
{
  gboolean compact = width <= COMPACT_WIDTH || height <= COMPACT_HEIGHT;
  gboolean narrow = width <= NARROW_WIDTH, folded = width <= FOLD_WIDTH;

  if (compact == self->compact && narrow == self->narrow && folded == self->folded)
    return;
  self->compact = compact;
  self->narrow = narrow;
  self->folded = folded;
  if (self->fold_source == 0)
    self->fold_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_fold, self, NULL);
}
