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

/* x = A^-1 b for a symmetric positive definite A of @n rows, by Cholesky as in the textbook; overwrites both. */
static void
plain_solve (double *a, double *b, guint n)
{
  for (guint j = 0; j < n; j++)
    for (guint i = j; i < n; i++)
      {
        double sum = a[i * n + j];

        for (guint k = 0; k < j; k++)
          sum -= a[i * n + k] * a[j * n + k];
        a[i * n + j] = i == j ? sqrt (sum) : sum / a[j * n + j];
      }
  for (guint i = 0; i < n; i++)
    {
      for (guint k = 0; k < i; k++)
        b[i] -= a[i * n + k] * b[k];
      b[i] /= a[i * n + i];
    }
  for (guint i = n; i-- > 0;)
    {
      for (guint k = i + 1; k < n; k++)
        b[i] -= a[k * n + i] * b[k];
      b[i] /= a[i * n + i];
    }
}

/* Against the dense H, the translations made stiff: a dipole's response has no part in them. */
static void
test_dense (void)
{
  g_auto (TestGlass) glass = test_glass (168, 3);
  guint n = 3 * glass.network->n;
  const gsize bonds[] = { 5, 300, 811 };

  for (guint k = 0; k < G_N_ELEMENTS (bonds); k++)
    {
      g_autofree double *dense = g_new (double, n * n), *x = g_new (double, n), *u = g_new (double, n);
      const VtBond *bond = &glass.network->bonds[bonds[k]];
      double dx = 0.0, xx = 0.0, largest = 0.0;

      vt_hessian_to_dense (glass.hessian, dense);
      for (guint c = 0; c < n; c++)
        for (guint e = c % 3; e < n; e += 3)
          dense[c * n + e] += glass.hessian->mean_diagonal / glass.network->n;
      vt_dipole_force (glass.network, bonds[k], x);
      plain_solve (dense, x, n);
      vt_dipole_responses (glass.network, glass.factor, &bonds[k], 1, u);
      for (guint c = 0; c < n; c++)
        {
          xx += x[c] * x[c];
          largest = fmax (largest, fabs (x[c] - u[c]));
        }
      for (guint a = 0; a < 3; a++)
        dx += bond->n[a] * (x[3 * bond->j + a] - x[3 * bond->i + a]);
      g_assert_cmpfloat (largest, <, 1e-9 * sqrt (xx));
      g_assert_cmpfloat_with_epsilon (vt_dipole_frequency (glass.network, bonds[k], u) / sqrt (dx / xx), 1.0, 1e-9);
    }
}

/* Pinched with a small force f d, the glass gives way by f u: its own forces then balance the pinch, and it has taken
 * up the energy f^2 d.H^-1.d / 2. Symmetric differences, so that what is left is of third order. */
static void
test_pinched (void)
{
  g_auto (TestGlass) glass = test_glass (168, 1);
  guint n = 3 * glass.network->n;
  const gsize bond = 202;
  const double force = 2e-3;
  g_autofree double *u = g_new (double, n), *d = g_new (double, n);
  VtNetwork *moved[2];
  double compliance = 0.0, uu = 0.0;

  vt_dipole_responses (glass.network, glass.factor, &bond, 1, u);
  vt_dipole_force (glass.network, bond, d);
  for (guint side = 0; side < 2; side++)
    {
      g_autoptr (VtSample) sample = vt_sample_copy (glass.sample);

      for (guint c = 0; c < n; c++)
        sample->positions[c] += (side == 0 ? force : -force) * u[c];
      moved[side] = vt_network_new (sample, &glass.potential, NULL);
    }
  for (guint c = 0; c < n; c++)
    {
      compliance += d[c] * u[c];
      uu += u[c] * u[c];
      g_assert_cmpfloat_with_epsilon ((moved[1]->forces[c] - moved[0]->forces[c]) / (2.0 * force), d[c], 1e-3);
    }
  g_assert_cmpfloat_with_epsilon ((moved[0]->energy + moved[1]->energy - 2.0 * glass.network->energy)
                                    / (force * force * compliance), 1.0, 2e-3);
  g_assert_cmpfloat_with_epsilon (vt_dipole_frequency (glass.network, bond, u), sqrt (compliance / uu), 1e-9);
  vt_network_unref (moved[0]);
  vt_network_unref (moved[1]);
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

#define MARKERS 60000
#define MARKER_LENGTH 1e-3

/* Bonds of one length anywhere in a cubic box, in any direction, and the field of a swelling point in a medium without
 * end: u = x/|x|^3 from the middle of bond 0, whose box is so large that its images are far. */
static void
make_medium (VtSample *sample, VtNetwork *network, double *u)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (4);
  const double half = 0.5 * sample->box[0];

  for (guint b = 0; b < MARKERS; b++)
    {
      VtBond *bond = &network->bonds[b];
      double z = g_rand_double_range (random, -1.0, 1.0), phi = g_rand_double_range (random, 0.0, 2.0 * G_PI);
      const double n[3] = { sqrt (1.0 - z * z) * cos (phi), sqrt (1.0 - z * z) * sin (phi), z };

      *bond = (VtBond) { .i = 2 * b, .j = 2 * b + 1, .n = { n[0], n[1], n[2] }, .r = MARKER_LENGTH, .d2 = 1.0 };
      for (guint a = 0; a < 3; a++)
        {
          double middle = b == 0 ? half : g_rand_double_range (random, 0.0, 2.0 * half);

          sample->positions[3 * bond->i + a] = middle - 0.5 * MARKER_LENGTH * n[a];
          sample->positions[3 * bond->j + a] = middle + 0.5 * MARKER_LENGTH * n[a];
        }
    }
  for (guint i = 0; i < sample->n; i++)
    {
      double d[3], r2 = 0.0;

      for (guint a = 0; a < 3; a++)
        {
          d[a] = sample->positions[3 * i + a] - half;
          r2 += d[a] * d[a];
        }
      for (guint a = 0; a < 3; a++)
        u[3 * i + a] = i < 2 ? 0.0 : d[a] * pow (r2, -1.5);
    }
}

