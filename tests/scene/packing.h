/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A dense disordered packing and a made-up soft mode for tests and example pictures of the scene: quick, the same
 * every time, and no physics. */
#pragma once

#include "sample/random.h"
#include "sample/sample.h"

#include <math.h>
#include <string.h>

typedef struct
{
  VtSample *sample;
  int m;              /* cells along each edge */
  int *head, *next;
} PackingCells;

static inline int
packing_cell (const PackingCells *cells, guint i, int neighbour)
{
  const VtSample *sample = cells->sample;
  int cell = 0, m = cells->m;

  for (int c = 0; c < 3; c++, neighbour /= 3)
    {
      int at = MIN (m - 1, (int) (sample->positions[3 * i + c] / sample->box[c] * m)) + neighbour % 3 - 1;

      cell = cell * m + (at + m) % m;
    }
  return cell;
}

static inline void
packing_push (const PackingCells *cells, guint i, double push[3])
{
  const VtSample *sample = cells->sample;

  for (int k = 0; k < 27; k++)
    for (int j = cells->head[packing_cell (cells, i, k)]; j >= 0; j = cells->next[j])
      {
        double d[3], r2 = 0, touch = vt_lambda (sample->species[i], sample->species[j]);

        for (int c = 0; c < 3; c++)
          d[c] = sample->positions[3 * i + c] - sample->positions[3 * j + c];
        vt_minimum_image (sample->box, d);
        for (int c = 0; c < 3; c++)
          r2 += d[c] * d[c];
        if (j != (int) i && r2 < touch * touch && r2 > 1e-12)
          for (int c = 0; c < 3; c++)
            push[c] += 0.25 * d[c] * (touch / sqrt (r2) - 1);
      }
}

/* Pushes overlapping pairs apart, @sweeps times. */
static inline void
packing_relax (VtSample *sample, guint sweeps)
{
  int m = MAX (3, (int) (sample->box[0] / 1.4));
  gsize n_cells = (gsize) m * m * m;
  g_autofree int *head = g_new (int, n_cells), *next = g_new (int, sample->n);
  g_autofree double *push = g_new (double, 3 * sample->n);
  PackingCells cells = { sample, m, head, next };

  for (guint sweep = 0; sweep < sweeps; sweep++)
    {
      vt_sample_wrap (sample);
      memset (head, -1, n_cells * sizeof *head);
      memset (push, 0, 3 * sample->n * sizeof *push);
      for (guint i = 0; i < sample->n; i++)
        {
          int cell = packing_cell (&cells, i, 13);

          next[i] = head[cell];
          head[cell] = (int) i;
        }
      for (guint i = 0; i < sample->n; i++)
        packing_push (&cells, i, push + 3 * i);
      for (guint i = 0; i < 3 * sample->n; i++)
        sample->positions[i] += push[i];
    }
}

static inline VtSample *
packing_new (guint n, double density, guint sweeps)
{
  double edge = cbrt (n / density), box[3] = { edge, edge, edge };
  VtSample *sample = vt_sample_new (n, box);
  GRand *random = vt_random_new (7, VT_STREAM_VELOCITIES);

  for (guint i = 0; i < 3 * n; i++)
    sample->positions[i] = edge * vt_random_uniform (random);
  for (guint i = 0; i < n; i++)
    sample->species[i] = i % 2 ? VT_SPECIES_LARGE : VT_SPECIES_SMALL;
  g_rand_free (random);
  packing_relax (sample, sweeps);
  return sample;
}

/* A core at @centre (fractions of the box) whose displacements fall as r^-2, in directions that turn slowly. */
static inline double *
packing_mode (const VtSample *sample, const double centre[3])
{
  double *u = g_new (double, 3 * sample->n);
  GRand *random = vt_random_new (3, VT_STREAM_VELOCITIES);

  for (guint i = 0; i < sample->n; i++)
    {
      double d[3], r2 = 0, size, turn;

      for (int c = 0; c < 3; c++)
        d[c] = sample->positions[3 * i + c] - centre[c] * sample->box[c];
      vt_minimum_image (sample->box, d);
      for (int c = 0; c < 3; c++)
        r2 += d[c] * d[c];
      turn = d[0] + 0.7 * d[1];
      size = (0.1 + 0.9 * vt_random_uniform (random)) / (1 + r2 / 2.2);
      u[3 * i] = size * (cos (turn) + 0.5 * vt_random_normal (random));
      u[3 * i + 1] = size * (0.6 + 0.5 * vt_random_normal (random));
      u[3 * i + 2] = size * (sin (turn) + 0.5 * vt_random_normal (random));
    }
  g_rand_free (random);
  return u;
}
