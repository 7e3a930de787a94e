/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the ways of finding the lowest modes have in common. */
#pragma once

#include "vibrations/lowest.h"

G_BEGIN_DECLS

typedef struct
{
  const VtHessian *hessian;
  VtFactor *factor;
  int n;             /* unknowns, 3 particles */
  guint n_wanted;
  GPtrArray *modes;  /* VtMode found so far, ascending */
  GPtrArray *locked; /* those of earlier batches, which the operator leaves out; same references */
  GRand *random;     /* start vectors */
  VtModesFunc found; /* or NULL */
  gpointer data;
  GCancellable *cancellable;
} VtSearch;

/* Adds the @wanted lowest modes of what earlier batches have left, and may add more. */
typedef gboolean (*VtBatchFunc) (VtSearch *search, guint wanted, GError **error);

gboolean vt_search_batch_lanczos (VtSearch *search, guint wanted, GError **error);
gboolean vt_search_batch_arpack (VtSearch *search, guint wanted, GError **error);

/* y = D P (H + shift)^-1 P D x for @m columns whose D P part is all there is; D takes the locked modes out. */
void vt_search_apply (VtSearch *search, const double *x, double *y, int m);

/* @m random columns without translations and locked modes. */
void vt_search_random (VtSearch *search, double *x, int m);

/* Takes @m approximate modes (columns of @x, overwritten), polishes them until |H psi - omega^2 psi| is small for the
 * @wanted lowest, and adds these to search->modes. */
gboolean vt_search_accept (VtSearch *search, double *x, int m, int wanted, GError **error);

/* Tells whoever watches. */
void vt_search_show (VtSearch *search);

G_END_DECLS
