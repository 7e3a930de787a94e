/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One start on its way down to a nonlinear mode, from solve to solve: so that several can share the factor. */
#pragma once

#include "vibrations/nonlinear.h"

G_BEGIN_DECLS

typedef enum
{
  VT_WALK_GOING,   /* waits for the solve of walk->rhs */
  VT_WALK_ARRIVED, /* walk->here is a mode */
  VT_WALK_LOST,
} VtWalkState;

/* A direction, normalised, and what the functional needs of it. */
typedef struct
{
  double *u;
  double *hu;          /* H.u */
  double *contraction; /* U''':uu or U'''':.uuu */
  double kappa;        /* u.H.u */
  double coefficient;  /* tau or chi */
  double functional;   /* ln sqrt (kappa^3/tau^2) or ln (kappa^2/chi); infinite where chi is not positive */
} VtWalkPoint;

typedef enum
{
  VT_WALK_START,        /* the start itself is being solved for */
  VT_WALK_MAP,          /* steps of the map y = H^-1.contraction */
  VT_WALK_NEWTON_FIRST, /* Newton's step by conjugate gradients: its first direction, the others */
  VT_WALK_NEWTON_NEXT,
} VtWalkPhase;

typedef struct
{
  VtModeKind kind;
  const VtNetwork *network;
  const VtHessian *hessian;
  int n; /* 3 particles */
  VtWalkPhase phase;
  VtWalkState state;
  VtWalkPoint here, trial;
  const double *rhs;   /* 3n: what to solve H for next, while GOING */
  double *residual;    /* (kappa/coefficient) contraction - H.u */
  double *step;        /* at right angles to u in the metric of H */
  double *r, *p, *product, *scratch;
  guint map_steps, blind_steps, newton_steps, inner_steps;
  double last;         /* residual before the last Newton step, over kappa */
  double tolerance;    /* of the conjugate gradients */
  double rz, rz_start; /* r.z, now and at the first direction */
  double ss, sp, pp;   /* lengths of step and p in the metric of H */
} VtWalk;

void vt_walk_init (VtWalk *walk, VtModeKind kind, const VtNetwork *network, const VtHessian *hessian);
void vt_walk_clear (VtWalk *walk);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VtWalk, vt_walk_clear)

/* Sets out from @u, 3n, any length. */
void vt_walk_begin (VtWalk *walk, const double *u);

/* Sets out from the response to the force dipole at @bond, which is the first thing solved for. */
void vt_walk_begin_at_dipole (VtWalk *walk, gsize bond);

/* Goes on with @z = P H^-1 P rhs, which is overwritten, to the next solve or to the end. */
void vt_walk_take (VtWalk *walk, double *z);

/* Whether the mode is as good as found: only small steps are left. */
gboolean vt_walk_is_settling (const VtWalk *walk);

/* The functional of @u (3n, any length), ln sqrt (kappa^3/tau^2) or ln (kappa^2/chi): small where soft spots are. */
double vt_walk_functional (VtModeKind kind, const VtNetwork *network, const double *u);

/* |(kappa/coefficient) contraction - H.u| where the walk stands. */
double vt_walk_residual (VtWalk *walk);

G_END_DECLS
