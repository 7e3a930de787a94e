/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The force kernel: energies and forces of a stretch of particles from a full neighbour list.
 *
 * One source (kernel.c) is compiled three times, for plain x86-64, AVX2 and AVX-512, and chosen at run time. All three
 * give the same bits: each particle sums its own pairs in eight interleaved partial sums (pair k of its list goes to
 * sum k mod 8), which are then added in one fixed order; the arithmetic is elementwise, without fused multiply-add,
 * and powers are made by repeated multiplication and our own exp and log.
 */
#pragma once

#include "model/potential.h"

G_BEGIN_DECLS

#define VT_KERNEL_WIDTH 8 /* partial sums; lists are padded to a multiple of it with the particle itself */

/* An exponent h of w^h taken apart: whole + half/2 + fraction, 0 <= fraction < 1/2. */
typedef struct
{
  double value;
  guint whole;
  gboolean half;
  double fraction;
} VtKernelPower;

/* What the kernel needs of a potential and a box. */
typedef struct
{
  double box[3], inverse_box[3];
  double scale[2][2];   /* 1/lambda_ij^2 */
  double y_cut, y_joint;
  gboolean has_outer;
  gboolean a_is_b_squared;
  VtKernelPower power_a, power_b;
  double amplitude_a, amplitude_b;
  double c[4];
  double r[7];
} VtKernelSetup;

/* Sums over a stretch of particles, gathered in the order of the particles. */
typedef struct
{
  double energy;         /* half of every pair energy */
  double largest_square; /* largest |f_i|^2 */
  double closest;        /* smallest y = (r/lambda)^2 among interacting pairs; y_cut where none */
  double pair_force;     /* sum over pairs (each seen twice) of |phi'|; only when measured */
  double pairs;          /* number of them; only when measured */
} VtKernelSums;

typedef struct
{
  const VtKernelSetup *setup;
  const double *packed;     /* 4 per particle: x, y, z, species (0 or 1); 32-byte aligned */
  const guint32 *neighbours; /* particle i's list starts at i * stride ... */
  gsize stride;
  const guint32 *lengths;   /* ... and is this long, a multiple of VT_KERNEL_WIDTH */
  double *forces;           /* 3 per particle */
} VtKernelArguments;

typedef void (*VtKernelFunc) (const VtKernelArguments *arguments, guint begin, guint end, VtKernelSums *sums);

/* Candidates for a neighbour list, in single precision and in the order of their cells. The arrays are
 * VT_KERNEL_PADDING longer than they are full: kernels read whole vectors. */
#define VT_KERNEL_PADDING 16

typedef struct
{
  float box[3], inverse_box[3];
  const float *x, *y, *z;
  const float *reach[2];    /* squared list radius towards a small and a large particle */
  const guint32 *particle;
} VtKernelCandidates;

/* Writes those of the candidates begin ... end-1 within reach of @self (a particle of @species) to @out, in order, and
 * returns how many; @out has room for end - begin + VT_KERNEL_PADDING of them. */
typedef guint (*VtKernelNearFunc) (const VtKernelCandidates *candidates, guint begin, guint end, const float self[3],
                                   guint species, guint32 *out);

typedef struct
{
  const char *name;         /* "plain", "avx2", "avx512" */
  VtKernelFunc forces;
  VtKernelFunc forces_measured; /* also sums |phi'| and counts pairs */
  VtKernelNearFunc near;
} VtKernel;

extern const VtKernel vt_kernel_plain;
#ifdef __x86_64__
extern const VtKernel vt_kernel_avx2;
extern const VtKernel vt_kernel_avx512;
#endif

void vt_kernel_setup (VtKernelSetup *setup, const VtPotential *potential, const double box[3]);

/* The widest kernel this machine can run; the environment variable VITRINE_KERNEL (plain, avx2, avx512) may ask for a
 * narrower one, which changes speed and nothing else. */
const VtKernel *vt_kernel_best (void);

/* The kernels this machine can run, narrowest first; NULL-terminated. */
const VtKernel *const *vt_kernel_available (void);

G_END_DECLS
