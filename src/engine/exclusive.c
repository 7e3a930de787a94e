#include "engine/exclusive.h"

static GMutex mutex;
static GCond changed;
static gboolean taken;

gboolean
vt_exclusive_enter (GCancellable *cancellable, GError **error)
{
  gboolean cancelled;

  g_mutex_lock (&mutex);
  while (taken && !g_cancellable_is_cancelled (cancellable))
    g_cond_wait (&changed, &mutex);
  cancelled = g_cancellable_set_error_if_cancelled (cancellable, error);
  if (!cancelled)
    taken = TRUE;
  g_mutex_unlock (&mutex);
  return !cancelled;
}

void
vt_exclusive_leave (void)
{
  g_mutex_lock (&mutex);
  taken = FALSE;
  g_cond_broadcast (&changed);
  g_mutex_unlock (&mutex);
}

void
vt_exclusive_wake (void)
{
  g_mutex_lock (&mutex);
  g_cond_broadcast (&changed);
  g_mutex_unlock (&mutex);
}
