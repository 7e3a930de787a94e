/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vibrations/mode.h"

#include <cblas.h>
#include <math.h>

G_DEFINE_QUARK (vt-vibrations-error-quark, vt_vibrations_error)

double
vt_frequency (double eigenvalue)
{
  return copysign (sqrt (fabs (eigenvalue)), eigenvalue);
}

double
vt_participation (guint n_particles, const double *vector)
{
  double sum2 = 0.0, sum4 = 0.0;

  for (gsize i = 0; i < n_particles; i++)
    {
      const double *u = &vector[3 * i];
      double u2 = u[0] * u[0] + u[1] * u[1] + u[2] * u[2];

      sum2 += u2;
      sum4 += u2 * u2;
    }
  return sum2 * sum2 / sum4;
}

VtMode *
vt_mode_new_take (const VtHessian *hessian, double *vector)
{
  VtMode *mode = g_new0 (VtMode, 1);
  int n = 3 * (int) hessian->n;
  g_autofree double *product = g_new (double, n);

  g_atomic_ref_count_init (&mode->references);
  mode->n_particles = hessian->n;
  mode->vector = vector;
  /* An eigenvector's sign means nothing; fixed, so that the same mode always looks the same. */
  if (vector[cblas_idamax (n, vector, 1)] < 0.0)
    cblas_dscal (n, -1.0, vector, 1);
  vt_hessian_multiply (hessian, vector, product);
  mode->eigenvalue = cblas_ddot (n, vector, 1, product, 1);
  mode->frequency = vt_frequency (mode->eigenvalue);
  mode->participation = vt_participation (hessian->n, vector);
  cblas_daxpy (n, -mode->eigenvalue, vector, 1, product, 1);
  mode->residual = cblas_dnrm2 (n, product, 1);
  return mode;
}

VtMode *
vt_mode_ref (const VtMode *mode)
{
  VtMode *self = (VtMode *) mode;

  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
vt_mode_unref (VtMode *mode)
{
  if (!g_atomic_ref_count_dec (&mode->references))
    return;
  g_free (mode->vector);
  g_free (mode);
}

static int
compare_modes (gconstpointer a, gconstpointer b)
{
  const VtMode *p = *(VtMode *const *) a, *q = *(VtMode *const *) b;

  return (p->eigenvalue > q->eigenvalue) - (p->eigenvalue < q->eigenvalue);
}

void
vt_modes_sort (GPtrArray *modes)
{
  g_ptr_array_sort (modes, compare_modes);
}
