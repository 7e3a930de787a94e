/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small minima for tests of what is computed at one, made here by the plainest means so that these tests lean on no
 * floor above their own. */
#pragma once

#include "network/network.h"
#include "response/factor.h"

G_BEGIN_DECLS

/* Soft repulsive spheres, phi = (1 - x^2/c^2)^4: no attraction, and phi'' > 0 at every distance met. Parameter c. */
extern const VtModel test_soft_model;

/* Sets up @model (test_soft_model or one of vt_models ()) at control parameter @control, cutoff @cutoff where it has one. */
VtPotential test_potential (const VtModel *model, double control, double cutoff);

/* A minimum of @n particles: a shaken crystal at @density, then damped dynamics, then Newton to the floor of double
 * precision. The box edges have ratios 1 : @stretch : 1/@stretch. */
VtSample *test_minimum (const VtPotential *potential, guint n, double density, double stretch, guint64 seed);

/* Follows a minimum, by Newton steps alone, into the box that @sample now has; the largest force left comes back. */
double test_newton (VtSample *sample, const VtPotential *potential);

/* 3n random numbers with mean zero in each direction, normalised: no translation in it. */
double *test_random_vector (guint n_particles, guint64 seed);

G_END_DECLS
