/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/figure-private.h"

#include <math.h>

static void
clear_mark (gpointer data)
{
  VtNamedMark *named = data;

  g_free (named->id);
  g_free ((char *) named->mark.label);
}

static void
free_series (gpointer series)
{
  vt_series_free (series);
}

VtFigure *
vt_figure_new (const char *title)
{
  VtFigure *figure = g_new0 (VtFigure, 1);

  figure->title = g_strdup (title);
  figure->arrival = 1;
  vt_axis_init (&figure->axes[VT_AXIS_X]);
  vt_axis_init (&figure->axes[VT_AXIS_Y]);
  figure->series = g_ptr_array_new_with_free_func (free_series);
  figure->marks = g_array_new (FALSE, FALSE, sizeof (VtNamedMark));
  g_array_set_clear_func (figure->marks, clear_mark);
  return figure;
}

void
vt_figure_free (VtFigure *figure)
{
  if (figure == NULL)
    return;
  g_free (figure->title);
  g_free (figure->note);
  g_free (figure->live);
  g_free (figure->empty_text);
  g_free (figure->selected_id);
  vt_axis_clear (&figure->axes[VT_AXIS_X]);
  vt_axis_clear (&figure->axes[VT_AXIS_Y]);
  g_ptr_array_unref (figure->series);
  g_array_unref (figure->marks);
  g_free (figure);
}

void
vt_figure_set_changed_func (VtFigure *figure, VtFigureChanged changed, gpointer data)
{
  figure->changed = changed;
  figure->changed_data = data;
}

static void
tell_change (VtFigure *figure, VtFigureChange change)
{
  if (figure->changed != NULL)
    figure->changed (figure, change, figure->changed_data);
}

/* TRUE when the text is another one than before. */
static gboolean
replace_text (char **place, const char *text)
{
  char *copy;

  if (g_strcmp0 (*place, text) == 0)
    return FALSE;
  copy = g_strdup (text);
  g_free (*place);
  *place = copy;
  return TRUE;
}

void
vt_figure_set_title (VtFigure *figure, const char *title)
{
  if (replace_text (&figure->title, title))
    tell_change (figure, VT_FIGURE_CHANGED_HEADER | VT_FIGURE_CHANGED_LOOK);
}

const char *
vt_figure_get_title (const VtFigure *figure)
{
  return figure->title;
}

void
vt_figure_set_note (VtFigure *figure, const char *note)
{
  if (replace_text (&figure->note, note))
    tell_change (figure, VT_FIGURE_CHANGED_HEADER);
}

const char *
vt_figure_get_note (const VtFigure *figure)
{
  return figure->note;
}

void
vt_figure_set_live (VtFigure *figure, const char *cue)
{
  gboolean was_live = figure->live != NULL;

  if (!replace_text (&figure->live, cue))
    return;
  /* the axes of a figure that stops being live settle on its data */
  tell_change (figure, VT_FIGURE_CHANGED_HEADER | (was_live != (cue != NULL) ? VT_FIGURE_CHANGED_DATA : 0));
}

const char *
vt_figure_get_live (const VtFigure *figure)
{
  return figure->live;
}

void
vt_figure_set_empty_text (VtFigure *figure, const char *text)
{
  if (replace_text (&figure->empty_text, text))
    tell_change (figure, VT_FIGURE_CHANGED_DATA);
}

const char *
vt_figure_get_empty_text (const VtFigure *figure)
{
  return figure->empty_text;
}

void
vt_figure_set_axis (VtFigure *figure, VtDirection direction, const VtAxisStyle *style)
{
  vt_axis_set_style (&figure->axes[direction], style);
  tell_change (figure, VT_FIGURE_CHANGED_DATA);
}

void
vt_figure_set_units (VtFigure *figure, VtDirection direction, const VtUnits *units)
{
  if (vt_axis_set_units (&figure->axes[direction], units))
    tell_change (figure, VT_FIGURE_CHANGED_DATA);
}

