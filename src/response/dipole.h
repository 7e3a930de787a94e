/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The response of a glass to local force dipoles (PHYSICS section 4; sticky1 App. A2b, sticky2 Sect. V). */
#pragma once

#include "response/factor.h"

G_BEGIN_DECLS

/* d_ij = dr_ij/dx, 3n: the unit force n on particle j and its opposite on i (sticky1 Eq. A11). */
void vt_dipole_force (const VtNetwork *network, gsize bond, double *force);

/* u = H^-1 d_ij for @n bonds, several through the factor at once; @u: 3n numbers for each. */
void vt_dipole_responses (const VtNetwork *network, VtFactor *factor, const gsize *bonds, guint n, double *u);

/* omega_g^(ij) = sqrt (u.H.u / u.u) = sqrt (u.d / u.u), tau^-1, of the response @u at @bond (sticky2 Eq. 3). */
double vt_dipole_frequency (const VtNetwork *network, gsize bond, const double *u);

/* At most @n bonds (all, where there are fewer), each once, at random from @seed; *@n_chosen of them, in the order they
 * were drawn. Free with g_free. */
gsize *vt_dipole_choose (const VtNetwork *network, guint64 seed, guint n, guint *n_chosen);

/* c(r) in bins of equal width. */
typedef struct
{
  guint n;
  double width;       /* lambda */
  double *r;          /* n: middles of the bins */
  double *c;          /* n: mean over dipoles of the median of (z.d_kl)^2, z = u/|u|; NAN where no pair fell */
} VtDipoleDecay;

/* Where r^6 c(r) peaks. */
typedef struct
{
  double xi;             /* xi_g, lambda; NAN where there is no peak within the box */
  double fit_from, fit_to; /* the bins of the bump, the range of the fit */
  double fit[4];         /* ln (r^6 c) = fit[0] + fit[1] t + fit[2] t^2 + fit[3] t^3, t = r - fit_from */
  gboolean box_too_small; /* xi is not to be trusted: beyond a quarter of the shortest edge, or no peak at all */
} VtDipoleLength;

typedef struct
{
  guint n;               /* dipoles */
  gsize *bonds;          /* n */
  double *frequency;     /* n: omega_g^(ij) */
  double omega_g;        /* their mean (sticky2 Eq. 4) */
  double omega_g_error;  /* its standard error; NAN for a single dipole */
  VtDipoleDecay decay;
  VtDipoleLength length;
} VtDipoles;

void vt_dipoles_free (VtDipoles *dipoles);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtDipoles, vt_dipoles_free)

/* @done of @n dipoles measured, from the thread that does it. */
typedef void (*VtDipolesFunc) (guint done, guint n, gpointer data);

/* Measures @n_dipoles dipoles on random bonds of a minimum; @sample is what @network was made of, @factor one of
 * vt_factor_new_stable. Without bonds there are no dipoles: n is 0 and every number NAN. Cancellable between batches
 * of solves: G_IO_ERROR_CANCELLED. @progress may be NULL. */
VtDipoles *vt_dipoles_measure (const VtSample *sample, const VtNetwork *network, VtFactor *factor, guint64 seed,
                               guint n_dipoles, VtDipolesFunc progress, gpointer data, GCancellable *cancellable,
                               GError **error);

/* Adds to the decay of one response: the median of (z.d_kl)^2 over the pairs kl whose midpoint lies r from that of
 * @bond, for each bin, into @median (NAN where there is none); bins of @width up to half the shortest edge, @n of them
 * (sticky1 Eq. A13). */
void vt_dipole_decay (const VtSample *sample, const VtNetwork *network, gsize bond, const double *u, double width,
                      guint n, double *median);

/* xi_g from @decay: a cubic through the logarithm of r^6 c(r) in the bump, and where that peaks (sticky1 App. A2b).
 * @half_edge: half the shortest edge of the box. */
VtDipoleLength vt_dipole_length (const VtDipoleDecay *decay, double half_edge);

/* The distribution p(omega): @n_bins bins of equal width from the smallest to the largest frequency, normalised to
 * integral 1; @middles and @density n_bins each. */
void vt_dipoles_distribution (const VtDipoles *dipoles, guint n_bins, double *middles, double *density);

G_END_DECLS
