/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Neighbour lists: see neighbours.h.
 *
 * The box is divided into cells, with a rim of STENCIL cells of images on every side. Slots are filled row by row of
 * cells along x, so that whatever lies within the stencil of a cell is one run of slots for each of its rows.
 */
#include "dynamics/neighbours.h"

#include "dynamics/approach.h"
#include "dynamics/bundles.h"

#include <math.h>
#include <string.h>

#define STENCIL 2         /* cells to either side: an edge is at least half the reach */
#define WIDTH (2 * STENCIL + 1)
#define MOST_CELLS 256    /* along an edge */
#define REGION STENCIL    /* cells along a region's edge, or one more: what is near is in adjacent ones */
#define MARGIN 1e-4       /* lambda: single precision may misjudge a distance by a tenth of it */
#define SPARE 64          /* first guess of entries beyond the mean */
#define REFRESH_BLOCK 512 /* slots handed to a thread at a time */
#define FAR 1e7           /* where the slots stand that lists are padded with, one at the end of each row */

/* Where the shells of a list end, as parts of the skin: a quench hardly moves particles most of the time and in most
 * places, a liquid moves them evenly. */
static const double shell_ends[VT_KERNEL_SHELLS] = { 1.0 / 12, 0.25, 0.5, 0.75, 1 };

typedef double Quad __attribute__ ((vector_size (32), aligned (8)));

/* What a thread needs for itself while it makes lists. */
typedef struct
{
  VtKernelCandidates candidates;
  guint32 own;            /* what to add to the slot of a particle of the cell for its place among them; may wrap */
  guint32 *found, *sorted;
  float *squares;         /* of those found */
  guint capacity;
} Scratch;

struct _VtNeighbours
{
  guint n;
  double skin;
  double cutoff;          /* x_c */
  double reach[2][2];     /* list radius by species */
  const VtKernelLists *lists_by; /* what makes the lists */
  VtTeam *team;

  gboolean built;
  gboolean short_lists;   /* most are a vector or two ... */
  VtBundles *bundles;     /* ... and stand in these as well; NULL as long as none were short */
  VtApproach *approach;   /* since built */
  guint regions[3];
  guint8 *shell_of;       /* a region: the last one needed now */
  guint region_capacity;
  guint32 *region_of;     /* n: during a build */
  gsize stride;           /* entries a list may have on average over a row of cells */
  gboolean wide;          /* entries do not fit 16 bits */
  gpointer lists;         /* n * stride entries: a row's lists side by side, from its first particle * stride on */
  gsize *starts;          /* n */
  guint32 *base;          /* n */
  guint32 *lengths;       /* n a shell: of the lists up to there ... */
  guint32 *needed;        /* n: ... and of what is needed now */
  gint overflow;          /* atomic: a list did not fit */

  double box[3];
  guint cells[3];         /* inside the box */
  guint *cell_of;         /* n */
  guint *cell_start;      /* cells + 1: which of the sorted particles */
  gsize cell_capacity;
  guint32 *order;         /* n: particles sorted by cell */
  double *fold;           /* 4n: boxes to add to a particle's coordinates to have it inside */

  guint *row_start;       /* rows with their rims + 1: slots */
  guint *slot_start;      /* cells with their rims + 1: slots */
  gsize rim_capacity;
  guint n_slots;
  gsize slot_capacity;
  double *slots;          /* 4 each */
  double *shift;          /* 4 each: what is added to the particle's coordinates */
  guint32 *particle;      /* whose slot it is */
  guint32 *real;          /* n: slots in the box, in the order of the sorted particles */
  VtKernelCandidates all; /* the slots when built */
  Scratch *scratch;       /* one a member */
  const double *packed;   /* during a build or refresh */
};

VtNeighbours *
vt_neighbours_new (guint n, double cutoff, double skin, const VtKernel *kernel, VtTeam *team)
{
  VtNeighbours *self = g_new0 (VtNeighbours, 1);

  self->n = n;
  self->skin = skin;
  self->cutoff = cutoff;
  self->lists_by = kernel->lists;
  self->team = team;
  for (guint a = 0; a < 2; a++)
    for (guint b = 0; b < 2; b++)
      self->reach[a][b] = vt_lambda (a, b) * cutoff + skin + MARGIN;
  self->approach = vt_approach_new (n, team);
  self->region_of = g_new (guint32, n);
  self->needed = g_new (guint32, n);
  self->fold = g_new0 (double, 4 * (gsize) n);
  self->lengths = g_new (guint32, VT_KERNEL_SHELLS * (gsize) n);
  self->base = g_new (guint32, n);
  self->starts = g_new (gsize, n);
  self->cell_of = g_new (guint, n);
  self->order = g_new (guint32, n);
  self->real = g_new (guint32, n);
  self->scratch = g_new0 (Scratch, vt_team_size (team));
  return self;
}

