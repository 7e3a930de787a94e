/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <cblas.h>
#include <lapacke.h>
#include <math.h>
#include "support/glass.h"
#include "vibrations/dense.h"
#include "vibrations/lowest.h"
#include "vibrations/stability.h"

/* Eigenvalues and directions of @modes against the dense ones. A near-degenerate pair may be turned within itself,
 * so the overlap counts all dense modes within @resolution of the eigenvalue. */
static void
assert_same_modes (const GPtrArray *modes, const VtHessian *hessian, double scale)
{
  g_autoptr (GPtrArray) dense = vt_dense_modes (hessian, MIN (modes->len + 12, 3 * hessian->n - 3), NULL, NULL, NULL,
                                                NULL);
  int n = 3 * (int) hessian->n;

  for (guint k = 0; k < modes->len; k++)
    {
      const VtMode *mode = vt_mode_at (modes, k), *reference = vt_mode_at (dense, k);
      double share = 0.0, resolution = 1e-8 * fmax (fabs (reference->eigenvalue), scale);

      g_assert_cmpfloat_with_epsilon (mode->eigenvalue, reference->eigenvalue, resolution);
      g_assert_cmpfloat_with_epsilon (mode->participation, reference->participation,
                                      1e-6 * reference->participation);
      for (guint l = 0; l < dense->len; l++)
        if (fabs (vt_mode_at (dense, l)->eigenvalue - mode->eigenvalue) < resolution)
          {
            double overlap = cblas_ddot (n, mode->vector, 1, vt_mode_at (dense, l)->vector, 1);

            share += overlap * overlap;
          }
      g_assert_cmpfloat_with_epsilon (share, 1.0, 1e-8);
    }
}

/* How many eigenvalues of H lie below @value: negative pivots of a dense L D L^T of H - value (Sylvester). The three
 * translations are among them. */
static guint
count_below (const VtHessian *hessian, double value)
{
  int n = 3 * (int) hessian->n;
  g_autofree double *a = g_new (double, (gsize) n * n);
  g_autofree int *pivots = g_new (int, n);
  guint count = 0;

  vt_hessian_to_dense (hessian, a);
  for (int k = 0; k < n; k++)
    a[(gsize) k * n + k] -= value;
  g_assert_cmpint (LAPACKE_dsytrf (LAPACK_COL_MAJOR, 'L', n, a, n, pivots), ==, 0);
  for (int k = 0; k < n; k++)
    if (pivots[k] > 0)
      count += a[(gsize) k * n + k] < 0.0;
    else
      {
        count++; /* a 2 x 2 block has one of each sign */
        k++;
      }
  return count;
}

static GPtrArray *
filtered_modes (const VtHessian *hessian, guint n)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *modes = vt_lowest_modes_by_filter (hessian, n, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (modes->len, ==, n);
  return modes;
}

/* Without a factor: the same modes, and by Sylvester's law of inertia none between them is missed. */
static void
assert_filter (const VtHessian *hessian, guint n)
{
  g_autoptr (GPtrArray) modes = filtered_modes (hessian, n);

  assert_same_modes (modes, hessian, 0.0);
  for (guint m = 0; m < n; m++)
    g_assert_cmpfloat (vt_mode_at (modes, m)->residual, <, 1e-8 * vt_mode_at (modes, m)->eigenvalue);
  g_assert_cmpuint (count_below (hessian, vt_mode_at (modes, n - 1)->eigenvalue * (1.0 - 1e-6)), ==, 3 + n - 1);
}

