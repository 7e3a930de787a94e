/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/fold-row.h"

#define RANKS 8

typedef struct
{
  GtkWidget *widget;
  guint rank;
} Item;

struct _VtFoldRow
{
  GtkWidget parent_instance;
  int spacing;
  GArray *items;
};

G_DEFINE_FINAL_TYPE (VtFoldRow, vt_fold_row, GTK_TYPE_WIDGET)

/* Width of all wanted children up to @rank. */
static void
width_of_rank (VtFoldRow *self, guint rank, int *minimum, int *natural)
{
  guint n = 0;

  *minimum = *natural = 0;
  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = &g_array_index (self->items, Item, i);
      int low, wanted;

      if (item->rank > rank || !gtk_widget_get_visible (item->widget))
        continue;
      gtk_widget_measure (item->widget, GTK_ORIENTATION_HORIZONTAL, -1, &low, &wanted, NULL, NULL);
      *minimum += low;
      *natural += wanted;
      n++;
    }
  if (n > 1)
    {
      *minimum += (int) (n - 1) * self->spacing;
      *natural += (int) (n - 1) * self->spacing;
    }
}

static void
vt_fold_row_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                     int *minimum_baseline, int *natural_baseline)
{
  VtFoldRow *self = VT_FOLD_ROW (widget);
  int ignored;

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      width_of_rank (self, 0, minimum, &ignored);
      width_of_rank (self, RANKS, &ignored, natural);
      return;
    }
  for (guint i = 0; i < self->items->len; i++)
    {
      GtkWidget *child = g_array_index (self->items, Item, i).widget;
      int low, wanted;

      if (!gtk_widget_get_visible (child))
        continue;
      gtk_widget_measure (child, orientation, -1, &low, &wanted, NULL, NULL);
      *minimum = MAX (*minimum, low);
      *natural = MAX (*natural, wanted);
    }
}

/* The rank up to which children stay. */
static guint
rank_that_fits (VtFoldRow *self, int width, int *natural)
{
  guint rank = RANKS;
  int minimum;

  width_of_rank (self, rank, &minimum, natural);
  while (rank > 0 && *natural > width)
    width_of_rank (self, --rank, &minimum, natural);
  return rank;
}

int
vt_fold_row_fit (VtFoldRow *self, int width)
{
  int natural;

  g_return_val_if_fail (VT_IS_FOLD_ROW (self), 0);

  rank_that_fits (self, width, &natural);
  return MIN (natural, width);
}

static void
vt_fold_row_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  VtFoldRow *self = VT_FOLD_ROW (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int natural, x = 0;
  guint rank = rank_that_fits (self, width, &natural);

  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = &g_array_index (self->items, Item, i);
      GtkAllocation place = { 0, 0, 0, height };
      int low, wanted;

      if (!gtk_widget_get_visible (item->widget))
        continue;
      gtk_widget_set_child_visible (item->widget, item->rank <= rank);
      if (item->rank > rank)
        continue;
      gtk_widget_measure (item->widget, GTK_ORIENTATION_HORIZONTAL, -1, &low, &wanted, NULL, NULL);
      place.width = natural > width ? low : wanted;
      place.x = rtl ? width - x - place.width : x;
      gtk_widget_size_allocate (item->widget, &place, -1);
      x += place.width + self->spacing;
    }
}

static void
vt_fold_row_dispose (GObject *object)
{
  VtFoldRow *self = VT_FOLD_ROW (object);

  for (guint i = 0; i < self->items->len; i++)
    gtk_widget_unparent (g_array_index (self->items, Item, i).widget);
  g_array_set_size (self->items, 0);
  G_OBJECT_CLASS (vt_fold_row_parent_class)->dispose (object);
}

static void
vt_fold_row_finalize (GObject *object)
{
  g_array_unref (VT_FOLD_ROW (object)->items);
  G_OBJECT_CLASS (vt_fold_row_parent_class)->finalize (object);
}

static void
vt_fold_row_class_init (VtFoldRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vt_fold_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = vt_fold_row_finalize;
  GTK_WIDGET_CLASS (klass)->measure = vt_fold_row_measure;
  GTK_WIDGET_CLASS (klass)->size_allocate = vt_fold_row_allocate;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "foldrow");
}

static void
vt_fold_row_init (VtFoldRow *self)
{
  self->items = g_array_new (FALSE, FALSE, sizeof (Item));
}

GtkWidget *
vt_fold_row_new (int spacing)
{
  VtFoldRow *self = g_object_new (VT_TYPE_FOLD_ROW, NULL);

  self->spacing = spacing;
  return GTK_WIDGET (self);
}

void
vt_fold_row_append (VtFoldRow *self, GtkWidget *child, guint rank)
{
  Item item = { child, MIN (rank, RANKS) };

  g_array_append_val (self->items, item);
  gtk_widget_set_parent (child, GTK_WIDGET (self));
}