static void
free_slots (VtNeighbours *self)
{
  g_free (self->all.x);
  g_free (self->all.y);
  g_free (self->all.z);
  g_free (self->all.slot);
  g_free (self->particle);
  g_aligned_free (self->slots);
  g_free (self->shift);
}

void
vt_neighbours_free (VtNeighbours *self)
{
  if (self == NULL)
    return;
  for (guint m = 0; m < vt_team_size (self->team); m++)
    {
      g_free (self->scratch[m].candidates.x);
      g_free (self->scratch[m].candidates.slot);
      g_free (self->scratch[m].found);
      g_free (self->scratch[m].sorted);
      g_free (self->scratch[m].squares);
    }
  g_free (self->scratch);
  free_slots (self);
  g_free (self->row_start);
  g_free (self->slot_start);
  g_free (self->cell_start);
  g_free (self->cell_of);
  g_free (self->order);
  g_free (self->real);
  g_free (self->fold);
  g_free (self->lengths);
  g_free (self->base);
  g_free (self->starts);
  g_free (self->lists);
  g_free (self->needed);
  g_free (self->shell_of);
  g_free (self->region_of);
  vt_approach_free (self->approach);
  vt_bundles_free (self->bundles);
  g_free (self);
}

static guint
rim (const VtNeighbours *self, guint c)
{
  return self->cells[c] + 2 * STENCIL;
}

static void
choose_cells (VtNeighbours *self, const double box[3])
{
  gsize count = 1, with_rim = 1;
  for (guint c = 0; c < 3; c++)
    {
      self->box[c] = box[c];
      self->cells[c] = CLAMP ((guint) (box[c] * STENCIL / self->reach[1][1]), STENCIL, MOST_CELLS);
      count *= self->cells[c];
      with_rim *= rim (self, c);
    }
  if (count > self->cell_capacity)
    {
      g_free (self->cell_start);
      self->cell_start = g_new (guint, count + 1);
      self->cell_capacity = count;
    }
  if (with_rim > self->rim_capacity)
    {
      g_free (self->slot_start);
      g_free (self->row_start);
      self->slot_start = g_new (guint, with_rim + 1);
      self->row_start = g_new (guint, with_rim + 1);
      self->rim_capacity = with_rim;
    }
  memset (self->cell_start, 0, (count + 1) * sizeof *self->cell_start);
}

/* About how many entries a list has, from the density and the widest reach. */
static double
mean_entries (const VtNeighbours *self)
{
  const double reach = self->reach[1][1];
  return 4.2 * reach * reach * reach * self->n / (self->box[0] * self->box[1] * self->box[2]);
}

/* Regions are REGION cells wide, the last one along an axis up to twice as wide less one. Where most lists are a vector
 * or two there is little to cut, and the box is one region. */
static void
choose_regions (VtNeighbours *self)
{
  guint count = 1;

  self->short_lists = mean_entries (self) < 2 * VT_KERNEL_WIDTH;
  for (guint c = 0; c < 3; c++)
    {
      self->regions[c] = self->short_lists ? 1 : self->cells[c] / REGION;
      count *= self->regions[c];
    }
  if (count > self->region_capacity)
    {
      g_free (self->shell_of);
      self->shell_of = g_new (guint8, count);
      self->region_capacity = count;
    }
  memset (self->shell_of, 0, count);
}

static guint
region_at (const VtNeighbours *self, const guint cell[3])
{
  guint at[3];

  for (guint c = 0; c < 3; c++)
    at[c] = MIN (cell[c] / REGION, self->regions[c] - 1);
  return at[0] + self->regions[0] * (at[1] + self->regions[1] * at[2]);
}

/* The largest whole number not above @x, |x| < 2^51. */
static inline double
whole_below (double x)
{
  const double nearest = (x + 0x1.8p52) - 0x1.8p52;
  return nearest > x ? nearest - 1 : nearest;
}