/* In that field a bond of length l at r, at an angle theta to the line from the middle, grows by l (1 - 3 cos^2 theta)
 * / r^3, and half of all directions have |1 - 3 cos^2 theta| < sqrt (39/64): r^6 c(r) is the same everywhere. */
static void
test_continuum (void)
{
  const double box[3] = { 20.0, 20.0, 20.0 };
  g_autoptr (VtSample) sample = vt_sample_new (2 * MARKERS, box);
  g_autofree VtBond *bonds = g_new (VtBond, MARKERS);
  VtNetwork network = { .n = 2 * MARKERS, .box = { 20.0, 20.0, 20.0 }, .volume = 8000.0, .n_bonds = MARKERS,
                        .bonds = bonds };
  g_autofree double *u = g_new (double, 6 * MARKERS);
  double median[20], uu = 0.0;

  make_medium (sample, &network, u);
  for (guint c = 0; c < 6 * MARKERS; c++)
    uu += u[c] * u[c];
  vt_dipole_decay (sample, &network, 0, u, 0.5, 20, median);
  for (guint k = 6; k < 20; k++)
    {
      double r = (k + 0.5) * 0.5;

      /* Some 800 bonds in the nearest bin, 8,000 in the farthest. */
      g_assert_cmpfloat_with_epsilon (median[k] * uu * pow (r, 6) / (MARKER_LENGTH * MARKER_LENGTH), 39.0 / 64.0,
                                      k < 10 ? 0.1 : 0.05);
    }
}

/* A bump at @peak over a level that it falls to, @level of its height, and beyond @lift the images of a periodic box. */
static VtDipoleDecay
decay_with_peak (double peak, double level, double lift, double width, guint n, double *r, double *c)
{
  VtDipoleDecay decay = { .n = n, .width = width, .r = r, .c = c };

  for (guint k = 0; k < n; k++)
    {
      double t, bump;

      r[k] = (k + 0.5) * width;
      t = r[k] / peak;
      /* (t e^(1-t))^3 peaks at t = 1. */
      bump = pow (t * exp (1.0 - t), 3);
      c[k] = ((1.0 - level) * bump + level * (t < 1.0 ? bump : 1.0) + pow (r[k] / lift, 8)) * pow (r[k], -6);
    }
  return decay;
}

static void
assert_fit (const VtDipoleLength *length, double height)
{
  double t = length->xi - length->fit_from;

  g_assert_cmpfloat (length->fit_from, <, length->xi);
  g_assert_cmpfloat (length->fit_to, >, length->xi);
  g_assert_cmpfloat_with_epsilon (length->fit[0] + t * (length->fit[1] + t * (length->fit[2] + t * length->fit[3])),
                                  log (height), 0.03);
}

static void
test_length (void)
{
  double r[100], c[100], width = 0.2;
  VtDipoleDecay roomy = decay_with_peak (4.0, 0.0, 1e3, width, 100, r, c);
  VtDipoleLength length = vt_dipole_length (&roomy, 1.0, 100 * width);

  g_assert_cmpfloat_with_epsilon (length.xi, 4.0, 0.1);
  g_assert_cmpint (length.verdict, ==, VT_LENGTH_GOOD);
  assert_fit (&length, 1.0);

  VtDipoleLength narrow = vt_dipole_length (&roomy, 1.0, 7.0);
  g_assert_cmpint (narrow.verdict, ==, VT_LENGTH_BOX_TOO_SMALL);
  g_assert_cmpfloat_with_epsilon (narrow.xi, 4.0, 0.1);

  VtDipoleDecay rising = decay_with_peak (40.0, 0.0, 1e3, width, 100, r, c);
  length = vt_dipole_length (&rising, 1.0, 100 * width);
  g_assert_cmpint (length.verdict, ==, VT_LENGTH_BOX_TOO_SMALL);
  g_assert_true (isnan (length.xi));

  VtDipoleDecay none = { 0 };
  g_assert_true (isnan (vt_dipole_length (&none, 1.0, 3.0).xi));
}

/* As in a glass: the bump stands out little from the level it falls to, the images of the box rise above it, and every
 * bin scatters by a tenth. */
