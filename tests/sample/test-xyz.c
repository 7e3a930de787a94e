/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Extended XYZ: what is written reads back to the same bits, what others write is read, what cannot be understood is
 * refused with its line and a reason. */
#include "config.h"

#include "sample/xyz.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

static char *folder;

static char *
file_named (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static VtSample *
read_bytes (const char *text, gssize length, const char *small, VtXyzHeader *header, GError **error)
{
  g_autofree char *path = file_named ("read.xyz");
  g_assert_true (g_file_set_contents (path, text, length, NULL));
  return vt_xyz_read (path, small, header, error);
}

static VtSample *
read_text (const char *text, const char *small, VtXyzHeader *header, GError **error)
{
  return read_bytes (text, -1, small, header, error);
}

static VtSample *
sample_random (guint n)
{
  VtSample *sample = vt_sample_new (n, (double[]) { 12.345678901234567, 9.87, 1e1 / 3 });
  for (guint k = 0; k < 3 * n; k++)
    sample->positions[k] = g_test_rand_double_range (-20, 20);
  for (guint i = 0; i < n; i++)
    sample->species[i] = i % 2 ? VT_SPECIES_LARGE : VT_SPECIES_SMALL;
  return sample;
}

static void
assert_same (const VtSample *a, const VtSample *b)
{
  g_assert_cmpuint (a->n, ==, b->n);
  g_assert_cmpmem (a->box, sizeof a->box, b->box, sizeof b->box);
  g_assert_cmpmem (a->positions, 24 * (gsize) a->n, b->positions, 24 * (gsize) b->n);
  g_assert_cmpmem (a->species, a->n, b->species, b->n);
}

static void
test_round_trip (void)
{
  g_autofree char *path = file_named ("round.xyz");
  g_autoptr (VtSample) sample = sample_random (501);
  g_autofree double *mode = g_new (double, 3 * 501);
  g_autoptr (GError) error = NULL;
  g_auto (VtXyzHeader) header = { 0 };
  VtXyzHeader given = { .recipe = (char *) "stiff q=80 note=\"a\\b\nc\"", .mode = mode, .mode_frequency = 1 / 3.0 };

  for (int k = 0; k < 3 * 501; k++)
    mode[k] = g_test_rand_double_range (-1, 1) * pow (10, g_test_rand_int_range (-300, 300));
  sample->positions[0] = -0.0;
  sample->positions[1] = 5e-324;
  sample->positions[2] = 0.1 + 0.2;
  g_assert_true (vt_xyz_write (path, sample, &given, &error));
  g_assert_no_error (error);
  g_autoptr (VtSample) again = vt_xyz_read (path, NULL, &header, &error);
  g_assert_no_error (error);
  assert_same (sample, again);
  g_assert_cmpmem (header.mode, 24 * 501, mode, 24 * 501);
  g_assert_cmpfloat (header.mode_frequency, ==, 1 / 3.0);
  g_assert_cmpstr (header.recipe, ==, given.recipe);
  g_assert_cmpstr (header.version, ==, VT_VERSION);
}

static void
test_written_form (void)
{
  g_autofree char *path = file_named ("form.xyz");
  g_autofree char *text = NULL;
  g_autoptr (VtSample) sample = vt_sample_new (2, (double[]) { 3, 4, 5.5 });
  VtXyzHeader header = { .recipe = (char *) "mie q=12", .digest = (char *) "abc", .version = (char *) "9" };

  sample->species[1] = VT_SPECIES_LARGE;
  sample->positions[3] = 1.5;
  g_assert_true (vt_xyz_write (path, sample, &header, NULL));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==,
                   "2\nLattice=\"3 0 0 0 4 0 0 0 5.5\" Properties=species:S:1:type:I:1:pos:R:3 pbc=\"T T T\" "
                   "vitrine_recipe=\"mie q=12\" vitrine_digest=\"abc\" vitrine_version=\"9\"\n"
                   "S 1 0 0 0\nLa 2 1.5 0 0\n");
}

