/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/choice.h"

struct _VtChoice
{
  GtkWidget parent_instance;

  GtkWidget *button;
  GtkWidget *value;
  GPtrArray *rows;     /* toggle buttons, borrowed */
  GObject *object;     /* weak */
  char *property, *title;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (VtChoice, vt_choice, GTK_TYPE_WIDGET)

static void
update (VtChoice *self)
{
  g_autofree char *label = NULL;
  const char *name;
  int value;

  g_object_get (self->object, self->property, &value, NULL);
  if (value < 0 || value >= (int) self->rows->len)
    return;
  self->updating = TRUE;
  gtk_toggle_button_set_active (g_ptr_array_index (self->rows, value), TRUE);
  self->updating = FALSE;
  name = gtk_button_get_label (g_ptr_array_index (self->rows, value));
  gtk_label_set_label (GTK_LABEL (self->value), name);
  label = g_strdup_printf ("%s: %s", self->title, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
on_clicked (GtkButton *row, VtChoice *self)
{
  guint index;

  if (self->updating || !self->object || !g_ptr_array_find (self->rows, row, &index))
    return;
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  g_object_set (self->object, self->property, (int) index, NULL);
}

static GtkWidget *
make_popover (VtChoice *self, const char *const *names)
{
  GtkWidget *popover = gtk_popover_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  for (guint k = 0; names[k]; k++)
    {
      GtkWidget *row = gtk_toggle_button_new_with_label (names[k]);

      gtk_widget_add_css_class (row, "flat");
      gtk_widget_add_css_class (row, "choice-row");
      gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (row))), 0);
      if (k)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (row), g_ptr_array_index (self->rows, 0));
      g_ptr_array_add (self->rows, row);
      g_signal_connect (row, "clicked", G_CALLBACK (on_clicked), self);
      gtk_box_append (GTK_BOX (box), row);
    }
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  return popover;
}

GtkWidget *
vt_choice_new (const char *title, const char *const *names, GObject *object, const char *property)
{
  VtChoice *self = g_object_new (VT_TYPE_CHOICE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *signal = g_strdup_printf ("notify::%s", property);

  self->property = g_strdup (property);
  self->title = g_strdup (title);
  g_set_weak_pointer (&self->object, object);
  self->value = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->value, "choice-value");
  gtk_box_append (GTK_BOX (box), self->value);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("pan-down-symbolic"));
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), box);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), make_popover (self, names));
  g_signal_connect_object (object, signal, G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

void
vt_choice_set_offered (VtChoice *self, int value, gboolean offered)
{
  g_return_if_fail (VT_IS_CHOICE (self) && value >= 0 && value < (int) self->rows->len);

  gtk_widget_set_sensitive (g_ptr_array_index (self->rows, value), offered);
}

static void
vt_choice_dispose (GObject *object)
{
  VtChoice *self = VT_CHOICE (object);

  g_ptr_array_set_size (self->rows, 0);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  G_OBJECT_CLASS (vt_choice_parent_class)->dispose (object);
}

static void
vt_choice_finalize (GObject *object)
{
  VtChoice *self = VT_CHOICE (object);

  g_clear_weak_pointer (&self->object);
  g_ptr_array_unref (self->rows);
  g_free (self->property);
  g_free (self->title);
  G_OBJECT_CLASS (vt_choice_parent_class)->finalize (object);
}

static void
vt_choice_class_init (VtChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vt_choice_dispose;
  G_OBJECT_CLASS (klass)->finalize = vt_choice_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "choice");
}

static void
vt_choice_init (VtChoice *self)
{
  self->rows = g_ptr_array_new ();
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (self->button), FALSE);
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (self->button), GTK_ARROW_UP);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}
