/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "app/entries.h"
#include "app/figures.h"
#include "app/melt-popover.h"
#include "app/model-button.h"
#include "app/parameter-row.h"
#include "app/plot-view.h"
#include "app/recipe-history.h"
#include "app/recipe-panel.h"
#include "app/session.h"
#include "app/tooltip.h"
#include "app/words.h"
#include "engine/footprint.h"
#include "model/published.h"
#include "plot/number.h"
#include "response/memory.h"
#include "sample/random.h"

struct _VtRecipePanel
{
  GtkWidget parent_instance;
  GtkWidget *box;
  VtModelButton *model;
  GtkWidget *potential_card;
  VtPlotView *potential;
  VtParameterRow *parameter;
  GtkWidget *density;
  GtkWidget *density_origin;
  GtkWidget *pin;
  GtkWidget *particles;
  GtkAdjustment *particles_range;
  GtkWidget *memory;
  GtkWidget *seed;
  GtkWidget *melt_origin;
  GtkWidget *melt_words;
  GtkWidget *melt_button;
  VtMeltPopover *melt;
  GtkWidget *quench;
  GtkWidget *note;

  VtFigure *figure;
  VtWish wish;
  VtRecipeHistory *history;
  VtRecipe shown;
  gboolean has_shown;
  char *obstacle;
  char *shortage; /* why it would be refused if it were started now, or NULL */
  gboolean running;
  gboolean compact;
  gboolean quiet; /* the fields are being set from the recipe */
};

G_DEFINE_FINAL_TYPE (VtRecipePanel, vt_recipe_panel, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  QUENCH,
  CANCEL,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- from the recipe to the fields --- */

/* What the curve gives is shown with three or four decimals, what the user typed with as many as were typed. */
static char *
density_text (VtRecipePanel *self)
{
  double density = self->wish.recipe.density;
  gboolean typed = self->wish.density_pinned && fabs (density * 1e4 - round (density * 1e4)) > 1e-6;

  return typed ? vt_field_text (density, 6) : vt_words_number_density (density);
}

static void
show_density (VtRecipePanel *self)
{
  const VtWish *wish = &self->wish;
  g_autofree char *text = density_text (self);

  gtk_editable_set_text (GTK_EDITABLE (self->density), text);
  vt_entry_set_reason (self->density, NULL);
  gtk_label_set_text (GTK_LABEL (self->density_origin), vt_words_density_origin (&wish->recipe, wish->density_pinned, self->compact));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->pin), wish->density_pinned);
  vt_tooltip_set_text (self->pin, wish->density_pinned ? _ ("Let it follow the published curve") : _ ("Pin density"));
}

static void
show_particles (VtRecipePanel *self)
{
  VtPotential potential;
  double least = 2;

  if (vt_recipe_potential (&self->wish.recipe, &potential, NULL))
    least = vt_potential_minimum_particles (&potential, self->wish.recipe.density);
  /* A recipe that is already below the limit is left as it is: the note says what is wrong with it. */
  gtk_adjustment_set_lower (self->particles_range, MIN (least, self->wish.recipe.particles));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->particles), self->wish.recipe.particles);
}

static void
warn_with (GtkWidget *label, gboolean warning)
{
  if (warning)
    gtk_widget_add_css_class (label, "warning");
  else
    gtk_widget_remove_css_class (label, "warning");
}

/* What it will take, where that is a good part of what there is; memory comes and goes, so a shortage is a warning and no
 * obstacle. */
static void
show_memory (VtRecipePanel *self)
{
  const VtRequest request = vt_session_request (&self->wish.recipe);
  const VtWorkload workload = vt_workload_of (&request);
  const guint64 needed = vt_workload_memory (&workload, NULL), free = vt_memory_available ();
  g_autofree char *words = vt_words_memory (needed);

  g_clear_pointer (&self->shortage, g_free);
  if (needed > free)
    self->shortage = vt_words_memory_shortage (needed, free);
  gtk_label_set_text (GTK_LABEL (self->memory), words);
  gtk_widget_set_visible (self->memory, needed >= VT_SIZABLE_MEMORY || needed > free);
  warn_with (self->memory, needed > free);
}

