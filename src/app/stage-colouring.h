/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the colours of particles on the stage stand for. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  VT_STAGE_COLOURING_SPECIES,
  VT_STAGE_COLOURING_DISPLACEMENT, /* needs a mode */
  VT_STAGE_COLOURING_ENERGY,       /* these need the bond list (network/particles.h says what they are) */
  VT_STAGE_COLOURING_STICKINESS,
  VT_N_STAGE_COLOURINGS,
} VtStageColouring;

G_END_DECLS
