/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a glass is made: melt and quench, on a working system, with a monitor that sees progress. */
#pragma once

#include <gio/gio.h>
#include "parallel/team.h"
#include "sample/sample.h"

G_BEGIN_DECLS

#define VT_DYNAMICS_ERROR (vt_dynamics_error_quark ())
GQuark vt_dynamics_error_quark (void);

typedef enum
{
  VT_DYNAMICS_ERROR_OVERLAP,   /* particles came closer than VT_X_MINIMUM, or numbers stopped being finite */
  VT_DYNAMICS_ERROR_NOT_MELTED, /* the crystal did not melt in the time given */
  VT_DYNAMICS_ERROR_NO_MINIMUM, /* the minimiser could not reach a minimum */
} VtDynamicsError;

typedef enum
{
  VT_PHASE_MELT,
  VT_PHASE_QUENCH,
} VtPhase;

/* What a monitor is shown, at most some tens of times a second and always at the end of a phase. */
typedef struct
{
  VtPhase phase;
  guint64 evaluations;       /* force evaluations since the start of the run (melt and quench) */
  double progress;           /* 0 ... 1 of this phase, honest estimate */
  double energy;             /* potential energy per particle, epsilon */
  double largest_force;      /* largest |f_i|, epsilon/lambda */
  double mean_pair_force;    /* mean |phi'| over bonds, epsilon/lambda; NAN while not computed */
  double temperature;        /* kinetic, k_B T / epsilon; NAN in the quench */
  double time;               /* tau, simulated (melt) */
  double thermal_time;       /* integral of sqrt (T) dt */
  double squared_displacement; /* mean, lambda^2, from the crystal */
  const double *positions;   /* 3n, unwrapped, valid during the call only */
} VtProgress;

typedef void (*VtMonitor) (const VtProgress *progress, gpointer data);

typedef struct
{
  guint64 force_evaluations;
  guint64 md_steps;
  guint64 list_builds;
} VtDynamicsCounts;

typedef enum
{
  VT_MELT_NVE,        /* from the crystal's own heat; the default of stiff and stiff6 */
  VT_MELT_BERENDSEN,  /* thermostatted at a parent temperature; the default of mie and sticky */
} VtMeltKind;

typedef struct
{
  VtMeltKind kind;
  double temperature;  /* Berendsen only */
  double time;         /* tau; NAN: as published (PHYSICS section 3) */
  guint64 seed;        /* of the velocities */
  double longest_step; /* tau, NVE only; 0: as long as the energy is held */
} VtMelt;

typedef struct
{
  double force_tolerance;  /* largest |f_i| over mean pair force to reach; 1e-10 */
  guint64 max_evaluations; /* 0: a generous limit */
} VtQuench;

typedef struct
{
  double energy;           /* per particle */
  double largest_force;
  double mean_pair_force;
  gboolean converged;      /* tolerance reached */
  char *reason;            /* translated, why not, when !converged; else NULL */
} VtQuenchResult;

/* The working state: owns positions, velocities, neighbour list. Not shared between threads. */
typedef struct _VtSystem VtSystem;

VtSystem *vt_system_new (const VtSample *sample, const VtPotential *potential, VtTeam *team, GError **error);
void vt_system_free (VtSystem *system);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtSystem, vt_system_free)

/* At most one monitor; called from the thread that runs the phase. */
void vt_system_set_monitor (VtSystem *system, VtMonitor monitor, gpointer data);
const VtDynamicsCounts *vt_system_counts (const VtSystem *system);

/* A new sample with the positions as they are now (unwrapped). */
VtSample *vt_system_sample (const VtSystem *system);

/* Puts the particles elsewhere (3n, unwrapped). */
void vt_system_set_positions (VtSystem *system, const double *positions);

/* Scales box and positions to a new density (used by the pressure trim). */
void vt_system_set_density (VtSystem *system, double density);

/* Both poll @cancellable at least every 50 ms of work; a cancelled phase returns FALSE with G_IO_ERROR_CANCELLED and
 * the system as it then was. */
gboolean vt_system_melt (VtSystem *system, const VtMelt *melt, GCancellable *cancellable, GError **error);
gboolean vt_system_quench (VtSystem *system, const VtQuench *quench, VtQuenchResult *result,
                           GCancellable *cancellable, GError **error);

/* Potential energy (total) and forces (3n, minus the gradient) at the present positions; @forces may be NULL. */
double vt_system_forces (VtSystem *system, double *forces);

G_END_DECLS
