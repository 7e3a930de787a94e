/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pair potentials: what the particles feel.
 *
 * A potential is phi(x) in units of epsilon, x = r / lambda_ij, zero for x >= cutoff. Each family of potentials is
 * one const VtModel (documentation, parameters with ranges, formula); a VtPotential is a model with its parameters
 * set and its coefficients worked out, a plain value that may be copied and shared between threads.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define VT_MODEL_ERROR (vt_model_error_quark ())
GQuark vt_model_error_quark (void);

typedef enum
{
  VT_MODEL_ERROR_UNKNOWN,    /* no such model or parameter */
  VT_MODEL_ERROR_RANGE,      /* a parameter outside its range, or not finite */
  VT_MODEL_ERROR_TOO_CLOSE,  /* x below VT_X_MINIMUM */
} VtModelError;

/* Below this x no potential is evaluated (PHYSICS section 2): values would overflow at large Q. */
#define VT_X_MINIMUM 0.2
#define VT_MODEL_MAX_PARAMETERS 2

typedef enum
{
  VT_SPECIES_SMALL = 0,
  VT_SPECIES_LARGE = 1,
} VtSpecies;

/* lambda_ij in units of lambda_SS: 1, 1.18, 1.4 */
double vt_lambda (VtSpecies a, VtSpecies b);

typedef struct _VtModel VtModel;
typedef struct _VtPotential VtPotential;

typedef struct
{
  const char *key;      /* option name and JSON key: "q", "xc", "rc" */
  const char *symbol;   /* Pango markup: "<i>Q</i>", "<i>r</i><sub>c</sub>" */
  const char *name;     /* translatable (N_): "Stiffness", "Cutoff" */
  double minimum;       /* smallest allowed value ... */
  gboolean minimum_excluded; /* ... itself not allowed when TRUE (Q > 4) */
  double maximum;       /* largest allowed value */
  double standard;      /* default */
  double slider_from;   /* what a slider shows */
  double slider_to;
  gboolean slider_log;  /* the slider is logarithmic (Q, q) */
} VtParameterInfo;

struct _VtModel
{
  const char *key;          /* "stiff", "mie", "sticky", "stiff6" */
  const char *name;         /* translatable: "Stiffness Q", "Mie q", "Sticky spheres r_c", ... (markup-free) */
  const char *markup;       /* translatable, Pango markup: "Stiffness <i>Q</i>" */
  const char *description;  /* translatable, one or two sentences */
  const char *source;       /* "lerner2022 Eq. 1" */
  gboolean expert;          /* only offered as an expert option */
  guint n_parameters;
  VtParameterInfo parameters[VT_MODEL_MAX_PARAMETERS]; /* [0] is the control parameter */
  void (*prepare) (VtPotential *potential);  /* coefficients from parameters already checked */
  void (*evaluate) (const VtPotential *potential, double x, double derivatives[5]);
};

/* The polynomial and power form behind a potential, read by the force kernels. In y = x^2, w = 1/y:
 *   inner (x < joint, or everywhere when joint == cutoff):
 *     phi = amplitude_a * w^(exponent_a/2) - amplitude_b * w^(exponent_b/2) + c[0] + c[1] y + c[2] y^2 + c[3] y^3
 *   outer (joint <= x < cutoff; sticky only):
 *     phi = (y - y_c)^3 * (r[0] + r[1] t + ... + r[6] t^6) / y^6,   t = y - y_joint
 */
struct _VtPotential
{
  const VtModel *model;
  double parameters[VT_MODEL_MAX_PARAMETERS];
  double cutoff;   /* x_c */
  double joint;    /* x_min for sticky, else == cutoff */
  double steepness; /* effective exponent of the repulsion at short distance: Q, 2q, 12 */
  double amplitude_a, exponent_a;
  double amplitude_b, exponent_b;
  double c[4];     /* c0, c2, c4, c6 of the papers (inner branch) */
  double r[7];     /* outer branch of sticky, factored form */
  double table[6]; /* sticky: a, b, c0, c2, c4, c6 as sticky1 Table II lists them */
};

/* All models, in the order they are offered; NULL-terminated. */
const VtModel *const *vt_models (void);
const VtModel *vt_model_find (const char *key); /* NULL when unknown */

/* Index of the parameter named @key in @model, or -1. */
int vt_model_parameter_index (const VtModel *model, const char *key);

/* Sets up @potential from @parameters (model->n_parameters values). FALSE with VT_MODEL_ERROR_RANGE and a message
 * that states the range when a value is out of range or not finite; @potential is then untouched. */
gboolean vt_potential_init (VtPotential *potential, const VtModel *model, const double *parameters, GError **error);

/* phi and its first four derivatives with respect to x (epsilon = 1) into derivatives[0..4]; zeros for
 * x >= cutoff. FALSE with VT_MODEL_ERROR_TOO_CLOSE below VT_X_MINIMUM or for a non-finite x. */
gboolean vt_potential_evaluate (const VtPotential *potential, double x, double derivatives[5], GError **error);

/* The same without the check, for inner loops whose distances have been checked: x >= VT_X_MINIMUM. */
static inline void
vt_potential_evaluate_unchecked (const VtPotential *potential, double x, double derivatives[5])
{
  potential->model->evaluate (potential, x, derivatives);
}

/* Smallest number of particles at number density @density for which the minimum image convention holds:
 * ceil (rho (2 * 1.4 * x_c)^3), PHYSICS section 1. */
guint vt_potential_minimum_particles (const VtPotential *potential, double density);

G_END_DECLS
