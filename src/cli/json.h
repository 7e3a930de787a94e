/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes JSON: members in the order they are added, numbers with as few digits as read back the same, null for what
 * is not finite. (json-glib 1.6 writes 1e22 as "1e+22.0", which is not JSON.) */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _VtJson VtJson;

VtJson *vt_json_new (void);
char *vt_json_free (VtJson *json); /* the text, with a newline at its end */

/* @key: the member's name within an object, NULL within an array and at the top. */
void vt_json_begin_object (VtJson *json, const char *key);
void vt_json_end_object (VtJson *json);
void vt_json_begin_array (VtJson *json, const char *key);
void vt_json_end_array (VtJson *json);
void vt_json_add_number (VtJson *json, const char *key, double value);
void vt_json_add_whole (VtJson *json, const char *key, guint64 value);
void vt_json_add_boolean (VtJson *json, const char *key, gboolean value);
void vt_json_add_string (VtJson *json, const char *key, const char *value); /* NULL: null */
void vt_json_add_null (VtJson *json, const char *key);
void vt_json_add_numbers (VtJson *json, const char *key, const double *values, guint n);

G_END_DECLS
