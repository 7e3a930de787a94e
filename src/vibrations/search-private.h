/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the ways of finding the lowest modes have in common. */
#pragma once

#include "vibrations/filter.h"
#include "vibrations/lowest.h"

G_BEGIN_DECLS

typedef struct _VtSearch VtSearch;

/* A function f of H under which the lowest modes have the largest eigenvalues. */
typedef struct
{
  int block;        /* columns that are best had at once */
  double tolerance; /* of a residual under f, relative to the eigenvalue there, from which modes are polished */
  double floor;     /* eigenvalues of f above it are in order */
  gboolean (*apply) (VtSearch *search, const double *x, double *y, int m, GError **error); /* y = P f(H) P x */
  double (*image) (const VtSearch *search, double eigenvalue);
} VtOperator;

struct _VtSearch
{
  const VtHessian *hessian;
  const VtOperator *operator;
  VtFactor *factor;  /* of f = (H + shift)^-1, or NULL */
  VtFilter *filter;  /* of f = T_d (H), or NULL */
  int n;             /* unknowns, 3 particles */
  guint n_wanted;
  GPtrArray *modes;  /* VtMode found so far, ascending */
  GPtrArray *locked; /* those of earlier batches, which the operator leaves out; same references */
  GRand *random;     /* start vectors */
  VtModesFunc found; /* or NULL */
  gpointer data;
  GCancellable *cancellable;
};

/* Adds the @wanted lowest modes of what earlier batches have left, and may add more; fewer where the operator no longer
 * tells those that are left from others. */
typedef gboolean (*VtBatchFunc) (VtSearch *search, guint wanted, GError **error);

gboolean vt_search_batch_lanczos (VtSearch *search, guint wanted, GError **error);
gboolean vt_search_batch_arpack (VtSearch *search, guint wanted, GError **error);

/* Bytes of the former's basis and of what is made of it, for @n unknowns in blocks of @block. */
guint64 vt_search_lanczos_memory (int n, int block, guint wanted);

/* y = D P f(H) P D x for @m columns whose D P part is all there is; D takes the locked modes out. */
gboolean vt_search_apply (VtSearch *search, const double *x, double *y, int m, GError **error);

/* @m random columns without translations and locked modes. */
void vt_search_random (VtSearch *search, double *x, int m);

/* Takes @m approximate modes (columns of @x, overwritten), polishes them until |H psi - omega^2 psi| is small for the
 * @wanted lowest, and adds these to search->modes. */
gboolean vt_search_accept (VtSearch *search, double *x, int m, int wanted, GError **error);

/* Tells whoever watches. */
void vt_search_show (VtSearch *search);

G_END_DECLS