/* A counting sort: within a cell, particles stand in the order of their numbers. */
static void
sort_into_cells (VtNeighbours *self)
{
  const gsize count = (gsize) self->cells[0] * self->cells[1] * self->cells[2];
  double inverse[3];

  for (guint c = 0; c < 3; c++)
    inverse[c] = 1 / self->box[c];
  for (guint i = 0; i < self->n; i++)
    {
      guint at[3];
      for (guint c = 0; c < 3; c++)
        {
          const double boxes = self->packed[4 * (gsize) i + c] * inverse[c], fold = -whole_below (boxes);
          self->fold[4 * (gsize) i + c] = fold;
          at[c] = MIN (self->cells[c] - 1, (guint) ((boxes + fold) * self->cells[c]));
        }
      self->cell_of[i] = at[0] + self->cells[0] * (at[1] + self->cells[1] * at[2]);
      self->cell_start[self->cell_of[i] + 1]++;
      self->region_of[i] = region_at (self, at);
    }
  for (gsize k = 0; k < count; k++)
    self->cell_start[k + 1] += self->cell_start[k];
  for (guint i = self->n; i-- > 0;)
    {
      /* Filled from behind, so that cell_start ends as the starts themselves. */
      const guint place = --self->cell_start[self->cell_of[i] + 1];
      self->order[place] = i;
    }
  memmove (self->cell_start, self->cell_start + 1, count * sizeof *self->cell_start);
  self->cell_start[count] = self->n;
}

/* Cell @at of an axis with its rim is this cell of the box, so many boxes away. */
static guint
cell_behind (guint at, guint cells, int *image)
{
  *image = at < STENCIL ? -1 : at >= cells + STENCIL ? 1 : 0;
  return (guint) ((int) at - STENCIL - *image * (int) cells);
}

/* Where each row of cells starts among the slots. */
static void
lay_out_rows (VtNeighbours *self)
{
  const guint *cells = self->cells;
  const guint rows = rim (self, 1) * rim (self, 2);
  guint at = 0;

  for (guint row = 0; row < rows; row++)
    {
      int image;
      const guint y = cell_behind (row % rim (self, 1), cells[1], &image);
      const guint z = cell_behind (row / rim (self, 1), cells[2], &image);
      const guint *start = self->cell_start + cells[0] * (y + cells[1] * (gsize) z);

      self->row_start[row] = at;
      at += (start[cells[0]] - start[0]) + (start[STENCIL] - start[0]) + (start[cells[0]] - start[cells[0] - STENCIL]) + 1;
    }
  self->row_start[rows] = self->n_slots = at;
}

/* The first row of cells within the stencil of a row in the box. */
static guint
first_row (const VtNeighbours *self, guint y, guint z)
{
  return y + rim (self, 1) * z;
}

/* Whether what is within a cell's stencil can be so far apart that 16 bits do not hold it. */
static gboolean
needs_width (const VtNeighbours *self)
{
  for (guint z = 0; z < self->cells[2]; z++)
    for (guint y = 0; y < self->cells[1]; y++)
      {
        const guint first = first_row (self, y, z), last = first_row (self, y + WIDTH - 1, z + WIDTH - 1);
        if (self->row_start[last + 1] - self->row_start[first] > G_MAXUINT16)
          return TRUE;
      }
  return FALSE;
}

static void
make_room (VtNeighbours *self)
{
  if (self->n_slots <= self->slot_capacity)
    return;
  free_slots (self);
  const gsize capacity = self->slot_capacity = self->n_slots + self->n_slots / 8;
  self->slots = g_aligned_alloc0 (4 * capacity, sizeof (double), 64);
  self->shift = g_new (double, 4 * capacity);
  self->particle = g_new (guint32, capacity);
  self->all.x = g_new0 (float, capacity + VT_KERNEL_PADDING);
  self->all.y = g_new0 (float, capacity + VT_KERNEL_PADDING);
  self->all.z = g_new0 (float, capacity + VT_KERNEL_PADDING);
  self->all.slot = g_new0 (guint32, capacity + VT_KERNEL_PADDING);
}

static inline void
refresh_slot (VtNeighbours *self, guint slot)
{
  const Quad *at = (const Quad *) (self->packed + 4 * (gsize) self->particle[slot]);
  *(Quad *) (self->slots + 4 * (gsize) slot) = *at + *(const Quad *) (self->shift + 4 * (gsize) slot);
}

