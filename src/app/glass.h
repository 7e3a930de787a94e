/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A glass of this session: the one being made, or one that was made or opened. Holds the newest snapshot of its run;
 * the gallery lists these. */
#pragma once

#include <gio/gio.h>
#include "engine/findings.h"
#include "engine/snapshot.h"

G_BEGIN_DECLS

typedef enum
{
  VT_GLASS_RUNNING,
  VT_GLASS_FINISHED, /* a configuration is there, with all that was asked for or what was finished before a cancel */
  VT_GLASS_FAILED,   /* nothing to show but the reason */
} VtGlassState;

#define VT_TYPE_GLASS (vt_glass_get_type ())
G_DECLARE_FINAL_TYPE (VtGlass, vt_glass, VT, GLASS, GObject)

/* @origin: base name of the file it was opened from, or NULL. @has_recipe: FALSE where seed and melt mean nothing. */
VtGlass *vt_glass_new (const VtRecipe *recipe, const char *origin, gboolean has_recipe);

const VtRecipe *vt_glass_get_recipe (VtGlass *glass);
const char *vt_glass_get_origin (VtGlass *glass);

VtGlassState vt_glass_get_state (VtGlass *glass);
void vt_glass_set_state (VtGlass *glass, VtGlassState state);

/* NULL before the first one. The setter takes no reference away from the caller; emits "changed". */
const VtSnapshot *vt_glass_get_snapshot (VtGlass *glass);
void vt_glass_set_snapshot (VtGlass *glass, const VtSnapshot *snapshot);

/* What an inspector has found; NULL before there was one. */
const VtFindings *vt_glass_get_findings (VtGlass *glass);
void vt_glass_set_findings (VtGlass *glass, const VtFindings *findings);

/* The modes of @kind known so far, ascending: array of VtMode, or NULL. */
const GPtrArray *vt_glass_get_modes (VtGlass *glass, VtModeKind kind);

/* TRUE once the minimum is reached. */
gboolean vt_glass_is_set (VtGlass *glass);

/* Pango markup. Title and subtitle of the window ("Stiffness <i>Q</i> = 80"), short name for the gallery
 * ("<i>Q</i> = 80"), and one line telling where it stands ("ν 0.432", "melting"). In a brief subtitle a long file name
 * loses its middle. Free with g_free. */
char *vt_glass_title (VtGlass *glass);
char *vt_glass_subtitle (VtGlass *glass, gboolean brief);
char *vt_glass_short_name (VtGlass *glass);
char *vt_glass_standing (VtGlass *glass);

/* What tells it from the other @glasses (of VtGlass, the newest first) of its short name, in a word or two of markup:
 * "N 500", "seed 7"; NULL where none has that name. */
char *vt_glass_distinction (VtGlass *glass, GListModel *glasses);

/* What a file about it is called, without an ending: the name of the file it came from, or its recipe's. */
char *vt_glass_file_name (VtGlass *glass);

G_END_DECLS
