/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine/footprint.h"

#include "engine/forecast.h"
#include "response/factor.h"
#include "response/iterative.h"
#include "response/memory.h"
#include "vibrations/chebyshev.h"
#include "vibrations/dense.h"
#include "vibrations/lowest.h"
#include "vibrations/stability.h"

#include <glib/gi18n.h>
#include <math.h>

/* Of the dynamics, for each particle: positions, velocities, forces, what the minimiser remembers, cells and their images;
 * then an entry of its list, of two or four bytes, for every place within the reach of the largest pair. Measured. */
#define DYNAMICS_PARTICLE 980.0
#define DYNAMICS_ENTRY 2.3
#define SKIN 0.4
/* Copies of a sample that views and mailbox hold on to. */
#define COPIES 4.0
#define SAMPLE_PARTICLE 25.0
/* Forces of the strains and of the random one, and the answers to them. */
#define STRAINS_PARTICLE (2 * 3 * 3 * 8)
/* Below so many, modes may be sought with a factor (vt_lowest_modes_want_filter). */
#define FACTOR_PARTICLES 2500
/* Stacks and buffers, whatever is done. */
#define FIXED (8 * (guint64) 1000000)

/* Mean of lambda_ij^3 over the pairs of a 50:50 mixture. */
#define MEAN_LAMBDA_CUBED ((1.0 + 2.0 * 1.18 * 1.18 * 1.18 + 1.4 * 1.4 * 1.4) / 4.0)

static double
places_within (const VtWorkload *workload, double reach_cubed)
{
  return fmin (4.0 / 3.0 * G_PI * workload->density * reach_cubed, fmax (workload->particles - 1.0, 0.0));
}

static double
coordination (const VtWorkload *workload)
{
  return places_within (workload, pow (workload->cutoff, 3) * MEAN_LAMBDA_CUBED);
}

static guint64
samples (const VtWorkload *workload)
{
  return (guint64) (COPIES * SAMPLE_PARTICLE * workload->particles);
}

guint64
vt_workload_dynamics_memory (const VtWorkload *workload)
{
  double reach = 1.4 * workload->cutoff + SKIN, entries = places_within (workload, pow (reach, 3));

  return (guint64) (workload->particles * (DYNAMICS_PARTICLE + DYNAMICS_ENTRY * entries));
}

/* Bonds and H. */
static guint64
network (const VtWorkload *workload)
{
  double n = workload->particles, bonds = 0.5 * n * coordination (workload);

  return (guint64) (bonds * sizeof (VtBond) + 3 * n * sizeof (double)
                    + (n + 2.0 * bonds) * (9 * sizeof (double) + sizeof (guint32)) + n * sizeof (gsize));
}

static guint64
blocks (const VtWorkload *workload)
{
  return (guint64) (workload->particles * (1.0 + coordination (workload)));
}

static gboolean
by_factor (const VtWorkload *workload)
{
  return workload->factor || workload->particles < VT_QUICK_PARTICLES;
}

static guint64
solves (const VtWorkload *workload)
{
  guint64 strains = STRAINS_PARTICLE * (guint64) workload->particles;

  return strains + (by_factor (workload) ? vt_factor_memory_estimate (workload->particles, coordination (workload))
                                         : vt_iterative_memory (workload->particles));
}

static guint64
modes (const VtWorkload *workload)
{
  guint64 search = 0, estimate = workload->estimate ? vt_chebyshev_memory (workload->particles, blocks (workload)) : 0;

  if (workload->n_modes > 0)
    search = vt_lowest_modes_memory (workload->particles, blocks (workload), workload->n_modes);
  if (workload->n_modes > 0 && workload->particles < FACTOR_PARTICLES)
    search += vt_factor_memory_estimate (workload->particles, coordination (workload));
  return MAX (search, estimate);
}

static void
consider (guint64 bytes, VtFootprint kind, guint64 *most, VtFootprint *largest)
{
  if (bytes <= *most)
    return;
  *most = bytes;
  *largest = kind;
}

VtWorkload
vt_workload_of (const VtRequest *request)
{
  const VtRecipe *recipe = &request->recipe;
  const VtSample *sample = request->sample;
  VtWorkload workload = { .dynamics = sample == NULL, .n_modes = request->n_modes };
  VtPotential potential;

  workload.particles = sample != NULL ? sample->n : recipe->particles;
  workload.density = sample != NULL ? vt_sample_density (sample) : recipe->density;
  workload.cutoff = vt_recipe_potential (recipe, &potential, NULL) ? potential.cutoff : 0.0;
  workload.spectrum = vt_request_wants_spectrum (request, workload.particles);
  workload.estimate = vt_request_wants_density (request, workload.particles);
  return workload;
}

guint64
vt_workload_memory (const VtWorkload *workload, VtFootprint *largest)
{
  guint64 elastic = network (workload), most = 0;
  VtFootprint kind = VT_FOOTPRINT_ELASTICITY;

  if (workload->dynamics)
    consider (vt_workload_dynamics_memory (workload), VT_FOOTPRINT_DYNAMICS, &most, &kind);
  consider (elastic + solves (workload), workload->factor ? VT_FOOTPRINT_FACTOR : VT_FOOTPRINT_ELASTICITY, &most, &kind);
  consider (elastic + modes (workload) + (workload->factor ? solves (workload) : 0), VT_FOOTPRINT_MODES, &most, &kind);
  if (workload->spectrum)
    consider (elastic + vt_dense_memory (workload->particles, 0), VT_FOOTPRINT_SPECTRUM, &most, &kind);
  if (largest != NULL)
    *largest = kind;
  return FIXED + most + samples (workload);
}

static char *
refusal (const VtWorkload *workload, VtFootprint largest, const char *much, const char *little)
{
  switch (largest)
    {
    case VT_FOOTPRINT_FACTOR:
      return g_strdup_printf (_("The factor of the Hessian of %u particles needs about %s of memory, and %s are free. "
                                "Choose fewer particles."),
                              workload->particles, much, little);
    case VT_FOOTPRINT_MODES:
      return g_strdup_printf (_("The lowest modes of %u particles need about %s of memory, and %s are free. Choose "
                                "fewer modes or particles."),
                              workload->particles, much, little);
    case VT_FOOTPRINT_SPECTRUM:
      return g_strdup_printf (_("The whole spectrum of %u particles needs %s of memory, and %s are free. Ask for fewer "
                                "particles or for the lowest modes only."),
                              workload->particles, much, little);
    default:
      return g_strdup_printf (_("A glass of %u particles needs about %s of memory, and %s are free. Choose fewer "
                                "particles, or close other programs."),
                              workload->particles, much, little);
    }
}

gboolean
vt_workload_check (const VtWorkload *workload, GError **error)
{
  VtFootprint largest;
  guint64 needed = vt_workload_memory (workload, &largest), available = vt_memory_available ();
  g_autofree char *much = NULL, *little = NULL, *words = NULL;

  if (needed <= available)
    return TRUE;
  much = g_format_size (needed);
  little = g_format_size (available);
  words = refusal (workload, largest, much, little);
  g_set_error_literal (error, VT_VIBRATIONS_ERROR, VT_VIBRATIONS_ERROR_MEMORY, words);
  return FALSE;
}
