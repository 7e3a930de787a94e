/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/figures.h"
#include "app/mode-list.h"
#include "app/mode-sheet.h"
#include "app/plot-column.h"
#include "app/plot-view.h"
#include "app/search-bar.h"

enum
{
  TAB_STRUCTURE,
  TAB_VIBRATIONS,
  TAB_MODES,
  N_TABS
};

struct _VtPlotColumn
{
  GtkWidget parent_instance;
  GtkWidget *grid;
  GtkWidget *switcher;
  GtkWidget *tabs[N_TABS];
  GtkWidget *upper;
  GtkWidget *structure_card;
  GtkWidget *middle;
  GtkWidget *modes_card;
  VtPlotView *structure;
  VtPlotView *vibrations;
  VtPlotView *run;
  VtPlotView *modes;
  VtModeSheet *sheet;
  VtModeList *list;
  GtkWidget *list_button, *modes_frame;
  GtkWidget *response_page;
  VtResponseSheet *response;
  VtSearchBar *search;
  GSimpleActionGroup *actions;

  VtSnapshot *snapshot;
  VtGlass *glass;    /* whose modes are shown */
  VtFindings *findings;
  gboolean can_search;
  gboolean running, failed;
  gboolean reduced_frequencies, reduced_distances;
  gboolean show_run; /* the user wants to see how it was made */
  gboolean show_list;
  gboolean show_response;
  gboolean compact;
  int tab;
  VtModeKind kind;
  int mode;
};

G_DEFINE_FINAL_TYPE (VtPlotColumn, vt_plot_column, GTK_TYPE_WIDGET)

enum
{
  MODE_CHOSEN,
  SEARCH,
  LIST_SHOWN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- what stands where --- */

/* The run stands where the vibrations will be, until the first of them arrive. */
static gboolean
run_is_on_show (VtPlotColumn *self)
{
  const VtSnapshot *s = self->snapshot;

  if (s == NULL || s->trace == NULL)
    return self->running && (s == NULL || s->stage < VT_STAGE_ELASTICITY);
  if (self->running && s->spectrum == NULL && (s->modes == NULL || s->modes->n == 0))
    return TRUE;
  return self->show_run;
}

static void
arrange (VtPlotColumn *self)
{
  gboolean list = self->show_list, sheet = self->mode >= 0 || list, run = run_is_on_show (self);
  gboolean has_trace = self->snapshot != NULL && self->snapshot->trace != NULL;

  gtk_grid_set_row_homogeneous (GTK_GRID (self->grid), !self->compact);
  gtk_widget_set_visible (self->switcher, self->compact && !sheet);
  gtk_stack_set_visible_child_name (GTK_STACK (self->upper), list ? "list" : sheet ? "sheet" : "cards");
  gtk_stack_set_visible_child_name (GTK_STACK (self->middle), run ? "run" : "vibrations");
  gtk_button_set_label (GTK_BUTTON (self->tabs[TAB_VIBRATIONS]), run ? _ ("Run") : _ ("Vibrations"));
  gtk_widget_set_visible (self->structure_card, !self->compact || self->tab == TAB_STRUCTURE);
  gtk_widget_set_visible (self->middle, !self->compact || self->tab == TAB_VIBRATIONS);
  gtk_widget_set_visible (self->upper, !self->compact || sheet || self->tab != TAB_MODES);
  gtk_widget_set_visible (self->modes_card, !self->compact || (!sheet && self->tab == TAB_MODES));
  gtk_widget_set_visible (self->response_page, self->show_response);
  if (self->show_response)
    {
      gtk_widget_set_visible (self->switcher, FALSE);
      gtk_widget_set_visible (self->upper, FALSE);
      gtk_widget_set_visible (self->modes_card, FALSE);
    }
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), "run")),
                               has_trace);
}

static void
on_tab_toggled (VtPlotColumn *self)
{
  for (int i = 0; i < N_TABS; i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->tabs[i])))
      self->tab = i;
  arrange (self);
}

/* --- what the user does --- */

static void
on_point_activated (VtPlotColumn *self, const char *series, guint point)
{
  g_signal_emit (self, signals[MODE_CHOSEN], 0, vt_modes_figure_kind (series), (int) point);
}

static void
on_step (VtPlotColumn *self, int step)
{
  g_signal_emit (self, signals[MODE_CHOSEN], 0, self->kind, self->mode + step);
}

