/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vibrations/stability.h"

#include <cblas.h>
#include <glib/gi18n.h>
#include <math.h>
#include "sample/random.h"
#include "vibrations/lowest.h"

/* Products with H after which a factor is asked instead; a glass takes 400 to 1,500. */
#define PATIENCE 6000

/* Rayleigh quotient of a random vector after inverse iterations: an upper bound of the lowest eigenvalue beside the
 * translations. A zero mode is amplified 1e10 times over an ordinary one by each, so that a few always show it. */
static double
lowest_curvature (VtFactor *factor)
{
  const VtHessian *hessian = vt_factor_hessian (factor);
  int n = 3 * (int) hessian->n;
  g_autofree double *x = g_new (double, n), *hx = g_new (double, n);
  GRand *random = vt_random_new (1, VT_STREAM_ARNOLDI);

  for (int k = 0; k < n; k++)
    x[k] = vt_random_normal (random);
  g_rand_free (random);
  for (guint round = 0; round < 4; round++)
    {
      vt_factor_apply (factor, x, x, 1);
      cblas_dscal (n, 1.0 / cblas_dnrm2 (n, x, 1), x, 1);
    }
  vt_hessian_multiply (hessian, x, hx);
  return cblas_ddot (n, x, 1, hx, 1);
}

/* Counts by the lowest modes; in small systems, where these are dense, all of them. */
static gboolean
count_directions (const VtHessian *hessian, VtFactor *factor, VtStability *stability, GCancellable *cancellable,
                  GError **error)
{
  guint n_all = 3 * hessian->n - 3, n = vt_lowest_modes_are_dense (hessian->n, 1) ? n_all : MIN (VT_MOST_COUNTED, n_all);
  g_autoptr (GPtrArray) modes = vt_lowest_modes (hessian, factor, n, NULL, NULL, cancellable, error);
  double zero = VT_FACTOR_RELATIVE_SHIFT * hessian->mean_diagonal;

  if (modes == NULL)
    return FALSE;
  for (guint k = 0; k < n; k++)
    {
      double eigenvalue = vt_mode_at (modes, k)->eigenvalue;

      if (eigenvalue < -zero)
        stability->n_negative++;
      else if (eigenvalue <= zero)
        stability->n_zero++;
    }
  stability->more_negative = n < n_all && stability->n_negative == n;
  stability->more_zero = n < n_all && stability->n_negative + stability->n_zero == n;
  return TRUE;
}

/* Clusters in a thin gas relax until no pair presses on another: what is left of the forces is rounding then. */
static double
force_ratio (const VtNetwork *network)
{
  if (network->n_bonds == 0)
    return INFINITY;
  return network->largest_force < VT_VANISHING_FORCE ? 0 : network->largest_force / network->mean_pair_force;
}

gboolean
vt_stability_judge (const VtNetwork *network, const VtHessian *hessian, VtFactor **factor, VtStability *stability,
                    GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (VtFactor) made = vt_factor_new_stable (hessian, &local);
  gboolean positive = made != NULL && lowest_curvature (made) > VT_FACTOR_RELATIVE_SHIFT * hessian->mean_diagonal;

  *stability = (VtStability) { .n_rattlers = network->n_rattlers };
  stability->force_ratio = force_ratio (network);
  if (made == NULL && !g_error_matches (local, VT_RESPONSE_ERROR, VT_RESPONSE_ERROR_NOT_POSITIVE))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (!positive)
    {
      g_clear_pointer (&made, vt_factor_free);
      made = vt_factor_new_raised (hessian, cancellable, error);
      if (made == NULL || !count_directions (hessian, made, stability, cancellable, error))
        return FALSE;
    }
  stability->stable = stability->n_negative + stability->n_zero == 0 && stability->force_ratio <= VT_BALANCED_FORCE;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  *factor = g_steal_pointer (&made);
  return TRUE;
}

gboolean
vt_stability_judge_quickly (const VtNetwork *network, const VtHessian *hessian, VtTeam *team, VtStability *stability,
                            VtModuli *moduli, const VtIterativeMonitor *monitor, GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (VtIterative) iterative = NULL;
  g_autoptr (GError) local = NULL;

  *stability = (VtStability) { .n_rattlers = network->n_rattlers };
  stability->force_ratio = force_ratio (network);
  if (network->n_rattlers > 0 || network->n_bonds == 0)
    return FALSE;
  iterative = vt_iterative_new (hessian, team);
  vt_iterative_set_limit (iterative, PATIENCE);
  vt_iterative_set_monitor (iterative, monitor);
  if (!vt_moduli_compute_iteratively (network, iterative, FALSE, moduli, cancellable, &local))
    {
      if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  stability->stable = stability->force_ratio <= VT_BALANCED_FORCE;
  return TRUE;
}

static void
append_sentence (GString *text, char *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
  g_free (sentence);
}

static char *
negative_sentence (const VtStability *stability)
{
  if (stability->more_negative)
    return g_strdup_printf (_("Not a minimum: the energy falls along %u directions or more."), stability->n_negative);
  return g_strdup_printf (ngettext ("Not a minimum: the energy falls along %u direction.",
                                    "Not a minimum: the energy falls along %u directions.", stability->n_negative),
                          stability->n_negative);
}

static char *
rattler_sentence (const VtStability *stability)
{
  return g_strdup_printf (ngettext ("%u particle has no bonds and can move freely.",
                                    "%u particles have no bonds and can move freely.", stability->n_rattlers),
                          stability->n_rattlers);
}

static char *
zero_sentence (const VtStability *stability)
{
  if (stability->more_zero)
    return g_strdup_printf (_("%u motions or more beside the three translations cost no energy."),
                            stability->n_zero);
  return g_strdup_printf (ngettext ("%u motion beside the three translations costs no energy.",
                                    "%u motions beside the three translations cost no energy.", stability->n_zero),
                          stability->n_zero);
}

/* Large ratios in plain digits: "410", not "4.1e+02". */
static char *
unbalanced_sentence (double ratio)
{
  g_autofree char *number = g_strdup_printf (ratio >= 10 && ratio < 1e6 ? "%.0f" : "%.2g", ratio);

  return g_strdup_printf (_("Forces are not balanced: the largest net force is %s times the mean pair force."),
                          number);
}

char *
vt_stability_describe (const VtStability *stability)
{
  GString *text;

  if (stability->stable)
    return NULL;
  text = g_string_new (NULL);
  if (stability->n_negative > 0)
    append_sentence (text, negative_sentence (stability));
  if (stability->n_rattlers > 0)
    append_sentence (text, rattler_sentence (stability));
  else if (stability->n_zero > 0 && stability->n_negative == 0)
    append_sentence (text, zero_sentence (stability));
  if (isinf (stability->force_ratio))
    append_sentence (text, g_strdup (_("No two particles interact.")));
  else if (!(stability->force_ratio <= VT_BALANCED_FORCE))
    append_sentence (text, unbalanced_sentence (stability->force_ratio));
  return g_string_free (text, FALSE);
}