static void
fill_slot (VtNeighbours *self, guint slot, guint32 particle, const int image[3])
{
  self->particle[slot] = particle;
  for (guint c = 0; c < 3; c++)
    self->shift[4 * (gsize) slot + c] = (self->fold[4 * (gsize) particle + c] + image[c]) * self->box[c];
  self->shift[4 * (gsize) slot + 3] = 0;
  refresh_slot (self, slot);

  const double *at = self->slots + 4 * (gsize) slot;
  self->all.x[slot] = (float) at[0];
  self->all.y[slot] = (float) at[1];
  self->all.z[slot] = (float) at[2];
  self->all.slot[slot] = slot | (at[3] > 0.5 ? VT_KERNEL_LARGE : 0);
}

static void
fill_far_slot (VtNeighbours *self, guint slot)
{
  self->particle[slot] = 0;
  for (guint c = 0; c < 4; c++)
    self->shift[4 * (gsize) slot + c] = c < 3 ? FAR : 0;
  refresh_slot (self, slot);
  self->all.x[slot] = self->all.y[slot] = self->all.z[slot] = (float) FAR;
  self->all.slot[slot] = slot;
}

static void
fill_row (gpointer data, guint row, guint member)
{
  VtNeighbours *self = data;
  const guint *cells = self->cells;
  int image[3];
  const guint y = cell_behind (row % rim (self, 1), cells[1], image + 1);
  const guint z = cell_behind (row / rim (self, 1), cells[2], image + 2);
  const guint *start = self->cell_start + cells[0] * (y + cells[1] * (gsize) z);
  guint slot = self->row_start[row];

  for (guint x = 0; x < rim (self, 0); x++)
    {
      const guint cell = cell_behind (x, cells[0], image);
      const gboolean inside = image[0] == 0 && image[1] == 0 && image[2] == 0;
      self->slot_start[row * (gsize) rim (self, 0) + x] = slot;
      for (guint k = start[cell]; k < start[cell + 1]; k++, slot++)
        {
          if (inside)
            self->real[k] = slot;
          fill_slot (self, slot, self->order[k], image);
        }
    }
  fill_far_slot (self, slot);
}

static void
fill_slots (VtNeighbours *self)
{
  const guint rows = rim (self, 1) * rim (self, 2);

  lay_out_rows (self);
  make_room (self);
  vt_team_run (self->team, rows, fill_row, self);
  self->slot_start[rows * (gsize) rim (self, 0)] = self->n_slots;
}

static void
ensure_capacity (Scratch *scratch, guint needed)
{
  VtKernelCandidates *candidates = &scratch->candidates;

  if (needed <= scratch->capacity)
    return;
  const gsize size = scratch->capacity = 2 * needed;
  g_free (candidates->x);
  g_free (candidates->slot);
  g_free (scratch->found);
  g_free (scratch->sorted);
  g_free (scratch->squares);
  candidates->x = g_new (float, 3 * size);
  candidates->y = candidates->x + size;
  candidates->z = candidates->y + size;
  candidates->slot = g_new (guint32, size);
  scratch->found = g_new (guint32, size);
  scratch->sorted = g_new (guint32, size);
  scratch->squares = g_new (float, size);
}

/* All slots within the stencil of a cell, side by side. */
static void
collect_candidates (const VtNeighbours *self, guint x, guint y, guint z, Scratch *scratch)
{
  VtKernelCandidates *candidates = &scratch->candidates;
  VtKernelRun runs[WIDTH * WIDTH];
  guint total = 0;

  for (guint k = 0; k < WIDTH * WIDTH; k++)
    {
      const gsize row = first_row (self, y + k % WIDTH, z + k / WIDTH);
      const guint *start = self->slot_start + row * rim (self, 0) + x;
      runs[k] = (VtKernelRun) { start[0], start[WIDTH] - start[0] };
      if (k == WIDTH * WIDTH / 2)
        scratch->own = total - runs[k].begin;
      total += runs[k].length;
    }
  ensure_capacity (scratch, total + 2 * VT_KERNEL_PADDING);
  self->lists_by->collect (candidates, &self->all, runs, WIDTH * WIDTH);
  for (guint k = 0; k < VT_KERNEL_PADDING; k++)
    {
      candidates->x[total + k] = candidates->y[total + k] = candidates->z[total + k] = (float) FAR;
      candidates->slot[total + k] = 0;
    }
}

/* The list of the particle at @k, from @start on, @room entries at most; returns its length. Entries count from @base,
 * @far is what the list is padded with. */
