/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lowest modes of a glass of any size. */
#pragma once

#include <gio/gio.h>
#include "parallel/team.h"
#include "response/factor.h"
#include "vibrations/mode.h"

G_BEGIN_DECLS

/* @modes: all the VtMode found so far, ascending, from the thread that finds them; take references, do not keep the
 * array. A later call may insert a mode between earlier ones, should one have been overlooked; the last call, and
 * what is returned, has them all. */
typedef void (*VtModesFunc) (GPtrArray *modes, gpointer data);

/* The lowest @n_modes modes (1 ... 3n - 3), ascending, the translations left out; negative ones first where the
 * configuration is unstable. Returns an array of VtMode.
 *
 * Few of many: the largest eigenvalues of P (H + shift)^-1 P by block Lanczos on @factor (of vt_factor_new_stable, or
 * of vt_factor_new_raised for an unstable configuration), then polished with further solves until |H psi - omega^2 psi|
 * is below 1e-9 omega^2 or the floor of double precision. Where @n_modes is not small against 3n, or n is small, the
 * dense matrix is exact and as fast, and @factor may be NULL.
 *
 * With @found, modes are shown as they converge, ten or more at a time. Cancellable between blocks of solves:
 * G_IO_ERROR_CANCELLED, what has been shown stays valid. The same H and factor give the same bits. */
GPtrArray *vt_lowest_modes (const VtHessian *hessian, VtFactor *factor, guint n_modes, VtModesFunc found,
                            gpointer data, GCancellable *cancellable, GError **error);

/* The same few modes without a factor, for a stable configuration: the largest eigenvalues of a Chebyshev polynomial of
 * H by block Lanczos, on @team or NULL. */
GPtrArray *vt_lowest_modes_by_filter (const VtHessian *hessian, guint n_modes, VtTeam *team, VtModesFunc found,
                                      gpointer data, GCancellable *cancellable, GError **error);

/* The same few modes by ARPACK: slower, the reference. ARPACK is not thread-safe: runs of several threads take turns. */
GPtrArray *vt_lowest_modes_by_arpack (const VtHessian *hessian, VtFactor *factor, guint n_modes,
                                      GCancellable *cancellable, GError **error);

/* Bytes vt_lowest_modes_by_filter takes beside an H of @n_blocks blocks, the modes themselves included; what
 * vt_lowest_modes takes where that is the dense way. */
guint64 vt_lowest_modes_memory (guint n_particles, guint64 n_blocks, guint n_modes);

/* Debye's estimate of the @n_modes-th eigenvalue beside the translations, from the speeds of sound: where as many plane
 * waves have been passed. NAN where a speed is. */
double vt_debye_eigenvalue (double volume, double shear_speed, double longitudinal_speed, guint n_modes);

/* Whether a filter finds the lowest @n_modes modes of a stable configuration quicker than a factor made for them, when the
 * highest of them has about @eigenvalue: the filter's degree grows with sqrt (largest eigenvalue / @eigenvalue), the
 * factor with the size. TRUE where @eigenvalue is NAN. */
gboolean vt_lowest_modes_want_filter (const VtHessian *hessian, guint n_modes, double eigenvalue);

/* The lowest modes by the quickest way: the dense matrix, *@factor where there is one, else a filter, or a factor that is
 * made for it and left in *@factor. @eigenvalue as above. */
GPtrArray *vt_lowest_modes_quickest (const VtHessian *hessian, VtFactor **factor, double eigenvalue, guint n_modes,
                                     VtTeam *team, VtModesFunc found, gpointer data, GCancellable *cancellable,
                                     GError **error);

/* Whether vt_lowest_modes would take the dense way. */
gboolean vt_lowest_modes_are_dense (guint n_particles, guint n_modes);

G_END_DECLS
