/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole density of vibrational states of a glass of any size, by the kernel polynomial method (Weisse et al., Rev.
 * Mod. Phys. 78, 275): smoothed by a known width, with a known statistical error, from products with H alone. */
#pragma once

#include <gio/gio.h>
#include "network/hessian.h"
#include "parallel/team.h"
#include "vibrations/dense.h"
#include "vibrations/mode.h"

G_BEGIN_DECLS

/* D(omega) = (1/N) sum_l delta (omega - omega_l) (sticky1 Eq. A9), averaged over bins of equal width in log omega,
 * bin k from 10^(k/b) to 10^((k+1)/b), and smoothed by a bell (Jackson's kernel) of standard deviation @resolution.
 *
 * The smoothing moves D by some D'' resolution^2 / 2: under 4 % of D ~ omega^2 from 5 resolutions on. The sum of
 * density x width over all bins, and of @below, is 3 - 3/N to rounding. Immutable, shared by reference. */
typedef struct
{
  gatomicrefcount references;
  guint n_particles;
  guint n_moments;      /* of the polynomials */
  guint n_vectors;      /* averaged over */
  guint n;              /* bins */
  double *edge;         /* n + 1: ascending, tau^-1; the last one bounds the spectrum */
  double *density;      /* n: D, tau */
  double *error;        /* n: standard error of it, from the spread between the vectors */
  double *resolution;   /* n: tau^-1; almost the same in all bins up to a third of the highest frequency */
  double below;         /* modes per particle below the first bin, unstable directions included */
} VtSpectralDensity;

VtSpectralDensity *vt_spectral_density_ref (const VtSpectralDensity *density);
void vt_spectral_density_unref (VtSpectralDensity *density);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtSpectralDensity, vt_spectral_density_unref)

#define VT_SPECTRAL_MOMENTS 512
/* Frequencies from this many resolutions on are well resolved. */
#define VT_SPECTRAL_SHARP 5.0

/* Zeros stand for what is said in brackets. */
typedef struct
{
  guint n_moments;      /* rounded up to an even number (VT_SPECTRAL_MOMENTS, or as many as @sharp_from needs) */
  double sharp_from;    /* frequency from which D shall be well resolved (as VT_SPECTRAL_MOMENTS gives it) */
  guint n_vectors;      /* rounded up to full blocks of products (some 300,000 / N, 16 ... 128) */
  guint bins_per_decade; /* (64) */
  double lowest;        /* no eigenvalue lies below this; 0 for a glass at its minimum */
  guint64 seed;         /* of the random vectors */
  VtTeam *team;         /* (this thread alone) */
  VtProgressFunc progress; /* told after each product how much of all is done, 0 ... 1 (no one) */
  gpointer progress_data;
} VtSpectralOptions;

/* A first or better estimate, from the thread that makes it; take a reference. */
typedef void (*VtSpectralFunc) (VtSpectralDensity *density, gpointer data);

/* Stochastic traces of Chebyshev polynomials of H, two moments per product, on random signs without translation in
 * them; some n_vectors n_moments / 2 products. In omega^2 the polynomials resolve the lower edge of the spectrum best,
 * just so that the resolution in omega is even: pi omega_max / (2 n_moments).
 *
 * With @func, tells of the first block of vectors when a quarter of its moments are known, of a large glass's also when a
 * sixteenth are, and of each block when it is done. The same on any number of threads. Cancellable between products:
 * G_IO_ERROR_CANCELLED. VT_VIBRATIONS_ERROR_MEMORY where H does not fit a second time;
 * VT_VIBRATIONS_ERROR_NO_CONVERGENCE where an eigenvalue does lie below @lowest. */
VtSpectralDensity *vt_spectral_density_new (const VtHessian *hessian, const VtSpectralOptions *options,
                                            VtSpectralFunc func, gpointer data, GCancellable *cancellable,
                                            GError **error);

/* An upper bound of the largest eigenvalue: the highest Ritz value of @n_steps Lanczos steps from a random start, plus
 * what it misses by at most, but once in a thousand (Kuczynski & Wozniakowski, SIAM J. Matrix Anal. Appl. 13, 1094:
 * relative error e with probability below 1.648 sqrt (3n) exp (-sqrt (e) (2 n_steps - 1))). */
double vt_spectral_bound (const VtHessian *hessian, guint n_steps);

G_END_DECLS
