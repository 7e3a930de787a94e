/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A snapshot: everything a view needs of a run at one moment. Immutable, reference-counted; its parts are shared
 * between successive snapshots, so taking one costs nothing. */
#pragma once

#include "engine/recipe.h"
#include "network/network.h"
#include "sample/sample.h"
#include "structure/rdf.h"
#include "vibrations/mode.h"
#include "vibrations/spectral-density.h"

G_BEGIN_DECLS

typedef enum
{
  VT_STAGE_STARTING,
  VT_STAGE_MELT,
  VT_STAGE_QUENCH,
  VT_STAGE_ELASTICITY,
  VT_STAGE_MODES,      /* lowest modes and spectrum */
  VT_STAGE_DONE,
  VT_STAGE_FAILED,     /* error says why; what is finished is kept */
  VT_STAGE_CANCELLED,
} VtStage;
#define VT_N_WORK_STAGES 4 /* melt, quench, elasticity, modes */

/* Energy and largest force against force evaluations, thinned to a few thousand points. */
typedef struct
{
  gatomicrefcount references;
  guint n;
  VtPhase *phase;
  double *evaluations;
  double *energy;         /* per particle */
  double *largest_force;
  double melt_end;        /* evaluations at which the melt ended; NAN before */
  double goal;            /* largest force aimed for (tolerance x mean pair force); NAN before it is known */
} VtTrace;

typedef struct
{
  gatomicrefcount references;
  gboolean stable;           /* positive definite on all but the translations, and forces balanced */
  char *instability;         /* translated sentences, what is wrong when !stable; else NULL */
  double energy_per_particle;
  double largest_force, mean_pair_force;
  double pressure, p0, p_over_k, p_over_p0;
  double shear_modulus, shear_modulus_affine;  /* xy simple shear; NAN when !stable (all of these) */
  double bulk_modulus, bulk_modulus_affine;
  double poisson_ratio;
  double stickiness, coordination;
  double density, volume;
  double omega0;             /* c_s / a0, tau^-1 */
  double first_shear_wave;   /* 2 pi c_s / L, tau^-1 */
} VtElasticity;

/* The lowest modes found so far, ascending; grows as they converge. */
typedef struct
{
  gatomicrefcount references;
  guint n;                   /* modes */
  guint n_particles;
  guint n_wanted;
  double *frequencies;       /* n: omega, tau^-1; an unstable direction as -sqrt (|omega^2|) */
  double *participation;     /* n: N e */
  double *residuals;         /* n: |H psi - omega^2 psi| */
  const double **vectors;    /* n pointers to 3 n_particles numbers, normalised */
  GPtrArray *modes;          /* the VtMode (vibrations/mode.h) they belong to */
} VtModeSet;

/* All 3N-3 frequencies, when asked for or when N is small; ascending, translations left out. */
typedef struct
{
  gatomicrefcount references;
  guint n;
  double *frequencies;
} VtSpectrum;

typedef struct
{
  guint64 force_evaluations, md_steps, factorisations, solves;
} VtCounts;

typedef struct
{
  double melt, quench, elasticity, modes, spectrum, total; /* seconds; NAN where not run */
} VtTimings;

typedef struct
{
  gatomicrefcount references;
  guint64 version;           /* grows with every snapshot of a run */
  VtRecipe recipe;           /* density as asked */
  gboolean has_recipe_origin; /* FALSE for an opened file without a recipe: seed and melt then mean nothing */
  VtStage stage;
  VtStage failed_stage;      /* where it stopped, for FAILED and CANCELLED */
  double progress;           /* of this stage, 0 ... 1 */
  double remaining;          /* seconds to the end of the run, NAN where unknown */
  double elapsed;            /* seconds since the start */
  double temperature;        /* while melting */
  double squared_displacement;
  double crystal_order;      /* (111) structure factor at the end of the melt; NAN before */
  VtSample *sample;          /* positions now, unwrapped while melting; NULL only before the first frame */
  VtRdf *rdf;                /* of this sample or a moment before; NULL before */
  VtTrace *trace;            /* NULL for an opened file */
  VtNetwork *network;        /* at the minimum */
  VtElasticity *elasticity;
  VtModeSet *modes;
  VtSpectrum *spectrum;
  VtSpectralDensity *density; /* estimated D, for the window where there is no spectrum; refined while modes are found */
  char *digest;              /* at the minimum */
  char *note;                /* translated; e.g. why the force goal was not reached; else NULL */
  GError *error;             /* FAILED */
  VtCounts counts;
  VtTimings timings;
} VtSnapshot;

VtSnapshot *vt_snapshot_ref (const VtSnapshot *snapshot);
void vt_snapshot_unref (VtSnapshot *snapshot);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtSnapshot, vt_snapshot_unref)

/* TRUE from the minimum on: positions are those of the glass and will not change. */
gboolean vt_snapshot_is_glass (const VtSnapshot *snapshot);

/* D(omega) = (1/N) sum_l delta (omega - omega_l) (sticky1 Eq. A9) in logarithmic bins, from the whole spectrum where there
 * is one, else from the lowest modes up to the highest of them. */
typedef struct
{
  guint n;
  double *omega;       /* n: geometric bin centres, tau^-1 */
  double *density;     /* n: D, tau */
  double *error;       /* n: standard error from counts */
  guint *count;        /* n: modes in the bin */
  gboolean complete;   /* from all 3N-3 modes */
} VtVdos;
VtVdos *vt_vdos_new (const VtSpectrum *spectrum, const VtModeSet *modes, guint n_particles, guint bins_per_decade);
void vt_vdos_free (VtVdos *vdos);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtVdos, vt_vdos_free)

G_END_DECLS
