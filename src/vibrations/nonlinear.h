/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nonlinear quasilocalized modes: soft spots free of phonons (PHYSICS section 4). */
#pragma once

#include "network/contractions.h"
#include "vibrations/lowest.h"

G_BEGIN_DECLS

typedef enum
{
  VT_MODE_HARMONIC, /* H.psi = omega^2 psi */
  VT_MODE_CUBIC,    /* H.pi = (kappa/tau) U''' : pi pi, tau = U''' :. pi pi pi (lerner2022 Eq. A8) */
  VT_MODE_QUARTIC,  /* H.pi = (kappa/chi) U'''' :. pi pi pi, chi = U'''' :: pi pi pi pi (sticky1 Eq. A14) */
  VT_N_MODE_KINDS,
} VtModeKind;

/* Modes reported satisfy their equation to this much: |H.pi - ...| / kappa. */
#define VT_NONLINEAR_RESIDUAL 1e-8

/* |H.pi - right-hand side| of the equation of @kind, tau^-2, for a normalised @vector pi and @product = H.pi, 3n each. */
double vt_mode_equation_residual (VtModeKind kind, const VtNetwork *network, const double *product,
                                  const double *vector);

/* Follows @start (3n, any length) down to a mode of @kind (cubic or quartic), a minimum of b = kappa^3/tau^2 or of
 * kappa^2/chi: steps of the map y = H^-1.contraction, shortened while the functional rises, then Newton on the sphere
 * by conjugate gradients, each with the factor as its preconditioner. @factor: vt_factor_new_stable of @network's
 * Hessian. NULL with VT_VIBRATIONS_ERROR_NO_CONVERGENCE where that leads nowhere, or with G_IO_ERROR_CANCELLED.
 *
 * The mode's frequency is sqrt (kappa), kappa = pi.H.pi: never below that of the lowest harmonic mode. Its residual is
 * that of its own equation. */
VtMode *vt_nonlinear_follow (VtModeKind kind, const VtNetwork *network, VtFactor *factor, const double *start,
                             GCancellable *cancellable, GError **error);

/* What a search has cost and come to. */
typedef struct
{
  guint starts;   /* followed */
  guint distinct; /* modes that differ */
  guint repeated; /* starts that led to a mode found from another one */
  guint lost;     /* starts that led nowhere */
  guint64 solves; /* right-hand sides through the factor, those that chose the starts included */
} VtNonlinearCounts;

/* A search for many. */
typedef struct
{
  VtModeKind kind;           /* cubic or quartic */
  guint n_modes;             /* the softest so many are kept */
  guint n_dipoles;           /* random bonds whose dipole responses are looked at ... */
  guint n_starts;            /* ... and how many of these are followed, those of the lowest functional first; 0 for
                              * VT_STARTS_PER_MODE n_modes, and the others too where that finds fewer than n_modes */
  guint64 seed;              /* of the random bonds */
  const GPtrArray *modes;    /* VtMode to start from as well (harmonic, or of the other kind), or NULL */
  VtNonlinearCounts *counts; /* filled in at the end, or NULL */
  void (*between) (gpointer data); /* called between two solves, when @factor may be used for something else; or NULL */
  gpointer between_data;
} VtNonlinearSearch;

#define VT_STARTS_PER_MODE 8
#define VT_DIPOLES_PER_START 4

/* Starts from the modes given, then from the dipole responses where the functional is lowest, several side by side;
 * what leads to a mode already found (overlap above 0.95) is dropped, early where that shows. Returns the softest
 * @search->n_modes found, ascending in omega, fewer where there are no more; an array of VtMode. @found is called
 * whenever a mode that belongs to them has been found; what it has been given stays valid when the search is
 * cancelled. */
GPtrArray *vt_nonlinear_modes (const VtNonlinearSearch *search, const VtNetwork *network, VtFactor *factor,
                               VtModesFunc found, gpointer data, GCancellable *cancellable, GError **error);

G_END_DECLS
