/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sweeps over all particles: see sweep.h. */
#include "dynamics/sweep.h"

#define BLOCK 1024       /* particles handed to a thread at a time */
#define WORTH_WAKING 4096 /* particles below which other threads cost more than they give */

typedef struct
{
  VtSweepFunc func;
  gpointer data;
  guint n;
  VtSweepSums *partial; /* one a block */
} Sweep;

static void
sweep_block (gpointer data, guint block, guint member)
{
  const Sweep *sweep = data;
  VtSweepSums *sums = sweep->partial + block;

  *sums = (VtSweepSums) { { 0 }, 0 };
  sweep->func (sweep->data, block * BLOCK, MIN (sweep->n, (block + 1) * BLOCK), sums);
}

VtSweepSums
vt_sweep (VtTeam *team, guint n, VtSweepFunc func, gpointer data)
{
  const guint blocks = (n + BLOCK - 1) / BLOCK;
  VtSweepSums few[16], total = { { 0 }, 0 };
  g_autofree VtSweepSums *many = blocks > G_N_ELEMENTS (few) ? g_new (VtSweepSums, blocks) : NULL;
  Sweep sweep = { func, data, n, many != NULL ? many : few };

  vt_team_run (n >= WORTH_WAKING ? team : NULL, blocks, sweep_block, &sweep);
  for (guint b = 0; b < blocks; b++)
    {
      for (guint k = 0; k < VT_SWEEP_SUMS; k++)
        total.sum[k] += sweep.partial[b].sum[k];
      total.most = sweep.partial[b].most > total.most ? sweep.partial[b].most : total.most;
    }
  return total;
}
