/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One vibrational mode: an eigenpair of the Hessian and what is measured on it. Immutable, shared by reference. */
#pragma once

#include <gio/gio.h>
#include "network/hessian.h"

G_BEGIN_DECLS

#define VT_VIBRATIONS_ERROR (vt_vibrations_error_quark ())
GQuark vt_vibrations_error_quark (void);

typedef enum
{
  VT_VIBRATIONS_ERROR_MEMORY,       /* the message says how much would be needed */
  VT_VIBRATIONS_ERROR_NO_CONVERGENCE,
} VtVibrationsError;

typedef struct
{
  gatomicrefcount references;
  guint n_particles;
  double eigenvalue;    /* omega^2, tau^-2 */
  double frequency;     /* omega, tau^-1; an unstable direction as -sqrt (|omega^2|) */
  double participation; /* N e */
  double residual;      /* |H psi - omega^2 psi|, tau^-2 */
  double *vector;       /* psi, 3 n_particles, normalised, without translation; the component largest in size is > 0 */
} VtMode;

/* @vector is taken over; it must be normalised. Works out the rest: the eigenvalue is psi.H.psi. */
VtMode *vt_mode_new_take (const VtHessian *hessian, double *vector);
VtMode *vt_mode_ref (const VtMode *mode);
void vt_mode_unref (VtMode *mode);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtMode, vt_mode_unref)

/* Modes come in arrays of VtMode, ascending. */
static inline const VtMode *
vt_mode_at (const GPtrArray *modes, guint k)
{
  return g_ptr_array_index (modes, k);
}

/* By eigenvalue. */
void vt_modes_sort (GPtrArray *modes);

/* sqrt (@eigenvalue), or -sqrt (|@eigenvalue|) where it is negative. */
double vt_frequency (double eigenvalue);

/* N e = (sum_i psi_i^2)^2 / sum_i psi_i^4 (sticky2 Eq. 5), psi_i the displacement of particle i: how many particles
 * take part, 1 ... N. */
double vt_participation (guint n_particles, const double *vector);

G_END_DECLS
