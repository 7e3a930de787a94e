/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vibrations/walk.h"

#include <cblas.h>
#include <math.h>
#include <string.h>
#include "response/dipole.h"

#define MOST_MAP_STEPS 300
#define MOST_NEWTON_STEPS 60
#define MOST_INNER_STEPS 80
#define MOST_HALVINGS 10
/* Steps without a positive fourth-order coefficient, where kappa^2/chi says nothing, before a start is given up. */
#define MOST_BLIND_STEPS 30
/* The map is left for Newton where the next step would change the mode by less than this (in the metric of H). */
#define NEWTON_FROM 0.1
/* Newton's steps are at most so long: beyond, the path would leave for another soft spot. */
#define RADIUS 0.3
/* Rises of the functional's logarithm smaller than this are rounding. */
#define ROUNDING 1e-11

static void
point_init (VtWalkPoint *point, gsize n)
{
  point->u = g_new (double, n);
  point->hu = g_new (double, n);
  point->contraction = g_new (double, n);
}

static void
point_clear (VtWalkPoint *point)
{
  g_free (point->u);
  g_free (point->hu);
  g_free (point->contraction);
}

void
vt_walk_init (VtWalk *walk, VtModeKind kind, const VtNetwork *network, const VtHessian *hessian)
{
  gsize n = 3 * (gsize) network->n;
  double **vectors[] = { &walk->residual, &walk->step, &walk->r, &walk->p, &walk->product, &walk->scratch };

  *walk = (VtWalk) { .kind = kind, .network = network, .hessian = hessian, .n = (int) n, .state = VT_WALK_LOST };
  point_init (&walk->here, n);
  point_init (&walk->trial, n);
  for (guint k = 0; k < G_N_ELEMENTS (vectors); k++)
    *vectors[k] = g_new (double, n);
}

void
vt_walk_clear (VtWalk *walk)
{
  double *vectors[] = { walk->residual, walk->step, walk->r, walk->p, walk->product, walk->scratch };

  point_clear (&walk->here);
  point_clear (&walk->trial);
  for (guint k = 0; k < G_N_ELEMENTS (vectors); k++)
    g_free (vectors[k]);
}

static double
functional (VtModeKind kind, double kappa, double coefficient)
{
  if (kind == VT_MODE_CUBIC)
    return 1.5 * log (kappa) - log (fabs (coefficient));
  return coefficient > 0.0 ? 2.0 * log (kappa) - log (coefficient) : INFINITY;
}

double
vt_walk_functional (VtModeKind kind, const VtNetwork *network, const double *u)
{
  VtExpansion expansion = vt_network_expand (network, u);

  return functional (kind, expansion.second, kind == VT_MODE_CUBIC ? expansion.third : expansion.fourth);
}

/* Normalises point->u and works out the rest. */
static void
evaluate (const VtWalk *walk, VtWalkPoint *point)
{
  vt_project_translations (walk->network->n, point->u, 1);
  cblas_dscal (walk->n, 1.0 / cblas_dnrm2 (walk->n, point->u, 1), point->u, 1);
  vt_hessian_multiply (walk->hessian, point->u, point->hu);
  point->kappa = cblas_ddot (walk->n, point->u, 1, point->hu, 1);
  if (walk->kind == VT_MODE_CUBIC)
    point->coefficient = vt_contract_third (walk->network, point->u, point->contraction);
  else
    point->coefficient = vt_contract_fourth (walk->network, point->u, point->contraction);
  point->functional = functional (walk->kind, point->kappa, point->coefficient);
}

double
vt_walk_residual (VtWalk *walk)
{
  const VtWalkPoint *here = &walk->here;
  double scale = here->kappa / here->coefficient;

  for (int k = 0; k < walk->n; k++)
    walk->residual[k] = scale * here->contraction[k] - here->hu[k];
  return cblas_dnrm2 (walk->n, walk->residual, 1);
}

/* Brings @z to right angles with u in the metric of H. */
static void
take_along_out (const VtWalk *walk, double *z)
{
  const VtWalkPoint *here = &walk->here;

  cblas_daxpy (walk->n, -cblas_ddot (walk->n, here->hu, 1, z, 1) / here->kappa, here->u, 1, z, 1);
}

