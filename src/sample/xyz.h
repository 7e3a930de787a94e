/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Extended XYZ, in and out. Numbers are always C-locale. */
#pragma once

#include "sample/sample.h"

G_BEGIN_DECLS

/* What a file carries beside the sample. Strings are NULL where the file does not say. */
typedef struct
{
  char *recipe;   /* the text form of engine/recipe.h */
  char *digest;   /* vt_sample_digest of the positions as they were written */
  char *version;  /* of the program that wrote it */
  double *mode;   /* 3n displacements (mode:R:3), or NULL */
  double mode_frequency; /* NAN where not given */
} VtXyzHeader;

void vt_xyz_header_clear (VtXyzHeader *header);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VtXyzHeader, vt_xyz_header_clear)

/* Reads the first frame of @path. Species S/La, S/L, A/B, 1/2 are known (first one small); any other pair needs
 * @small, the name of the small species. Any column order, extra columns ignored, unwrapped positions, CRLF,
 * orthorhombic Lattice. @header may be NULL; else clear it after use. Errors name the line and say what to do. */
VtSample *vt_xyz_read (const char *path, const char *small, VtXyzHeader *header, GError **error);

/* Writes @sample to @path: species S and La, type:I:1, pos:R:3 with 17 digits, mode:R:3 when header->mode. Written
 * to a temporary file and renamed, so a full disk destroys nothing. @header->digest and version are filled in by the
 * writer when NULL. */
gboolean vt_xyz_write (const char *path, const VtSample *sample, const VtXyzHeader *header, GError **error);

G_END_DECLS
