/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The recipe: all that decides a glass, in a line of text.
 *
 * Text form: "stiff q=80 xc=2 N=2048 rho=0.694 seed=7 melt=nve"; optional words "T=1.5" (with melt=berendsen),
 * "time=10" and "trim". Numbers are C-locale with as many digits as they need. */
#pragma once

#include "dynamics/protocol.h"
#include "model/potential.h"

G_BEGIN_DECLS

#define VT_RECIPE_ERROR (vt_recipe_error_quark ())
GQuark vt_recipe_error_quark (void);

typedef enum
{
  VT_RECIPE_ERROR_SYNTAX,
  VT_RECIPE_ERROR_RANGE,
} VtRecipeError;

/* Sensible limits; also those of the window's fields. */
#define VT_PARTICLES_MAXIMUM 1000000
#define VT_DENSITY_MINIMUM 0.1
#define VT_DENSITY_MAXIMUM 2.0
#define VT_TEMPERATURE_MINIMUM 1e-3
#define VT_TEMPERATURE_MAXIMUM 1e12
#define VT_MELT_TIME_MINIMUM 1e-3
#define VT_MELT_TIME_MAXIMUM 1e5

typedef struct
{
  const VtModel *model;
  double parameters[VT_MODEL_MAX_PARAMETERS];
  guint particles;
  double density;       /* as asked; a trimmed glass ends elsewhere */
  guint64 seed;
  gboolean trim;
  VtMeltKind melt;
  double temperature;   /* Berendsen */
  double melt_time;     /* tau; NAN: as published */
} VtRecipe;

/* The published setting of @model at its standard control parameter: N = 2048 (or the published curve's choice), seed 1. */
void vt_recipe_init (VtRecipe *recipe, const VtModel *model);

/* Moves the control parameter and everything that follows it: mie's x_c, density (unless @density_pinned),
 * parent temperature. */
void vt_recipe_set_control (VtRecipe *recipe, double control, gboolean density_pinned);

/* Moves the density, and with it the parent temperature where that was the published one. */
void vt_recipe_set_density (VtRecipe *recipe, double density);

/* Checks every range and that N suffices for the cutoff; messages say what to do. */
gboolean vt_recipe_validate (const VtRecipe *recipe, GError **error);
gboolean vt_recipe_potential (const VtRecipe *recipe, VtPotential *potential, GError **error);

gboolean vt_recipe_equal (const VtRecipe *a, const VtRecipe *b);
char *vt_recipe_to_string (const VtRecipe *recipe);
gboolean vt_recipe_from_string (VtRecipe *recipe, const char *text, GError **error);

/* Short names for headings, Pango markup: "Stiffness <i>Q</i> = 80", "N = 2048 · ρ = 0.694 λ<sup>−3</sup> · seed 7". */
char *vt_recipe_title (const VtRecipe *recipe);
char *vt_recipe_subtitle (const VtRecipe *recipe);

G_END_DECLS
