/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sweeps over all particles beside the forces: split among the team, with sums that are the same on any number of
 * threads. Private to dynamics. */
#pragma once

#include "parallel/team.h"

G_BEGIN_DECLS

#define VT_SWEEP_SUMS 2

/* What a sweep adds up: @sum is added, of @most the largest is kept. */
typedef struct
{
  double sum[VT_SWEEP_SUMS];
  double most;
} VtSweepSums;

/* Does the particles begin ... end-1 and puts what they add up to in @sums, which starts as zeros. */
typedef void (*VtSweepFunc) (gpointer data, guint begin, guint end, VtSweepSums *sums);

/* Runs @func over all @n particles in blocks of fixed size; sums of blocks are added in their order. */
VtSweepSums vt_sweep (VtTeam *team, guint n, VtSweepFunc func, gpointer data);

G_END_DECLS
