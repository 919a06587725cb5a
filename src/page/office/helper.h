/*
 * helper.h - a helper program, run on bytes.
 *
 * The program is looked for in the absolute folders of PATH and started
 * without a shell, with a fixed list of arguments, limits on its memory and
 * time, and no file of ours open but the input, which has no name.
 */
#ifndef DEMARCHE_PAGE_OFFICE_HELPER_H
#define DEMARCHE_PAGE_OFFICE_HELPER_H

#include "base/buf.h"

/* Whether the program is installed. */
bool helper_found(const char *program);

/* Run `argument` (its first is the program's name, a NULL ends it) with
 * `input` as its standard input; append its standard output to `out`, which
 * gets at most CAP_HELPER_BYTES within CAP_HELPER_SECONDS.  ERR_MISSING if it
 * is not installed, ERR_SYNTAX if it failed. */
MUST_USE bool helper_run(const char *const *argument, struct slice input,
                         struct buf *out, struct err *err);

#endif
