/*
 * help.h - what --help prints, the manual pages and the completions.
 *
 * All three are made from the verbs and the options, so they cannot differ.
 */
#ifndef DEMARCHE_CLI_HELP_H
#define DEMARCHE_CLI_HELP_H

#include "cli/verb.h"

#include <stdio.h>

/* The overview of all verbs. */
void help_all(FILE *out, bool color);

/* One verb: examples first. */
void help_verb(FILE *out, const struct verb *verb, bool color);

/* A manual page of section 1 in roff; `verb` NULL: the page of the program. */
void manual_write(FILE *out, const struct verb *verb);

/* Completions for "bash", "zsh" or "fish"; false for another shell. */
bool completion_write(FILE *out, const char *shell);

#endif
