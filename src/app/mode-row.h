/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One mode in the list of modes, with the numbers of its columns.
 *
 * Signals: "changed": a number has come, or the place in the family is another one. */
#pragma once

#include <gio/gio.h>
#include "engine/findings.h"

G_BEGIN_DECLS

#define VT_TYPE_MODE_ROW (vt_mode_row_get_type ())
G_DECLARE_FINAL_TYPE (VtModeRow, vt_mode_row, VT, MODE_ROW, GObject)

typedef enum
{
  VT_MODE_COLUMN_NAME,          /* family, then place */
  VT_MODE_COLUMN_OMEGA,         /* tau^-1 */
  VT_MODE_COLUMN_RELATIVE,      /* omega / omega_0 */
  VT_MODE_COLUMN_PARTICIPATION, /* N e */
  VT_MODE_COLUMN_RATIO,         /* k- / f- */
  VT_MODE_COLUMN_COUPLING,      /* dilation / shear */
  VT_MODE_COLUMN_SHEAR,         /* share of the softening of G, per cent */
  VT_MODE_COLUMN_BULK,          /* of K */
  VT_N_MODE_COLUMNS,
} VtModeColumn;

VtModeRow *vt_mode_row_new (VtModeKind kind, const VtMode *mode, double omega0);

/* @study may be NULL: not known yet. */
void vt_mode_row_update (VtModeRow *row, guint place, const VtModeStudy *study);

VtModeKind vt_mode_row_get_kind (VtModeRow *row);
guint vt_mode_row_get_place (VtModeRow *row);
const VtMode *vt_mode_row_get_mode (VtModeRow *row);

/* NAN: not known (yet). */
double vt_mode_row_get_value (VtModeRow *row, VtModeColumn column);

/* As the list shows it, markup. Free with g_free. */
char *vt_mode_row_get_text (VtModeRow *row, VtModeColumn column);

G_END_DECLS
