/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a comparison leaves behind: one line of JSON on standard output, which table.py gathers from all benchmarks into
 * one table. Lines of any other kind are for whoever reads the log.
 */
#pragma once

#include <glib.h>
#include <math.h>
#include <stdlib.h>
#include <time.h>

typedef struct
{
  const char *stage;    /* "molecular dynamics" */
  const char *setting;  /* "stiff Q = 10, N = 10976" */
  const char *against;  /* "LAMMPS" */
  double reach;         /* the ratio aimed at; NAN: none */
  const double *ours;   /* seconds (or @unit), one a round */
  const double *theirs; /* the same rounds */
  guint rounds;
  const char *unit;     /* NULL: seconds */
} BenchRow;

static inline double
bench_cpu_seconds (void)
{
  struct timespec now;
  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec + 1e-9 * (double) now.tv_nsec;
}

static inline double
bench_wall_seconds (void)
{
  return 1e-6 * (double) g_get_monotonic_time ();
}

static inline int
bench_ascending (const void *a, const void *b)
{
  const double x = *(const double *) a, y = *(const double *) b;
  return x < y ? -1 : x > y;
}

static inline double
bench_median (const double *values, guint n)
{
  g_autofree double *sorted = g_memdup2 (values, n * sizeof *values);
  qsort (sorted, n, sizeof *sorted, bench_ascending);
  return n % 2 == 1 ? sorted[n / 2] : 0.5 * (sorted[n / 2 - 1] + sorted[n / 2]);
}

static inline void
bench_number (GString *line, const char *key, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  if (isfinite (value))
    g_string_append_printf (line, ", \"%s\": %s", key, g_ascii_formatd (text, sizeof text, "%.5g", value));
}

/* The ratio is theirs over ours, round by round: larger is better. */
static inline void
bench_row (const BenchRow *row)
{
  g_autofree double *ratios = g_new (double, row->rounds);
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint k = 0; k < row->rounds; k++)
    ratios[k] = row->theirs[k] / row->ours[k];
  g_string_append_printf (line, "{\"stage\": \"%s\", \"setting\": \"%s\", \"against\": \"%s\", \"rounds\": %u", row->stage,
                          row->setting, row->against, row->rounds);
  bench_number (line, "ratio", bench_median (ratios, row->rounds));
  qsort (ratios, row->rounds, sizeof *ratios, bench_ascending);
  bench_number (line, "lowest", ratios[0]);
  bench_number (line, "highest", ratios[row->rounds - 1]);
  bench_number (line, "ours", bench_median (row->ours, row->rounds));
  bench_number (line, "theirs", bench_median (row->theirs, row->rounds));
  bench_number (line, "reach", row->reach);
  g_string_append_printf (line, ", \"unit\": \"%s\"}", row->unit != NULL ? row->unit : "s");
  g_print ("%s\n", line->str);
}

/* A figure by itself, and the largest one aimed at (NAN: none): smaller is better. */
static inline void
bench_value (const char *stage, const char *setting, const char *against, double value, double limit, const char *unit)
{
  g_autoptr (GString) line = g_string_new (NULL);

  g_string_append_printf (line, "{\"stage\": \"%s\", \"setting\": \"%s\", \"against\": \"%s\"", stage, setting, against);
  bench_number (line, "value", value);
  bench_number (line, "limit", limit);
  g_string_append_printf (line, ", \"unit\": \"%s\"}", unit != NULL ? unit : "");
  g_print ("%s\n", line->str);
}
