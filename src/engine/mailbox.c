#include "engine/mailbox.h"

#include "engine/snapshot-private.h"

#include <math.h>

struct _VtMailbox
{
  GMutex mutex;
  GCond filled;
  VtSnapshot *latest;  /* the newest of all, taken or not */
  gboolean unseen;     /* latest has not been taken */
  gboolean closed;
};

VtMailbox *
vt_mailbox_new (void)
{
  VtMailbox *mailbox = g_new0 (VtMailbox, 1);

  g_mutex_init (&mailbox->mutex);
  g_cond_init (&mailbox->filled);
  return mailbox;
}

void
vt_mailbox_free (VtMailbox *mailbox)
{
  g_clear_pointer (&mailbox->latest, vt_snapshot_unref);
  g_cond_clear (&mailbox->filled);
  g_mutex_clear (&mailbox->mutex);
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
  g_cond_broadcast (&mailbox->filled);
  return before;
}

gboolean
vt_mailbox_put (VtMailbox *mailbox, VtSnapshot *snapshot)
{
  VtSnapshot *dropped = snapshot;
  gboolean open;

  g_mutex_lock (&mailbox->mutex);
  open = !mailbox->closed;
  if (open)
    dropped = replace (mailbox, snapshot);
  g_mutex_unlock (&mailbox->mutex);
  vt_snapshot_unref (dropped);
  return open;
}

void
vt_mailbox_cancel (VtMailbox *mailbox)
{
  VtSnapshot *dropped = NULL;

  g_mutex_lock (&mailbox->mutex);
  if (!mailbox->closed)
    {
      VtSnapshot *last = mailbox->latest != NULL ? vt_snapshot_copy (mailbox->latest) : vt_snapshot_new ();

      last->failed_stage = last->stage;
      last->stage = VT_STAGE_CANCELLED;
      last->remaining = NAN;
      dropped = replace (mailbox, last);
    }
  g_mutex_unlock (&mailbox->mutex);
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

  g_mutex_lock (&mailbox->mutex);
  snapshot = take_locked (mailbox);
  g_mutex_unlock (&mailbox->mutex);
  return snapshot;
}

VtSnapshot *
vt_mailbox_wait (VtMailbox *mailbox, gint64 microseconds)
{
  gint64 until = g_get_monotonic_time () + microseconds;
  VtSnapshot *snapshot;

  g_mutex_lock (&mailbox->mutex);
  while (!mailbox->unseen && g_cond_wait_until (&mailbox->filled, &mailbox->mutex, until))
    ;
  snapshot = take_locked (mailbox);
  g_mutex_unlock (&mailbox->mutex);
  return snapshot;
}

gboolean
vt_mailbox_closed (VtMailbox *mailbox)
{
  gboolean closed;

  g_mutex_lock (&mailbox->mutex);
  closed = mailbox->closed;
  g_mutex_unlock (&mailbox->mutex);
  return closed;
}
