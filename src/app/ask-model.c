/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/ask-model.h"
#include "app/entries.h"
#include "app/model-button.h"

/* A question that stands open. */
typedef struct
{
  GTask *task;
  gboolean answered;
  AdwMessageDialog *dialog;
  VtModelButton *model;
  GtkWidget *grid;
  GtkWidget *entries[VT_MODEL_MAX_PARAMETERS];
  GtkWidget *labels[VT_MODEL_MAX_PARAMETERS];
} Question;

/* @what: consumed, to be freed with g_free; NULL: none. */
static void
answer (Question *question, gpointer what)
{
  question->answered = TRUE;
  g_task_return_pointer (question->task, what, g_free);
}

/* A dialog that is taken away asks no more, and whoever waits is to be told. */
static void
question_free (gpointer data, GClosure *closure)
{
  Question *question = data;

  if (!question->answered)
    answer (question, NULL);
  g_object_unref (question->task);
  g_free (question);
}

/* TRUE when the parameters are numbers the model allows. */
static gboolean
read_answer (Question *question, VtRecipe *recipe)
{
  const VtModel *model = vt_model_button_get_model (question->model);
  VtPotential potential;

  vt_recipe_init (recipe, model);
  for (guint i = 0; i < model->n_parameters; i++)
    if (!vt_parse_number (gtk_editable_get_text (GTK_EDITABLE (question->entries[i])), &recipe->parameters[i]))
      return FALSE;
  return vt_recipe_potential (recipe, &potential, NULL);
}

static void
on_entry_changed (Question *question)
{
  VtRecipe recipe;

  adw_message_dialog_set_response_enabled (question->dialog, "analyse", read_answer (question, &recipe));
}

static void
show_parameters (Question *question)
{
  const VtModel *model = vt_model_button_get_model (question->model);

  for (guint i = 0; i < VT_MODEL_MAX_PARAMETERS; i++)
    {
      gboolean used = i < model->n_parameters;
      g_autofree char *text = NULL;

      gtk_widget_set_visible (question->labels[i], used);
      gtk_widget_set_visible (question->entries[i], used);
      if (!used)
        continue;
      text = vt_field_text (model->parameters[i].standard, 6);
      gtk_label_set_markup (GTK_LABEL (question->labels[i]), model->parameters[i].symbol);
      gtk_editable_set_text (GTK_EDITABLE (question->entries[i]), text);
      gtk_accessible_update_property (GTK_ACCESSIBLE (question->entries[i]), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _ (model->parameters[i].name), -1);
    }
  on_entry_changed (question);
}

static void
add_parameters (Question *question)
{
  for (guint i = 0; i < VT_MODEL_MAX_PARAMETERS; i++)
    {
      question->labels[i] = gtk_label_new (NULL);
      question->entries[i] = gtk_entry_new ();
      gtk_label_set_xalign (GTK_LABEL (question->labels[i]), 0);
      gtk_widget_set_hexpand (question->entries[i], TRUE);
      gtk_entry_set_activates_default (GTK_ENTRY (question->entries[i]), TRUE);
      gtk_entry_set_input_purpose (GTK_ENTRY (question->entries[i]), GTK_INPUT_PURPOSE_NUMBER);
      gtk_grid_attach (GTK_GRID (question->grid), question->labels[i], 0, (int) i + 1, 1, 1);
      gtk_grid_attach (GTK_GRID (question->grid), question->entries[i], 1, (int) i + 1, 1, 1);
      g_signal_connect_swapped (question->entries[i], "changed", G_CALLBACK (on_entry_changed), question);
    }
}

static void
on_model_response (AdwMessageDialog *dialog, const char *response, Question *question)
{
  VtRecipe recipe;
  gboolean told = g_str_equal (response, "analyse") && read_answer (question, &recipe);

  answer (question, told ? g_memdup2 (&recipe, sizeof recipe) : NULL);
}

static AdwMessageDialog *
make_dialog (GtkWindow *parent, const char *heading, const char *body, GtkWidget *extra)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, body));

  adw_message_dialog_add_responses (dialog, "cancel", _ ("Cancel"), "analyse", _ ("Analyse"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "analyse", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "analyse");
  adw_message_dialog_set_close_response (dialog, "cancel");
  adw_message_dialog_set_extra_child (dialog, extra);
  return dialog;
}

void
vt_ask_model (GtkWindow *parent, const char *name, GAsyncReadyCallback callback, gpointer data)
{
  Question *question = g_new0 (Question, 1);
  g_autofree char *body =
    g_strdup_printf (_ ("%s does not say which potential its particles feel. All that is computed "
                        "depends on it."), name);

  question->task = g_task_new (parent, NULL, callback, data);
  question->grid = gtk_grid_new ();
  gtk_grid_set_row_spacing (GTK_GRID (question->grid), 8);
  gtk_grid_set_column_spacing (GTK_GRID (question->grid), 12);
  question->model = VT_MODEL_BUTTON (vt_model_button_new ());
  vt_model_button_set_expert (question->model, TRUE);
  gtk_widget_set_halign (GTK_WIDGET (question->model), GTK_ALIGN_START);
  gtk_grid_attach (GTK_GRID (question->grid), gtk_label_new (_ ("Model")), 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (question->grid), GTK_WIDGET (question->model), 1, 0, 1, 1);
  question->dialog = make_dialog (parent, _ ("Which model is it?"), body, question->grid);
  add_parameters (question);
  g_signal_connect_swapped (question->model, "chosen", G_CALLBACK (show_parameters), question);
  g_signal_connect_data (question->dialog, "response", G_CALLBACK (on_model_response), question, question_free, 0);
  show_parameters (question);
  gtk_window_present (GTK_WINDOW (question->dialog));
}

gboolean
vt_ask_model_finish (GAsyncResult *result, VtRecipe *recipe)
{
  g_autofree VtRecipe *answer = g_task_propagate_pointer (G_TASK (result), NULL);

  if (answer != NULL)
    *recipe = *answer;
  return answer != NULL;
}

static void
on_small_changed (Question *question)
{
  adw_message_dialog_set_response_enabled (question->dialog, "analyse",
                                           gtk_entry_get_text_length (GTK_ENTRY (question->entries[0])) > 0);
}

static void
on_small_response (AdwMessageDialog *dialog, const char *response, Question *question)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (question->entries[0]));

  answer (question, g_str_equal (response, "analyse") ? g_strdup (text) : NULL);
}

void
vt_ask_small (GtkWindow *parent, const char *name, const char *problem, GAsyncReadyCallback callback, gpointer data)
{
  Question *question = g_new0 (Question, 1);
  g_autofree char *heading = g_strdup_printf (_ ("Which species of %s is the small one?"), name);

  question->task = g_task_new (parent, NULL, callback, data);
  question->entries[0] = gtk_entry_new ();
  gtk_entry_set_activates_default (GTK_ENTRY (question->entries[0]), TRUE);
  gtk_entry_set_placeholder_text (GTK_ENTRY (question->entries[0]), _ ("its name in the file"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (question->entries[0]), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Small species"), -1);
  question->dialog = make_dialog (parent, heading, problem, question->entries[0]);
  g_signal_connect_swapped (question->entries[0], "changed", G_CALLBACK (on_small_changed), question);
  g_signal_connect_data (question->dialog, "response", G_CALLBACK (on_small_response), question, question_free, 0);
  on_small_changed (question);
  gtk_window_present (GTK_WINDOW (question->dialog));
}

char *
vt_ask_small_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
