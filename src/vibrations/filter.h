/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A polynomial of H that makes its lowest modes the largest eigenvalues: Chebyshev's T_d of H mapped so that all above
 * a cut lies in [-1, 1], where |T_d| <= 1; below the cut it rises like cosh (2 d sqrt ((cut - lambda) / highest)). Made
 * of products with H alone, sixteen vectors at once (chebyshev.h): where modes are sought without a factor. */
#pragma once

#include <gio/gio.h>
#include "vibrations/chebyshev.h"

G_BEGIN_DECLS

typedef struct _VtFilter VtFilter;

/* All eigenvalues must lie below @highest; @degree is even. @hessian and @team (or NULL) must outlive it. */
VtFilter *vt_filter_new (const VtHessian *hessian, double cut, double highest, guint degree, VtTeam *team);
void vt_filter_free (VtFilter *filter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtFilter, vt_filter_free)

/* y = P T_d (H) P x for @m columns of 3n (@y may be @x), P taking the translations out. Looks at @cancellable between
 * products: G_IO_ERROR_CANCELLED. */
gboolean vt_filter_apply (VtFilter *filter, const double *x, double *y, guint m, GCancellable *cancellable,
                          GError **error);

/* T_d at an @eigenvalue: what it is mapped to, 1 at the cut. */
double vt_filter_image (const VtFilter *filter, double eigenvalue);

double vt_filter_cut (const VtFilter *filter);

/* Products done so far, each of VT_CHEBYSHEV_VECTORS vectors. */
guint64 vt_filter_products (const VtFilter *filter);

/* An estimate of the eigenvalue below which there are @n_modes modes beside the translations, for choosing a cut: from a
 * few Chebyshev moments of random vectors, and Debye's law below what these resolve. Good to some 20 % where they resolve
 * it, up to 1.7 times too high where they do not (stiff potentials). Never fails on a stable configuration but for want of
 * memory. */
double vt_filter_estimate (const VtHessian *hessian, guint n_modes, VtTeam *team, GCancellable *cancellable, GError **error);

G_END_DECLS