static guint
store_list (VtNeighbours *self, guint k, gsize start, gsize room, guint32 base, guint32 far, guint32 *found,
            const guint counts[VT_KERNEL_SHELLS])
{
  const guint count = counts[VT_KERNEL_SHELLS - 1];
  const guint length = (count + VT_KERNEL_WIDTH - 1) / VT_KERNEL_WIDTH * VT_KERNEL_WIDTH;
  const gboolean fits = length <= room;

  self->starts[k] = start;
  self->base[k] = base;
  for (guint shell = 0; shell < VT_KERNEL_SHELLS; shell++)
    self->lengths[shell * (gsize) self->n + k] = fits ? counts[shell] : 0;
  if (!fits)
    {
      g_atomic_int_set (&self->overflow, TRUE);
      return 0;
    }
  for (guint at = count; at < length; at++)
    found[at] = far;
  if (self->wide)
    for (guint at = 0; at < length; at++)
      ((guint32 *) self->lists)[start + at] = found[at] - base;
  else
    for (guint at = 0; at < length; at++)
      ((guint16 *) self->lists)[start + at] = (guint16) (found[at] - base);
  return length;
}

/* Squared radii of the shells around a particle of species @a, by the other's. */
static void
find_limits (const VtNeighbours *self, guint a, float limits[VT_KERNEL_SHELLS][2])
{
  for (guint shell = 0; shell < VT_KERNEL_SHELLS; shell++)
    for (guint b = 0; b < 2; b++)
      {
        const double reach = vt_lambda (a, b) * self->cutoff + shell_ends[shell] * self->skin + MARGIN;
        limits[shell][b] = (float) (reach * reach);
      }
}

/* All others within the list radius of the particle at @k, sorted by shells. It is itself far away while they are sought. */
static void
find_neighbours (const VtNeighbours *self, guint k, Scratch *scratch, float limits[2][VT_KERNEL_SHELLS][2],
                 guint counts[VT_KERNEL_SHELLS])
{
  const guint32 slot = self->real[k];
  float *own = scratch->candidates.x + (guint32) (slot + scratch->own);
  const float at[3] = { self->all.x[slot], self->all.y[slot], self->all.z[slot] };
  const guint species = self->all.slot[slot] >> 31;

  *own = (float) FAR;
  const guint count = self->lists_by->near (&scratch->candidates, at, limits[species][VT_KERNEL_SHELLS - 1],
                                            scratch->found, scratch->squares);
  *own = at[0];
  for (guint pad = 0; pad < VT_KERNEL_PADDING; pad++)
    scratch->squares[count + pad] = INFINITY;
  self->lists_by->shells (scratch->found, scratch->squares, count, limits[species], scratch->sorted, counts);
}

static void
list_row (gpointer data, guint row, guint member)
{
  VtNeighbours *self = data;
  Scratch *scratch = self->scratch + member;
  const guint y = row % self->cells[1], z = row / self->cells[1], first = first_row (self, y, z);
  const guint32 base = self->row_start[first], far = self->row_start[first + 1] - 1;
  const guint *starts = self->cell_start + self->cells[0] * (gsize) row;
  gsize start = starts[0] * self->stride;
  const gsize end = starts[self->cells[0]] * self->stride;
  float limits[2][VT_KERNEL_SHELLS][2];

  for (guint species = 0; species < 2; species++)
    find_limits (self, species, limits[species]);
  for (guint x = 0; x < self->cells[0]; x++)
    {
      if (starts[x] == starts[x + 1])
        continue;
      collect_candidates (self, x, y, z, scratch);
      for (guint k = starts[x]; k < starts[x + 1]; k++)
        {
          guint counts[VT_KERNEL_SHELLS];
          find_neighbours (self, k, scratch, limits, counts);
          start += store_list (self, k, start, end - start, base, far, scratch->sorted, counts);
        }
    }
}

/* A first guess of the room a list needs. */
static gsize
first_stride (const VtNeighbours *self)
{
  const gsize guess = (gsize) MIN (mean_entries (self), 8.0 * self->n) + SPARE;
  return (guess + VT_KERNEL_WIDTH - 1) / VT_KERNEL_WIDTH * VT_KERNEL_WIDTH;
}

static void
make_lists (VtNeighbours *self)
{
  self->overflow = FALSE;
  if (self->lists == NULL)
    self->lists = g_malloc_n (self->n * self->stride, self->wide ? sizeof (guint32) : sizeof (guint16));
  vt_team_run (self->team, self->cells[1] * self->cells[2], list_row, self);
}

static void
gather_bundles (VtNeighbours *self)
{
  VtKernelArguments lists = { 0 };

  if (self->bundles == NULL)
    self->bundles = vt_bundles_new (self->n, self->team);
  vt_neighbours_arguments (self, &lists);
  lists.lengths = self->lengths + (VT_KERNEL_SHELLS - 1) * (gsize) self->n;
  vt_bundles_gather (self->bundles, &lists, self->n_slots - 1); /* the last row's far slot */
  vt_bundles_cut (self->bundles, self->needed);
}

