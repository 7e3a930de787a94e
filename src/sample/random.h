/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random numbers: one stream per purpose, the same on every machine (GLib's Mersenne Twister seeded by array; only
 * its 32-bit integers are used, whose algorithm GLib keeps fixed). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  VT_STREAM_SPECIES = 1,
  VT_STREAM_VACANCIES = 2,
  VT_STREAM_VELOCITIES = 3,
  VT_STREAM_ARNOLDI = 4,
  VT_STREAM_DIPOLES = 5,
  VT_STREAM_TRACE = 6,
} VtStream;

#define VT_SEED_MAXIMUM ((G_GUINT64_CONSTANT (1) << 53) - 1)

GRand *vt_random_new (guint64 seed, VtStream stream);
double vt_random_uniform (GRand *random);                    /* [0, 1), 53 bits */
double vt_random_normal (GRand *random);                     /* mean 0, variance 1, without libm */
guint32 vt_random_below (GRand *random, guint32 bound);      /* 0 ... bound-1, unbiased */

G_END_DECLS