static void
test_against_dense (void)
{
  const struct { const char *model; double control, cutoff, density; } cases[] = {
    { "mie", 12.0, 2.0, 0.698 }, { "stiff", 40.0, 2.0, 0.708 }, { "sticky", 1.2, 0.0, 0.6 },
  };

  for (guint k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      VtPotential potential = test_potential (vt_model_find (cases[k].model), cases[k].control, cases[k].cutoff);
      g_autoptr (VtSample) sample = test_minimum (&potential, 220, cases[k].density, 1.0, 5 + k);
      g_auto (TestGlass) glass = test_glass_of_network (vt_network_new (sample, &potential, NULL));
      g_autoptr (GPtrArray) modes = NULL;

      g_assert_nonnull (glass.factor);
      g_assert_false (vt_lowest_modes_are_dense (220, 30));
      modes = vt_lowest_modes (glass.hessian, glass.factor, 30, NULL, NULL, NULL, NULL);
      g_assert_nonnull (modes);
      g_assert_cmpuint (modes->len, ==, 30);
      assert_same_modes (modes, glass.hessian, 0.0);
      g_autoptr (GPtrArray) by_arpack = vt_lowest_modes_by_arpack (glass.hessian, glass.factor, 30, NULL, NULL);
      g_assert_cmpuint (by_arpack->len, ==, 30);
      assert_same_modes (by_arpack, glass.hessian, 0.0);
      assert_filter (glass.hessian, 60);
      for (guint m = 0; m < 30; m++)
        g_assert_cmpfloat (vt_mode_at (modes, m)->residual, <, 1e-8 * vt_mode_at (modes, m)->eigenvalue);
    }
}

/* Two copies of a glass side by side, unaware of each other: every mode twice, and one set of translations more. */
static VtHessian *
doubled (const VtNetwork *network)
{
  VtNetwork *both = g_memdup2 (network, sizeof *network);
  gsize n_bonds = network->n_bonds;

  g_atomic_ref_count_init (&both->references);
  both->n = 2 * network->n;
  both->n_bonds = 2 * n_bonds;
  both->forces = g_new0 (double, 3 * both->n);
  both->bonds = g_new (VtBond, both->n_bonds);
  for (gsize b = 0; b < n_bonds; b++)
    {
      both->bonds[b] = both->bonds[n_bonds + b] = network->bonds[b];
      both->bonds[n_bonds + b].i += network->n;
      both->bonds[n_bonds + b].j += network->n;
    }
  VtHessian *hessian = vt_hessian_new (both);
  vt_network_unref (both);
  return hessian;
}

static void
test_filter_degenerate (void)
{
  g_auto (TestGlass) glass = test_glass (220, 4);
  g_autoptr (VtHessian) twice = doubled (glass.network);
  g_autoptr (GPtrArray) single = filtered_modes (glass.hessian, 20), modes = filtered_modes (twice, 3 + 39);

  /* The copies moving against each other. */
  for (guint m = 0; m < 3; m++)
    g_assert_cmpfloat_with_epsilon (vt_mode_at (modes, m)->eigenvalue, 0.0, 1e-10 * twice->mean_diagonal);
  for (guint m = 3; m < modes->len; m++)
    g_assert_cmpfloat_with_epsilon (vt_mode_at (modes, m)->eigenvalue, vt_mode_at (single, (m - 3) / 2)->eigenvalue,
                                    1e-8 * vt_mode_at (modes, m)->eigenvalue);
}