static void
on_jump (VtPlotColumn *self, int mode)
{
  g_signal_emit (self, signals[MODE_CHOSEN], 0, VT_MODE_HARMONIC, mode);
}

static void
on_chosen (VtPlotColumn *self, int kind, int mode)
{
  g_signal_emit (self, signals[MODE_CHOSEN], 0, kind, mode);
}

static void
on_list_closed (VtPlotColumn *self)
{
  g_action_group_change_action_state (G_ACTION_GROUP (self->actions), "list", g_variant_new_boolean (FALSE));
}

static void
on_search_more (VtPlotColumn *self)
{
  g_signal_emit (self, signals[SEARCH], 0, TRUE);
}

static void
on_search (VtPlotColumn *self, gboolean begin)
{
  g_signal_emit (self, signals[SEARCH], 0, begin);
}

static void
on_close (VtPlotColumn *self)
{
  g_signal_emit (self, signals[MODE_CHOSEN], 0, self->kind, -1);
}

static void
on_linear_changed (GSimpleAction *action, GVariant *state, gpointer data)
{
  VtPlotColumn *self = VT_PLOT_COLUMN (data);

  g_simple_action_set_state (action, state);
  vt_vibrations_figure_set_linear (vt_plot_view_get_figure (self->vibrations), g_variant_get_boolean (state));
  vt_plot_view_reset_zoom (self->vibrations);
}

static void
on_linear_modes_changed (GSimpleAction *action, GVariant *state, gpointer data)
{
  VtPlotColumn *self = VT_PLOT_COLUMN (data);

  g_simple_action_set_state (action, state);
  vt_modes_figure_set_linear (vt_plot_view_get_figure (self->modes), g_variant_get_boolean (state));
  vt_plot_view_reset_zoom (self->modes);
}

static void
on_run_changed (GSimpleAction *action, GVariant *state, gpointer data)
{
  VtPlotColumn *self = VT_PLOT_COLUMN (data);

  g_simple_action_set_state (action, state);
  self->show_run = g_variant_get_boolean (state);
  arrange (self);
}

/* It is kept up to date only while it is seen. */
static void
update_list (VtPlotColumn *self)
{
  const GPtrArray *modes = self->glass != NULL ? vt_glass_get_modes (self->glass, self->kind) : NULL;
  gboolean selected = modes != NULL && self->mode >= 0 && (guint) self->mode < modes->len;

  if (!self->show_list)
    return;
  vt_mode_list_set_glass (self->list, self->glass, self->can_search);
  vt_mode_list_select (self->list, selected ? vt_mode_at (modes, self->mode) : NULL);
}

static void
on_list_changed (GSimpleAction *action, GVariant *state, gpointer data)
{
  VtPlotColumn *self = VT_PLOT_COLUMN (data);

  g_simple_action_set_state (action, state);
  self->show_list = g_variant_get_boolean (state);
  update_list (self);
  if (self->show_list)
    g_signal_emit (self, signals[LIST_SHOWN], 0);
  arrange (self);
}

/* --- the widget --- */

enum
{
  PROP_0,
  PROP_REDUCED_FREQUENCIES,
  PROP_REDUCED_DISTANCES,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void pour_vibrations (VtPlotColumn *self, const VtSnapshot *new);
static void update_units (VtPlotColumn *self);

static void
vt_plot_column_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  VtPlotColumn *self = VT_PLOT_COLUMN (object);

  switch (id)
    {
    case PROP_REDUCED_FREQUENCIES: g_value_set_boolean (value, self->reduced_frequencies); break;
    case PROP_REDUCED_DISTANCES: g_value_set_boolean (value, self->reduced_distances); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
vt_plot_column_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  VtPlotColumn *self = VT_PLOT_COLUMN (object);

  switch (id)
    {
    case PROP_REDUCED_FREQUENCIES: self->reduced_frequencies = g_value_get_boolean (value); break;
    case PROP_REDUCED_DISTANCES: self->reduced_distances = g_value_get_boolean (value); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec); return;
    }
  update_units (self);
  pour_vibrations (self, self->snapshot);
}

