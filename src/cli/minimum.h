/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A configuration read from a file and all that is solved with at it: what modes and response have in common. */
#pragma once

#include "input.h"
#include "json.h"
#include "output.h"

#include "response/iterative.h"
#include "response/moduli.h"
#include "vibrations/stability.h"

G_BEGIN_DECLS

/* As given on the command line. */
typedef struct
{
  VtModelOptions model;
  char *small, *seed, *threads, *json;
  gboolean quiet;
} VtMinimumOptions;

#define VT_MINIMUM_OPTIONS(options) \
  VT_MODEL_OPTIONS ((options).model), \
  VT_SMALL_OPTION ((options).small), \
  { "seed", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &(options).seed, \
    N_ ("Seed of the random bonds (1)"), N_ ("SEED") }, \
  { "json", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &(options).json, \
    N_ ("Write the results as JSON; - is standard output"), N_ ("FILE") }, \
  { "threads", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &(options).threads, \
    N_ ("Threads to work with, 1 to 256 (all processors); results do not depend on it"), N_ ("N") }, \
  { "quiet", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &(options).quiet, \
    N_ ("Neither progress nor a table of results"), NULL }

void vt_minimum_options_clear (VtMinimumOptions *options);

typedef struct
{
  VtInput input;
  VtPotential potential;
  guint64 seed;
  guint n_threads;
  VtOutput json;
  gboolean quiet;
  VtNetwork *network;
  VtHessian *hessian;
  gboolean needs_factor; /* by what is to be solved afterwards; set before vt_minimum_analyse */
  VtFactor *factor;      /* NULL where none is needed and the configuration is a minimum */
  VtTeam *team;
  gboolean judged;
  VtStability stability;
  char *instability;  /* NULL where stable */
  VtModuli moduli;    /* NAN where unstable */
} VtMinimum;

void vt_minimum_clear (VtMinimum *minimum);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VtMinimum, vt_minimum_clear)

/* Reads options and file. */
gboolean vt_minimum_read (VtMinimum *minimum, const VtMinimumOptions *options, const char *path, GError **error);

/* FALSE with an error that says what to do where what has been read and @n_modes lowest modes of it, by a factor where
 * minimum->needs_factor, will not fit into memory. */
gboolean vt_minimum_check_memory (const VtMinimum *minimum, guint n_modes, GError **error);

/* Bonds, H, verdict, moduli, and its factor where that is needed: the part that takes time. */
gboolean vt_minimum_analyse (VtMinimum *minimum, GCancellable *cancellable, GError **error);

/* Bonds, H and moduli without a factor, by @iterative conjugate gradients, which the caller frees: for glasses whose
 * factor would not fit. Whether the minimum is stable is not known then, but a negative direction that is met is an
 * error. */
gboolean vt_minimum_iterate (VtMinimum *minimum, VtTeam *team, VtIterative **iterative, GCancellable *cancellable,
                             GError **error);

/* FALSE with an error that says why, for work that needs a stable minimum. */
gboolean vt_minimum_require_stable (const VtMinimum *minimum, GError **error);

/* Members common to both commands: version, recipe, model, parameters, particles, density, stable, search_seed,
 * shear_modulus, bulk_modulus, omega0. */
void vt_minimum_add_json (const VtMinimum *minimum, VtJson *json);

/* notes (NULL-terminated, after those of the minimum itself; also said on standard error) and error. */
void vt_minimum_add_remarks (const VtMinimum *minimum, VtJson *json, const char *const *notes, const GError *failure);

/* A cancellation in @failure gets the words that the user is told: what is there is kept. */
void vt_minimum_word_interrupt (GError **failure);

/* A line of progress on standard error, in place of the one before; NULL takes it away. Nothing where nobody looks or
 * --quiet was given. */
void vt_minimum_tell (const VtMinimum *minimum, const char *line);

G_END_DECLS