static void
test_length_in_noise (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  double r[55], c[55];
  VtDipoleDecay decay = decay_with_peak (3.5, 0.7, 12.5, 0.2, 55, r, c);

  for (guint k = 0; k < 55; k++)
    c[k] *= 1.0 + g_rand_double_range (random, -0.1, 0.1);
  VtDipoleLength length = vt_dipole_length (&decay, 1.0, 11.0);

  g_assert_cmpint (length.verdict, ==, VT_LENGTH_GOOD);
  g_assert_cmpfloat_with_epsilon (length.xi, 3.5, 0.5);
  g_assert_cmpfloat (length.fit_to, <, 8.8);
}

static void
count_calls (const VtDipoles *dipoles, guint n, gpointer data)
{
  g_assert_cmpuint (dipoles->n, <=, n);
  g_assert_cmpfloat (dipoles->omega_g, >, 0.0);
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
  g_assert_cmpint (dipoles->length.verdict, ==, VT_LENGTH_BOX_TOO_SMALL);

  vt_dipoles_distribution (dipoles, 7, middles, density);
  for (guint b = 0; b < 7; b++)
    integral += density[b] * (middles[1] - middles[0]);
  g_assert_cmpfloat_with_epsilon (integral, 1.0, 1e-12);

  g_autoptr (VtDipoles) copy = vt_dipoles_copy (dipoles);
  vt_dipoles_summarise (copy);
  g_assert_cmpfloat (copy->omega_g, ==, dipoles->omega_g);
  vt_dipoles_add (copy, 3, u);
  g_assert_cmpuint (dipoles->n, ==, 70);

  g_cancellable_cancel (cancelled);
  g_assert_null (vt_dipoles_measure (glass.sample, glass.network, glass.factor, 9, 70, NULL, NULL, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Stopped between two batches: what was measured stays, and is summed up. */
static void
stop_after_first (const VtDipoles *dipoles, guint n, gpointer data)
{
  g_cancellable_cancel (data);
}

static void
test_stopped (void)
{
  g_auto (TestGlass) glass = test_glass (168, 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (VtDipoles) dipoles = vt_dipoles_new (glass.sample, glass.network);

  g_assert_true (isnan (dipoles->omega_g));
  g_assert_false (vt_dipoles_gather (dipoles, vt_dipoles_solve_by_factor, glass.factor, 8, 1, 100, stop_after_first,
                                     cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (dipoles->n, ==, 8);
  g_assert_cmpfloat (dipoles->omega_g, >, 0.0);
}

/* The jackknife's error of xi_g against how xi_g scatters from one set of dipoles to the next: hand-made dipoles, each
 * with the same bump at a strength and place of its own. */
static VtDipoles *
made_up (TestGlass *glass, GRand *random)
{
  VtDipoles *dipoles = vt_dipoles_new (glass->sample, glass->network);
  guint bins = dipoles->decay.n;

  dipoles->n = 100;
  dipoles->bonds = g_new0 (gsize, 100);
  dipoles->frequency = g_new0 (double, 100);
  dipoles->medians = g_new (double, 100 * bins);
  for (guint k = 0; k < 100; k++)
    {
      double strength = exp (g_rand_double_range (random, -1.0, 1.0)), peak = g_rand_double_range (random, 1.0, 1.4);

      for (guint b = 0; b < bins; b++)
        {
          double t = dipoles->decay.r[b] / peak;

          dipoles->medians[k * bins + b] = strength * pow (t * exp (1.0 - t), 6) * pow (dipoles->decay.r[b], -6);
        }
    }
  vt_dipoles_summarise (dipoles);
  return dipoles;
}

static void
test_length_error (void)
{
  g_auto (TestGlass) glass = test_glass (168, 1);
  g_autoptr (GRand) random = g_rand_new_with_seed (8);
  double sum = 0.0, squares = 0.0, error = 0.0, scatter;
  const guint sets = 60;

  for (guint s = 0; s < sets; s++)
    {
      g_autoptr (VtDipoles) dipoles = made_up (&glass, random);

      sum += dipoles->length.xi;
      squares += dipoles->length.xi * dipoles->length.xi;
      error += dipoles->length.error / sets;
    }
  scatter = sqrt (squares / sets - sum * sum / sets / sets);
  g_test_message ("xi_g %.4f scatters by %.4f, jackknife %.4f", sum / sets, scatter, error);
  g_assert_cmpfloat_with_epsilon (error / scatter, 1.0, 0.3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dipole/response", test_response);
  g_test_add_func ("/dipole/dense", test_dense);
  g_test_add_func ("/dipole/pinched", test_pinched);
  g_test_add_func ("/dipole/choose", test_choose);
  g_test_add_func ("/dipole/decay", test_decay);
  g_test_add_func ("/dipole/continuum", test_continuum);
  g_test_add_func ("/dipole/length", test_length);
  g_test_add_func ("/dipole/length-in-noise", test_length_in_noise);
  g_test_add_func ("/dipole/length-error", test_length_error);
  g_test_add_func ("/dipole/measure", test_measure);
  g_test_add_func ("/dipole/stopped", test_stopped);
  return g_test_run ();
}
