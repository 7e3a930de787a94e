/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The working state shared by melt and quench. */
#pragma once

#include "dynamics/forces.h"
#include "dynamics/protocol.h"
#include "dynamics/sweep.h"

G_BEGIN_DECLS

struct _VtSystem
{
  guint n;
  VtPotential potential;
  guint8 *species;
  VtTeam *team;
  VtForces *forces;
  double *velocities;      /* 3n */
  double *start;           /* 3n: positions in the crystal */
  double *frame;           /* 3n: what a monitor is shown */
  VtDynamicsCounts counts;
  VtMonitor monitor;
  gpointer monitor_data;
  gint64 next_report;      /* monotonic time */
};

/* Effective exponent of the steepest part of the potential, which sets the length 1/Q that a step must resolve. */
double vt_system_steepness (const VtSystem *system);

/* Evaluates the forces, polls @cancellable and checks that nothing overlaps and all is finite. */
gboolean vt_system_evaluate (VtSystem *system, VtForcesWanted wanted, VtForceSums *sums, GCancellable *cancellable,
                             GError **error);

/* TRUE when it is time to call the monitor. */
gboolean vt_system_report_due (const VtSystem *system);

/* Fills in what the system itself knows and calls the monitor. */
void vt_system_report (VtSystem *system, VtProgress *progress);

/* Mean squared displacement from @origin (3n), or from the crystal when NULL. */
double vt_system_squared_displacement (const VtSystem *system, const double *origin);
void vt_system_copy_positions (const VtSystem *system, double *positions);

G_END_DECLS
