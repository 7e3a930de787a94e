/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "interrupt.h"
#include "usage.h"

#include <signal.h>
#include <time.h>
#include <unistd.h>

#define WAIT 20000 /* microseconds between looks at the flag */

#define SAME_SIGNAL 0.3 /* seconds in which a signal still counts as the first one */

static volatile sig_atomic_t interrupted;
static struct timespec first;

/* A signal that arrives twice in a moment, as those of timeout(1) do, is one. */
static void
on_signal (int number)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  if (!interrupted)
    {
      first = now;
      interrupted = 1;
    }
  else if (now.tv_sec - first.tv_sec + 1e-9 * (now.tv_nsec - first.tv_nsec) > SAME_SIGNAL)
    _exit (VT_EXIT_FAILED);
}

void
vt_interrupt_catch (void)
{
  struct sigaction action = { .sa_handler = on_signal, .sa_flags = SA_RESTART };

  sigemptyset (&action.sa_mask);
  sigaddset (&action.sa_mask, SIGINT);
  sigaddset (&action.sa_mask, SIGTERM);
  sigaction (SIGINT, &action, NULL);
  sigaction (SIGTERM, &action, NULL);
}

gboolean
vt_interrupted (void)
{
  return interrupted != 0;
}

typedef struct
{
  VtJobFunc job;
  gpointer data;
  GCancellable *cancellable;
  GError *error;
  GMutex lock;
  GCond ended;
  gboolean is_over, succeeded;
} Guarded;

static gpointer
run_job (gpointer data)
{
  Guarded *guarded = data;
  gboolean succeeded = guarded->job (guarded->data, guarded->cancellable, &guarded->error);

  g_mutex_lock (&guarded->lock);
  guarded->succeeded = succeeded;
  guarded->is_over = TRUE;
  g_cond_signal (&guarded->ended);
  g_mutex_unlock (&guarded->lock);
  return NULL;
}

static void
wait_for_end (Guarded *guarded)
{
  g_mutex_lock (&guarded->lock);
  while (!guarded->is_over)
    {
      g_cond_wait_until (&guarded->ended, &guarded->lock, g_get_monotonic_time () + WAIT);
      if (interrupted)
        g_cancellable_cancel (guarded->cancellable);
    }
  g_mutex_unlock (&guarded->lock);
}

gboolean
vt_interrupt_guard (VtJobFunc job, gpointer data, GError **error)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Guarded guarded = { .job = job, .data = data, .cancellable = cancellable };
  GThread *thread;

  g_mutex_init (&guarded.lock);
  g_cond_init (&guarded.ended);
  vt_interrupt_catch ();
  thread = g_thread_new ("job", run_job, &guarded);
  wait_for_end (&guarded);
  g_thread_join (thread);
  g_mutex_clear (&guarded.lock);
  g_cond_clear (&guarded.ended);
  if (guarded.error != NULL)
    g_propagate_error (error, guarded.error);
  return guarded.succeeded;
}
