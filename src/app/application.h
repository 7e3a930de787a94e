/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program: one process, its windows, what all of them share. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define VT_TYPE_APPLICATION (vt_application_get_type ())
G_DECLARE_FINAL_TYPE (VtApplication, vt_application, VT, APPLICATION, AdwApplication)

/* Exit status where no display can be opened (EX_UNAVAILABLE of sysexits.h); ./run relies on it. */
#define VT_EXIT_NO_DISPLAY 69

VtApplication *vt_application_new (void);

G_END_DECLS
