/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Harmonic, cubic and quartic modes of one and the same soft spot, in small glasses whose lowest harmonic mode is
 * clearly quasilocalized.
 *
 * What is compared is decided by that harmonic mode psi alone, before any nonlinear one is known:
 *   - it sits on few particles: N e < N/5;
 *   - no sound wave is near: omega_1 is below half the lowest shear wave;
 *   - it stands alone: omega_2 > 2 omega_1, so that what a nonlinear mode admixes costs four times its stiffness;
 *   - for the cubic family, the spot is asymmetric: eps < 0.21.
 * The last follows from perturbation theory. To first order the cubic mode has the stiffness kappa (1 + eps), eps =
 * kappa g.H^-1.g / tau^2, g the part of U''' : psi psi at right angles to psi, and 0.21 is a tenth in omega. For the
 * quartic family nothing of the kind is needed: its eps vanishes with omega.
 *
 * First order may fail where another spot couples strongly to this one, so not every glass has to obey, but nine of ten.
 * The seeds were fixed with the criterion, and are not those it was thought out with. */
#include "response/moduli.h"
#include "support/making.h"
#include "vibrations/nonlinear.h"

#include <cblas.h>
#include <gsl/gsl_math.h>

#define PARTICLES 300
#define FIRST_SEED 2001
#define GLASSES 400
#define ASYMMETRIC 0.21 /* largest eps */
#define NEAR 1.1       /* in frequency */
#define SAME_SPOT 0.9  /* overlap */

typedef struct
{
  VtNetwork *network;
  VtHessian *hessian;
  VtFactor *factor;
  GPtrArray *harmonic;
} Glass;

static void
glass_clear (Glass *glass)
{
  g_clear_pointer (&glass->harmonic, g_ptr_array_unref);
  g_clear_pointer (&glass->factor, vt_factor_free);
  g_clear_pointer (&glass->hessian, vt_hessian_unref);
  g_clear_pointer (&glass->network, vt_network_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Glass, glass_clear)

/* FALSE for the rare last minimum that is none. */
static gboolean
make (Glass *glass, const VtPotential *potential, guint64 seed)
{
  g_autoptr (VtSample) sample = making_glass (potential, PARTICLES, seed);

  glass->network = vt_network_new (sample, potential, NULL);
  glass->hessian = vt_hessian_new (glass->network);
  glass->factor = vt_factor_new_stable (glass->hessian, NULL);
  if (glass->factor == NULL)
    return FALSE;
  glass->harmonic = vt_lowest_modes (glass->hessian, glass->factor, 4, NULL, NULL, NULL, NULL);
  return TRUE;
}

static gboolean
is_clearly_quasilocalized (const Glass *glass)
{
  const VtMode *lowest = vt_mode_at (glass->harmonic, 0);
  VtModuli moduli;

  vt_moduli_compute (glass->network, glass->factor, FALSE, &moduli);
  return lowest->participation < 0.2 * PARTICLES && lowest->frequency < 0.5 * moduli.first_shear_wave
         && vt_mode_at (glass->harmonic, 1)->frequency > 2.0 * lowest->frequency;
}

/* eps, the part that the stiffness of the cubic mode lies above the harmonic one to first order. */
static double
first_order (const Glass *glass)
{
  const VtMode *lowest = vt_mode_at (glass->harmonic, 0);
  const guint n = 3 * PARTICLES;
  g_autofree double *g = g_new (double, n), *x = g_new (double, n);
  const double tau = vt_contract_third (glass->network, lowest->vector, g);

  cblas_daxpy (n, -tau, lowest->vector, 1, g, 1);
  vt_factor_solve (glass->factor, g, x, 1);
  return gsl_pow_2 (lowest->frequency / tau) * cblas_ddot (n, g, 1, x, 1);
}

static double
overlap (const VtMode *a, const VtMode *b)
{
  return fabs (cblas_ddot (3 * PARTICLES, a->vector, 1, b->vector, 1));
}

/* A reference to the softest mode of @kind. */
static VtMode *
softest (const Glass *glass, VtModeKind kind)
{
  VtNonlinearSearch search = { .kind = kind, .n_modes = 3, .n_dipoles = 100, .n_starts = 15, .seed = 1,
                               .modes = glass->harmonic };
  g_autoptr (GPtrArray) modes = vt_nonlinear_modes (&search, glass->network, glass->factor, NULL, NULL, NULL, NULL);

  g_assert_cmpuint (modes->len, >, 0);
  return vt_mode_ref (vt_mode_at (modes, 0));
}

typedef struct
{
  guint n, n_near;
} Tally;

/* Never below the lowest harmonic frequency: an identity. TRUE where @mode is on the same spot, at about its frequency. */
static gboolean
is_near (const Glass *glass, const VtMode *mode)
{
  const VtMode *lowest = vt_mode_at (glass->harmonic, 0);

  g_assert_cmpfloat (mode->frequency, >=, lowest->frequency * (1.0 - 1e-12));
  return mode->frequency < NEAR * lowest->frequency && overlap (mode, lowest) > SAME_SPOT;
}

static void
compare (const Glass *glass, guint64 seed, Tally *quartic, Tally *cubic, Tally *symmetric)
{
  const VtMode *lowest = vt_mode_at (glass->harmonic, 0);
  g_autoptr (VtMode) three = softest (glass, VT_MODE_CUBIC);
  g_autoptr (VtMode) four = softest (glass, VT_MODE_QUARTIC);
  double eps = first_order (glass);
  Tally *of_cubic = eps < ASYMMETRIC ? cubic : symmetric;

  g_test_message ("seed %" G_GUINT64_FORMAT ": N e %.1f, omega_2/omega_1 %.2f, eps %.3g; frequency over "
                  "harmonic and overlap: cubic %.4f %.4f, quartic %.4f %.4f",
                  seed, lowest->participation, vt_mode_at (glass->harmonic, 1)->frequency / lowest->frequency, eps,
                  three->frequency / lowest->frequency, overlap (three, lowest), four->frequency / lowest->frequency,
                  overlap (four, lowest));
  quartic->n++;
  quartic->n_near += is_near (glass, four);
  of_cubic->n++;
  of_cubic->n_near += is_near (glass, three);
}

static void
test_agreement (void)
{
  VtPotential potential = making_potential ("mie", 12.0);
  Tally quartic = { 0 }, cubic = { 0 }, symmetric = { 0 };

  for (guint64 seed = FIRST_SEED; seed < FIRST_SEED + GLASSES; seed++)
    {
      g_auto (Glass) glass = { 0 };

      if (make (&glass, &potential, seed) && is_clearly_quasilocalized (&glass))
        compare (&glass, seed, &quartic, &cubic, &symmetric);
    }
  g_test_message ("within a tenth: %u of %u quartic, %u of %u cubic modes of asymmetric spots; %u of %u of symmetric ones",
                  quartic.n_near, quartic.n, cubic.n_near, cubic.n, symmetric.n_near, symmetric.n);
  g_assert_cmpuint (quartic.n, >=, 10);
  g_assert_cmpuint (cubic.n, >=, 3);
  g_assert_cmpuint (10 * quartic.n_near, >=, 9 * quartic.n);
  g_assert_cmpuint (10 * cubic.n_near, >=, 9 * cubic.n);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/published/three-families/agreement", test_agreement);
  return g_test_run ();
}
