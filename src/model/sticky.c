/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The piecewise sticky spheres of sticky1: Lennard-Jones repulsion, an attraction whose range is r_c. */
#include "model/shape.h"

#include <glib/gi18n.h>
#include <math.h>

#define UNKNOWNS 6
#define DEGREE 9

/* Solves the dense system by elimination with row pivots; the solution is left in column UNKNOWNS. */
static void
solve (VtQuad rows[UNKNOWNS][UNKNOWNS + 1])
{
  for (int pivot = 0; pivot < UNKNOWNS; pivot++)
    {
      int best = pivot;
      for (int i = pivot + 1; i < UNKNOWNS; i++)
        if (fabs ((double) rows[i][pivot]) > fabs ((double) rows[best][pivot]))
          best = i;
      for (int j = 0; j <= UNKNOWNS; j++)
        {
          VtQuad swap = rows[pivot][j];
          rows[pivot][j] = rows[best][j];
          rows[best][j] = swap;
        }
      for (int i = 0; i < UNKNOWNS; i++)
        {
          VtQuad factor = i == pivot ? 0 : rows[i][pivot] / rows[pivot][pivot];
          for (int j = pivot; j <= UNKNOWNS; j++)
            rows[i][j] -= factor * rows[pivot][j];
        }
    }
  for (int i = 0; i < UNKNOWNS; i++)
    rows[i][UNKNOWNS] /= rows[i][i];
}

/* amplitude * y^power and its first two derivatives into column @column of the three rows from @row on. */
static void
add_condition (VtQuad rows[UNKNOWNS][UNKNOWNS + 1], int row, int column, VtQuad y, VtQuad amplitude, int power)
{
  VtQuad value = amplitude;
  for (int k = 0; k < ABS (power); k++)
    value = power > 0 ? value * y : value / y;
  rows[row][column] += value;
  rows[row + 1][column] += power * value / y;
  rows[row + 2][column] += power * (power - 1) * value / (y * y);
}

/* a, b, c0, c2, c4, c6 of sticky1 Eq. 2: value, slope and curvature (in y, which is the same as in x) equal those of
 * Lennard-Jones at @y_joint and zero at @y_cutoff. */
static void
find_coefficients (VtQuad y_joint, VtQuad y_cutoff, VtQuad coefficients[UNKNOWNS])
{
  static const int powers[UNKNOWNS] = { -6, -3, 0, 1, 2, 3 };
  VtQuad rows[UNKNOWNS][UNKNOWNS + 1] = { 0 };

  for (int column = 0; column < UNKNOWNS; column++)
    {
      VtQuad sign = column == 1 ? -1 : 1;
      add_condition (rows, 0, column, y_joint, sign, powers[column]);
      add_condition (rows, 3, column, y_cutoff, sign, powers[column]);
    }
  add_condition (rows, 0, UNKNOWNS, y_joint, 4, -6);
  add_condition (rows, 0, UNKNOWNS, y_joint, -4, -3);
  solve (rows);
  for (int k = 0; k < UNKNOWNS; k++)
    coefficients[k] = rows[k][UNKNOWNS];
}

/* p <- p / (y - root), quotient in p[1..n], remainder in p[0]. */
static void
divide_root (VtQuad *p, int n, VtQuad root)
{
  for (int k = n - 1; k >= 0; k--)
    p[k] += root * p[k + 1];
}

/* y^6 phi as a polynomial in y, divided by (y - y_c)^3 and expanded about y_joint: the coefficients of R. In that
 * form nothing cancels, however large a, b, c0, ... grow as r_c -> 1. */
static void
factorise (const VtQuad coefficients[UNKNOWNS], VtQuad y_joint, VtQuad y_cutoff, double r[7])
{
  VtQuad p[DEGREE + 1] = { coefficients[0], 0, 0, -coefficients[1], 0, 0,
                           coefficients[2], coefficients[3], coefficients[4], coefficients[5] };
  for (int k = 0; k < 3; k++)
    divide_root (p + k, DEGREE - k, y_cutoff);
  for (int k = 0; k < 7; k++)
    {
      divide_root (p + 3 + k, 6 - k, y_joint);
      r[k] = (double) p[3 + k];
    }
}

