/*
 * desk.h - a reviewer at work: act by act in the terminal, or one deed.
 */
#ifndef DEMARCHE_CLI_DESK_H
#define DEMARCHE_CLI_DESK_H

#include "cli/reviewer.h"

struct desk {
    struct session session;
    struct reviewer reviewer;
    size_t done;
    size_t same;
    size_t failed;
    bool many; /* what was done is told in sum */
};

/* Do what the words say ("reject", "a-7f3c91", "a column") and tell it. */
MUST_USE bool desk_do(struct desk *desk, const char **word, size_t words,
                      struct err *err);

/* Show the acts that nobody looked at one after the other, and do what is
 * answered on standard input, until it ends or there are no more. */
MUST_USE bool desk_walk(struct desk *desk, struct err *err);

#endif