/* product = A p, A the second variation of the functional on the sphere: H - 2 (kappa/tau) U'''.u for cubic modes,
 * H - 3 (kappa/chi) U'''':uu for quartic ones. Positive definite at a minimum. */
static void
second_variation (VtWalk *walk)
{
  const VtWalkPoint *here = &walk->here;
  double scale = here->kappa / here->coefficient;

  vt_hessian_multiply (walk->hessian, walk->p, walk->product);
  if (walk->kind == VT_MODE_CUBIC)
    vt_contract_third_mixed (walk->network, here->u, walk->p, walk->scratch);
  else
    vt_contract_fourth_mixed (walk->network, here->u, walk->p, walk->scratch);
  cblas_daxpy (walk->n, walk->kind == VT_MODE_CUBIC ? -2.0 * scale : -3.0 * scale, walk->scratch, 1, walk->product, 1);
}

/* Goes along walk->step as far as the functional allows. FALSE where it allows nothing. */
static gboolean
advance (VtWalk *walk)
{
  double t = 1.0;

  for (guint k = 0; k <= MOST_HALVINGS; k++, t *= 0.5)
    {
      VtWalkPoint *here = &walk->here, *trial = &walk->trial;

      memcpy (trial->u, here->u, walk->n * sizeof (double));
      cblas_daxpy (walk->n, t, walk->step, 1, trial->u, 1);
      evaluate (walk, trial);
      if (trial->functional < here->functional + ROUNDING || (isinf (here->functional) && isinf (trial->functional)))
        {
          VtWalkPoint point = *here;

          *here = *trial;
          *trial = point;
          return TRUE;
        }
    }
  return FALSE;
}

static void
solve_for (VtWalk *walk, const double *rhs, VtWalkPhase phase)
{
  walk->rhs = rhs;
  walk->phase = phase;
  walk->state = VT_WALK_GOING;
}

static void
next_map_step (VtWalk *walk)
{
  vt_walk_residual (walk);
  solve_for (walk, walk->residual, VT_WALK_MAP);
}

static void
finish (VtWalk *walk)
{
  walk->state = vt_walk_residual (walk) < VT_NONLINEAR_RESIDUAL * walk->here.kappa ? VT_WALK_ARRIVED : VT_WALK_LOST;
}

/* Newton's step solves A step = residual by conjugate gradients preconditioned with H, as exactly as makes sense. */
static void
next_newton_step (VtWalk *walk)
{
  double residual = vt_walk_residual (walk) / walk->here.kappa;

  /* One step beyond what is asked for, where rounding leaves room for it. */
  if (walk->newton_steps++ == MOST_NEWTON_STEPS || residual < 0.01 * VT_NONLINEAR_RESIDUAL
      || (walk->last < VT_NONLINEAR_RESIDUAL && residual > 0.1 * walk->last))
    {
      finish (walk);
      return;
    }
  walk->last = residual;
  walk->tolerance = fmin (0.1, residual);
  walk->inner_steps = 0;
  memset (walk->step, 0, walk->n * sizeof (double));
  memcpy (walk->r, walk->residual, walk->n * sizeof (double));
  solve_for (walk, walk->r, VT_WALK_NEWTON_FIRST);
}

static void
end_newton_step (VtWalk *walk)
{
  if (advance (walk))
    next_newton_step (walk);
  else
    finish (walk);
}

/* How far to go along p from a step inside the trust region to its edge. */
static double
to_the_edge (const VtWalk *walk, double radius2)
{
  return (sqrt (walk->sp * walk->sp + walk->pp * (radius2 - walk->ss)) - walk->sp) / walk->pp;
}

/* Along p: Steihaug's conjugate gradients go no further than RADIUS, and to that edge where the second variation turns
 * out not to be positive. The lengths of step and p in the metric of the preconditioner are carried along. */
