/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/findings.h"

VtModeStudy *
vt_mode_study_ref (const VtModeStudy *study)
{
  VtModeStudy *held = (VtModeStudy *) study;

  g_atomic_ref_count_inc (&held->references);
  return held;
}

void
vt_mode_study_unref (VtModeStudy *study)
{
  if (study == NULL || !g_atomic_ref_count_dec (&study->references))
    return;
  g_clear_pointer (&study->mode, vt_mode_unref);
  g_clear_pointer (&study->anatomy, vt_anatomy_free);
  g_free (study->energy.s);
  g_free (study->energy.energy);
  g_free (study);
}

VtPinch *
vt_pinch_ref (const VtPinch *pinch)
{
  VtPinch *held = (VtPinch *) pinch;

  g_atomic_ref_count_inc (&held->references);
  return held;
}

void
vt_pinch_unref (VtPinch *pinch)
{
  if (pinch == NULL || !g_atomic_ref_count_dec (&pinch->references))
    return;
  vt_dipoles_unref (pinch->dipole);
  g_free (pinch->u);
  g_free (pinch);
}

gsize
vt_pinch_bond (const VtPinch *pinch)
{
  return pinch->dipole->bonds[0];
}

VtFindings *
vt_findings_new (void)
{
  VtFindings *findings = g_new0 (VtFindings, 1);

  g_atomic_ref_count_init (&findings->references);
  findings->studies = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_mode_study_unref);
  findings->chosen = g_ptr_array_new_with_free_func ((GDestroyNotify) vt_mode_unref);
  return findings;
}

/* The arrays are never changed once published: a new one takes their place. */
VtFindings *
vt_findings_copy (const VtFindings *findings)
{
  VtFindings *copy = g_memdup2 (findings, sizeof *findings);

  g_atomic_ref_count_init (&copy->references);
  for (guint kind = 0; kind < VT_N_MODE_KINDS; kind++)
    if (copy->modes[kind] != NULL)
      g_ptr_array_ref (copy->modes[kind]);
  g_ptr_array_ref (copy->studies);
  g_ptr_array_ref (copy->chosen);
  copy->problem = g_strdup (findings->problem);
  copy->pinch = findings->pinch != NULL ? vt_pinch_ref (findings->pinch) : NULL;
  copy->dipoles = findings->dipoles != NULL ? vt_dipoles_ref (findings->dipoles) : NULL;
  copy->response_problem = g_strdup (findings->response_problem);
  return copy;
}

VtFindings *
vt_findings_ref (const VtFindings *findings)
{
  VtFindings *held = (VtFindings *) findings;

  g_atomic_ref_count_inc (&held->references);
  return held;
}

void
vt_findings_unref (VtFindings *findings)
{
  if (findings == NULL || !g_atomic_ref_count_dec (&findings->references))
    return;
  for (guint kind = 0; kind < VT_N_MODE_KINDS; kind++)
    g_clear_pointer (&findings->modes[kind], g_ptr_array_unref);
  g_ptr_array_unref (findings->studies);
  g_ptr_array_unref (findings->chosen);
  g_free (findings->problem);
  vt_pinch_unref (findings->pinch);
  vt_dipoles_unref (findings->dipoles);
  g_free (findings->response_problem);
  g_free (findings);
}

const VtModeStudy *
vt_findings_study (const VtFindings *findings, const VtMode *mode)
{
  for (guint k = 0; findings != NULL && k < findings->studies->len; k++)
    {
      const VtModeStudy *study = findings->studies->pdata[k];

      if (study->mode == mode)
        return study;
    }
  return NULL;
}

const GPtrArray *
vt_findings_modes (const VtFindings *findings, VtModeKind kind)
{
  return findings != NULL ? findings->modes[kind] : NULL;
}