static void
test_digest_filled_in (void)
{
  g_autofree char *path = file_named ("digest.xyz");
  g_autoptr (VtSample) sample = sample_random (20);
  g_autofree char *digest = vt_sample_digest (sample);
  g_auto (VtXyzHeader) header = { 0 };

  g_assert_true (vt_xyz_write (path, sample, NULL, NULL));
  g_autoptr (VtSample) again = vt_xyz_read (path, NULL, &header, NULL);
  g_assert_nonnull (again);
  g_assert_cmpstr (header.digest, ==, digest);
  g_assert_null (header.recipe);
  g_assert_null (header.mode);
  g_assert_true (isnan (header.mode_frequency));
}

typedef struct
{
  const char *name;
  const char *text;
  const char *small;
} Dialect;

/* Each of these is the same pair: a small particle at 1 2 3, a large one at -4 5 60, in a box 10 x 20 x 30. */
static const Dialect dialects[] = {
  { "plain", "2\nLattice=\"10 0 0 0 20 0 0 0 30\"\nS 1 2 3\nLa -4 5 60\n" },
  { "no final newline", "2\nLattice=\"10 0 0 0 20 0 0 0 30\"\nS 1 2 3\nLa -4 5 60" },
  { "crlf", "2\r\nLattice=\"10 0 0 0 20 0 0 0 30\"\r\nS 1 2 3\r\nLa -4 5 60\r\n" },
  { "byte order mark", "\xef\xbb\xbf" "2\nLattice=\"10 0 0 0 20 0 0 0 30\"\nS 1 2 3\nLa -4 5 60\n" },
  { "tabs and blanks", "  2 \nLattice=\"10 0 0  0 20 0  0 0 30\" \n\tS\t1\t2   3 \n La -4 5 60\n\n \n" },
  { "braces", "2\nLattice={10 0 0 0 20 0 0 0 30} Properties=species:S:1:pos:R:3\nS 1 2 3\nLa -4 5 60\n" },
  { "brackets", "2\nLattice=[10, 0, 0, 0, 20, 0, 0, 0, 30]\nS 1 2 3\nLa -4 5 60\n" },
  { "single quotes", "2\nlattice='10 0 0 0 20 0 0 0 30' pbc='T T T'\nS 1 2 3\nLa -4 5 60\n" },
  { "spaces about =", "2\nLattice = \"10 0 0 0 20 0 0 0 30\" energy = -3\nS 1 2 3\nLa -4 5 60\n" },
  { "escaped quotes", "2\nnote=\"a \\\"Lattice=\\\" in it\" Lattice=\"10 0 0 0 20 0 0 0 30\"\nS 1 2 3\nLa -4 5 60\n" },
  { "flags", "2\nperiodic Lattice=\"10 0 0 0 20 0 0 0 30\" relaxed\nS 1 2 3\nLa -4 5 60\n" },
  { "L", "2\nLattice=\"10 0 0 0 20 0 0 0 30\"\nS 1 2 3\nL -4 5 60\n" },
  { "A and B", "2\nLattice=\"10 0 0 0 20 0 0 0 30\"\nA 1 2 3\nB -4 5 60\n" },
  { "numbers", "2\nLattice=\"10 0 0 0 20 0 0 0 30\"\n1 1 2 3\n2 -4 5 60\n" },
  { "type column", "2\nProperties=pos:R:3:type:I:1 Lattice=\"10 0 0 0 20 0 0 0 30\"\n1 2 3 1\n-4 5 60 2\n" },
  { "integer species", "2\nProperties=species:I:1:pos:R:3 Lattice=\"10 0 0 0 20 0 0 0 30\"\n1 1 2 3\n2 -4 5 60\n" },
  { "any order", "2\nLattice=\"10 0 0 0 20 0 0 0 30\" Properties=id:I:1:force:R:3:pos:R:3:fixed:L:1:species:S:1\n"
                 "7 0 0 0 1 2 3 T S\n8 nan 1 x -4 5 60 F La\n" },
  { "other names", "2\nLattice=\"10 0 0 0 20 0 0 0 30\"\nCu 1 2 3\nZr -4 5 60\n", "Cu" },
  { "against custom", "2\nLattice=\"10 0 0 0 20 0 0 0 30\"\nB 1 2 3\nA -4 5 60\n", "B" },
  { "several frames", "2\nLattice=\"10 0 0 0 20 0 0 0 30\"\nS 1 2 3\nLa -4 5 60\n2\nnonsense\nS 1\n" },
  { "extra words", "2\nLattice=\"10 0 0 0 20 0 0 0 30\"\nS 1 2 3 0.5 0.5\nLa -4 5 60 0.5 0.5\n" },
  { "exponents", "2\nLattice=\"1e1 0.0 0 -0 20 0 0 0 +3.0E1\"\nS 1.0 .2e1 3.\nLa -4 5 6e+01\n" },
};

