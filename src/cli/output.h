/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files the program writes: tried before the work starts, written whole or not at all. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* An output that was asked for. */
typedef struct
{
  const char *option; /* "--out" */
  const char *path;   /* NULL: not asked for; "-" is standard output where @standard_output allows it */
  gboolean standard_output;
} VtOutput;

/* TRUE for "-". */
gboolean vt_output_is_standard (const VtOutput *output);

/* Checks that every output can be written and that no two of them, nor @input (may be NULL), are the same file;
 * destroys nothing. Names that clash are a usage error, files that cannot be written a G_IO_ERROR. */
gboolean vt_output_check (const VtOutput *outputs, guint n_outputs, const char *input, GError **error);

/* Writes @text to @output: a file beside it takes its name, so that a full disk destroys nothing; devices and
 * pipes are written to as they are. */
gboolean vt_output_write (const VtOutput *output, const char *text, GError **error);

/* Writes @text to standard output and flushes it. */
gboolean vt_output_print (const char *text, GError **error);

G_END_DECLS
