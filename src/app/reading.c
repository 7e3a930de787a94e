/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/reading.h"
#include "plot/number.h"

#define FADE_MS 150

struct _VtReading
{
  GtkWidget parent_instance;
  GtkWidget *name;
  GtkWidget *symbol;
  GtkWidget *value;
  GtkWidget *unit;
  char *name_markup;
  char *symbol_markup;
  char *unit_markup;
  char *spoken_name;
  char *value_markup;
  AdwAnimation *fade;
};

G_DEFINE_FINAL_TYPE (VtReading, vt_reading, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_NAME_MARKUP,
  PROP_SYMBOL,
  PROP_UNIT,
  PROP_SPOKEN_NAME,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static char **
text_of (VtReading *self, guint id)
{
  switch (id)
    {
    case PROP_NAME_MARKUP: return &self->name_markup;
    case PROP_SYMBOL: return &self->symbol_markup;
    case PROP_UNIT: return &self->unit_markup;
    default: return &self->spoken_name;
    }
}

static void
say (VtReading *self, const char *spoken)
{
  g_autofree char *name = vt_markup_to_plain (self->name_markup != NULL ? self->name_markup : "");
  g_autofree char *text = g_strdup_printf ("%s %s", self->spoken_name != NULL ? self->spoken_name : name, spoken);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
vt_reading_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, *text_of (VT_READING (object), id));
}

static void
vt_reading_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  VtReading *self = VT_READING (object);
  char **text = text_of (self, id);
  GtkWidget *label = id == PROP_NAME_MARKUP ? self->name : id == PROP_SYMBOL ? self->symbol : self->unit;

  g_free (*text);
  *text = g_value_dup_string (value);
  if (id != PROP_SPOKEN_NAME)
    {
      gtk_label_set_markup (GTK_LABEL (label), *text != NULL ? *text : "");
      gtk_widget_set_visible (label, *text != NULL && id != PROP_SYMBOL);
    }
  say (self, _ ("not known yet"));
}

static void
vt_reading_dispose (GObject *object)
{
  VtReading *self = VT_READING (object);
  GtkWidget *child;

  g_clear_object (&self->fade);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (vt_reading_parent_class)->dispose (object);
}

static void
vt_reading_finalize (GObject *object)
{
  VtReading *self = VT_READING (object);

  g_free (self->name_markup);
  g_free (self->symbol_markup);
  g_free (self->unit_markup);
  g_free (self->spoken_name);
  g_free (self->value_markup);
  G_OBJECT_CLASS (vt_reading_parent_class)->finalize (object);
}

static void
vt_reading_class_init (VtReadingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = vt_reading_get_property;
  object_class->set_property = vt_reading_set_property;
  object_class->dispose = vt_reading_dispose;
  object_class->finalize = vt_reading_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "reading");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  properties[PROP_NAME_MARKUP] = g_param_spec_string ("name-markup", NULL, NULL, NULL, flags);
  properties[PROP_SYMBOL] = g_param_spec_string ("symbol", NULL, NULL, NULL, flags);
  properties[PROP_UNIT] = g_param_spec_string ("unit", NULL, NULL, NULL, flags);
  properties[PROP_SPOKEN_NAME] = g_param_spec_string ("spoken-name", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static GtkWidget *
add_label (VtReading *self, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return label;
}

static void
vt_reading_init (VtReading *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  AdwAnimationTarget *target;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 1);
  self->name = add_label (self, "vt-reading-name");
  gtk_label_set_yalign (GTK_LABEL (self->name), 0); /* beside one with a subscript all stand on one line */
  self->symbol = add_label (self, "vt-reading-name");
  self->value = add_label (self, "vt-reading-value");
  self->unit = add_label (self, "vt-reading-unit");
  gtk_widget_set_visible (self->symbol, FALSE);
  gtk_widget_set_visible (self->unit, FALSE);
  target = adw_property_animation_target_new (G_OBJECT (self->value), "opacity");
  self->fade = adw_timed_animation_new (self->value, 0, 1, FADE_MS, target);
  vt_reading_set_value (self, NULL, NULL);
}

void
vt_reading_set_value (VtReading *self, const char *value, const char *spoken)
{
  g_autofree char *plain = NULL;
  gboolean first = self->value_markup == NULL && value != NULL;

  if (self->value_markup != NULL && g_strcmp0 (value, self->value_markup) == 0)
    return;
  g_free (self->value_markup);
  self->value_markup = g_strdup (value);
  gtk_label_set_markup (GTK_LABEL (self->value), value != NULL ? value : VT_DASH_NONE);
  if (value == NULL)
    gtk_widget_add_css_class (self->value, "vt-none");
  else
    gtk_widget_remove_css_class (self->value, "vt-none");
  plain = value != NULL ? vt_markup_to_plain (value) : g_strdup (_ ("not known yet"));
  say (self, spoken != NULL && value != NULL ? spoken : plain);
  if (first)
    adw_animation_play (self->fade);
}

void
vt_reading_set_compact (VtReading *self, gboolean compact)
{
  gtk_widget_set_visible (self->symbol, compact && self->symbol_markup != NULL);
  gtk_widget_set_visible (self->name, self->name_markup != NULL && !(compact && self->symbol_markup != NULL));
  gtk_widget_set_visible (self->unit, !compact && self->unit_markup != NULL);
}
