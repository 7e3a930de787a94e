/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stiffness model of lerner2022: a repulsion x^-Q whose exponent is the control parameter, an attraction x^-4. */
#include "model/shape.h"

#include <glib/gi18n.h>
#include <math.h>

/* The smoothing stands outside the bracket of lerner2022 Eq. 1: the printed c4, c2, c0 already hold 4/(Q - 4). */
static void
prepare (VtPotential *potential)
{
  double q = potential->parameters[0];
  VtQuad excess = (VtQuad) q - 4;
  VtQuad a = 4 / excess;
  VtQuad b = q / excess;
  VtQuad c[3] = { 0 };

  potential->cutoff = potential->joint = potential->parameters[1];
  potential->steepness = q;
  potential->amplitude_a = (double) a;
  potential->exponent_a = q;
  potential->amplitude_b = (double) b;
  potential->exponent_b = 4;
  vt_shape_smooth_power (c, potential->cutoff, a, q);
  vt_shape_smooth_power (c, potential->cutoff, -b, 4);
  vt_shape_set_smoothing (potential, c);
}

/* x^-d - 1 without cancellation for small d log x, without loss by a large exponent elsewhere. */
static double
power_minus_one (double x, double d)
{
  double v = -d * log (x);
  return fabs (v) < 0.5 ? expm1 (v) : pow (x, -d) - 1;
}

/* Both amplitudes diverge as Q -> 4, their difference does not. With d = Q - 4 and rising factorials (Q)_k,
 *   (-1)^k x^(4+k) phi^(k) = 4 (Q)_k (x^-d - 1)/d + [4 (Q)_k - Q (4)_k]/d,
 * and the last bracket is divisible by d: the quotients are written out below. */
static void
evaluate (const VtPotential *potential, double x, double derivatives[5])
{
  for (int k = 0; k < 5; k++)
    derivatives[k] = 0;
  if (x >= potential->cutoff)
    return;

  double q = potential->parameters[0];
  double growth = 4 * power_minus_one (x, q - 4) / (q - 4);
  double rest[5] = { -1, 0, 4 * q, 4 * q * (q + 7), 4 * q * (q * (q + 10) + 51) };
  double prefactor = pow (x, -4);
  double rising = 1;
  for (int k = 0; k < 5; k++)
    {
      derivatives[k] = prefactor * (rising * growth + rest[k]);
      prefactor /= -x;
      rising *= q + k;
    }
  vt_shape_add_smoothing (derivatives, x, potential->c);
}

const VtModel vt_model_stiff = {
  .key = "stiff",
  .name = N_("Stiffness Q"),
  .markup = N_("Stiffness <i>Q</i>"),
  .description = N_("A repulsion whose stiffness is tuned by its exponent Q, with a soft attraction. The larger Q, "
                    "the larger Poisson’s ratio of the glass."),
  .source = "lerner2022 Eq. 1",
  .expert = FALSE,
  .n_parameters = 2,
  .parameters = {
    { "q", "<i>Q</i>", N_("Stiffness"), 4, TRUE, 400, 80, 6, 400, TRUE },
    { "xc", "<i>x</i><sub>c</sub>", N_("Cutoff"), 1.2, FALSE, 4, 2, 1.5, 3, FALSE },
  },
  .prepare = prepare,
  .evaluate = evaluate,
};
