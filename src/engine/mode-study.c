/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inspector's job of taking modes apart: one that the user looks at, and all others after it. */
#include "engine/inspector-private.h"
#include "network/energy-along.h"

#include <math.h>
#include <string.h>

#define CURVE_HALF 20        /* points on either side of 0 */
#define MOST_HALVINGS 8
#define LARGEST_MOVE 0.2     /* lambda: how far the particle that moves most goes at most */
#define BEYOND 1.25          /* how far beyond the place where a higher order weighs as much as the second */

/* --- the energy along a mode --- */

static double
largest_amplitude (const double *u, gsize n)
{
  double largest = 0;

  for (gsize i = 0; i < n; i++)
    largest = fmax (largest, u[3 * i] * u[3 * i] + u[3 * i + 1] * u[3 * i + 1] + u[3 * i + 2] * u[3 * i + 2]);
  return sqrt (largest);
}

/* So far that the third or the fourth order is as large as the second. */
static double
telling_range (const VtExpansion *e, double largest)
{
  double second = fabs (e->second), range = LARGEST_MOVE / largest;

  range = fmin (range, BEYOND * 3.0 * second / fabs (e->third));
  return fmin (range, BEYOND * sqrt (12.0 * second / fabs (e->fourth)));
}

static void
find_energy (VtModeStudy *study, const VtSnapshot *snapshot, const double *u)
{
  VtEnergyCurve *curve = &study->energy;
  double range = telling_range (&study->expansion, largest_amplitude (u, snapshot->sample->n));
  VtPotential potential;
  gboolean found = FALSE;

  curve->n = 2 * CURVE_HALF + 1;
  curve->s = g_new (double, curve->n);
  curve->energy = g_new (double, curve->n);
  for (guint attempt = 0; attempt <= MOST_HALVINGS && !found; attempt++, range *= 0.5)
    {
      for (guint k = 0; k < curve->n; k++)
        curve->s[k] = range * ((int) k - CURVE_HALF) / CURVE_HALF;
      found = vt_recipe_potential (&snapshot->recipe, &potential, NULL)
              && vt_energy_along (snapshot->sample, &potential, u, curve->s, curve->n, curve->energy, NULL);
    }
  for (guint k = 0; !found && k < curve->n; k++)
    curve->energy[k] = NAN;
}

/* --- all of it --- */

static void
find_shares (VtModeStudy *study, const VtElasticity *elasticity)
{
  const VtAnatomy *anatomy = study->anatomy;

  study->shear_share = study->bulk_share = NAN;
  if (elasticity == NULL)
    return;
  study->shear_share = anatomy->softening_shear / (elasticity->shear_modulus_affine - elasticity->shear_modulus);
  study->bulk_share = anatomy->softening_bulk / (elasticity->bulk_modulus_affine - elasticity->bulk_modulus);
}

VtModeStudy *
vt_mode_study_new (VtModeKind kind, const VtMode *mode, const VtSnapshot *snapshot, const VtHessian *hessian)
{
  VtModeStudy *study = g_new0 (VtModeStudy, 1);
  VtAnatomy *anatomy = vt_anatomy_new (kind, snapshot->sample, snapshot->network, hessian, mode->vector,
                                       snapshot->modes != NULL ? snapshot->modes->modes : NULL);
  gsize n = 3 * (gsize) mode->n_particles;

  g_atomic_ref_count_init (&study->references);
  study->mode = vt_mode_ref (mode);
  study->kind = kind;
  study->anatomy = anatomy;
  study->sign = memcmp (anatomy->vector, mode->vector, n * sizeof (double)) == 0 ? 1.0 : -1.0;
  study->expansion = (VtExpansion) { 0, anatomy->stiffness, anatomy->third, anatomy->fourth };
  find_energy (study, snapshot, anatomy->vector);
  find_shares (study, snapshot->elasticity);
  /* Of many modes the vectors twice would be a lot. */
  g_clear_pointer (&anatomy->vector, g_free);
  return study;
}

/* --- jobs --- */

typedef struct
{
  VtModeKind kind;
  VtMode *mode;
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  vt_mode_unref (wish->mode);
  g_free (wish);
}