static void
show_seed_and_melt (VtRecipePanel *self)
{
  const VtRecipe *recipe = &self->wish.recipe;
  g_autofree char *seed = g_strdup_printf ("%" G_GUINT64_FORMAT, recipe->seed);
  g_autofree char *melt = vt_melt_words (recipe);
  g_autofree char *spoken = vt_markup_to_plain (melt);
  g_autofree char *name = g_strdup_printf (_ ("Melt: %s"), spoken);

  gtk_editable_set_text (GTK_EDITABLE (self->seed), seed);
  vt_entry_set_reason (self->seed, NULL);
  gtk_label_set_markup (GTK_LABEL (self->melt_words), melt);
  gtk_label_set_text (GTK_LABEL (self->melt_origin), vt_melt_origin_words (recipe));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->melt_button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  vt_melt_popover_set_recipe (self->melt, recipe);
}

static void
name_files (VtRecipePanel *self)
{
  const VtRecipe *recipe = &self->wish.recipe;
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *name = NULL;

  g_ascii_formatd (number, sizeof number, "%g", recipe->parameters[0]);
  name = g_strdup_printf ("%s-%s", recipe->model->key, number);
  vt_plot_view_set_file_name (self->potential, "potential", name);
}

static void
show_potential (VtRecipePanel *self)
{
  VtPotential next, shown;

  if (!vt_recipe_potential (&self->wish.recipe, &next, NULL))
    return;
  vt_potential_figure_set_next (self->figure, &next);
  name_files (self);
  if (self->has_shown && vt_recipe_potential (&self->shown, &shown, NULL))
    vt_potential_figure_set_shown (self->figure, &shown, &next);
  else
    vt_potential_figure_set_shown (self->figure, NULL, &next);
}

/* Derivatives are drawn divided, which the axis says as soon as they are shown. */
static void
on_series_toggled (VtRecipePanel *self)
{
  show_potential (self);
}

static void
show_ring (VtRecipePanel *self)
{
  gboolean same = self->has_shown && self->shown.model == self->wish.recipe.model;

  vt_parameter_row_set_ring (self->parameter, same ? self->shown.parameters[0] : NAN);
}

/* The large button and the line below it. */
static void
show_action (VtRecipePanel *self)
{
  g_autofree char *estimate = NULL;

  gtk_widget_set_sensitive (self->quench, self->running || self->obstacle == NULL);
  warn_with (self->note, !self->running && self->obstacle == NULL && self->shortage != NULL);
  if (self->running)
    return;
  if (self->obstacle == NULL && self->shortage == NULL)
    {
      VtRequest request = vt_session_request (&self->wish.recipe);
      estimate = vt_words_estimate (vt_run_estimate (&request));
    }
  gtk_label_set_text (GTK_LABEL (self->note), self->obstacle != NULL   ? self->obstacle
                                              : self->shortage != NULL ? self->shortage
                                                                       : estimate);
}

static void
check_recipe (VtRecipePanel *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->obstacle, g_free);
  if (!vt_recipe_validate (&self->wish.recipe, &error))
    self->obstacle = g_strdup (error->message);
}

static void
show_all (VtRecipePanel *self)
{
  const VtRecipe *recipe = &self->wish.recipe;

  self->quiet = TRUE;
  vt_model_button_set_model (self->model, recipe->model);
  vt_parameter_row_set_model (self->parameter, recipe->model);
  vt_parameter_row_set_value (self->parameter, recipe->parameters[0]);
  vt_potential_figure_set_model (self->figure, recipe->model);
  show_density (self);
  show_particles (self);
  show_memory (self);
  show_seed_and_melt (self);
  self->quiet = FALSE;
  check_recipe (self);
  show_ring (self);
  show_potential (self);
  show_action (self);
}

