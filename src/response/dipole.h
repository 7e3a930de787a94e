/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The response of a glass to local force dipoles (PHYSICS section 4; sticky1 App. A2b, sticky2 Sect. V). */
#pragma once

#include "response/iterative.h"

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

typedef enum
{
  VT_LENGTH_GOOD,
  VT_LENGTH_BOX_TOO_SMALL, /* no bump within the box, or one that its images reach */
  VT_LENGTH_TOO_FEW,       /* dipoles: what there is of a bump lies in the noise */
} VtLengthVerdict;

/* Where r^6 c(r) peaks. */
typedef struct
{
  double xi;               /* xi_g, lambda; NAN where there is no peak within the box */
  double error;            /* its standard error, by the jackknife over dipoles; NAN where unknown */
  double fit_from, fit_to; /* the bins of the bump, the range of the fit; NAN where there is none */
  double fit[4];           /* ln (r^6 c) = fit[0] + fit[1] t + fit[2] t^2 + fit[3] t^3, t = r - fit_from */
  VtLengthVerdict verdict; /* whether xi is to be trusted */
} VtDipoleLength;

/* Responses to many dipoles, gathered one after the other. omega_g and what follows are those of the last
 * vt_dipoles_summarise. */
typedef struct
{
  gatomicrefcount references;
  VtSample *sample;
  VtNetwork *network;
  guint n;               /* dipoles */
  guint room;            /* for as many */
  gsize *bonds;          /* n */
  double *frequency;     /* n: omega_g^(ij) */
  double *medians;       /* decay.n for each dipole: its own decay, NAN where no pair fell */

  double omega_g;        /* their mean (sticky2 Eq. 4) */
  double omega_g_error;  /* its standard error; NAN for a single dipole */
  VtDipoleDecay decay;
  VtDipoleLength length;
} VtDipoles;

/* None yet; @sample is what @network was made of, both are kept. Every number is NAN. */
VtDipoles *vt_dipoles_new (const VtSample *sample, const VtNetwork *network);
/* One that further dipoles can be added to without changing @dipoles. */
VtDipoles *vt_dipoles_copy (const VtDipoles *dipoles);
VtDipoles *vt_dipoles_ref (const VtDipoles *dipoles);
void vt_dipoles_unref (VtDipoles *dipoles);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtDipoles, vt_dipoles_unref)

/* Adds the response @u (3n) at @bond. */
void vt_dipoles_add (VtDipoles *dipoles, gsize bond, const double *u);

/* Brings means, decay and length up to what was added. */
void vt_dipoles_summarise (VtDipoles *dipoles);

/* @dipoles summarised, of which there will be @n, from the thread that does it. */
typedef void (*VtDipolesFunc) (const VtDipoles *dipoles, guint n, gpointer data);

/* u = H^-1 d in place, for @n vectors of 3 particles numbers one after the other. */
typedef gboolean (*VtDipoleSolve) (gpointer solver, double *u, guint n, GCancellable *cancellable, GError **error);

/* Measures dipoles on random bonds, @batch of them together, until there are @n_dipoles or one on every bond, and
 * summarises. Those of a seed come in one order: @dipoles, gathered with the same @seed before, goes on where it was.
 * Cancellable between batches of solves: FALSE with G_IO_ERROR_CANCELLED, @dipoles keeping what was added by then.
 * @progress may be NULL. */
gboolean vt_dipoles_gather (VtDipoles *dipoles, VtDipoleSolve solve, gpointer solver, guint batch, guint64 seed,
                            guint n_dipoles, VtDipolesFunc progress, gpointer data, GCancellable *cancellable,
                            GError **error);

/* vt_dipoles_gather with a VtFactor of vt_factor_new_stable as @solver. */
gboolean vt_dipoles_solve_by_factor (gpointer factor, double *u, guint n, GCancellable *cancellable, GError **error);

/* vt_dipoles_gather with a VtIterative as @solver, whose lanes make a good batch: for glasses too large for a factor. */
gboolean vt_dipoles_solve_iteratively (gpointer iterative, double *u, guint n, GCancellable *cancellable, GError **error);

/* Responses to go through a factor together: as many as pay. */
#define VT_DIPOLES_BATCH 32

/* All of this at once, with @factor. Without bonds there are no dipoles: n is 0 and every number NAN. NULL where
 * cancelled. */
VtDipoles *vt_dipoles_measure (const VtSample *sample, const VtNetwork *network, VtFactor *factor, guint64 seed,
                               guint n_dipoles, VtDipolesFunc progress, gpointer data, GCancellable *cancellable,
                               GError **error);

/* Adds to the decay of one response: the median of (z.d_kl)^2 over the pairs kl whose midpoint lies r from that of
 * @bond, for each bin, into @median (NAN where there is none); bins of @width up to half the shortest edge, @n of them
 * (sticky1 Eq. A13). */
void vt_dipole_decay (const VtSample *sample, const VtNetwork *network, gsize bond, const double *u, double width,
                      guint n, double *median);

/* xi_g from @decay: a cubic through the logarithm of r^6 c(r) in the bump, and where that peaks (sticky1 App. A2b). The
 * bump is sought by bins smoothed over a0 = @a0; @half_edge is half the shortest edge of the box. Leaves error NAN. */
VtDipoleLength vt_dipole_length (const VtDipoleDecay *decay, double a0, double half_edge);

/* Where the cubic fitted to @decay from length->fit_from to length->fit_to peaks, as vt_dipole_length fits it; NAN where
 * it does not. @fit may be NULL. */
double vt_dipole_peak (const VtDipoleDecay *decay, double fit_from, double fit_to, double fit[4]);

/* The distribution p(omega): @n_bins bins of equal width from the smallest to the largest frequency, normalised to
 * integral 1; @middles and @density n_bins each. */
void vt_dipoles_distribution (const VtDipoles *dipoles, guint n_bins, double *middles, double *density);

G_END_DECLS
