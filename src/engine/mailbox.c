/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/mailbox.h"

#include "engine/snapshot-private.h"

#include <math.h>
#include <pthread.h>
#include <time.h>

struct _VtMailbox
{
  /* Of pthreads, because thread sanitizers do not see GLib's. */
  pthread_mutex_t mutex;
  pthread_cond_t filled; /* by the monotonic clock */
  VtSnapshot *latest;  /* the newest of all, taken or not */
  gboolean unseen;     /* latest has not been taken */
  gboolean closed;
};

VtMailbox *
vt_mailbox_new (void)
{
  VtMailbox *mailbox = g_new0 (VtMailbox, 1);
  pthread_condattr_t attributes;

  pthread_mutex_init (&mailbox->mutex, NULL);
  pthread_condattr_init (&attributes);
  pthread_condattr_setclock (&attributes, CLOCK_MONOTONIC);
  pthread_cond_init (&mailbox->filled, &attributes);
  pthread_condattr_destroy (&attributes);
  return mailbox;
}

void
vt_mailbox_free (VtMailbox *mailbox)
{
  g_clear_pointer (&mailbox->latest, vt_snapshot_unref);
  pthread_cond_destroy (&mailbox->filled);
  pthread_mutex_destroy (&mailbox->mutex);
  g_free (mailbox);
}

/* With the lock held; returns the snapshot that was replaced, to be let go without it. */
static VtSnapshot *
replace (VtMailbox *mailbox, VtSnapshot *snapshot)
{
  VtSnapshot *before = mailbox->latest;

  snapshot->version = before != NULL ? before->version + 1 : 1;
  mailbox->latest = snapshot;
  mailbox->unseen = TRUE;
  mailbox->closed = snapshot->stage >= VT_STAGE_DONE;
  pthread_cond_broadcast (&mailbox->filled);
  return before;
}

gboolean
vt_mailbox_put (VtMailbox *mailbox, VtSnapshot *snapshot)
{
  VtSnapshot *dropped = snapshot;
  gboolean open;

  pthread_mutex_lock (&mailbox->mutex);
  open = !mailbox->closed;
  if (open)
    dropped = replace (mailbox, snapshot);
  pthread_mutex_unlock (&mailbox->mutex);
  vt_snapshot_unref (dropped);
  return open;
}

void
vt_mailbox_cancel (VtMailbox *mailbox)
{
  VtSnapshot *dropped = NULL;

  pthread_mutex_lock (&mailbox->mutex);
  if (!mailbox->closed)
    {
      VtSnapshot *last = mailbox->latest != NULL ? vt_snapshot_copy (mailbox->latest) : vt_snapshot_new ();

      last->failed_stage = last->stage;
      last->stage = VT_STAGE_CANCELLED;
      last->remaining = NAN;
      dropped = replace (mailbox, last);
    }
  pthread_mutex_unlock (&mailbox->mutex);
  vt_snapshot_unref (dropped);
}

static VtSnapshot *
take_locked (VtMailbox *mailbox)
{
  if (!mailbox->unseen)
    return NULL;
  mailbox->unseen = FALSE;
  return vt_snapshot_ref (mailbox->latest);
}

VtSnapshot *
vt_mailbox_take (VtMailbox *mailbox)
{
  VtSnapshot *snapshot;

  pthread_mutex_lock (&mailbox->mutex);
  snapshot = take_locked (mailbox);
  pthread_mutex_unlock (&mailbox->mutex);
  return snapshot;
}

VtSnapshot *
vt_mailbox_wait (VtMailbox *mailbox, gint64 microseconds)
{
  gint64 end = g_get_monotonic_time () + microseconds;
  const struct timespec until = { end / G_USEC_PER_SEC, 1000 * (end % G_USEC_PER_SEC) };
  VtSnapshot *snapshot;

  pthread_mutex_lock (&mailbox->mutex);
  while (!mailbox->unseen && pthread_cond_timedwait (&mailbox->filled, &mailbox->mutex, &until) == 0)
    ;
  snapshot = take_locked (mailbox);
  pthread_mutex_unlock (&mailbox->mutex);
  return snapshot;
}

gboolean
vt_mailbox_closed (VtMailbox *mailbox)
{
  gboolean closed;

  pthread_mutex_lock (&mailbox->mutex);
  closed = mailbox->closed;
  pthread_mutex_unlock (&mailbox->mutex);
  return closed;
}
