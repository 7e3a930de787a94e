/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>
#include "response/moduli.h"
#include "support/glass.h"
#include "vibrations/dense.h"
#include "vibrations/stability.h"

static VtStability
judge (const TestGlass *glass, VtFactor **factor)
{
  g_autoptr (VtFactor) made = NULL;
  g_autoptr (GError) error = NULL;
  VtStability stability;

  vt_stability_judge (glass->network, glass->hessian, &made, &stability, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (made);
  if (factor != NULL)
    *factor = g_steal_pointer (&made);
  return stability;
}

static void
assert_says (const VtStability *stability, const char *word)
{
  g_autofree char *text = vt_stability_describe (stability);

  g_assert_false (stability->stable);
  g_assert_nonnull (text);
  g_test_message ("%s", text);
  if (strstr (text, word) == NULL)
    g_error ("\"%s\" does not speak of \"%s\"", text, word);
}

/* Without a factor what is positive definite is seen to be so, and nothing else is. */
static void
assert_quick (const TestGlass *glass, gboolean positive)
{
  VtStability stability;
  VtModuli moduli;
  g_autoptr (GError) error = NULL;
  gboolean judged = vt_stability_judge_quickly (glass->network, glass->hessian, NULL, &stability, &moduli, NULL, NULL,
                                                &error);

  g_assert_no_error (error);
  g_assert_cmpint (judged, ==, positive);
  if (judged)
    g_assert_cmpint (stability.stable, ==, stability.force_ratio <= VT_BALANCED_FORCE);
}

static void
test_stable (void)
{
  g_auto (TestGlass) glass = test_glass (168, 1);
  VtFactor *factor;
  VtStability stability = judge (&glass, &factor);
  VtModuli moduli;

  g_assert_true (stability.stable);
  g_assert_null (vt_stability_describe (&stability));
  g_assert_cmpuint (stability.n_negative + stability.n_zero + stability.n_rattlers, ==, 0);
  g_assert_cmpfloat (stability.force_ratio, <, 1e-10);
  vt_moduli_compute (glass.network, factor, FALSE, &moduli);
  g_assert_cmpfloat (moduli.shear, >, 0.0);
  assert_quick (&glass, TRUE);
  vt_factor_free (factor);
}

/* Moved a little, as by rounding in a file: still good; moved more: forces are named while the curvature holds. */
static void
test_forces (void)
{
  g_auto (TestGlass) glass = test_glass (168, 1);
  g_auto (TestGlass) rounded = test_glass_shaken (&glass, 1e-5, 1);
  g_auto (TestGlass) moved = test_glass_shaken (&glass, 0.05, 1);
  VtStability stability = judge (&rounded, NULL);

  g_assert_true (stability.stable);
  g_assert_cmpfloat (stability.force_ratio, >, 1e-7);
  stability = judge (&moved, NULL);
  g_assert_cmpuint (stability.n_negative + stability.n_zero, ==, 0);
  g_assert_cmpfloat (stability.force_ratio, >, VT_BALANCED_FORCE);
  assert_says (&stability, "Forces");
}

/* Counted right in a small system; in a larger one up to a number. */
static void
test_negative (void)
{
  for (guint n = 168; n <= 216; n += 48)
    {
      g_auto (TestGlass) glass = test_glass (n, 1);

      for (double distance = 0.2; distance < 3.0; distance *= 1.7)
        {
          g_auto (TestGlass) shaken = test_glass_shaken (&glass, distance, 2);
          g_autofree double *spectrum = vt_dense_spectrum (shaken.hessian, NULL, NULL, NULL, NULL);
          VtStability stability = judge (&shaken, NULL);
          guint negative = 0;

          while (spectrum[negative] < 0.0)
            negative++;
          g_test_message ("%u particles, moved %g: %u negative", n, distance, negative);
          assert_quick (&shaken, negative == 0);
          g_assert_cmpuint (stability.n_negative, ==, n == 168 ? negative : MIN (negative, VT_MOST_COUNTED));
          g_assert_cmpint (stability.more_negative, ==, n != 168 && negative >= VT_MOST_COUNTED);
          g_assert_cmpuint (stability.n_zero, ==, 0);
          if (negative > 0)
            assert_says (&stability, "falls along");
        }
    }
}

static void
test_loose_particles (void)
{
  for (guint n = 168; n <= 216; n += 48)
    {
      g_auto (TestGlass) glass = test_glass (n, 1);
      g_auto (TestGlass) one = test_glass_with_loose_particles (glass.network, 1, FALSE);
      g_auto (TestGlass) pair = test_glass_with_loose_particles (glass.network, 2, TRUE);
      g_auto (TestGlass) many = test_glass_with_loose_particles (glass.network, 8, FALSE);
      VtStability stability = judge (&one, NULL);

      g_assert_cmpuint (stability.n_negative, ==, 0);
      g_assert_cmpuint (stability.n_zero, ==, 3);
      g_assert_cmpuint (stability.n_rattlers, ==, 1);
      assert_says (&stability, "no bonds");

      /* Two tied to each other: three translations of their own and two rotations. */
      stability = judge (&pair, NULL);
      g_assert_cmpuint (stability.n_negative, ==, 0);
      g_assert_cmpuint (stability.n_zero, ==, 5);
      g_assert_cmpuint (stability.n_rattlers, ==, 0);
      assert_says (&stability, "cost no energy");

      stability = judge (&many, NULL);
      g_assert_cmpuint (stability.n_zero, ==, n == 168 ? 24 : VT_MOST_COUNTED);
      g_assert_cmpint (stability.more_zero, ==, n != 168);
      assert_says (&stability, "8 particles");
    }
}

static void
test_gas (void)
{
  const double box[3] = { 50.0, 50.0, 50.0 };
  VtPotential potential = test_potential (&test_soft_model, 1.2, 0.0);
  g_autoptr (VtSample) sample = vt_sample_new (5, box);

  for (guint k = 0; k < 15; k++)
    sample->positions[k] = 9.0 * (k / 3) + k % 3;
  g_auto (TestGlass) gas = test_glass_of_network (vt_network_new (sample, &potential, NULL));
  VtStability stability = judge (&gas, NULL);

  g_assert_cmpuint (stability.n_zero, ==, 12);
  assert_says (&stability, "No two particles interact");
}

static void
test_cancel (void)
{
  g_auto (TestGlass) glass = test_glass (168, 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  VtFactor *factor = NULL;
  VtStability stability;

  g_cancellable_cancel (cancellable);
  g_assert_false (vt_stability_judge (glass.network, glass.hessian, &factor, &stability, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (factor);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stability/stable", test_stable);
  g_test_add_func ("/stability/forces", test_forces);
  g_test_add_func ("/stability/negative", test_negative);
  g_test_add_func ("/stability/loose-particles", test_loose_particles);
  g_test_add_func ("/stability/gas", test_gas);
  g_test_add_func ("/stability/cancel", test_cancel);
  return g_test_run ();
}
