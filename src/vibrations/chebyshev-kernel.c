/* One variant of the product for each vector width: compiled with VT_LANES and VT_CHEBYSHEV_SYMBOL set (meson.build). */
#include "vibrations/chebyshev.h"

#define PARTS (VT_CHEBYSHEV_VECTORS / VT_LANES)

typedef double Lanes __attribute__ ((vector_size (8 * VT_LANES)));

void VT_CHEBYSHEV_SYMBOL (const VtChebyshevMatrix *matrix, double factor, const double *x, double *y, guint begin,
                          guint end, VtChebyshevDots *dots);

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
  Lanes same[PARTS] = { 0 }, next[PARTS] = { 0 };

  for (guint i = begin; i < end; i++)
    {
      Lanes sum[3][PARTS] = { 0 };
      const Lanes *own = vectors + 3 * PARTS * (gsize) i;
      Lanes *out = (Lanes *) y + 3 * PARTS * (gsize) i;

      for (gsize k = matrix->start[i]; k < matrix->start[i + 1]; k++)
        add_block (matrix->blocks + 6 * k, vectors + 3 * PARTS * (gsize) matrix->column[k], sum);
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
