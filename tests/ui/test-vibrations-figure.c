/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the figure of the vibrations shows of a whole spectrum, of lowest modes, and of an estimate joined to them. */
#include "app/figures.h"
#include "engine/joined-vdos.h"
#include "engine/snapshot-private.h"

#include <math.h>
#include <string.h>

#define N 1000

static VtModeSet *
some_modes (guint n)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_mode_unref);

  for (guint l = 0; l < n; l++)
    {
      VtMode *mode = g_new0 (VtMode, 1);

      g_atomic_ref_count_init (&mode->references);
      mode->frequency = 1 + 0.02 * l;
      g_ptr_array_add (found, mode);
    }
  return vt_mode_set_new (found, N, n);
}

/* D = 3 / 10 from 0 to 10. */
static VtSpectralDensity *
some_density (double resolution)
{
  VtSpectralDensity *density = g_new0 (VtSpectralDensity, 1);

  g_atomic_ref_count_init (&density->references);
  density->n_particles = N;
  density->n_moments = 512;
  density->n_vectors = 8;
  density->n = 100;
  density->edge = g_new (double, 101);
  density->density = g_new (double, 100);
  density->error = g_new (double, 100);
  density->resolution = g_new (double, 100);
  for (guint k = 0; k <= 100; k++)
    density->edge[k] = 0.1 * pow (100, k / 100.0);
  for (guint k = 0; k < 100; k++)
    {
      density->density[k] = 0.3;
      density->error[k] = 0.01;
      density->resolution[k] = resolution;
    }
  density->below = 0.03 - 0.003;
  return density;
}

static const VtSeries *
series (VtFigure *figure, const char *id)
{
  return vt_figure_get_series (figure, vt_figure_find_series (figure, id));
}

static VtFigure *
new_figure (void)
{
  VtFigure *figure = vt_figure_new (NULL);

  vt_vibrations_figure_setup (figure);
  return figure;
}

static void
test_spectrum (void)
{
  g_autoptr (VtFigure) figure = new_figure ();
  VtSpectrum *spectrum = vt_spectrum_new (300);

  for (guint l = 0; l < 300; l++)
    spectrum->frequencies[l] = 1 + 0.01 * l;
  vt_vibrations_figure_set (figure, spectrum, NULL, NULL, 101, FALSE);
  g_assert_cmpstr (vt_figure_get_note (figure), ==, "exact");
  g_assert_cmpuint (series (figure, "vdos")->n, >, 0);
  g_assert_cmpuint (series (figure, "estimate")->n, ==, 0);
  vt_spectrum_unref (spectrum);
}

/* The line of the exact bins goes on to where the curve begins; only what is counted has a bar. */
static void
test_joined (void)
{
  g_autoptr (VtFigure) figure = new_figure ();
  g_autoptr (VtSpectralDensity) density = some_density (0.02);
  VtModeSet *modes = some_modes (41);
  const VtSeries *exact, *estimate;

  vt_vibrations_figure_set (figure, NULL, modes, density, N, TRUE);
  g_assert_cmpstr (vt_figure_get_note (figure), ==, "lowest 41 exact");
  vt_vibrations_figure_set (figure, NULL, modes, density, N, FALSE);
  g_assert_nonnull (strstr (vt_figure_get_note (figure), "lowest 41 exact, rest to ± 0.020"));
  exact = series (figure, "vdos");
  estimate = series (figure, "estimate");
  g_assert_cmpfloat (exact->x[exact->n - 1], ==, estimate->x[0]);
  g_assert_cmpfloat (exact->y[exact->n - 1], ==, estimate->y[0]);
  g_assert_true (isnan (exact->error[exact->n - 1]));
  g_assert_true (exact->error[0] > 0);
  g_assert_cmpfloat (exact->x[exact->n - 2], <, 1.8);
  g_assert_cmpfloat (estimate->x[0], >, 1.8);
  g_assert_true (estimate->error[5] > 0);
  g_assert_cmpint (exact->style.error_style, ==, VT_ERROR_BARS);
  g_assert_cmpint (estimate->style.error_style, ==, VT_ERROR_BAND);
  vt_mode_set_unref (modes);
}

/* Where the curve is not sharp enough to begin at the highest mode, no line crosses the gap. */
static void
test_gap (void)
{
  g_autoptr (VtFigure) figure = new_figure ();
  g_autoptr (VtSpectralDensity) density = some_density (1);
  VtModeSet *modes = some_modes (41);

  vt_vibrations_figure_set (figure, NULL, modes, density, N, FALSE);
  g_assert_cmpfloat (series (figure, "vdos")->x[series (figure, "vdos")->n - 1], <, 1.8);
  g_assert_cmpfloat (series (figure, "estimate")->x[0], >, VT_JOINED_SHARP * 1);
  vt_mode_set_unref (modes);
}

static void
test_one_or_the_other (void)
{
  g_autoptr (VtFigure) figure = new_figure ();
  g_autoptr (VtSpectralDensity) density = some_density (0.02);
  VtModeSet *modes = some_modes (41);

  vt_vibrations_figure_set (figure, NULL, NULL, density, N, TRUE);
  g_assert_cmpstr (vt_figure_get_note (figure), ==, "estimate");
  g_assert_cmpuint (series (figure, "vdos")->n, ==, 0);
  g_assert_cmpuint (series (figure, "estimate")->n, >, 0);
  vt_vibrations_figure_set (figure, NULL, modes, NULL, N, FALSE);
  g_assert_cmpstr (vt_figure_get_note (figure), ==, "lowest 41");
  g_assert_cmpuint (series (figure, "vdos")->n, >, 0);
  g_assert_cmpuint (series (figure, "estimate")->n, ==, 0);
  vt_vibrations_figure_set (figure, NULL, NULL, NULL, 0, FALSE);
  g_assert_null (vt_figure_get_note (figure));
  g_assert_false (vt_figure_has_points (figure));
  vt_mode_set_unref (modes);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vibrations-figure/spectrum", test_spectrum);
  g_test_add_func ("/vibrations-figure/joined", test_joined);
  g_test_add_func ("/vibrations-figure/gap", test_gap);
  g_test_add_func ("/vibrations-figure/one-or-the-other", test_one_or_the_other);
  return g_test_run ();
}