static void
test_dialects (void)
{
  const double positions[] = { 1, 2, 3, -4, 5, 60 };
  for (gsize i = 0; i < G_N_ELEMENTS (dialects); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (VtSample) sample = read_text (dialects[i].text, dialects[i].small, NULL, &error);
      g_test_message ("%s", dialects[i].name);
      g_assert_no_error (error);
      g_assert_cmpuint (sample->n, ==, 2);
      g_assert_cmpmem (sample->positions, 48, positions, 48);
      g_assert_cmpfloat (sample->box[0], ==, 10);
      g_assert_cmpfloat (sample->box[1], ==, 20);
      g_assert_cmpfloat (sample->box[2], ==, 30);
      g_assert_cmpint (sample->species[0], ==, VT_SPECIES_SMALL);
      g_assert_cmpint (sample->species[1], ==, VT_SPECIES_LARGE);
    }
}

static void
test_mode_column (void)
{
  g_auto (VtXyzHeader) header = { 0 };
  g_autoptr (VtSample) sample
    = read_text ("2\nLattice=\"10 0 0 0 20 0 0 0 30\" Properties=mode:R:3:species:S:1:pos:R:3 vitrine_omega=0.25 "
                 "vitrine_recipe=\"stiff q=80\"\n.1 .2 .3 S 1 2 3\n-.1 -.2 -.3 La 4 5 6\n", NULL, &header, NULL);
  const double mode[] = { .1, .2, .3, -.1, -.2, -.3 };
  g_assert_nonnull (sample);
  g_assert_cmpmem (header.mode, 48, mode, 48);
  g_assert_cmpfloat (header.mode_frequency, ==, 0.25);
  g_assert_cmpstr (header.recipe, ==, "stiff q=80");
}

typedef struct
{
  const char *text;
  const char *small;
  VtSampleError code;
  const char *says; /* must be in the message */
} Bad;

#define BOX "Lattice=\"10 0 0 0 10 0 0 0 10\""

