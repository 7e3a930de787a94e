/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much memory there is to be had. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Bytes this process may still take: the least of what the machine has left (MemAvailable of /proc/meminfo), what its
 * control group allows (as containers and batch systems set it), what is left below the limit of its address space
 * (ulimit -v), and VITRINE_MEMORY, for those who want it to keep to less: a whole number of bytes, or one followed by
 * K, M or G (powers of 1024). G_MAXUINT64 where none of them says anything. */
guint64 vt_memory_available (void);

/* The part of the control groups: @groups is what /proc/self/cgroup has, @mount where their files are
 * (/sys/fs/cgroup). Version 1 and 2, the narrowest of a group and those above it; page cache that would be given back
 * counts as free. */
guint64 vt_memory_left_to_groups (const char *groups, const char *mount);

G_END_DECLS
