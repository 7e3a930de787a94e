/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A team of threads for the kernels: splits a range into fixed blocks, so that results never depend on the number
 * of threads. Own GLib threads rather than OpenMP: no spinning against OpenBLAS, no false alarms from TSan. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _VtTeam VtTeam;

/* Called for every block index in 0 ... n_blocks-1, each exactly once, by some member of the team. */
typedef void (*VtTeamFunc) (gpointer data, guint block, guint member);

VtTeam *vt_team_new (guint n_threads); /* 0: as many as the machine has processors */
void vt_team_free (VtTeam *team);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtTeam, vt_team_free)
guint vt_team_size (const VtTeam *team);

/* Runs @func over the blocks and returns when all are done. Not reentrant. @team may be NULL: runs here. */
void vt_team_run (VtTeam *team, guint n_blocks, VtTeamFunc func, gpointer data);

G_END_DECLS
