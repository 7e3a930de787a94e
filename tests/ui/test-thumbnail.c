/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures for the gallery, painted behind the main loop's back. */
#include "app/thumbnail.h"
#include "support/making.h"

#define PATIENCE (60 * G_USEC_PER_SEC)

typedef struct
{
  gboolean called;
  GdkPaintable *picture;
} Outcome;

static void
on_painted (GObject *owner, GAsyncResult *result, gpointer data)
{
  Outcome *outcome = g_object_get_data (owner, "outcome");

  outcome->called = TRUE;
  outcome->picture = vt_thumbnail_finish (result);
}

/* What comes of a crystal of @n, cancelled at once or not. */
static Outcome
paint (guint n, gboolean dark, gboolean cancelled)
{
  VtPotential potential = making_potential ("stiff", 10);
  g_autoptr (GError) error = NULL;
  g_autoptr (VtSample) sample = vt_sample_new_fcc (n, making_density (&potential), 1, &potential, &error);
  g_autoptr (GObject) owner = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const gint64 end = g_get_monotonic_time () + PATIENCE;
  Outcome outcome = { 0 };

  g_assert_no_error (error);
  g_object_set_data (owner, "outcome", &outcome);
  vt_thumbnail_paint (owner, sample, dark, cancellable, on_painted);
  g_assert_false (outcome.called);
  if (cancelled)
    g_cancellable_cancel (cancellable);
  while (!outcome.called)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
  return outcome;
}

/* The colour in the middle, where spheres are, and that of a corner. */
static void
look_at (GdkPaintable *picture, guint32 *middle, guint32 *corner)
{
  const int width = gdk_paintable_get_intrinsic_width (picture), height = gdk_paintable_get_intrinsic_height (picture);
  g_autofree guint32 *pixels = g_new (guint32, width * height);

  gdk_texture_download (GDK_TEXTURE (picture), (guchar *) pixels, 4 * (gsize) width);
  *middle = pixels[height / 2 * width + width / 2];
  *corner = pixels[0];
}

static void
test_painted (void)
{
  for (guint dark = 0; dark < 2; dark++)
    {
      Outcome outcome = paint (500, dark != 0, FALSE);
      g_autoptr (GdkPaintable) picture = outcome.picture;
      guint32 middle, corner;

      g_assert_nonnull (picture);
      g_assert_cmpint (gdk_paintable_get_intrinsic_width (picture), ==, gdk_paintable_get_intrinsic_height (picture));
      look_at (picture, &middle, &corner);
      g_assert_cmphex (corner, ==, dark ? 0xff29292d : 0xfff1f1f5);
      g_assert_cmphex (middle, !=, corner);
    }
}

static void
test_cancelled (void)
{
  g_assert_null (paint (500, FALSE, TRUE).picture);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/thumbnail/painted", test_painted);
  g_test_add_func ("/thumbnail/cancelled", test_cancelled);
  return g_test_run ();
}
