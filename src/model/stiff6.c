/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The potential printed in the first version of lerner2022: attraction x^-6, both amplitudes one. */
#include "model/shape.h"

#include <glib/gi18n.h>

static void
prepare (VtPotential *potential)
{
  double q = potential->parameters[0];
  VtQuad c[3] = { 0 };

  potential->cutoff = potential->joint = potential->parameters[1];
  potential->steepness = q;
  potential->amplitude_a = 1;
  potential->exponent_a = q;
  potential->amplitude_b = 1;
  potential->exponent_b = 6;
  vt_shape_smooth_power (c, potential->cutoff, 1, q);
  vt_shape_smooth_power (c, potential->cutoff, -1, 6);
  vt_shape_set_smoothing (potential, c);
}

static void
evaluate (const VtPotential *potential, double x, double derivatives[5])
{
  for (int k = 0; k < 5; k++)
    derivatives[k] = 0;
  if (x >= potential->cutoff)
    return;
  vt_shape_add_power (derivatives, x, 1, potential->exponent_a);
  vt_shape_add_power (derivatives, x, -1, 6);
  vt_shape_add_smoothing (derivatives, x, potential->c);
}

const VtModel vt_model_stiff6 = {
  .key = "stiff6",
  .name = N_("Stiffness Q, first version"),
  .markup = N_("Stiffness <i>Q</i>, first version"),
  .description = N_("The potential printed in the first version of the paper. At the densities listed there its "
                    "glasses are compressed and the attraction hardly matters, so it cannot be what was simulated."),
  .source = "lerner2022v1 Eq. 1",
  .expert = TRUE,
  .n_parameters = 2,
  .parameters = {
    { "q", "<i>Q</i>", N_("Stiffness"), 6, TRUE, 400, 80, 8, 400, TRUE },
    { "xc", "<i>x</i><sub>c</sub>", N_("Cutoff"), 1.2, FALSE, 4, 2, 1.5, 3, FALSE },
  },
  .prepare = prepare,
  .evaluate = evaluate,
};
