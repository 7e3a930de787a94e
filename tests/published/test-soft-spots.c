/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Soft spots against what the papers say of them: the softest nonlinear mode of each of a dozen or two glasses, from
 * fixed seeds. */
#include "response/moduli.h"
#include "support/making.h"
#include "vibrations/anatomy.h"

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>

/* Boxes must be some cores wide: at Q = 320 the median of k-/f- is 1.5 with 300 particles, 1.9 with 1000 and 2.4 with
 * 2048. */
#define STIFF_PARTICLES 2048
#define PARTICLES 1000

static VtAnatomy *
softest_mode (VtModeKind kind, const VtSample *sample, const VtNetwork *network, const VtHessian *hessian,
              VtFactor *factor)
{
  g_autoptr (GPtrArray) starts = vt_lowest_modes (hessian, factor, 10, NULL, NULL, NULL, NULL);
  VtNonlinearSearch search = { .kind = VT_MODE_CUBIC, .n_modes = 5, .n_dipoles = 100, .n_starts = 20, .seed = 1,
                               .modes = starts };
  g_autoptr (GPtrArray) cubic = vt_nonlinear_modes (&search, network, factor, NULL, NULL, NULL, NULL);
  g_autoptr (GPtrArray) modes = g_ptr_array_ref (cubic);
  double lowest = vt_mode_at (starts, 0)->frequency;

  if (kind == VT_MODE_QUARTIC)
    {
      for (guint k = 0; k < cubic->len; k++)
        g_ptr_array_add (starts, vt_mode_ref (vt_mode_at (cubic, k)));
      search.kind = kind;
      g_clear_pointer (&modes, g_ptr_array_unref);
      modes = vt_nonlinear_modes (&search, network, factor, NULL, NULL, NULL, NULL);
    }
  g_assert_cmpuint (modes->len, >, 0);
  g_assert_cmpfloat (vt_mode_at (modes, 0)->frequency, >=, lowest * (1.0 - 1e-12));
  return vt_anatomy_new (kind, sample, network, hessian, vt_mode_at (modes, 0)->vector, NULL);
}

/* What each glass gives: for gsl's statistics a column each. */
typedef enum
{
  RATIO,    /* k_minus / f_minus */
  K_PLUS,   /* the parts over omega0^2 */
  K_MINUS,
  F_PLUS,
  F_MINUS,
  DILATION, /* dilation over shear */
  N_COLUMNS,
} Column;

typedef struct
{
  guint n;
  double *column[N_COLUMNS];
} Ensemble;

