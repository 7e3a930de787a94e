/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes OpenBLAS and the OpenMP inside CHOLMOD behave. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* To be called first in main (). What these libraries read from the environment they read before main () starts, so
 * the only way to tell them is to set it and execute the program anew, once:
 * - OPENBLAS_CORETYPE, where OpenBLAS takes a processor newer than itself for an old one;
 * - OMP_THREAD_LIMIT and OMP_WAIT_POLICY: CHOLMOD starts four OpenMP threads whatever the machine has, which gain
 *   nothing and spin while they wait.
 * What the user has set is left alone. Returns where nothing is to be done, and also where it fails: the program is
 * then only slower. */
void vt_blas_reexec_if_needed (char **argv);

/* The kernels OpenBLAS should use here: the value OPENBLAS_CORETYPE ought to have, or NULL where its own choice
 * (@chosen, as openblas_get_corename () tells it) is good. */
const char *vt_blas_better_core (const char *chosen);

/* Threads OpenBLAS may use in a large task, for the whole process (1 until told otherwise). In small ones a second
 * thread costs more than it gives: solves were five times slower with two. */
void vt_blas_set_threads (guint n_threads);

/* Around a task worth several threads: a factorisation or reduction of some 1e11 operations. */
void vt_blas_begin_large (void);
void vt_blas_end_large (void);

G_END_DECLS
