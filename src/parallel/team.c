/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A team of threads: see team.h.
 *
 * Members sleep on a condition variable between tasks, after a short look-out (a fraction of a millisecond's worth
 * of polling would be felt by the interface on a small machine; some microseconds are not). Blocks are handed out
 * by an atomic counter: which member does a block is chance, what the block computes is not.
 */
#include "parallel/team.h"

#include <stdatomic.h>

#define LOOK_OUT 2000 /* polls before sleeping, some microseconds */

struct _VtTeam
{
  guint n_threads;      /* with the caller */
  GThread **threads;    /* n_threads - 1 */
  GMutex mutex;
  GCond wake;
  GCond done;
  atomic_uint task;     /* grows by one with every task */
  gboolean quit;        /* under mutex */
  VtTeamFunc func;
  gpointer data;
  guint n_blocks;
  atomic_uint next_block;
  atomic_uint busy;     /* members, other than the caller, not yet finished with the task */
};

typedef struct
{
  VtTeam *team;
  guint member;
} Member;

static inline void
relax (void)
{
#if defined (__x86_64__) || defined (__i386__)
  __builtin_ia32_pause ();
#endif
}

static void
work (VtTeam *team, guint member)
{
  for (;;)
    {
      guint block = atomic_fetch_add_explicit (&team->next_block, 1, memory_order_relaxed);
      if (block >= team->n_blocks)
        return;
      team->func (team->data, block, member);
    }
}

/* Returns FALSE when the team is being dissolved. */
static gboolean
wait_for_task (VtTeam *team, guint seen)
{
  for (guint k = 0; k < LOOK_OUT; k++)
    {
      if (atomic_load_explicit (&team->task, memory_order_acquire) != seen)
        break;
      relax ();
    }
  g_mutex_lock (&team->mutex);
  while (atomic_load_explicit (&team->task, memory_order_acquire) == seen && !team->quit)
    g_cond_wait (&team->wake, &team->mutex);
  gboolean go_on = !team->quit;
  g_mutex_unlock (&team->mutex);
  return go_on;
}

static gpointer
member_main (gpointer data)
{
  Member *self = data;
  VtTeam *team = self->team;
  const guint member = self->member;
  guint seen = 0;

  g_free (self);
  while (wait_for_task (team, seen))
    {
      seen++;
      work (team, member);
      if (atomic_fetch_sub_explicit (&team->busy, 1, memory_order_acq_rel) == 1)
        {
          g_mutex_lock (&team->mutex);
          g_cond_signal (&team->done);
          g_mutex_unlock (&team->mutex);
        }
    }
  return NULL;
}

VtTeam *
vt_team_new (guint n_threads)
{
  VtTeam *team = g_new0 (VtTeam, 1);

  team->n_threads = n_threads > 0 ? n_threads : g_get_num_processors ();
  g_mutex_init (&team->mutex);
  g_cond_init (&team->wake);
  g_cond_init (&team->done);
  team->threads = g_new0 (GThread *, team->n_threads);
  for (guint k = 1; k < team->n_threads; k++)
    {
      Member *member = g_new (Member, 1);
      *member = (Member) { team, k };
      team->threads[k - 1] = g_thread_new ("vitrine-team", member_main, member);
    }
  return team;
}

void
vt_team_free (VtTeam *team)
{
  if (team == NULL)
    return;
  g_mutex_lock (&team->mutex);
  team->quit = TRUE;
  g_cond_broadcast (&team->wake);
  g_mutex_unlock (&team->mutex);
  for (guint k = 0; k + 1 < team->n_threads; k++)
    g_thread_join (team->threads[k]);
  g_free (team->threads);
  g_cond_clear (&team->wake);
  g_cond_clear (&team->done);
  g_mutex_clear (&team->mutex);
  g_free (team);
}

guint
vt_team_size (const VtTeam *team)
{
  return team != NULL ? team->n_threads : 1;
}

static void
wait_for_members (VtTeam *team)
{
  for (guint k = 0; k < LOOK_OUT; k++)
    {
      if (atomic_load_explicit (&team->busy, memory_order_acquire) == 0)
        return;
      relax ();
    }
  g_mutex_lock (&team->mutex);
  while (atomic_load_explicit (&team->busy, memory_order_acquire) > 0)
    g_cond_wait (&team->done, &team->mutex);
  g_mutex_unlock (&team->mutex);
}

void
vt_team_run (VtTeam *team, guint n_blocks, VtTeamFunc func, gpointer data)
{
  if (vt_team_size (team) == 1 || n_blocks < 2)
    {
      for (guint block = 0; block < n_blocks; block++)
        func (data, block, 0);
      return;
    }

  g_mutex_lock (&team->mutex);
  team->func = func;
  team->data = data;
  team->n_blocks = n_blocks;
  atomic_store (&team->next_block, 0);
  atomic_store (&team->busy, team->n_threads - 1);
  atomic_fetch_add_explicit (&team->task, 1, memory_order_release);
  g_cond_broadcast (&team->wake);
  g_mutex_unlock (&team->mutex);
  work (team, 0);
  wait_for_members (team);
}
