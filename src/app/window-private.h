/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared by the files of the window only. */
#pragma once

#include "app/gallery.h"
#include "app/plot-column.h"
#include "app/progress-ring.h"
#include "app/recipe-panel.h"
#include "app/results-strip.h"
#include "app/session.h"
#include "app/stage-panel.h"
#include "app/window.h"

G_BEGIN_DECLS

struct _VtWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  AdwFlap *flap;
  VtRecipePanel *recipe;
  GtkWidget *sidebar_button;
  GtkStack *state_icon;
  VtProgressRing *state_ring;
  GtkWidget *state_words;
  GtkWidget *title;
  GtkWidget *subtitle;
  GtkWidget *body;
  VtStagePanel *stage;
  VtPlotColumn *plots;
  VtResultsStrip *strip;
  GtkWidget *gallery_card;
  VtGallery *gallery;
  GtkWidget *small_gallery;

  VtPreferences *preferences;
  VtSession *session;
  guint tick;           /* frame callback while a run goes on */
  gboolean closed;      /* what still comes from threads that read and write is not shown any more */
  VtGlass *drawn;       /* whose sample is on the stage; only ever compared */
  const VtSample *sample_drawn;
  gboolean liquid_drawn;
  gboolean responding;  /* the sheet of responses is open ... */
  VtGlass *response_of; /* ... for this glass; only ever compared */
  gssize pinched;       /* bond last asked for, -1: one is being chosen */
  gboolean bonds_lent;  /* they were not shown before */
  const VtPinch *response_drawn; /* only ever compared */
  gboolean compact, narrow, folded; /* the layout, once ... */
  gboolean laid_out;
};

/* window-show.c: everything on the right follows the session. */
void vt_window_show_glass (VtWindow *window);
void vt_window_show_run (VtWindow *window);
void vt_window_show_mode (VtWindow *window);
void vt_window_show_findings (VtWindow *window);

gboolean vt_window_wants_other_melt (VtGlass *failed);
/* window-response.c */
void vt_window_connect_response (VtWindow *window);
void vt_window_set_responding (VtWindow *window, gboolean responding);
void vt_window_pinch_random (VtWindow *window);
void vt_window_show_response (VtWindow *window);
const VtPinch *vt_window_get_response (VtWindow *window); /* on the stage; NULL: none */
char *vt_window_response_title (VtWindow *window);
char *vt_window_response_words (VtWindow *window);

/* window-fold.c: the layout follows the size. */
void vt_window_fold (VtWindow *window, int width, int height);

/* window-actions.c */
void vt_window_install_actions (GtkWidgetClass *widget_class);
void vt_window_add_shortcuts (VtWindow *window);
void vt_window_update_actions (VtWindow *window);
void vt_window_start_quench (VtWindow *window);

/* window-files.c */
void vt_window_install_file_actions (GtkWidgetClass *widget_class);
void vt_window_accept_drops (VtWindow *window);
void vt_window_say (VtWindow *window, const char *text);
void vt_window_say_error (VtWindow *window, const char *heading, const char *reason);

/* window-save.c */
void vt_window_install_save_actions (GtkWidgetClass *widget_class);
void vt_window_save_picture (VtWindow *window);
void vt_window_write_glass (VtWindow *window, GFile *file, const VtMode *mode); /* @mode: written along, or NULL */

G_END_DECLS
