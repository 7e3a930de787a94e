/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bundles of short lists: see bundles.h. */
#include "dynamics/bundles.h"

#define WIDTH VT_KERNEL_WIDTH
#define PART VT_KERNEL_PART
#define NOBODY G_MAXUINT32 /* fills up the last block */

struct _VtBundles
{
  guint n, blocks;
  VtTeam *team;
  guint32 *who;           /* WIDTH a bundle: which of the real particles, or NOBODY */
  guint32 *members;       /* the same: their slots */
  gsize *starts;          /* bundles + 1 */
  guint32 *counts;        /* parts */
  guint32 *rows;
  gsize capacity;         /* of rows */
  const VtKernelArguments *from; /* while gathering ... */
  guint32 far;            /* ... and what to fill up with */
};

static guint
count_bundles (const VtBundles *self)
{
  return self->blocks * (VT_KERNEL_BLOCK / WIDTH);
}

VtBundles *
vt_bundles_new (guint n, VtTeam *team)
{
  VtBundles *self = g_new0 (VtBundles, 1);

  self->n = n;
  self->team = team;
  self->blocks = (n + VT_KERNEL_BLOCK - 1) / VT_KERNEL_BLOCK;
  const gsize places = self->blocks * (gsize) VT_KERNEL_BLOCK;
  self->who = g_new (guint32, places);
  self->members = g_new (guint32, places);
  self->starts = g_new0 (gsize, count_bundles (self) + 1);
  self->counts = g_new (guint32, places / PART);
  return self;
}

void
vt_bundles_free (VtBundles *self)
{
  if (self == NULL)
    return;
  g_free (self->who);
  g_free (self->members);
  g_free (self->starts);
  g_free (self->counts);
  g_free (self->rows);
  g_free (self);
}

/* The particles of a block, those with the longest lists first: lists of like length share a bundle. */
static void
sort_block (gpointer data, guint block, guint member)
{
  VtBundles *self = data;
  const guint32 *lengths = self->from->lengths;
  const guint begin = block * VT_KERNEL_BLOCK, count = MIN (self->n - begin, VT_KERNEL_BLOCK);
  guint32 *who = self->who + begin;

  for (guint k = 0; k < count; k++)
    {
      guint at = k;
      for (; at > 0 && lengths[who[at - 1]] < lengths[begin + k]; at--)
        who[at] = who[at - 1];
      who[at] = begin + k;
    }
  for (guint k = count; k < VT_KERNEL_BLOCK; k++)
    who[k] = NOBODY;
  for (guint k = 0; k < VT_KERNEL_BLOCK; k++)
    self->members[begin + k] = self->from->real[who[MIN (k, count - 1)]];
}

static guint32
length_at (const VtBundles *self, const guint32 *lengths, gsize place)
{
  const guint32 k = self->who[place];
  return k == NOBODY ? 0 : lengths[k];
}

static guint32
longest (const VtBundles *self, const guint32 *lengths, gsize begin, guint count)
{
  guint32 most = 0;
  for (gsize place = begin; place < begin + count; place++)
    {
      const guint32 length = length_at (self, lengths, place);
      most = MAX (most, length);
    }
  return most;
}

static void
lay_out (VtBundles *self)
{
  const guint32 *lengths = self->from->lengths;

  for (guint bundle = 0; bundle < count_bundles (self); bundle++)
    self->starts[bundle + 1] = self->starts[bundle] + WIDTH * (gsize) longest (self, lengths, bundle * WIDTH, WIDTH);

  const gsize needed = self->starts[count_bundles (self)];
  if (needed <= self->capacity)
    return;
  g_free (self->rows);
  self->capacity = needed + needed / 8;
  self->rows = g_new (guint32, self->capacity);
}

static void
fill_column (const VtBundles *self, gsize place, guint32 *column, gsize rows)
{
  const VtKernelArguments *from = self->from;
  const guint length = length_at (self, from->lengths, place);

  for (guint entry = 0; entry < length; entry++)
    {
      const guint32 k = self->who[place];
      const gsize at = from->starts[k] + entry;
      column[WIDTH * (gsize) entry] = from->base[k] + (from->narrow != NULL ? from->narrow[at] : from->wide[at]);
    }
  for (gsize row = length; row < rows; row++)
    column[WIDTH * row] = self->far;
}

static void
fill_block (gpointer data, guint block, guint member)
{
  VtBundles *self = data;
  const guint bundles = VT_KERNEL_BLOCK / WIDTH;

  for (guint bundle = block * bundles; bundle < (block + 1) * bundles; bundle++)
    for (guint m = 0; m < WIDTH; m++)
      fill_column (self, bundle * (gsize) WIDTH + m, self->rows + self->starts[bundle] + m,
                   (self->starts[bundle + 1] - self->starts[bundle]) / WIDTH);
}

void
vt_bundles_gather (VtBundles *self, const VtKernelArguments *arguments, guint32 far)
{
  self->from = arguments;
  self->far = far;
  vt_team_run (self->team, self->blocks, sort_block, self);
  lay_out (self);
  vt_team_run (self->team, self->blocks, fill_block, self);
  self->from = NULL;
}

void
vt_bundles_cut (VtBundles *self, const guint32 *lengths)
{
  for (gsize part = 0; part < self->blocks * (gsize) (VT_KERNEL_BLOCK / PART); part++)
    self->counts[part] = longest (self, lengths, part * PART, PART);
}

VtKernelBundles
vt_bundles_get (const VtBundles *self)
{
  return (VtKernelBundles) { self->members, self->starts, self->counts, self->rows };
}