/* The same bits on any number of threads; cancelled in the midst of a polynomial. */
static void
test_filter_threads (void)
{
  g_auto (TestGlass) glass = test_glass (220, 4);
  g_autoptr (VtTeam) team = vt_team_new (3);
  g_autoptr (GPtrArray) one = filtered_modes (glass.hessian, 10);
  g_autoptr (GPtrArray) three = vt_lowest_modes_by_filter (glass.hessian, 10, team, NULL, NULL, NULL, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  for (guint m = 0; m < 10; m++)
    g_assert_cmpmem (vt_mode_at (one, m)->vector, 24 * glass.hessian->n, vt_mode_at (three, m)->vector,
                     24 * glass.hessian->n);
  g_cancellable_cancel (cancellable);
  g_assert_null (vt_lowest_modes_by_filter (glass.hessian, 10, NULL, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

typedef struct
{
  guint calls;
  guint n;
  double first[40];
  GCancellable *cancellable;
} Watch;

static void
watch (GPtrArray *modes, gpointer data)
{
  Watch *self = data;

  g_assert_cmpuint (modes->len, >, self->n);
  for (guint k = 1; k < modes->len; k++)
    g_assert_cmpfloat (vt_mode_at (modes, k)->eigenvalue, >=, vt_mode_at (modes, k - 1)->eigenvalue);
  /* What was shown stays where it was. */
  for (guint k = 0; k < self->n; k++)
    g_assert_cmpfloat (vt_mode_at (modes, k)->eigenvalue, ==, self->first[k]);
  self->n = modes->len;
  for (guint k = 0; k < self->n && k < G_N_ELEMENTS (self->first); k++)
    self->first[k] = vt_mode_at (modes, k)->eigenvalue;
  self->calls++;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

static void
test_watched (void)
{
  g_auto (TestGlass) glass = test_glass (220, 4);
  g_autoptr (GPtrArray) at_once = vt_lowest_modes (glass.hessian, glass.factor, 40, NULL, NULL, NULL, NULL);
  Watch state = { 0 }, cancelled = { .cancellable = g_cancellable_new () };
  g_autoptr (GPtrArray) watched = vt_lowest_modes (glass.hessian, glass.factor, 40, watch, &state, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (state.calls, >=, 2);
  g_assert_cmpuint (watched->len, ==, 40);
  for (guint k = 0; k < 40; k++)
    g_assert_cmpfloat_with_epsilon (vt_mode_at (watched, k)->eigenvalue, vt_mode_at (at_once, k)->eigenvalue,
                                    1e-10 * vt_mode_at (watched, k)->eigenvalue);

  g_assert_null (vt_lowest_modes (glass.hessian, glass.factor, 40, watch, &cancelled, cancelled.cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (cancelled.calls, ==, 1);
  g_object_unref (cancelled.cancellable);
}

static void
test_any_number (void)
{
  g_auto (TestGlass) glass = test_glass (220, 4);
  guint all = 3 * 220 - 3, numbers[] = { 1, 2, 660 / 8, 660 / 8 + 1, all };
  g_autofree double *spectrum = vt_dense_spectrum (glass.hessian, NULL, NULL, NULL, NULL);

  for (guint k = 0; k < G_N_ELEMENTS (numbers); k++)
    {
      g_autoptr (GPtrArray) modes = vt_lowest_modes (glass.hessian, glass.factor, numbers[k], NULL, NULL, NULL, NULL);

      g_assert_nonnull (modes);
      g_assert_cmpuint (modes->len, ==, numbers[k]);
      for (guint m = 0; m < modes->len; m++)
        g_assert_cmpfloat_with_epsilon (vt_mode_at (modes, m)->eigenvalue, spectrum[m], 1e-8 * spectrum[m]);
    }
}

/* Displaced until the curvature turns: negative modes come first, as in the dense spectrum. */
static void
test_unstable (void)
{
  g_auto (TestGlass) glass = test_glass (220, 4);
  const double distances[] = { 1.5, 3.0, 5.0 };

  for (guint k = 0; k < G_N_ELEMENTS (distances); k++)
    {
      g_auto (TestGlass) shaken = test_glass_shaken (&glass, distances[k], 1);
      g_autoptr (VtFactor) factor = vt_factor_new_raised (shaken.hessian, NULL, NULL);
      g_autoptr (GPtrArray) modes = vt_lowest_modes (shaken.hessian, factor, 20, NULL, NULL, NULL, NULL);

      g_assert_null (shaken.factor);
      g_assert_cmpfloat (vt_mode_at (modes, 0)->eigenvalue, <, 0.0);
      g_assert_cmpfloat (vt_mode_at (modes, 0)->frequency, ==, -sqrt (-vt_mode_at (modes, 0)->eigenvalue));
      assert_same_modes (modes, shaken.hessian, 1e-3 * shaken.hessian->mean_diagonal);
    }
}

/* Degenerate zero modes are found to the last, which a single vector's Krylov space alone would not do. */
static void
test_zero_modes (void)
{
  g_auto (TestGlass) glass = test_glass (220, 4);
  g_auto (TestGlass) loose = test_glass_with_loose_particles (glass.network, 4, FALSE);
  g_autoptr (VtFactor) factor = vt_factor_new_raised (loose.hessian, NULL, NULL);
  g_autoptr (GPtrArray) modes = vt_lowest_modes (loose.hessian, factor, 20, NULL, NULL, NULL, NULL);
  g_autoptr (GPtrArray) without = vt_lowest_modes (glass.hessian, glass.factor, 8, NULL, NULL, NULL, NULL);

  for (guint k = 0; k < 20; k++)
    if (k < 12)
      g_assert_cmpfloat_with_epsilon (vt_mode_at (modes, k)->eigenvalue, 0.0, 1e-10 * glass.hessian->mean_diagonal);
    else
      g_assert_cmpfloat_with_epsilon (vt_mode_at (modes, k)->eigenvalue, vt_mode_at (without, k - 12)->eigenvalue,
                                      1e-8 * vt_mode_at (modes, k)->eigenvalue);
}

typedef struct
{
  TestGlass glass;
  GPtrArray *modes;
} Job;

static gpointer
work (gpointer data)
{
  Job *job = data;

  job->modes = vt_lowest_modes (job->glass.hessian, job->glass.factor, 12, NULL, NULL, NULL, NULL);
  return NULL;
}

/* The same bits every time, also while another thread is at it. */
static void
test_repeatable (void)
{
  Job jobs[2] = { { .glass = test_glass (220, 4) }, { .glass = test_glass (216, 4) } };
  GThread *threads[2];

  for (guint k = 0; k < 2; k++)
    threads[k] = g_thread_new ("modes", work, &jobs[k]);
  for (guint k = 0; k < 2; k++)
    g_thread_join (threads[k]);
  for (guint k = 0; k < 2; k++)
    {
      const TestGlass *glass = &jobs[k].glass;
      g_autoptr (GPtrArray) alone = vt_lowest_modes (glass->hessian, glass->factor, 12, NULL, NULL, NULL, NULL);

      for (guint m = 0; m < 12; m++)
        {
          g_assert_cmpfloat (vt_mode_at (alone, m)->eigenvalue, ==, vt_mode_at (jobs[k].modes, m)->eigenvalue);
          g_assert_cmpmem (vt_mode_at (alone, m)->vector, 24 * glass->hessian->n,
                           vt_mode_at (jobs[k].modes, m)->vector, 24 * glass->hessian->n);
        }
      g_ptr_array_unref (jobs[k].modes);
      test_glass_clear (&jobs[k].glass);
    }
}

/* Debye's estimate, and the choice made by it: a factor for few modes far down in a small glass, a filter for more, for
 * larger ones, and where nothing is known. Either way the modes are the same. */
static void
test_choice (void)
{
  g_auto (TestGlass) glass = test_glass (250, 1);
  VtModuli moduli;
  g_autoptr (VtFactor) none = NULL;
  VtFactor *made = NULL;

  vt_moduli_compute (glass.network, glass.factor, FALSE, &moduli);
  g_autoptr (GPtrArray) by_filter
    = vt_lowest_modes_quickest (glass.hessian, &none, NAN, 30, NULL, NULL, NULL, NULL, NULL);
  g_assert_null (none);
  double highest = vt_mode_at (by_filter, 29)->eigenvalue;
  double debye = vt_debye_eigenvalue (glass.network->volume, moduli.shear_speed, moduli.longitudinal_speed, 30);
  g_test_message ("Debye %g, in fact %g", debye, highest);
  g_assert_cmpfloat (debye, >, 0.4 * highest);
  g_assert_cmpfloat (debye, <, 2.5 * highest);

  g_assert_true (vt_lowest_modes_want_filter (glass.hessian, 30, NAN));
  g_assert_true (vt_lowest_modes_want_filter (glass.hessian, 30, 1e6 * highest));
  g_assert_false (vt_lowest_modes_want_filter (glass.hessian, 30, 1e-6 * highest));
  g_autoptr (GPtrArray) by_factor
    = vt_lowest_modes_quickest (glass.hessian, &made, 1e-6 * highest, 30, NULL, NULL, NULL, NULL, NULL);
  g_assert_nonnull (made);
  vt_factor_free (made);
  for (guint k = 0; k < 30; k++)
    g_assert_cmpfloat_with_epsilon (vt_mode_at (by_factor, k)->eigenvalue, vt_mode_at (by_filter, k)->eigenvalue,
                                    1e-9 * vt_mode_at (by_filter, k)->eigenvalue);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lowest/against-dense", test_against_dense);
  g_test_add_func ("/lowest/filter-degenerate", test_filter_degenerate);
  g_test_add_func ("/lowest/filter-threads", test_filter_threads);
  g_test_add_func ("/lowest/watched", test_watched);
  g_test_add_func ("/lowest/any-number", test_any_number);
  g_test_add_func ("/lowest/choice", test_choice);
  g_test_add_func ("/lowest/unstable", test_unstable);
  g_test_add_func ("/lowest/zero-modes", test_zero_modes);
  g_test_add_func ("/lowest/repeatable", test_repeatable);
  return g_test_run ();
}
