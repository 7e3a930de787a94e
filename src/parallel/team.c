/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A team of threads: see team.h.
 *
 * Members sleep on a condition variable between tasks, after a short look-out (a millisecond's worth of polling would be
 * felt by the interface on a small machine; a tenth of it is not). Who looks out is not woken: the mutex is for those
 * who sleep, and they say so first. Either one sees that the other sleeps, or the other sees what it would wait for, as
 * both write before they read and all of it is in one order (sequentially consistent).
 *
 * Each member starts with its own part of the blocks, so that from task to task the same particles are in the same
 * processor's cache, and then helps with the others': which member does a block is chance, what the block computes is not.
 */
#include "parallel/team.h"

#include <stdatomic.h>

#define LOOK_OUT 80   /* microseconds before sleeping: longer than what is done between two tasks of a step of dynamics */
#define POLLS 16      /* between looks at the clock */

/* What is left of a member's part, on a cache line of its own. */
typedef struct
{
  atomic_uint next;
  guint end;
} __attribute__ ((aligned (64))) Part;

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
  Part *parts;          /* one a member */
  atomic_uint busy;     /* members, other than the caller, not yet finished with the task */
  atomic_uint asleep;   /* members that wait for a task on the condition */
  atomic_bool waiting;  /* the caller waits for members on the condition */
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

/* Waits a little while for @counter to become, or no longer be, @value; returns whether it does. */
static gboolean
look_out (atomic_uint *counter, guint value, gboolean become)
{
  const gint64 end = g_get_monotonic_time () + LOOK_OUT;

  do
    for (guint k = 0; k < POLLS; k++)
      {
        if ((atomic_load_explicit (counter, memory_order_acquire) == value) == become)
          return TRUE;
        relax ();
      }
  while (g_get_monotonic_time () < end);
  return FALSE;
}

static void
work (VtTeam *team, guint member)
{
  for (guint k = 0; k < team->n_threads; k++)
    {
      Part *part = team->parts + (member + k) % team->n_threads;
      guint block;
      while ((block = atomic_fetch_add_explicit (&part->next, 1, memory_order_relaxed)) < part->end)
        team->func (team->data, block, member);
    }
}

/* Returns FALSE when the team is being dissolved. */
static gboolean
wait_for_task (VtTeam *team, guint seen)
{
  if (look_out (&team->task, seen, FALSE))
    return TRUE;
  g_mutex_lock (&team->mutex);
  atomic_fetch_add (&team->asleep, 1);
  while (atomic_load (&team->task) == seen && !team->quit)
    g_cond_wait (&team->wake, &team->mutex);
  atomic_fetch_sub (&team->asleep, 1);
  const gboolean go_on = !team->quit;
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
      if (atomic_fetch_sub (&team->busy, 1) == 1 && atomic_load (&team->waiting))
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
  team->parts = g_aligned_alloc0 (team->n_threads, sizeof (Part), _Alignof (Part));
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
  g_aligned_free (team->parts);
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
  if (look_out (&team->busy, 0, TRUE))
    return;
  g_mutex_lock (&team->mutex);
  atomic_store (&team->waiting, TRUE);
  while (atomic_load (&team->busy) > 0)
    g_cond_wait (&team->done, &team->mutex);
  atomic_store (&team->waiting, FALSE);
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

  /* All members are done with the last task: nobody else reads these. */
  team->func = func;
  team->data = data;
  for (guint64 m = 0; m < team->n_threads; m++)
    {
      atomic_store_explicit (&team->parts[m].next, (guint) (m * n_blocks / team->n_threads), memory_order_relaxed);
      team->parts[m].end = (guint) ((m + 1) * n_blocks / team->n_threads);
    }
  atomic_store_explicit (&team->busy, team->n_threads - 1, memory_order_relaxed);
  atomic_fetch_add (&team->task, 1);
  if (atomic_load (&team->asleep) > 0)
    {
      g_mutex_lock (&team->mutex);
      g_cond_broadcast (&team->wake);
      g_mutex_unlock (&team->mutex);
    }
  work (team, 0);
  wait_for_members (team);
}