static void
go_along_p (VtWalk *walk)
{
  double curvature, alpha, ss, radius2 = RADIUS * RADIUS * walk->here.kappa;

  second_variation (walk);
  curvature = cblas_ddot (walk->n, walk->p, 1, walk->product, 1);
  alpha = walk->rz / curvature;
  ss = walk->ss + 2.0 * alpha * walk->sp + alpha * alpha * walk->pp;
  if (curvature <= 0.0 || ss > radius2)
    {
      cblas_daxpy (walk->n, to_the_edge (walk, radius2), walk->p, 1, walk->step, 1);
      end_newton_step (walk);
      return;
    }
  cblas_daxpy (walk->n, alpha, walk->p, 1, walk->step, 1);
  cblas_daxpy (walk->n, -alpha, walk->product, 1, walk->r, 1);
  walk->ss = ss;
  walk->sp += alpha * walk->pp;
  solve_for (walk, walk->r, VT_WALK_NEWTON_NEXT);
}

static void
take_first_direction (VtWalk *walk, const double *z)
{
  memcpy (walk->p, z, walk->n * sizeof (double));
  walk->rz = walk->rz_start = walk->pp = cblas_ddot (walk->n, walk->r, 1, z, 1);
  walk->ss = walk->sp = 0.0;
  go_along_p (walk);
}

static void
take_next_direction (VtWalk *walk, const double *z)
{
  double next = cblas_ddot (walk->n, walk->r, 1, z, 1), beta = next / walk->rz;

  if (next <= walk->tolerance * walk->tolerance * walk->rz_start || ++walk->inner_steps == MOST_INNER_STEPS)
    {
      end_newton_step (walk);
      return;
    }
  walk->sp *= beta;
  walk->pp = next + beta * beta * walk->pp;
  walk->rz = next;
  cblas_dscal (walk->n, beta, walk->p, 1);
  cblas_daxpy (walk->n, 1.0, z, 1, walk->p, 1);
  go_along_p (walk);
}

/* @z is the map's step and, where that is small, Newton's first direction as well. */
static void
take_map_step (VtWalk *walk, const double *z)
{
  gboolean blind = isinf (walk->here.functional);
  double change = sqrt (fabs (cblas_ddot (walk->n, walk->residual, 1, z, 1)) / walk->here.kappa);

  if (!isfinite (change) || (blind && ++walk->blind_steps > MOST_BLIND_STEPS))
    {
      walk->state = VT_WALK_LOST;
      return;
    }
  if (!blind && (change < NEWTON_FROM || walk->map_steps >= MOST_MAP_STEPS))
    {
      next_newton_step (walk);
      if (walk->state == VT_WALK_GOING)
        take_first_direction (walk, z);
      return;
    }
  walk->map_steps++;
  memcpy (walk->step, z, walk->n * sizeof (double));
  if (advance (walk))
    next_map_step (walk);
  else if (change < 1.0)
    next_newton_step (walk);
  else
    walk->state = VT_WALK_LOST;
}

static void
set_out (VtWalk *walk, const double *u)
{
  memcpy (walk->here.u, u, walk->n * sizeof (double));
  evaluate (walk, &walk->here);
  next_map_step (walk);
}

static void
reset (VtWalk *walk)
{
  walk->map_steps = walk->blind_steps = walk->newton_steps = 0;
  walk->last = INFINITY;
}

void
vt_walk_begin (VtWalk *walk, const double *u)
{
  reset (walk);
  set_out (walk, u);
}

void
vt_walk_begin_at_dipole (VtWalk *walk, gsize bond)
{
  reset (walk);
  vt_dipole_force (walk->network, bond, walk->r);
  solve_for (walk, walk->r, VT_WALK_START);
}

void
vt_walk_take (VtWalk *walk, double *z)
{
  if (walk->phase == VT_WALK_START)
    {
      set_out (walk, z);
      return;
    }
  take_along_out (walk, z);
  if (walk->phase == VT_WALK_MAP)
    take_map_step (walk, z);
  else if (walk->phase == VT_WALK_NEWTON_FIRST)
    take_first_direction (walk, z);
  else
    take_next_direction (walk, z);
}

gboolean
vt_walk_is_settling (const VtWalk *walk)
{
  return walk->newton_steps > 0;
}