/* --- from the fields to the recipe --- */

/* The user changed @field: the rest follows. */
static void
wish_changed (VtRecipePanel *self, const char *field)
{
  vt_recipe_history_record (self->history, &self->wish, field, g_get_monotonic_time ());
  show_all (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_control_changed (VtRecipePanel *self, double value)
{
  vt_recipe_set_control (&self->wish.recipe, value, self->wish.density_pinned);
  wish_changed (self, "control");
}

/* Another model, with its own published density and melt; particles and seed stay the user's. */
static void
on_model_chosen (VtRecipePanel *self)
{
  VtRecipe old = self->wish.recipe;

  vt_recipe_init (&self->wish.recipe, vt_model_button_get_model (self->model));
  self->wish.recipe.particles = old.particles;
  self->wish.recipe.seed = old.seed;
  self->wish.recipe.trim = old.trim;
  self->wish.density_pinned = FALSE;
  wish_changed (self, "model");
}

static void
take_density (VtRecipePanel *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->density));
  g_autofree char *shown = density_text (self);
  g_autofree char *reason = NULL;
  double value;

  if (self->quiet || g_str_equal (text, shown))
    return;
  if (vt_parse_number (text, &value) && value >= VT_DENSITY_MINIMUM && value <= VT_DENSITY_MAXIMUM)
    {
      vt_recipe_set_density (&self->wish.recipe, value);
      self->wish.density_pinned = TRUE;
      wish_changed (self, "density");
      return;
    }
  reason = g_strdup_printf (_ ("A density from %g to %g"), VT_DENSITY_MINIMUM, VT_DENSITY_MAXIMUM);
  vt_entry_set_reason (self->density, reason);
}

/* Text that arrives without the keyboard (assistive technology sets it whole) counts at once. */
static gboolean
typed_elsewhere (VtRecipePanel *self, GtkWidget *entry)
{
  return !self->quiet && !gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (entry))));
}

static void
on_density_changed (VtRecipePanel *self)
{
  if (typed_elsewhere (self, self->density))
    take_density (self);
}

static void
on_density_leave (VtRecipePanel *self)
{
  take_density (self);
  show_density (self);
}

static void
on_pin_toggled (VtRecipePanel *self)
{
  if (self->quiet)
    return;
  self->wish.density_pinned = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->pin));
  if (!self->wish.density_pinned)
    self->wish.recipe.density =
      vt_published_density (self->wish.recipe.model, self->wish.recipe.parameters, NULL);
  wish_changed (self, "pin");
}

static void
on_particles_changed (VtRecipePanel *self)
{
  if (self->quiet)
    return;
  self->wish.recipe.particles = (guint) gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->particles));
  wish_changed (self, "particles");
}

static void
take_seed (VtRecipePanel *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->seed));
  g_autofree char *reason = NULL;
  guint64 seed;

  if (self->quiet)
    return;
  if (vt_parse_whole (text, &seed) && seed <= VT_SEED_MAXIMUM)
    {
      self->wish.recipe.seed = seed;
      wish_changed (self, "seed");
      return;
    }
  reason = g_strdup_printf (_ ("A whole number from 0 to %.0f"), (double) VT_SEED_MAXIMUM);
  vt_entry_set_reason (self->seed, reason);
}

static void
on_seed_changed (VtRecipePanel *self)
{
  if (typed_elsewhere (self, self->seed))
    take_seed (self);
}

static void
on_seed_leave (VtRecipePanel *self)
{
  take_seed (self);
  self->quiet = TRUE;
  show_seed_and_melt (self);
  self->quiet = FALSE;
}

static void
on_shuffle_clicked (VtRecipePanel *self)
{
  guint64 seed = self->wish.recipe.seed;

  /* Small numbers: they are easy to say to one another. */
  while (seed == self->wish.recipe.seed)
    seed = (guint64) g_random_int_range (1, 1000);
  self->wish.recipe.seed = seed;
  wish_changed (self, "shuffle");
}

