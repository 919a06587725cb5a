/*
 * finite.h - the strings that a small regular expression stands for.
 *
 * The ruler's patterns use expressions such as `^n[ou]thin'$`: anchored at
 * both ends, with letters, classes and `?` only.  They stand for a handful of
 * strings, so they are written out when the model is read.
 *
 *     finite_expand("^n'?t$") -> "nt", "n't"
 */
#ifndef DEMARCHE_LANG_FINITE_H
#define DEMARCHE_LANG_FINITE_H

#include "base/arena.h"
#include "base/err.h"

enum { FINITE_STRINGS = 64 };

struct finite {
    struct slice string[FINITE_STRINGS]; /* in the arena */
    size_t len;
};

/* Write out the strings of `pattern`; false if it is of another kind or has
 * more than FINITE_STRINGS of them. */
MUST_USE bool finite_expand(struct finite *finite, struct slice pattern,
                            struct arena *arena);

#endif
