/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a glass is: a periodic box, positions, species. Immutable once handed on; shared by reference. */
#pragma once

#include "model/potential.h"

G_BEGIN_DECLS

#define VT_SAMPLE_ERROR (vt_sample_error_quark ())
GQuark vt_sample_error_quark (void);

typedef enum
{
  VT_SAMPLE_ERROR_TOO_FEW,    /* fewer particles than the cutoff allows */
  VT_SAMPLE_ERROR_BOX,        /* a box that is not orthorhombic, or too small for the cutoff */
  VT_SAMPLE_ERROR_FORMAT,     /* a file that cannot be understood */
  VT_SAMPLE_ERROR_SPECIES,    /* not two species */
  VT_SAMPLE_ERROR_SMALL,      /* two species, and nobody said which is the small one */
  VT_SAMPLE_ERROR_COINCIDENT, /* particles (nearly) on top of each other */
  VT_SAMPLE_ERROR_VALUE,      /* a number that is not finite or out of range */
} VtSampleError;

typedef struct
{
  gatomicrefcount references;
  guint n;            /* particles */
  double box[3];      /* edge lengths of the orthorhombic box, lambda */
  double *positions;  /* 3n: x0 y0 z0 x1 ... in lambda; may lie outside [0, box) */
  guint8 *species;    /* n: VtSpecies */
} VtSample;

/* A sample with room for @n particles: positions zero, species all small. Fill it before handing it on. */
VtSample *vt_sample_new (guint n, const double box[3]);
VtSample *vt_sample_copy (const VtSample *sample);
VtSample *vt_sample_ref (const VtSample *sample);
void vt_sample_unref (VtSample *sample);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtSample, vt_sample_unref)

double vt_sample_volume (const VtSample *sample);
double vt_sample_density (const VtSample *sample);

/* Folds every position into [0, box). */
void vt_sample_wrap (VtSample *sample);

/* d -= box * round (d / box), componentwise: the minimum image of a difference vector. */
void vt_minimum_image (const double box[3], double d[3]);

/* FALSE with VT_SAMPLE_ERROR_BOX when an edge is shorter than 2 * 1.4 * x_c (minimum image would fail). */
gboolean vt_sample_check_cutoff (const VtSample *sample, const VtPotential *potential, GError **error);

/* Digest of the final positions: SHA-256 (hex, 64 characters) of the number of particles, the species and the
 * positions folded into the box and rounded to 1e-6 lambda (PHYSICS section 3, Reproducibility). Free with g_free. */
char *vt_sample_digest (const VtSample *sample);

/* The start of every glass (PHYSICS section 3.1): the smallest FCC lattice with at least @n sites in a cube of
 * volume n/density, sites left empty and species (50:50, the odd one large) at random from @seed.
 * VT_SAMPLE_ERROR_TOO_FEW when @n is below vt_potential_minimum_particles. */
VtSample *vt_sample_new_fcc (guint n, double density, guint64 seed, const VtPotential *potential, GError **error);

/* Structure factor of the (111) family of the FCC lattice @n particles started from, averaged over its four
 * vectors: of order N in the crystal, of order 1 in a liquid. */
double vt_sample_crystal_order (const VtSample *sample);

G_END_DECLS