static void
prepare (VtPotential *potential)
{
  VtQuad x_minimum = vt_quad_power (2, (VtQuad) 1 / 6);
  VtQuad coefficients[UNKNOWNS];

  potential->joint = (double) x_minimum;
  potential->cutoff = (double) (x_minimum * potential->parameters[0]);
  potential->steepness = 12;
  potential->amplitude_a = 4;
  potential->exponent_a = 12;
  potential->amplitude_b = 4;
  potential->exponent_b = 6;
  for (int k = 0; k < 4; k++)
    potential->c[k] = 0;

  /* Squared in double, as whoever evaluates the factored form squares them, so that the joints meet to the last bit. */
  VtQuad y_joint = potential->joint * potential->joint;
  VtQuad y_cutoff = potential->cutoff * potential->cutoff;
  find_coefficients (y_joint, y_cutoff, coefficients);
  for (int k = 0; k < UNKNOWNS; k++)
    potential->table[k] = (double) coefficients[k];
  factorise (coefficients, y_joint, y_cutoff, potential->r);
}

/* a <- a * b as Taylor series about the same point, five terms each. */
static void
series_multiply (double a[5], const double b[5])
{
  for (int k = 4; k >= 0; k--)
    {
      double sum = 0;
      for (int j = 0; j <= k; j++)
        sum += a[j] * b[k - j];
      a[k] = sum;
    }
}

/* phi = (y - y_c)^3 R(y - y_joint) y^-6 as a Taylor series in x: value and derivatives without cancellation. */
static void
evaluate_outer (const VtPotential *potential, double x, double derivatives[5])
{
  double y = x * x;
  double below[5] = { y - potential->cutoff * potential->cutoff, 2 * x, 1 };
  double above[5] = { y - potential->joint * potential->joint, 2 * x, 1 };
  double series[5] = { potential->r[6] };
  double power[5] = { 0 };

  for (int k = 5; k >= 0; k--)
    {
      series_multiply (series, above);
      series[0] += potential->r[k];
    }
  for (int k = 0; k < 3; k++)
    series_multiply (series, below);
  power[0] = 1 / (y * y * y * y * y * y);
  for (int k = 1; k < 5; k++)
    power[k] = -power[k - 1] * (11 + k) / (k * x);
  series_multiply (series, power);
  for (int k = 0, factorial = 1; k < 5; factorial *= ++k)
    derivatives[k] = factorial * series[k];
}

static void
evaluate (const VtPotential *potential, double x, double derivatives[5])
{
  for (int k = 0; k < 5; k++)
    derivatives[k] = 0;
  if (x >= potential->cutoff)
    return;
  if (x >= potential->joint)
    {
      evaluate_outer (potential, x, derivatives);
      return;
    }
  vt_shape_add_power (derivatives, x, 4, 12);
  vt_shape_add_power (derivatives, x, -4, 6);
}

const VtModel vt_model_sticky = {
  .key = "sticky",
  .name = N_("Sticky spheres r_c"),
  .markup = N_("Sticky spheres <i>r</i><sub>c</sub>"),
  .description = N_("Lennard-Jones repulsion with an attraction of adjustable range: the closer the cutoff comes to "
                    "the minimum, the stickier the particles."),
  .source = "sticky1 Eq. 2",
  .expert = FALSE,
  .n_parameters = 1,
  .parameters = {
    { "rc", "<i>r</i><sub>c</sub>", N_("Cutoff"), 1.02, FALSE, 2.5, 1.2, 1.05, 1.6, FALSE },
  },
  .prepare = prepare,
  .evaluate = evaluate,
};
