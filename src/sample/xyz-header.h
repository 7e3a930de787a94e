/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The second line of an extended XYZ file: key=value pairs, and the columns that Properties announces. Private to the
 * reader. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where in a particle's line things stand, counted from 0; -1 where there is no such column. */
typedef struct
{
  int species;
  int type;
  int position; /* first of three */
  int mode;     /* first of three */
  int count;    /* columns a line must have */
  gboolean open; /* a line may have more (no Properties given) */
} VtXyzColumns;

/* Splits a comment line into its pairs: bare, "quoted", 'quoted', {braced} or [bracketed] values, backslash escapes
 * (\n is a line end). Keys in lower case; a key without a value has the value "T"; of repeated keys the last counts.
 * NULL with VT_SAMPLE_ERROR_FORMAT when a quote is left open. */
GHashTable *vt_xyz_split_header (const char *line, GError **error);

/* The nine numbers of Lattice must be a box with edges along x, y and z. */
gboolean vt_xyz_read_lattice (GHashTable *header, double box[3], GError **error);

/* Without Properties: species and position, as in plain XYZ. */
gboolean vt_xyz_read_columns (GHashTable *header, VtXyzColumns *columns, GError **error);

/* A whole word as a number, C locale; FALSE if it is none. May be infinite or NaN. */
gboolean vt_xyz_parse_number (const char *word, double *value);

/* @text made fit to be shown: valid UTF-8, at most some 40 characters. Free with g_free. */
char *vt_xyz_quote (const char *text);

G_END_DECLS
