/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random numbers: see random.h. */
#include "sample/random.h"

GRand *
vt_random_new (guint64 seed, VtStream stream)
{
  const guint32 words[3] = { (guint32) (seed & 0xffffffffu), (guint32) (seed >> 32), (guint32) stream };
  return g_rand_new_with_seed_array (words, G_N_ELEMENTS (words));
}

double
vt_random_uniform (GRand *random)
{
  /* 27 + 26 bits, so that every double produced is an exact multiple of 2^-53. */
  guint32 high = g_rand_int (random) >> 5;
  guint32 low = g_rand_int (random) >> 6;
  return ((double) high * 67108864.0 + (double) low) * 0x1p-53;
}

double
vt_random_normal (GRand *random)
{
  /* Irwin-Hall: twelve uniforms, no logarithm whose last bit might differ between machines. Its tails are cut
   * at 6 standard deviations, which the first collisions of a melt mend. */
  double sum = 0;
  for (guint k = 0; k < 12; k++)
    sum += vt_random_uniform (random);
  return sum - 6.0;
}

guint32
vt_random_below (GRand *random, guint32 bound)
{
  g_return_val_if_fail (bound > 0, 0);
  /* Draws from the incomplete last stretch of 2^32 are thrown away, else small numbers would be favoured. */
  const guint32 limit = (guint32) ((G_GUINT64_CONSTANT (1) << 32) % bound);
  guint32 draw;
  do
    draw = g_rand_int (random);
  while (draw < limit);
  return draw % bound;
}
