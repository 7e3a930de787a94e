/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Neighbour lists: see neighbours.h. */
#include "dynamics/neighbours.h"

#include <math.h>
#include <string.h>

#define BLOCK 64          /* particles handed to a thread at a time */
#define STENCIL 2         /* cells to either side: an edge is at least half the reach */
#define MARGIN 1e-4       /* lambda: single precision may misjudge a distance by a tenth of it */
#define SPARE 64          /* first guess of entries beyond the mean */

struct _VtNeighbours
{
  guint n;
  double skin;
  double reach[2][2];     /* list radius by species */
  const VtKernel *kernel;
  VtTeam *team;

  gboolean built;
  double *reference;      /* 3n: positions when built */
  guint32 *lists;         /* n * stride */
  gsize stride;
  guint32 *lengths;       /* n */
  gint overflow;          /* atomic: a list did not fit */

  guint cells[3];
  guint *cell_of;         /* n */
  guint *cell_start;      /* cells + 1 */
  gsize cell_capacity;
  float *coordinates[3];  /* n each, in cell order */
  float *squares[2];      /* n each: squared reach towards small, large */
  guint32 *particle;      /* n: who stands there */
  guint32 **scratch;      /* one a member, n entries */
  VtKernelCandidates candidates;
  const double *packed;   /* during a build */
};

VtNeighbours *
vt_neighbours_new (guint n, double cutoff, double skin, const VtKernel *kernel, VtTeam *team)
{
  VtNeighbours *self = g_new0 (VtNeighbours, 1);

  self->n = n;
  self->skin = skin;
  self->kernel = kernel;
  self->team = team;
  for (guint a = 0; a < 2; a++)
    for (guint b = 0; b < 2; b++)
      self->reach[a][b] = vt_lambda (a, b) * cutoff + skin + MARGIN;
  self->reference = g_new (double, 3 * (gsize) n);
  self->lengths = g_new (guint32, n);
  self->cell_of = g_new (guint, n);
  self->particle = g_new0 (guint32, n + VT_KERNEL_PADDING);
  for (guint c = 0; c < 3; c++)
    self->coordinates[c] = g_new0 (float, n + VT_KERNEL_PADDING);
  for (guint s = 0; s < 2; s++)
    self->squares[s] = g_new0 (float, n + VT_KERNEL_PADDING);
  self->scratch = g_new (guint32 *, vt_team_size (team));
  for (guint m = 0; m < vt_team_size (team); m++)
    self->scratch[m] = g_new (guint32, n + VT_KERNEL_PADDING);
  return self;
}

void
vt_neighbours_free (VtNeighbours *self)
{
  if (self == NULL)
    return;
  for (guint m = 0; m < vt_team_size (self->team); m++)
    g_free (self->scratch[m]);
  g_free (self->scratch);
  for (guint c = 0; c < 3; c++)
    g_free (self->coordinates[c]);
  for (guint s = 0; s < 2; s++)
    g_free (self->squares[s]);
  g_free (self->particle);
  g_free (self->cell_start);
  g_free (self->cell_of);
  g_free (self->lengths);
  g_free (self->lists);
  g_free (self->reference);
  g_free (self);
}

static void
choose_cells (VtNeighbours *self, const double box[3])
{
  gsize count = 1;
  for (guint c = 0; c < 3; c++)
    {
      self->cells[c] = MAX (1, (guint) floor (box[c] * STENCIL / self->reach[1][1]));
      /* Fewer cells than the stencil is wide: each is then looked at once, whatever its distance. */
      self->cells[c] = MIN (self->cells[c], 256);
      count *= self->cells[c];
    }
  if (count > self->cell_capacity)
    {
      g_free (self->cell_start);
      self->cell_start = g_new (guint, count + 1);
      self->cell_capacity = count;
    }
  memset (self->cell_start, 0, (count + 1) * sizeof *self->cell_start);
}

