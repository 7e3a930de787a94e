/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Frames of the whole window while a run uses every core: how long each turn of the main loop keeps the next one waiting
 * and how many frames come on time.
 *
 *   tests/ui/under-xvfb.sh BUILD/tests/bench/bench-frames [PARTICLES | FILE [SECONDS]]
 *
 * With a FILE, a glass in extended XYZ, that is opened instead of making one first.
 * A turn is what lies between two waits of the main loop. Its wall time is what a user feels, its processor time what
 * the window itself is to answer for: on a machine busy with other things only the second says something about it.
 * With VT_FRAMES_WHERE set, it says on standard error where the longest turns were, as addresses for addr2line.
 */
#include "app/application.h"
#include "app/stage-view-private.h"
#include "app/window-private.h"

#include "row.h"

#include <execinfo.h>
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#define FRAME (1000.0 / 60) /* ms */
#define DEPTH 48
#define MELT_TIME 6 /* tau: long enough to look at, no longer */

static VtWindow *window;
static double phase_seconds = 12;

/* --- turns of the main loop --- */

typedef struct
{
  double began, cpu_began; /* ms; 0: waiting */
  double longest, longest_cpu;
  double cpu; /* ms, all turns */
  guint turns, over, cpu_over;
  GArray *frames; /* ms between frames */
  double last_frame;
} Count;

static Count count;
static volatile double turn_began;

static double
clock_ms (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return 1e3 * (double) now.tv_sec + 1e-6 * (double) now.tv_nsec;
}

static void
end_turn (void)
{
  double wall = clock_ms (CLOCK_MONOTONIC) - count.began, cpu = clock_ms (CLOCK_THREAD_CPUTIME_ID) - count.cpu_began;

  turn_began = 0;
  if (count.began <= 0)
    return;
  count.turns++;
  count.cpu += cpu;
  count.over += wall > FRAME;
  count.cpu_over += cpu > FRAME;
  count.longest = MAX (count.longest, wall);
  count.longest_cpu = MAX (count.longest_cpu, cpu);
}

static int
counting_poll (GPollFD *fds, guint n, int timeout)
{
  int result;

  end_turn ();
  result = g_poll (fds, n, timeout);
  count.began = turn_began = clock_ms (CLOCK_MONOTONIC);
  count.cpu_began = clock_ms (CLOCK_THREAD_CPUTIME_ID);
  return result;
}

static void
on_painted (void)
{
  double now = clock_ms (CLOCK_MONOTONIC), since = now - count.last_frame;

  if (count.last_frame > 0)
    g_array_append_val (count.frames, since);
  count.last_frame = now;
}

/* --- where the longest turns are --- */

static void
tell_where (int number)
{
  void *addresses[DEPTH];

  backtrace_symbols_fd (addresses, backtrace (addresses, DEPTH), STDERR_FILENO);
  if (write (STDERR_FILENO, "--\n", 3) < 0)
    return;
}

/* Looks every millisecond whether a turn has lasted for a frame. */
static gpointer
watch (gpointer main_thread)
{
  double told = 0;

  for (;;)
    {
      double began = turn_began;

      if (began > 0 && began != told && clock_ms (CLOCK_MONOTONIC) - began > FRAME)
        {
          told = began;
          pthread_kill ((pthread_t) (gsize) main_thread, SIGUSR1);
        }
      g_usleep (1000);
    }
  return NULL;
}

/* --- the table --- */

static void
begin (void)
{
  g_array_set_size (count.frames, 0);
  count.longest = count.longest_cpu = count.last_frame = count.cpu = 0;
  count.turns = count.over = count.cpu_over = 0;
  count.began = 0;
}

static double
share (const GArray *values, double fraction)
{
  return values->len > 0 ? g_array_index (values, double, MIN (values->len - 1, (guint) (fraction * values->len))) : NAN;
}

static void
row_of_value (const char *what, const char *setting, double value, double limit)
{
  g_autoptr (GString) line = g_string_new (NULL);

  g_string_append_printf (line, "{\"stage\": \"%s\", \"setting\": \"%s\", \"unit\": \"ms\"", what, setting);
  bench_number (line, "value", value);
  bench_number (line, "limit", limit);
  g_print ("%s}\n", line->str);
}

static void
report (const char *phase, guint particles)
{
  g_autofree char *setting = g_strdup_printf ("%s, N = %u", phase, particles);
  guint late = 0;

  g_array_sort (count.frames, bench_ascending);
  for (guint k = 0; k < count.frames->len; k++)
    late += g_array_index (count.frames, double, k) > 1.5 * FRAME;
  g_print ("%-22s %5u frames, %4.1f ms median, %5.1f at 99 %%, %5.2f %% late; %6u turns, longest %6.1f ms (%5.1f of "
           "processor), %u over a frame (%u by processor time); %.1f ms of processor a frame\n",
           phase, count.frames->len, share (count.frames, 0.5), share (count.frames, 0.99),
           100.0 * late / MAX (1, count.frames->len), count.turns, count.longest, count.longest_cpu, count.over,
           count.cpu_over, count.cpu / MAX (1, count.frames->len));
  row_of_value ("main loop, longest turn", setting, count.longest, FRAME);
  row_of_value ("main loop, longest turn, processor time", setting, count.longest_cpu, FRAME);
  row_of_value ("main loop, processor time a frame", setting, count.cpu / MAX (1, count.frames->len), FRAME);
}

/* --- what a user does --- */

