/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What memory a piece of work takes at its largest: said before it starts, and refused where it cannot fit. */
#pragma once

#include "engine/run.h"

G_BEGIN_DECLS

/* From here on it is worth telling. */
#define VT_SIZABLE_MEMORY (500 * (guint64) 1000000)

/* What is to be done, as far as its memory depends on it. */
typedef struct
{
  guint particles;
  double density;       /* lambda^-3 */
  double cutoff;        /* x_c */
  gboolean dynamics;    /* melt and quench first */
  gboolean factor;      /* H^-1 by a factor, not by conjugate gradients */
  guint n_modes;        /* lowest modes */
  gboolean estimate;    /* of the density of states */
  gboolean spectrum;    /* all frequencies */
} VtWorkload;

/* What takes the memory. */
typedef enum
{
  VT_FOOTPRINT_DYNAMICS,   /* positions, forces, neighbour lists */
  VT_FOOTPRINT_ELASTICITY, /* bonds, H and the solves with it */
  VT_FOOTPRINT_FACTOR,     /* the same by a factor, which is most of it */
  VT_FOOTPRINT_MODES,      /* bonds, H and a basis of the lowest modes */
  VT_FOOTPRINT_SPECTRUM,   /* the dense matrix */
} VtFootprint;

/* What a run of @request does. */
VtWorkload vt_workload_of (const VtRequest *request);

/* Bytes beyond what the program has already, at the largest; good to some tens of per cent for glasses. @largest, or
 * NULL: what takes them. */
guint64 vt_workload_memory (const VtWorkload *workload, VtFootprint *largest);

/* The part of melt and quench. */
guint64 vt_workload_dynamics_memory (const VtWorkload *workload);

/* FALSE with VT_VIBRATIONS_ERROR_MEMORY and a message that says what to do where that is more than
 * vt_memory_available (). */
gboolean vt_workload_check (const VtWorkload *workload, GError **error);

G_END_DECLS
