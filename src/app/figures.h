/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures of the window: what each plot shows of a snapshot. A figure is set up once by its _setup function; the
 * others pour new data into it and take NULL for "nothing yet". These know no widgets. */
#pragma once

#include "engine/snapshot.h"
#include "plot/figure.h"

G_BEGIN_DECLS

/* --- pair potential: phi, phi', phi'' of the next glass, phi of the shown one, where the neighbours are --- */

void vt_potential_figure_setup (VtFigure *figure);
/* Call when the model changes: the part of the axis that is shown belongs to it. */
void vt_potential_figure_set_model (VtFigure *figure, const VtModel *model);
void vt_potential_figure_set_next (VtFigure *figure, const VtPotential *potential);
/* @potential: the shown glass's, drawn faint where it differs from the next one's; NULL: none. */
void vt_potential_figure_set_shown (VtFigure *figure, const VtPotential *potential, const VtPotential *next);
/* The neighbours in the shown glass against r / lambda_ij. */
void vt_potential_figure_set_neighbours (VtFigure *figure, const VtRdf *rdf);

/* --- structure: g(r), all pairs and by species --- */

void vt_structure_figure_setup (VtFigure *figure);
void vt_structure_figure_set (VtFigure *figure, const VtRdf *rdf, gboolean live);

/* --- vibrations: D(omega) --- */

void vt_vibrations_figure_setup (VtFigure *figure);
/* The whole spectrum where there is one; else the lowest modes as points and @density (or NULL) as a curve above. */
void vt_vibrations_figure_set (VtFigure *figure, const VtSpectrum *spectrum, const VtModeSet *modes,
                               const VtSpectralDensity *density, guint n_particles, gboolean live);
void vt_vibrations_figure_set_linear (VtFigure *figure, gboolean linear);

/* --- the run: energy and largest force against force evaluations --- */

void vt_run_figure_setup (VtFigure *figure);
void vt_run_figure_set (VtFigure *figure, const VtTrace *trace, VtStage stage, double progress);

/* --- modes: N e against omega --- */

#define VT_MODES_SERIES "harmonic"
void vt_modes_figure_setup (VtFigure *figure);
void vt_modes_figure_set (VtFigure *figure, const VtModeSet *modes, const VtElasticity *elasticity, gboolean live);
/* -1: none. */
void vt_modes_figure_select (VtFigure *figure, int mode);

/* --- decay of one mode from its core --- */

void vt_decay_figure_setup (VtFigure *figure);
/* @mode: 3n displacements of @sample's particles. */
void vt_decay_figure_set (VtFigure *figure, const VtSample *sample, const double *mode);

G_END_DECLS