static void
on_melt_changed (VtRecipePanel *self)
{
  if (self->quiet)
    return;
  vt_melt_popover_get_recipe (self->melt, &self->wish.recipe);
  vt_recipe_history_record (self->history, &self->wish, "melt", g_get_monotonic_time ());
  self->quiet = TRUE;
  gtk_label_set_text (GTK_LABEL (self->melt_origin), vt_melt_origin_words (&self->wish.recipe));
  self->quiet = FALSE;
  g_autofree char *words = vt_melt_words (&self->wish.recipe);
  gtk_label_set_markup (GTK_LABEL (self->melt_words), words);
  check_recipe (self);
  show_action (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_quench_clicked (VtRecipePanel *self)
{
  g_signal_emit (self, signals[self->running ? CANCEL : QUENCH], 0);
}

/* --- the widget --- */

static void
vt_recipe_panel_dispose (GObject *object)
{
  VtRecipePanel *self = VT_RECIPE_PANEL (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (vt_recipe_panel_parent_class)->dispose (object);
}

static void
vt_recipe_panel_finalize (GObject *object)
{
  VtRecipePanel *self = VT_RECIPE_PANEL (object);

  g_clear_pointer (&self->history, vt_recipe_history_free);
  g_free (self->obstacle);
  g_free (self->shortage);
  G_OBJECT_CLASS (vt_recipe_panel_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, VtRecipePanel, box);
  gtk_widget_class_bind_template_child (widget_class, VtRecipePanel, model);
  gtk_widget_class_bind_template_child (widget_class, VtRecipePanel, potential_card);
  gtk_widget_class_bind_template_child (widget_class, VtRecipePanel, potential);
  gtk_widget_class_bind_template_child (widget_class, VtRecipePanel, parameter);
  gtk_widget_class_bind_template_child (widget_class, VtRecipePanel, density);
  gtk_widget_class_bind_template_child (widget_class, VtRecipePanel, density_origin);
  gtk_widget_class_bind_template_child (widget_class, VtRecipePanel, pin);
  gtk_widget_class_bind_template_child (widget_class, VtRecipePanel, particles);
  gtk_widget_class_bind_template_child (widget_class, VtRecipePanel, particles_range);
  gtk_widget_class_bind_template_child (widget_class, VtRecipePanel, memory);
  gtk_widget_class_bind_template_child (widget_class, VtRecipePanel, seed);
  gtk_widget_class_bind_template_child (widget_class, VtRecipePanel, melt_origin);
  gtk_widget_class_bind_template_child (widget_class, VtRecipePanel, melt_words);
  gtk_widget_class_bind_template_child (widget_class, VtRecipePanel, melt_button);
  gtk_widget_class_bind_template_child (widget_class, VtRecipePanel, melt);
  gtk_widget_class_bind_template_child (widget_class, VtRecipePanel, quench);
  gtk_widget_class_bind_template_child (widget_class, VtRecipePanel, note);
}

static void
bind_callbacks (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, on_model_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_control_changed);
  gtk_widget_class_bind_template_callback (widget_class, take_density);
  gtk_widget_class_bind_template_callback (widget_class, on_density_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_density_leave);
  gtk_widget_class_bind_template_callback (widget_class, on_pin_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_particles_changed);
  gtk_widget_class_bind_template_callback (widget_class, take_seed);
  gtk_widget_class_bind_template_callback (widget_class, on_seed_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_seed_leave);
  gtk_widget_class_bind_template_callback (widget_class, on_shuffle_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_melt_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_quench_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_series_toggled);
}

static guint
plain_signal (VtRecipePanelClass *klass, const char *name)
{
  return g_signal_new (name, G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vt_recipe_panel_class_init (VtRecipePanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vt_recipe_panel_dispose;
  G_OBJECT_CLASS (klass)->finalize = vt_recipe_panel_finalize;
  g_type_ensure (VT_TYPE_MODEL_BUTTON);
  g_type_ensure (VT_TYPE_PLOT_VIEW);
  g_type_ensure (VT_TYPE_PARAMETER_ROW);
  g_type_ensure (VT_TYPE_MELT_POPOVER);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/vitrine/Vitrine/recipe-panel.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "recipepanel");
  bind_children (widget_class);
  bind_callbacks (widget_class);
  signals[CHANGED] = plain_signal (klass, "changed");
  signals[QUENCH] = plain_signal (klass, "quench");
  signals[CANCEL] = plain_signal (klass, "cancel");
}

static void
vt_recipe_panel_init (VtRecipePanel *self)
{
  vt_recipe_init (&self->wish.recipe, vt_models ()[0]);
  self->history = vt_recipe_history_new (&self->wish);
  self->quiet = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->figure = vt_plot_view_get_figure (self->potential);
  vt_potential_figure_setup (self->figure);
  vt_plot_view_set_name (self->potential, _ ("Pair potential"));
  vt_plot_view_set_scrollable (self->potential, FALSE);
  show_all (self);
}

const VtRecipe *
vt_recipe_panel_get_recipe (VtRecipePanel *self)
{
  return &self->wish.recipe;
}

void
vt_recipe_panel_set_recipe (VtRecipePanel *self, const VtRecipe *recipe)
{
  double published = vt_published_density (recipe->model, recipe->parameters, NULL);

  self->wish.recipe = *recipe;
  self->wish.density_pinned = fabs (recipe->density / published - 1) > 1e-9;
  wish_changed (self, "recipe");
}

const char *
vt_recipe_panel_get_obstacle (VtRecipePanel *self)
{
  return self->obstacle;
}

void
vt_recipe_panel_set_shown (VtRecipePanel *self, const VtRecipe *recipe, const VtRdf *rdf)
{
  self->has_shown = recipe != NULL;
  if (recipe != NULL)
    self->shown = *recipe;
  vt_potential_figure_set_neighbours (self->figure, rdf);
  show_ring (self);
  show_potential (self);
}

void
vt_recipe_panel_set_running (VtRecipePanel *self, gboolean running, const char *remaining)
{
  if (running != self->running)
    {
      self->running = running;
      gtk_button_set_label (GTK_BUTTON (self->quench), running ? _ ("Cancel") : _ ("Quench"));
      if (running)
        gtk_widget_remove_css_class (self->quench, "suggested-action");
      else
        gtk_widget_add_css_class (self->quench, "suggested-action");
      show_memory (self);
    }
  show_action (self);
  if (running)
    gtk_label_set_text (GTK_LABEL (self->note), remaining);
}

void
vt_recipe_panel_set_expert (VtRecipePanel *self, gboolean expert)
{
  vt_model_button_set_expert (self->model, expert);
}

void
vt_recipe_panel_set_compact (VtRecipePanel *self, gboolean compact)
{
  self->compact = compact;
  if (compact)
    gtk_widget_add_css_class (GTK_WIDGET (self), "compact");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "compact");
  gtk_widget_set_size_request (GTK_WIDGET (self), compact ? 276 : 304, -1);
  gtk_widget_set_size_request (self->potential_card, -1, compact ? 194 : 264);
  show_all (self);
}

gboolean
vt_recipe_panel_can_undo (VtRecipePanel *self)
{
  return vt_recipe_history_can_undo (self->history);
}

gboolean
vt_recipe_panel_can_redo (VtRecipePanel *self)
{
  return vt_recipe_history_can_redo (self->history);
}

static void
go_to (VtRecipePanel *self, const VtWish *wish)
{
  if (wish == NULL)
    return;
  self->wish = *wish;
  show_all (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
vt_recipe_panel_undo (VtRecipePanel *self)
{
  go_to (self, vt_recipe_history_undo (self->history));
}

void
vt_recipe_panel_redo (VtRecipePanel *self)
{
  go_to (self, vt_recipe_history_redo (self->history));
}
