/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The q-sticky spheres of sticky1: x^-2q - 2 x^-q, smoothed at x_c. */
#include "model/shape.h"

#include <glib/gi18n.h>

/* In c0 of sticky1 Eq. B1 "4q x_c^q" must read "(4+q) x_c^q"; the general form in shape.h has it right. */
static void
prepare (VtPotential *potential)
{
  double q = potential->parameters[0];
  VtQuad c[3] = { 0 };

  potential->cutoff = potential->joint = potential->parameters[1];
  potential->steepness = 2 * q;
  potential->amplitude_a = 1;
  potential->exponent_a = 2 * q;
  potential->amplitude_b = 2;
  potential->exponent_b = q;
  vt_shape_smooth_power (c, potential->cutoff, 1, 2 * q);
  vt_shape_smooth_power (c, potential->cutoff, -2, q);
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
  vt_shape_add_power (derivatives, x, -2, potential->exponent_b);
  vt_shape_add_smoothing (derivatives, x, potential->c);
}

const VtModel vt_model_mie = {
  .key = "mie",
  .name = N_("Mie q"),
  .markup = N_("Mie <i>q</i>"),
  .description = N_("A generalised Lennard-Jones potential: both repulsion and attraction get shorter as q grows "
                    "(q = 6 is Lennard-Jones)."),
  .source = "sticky1 Eq. 1",
  .expert = FALSE,
  .n_parameters = 2,
  .parameters = {
    { "q", "<i>q</i>", N_("Exponent"), 2, TRUE, 100, 12, 4, 24, TRUE },
    { "xc", "<i>x</i><sub>c</sub>", N_("Cutoff"), 1.2, FALSE, 4, 2, 1.5, 4, FALSE },
  },
  .prepare = prepare,
  .evaluate = evaluate,
};