void
vt_neighbours_build (VtNeighbours *self, const double *packed, const double box[3])
{
  self->packed = packed;
  choose_cells (self, box);
  choose_regions (self);
  sort_into_cells (self);
  fill_slots (self);
  if (self->stride == 0)
    self->stride = first_stride (self);
  if (self->wide != needs_width (self))
    {
      self->wide = !self->wide;
      g_clear_pointer (&self->lists, g_free);
    }
  make_lists (self);
  while (self->overflow)
    {
      g_clear_pointer (&self->lists, g_free);
      self->stride *= 2;
      make_lists (self);
    }
  memcpy (self->needed, self->lengths, self->n * sizeof *self->needed);
  vt_approach_start (self->approach, packed, self->regions, self->region_of);
  if (self->short_lists)
    gather_bundles (self);
  self->packed = NULL;
  self->built = TRUE;
}

/* The cells of a region along an axis. */
static void
find_cells (const VtNeighbours *self, guint c, guint at, guint *begin, guint *end)
{
  *begin = at * REGION;
  *end = at + 1 < self->regions[c] ? *begin + REGION : self->cells[c];
}

/* Cuts the lists of all particles that were in the region when they were made. */
static void
cut_lists (VtNeighbours *self, guint region, guint shell)
{
  const guint at[3] = { region % self->regions[0], region / self->regions[0] % self->regions[1],
                        region / self->regions[0] / self->regions[1] };
  const guint32 *lengths = self->lengths + shell * (gsize) self->n;
  guint begin[3], end[3];

  for (guint c = 0; c < 3; c++)
    find_cells (self, c, at[c], begin + c, end + c);
  for (guint z = begin[2]; z < end[2]; z++)
    for (guint y = begin[1]; y < end[1]; y++)
      {
        const guint *start = self->cell_start + self->cells[0] * (y + self->cells[1] * (gsize) z);
        const guint first = start[begin[0]], last = start[end[0]];
        memcpy (self->needed + first, lengths + first, (last - first) * sizeof *lengths);
      }
}

gboolean
vt_neighbours_valid (VtNeighbours *self, const double *packed)
{
  if (!self->built)
    return FALSE;
  /* Particles that are not both in one such place started twice the lists' radius apart or more, and neither has moved by
   * the skin. */
  if (vt_approach_measure (self->approach, packed) >= shell_ends[VT_KERNEL_SHELLS - 1] * self->skin)
    return FALSE;
  gboolean cut = FALSE;
  for (guint region = 0; region < self->regions[0] * self->regions[1] * self->regions[2]; region++)
    {
      const double nearer = vt_approach_within (self->approach, region);
      guint shell = 0;
      while (nearer >= shell_ends[shell] * self->skin)
        shell++;
      if (shell == self->shell_of[region])
        continue;
      cut_lists (self, region, shell);
      self->shell_of[region] = (guint8) shell;
      cut = TRUE;
    }
  if (cut && self->short_lists)
    vt_bundles_cut (self->bundles, self->needed);
  return TRUE;
}

static void
refresh_block (gpointer data, guint block, guint member)
{
  VtNeighbours *self = data;
  const guint end = MIN (self->n_slots, (block + 1) * REFRESH_BLOCK);

  for (guint slot = block * REFRESH_BLOCK; slot < end; slot++)
    refresh_slot (self, slot);
}

void
vt_neighbours_refresh (VtNeighbours *self, const double *packed)
{
  self->packed = packed;
  vt_team_run (self->team, (self->n_slots + REFRESH_BLOCK - 1) / REFRESH_BLOCK, refresh_block, self);
  self->packed = NULL;
}

void
vt_neighbours_invalidate (VtNeighbours *self)
{
  self->built = FALSE;
}

void
vt_neighbours_arguments (const VtNeighbours *self, VtKernelArguments *arguments)
{
  arguments->slots = self->slots;
  arguments->particle = self->particle;
  arguments->real = self->real;
  arguments->base = self->base;
  arguments->starts = self->starts;
  arguments->narrow = self->wide ? NULL : self->lists;
  arguments->wide = self->wide ? self->lists : NULL;
  arguments->lengths = self->needed;
  arguments->bundles = self->short_lists ? vt_bundles_get (self->bundles) : (VtKernelBundles) { NULL };
}
