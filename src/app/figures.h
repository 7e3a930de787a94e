/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures of the window: what each plot shows of a snapshot. A figure is set up once by its _setup function; the
 * others pour new data into it and take NULL for "nothing yet". These know no widgets. */
#pragma once

#include "engine/findings.h"
#include "engine/snapshot.h"
#include "plot/figure.h"

G_BEGIN_DECLS

/* --- units that make glasses comparable; NAN: those of the potential --- */

/* r to r/a_0, where a_0 = (V/N)^(1/3). */
void vt_figure_reduce_distance (VtFigure *figure, double a0);
/* omega to omega/omega_0, where omega_0 = c_s/a_0. */
void vt_figure_reduce_frequency (VtFigure *figure, double omega0);
/* The same of a density of states, whose area stays: D to D omega_0. */
void vt_figure_reduce_density (VtFigure *figure, double omega0);

/* --- pair potential: phi, phi', phi'' of the next glass, those of the shown one, where its neighbours are --- */

void vt_potential_figure_setup (VtFigure *figure);
/* Call when the model changes: the part of the axis that is shown belongs to it. */
void vt_potential_figure_set_model (VtFigure *figure, const VtModel *model);
void vt_potential_figure_set_next (VtFigure *figure, const VtPotential *potential);
/* @potential: the shown glass's, drawn faint where it differs from the next one's; NULL: none. */
void vt_potential_figure_set_shown (VtFigure *figure, const VtPotential *potential, const VtPotential *next);
/* g of each pair of species in the shown glass against r / lambda_ij, under the curves (sticky1 Fig. 10). */
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

/* --- modes: N e against omega, a series for each family --- */

void vt_modes_figure_setup (VtFigure *figure);
/* @modes: arrays of VtMode, NULL where there are none. @live: the word beside the breathing dot, "" for the dot alone;
 * NULL while none arrive. */
void vt_modes_figure_set (VtFigure *figure, const GPtrArray *const modes[VT_N_MODE_KINDS],
                          const VtElasticity *elasticity, const char *live);
void vt_modes_figure_set_linear (VtFigure *figure, gboolean linear);
/* -1: none. */
void vt_modes_figure_select (VtFigure *figure, VtModeKind kind, int mode);
/* The series of a family, and the family of a series. */
const char *vt_modes_figure_series (VtModeKind kind);
VtModeKind vt_modes_figure_kind (const char *series_id);

/* --- energy along one mode, and its expansions --- */

void vt_energy_figure_setup (VtFigure *figure);
/* NULL: not known yet. */
void vt_energy_figure_set (VtFigure *figure, const VtModeStudy *study);

/* --- decay of one mode from its core --- */

void vt_decay_figure_setup (VtFigure *figure);
/* @vector: 3n displacements of @sample's particles; @anatomy: of it; NULL: not known yet. */
void vt_decay_figure_set (VtFigure *figure, const VtSample *sample, const double *vector, const VtAnatomy *anatomy);

/* --- responses to force dipoles; @pinch is the one on show, @dipoles those on random bonds, either may be NULL --- */

void vt_pinch_histogram_setup (VtFigure *figure);
/* p(omega_g^(ij)), the mean, and where the one on show lies. */
void vt_pinch_histogram_set (VtFigure *figure, const VtDipoles *dipoles, const VtPinch *pinch, gboolean live);

void vt_pinch_decay_setup (VtFigure *figure);
/* c(r), beside r^-6. */
void vt_pinch_decay_set (VtFigure *figure, const VtDipoles *dipoles, const VtPinch *pinch);

void vt_pinch_bump_setup (VtFigure *figure);
/* r^6 c(r) with the fit whose peak is xi_g. */
void vt_pinch_bump_set (VtFigure *figure, const VtDipoles *dipoles, const VtPinch *pinch);

G_END_DECLS