/* An array that has been published stays as it is. */
static void
add_study (VtFindings *findings, gpointer data)
{
  GPtrArray *studies = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_mode_study_unref);

  for (guint k = 0; k < findings->studies->len; k++)
    g_ptr_array_add (studies, vt_mode_study_ref (findings->studies->pdata[k]));
  g_ptr_array_add (studies, vt_mode_study_ref (data));
  g_ptr_array_unref (findings->studies);
  findings->studies = studies;
}

static void
study (VtInspector *inspector, VtModeKind kind, const VtMode *mode)
{
  g_autoptr (VtFindings) findings = vt_inspector_findings (inspector);
  g_autoptr (VtSnapshot) snapshot = NULL;
  g_autoptr (VtModeStudy) made = NULL;

  if (vt_findings_study (findings, mode) != NULL)
    return;
  snapshot = vt_inspector_snapshot (inspector);
  made = vt_mode_study_new (kind, mode, snapshot, vt_inspector_hessian (inspector));
  vt_inspector_publish (inspector, add_study, made);
}

static void
add_chosen (VtFindings *findings, gpointer data)
{
  GPtrArray *chosen = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_mode_unref);

  for (guint k = 0; k < findings->chosen->len; k++)
    if (vt_mode_at (findings->chosen, k) != data)
      g_ptr_array_add (chosen, vt_mode_ref (vt_mode_at (findings->chosen, k)));
  g_ptr_array_add (chosen, vt_mode_ref (data));
  g_ptr_array_unref (findings->chosen);
  findings->chosen = chosen;
}

static void
study_one (VtInspector *inspector, gpointer data, GCancellable *cancellable)
{
  const Wish *wish = data;

  study (inspector, wish->kind, wish->mode);
}

void
vt_inspector_study (VtInspector *inspector, VtModeKind kind, const VtMode *mode)
{
  Wish *wish = g_new (Wish, 1);

  *wish = (Wish) { kind, vt_mode_ref (mode) };
  vt_inspector_publish (inspector, add_chosen, wish->mode);
  /* What was asked for before and not begun is not looked at any more. */
  vt_inspector_cancel (inspector, study_one);
  vt_inspector_push (inspector, VT_LANE_SWIFT, VT_URGENCY_NOW, study_one, wish, wish_free);
}

/* The first of @modes that is not known so far; a reference. */
static VtMode *
next_of (const GPtrArray *modes, const VtFindings *findings)
{
  for (guint k = 0; modes != NULL && k < modes->len; k++)
    if (vt_findings_study (findings, vt_mode_at (modes, k)) == NULL)
      return vt_mode_ref (vt_mode_at (modes, k));
  return NULL;
}

/* What to do next when nothing is asked for: take all modes apart, soft spots first. */
static VtMode *
next_to_study (const VtSnapshot *snapshot, const VtFindings *findings, VtModeKind *kind)
{
  static const VtModeKind order[] = { VT_MODE_CUBIC, VT_MODE_QUARTIC, VT_MODE_HARMONIC };

  for (guint k = 0; k < G_N_ELEMENTS (order); k++)
    {
      const GPtrArray *harmonic = snapshot->modes != NULL ? snapshot->modes->modes : NULL;
      VtMode *mode = next_of (order[k] == VT_MODE_HARMONIC ? harmonic : findings->modes[order[k]], findings);

      *kind = order[k];
      if (mode != NULL)
        return mode;
    }
  return NULL;
}

/* One at a time, so that what is more urgent need not wait for all. */
static void
study_next (VtInspector *inspector, gpointer data, GCancellable *cancellable)
{
  g_autoptr (VtSnapshot) snapshot = vt_inspector_snapshot (inspector);
  g_autoptr (VtFindings) findings = vt_inspector_findings (inspector);
  VtModeKind kind = VT_MODE_HARMONIC;
  g_autoptr (VtMode) mode = next_to_study (snapshot, findings, &kind);

  if (mode == NULL)
    return;
  study (inspector, kind, mode);
  vt_inspector_push (inspector, VT_LANE_SWIFT, VT_URGENCY_LATER, study_next, NULL, NULL);
}

void
vt_inspector_study_all (VtInspector *inspector)
{
  vt_inspector_cancel (inspector, study_next);
  vt_inspector_push (inspector, VT_LANE_SWIFT, VT_URGENCY_LATER, study_next, NULL, NULL);
}
