/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vibrations/nonlinear.h"

#include <cblas.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>
#include "response/dipole.h"
#include "vibrations/walk.h"

/* Starts followed side by side: their solves share the reading of the factor. */
#define ABREAST 8
/* Dipoles whose responses are looked at together. */
#define BATCH 32
/* Two modes are the same above this overlap; one that is still moving is likely to become one it overlaps this much. */
#define SAME 0.95
#define SOON_SAME 0.98

double
vt_mode_equation_residual (VtModeKind kind, const VtNetwork *network, const double *product, const double *vector)
{
  gsize n = 3 * (gsize) network->n;
  g_autofree double *right = g_new (double, n);
  double kappa = cblas_ddot ((int) n, vector, 1, product, 1), scale = kappa, sum = 0.0;

  if (kind == VT_MODE_HARMONIC)
    memcpy (right, vector, n * sizeof (double));
  else
    scale /= kind == VT_MODE_CUBIC ? vt_contract_third (network, vector, right)
                                   : vt_contract_fourth (network, vector, right);
  for (gsize k = 0; k < n; k++)
    sum += (product[k] - scale * right[k]) * (product[k] - scale * right[k]);
  return sqrt (sum);
}

static VtMode *
mode_at_end (VtWalk *walk)
{
  double residual = vt_walk_residual (walk);
  VtMode *mode = vt_mode_new_take (walk->hessian, g_memdup2 (walk->here.u, walk->n * sizeof (double)));

  mode->residual = residual;
  return mode;
}

VtMode *
vt_nonlinear_follow (VtModeKind kind, const VtNetwork *network, VtFactor *factor, const double *start,
                     GCancellable *cancellable, GError **error)
{
  g_auto (VtWalk) walk = { 0 };
  g_autofree double *z = g_new (double, 3 * (gsize) network->n);

  g_return_val_if_fail (kind == VT_MODE_CUBIC || kind == VT_MODE_QUARTIC, NULL);
  vt_walk_init (&walk, kind, network, vt_factor_hessian (factor));
  vt_walk_begin (&walk, start);
  while (walk.state == VT_WALK_GOING && !g_cancellable_is_cancelled (cancellable))
    {
      vt_factor_apply (factor, walk.rhs, z, 1);
      vt_walk_take (&walk, z);
    }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (walk.state == VT_WALK_ARRIVED)
    return mode_at_end (&walk);
  g_set_error (error, VT_VIBRATIONS_ERROR, VT_VIBRATIONS_ERROR_NO_CONVERGENCE,
               _("From this start the search for a nonlinear mode leads nowhere. Start from another bond or mode."));
  return NULL;
}

/* A bond and the functional of its response. */
typedef struct
{
  gsize bond;
  double functional;
} Start;

static int
compare_starts (gconstpointer a, gconstpointer b)
{
  const Start *p = a, *q = b;

  return (p->functional > q->functional) - (p->functional < q->functional);
}

/* All that a search carries along. */
typedef struct
{
  const VtNonlinearSearch *search;
  const VtNetwork *network;
  VtFactor *factor;
  VtWalk walks[ABREAST];
  double *solves;   /* 3n ABREAST */
  GArray *starts;   /* Start: all dipoles drawn, the most promising first */
  guint n_begun;    /* of the modes given and then of these */
  GPtrArray *modes; /* every mode found, also those too stiff to be kept: so that none is found twice */
  VtModesFunc found;
  gpointer data;
  VtNonlinearCounts counts;
} Hunt;

static void
hunt_init (Hunt *hunt)
{
  hunt->modes = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_mode_unref);
  hunt->starts = g_array_new (FALSE, FALSE, sizeof (Start));
  hunt->solves = g_new (double, 3 * (gsize) hunt->network->n * ABREAST);
  for (guint k = 0; k < ABREAST; k++)
    vt_walk_init (&hunt->walks[k], hunt->search->kind, hunt->network, vt_factor_hessian (hunt->factor));
}

static void
hunt_clear (Hunt *hunt)
{
  for (guint k = 0; k < ABREAST; k++)
    vt_walk_clear (&hunt->walks[k]);
  g_free (hunt->solves);
  g_array_unref (hunt->starts);
  g_ptr_array_unref (hunt->modes);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Hunt, hunt_clear)

static void
give_way (const Hunt *hunt)
{
  if (hunt->search->between != NULL)
    hunt->search->between (hunt->search->between_data);
}

/* The dipoles drawn, in the order in which they are worth following. */
static void
rank_dipoles (Hunt *hunt, GCancellable *cancellable)
{
  const VtNetwork *network = hunt->network;
  gsize n = 3 * (gsize) network->n;
  guint n_drawn;
  g_autofree gsize *bonds = vt_dipole_choose (network, hunt->search->seed, hunt->search->n_dipoles, &n_drawn);
  g_autofree double *u = g_new (double, BATCH * n);

  for (guint first = 0; first < n_drawn && !g_cancellable_is_cancelled (cancellable); first += BATCH)
    {
      guint batch = MIN (BATCH, n_drawn - first);

      for (guint k = 0; k < batch; k++)
        vt_dipole_force (network, bonds[first + k], u + n * k);
      give_way (hunt);
      vt_factor_apply (hunt->factor, u, u, batch);
      for (guint k = 0; k < batch && !g_cancellable_is_cancelled (cancellable); k++)
        {
          Start start = { bonds[first + k], vt_walk_functional (hunt->search->kind, network, u + n * k) };

          g_array_append_val (hunt->starts, start);
        }
    }
  g_array_sort (hunt->starts, compare_starts);
}

