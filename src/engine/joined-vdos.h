/* SPDX-License-Identifier: GPL-3.0-or-later */
/* D(omega) over the whole range: the lowest modes, which are exact, and above them the estimate, which is not. */
#pragma once

#include "engine/snapshot.h"

G_BEGIN_DECLS

/* A bell this many times narrower than the frequency it stands at still moves D ~ omega^2 by a ninth. */
#define VT_JOINED_SHARP 3.0
/* A bin at the top of the curve holds at least so many modes. */
#define VT_JOINED_MODES 4.0

/* The rule of the joint: below @crossover, the highest mode found, every mode is known and @exact counts them; from
 * there on the estimate stands, scaled so that all modes are there (sum of density x width, and @n_exact / N, is
 * 3 - 3/N). The scale also undoes what the bell carried over the joint, and differs from 1 by some modes in 3N.
 *
 * Where the estimate is not yet that sharp, its curve begins at VT_JOINED_SHARP resolutions instead, and the range
 * between is left empty. In the upper half, where modes may stand alone, bins are put
 * together until each holds some. */
typedef struct
{
  VtVdos *exact;        /* without bins where there are no modes */
  guint n_exact;        /* modes below the crossover */
  double crossover;     /* tau^-1; 0 without modes */
  double scale;
  double resolution;    /* tau^-1, where the curve begins */
  guint n;              /* bins of the curve; 0 without an estimate */
  double *edge;         /* n + 1 */
  double *omega;        /* n: geometric bin centres */
  double *density;      /* n: D, tau */
  double *error;        /* n: standard error */
} VtJoinedVdos;

/* Either may be NULL. @bins_per_decade is that of @exact; the curve has the estimate's bins. */
VtJoinedVdos *vt_joined_vdos_new (const VtSpectralDensity *density, const VtModeSet *modes, guint n_particles,
                                  guint bins_per_decade);
void vt_joined_vdos_free (VtJoinedVdos *joined);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtJoinedVdos, vt_joined_vdos_free)

G_END_DECLS
