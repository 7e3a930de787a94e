/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/stage-style.h"

#include <gtk/gtk.h>

static const char css[]
  = "stagepanel { background: #ffffff; color: #2b2b2e; border-radius: 12px;"
    "  box-shadow: 0 0 0 1px alpha(black, 0.05), 0 1px 0 1px alpha(black, 0.035); font-size: 12.5px; }"
    "stagepanel.dark-stage { background: #1b1b1e; color: #f6f5f4; box-shadow: none; }"
    "stagepanel .stage-dim { color: #68686c; }"
    "stagepanel.dark-stage .stage-dim { color: #b4b4ba; }"
    "stagepanel .stage-title { font-size: 20px; font-weight: 800; }"
    "stagepanel .stage-reason { font-size: 14px; }"
    "stagepanel .stage-buttons { margin-right: -8px; margin-top: -6px; }"
    "stagepanel .species-dot { border-radius: 9999px; margin-right: 7px; }"
    "stagepanel .species-dot.small { min-width: 10px; min-height: 10px; background: #eda637; }"
    "stagepanel .species-dot.large { min-width: 14px; min-height: 14px; background: #9fb0c6; }"
    "stagepanel.dark-stage .species-dot.small { background: #e8a74a; }"
    "stagepanel.dark-stage .species-dot.large { background: #8797ae; }"
    "stagepanel .bond-swatch { min-width: 22px; min-height: 5px; border-radius: 3px; }"
    "stagepanel .bond-swatch.positive { background: #1c71d8; }"
    "stagepanel .bond-swatch.negative { background: #c64600; }"
    "stagepanel.dark-stage .bond-swatch.positive { background: #6ba9ff; }"
    "stagepanel.dark-stage .bond-swatch.negative { background: #ff9a5c; }"
    "stagestrip { font-size: 13px; }"
    "stagestrip label { color: #68686c; }"
    "stagepanel.dark-stage stagestrip label { color: #b4b4ba; }"
    "stagestrip label.current, stagepanel.dark-stage stagestrip label.current"
    "  { color: inherit; font-weight: bold; }"
    "stagestrip progressbar > trough, stagestrip progressbar > trough > progress"
    "  { min-height: 6px; border-radius: 3px; min-width: 0; }"
    "stagestrip progressbar > trough { background: #e4e4e7; }"
    "stagestrip progressbar > trough > progress { background: #1c71d8; }"
    "stagepanel.dark-stage stagestrip progressbar > trough { background: #414146; }"
    "stagepanel.dark-stage stagestrip progressbar > trough > progress { background: #62a0ea; }"
    "stagebar { background: #ffffff; border: 1px solid alpha(black, 0.1); border-radius: 9999px;"
    "  box-shadow: 0 1px 1px 1px alpha(black, 0.05); padding: 3px 6px 3px 14px; min-height: 36px; }"
    "stagepanel.dark-stage stagebar { background: #333337; border-color: alpha(white, 0.14);"
    "  box-shadow: 0 1px 1px 1px alpha(black, 0.25); }"
    "stagebar.with-play { padding-left: 6px; }"
    "stagebar .choice-value { font-size: 13px; font-weight: bold; }"
    "stagebar choice > menubutton > button { padding: 4px 8px; min-height: 26px; border-radius: 9999px; }"
    "stagebar > foldrow > menubutton > button { border-radius: 9999px; }"
    "stagebar separator { min-height: 20px; min-width: 1px; background: alpha(currentColor, 0.15); }"
    "stagebar .stage-play { background: #1c71d8; color: white; min-width: 32px; min-height: 32px; padding: 0; }"
    "stagebar .stage-play:hover { background: #3584e4; }"
    "stagebar scale { padding: 0; min-height: 34px; }"
    "stagebar scale > trough { min-height: 4px; background: #e4e4e7; }"
    "stagepanel.dark-stage stagebar scale > trough { background: #414146; }"
    "stagebar scale > trough > highlight { min-height: 4px; background: #1c71d8; }"
    "stagepanel.dark-stage stagebar scale > trough > highlight { background: #62a0ea; }"
    "stagebar scale > trough > slider { min-width: 15px; min-height: 15px; margin: -6px; }"
    ".choice-row { font-weight: normal; padding: 4px 12px; }"
    ".stage-menu { margin: 6px; }";

void
vt_stage_style_load (void)
{
  static gboolean loaded;
  GdkDisplay *display = gdk_display_get_default ();
  GtkCssProvider *provider;

  if (loaded || !display)
    return;
  loaded = TRUE;
  provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_data (provider, css, -1);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION - 1);
  g_object_unref (provider);
}
