/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/theme.h"

#include <string.h>

/* STYLE: what 12 px of axis text are measured against. */
#define DESKTOP_FONT_SIZE (11.0 * 96.0 / 72.0)
#define AXIS_FONT_SIZE 12.0
#define TITLE_FONT_SIZE 13.5
#define PRESENT_UNIT (25.0 / 12.0)

static const guint32 light_colours[VT_N_COLOURS] = {
  [VT_COLOUR_SERIES_1] = 0x1a54b4, [VT_COLOUR_SERIES_2] = 0xc64600, [VT_COLOUR_SERIES_3] = 0x1b8585,
  [VT_COLOUR_SERIES_4] = 0x6d1b6b, [VT_COLOUR_SERIES_5] = 0xb08a10, [VT_COLOUR_SERIES_6] = 0x5d5a6b,
  [VT_COLOUR_OLD] = 0x8e8e93, [VT_COLOUR_SS] = 0xa86500, [VT_COLOUR_SL] = 0x3d2b4a, [VT_COLOUR_LL] = 0x4f7fbf,
  [VT_COLOUR_POSITIVE] = 0x1c71d8, [VT_COLOUR_NEGATIVE] = 0xc64600, [VT_COLOUR_TEXT] = 0x2b2b2e,
  [VT_COLOUR_DIM] = 0x68686c, [VT_COLOUR_DONE] = 0x1e7a4c, [VT_COLOUR_ACCENT] = 0x1c71d8,
};

static const guint32 dark_colours[VT_N_COLOURS] = {
  [VT_COLOUR_SERIES_1] = 0x6ba9ff, [VT_COLOUR_SERIES_2] = 0xffae70, [VT_COLOUR_SERIES_3] = 0x72e8d5,
  [VT_COLOUR_SERIES_4] = 0xf772b5, [VT_COLOUR_SERIES_5] = 0xf6ea80, [VT_COLOUR_SERIES_6] = 0xa4893e,
  [VT_COLOUR_OLD] = 0x8f8f96, [VT_COLOUR_SS] = 0xf0b45c, [VT_COLOUR_SL] = 0xefe6f5, [VT_COLOUR_LL] = 0x6f9bdc,
  [VT_COLOUR_POSITIVE] = 0x6ba9ff, [VT_COLOUR_NEGATIVE] = 0xff9a5c, [VT_COLOUR_TEXT] = 0xf6f5f4,
  [VT_COLOUR_DIM] = 0xb4b4ba, [VT_COLOUR_DONE] = 0x78d6a0, [VT_COLOUR_ACCENT] = 0x62a0ea,
};

static const struct
{
  int n;
  double lengths[6];
} dashes[VT_N_COLOURS] = {
  [VT_COLOUR_SERIES_2] = { 2, { 7, 3.5 } },
  [VT_COLOUR_SERIES_3] = { 4, { 9, 3, 2, 3 } },
  [VT_COLOUR_SERIES_4] = { 2, { 1.5, 3 } },
  [VT_COLOUR_SERIES_5] = { 2, { 13, 4 } },
  [VT_COLOUR_SERIES_6] = { 6, { 9, 3, 2, 3, 2, 3 } },
  [VT_COLOUR_SS] = { 2, { 1.5, 3 } },
  [VT_COLOUR_SL] = { 4, { 9, 3, 2, 3 } },
  [VT_COLOUR_LL] = { 2, { 13, 4 } },
  [VT_COLOUR_DIM] = { 2, { 6, 4 } }, /* guides */
};

static VtRgba
rgba_from_hex (guint32 hex, double alpha)
{
  return (VtRgba) { ((hex >> 16) & 0xff) / 255.0, ((hex >> 8) & 0xff) / 255.0, (hex & 0xff) / 255.0, alpha };
}

static VtRgba
ink (gboolean dark, double alpha)
{
  return rgba_from_hex (dark ? 0xffffff : 0x000000, alpha);
}

static void
set_type_and_lines (VtTheme *theme)
{
  theme->unit = theme->flags & VT_THEME_PRESENT ? PRESENT_UNIT : 1;
  theme->font_size = AXIS_FONT_SIZE * theme->unit;
  theme->title_size = TITLE_FONT_SIZE * theme->unit;
  theme->extra_width = theme->flags & VT_THEME_HIGH_CONTRAST ? 1 : 0;
}

void
vt_theme_init (VtTheme *theme, VtThemeFlags flags)
{
  gboolean dark = (flags & (VT_THEME_DARK | VT_THEME_PRESENT)) != 0;
  gboolean contrast = (flags & VT_THEME_HIGH_CONTRAST) != 0;
  const guint32 *table = dark ? dark_colours : light_colours;

  memset (theme, 0, sizeof *theme);
  theme->flags = flags;
  for (guint i = 0; i < VT_N_COLOURS; i++)
    theme->colours[i] = rgba_from_hex (table[i], 1);
  theme->card = rgba_from_hex (dark ? 0x333337 : 0xffffff, 1);
  if (flags & VT_THEME_PRESENT)
    {
      theme->card = rgba_from_hex (0x131316, 1);
      theme->colours[VT_COLOUR_TEXT] = rgba_from_hex (0xffffff, 1);
      theme->colours[VT_COLOUR_DIM] = rgba_from_hex (0xc4c4ca, 1);
    }
  theme->off = rgba_from_hex (dark ? 0x8f8f96 : 0x8e8e93, 1);
  theme->grid = ink (dark, contrast ? 0.20 : dark ? 0.09 : 0.07);
  theme->axis = ink (dark, contrast ? 0.85 : dark ? 0.42 : 0.38);
  theme->tick = ink (dark, contrast ? 0.75 : dark ? 0.294 : 0.266);
  if (contrast)
    theme->colours[VT_COLOUR_DIM] = theme->colours[VT_COLOUR_TEXT];
  set_type_and_lines (theme);
}

void
vt_theme_set_font (VtTheme *theme, const char *family, double size)
{
  double larger = MAX (size / DESKTOP_FONT_SIZE, 1);

  g_strlcpy (theme->family, family != NULL ? family : "", sizeof theme->family);
  theme->font_size = AXIS_FONT_SIZE * theme->unit * larger;
  theme->title_size = TITLE_FONT_SIZE * theme->unit * larger;
}

const double *
vt_colour_dash (VtColour colour, int *n)
{
  *n = dashes[colour].n;
  return dashes[colour].lengths;
}

VtMarker
vt_colour_marker (VtColour colour)
{
  switch (colour)
    {
    case VT_COLOUR_SERIES_2: return VT_MARKER_DIAMOND;
    case VT_COLOUR_SERIES_3: return VT_MARKER_TRIANGLE;
    case VT_COLOUR_SERIES_4: return VT_MARKER_SQUARE;
    case VT_COLOUR_SERIES_5: return VT_MARKER_DOWN_TRIANGLE;
    case VT_COLOUR_SERIES_6: return VT_MARKER_CROSS;
    default: return VT_MARKER_DISC;
    }
}

void
vt_rgba_set_source (cairo_t *cr, VtRgba rgba, double alpha)
{
  cairo_set_source_rgba (cr, rgba.red, rgba.green, rgba.blue, rgba.alpha * alpha);
}
