/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Short neighbour lists, those of eight particles side by side (VtKernelBundles). A list that is a vector or two long is
 * mostly padding and waiting; in bundles a vector has one pair of each of several particles. Private to the neighbour
 * lists. */
#pragma once

#include "dynamics/kernel.h"
#include "parallel/team.h"

G_BEGIN_DECLS

typedef struct _VtBundles VtBundles;

VtBundles *vt_bundles_new (guint n, VtTeam *team);
void vt_bundles_free (VtBundles *self);

/* Takes over the whole lists of @arguments; @far is a slot that is far from everything. They are to be cut after that. */
void vt_bundles_gather (VtBundles *self, const VtKernelArguments *arguments, guint32 far);

/* Cuts them to those @lengths (n, in the order of the real particles) that are needed now. */
void vt_bundles_cut (VtBundles *self, const guint32 *lengths);

/* Valid until they are gathered again. */
VtKernelBundles vt_bundles_get (const VtBundles *self);

G_END_DECLS
