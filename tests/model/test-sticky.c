/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sticky potential where it is hard: coefficients against sticky1 Table II, the value near r_c = 1 against
 * 128-bit arithmetic done another way. */
#include "model/potential.h"

#include <math.h>

typedef __float128 Quad;

static VtPotential
sticky_new (double rc)
{
  VtPotential potential;
  g_autoptr (GError) error = NULL;
  vt_potential_init (&potential, vt_model_find ("sticky"), &rc, &error);
  g_assert_no_error (error);
  return potential;
}

static void
test_table (void)
{
  static const struct
  {
    double rc, table[6];
  } published[] = {
    { 1.1, { -2065.398715559462, -6775.790387829389, -25758.833604839492, 35758.32100717132, -17961.4634217834,
             3172.8363373043844 } },
    { 1.15, { -360.56276228220503, -1087.3468598689665, -3686.241663716159, 4884.979422475693, -2333.6422601463023,
              390.72335017374587 } },
    { 1.2, { -106.991613526652, -304.918469059567, -939.388037994211, 1190.70962256002, -541.3001315875512,
             85.86849369147127 } },
    { 1.3, { -17.7556513878655, -50.37332289908061, -138.58271673010657, 161.71576064627635, -66.7252832098764,
             9.50283097488097 } },
    { 1.5, { 1.1582440286928275, -2.2619482444770567, -12.414700446492716, 12.584354590303674, -4.320508006050397,
             0.49862551162881885 } },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (published); i++)
    {
      VtPotential potential = sticky_new (published[i].rc);
      for (int k = 0; k < 6; k++)
        g_assert_cmpfloat_with_epsilon (potential.table[k] / published[i].table[k], 1, 1e-11);
    }
}

/* 2^(1/3) by Newton's method. */
static Quad
cube_root_of_two (void)
{
  Quad y = 1.26;
  for (int k = 0; k < 8; k++)
    y -= (y * y * y - 2) / (3 * y * y);
  return y;
}

/* Another way to the same function: y^6 phi = (y - y_c)^3 S(y - y_c), S of degree six in powers of y - y_c from the
 * seven conditions that are left: no y, y^2, y^4, y^5, and value, slope, curvature at y_min. Cramer by elimination. */
static void
expand_about_cutoff (Quad yc, Quad ym, Quad s[7])
{
  Quad rows[7][8] = { 0 };
  const int absent[4] = { 1, 2, 4, 5 };

  for (int column = 0; column < 7; column++)
    {
      int degree = column + 3; /* this column is (y - yc)^degree */
      for (int row = 0; row < 4; row++)
        {
          Quad term = 1; /* binomial (degree, absent) (-yc)^(degree - absent) */
          for (int k = 0; k < absent[row]; k++)
            term = term * (degree - k) / (k + 1);
          for (int k = absent[row]; k < degree; k++)
            term *= -yc;
          rows[row][column] = absent[row] <= degree ? term : 0;
        }
      Quad power = 1;
      for (int k = 0; k < degree; k++)
        power *= ym - yc;
      rows[4][column] = power;
      rows[5][column] = degree * power / (ym - yc);
      rows[6][column] = degree * (degree - 1) * power / ((ym - yc) * (ym - yc));
    }
  /* y^6 times Lennard-Jones is 4 (1 - y^3) */
  rows[4][7] = 4 * (1 - ym * ym * ym);
  rows[5][7] = -12 * ym * ym;
  rows[6][7] = -24 * ym;

  for (int p = 0; p < 7; p++)
    {
      int best = p;
      for (int i = p + 1; i < 7; i++)
        if (fabs ((double) rows[i][p]) > fabs ((double) rows[best][p]))
          best = i;
      for (int j = 0; j < 8; j++)
        {
          Quad swap = rows[p][j];
          rows[p][j] = rows[best][j];
          rows[best][j] = swap;
        }
      for (int i = p + 1; i < 7; i++)
        {
          Quad factor = rows[i][p] / rows[p][p];
          for (int j = p; j < 8; j++)
            rows[i][j] -= factor * rows[p][j];
        }
    }
  for (int p = 6; p >= 0; p--)
    {
      Quad sum = rows[p][7];
      for (int j = p + 1; j < 7; j++)
        sum -= rows[p][j] * s[j];
      s[p] = sum / rows[p][p];
    }
}

static double
phi_128 (const Quad s[7], Quad yc, double x)
{
  Quad y = (Quad) x * x, t = y - yc, sum = 0;
  for (int k = 6; k >= 0; k--)
    sum = sum * t + s[k];
  return (double) (sum * t * t * t / (y * y * y * y * y * y));
}

static void
test_128_bit (void)
{
  const double rcs[] = { 1.02, 1.03, 1.1, 1.2, 1.6, 2.5 };
  for (gsize i = 0; i < G_N_ELEMENTS (rcs); i++)
    {
      VtPotential potential = sticky_new (rcs[i]);
      Quad ym = cube_root_of_two (), yc = (Quad) rcs[i] * rcs[i] * ym, s[7];
      double largest = 0;

      expand_about_cutoff (yc, ym, s);
      for (int k = 0; k <= 1000; k++)
        {
          double x = potential.joint + (potential.cutoff - potential.joint) * k / 1000, d[5];
          if (x >= potential.cutoff)
            break;
          vt_potential_evaluate_unchecked (&potential, x, d);
          largest = MAX (largest, fabs (d[0] - phi_128 (s, yc, x)));
        }
      g_test_message ("r_c = %g: phi off by at most %.2g", rcs[i], largest);
      g_assert_cmpfloat (largest, <, 1e-13);
    }
}

/* One well: -1 at the minimum, monotonic from there to zero, for every cutoff. */
static void
test_one_well (void)
{
  for (double rc = 1.02; rc <= 2.5; rc += 0.02)
    {
      VtPotential potential = sticky_new (rc);
      double d[5];
      for (int k = 1; k < 200; k++)
        {
          double x = potential.joint + (potential.cutoff - potential.joint) * k / 200;
          vt_potential_evaluate_unchecked (&potential, x, d);
          g_assert_cmpfloat (d[0], <, 0);
          g_assert_cmpfloat (d[0], >, -1);
          g_assert_cmpfloat (d[1], >, 0);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sticky/table", test_table);
  g_test_add_func ("/sticky/128-bit", test_128_bit);
  g_test_add_func ("/sticky/one-well", test_one_well);
  return g_test_run ();
}
