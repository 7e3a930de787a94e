/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The subcommands of vitrine-cli. argv[0] is the subcommand's own name. */
#pragma once

#include "usage.h"

G_BEGIN_DECLS

VtExit vt_command_potential (int argc, char **argv);
VtExit vt_command_quench (int argc, char **argv);
VtExit vt_command_analyze (int argc, char **argv);
VtExit vt_command_modes (int argc, char **argv);
VtExit vt_command_response (int argc, char **argv);

G_END_DECLS
