/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The radial distribution function g(r), total and by species pair. */
#pragma once

#include "sample/sample.h"

G_BEGIN_DECLS

typedef struct
{
  gatomicrefcount references;
  guint n;         /* bins */
  double width;    /* of a bin, lambda */
  double *r;       /* n: bin centres */
  double *g;       /* n: all pairs */
  double *g_ss, *g_sl, *g_ll; /* n each; normalised to 1 at large r */
  double *error;   /* n: statistical standard error of g (Poisson counts) */
} VtRdf;

/* g(r) = V/(4 pi r^2 N^2) < sum_{i != j} delta (r - r_ij) > (lerner2022 Eq. A9 with the missing 4 pi r^2) up to
 * @r_max, clipped to half the shortest box edge. @width in lambda: 0.01 for display, 0.005 for peak heights. */
VtRdf *vt_rdf_new (const VtSample *sample, double r_max, double width);
VtRdf *vt_rdf_ref (const VtRdf *rdf);
void vt_rdf_unref (VtRdf *rdf);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtRdf, vt_rdf_unref)

G_END_DECLS
