/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/power.h"

#include <math.h>

static const VtQuad LN_2 = 0.6931471805599453094172321214581765681Q;

/* x * 2^k, exact; 2^k may lie outside the range of double. */
static VtQuad
quad_scale (VtQuad x, int k)
{
  for (; k > 1000; k -= 1000)
    x *= 0x1p1000;
  for (; k < -1000; k += 1000)
    x *= 0x1p-1000;
  return x * ldexp (1.0, k);
}

/* log x = k log 2 + 2 artanh ((m - 1) / (m + 1)), m = x / 2^k between sqrt (1/2) and sqrt (2). */
VtQuad
vt_quad_log (VtQuad x)
{
  int k;
  double leading = frexp ((double) x, &k);
  if (leading < 0.7071067811865476)
    k--;
  VtQuad m = quad_scale (x, -k);
  VtQuad z = (m - 1) / (m + 1);
  VtQuad z2 = z * z;
  VtQuad sum = 0;
  for (int n = 51; n >= 1; n -= 2) /* |z| < 0.172: the next term is below 1e-41 */
    sum = sum * z2 + (VtQuad) 1 / n;
  return k * LN_2 + 2 * z * sum;
}

/* exp v = 2^k exp (v - k log 2), the rest by its Taylor series. */
static VtQuad
quad_exp (VtQuad v)
{
  int k = (int) floor ((double) (v / LN_2) + 0.5);
  VtQuad rest = v - k * LN_2;
  VtQuad sum = 1;
  for (int n = 30; n >= 1; n--) /* |rest| < 0.35: the next term is below 1e-47 */
    sum = 1 + rest * sum / n;
  return quad_scale (sum, k);
}

VtQuad
vt_quad_power (VtQuad base, VtQuad exponent)
{
  return quad_exp (exponent * vt_quad_log (base));
}

double
vt_power (double base, double exponent)
{
  return (double) vt_quad_power (base, exponent);
}

double
vt_log (double x)
{
  return (double) vt_quad_log (x);
}