static void
ensemble_clear (Ensemble *ensemble)
{
  for (guint c = 0; c < N_COLUMNS; c++)
    g_free (ensemble->column[c]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ensemble, ensemble_clear)

/* FALSE where there is nothing to measure: the last minimum is none, or a small glass has no shear modulus. */
static gboolean
measure (VtModeKind kind, const VtPotential *potential, guint n_particles, guint64 seed, Ensemble *ensemble)
{
  g_autoptr (VtSample) sample = making_glass (potential, n_particles, seed);
  g_autoptr (VtNetwork) network = vt_network_new (sample, potential, NULL);
  g_autoptr (VtHessian) hessian = vt_hessian_new (network);
  g_autoptr (VtFactor) factor = vt_factor_new_stable (hessian, NULL);
  VtModuli moduli;

  if (factor == NULL)
    return FALSE;
  vt_moduli_compute (network, factor, FALSE, &moduli);
  if (moduli.shear <= 0.0)
    return FALSE;

  g_autoptr (VtAnatomy) mode = softest_mode (kind, sample, network, hessian, factor);
  double scale = 1.0 / (moduli.omega0 * moduli.omega0);
  ensemble->column[RATIO][ensemble->n] = mode->parts[VT_STIFFNESS_K_MINUS] / mode->parts[VT_STIFFNESS_F_MINUS];
  ensemble->column[K_PLUS][ensemble->n] = scale * mode->parts[VT_STIFFNESS_K_PLUS];
  ensemble->column[K_MINUS][ensemble->n] = scale * mode->parts[VT_STIFFNESS_K_MINUS];
  ensemble->column[F_PLUS][ensemble->n] = scale * mode->parts[VT_STIFFNESS_F_PLUS];
  ensemble->column[F_MINUS][ensemble->n] = scale * mode->parts[VT_STIFFNESS_F_MINUS];
  ensemble->column[DILATION][ensemble->n++] = mode->coupling.dilation_over_shear;
  return TRUE;
}

static double
mean (const Ensemble *ensemble, Column column)
{
  return gsl_stats_mean (ensemble->column[column], 1, ensemble->n);
}

static double
error (const Ensemble *ensemble, Column column)
{
  return gsl_stats_sd (ensemble->column[column], 1, ensemble->n) / sqrt (ensemble->n);
}

static double
quantile (const Ensemble *ensemble, Column column, double part)
{
  gsl_sort (ensemble->column[column], 1, ensemble->n);
  return gsl_stats_quantile_from_sorted_data (ensemble->column[column], 1, ensemble->n, part);
}

static void
tell (const Ensemble *e, const char *model, double control)
{
  g_test_message ("%s %g: k-/f- median %.3f, mean %.3f +- %.3f; over omega0^2: k+ %.3f +- %.3f, k- %.3f +- %.3f, "
                  "f+ %.3f +- %.3f, f- %.3f +- %.3f; dilation/shear %.3f +- %.3f, quartiles %.3f and %.3f",
                  model, control, quantile (e, RATIO, 0.5), mean (e, RATIO), error (e, RATIO), mean (e, K_PLUS),
                  error (e, K_PLUS), mean (e, K_MINUS), error (e, K_MINUS), mean (e, F_PLUS), error (e, F_PLUS),
                  mean (e, F_MINUS), error (e, F_MINUS), mean (e, DILATION), error (e, DILATION),
                  quantile (e, DILATION, 0.25), quantile (e, DILATION, 0.75));
}

static Ensemble
make_ensemble (VtModeKind kind, const char *model, double control, guint n_particles, guint samples)
{
  VtPotential potential = making_potential (model, control);
  Ensemble ensemble = { 0 };

  for (guint c = 0; c < N_COLUMNS; c++)
    ensemble.column[c] = g_new (double, samples);
  for (guint64 seed = 1; ensemble.n < samples; seed++)
    {
      g_assert_cmpuint (seed, <, 2 * samples + 2);
      measure (kind, &potential, n_particles, seed, &ensemble);
    }
  tell (&ensemble, model, control);
  return ensemble;
}

static double
median_ratio (double control, guint samples)
{
  g_auto (Ensemble) ensemble = make_ensemble (VT_MODE_CUBIC, "stiff", control, STIFF_PARTICLES, samples);

  return quantile (&ensemble, RATIO, 0.5);
}

/* Negative stiffness takes over from buckling as Q grows: the median of k-/f- rises from about 1.1 to about 2.5
 * (lerner2022 Fig. 9). Medians of 35 glasses: 1.12(3), 1.91(12), 2.31(9), 2.38(18). The bounds are three errors of
 * fewer glasses wide. */
static void
test_softening_mechanism (void)
{
  double q10 = median_ratio (10.0, 12), q40 = median_ratio (40.0, 20);
  double q160 = median_ratio (160.0, 20), q320 = median_ratio (320.0, 20);

  g_assert_cmpfloat_with_epsilon (q10, 1.12, 0.15);
  g_assert_cmpfloat_with_epsilon (q40, 1.9, 0.5);
  g_assert_cmpfloat_with_epsilon (q160, 2.3, 0.4);
  g_assert_cmpfloat_with_epsilon (q320, 2.4, 0.7);
  g_assert_cmpfloat (q40, >, 1.2 * q10);
  g_assert_cmpfloat (0.5 * (q160 + q320), >, 0.95 * q40);
}

static double
width (const Ensemble *ensemble, Column column)
{
  return quantile (ensemble, column, 0.75) - quantile (ensemble, column, 0.25);
}

/* In steep Mie spheres stiffnesses, not forces, make up a mode: k+ and k- nearly balance, an order of magnitude above
 * f+ (sticky1 Fig. 9a; 17 glasses: 1.30(6), -1.12(4), 0.16(1), -0.24(2) omega0^2). */
static void
assert_stiffnesses_dominate (const Ensemble *steep)
{
  double forces = mean (steep, F_PLUS) - mean (steep, F_MINUS);

  g_assert_cmpfloat_with_epsilon (mean (steep, K_PLUS), 1.24, 0.3);
  g_assert_cmpfloat_with_epsilon (mean (steep, K_MINUS), -1.08, 0.25);
  g_assert_cmpfloat (mean (steep, K_PLUS), >, 5.0 * mean (steep, F_PLUS));
  g_assert_cmpfloat (mean (steep, K_PLUS), >, 2.5 * forces);
  g_assert_cmpfloat (-mean (steep, K_MINUS), >, 2.0 * forces);
}

/* Modes of Mie spheres hardly dilate on average, whatever q; the spread of dilation/shear grows with it (sticky1
 * Fig. 12, whose caption has the ratio upside down). */
static void
test_mie (void)
{
  g_auto (Ensemble) soft = make_ensemble (VT_MODE_QUARTIC, "mie", 6.0, PARTICLES, 16);
  g_auto (Ensemble) steep = make_ensemble (VT_MODE_QUARTIC, "mie", 20.0, PARTICLES, 16);

  assert_stiffnesses_dominate (&steep);
  g_assert_cmpfloat (fabs (mean (&soft, DILATION)), <, 0.1 + 3.0 * error (&soft, DILATION));
  g_assert_cmpfloat (fabs (mean (&steep, DILATION)), <, 0.1 + 3.0 * error (&steep, DILATION));
  g_assert_cmpfloat (width (&steep, DILATION), >, 1.2 * width (&soft, DILATION));
}

/* The stickier the spheres, the more their modes dilate (sticky1 Fig. 12). 128 other glasses at r_c = 1.1: 0.162(37). */
static void
test_sticky (void)
{
  g_auto (Ensemble) plain = make_ensemble (VT_MODE_QUARTIC, "sticky", 1.5, PARTICLES, 16);
  g_auto (Ensemble) sticky = make_ensemble (VT_MODE_QUARTIC, "sticky", 1.1, PARTICLES, 96);

  g_assert_cmpfloat_with_epsilon (mean (&plain, DILATION), 0.0, 0.15);
  g_assert_cmpfloat_with_epsilon (mean (&sticky, DILATION), 0.16, 0.13);
  g_assert_cmpfloat (mean (&sticky, DILATION), >, mean (&plain, DILATION));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/published/soft-spots/softening-mechanism", test_softening_mechanism);
  g_test_add_func ("/published/soft-spots/mie", test_mie);
  g_test_add_func ("/published/soft-spots/sticky", test_sticky);
  return g_test_run ();
}