static VtStage
stage (void)
{
  VtGlass *running = vt_session_get_running (window->session);
  const VtSnapshot *snapshot = running != NULL ? vt_glass_get_snapshot (running) : NULL;

  return running == NULL ? VT_STAGE_DONE : snapshot != NULL ? snapshot->stage : VT_STAGE_STARTING;
}

/* Goes on until the stage is another one, or the time is over (@seconds 0: no limit). */
static void
stay_in (VtStage wanted, double seconds)
{
  double end = clock_ms (CLOCK_MONOTONIC) + 1e3 * seconds;

  while (stage () == wanted && (seconds <= 0 || clock_ms (CLOCK_MONOTONIC) < end))
    g_main_context_iteration (NULL, TRUE);
}

static void
pass (double seconds)
{
  double end = clock_ms (CLOCK_MONOTONIC) + 1e3 * seconds;

  while (clock_ms (CLOCK_MONOTONIC) < end)
    g_main_context_iteration (NULL, TRUE);
}

static void
quench (guint particles, guint64 seed, double melt_time)
{
  VtRecipe recipe;

  vt_recipe_init (&recipe, vt_model_find ("stiff"));
  vt_recipe_set_control (&recipe, 10, FALSE);
  recipe.particles = particles;
  recipe.seed = seed;
  recipe.melt_time = melt_time;
  vt_recipe_panel_set_recipe (window->recipe, &recipe);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.quench", NULL);
}

static gboolean
turn_it (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  vt_camera_rotate (&VT_STAGE_VIEW (widget)->camera, 1.5, 0.2);
  vt_stage_view_wake (VT_STAGE_VIEW (widget));
  return G_SOURCE_CONTINUE;
}

static void
measure_making (guint particles)
{
  begin ();
  quench (particles, 7, MELT_TIME);
  stay_in (VT_STAGE_STARTING, 0);
  report ("start of a run", particles);
  begin ();
  stay_in (VT_STAGE_MELT, 0);
  report ("melting", particles);
  begin ();
  stay_in (VT_STAGE_QUENCH, 0);
  report ("quenching", particles);
  begin ();
  stay_in (VT_STAGE_ELASTICITY, 0);
  report ("elasticity", particles);
  begin ();
  stay_in (VT_STAGE_MODES, 0);
  report ("modes arriving", particles);
}

static guint
measure_opening (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  VtGlass *glass;

  begin ();
  vt_window_open_file (window, file);
  while ((glass = vt_session_get_shown (window->session)) == NULL || vt_glass_get_snapshot (glass) == NULL
         || vt_glass_get_state (glass) == VT_GLASS_RUNNING)
    g_main_context_iteration (NULL, TRUE);
  report ("opening a file", vt_glass_get_recipe (glass)->particles);
  return vt_glass_get_recipe (glass)->particles;
}

/* The finished glass is looked at while the next one melts. */
static void
measure_looking (guint particles)
{
  g_autoptr (VtGlass) finished = g_object_ref (vt_session_get_shown (window->session));
  GtkWidget *view = GTK_WIDGET (vt_stage_panel_get_view (window->stage));
  guint tick;

  quench (particles, 8, NAN);
  pass (1);
  begin ();
  vt_session_show (window->session, finished);
  pass (1);
  report ("back to a glass", particles);
  begin ();
  tick = gtk_widget_add_tick_callback (view, turn_it, NULL, NULL);
  pass (phase_seconds / 2);
  report ("turning it", particles);
  gtk_widget_remove_tick_callback (view, tick);
  begin ();
  for (int k = 0; k < 8; k++)
    {
      vt_session_select (window->session, VT_MODE_HARMONIC, k);
      pass (phase_seconds / 8);
    }
  report ("selecting modes", particles);
  pass (1);
  begin ();
  pass (phase_seconds / 4);
  report ("a mode swinging", particles);
  begin ();
  for (int k = 0; k < 40; k++)
    {
      VtRecipe recipe = *vt_recipe_panel_get_recipe (window->recipe);

      vt_recipe_set_control (&recipe, 10 + 5 * k, FALSE);
      vt_recipe_panel_set_recipe (window->recipe, &recipe);
      pass (0.05);
    }
  report ("moving the slider", particles);
  vt_session_cancel (window->session);
}

/* Keeps the loop turning where nothing happens. */
static gboolean
beat (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
set_up (void)
{
  g_autoptr (GError) error = NULL;
  VtApplication *application = vt_application_new ();

  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  count.frames = g_array_new (FALSE, FALSE, sizeof (double));
  g_main_context_set_poll_func (NULL, counting_poll);
  g_timeout_add (20, beat, NULL);
  window = VT_WINDOW (vt_window_new (ADW_APPLICATION (application), vt_preferences_new ()));
  gtk_window_present (GTK_WINDOW (window));
  pass (1);
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (window)), "after-paint", G_CALLBACK (on_painted), NULL);
}

int
main (int argc, char **argv)
{
  const char *what = argc > 1 ? argv[1] : "10976";
  guint particles = (guint) atoi (what);

  if (argc > 2)
    phase_seconds = g_ascii_strtod (argv[2], NULL);
  setvbuf (stdout, NULL, _IOLBF, 0);
  gtk_init ();
  if (g_getenv ("VT_FRAMES_WHERE") != NULL)
    {
      void *first[1];

      backtrace (first, 1); /* loads what it needs outside a signal handler */
      signal (SIGUSR1, tell_where);
      g_thread_unref (g_thread_new ("watch", watch, (gpointer) (gsize) pthread_self ()));
    }
  set_up ();
  if (particles > 0)
    measure_making (particles);
  else
    particles = measure_opening (what);
  measure_looking (particles);
  return 0;
}
