/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/exclusive.h"

#include <pthread.h>

/* Of pthreads, because thread sanitizers do not see GLib's. */
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static gboolean taken;

gboolean
vt_exclusive_enter (GCancellable *cancellable, GError **error)
{
  gboolean cancelled;

  pthread_mutex_lock (&mutex);
  while (taken && !g_cancellable_is_cancelled (cancellable))
    pthread_cond_wait (&changed, &mutex);
  cancelled = g_cancellable_set_error_if_cancelled (cancellable, error);
  if (!cancelled)
    taken = TRUE;
  pthread_mutex_unlock (&mutex);
  return !cancelled;
}

void
vt_exclusive_leave (void)
{
  pthread_mutex_lock (&mutex);
  taken = FALSE;
  pthread_cond_broadcast (&changed);
  pthread_mutex_unlock (&mutex);
}

void
vt_exclusive_wake (void)
{
  pthread_mutex_lock (&mutex);
  pthread_cond_broadcast (&changed);
  pthread_mutex_unlock (&mutex);
}
