/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/fold-bin.h"

struct _VtFoldBin
{
  GtkWidget parent_instance;
  GtkWidget *child;
  int least_width, least_height;
  int width, height; /* as last told */
  guint source;
};

static void vt_fold_bin_buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (VtFoldBin, vt_fold_bin, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, vt_fold_bin_buildable_init))

enum
{
  PROP_0,
  PROP_CHILD,
  PROP_LEAST_WIDTH,
  PROP_LEAST_HEIGHT,
};

enum
{
  RESIZED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];
static GtkBuildableIface *parent_buildable;

static void
vt_fold_bin_add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  if (GTK_IS_WIDGET (child))
    g_object_set (buildable, "child", child, NULL);
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
vt_fold_bin_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = vt_fold_bin_add_child;
}

static gboolean
on_resized (gpointer data)
{
  VtFoldBin *self = VT_FOLD_BIN (data);

  self->source = 0;
  g_signal_emit (self, signals[RESIZED], 0, self->width, self->height);
  return G_SOURCE_REMOVE;
}

static void
vt_fold_bin_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                     int *minimum_baseline, int *natural_baseline)
{
  VtFoldBin *self = VT_FOLD_BIN (widget);
  int least = orientation == GTK_ORIENTATION_HORIZONTAL ? self->least_width : self->least_height;
  int child_minimum = 0, child_natural = 0;

  if (self->child != NULL)
    gtk_widget_measure (self->child, orientation, -1, &child_minimum, &child_natural, NULL, NULL);
  *minimum = MIN (child_minimum, least);
  *natural = MAX (child_natural, *minimum);
}

/* While it is given its size nothing may change its shape: listeners are told right after. Until they have folded it,
 * the content is larger than the window for a frame. */
static void
vt_fold_bin_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  VtFoldBin *self = VT_FOLD_BIN (widget);
  int least_width, least_height;

  if (self->child != NULL)
    {
      gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &least_width, NULL, NULL, NULL);
      gtk_widget_measure (self->child, GTK_ORIENTATION_VERTICAL, -1, &least_height, NULL, NULL, NULL);
      gtk_widget_allocate (self->child, MAX (width, least_width), MAX (height, least_height), -1, NULL);
    }
  if (width == self->width && height == self->height)
    return;
  self->width = width;
  self->height = height;
  if (self->source == 0)
    self->source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_resized, self, NULL);
}

static void
vt_fold_bin_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  VtFoldBin *self = VT_FOLD_BIN (object);

  switch (id)
    {
    case PROP_CHILD: g_value_set_object (value, self->child); break;
    case PROP_LEAST_WIDTH: g_value_set_int (value, self->least_width); break;
    case PROP_LEAST_HEIGHT: g_value_set_int (value, self->least_height); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
vt_fold_bin_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  VtFoldBin *self = VT_FOLD_BIN (object);

  switch (id)
    {
    case PROP_CHILD:
      g_clear_pointer (&self->child, gtk_widget_unparent);
      self->child = g_value_get_object (value);
      if (self->child != NULL)
        gtk_widget_set_parent (self->child, GTK_WIDGET (self));
      break;
    case PROP_LEAST_WIDTH: self->least_width = g_value_get_int (value); break;
    case PROP_LEAST_HEIGHT: self->least_height = g_value_get_int (value); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
vt_fold_bin_dispose (GObject *object)
{
  VtFoldBin *self = VT_FOLD_BIN (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->child, gtk_widget_unparent);
  G_OBJECT_CLASS (vt_fold_bin_parent_class)->dispose (object);
}

static void
vt_fold_bin_class_init (VtFoldBinClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = vt_fold_bin_get_property;
  object_class->set_property = vt_fold_bin_set_property;
  object_class->dispose = vt_fold_bin_dispose;
  widget_class->measure = vt_fold_bin_measure;
  widget_class->size_allocate = vt_fold_bin_size_allocate;
  g_object_class_install_property (object_class, PROP_CHILD,
                                   g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET, flags));
  g_object_class_install_property (object_class, PROP_LEAST_WIDTH,
                                   g_param_spec_int ("least-width", NULL, NULL, 0, G_MAXINT, 0, flags));
  g_object_class_install_property (object_class, PROP_LEAST_HEIGHT,
                                   g_param_spec_int ("least-height", NULL, NULL, 0, G_MAXINT, 0, flags));
  signals[RESIZED] = g_signal_new ("resized", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT);
}

static void
vt_fold_bin_init (VtFoldBin *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}
