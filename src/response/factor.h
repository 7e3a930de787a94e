/* SPDX-License-Identifier: GPL-3.0-or-later */
/* H^-1: the sparse Cholesky factor of a Hessian, and solves with it. */
#pragma once

#include <gio/gio.h>
#include "network/hessian.h"

G_BEGIN_DECLS

#define VT_RESPONSE_ERROR (vt_response_error_quark ())
GQuark vt_response_error_quark (void);

typedef enum
{
  VT_RESPONSE_ERROR_NOT_POSITIVE, /* H + shift has a negative or vanishing eigenvalue */
  VT_RESPONSE_ERROR_MEMORY,       /* the factor does not fit; the message says how much it would need */
  VT_RESPONSE_ERROR_LIBRARY,      /* CHOLMOD refused for another reason */
} VtResponseError;

/* The three translations cost nothing, so H itself is singular. A shift of this times the mean diagonal lets the
 * Cholesky pass; what it spoils is repaired by refinement. It is also what counts as zero: an eigenvalue below it is
 * a zero mode, one below minus it a negative direction. */
#define VT_FACTOR_RELATIVE_SHIFT 1e-10

typedef enum
{
  VT_ORDERING_DISSECTION,       /* nested dissection of the graph of particles with METIS's bisections and minimum
                                 * degree in the parts, each particle then three unknowns: the default of large ones */
  VT_ORDERING_METIS_PARTICLES,  /* METIS's own nested dissection of the same graph */
  VT_ORDERING_METIS,            /* nested dissection of the 3n unknowns */
  VT_ORDERING_AMD_PARTICLES,    /* approximate minimum degree on the particles: the default of small ones */
  VT_ORDERING_AMD,              /* the same on the unknowns */
} VtOrdering;

typedef struct
{
  guint64 factorisations; /* numeric ones, failed attempts included */
  guint64 solves;         /* right-hand sides through the factor, refinements included */
} VtFactorCounts;

/* Not shared between threads: one at a time may solve with it. Holds a reference to the Hessian. */
typedef struct _VtFactor VtFactor;

/* The factor of H + @shift (units of H). NOT_POSITIVE where H + shift is not positive definite. */
VtFactor *vt_factor_new (const VtHessian *hessian, double shift, GError **error);

/* The factor of a stable H: the shift is VT_FACTOR_RELATIVE_SHIFT times the mean diagonal. */
VtFactor *vt_factor_new_stable (const VtHessian *hessian, GError **error);

/* The factor of H + shift for an indefinite H, with the shift raised until it is positive definite; starts from an
 * estimate of the lowest eigenvalue. @cancellable is looked at between attempts. */
VtFactor *vt_factor_new_raised (const VtHessian *hessian, GCancellable *cancellable, GError **error);

/* As vt_factor_new with an ordering of the caller's choice; for comparisons. */
VtFactor *vt_factor_new_ordered (const VtHessian *hessian, double shift, VtOrdering ordering, GError **error);

void vt_factor_free (VtFactor *factor);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtFactor, vt_factor_free)

const VtHessian *vt_factor_hessian (const VtFactor *factor);
double vt_factor_shift (const VtFactor *factor);
const VtFactorCounts *vt_factor_counts (const VtFactor *factor);
guint64 vt_factor_memory (const VtFactor *factor); /* bytes held */

/* Bytes a factor of @n_particles with @coordination partners each will take, before anything is built: good to some
 * tens of per cent for glasses. */
guint64 vt_factor_memory_estimate (guint n_particles, double coordination);

/* x = P H^-1 P b, P the projector that takes the translations out, for @n_rhs right-hand sides one after the other
 * (3n each; @x may be @b). Refined twice against the unshifted H: as exact as H's condition allows. Only for a
 * factor of vt_factor_new_stable, or one whose shift is far below the lowest eigenvalue. */
void vt_factor_solve (VtFactor *factor, const double *b, double *x, guint n_rhs);

/* x = P (H + shift)^-1 P b, once through the factor, without refinement: the operator of the eigenvalue solvers. */
void vt_factor_apply (VtFactor *factor, const double *b, double *x, guint n_rhs);

/* Takes the translations out of @n_vectors vectors of 3 @n_particles numbers. */
void vt_project_translations (guint n_particles, double *x, guint n_vectors);

G_END_DECLS
