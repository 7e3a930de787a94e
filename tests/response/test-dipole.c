/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>
#include "response/dipole.h"
#include "support/glass.h"

/* u = H^-1 d against the definition, and omega_g^(ij) both ways of sticky2 Eq. 3. */
static void
test_response (void)
{
  g_auto (TestGlass) glass = test_glass (168, 1);
  guint n = 3 * glass.network->n;
  const gsize bonds[] = { 0, 17, 400 };
  g_autofree double *u = g_new (double, 3 * n), *d = g_new (double, n), *hu = g_new (double, n);

  vt_dipole_responses (glass.network, glass.factor, bonds, 3, u);
  for (guint k = 0; k < 3; k++)
    {
      const VtBond *bond = &glass.network->bonds[bonds[k]];
      double uhu = 0.0, uu = 0.0, length = 0.0;

      vt_dipole_force (glass.network, bonds[k], d);
      vt_hessian_multiply (glass.hessian, u + n * k, hu);
      for (guint c = 0; c < n; c++)
        {
          g_assert_cmpfloat_with_epsilon (hu[c], d[c], 1e-9);
          uhu += u[n * k + c] * hu[c];
          uu += u[n * k + c] * u[n * k + c];
          length += fabs (d[c]) > 0.0;
        }
      g_assert_cmpfloat (length, <=, 6);
      for (guint a = 0; a < 3; a++)
        {
          g_assert_cmpfloat (d[3 * bond->j + a], ==, bond->n[a]);
          g_assert_cmpfloat (d[3 * bond->i + a], ==, -bond->n[a]);
        }
      g_assert_cmpfloat_with_epsilon (vt_dipole_frequency (glass.network, bonds[k], u + n * k), sqrt (uhu / uu), 1e-8);
    }
}

static void
test_choose (void)
{
  g_auto (TestGlass) glass = test_glass (168, 1);
  guint n_few, n_again, n_all;
  gsize total = glass.network->n_bonds;
  g_autofree gsize *few = vt_dipole_choose (glass.network, 4, 50, &n_few);
  g_autofree gsize *again = vt_dipole_choose (glass.network, 4, 20, &n_again);
  g_autofree gsize *all = vt_dipole_choose (glass.network, 5, G_MAXUINT, &n_all);
  g_autofree guint *seen = g_new0 (guint, total);
  guint differ = 0;

  g_assert_cmpuint (n_few, ==, 50);
  g_assert_cmpuint (n_again, ==, 20);
  g_assert_cmpuint (n_all, ==, total);
  /* The first of many are the few. */
  g_assert_cmpmem (few, 20 * sizeof (gsize), again, 20 * sizeof (gsize));
  for (gsize k = 0; k < total; k++)
    {
      g_assert_cmpuint (all[k], <, total);
      g_assert_cmpuint (seen[all[k]]++, ==, 0);
      differ += k < 50 && all[k] != few[k];
    }
  g_assert_cmpuint (differ, >, 40);
}

static double
plain_median (const VtSample *sample, const VtNetwork *network, gsize bond, const double *u, double from, double to)
{
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  double uu = 0.0;
  guint above = 0, below = 0;

  for (guint c = 0; c < 3 * network->n; c++)
    uu += u[c] * u[c];
  for (gsize b = 0; b < network->n_bonds; b++)
    {
      const VtBond *p = &network->bonds[bond], *q = &network->bonds[b];
      double d[3], r = 0.0, s = 0.0;

      for (guint a = 0; a < 3; a++)
        d[a] = sample->positions[3 * q->i + a] + q->r * q->n[a] / 2 - sample->positions[3 * p->i + a] - p->r * p->n[a] / 2;
      vt_minimum_image (sample->box, d);
      for (guint a = 0; a < 3; a++)
        {
          r += d[a] * d[a];
          s += q->n[a] * (u[3 * q->j + a] - u[3 * q->i + a]);
        }
      s = s * s / uu;
      if (b != bond && sqrt (r) >= from && sqrt (r) < to)
        g_array_append_val (values, s);
    }
  for (guint k = 0; k < values->len; k++)
    {
      double v = g_array_index (values, double, k);

      above = below = 0;
      for (guint l = 0; l < values->len; l++)
        {
          above += g_array_index (values, double, l) > v;
          below += g_array_index (values, double, l) < v;
        }
      if (values->len % 2 == 1 && above == below)
        return v;
    }
  return NAN; /* an even number: none of them is the median */
}

