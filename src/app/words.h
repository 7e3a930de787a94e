/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sentences of the window: run states, durations, short names. All translated; numbers in the user's locale. */
#pragma once

#include "engine/snapshot.h"
#include "vibrations/nonlinear.h"

G_BEGIN_DECLS

/* "31 s", "2 min 10 s", "1 h 5 min"; whole seconds, at least 1. */
char *vt_words_duration (double seconds);

/* "about 30 s on this computer"; "" when not finite. Two digits, because it is an estimate. */
char *vt_words_estimate (double seconds);

/* "about 1.2 GB". */
char *vt_words_memory (guint64 bytes);

/* "Needs about 12 GB of memory, and 3 GB are free". */
char *vt_words_memory_shortage (guint64 bytes, guint64 available);

/* "about 12 s left"; "" when not finite. */
char *vt_words_remaining (double seconds);

/* "Melting, 74 %", "Minimum reached in 31 s", "Stopped: ..."; @snapshot may be NULL (just started). */
char *vt_words_run_state (const VtSnapshot *snapshot);

/* The same where there is little room: "74 %", "31 s". */
char *vt_words_run_state_short (const VtSnapshot *snapshot);

/* One word for the gallery: "melting", "quenching", "measuring". */
const char *vt_words_stage (VtStage stage);

/* Names of the VT_N_WORK_STAGES stages: "Melt", "Quench", "Elasticity", "Modes". */
const char *vt_words_stage_name (guint stage);

/* Progress of the whole run, 0 ... 1, from its stage and the progress of that. */
double vt_words_progress (const VtSnapshot *snapshot);

/* "Mode 4", "Soft spot 5"; @index from 0. */
char *vt_words_mode (VtModeKind kind, guint index);

/* What is said beside it: "harmonic, of 60", "cubic, 12 found"; "unstable, of 60" for a negative @omega. */
char *vt_words_mode_family (VtModeKind kind, guint n, double omega);

/* "harmonic", "cubic", "quartic". */
const char *vt_words_mode_kind (VtModeKind kind);

/* Where the density of @recipe comes from: "follows the published curve"; @brief: "published". */
const char *vt_words_density_origin (const VtRecipe *recipe, gboolean pinned, gboolean brief);

/* A density with three decimals, or with a fourth where it has one: "0.600", "0.6802". */
char *vt_words_number_density (double density);

/* "N = 10 976 · rho = 0.675 lambda^-3", markup. */
char *vt_words_composition (const VtRecipe *recipe);

/* What a file about @recipe is called, without an ending: "stiff-80-N2048-seed7". Not translated. */
char *vt_words_file_name (const VtRecipe *recipe);

G_END_DECLS