static const Bad bad[] = {
  { "", NULL, VT_SAMPLE_ERROR_FORMAT, "line 1: the file is empty" },
  { "\n\n", NULL, VT_SAMPLE_ERROR_FORMAT, "line 1: an XYZ file begins with its number" },
  { "hello\n", NULL, VT_SAMPLE_ERROR_FORMAT, "not with “hello”" },
  { "0\n" BOX "\n", NULL, VT_SAMPLE_ERROR_FORMAT, "not with “0”" },
  { "-2\n" BOX "\n", NULL, VT_SAMPLE_ERROR_FORMAT, "not with “-2”" },
  { "2.5\n" BOX "\n", NULL, VT_SAMPLE_ERROR_FORMAT, "not with “2.5”" },
  { "99999999999999999999\n" BOX "\n", NULL, VT_SAMPLE_ERROR_FORMAT, "1 to 10000000" },
  { "2\n", NULL, VT_SAMPLE_ERROR_FORMAT, "line 2: the file ends" },
  { "2\n\nS 0 0 0\nLa 1 1 1\n", NULL, VT_SAMPLE_ERROR_BOX, "line 2: there is no Lattice" },
  { "2\nLattice=\"10 0 0 0 10 0 0 0\"\nS 0 0 0\nLa 1 1 1\n", NULL, VT_SAMPLE_ERROR_FORMAT, "nine numbers" },
  { "2\nLattice=\"10 0 0 0 10 0 0 0 10 0\"\nS 0 0 0\nLa 1 1 1\n", NULL, VT_SAMPLE_ERROR_FORMAT, "nine numbers" },
  { "2\nLattice=\"10 0 0 0 ten 0 0 0 10\"\nS 0 0 0\nLa 1 1 1\n", NULL, VT_SAMPLE_ERROR_FORMAT, "nine numbers" },
  { "2\nLattice=\"10 0 0 0 10 0 0 0 10\nS 0 0 0\nLa 1 1 1\n", NULL, VT_SAMPLE_ERROR_FORMAT, "never closed" },
  { "2\nLattice=\"10 0 0 1 10 0 0 0 10\"\nS 0 0 0\nLa 1 1 1\n", NULL, VT_SAMPLE_ERROR_BOX, "tilted" },
  { "2\nLattice=\"0 10 0 0 0 10 10 0 0\"\nS 0 0 0\nLa 1 1 1\n", NULL, VT_SAMPLE_ERROR_BOX, "tilted" },
  { "2\nLattice=\"10 0 0 0 -10 0 0 0 10\"\nS 0 0 0\nLa 1 1 1\n", NULL, VT_SAMPLE_ERROR_BOX, "positive" },
  { "2\nLattice=\"10 0 0 0 0 0 0 0 10\"\nS 0 0 0\nLa 1 1 1\n", NULL, VT_SAMPLE_ERROR_BOX, "positive" },
  { "2\nLattice=\"10 0 0 0 1e300 0 0 0 10\"\nS 0 0 0\nLa 1 1 1\n", NULL, VT_SAMPLE_ERROR_BOX, "positive" },
  { "2\nLattice=\"10 0 0 0 nan 0 0 0 10\"\nS 0 0 0\nLa 1 1 1\n", NULL, VT_SAMPLE_ERROR_VALUE, "not finite" },
  { "2\nLattice=\"10 0 0 0 10 0 0 0 inf\"\nS 0 0 0\nLa 1 1 1\n", NULL, VT_SAMPLE_ERROR_VALUE, "not finite" },
  { "2\n" BOX " Properties=species:S:1\nS\nLa\n", NULL, VT_SAMPLE_ERROR_FORMAT, "no positions" },
  { "2\n" BOX " Properties=pos:R:3\n0 0 0\n1 1 1\n", NULL, VT_SAMPLE_ERROR_SPECIES, "no species" },
  { "2\n" BOX " Properties=species:S:1:pos:R:2\nS 0 0\nLa 1 1\n", NULL, VT_SAMPLE_ERROR_FORMAT, "name:type:count" },
  { "2\n" BOX " Properties=species:S:1:pos:R\nS 0 0 0\n", NULL, VT_SAMPLE_ERROR_FORMAT, "name:type:count" },
  { "2\n" BOX " Properties=species:S:1:pos:R:-3\nS 0 0 0\n", NULL, VT_SAMPLE_ERROR_FORMAT, "name:type:count" },
  { "2\n" BOX " Properties=species:S:1:pos:R:3:x:R:99999999999\nS 0 0 0\n", NULL, VT_SAMPLE_ERROR_FORMAT,
    "name:type:count" },
  { "2\n" BOX " Properties=species:S:1:pos:Q:3\nS 0 0 0\n", NULL, VT_SAMPLE_ERROR_FORMAT, "name:type:count" },
  { "2\n" BOX " Properties=species:S:1:pos:R:3:pos:R:3\nS 0 0 0 0 0 0\n", NULL, VT_SAMPLE_ERROR_FORMAT,
    "name:type:count" },
  { "2\n" BOX " Properties=\nS 0 0 0\n", NULL, VT_SAMPLE_ERROR_FORMAT, "name:type:count" },
  { "3\n" BOX "\nS 0 0 0\nLa 1 1 1\n", NULL, VT_SAMPLE_ERROR_FORMAT, "line 5: the file ends after 2 of the 3" },
  { "10000000\n" BOX "\nS 0 0 0\nLa 1 1 1\n", NULL, VT_SAMPLE_ERROR_FORMAT, "after 2 of the 10000000" },
  { "2\n" BOX "\nS 0 0 0\nLa 1 1 1\nS 2 2 2\n", NULL, VT_SAMPLE_ERROR_FORMAT, "line 5: there are more lines than the 2" },
  { "2\n" BOX "\nS 0 0 0\nLa 1 1\n", NULL, VT_SAMPLE_ERROR_FORMAT, "line 4: 3 columns where 4" },
  { "2\n" BOX "\nS 0 0 0\n\nLa 1 1 1\n", NULL, VT_SAMPLE_ERROR_FORMAT, "line 4: 0 columns where 4" },
  { "2\n" BOX " Properties=species:S:1:pos:R:3\nS 0 0 0 0\nLa 1 1 1\n", NULL, VT_SAMPLE_ERROR_FORMAT,
    "line 3: 5 columns where 4" },
  { "2\n" BOX "\nS 0 zero 0\nLa 1 1 1\n", NULL, VT_SAMPLE_ERROR_FORMAT, "line 3: “zero” (column 3) is not a number" },
  { "2\n" BOX "\nS 0 1,5 0\nLa 1 1 1\n", NULL, VT_SAMPLE_ERROR_FORMAT, "“1,5” (column 3) is not a number" },
  { "2\n" BOX "\nS 0 0 0\nLa 1 NaN 1\n", NULL, VT_SAMPLE_ERROR_VALUE, "line 4: “NaN” (column 3) is not a finite" },
  { "2\n" BOX "\nS 0 0 0\nLa 1 1 -inf\n", NULL, VT_SAMPLE_ERROR_VALUE, "“-inf”" },
  { "2\n" BOX "\nS 0 0 0\nLa 1 1 1e999\n", NULL, VT_SAMPLE_ERROR_VALUE, "“1e999”" },
  { "2\n" BOX "\nS 0 0 0\nLa 1 1 1e99\n", NULL, VT_SAMPLE_ERROR_VALUE, "a million boxes" },
  { "2\n" BOX " Properties=species:S:1:pos:R:3:mode:R:3\nS 0 0 0 1 nan 1\nLa 1 1 1 0 0 0\n", NULL,
    VT_SAMPLE_ERROR_VALUE, "(column 6)" },
  { "2\n" BOX "\nS 0 0 0\nS 1 1 1\n", NULL, VT_SAMPLE_ERROR_SPECIES, "all particles are of species “S”" },
  { "3\n" BOX "\nS 0 0 0\nLa 1 1 1\nC 2 2 2\n", NULL, VT_SAMPLE_ERROR_SPECIES, "line 5: “C” is a third species" },
  { "2\n" BOX "\nCu 0 0 0\nZr 1 1 1\n", NULL, VT_SAMPLE_ERROR_SMALL, "“Cu” and “Zr” are not known: say which" },
  { "2\n" BOX "\nCu 0 0 0\nZr 1 1 1\n", "Fe", VT_SAMPLE_ERROR_SMALL, "no species “Fe”" },
  { "2\n" BOX "\nA 0 0 0\nLa 1 1 1\n", NULL, VT_SAMPLE_ERROR_SMALL, "not known" },
};

