/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/mode-list.h"
#include "app/mode-row.h"
#include "app/tooltip.h"
#include "app/words.h"

struct _VtModeList
{
  GtkWidget parent_instance;
  GtkWidget *box;
  GtkWidget *count;
  GtkColumnView *view;
  GtkWidget *search;
  GListStore *rows;            /* VtModeRow */
  GtkSingleSelection *selection; /* the view's */
  GtkSorter *sorters[VT_N_MODE_COLUMNS]; /* the columns' */
  gboolean selecting;          /* the program selects, not the user */
};

G_DEFINE_FINAL_TYPE (VtModeList, vt_mode_list, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  OPENED,
  SEARCH,
  CLOSE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- cells --- */

typedef struct
{
  VtModeColumn column;
  GtkWidget *symbol; /* of the family, in the first column */
  GtkWidget *label;
} Cell;

static const char *const family_symbols[VT_N_MODE_KINDS] = { "●", "◆", "▲" };
static const char *const family_classes[VT_N_MODE_KINDS] = { "vt-family-1", "vt-family-2", "vt-family-3" };

static void
show_family (Cell *cell, VtModeRow *row)
{
  VtModeKind kind = vt_mode_row_get_kind (row);
  const char *classes[] = { family_classes[kind], NULL };
  g_autofree char *mode = vt_words_mode (kind, vt_mode_row_get_place (row));
  g_autofree char *name = g_strdup_printf ("%s (%s)", mode, vt_words_mode_kind (kind));

  gtk_label_set_text (GTK_LABEL (cell->symbol), family_symbols[kind]);
  gtk_widget_set_css_classes (cell->symbol, classes);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell->label), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  vt_tooltip_set_text (cell->label, name);
}

static void
show_cell (VtModeRow *row, Cell *cell)
{
  g_autofree char *text = vt_mode_row_get_text (row, cell->column);

  gtk_label_set_markup (GTK_LABEL (cell->label), text);
  if (cell->symbol != NULL)
    show_family (cell, row);
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  Cell *cell = g_new0 (Cell, 1);
  GtkWidget *child = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  cell->column = GPOINTER_TO_UINT (data);
  cell->label = gtk_label_new (NULL);
  gtk_widget_add_css_class (cell->label, "numeric");
  gtk_label_set_xalign (GTK_LABEL (cell->label), 1);
  if (cell->column == VT_MODE_COLUMN_NAME)
    {
      cell->symbol = gtk_label_new (NULL);
      gtk_box_append (GTK_BOX (child), cell->symbol);
      gtk_label_set_xalign (GTK_LABEL (cell->label), 0);
    }
  gtk_widget_set_hexpand (cell->label, TRUE);
  gtk_box_append (GTK_BOX (child), cell->label);
  g_object_set_data_full (G_OBJECT (item), "vt-cell", cell, g_free);
  gtk_list_item_set_child (item, child);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  Cell *cell = g_object_get_data (G_OBJECT (item), "vt-cell");
  VtModeRow *row = gtk_list_item_get_item (item);

  show_cell (row, cell);
  g_signal_connect (row, "changed", G_CALLBACK (show_cell), cell);
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  g_signal_handlers_disconnect_by_data (gtk_list_item_get_item (item), g_object_get_data (G_OBJECT (item), "vt-cell"));
}

/* --- columns --- */

/* What is not known stands last. */
static int
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  double p = vt_mode_row_get_value ((VtModeRow *) a, GPOINTER_TO_UINT (data));
  double q = vt_mode_row_get_value ((VtModeRow *) b, GPOINTER_TO_UINT (data));

  if (isnan (p) || isnan (q))
    return isnan (p) - isnan (q);
  return (p > q) - (p < q);
}

