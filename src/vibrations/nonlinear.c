/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vibrations/nonlinear.h"

#include <cblas.h>
#include <glib/gi18n.h>
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
/* Two modes are the same above this overlap; one that is still moving is likely to become one it overlaps this much. */
#define SAME 0.95
#define SOON_SAME 0.98
/* Rises of the functional's logarithm smaller than this are rounding. */
#define ROUNDING 1e-11

/* A direction, normalised, and what the functional needs of it. */
typedef struct
{
  double *u;
  double *hu;          /* H.u */
  double *contraction; /* U''':uu or U'''':.uuu */
  double kappa;        /* u.H.u */
  double coefficient;  /* tau or chi */
  double functional;   /* ln sqrt (kappa^3/tau^2) or ln (kappa^2/chi); infinite where chi is not positive */
} Point;

typedef struct
{
  VtModeKind kind;
  const VtNetwork *network;
  const VtHessian *hessian;
  VtFactor *factor;
  void (*between) (gpointer data); /* the search's, or NULL */
  gpointer between_data;
  int n; /* 3 particles */
  Point here, trial;
  double *residual; /* (kappa/coefficient) contraction - H.u */
  double *step;     /* at right angles to u in the metric of H */
  double *r, *z, *p, *ap, *scratch;
} Path;

static void
point_init (Point *point, gsize n)
{
  point->u = g_new (double, n);
  point->hu = g_new (double, n);
  point->contraction = g_new (double, n);
}

static void
point_clear (Point *point)
{
  g_free (point->u);
  g_free (point->hu);
  g_free (point->contraction);
}

static void
path_init (Path *path, VtModeKind kind, const VtNetwork *network, VtFactor *factor)
{
  gsize n = 3 * (gsize) network->n;
  double **vectors[] = { &path->residual, &path->step, &path->r, &path->z, &path->p, &path->ap, &path->scratch };

  path->kind = kind;
  path->network = network;
  path->hessian = vt_factor_hessian (factor);
  path->factor = factor;
  path->n = (int) n;
  point_init (&path->here, n);
  point_init (&path->trial, n);
  for (guint k = 0; k < G_N_ELEMENTS (vectors); k++)
    *vectors[k] = g_new (double, n);
}

