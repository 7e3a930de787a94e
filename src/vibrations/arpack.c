/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One batch of modes by ARPACK's implicitly restarted Lanczos method: the reference that our own is held against. */
#include <arpack.h>
#include <glib/gi18n.h>
#include "vibrations/search-private.h"

/* Modes sought beyond the last one wanted, so that the last is not mistaken for its upper neighbour. */
#define GUARD 2
#define TOLERANCE 1e-9

/* ARPACK keeps its state in static variables from one reverse communication to the next. */
static GMutex arpack_mutex;

static gboolean
lock_arpack (GCancellable *cancellable, GError **error)
{
  while (!g_mutex_trylock (&arpack_mutex))
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      g_usleep (2000);
    }
  return TRUE;
}

static gboolean
no_convergence (int info, GError **error)
{
  g_set_error (error, VT_VIBRATIONS_ERROR, VT_VIBRATIONS_ERROR_NO_CONVERGENCE,
               _("The lowest modes did not converge (ARPACK status %d)."), info);
  return FALSE;
}

/* With ARPACK locked: @wanted Ritz vectors into the first columns of @basis (n x n_basis). */
static gboolean
iterate (VtSearch *search, int wanted, int n_basis, double *basis, GError **error)
{
  int n = search->n, ido = 0, info = 1, l_work = n_basis * (n_basis + 8), pointers[11] = { 0 };
  int parameters[11] = { 1, 0, 1000, 1, 0, 0, 1 }; /* exact shifts, at most 1000 restarts, standard problem */
  g_autofree double *residual = g_new (double, n), *work_n = g_new0 (double, 3 * (gsize) n);
  g_autofree double *work = g_new0 (double, l_work), *values = g_new0 (double, n_basis);
  g_autofree int *selected = g_new0 (int, n_basis);

  vt_search_random (search, residual, 1);
  for (;;)
    {
      dsaupd_c (&ido, "I", n, "LA", wanted, TOLERANCE, residual, n_basis, basis, n, parameters, pointers, work_n, work,
                l_work, &info);
      if (ido != -1 && ido != 1)
        break;
      if (g_cancellable_set_error_if_cancelled (search->cancellable, error)
          || !vt_search_apply (search, work_n + pointers[0] - 1, work_n + pointers[1] - 1, 1, error))
        return FALSE;
    }
  if (info != 0)
    return no_convergence (info, error);
  dseupd_c (TRUE, "A", selected, values, basis, n, 0.0, "I", n, "LA", wanted, TOLERANCE, residual, n_basis, basis, n,
            parameters, pointers, work_n, work, l_work, &info);
  return info == 0 || no_convergence (info, error);
}

gboolean
vt_search_batch_arpack (VtSearch *search, guint wanted, GError **error)
{
  int n = search->n, left = n - 3 - (int) search->modes->len, sought = MIN ((int) wanted + GUARD, left);
  int n_basis = MIN (MAX (2 * sought, sought + 20), left);
  g_autofree double *basis = g_new (double, (gsize) n * n_basis);
  gboolean good;

  if (!lock_arpack (search->cancellable, error))
    return FALSE;
  good = iterate (search, sought, n_basis, basis, error);
  g_mutex_unlock (&arpack_mutex);
  return good && vt_search_accept (search, basis, sought, (int) wanted, error);
}
