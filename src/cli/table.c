/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Results for the eye: a table and plots. */
#include "config.h"

#include "report.h"
#include "terminal.h"
#include "text-plot.h"

#include <glib/gi18n.h>
#include <math.h>

#define NAME_WIDTH 26
#define SYMBOL_WIDTH 10
#define NUMBER_WIDTH 13
#define PLOT_ROWS 12
#define BINS_PER_DECADE 10
#define MODES_SHOWN 10

static void
append_padded (GString *table, const char *unspelt, glong width)
{
  g_autofree char *text = vt_terminal_text (unspelt);

  g_string_append (table, text);
  for (glong k = g_utf8_strlen (text, -1); k < width; k++)
    g_string_append_c (table, ' ');
}

/* "  Shear modulus             G       17.3     ελ⁻³"; nothing for a value that is not known. */
static void
append_value (GString *table, const char *name, const char *symbol, double value, const char *unit)
{
  g_autofree char *number = g_strdup_printf ("%.5g", value);

  if (!isfinite (value))
    return;
  g_string_append (table, "  ");
  append_padded (table, name, NAME_WIDTH);
  append_padded (table, symbol, SYMBOL_WIDTH);
  append_padded (table, number, *unit != '\0' ? NUMBER_WIDTH : 0);
  append_padded (table, unit, 0);
  g_string_append_c (table, '\n');
}

static void
append_heading (GString *table, const VtSnapshot *snapshot)
{
  g_autofree char *recipe = vt_recipe_to_string (&snapshot->recipe);

  if (snapshot->has_recipe_origin)
    g_string_append_printf (table, "%s\n", recipe);
  else
    g_string_append_printf (table, _("%s, %u particles from a file without a recipe\n"),
                            _(snapshot->recipe.model->name), snapshot->sample->n);
}

static void
append_elasticity (GString *table, const VtSnapshot *snapshot)
{
  const VtElasticity *e = snapshot->elasticity;

  append_value (table, _("Shear modulus"), "G", e->shear_modulus, "ε/λ³");
  append_value (table, _("Bulk modulus"), "K", e->bulk_modulus, "ε/λ³");
  append_value (table, _("Poisson's ratio"), "ν", e->poisson_ratio, "");
  append_value (table, _("Pressure"), "p", e->pressure, "ε/λ³");
  append_value (table, _("Pressure over bulk"), "p/K", e->p_over_k, "");
  append_value (table, _("Pressure, relative"), "p/p₀", e->p_over_p0, "");
  append_value (table, _("Stickiness"), "s", e->stickiness, "");
  append_value (table, _("Coordination"), "z", e->coordination, "");
  append_value (table, _("Energy per particle"), "U/N", e->energy_per_particle, "ε");
  append_value (table, _("Largest net force"), "max|f|", e->largest_force, "ε/λ");
  append_value (table, _("Mean pair force"), "⟨|φ′|⟩", e->mean_pair_force, "ε/λ");
  append_value (table, _("Density"), "ρ", e->density, "λ⁻³");
  append_value (table, _("Frequency unit c/a"), "ω₀", e->omega0, "τ⁻¹");
  append_value (table, _("First shear wave"), "2πc/L", e->first_shear_wave, "τ⁻¹");
}

static void
append_modes (GString *table, const VtModeSet *modes)
{
  guint shown = MIN (modes->n, MODES_SHOWN);

  if (shown == 0)
    return;
  g_string_append_printf (table, "\n  %s\n", _("Lowest modes: frequency ω in τ⁻¹, participation N e"));
  for (guint l = 0; l < shown; l++)
    g_string_append_printf (table, "  %4u  %10.5f  %8.1f\n", l + 1, modes->frequencies[l], modes->participation[l]);
  if (shown < modes->n)
    g_string_append_printf (table, _("  ... and %u more\n"), modes->n - shown);
}

char *
vt_report_table (const VtSnapshot *snapshot)
{
  GString *table = g_string_new (NULL);

  append_heading (table, snapshot);
  if (snapshot->elasticity != NULL)
    append_elasticity (table, snapshot);
  if (snapshot->elasticity != NULL && snapshot->elasticity->instability != NULL)
    g_string_append_printf (table, _("  Not a stable minimum. %s\n"), snapshot->elasticity->instability);
  if (snapshot->digest != NULL)
    g_string_append_printf (table, _("  Digest %s\n"), snapshot->digest);
  if (snapshot->note != NULL)
    g_string_append_printf (table, "  %s\n", snapshot->note);
  if (snapshot->modes != NULL)
    append_modes (table, snapshot->modes);
  return g_string_free (table, FALSE);
}

static void
append_rdf (GString *text, const VtRdf *rdf, guint columns, gboolean unicode)
{
  guint first = 0;

  /* Nothing but zeros up to where particles touch. */
  while (first + 1 < rdf->n && rdf->g[first + 1] == 0)
    first++;
  const VtTextPlot plot = { .title = _("g(r), all pairs"), .x_label = "r/λ", .n = rdf->n - first, .x = rdf->r + first,
                            .y = rdf->g + first,
                            .columns = columns, .rows = PLOT_ROWS, .unicode = unicode };
  g_autofree char *drawn = vt_text_plot_draw (&plot);

  g_string_append_printf (text, "\n%s", drawn);
}

static void
append_vdos (GString *text, const VtSnapshot *snapshot, guint columns, gboolean unicode)
{
  g_autoptr (VtVdos) vdos = vt_vdos_new (snapshot->spectrum, snapshot->modes, snapshot->sample->n, BINS_PER_DECADE);
  const VtTextPlot plot = {
    .title = vdos->complete ? _("Vibrational density of states D(ω), all modes")
                            : _("Vibrational density of states D(ω), from the lowest modes"),
    .x_label = "ωτ", .n = vdos->n, .x = vdos->omega, .y = vdos->density, .log_x = TRUE, .log_y = TRUE,
    .columns = columns, .rows = PLOT_ROWS, .unicode = unicode,
  };
  g_autofree char *drawn = vt_text_plot_draw (&plot);

  g_string_append_printf (text, "\n%s", drawn);
}

char *
vt_report_plots (const VtSnapshot *snapshot, guint columns, gboolean unicode)
{
  GString *text = g_string_new (NULL);

  if (snapshot->rdf != NULL)
    append_rdf (text, snapshot->rdf, columns, unicode);
  if (snapshot->spectrum != NULL || snapshot->modes != NULL)
    append_vdos (text, snapshot, columns, unicode);
  return g_string_free (text, FALSE);
}