/* How many dipoles to follow: those asked for, or as many as it takes. */
static guint
dipoles_to_follow (const Hunt *hunt)
{
  const VtNonlinearSearch *search = hunt->search;

  if (search->n_starts > 0)
    return MIN (search->n_starts, hunt->starts->len);
  if (hunt->modes->len < search->n_modes)
    return hunt->starts->len;
  return MIN (VT_STARTS_PER_MODE * search->n_modes, hunt->starts->len);
}

/* FALSE where there is no start left. */
static gboolean
begin_next (Hunt *hunt, VtWalk *walk)
{
  const GPtrArray *given = hunt->search->modes;
  guint n_given = given != NULL ? given->len : 0;

  if (hunt->n_begun >= n_given + dipoles_to_follow (hunt))
    return FALSE;
  if (hunt->n_begun < n_given)
    vt_walk_begin (walk, vt_mode_at (given, hunt->n_begun)->vector);
  else
    vt_walk_begin_at_dipole (walk, g_array_index (hunt->starts, Start, hunt->n_begun - n_given).bond);
  hunt->n_begun++;
  return TRUE;
}

static double
overlap (const VtWalk *walk, const double *vector)
{
  return fabs (cblas_ddot (walk->n, walk->here.u, 1, vector, 1));
}

static gboolean
is_known (const Hunt *hunt, const VtWalk *walk, double threshold)
{
  for (guint k = 0; k < hunt->modes->len; k++)
    if (overlap (walk, vt_mode_at (hunt->modes, k)->vector) > threshold)
      return TRUE;
  return FALSE;
}

/* Whether another walk, further on, is about to arrive where this one goes. */
static gboolean
follows_another (const Hunt *hunt, const VtWalk *walk)
{
  for (guint k = 0; k < ABREAST; k++)
    {
      const VtWalk *other = &hunt->walks[k];

      if (other != walk && other->state == VT_WALK_GOING && vt_walk_is_settling (other)
          && (!vt_walk_is_settling (walk) || other->last < walk->last)
          && overlap (walk, other->here.u) > SOON_SAME)
        return TRUE;
    }
  return FALSE;
}

static GPtrArray *
softest (const GPtrArray *modes, guint n)
{
  GPtrArray *kept = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_mode_unref);

  for (guint k = 0; k < MIN (modes->len, n); k++)
    g_ptr_array_add (kept, vt_mode_ref (vt_mode_at (modes, k)));
  return kept;
}

static void
add_mode (Hunt *hunt, VtWalk *walk)
{
  VtMode *mode = mode_at_end (walk);
  guint place;

  g_ptr_array_add (hunt->modes, mode);
  vt_modes_sort (hunt->modes);
  if (hunt->found != NULL && g_ptr_array_find (hunt->modes, mode, &place) && place < hunt->search->n_modes)
    {
      g_autoptr (GPtrArray) kept = softest (hunt->modes, hunt->search->n_modes);

      hunt->found (kept, hunt->data);
    }
}

/* After a step: what has arrived or is on the way to what is known is done with. */
static void
look_at (Hunt *hunt, VtWalk *walk)
{
  gboolean arrived = walk->state == VT_WALK_ARRIVED;

  if (walk->state == VT_WALK_LOST)
    hunt->counts.lost++;
  else if (walk->phase != VT_WALK_START
           && (is_known (hunt, walk, arrived ? SAME : SOON_SAME) || (!arrived && follows_another (hunt, walk))))
    {
      hunt->counts.repeated++;
      walk->state = VT_WALK_LOST;
    }
  else if (arrived)
    add_mode (hunt, walk);
}

/* One solve for every walk that is going, several through the factor at once. FALSE where none is. */
static gboolean
step_abreast (Hunt *hunt, GCancellable *cancellable)
{
  gsize n = 3 * (gsize) hunt->network->n;
  VtWalk *going[ABREAST];
  guint n_going = 0;

  for (guint k = 0; k < ABREAST; k++)
    if (hunt->walks[k].state == VT_WALK_GOING || begin_next (hunt, &hunt->walks[k]))
      going[n_going++] = &hunt->walks[k];
  for (guint k = 0; k < n_going; k++)
    memcpy (hunt->solves + n * k, going[k]->rhs, n * sizeof (double));
  vt_factor_apply (hunt->factor, hunt->solves, hunt->solves, n_going);
  for (guint k = 0; k < n_going && !g_cancellable_is_cancelled (cancellable); k++)
    {
      vt_walk_take (going[k], hunt->solves + n * k);
      look_at (hunt, going[k]);
      give_way (hunt);
    }
  return n_going > 0;
}

GPtrArray *
vt_nonlinear_modes (const VtNonlinearSearch *search, const VtNetwork *network, VtFactor *factor, VtModesFunc found,
                    gpointer data, GCancellable *cancellable, GError **error)
{
  g_auto (Hunt) hunt = { .search = search, .network = network, .factor = factor, .found = found, .data = data };
  guint64 before = vt_factor_counts (factor)->solves;

  g_return_val_if_fail (search->kind == VT_MODE_CUBIC || search->kind == VT_MODE_QUARTIC, NULL);
  hunt_init (&hunt);
  rank_dipoles (&hunt, cancellable);
  while (!g_cancellable_is_cancelled (cancellable) && step_abreast (&hunt, cancellable))
    continue;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  hunt.counts.starts = hunt.n_begun;
  hunt.counts.distinct = hunt.modes->len;
  hunt.counts.solves = vt_factor_counts (factor)->solves - before;
  if (search->counts != NULL)
    *search->counts = hunt.counts;
  return softest (hunt.modes, search->n_modes);
}
