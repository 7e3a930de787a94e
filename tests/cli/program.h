/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs vitrine-cli (environment variable VT_CLI) and looks at what it answers. */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

/* What a call answered. */
typedef struct
{
  int status; /* exit code; -1 when ended by a signal */
  char *out, *err;
} Answer;

void answer_clear (Answer *answer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

/* A folder of its own for every test program, removed at its end; calls are made in it. */
void program_init (void);
void program_finish (void);
char *program_path (const char *name); /* a file in it */

/* Calls the program with the words of @line (shell quoting). */
Answer program_run (const char *line);

/* The same with another environment: NAME=value, NULL-terminated. */
Answer program_run_in (const char *const *environment, const char *line);

/* Asserts on an answer, with what it said in the message. */
void assert_status (const Answer *answer, int status);
void assert_says (const Answer *answer, const char *words); /* on standard error */

/* The JSON object in @text. */
JsonObject *parse_object (const char *text);