static void
vt_plot_column_dispose (GObject *object)
{
  VtPlotColumn *self = VT_PLOT_COLUMN (object);

  g_clear_pointer (&self->snapshot, vt_snapshot_unref);
  g_clear_pointer (&self->findings, vt_findings_unref);
  g_clear_object (&self->glass);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->grid, gtk_widget_unparent);
  G_OBJECT_CLASS (vt_plot_column_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, VtPlotColumn, grid);
  gtk_widget_class_bind_template_child (widget_class, VtPlotColumn, switcher);
  gtk_widget_class_bind_template_child_full (widget_class, "structure_tab", FALSE,
                                             G_STRUCT_OFFSET (VtPlotColumn, tabs[TAB_STRUCTURE]));
  gtk_widget_class_bind_template_child_full (widget_class, "vibrations_tab", FALSE,
                                             G_STRUCT_OFFSET (VtPlotColumn, tabs[TAB_VIBRATIONS]));
  gtk_widget_class_bind_template_child_full (widget_class, "modes_tab", FALSE,
                                             G_STRUCT_OFFSET (VtPlotColumn, tabs[TAB_MODES]));
  gtk_widget_class_bind_template_child (widget_class, VtPlotColumn, upper);
  gtk_widget_class_bind_template_child (widget_class, VtPlotColumn, structure_card);
  gtk_widget_class_bind_template_child (widget_class, VtPlotColumn, middle);
  gtk_widget_class_bind_template_child (widget_class, VtPlotColumn, modes_card);
  gtk_widget_class_bind_template_child (widget_class, VtPlotColumn, structure);
  gtk_widget_class_bind_template_child (widget_class, VtPlotColumn, vibrations);
  gtk_widget_class_bind_template_child (widget_class, VtPlotColumn, run);
  gtk_widget_class_bind_template_child (widget_class, VtPlotColumn, modes);
  gtk_widget_class_bind_template_child (widget_class, VtPlotColumn, sheet);
  gtk_widget_class_bind_template_child (widget_class, VtPlotColumn, list);
  gtk_widget_class_bind_template_child (widget_class, VtPlotColumn, list_button);
  gtk_widget_class_bind_template_child (widget_class, VtPlotColumn, modes_frame);
  gtk_widget_class_bind_template_child (widget_class, VtPlotColumn, response_page);
  gtk_widget_class_bind_template_child (widget_class, VtPlotColumn, response);
  gtk_widget_class_bind_template_child (widget_class, VtPlotColumn, search);
  gtk_widget_class_bind_template_callback (widget_class, on_tab_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_point_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_step);
  gtk_widget_class_bind_template_callback (widget_class, on_close);
  gtk_widget_class_bind_template_callback (widget_class, on_jump);
  gtk_widget_class_bind_template_callback (widget_class, on_search);
  gtk_widget_class_bind_template_callback (widget_class, on_search_more);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_list_closed);
}

