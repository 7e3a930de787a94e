/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The force kernel: energies and forces of a stretch of particles from a full neighbour list.
 *
 * One source (kernel.c; kernel-bundles.c for short lists) is compiled three times, for plain x86-64, AVX2 and AVX-512, and
 * chosen at run time. All three give the same bits: each particle sums its own pairs in eight interleaved partial sums
 * (pair k of its list goes to sum k mod 8), which are then added in one fixed order, or in a bundle one pair after the
 * other; the arithmetic is elementwise, without fused multiply-add, and powers are made by repeated multiplication, what
 * is left of real exponents by tables and a short series.
 */
#pragma once

#include "model/potential.h"

G_BEGIN_DECLS

#define VT_KERNEL_WIDTH 8 /* partial sums; lists are padded to a multiple of it with a slot that is far from everything */

/* An exponent h of w^h taken apart: odd 2^doublings + fraction, -1/2 < fraction <= 1/2, and what w^fraction is made of.
 * With w = 2^e m, m in [1, 2), and k the first four bits of m - 1:
 *   w^fraction = octave[e + 15 mod 16] * sixteenth[k] * (1 + rest)^fraction,  rest = m * inverse[k] - 1, |rest| < 1/32
 * pieces[16 (e + 15 mod 16) + k] has the product of the first two, and inverse[k]/2^e. */
#define VT_KERNEL_SERIES 9
typedef struct
{
  double value;
  guint odd, doublings; /* 0, 0: no whole part */
  double fraction;
  double octave[16], sixteenth[16], inverse[16];
  double pieces[256][2];
  double series[VT_KERNEL_SERIES]; /* binomial coefficients from the first on */
} VtKernelPower;

/* Potentials that have a loop of their own, where what is known beforehand is not looked up pair by pair. */
typedef enum
{
  VT_KERNEL_ANY,
  VT_KERNEL_FOURTH_5,     /* w^a and x^-4: stiff Q = 10, 20, 40, 80, 160, 320, ... */
  VT_KERNEL_FOURTH_15,    /* Q = 30, 60, 120, 240, ... */
  VT_KERNEL_FOURTH_WHOLE, /* every other even Q */
  VT_KERNEL_FOURTH,       /* every other Q */
  VT_KERNEL_SQUARE_WHOLE, /* mie, even q */
  VT_KERNEL_SQUARE,       /* every other q */
  VT_KERNEL_SQUARE_OUTER, /* sticky */
} VtKernelForm;

/* What the kernel needs of a potential. */
typedef struct
{
  VtKernelForm form;
  double scale[2][2];   /* 1/lambda_ij^2 */
  double y_cut, y_joint;
  gboolean has_outer;
  gboolean a_is_b_squared;
  VtKernelPower power_a, power_b;
  double amplitude_a, amplitude_b; /* of phi */
  double slope_a, slope_b;         /* of 2 d phi / dy, times y */
  double curvature_a, curvature_b; /* of 4 y d^2 phi / dy^2, times y */
  double c[4];          /* of phi */
  double slope_c[3];    /* of 2 d phi / dy */
  double r[7];
} VtKernelSetup;

/* Sums over a stretch of particles, gathered in their order. */
typedef struct
{
  double energy;         /* half of every pair energy; 0 when not asked for */
  double largest_square; /* largest |f_i|^2 */
  double closest;        /* smallest y = (r/lambda)^2 among interacting pairs; y_cut where none */
  double pair_force;     /* sum over pairs (each seen twice) of |phi'|; only when measured */
  double pairs;          /* number of them; only when measured */
} VtKernelSums;

#define VT_KERNEL_BLOCK 32 /* particles handed to a thread at a time */

/* Lists of VT_KERNEL_WIDTH particles side by side, where they are short: a row has one entry of each. Those of a block are
 * sorted by the lengths of their lists; a bundle comes in parts that are cut each by itself. */
#define VT_KERNEL_PART 4
typedef struct
{
  const guint32 *members;    /* VT_KERNEL_WIDTH a bundle: slots of its particles; up to the end of the last block some slot, of
                              * which the list is empty */
  const gsize *starts;       /* of a bundle: where its rows begin */
  const guint32 *counts;     /* of a part: how many rows are needed now */
  const guint32 *rows;       /* slots of neighbours; where a list has ended, one that is far from everything */
} VtKernelBundles;

/* Particles and the periodic images near the box's faces stand in slots, in the order of their cells: what is near in
 * space is near in memory, and no pair needs the minimum image. */
