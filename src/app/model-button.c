/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/model-button.h"

struct _VtModelButton
{
  GtkWidget parent_instance;
  GtkWidget *button;
  GtkWidget *name;
  GPtrArray *rows; /* buttons, one a model in the order of vt_models (); borrowed */
  const VtModel *model;
  gboolean expert;
};

G_DEFINE_FINAL_TYPE (VtModelButton, vt_model_button, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
update (VtModelButton *self)
{
  const VtModel *const *models = vt_models ();
  g_autofree char *label = g_strdup_printf (_ ("Model: %s"), _ (self->model->name));

  gtk_label_set_markup (GTK_LABEL (self->name), _ (self->model->markup));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      gboolean chosen = models[i] == self->model;

      gtk_widget_set_visible (row, self->expert || chosen || !models[i]->expert);
      if (chosen)
        gtk_widget_add_css_class (row, "chosen");
      else
        gtk_widget_remove_css_class (row, "chosen");
      gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_PRESSED,
                                   chosen ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
    }
}

static void
on_row_clicked (GtkWidget *row, VtModelButton *self)
{
  guint index;

  if (!g_ptr_array_find (self->rows, row, &index))
    return;
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  if (vt_models ()[index] == self->model)
    return;
  self->model = vt_models ()[index];
  update (self);
  g_signal_emit (self, signals[CHOSEN], 0);
}

static GtkWidget *
make_label (const char *markup, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  /* One width for all: a popover that may choose measures its height for another than it gets, and cuts a line off. */
  gtk_label_set_width_chars (GTK_LABEL (label), 40);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_row (VtModelButton *self, const VtModel *model)
{
  GtkWidget *row = gtk_button_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *description = g_markup_escape_text (_ (model->description), -1);

  gtk_box_append (GTK_BOX (box), make_label (_ (model->markup), NULL));
  gtk_box_append (GTK_BOX (box), make_label (description, "vt-caption"));
  gtk_button_set_child (GTK_BUTTON (row), box);
  gtk_widget_add_css_class (row, "flat");
  gtk_widget_add_css_class (row, "vt-model-row");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (model->name),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _ (model->description), -1);
  g_signal_connect (row, "clicked", G_CALLBACK (on_row_clicked), self);
  g_ptr_array_add (self->rows, row);
  return row;
}

static void
vt_model_button_dispose (GObject *object)
{
  VtModelButton *self = VT_MODEL_BUTTON (object);

  g_ptr_array_set_size (self->rows, 0);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  G_OBJECT_CLASS (vt_model_button_parent_class)->dispose (object);
}

static void
vt_model_button_finalize (GObject *object)
{
  VtModelButton *self = VT_MODEL_BUTTON (object);

  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (vt_model_button_parent_class)->finalize (object);
}

static void
vt_model_button_class_init (VtModelButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vt_model_button_dispose;
  G_OBJECT_CLASS (klass)->finalize = vt_model_button_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "modelchoice");
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
}

static void
vt_model_button_init (VtModelButton *self)
{
  GtkWidget *face = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10), *popover = gtk_popover_new ();
  GtkWidget *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->model = vt_models ()[0];
  self->rows = g_ptr_array_new ();
  self->name = gtk_label_new (NULL);
  gtk_box_append (GTK_BOX (face), self->name);
  gtk_box_append (GTK_BOX (face), gtk_image_new_from_icon_name ("pan-down-symbolic"));
  for (guint i = 0; vt_models ()[i] != NULL; i++)
    gtk_box_append (GTK_BOX (list), make_row (self, vt_models ()[i]));
  gtk_popover_set_child (GTK_POPOVER (popover), list);
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), face);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), popover);
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (self->button), FALSE);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  update (self);
}

GtkWidget *
vt_model_button_new (void)
{
  return g_object_new (VT_TYPE_MODEL_BUTTON, NULL);
}

const VtModel *
vt_model_button_get_model (VtModelButton *self)
{
  return self->model;
}

void
vt_model_button_set_model (VtModelButton *self, const VtModel *model)
{
  if (model == self->model)
    return;
  self->model = model;
  update (self);
}

void
vt_model_button_set_expert (VtModelButton *self, gboolean expert)
{
  self->expert = expert;
  update (self);
}
