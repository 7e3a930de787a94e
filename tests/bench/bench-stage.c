/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-stage [N [BUSY [NICE]]]: frames a second, processor time a frame and the longest gap between frames of the stage
 * on screen, at 800 x 800, while BUSY threads (at that niceness) keep the processors busy as a run does. Needs a display (tests/ui/under-xvfb.sh --bare). */
#include "app/stage-panel.h"
#include "scene/packing.h"

#include <adwaita.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#define SECONDS 4

typedef struct
{
  guint frames;
  gint64 last, longest, first;
} Count;

static int idle_ticks;

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Count *count = data;
  gint64 now = g_get_monotonic_time ();

  if (count->last)
    count->longest = MAX (count->longest, now - count->last);
  else
    count->first = now;
  count->last = now;
  count->frames++;
  return G_SOURCE_CONTINUE;
}

static gpointer
keep_busy (gpointer data)
{
  volatile double x = 1;

  if (GPOINTER_TO_INT (data))
    setpriority (PRIO_PROCESS, (id_t) gettid (), GPOINTER_TO_INT (data));

  while (!g_atomic_int_get (&idle_ticks))
    for (int k = 0; k < 100000; k++)
      x = x * 1.0000001 + 1e-9;
  return NULL;
}

static void
wait (double seconds)
{
  gint64 end = g_get_monotonic_time () + (gint64) (seconds * G_USEC_PER_SEC);

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
}

/* Of this thread, ms. */
static double
processor_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * 1e3 + time.tv_nsec * 1e-6;
}

static void
count_frames (GtkWidget *panel, const char *what)
{
  Count count = { 0 };
  double used;
  guint tick;

  wait (1);
  tick = gtk_widget_add_tick_callback (panel, on_tick, &count, NULL);
  used = processor_time ();
  wait (SECONDS);
  used = processor_time () - used;
  gtk_widget_remove_tick_callback (panel, tick);
  printf ("%-14s %6.1f frames/s %6.1f ms each, longest gap %6.1f ms\n", what,
          (count.frames - 1) * 1e6 / MAX (1, count.last - count.first), used / MAX (1, count.frames),
          count.longest / 1000.0);
}

/* What follows a change at once: the turn of the main loop with the most processor time of this thread. */
static void
count_turns (const char *what)
{
  gint64 end = g_get_monotonic_time () + G_USEC_PER_SEC;
  double longest = 0, all = 0;
  guint turns = 0;

  while (g_get_monotonic_time () < end)
    {
      double used = processor_time ();

      g_main_context_iteration (NULL, TRUE);
      used = processor_time () - used;
      longest = MAX (longest, used);
      all += used;
      turns += used > 1;
    }
  printf ("%-14s %6.1f ms the longest turn, %u of more than 1 ms, %6.1f ms in all\n", what, longest, turns, all);
}

int
main (int argc, char **argv)
{
  guint n = argc > 1 ? (guint) MAX (1, atoi (argv[1])) : 10976, busy = argc > 2 ? (guint) atoi (argv[2]) : 0;
  int niceness = argc > 3 ? atoi (argv[3]) : 0;
  const double centre[3] = { 0.4, 0.5, 0.6 }, elsewhere[3] = { 0.7, 0.2, 0.3 };

  adw_init ();

  g_autoptr (VtSample) sample = packing_new (n, 0.694, 60);
  g_autofree double *mode = packing_mode (sample, centre), *other = packing_mode (sample, elsewhere);
  g_autoptr (GPtrArray) threads = g_ptr_array_new ();
  GtkWidget *window = adw_window_new (), *panel = vt_stage_panel_new ();
  VtStageView *view = vt_stage_panel_get_view (VT_STAGE_PANEL (panel));

  adw_window_set_content (ADW_WINDOW (window), panel);
  gtk_window_set_default_size (GTK_WINDOW (window), 808, 808);
  gtk_window_present (GTK_WINDOW (window));
  wait (0.5);
  for (guint k = 0; k < busy; k++)
    g_ptr_array_add (threads, g_thread_new ("busy", keep_busy, GINT_TO_POINTER (niceness)));
  printf ("N = %u, %u busy threads of niceness %d\n", n, busy, niceness);
  vt_stage_view_set_sample (view, sample, FALSE);
  count_frames (panel, "still");
  vt_stage_view_set_mode (view, mode);
  count_turns ("a mode chosen");
  count_frames (panel, "mode swinging");
  vt_stage_view_set_mode (view, other);
  count_turns ("another one");
  vt_stage_view_set_colouring (view, VT_STAGE_COLOURING_SPECIES);
  vt_stage_view_set_mode (view, NULL);
  count_frames (panel, "glass at rest");
  g_atomic_int_set (&idle_ticks, 1);
  for (guint k = 0; k < busy; k++)
    g_thread_join (g_ptr_array_index (threads, k));
  gtk_window_destroy (GTK_WINDOW (window));
  return 0;
}
