/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "app/mode-row.h"
#include "plot/number.h"

struct _VtModeRow
{
  GObject parent_instance;
  VtModeKind kind;
  VtMode *mode;
  double omega0;
  guint place;
  VtModeStudy *study;
};

G_DEFINE_FINAL_TYPE (VtModeRow, vt_mode_row, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
vt_mode_row_finalize (GObject *object)
{
  VtModeRow *self = VT_MODE_ROW (object);

  vt_mode_unref (self->mode);
  g_clear_pointer (&self->study, vt_mode_study_unref);
  G_OBJECT_CLASS (vt_mode_row_parent_class)->finalize (object);
}

static void
vt_mode_row_class_init (VtModeRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vt_mode_row_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
vt_mode_row_init (VtModeRow *self)
{
}

VtModeRow *
vt_mode_row_new (VtModeKind kind, const VtMode *mode, double omega0)
{
  VtModeRow *self = g_object_new (VT_TYPE_MODE_ROW, NULL);

  self->kind = kind;
  self->mode = vt_mode_ref (mode);
  self->omega0 = omega0;
  return self;
}

void
vt_mode_row_update (VtModeRow *self, guint place, const VtModeStudy *study)
{
  if (place == self->place && study == self->study)
    return;
  self->place = place;
  if (study != self->study)
    {
      g_clear_pointer (&self->study, vt_mode_study_unref);
      self->study = study != NULL ? vt_mode_study_ref (study) : NULL;
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

VtModeKind
vt_mode_row_get_kind (VtModeRow *self)
{
  return self->kind;
}

guint
vt_mode_row_get_place (VtModeRow *self)
{
  return self->place;
}

const VtMode *
vt_mode_row_get_mode (VtModeRow *self)
{
  return self->mode;
}

static double
studied_value (const VtModeStudy *study, VtModeColumn column)
{
  const VtAnatomy *anatomy = study->anatomy;

  switch (column)
    {
    case VT_MODE_COLUMN_RATIO: return anatomy->parts[VT_STIFFNESS_K_MINUS] / anatomy->parts[VT_STIFFNESS_F_MINUS];
    case VT_MODE_COLUMN_COUPLING: return anatomy->coupling.dilation_over_shear;
    case VT_MODE_COLUMN_SHEAR: return 100 * study->shear_share;
    case VT_MODE_COLUMN_BULK: return 100 * study->bulk_share;
    default: return NAN;
    }
}

double
vt_mode_row_get_value (VtModeRow *self, VtModeColumn column)
{
  switch (column)
    {
    case VT_MODE_COLUMN_NAME: return 1e6 * self->kind + self->place;
    case VT_MODE_COLUMN_OMEGA: return self->mode->frequency;
    case VT_MODE_COLUMN_RELATIVE: return self->mode->frequency / self->omega0;
    case VT_MODE_COLUMN_PARTICIPATION: return self->mode->participation;
    default: return self->study != NULL ? studied_value (self->study, column) : NAN;
    }
}

char *
vt_mode_row_get_text (VtModeRow *self, VtModeColumn column)
{
  static const guint decimals[VT_N_MODE_COLUMNS] = {
    [VT_MODE_COLUMN_OMEGA] = 3,    [VT_MODE_COLUMN_RELATIVE] = 3, [VT_MODE_COLUMN_RATIO] = 2,
    [VT_MODE_COLUMN_COUPLING] = 2, [VT_MODE_COLUMN_SHEAR] = 2,    [VT_MODE_COLUMN_BULK] = 2,
  };
  double value = vt_mode_row_get_value (self, column);

  if (column == VT_MODE_COLUMN_NAME)
    return g_strdup_printf ("%u", self->place + 1);
  if (column == VT_MODE_COLUMN_PARTICIPATION)
    return vt_format_fixed (value, value < 9.95 ? 1 : 0, NULL, VT_NUMBER_MARKUP);
  return vt_format_fixed (value, decimals[column], NULL, VT_NUMBER_MARKUP);
}