static void
path_clear (Path *path)
{
  double *vectors[] = { path->residual, path->step, path->r, path->z, path->p, path->ap, path->scratch };

  point_clear (&path->here);
  point_clear (&path->trial);
  for (guint k = 0; k < G_N_ELEMENTS (vectors); k++)
    g_free (vectors[k]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Path, path_clear)

/* Normalises point->u and works out the rest. */
static void
evaluate (const Path *path, Point *point)
{
  vt_project_translations (path->network->n, point->u, 1);
  cblas_dscal (path->n, 1.0 / cblas_dnrm2 (path->n, point->u, 1), point->u, 1);
  vt_hessian_multiply (path->hessian, point->u, point->hu);
  point->kappa = cblas_ddot (path->n, point->u, 1, point->hu, 1);
  if (path->kind == VT_MODE_CUBIC)
    {
      point->coefficient = vt_contract_third (path->network, point->u, point->contraction);
      point->functional = 1.5 * log (point->kappa) - log (fabs (point->coefficient));
    }
  else
    {
      point->coefficient = vt_contract_fourth (path->network, point->u, point->contraction);
      point->functional = point->coefficient > 0.0 ? 2.0 * log (point->kappa) - log (point->coefficient) : INFINITY;
    }
}

/* Into path->residual; its norm. */
static double
find_residual (Path *path)
{
  const Point *here = &path->here;
  double scale = here->kappa / here->coefficient;

  for (int k = 0; k < path->n; k++)
    path->residual[k] = scale * here->contraction[k] - here->hu[k];
  return cblas_dnrm2 (path->n, path->residual, 1);
}

/* z = P H^-1 r, at right angles to u in the metric of H. */
static void
precondition (Path *path, const double *r, double *z)
{
  const Point *here = &path->here;

  if (path->between != NULL)
    path->between (path->between_data);
  vt_factor_apply (path->factor, r, z, 1);
  cblas_daxpy (path->n, -cblas_ddot (path->n, here->hu, 1, z, 1) / here->kappa, here->u, 1, z, 1);
}

/* ap = A p, A the second variation of the functional on the sphere: H - 2 (kappa/tau) U'''.u for cubic modes,
 * H - 3 (kappa/chi) U'''':uu for quartic ones. Positive definite at a minimum. */
static void
second_variation (Path *path, const double *p, double *ap)
{
  const Point *here = &path->here;
  double scale = here->kappa / here->coefficient;

  vt_hessian_multiply (path->hessian, p, ap);
  if (path->kind == VT_MODE_CUBIC)
    vt_contract_third_mixed (path->network, here->u, p, path->scratch);
  else
    vt_contract_fourth_mixed (path->network, here->u, p, path->scratch);
  cblas_daxpy (path->n, path->kind == VT_MODE_CUBIC ? -2.0 * scale : -3.0 * scale, path->scratch, 1, ap, 1);
}

/* How far to go along p from a step inside the trust region to its edge. */
static double
to_the_edge (double ss, double sp, double pp, double radius2)
{
  return (sqrt (sp * sp + pp * (radius2 - ss)) - sp) / pp;
}

/* Newton's step by conjugate gradients preconditioned with H (Steihaug's: no further than RADIUS, and to that edge
 * where the second variation turns out not to be positive), as exact as @tolerance says. The lengths of step and p in
 * the metric of the preconditioner, ss, sp and pp, are carried along. */
static void
newton_step (Path *path, double tolerance, GCancellable *cancellable)
{
  int n = path->n;
  double rz, rz_start, ss = 0.0, sp = 0.0, pp, radius2 = RADIUS * RADIUS * path->here.kappa;

  memset (path->step, 0, n * sizeof (double));
  memcpy (path->r, path->residual, n * sizeof (double));
  precondition (path, path->r, path->z);
  memcpy (path->p, path->z, n * sizeof (double));
  rz = rz_start = pp = cblas_ddot (n, path->r, 1, path->z, 1);
  for (guint k = 0; k < MOST_INNER_STEPS && !g_cancellable_is_cancelled (cancellable); k++)
    {
      double curvature, alpha, next, beta;

      second_variation (path, path->p, path->ap);
      curvature = cblas_ddot (n, path->p, 1, path->ap, 1);
      alpha = rz / curvature;
      if (curvature <= 0.0 || ss + 2.0 * alpha * sp + alpha * alpha * pp > radius2)
        {
          cblas_daxpy (n, to_the_edge (ss, sp, pp, radius2), path->p, 1, path->step, 1);
          return;
        }
      cblas_daxpy (n, alpha, path->p, 1, path->step, 1);
      cblas_daxpy (n, -alpha, path->ap, 1, path->r, 1);
      precondition (path, path->r, path->z);
      next = cblas_ddot (n, path->r, 1, path->z, 1);
      if (next <= tolerance * tolerance * rz_start)
        return;
      beta = next / rz;
      ss += 2.0 * alpha * sp + alpha * alpha * pp;
      sp = beta * (sp + alpha * pp);
      pp = next + beta * beta * pp;
      cblas_dscal (n, beta, path->p, 1);
      cblas_daxpy (n, 1.0, path->z, 1, path->p, 1);
      rz = next;
    }
}

static void
swap_points (Path *path)
{
  Point point = path->here;

  path->here = path->trial;
  path->trial = point;
}

/* Goes along path->step as far as the functional allows. FALSE where it allows nothing. */
static gboolean
advance (Path *path)
{
  double t = 1.0;

  for (guint k = 0; k <= MOST_HALVINGS; k++, t *= 0.5)
    {
      memcpy (path->trial.u, path->here.u, path->n * sizeof (double));
      cblas_daxpy (path->n, t, path->step, 1, path->trial.u, 1);
      evaluate (path, &path->trial);
      if (path->trial.functional < path->here.functional + ROUNDING
          || (isinf (path->here.functional) && isinf (path->trial.functional)))
        {
          swap_points (path);
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
overlaps (const Path *path, const GPtrArray *modes, double threshold)
{
  for (guint k = 0; modes != NULL && k < modes->len; k++)
    if (fabs (cblas_ddot (path->n, path->here.u, 1, vt_mode_at (modes, k)->vector, 1)) > threshold)
      return TRUE;
  return FALSE;
}

typedef enum
{
  CONVERGED,
  LOST,
  KNOWN, /* on the way to a mode already found */
} Outcome;

/* Steps of the map until Newton can take over. */
static Outcome
follow_map (Path *path, const GPtrArray *known, GCancellable *cancellable)
{
  guint blind = 0;

  for (guint k = 0; k < MOST_MAP_STEPS && !g_cancellable_is_cancelled (cancellable); k++)
    {
      double change;

      find_residual (path);
      precondition (path, path->residual, path->step);
      change = sqrt (fabs (cblas_ddot (path->n, path->residual, 1, path->step, 1)) / path->here.kappa);
      if (!isfinite (change) || (isinf (path->here.functional) && ++blind > MOST_BLIND_STEPS))
        return LOST;
      if (change < NEWTON_FROM && isfinite (path->here.functional))
        return CONVERGED;
      if (!advance (path))
        return change < 1.0 ? CONVERGED : LOST;
      if (overlaps (path, known, SOON_SAME))
        return KNOWN;
    }
  return CONVERGED;
}

static Outcome
finish_by_newton (Path *path, const GPtrArray *known, GCancellable *cancellable)
{
  double last = INFINITY;

  for (guint k = 0; k < MOST_NEWTON_STEPS && !g_cancellable_is_cancelled (cancellable); k++)
    {
      double residual = find_residual (path) / path->here.kappa;

      /* One step beyond what is asked for, where rounding leaves room for it. */
      if (residual < 0.01 * VT_NONLINEAR_RESIDUAL || (last < VT_NONLINEAR_RESIDUAL && residual > 0.1 * last))
        break;
      last = residual;
      newton_step (path, fmin (0.1, residual), cancellable);
      if (!advance (path))
        break;
      if (overlaps (path, known, SOON_SAME))
        return KNOWN;
    }
  return find_residual (path) < VT_NONLINEAR_RESIDUAL * path->here.kappa ? CONVERGED : LOST;
}

static Outcome
follow (Path *path, const double *start, const GPtrArray *known, GCancellable *cancellable)
{
  Outcome outcome;

  memcpy (path->here.u, start, path->n * sizeof (double));
  evaluate (path, &path->here);
  outcome = follow_map (path, known, cancellable);
  if (outcome == CONVERGED)
    outcome = finish_by_newton (path, known, cancellable);
  return outcome == CONVERGED && overlaps (path, known, SAME) ? KNOWN : outcome;
}

static VtMode *
mode_at_end (Path *path)
{
  double residual = find_residual (path);
  VtMode *mode = vt_mode_new_take (path->hessian, g_memdup2 (path->here.u, path->n * sizeof (double)));

  mode->residual = residual;
  return mode;
}

double
vt_mode_equation_residual (VtModeKind kind, const VtNetwork *network, const VtHessian *hessian, const double *vector)
{
  gsize n = 3 * (gsize) network->n;
  g_autofree double *product = g_new (double, n), *right = g_new (double, n);
  double kappa, scale, sum = 0.0;

  vt_hessian_multiply (hessian, vector, product);
  kappa = cblas_ddot ((int) n, vector, 1, product, 1);
  if (kind == VT_MODE_HARMONIC)
    {
      memcpy (right, vector, n * sizeof (double));
      scale = kappa;
    }
  else
    scale = kappa / (kind == VT_MODE_CUBIC ? vt_contract_third (network, vector, right)
                                           : vt_contract_fourth (network, vector, right));
  for (gsize k = 0; k < n; k++)
    sum += (product[k] - scale * right[k]) * (product[k] - scale * right[k]);
  return sqrt (sum);
}

VtMode *
vt_nonlinear_follow (VtModeKind kind, const VtNetwork *network, VtFactor *factor, const double *start,
                     GCancellable *cancellable, GError **error)
{
  g_auto (Path) path = { 0 };
  Outcome outcome;

  g_return_val_if_fail (kind == VT_MODE_CUBIC || kind == VT_MODE_QUARTIC, NULL);
  path_init (&path, kind, network, factor);
  outcome = follow (&path, start, NULL, cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (outcome == CONVERGED)
    return mode_at_end (&path);
  g_set_error (error, VT_VIBRATIONS_ERROR, VT_VIBRATIONS_ERROR_NO_CONVERGENCE,
               _("From this start the search for a nonlinear mode leads nowhere. Start from another bond or mode."));
  return NULL;
}

/* Bonds with the frequencies of their responses. */
typedef struct
{
  gsize bond;
  double frequency;
} Start;

static int
compare_starts (gconstpointer a, gconstpointer b)
{
  const Start *p = a, *q = b;

  return (p->frequency > q->frequency) - (p->frequency < q->frequency);
}

/* The softest dipoles of those drawn, ascending. */
static GArray *
choose_starts (const VtNonlinearSearch *search, const VtNetwork *network, VtFactor *factor, GCancellable *cancellable)
{
  enum { BATCH = 32 };
  guint n_drawn, n_starts = search->n_starts > 0 ? search->n_starts : VT_STARTS_PER_MODE * search->n_modes;
  g_autofree gsize *bonds = vt_dipole_choose (network, search->seed, search->n_dipoles, &n_drawn);
  gsize n = 3 * (gsize) network->n;
  g_autofree double *u = g_new (double, BATCH * n);
  GArray *starts = g_array_new (FALSE, FALSE, sizeof (Start));

  for (guint first = 0; first < n_drawn && !g_cancellable_is_cancelled (cancellable); first += BATCH)
    {
      guint batch = MIN (BATCH, n_drawn - first);

      vt_dipole_responses (network, factor, &bonds[first], batch, u);
      for (guint k = 0; k < batch; k++)
        {
          Start start = { bonds[first + k], vt_dipole_frequency (network, bonds[first + k], u + n * k) };

          g_array_append_val (starts, start);
        }
    }
  g_array_sort (starts, compare_starts);
  if (starts->len > n_starts)
    g_array_set_size (starts, n_starts);
  return starts;
}

/* All that a search carries along. */
typedef struct
{
  const VtNonlinearSearch *search;
  Path path;
  GPtrArray *modes; /* every mode found, also those too stiff to be kept: so that none is found twice */
  VtModesFunc found;
  gpointer data;
} Hunt;

static GPtrArray *
softest (const GPtrArray *modes, guint n)
{
  GPtrArray *kept = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_mode_unref);

  for (guint k = 0; k < MIN (modes->len, n); k++)
    g_ptr_array_add (kept, vt_mode_ref (vt_mode_at (modes, k)));
  return kept;
}

static void
try_start (Hunt *hunt, const double *start, GCancellable *cancellable)
{
  VtMode *mode;
  guint place;

  if (follow (&hunt->path, start, hunt->modes, cancellable) != CONVERGED)
    return;
  mode = mode_at_end (&hunt->path);
  g_ptr_array_add (hunt->modes, mode);
  vt_modes_sort (hunt->modes);
  if (hunt->found != NULL && g_ptr_array_find (hunt->modes, mode, &place) && place < hunt->search->n_modes)
    {
      g_autoptr (GPtrArray) kept = softest (hunt->modes, hunt->search->n_modes);

      hunt->found (kept, hunt->data);
    }
}

static void
try_dipoles (Hunt *hunt, GCancellable *cancellable)
{
  Path *path = &hunt->path;
  g_autoptr (GArray) starts = choose_starts (hunt->search, path->network, path->factor, cancellable);
  g_autofree double *u = g_new (double, path->n);

  for (guint k = 0; k < starts->len && !g_cancellable_is_cancelled (cancellable); k++)
    {
      vt_dipole_responses (path->network, path->factor, &g_array_index (starts, Start, k).bond, 1, u);
      try_start (hunt, u, cancellable);
    }
}

GPtrArray *
vt_nonlinear_modes (const VtNonlinearSearch *search, const VtNetwork *network, VtFactor *factor, VtModesFunc found,
                    gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) modes = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_mode_unref);
  Hunt hunt = { .search = search, .modes = modes, .found = found, .data = data };

  g_return_val_if_fail (search->kind == VT_MODE_CUBIC || search->kind == VT_MODE_QUARTIC, NULL);
  path_init (&hunt.path, search->kind, network, factor);
  hunt.path.between = search->between;
  hunt.path.between_data = search->between_data;
  for (guint k = 0; search->modes != NULL && k < search->modes->len; k++)
    if (!g_cancellable_is_cancelled (cancellable))
      try_start (&hunt, vt_mode_at (search->modes, k)->vector, cancellable);
  try_dipoles (&hunt, cancellable);
  path_clear (&hunt.path);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return softest (modes, search->n_modes);
}