typedef struct
{
  const VtKernelSetup *setup;
  const double *slots;       /* 4 per slot: x, y, z, species (0 or 1); 32-byte aligned */
  const guint32 *particle;   /* whose slot it is */
  const guint32 *real;       /* the slot of the k-th particle (not an image), in the order of the slots */
  const guint32 *base;       /* of the k-th particle: what its list's entries are to be added to */
  const gsize *starts;       /* of the k-th particle: where its list begins ... */
  const guint32 *lengths;    /* ... and how long it is; up to a multiple of VT_KERNEL_WIDTH there is something to read */
  const guint16 *narrow;     /* the lists, where all entries fit: they are most of what passes through memory ... */
  const guint32 *wide;       /* ... and where not; the other is NULL */
  VtKernelBundles bundles;   /* the same lists in bundles; NULLs where they are long */
  double *forces;            /* 3 per particle, in the particles' own order */
  double *stiffness;         /* 6 per particle, in that order too, see vt_forces_stiffness (); only when measured */
} VtKernelArguments;

/* Forces on the particles that stand at @begin ... @end-1 among the real ones. */
typedef void (*VtKernelFunc) (const VtKernelArguments *arguments, guint begin, guint end, VtKernelSums *sums);

/* The same from arguments->bundles, @begin ... @end-1 being a block. Sums are in the order of each list: other bits than
 * the lists by themselves give. */
typedef struct
{
  VtKernelFunc forces;
  VtKernelFunc forces_energy;
} VtKernelBundled;

/* Candidates for a neighbour list, in single precision. The arrays are VT_KERNEL_PADDING longer than @n, filled up with
 * what is far away: kernels read whole vectors. */
#define VT_KERNEL_PADDING 16
#define VT_KERNEL_LARGE 0x80000000u /* of a candidate's slot: it is a large particle */

typedef struct
{
  guint n;
  float *x, *y, *z;
  guint32 *slot;
} VtKernelCandidates;

/* Some of them that stand side by side. */
typedef struct
{
  guint begin, length;
} VtKernelRun;

/* Puts @n runs of @from side by side in @to, which has room for them and VT_KERNEL_PADDING more. */
typedef void (*VtKernelCollectFunc) (VtKernelCandidates *to, const VtKernelCandidates *from, const VtKernelRun *runs,
                                     guint n);

/* Writes the marked slots of those candidates that are nearer to @self than sqrt (limits[species]) to @out, in order, and
 * their squared distances to @squares, and returns how many; both have room for n + VT_KERNEL_PADDING of them. */
typedef guint (*VtKernelNearFunc) (const VtKernelCandidates *candidates, const float self[3], const float limits[2],
                                   guint32 *out, float *squares);

/* Sorts @n marked slots by shells of distance: those below sqrt (limits[0][species]) first, those between it and
 * sqrt (limits[1][species]) next, and so on; within a shell they keep their order. @out has room for n +
 * VT_KERNEL_PADDING slots, which lose their marks; lengths[s] is how many lie in the shells up to s. Behind its n
 * entries, @squares has VT_KERNEL_PADDING that are above every limit. */
#define VT_KERNEL_SHELLS 5
typedef void (*VtKernelShellsFunc) (const guint32 *slots, const float *squares, guint n,
                                    const float limits[VT_KERNEL_SHELLS][2], guint32 *out,
                                    guint lengths[VT_KERNEL_SHELLS]);

typedef struct
{
  VtKernelCollectFunc collect;
  VtKernelNearFunc near;
  VtKernelShellsFunc shells;
} VtKernelLists;

typedef struct
{
  const char *name;             /* "plain", "avx2", "avx512" */
  VtKernelFunc forces;          /* no energy */
  VtKernelFunc forces_energy;
  VtKernelFunc forces_measured; /* also sums |phi'|, counts pairs, finds stiffnesses */
  const VtKernelBundled *bundled;
  const VtKernelLists *lists;
} VtKernel;

extern const VtKernel vt_kernel_plain;
extern const VtKernelBundled vt_bundled_plain;
extern const VtKernelLists vt_lists_plain;
#ifdef __x86_64__
extern const VtKernel vt_kernel_avx2, vt_kernel_avx512;
extern const VtKernelBundled vt_bundled_avx2, vt_bundled_avx512;
extern const VtKernelLists vt_lists_avx2, vt_lists_avx512;
#endif

/* For each of 256 masks, the places of its bits, a byte each: what a vector of eight is compressed with. Filled by
 * vt_kernel_available (). */
extern guint64 vt_kernel_packing[256];

void vt_kernel_setup (VtKernelSetup *setup, const VtPotential *potential);

/* The widest kernel this machine can run; the environment variable VITRINE_KERNEL (plain, avx2, avx512) may ask for a
 * narrower one, which changes speed and nothing else. */
const VtKernel *vt_kernel_best (void);

/* The kernels this machine can run, narrowest first; NULL-terminated. */
const VtKernel *const *vt_kernel_available (void);

G_END_DECLS