VtAxis *
vt_figure_get_axis (VtFigure *figure, VtDirection direction)
{
  return &figure->axes[direction];
}

int
vt_figure_find_series (const VtFigure *figure, const char *id)
{
  for (guint i = 0; i < figure->series->len; i++)
    if (g_strcmp0 (vt_figure_get_series (figure, i)->id, id) == 0)
      return (int) i;
  return -1;
}

static VtSeries *
lookup (VtFigure *figure, const char *id)
{
  int index = vt_figure_find_series (figure, id);

  return index < 0 ? NULL : g_ptr_array_index (figure->series, index);
}

void
vt_figure_set_series (VtFigure *figure, const char *id, const VtSeriesStyle *style)
{
  VtSeries *series = lookup (figure, id);

  if (series == NULL)
    {
      series = vt_series_new (id);
      series->visible = !style->hidden;
      g_ptr_array_add (figure->series, series);
    }
  vt_series_set_style (series, style);
  tell_change (figure, VT_FIGURE_CHANGED_HEADER | VT_FIGURE_CHANGED_DATA);
}

/* Copies, and remembers which points are new. */
static void
set_arriving_data (VtSeries *series, guint n, const double *x, const double *y, const double *error)
{
  guint old_n = series->n;
  g_autofree double *old_x = g_memdup2 (series->x, old_n * sizeof (double));
  g_autofree double *old_y = g_memdup2 (series->y, old_n * sizeof (double));

  vt_series_set_data (series, n, x, y, error);
  vt_series_mark_fresh (series, old_n, old_x, old_y);
}

void
vt_figure_set_data (VtFigure *figure, const char *id, guint n, const double *x, const double *y, const double *error)
{
  VtSeries *series = lookup (figure, id);

  if (series == NULL)
    {
      vt_figure_set_series (figure, id, &(VtSeriesStyle) { .kind = VT_SERIES_LINE });
      series = lookup (figure, id);
    }
  /* a snapshot often brings what the one before did */
  if (vt_series_holds (series, n, x, y, error))
    return;
  if (figure->live != NULL && series->style.kind == VT_SERIES_POINTS && series->ascending)
    set_arriving_data (series, n, x, y, error);
  else
    vt_series_set_data (series, n, x, y, error);
  tell_change (figure, VT_FIGURE_CHANGED_DATA);
}

void
vt_figure_remove_series (VtFigure *figure, const char *id)
{
  int index = vt_figure_find_series (figure, id);

  if (index < 0)
    return;
  g_ptr_array_remove_index (figure->series, (guint) index);
  tell_change (figure, VT_FIGURE_CHANGED_HEADER | VT_FIGURE_CHANGED_DATA);
}

void
vt_figure_clear_data (VtFigure *figure)
{
  for (guint i = 0; i < figure->series->len; i++)
    vt_series_set_data (g_ptr_array_index (figure->series, i), 0, NULL, NULL, NULL);
  /* what comes next has nothing to ease from */
  vt_range_reset (&figure->axes[VT_AXIS_X].range);
  vt_range_reset (&figure->axes[VT_AXIS_Y].range);
  tell_change (figure, VT_FIGURE_CHANGED_DATA);
}

void
vt_figure_set_series_visible (VtFigure *figure, const char *id, gboolean visible)
{
  VtSeries *series = lookup (figure, id);

  if (series == NULL || series->visible == visible)
    return;
  series->visible = visible;
  tell_change (figure, VT_FIGURE_CHANGED_HEADER | VT_FIGURE_CHANGED_DATA);
}

guint
vt_figure_get_n_series (const VtFigure *figure)
{
  return figure->series->len;
}

const VtSeries *
vt_figure_get_series (const VtFigure *figure, guint index)
{
  return index < figure->series->len ? g_ptr_array_index (figure->series, index) : NULL;
}

