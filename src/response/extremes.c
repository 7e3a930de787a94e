/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "response/extremes.h"

#include <cblas.h>
#include <lapacke.h>
#include <math.h>
#include "response/factor.h"
#include "sample/random.h"

static void
start_vector (guint n_particles, double *v)
{
  GRand *random = vt_random_new (0, VT_STREAM_ARNOLDI);
  int n = 3 * (int) n_particles;

  for (int k = 0; k < n; k++)
    v[k] = vt_random_normal (random);
  g_rand_free (random);
  vt_project_translations (n_particles, v, 1);
  cblas_dscal (n, 1.0 / cblas_dnrm2 (n, v, 1), v, 1);
}

/* Lanczos without reorthogonalisation: ghosts repeat the ends of the spectrum, they do not move them. */
void
vt_hessian_extremes (const VtHessian *hessian, guint n_steps, double *lowest, double *highest)
{
  int n = 3 * (int) hessian->n, steps = 0;
  g_autofree double *previous = g_new0 (double, n), *v = g_new (double, n), *w = g_new (double, n);
  g_autofree double *alpha = g_new (double, n_steps), *beta = g_new0 (double, n_steps + 1);

  start_vector (hessian->n, v);
  while (steps < (int) n_steps && steps < n - 3)
    {
      vt_hessian_multiply (hessian, v, w);
      cblas_daxpy (n, -beta[steps], previous, 1, w, 1);
      alpha[steps] = cblas_ddot (n, v, 1, w, 1);
      cblas_daxpy (n, -alpha[steps], v, 1, w, 1);
      beta[++steps] = cblas_dnrm2 (n, w, 1);
      if (beta[steps] <= 1e-12 * hessian->mean_diagonal)
        break;
      cblas_dcopy (n, v, 1, previous, 1);
      cblas_dcopy (n, w, 1, v, 1);
      cblas_dscal (n, 1.0 / beta[steps], v, 1);
    }
  *lowest = *highest = 0.0;
  if (steps > 0 && LAPACKE_dsterf (steps, alpha, beta + 1) == 0)
    {
      *lowest = alpha[0];
      *highest = alpha[steps - 1];
    }
}
