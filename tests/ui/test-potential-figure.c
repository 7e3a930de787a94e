/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the figure of the pair potential shows: the curves of the next glass, those of the shown one, and where its
 * neighbours are. */
#include "app/figures.h"

#include <math.h>
#include <string.h>

static const VtSeries *
series (VtFigure *figure, const char *id)
{
  return vt_figure_get_series (figure, (guint) vt_figure_find_series (figure, id));
}

static const VtMark *
find_mark (VtFigure *figure, VtMarkKind kind)
{
  for (guint i = 0; i < vt_figure_get_n_marks (figure); i++)
    if (vt_figure_get_mark (figure, i)->kind == kind)
      return vt_figure_get_mark (figure, i);
  return NULL;
}

static VtPotential
potential_of (const char *key, double parameter)
{
  const VtModel *model = vt_model_find (key);
  double parameters[VT_MODEL_MAX_PARAMETERS] = { parameter, model->parameters[1].standard };
  g_autoptr (GError) error = NULL;
  VtPotential potential;

  vt_potential_init (&potential, model, parameters, &error);
  g_assert_no_error (error);
  return potential;
}

/* Peaks at the distances of pairs that touch, nothing further in, 1 further out. */
static VtRdf *
some_rdf (guint n)
{
  VtRdf *rdf = g_new0 (VtRdf, 1);
  double *values[3];
  const double lambdas[3] = { vt_lambda (VT_SPECIES_SMALL, VT_SPECIES_SMALL), vt_lambda (VT_SPECIES_SMALL, VT_SPECIES_LARGE),
                              vt_lambda (VT_SPECIES_LARGE, VT_SPECIES_LARGE) };

  g_atomic_ref_count_init (&rdf->references);
  rdf->n = n;
  rdf->width = 0.01;
  rdf->r = g_new (double, n);
  rdf->g = g_new0 (double, n);
  rdf->error = g_new0 (double, n);
  for (int k = 0; k < 3; k++)
    values[k] = g_new0 (double, n);
  for (guint i = 0; i < n; i++)
    {
      rdf->r[i] = (i + 0.5) * rdf->width;
      for (int k = 0; k < 3; k++)
        values[k][i] = fabs (rdf->r[i] / lambdas[k] - 1) < 0.02 ? 10 : rdf->r[i] > lambdas[k] ? 1 : 0;
    }
  rdf->g_ss = values[0];
  rdf->g_sl = values[1];
  rdf->g_ll = values[2];
  return rdf;
}

/* Where pairs touch their potentials are one curve: r is counted in lambda of the pair. */
static void
test_neighbours (void)
{
  static const char *const ids[] = { "g_SS", "g_SL", "g_LL" };
  g_autoptr (VtFigure) figure = vt_figure_new (NULL);
  g_autoptr (VtRdf) rdf = some_rdf (400);
  VtPotential next = potential_of ("stiff", 80);
  g_autofree char *readout = NULL;
  guint touching;

  vt_potential_figure_setup (figure);
  vt_potential_figure_set_model (figure, next.model);
  vt_potential_figure_set_next (figure, &next);
  g_assert_null (find_mark (figure, VT_MARK_KEY));
  vt_potential_figure_set_neighbours (figure, rdf);
  g_assert_nonnull (find_mark (figure, VT_MARK_KEY));
  for (int k = 0; k < 3; k++)
    {
      const VtSeries *pair = series (figure, ids[k]);
      g_assert_cmpint (pair->style.kind, ==, VT_SERIES_BACKDROP);
      g_assert_cmpint (pair->style.colour, ==, VT_COLOUR_SS + k);
      g_assert_cmpfloat_with_epsilon (pair->x[pair->y_highest], 0.985, 0.02);
      g_assert_cmpfloat (pair->y_high, >, 1); /* the peak leaves the plot */
      g_assert_cmpfloat_with_epsilon (vt_series_value (pair, pair->n - 1), 1, 1e-12);
    }
  /* the read-out of the potential tells them */
  touching = vt_series_bisect (series (figure, "phi"), 1);
  readout = vt_figure_readout_plain (figure, (guint) vt_figure_find_series (figure, "phi"), touching);
  g_assert_nonnull (strstr (readout, "g: SS 10, SL 10, LL 10"));
  vt_potential_figure_set_neighbours (figure, NULL);
  g_assert_cmpuint (series (figure, "g_SS")->n, ==, 0);
  g_assert_null (find_mark (figure, VT_MARK_KEY));
}

/* Negative stiffness is marked while it is on show, from the inflection to the cutoff. */
static void
test_negative_stiffness (void)
{
  g_autoptr (VtFigure) figure = vt_figure_new (NULL);
  VtPotential next = potential_of ("sticky", 1.2);
  const VtMark *region;
  double d[5];

  vt_potential_figure_setup (figure);
  vt_potential_figure_set_model (figure, next.model);
  vt_potential_figure_set_next (figure, &next);
  g_assert_null (find_mark (figure, VT_MARK_REGION));
  vt_figure_set_series_visible (figure, "d2phi", TRUE);
  vt_potential_figure_set_next (figure, &next);
  region = find_mark (figure, VT_MARK_REGION);
  g_assert_nonnull (region);
  g_assert_cmpfloat (region->x1, ==, next.cutoff);
  g_assert_true (vt_potential_evaluate (&next, region->x0 + 1e-9, d, NULL));
  g_assert_cmpfloat (d[2], <, 0);
  g_assert_true (vt_potential_evaluate (&next, region->x0 - 0.01, d, NULL));
  g_assert_cmpfloat (d[2], >, 0);
  vt_figure_set_series_visible (figure, "d2phi", FALSE);
  vt_potential_figure_set_next (figure, &next);
  g_assert_null (find_mark (figure, VT_MARK_REGION));
}

/* The shown glass's curves are faint, follow the switches of the legend, and go when there is nothing to compare. */
static void
test_shown (void)
{
  g_autoptr (VtFigure) figure = vt_figure_new (NULL);
  VtPotential next = potential_of ("stiff", 20), shown = potential_of ("stiff", 80);
  const VtAxis *y;

  vt_potential_figure_setup (figure);
  vt_potential_figure_set_model (figure, next.model);
  vt_figure_set_series_visible (figure, "d2phi", TRUE);
  vt_potential_figure_set_next (figure, &next);
  vt_potential_figure_set_shown (figure, &shown, &next);
  g_assert_true (series (figure, "shown")->style.faint);
  g_assert_cmpuint (series (figure, "shown")->n, >, 0);
  g_assert_true (series (figure, "shown-d2phi")->visible);
  g_assert_false (series (figure, "shown-dphi")->visible);
  vt_potential_figure_set_shown (figure, &next, &next);
  g_assert_cmpuint (series (figure, "shown")->n, ==, 0);

  /* along one slider only the curve bends: neither the range nor the divisor changes */
  y = vt_figure_get_axis (figure, VT_AXIS_Y);
  g_assert_cmpfloat (y->high, ==, 1.25);
  g_assert_cmpfloat (series (figure, "d2phi")->style.divisor, ==, 20);
  vt_potential_figure_set_next (figure, &shown);
  g_assert_cmpfloat (y->high, ==, 1.25);
  g_assert_cmpfloat (series (figure, "d2phi")->style.divisor, ==, 20);
  g_assert_cmpfloat (series (figure, "d2phi")->y_low, >, -1.25);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/potential-figure/neighbours", test_neighbours);
  g_test_add_func ("/potential-figure/negative-stiffness", test_negative_stiffness);
  g_test_add_func ("/potential-figure/shown", test_shown);
  return g_test_run ();
}