static double
folded (double x, double edge)
{
  double inside = x - edge * floor (x / edge);
  return inside < edge && inside >= 0 ? inside : 0;
}

/* A counting sort: within a cell, particles stand in the order of their numbers. */
static void
sort_into_cells (VtNeighbours *self, const double box[3])
{
  const gsize count = (gsize) self->cells[0] * self->cells[1] * self->cells[2];

  for (guint i = 0; i < self->n; i++)
    {
      guint at[3];
      for (guint c = 0; c < 3; c++)
        {
          const double x = folded (self->packed[4 * (gsize) i + c], box[c]);
          at[c] = MIN (self->cells[c] - 1, (guint) (x / box[c] * self->cells[c]));
        }
      self->cell_of[i] = at[0] + self->cells[0] * (at[1] + self->cells[1] * at[2]);
      self->cell_start[self->cell_of[i] + 1]++;
    }
  for (gsize k = 0; k < count; k++)
    self->cell_start[k + 1] += self->cell_start[k];
  for (guint i = self->n; i-- > 0;)
    {
      /* Filled from behind, so that cell_start ends as the starts themselves. */
      const guint slot = --self->cell_start[self->cell_of[i] + 1];
      self->particle[slot] = i;
    }
  memmove (self->cell_start, self->cell_start + 1, count * sizeof *self->cell_start);
  self->cell_start[count] = self->n;
}

static void
fill_candidates (VtNeighbours *self, const double box[3])
{
  for (guint k = 0; k < self->n; k++)
    {
      const double *at = self->packed + 4 * (gsize) self->particle[k];
      const guint species = at[3] > 0.5;
      for (guint c = 0; c < 3; c++)
        self->coordinates[c][k] = (float) folded (at[c], box[c]);
      for (guint s = 0; s < 2; s++)
        self->squares[s][k] = (float) (self->reach[s][species] * self->reach[s][species]);
    }
  for (guint c = 0; c < 3; c++)
    {
      self->candidates.box[c] = (float) box[c];
      self->candidates.inverse_box[c] = (float) (1 / box[c]);
    }
  self->candidates.x = self->coordinates[0];
  self->candidates.y = self->coordinates[1];
  self->candidates.z = self->coordinates[2];
  self->candidates.reach[0] = self->squares[0];
  self->candidates.reach[1] = self->squares[1];
  self->candidates.particle = self->particle;
}

/* The cells at @offset from @at along one axis, or all of them where the axis has too few. */
static guint
stencil_width (guint cells)
{
  return MIN (cells, 2 * STENCIL + 1);
}

static guint
stencil_cell (guint at, guint k, guint cells)
{
  return cells <= 2 * STENCIL + 1 ? k : (at + k + cells - STENCIL) % cells;
}

/* All candidates in the row of cells (y, z), x within the stencil of @at: one or two runs of memory. */
static guint
search_row (const VtNeighbours *self, guint at, guint y, guint z, const float position[3], guint species,
            guint32 *out)
{
  const guint cells = self->cells[0];
  const guint *start = self->cell_start + cells * (y + self->cells[1] * (gsize) z);
  const VtKernelNearFunc near_func = self->kernel->near;

  if (cells <= 2 * STENCIL + 1)
    return near_func (&self->candidates, start[0], start[cells], position, species, out);
  const guint low = (at + cells - STENCIL) % cells, high = (at + STENCIL) % cells;
  if (low <= high)
    return near_func (&self->candidates, start[low], start[high + 1], position, species, out);
  guint count = near_func (&self->candidates, start[0], start[high + 1], position, species, out);
  return count + near_func (&self->candidates, start[low], start[cells], position, species, out + count);
}