static void
vt_plot_column_class_init (VtPlotColumnClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  G_OBJECT_CLASS (klass)->dispose = vt_plot_column_dispose;
  G_OBJECT_CLASS (klass)->get_property = vt_plot_column_get_property;
  G_OBJECT_CLASS (klass)->set_property = vt_plot_column_set_property;
  properties[PROP_REDUCED_FREQUENCIES] = g_param_spec_boolean ("reduced-frequencies", NULL, NULL, FALSE, flags);
  properties[PROP_REDUCED_DISTANCES] = g_param_spec_boolean ("reduced-distances", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  g_type_ensure (VT_TYPE_PLOT_VIEW);
  g_type_ensure (VT_TYPE_MODE_SHEET);
  g_type_ensure (VT_TYPE_RESPONSE_SHEET);
  g_type_ensure (VT_TYPE_SEARCH_BAR);
  g_type_ensure (VT_TYPE_MODE_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/vitrine/Vitrine/plot-column.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  /* a GPropertyAction in a group of ours would keep the widget alive, and with it all it shows */
  gtk_widget_class_install_property_action (widget_class, "plots.reduced-frequencies", "reduced-frequencies");
  gtk_widget_class_install_property_action (widget_class, "plots.reduced-distances", "reduced-distances");
  bind_children (widget_class);
  signals[MODE_CHOSEN] = g_signal_new ("mode-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT);
  signals[SEARCH] = g_signal_new ("search", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[LIST_SHOWN] = g_signal_new ("list-shown", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 0);
}

static void
add_actions (VtPlotColumn *self)
{
  static const GActionEntry entries[] = {
    { .name = "linear", .state = "false", .change_state = on_linear_changed },
    { .name = "linear-modes", .state = "false", .change_state = on_linear_modes_changed },
    { .name = "run", .state = "false", .change_state = on_run_changed },
    { .name = "list", .state = "false", .change_state = on_list_changed },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "plots", G_ACTION_GROUP (self->actions));
}

static void
vt_plot_column_init (VtPlotColumn *self)
{
  self->mode = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  vt_structure_figure_setup (vt_plot_view_get_figure (self->structure));
  vt_vibrations_figure_setup (vt_plot_view_get_figure (self->vibrations));
  vt_run_figure_setup (vt_plot_view_get_figure (self->run));
  vt_modes_figure_setup (vt_plot_view_get_figure (self->modes));
  vt_plot_view_set_name (self->structure, _ ("Structure"));
  vt_plot_view_set_name (self->vibrations, _ ("Vibrations"));
  vt_plot_view_set_name (self->run, _ ("Run"));
  vt_plot_view_set_name (self->modes, _ ("Modes"));
  vt_plot_view_set_activatable (self->modes, TRUE);
  add_actions (self);
  arrange (self);
}

/* --- data --- */

/* What is not known yet is no unit: then those of the potential stay. */
static void
update_units (VtPlotColumn *self)
{
  const VtSnapshot *s = self->snapshot;
  double a0 = s != NULL && s->sample != NULL ? cbrt (1 / vt_sample_density (s->sample)) : NAN;
  double omega0 = s != NULL && s->elasticity != NULL ? s->elasticity->omega0 : NAN;

  vt_figure_reduce_distance (vt_plot_view_get_figure (self->structure), self->reduced_distances ? a0 : NAN);
  vt_figure_reduce_density (vt_plot_view_get_figure (self->vibrations), self->reduced_frequencies ? omega0 : NAN);
  vt_figure_reduce_frequency (vt_plot_view_get_figure (self->modes), self->reduced_frequencies ? omega0 : NAN);
  vt_mode_sheet_set_reduced (self->sheet, self->reduced_distances);
}

static void
name_files (VtPlotColumn *self)
{
  g_autofree char *glass = self->glass != NULL ? vt_glass_file_name (self->glass) : NULL;

  vt_plot_view_set_file_name (self->structure, "structure", glass);
  vt_plot_view_set_file_name (self->vibrations, "vibrations", glass);
  vt_plot_view_set_file_name (self->run, "run", glass);
  vt_plot_view_set_file_name (self->modes, "modes", glass);
  vt_mode_sheet_set_file_name (self->sheet, glass);
}

static void
name_plots (VtPlotColumn *self, const char *name)
{
  vt_plot_view_set_summary_prefix (self->structure, name);
  vt_plot_view_set_summary_prefix (self->vibrations, name);
  vt_plot_view_set_summary_prefix (self->run, name);
  vt_plot_view_set_summary_prefix (self->modes, name);
}

/* The crystal's needles, twenty times as high as what follows, are left out: the axis would keep room for them. */
#define CRYSTAL 0.04 /* mean squared displacement, lambda^2 */

static void
pour_structure (VtPlotColumn *self, const VtSnapshot *new)
{
  gboolean live = self->running && new != NULL && !vt_snapshot_is_glass (new);
  gboolean crystal = new != NULL && new->stage <= VT_STAGE_MELT && !(new->squared_displacement > CRYSTAL);

  vt_structure_figure_set (vt_plot_view_get_figure (self->structure), new != NULL && !crystal ? new->rdf : NULL, live);
}

/* What an empty figure says: nothing more will come when the run was stopped or has failed. */
static const char *
when (const VtPlotColumn *self, const VtSnapshot *snapshot, const char *expected)
{
  if (snapshot != NULL && snapshot->stage == VT_STAGE_CANCELLED)
    return _ ("The run was stopped before this was measured");
  if (self->failed)
    return _ ("The run failed before this was measured");
  return expected;
}

static void
pour_vibrations (VtPlotColumn *self, const VtSnapshot *new)
{
  VtFigure *figure = vt_plot_view_get_figure (self->vibrations);
  gboolean live = self->running && new != NULL && new->stage == VT_STAGE_MODES;
  guint n = new != NULL && new->sample != NULL ? new->sample->n : 0;

  vt_figure_set_empty_text (figure, when (self, new, _ ("Appears when the minimum is reached")));
  vt_vibrations_figure_set (figure, new != NULL ? new->spectrum : NULL, new != NULL ? new->modes : NULL,
                            new != NULL ? new->density : NULL, n, live);
}

static void
pour_modes (VtPlotColumn *self)
{
  VtFigure *figure = vt_plot_view_get_figure (self->modes);
  const VtSnapshot *snapshot = self->snapshot;
  gboolean live = self->running && snapshot != NULL && snapshot->stage == VT_STAGE_MODES;
  gboolean searching = self->findings != NULL && self->findings->search == VT_SEARCH_RUNNING;
  const GPtrArray *modes[VT_N_MODE_KINDS] = { NULL };

  vt_figure_set_empty_text (figure, when (self, snapshot, _ ("They arrive one by one once the minimum is reached")));
  modes[VT_MODE_HARMONIC] = snapshot != NULL && snapshot->modes != NULL ? snapshot->modes->modes : NULL;
  for (guint kind = VT_MODE_CUBIC; kind < VT_N_MODE_KINDS; kind++)
    modes[kind] = vt_findings_modes (self->findings, kind);
  vt_modes_figure_set (figure, modes, snapshot != NULL ? snapshot->elasticity : NULL,
                       live ? _ ("live") : searching ? "" : NULL);
  vt_modes_figure_select (figure, self->kind, self->mode);
}

static void
show_sheet (VtPlotColumn *self)
{
  const GPtrArray *modes = self->glass != NULL ? vt_glass_get_modes (self->glass, self->kind) : NULL;

  if (self->mode >= 0 && modes != NULL && (guint) self->mode < modes->len)
    vt_mode_sheet_set_mode (self->sheet, self->glass, self->kind, (guint) self->mode);
}

void
vt_plot_column_set_snapshot (VtPlotColumn *self, const VtSnapshot *new, VtGlassState state, const char *name)
{
  g_autoptr (VtSnapshot) old = g_steal_pointer (&self->snapshot);
  const gboolean running = state == VT_GLASS_RUNNING;

  self->failed = state == VT_GLASS_FAILED;
  if (self->failed)
    new = NULL;

  gboolean all = old == NULL || new == NULL || self->running != running || old->stage != new->stage;

  self->snapshot = new != NULL ? vt_snapshot_ref (new) : NULL;
  self->running = running;
  update_units (self);
  if (all || old->rdf != new->rdf)
    pour_structure (self, new);
  if (all || old->trace != new->trace)
    vt_run_figure_set (vt_plot_view_get_figure (self->run), new != NULL ? new->trace : NULL,
                       new != NULL ? new->stage : VT_STAGE_STARTING, new != NULL ? new->progress : 0);
  if (all || old->modes != new->modes || old->spectrum != new->spectrum || old->density != new->density
      || old->elasticity != new->elasticity)
    {
      pour_vibrations (self, new);
      pour_modes (self);
    }
  name_plots (self, name);
  arrange (self);
}

void
vt_plot_column_set_findings (VtPlotColumn *self, VtGlass *glass, gboolean can_search)
{
  const VtFindings *findings = glass != NULL ? vt_glass_get_findings (glass) : NULL;

  g_set_object (&self->glass, glass);
  name_files (self);
  self->can_search = can_search;
  if (findings != self->findings)
    {
      g_clear_pointer (&self->findings, vt_findings_unref);
      self->findings = findings != NULL ? vt_findings_ref (findings) : NULL;
      pour_modes (self);
    }
  vt_search_bar_set (self->search, findings, can_search);
  show_sheet (self);
  update_list (self);
}

void
vt_plot_column_set_mode (VtPlotColumn *self, VtModeKind kind, int mode)
{
  self->kind = kind;
  self->mode = mode;
  vt_modes_figure_select (vt_plot_view_get_figure (self->modes), kind, mode);
  if (mode >= 0)
    show_sheet (self);
  else
    vt_mode_sheet_clear (self->sheet);
  update_list (self);
  arrange (self);
}

VtResponseSheet *
vt_plot_column_get_response_sheet (VtPlotColumn *self)
{
  return self->response;
}

void
vt_plot_column_show_response (VtPlotColumn *self, gboolean show)
{
  self->show_response = show;
  arrange (self);
}

void
vt_plot_column_set_compact (VtPlotColumn *self, gboolean compact)
{
  self->compact = compact;
  gtk_widget_set_size_request (GTK_WIDGET (self), compact ? 332 : 400, -1);
  /* Where there is no room for the button beside the legend the card's menu has it. */
  gtk_widget_set_visible (self->list_button, !compact);
  vt_mode_list_set_compact (self->list, compact);
  vt_mode_sheet_set_compact (self->sheet, compact);
  if (compact)
    gtk_widget_remove_css_class (self->modes_frame, "vt-with-list");
  else
    gtk_widget_add_css_class (self->modes_frame, "vt-with-list");
  arrange (self);
}
