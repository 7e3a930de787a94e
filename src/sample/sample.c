/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Samples: see sample.h. */
#include "config.h"

#include "sample/sample.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

G_DEFINE_QUARK (vt-sample-error-quark, vt_sample_error)

VtSample *
vt_sample_new (guint n, const double box[3])
{
  VtSample *sample = g_new0 (VtSample, 1);
  g_atomic_ref_count_init (&sample->references);
  sample->n = n;
  memcpy (sample->box, box, sizeof sample->box);
  sample->positions = g_new0 (double, 3 * (gsize) n);
  sample->species = g_new0 (guint8, n);
  return sample;
}

VtSample *
vt_sample_copy (const VtSample *sample)
{
  VtSample *copy = vt_sample_new (sample->n, sample->box);
  memcpy (copy->positions, sample->positions, 3 * (gsize) sample->n * sizeof (double));
  memcpy (copy->species, sample->species, sample->n);
  return copy;
}

VtSample *
vt_sample_ref (const VtSample *sample)
{
  VtSample *shared = (VtSample *) sample;
  g_atomic_ref_count_inc (&shared->references);
  return shared;
}

void
vt_sample_unref (VtSample *sample)
{
  if (sample == NULL || !g_atomic_ref_count_dec (&sample->references))
    return;
  g_free (sample->positions);
  g_free (sample->species);
  g_free (sample);
}

double
vt_sample_volume (const VtSample *sample)
{
  return sample->box[0] * sample->box[1] * sample->box[2];
}

double
vt_sample_density (const VtSample *sample)
{
  return sample->n / vt_sample_volume (sample);
}

static double
fold (double x, double edge)
{
  double folded = x - edge * floor (x / edge);
  /* Rounding may give the edge itself, for x just below zero. */
  if (folded >= edge || folded < 0)
    folded = 0;
  return folded;
}

void
vt_sample_wrap (VtSample *sample)
{
  for (gsize k = 0; k < 3 * (gsize) sample->n; k++)
    sample->positions[k] = fold (sample->positions[k], sample->box[k % 3]);
}

void
vt_minimum_image (const double box[3], double d[3])
{
  for (guint c = 0; c < 3; c++)
    d[c] -= box[c] * rint (d[c] / box[c]);
}

gboolean
vt_sample_check_cutoff (const VtSample *sample, const VtPotential *potential, GError **error)
{
  const double needed = 2 * vt_lambda (VT_SPECIES_LARGE, VT_SPECIES_LARGE) * potential->cutoff;
  const double shortest = MIN (sample->box[0], MIN (sample->box[1], sample->box[2]));

  /* A part in 10^9 forgives the rounding of edges written to a file. */
  if (shortest >= needed * (1 - 1e-9))
    return TRUE;
  g_set_error (error, VT_SAMPLE_ERROR, VT_SAMPLE_ERROR_BOX,
               _("The box is %.4g λ across, but the cutoff of this potential needs at least %.4g λ: "
                 "use more particles, or a shorter cutoff."),
               shortest, needed);
  return FALSE;
}

static void
update_with_number (GChecksum *checksum, gint64 number)
{
  const gint64 little_endian = GINT64_TO_LE (number);
  g_checksum_update (checksum, (const guchar *) &little_endian, sizeof little_endian);
}

char *
vt_sample_digest (const VtSample *sample)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gint64 edge[3];

  update_with_number (checksum, sample->n);
  for (guint c = 0; c < 3; c++)
    {
      edge[c] = MAX (1, llrint (sample->box[c] * 1e6));
      update_with_number (checksum, edge[c]);
    }
  g_checksum_update (checksum, sample->species, sample->n);
  for (gsize k = 0; k < 3 * (gsize) sample->n; k++)
    {
      /* Folded again after rounding: the two ends of the box are one place. */
      double folded = fold (sample->positions[k], sample->box[k % 3]);
      update_with_number (checksum, llrint (folded * 1e6) % edge[k % 3]);
    }
  return g_strdup (g_checksum_get_string (checksum));
}
