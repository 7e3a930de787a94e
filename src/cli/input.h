/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Configurations the command line reads: the sample and the model it is of. */
#pragma once

#include "usage.h"

#include "sample/xyz.h"

G_BEGIN_DECLS

typedef struct
{
  VtSample *sample;
  VtXyzHeader header;
  VtRecipe recipe;       /* model and parameters; all of it where has_recipe */
  gboolean has_recipe;   /* the recipe in the file is what the sample was made by */
  const char *note;      /* a remark to pass on, or NULL */
} VtInput;

void vt_input_clear (VtInput *input);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VtInput, vt_input_clear)

/* Reads @path. The model is the one @model names, else that of the recipe in the file; @small is the name of the small
 * species or NULL. A model that is needed and not given is a usage error. */
gboolean vt_input_read (VtInput *input, const char *path, const VtModelOptions *model, const char *small,
                        GError **error);

/* What can be refused without looking into the file. */
gboolean vt_input_check_model (const VtModelOptions *model, GError **error);

#define VT_SMALL_OPTION(small) \
  { "small", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &(small), \
    N_ ("Name of the small species, where it is not S, A or 1"), N_ ("NAME") }

G_END_DECLS