static const char *
column_title (VtModeColumn column)
{
  switch (column)
    {
    case VT_MODE_COLUMN_OMEGA: return "ω";
    case VT_MODE_COLUMN_RELATIVE: return "ω/ω₀";
    case VT_MODE_COLUMN_PARTICIPATION: return "N e";
    case VT_MODE_COLUMN_RATIO: return "k−/f−";
    /* Translators: column of a table: coupling to dilation over that to shear, as short as can be */
    case VT_MODE_COLUMN_COUPLING: return _ ("dil/sh");
    case VT_MODE_COLUMN_SHEAR: return "G %";
    case VT_MODE_COLUMN_BULK: return "K %";
    default: return "";
    }
}

static GtkColumnViewColumn *
add_column (VtModeList *self, VtModeColumn which)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column = gtk_column_view_column_new (column_title (which), factory);

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), GUINT_TO_POINTER (which));
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), NULL);
  self->sorters[which] = GTK_SORTER (gtk_custom_sorter_new (compare_rows, GUINT_TO_POINTER (which), NULL));
  gtk_column_view_column_set_sorter (column, self->sorters[which]);
  gtk_column_view_column_set_expand (column, TRUE);
  gtk_column_view_append_column (self->view, column);
  return column;
}

/* --- what the user does --- */

static void
on_selected (VtModeList *self)
{
  VtModeRow *row = gtk_single_selection_get_selected_item (self->selection);

  if (row != NULL && !self->selecting)
    g_signal_emit (self, signals[CHOSEN], 0, vt_mode_row_get_kind (row), (int) vt_mode_row_get_place (row));
}

static void
on_activated (VtModeList *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  g_signal_emit (self, signals[OPENED], 0);
}

static void
on_search_clicked (VtModeList *self)
{
  g_signal_emit (self, signals[SEARCH], 0);
}

static void
on_close_clicked (VtModeList *self)
{
  g_signal_emit (self, signals[CLOSE], 0);
}

/* --- the widget --- */

static void
vt_mode_list_dispose (GObject *object)
{
  VtModeList *self = VT_MODE_LIST (object);

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  for (guint k = 0; k < VT_N_MODE_COLUMNS; k++)
    g_clear_object (&self->sorters[k]);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (vt_mode_list_parent_class)->dispose (object);
}

static void
vt_mode_list_class_init (VtModeListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vt_mode_list_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/vitrine/Vitrine/mode-list.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, VtModeList, box);
  gtk_widget_class_bind_template_child (widget_class, VtModeList, count);
  gtk_widget_class_bind_template_child (widget_class, VtModeList, view);
  gtk_widget_class_bind_template_child (widget_class, VtModeList, search);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_search_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_close_clicked);
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT);
  for (guint k = OPENED; k < N_SIGNALS; k++)
    {
      static const char *const names[N_SIGNALS] = { NULL, "opened", "search", "close" };

      signals[k] = g_signal_new (names[k], G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
    }
}

static void
vt_mode_list_init (VtModeList *self)
{
  GtkSortListModel *sorted;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_list_store_new (VT_TYPE_MODE_ROW);
  for (guint k = 0; k < VT_N_MODE_COLUMNS; k++)
    {
      GtkColumnViewColumn *column = add_column (self, k);

      if (k == VT_MODE_COLUMN_OMEGA)
        gtk_column_view_sort_by_column (self->view, column, GTK_SORT_ASCENDING);
      g_object_unref (column);
    }
  sorted = gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (self->rows)),
                                    g_object_ref (gtk_column_view_get_sorter (self->view)));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (sorted));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (on_selected), self);
}

/* --- what it shows --- */

static VtModeRow *
row_of (VtModeList *self, const VtMode *mode, guint *position)
{
  for (guint k = 0; k < g_list_model_get_n_items (G_LIST_MODEL (self->rows)); k++)
    {
      g_autoptr (VtModeRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), k);

      if (position != NULL)
        *position = k;
      if (vt_mode_row_get_mode (row) == mode)
        return row; /* the list holds it */
    }
  return NULL;
}

