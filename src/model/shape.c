/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/shape.h"

#include <math.h>

void
vt_shape_add_power (double d[5], double x, double amplitude, double exponent)
{
  double term = amplitude * pow (x, -exponent);
  for (int k = 0; k < 5; k++)
    {
      d[k] += term;
      term *= -(exponent + k) / x;
    }
}

void
vt_shape_add_smoothing (double d[5], double x, const double c[4])
{
  double y = x * x;
  d[0] += c[0] + y * (c[1] + y * (c[2] + y * c[3]));
  d[1] += x * (2 * c[1] + y * (4 * c[2] + y * 6 * c[3]));
  d[2] += 2 * c[1] + y * (12 * c[2] + y * 30 * c[3]);
  d[3] += x * (24 * c[2] + y * 120 * c[3]);
  d[4] += 24 * c[2] + y * 360 * c[3];
}

void
vt_shape_smooth_power (VtQuad c[3], VtQuad cutoff, VtQuad amplitude, VtQuad exponent)
{
  VtQuad e = exponent;
  VtQuad square = cutoff * cutoff;
  VtQuad eighth = amplitude * vt_quad_power (cutoff, -e) / 8;
  c[0] -= (e + 2) * (e + 4) * eighth;
  c[1] += 2 * e * (e + 4) * eighth / square;
  c[2] -= e * (e + 2) * eighth / (square * square);
}

void
vt_shape_set_smoothing (VtPotential *potential, const VtQuad c[3])
{
  for (int k = 0; k < 3; k++)
    potential->c[k] = (double) c[k];
  potential->c[3] = 0;
}