static void
test_bad (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_auto (VtXyzHeader) header = { 0 };
      g_assert_null (read_text (bad[i].text, bad[i].small, &header, &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, VT_SAMPLE_ERROR, (int) bad[i].code);
      g_assert_nonnull (strstr (error->message, bad[i].says));
      g_assert_nonnull (strstr (error->message, "read.xyz"));
      g_assert_null (header.mode);
      g_assert_null (header.recipe);
    }
}

static void
test_binary (void)
{
  const char elf[] = "\x7f" "ELF\x02\x01\x01\0\0\0\n";
  const char zeros[] = "2\n" BOX "\nS 0 \0 0\nLa 1 1 1\n";
  g_autoptr (GError) error = NULL;

  g_assert_null (read_bytes (elf, sizeof elf, NULL, NULL, &error));
  g_assert_error (error, VT_SAMPLE_ERROR, VT_SAMPLE_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "not a text file"));
  g_clear_error (&error);
  g_assert_null (read_bytes (zeros, sizeof zeros, NULL, NULL, &error));
  g_assert_nonnull (strstr (error->message, "line 3: this is not a text file"));
  g_clear_error (&error);
  g_assert_null (read_text ("\xff\xfe\n", NULL, NULL, &error));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
test_long_line (void)
{
  g_autofree char *line = g_strnfill (3 << 20, ' ');
  g_autofree char *text = g_strconcat ("2\n", line, BOX "\nS 0 0 0\nLa 1 1 1\n", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (read_text (text, NULL, NULL, &error));
  g_assert_error (error, VT_SAMPLE_ERROR, VT_SAMPLE_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "line 2: the line is too long"));
}

