/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/snapshot-private.h"

#include <math.h>
#include <string.h>

VtSnapshot *
vt_snapshot_new (void)
{
  VtSnapshot *snapshot = g_new0 (VtSnapshot, 1);

  g_atomic_ref_count_init (&snapshot->references);
  snapshot->remaining = snapshot->temperature = snapshot->squared_displacement = snapshot->crystal_order = NAN;
  snapshot->timings = (VtTimings) { NAN, NAN, NAN, NAN, NAN, NAN };
  return snapshot;
}

/* Another hold on a part, or NULL. */
#define SHARE(part) ((part) != NULL ? (g_atomic_ref_count_inc (&(part)->references), (part)) : NULL)

VtSnapshot *
vt_snapshot_copy (const VtSnapshot *snapshot)
{
  VtSnapshot *copy = g_memdup2 (snapshot, sizeof *snapshot);

  g_atomic_ref_count_init (&copy->references);
  copy->sample = SHARE (snapshot->sample);
  copy->rdf = SHARE (snapshot->rdf);
  copy->trace = SHARE (snapshot->trace);
  copy->network = SHARE (snapshot->network);
  copy->elasticity = SHARE (snapshot->elasticity);
  copy->modes = SHARE (snapshot->modes);
  copy->spectrum = SHARE (snapshot->spectrum);
  copy->density = SHARE (snapshot->density);
  copy->digest = g_strdup (snapshot->digest);
  copy->note = g_strdup (snapshot->note);
  copy->error = snapshot->error != NULL ? g_error_copy (snapshot->error) : NULL;
  return copy;
}

VtSnapshot *
vt_snapshot_ref (const VtSnapshot *snapshot)
{
  VtSnapshot *held = (VtSnapshot *) snapshot;

  g_atomic_ref_count_inc (&held->references);
  return held;
}

void
vt_snapshot_unref (VtSnapshot *snapshot)
{
  if (snapshot == NULL || !g_atomic_ref_count_dec (&snapshot->references))
    return;
  g_clear_pointer (&snapshot->sample, vt_sample_unref);
  g_clear_pointer (&snapshot->rdf, vt_rdf_unref);
  g_clear_pointer (&snapshot->trace, vt_trace_unref);
  g_clear_pointer (&snapshot->network, vt_network_unref);
  g_clear_pointer (&snapshot->elasticity, vt_elasticity_unref);
  g_clear_pointer (&snapshot->modes, vt_mode_set_unref);
  g_clear_pointer (&snapshot->spectrum, vt_spectrum_unref);
  g_clear_pointer (&snapshot->density, vt_spectral_density_unref);
  g_clear_error (&snapshot->error);
  g_free (snapshot->digest);
  g_free (snapshot->note);
  g_free (snapshot);
}

gboolean
vt_snapshot_is_glass (const VtSnapshot *snapshot)
{
  return snapshot->network != NULL;
}

/* The network is only made at the minimum, so a glass is where there is one. */
#define TAKE(name, Type, unref) \
  void vt_snapshot_take_##name (VtSnapshot *snapshot, Type *part) \
  { \
    g_clear_pointer (&snapshot->name, unref); \
    snapshot->name = part; \
  }

TAKE (sample, VtSample, vt_sample_unref)
TAKE (rdf, VtRdf, vt_rdf_unref)
TAKE (trace, VtTrace, vt_trace_unref)
TAKE (network, VtNetwork, vt_network_unref)
TAKE (elasticity, VtElasticity, vt_elasticity_unref)
TAKE (modes, VtModeSet, vt_mode_set_unref)
TAKE (spectrum, VtSpectrum, vt_spectrum_unref)
TAKE (density, VtSpectralDensity, vt_spectral_density_unref)

void
vt_snapshot_set_digest (VtSnapshot *snapshot, const char *digest)
{
  g_free (snapshot->digest);
  snapshot->digest = g_strdup (digest);
}

void
vt_snapshot_set_note (VtSnapshot *snapshot, const char *note)
{
  g_autofree char *before = snapshot->note;

  snapshot->note = before != NULL ? g_strconcat (before, "\n", note, NULL) : g_strdup (note);
}

VtTrace *
vt_trace_new (guint n)
{
  VtTrace *trace = g_new0 (VtTrace, 1);

  g_atomic_ref_count_init (&trace->references);
  trace->n = n;
  trace->phase = g_new0 (VtPhase, n);
  trace->evaluations = g_new0 (double, n);
  trace->energy = g_new0 (double, n);
  trace->largest_force = g_new0 (double, n);
  trace->melt_end = trace->goal = NAN;
  return trace;
}

void
vt_trace_unref (VtTrace *trace)
{
  if (!g_atomic_ref_count_dec (&trace->references))
    return;
  g_free (trace->phase);
  g_free (trace->evaluations);
  g_free (trace->energy);
  g_free (trace->largest_force);
  g_free (trace);
}

VtElasticity *
vt_elasticity_new (void)
{
  VtElasticity *elasticity = g_new0 (VtElasticity, 1);

  g_atomic_ref_count_init (&elasticity->references);
  elasticity->p_over_k = elasticity->p_over_p0 = elasticity->poisson_ratio = NAN;
  elasticity->shear_modulus = elasticity->shear_modulus_affine = NAN;
  elasticity->bulk_modulus = elasticity->bulk_modulus_affine = NAN;
  elasticity->omega0 = elasticity->first_shear_wave = NAN;
  return elasticity;
}

void
vt_elasticity_unref (VtElasticity *elasticity)
{
  if (!g_atomic_ref_count_dec (&elasticity->references))
    return;
  g_free (elasticity->instability);
  g_free (elasticity);
}

VtSpectrum *
vt_spectrum_new (guint n)
{
  VtSpectrum *spectrum = g_new0 (VtSpectrum, 1);

  g_atomic_ref_count_init (&spectrum->references);
  spectrum->n = n;
  spectrum->frequencies = g_new0 (double, n);
  return spectrum;
}

void
vt_spectrum_unref (VtSpectrum *spectrum)
{
  if (!g_atomic_ref_count_dec (&spectrum->references))
    return;
  g_free (spectrum->frequencies);
  g_free (spectrum);
}

VtModeSet *
vt_mode_set_new (GPtrArray *found, guint n_particles, guint n_wanted)
{
  VtModeSet *modes = g_new0 (VtModeSet, 1);
  guint n = found->len;

  g_atomic_ref_count_init (&modes->references);
  modes->n = n;
  modes->n_particles = n_particles;
  modes->n_wanted = n_wanted;
  modes->frequencies = g_new0 (double, n);
  modes->participation = g_new0 (double, n);
  modes->residuals = g_new0 (double, n);
  modes->vectors = g_new0 (const double *, n);
  modes->modes = g_ptr_array_new_full (n, (GDestroyNotify) vt_mode_unref);
  for (guint l = 0; l < n; l++)
    {
      VtMode *mode = vt_mode_ref (g_ptr_array_index (found, l));

      g_ptr_array_add (modes->modes, mode);
      modes->frequencies[l] = mode->frequency;
      modes->participation[l] = mode->participation;
      modes->residuals[l] = mode->residual;
      modes->vectors[l] = mode->vector;
    }
  return modes;
}

void
vt_mode_set_unref (VtModeSet *modes)
{
  if (!g_atomic_ref_count_dec (&modes->references))
    return;
  g_ptr_array_unref (modes->modes);
  g_free (modes->vectors);
  g_free (modes->frequencies);
  g_free (modes->participation);
  g_free (modes->residuals);
  g_free (modes);
}