/* c(r) against every pair looked at anew. */
static void
test_decay (void)
{
  g_auto (TestGlass) glass = test_glass (168, 1);
  const gsize bond = 33;
  g_autofree double *u = g_new (double, 3 * glass.network->n);
  double median[12], width = 0.25;
  guint compared = 0;

  vt_dipole_responses (glass.network, glass.factor, &bond, 1, u);
  vt_dipole_decay (glass.sample, glass.network, bond, u, width, 12, median);
  for (guint k = 0; k < 12; k++)
    {
      double plain = plain_median (glass.sample, glass.network, bond, u, k * width, (k + 1) * width);

      if (isnan (plain))
        continue;
      compared++;
      g_assert_cmpfloat_with_epsilon (median[k] / plain, 1.0, 1e-10);
    }
  g_assert_cmpuint (compared, >=, 2);
}

static VtDipoleDecay
decay_with_peak (double peak, double width, guint n, double *r, double *c)
{
  VtDipoleDecay decay = { .n = n, .width = width, .r = r, .c = c };

  /* r^6 c = (t e^(1-t))^3, t = r/peak: its logarithm peaks at t = 1. */
  for (guint k = 0; k < n; k++)
    {
      r[k] = (k + 0.5) * width;
      c[k] = pow (r[k] / peak * exp (1.0 - r[k] / peak), 3) * pow (r[k], -6);
    }
  return decay;
}

static void
test_length (void)
{
  double r[100], c[100], width = 0.2;
  VtDipoleDecay roomy = decay_with_peak (4.0, width, 100, r, c);
  VtDipoleLength length = vt_dipole_length (&roomy, 100 * width);

  g_assert_cmpfloat_with_epsilon (length.xi, 4.0, 0.1);
  g_assert_false (length.box_too_small);
  g_assert_cmpfloat (length.fit_from, <, 4.0);
  g_assert_cmpfloat (length.fit_to, >, 4.0);
  /* The fit at its peak is the signal there, e^0. */
  double t = length.xi - length.fit_from;
  g_assert_cmpfloat_with_epsilon (length.fit[0] + t * (length.fit[1] + t * (length.fit[2] + t * length.fit[3])), 0.0,
                                  0.02);

  VtDipoleLength narrow = vt_dipole_length (&roomy, 7.0);
  g_assert_true (narrow.box_too_small);
  g_assert_cmpfloat_with_epsilon (narrow.xi, 4.0, 0.1);

  VtDipoleDecay rising = decay_with_peak (40.0, width, 100, r, c);
  length = vt_dipole_length (&rising, 100 * width);
  g_assert_true (length.box_too_small);
  g_assert_true (isnan (length.xi));

  VtDipoleDecay none = { 0 };
  g_assert_true (isnan (vt_dipole_length (&none, 3.0).xi));
}

static void
count_calls (guint done, guint n, gpointer data)
{
  g_assert_cmpuint (done, <=, n);
  *(guint *) data += 1;
}

static void
test_measure (void)
{
  g_auto (TestGlass) glass = test_glass (168, 1);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  guint calls = 0;
  g_autoptr (VtDipoles) dipoles = vt_dipoles_measure (glass.sample, glass.network, glass.factor, 9, 70, count_calls,
                                                      &calls, NULL, NULL);
  double sum = 0.0, integral = 0.0, middles[7], density[7], u_sum = 0.0;
  g_autofree double *u = g_new (double, 3 * glass.network->n);

  g_assert_cmpuint (dipoles->n, ==, 70);
  g_assert_cmpuint (calls, ==, 3);
  for (guint k = 0; k < 70; k++)
    sum += dipoles->frequency[k];
  g_assert_cmpfloat_with_epsilon (dipoles->omega_g, sum / 70, 1e-10);
  g_assert_cmpfloat (dipoles->omega_g_error, >, 0.0);
  g_assert_cmpfloat (dipoles->omega_g_error, <, 0.2 * dipoles->omega_g);
  vt_dipole_responses (glass.network, glass.factor, &dipoles->bonds[40], 1, u);
  u_sum = vt_dipole_frequency (glass.network, dipoles->bonds[40], u);
  g_assert_cmpfloat_with_epsilon (dipoles->frequency[40], u_sum, 1e-10);
  /* Far from the dipole it is quieter than beside it; in so small a box no length is to be had. */
  g_assert_cmpfloat (dipoles->decay.c[dipoles->decay.n - 1], <, 0.1 * dipoles->decay.c[2]);
  g_assert_true (dipoles->length.box_too_small);

  vt_dipoles_distribution (dipoles, 7, middles, density);
  for (guint b = 0; b < 7; b++)
    integral += density[b] * (middles[1] - middles[0]);
  g_assert_cmpfloat_with_epsilon (integral, 1.0, 1e-12);

  g_cancellable_cancel (cancelled);
  g_assert_null (vt_dipoles_measure (glass.sample, glass.network, glass.factor, 9, 70, NULL, NULL, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dipole/response", test_response);
  g_test_add_func ("/dipole/choose", test_choose);
  g_test_add_func ("/dipole/decay", test_decay);
  g_test_add_func ("/dipole/length", test_length);
  g_test_add_func ("/dipole/measure", test_measure);
  return g_test_run ();
}