VtColour
vt_figure_series_colour (const VtFigure *figure, guint index)
{
  const VtSeries *series = vt_figure_get_series (figure, index);

  if (series->style.colour != VT_COLOUR_DEFAULT)
    return series->style.colour;
  return index < VT_N_SERIES_COLOURS ? VT_COLOUR_SERIES_1 + index : VT_COLOUR_OLD;
}

guint
vt_figure_n_legend_entries (const VtFigure *figure)
{
  guint n = 0;

  for (guint i = 0; i < figure->series->len; i++)
    n += vt_series_in_legend (vt_figure_get_series (figure, i));
  return n > 1 ? n : 0;
}

void
vt_figure_select_point (VtFigure *figure, const char *id, guint point)
{
  gboolean changed = replace_text (&figure->selected_id, id);

  if (!changed && (id == NULL || figure->selected_point == point))
    return;
  figure->selected_point = point;
  tell_change (figure, VT_FIGURE_CHANGED_LOOK);
}

gboolean
vt_figure_get_selected (const VtFigure *figure, guint *series, guint *point)
{
  int index = figure->selected_id != NULL ? vt_figure_find_series (figure, figure->selected_id) : -1;

  if (index < 0 || figure->selected_point >= vt_figure_get_series (figure, (guint) index)->n)
    return FALSE;
  *series = (guint) index;
  *point = figure->selected_point;
  return TRUE;
}

gboolean
vt_figure_begin_arrival (VtFigure *figure)
{
  figure->arrival = 1;
  for (guint i = 0; i < figure->series->len; i++)
    if (vt_figure_get_series (figure, i)->fresh != NULL)
      figure->arrival = 0;
  return figure->arrival < 1;
}

void
vt_figure_set_arrival (VtFigure *figure, double arrival)
{
  figure->arrival = CLAMP (arrival, 0, 1);
  if (figure->arrival < 1)
    return;
  for (guint i = 0; i < figure->series->len; i++)
    {
      VtSeries *series = g_ptr_array_index (figure->series, i);

      g_clear_pointer (&series->fresh, g_free);
    }
}

double
vt_figure_get_arrival (const VtFigure *figure)
{
  return figure->arrival;
}

static int
find_mark (const VtFigure *figure, const char *id)
{
  for (guint i = 0; i < figure->marks->len; i++)
    if (g_strcmp0 (g_array_index (figure->marks, VtNamedMark, i).id, id) == 0)
      return (int) i;
  return -1;
}

void
vt_figure_set_mark (VtFigure *figure, const char *id, const VtMark *mark)
{
  int index = find_mark (figure, id);
  VtNamedMark named = { 0 };

  if (mark == NULL && index < 0)
    return;
  if (mark != NULL)
    {
      named.id = g_strdup (id);
      named.mark = *mark;
      named.mark.label = g_strdup (mark->label);
    }
  if (mark == NULL)
    g_array_remove_index (figure->marks, (guint) index);
  else if (index < 0)
    g_array_append_val (figure->marks, named);
  else
    {
      VtNamedMark *place = &g_array_index (figure->marks, VtNamedMark, index);
      clear_mark (place);
      *place = named;
    }
  tell_change (figure, VT_FIGURE_CHANGED_LOOK);
}

guint
vt_figure_get_n_marks (const VtFigure *figure)
{
  return figure->marks->len;
}

const VtMark *
vt_figure_get_mark (const VtFigure *figure, guint index)
{
  return index < figure->marks->len ? &g_array_index (figure->marks, VtNamedMark, index).mark : NULL;
}

void
vt_figure_set_describe_func (VtFigure *figure, VtDescribePoint describe, gpointer data)
{
  figure->describe = describe;
  figure->describe_data = data;
}

void
vt_figure_set_remark_func (VtFigure *figure, VtDescribePoint remark, gpointer data)
{
  figure->remark = remark;
  figure->remark_data = data;
}
