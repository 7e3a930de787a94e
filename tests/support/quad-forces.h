/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The oracle of the force kernels: every pair, one after the other, in 128-bit arithmetic. */
#pragma once

#include "model/potential.h"
#include "model/power.h"
#include "sample/sample.h"

#include <math.h>

/* (d phi / dr) / r of a potential without an outer branch, from d^2; zero beyond the cutoff. */
static inline VtQuad
quad_pull (const VtPotential *potential, VtQuad square, VtQuad lambda)
{
  const VtQuad scale = 1 / (lambda * lambda), y = square * scale, w = 1 / y;
  const VtQuad a = potential->amplitude_a * vt_quad_power (w, (VtQuad) potential->exponent_a / 2);
  const VtQuad b = potential->amplitude_b * vt_quad_power (w, (VtQuad) potential->exponent_b / 2);
  const double *c = potential->c;

  if (y >= (VtQuad) potential->cutoff * potential->cutoff)
    return 0;
  return scale * (w * (potential->exponent_b * b - potential->exponent_a * a)
                  + 2 * (c[1] + y * (2 * (VtQuad) c[2] + y * 3 * (VtQuad) c[3])));
}

/* Forces (3n) on all particles. */
static inline void
quad_forces (const VtSample *sample, const VtPotential *potential, double *forces)
{
  const gsize size = 3 * (gsize) sample->n;
  VtQuad *sums = g_new (VtQuad, size);

  for (gsize k = 0; k < size; k++)
    sums[k] = 0;
  for (gsize i = 0; i < sample->n; i++)
    for (gsize j = i + 1; j < sample->n; j++)
      {
        VtQuad d[3], square = 0;
        const double lambda = vt_lambda (sample->species[i], sample->species[j]);
        for (guint c = 0; c < 3; c++)
          {
            d[c] = (VtQuad) sample->positions[3 * j + c] - sample->positions[3 * i + c];
            d[c] -= (VtQuad) sample->box[c] * round ((double) d[c] / sample->box[c]);
            square += d[c] * d[c];
          }
        if ((double) square > 1.01 * potential->cutoff * potential->cutoff * lambda * lambda)
          continue;
        const VtQuad pull = quad_pull (potential, square, lambda);
        for (guint c = 0; c < 3; c++)
          {
            sums[3 * i + c] += pull * d[c];
            sums[3 * j + c] -= pull * d[c];
          }
      }
  for (gsize k = 0; k < size; k++)
    forces[k] = (double) sums[k];
  g_free (sums);
}
