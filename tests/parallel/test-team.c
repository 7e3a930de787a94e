/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The team: every block once, whatever its size; reused many times; results independent of the number of threads. */
#include "parallel/team.h"

typedef struct
{
  gint *visits;
  double *out;
} Work;

static void
visit (gpointer data, guint block, guint member)
{
  Work *work = data;
  g_atomic_int_inc (&work->visits[block]);
  work->out[block] = 1.0 / (block + 1);
}

static void
test_every_block_once (void)
{
  for (guint threads = 1; threads <= 5; threads++)
    {
      g_autoptr (VtTeam) team = vt_team_new (threads);
      g_assert_cmpuint (vt_team_size (team), ==, threads);
      for (guint round = 0; round < 500; round++)
        {
          const guint n = round % 37;
          g_autofree gint *visits = g_new0 (gint, n + 1);
          g_autofree double *out = g_new0 (double, n + 1);
          Work work = { visits, out };
          vt_team_run (team, n, visit, &work);
          for (guint k = 0; k < n; k++)
            g_assert_true (visits[k] == 1 && out[k] == 1.0 / (k + 1));
          g_assert_cmpint (visits[n], ==, 0);
        }
    }
}

static void
test_no_team (void)
{
  gint visits[3] = { 0 };
  double out[3];
  Work work = { visits, out };
  vt_team_run (NULL, 3, visit, &work);
  g_assert_true (visits[0] == 1 && visits[1] == 1 && visits[2] == 1);
  g_assert_cmpuint (vt_team_size (NULL), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/team/every-block-once", test_every_block_once);
  g_test_add_func ("/team/none", test_no_team);
  return g_test_run ();
}