static void
store_list (VtNeighbours *self, guint i, const guint32 *found, guint count)
{
  guint32 *list = self->lists + i * self->stride;
  guint length = 0;

  if (count + VT_KERNEL_WIDTH > self->stride)
    {
      g_atomic_int_set (&self->overflow, TRUE);
      self->lengths[i] = 0;
      return;
    }
  for (guint k = 0; k < count; k++)
    if (found[k] != i)
      list[length++] = found[k];
  while (length % VT_KERNEL_WIDTH != 0)
    list[length++] = i;
  self->lengths[i] = length;
}

static void
list_block (gpointer data, guint block, guint member)
{
  VtNeighbours *self = data;
  const guint end = MIN (self->n, (block + 1) * BLOCK);
  guint32 *found = self->scratch[member];

  /* Walking in cell order keeps the candidates in the nearest cache. */
  for (guint k = block * BLOCK; k < end; k++)
    {
      const guint i = self->particle[k], cell = self->cell_of[i];
      const guint at[3] = { cell % self->cells[0], cell / self->cells[0] % self->cells[1],
                            cell / self->cells[0] / self->cells[1] };
      const float position[3] = { self->coordinates[0][k], self->coordinates[1][k], self->coordinates[2][k] };
      const guint species = self->packed[4 * (gsize) i + 3] > 0.5;
      guint count = 0;

      for (guint dz = 0; dz < stencil_width (self->cells[2]); dz++)
        for (guint dy = 0; dy < stencil_width (self->cells[1]); dy++)
          count += search_row (self, at[0], stencil_cell (at[1], dy, self->cells[1]),
                               stencil_cell (at[2], dz, self->cells[2]), position, species, found + count);
      store_list (self, i, found, count);
    }
}

/* The mean number of entries, from the density and the widest reach, as a first guess of the room a list needs. */
static gsize
first_stride (const VtNeighbours *self, const double box[3])
{
  const double reach = self->reach[1][1];
  const double mean = 4.2 * reach * reach * reach * self->n / (box[0] * box[1] * box[2]);
  const gsize guess = (gsize) MIN (mean, self->n) + SPARE;
  return (guess + VT_KERNEL_WIDTH - 1) / VT_KERNEL_WIDTH * VT_KERNEL_WIDTH;
}

static void
make_lists (VtNeighbours *self)
{
  self->overflow = FALSE;
  if (self->lists == NULL)
    self->lists = g_new (guint32, self->n * self->stride);
  vt_team_run (self->team, (self->n + BLOCK - 1) / BLOCK, list_block, self);
}

void
vt_neighbours_build (VtNeighbours *self, const double *packed, const double box[3])
{
  self->packed = packed;
  choose_cells (self, box);
  sort_into_cells (self, box);
  fill_candidates (self, box);
  if (self->stride == 0)
    self->stride = first_stride (self, box);
  make_lists (self);
  while (self->overflow)
    {
      g_clear_pointer (&self->lists, g_free);
      self->stride *= 2;
      make_lists (self);
    }
  for (guint i = 0; i < self->n; i++)
    for (guint c = 0; c < 3; c++)
      self->reference[3 * (gsize) i + c] = packed[4 * (gsize) i + c];
  self->packed = NULL;
  self->built = TRUE;
}

gboolean
vt_neighbours_valid (const VtNeighbours *self, const double *packed)
{
  const double limit = self->skin * self->skin / 4;
  double farthest = 0;

  if (!self->built)
    return FALSE;
  for (guint i = 0; i < self->n; i++)
    {
      double square = 0;
      for (guint c = 0; c < 3; c++)
        {
          const double moved = packed[4 * (gsize) i + c] - self->reference[3 * (gsize) i + c];
          square += moved * moved;
        }
      farthest = square > farthest ? square : farthest;
    }
  return farthest < limit;
}

void
vt_neighbours_invalidate (VtNeighbours *self)
{
  self->built = FALSE;
}

void
vt_neighbours_arguments (const VtNeighbours *self, VtKernelArguments *arguments)
{
  arguments->neighbours = self->lists;
  arguments->stride = self->stride;
  arguments->lengths = self->lengths;
}
