/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What has been found out about a finished glass beyond its run: its nonlinear modes, its modes taken apart, what force
 * dipoles on its bonds do. Immutable, reference-counted like a snapshot; parts are shared between successive findings of
 * the same glass. */
#pragma once

#include "response/dipole.h"
#include "vibrations/anatomy.h"

G_BEGIN_DECLS

/* Energy along a mode: U(x + s u) - U(x) by displacing the glass. */
typedef struct
{
  guint n;
  double *s;       /* n: distances, lambda, ascending, symmetric about 0 */
  double *energy;  /* n: epsilon; NAN where particles would come to lie on top of each other */
} VtEnergyCurve;

/* One mode taken apart. */
typedef struct
{
  gatomicrefcount references;
  VtMode *mode;          /* what it is of */
  VtModeKind kind;
  double sign;           /* anatomy and energy are of @sign times mode->vector */
  VtAnatomy *anatomy;    /* without its vector */
  VtExpansion expansion; /* of the energy along it; the first order left out */
  VtEnergyCurve energy;
  double shear_share;    /* softening of G over its nonaffine part (sticky1 Eq. 11); NAN where that is not known */
  double bulk_share;     /* of K */
} VtModeStudy;

VtModeStudy *vt_mode_study_ref (const VtModeStudy *study);
void vt_mode_study_unref (VtModeStudy *study);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtModeStudy, vt_mode_study_unref)

/* The response to the force dipole on one bond. */
typedef struct
{
  gatomicrefcount references;
  VtDipoles *dipole; /* this one alone */
  double *u;         /* 3n: H^-1 d */
} VtPinch;

VtPinch *vt_pinch_ref (const VtPinch *pinch);
void vt_pinch_unref (VtPinch *pinch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtPinch, vt_pinch_unref)

/* The bond it is on. */
gsize vt_pinch_bond (const VtPinch *pinch);

typedef enum
{
  VT_SEARCH_NONE,     /* never asked for */
  VT_SEARCH_RUNNING,
  VT_SEARCH_DONE,
  VT_SEARCH_STOPPED,  /* what it had found is kept */
  VT_SEARCH_FAILED,   /* problem says why */
} VtSearchState;

typedef struct
{
  gatomicrefcount references;
  guint64 version;                      /* grows with every findings published */
  GPtrArray *modes[VT_N_MODE_KINDS];    /* VtMode, ascending in omega; NULL: none looked for. The harmonic ones are those
                                         * of the snapshot and stay NULL here */
  GPtrArray *studies;                   /* VtModeStudy of modes of all kinds, in no order */
  GPtrArray *chosen;                    /* VtMode a study was asked for: a search does not let go of them */
  VtSearchState search;
  guint n_wanted;                       /* of each kind, by the last search: there may be more than these */
  VtModeKind seeking;                   /* what a running search looks for now */
  guint64 solves;                       /* of all searches so far */
  double seconds;                       /* the same */
  char *problem;                        /* translated: why a search or a study failed; else NULL */

  VtPinch *pinch;                       /* the one last asked for; NULL: none, or not there yet */
  VtDipoles *dipoles;                   /* on random bonds; NULL: none yet */
  guint n_dipoles_wanted;
  VtSearchState gathering;              /* of dipoles */
  char *response_problem;               /* translated: why there is no response; else NULL */
} VtFindings;

/* Nothing found yet. */
VtFindings *vt_findings_new (void);
/* Shares every part of @findings; free to be changed until it is published. */
VtFindings *vt_findings_copy (const VtFindings *findings);
VtFindings *vt_findings_ref (const VtFindings *findings);
void vt_findings_unref (VtFindings *findings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtFindings, vt_findings_unref)

/* The study of @mode, or NULL; @findings may be NULL. */
const VtModeStudy *vt_findings_study (const VtFindings *findings, const VtMode *mode);

/* The modes of @kind, cubic or quartic, or NULL; @findings may be NULL. */
const GPtrArray *vt_findings_modes (const VtFindings *findings, VtModeKind kind);

G_END_DECLS
