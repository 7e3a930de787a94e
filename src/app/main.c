/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/application.h"
#include "engine/language.h"
#include "response/blas.h"

int
main (int argc, char *argv[])
{
  g_autoptr (VtApplication) application = NULL;

  vt_blas_reexec_if_needed (argv);
  vt_language_init ();
  application = vt_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
