/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One variant of the product for each vector width: compiled with VT_LANES and VT_CHEBYSHEV_SYMBOL set (meson.build). */
#include "vibrations/chebyshev.h"

/* Blocks ahead at which the vectors' numbers are fetched, which do not lie in the order in which they are needed, and H
 * itself, which does; the processor's own foresight gives half the speed. */
#define AHEAD 8
#define FAR_AHEAD 64
#define CACHE_LINE 64

#define PARTS (VT_CHEBYSHEV_VECTORS / VT_LANES)

typedef double Lanes __attribute__ ((vector_size (8 * VT_LANES)));

void VT_CHEBYSHEV_SYMBOL (const VtChebyshevMatrix *matrix, double factor, const double *x, double *y, guint begin,
                          guint end, VtChebyshevDots *dots);

static inline __attribute__ ((always_inline)) void
fetch (const Lanes *u)
{
  for (guint byte = 0; byte < 3 * PARTS * sizeof (Lanes); byte += CACHE_LINE)
    __builtin_prefetch ((const char *) u + byte);
}

/* sum += H u for one block. Part by part, so that what is added to lies in registers. */
static inline __attribute__ ((always_inline)) void
add_block (const double *h, const Lanes *u, Lanes sum[3][PARTS])
{
  for (guint p = 0; p < PARTS; p++)
    {
      const Lanes u0 = u[p], u1 = u[PARTS + p], u2 = u[2 * PARTS + p];

      sum[0][p] += h[0] * u0;
      sum[1][p] += h[1] * u0;
      sum[2][p] += h[2] * u0;
      sum[0][p] += h[1] * u1;
      sum[1][p] += h[3] * u1;
      sum[2][p] += h[4] * u1;
      sum[0][p] += h[2] * u2;
      sum[1][p] += h[4] * u2;
      sum[2][p] += h[5] * u2;
    }
}

void
VT_CHEBYSHEV_SYMBOL (const VtChebyshevMatrix *matrix, double factor, const double *x, double *y, guint begin,
                     guint end, VtChebyshevDots *dots)
{
  const Lanes *vectors = (const Lanes *) x;
  const gsize last = matrix->start[matrix->n] - 1;
  Lanes same[PARTS] = { 0 }, next[PARTS] = { 0 };

  for (guint i = begin; i < end; i++)
    {
      Lanes sum[3][PARTS] = { 0 };
      const Lanes *own = vectors + 3 * PARTS * (gsize) i;
      Lanes *out = (Lanes *) y + 3 * PARTS * (gsize) i;

      for (gsize k = matrix->start[i]; k < matrix->start[i + 1]; k++)
        {
          fetch (vectors + 3 * PARTS * (gsize) matrix->column[MIN (k + AHEAD, last)]);
          __builtin_prefetch (matrix->blocks + 6 * MIN (k + FAR_AHEAD, last));
          add_block (matrix->blocks + 6 * k, vectors + 3 * PARTS * (gsize) matrix->column[k], sum);
        }
      for (guint a = 0; a < 3; a++)
        for (guint p = 0; p < PARTS; p++)
          {
            const Lanes u = own[a * PARTS + p], t = factor * sum[a][p] - out[a * PARTS + p];

            out[a * PARTS + p] = t;
            same[p] += u * u;
            next[p] += t * u;
          }
    }
  for (guint p = 0; p < PARTS; p++)
    for (guint lane = 0; lane < VT_LANES; lane++)
      {
        dots->same[p * VT_LANES + lane] = same[p][lane];
        dots->next[p * VT_LANES + lane] = next[p][lane];
      }
}
