/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Thousands of damaged files: each is either read or refused with a message, and what is read is a sample. The
 * damage is the same in every run. */
#include "sample/xyz.h"

#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define PARTICLES 12
#define ROUNDS 6000

static char *path;

static GByteArray *
valid_file (void)
{
  g_autoptr (VtSample) sample = vt_sample_new (PARTICLES, (double[]) { 7, 8.5, 9.25 });
  double mode[3 * PARTICLES];
  VtXyzHeader header = { .recipe = (char *) "stiff q=80 xc=2 N=12", .mode = mode, .mode_frequency = 0.5 };
  char *text;
  gsize length;

  for (int k = 0; k < 3 * PARTICLES; k++)
    {
      sample->positions[k] = 0.37 * k - 3;
      mode[k] = 1.0 / (k + 1);
      sample->species[k / 3] = (guint8) (k / 3 % 2);
    }
  g_assert_true (vt_xyz_write (path, sample, &header, NULL));
  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  return g_byte_array_new_take ((guint8 *) text, length);
}

static const char *const fragments[] = {
  "nan", "inf", "-", "1e999", "\"", "\\", "=", "{", "]", ":", "Lattice=", "Properties=pos:R:3", "\n", "\r\n", "\0", " ",
  "999999999", "-1", "0", "\xff\xfe", "\xc3", "R:3:", "mode:R:3", "S 1 2 3\n", "0x1p3", "1,5", "\t",
};

static void
insert (GByteArray *bytes, guint at, const guint8 *what, guint length)
{
  if (length == 0)
    return;
  g_byte_array_set_size (bytes, bytes->len + length);
  memmove (bytes->data + at + length, bytes->data + at, bytes->len - length - at);
  memcpy (bytes->data + at, what, length);
}

static void
mutate (GByteArray *bytes, GRand *rand)
{
  guint at = (guint) g_rand_int_range (rand, 0, (gint32) MAX (bytes->len, 1));
  guint length = (guint) g_rand_int_range (rand, 1, 60);

  length = MIN (length, bytes->len - at);
  switch (g_rand_int_range (rand, 0, 6))
    {
    case 0: /* a bit */
      if (bytes->len)
        bytes->data[at] ^= (guint8) (1 << g_rand_int_range (rand, 0, 8));
      break;
    case 1: /* a byte */
      if (bytes->len)
        bytes->data[at] = (guint8) g_rand_int_range (rand, 0, 256);
      break;
    case 2: /* a piece goes */
      if (length)
        g_byte_array_remove_range (bytes, at, length);
      break;
    case 3: /* a piece comes twice */
      {
        g_autofree guint8 *piece = g_memdup2 (bytes->data + at, length);
        insert (bytes, at, piece, length);
        break;
      }
    case 4: /* something unfortunate is put in */
      {
        const char *fragment = fragments[g_rand_int_range (rand, 0, G_N_ELEMENTS (fragments))];
        insert (bytes, at, (const guint8 *) fragment, (guint) MAX (strlen (fragment), 1));
        break;
      }
    case 5: /* the rest goes */
    default:
      g_byte_array_set_size (bytes, at);
    }
}

static gboolean
check_file (const GByteArray *bytes)
{
  g_autoptr (GError) error = NULL;
  g_auto (VtXyzHeader) header = { 0 };

  g_unlink (path); /* overwriting would wait for the disk */
  FILE *file = fopen (path, "wb");
  g_assert_nonnull (file);
  g_assert_cmpuint (bytes->len == 0 ? 0 : fwrite (bytes->data, 1, bytes->len, file), ==, bytes->len);
  g_assert_cmpint (fclose (file), ==, 0);
  g_autoptr (VtSample) sample = vt_xyz_read (path, NULL, &header, &error);
  if (!sample)
    {
      g_assert_nonnull (error);
      g_assert_true (error->domain == VT_SAMPLE_ERROR);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return FALSE;
    }
  g_assert_no_error (error);
  for (gsize k = 0; k < 3 * (gsize) sample->n; k++)
    g_assert_true (isfinite (sample->positions[k]) && (!header.mode || isfinite (header.mode[k])));
  for (int k = 0; k < 3; k++)
    g_assert_cmpfloat (sample->box[k], >, 0);
  return TRUE;
}

static void
test_mutations (void)
{
  g_autoptr (GByteArray) valid = valid_file ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (20220225);
  guint n_read = 0;

  g_assert_true (check_file (valid));
  for (int round = 0; round < ROUNDS; round++)
    {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      g_byte_array_append (bytes, valid->data, valid->len);
      for (int k = g_rand_int_range (rand, 1, 5); k > 0; k--)
        mutate (bytes, rand);
      n_read += check_file (bytes);
    }
  g_test_message ("%u of %d damaged files could be read", n_read, ROUNDS);
  g_assert_cmpuint (n_read, >, ROUNDS / 50); /* the damage is not so great that nothing is tried */
  g_assert_cmpuint (n_read, <, ROUNDS / 2);
}

/* Cut anywhere before its last particle, a file is refused. */
static void
test_truncations (void)
{
  g_autoptr (GByteArray) valid = valid_file ();
  guint last_line = valid->len - 1;

  while (valid->data[last_line - 1] != '\n')
    last_line--;
  for (guint length = 0; length <= last_line; length++)
    {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      g_byte_array_append (bytes, valid->data, length);
      g_assert_false (check_file (bytes));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_autofree char *folder = g_dir_make_tmp ("vitrine-mutations-XXXXXX", NULL);
  path = g_build_filename (folder, "damaged.xyz", NULL);
  g_test_add_func ("/xyz-mutations/mutations", test_mutations);
  g_test_add_func ("/xyz-mutations/truncations", test_truncations);
  int failed = g_test_run ();
  g_unlink (path);
  g_rmdir (folder);
  g_free (path);
  return failed;
}
