/*
 * exit.h - what the program's exit status says.
 */
#ifndef DEMARCHE_CLI_EXIT_H
#define DEMARCHE_CLI_EXIT_H

#include "base/err.h"

/* X(constant, status, what it means) */
#define EXIT_MAP(X) \
    X(EXIT_OK, 0, "done") \
    X(EXIT_EMPTY, 1, "nothing matched, and --fail-empty was given") \
    X(EXIT_USAGE, 2, \
      "the command line is wrong, or names something that is not there") \
    X(EXIT_PARTIAL, 3, \
      "some inputs failed or output could not be written; the rest is done") \
    X(EXIT_INTEGRITY, 4, "a dossier or a model is damaged, or is none") \
    X(EXIT_NETWORK, 5, "the network failed") \
    X(EXIT_BUSY, 6, "the dossier is in use by another process") \
    X(EXIT_LIMIT, 7, "a limit was exceeded") \
    X(EXIT_INTERNAL, 70, "a fault of the program itself") \
    X(EXIT_STOPPED, 130, "stopped by Ctrl-C; what was done is kept")

enum exit_status {
#define X(constant, status, meaning) constant = (status),
    EXIT_MAP(X)
#undef X
};

/* The status for an error. */
int exit_of(const struct err *err);

#endif