static gboolean
is_known (VtGlass *glass, VtModeRow *row)
{
  const GPtrArray *modes = glass != NULL ? vt_glass_get_modes (glass, vt_mode_row_get_kind (row)) : NULL;

  return modes != NULL && g_ptr_array_find ((GPtrArray *) modes, vt_mode_row_get_mode (row), NULL);
}

static void
remove_others (VtModeList *self, VtGlass *glass)
{
  for (guint k = g_list_model_get_n_items (G_LIST_MODEL (self->rows)); k-- > 0;)
    {
      g_autoptr (VtModeRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), k);

      if (!is_known (glass, row))
        g_list_store_remove (self->rows, k);
    }
}

static void
update_family (VtModeList *self, VtGlass *glass, VtModeKind kind)
{
  const GPtrArray *modes = vt_glass_get_modes (glass, kind);
  const VtElasticity *elasticity = vt_glass_get_snapshot (glass)->elasticity;
  const VtFindings *findings = vt_glass_get_findings (glass);

  for (guint k = 0; modes != NULL && k < modes->len; k++)
    {
      const VtMode *mode = vt_mode_at (modes, k);
      const VtModeStudy *study = vt_findings_study (findings, mode);
      VtModeRow *known = row_of (self, mode, NULL);
      g_autoptr (VtModeRow) made = NULL;

      if (known == NULL)
        {
          made = vt_mode_row_new (kind, mode, elasticity != NULL ? elasticity->omega0 : NAN);
          vt_mode_row_update (made, k, study);
          g_list_store_append (self->rows, made);
        }
      else
        vt_mode_row_update (known, k, study);
    }
}

static void
count_families (VtModeList *self, VtGlass *glass)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint kind = 0; kind < VT_N_MODE_KINDS; kind++)
    {
      const GPtrArray *modes = glass != NULL ? vt_glass_get_modes (glass, kind) : NULL;

      if (modes != NULL && modes->len > 0)
        g_string_append_printf (text, "%s%u %s", text->len > 0 ? ", " : "", modes->len, vt_words_mode_kind (kind));
    }
  gtk_label_set_text (GTK_LABEL (self->count), text->str);
}

void
vt_mode_list_set_glass (VtModeList *self, VtGlass *glass, gboolean can_search)
{
  gboolean has_modes = glass != NULL && vt_glass_get_snapshot (glass) != NULL;

  self->selecting = TRUE;
  remove_others (self, glass);
  for (guint kind = 0; has_modes && kind < VT_N_MODE_KINDS; kind++)
    update_family (self, glass, kind);
  for (guint k = VT_MODE_COLUMN_RATIO; k < VT_N_MODE_COLUMNS; k++)
    gtk_sorter_changed (self->sorters[k], GTK_SORTER_CHANGE_DIFFERENT);
  self->selecting = FALSE;
  count_families (self, glass);
  gtk_widget_set_visible (self->search, can_search);
}

void
vt_mode_list_select (VtModeList *self, const VtMode *mode)
{
  GListModel *model = G_LIST_MODEL (self->selection);
  VtModeRow *row = mode != NULL ? row_of (self, mode, NULL) : NULL;
  guint position = GTK_INVALID_LIST_POSITION;

  for (guint k = 0; row != NULL && k < g_list_model_get_n_items (model); k++)
    {
      g_autoptr (VtModeRow) other = g_list_model_get_item (model, k);

      if (other == row)
        position = k;
    }
  if (position == gtk_single_selection_get_selected (self->selection))
    return;
  self->selecting = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->selecting = FALSE;
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);
}

void
vt_mode_list_set_compact (VtModeList *self, gboolean compact)
{
  g_autoptr (GtkColumnViewColumn) relative =
    g_list_model_get_item (gtk_column_view_get_columns (self->view), VT_MODE_COLUMN_RELATIVE);

  gtk_column_view_column_set_visible (relative, !compact);
}
