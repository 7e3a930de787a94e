/* Gets the best out of OpenBLAS on processors newer than it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* To be called first in main (). OpenBLAS chooses its kernels before main () starts and takes a processor it does not
 * know for an old one; the only way to tell it better is the environment. Where its choice falls short of what the
 * processor can do and the user has not set OPENBLAS_CORETYPE, this sets it and executes the program anew, once.
 * Returns otherwise, also where that fails: the program is then only slower. */
void vt_blas_reexec_if_needed (char **argv);

/* The kernels OpenBLAS should use here: the value OPENBLAS_CORETYPE ought to have, or NULL where its own choice
 * (@chosen, as openblas_get_corename () tells it) is good. */
const char *vt_blas_better_core (const char *chosen);

/* Threads OpenBLAS may use, for the whole process. */
void vt_blas_set_threads (guint n_threads);

G_END_DECLS
