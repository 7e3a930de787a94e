/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "plot/figure.h"

typedef struct
{
  char *id;
  VtMark mark; /* its label is owned here */
} VtNamedMark;

struct _VtFigure
{
  char *title, *note, *live, *empty_text;
  VtAxis axes[2];
  GPtrArray *series;       /* VtSeries */
  GArray *marks;           /* VtNamedMark */
  char *selected_id;       /* NULL: none */
  guint selected_point;
  double arrival;          /* 0 ... 1: how far fresh points have come */
  VtFigureChanged changed;
  gpointer changed_data;
  VtDescribePoint describe;
  gpointer describe_data;
  VtDescribePoint remark;
  gpointer remark_data;
};
