/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one place between a run and whoever watches it. A newer snapshot replaces one that was not taken; after the
 * last one nothing goes in, so that a thread nobody waits for any more may go on to its end unheard. */
#pragma once

#include "engine/snapshot.h"

G_BEGIN_DECLS

typedef struct _VtMailbox VtMailbox;

VtMailbox *vt_mailbox_new (void);
void vt_mailbox_free (VtMailbox *mailbox);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtMailbox, vt_mailbox_free)

/* Takes @snapshot and numbers it. DONE, FAILED and CANCELLED close the box. FALSE when it was closed before: the
 * snapshot is dropped. */
gboolean vt_mailbox_put (VtMailbox *mailbox, VtSnapshot *snapshot);

/* Closes the box with a copy of the newest snapshot that says CANCELLED and where; nothing when closed before. */
void vt_mailbox_cancel (VtMailbox *mailbox);

/* The newest snapshot not yet taken, or NULL. */
VtSnapshot *vt_mailbox_take (VtMailbox *mailbox);

/* The same, waiting up to @microseconds for one. */
VtSnapshot *vt_mailbox_wait (VtMailbox *mailbox, gint64 microseconds);

gboolean vt_mailbox_closed (VtMailbox *mailbox);

G_END_DECLS