static void
test_no_file (void)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (vt_xyz_read ("/nowhere/glass.xyz", NULL, NULL, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_nonnull (strstr (error->message, "/nowhere/glass.xyz"));
  g_clear_error (&error);
  g_assert_null (vt_xyz_read (folder, NULL, NULL, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_ISDIR);
}

/* Neither a full device nor a folder that is not there: a reason, and nothing left behind. */
static void
test_unwritable (void)
{
  const char *paths[] = { "/dev/full", "/nowhere/glass.xyz", folder };
  g_autoptr (VtSample) sample = sample_random (100);

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_false (vt_xyz_write (paths[i], sample, NULL, &error));
      g_assert_nonnull (error);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, paths[i]));
      g_assert_nonnull (strstr (error->message, "choose another file or folder"));
    }
}

static guint
count_files (void)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;
  while (g_dir_read_name (dir))
    n++;
  return n;
}

/* The old file is replaced as a whole, a link to it stays a link, and no temporary file stays. */
static void
test_replace (void)
{
  g_autofree char *path = file_named ("target.xyz"), *link = file_named ("link.xyz"), *text = NULL;
  g_autoptr (VtSample) sample = sample_random (50);

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  g_assert_cmpint (symlink (path, link), ==, 0);
  guint before = count_files ();
  g_assert_true (vt_xyz_write (link, sample, NULL, NULL));
  g_assert_cmpuint (count_files (), ==, before);
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_autoptr (VtSample) again = vt_xyz_read (path, NULL, NULL, NULL);
  assert_same (sample, again);
}

static gpointer
drain (gpointer path)
{
  char *text = NULL;
  g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

/* A pipe is written to as it stands. */
static void
test_pipe (void)
{
  g_autofree char *path = file_named ("pipe");
  g_autoptr (VtSample) sample = sample_random (5000);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  GThread *reader = g_thread_new ("reader", drain, path);
  g_assert_true (vt_xyz_write (path, sample, NULL, &error));
  g_assert_no_error (error);
  g_autofree char *text = g_thread_join (reader);
  g_autoptr (VtSample) again = read_text (text, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_same (sample, again);
}

static void
remove_folder (void)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = file_named (name);
      g_unlink (path);
    }
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("vitrine-xyz-XXXXXX", NULL);
  g_test_add_func ("/xyz/round-trip", test_round_trip);
  g_test_add_func ("/xyz/written-form", test_written_form);
  g_test_add_func ("/xyz/digest-filled-in", test_digest_filled_in);
  g_test_add_func ("/xyz/dialects", test_dialects);
  g_test_add_func ("/xyz/mode-column", test_mode_column);
  g_test_add_func ("/xyz/bad", test_bad);
  g_test_add_func ("/xyz/binary", test_binary);
  g_test_add_func ("/xyz/long-line", test_long_line);
  g_test_add_func ("/xyz/no-file", test_no_file);
  g_test_add_func ("/xyz/unwritable", test_unwritable);
  g_test_add_func ("/xyz/replace", test_replace);
  g_test_add_func ("/xyz/pipe", test_pipe);
  int failed = g_test_run ();
  remove_folder ();
  g_free (folder);
  return failed;
}
